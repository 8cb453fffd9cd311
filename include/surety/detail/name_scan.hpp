// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_NAME_SCAN_HPP
#define SURETY_DETAIL_NAME_SCAN_HPP

#include <surety/detail/ascii.hpp>
#include <surety/detail/name_limits.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/punycode.hpp>
#include <surety/detail/unseen.hpp>
#include <surety/detail/vector16.hpp>
#include <surety/reason.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace surety::detail {

/// Whether a name of one label will do: in lists, after `within` and `under`.
enum class labels_wanted : std::uint8_t { two_or_more, one_or_more };

/// What one look at a domain found. The canonical bytes are in the caller's buffer.
struct domain_scan {
    reason why = reason::none;
    std::uint8_t size = 0;
    std::uint8_t labels = 0;
    bool has_a_labels = false;
    std::uint32_t offset = 0;   ///< of the byte that was refused
    std::uint64_t dots[4] = {}; ///< bit i of word w: a dot at 64 w + i

    constexpr explicit operator bool() const noexcept { return why == reason::none; }
};

/// Blanks, variation selectors, surrogates and what is no character.
inline constexpr code_range unwritten_signs[] = {
    {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A}, {0x202F, 0x202F}, {0x205F, 0x205F},
    {0x3000, 0x3000}, {0xD800, 0xDFFF}, {0xFDD0, 0xFDEF}, {0xFE00, 0xFE0F}, {0xFFF0, 0xFFFF}};

/// What an `xn--` label may not encode, whatever Unicode says of it today.
constexpr bool is_refused_in_a_label(char32_t c) noexcept {
    return c > 0x7E && (is_unseen(c) || is_in(unwritten_signs, c) || (c & 0xFFFE) == 0xFFFE);
}

/// What is wrong with a folded label that begins with `xn--` and does not end with a hyphen. So it
/// encodes something beyond ASCII: the encoding of what is all ASCII ends with one.
SURETY_COLD constexpr reason a_label_refusal(std::string_view label) noexcept {
    std::string_view const encoded = label.substr(4);
    punycode::code_points const decoded = punycode::decode(encoded);
    if (!decoded.good)
        return reason::bad_a_label;
    const char32_t* const p = decoded.points;
    for (std::size_t i = 0; i < decoded.size; ++i)
        if (is_refused_in_a_label(p[i]))
            return reason::a_label_character;
    if (p[0] == '-' || p[decoded.size - 1] == '-' ||
        (decoded.size >= 4 && p[2] == '-' && p[3] == '-'))
        return reason::a_label_hyphen;
    punycode::encoding const again = punycode::encode(p, decoded.size);
    return again.good && again.text() == encoded ? reason::none : reason::bad_a_label;
}

/// What is wrong with a folded label of letters, digits and hyphens; `at` moves from the label's
/// first byte to the one at fault.
constexpr reason label_refusal(std::string_view label, std::size_t& at) noexcept {
    if (label.empty())
        return reason::empty_label;
    if (label.size() > longest_label) {
        at += longest_label;
        return reason::label_too_long;
    }
    if (label.front() == '-')
        return reason::hyphen_first;
    if (label.back() == '-') {
        at += label.size() - 1;
        return reason::hyphen_last;
    }
    if (label.size() >= 4 && label[2] == '-' && label[3] == '-') {
        if (label[0] == 'x' && label[1] == 'n')
            return a_label_refusal(label);
        at += 2;
        return reason::hyphen_third_fourth;
    }
    return reason::none;
}

/// A last label that would make the name read as an IPv4 address.
constexpr bool is_numeric(std::string_view label) noexcept {
    if (label.size() >= 2 && label[0] == '0' && label[1] == 'x')
        return true;
    for (const char c : label)
        if (!is_digit(c))
            return false;
    return true;
}

#if SURETY_HAS_VECTOR16
/// Up to fifteen bytes and then zeros, without a look beyond the text.
inline bytes16 load_short(const char* from, std::size_t size) noexcept {
    std::uint64_t low = 0, high = 0;
    if (size >= 8) {
        std::memcpy(&low, from, 8);
        std::memcpy(&high, from + size - 8, 8);
        high = size == 8 ? 0 : high >> (16 - size) * 8;
    } else if (size >= 4) {
        std::uint32_t first, last;
        std::memcpy(&first, from, 4);
        std::memcpy(&last, from + size - 4, 4);
        low = first | std::uint64_t{last} << (size - 4) * 8;
    } else {
        for (std::size_t i = 0; i < size; ++i)
            low |= std::uint64_t{static_cast<unsigned char>(from[i])} << i * 8;
    }
    return of_halves(low, high);
}

/// Which bytes of a stretch of up to 64 are what: bit i speaks of byte i.
struct byte_classes {
    std::uint64_t dots = 0, hyphens = 0, ats = 0;
    std::uint64_t alphanumerics = 0;

