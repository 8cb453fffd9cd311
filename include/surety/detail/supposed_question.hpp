// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_SUPPOSED_QUESTION_HPP
#define SURETY_DETAIL_SUPPOSED_QUESTION_HPP

#include <surety/detail/counted.hpp>
#include <surety/detail/gate_view.hpp>
#include <surety/detail/operand.hpp>
#include <surety/detail/question.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/sort.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace surety::detail {

/// A question put to the gate as it would be if things were different.
struct supposition {
    user_ref active{nobody};     ///< this inactive user…
    bool joins_active = true;    ///< …were in the sets of active users
    bool leaves_inactive = true; ///< …and in none of inactive users
};

/// How many distinct users name atoms have for what is asked. That takes no supposition, and is
/// counted once for all of them.
class matching_users {
public:
    matching_users(const program_view& program, const gate_view& gate, const question& as_is)
        : program_(program), gate_(gate), as_is_(as_is) {}

    /// Those of an atom over a set that is grouped.
    std::size_t count(const node& n) const {
        if (counted_.empty())
            counted_.resize(program_.name_sets.size() * ways, unknown);
        std::size_t& known = counted_[n.a * ways + way_of(n)];
        if (known != unknown)
            return known;
        record_array<user_ref> users;
        as_is_.each_match(n, n.a, [&](const name_hit& hit, std::uint32_t place) {
            for (const user_ref user : gate_.group(name_table::value(hit.values, place)).users) {
                SURETY_COUNT(steps);
                users.push_back(user);
            }
        });
        sort_distinct(users, [](user_ref a, user_ref b) noexcept { return a < b; });
        return known = users.size();
    }

private:
    static constexpr std::size_t unknown = SIZE_MAX;

    /// In how many ways a name can be compared with a set, and in which an atom does.
    static constexpr std::size_t ways = 6;
    static std::size_t way_of(const node& n) noexcept {
        return static_cast<std::size_t>(n.subject()) * 3 + static_cast<std::size_t>(n.relation);
    }

    const program_view& program_;
    const gate_view& gate_;
    const question& as_is_;
    mutable std::vector<std::size_t> counted_; ///< of each set and way
};

/// Answers as the gate would under a supposition.
class supposed_question {
public:
    supposed_question(const program_view& program,
                      const gate_view& gate,
                      const question& as_is,
                      const matching_users& matching,
                      const supposition& what) noexcept
        : program_(program), gate_(gate), as_is_(as_is), matching_(matching), what_(what) {}

    bool holds(std::uint32_t condition) const {
        return detail::holds(program_, condition, [this](const node& n) { return atom(n); });
    }

private:
    bool atom(const node& n) const {
        if (n.code == op::name_in_set && program_.name_sets[n.a].people != nobody)
            return name_atom(n, program_.name_sets[n.a]);
        if (n.code == op::address_in_set && program_.address_sets[n.a].people != nobody)
            return address_atom(n, program_.address_sets[n.a], as_is_.asked().text());
        if (n.code == op::is_look_alike && program_.address_sets[n.a].people != nobody)
            return as_is_.looks_alike([&](std::string_view key) {
                return address_atom(n, program_.address_sets[n.a], key);
            });
        return as_is_.atom(n);
    }

    bool name_atom(const node& n, const set_record& set) const {
        const bool joins =
            what_.joins_active && is_matched(n, would_be(n.a, program_.name_sets.size()));
        if (!set.grouped)
            return joins || as_is_.atom(n);
        const bool leaves =
            what_.leaves_inactive && !joins && is_of_inactive(set) && is_matched(n, n.a);
        return matching_.count(n) + joins - leaves >= set.at_least;
    }

    /// Whether the user is one of those that a name atom would have of a set.
    bool is_matched(const node& n, std::uint32_t set) const {
        bool found = false;
        as_is_.each_match(n, set, [&](const name_hit& hit, std::uint32_t place) {
            found = found || has(name_table::value(hit.values, place));
        });
        return found;
    }

    bool address_atom(const node& n, const set_record& set, std::string_view key) const {
        const auto would = as_is_.address_hit(n, would_be(n.a, program_.address_sets.size()), key);
        if (what_.joins_active && would.values && has(name_table::value(would.values, would.place)))
            return true;
        const auto is = as_is_.address_hit(n, n.a, key);
        if (!is.values || !set.grouped || !what_.leaves_inactive || !is_of_inactive(set))
            return is.values != nullptr;
        const user_group g = gate_.group(name_table::value(is.values, is.place));
        return g.users.size() > 1 || g.users.front() != what_.active;
    }

    /// Whether a group has the user. It may be large, and is asked about each of its users.
    bool has(std::uint32_t group) const {
        const auto users = gate_.group(group).users;
        const user_ref* const at =
            std::lower_bound(users.begin(), users.end(), gate_.user_id(what_.active),
                             [&](user_ref user, std::string_view id) {
                                 SURETY_COUNT(steps);
                                 return gate_.user_id(user) < id;
                             });
        return at != users.end() && *at == what_.active;
    }

    bool is_of_inactive(const set_record& set) const {
        std::uint32_t const first = program_.people[set.people].condition;
        for (std::uint32_t i = first; i < first + program_.nodes[first].extent; ++i)
            if (program_.nodes[i].code == op::user_is_active && program_.nodes[i].negated)
                return true;
        return false;
    }

    const program_view& program_;
    const gate_view& gate_;
    const question& as_is_;
    const matching_users& matching_;
    const supposition& what_;
};

} // namespace surety::detail

#endif
