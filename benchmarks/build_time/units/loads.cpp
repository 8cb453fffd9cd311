// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/load.hpp>

#include <string>
#include <utility>

surety::result<surety::program> policy(std::string text) {
    return surety::load("host.surety", std::move(text));
}
