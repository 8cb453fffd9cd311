// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <doctest/doctest.h>

#include <set>

#include "../prebuilt.hpp"
#include "engine.hpp"

// The fast engine and the naive reading of the page agree on every input.

namespace {

using namespace properties;

std::size_t asked = 0;
std::size_t outcomes[5] = {};
std::size_t with_sureties = 0;
std::size_t refused_loads = 0;

/// What a load of users was refused for.
std::set<surety::code> faults(const surety::diagnostics& all) {
    std::set<surety::code> out;
    for (const surety::diagnostic& d : all)
        if (d.level == surety::severity::error)
            out.insert(d.code);
    return out;
}

std::set<surety::code> faults(const naive::load_report& report) {
    std::set<surety::code> out;
    if (!report.without_id.empty())
        out.insert(surety::code::user_without_id);
    if (!report.missing.empty())
        out.insert(surety::code::missing_attribute);
    if (!report.wrong_type.empty())
        out.insert(surety::code::wrong_attribute);
    if (!report.conflicting.empty())
        out.insert(surety::code::conflicting_users);
    return out;
}

void agrees(const scenario& s) {
    const auto policy = load(s);
    if (!policy)
        return;
    naive::evaluator const oracle(policy->tree, s.files, s.users, s.bound_at);
    const auto gate = prebuilt::bind(policy->program, s.users, s.bound_at);
    if (faults(gate.diagnostics()) != faults(oracle.report()))
        RC_FAIL("the users load differently: " + said(gate.diagnostics()));
    if (!gate) {
        ++refused_loads;
        return;
    }
    RC_ASSERT(gate.diagnostics().size() == oracle.report().bad_addresses);
    const posed all(s);
    std::vector<surety::decision> together(s.questions.size());
    surety::decide(*gate, all.requests(), together);
    for (std::size_t i = 0; i < s.questions.size(); ++i) {
        const question& q = s.questions[i];
        const surety::decision made = surety::decide(*gate, all.requests()[i]);
        naive::answer const expected = oracle.ask(question_of(q, all.facts(i)));
        naive::answer const answer = answer_of(*gate, made);
        expect_same(q, answer, as_far_as(answer, without_details(expected)));
        expect_same(q, answer_of(*gate, together[i]), answer, "batch (first) and single (second):");
        RC_ASSERT(made.complete() ==
                  (expected.rules.size() <= surety::decision::rules_named &&
                   expected.sureties.size() <= surety::decision::sureties_named));
        ++asked;
        ++outcomes[static_cast<std::size_t>(expected.outcome)];
        with_sureties += !expected.sureties.empty();
    }
}

} // namespace

TEST_CASE("properties: the gate agrees with the naive evaluator") {
    std::size_t const cases = case_count(120'000);
    CHECK(hold("the gate agrees with the naive evaluator", cases / 12 * 5 / 4 + 1, agrees));
    MESSAGE(asked << " cases: " << outcomes[0] << " allow, " << outcomes[1] << " deny, "
                  << outcomes[2] << " not applicable, " << outcomes[3] << " invalid, "
                  << outcomes[4] << " indeterminate; " << with_sureties << " with sureties; "
                  << refused_loads << " user sets refused");
    if (cases >= 20'000) {
        // A generator that never gets anywhere proves nothing.
        CHECK(asked >= 20'000);
        for (std::size_t count : outcomes)
            CHECK(count * 50 > asked);
        CHECK(with_sureties * 25 > asked);
    }
}

TEST_CASE("properties: the gate agrees with the naive evaluator where there are many sets") {
    CHECK(hold("the gate agrees in crowds", case_count(120'000) / 400 + 1, agrees, crowds));
}
