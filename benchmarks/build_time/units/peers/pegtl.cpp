// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <string>
#include <tao/pegtl.hpp>

namespace pegtl = tao::pegtl;
struct number : pegtl::plus<pegtl::digit> {};
struct numbers : pegtl::must<pegtl::list<number, pegtl::one<','>, pegtl::space>, pegtl::eof> {};

bool are_numbers(const std::string& text) {
    pegtl::memory_input in(text, "text");
    return pegtl::parse<numbers>(in);
}
