// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_COMPILE_HPP
#define SURETY_COMPILE_HPP

#include <surety/check.hpp>
#include <surety/compile/conditions.hpp>
#include <surety/compile/people.hpp>
#include <surety/compile/sets.hpp>
#include <surety/program.hpp>

namespace surety {

/// Makes the program of a policy: everything in it that identities and users are held against, in
/// one block. Cannot fail. Linear in the size of the policy and its files, but for sorting.
program compile(const checked_policy& policy);

namespace detail::compiling {

/// What check has made as it will be.
inline void add_finished(compilation& c) {
    c.to.chars.append(c.from.chars);
    c.to.header.file = c.to.text(c.from.file);
    c.to.header.declares_public_suffixes = c.from.declares_public_suffixes;
    c.to.facts = c.from.facts.view();
    c.to.attributes = c.from.attributes.view();
    c.to.literals.append(c.from.literals);
    c.to.annotations = c.from.annotations.view();
    c.to.tests = c.from.tests.view();
    c.to.test_users = c.from.test_users.view();
    c.to.test_addresses = c.from.test_addresses.view();
    c.to.assignments = c.from.assignments.view();
    c.to.expectations = c.from.expectations.view();
    c.to.rule_indices.append(c.from.rule_indices);
}

/// The rules and every `applies when`, whose conditions stand behind those of people.
inline void add_rules(compilation& c) {
    c.to.applies.append(c.from.applies);
    c.to.rules.append(c.from.rules);
    for (applies_record& a : c.to.applies)
        a.condition = add_condition(c, c.from.conditions, a.condition);
    for (rule_record& r : c.to.rules)
        r.condition = add_condition(c, c.from.conditions, r.condition);
}

inline program compiled(const checked::contents& policy) {
    compilation c(policy);
    add_finished(c);
    add_suffixes(c);
    add_text_sets(c);
    add_all_people(c);
    add_name_sets(c);
    add_rules(c);
    return c.to.finish();
}

} // namespace detail::compiling

inline program compile(const checked_policy& policy) {
    return detail::compiling::compiled(policy.contents());
}

} // namespace surety

#endif
