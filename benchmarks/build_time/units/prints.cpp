// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/format.hpp>

void print(const surety::diagnostic& d) {
    fmt::print("{}\n", d);
}
