// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_GLOB_HPP
#define SURETY_DETAIL_GLOB_HPP

#include <surety/detail/counted.hpp>

#include <cstddef>
#include <string_view>

namespace surety::detail {

/// Whether a glob matches the whole of a text: `*` is any run of bytes, `?` any one byte, every
/// other byte itself.
///
/// Only the last `*` is ever tried again, so the cost is at most the product of the sizes: linear
/// in the pattern for a local part, which has at most 64 bytes.
constexpr bool glob_matches(std::string_view pattern, std::string_view text) noexcept {
    std::size_t p = 0, t = 0;
    std::size_t star = std::string_view::npos; // the last `*` met
    std::size_t resume = 0;                    // where the text goes on behind what it took
    while (t < text.size()) {
        SURETY_COUNT(steps);
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') {
        SURETY_COUNT(steps);
        ++p;
    }
    return p == pattern.size();
}

} // namespace surety::detail

#endif
