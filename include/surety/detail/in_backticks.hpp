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
    std::string_view const shown = cut_to(text, longest_address);
    std::string said = "`";
    said += shown;
    return said += shown.size() < text.size() ? "…`" : "`";
}

} // namespace surety::detail

#endif
