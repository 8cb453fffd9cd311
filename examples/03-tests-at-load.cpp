// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// A policy carries its own tests; a host may refuse one that does not pass them.
#include <surety/format.hpp>
#include <surety/load.hpp>
#include <surety/run_tests.hpp>

#include <optional>
#include <string>

/// A policy that can be relied on, or none.
std::optional<surety::program> accept(std::string name, std::string text) {
    auto policy = surety::load(name, std::move(text));
    for (const surety::diagnostic& d : policy.diagnostics())
        fmt::print("{}\n", d);
    if (!policy)
        return std::nullopt;
    const surety::test_report report = surety::run_tests(*policy);
    for (const surety::diagnostic& d : report.diagnostics)
        fmt::print("{}\n", d);
    if (!report.passed())
        return std::nullopt;
    fmt::print("{} is good: {} rules, {} tests\n", name, policy->rule_count(),
               policy->test_count());
    return *policy;
}

int main() {
    // Somebody wrote `under` and meant `within`: their own test says so.
    accept("monday.surety", R"(surety 1;
list ours = { "acme.example" };
allow ours: domain when domain under ours;

test "our own name" {
  expect allow "acme.example" by ours;
}
)");
    accept("tuesday.surety", R"(surety 1;
list ours = { "acme.example" };
allow ours: domain when domain within ours;

test "our own name" {
  expect allow "acme.example" by ours;
}
)");
}

// clang-format off
// It prints:
//   error[failed-test]: test `our own name`: expected `allow` by `ours` for `acme.example`, got `deny` by none
//     --> monday.surety:6:3
//   warning[untested-rule]: no test makes rule `ours` decide
//     --> monday.surety:3:1
//     = add a `test` with an `expect … by ours;`
//   tuesday.surety is good: 1 rules, 1 tests
