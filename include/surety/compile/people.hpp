// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_COMPILE_PEOPLE_HPP
#define SURETY_COMPILE_PEOPLE_HPP

#include <surety/compile/conditions.hpp>

#include <cstddef>
#include <cstdint>

namespace surety::detail::compiling {

/// From people down to those they build on in the end: the indices of named users, in `c.bases`.
/// Returns whom the people are in the end: all, the active or the inactive.
SURETY_NOINLINE inline word find_bases(compilation& c, const checked::people& people) {
    word activity = people.activity;
    c.bases.clear();
    for (std::uint32_t at = people.base; at != none; at = c.from.named_users[at].base) {
        c.bases.push_back(at);
        activity = c.from.named_users[at].activity;
    }
    return activity;
}

/// Compares all literals, so that equal people have equal keys.
inline void compare_literals(compilation& c) {
    keys& all = c.literals;
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
    all.compare();
}

/// Compares the texts of `has "…"` in filters, for the same; a key for each of their nodes.
inline void compare_texts(compilation& c) {
    keys& all = c.texts;
    for (const node& n : c.from.filters) {
        if (n.code == op::has_text)
            all.put(c.from.text({n.b, n.c}));
        all.end();
    }
    all.compare();
}

/// Whether an atom compares with literal b.
inline bool has_literal(op code) noexcept {
    return code == op::equals || (code >= op::at_least && code <= op::after);
}

/// Appends to a key what a filter asks.
inline void put_filter(compilation& c, std::uint32_t root) {
    keys& to = c.some;
    if (root == none)
        return;
    for (std::uint32_t i = root; i < root + c.from.filters[root].extent; ++i) {
        const node n = with_places(c, c.from.filters[i]);
        to.put(static_cast<std::uint32_t>(n.code) << 1 | n.negated);
        to.put(n.extent);
        to.put(n.a);
        to.put(n.d);
        if (n.code == op::has_text)
            to.put(c.texts.first(i));
        else
            to.put(has_literal(n.code) ? c.literals.first(n.b) : n.b);
    }
}

/// Keeps people: how active, and the filters of all they build on. Returns the record.
inline std::uint32_t add_people(compilation& c, const checked::people& people) {
    const word activity = find_bases(c, people);
    const record_array<std::uint32_t>& bases = c.bases;
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
    compare_literals(c);
    compare_texts(c);
    std::size_t const count = c.from.sets.size();
    c.people.resize(count, none);
    c.people_sets.resize(count, none);
    c.some.clear();
    for (const checked::set& s : c.from.sets) {
        if (s.of_people) {
            c.some.put(static_cast<std::uint32_t>(find_bases(c, s.people)));
            put_filter(c, s.people.filter);
            for (std::uint32_t const b : c.bases)
                put_filter(c, c.from.named_users[b].filter);
        }
        c.some.end();
    }
    c.some.compare();
    for (std::uint32_t i = 0; i < count; ++i)
        if (c.from.sets[i].of_people)
            c.people[i] = c.some.first(i) == i ? add_people(c, c.from.sets[i].people)
                                               : c.people[c.some.first(i)];
    c.some.clear();
    for (std::uint32_t i = 0; i < count; ++i) {
        const checked::set& s = c.from.sets[i];
        if (s.of_people) {
            c.some.put(static_cast<std::uint32_t>(s.members) << 8 | s.emails);
            c.some.put(s.at_least);
            c.some.put(c.people[i]);
        }
        c.some.end();
    }
    c.some.compare();
    for (std::uint32_t i = 0; i < count; ++i)
        if (c.from.sets[i].of_people)
            c.people_sets[i] = c.some.first(i);
}

} // namespace surety::detail::compiling

#endif
