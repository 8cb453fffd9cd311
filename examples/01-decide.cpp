// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// A host in ten lines: load a policy, bind it to users, ask.
#include <surety/bind.hpp>
#include <surety/explain.hpp>
#include <surety/format.hpp>
#include <surety/load.hpp>

int main() {
    const auto policy = surety::load("senders.surety", R"(surety 1;
allow own: any when domain within work domains of active users;
)");
    const surety::user_record users[] = {
        {"ada", true, {{"ada@acme.example", surety::address_type::work}}},
        {"farid", false, {{"farid@acme-robotics.example", surety::address_type::work}}},
    };
    const auto gate = surety::bind(*policy, users);
    for (const char* identity : {"noreply@en.acme.example", "acme-robotics.example"})
        fmt::print("{}\n", surety::explain(*gate, identity));
}

// clang-format off
// It prints:
//   allow  noreply@en.acme.example
//     by own  senders.surety:2:1
//     surety: ada
//   deny  acme-robotics.example
//     no rule allows it
//     it would be allowed
//       if user farid were active
//       with 1 more user in `work domains of active users`
