// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <nlohmann/json.hpp>
#include <string>

bool has_name(const std::string& text) {
    return nlohmann::json::parse(text).contains("name");
}
