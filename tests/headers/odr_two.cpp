// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "everything.hpp"

bool decided_elsewhere(const surety::program& policy,
                       const std::vector<surety::user_record>& users) {
    const auto gate = surety::bind(policy, users);
    return gate && surety::decide(*gate, "acme.example").allowed() &&
           !surety::disassemble(policy).empty();
}
