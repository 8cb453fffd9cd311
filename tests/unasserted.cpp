// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// Misuse that is asserted, in a host that was compiled without assertions.
#ifndef NDEBUG
#define NDEBUG
#endif
#include <surety/bind.hpp>
#include <surety/decide.hpp>
#include <surety/load.hpp>

#include <doctest/doctest.h>

#include <span>
#include <string_view>
#include <vector>

namespace {

surety::gate listed() {
    const auto policy =
        surety::load("p.surety", "surety 1; deny l: any when domain in { \"a.example\" };");
    REQUIRE(policy);
    const auto bound = surety::bind(*policy, std::vector<surety::user_record>{});
    REQUIRE(bound);
    return *bound;
}

} // namespace

TEST_CASE("decide: no more are decided than there is room for") {
    const surety::gate gate = listed();
    const std::vector<surety::request> asked(40, surety::request("a.example"));
    for (std::size_t const room : {0u, 1u, 16u, 39u, 40u}) {
        std::vector<surety::decision> made(41);
        surety::decide(gate, asked, std::span(made).first(room));
        for (std::size_t i = 0; i < made.size(); ++i)
            CHECK(made[i].rules().size() == (i < room ? 1 : 0));
    }
}

TEST_CASE("decide: questions that view their answers read nothing else") {
    // Alone in its memory, so that a sanitizer sees what is read around it.
    const surety::gate gate = listed();
    std::vector<surety::decision> made(20);
    std::vector<surety::request> asked;
    surety::decide(gate, std::vector<surety::request>(20, surety::request("b.example")), made);
    for (const surety::decision& d : made)
        asked.emplace_back(d.identity().text());
    surety::decide(gate, asked, made);
    for (const surety::decision& d : made)
        CHECK(d.identity().text().size() <= std::string_view("b.example").size());
}
