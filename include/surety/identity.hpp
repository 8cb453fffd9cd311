// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_IDENTITY_HPP
#define SURETY_IDENTITY_HPP

#include <surety/detail/name_scan.hpp>
#include <surety/reason.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
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
constexpr parsed_identity parse_split(std::string_view, identity_kind, std::size_t) noexcept;
}

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
            for (char& c : text_)
                c = 0;
    }

    constexpr identity_kind kind() const noexcept { return kind_; }

    /// The canonical text: lower case, nothing else changed.
    constexpr std::string_view text() const noexcept { return {text_, size_}; }

    /// The whole of a domain; of an address what follows the `@`.
    constexpr std::string_view domain() const noexcept { return text().substr(domain_at_); }

    /// What precedes the `@`; empty for a domain.
    constexpr std::string_view local() const noexcept {
        return {text_, domain_at_ == 0 ? std::size_t{0} : domain_at_ - std::size_t{1}};
    }

    /// How many labels the domain has: two at least.
    constexpr std::size_t labels() const noexcept { return labels_; }

    /// The last `count` labels of the domain: of `mail.example.com` two are `example.com`.
    /// The whole domain when it has no more than that.
    constexpr std::string_view suffix(std::size_t count) const noexcept {
        if (count >= labels_)
            return domain();
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
    friend constexpr parsed_identity
        detail::parse_split(std::string_view, identity_kind, std::size_t) noexcept;

    std::uint64_t dots_[4] = {};
    identity_kind kind_ = identity_kind::domain;
    std::uint8_t size_ = 0;
    std::uint8_t domain_at_ = 0;
    std::uint8_t labels_ = 0;
    bool has_a_labels_ = false;
    char text_[detail::longest_address];
};

/// An identity, or why there is none.
struct parsed_identity {
    identity value;            ///< when refused: empty, but of the kind it was read as
    reason why = reason::none; ///< `none` when there is an identity
    std::size_t offset = 0;    ///< of the byte that was refused

    constexpr explicit operator bool() const noexcept { return why == reason::none; }
};

namespace detail {

/// Reads an identity whose first `@` is at `at`, or `npos`.
constexpr parsed_identity
parse_split(std::string_view text, identity_kind asked, std::size_t at) noexcept {
    parsed_identity parsed;
    identity& made = parsed.value;
    made.kind_ = asked;
    const auto refuse = [&parsed](reason why, std::size_t offset) noexcept {
        parsed.why = why;
        parsed.offset = offset;
    };
    if (text.empty()) {
        refuse(reason::empty, 0);
        return parsed;
    }
    std::size_t domain_at = 0;
    if (asked == identity_kind::domain) {
        if (at != std::string_view::npos) {
            refuse(reason::not_a_domain, at);
            return parsed;
        }
    } else {
        if (at == std::string_view::npos) {
            refuse(reason::not_an_email, text.size());
            return parsed;
        }
        if (text.size() > detail::longest_address) {
            refuse(reason::too_long, detail::longest_address);
            return parsed;
        }
        if (const auto local = detail::scan_local(text.substr(0, at), made.text_); !local) {
            refuse(local.why, local.offset);
            return parsed;
        }
        made.text_[at] = '@';
        domain_at = at + 1;
    }
    const auto domain = detail::scan_domain(text.substr(domain_at), made.text_ + domain_at);
    if (!domain) {
        refuse(domain.why == reason::empty ? reason::empty_domain : domain.why,
               domain_at + domain.offset);
        return parsed;
    }
    made.size_ = static_cast<std::uint8_t>(domain_at + domain.size);
    made.domain_at_ = static_cast<std::uint8_t>(domain_at);
    made.labels_ = domain.labels;
    made.has_a_labels_ = domain.has_a_labels;
    for (std::size_t i = 0; i < 4; ++i)
        made.dots_[i] = domain.dots[i];
    return parsed;
}

} // namespace detail

/// Reads a domain (RFC 1035, RFC 1123, RFC 5890) or a bare address (RFC 5321, only dot-atoms) of
/// the kind that was asked about. Strict: nothing is trimmed, decoded or repaired; what is not
/// exactly an identity is refused with a reason. Allocates nothing.
///
///     parse_identity("Mail.Example.COM", identity_kind::domain).value.text() == "mail.example.com"
///     parse_identity("example.com.", identity_kind::domain).why == reason::trailing_dot
constexpr parsed_identity parse_identity(std::string_view text, identity_kind asked) noexcept {
    return detail::parse_split(text, asked, text.find('@'));
}

/// Reads an identity whose kind was not named: text with an `@` is an address, any other a domain.
constexpr parsed_identity parse_identity(std::string_view text) noexcept {
    std::size_t const at = text.find('@');
    return detail::parse_split(
        text, at == std::string_view::npos ? identity_kind::domain : identity_kind::email, at);
}

} // namespace surety

#endif
