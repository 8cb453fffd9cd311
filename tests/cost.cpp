// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
// clang-format off
#include "counting.hpp" // before anything of surety
// clang-format on

#include <surety/cost.hpp>
#include <surety/decide.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gates.hpp"

using gates::chain;
using gates::gate_of;
using gates::load;
using gates::user;
using surety::user_record;
using surety::work;

TEST_CASE("cost: a policy that asks about nobody and no list looks nothing up") {
    const auto policy = load("allow all: any when not domain is internationalized;");
    const auto cost = surety::cost(policy);
    CHECK(cost.always == work{});
    REQUIRE(cost.rules.size() == 1);
    CHECK(cost.rules[0] == work{0, 1, 0, 0});
    CHECK(cost.most == work{0, 1, 0, 0});
}

TEST_CASE("cost: a list is looked up as deep as its names, people as deep as names can be") {
    const auto list = load("deny l: domain when domain within { \"a.example\", \"b.example\" };");
    CHECK(surety::cost(list).always.lookups == 7); // suffixes of two to eight labels
    const auto tops = load("deny l: domain when domain within { \"zip\" };");
    CHECK(surety::cost(tops).always.lookups == 8);
    const auto people = load("allow own: any when domain within work domains of active users;");
    CHECK(surety::cost(people).always.lookups == 126);
    // Of a gate it is known.
    CHECK(surety::cost(gate_of(people, {})).always.lookups == 0);
    CHECK(surety::cost(gate_of(people, {user("a", "a@a.example")})).always.lookups == 7);
    CHECK(surety::cost(gate_of(people, {user("a", "a@" + chain(126))})).always.lookups == 9);
}

TEST_CASE("cost: an address is one look-up, of each rule that asks for one") {
    const auto policy = load("list reserved = { \"root@a.example\" };\n"
                             "allow mail: email when address in work addresses of active users;\n"
                             "deny root: email when address in reserved;\n"
                             "allow name: domain when domain in { \"a.example\" };");
    const auto cost = surety::cost(policy);
    REQUIRE(cost.rules.size() == 3);
    CHECK(cost.rules[0].lookups == 2); // and once more for who stands surety
    CHECK(cost.rules[1].lookups == 1);
    CHECK(cost.rules[2].lookups == 0);
    CHECK(cost.most.lookups == 7 + 3);
}

TEST_CASE("cost: a rule is looked at once, however many lists lead to it") {
    for (const int lists : {40, 100}) { // as many as bits say, and more
        std::string policy = "deny l: domain when ";
        for (int i = 0; i < lists; ++i)
            policy += (i == 0 ? "" : " or ") + ("domain under l" + std::to_string(i));
        policy += ";\n";
        for (int i = 0; i < lists; ++i)
            policy += "list l" + std::to_string(i) + " = { \"a.example\" };\n";
        const auto loaded = load(policy);
        const auto gate = gate_of(loaded, {});
        surety::decision made;
        const auto took = counting::of([&] { made = surety::decide(gate, "a.example"); });
        CHECK(made.cause() == surety::cause::no_rule);
        CHECK(took.atoms == static_cast<std::uint64_t>(lists));
        CHECK(surety::cost(loaded).most.atoms == static_cast<std::uint64_t>(lists));
        CHECK(surety::decide(gate, "x.a.example").rules().size() == 1);
    }
}

TEST_CASE("cost: rules of the other kind are not in all") {
    const auto policy = load("allow one: domain when domain is internationalized;\n"
                             "allow two: email when address is tagged and local is \"a\" and "
                             "local like \"b*\";");
    CHECK(surety::cost(policy).most.atoms == 3);
    CHECK(surety::cost(policy).most.steps == surety::cost(policy).rules[1].steps);
}

TEST_CASE("cost: facts are read for themselves and by what compares them") {
    const auto policy = load("fact a: number = 1; fact b: number = 2; fact c: flag = false;\n"
                             "applies when not c;\n"
                             "allow equal: any when a is b and a at least 3;");
    const auto cost = surety::cost(policy);
    CHECK(cost.always == work{0, 1, 0, 4});
    CHECK(cost.rules[0] == work{0, 2, 0, 3});
}

