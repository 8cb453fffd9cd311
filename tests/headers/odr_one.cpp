// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// Two translation units that include everything and are linked: whatever is defined in a header and
// is not inline is found by the linker.

#include <doctest/doctest.h>

#include <span>
#include <string_view>
#include <vector>

#include "everything.hpp"

bool decided_elsewhere(const surety::program& policy,
                       const std::vector<surety::user_record>& users);

TEST_CASE("headers: two translation units of a program agree") {
    const auto policy = surety::load("odr", "surety 1;\n"
                                            "allow own: domain\n"
                                            "  when domain within work domains of active users;\n");
    REQUIRE(policy);
    std::vector<surety::user_record> users(1);
    users[0] = {"ada", true, {{"ada@acme.example", surety::address_type::work}}, {}};
    const auto gate = surety::bind(*policy, users);
    REQUIRE(gate);
    CHECK(surety::decide(*gate, "acme.example").allowed());
    CHECK(decided_elsewhere(*policy, users));
}
