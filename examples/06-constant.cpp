// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Promises that the compiler keeps: this does not build when the policy changes so that they are
// broken. The policy is embedded, as in 05-embed.cpp.
#include <surety/constant.hpp>

#include <cstdio>

#include "sender_identity_hardened.hpp"

namespace {

constexpr surety::constant_address ada[] = {{"ada@acme.example", surety::address_type::work}};
constexpr surety::constant_user users[] = {{"ada", true, ada}};

consteval bool may(std::string_view sender, std::string_view verification) {
    const surety::fact facts[] = {{"verification", verification}};
    return surety::decide<policies::sender_identity_hardened>(users, {sender, facts}).allowed();
}

static_assert(may("no-reply@mail.acme.example", "success"));
static_assert(!may("no-reply@mail.acme.example", "pending"), "nothing is sent before verification");
static_assert(!may("ceo@acme.example", "success"), "who has a name that is obeyed must be it");
static_assert(!may("evilacme.example", "success"));

} // namespace

int main() {
    std::puts("It was true before it ran.");
}

// clang-format off
// It prints:
//   It was true before it ran.
