// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_COMPILE_TESTS_HPP
#define SURETY_COMPILE_TESTS_HPP

#include <surety/compile/literals.hpp>
#include <surety/decision.hpp>
#include <surety/user.hpp>

#include <cstdint>
#include <vector>

namespace surety::detail::compiling {

inline place place_of(position at) noexcept {
    return {at.line, at.column};
}

inline std::uint32_t address_type_of(word w) noexcept {
    return static_cast<std::uint32_t>(w == word::home    ? address_type::home
                                      : w == word::other ? address_type::other
                                                         : address_type::work);
}

inline std::uint32_t outcome_of(word w) noexcept {
    return static_cast<std::uint32_t>(w == word::allow            ? outcome::allow
                                      : w == word::not_applicable ? outcome::not_applicable
                                      : w == word::invalid        ? outcome::invalid
                                      : w == word::indeterminate  ? outcome::indeterminate
                                                                  : outcome::deny);
}

inline range_ref add_assignments(compilation& c, const std::vector<checked::assignment>& all) {
    const range_ref made{index(c.to.assignments.size()), index(all.size())};
    for (const checked::assignment& a : all)
        c.to.assignments.push_back({a.operand, add_literal(c, a.literal)});
    return made;
}

inline void add_test_user(compilation& c, const checked::test_user& user) {
    test_user_record made;
    made.active = user.active;
    made.addresses = {index(c.to.test_addresses.size()), index(user.addresses.size())};
    for (const checked::test_address& a : user.addresses)
        c.to.test_addresses.push_back(
            {c.to.text(a.text), address_type_of(a.type), a.primary, a.verified});
    made.attributes = add_assignments(c, user.attributes);
    c.to.test_users.push_back(made);
}

inline void add_expectation(compilation& c, const checked::expectation& expected) {
    expectation_record made;
    made.outcome = outcome_of(expected.outcome);
    made.identity = c.to.text(expected.identity);
    made.has_by = expected.has_by;
    made.rules = {index(c.to.rule_indices.size()), index(expected.rules.size())};
    c.to.rule_indices.append(expected.rules.data(), expected.rules.size());
    made.at = place_of(expected.at);
    c.to.expectations.push_back(made);
}

/// Keeps the `test` blocks.
inline void add_tests(compilation& c) {
    for (const checked::test& t : c.from.tests) {
        test_record made;
        made.name = c.to.text(t.name);
        made.at = place_of(t.at);
        made.users = {index(c.to.test_users.size()), index(t.users.size())};
        for (const checked::test_user& user : t.users)
            add_test_user(c, user);
        made.facts = add_assignments(c, t.facts);
        made.has_now = t.has_now;
        if (t.has_now) {
            checked::literal now;
            now.type = type::time;
            now.time = t.now;
            made.now = add_literal(c, now);
        }
        made.expectations = {index(c.to.expectations.size()), index(t.expectations.size())};
        for (const checked::expectation& expected : t.expectations)
            add_expectation(c, expected);
        c.to.tests.push_back(made);
    }
}

} // namespace surety::detail::compiling

#endif
