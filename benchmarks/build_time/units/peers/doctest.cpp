// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

TEST_CASE("one and one") {
    CHECK(1 + 1 == 2);
}
