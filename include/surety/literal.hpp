// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_LITERAL_HPP
#define SURETY_LITERAL_HPP

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
inline void append_utf8(std::string& to, std::uint32_t scalar) {
    const auto put = [&to](std::uint32_t byte) { to += static_cast<char>(byte); };
    const auto tail = [&put, scalar](int shift) { put(0x80 | (scalar >> shift & 0x3F)); };
    if (scalar < 0x80) {
        put(scalar);
    } else if (scalar < 0x800) {
        put(0xC0 | scalar >> 6);
        tail(0);
    } else if (scalar < 0x10000) {
        put(0xE0 | scalar >> 12);
        tail(6);
        tail(0);
    } else {
        put(0xF0 | scalar >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

} // namespace detail

/// The text that a STRING stands for: without its quotes, `\"`, `\\` and `\u{…}` decoded.
///
///     unquote(R"("caf\u{e9}")")   // café
///
/// The literal is one that `parse` accepted; of any other text the result is some text.
inline std::string unquote(std::string_view literal) {
    if (literal.size() >= 2 && literal.front() == '"' && literal.back() == '"')
        literal = literal.substr(1, literal.size() - 2);
    std::string text;
    text.reserve(literal.size());
    for (std::size_t i = 0; i < literal.size(); ++i) {
        const bool escaped = literal[i] == '\\' && i + 1 < literal.size();
        if (escaped)
            ++i;
        if (!escaped || literal[i] != 'u') {
            text += literal[i];
        } else {
            std::uint32_t scalar = 0;
            for (i += 2; i < literal.size() && literal[i] != '}'; ++i)
                scalar =
                    scalar << 4 | (static_cast<std::uint32_t>(detail::hex_value(literal[i])) & 0xF);
            detail::append_utf8(text, scalar);
        }
    }
    return text;
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
