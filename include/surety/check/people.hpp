// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_PEOPLE_HPP
#define SURETY_CHECK_PEOPLE_HPP

#include <surety/check/conditions.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Named users build on each other. What follows from that: cycles, size, ages.
namespace surety::checked {

/// What people amount to when the names they build on are put in.
struct people_sum {
    std::uint64_t nodes = 0; ///< of their condition
    bool has_age = false;
};

/// How many condition nodes all sets of people may have, named users put in. Each set is looked at
/// for each user, and `users b = a where …` can be said so often that a small text means a lot.
inline constexpr std::uint64_t most_people_nodes = 1'000'000;

inline bool has_age(const record_array<node>& nodes, std::size_t first, std::size_t last) noexcept {
    for (; first < last; ++first)
        if (nodes[first].code == op::older || nodes[first].code == op::newer)
            return true;
    return false;
}

/// What people amount to, given the sum of those they build on.
inline people_sum add(const checking& c, const people& p, people_sum base) noexcept {
    ++base.nodes;
    if (p.filter == none)
        return base;
    std::uint32_t const extent = c.made.filters[p.filter].extent;
    base.nodes += extent;
    base.has_age = base.has_age || has_age(c.made.filters, p.filter, p.filter + extent);
    return base;
}

/// Says that named users build on themselves, and how; breaks the circle.
SURETY_COLD inline void
refuse_circle(checking& c, const record_array<ast::cursor>& names, std::uint32_t at) {
    text_builder circle;
    std::size_t told = 0;
    std::uint32_t member = at;
    do {
        if (++told <= 8)
            c.said.fill(circle, told == 8 ? "`$it`, …, " : "`$it`, ", names[member]);
        member = c.made.named_users[member].base;
    } while (member != at);
    c.said.tell(messages::built_on_itself, names[at], circle.text());
    c.made.named_users[at].base = none;
}

/// The sum of all named users, and an error for each circle of them. A chain may be as long as the
/// policy, so this goes along it without recursion.
inline record_array<people_sum> sum_named_users(checking& c) {
    const record_array<people>& named = c.made.named_users;
    record_array<ast::cursor> names;
    for (const declared& thing : c.things)
        if (thing.what == named_people)
            names.push_back(thing.name);

    enum : char { unseen, on_the_way, done };
    record_array<char> state;
    state.resize(named.size(), char{unseen});
    record_array<people_sum> sums;
    sums.resize(named.size());
    record_array<std::uint32_t> way;
    for (std::uint32_t first = 0; first < named.size(); ++first) {
        way.clear();
        std::uint32_t at = first;
        for (; at != none && state[at] == unseen; at = named[at].base) {
            state[at] = on_the_way;
            way.push_back(at);
        }
        if (at != none && state[at] == on_the_way) {
            refuse_circle(c, names, at);
            at = none;
        }
        people_sum sum = at == none ? people_sum{} : sums[at];
        for (std::size_t i = way.size(); i-- > 0;) {
            sums[way[i]] = sum = add(c, named[way[i]], sum);
            state[way[i]] = done;
        }
    }
    return sums;
}

/// Reads the bodies of named users.
inline void read_named_users(checking& c) {
    std::size_t next = 0;
    for (ast::cursor const item : ast::cursor(c.source))
        if (item.kind() == ast::kind::named_users)
            c.made.named_users[next++] = read_people(c, item.child(ast::kind::people));
}

/// Reads what stands behind each `where`. People cannot stand in there, so once is enough.
inline void read_filters(checking& c) {
    scene here;
    here.where = scene::place::people;
    record_array<std::uint32_t> roots;
    for (ast::cursor const filter : c.filters) {
        roots.push_back(index(c.made.filters.size()));
        read_condition(c, filter, here, false, c.made.filters);
    }
    for (people& p : c.made.named_users)
        p.filter = p.filter == none ? none : roots[p.filter];
    for (set& s : c.made.sets)
        s.people.filter = s.people.filter == none ? none : roots[s.people.filter];
}

/// Whether the rules look at a clock, directly or in the people they name; and an error when people
/// amount to too much.
inline bool sum_people(checking& c) {
    const record_array<people_sum> sums = sum_named_users(c);
    bool ages = has_age(c.made.conditions, 0, c.made.conditions.size());
    std::uint64_t nodes = 0;
    bool told = false;
    for (std::size_t i = 0; i < c.made.sets.size(); ++i) {
        const people& of = c.made.sets[i].people;
        if (!c.made.sets[i].of_people)
            continue;
        const people_sum sum = add(c, of, of.base == none ? people_sum{} : sums[of.base]);
        ages = ages || sum.has_age;
        nodes += sum.nodes;
        if (nodes > most_people_nodes && !told) {
            told = true;
            c.said.tell(messages::too_many_people, c.set_places[i]);
        }
    }
    return ages;
}

} // namespace surety::checked

#endif
