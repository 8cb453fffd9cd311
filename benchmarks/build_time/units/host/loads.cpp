// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/load.hpp>

#include <string>
#include <utility>
#include <vector>

surety::result<surety::program> policy(std::string text, std::vector<std::string>& said) {
    auto policy = surety::load("host.surety", std::move(text));
    for (const surety::diagnostic& d : policy.diagnostics())
        said.push_back(d.message);
    return policy;
}
