// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "../prebuilt.hpp"
#include "engine.hpp"

// Explanations agree with decisions and with the page, and what they advise is true: the naive
// evaluator is the judge.

namespace {

using namespace properties;

std::size_t named = 0;
std::size_t others = 0;
std::size_t added = 0;

naive::answer answer_of(const surety::explanation& e) {
    naive::answer out;
    out.outcome = static_cast<naive::outcome>(e.outcome);
    out.cause = e.cause == surety::cause::malformed        ? naive::cause::invalid
                : e.cause == surety::cause::unknown_facts  ? naive::cause::indeterminate
                : e.cause == surety::cause::unknown_time   ? naive::cause::indeterminate
                : e.cause == surety::cause::unknown_names  ? naive::cause::indeterminate
                : e.cause == surety::cause::not_applicable ? naive::cause::not_applicable
                : e.cause == surety::cause::forbidden      ? naive::cause::forbidden
                : e.cause == surety::cause::permitted      ? naive::cause::permitted
                                                           : naive::cause::no_rule;
    out.canonical = e.canonical;
    for (const surety::explained_rule& each : e.rules)
        out.rules.push_back(each.name);
    out.sureties = e.sureties;
    for (const surety::explained_fact& each : e.facts)
        out.facts.push_back(each.name);
    for (const surety::explained_clause& each : e.clauses)
        out.clauses.push_back(each.source);
    out.undeclared = e.undeclared;
    return out;
}

void agrees(const scenario& s) {
    const auto policy = load(s);
    if (!policy)
        return;
    naive::evaluator const oracle(policy->tree, s.files, s.users, s.bound_at);
    const auto gate = prebuilt::bind(policy->program, s.users, s.bound_at);
    if (!gate)
        return;
    for (const question& q : s.questions) {
        const supplied_facts facts(q.facts);
        surety::request const request = request_of(q, facts);
        naive::answer const explained = answer_of(prebuilt::explain(*gate, request));
        naive::answer const decided = properties::answer_of(*gate, surety::decide(*gate, request));
        expect_same(q, as_far_as(decided, without_details(explained)), decided,
                    "explanation (first) and decision (second):");
        naive::answer expected = oracle.ask(question_of(q, facts));
        RC_ASSERT(std::equal(explained.clauses.begin(), explained.clauses.end(),
                             expected.clauses.begin(), expected.clauses.end(), same_clause));
        expected.clauses = explained.clauses;
        expect_same(q, explained, expected, "explanation");
    }
}

/// Of the user set with every record of this id active.
struct supposed {
    bool allows = false;
    bool joins = false; ///< he would match, in what would then hold, an atom that he does not now
    bool leaving_allows = false; ///< it were enough if he were not inactive, nor active
    bool joining_allows = false; ///< it were enough if he were both
};

supposed suppose_active(const loaded& policy,
                        const scenario& s,
                        const naive::evaluator& as_is,
                        const std::string& id,
                        const naive::question& asked) {
    std::vector<surety::user_record> users = s.users;
    for (surety::user_record& user : users)
        if (user.id == id)
            user.active = true;
    naive::evaluator const oracle(policy.tree, s.files, users, s.bound_at);
    supposed out;
    out.allows = oracle.ask(asked).outcome == naive::outcome::allow;
    const auto now = as_is.matches(asked);
    for (const naive::evaluator::match& each : oracle.vouching(asked))
        if (each.second == id && !now.contains(each))
            out.joins = true;
    naive::evaluator suspending = as_is;
    suspending.suspend(id);
    out.leaving_allows = suspending.ask(asked).outcome == naive::outcome::allow;
    naive::evaluator joining = as_is;
    joining.count_twice(id);
    out.joining_allows = joining.ask(asked).outcome == naive::outcome::allow;
    return out;
}

/// People without a condition, and that are not named elsewhere, where it may be.
bool is_plain(const std::string& people) {
    return people.ends_with(" users") && people.find(" where") == std::string::npos;
}

/// Whether so many new users of a set would be enough, at the asked name or above it.
bool adding_allows(const loaded& policy,
                   const scenario& s,
                   const surety::remedy& r,
                   const std::string& canonical,
                   const naive::question& asked) {
    std::size_t const at = canonical.find('@');
    std::string domain = canonical.substr(at + 1); // all of it when there is no `@`
    const bool of_addresses = r.subject.find("addresses of") != std::string::npos;
    const bool active = r.subject.find("inactive users") == std::string::npos;
    for (;;) {
        std::vector<surety::user_record> users = s.users;
        for (std::size_t i = 0; i < r.wanted; ++i) {
            surety::user_record user;
            user.id = "new-" + std::to_string(i);
            user.active = active;
            const std::string address = of_addresses ? canonical : user.id + "@" + domain;
            user.addresses.push_back({address, surety::address_type::work, true, true});
            if (!s.users.empty())
                user.attributes = s.users.front().attributes;
            users.push_back(user);
        }
        naive::evaluator const oracle(policy.tree, s.files, users, s.bound_at);
        if (!oracle.report().missing.empty() || oracle.ask(asked).outcome == naive::outcome::allow)
            return true;
        std::size_t const dot = domain.find('.');
        if (of_addresses || dot == std::string::npos)
            return false;
        domain.erase(0, dot + 1);
    }
}

void remedies_are_true(const scenario& s) {
    const auto policy = load(s);
    if (!policy)
        return;
    const auto gate = prebuilt::bind(policy->program, s.users, s.bound_at);
    if (!gate)
        return;
    naive::evaluator const oracle(policy->tree, s.files, s.users, s.bound_at);
    for (const question& q : s.questions) {
        const supplied_facts facts(q.facts);
        surety::explanation const e = prebuilt::explain(*gate, request_of(q, facts));
        std::set<std::string> advised;
        for (const surety::remedy& each : e.remedies) {
            if (each.what == surety::remedy::kind::activate_user)
                advised.insert(each.subject);
            if (each.what == surety::remedy::kind::add_users && is_plain(each.subject) &&
                each.wanted < 20) {
                if (!adding_allows(*policy, s, each, e.canonical, question_of(q, facts)))
                    RC_FAIL("advised, but turns nothing: " + std::to_string(each.wanted) +
                            " more in `" + each.subject + "`");
                ++added;
            }
            if (each.what != surety::remedy::kind::use_parent &&
                each.what != surety::remedy::kind::use_sibling)
                continue;
            // A parent or sibling is a name above or beside the asked one.
            naive::labels const name = naive::written_name(each.subject);
            naive::labels const asked =
                naive::split(e.canonical.substr(e.canonical.find('@') + 1), '.');
            if (each.what == surety::remedy::kind::use_parent) {
                RC_ASSERT(naive::is_under(asked, name));
            } else {
                RC_ASSERT(name.size() == asked.size());
                RC_ASSERT(name != asked);
                RC_ASSERT(std::equal(name.begin() + 1, name.end(), asked.begin() + 1));
            }
            // In the place of the asked one it is allowed.
            std::size_t const at = e.canonical.find('@');
            std::string const there = at == std::string::npos
                                          ? each.subject
                                          : e.canonical.substr(0, at + 1) + each.subject;
            if (oracle.ask({there, q.kind, facts.view(), q.now}).outcome != naive::outcome::allow)
                RC_FAIL("`" + there + "` is advised, but not allowed");
            ++others;
        }
        if (e.cause != surety::cause::no_rule) {
            RC_ASSERT(advised.empty());
            continue;
        }
        for (const surety::user_record& user : s.users) {
            if (user.active) {
                RC_ASSERT(!advised.contains(user.id));
                continue;
            }
            const supposed then =
                suppose_active(*policy, s, oracle, user.id, question_of(q, facts));
            std::ostringstream text;
            text << "user `" << user.id << "` and " << q;
            if (advised.contains(user.id) && !then.allows)
                RC_FAIL("advised, but turns nothing: " + text.str());
            if (advised.contains(user.id) && then.leaving_allows && !then.joining_allows)
                RC_FAIL("advised because of a negated set: " + text.str());
            if (!advised.contains(user.id) && then.joins &&
                (then.joining_allows || !then.leaving_allows))
                RC_FAIL("not advised, though he would vouch: " + text.str());
        }
        named += advised.size();
    }
}

} // namespace

TEST_CASE("properties: an explanation agrees with the decision and with the naive evaluator") {
    CHECK(hold("explanations agree", case_count(120'000) / 24, agrees));
}

TEST_CASE("properties: an explanation agrees with both where there are many sets") {
    CHECK(hold("explanations agree in crowds", case_count(120'000) / 4'000 + 1, agrees, crowds));
}

TEST_CASE("properties: inactive users that are advised turn the outcome, and all who do are") {
    std::size_t const cases = case_count(120'000);
    CHECK(hold("remedies are true", cases / 24, remedies_are_true));
    CHECK(hold("remedies are true in crowds", cases / 10'000, remedies_are_true, crowds));
    MESSAGE(named << " users, " << others << " names and " << added << " new users were advised");
    if (cases >= 20'000) {
        CHECK(named > 100);
        CHECK(added > 100);
    }
}
