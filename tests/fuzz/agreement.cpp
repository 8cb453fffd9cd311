// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Bytes as a valid policy, users and questions: the engine against the naive evaluator. The bytes
// are the dice of tests/properties/generator.hpp.
#include <surety/bind.hpp>
#include <surety/explain.hpp>
#include <surety/run_tests.hpp>

#include "../properties/engine.hpp"
#include "fuzz.hpp"

namespace {

using namespace properties;

void agree(const scenario& s) {
    const auto policy = load(s);
    fuzz::must(policy.has_value(), "a generated policy loads");
    const auto report = surety::run_tests(policy->program);
    const auto tests = naive::run_tests(policy->tree, s.files);
    fuzz::must(report.tests.size() == tests.size(), "all tests are run");
    for (std::size_t i = 0; i < tests.size(); ++i)
        fuzz::must(report.tests[i].passed == tests[i].passed &&
                       report.tests[i].failed == tests[i].failed,
                   "tests come out as the naive evaluator has them");

    naive::evaluator const oracle(policy->tree, s.files, s.users, s.bound_at);
    const auto gate = surety::bind(policy->program, s.users, s.bound_at);
    const naive::load_report& faults = oracle.report();
    fuzz::must(gate.has_value() == (faults.without_id.empty() && faults.missing.empty() &&
                                    faults.wrong_type.empty() && faults.conflicting.empty()),
               "the same users are refused");
    if (!gate)
        return;
    fuzz::must(gate.diagnostics().size() == faults.bad_addresses,
               "the same addresses are left out");

    const posed all(s);
    std::vector<surety::decision> many(s.questions.size());
    surety::decide(*gate, all.requests(), many);
    for (std::size_t i = 0; i < s.questions.size(); ++i) {
        const question& q = s.questions[i];
        const surety::decision one = surety::decide(*gate, all.requests()[i]);
        naive::answer const answer = answer_of(*gate, one);
        expect_same(q, answer,
                    as_far_as(answer, without_details(oracle.ask(question_of(q, all.facts(i))))));
        expect_same(q, answer_of(*gate, many[i]), answer, "batch (first) and single (second):");
        const surety::explanation e = surety::explain(*gate, all.requests()[i]);
        fuzz::must(e.outcome == one.outcome() && e.cause == one.cause() &&
                       e.canonical == one.identity().text() &&
                       (!one.complete() || (e.sureties.size() == one.sureties().size() &&
                                            e.rules.size() == one.rules().size())),
                   "an explanation agrees with the decision");
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    dice::play({bytes, size});
    // Short inputs make small scenarios: there is less to read when one fails.
    const bool is_crowd = size > 0 && bytes[0] == 0xFF;
    const scenario s = is_crowd ? make_crowd(0)
                                : make_scenario(0, size < 64    ? 20
                                                   : size < 512 ? 60
                                                                : 100);
    dice::play({});
    try {
        agree(s);
    } catch (const rc::detail::CaseResult& failed) {
        std::ostringstream shown;
        shown << s;
        std::fprintf(stderr, "%s\n%s\n", failed.description.c_str(), shown.str().c_str());
        std::abort();
    }
    return 0;
}
