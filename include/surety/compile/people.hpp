// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_COMPILE_PEOPLE_HPP
#define SURETY_COMPILE_PEOPLE_HPP

#include <surety/compile/conditions.hpp>

#include <cstddef>
#include <cstdint>

namespace surety::detail::compiling {

/// From people down to those they build on in the end: the indices of named users.
SURETY_NOINLINE inline void
find_bases(const compilation& c, const checked::people& people, record_array<std::uint32_t>& out) {
    out.clear();
    for (std::uint32_t at = people.base; at != none; at = c.from.named_users[at].base)
        out.push_back(at);
}

/// Whom the people are in the end: all, the active or the inactive.
SURETY_NOINLINE inline word activity_of(const compilation& c,
                                        const checked::people& people,
                                        const record_array<std::uint32_t>& bases) noexcept {
    return bases.empty() ? people.activity : c.from.named_users[bases.back()].activity;
}

/// For each literal the first that is equal, so that equal people have equal keys.
inline record_array<std::uint32_t> equal_literals(const compilation& c) {
    keys all;
    for (const literal_record& l : c.from.literals) {
        all.put(l.type);
        switch (static_cast<type>(l.type)) {
        case type::texts:
            all.put(c.sets[l.a]);
            break;
        case type::text:
        case type::domain:
        case type::address:
            all.put(c.from.text({l.a, l.b}));
            break;
        default:
            all.put(l.a);
            all.put(l.b);
            all.put(l.c);
            break;
        }
        all.end();
    }
    return all.firsts();
}

/// Whether an atom compares with literal b.
inline bool has_literal(op code) noexcept {
    return code == op::equals || (code >= op::at_least && code <= op::after);
}

/// Appends to a key what a filter asks.
inline void put_filter(const compilation& c,
                       std::uint32_t root,
                       const record_array<std::uint32_t>& literals,
                       keys& to) {
    if (root == none)
        return;
    for (std::uint32_t i = root; i < root + c.from.filters[root].extent; ++i) {
        const node n = with_places(c, c.from.filters[i]);
        to.put(static_cast<std::uint32_t>(n.code) << 1 | n.negated);
        to.put(n.extent);
        to.put(n.a);
        to.put(n.d);
        if (n.code == op::has_text)
            to.put(c.from.text({n.b, n.c}));
        else
            to.put(has_literal(n.code) ? literals[n.b] : n.b);
    }
}

/// Keeps people: how active, and the filters of all they build on. Returns the record.
inline std::uint32_t add_people(compilation& c, const checked::people& people) {
    record_array<std::uint32_t> bases;
    find_bases(c, people, bases);
    const word activity = activity_of(c, people, bases);
    std::size_t clauses = activity != word::none_of_these;
    clauses += people.filter != none;
    for (std::uint32_t const b : bases)
        clauses += c.from.named_users[b].filter != none;

    std::size_t const root = c.to.nodes.size();
    if (clauses != 1)
        c.to.nodes.emplace_back(); // all of them
    if (activity != word::none_of_these) {
        node& is_active = c.to.nodes.emplace_back();
        is_active.code = op::user_is_active;
        is_active.negated = activity == word::inactive;
    }
    for (std::size_t i = bases.size(); i-- > 0;)
        if (c.from.named_users[bases[i]].filter != none)
            add_condition(c, c.from.filters, c.from.named_users[bases[i]].filter);
    if (people.filter != none)
        add_condition(c, c.from.filters, people.filter);
    c.to.nodes[root].extent = index(c.to.nodes.size() - root);
    c.to.people.push_back({index(root), people.source});
    return index(c.to.people.size() - 1);
}

/// Keeps all people that some set is of, equal ones once, and finds the sets that are equal.
inline void add_all_people(compilation& c) {
    const record_array<std::uint32_t> literals = equal_literals(c);
    record_array<std::uint32_t> sets; // those of people
    record_array<std::uint32_t> bases;
    keys people_keys;
    for (std::uint32_t i = 0; i < c.from.sets.size(); ++i) {
        const checked::set& s = c.from.sets[i];
        if (!s.of_people)
            continue;
        sets.push_back(i);
        find_bases(c, s.people, bases);
        people_keys.put(static_cast<std::uint32_t>(activity_of(c, s.people, bases)));
        put_filter(c, s.people.filter, literals, people_keys);
        for (std::uint32_t const b : bases)
            put_filter(c, c.from.named_users[b].filter, literals, people_keys);
        people_keys.end();
    }
    const record_array<std::uint32_t> same_people = people_keys.firsts();
    keys set_keys;
    for (std::uint32_t i = 0; i < sets.size(); ++i) {
        const checked::set& s = c.from.sets[sets[i]];
        set_keys.put(static_cast<std::uint32_t>(s.members) << 8 | s.emails);
        set_keys.put(s.at_least);
        set_keys.put(same_people[i]);
        set_keys.end();
    }
    const record_array<std::uint32_t> same_set = set_keys.firsts();
    c.people.resize(c.from.sets.size(), none);
    c.people_sets.resize(c.from.sets.size(), none);
    for (std::uint32_t i = 0; i < sets.size(); ++i) {
        c.people_sets[sets[i]] = sets[same_set[i]];
        c.people[sets[i]] = same_people[i] == i ? add_people(c, c.from.sets[sets[i]].people)
                                                : c.people[sets[same_people[i]]];
    }
}

} // namespace surety::detail::compiling

#endif
