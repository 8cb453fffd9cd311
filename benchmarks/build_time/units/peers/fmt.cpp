// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <fmt/format.h>

void print(int number) {
    fmt::print("{}\n", number);
}
