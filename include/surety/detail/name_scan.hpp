// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_NAME_SCAN_HPP
#define SURETY_DETAIL_NAME_SCAN_HPP

#include <surety/detail/ascii.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/punycode.hpp>
#include <surety/detail/vector16.hpp>
#include <surety/reason.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace surety::detail {

inline constexpr std::size_t longest_domain = 253;
inline constexpr std::size_t longest_label = 63;
inline constexpr std::size_t longest_local = 64;
inline constexpr std::size_t longest_address = 254;

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

/// What an `xn--` label may not encode, whatever Unicode says of it today: controls, what is not
/// seen, what turns the direction of writing, and surrogates.
constexpr bool is_refused_in_a_label(char32_t c) noexcept {
    return (c >= 0x80 && c <= 0xA0) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF0 && c <= 0xFFFF) || (c >= 0xD800 && c <= 0xDFFF);
}

/// What is wrong with a folded label that begins with `xn--` and does not end with a hyphen. So it
/// encodes something beyond ASCII: the encoding of what is all ASCII ends with one.
constexpr reason a_label_refusal(std::string_view label) noexcept {
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
    std::uint64_t words[2] = {};
    if (size >= 8) {
        std::uint64_t last;
        std::memcpy(&words[0], from, 8);
        std::memcpy(&last, from + size - 8, 8);
        words[1] = size == 8 ? 0 : last >> (16 - size) * 8;
    } else if (size >= 4) {
        std::uint32_t first, last;
        std::memcpy(&first, from, 4);
        std::memcpy(&last, from + size - 4, 4);
        words[0] = first | std::uint64_t{last} << (size - 4) * 8;
    } else {
        for (std::size_t i = 0; i < size; ++i)
            words[0] |= std::uint64_t{static_cast<unsigned char>(from[i])} << i * 8;
    }
    return load16(words);
}

/// Calls `take(sixteen bytes, where they stand)` until it has had all of a text of up to 63 bytes;
/// zeros follow a short one, and the last sixteen bytes of a longer one may come twice.
template <class Take>
SURETY_INLINE void each_sixteen(std::string_view text, const Take& take) noexcept {
    if (text.size() < 16) {
        take(load_short(text.data(), text.size()), 0);
        return;
    }
    for (std::size_t at = 0; at + 16 < text.size(); at += 16)
        take(load16(text.data() + at), at);
    take(load16(text.data() + text.size() - 16), text.size() - 16);
}

/// Reads an ordinary domain, sixteen bytes at a time: of at most 63 bytes, of two labels at least,
/// and nothing in it that needs a second look. `false` says nothing of the others.
inline bool scan_ordinary(std::string_view text, char* out, domain_scan& scan) noexcept {
    std::size_t const size = text.size();
    if (size > longest_label || size == 0)
        return false;
    std::uint64_t dots = 0, hyphens = 0, good = 0;
    each_sixteen(text, [&](bytes16 raw, std::size_t at) SURETY_INLINE_LAMBDA {
        bytes16 const v = fold16(raw);
        bytes16 const dot = reinterpret_cast<bytes16>(v == '.');
        bytes16 const hyphen = reinterpret_cast<bytes16>(v == '-');
        store16(out + at, v);
        dots |= std::uint64_t{mask_of(dot)} << at;
        hyphens |= std::uint64_t{mask_of(hyphen)} << at;
        good |= std::uint64_t{mask_of(between(v, 'a', 'z') | between(v, '0', '9') | dot | hyphen)}
                << at;
    });
    std::uint64_t const all = (std::uint64_t{1} << size) - 1;
    std::uint64_t const firsts = dots << 1 | 1; // of labels
    std::uint64_t const lasts = dots >> 1 | std::uint64_t{1} << (size - 1);
    if (good != all || dots == 0 || ((firsts | lasts) & (dots | hyphens)) != 0 ||
        (firsts & hyphens >> 2 & hyphens >> 3) != 0)
        return false;
    // A last label that begins with a digit may make the name read as a number.
    if (is_digit(out[64 - std::countl_zero(dots)]))
        return false;
    scan.size = static_cast<std::uint8_t>(size);
    scan.dots[0] = dots;
    for (scan.labels = 1; dots != 0; dots &= dots - 1) // few: faster than a call that counts bits
        ++scan.labels;
    return true;
}
#endif

/// Reads a domain: folds it into `out` (room for 253 bytes, all of which may be written), checks it
/// and finds its dots, in one pass. A byte of `out` beyond the result's size is not to be read.
constexpr domain_scan scan_domain(std::string_view text,
                                  char* out,
                                  labels_wanted wanted = labels_wanted::two_or_more) noexcept {
    domain_scan scan;
#if SURETY_HAS_VECTOR16
    if (!std::is_constant_evaluated() && scan_ordinary(text, out, scan))
        return scan;
#endif
    const auto refuse = [&scan](reason why, std::size_t at) noexcept {
        scan.why = why;
        scan.offset = static_cast<std::uint32_t>(at);
        return scan;
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
            return scan;
        scan.dots[i / 64] |= std::uint64_t{1} << (i % 64);
        ++scan.labels;
        first = i + 1;
    }
    if (first == text.size())
        return refuse(reason::trailing_dot, first - 1);
    if (!close_label(text.size()))
        return scan;
    ++scan.labels;
    if (is_numeric({out + first, text.size() - first}))
        return refuse(reason::numeric_top_label, first);
    if (scan.labels == 1 && wanted == labels_wanted::two_or_more)
        return refuse(reason::single_label, 0);
    scan.size = static_cast<std::uint8_t>(text.size());
    return scan;
}

/// What one look at the local part of an address found.
struct local_scan {
    reason why = reason::none;
    std::uint32_t offset = 0;

    constexpr explicit operator bool() const noexcept { return why == reason::none; }
};

#if SURETY_HAS_VECTOR16
/// Reads an ordinary local part, sixteen bytes at a time: of at most 63 bytes, and nothing in it
/// that needs a second look. `false` says nothing of the others.
inline bool scan_ordinary_local(std::string_view text, char* out) noexcept {
    std::size_t const size = text.size();
    if (size >= longest_local || size == 0)
        return false;
    std::uint64_t dots = 0, encoded = 0, good = 0, equals = 0;
    each_sixteen(text, [&](bytes16 raw, std::size_t at) SURETY_INLINE_LAMBDA {
        bytes16 const v = fold16(raw);
        bytes16 const asks = reinterpret_cast<bytes16>(v == '?');
        bytes16 const is = reinterpret_cast<bytes16>(v == '=');
        bytes16 const fine = between(v, '^', '~') | between(v, '-', '9') | between(v, '#', '$') |
                             between(v, '&', '\'') | between(v, '*', '+') | asks | is;
        store16(out + at, v);
        dots |= std::uint64_t{mask_of(reinterpret_cast<bytes16>(v == '.'))} << at;
        encoded |= std::uint64_t{mask_of(asks)} << at;
        equals |= std::uint64_t{mask_of(is)} << at;
        good |= std::uint64_t{mask_of(fine)} << at;
    });
    std::uint64_t const ends = std::uint64_t{1} << (size - 1) | 1;
    return good == (std::uint64_t{1} << size) - 1 && (dots & (ends | dots << 1)) == 0 &&
           (encoded & equals << 1) == 0;
}
#endif

/// Reads the part before the `@`: folds it into `out` (room for 64 bytes) and checks it.
constexpr local_scan scan_local(std::string_view text, char* out) noexcept {
#if SURETY_HAS_VECTOR16
    if (!std::is_constant_evaluated() && scan_ordinary_local(text, out))
        return {};
#endif
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
