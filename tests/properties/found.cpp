// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/parse.hpp>

#include <doctest/doctest.h>

#include <string>

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
