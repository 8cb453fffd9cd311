// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <boost/json/src.hpp>

#include <string>

bool has_name(const std::string& text) {
    return boost::json::parse(text).as_object().contains("name");
}
