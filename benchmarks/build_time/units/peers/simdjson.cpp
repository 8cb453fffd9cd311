// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <simdjson.h>
#include <string>

bool has_name(const std::string& text) {
    simdjson::dom::parser parser;
    simdjson::dom::element document;
    return parser.parse(text).get(document) == simdjson::SUCCESS && document["name"].is_string();
}