    SURETY_INLINE void take(bytes16 raw, std::size_t at, char* out) noexcept {
        const bytes16 letters = letters16(raw);
        const bytes16 v = raw | (letters & 0x20); // folded
        store16(out + at, v);
        dots |= mask_at(equal16(v, '.'), at);
        hyphens |= mask_at(equal16(v, '-'), at);
        ats |= mask_at(equal16(v, '@'), at);
        alphanumerics |= mask_at(letters | between(v, '0', '9'), at);
    }

private:
    static std::uint64_t mask_at(bytes16 v, std::size_t at) noexcept {
        return std::uint64_t{mask_of(v)} << at;
    }
};

/// Looks at 1 to 64 bytes and folds them into `out`, to which at least sixteen may be written. No
/// byte beyond the text is read; the last sixteen of a longer one are written in one go.
SURETY_INLINE byte_classes classify(const char* from, std::size_t size, char* out) noexcept {
    byte_classes found;
    if (size < 16) {
        found.take(load_short(from, size), 0, out);
        return found;
    }
    found.take(load16(from), 0, out);
    if (size > 32) { // bytes that are looked at twice are cheaper than a loop that ends anywhere
        found.take(load16(from + 16), 16, out);
        found.take(load16(from + size - 32), size - 32, out);
    }
    found.take(load16(from + size - 16), size - 16, out);
    return found;
}

/// What the bytes before a stretch are, as far as it matters to those in it.
struct neighbours {
    std::uint64_t separators = 0, hyphens = 0, firsts = 1; ///< `firsts`: of labels
};

/// Which bytes of a stretch may not stand where they do. `local` are those of a local part, whose
/// dots are looked at and nothing else; of the bytes beyond `count` all are bad. `before` becomes
/// what the next stretch wants to know.
SURETY_INLINE std::uint64_t bad_bytes(const byte_classes& is,
                                      std::uint64_t local,
                                      std::size_t count,
                                      neighbours& before) noexcept {
    // What stands k bytes further on: `x << k`, with the last bits of the stretch before.
    std::uint64_t const separators = is.dots | is.ats;
    std::uint64_t const hyphens = is.hyphens & ~local;
    std::uint64_t const firsts = separators << 1 | (before.separators >> 63) | (before.firsts & 1);
    std::uint64_t const seconds = hyphens << 1 | before.hyphens >> 63; // of two with a hyphen first
    std::uint64_t const fourths = firsts << 3 | before.firsts >> 61;
    before = {separators, hyphens, firsts & ~std::uint64_t{1}};
    return (firsts & (separators | hyphens)) | (seconds & (separators | (hyphens & fourths))) |
           ((separators | is.hyphens | is.alphanumerics | local) ^
            ~std::uint64_t{0} >> (64 - count));
}

/// Whether a local part may have the bytes that its bits name and that are no letters, digits,
/// hyphens or dots: most have none.
SURETY_NOINLINE inline bool may_be_local(const char* text, std::uint64_t odd) noexcept {
    for (; odd != 0; odd &= odd - 1) {
        const char* const at = text + std::countr_zero(odd);
        if (local_bytes[*at] == 0 || (*at == '?' && at != text && at[-1] == '='))
            return false;
    }
    return true;
}

/// What one look at an ordinary identity of up to 64 bytes found.
struct ordinary_scan {
    bool good = false; ///< `false` says nothing of the others
    std::uint8_t domain_at = 0;
    std::uint64_t dots = 0; ///< of the domain
};

/// Reads an ordinary domain or address in one look: of at most 64 bytes, with two labels at least,
/// and nothing in it that needs a second look.
SURETY_INLINE ordinary_scan scan_ordinary(std::string_view text, char* out) noexcept {
    std::size_t const size = text.size();
    if (size - 1 >= 64) // an empty one as well
        return {};
    const byte_classes is = classify(text.data(), size, out);
    std::uint64_t const local = is.ats - (is.ats != 0);
    neighbours before;
    std::uint64_t const bad =
        (is.ats & local) | bad_bytes(is, local, size, before); // more than one `@`
    // Without a branch: nobody can tell domains and addresses apart before.
    std::size_t const domain_at = highest_bit(is.ats << 1 | 1);
    std::uint64_t const dots = is.dots >> domain_at;
    const char last = out[size - 1];
    if (bad != 0 || dots == 0 || last == '.' || last == '-' || last == '@')
        return {};
    std::uint64_t const odd = local & ~(is.dots | is.hyphens | is.alphanumerics);
    if (odd != 0 && !may_be_local(out, odd))
        return {};
    // A last label that begins with a digit may make the name read as a number.
    if (is_digit(out[highest_bit(is.dots) + 1]))
        return {};
    return {true, static_cast<std::uint8_t>(domain_at), dots};
}

