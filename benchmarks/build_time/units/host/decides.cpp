// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/decide.hpp>

#include <string>
#include <vector>

std::vector<std::string> names(const std::vector<std::string>& all, const surety::gate& gate) {
    std::vector<std::string> kept;
    for (const std::string& name : all)
        if (name.size() > 1 && surety::decide(gate, name).allowed())
            kept.push_back(name);
    return kept;
}
