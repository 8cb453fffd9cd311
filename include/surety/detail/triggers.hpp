// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_TRIGGERS_HPP
#define SURETY_DETAIL_TRIGGERS_HPP

#include <surety/detail/array_view.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>
#include <surety/detail/sort.hpp>
#include <surety/program.hpp>

#include <cstddef>
#include <cstdint>

namespace surety::detail {

/// The name sets of which one must be hit for a condition to hold; `false` when there are none
/// such. `out` is appended to.
inline bool
necessary_sets(array_view<node> nodes, std::uint32_t at, record_array<std::uint32_t>& out) {
    const node& n = nodes[at];
    if (n.code == op::name_in_set && !n.negated) {
        out.push_back(n.a);
        return true;
    }
    if (n.code != op::all_of && n.code != op::any_of)
        return false;
    std::uint32_t const end = at + n.extent;
    std::size_t const mark = out.size();
    if (n.code == op::any_of) {
        for (std::uint32_t child = at + 1; child < end; child += nodes[child].extent)
            if (!necessary_sets(nodes, child, out)) {
                out.shrink(mark);
                return false;
            }
        return true; // no child: never holds, so nothing has to look at it
    }
    // Of the children of an `and` each would do; the one with the fewest sets is the best.
    bool found = false;
    record_array<std::uint32_t> best, candidate;
    for (std::uint32_t child = at + 1; child < end; child += nodes[child].extent) {
        candidate.clear();
        if (!necessary_sets(nodes, child, candidate))
            continue;
        if (!found || candidate.size() < best.size())
            best.swap(candidate);
        found = true;
    }
    out.append(best);
    return found;
}

/// That a hit on a set can make a rule true for a kind of identity.
struct trigger {
    std::uint32_t set, kind, rule;

    friend constexpr bool operator==(const trigger&, const trigger&) noexcept = default;
};

/// What triggers each rule, by set, kind and rule. What none of the sets triggers comes as if one
/// behind the last did. `counts` gets of each rule how many sets there are.
inline record_array<trigger> find_triggers(array_view<node> nodes,
                                           array_view<rule_record> rules,
                                           std::size_t sets,
                                           record_array<std::uint32_t>& counts) {
    record_array<trigger> found;
    record_array<std::uint32_t> some;
    for (std::uint32_t r = 0; r < rules.size(); ++r) {
        some.clear();
        const bool is_triggered = necessary_sets(nodes, rules[r].condition, some);
        counts.push_back(static_cast<std::uint32_t>(some.size()));
        if (!is_triggered)
            some.push_back(static_cast<std::uint32_t>(sets));
        const auto kind = static_cast<subject_kind>(rules[r].kind);
        for (std::uint32_t const s : some) {
            if (kind != subject_kind::email)
                found.push_back({s, 0, r});
            if (kind != subject_kind::domain)
                found.push_back({s, 1, r});
        }
    }
    sort_distinct(found, [](const trigger& a, const trigger& b) {
        if (a.set != b.set)
            return a.set < b.set;
        return a.kind != b.kind ? a.kind < b.kind : a.rule < b.rule;
    });
    return found;
}

/// Of each of some people, whether they are, or may be, inactive users by what they say.
inline record_array<char> are_inactive(array_view<node> nodes, array_view<people_record> people) {
    record_array<char> found;
    for (const people_record& p : people) {
        char& is = found.emplace_back();
        for (const node& n : nodes.part(p.condition, nodes[p.condition].extent))
            if (n.code == op::user_is_active && n.negated)
                is = 1;
    }
    return found;
}

/// Whether a gate needs every user of a set, not only the least by id: to count several, or to tell
/// what becomes of a set of inactive users when one of them is set active.
inline bool is_grouped(const set_record& set, array_view<char> inactive) noexcept {
    return set.people != nobody && (set.at_least > 1 || inactive[set.people] != 0);
}

} // namespace surety::detail

#endif
