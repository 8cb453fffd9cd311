// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <boost/spirit/home/x3.hpp>

#include <string>
#include <vector>

namespace x3 = boost::spirit::x3;

bool are_numbers(const std::string& text, std::vector<int>& numbers) {
    auto first = text.begin();
    return x3::phrase_parse(first, text.end(), x3::int_ % ',', x3::space, numbers) &&
           first == text.end();
}
