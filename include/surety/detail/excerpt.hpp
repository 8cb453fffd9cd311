// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_EXCERPT_HPP
#define SURETY_DETAIL_EXCERPT_HPP

#include <cstddef>
#include <cstdint>
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

/// How many columns a code point takes, by the ranges that matter in practice.
constexpr std::size_t columns_of(char32_t c) noexcept {
    if ((c >= 0x300 && c <= 0x36F) || (c >= 0x1AB0 && c <= 0x1AFF) ||
        (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F))
        return 0;
    if ((c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F) ||
        (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
        (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
        (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) ||
        (c >= 0x20000 && c <= 0x3FFFD))
        return 2;
    return 1;
}

/// Whether a code point would be obeyed, or overlooked, rather than seen: controls, marks of
/// direction, zero-width ones.
constexpr bool is_unseen(char32_t c) noexcept {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x61C || c == 0x180E ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
           (c >= 0xE0000 && c <= 0xE007F);
}

/// The first character of a text that is not empty. What is not UTF-8 or would not be seen is shown
/// as U+FFFD, a byte order mark not at all.
constexpr glyph first_glyph(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    const unsigned lead = byte(0);
    std::size_t const size = lead < 0x80             ? 1
                             : (lead & 0xE0) == 0xC0 ? 2
                             : (lead & 0xF0) == 0xE0 ? 3
                             : (lead & 0xF8) == 0xF0 ? 4
                                                     : 0;
    if (size == 0)
        return {text.substr(0, 1), replacement, 1, false};
    auto c = static_cast<char32_t>(size == 1 ? lead : lead & (0x7Fu >> size));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80)
            return {text.substr(0, i), replacement, 1, false};
        c = c << 6 | (byte(i) & 0x3F);
    }
    // Overlong forms, surrogates and what lies beyond Unicode are as little UTF-8 as a lone byte.
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (c < least[size] || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF)
        return {text.substr(0, 1), replacement, 1, false};
    if (c == '\t')
        return {text.substr(0, 1), "\t", 1};
    if (c == 0xFEFF)
        return {text.substr(0, size), {}, 0};
    if (is_unseen(c))
        return {text.substr(0, size), replacement, 1};
    return {text.substr(0, size), text.substr(0, size), columns_of(c)};
}

/// A text as it may be shown on a terminal.
inline std::string shown(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const glyph g = first_glyph(text);
        out += g.shown == "\t" ? std::string_view(" ") : g.shown;
        text.remove_prefix(g.bytes.size());
    }
    return out;
}

/// A line as it is shown, and what goes below it: blanks, then carets.
struct excerpt_lines {
    std::string line;
    std::string padding; ///< blanks, and tabs where the line has tabs
    std::string carets;
};

/// Shows `span` bytes of a line from a column on; the column counts from 1 what is no continuation
/// byte, as `locate` does. A long line is cut to what stands around the place.
inline excerpt_lines show_excerpt(std::string_view line, std::size_t column, std::size_t span) {
    constexpr std::size_t before = 60, in_all = 160; // columns; tabs count as one
    std::size_t offset = 0, seen = 1;
    while (offset < line.size() && seen < column) {
        ++offset;
        while (offset < line.size() && (static_cast<unsigned char>(line[offset]) & 0xC0) == 0x80)
            ++offset;
        ++seen;
    }
    std::size_t from = 0;
    if (offset > 2 * before) {
        from = offset - before;
        while (from < offset && (static_cast<unsigned char>(line[from]) & 0xC0) == 0x80)
            ++from;
    }

    excerpt_lines out;
    if (from > 0) {
        out.line = "… ";
        out.padding = "  ";
    }
    std::size_t const end = span < line.size() - offset ? offset + span : line.size();
    std::size_t width = 0;
    for (std::size_t at = from; at < line.size();) {
        if (width >= in_all) {
            out.line += " …";
            break;
        }
        const glyph g = first_glyph(line.substr(at));
        out.line += g.shown;
        if (at < offset)
            out.padding.append(g.width, g.shown == "\t" ? '\t' : ' ');
        else if (at < end)
            out.carets.append(g.width, '^');
        width += g.width;
        at += g.bytes.size();
    }
    if (out.carets.empty())
        out.carets = "^"; // at the end of the line, or of nothing at all
    return out;
}

} // namespace surety::detail

#endif
