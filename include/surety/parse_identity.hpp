// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_PARSE_IDENTITY_HPP
#define SURETY_PARSE_IDENTITY_HPP

#include <surety/detail/ascii.hpp>
#include <surety/detail/name_limits.hpp>
#include <surety/detail/name_scan.hpp>
#include <surety/detail/platform.hpp>
#include <surety/identity.hpp>
#include <surety/idna_adapter.hpp>
#include <surety/reason.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace surety {

namespace detail {

/// Fills identities in.
class identity_parser {
public:
    /// `asked` means nothing when `any` kind will do.
    SURETY_INLINE static constexpr parsed_identity
    parse(std::string_view text, bool any, identity_kind asked) noexcept {
        parsed_identity parsed;
#if SURETY_HAS_VECTOR16
        if (!std::is_constant_evaluated()) {
            const ordinary_scan found = scan_ordinary(text, text_of(parsed));
            if (found.good && (any || (found.domain_at != 0) == (asked == identity_kind::email))) {
                fill(parsed, text.size(), found.domain_at);
                parsed.value.dots_[0] = found.dots;
                return parsed;
            }
        }
#endif
        read(text, any, asked, parsed, scan_domain);
        return parsed;
    }

    /// The same, byte by byte: for whoever reads few and would compile little.
    static constexpr parsed_identity parse_bytes(std::string_view text,
                                                 identity_kind asked) noexcept {
        parsed_identity parsed;
        read(text, false, asked, parsed, scan_bytes);
        return parsed;
    }

private:
    static constexpr char* text_of(parsed_identity& parsed) noexcept {
        return parsed.value.bytes_ + identity::readable_before;
    }

    static constexpr void
    fill(parsed_identity& parsed, std::size_t size, std::size_t domain_at) noexcept {
        identity& made = parsed.value;
        made.kind_ = domain_at == 0 ? identity_kind::domain : identity_kind::email;
        made.size_ = static_cast<std::uint8_t>(size);
        made.domain_at_ = static_cast<std::uint8_t>(domain_at);
        parsed.why = reason::none;
    }

    static constexpr void refuse(parsed_identity& parsed, reason why, std::size_t offset) noexcept {
        parsed.why = why;
        parsed.offset = offset;
    }

    /// Reads any identity, byte by byte, and says what is wrong with one that is none.
    SURETY_COLD static constexpr void read(std::string_view text,
                                           bool any,
                                           identity_kind asked,
                                           parsed_identity& parsed,
                                           decltype(scan_domain)& scan) noexcept {
        std::size_t const at = text.find('@');
        if (any)
            asked = at == text.npos ? identity_kind::domain : identity_kind::email;
        parsed.value.kind_ = asked;
        if (text.empty())
            return refuse(parsed, reason::empty, 0);
        std::size_t domain_at = 0;
        if (asked == identity_kind::domain) {
            if (at != text.npos)
                return refuse(parsed, reason::not_a_domain, at);
        } else {
            if (at == text.npos)
                return refuse(parsed, reason::not_an_email, text.size());
            if (text.size() > longest_address)
                return refuse(parsed, reason::too_long, longest_address);
            const local_scan local = scan_local(text.substr(0, at), text_of(parsed));
            if (!local)
                return refuse(parsed, local.why, local.offset);
            text_of(parsed)[at] = '@';
            domain_at = at + 1;
        }
        const domain_scan domain =
            scan(text.substr(domain_at), text_of(parsed) + domain_at, labels_wanted::two_or_more);
        if (!domain)
            return refuse(parsed, domain.why == reason::empty ? reason::empty_domain : domain.why,
                          domain_at + domain.offset);
        fill(parsed, domain_at + domain.size, domain_at);
        parsed.value.has_a_labels_ = domain.has_a_labels;
        for (std::size_t i = 0; i < 4; ++i)
            parsed.value.dots_[i] = domain.dots[i];
    }
};

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
    if (ascii.size > sizeof ascii.bytes || static_cast<std::size_t>(ascii.why) >= reason_count)
        return refuse(reason::no_answer, made.offset); // none that there is
    if (ascii.why != reason::none)
        return refuse(ascii.why, ascii.offset < domain.size() ? local + ascii.offset : made.offset);
    for (std::size_t i = 0; i < local; ++i)
        made.bytes[made.size++] = text[i];
    for (std::size_t i = 0; i < ascii.size; ++i)
        made.bytes[made.size++] = ascii.bytes[i];
    return made;
}

} // namespace detail

/// Reads a domain (RFC 1035, RFC 1123, RFC 5890) or a bare address (RFC 5321, only dot-atoms) of
/// the kind that was asked about. Strict: nothing is trimmed, decoded or repaired; what is not
/// exactly an identity is refused with a reason. Allocates nothing.
///
///     parse_identity("Mail.Example.COM", identity_kind::domain).value.text() == "mail.example.com"
///     parse_identity("example.com.", identity_kind::domain).why == reason::trailing_dot
constexpr parsed_identity parse_identity(std::string_view text, identity_kind asked) noexcept {
    return detail::identity_parser::parse(text, false, asked);
}

/// Reads an identity whose kind was not named: text with an `@` is an address, any other a domain.
constexpr parsed_identity parse_identity(std::string_view text) noexcept {
    return detail::identity_parser::parse(text, true, identity_kind::domain);
}

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
    if (parsed || parsed.why == reason::not_a_domain || parsed.why == reason::not_an_email ||
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
