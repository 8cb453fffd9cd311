// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/parse.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "../prebuilt.hpp"

// What the properties found, as small as it would go.

TEST_CASE("parse: names that are also words of comparisons stand after `is`") {
    for (const char* name : {"older", "newer", "before", "after", "least", "than", "days"}) {
        std::string const text =
            std::string("surety 1;\nfact ") + name + ": text;\nallow r: any when purpose is " +
            name + " because \"x\";" + "\nallow s: any when purpose is not " + name + ";";
        CHECK_MESSAGE(surety::parse("policy", text), text);
    }
    for (const char* vain : {"older than 5 days", "newer than 5 days", "before \"2026-01-01\"",
                             "after \"2026-01-01\"", "at least 5"}) {
        const auto refused =
            surety::parse("policy", std::string("surety 1;\nallow r: any when t is ") + vain + ";");
        REQUIRE(!refused);
        CHECK(refused.diagnostics().size() == 1);
        CHECK(refused.diagnostics().front().message.find("one word too many") != std::string::npos);
    }
}

namespace {

/// Who is advised to be activated for `a.example`, where only the inactive user `ann` is.
std::vector<std::string> advised(const std::string& rules) {
    const auto policy = prebuilt::load("policy", "surety 1;\n" + rules);
    REQUIRE(policy);
    const std::vector<surety::user_record> users = {
        {"ann", false, {{"ann@a.example", surety::address_type::work}}, {}}};
    const auto gate = prebuilt::bind(*policy, users);
    REQUIRE(gate);
    std::vector<std::string> out;
    surety::explanation const said = prebuilt::explain(*gate, "a.example");
    REQUIRE(said.cause == surety::cause::no_rule);
    for (const surety::remedy& each : said.remedies)
        if (each.what == surety::remedy::kind::activate_user)
            out.push_back(each.subject);
    return out;
}

} // namespace

TEST_CASE("explain: a user is advised whose joining turns the outcome, though leaving has a part") {
    const std::vector<std::string> ann = {"ann"};
    const std::vector<std::string> nobody;
    CHECK(advised("allow r: any when domain in domains of active users;") == ann);
    CHECK(advised("allow r: any when domain in domains of active users\n"
                  "and domain not in domains of inactive users;") == ann);
    CHECK(advised("allow r: any when domain not in domains of inactive users;") == nobody);
    CHECK(advised("allow r: any when domain in domains of users\n"
                  "and domain not in domains of inactive users;") == nobody);
}

TEST_CASE("explain: a parent is named only when it would be allowed") {
    const auto parents = [](const std::string& condition) {
        auto const policy =
            prebuilt::load("policy", "surety 1;\nallow r: any when domain " + condition + ";");
        REQUIRE(policy);
        std::vector<surety::user_record> const users = {
            {"ann", true, {{"ann@a.example", surety::address_type::work}}, {}}};
        auto const gate = prebuilt::bind(*policy, users);
        REQUIRE(gate);
        std::size_t out = 0;
        for (const surety::remedy& each : prebuilt::explain(*gate, "b.a.example").remedies)
            out += each.what == surety::remedy::kind::use_parent;
        return out;
    };
    CHECK(parents("in domains of active users") == 1);
    CHECK(parents("in domains of at least 2 active users") == 0);
    CHECK(parents("under domains of at least 2 active users") == 0);
}
