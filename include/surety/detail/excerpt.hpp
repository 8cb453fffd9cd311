// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_EXCERPT_HPP
#define SURETY_DETAIL_EXCERPT_HPP

#include <surety/detail/pieces.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/unseen.hpp>
#include <surety/detail/utf8.hpp>

#include <cstddef>
#include <string>
#include <string_view>

/// How a line of a source text is shown to people: safe to print, and with carets in the right
/// place whatever stands before them.
namespace surety::detail {

/// A character of a text that may not be UTF-8: its bytes, and how it is shown.
struct glyph {
    std::string_view bytes;
    std::string_view shown;  ///< the bytes, or what stands for them
    std::size_t width = 1;   ///< columns of a terminal; a tab has 1 and counts as whatever it is
    bool well_formed = true; ///< the bytes are UTF-8
};

/// Marks that take no column of their own, and what takes two: the ranges that matter in practice.
inline constexpr code_range combining_marks[] = {
    {0x300, 0x36F}, {0x1AB0, 0x1AFF}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}};
inline constexpr code_range wide_signs[] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3040, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};

/// How many columns a code point takes.
constexpr std::size_t columns_of(char32_t c) noexcept {
    return is_in(combining_marks, c) ? 0 : is_in(wide_signs, c) ? 2 : 1;
}

/// The first character of a text that is not empty. What is not UTF-8, up to where a character may
/// begin, and what would not be seen are shown as U+FFFD.
SURETY_NOINLINE constexpr glyph first_glyph(std::string_view text) noexcept {
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    const auto [c, size] = code_point_at(text, 0);
    if (size == 0)
        return {text.substr(0, begin_of_next(text, 0)), replacement, 1, false};
    std::string_view const bytes = text.substr(0, size);
    if (c == '\t')
        return {bytes, bytes, 1};
    if (is_unseen(c))
        return {bytes, replacement, 1};
    return {bytes, bytes, columns_of(c)};
}

/// Appends a text as it may be shown on a terminal.
SURETY_NOINLINE inline void put_shown(text_builder& out, std::string_view text) {
    while (!text.empty()) {
        const glyph g = first_glyph(text);
        out.put(g.shown == "\t" ? std::string_view(" ") : g.shown);
        text.remove_prefix(g.bytes.size());
    }
}

/// A text as it may be shown on a terminal.
inline std::string shown(std::string_view text) {
    text_builder out;
    put_shown(out, text);
    return std::string(out.text());
}

/// A line as it is shown, and what goes below it: blanks, then carets.
struct excerpt_lines {
    text_builder line;
    text_builder padding; ///< blanks, and tabs where the line has tabs
    text_builder carets;
};

/// Where a column begins. It counts what is no continuation byte, as `locate` does, from 1.
constexpr std::size_t offset_of(std::string_view line, std::size_t column) noexcept {
    std::size_t offset = 0;
    for (std::size_t seen = 1; offset < line.size() && seen < column; ++seen)
        offset = begin_of_next(line, offset);
    return offset;
}

/// Shows `span` bytes of a line from a column on. A long line is cut to what stands around the
/// place.
inline void
show_excerpt(std::string_view line, std::size_t column, std::size_t span, excerpt_lines& out) {
    constexpr std::size_t before = 60, in_all = 160; // columns; tabs count as one
    std::size_t const offset = offset_of(line, column);
    std::size_t from = 0;
    if (offset > 2 * before) {
        from = offset - before;
        while (from < offset && is_continuation(line[from]))
            ++from;
        out.line.put("… ");
        out.padding.put("  ");
    }
    std::size_t const end = span < line.size() - offset ? offset + span : line.size();
    std::size_t width = 0;
    for (std::size_t at = from; at < line.size();) {
        if (width >= in_all) {
            out.line.put(" …");
            break;
        }
        const glyph g = first_glyph({line.data() + at, line.size() - at});
        out.line.put(g.shown);
        const char below = at >= offset ? '^' : g.shown == "\t" ? '\t' : ' ';
        if (at < end)
            for (std::size_t i = 0; i < g.width; ++i)
                (at < offset ? out.padding : out.carets).push_back(below);
        width += g.width;
        at += g.bytes.size();
    }
    if (out.carets.empty())
        out.carets.put("^"); // at the end of the line, or of nothing at all
}

} // namespace surety::detail

#endif
