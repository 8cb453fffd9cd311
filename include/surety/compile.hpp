// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_COMPILE_HPP
#define SURETY_COMPILE_HPP

#include <surety/check.hpp>
#include <surety/compile/conditions.hpp>
#include <surety/compile/people.hpp>
#include <surety/compile/sets.hpp>
#include <surety/compile/tests.hpp>
#include <surety/program.hpp>

#include <cstdint>

namespace surety {

/// Makes the program of a policy: everything in it that identities and users are held against, in
/// one block. Cannot fail. Linear in the size of the policy and its files, but for sorting.
program compile(const checked_policy& policy);

namespace detail::compiling {

/// Keeps the rules and every `applies when`.
inline void add_rules(compilation& c) {
    for (const checked::applies& a : c.from.applicability)
        c.to.applies.push_back({add_condition(c, c.from.conditions, a.condition),
                                c.to.text(a.source), place_of(a.at)});
    for (const checked::rule& r : c.from.rules) {
        rule_record made;
        made.name = c.to.text(r.name);
        made.because = c.to.text(r.because);
        made.effect = static_cast<std::uint32_t>(r.effect);
        made.kind = static_cast<std::uint32_t>(r.kind);
        made.condition = add_condition(c, c.from.conditions, r.condition);
        made.annotations = {index(c.to.annotations.size()), index(r.annotations.size())};
        for (const checked::annotation& a : r.annotations)
            c.to.annotations.push_back({c.to.text(a.name), c.to.text(a.text)});
        made.at = place_of(r.at);
        c.to.rules.push_back(made);
    }
}

/// Every section, each behind those it refers to.
inline program compiled(const checked::contents& policy) {
    compilation c(policy);
    c.to.header.file = c.to.text(c.from.file);
    c.to.header.declares_public_suffixes = c.from.declares_public_suffixes;
    add_suffixes(c);
    add_operands(c, c.from.facts, c.to.facts);
    add_operands(c, c.from.attributes, c.to.attributes);
    add_literals(c);
    add_text_sets(c);
    add_all_people(c);
    add_name_sets(c);
    add_rules(c);
    add_tests(c);
    c.to.header.reads_addresses = !c.to.address_sets.empty();
    return c.to.finish();
}

} // namespace detail::compiling

inline program compile(const checked_policy& policy) {
    return detail::compiling::compiled(policy.contents());
}

} // namespace surety

#endif
