// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_IDNA_ADAPTER_HPP
#define SURETY_IDNA_ADAPTER_HPP

#include <surety/identity.hpp>

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
/// an identity that `parse_identity` would refuse.
class idna_adapter {
public:
    /// A domain in ASCII, or why there is none.
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

    /// Whether some label of a canonical domain mixes scripts in a way that no language does (UTS
    /// 39: beyond Highly Restrictive). Asked only of domains with an A-label.
    virtual bool is_mixed_script(std::string_view domain) const noexcept = 0;

    /// What a canonical domain looks like (UTS 39): domains that look the same have the same
    /// skeleton. Writes at most `room` bytes of it, none of them zero, and returns how many; 0 when
    /// it cannot be told.
    virtual std::size_t
    skeleton(std::string_view domain, char* out, std::size_t room) const noexcept = 0;

    /// A domain in ASCII that needs more characters than this has more than 253 bytes.
    static constexpr std::size_t longest_text = 4096;

protected:
    ~idna_adapter() = default;
};

namespace detail {

/// Where the first byte beyond ASCII is; the size of the text when there is none.
constexpr std::size_t first_beyond_ascii(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
        ++at;
    return at;
}

/// A domain or an address whose domain was put into ASCII; still to be read.
struct ascii_name {
    reason why = reason::none;
    std::size_t offset = 0; ///< of the byte that was refused; else of the first beyond ASCII
    std::size_t size = 0;
    char bytes[longest_local + 1 + longest_domain];

    std::string_view text() const noexcept { return {bytes, size}; }
};

/// Puts a name into ASCII. Only the `@` of ASCII is one, what stands before it stays as it is, and
/// is refused when it is not ASCII.
SURETY_COLD inline ascii_name to_ascii(std::string_view text, const idna_adapter& names) noexcept {
    ascii_name made;
    const auto refuse = [&made](reason why, std::size_t offset) noexcept {
        made.why = why;
        made.offset = offset;
        return made;
    };
    std::size_t const at = text.find('@');
    std::size_t const local = at == text.npos ? 0 : at + 1;
    made.offset = first_beyond_ascii(text);
    if (local > longest_local + 1)
        return refuse(reason::local_too_long, longest_local);
    if (made.offset < local)
        return refuse(reason::non_ascii, made.offset);
    std::string_view const domain = text.substr(local);
    if (domain.size() > idna_adapter::longest_text)
        return refuse(reason::too_long, local + idna_adapter::longest_text);
    if (std::size_t const another = domain.find('@'); another != domain.npos)
        return refuse(reason::several_at, local + another);
    idna_adapter::ascii_domain ascii;
    names.to_ascii(domain, ascii);
    if (ascii.why != reason::none)
        return refuse(ascii.why, local + ascii.offset);
    for (std::size_t i = 0; i < local; ++i)
        made.bytes[made.size++] = text[i];
    for (std::size_t i = 0; i < ascii.size; ++i)
        made.bytes[made.size++] = ascii.bytes[i];
    return made;
}

} // namespace detail

/// Reads an identity of the kind that was asked about; where its domain is not ASCII, as the
/// adapter has it. Without one (null) it is `parse_identity(text, kind)`. ASCII never gets to the
/// adapter, and neither does a local part: that is ASCII or none.
///
///     surety::idna names;
///     parse_identity("MÜNCHEN。example", identity_kind::domain, &names).value.text()
///         == "xn--mnchen-3ya.example"
inline parsed_identity
parse_identity(std::string_view text, identity_kind asked, const idna_adapter* names) noexcept {
    if (!names)
        return parse_identity(text, asked);
    parsed_identity parsed = parse_identity(text, asked);
    if (parsed || parsed.why == reason::not_a_domain ||
        parsed.why == reason::not_an_email ||
        text.size() > detail::longest_local + 1 + idna_adapter::longest_text ||
        detail::first_beyond_ascii(text) == text.size())
        return parsed;
    const detail::ascii_name ascii = detail::to_ascii(text, *names);
    if (ascii.why == reason::none)
        parsed = parse_identity(ascii.text(), asked);
    else
        parsed.why = ascii.why;
    if (!parsed)
        parsed.offset = ascii.offset;
    return parsed;
}

/// The same for an identity whose kind was not named.
inline parsed_identity parse_identity(std::string_view text, const idna_adapter* names) noexcept {
    if (!names)
        return parse_identity(text);
    return parse_identity(
        text, text.find('@') == text.npos ? identity_kind::domain : identity_kind::email, names);
}

} // namespace surety

#endif
