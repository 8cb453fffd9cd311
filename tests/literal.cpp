// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/literal.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>

using surety::parse_integer;
using surety::unquote;

TEST_CASE("literal: a string stands for what is between its quotes") {
    CHECK(unquote(R"("")").empty());
    CHECK(unquote(R"("a b")") == "a b");
    CHECK(unquote("\"tab\there, é\"") == "tab\there, é");
}

TEST_CASE("literal: escapes are decoded") {
    CHECK(unquote(R"("\"\\\"")") == "\"\\\"");
    CHECK(unquote(R"("\\u{41}")") == R"(\u{41})");
    CHECK(unquote(R"("\u{41}\u{0041}\u{000041}x")") == "AAAx");
    CHECK(unquote(R"("\u{7f}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}")") ==
          "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF");
}

TEST_CASE("literal: what is no literal gives some text and no harm") {
    for (const char* wrong :
         {"", "\"", "\\", "\"\\", "\\u", "\\u{", "\\u{4", "\"\\u{zz}\"", "\\u}"})
        CHECK(unquote(wrong).size() <= 8);
}

TEST_CASE("literal: integers fit 64 bits or are refused") {
    std::int64_t n = 7;
    CHECK(parse_integer("9223372036854775807", n));
    CHECK(n == std::numeric_limits<std::int64_t>::max());
    CHECK(parse_integer("-9223372036854775808", n));
    CHECK(n == std::numeric_limits<std::int64_t>::min());
    CHECK(parse_integer("-0", n));
    CHECK(n == 0);
    CHECK(parse_integer("000000000000000000000000000012", n));
    CHECK(n == 12);
    for (const char* wrong :
         {"9223372036854775808", "-9223372036854775809", "18446744073709551617",
          "99999999999999999999999", "", "-", "--1", "+1", " 1", "1 ", "1a", "0x1"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_integer(wrong, n));
        CHECK(n == 12);
    }
}
