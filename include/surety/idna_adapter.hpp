// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_IDNA_ADAPTER_HPP
#define SURETY_IDNA_ADAPTER_HPP

#include <surety/detail/name_limits.hpp>
#include <surety/reason.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety {

/// What knows the scripts of the world, for a host that wants names in them. Surety itself knows
/// none: without an adapter a name beyond ASCII is no identity, and its A-labels (`xn--…`) are.
///
/// `idna.hpp` has the ordinary one, over ICU. It is used where a host passes it, and nowhere else:
/// to `load` for what a policy says, to `bind` for users, and a gate keeps it for what it is asked.
/// So it has to outlive the gates that were bound with it, and to bear many threads at once.
///
/// Whatever an adapter answers, the result is read once more as ASCII: a fault in one cannot make
/// an identity that `parse_identity` would refuse. One that says more than there is room for has
/// said nothing. What cannot be told now and may be another time, for want of memory for example,
/// is no answer: such a name is no identity (`reason::no_answer`) or looks like all others, a
/// decision that hangs on its scripts is `indeterminate` (`cause::unknown_names`), and neither
/// policies nor users that it is part of are taken.
class idna_adapter {
public:
    /// A domain in ASCII, or why there is none. What is wrong with a text for good is never
    /// `no_answer`: one user with such an address would keep all of them from being bound.
    struct ascii_domain {
        reason why = reason::none;
        std::size_t offset = 0; ///< of the byte that was refused
        std::size_t size = 0;
        char bytes[detail::longest_domain];
    };

    /// The domain that a text means (UTS 46): U-labels as A-labels, letters mapped, compatibility
    /// characters and other full stops resolved. `domain` has some byte beyond ASCII, need not be
    /// UTF-8 and is at most `longest_text` bytes long.
    virtual void to_ascii(std::string_view domain, ascii_domain& out) const noexcept = 0;

    enum class scripts : std::uint8_t { ordinary, mixed, unknown };

    /// Whether some label of a canonical domain mixes scripts in a way that no language does (UTS
    /// 39: beyond Highly Restrictive). Asked only of domains with an A-label.
    virtual scripts scripts_of(std::string_view domain) const noexcept = 0;

    /// What a canonical domain looks like (UTS 39): domains that look the same have the same
    /// skeleton, but for the case of ASCII letters. Writes at most `room` bytes of it, none of them
    /// zero, and returns how many; 0 when it cannot be told. Adapters of two versions may differ:
    /// `bind` refuses a policy whose lists looked otherwise when it was loaded.
    virtual std::size_t
    skeleton(std::string_view domain, char* out, std::size_t room) const noexcept = 0;

    /// Names of 253 bytes in ASCII are hardly ever longer in their own letters. Longer ones are
    /// refused: they take ICU time, and more than in proportion where marks are heaped up.
    static constexpr std::size_t longest_text = 1024;

protected:
    ~idna_adapter() = default;
};

} // namespace surety

#endif
