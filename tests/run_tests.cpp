// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/run_tests.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "prebuilt.hpp"

using surety::code;

namespace {

surety::test_report run(const std::string& text) {
    const auto policy = prebuilt::load("p.surety", text);
    REQUIRE(policy);
    return surety::run_tests(*policy);
}

} // namespace

TEST_CASE("run_tests: a policy without tests passes, and every rule of it is untested") {
    const auto report = run("surety 1;\nallow a: any when domain within \"a.example\";\n");
    CHECK(report.passed());
    CHECK(report.tests.empty());
    REQUIRE(report.diagnostics.size() == 1);
    CHECK(report.diagnostics[0].code == code::untested_rule);
    CHECK(report.diagnostics[0].at.line == 2);
}

TEST_CASE("run_tests: each expectation that is not met is told, with what came instead") {
    const auto report = run("surety 1;\n"
                            "allow a: any when domain within \"a.example\";\n"
                            "test \"t\" {\n"
                            "  expect allow \"a.example\" by a;\n"
                            "  expect deny \"a.example\";\n"
                            "  expect allow \"a.example\" by none;\n"
                            "  expect invalid \"a.example\";\n"
                            "}\n");
    CHECK(!report.passed());
    REQUIRE(report.tests.size() == 1);
    CHECK(report.tests[0].passed == 1);
    CHECK(report.tests[0].failed == 3);
    REQUIRE(report.diagnostics.size() == 3);
    for (const auto& d : report.diagnostics)
        CHECK(d.code == code::failed_test);
    CHECK(report.diagnostics[0].at.line == 5);
    CHECK(report.diagnostics[0].message ==
          "test `t`: expected `deny` for `a.example`, got `allow` by `a`");
}

TEST_CASE("run_tests: of very many failures the first are told, and how many more") {
    std::string policy = "surety 1; allow a: any when domain is \"a.example\"; test \"t\" {";
    for (std::size_t i = 0; i < surety::failures_told + 3; ++i)
        policy += "expect deny \"a.example\";\n";
    const auto report = run(policy + "expect allow \"a.example\"; }");
    CHECK(report.tests[0].failed == surety::failures_told + 3);
    CHECK(report.tests[0].passed == 1);
    REQUIRE(report.diagnostics.size() == surety::failures_told);
    CHECK(report.diagnostics.front().help.empty());
    CHECK(report.diagnostics.back().help == "and 3 more are not shown");
}

TEST_CASE("run_tests: what is said of control characters is on one line and drives nothing") {
    const auto policy =
        prebuilt::load("p", "surety 1; allow a: any;\n"
                            "test \"x\\u{a}y\\u{1b}\" { expect allow \"b\\u{a}c\\u{9b}\"; }");
    REQUIRE(policy);
    const auto report = prebuilt::run_tests(*policy);
    REQUIRE_FALSE(report.passed());
    CHECK(report.diagnostics[0].message ==
          "test `x\uFFFDy\uFFFD`: expected `allow` for `b\uFFFDc\uFFFD`, got `invalid`");
    CHECK(report.tests[0].name == "x\ny\x1b");
}

TEST_CASE("run_tests: of many rules the first sixteen are told, and how many more") {
    for (std::string const effect : {"allow", "deny"})
        for (std::size_t const count : {16u, 17u, 300u}) {
            std::string policy = "surety 1;\n", all, told;
            for (std::size_t i = 0; i < count; ++i) {
                std::string const name = "r" + std::to_string(i);
                policy += effect + " " + name + ": any when domain is \"a.example\";\n";
                // Not of its kind, and does not hold.
                policy += effect + " e" + name + ": email when domain is \"a.example\";\n";
                policy += effect + " o" + name + ": any when domain is \"b.example\";\n";
                all += (i > 0 ? ", " : "") + name;
                if (i < 16)
                    told += (i > 0 ? ", `" : "`") + name + "`";
            }
            policy += "allow other: any when domain within \"a.example\";\n"; // of lesser effect
            if (effect == "allow")
                all += ", other";
            std::size_t const more = count - 16 + (effect == "allow");
            if (more > 0)
                told += " and " + std::to_string(more) + " more";
            const auto report = run(policy +
                                    "test \"t\" {\n"
                                    "  expect " +
                                    effect + " \"a.example\" by " + all +
                                    ";\n  expect invalid \"a.example\";\n}\n");
            REQUIRE(report.tests.size() == 1);
            CHECK(report.tests[0].passed == 1);
            CHECK(report.diagnostics[0].message ==
                  "test `t`: expected `invalid` for `a.example`, got `" + effect + "` by " + told);
        }
}

