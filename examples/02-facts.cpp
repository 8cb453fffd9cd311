// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Facts: what the host knows of a request and the policy may ask about. One gate answers them all.
#include <surety/bind.hpp>
#include <surety/decide.hpp>
#include <surety/files.hpp>
#include <surety/format.hpp>

int main() {
    const auto policy = surety::load_file("examples/policies/sender-identity-hardened.surety");
    if (!policy) {
        for (const surety::diagnostic& d : policy.diagnostics())
            fmt::print(stderr, "{}\n", d);
        return 1;
    }
    const surety::user_record users[] = {
        {"ada", true, {{"ada@acme.example", surety::address_type::work}}},
    };
    const auto gate = surety::bind(*policy, users);

    const auto ask = [&](std::string_view identity, std::span<const surety::fact> facts) {
        const surety::decision answer = surety::decide(*gate, {identity, facts});
        fmt::print("{:<16}{:<26}{}", answer.outcome(), identity, answer.cause());
        for (const auto rule : answer.rules())
            fmt::print("  {}", policy->rule(rule).name);
        fmt::print("\n");
    };

    const surety::fact verified[] = {{"verification", "success"}};
    const surety::fact pending[] = {{"verification", "pending"}};
    const surety::fact internal[] = {{"purpose", "workflow"}};
    const surety::fact mistaken[] = {{"verification", true}}; // it is declared as a text

    ask("news@acme.example", verified);
    ask("ceo@acme.example", verified);
    ask("news@acme.example", pending);
    ask("news@acme.example", {});
    ask("news@acme.example", internal);
    ask("news@acme.example", mistaken);
}

// clang-format off
// It prints:
//   allow           news@acme.example         permitted  own-mailbox
//   deny            ceo@acme.example          forbidden  reserved-name
//   deny            news@acme.example         forbidden  unverified
//   deny            news@acme.example         forbidden  unverified
//   not-applicable  news@acme.example         not-applicable
//   indeterminate   news@acme.example         unknown-facts
