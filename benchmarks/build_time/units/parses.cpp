// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/parse.hpp>

#include <string>
#include <utility>

surety::result<surety::ast::policy> tree(std::string text) {
    return surety::parse("host.surety", std::move(text));
}