/// Reads an ordinary domain of any length.
SURETY_NOINLINE inline bool
scan_ordinary_domain(std::string_view text, char* out, domain_scan& scan) noexcept {
    std::size_t const size = text.size();
    if (size - 1 >= longest_domain)
        return false;
    neighbours before;
    std::size_t label_at = 0; // of the label that a stretch begins in
    for (std::size_t at = 0; at < size; at += 64) {
        std::size_t const count = size - at < 64 ? size - at : 64;
        const byte_classes is = classify(text.data() + at, count, out + at);
        if (bad_bytes(is, 0, count, before) != 0 || is.ats != 0)
            return false;
        scan.dots[at / 64] = is.dots;
        if (is.dots == 0)
            continue;
        if (at + static_cast<std::size_t>(std::countr_zero(is.dots)) - label_at > longest_label)
            return false;
        label_at = at + 64 - static_cast<std::size_t>(std::countl_zero(is.dots));
        scan.labels = static_cast<std::uint8_t>(scan.labels + std::popcount(is.dots));
    }
    ++scan.labels;
    scan.size = static_cast<std::uint8_t>(size);
    const char last = out[size - 1];
    return scan.labels > 1 && last != '.' && last != '-' && size - label_at <= longest_label &&
           !is_digit(out[label_at]);
}
#endif

/// Fills a scan in, byte by byte.
constexpr void
scan_bytes(std::string_view text, char* out, labels_wanted wanted, domain_scan& scan) noexcept {
    const auto refuse = [&scan](reason why, std::size_t at) noexcept {
        scan.why = why;
        scan.offset = static_cast<std::uint32_t>(at);
    };
    if (text.empty())
        return refuse(reason::empty, 0);
    if (text.size() > longest_domain)
        return refuse(reason::too_long, longest_domain);

    std::size_t first = 0; // of the label
    const auto close_label = [&](std::size_t last) noexcept {
        std::size_t at = first;
        std::string_view const label{out + first, last - first};
        reason const why = label_refusal(label, at);
        if (why != reason::none) {
            refuse(why, at);
            return false;
        }
        if (label.size() >= 4 && label[2] == '-')
            scan.has_a_labels |= label[3] == '-';
        return true;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = domain_bytes[text[i]];
        out[i] = c;
        if (c > '.' || c == '-')
            continue;
        if (c != '.') {
            if (static_cast<unsigned char>(text[i]) >= 0x80)
                return refuse(reason::non_ascii, i);
            if (text[i] == '@')
                return refuse(reason::several_at, i);
            if (text[i] == '[' && i == 0)
                return refuse(reason::address_literal, i);
            return refuse(reason::bad_character, i);
        }
        if (!close_label(i))
            return;
        scan.dots[i / 64] |= std::uint64_t{1} << (i % 64);
        ++scan.labels;
        first = i + 1;
    }
    if (first == text.size())
        return refuse(reason::trailing_dot, first - 1);
    if (!close_label(text.size()))
        return;
    ++scan.labels;
    if (is_numeric({out + first, text.size() - first}))
        return refuse(reason::numeric_top_label, first);
    if (scan.labels == 1 && wanted == labels_wanted::two_or_more)
        return refuse(reason::single_label, 0);
    scan.size = static_cast<std::uint8_t>(text.size());
}

/// `scan_domain`, byte by byte: for whoever reads few and would compile little.
constexpr domain_scan scan_bytes(std::string_view text,
                                 char* out,
                                 labels_wanted wanted = labels_wanted::two_or_more) noexcept {
    domain_scan scan;
    scan_bytes(text, out, wanted, scan);
    return scan;
}

/// Reads a domain: folds it into `out` (room for 253 bytes, or for as many as the text has and
/// `written_behind` more; all of them may be written), checks it and finds its dots, in one pass.
/// A byte of `out` beyond the result's size is not to be read.
constexpr domain_scan scan_domain(std::string_view text,
                                  char* out,
                                  labels_wanted wanted = labels_wanted::two_or_more) noexcept {
#if SURETY_HAS_VECTOR16
    if (!std::is_constant_evaluated()) {
        domain_scan scan;
        if (scan_ordinary_domain(text, out, scan))
            return scan;
    }
#endif
    return scan_bytes(text, out, wanted);
}

/// What one look at the local part of an address found.
struct local_scan {
    reason why = reason::none;
    std::uint32_t offset = 0;

    constexpr explicit operator bool() const noexcept { return why == reason::none; }
};

/// Reads the part before the `@`: folds it into `out` (room for 64 bytes) and checks it.
constexpr local_scan scan_local(std::string_view text, char* out) noexcept {
    if (text.empty())
        return {reason::empty_local, 0};
    if (text.size() > longest_local)
        return {reason::local_too_long, longest_local};
    char previous = '.';
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::uint32_t const at = static_cast<std::uint32_t>(i);
        const char c = local_bytes[text[i]];
        if (c == 0)
            return {static_cast<unsigned char>(text[i]) >= 0x80 ? reason::non_ascii
                                                                : reason::bad_local_character,
                    at};
        if (c == '.' && previous == '.')
            return {reason::local_dot, at};
        if (c == '?' && previous == '=')
            return {reason::encoded_word, at - 1};
        out[i] = previous = c;
    }
    if (previous == '.')
        return {reason::local_dot, static_cast<std::uint32_t>(text.size() - 1)};
    return {};
}

} // namespace surety::detail

#endif
