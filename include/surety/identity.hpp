// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_IDENTITY_HPP
#define SURETY_IDENTITY_HPP

#include <surety/detail/name_scan.hpp>
#include <surety/reason.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace surety {

enum class identity_kind : std::uint8_t { domain, email };

/// The spelling of a kind in a policy: `email`.
constexpr std::string_view name(identity_kind kind) noexcept {
    return kind == identity_kind::domain ? "domain" : "email";
}

struct parsed_identity;

namespace detail {
class identity_parser;
} // namespace detail

/// A domain or an email address in canonical form. Holds its own text, so it may outlive what it
/// was read from; the views it hands out are into itself.
///
///     identity = domain | local "@" domain
///     domain   = label "." label { "." label }        at most 253 bytes, a label at most 63
///     local    = atom { "." atom }                    at most 64 bytes; with domain at most 254
///
/// Made by `parse_identity`; one that was made otherwise is empty.
class identity {
public:
    constexpr identity() noexcept {
        // Bytes beyond `size_` are never read, so clearing them would be wasted on every decision;
        // but a constant must be whole.
        if (std::is_constant_evaluated())
            for (char& c : bytes_)
                c = 0;
        else
            std::memset(bytes_, 0, readable_before);
    }

    /// So many bytes before the text may be read: tables read names sixteen bytes at a time.
    static constexpr std::size_t readable_before = 16;

    constexpr identity_kind kind() const noexcept { return kind_; }

    /// The canonical text: lower case, nothing else changed.
    constexpr std::string_view text() const noexcept { return {bytes_ + readable_before, size_}; }

    /// The whole of a domain; of an address what follows the `@`.
    constexpr std::string_view domain() const noexcept {
        return {bytes_ + readable_before + domain_at_, std::size_t{size_} - domain_at_};
    }

    /// What precedes the `@`; empty for a domain.
    constexpr std::string_view local() const noexcept {
        return {bytes_ + readable_before,
                domain_at_ == 0 ? std::size_t{0} : domain_at_ - std::size_t{1}};
    }

    /// How many labels the domain has: two at least.
    constexpr std::size_t labels() const noexcept {
        if (size_ == 0)
            return 0;
        int dots = 0;
        for (std::uint64_t const word : dots_)
            dots += std::popcount(word);
        return static_cast<std::size_t>(dots) + 1;
    }

    /// The last `count` labels of the domain: of `mail.example.com` two are `example.com`.
    /// The whole domain when it has no more than that.
    constexpr std::string_view suffix(std::size_t count) const noexcept {
        if (count == 0)
            return domain().substr(domain().size());
        for (std::size_t word = 4; word-- > 0;) {
            std::uint64_t dots = dots_[word];
            while (dots != 0) {
                const unsigned bit = 63u - static_cast<unsigned>(std::countl_zero(dots));
                if (--count == 0)
                    return domain().substr(word * 64 + bit + 1);
                dots &= ~(std::uint64_t{1} << bit);
            }
        }
        return domain();
    }

    /// Whether some label of the domain is an A-label (`xn--…`).
    constexpr bool is_internationalized() const noexcept { return has_a_labels_; }

    /// Whether the local part has a `+`.
    constexpr bool is_tagged() const noexcept {
        return local().find('+') != std::string_view::npos;
    }

    /// Where the domain's dots are: bit i of word w is set for a dot at byte 64 w + i of
    /// `domain()`.
    constexpr std::uint64_t const (&dots() const noexcept)[4] { return dots_; }

    friend constexpr bool operator==(const identity& a, const identity& b) noexcept {
        return a.text() == b.text();
    }

private:
    friend class detail::identity_parser;

    std::uint64_t dots_[4] = {};
    identity_kind kind_ = identity_kind::domain;
    std::uint8_t size_ = 0;
    std::uint8_t domain_at_ = 0;
    bool has_a_labels_ = false;
    char bytes_[readable_before + detail::longest_address + detail::written_behind];
};

/// An identity, or why there is none.
struct parsed_identity {
    identity value;            ///< when refused: empty, but of the kind it was read as
    reason why = reason::none; ///< `none` when there is an identity
    std::size_t offset = 0;    ///< of the byte that was refused

    constexpr explicit operator bool() const noexcept { return why == reason::none; }
};

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
        read(text, any, asked, parsed);
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
    }

    static constexpr void refuse(parsed_identity& parsed, reason why, std::size_t offset) noexcept {
        parsed.why = why;
        parsed.offset = offset;
    }

    /// Reads any identity, byte by byte, and says what is wrong with one that is none.
    SURETY_COLD static constexpr void
    read(std::string_view text, bool any, identity_kind asked, parsed_identity& parsed) noexcept {
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
        const domain_scan domain = scan_domain(text.substr(domain_at), text_of(parsed) + domain_at);
        if (!domain)
            return refuse(parsed, domain.why == reason::empty ? reason::empty_domain : domain.why,
                          domain_at + domain.offset);
        fill(parsed, domain_at + domain.size, domain_at);
        parsed.value.has_a_labels_ = domain.has_a_labels;
        for (std::size_t i = 0; i < 4; ++i)
            parsed.value.dots_[i] = domain.dots[i];
    }
};

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

} // namespace surety

#endif
