// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_COMPILE_PEOPLE_HPP
#define SURETY_COMPILE_PEOPLE_HPP

#include <surety/compile/conditions.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace surety::detail::compiling {

/// From people down to those they build on in the end.
inline std::vector<const checked::people*> chain_of(const compilation& c,
                                                    const checked::people& people) {
    std::vector<const checked::people*> chain{&people};
    while (chain.back()->base != none)
        chain.push_back(&c.from.named_users[chain.back()->base]);
    return chain;
}

/// What people are, as a key. Texts and literals are kept by now, equal ones once.
inline std::string key_of(const compilation& c, const checked::people& people) {
    std::string key;
    const std::vector<const checked::people*> chain = chain_of(c, people);
    put(key, static_cast<std::uint64_t>(chain.back()->activity));
    for (const checked::people* const p : chain) {
        if (p->filter == none)
            continue;
        std::uint32_t const end = p->filter + c.from.filters[p->filter].extent;
        for (std::uint32_t i = p->filter; i < end; ++i) {
            const node n = record_of(c, c.from.filters[i]);
            put(key, std::uint64_t{static_cast<std::uint8_t>(n.code)} << 1 | n.negated);
            put(key, std::uint64_t{n.extent} << 32 | n.a);
            put(key, std::uint64_t{n.b} << 32 | n.c);
            put(key, std::uint64_t{n.d});
        }
    }
    return key;
}

/// Keeps people: how active, and the filters of all they build on. Returns the record.
inline std::uint32_t add_people(compilation& c, const checked::people& people) {
    const std::vector<const checked::people*> chain = chain_of(c, people);
    const word activity = chain.back()->activity;
    std::size_t clauses = activity != word::none_of_these;
    for (const checked::people* const p : chain)
        clauses += p->filter != none;

    people_record made;
    std::size_t const root = c.to.nodes.size();
    made.condition = index(root);
    made.source = c.to.text(people.source);
    if (clauses != 1)
        c.to.nodes.emplace_back(); // all of them
    if (activity != word::none_of_these) {
        node is_active;
        is_active.code = op::user_is_active;
        is_active.negated = activity == word::inactive;
        c.to.nodes.push_back(is_active);
    }
    for (std::size_t i = chain.size(); i-- > 0;)
        if (chain[i]->filter != none)
            add_condition(c, c.from.filters, chain[i]->filter);
    c.to.nodes[root].extent = index(c.to.nodes.size() - root);
    c.to.people.push_back(made);
    return index(c.to.people.size() - 1);
}

/// Keeps all people that some set is of, equal ones once, and finds the sets that are equal.
inline void add_all_people(compilation& c) {
    std::vector<std::uint32_t> sets; // those of people
    std::vector<std::string> people_keys;
    std::vector<std::string> set_keys;
    for (std::uint32_t i = 0; i < c.from.sets.size(); ++i) {
        const checked::set& s = c.from.sets[i];
        if (!s.of_people)
            continue;
        sets.push_back(i);
        std::string key = key_of(c, s.people);
        people_keys.push_back(key);
        put(key, std::uint64_t{static_cast<std::uint8_t>(s.members)} << 32 | s.emails);
        put(key, std::uint64_t{s.at_least});
        set_keys.push_back(std::move(key));
    }
    c.people.assign(c.from.sets.size(), none);
    c.people_sets.assign(c.from.sets.size(), none);
    const std::vector<std::uint32_t> same_people = firsts_of(people_keys);
    const std::vector<std::uint32_t> same_set = firsts_of(set_keys);
    for (std::uint32_t i = 0; i < sets.size(); ++i) {
        c.people_sets[sets[i]] = sets[same_set[i]];
        c.people[sets[i]] = same_people[i] == i ? add_people(c, c.from.sets[sets[i]].people)
                                                : c.people[sets[same_people[i]]];
    }
}

} // namespace surety::detail::compiling

#endif
