// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_LITERAL_HPP
#define SURETY_LITERAL_HPP

#include <surety/detail/platform.hpp>
#include <surety/detail/record_array.hpp>

#include <cstdint>
#include <string>
#include <string_view>

/// What the literals of a policy stand for: from the characters of a STRING or an INT, as the
/// tree keeps them, to the text or the number that is meant.
namespace surety {

namespace detail {

/// The value of a hexadecimal digit, or -1.
constexpr int hex_value(char c) noexcept {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// Appends a Unicode scalar value as UTF-8.
SURETY_NOINLINE inline void append_utf8(record_array<char>& to, std::uint32_t scalar) {
    if (scalar < 0x80) {
        to.push_back(static_cast<char>(scalar));
        return;
    }
    const int tails = scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3;
    constexpr std::uint32_t leads[] = {0, 0xC0, 0xE0, 0xF0};
    to.push_back(static_cast<char>(leads[tails] | scalar >> 6 * tails));
    for (int tail = tails; tail-- > 0;)
        to.push_back(static_cast<char>(0x80 | (scalar >> 6 * tail & 0x3F)));
}

/// Appends what a STRING stands for.
SURETY_NOINLINE inline void append_unquoted(record_array<char>& to, std::string_view literal) {
    const char* at = literal.data();
    const char* end = at + literal.size();
    if (literal.size() >= 2 && *at == '"' && end[-1] == '"') {
        ++at;
        --end;
    }
    for (; at < end; ++at) {
        const bool escaped = *at == '\\' && at + 1 < end;
        if (escaped)
            ++at;
        if (!escaped || *at != 'u') {
            to.push_back(*at);
            continue;
        }
        std::uint32_t scalar = 0;
        for (at += 2; at < end && *at != '}'; ++at)
            scalar = scalar << 4 | (static_cast<std::uint32_t>(hex_value(*at)) & 0xF);
        append_utf8(to, scalar);
    }
}

} // namespace detail

/// The text that a STRING stands for: without its quotes, `\"`, `\\` and `\u{…}` decoded.
///
///     unquote(R"("caf\u{e9}")")   // café
///
/// The literal is one that `parse` accepted; of any other text the result is some text.
inline std::string unquote(std::string_view literal) {
    detail::record_array<char> text;
    detail::append_unquoted(text, literal);
    return {text.begin(), text.end()};
}

/// Reads an INT: an optional `-` and digits, nothing else. False when the text is no INT or the
/// number does not fit 64 bits; `number` is then left as it was.
constexpr bool parse_integer(std::string_view text, std::int64_t& number) noexcept {
    const bool negative = text.starts_with('-');
    if (negative)
        text.remove_prefix(1);
    if (text.empty())
        return false;
    std::uint64_t const limit = (std::uint64_t{1} << 63) - (negative ? 0 : 1);
    std::uint64_t magnitude = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return false;
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (magnitude > (limit - digit) / 10)
            return false;
        magnitude = magnitude * 10 + digit;
    }
    number = static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
    return true;
}

} // namespace surety

#endif
