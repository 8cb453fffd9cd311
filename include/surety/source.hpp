// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_SOURCE_HPP
#define SURETY_SOURCE_HPP

#include <surety/detail/counted.hpp>
#include <surety/detail/platform.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety {

namespace detail {
/// What the text of a file may begin with, and is no part of it.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
} // namespace detail

/// How many bytes the text of a policy has at the most.
inline constexpr std::size_t longest_policy = std::size_t{16} << 20;

/// A stretch of a source text, in bytes.
struct source_span {
    std::uint32_t offset = 0;
    std::uint32_t size = 0;

    friend constexpr bool operator==(source_span, source_span) noexcept = default;
};

/// A place for people: line and column, both counted from 1; the column counts code points, but not
/// a byte order mark at the beginning of a text.
struct position {
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    friend constexpr bool operator==(position, position) noexcept = default;
};

/// Line and column of a byte offset. LF, CR and CRLF end lines. Linear in `offset`: for messages,
/// not for loops; or else counted on from a place before it that is known.
SURETY_NOINLINE constexpr position locate(std::string_view text,
                                          std::size_t offset,
                                          std::size_t from = 0,
                                          position at = {1, 1}) noexcept {
    offset = offset < text.size() ? offset : text.size();
    if (from < detail::byte_order_mark.size() && text.starts_with(detail::byte_order_mark))
        from = detail::byte_order_mark.size();
    for (std::size_t i = from; i < offset; ++i) {
        SURETY_COUNT(passed);
        const bool crlf = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (text[i] == '\n' || (text[i] == '\r' && !crlf)) {
            ++at.line;
            at.column = 1;
        } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && !crlf) {
            ++at.column;
        }
    }
    return at;
}

} // namespace surety

#endif
