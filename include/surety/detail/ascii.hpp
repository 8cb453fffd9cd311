// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_ASCII_HPP
#define SURETY_DETAIL_ASCII_HPP

#include <cstddef>
#include <string_view>

namespace surety::detail {

/// ASCII letters to lower case, every other byte as it is. No locale has a say.
constexpr char fold(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

constexpr bool is_letter(char c) noexcept {
    return fold(c) >= 'a' && fold(c) <= 'z';
}

/// Whether a text is a name as the language has them.
constexpr bool is_name(std::string_view text) noexcept {
    if (text.empty() || !is_letter(text.front()))
        return false;
    for (const char c : text)
        if (!is_letter(c) && !is_digit(c) && c != '-' && c != '_')
            return false;
    return true;
}

/// Where the first byte beyond ASCII is; the size of the text when there is none.
constexpr std::size_t first_beyond_ascii(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
        ++at;
    return at;
}

/// Equal, but for the case of ASCII letters.
constexpr bool equal_folded(std::string_view a, std::string_view b) noexcept {
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (fold(a[i]) != fold(b[i]))
            return false;
    return true;
}

/// An order of texts: by length, then by bytes, but for the case of ASCII letters.
constexpr int compare_folded(std::string_view a, std::string_view b) noexcept {
    if (a.size() != b.size())
        return a.size() < b.size() ? -1 : 1;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (fold(a[i]) != fold(b[i]))
            return fold(a[i]) < fold(b[i]) ? -1 : 1;
    return 0;
}

/// What becomes of each byte of a name: its canonical form, or 0 where it may not stand.
struct byte_table {
    char bytes[256] = {};

    constexpr explicit byte_table(std::string_view others) noexcept {
        for (char c = '0'; c <= '9'; ++c)
            bytes[index(c)] = c;
        for (char c = 'a'; c <= 'z'; ++c)
            bytes[index(c)] = c;
        for (char c = 'A'; c <= 'Z'; ++c)
            bytes[index(c)] = fold(c);
        for (const char c : others)
            bytes[index(c)] = c;
    }
    constexpr char operator[](char c) const noexcept { return bytes[index(c)]; }

private:
    static constexpr std::size_t index(char c) noexcept { return static_cast<unsigned char>(c); }
};

inline constexpr byte_table domain_bytes{"-."};

/// The `atext` of RFC 5322 and the dot, without `%` and `!`: those route mail elsewhere.
inline constexpr byte_table local_bytes{"#$&'*+-/=?^_`{|}~."};

} // namespace surety::detail

#endif
