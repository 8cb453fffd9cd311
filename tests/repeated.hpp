// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_REPEATED_HPP
#define SURETY_TESTS_REPEATED_HPP

#include <cstddef>
#include <string>
#include <string_view>

/// A text so many times.
inline std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        all += text;
    return all;
}

/// So many texts that have a number of their own in them.
inline std::string
numbered(std::size_t many, const std::string& before, const std::string& behind) {
    std::string all;
    for (std::size_t i = 0; i < many; ++i)
        all += before + std::to_string(i) + behind;
    return all;
}

#endif
