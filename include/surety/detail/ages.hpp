// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_AGES_HPP
#define SURETY_DETAIL_AGES_HPP

#include <surety/detail/program_view.hpp>
#include <surety/detail/records.hpp>

#include <cstdint>

namespace surety::detail {

/// Whether a condition compares an age.
constexpr bool compares_ages(const program_view& program, std::uint32_t condition) noexcept {
    const node* const root = &program.nodes[condition];
    for (const node* n = root; n != root + root->extent; ++n)
        if (n->code == op::older || n->code == op::newer)
            return true;
    return false;
}

/// Whether the answers of a program depend on how old facts are: a request needs `now`.
constexpr bool compares_ages_of_facts(const program_view& program) noexcept {
    for (const applies_record& clause : program.applies)
        if (compares_ages(program, clause.condition))
            return true;
    for (const rule_record& rule : program.rules)
        if (compares_ages(program, rule.condition))
            return true;
    return false;
}

/// Whether who is in its sets depends on how old attributes are: `bind` needs `now`.
constexpr bool compares_ages_of_users(const program_view& program) noexcept {
    for (const people_record& people : program.people)
        if (compares_ages(program, people.condition))
            return true;
    return false;
}

} // namespace surety::detail

#endif
