// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CONSTANT_HPP
#define SURETY_CONSTANT_HPP

#include <surety/decision.hpp>
#include <surety/embedded.hpp>
#include <surety/identity.hpp>
#include <surety/instant.hpp>
#include <surety/request.hpp>
#include <surety/user.hpp>
#include <surety/value.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// Decides while compiling, by a policy that `surety embed` made a constant of:
///
///     constexpr surety::constant_address at_work[] = {
///         {"ada@a.example", surety::address_type::work}};
///
///     constexpr surety::constant_user users[] = {{"ada", true, at_work}};
///
///     static_assert(surety::decide<policies::senders>(users, "noreply@en.a.example"));
///
/// For what has to be true before a host runs: that its own sender is one its policy allows, that a
/// change of the policy keeps a promise. Answers as `decide` does of a gate, by a look at every
/// user instead of an index. Limits: names beyond ASCII and properties of scripts, for ICU
/// does not run in a compiler; a policy that asks for them does not compile here. A long list costs
/// nothing, many users do: clang looks at a hundred before it wants `-fconstexpr-steps`, g++ at two
/// hundred before it wants `-fconstexpr-ops-limit`.
namespace surety {

namespace detail {
class constant_decider;
}

/// `user_address`, as a constant.
struct constant_address {
    std::string_view text;
    address_type type = address_type::none;
    flag primary = false;
    flag verified = false;
};

/// `user_attribute`, as a constant. Views, as `value` is.
struct constant_attribute {
    std::string_view name; ///< letter case does not count
    surety::value value;
};

/// `user_record`, as a constant. What `bind` would refuse does not compile: a user without an id or
/// without an attribute that the policy needs, two different users with one id.
struct constant_user {
    std::string_view id;
    flag active = false;
    std::span<const constant_address> addresses;
    std::span<const constant_attribute> attributes = {};
};

/// What was decided while compiling: a `decision` that names people itself, for there is no gate.
class [[nodiscard]] constant_decision {
public:
    static constexpr std::size_t rules_named = decision::rules_named;
    static constexpr std::size_t sureties_named = decision::sureties_named;

    constexpr surety::outcome outcome() const noexcept { return outcome_; }
    constexpr surety::cause cause() const noexcept { return cause_; }

    /// Whether the identity may be used.
    constexpr bool allowed() const noexcept { return outcome_ == surety::outcome::allow; }
    constexpr explicit operator bool() const noexcept { return allowed(); }

    /// The identity in canonical form, and why there is none.
    constexpr const surety::identity& identity() const noexcept { return parsed_.value; }
    constexpr reason why() const noexcept { return parsed_.why; }
    constexpr std::size_t offset() const noexcept { return parsed_.offset; }

    /// The determining rules, in source order: indices for `program::rule`.
    constexpr std::span<std::uint16_t const> rules() const noexcept SURETY_LIFETIMEBOUND {
        return {rules_, rule_count_ < rules_named ? rule_count_ : rules_named};
    }

    /// The ids of those who stand surety, in source order. Views into the users.
    constexpr std::span<std::string_view const> sureties() const noexcept SURETY_LIFETIMEBOUND {
        return {sureties_, surety_count_ < sureties_named ? surety_count_ : sureties_named};
    }

    /// Whether `rules` and `sureties` name all there are.
    constexpr bool complete() const noexcept {
        return rule_count_ <= rules_named && surety_count_ <= sureties_named;
    }

private:
    friend class detail::constant_decider;

    constexpr void add_rule(std::size_t index) noexcept {
        if (rule_count_ < rules_named)
            rules_[rule_count_] = static_cast<std::uint16_t>(index);
        ++rule_count_;
    }
    constexpr void add_surety(std::string_view id) noexcept {
        for (std::string_view const named : sureties())
            if (named == id)
                return;
        if (surety_count_ < sureties_named)
            sureties_[surety_count_] = id;
        ++surety_count_;
    }

    parsed_identity parsed_;
    surety::outcome outcome_ = surety::outcome::invalid;
    surety::cause cause_ = surety::cause::malformed;
    std::size_t rule_count_ = 0;
    std::size_t surety_count_ = 0;
    std::uint16_t rules_[rules_named] = {};
    std::string_view sureties_[sureties_named] = {};
};

/// May this identity be used, by an embedded program and these users? `bound_at` is what the ages
/// of attributes are counted from. Only the compiler can ask: what `bind` refuses with a message
/// is refused here because it does not compile. A function around it has to be `consteval`.
template <const auto& Program>
consteval constant_decision
decide(std::span<const constant_user> users, const request& what, instant bound_at = {}) noexcept;

/// The same for a policy that needs neither facts nor the kind.
template <const auto& Program, detail::reads_as_text Text>
consteval constant_decision decide(std::span<const constant_user> users,
                                   const Text& identity) noexcept {
    return decide<Program>(users, request(identity));
}

} // namespace surety

#include <surety/detail/constant_decider.hpp>

#endif
