// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <rapidjson/document.h>
#include <string>

bool has_name(const std::string& text) {
    rapidjson::Document document;
    document.Parse(text.c_str());
    return document.IsObject() && document.HasMember("name");
}
