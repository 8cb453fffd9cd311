// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_UTF8_HPP
#define SURETY_DETAIL_UTF8_HPP

#include <surety/detail/counted.hpp>
#include <surety/detail/platform.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Reading UTF-8.
namespace surety::detail {

/// One character of a UTF-8 text.
struct code_point {
    char32_t value = 0;
    std::size_t size = 0; ///< in bytes; 0 when there is no UTF-8 here
};

/// The character that begins at `at`, which is inside the text. Strict: RFC 3629.
SURETY_NOINLINE constexpr code_point code_point_at(std::string_view text, std::size_t at) noexcept {
    const auto byte = [text](std::size_t i) noexcept -> std::uint32_t {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    SURETY_COUNT(characters);
    std::uint32_t const first = byte(at);
    if (first < 0x80)
        return {first, 1};
    std::size_t const size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4)
        return {};
    std::uint32_t value = first & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80)
            return {};
        value = value << 6 | (byte(at + i) & 0x3F);
    }
    const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF)
        return {};
    return {value, size};
}

/// Whether a byte goes on with a character. In text that is not UTF-8 it may follow anything.
constexpr bool is_continuation(char c) noexcept {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// As much of a text as fits into so many bytes, the last character whole.
constexpr std::string_view cut_to(std::string_view text, std::size_t most) noexcept {
    if (text.size() <= most)
        return text;
    while (most > 0 && is_continuation(text[most]))
        --most;
    return {text.data(), most};
}

/// Where the next character may begin, behind the one at `at`, whether or not that is one.
constexpr std::size_t begin_of_next(std::string_view text, std::size_t at) noexcept {
    while (++at < text.size() && is_continuation(text[at])) {
    }
    return at;
}

} // namespace surety::detail

#endif
