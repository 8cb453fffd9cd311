// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/explain.hpp>

#include <cstddef>
#include <string_view>

std::size_t remedies(const surety::gate& gate, std::string_view identity) {
    return surety::explain(gate, identity).remedies.size();
}
