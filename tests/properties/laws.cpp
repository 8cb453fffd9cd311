// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/attach.hpp>
#include <surety/pack.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "../prebuilt.hpp"
#include "engine.hpp"

// The laws of the page's §4, of the engine alone.

namespace {

using namespace properties;

std::vector<naive::answer> answers(const scenario& s, const surety::gate& gate) {
    std::vector<naive::answer> out;
    for (const question& q : s.questions) {
        const supplied_facts facts(q.facts);
        out.push_back(answer_of(gate, surety::decide(gate, request_of(q, facts))));
    }
    return out;
}

/// Both scenarios bound and asked; nothing when one does not load.
struct pair_of_answers {
    std::vector<naive::answer> before;
    std::vector<naive::answer> after;
};

std::optional<pair_of_answers> ask_both(const scenario& s, const scenario& changed) {
    const auto first = load(s);
    if (!first)
        return std::nullopt;
    const auto second = load(changed);
    if (!second)
        return std::nullopt;
    const auto first_gate = prebuilt::bind(first->program, s.users, s.bound_at);
    const auto second_gate = prebuilt::bind(second->program, changed.users, changed.bound_at);
    RC_ASSERT(first_gate.has_value() == second_gate.has_value());
    if (!first_gate)
        return std::nullopt;
    return pair_of_answers{answers(s, *first_gate), answers(changed, *second_gate)};
}

bool is_rule(const std::string& item, const char* effect) {
    return item.starts_with(effect) ||
           (item.starts_with("@") && item.find(std::string(effect) + " ") != std::string::npos);
}

void order_means_nothing(const scenario& s) {
    scenario changed = s;
    dice d(s.seed + 1);
    d.shuffle(changed.items);
    d.shuffle(changed.users);
    for (surety::user_record& user : changed.users)
        d.shuffle(user.addresses);
    if (!changed.users.empty())
        changed.users.push_back(changed.users[d.below(changed.users.size())]);
    const auto both = ask_both(s, changed);
    if (!both)
        return;
    for (std::size_t i = 0; i < both->before.size(); ++i) {
        const naive::answer& a = both->before[i];
        const naive::answer& b = both->after[i];
        RC_ASSERT(a.outcome == b.outcome);
        RC_ASSERT(a.cause == b.cause);
        RC_ASSERT(a.canonical == b.canonical);
        RC_ASSERT(std::set<std::string>(a.rules.begin(), a.rules.end()) ==
                  std::set<std::string>(b.rules.begin(), b.rules.end()));
        RC_ASSERT(std::set<std::string>(a.sureties.begin(), a.sureties.end()) ==
                  std::set<std::string>(b.sureties.begin(), b.sureties.end()));
    }
}

void permits_no_more(const scenario& s, const scenario& changed) {
    const auto both = ask_both(s, changed);
    if (!both)
        return;
    for (std::size_t i = 0; i < both->before.size(); ++i)
        if (both->after[i].outcome == naive::outcome::allow)
            RC_ASSERT(both->before[i].outcome == naive::outcome::allow);
}

void another_deny_rule(const scenario& s) {
    scenario changed = s;
    dice d(s.seed + 2);
    changed.items.insert(changed.items.begin() +
                             static_cast<std::ptrdiff_t>(d.below(s.items.size() + 1)),
                         make_rule(s, d.next(), false));
    permits_no_more(s, changed);
}

void one_allow_rule_less(const scenario& s) {
    scenario timed = s; // without that rule a policy may need no time, and answer at last
    for (question& q : timed.questions)
        if (!q.now.is_set())
            q.now = s.bound_at;
    for (std::size_t i = 0; i < s.items.size(); ++i) {
        if (!is_rule(s.items[i], "allow"))
            continue;
        scenario changed = timed;
        changed.items.erase(changed.items.begin() + static_cast<std::ptrdiff_t>(i));
        changed.reduced = true; // a test may have named it
        permits_no_more(timed, changed);
    }
}

void canonical_is_canonical(const scenario& s) {
    const auto policy = load(s);
    if (!policy)
        return;
    const auto gate = prebuilt::bind(policy->program, s.users, s.bound_at);
    if (!gate)
        return;
    for (question q : s.questions) {
        const supplied_facts facts(q.facts);
        naive::answer const once = answer_of(*gate, surety::decide(*gate, request_of(q, facts)));
        if (once.outcome == naive::outcome::invalid)
            continue;
        std::string const canonical = once.canonical;
        q.text = canonical;
        expect_same(q, answer_of(*gate, surety::decide(*gate, request_of(q, facts))), once);
    }
}

void packed_is_the_same(const scenario& s) {
    const auto policy = load(s);
    if (!policy)
        return;
    const auto image = surety::pack(policy->program);
    const auto attached = surety::attach(image);
    RC_ASSERT(attached.has_value());
    const auto first = prebuilt::bind(policy->program, s.users, s.bound_at);
    const auto second = prebuilt::bind(*attached, s.users, s.bound_at);
    RC_ASSERT(first.has_value() == second.has_value());
    if (first)
        RC_ASSERT(answers(s, *first) == answers(s, *second));
}

} // namespace

TEST_CASE("properties: the order of items and users and equal records change no answer") {
    CHECK(hold("order means nothing", case_count(120'000) / 48, order_means_nothing));
}

TEST_CASE("properties: another deny rule never permits more") {
    CHECK(hold("another deny rule", case_count(120'000) / 48, another_deny_rule));
}

TEST_CASE("properties: an allow rule less never permits more") {
    CHECK(hold("one allow rule less", case_count(120'000) / 96, one_allow_rule_less));
}

TEST_CASE("properties: a canonical identity is answered like the one it comes from") {
    CHECK(hold("canonical is canonical", case_count(120'000) / 48, canonical_is_canonical));
}

TEST_CASE("properties: a policy that was packed answers as it did") {
    CHECK(hold("packed is the same", case_count(120'000) / 48, packed_is_the_same));
}
