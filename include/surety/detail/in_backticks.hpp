// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_IN_BACKTICKS_HPP
#define SURETY_DETAIL_IN_BACKTICKS_HPP

#include <surety/detail/name_limits.hpp>
#include <surety/detail/utf8.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace surety::detail {

/// A text of a user as messages name it. What is longer than any address would fill the screen, and
/// is cut where a character begins.
inline std::string in_backticks(std::string_view text) {
    std::size_t shown = text.size();
    if (shown > longest_address)
        for (shown = longest_address; shown > 0 && is_continuation(text[shown]);)
            --shown;
    std::string said = "`";
    said += text.substr(0, shown);
    return said += shown < text.size() ? "…`" : "`";
}

} // namespace surety::detail

#endif
