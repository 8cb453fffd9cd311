// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_UNSEEN_HPP
#define SURETY_DETAIL_UNSEEN_HPP

#include <surety/detail/platform.hpp>

#include <cstddef>

namespace surety::detail {

/// Code points from one to another.
struct code_range {
    char32_t first, last;
};

/// Whether a code point is in one of the ranges, which are in order.
template <std::size_t Count>
constexpr bool is_in(const code_range (&ranges)[Count], char32_t c) noexcept {
    for (const code_range& range : ranges)
        if (c <= range.last)
            return c >= range.first;
    return false;
}

/// Signs that nobody sees, or that turn the direction of writing, end a line or look like nothing:
/// a text with them reads otherwise than it is. Unicode's default ignorables, the variation
/// selectors of emoji apart, line and paragraph separators, the blank of Braille, and a few signs
/// of old scripts and of music that are blank or only join others.
inline constexpr code_range unseen_signs[] = {
    {0xAD, 0xAD},       {0x34F, 0x34F},     {0x61C, 0x61C},     {0x115F, 0x1160},
    {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E},
    {0x2060, 0x206F},   {0x2800, 0x2800},   {0x3164, 0x3164},   {0xFE00, 0xFE0D},
    {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},   {0x1107F, 0x1107F},
    {0x13430, 0x13442}, {0x16FE4, 0x16FE4}, {0x1BCA0, 0x1BCA3}, {0x1D159, 0x1D159},
    {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};

/// Whether nobody sees a sign: a control, a tab as well, or one of those.
SURETY_NOINLINE constexpr bool is_unseen(char32_t c) noexcept {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || is_in(unseen_signs, c);
}

} // namespace surety::detail

#endif