TEST_CASE("cost: `like` is linear in its pattern, whatever the local part") {
    for (const std::string& pattern :
         {std::string("*"), std::string("*a*a*a*b"), "*" + std::string(40, 'a') + "b",
          std::string(2000, '*') + "b", std::string(500, '?'), "*" + std::string(5000, 'a'),
          std::string("aaa*bbb"), std::string("")}) {
        CAPTURE(pattern);
        const auto policy = load("deny like: email when local like \"" + pattern + "\";");
        const auto gate = gate_of(policy, {});
        const std::uint64_t most = surety::cost(policy).rules[0].steps;
        CHECK(most <= pattern.size() + 1 + 65 * 65);
        for (const std::string& local :
             {std::string("a"), std::string(64, 'a'), std::string(63, 'a') + "b"}) {
            const auto took =
                counting::of([&] { (void)surety::decide(gate, local + "@x.example"); });
            CHECK(took.atoms == 1);
            CHECK(took.steps <= most);
        }
    }
}

TEST_CASE("cost: names of every length, at which somebody is") {
    const auto policy = load("list some = { \"" + chain(5) + "\", \"" + chain(100) +
                             "\" };\n"
                             "deny listed: any when domain within some unless domain in some;\n"
                             "allow own: any when domain within work domains of active users or "
                             "domain under domains of at least 2 users;\n"
                             "allow mail: email when address in addresses of users;");
    std::vector<user_record> users;
    for (std::size_t labels = 2; labels <= 126; ++labels) {
        users.push_back(user("u" + std::to_string(labels), "a@" + chain(labels)));
        users.push_back(user("v" + std::to_string(labels), "b@" + chain(labels)));
        users.back().addresses[0].type = surety::address_type::home;
    }
    const auto gate = gate_of(policy, users);
    const work of_policy = surety::cost(policy).most;
    const work of_gate = surety::cost(gate).most;
    CHECK(of_gate.lookups <= of_policy.lookups);
    counting::counts most;
    for (std::size_t labels = 2; labels <= 127; ++labels)
        for (const char* const local : {"", "a@"}) {
            const std::string asked = local + chain(labels);
            if (asked.size() > 254)
                continue;
            const auto took = counting::of([&] { (void)surety::decide(gate, asked); });
            CHECK(took.lookups <= of_gate.lookups);
            CHECK(took.atoms <= of_gate.atoms);
            CHECK(took.steps <= of_gate.steps);
            most = took.lookups > most.lookups ? took : most;
        }
    CHECK(most.lookups + 10 >= of_gate.lookups); // and it comes near
}

TEST_CASE("cost: defaults of facts are of the policy, and count") {
    std::string texts = "{";
    for (int i = 0; i < 500; ++i)
        texts += "\"text " + std::to_string(i) + "\",";
    texts.back() = '}';
    std::string const text(6'400, 'x');
    const std::string facts = "fact s1: texts = " + texts + "; fact s2: texts = " + texts +
                              "; fact t1: text = \"" + text + "\"; fact t2: text = \"" + text +
                              "\"; fact l1: texts = { \"b\", \"" + text +
                              "\" }; list many = " + texts + ";";
    const struct {
        const char* condition;
        std::uint64_t steps;
    } all[] = {{"s1 is s2", 1'000},      {"s1 is not s2", 1'000}, {"s1 is { \"a\" }", 501},
               {"t1 is t2", 200},        {"t1 is \"a\"", 100},    {"t1 in s1", 1'000},
               {"t1 in { \"a\" }", 200}, {"t1 in many", 1'000},   {"s1 has \"a\"", 0},
               {"l1 is { \"a\" }", 303}, {"l1 is s1", 1'602},     {"local in s1", 500}};
    for (const auto& one : all) {
        CAPTURE(one.condition);
        const auto policy = load(facts + "deny d: email when " + one.condition + ";");
        const work most = surety::cost(policy).most;
        CHECK(most.steps == one.steps);
        const auto gate = gate_of(policy, {});
        const auto took = counting::of([&] { (void)surety::decide(gate, "a@a.example"); });
        CHECK(took.steps <= most.steps);
        const bool gone_through = std::string_view(one.condition).starts_with("s1 is s2") ||
                                  std::string_view(one.condition).starts_with("local");
        CHECK(took.steps >= (gone_through ? most.steps : 0)); // as much as it says
    }
}

TEST_CASE("cost: what it says is about the policy and not about its size on disk") {
    std::string items;
    for (int i = 0; i < 1000; ++i)
        items += "allow r" + std::to_string(i) + ": any when domain within \"d" +
                 std::to_string(i) + ".example\";\n";
    const auto cost = surety::cost(load(items));
    // A thousand rules, and one look-up for each suffix that may be one of theirs.
    CHECK(cost.most.lookups == 7);
    CHECK(cost.rules.size() == 1000);
}
