// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_SOURCE_HPP
#define SURETY_SOURCE_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety {

/// A stretch of a source text, in bytes.
struct source_span {
    std::uint32_t offset = 0;
    std::uint32_t size = 0;

    friend constexpr bool operator==(source_span, source_span) noexcept = default;
};

/// A place for people: line and column, both counted from 1; the column counts code points.
struct position {
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    friend constexpr bool operator==(position, position) noexcept = default;
};

/// The line that holds `offset`, without its line end. LF, CR and CRLF end lines.
/// The view is into `text`.
constexpr std::string_view line_at(std::string_view text, std::size_t offset) noexcept {
    offset = offset < text.size() ? offset : text.size();
    // An offset on the LF of a CRLF is still on the line that the pair ends.
    if (offset > 0 && offset < text.size() && text[offset] == '\n' && text[offset - 1] == '\r')
        --offset;
    std::size_t first = offset;
    while (first > 0 && text[first - 1] != '\n' && text[first - 1] != '\r')
        --first;
    std::size_t last = offset;
    while (last < text.size() && text[last] != '\n' && text[last] != '\r')
        ++last;
    return text.substr(first, last - first);
}

/// Line and column of a byte offset. Linear in `offset`: for messages, not for loops.
constexpr position locate(std::string_view text, std::size_t offset) noexcept {
    offset = offset < text.size() ? offset : text.size();
    position at{1, 1};
    for (std::size_t i = 0; i < offset; ++i) {
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
