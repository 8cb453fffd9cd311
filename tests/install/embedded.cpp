// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// A host with a policy inside, which the build made a header of: neither Boost nor fmt need be
// there.
#include <surety/attach.hpp>
#include <surety/bind.hpp>
#include <surety/constant.hpp>
#include <surety/decide.hpp>

#include "sender-identity-hardened.hpp"

namespace {

// Every compiler is asked, too.
constexpr surety::constant_address ada[] = {{"ada@acme.example", surety::address_type::work}};
constexpr surety::constant_user employees[] = {{"ada", true, ada}};
constexpr surety::fact success[] = {{"verification", "success"}};
static_assert(surety::decide<policies::sender_identity_hardened>(employees,
                                                                 {"noreply@en.acme.example",
                                                                  success}));
static_assert(!surety::decide<policies::sender_identity_hardened>(employees,
                                                                  {"evilacme.example", success}));

} // namespace

int main() {
    const auto policy = surety::attach(policies::sender_identity_hardened);
    if (!policy)
        return 1;
    const surety::user_record users[] = {
        {"ada", true, {{"ada@acme.example", surety::address_type::work}}}};
    const auto gate = surety::bind(*policy, users);
    const surety::fact verified[] = {{"verification", "success"}};
    return surety::decide(*gate, {"noreply@en.acme.example", verified}).allowed() &&
                   !surety::decide(*gate, {"evilacme.example", verified}).allowed()
               ? 0
               : 1;
}
