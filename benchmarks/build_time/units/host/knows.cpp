// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/fwd.hpp>

#include <string>
#include <vector>

std::vector<std::string> names(const std::vector<std::string>& all,
                               const surety::gate& gate,
                               bool (*may)(const surety::gate&, const std::string&)) {
    std::vector<std::string> kept;
    for (const std::string& name : all)
        if (name.size() > 1 && may(gate, name))
            kept.push_back(name);
    return kept;
}
