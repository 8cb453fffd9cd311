// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_ONE_LINE_HPP
#define SURETY_CHECK_ONE_LINE_HPP

#include <surety/detail/pieces.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/utf8.hpp>

#include <cstddef>
#include <string_view>

namespace surety::checked {

using detail::text_builder;

/// Whether the character ends what was written before it.
SURETY_NOINLINE inline bool ends_word(char c) noexcept {
    return std::string_view(" \t\r\n#\"(){},").find(c) != std::string_view::npos;
}

/// Appends what was written, on one line: comments left out, one space where there may be one.
SURETY_NOINLINE inline void put_one_line(text_builder& made, std::string_view text) {
    std::size_t const begin = made.size();
    std::size_t const longest = begin + 400;
    const char* const last = text.data() + text.size();
    for (const char* at = text.data(); at < last && made.size() <= longest;) {
        const char* const from = at;
        const char first = *at++;
        if (first == ' ' || first == '\t' || first == '\r' || first == '\n')
            continue;
        if (first == '#') {
            while (at < last && *at != '\r' && *at != '\n')
                ++at;
            continue;
        }
        if (first == '"') {
            while (at < last && *at != '"')
                at += *at == '\\' ? 2 : 1;
            ++at;
        } else if (!ends_word(first)) {
            while (at < last && !ends_word(*at))
                ++at;
        }
        at = at < last ? at : last;
        const char before = made.size() == begin ? '(' : made.back();
        if (first == '}' && before == ',')
            made.shrink(made.size() - 1); // a comma behind the last member
        const bool joined =
            before == '(' || first == ')' || first == ',' || (first == '}' && made.back() == '{');
        made.put({joined ? "" : " ", {from, static_cast<std::size_t>(at - from)}});
    }
    if (made.size() <= longest)
        return;
    made.shrink(detail::cut_to(made.text(), longest).size());
    made.put(" …");
}

} // namespace surety::checked

#endif
