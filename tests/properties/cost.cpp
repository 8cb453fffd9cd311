// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
// clang-format off
#include "../counting.hpp" // before anything of surety
// clang-format on

#include <surety/bind.hpp>
#include <surety/cost.hpp>

#include <doctest/doctest.h>

#include "engine.hpp"

// No decision takes more than `cost` says, and some take all of it.

namespace {

using namespace properties;

std::size_t asked = 0;
surety::work reached; // how often the cost of a gate was had to the last bit

void no_more(const question& q,
             const char* of,
             const counting::counts& took,
             const surety::work& most) {
    const auto compare = [&](const char* what, std::uint64_t had, std::uint64_t bound) {
        if (had <= bound)
            return;
        std::ostringstream text;
        text << q << " took " << had << " " << what << "; the cost of the " << of << " is "
             << bound;
        RC_FAIL(text.str());
    };
    compare("look-ups", took.lookups, most.lookups);
    compare("atoms", took.atoms, most.atoms);
    compare("steps", took.steps, most.steps);
    compare("reads of facts", took.fact_reads, most.fact_reads);
}

void costs_no_more(const scenario& s) {
    const auto policy = load(s);
    if (!policy)
        return;
    const auto gate = surety::bind(policy->program, s.users, s.bound_at);
    if (!gate)
        return;
    surety::work const of_policy = surety::cost(policy->program).most;
    surety::work const of_gate = surety::cost(*gate).most;
    for (const question& q : s.questions) {
        const supplied_facts facts(q.facts);
        const auto took = counting::of([&] { (void)surety::decide(*gate, request_of(q, facts)); });
        no_more(q, "policy", took, of_policy);
        no_more(q, "gate", took, of_gate);
        ++asked;
        const auto all = [](std::uint64_t had, std::uint64_t bound) -> std::uint64_t {
            return had != 0 && had == bound;
        };
        reached += {all(took.lookups, of_gate.lookups), all(took.atoms, of_gate.atoms),
                    all(took.steps, of_gate.steps), all(took.fact_reads, of_gate.fact_reads)};
    }
}

} // namespace

TEST_CASE("properties: no decision takes more than its cost") {
    std::size_t const cases = case_count(60'000);
    CHECK(hold("no decision takes more than its cost", cases / 12 * 5 / 4 + 1, costs_no_more));
    CHECK(hold("none does in crowds", cases / 400 + 1, costs_no_more, crowds));
    MESSAGE(asked << " decisions; as much as can be: " << reached.lookups << " times of look-ups, "
                  << reached.atoms << " of atoms, " << reached.steps << " of steps, "
                  << reached.fact_reads << " of reads of facts");
    CHECK(asked >= cases / 2);
    if (cases >= 20'000) { // a bound that nothing comes near says nothing
        CHECK(reached.lookups > 0);
        CHECK(reached.atoms > 0);
        CHECK(reached.fact_reads > 0);
    }
}
