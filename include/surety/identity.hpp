// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_IDENTITY_HPP
#define SURETY_IDENTITY_HPP

#include <surety/detail/name_limits.hpp>
#include <surety/detail/platform.hpp>
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
    constexpr std::string_view text() const noexcept SURETY_LIFETIMEBOUND {
        return {bytes_ + readable_before, size_};
    }

    /// The whole of a domain; of an address what follows the `@`.
    constexpr std::string_view domain() const noexcept SURETY_LIFETIMEBOUND {
        return {bytes_ + readable_before + domain_at_, std::size_t{size_} - domain_at_};
    }

    /// What precedes the `@`; empty for a domain.
    constexpr std::string_view local() const noexcept SURETY_LIFETIMEBOUND {
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
    constexpr std::string_view suffix(std::size_t count) const noexcept SURETY_LIFETIMEBOUND {
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

    /// Whether they are one identity. Two that are empty are equal: ask first whether there is one.
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
struct [[nodiscard]] parsed_identity {
    identity value;             ///< when refused: empty, but of the kind it was read as
    reason why = reason::empty; ///< `none` when there is an identity
    std::size_t offset = 0;     ///< of the byte that was refused

    constexpr explicit operator bool() const noexcept { return why == reason::none; }
};

} // namespace surety

#endif
