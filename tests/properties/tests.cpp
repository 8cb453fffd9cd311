// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/run_tests.hpp>

#include <doctest/doctest.h>

#include "../prebuilt.hpp"
#include "engine.hpp"

// The tests that a policy carries come out as the naive evaluator has them.

namespace {

using namespace properties;

std::size_t passed = 0;
std::size_t failed = 0;

void agree(const scenario& s) {
    const auto policy = load(s);
    if (!policy)
        return;
    const auto report = prebuilt::run_tests(policy->program);
    const auto expected = naive::run_tests(policy->tree, s.files);
    RC_ASSERT(report.tests.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        RC_ASSERT(report.tests[i].passed == expected[i].passed);
        RC_ASSERT(report.tests[i].failed == expected[i].failed);
        passed += expected[i].passed;
        failed += expected[i].failed;
    }
}

} // namespace

TEST_CASE("properties: tests in policies pass and fail as the naive evaluator has it") {
    std::size_t const cases = case_count(120'000);
    CHECK(hold("tests in policies", cases / 24, agree));
    MESSAGE(passed << " expectations passed, " << failed << " failed");
    if (cases >= 20'000)
        CHECK(passed > 100);
}