TEST_CASE("run_tests: givens hold for the whole block, wherever they stand, and for no other") {
    const auto report = run("surety 1;\n"
                            "fact f: texts = {};\n"
                            "attribute d: text = \"none\";\n"
                            "allow a: any when domain within work domains of active users "
                            "where d is \"x\" and f has \"y\";\n"
                            "test \"all\" {\n"
                            "  expect allow \"sub.a.example\" by a;\n"
                            "  user \"u@a.example\" active with d = \"x\";\n"
                            "  fact f = { \"y\" };\n"
                            "}\n"
                            "test \"nothing\" { expect deny \"sub.a.example\" by none; }\n");
    for (const auto& d : report.diagnostics)
        CHECK_MESSAGE(false, d.message);
    CHECK(report.tests.size() == 2);
}

TEST_CASE("run_tests: an address is work and verified, the first primary, unless words say else") {
    const auto report = run("surety 1;\n"
                            "allow w: domain when domain in work domains of users;\n"
                            "allow v: domain when domain in verified domains of users;\n"
                            "allow p: domain when domain in primary domains of users;\n"
                            "test \"t\" {\n"
                            "  user \"u@one.example\", home \"u@two.example\", unverified "
                            "\"u@three.example\" inactive;\n"
                            "  user \"u@four.example\", primary other \"u@five.example\" active;\n"
                            "  expect allow \"one.example\"   by w, v, p;\n"
                            "  expect allow \"two.example\"   by v;\n"
                            "  expect allow \"three.example\" by w;\n"
                            "  expect allow \"four.example\"  by w, v;\n"
                            "  expect allow \"five.example\"  by v, p;\n"
                            "}\n");
    for (const auto& d : report.diagnostics)
        CHECK_MESSAGE(false, d.message);
}

TEST_CASE("run_tests: now is the instant of facts and of attributes") {
    const auto report =
        run("surety 1;\n"
            "fact asked: time;\n"
            "attribute hired: time;\n"
            "allow a: any when asked newer than 2 hours and domain within domains "
            "of users where hired older than 10 days;\n"
            "test \"t\" {\n"
            "  now \"2026-01-20T12:00:00Z\";\n"
            "  fact asked = \"2026-01-20T11:00:00Z\";\n"
            "  user \"old@a.example\" active with hired = \"2026-01-01T00:00:00Z\";\n"
            "  user \"new@b.example\" active with hired = \"2026-01-15T00:00:00Z\";\n"
            "  expect allow \"a.example\" by a;\n"
            "  expect deny \"b.example\";\n"
            "}\n");
    for (const auto& d : report.diagnostics)
        CHECK_MESSAGE(false, d.message);
}

TEST_CASE("run_tests: more rules may determine an answer than a decision names") {
    std::string rules, by;
    for (int i = 0; i < 40; ++i) {
        rules += "allow r" + std::to_string(i) + ": any when domain in \"a.example\";\n";
        by += (i > 0 ? ", r" : "r") + std::to_string(i);
    }
    const auto all =
        run("surety 1;\n" + rules + "test \"t\" { expect allow \"a.example\" by " + by + "; }");
    CHECK(all.diagnostics.empty());
    const auto some =
        run("surety 1;\n" + rules + "test \"t\" { expect allow \"a.example\" by r0; }");
    REQUIRE(some.diagnostics.size() == 1);
    CHECK(some.diagnostics[0].message.ends_with("`r14`, `r15` and 24 more"));
}
