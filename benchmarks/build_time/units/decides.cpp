// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/decide.hpp>

#include <string_view>

bool may(const surety::gate& gate, std::string_view identity) {
    return surety::decide(gate, identity).allowed();
}
