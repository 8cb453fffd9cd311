// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// A policy inside the program: checked while the host is built, its lists included. Nothing is read
// or parsed when the host runs, and it sees neither Boost nor fmt. The build makes the header with
// `surety embed`; see meson.build, and README.md for CMake.
#include <surety/attach.hpp>
#include <surety/bind.hpp>
#include <surety/decide.hpp>

#include <cstdio>

#include "sender_identity_hardened.hpp"

int main() {
    const auto policy = surety::attach(policies::sender_identity_hardened);
    if (!policy) { // damaged, or made by another version: says what to do
        std::puts(policy.diagnostics()[0].message.c_str());
        return 1;
    }
    const surety::user_record users[] = {
        {"ada", true, {{"ada@acme.example", surety::address_type::work}}},
        {"bo", true, {{"bo@gmail.com", surety::address_type::work}}},
    };
    const auto gate = surety::bind(*policy, users);
    const surety::fact verified[] = {{"verification", "success"}};
    for (const char* identity : {"noreply@en.acme.example", "ceo@acme.example", "bo@gmail.com"}) {
        const surety::decision answer = surety::decide(*gate, {identity, verified});
        std::printf("%s: %s\n", identity, answer ? "allow" : "deny");
        for (const auto rule : answer.rules()) {
            std::string_view const why = policy->rule(rule).because;
            std::printf("  %.*s\n", static_cast<int>(why.size()), why.data());
        }
    }
}

// clang-format off
// It prints:
//   noreply@en.acme.example: allow
//     somebody with an active account works at this domain
//   ceo@acme.example: deny
//     this name is kept for the person who has the mailbox
//   bo@gmail.com: deny
//     addresses of free-mail providers cannot be used here
