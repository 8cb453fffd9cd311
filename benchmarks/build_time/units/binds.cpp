// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/bind.hpp>
#include <surety/decide.hpp>

#include <string_view>
#include <vector>

bool may(const surety::program& policy,
         const std::vector<surety::user_record>& users,
         std::string_view identity) {
    const auto gate = surety::bind(policy, users);
    return gate && surety::decide(*gate, identity).allowed();
}
