// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <string>
#include <vector>

std::vector<std::string> names(const std::vector<std::string>& all) {
    std::vector<std::string> kept;
    for (const std::string& name : all)
        if (name.size() > 1)
            kept.push_back(name);
    return kept;
}
