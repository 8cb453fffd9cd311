// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <string>
#include <toml++/toml.h>

bool has_name(const std::string& text) {
    return toml::parse(text).contains("name");
}
