// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// A host of two files, compiled apart: this one binds, the other asks, and neither knows at which
// level the other was optimised.

#include <surety/bind.hpp>
#include <surety/load.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "asks.hpp"

TEST_CASE("headers: a file that only asks gets the answers of the one that binds") {
    const auto policy = surety::load("host", "surety 1;\n"
                                             "fact open: flag;\n"
                                             "allow own: any when open\n"
                                             "  and domain within work domains of active users;\n");
    REQUIRE(policy);
    const std::vector<surety::user_record> users = {
        {"ada", true, {{"ada@acme.example", surety::address_type::work}}, {}}};
    const auto gate = surety::bind(*policy, users);
    REQUIRE(gate);
    const surety::gate copy = *gate;
    for (const surety::gate* asked : {&*gate, &copy}) {
        CHECK(who_vouches(*asked, "Ann@Mail.ACME.example") == "ann@mail.acme.example: ada");
        CHECK(who_vouches(*asked, "acme.example") == "acme.example: ada");
        CHECK(who_vouches(*asked, "evilacme.example").empty());
        CHECK(who_vouches(*asked, "acme").empty());
        CHECK(why_not(*asked, "a..example") == "empty-label");
    }
    std::vector<std::string> many(40, "acme.example");
    for (std::size_t i = 0; i < many.size(); i += 3)
        many[i] = std::to_string(i) + ".x.example";
    CHECK(how_many_may(*gate, many) == 26);
}
