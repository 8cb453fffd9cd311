// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_COMPILE_SETS_HPP
#define SURETY_COMPILE_SETS_HPP

#include <surety/compile/literals.hpp>
#include <surety/detail/name_scan.hpp>
#include <surety/identity.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace surety::detail::compiling {

inline bool holds_texts(const checked::set& s) noexcept {
    return s.members == checked::members::texts || s.members == checked::members::locals;
}

/// The members of a set that is not of people.
inline const checked::texts& members_of(const compilation& c, const checked::set& s) noexcept {
    return s.list == none ? s.in_place : c.from.lists[s.list].entries;
}

/// Where a list went for one kind of members; `none` before it went anywhere.
inline std::uint32_t& list_place(compilation& c, const checked::set& s) noexcept {
    return c.lists[s.list * 4 + static_cast<std::size_t>(s.members)];
}

/// Keeps the sets of texts: a list once for each kind of use, and equal ones in place once.
inline void add_text_sets(compilation& c) {
    c.sets.assign(c.from.sets.size(), none);
    c.lists.assign(c.from.lists.size() * 4, none);
    std::vector<std::string> keys(c.from.sets.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const checked::set& s = c.from.sets[i];
        if (!holds_texts(s))
            continue;
        put(keys[i], std::uint64_t{s.list} << 8 | static_cast<std::uint8_t>(s.members));
        put(keys[i], s.in_place);
    }
    const std::vector<std::uint32_t> first = firsts_of(keys);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const checked::set& s = c.from.sets[i];
        if (!holds_texts(s))
            continue;
        c.sets[i] = first[i] != i
                        ? c.sets[first[i]]
                        : add_texts(c, members_of(c, s), s.members == checked::members::locals);
    }
}

/// Enters the members of a list, or of a set in place.
inline void add_members(compilation& c, const checked::set& s, std::uint32_t to) {
    const checked::texts& members = members_of(c, s);
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (s.members == checked::members::addresses) {
            const auto parsed = parse_identity(members[i], identity_kind::email);
            c.to.address_member(to, parsed.value.text());
        } else {
            char canonical[longest_domain];
            const auto scan = scan_domain(members[i], canonical, labels_wanted::one_or_more);
            c.to.domain_member(to, {canonical, scan.size});
        }
    }
}

/// Keeps the sets of domains and addresses: each list once for each kind, equal people once.
inline void add_name_sets(compilation& c) {
    for (std::size_t i = 0; i < c.from.sets.size(); ++i) {
        const checked::set& s = c.from.sets[i];
        if (holds_texts(s))
            continue;
        std::uint32_t* const place = s.of_people      ? &c.sets[c.people_sets[i]]
                                     : s.list != none ? &list_place(c, s)
                                                      : &c.sets[i];
        if (*place == none) {
            const bool of_domains = s.members == checked::members::domains;
            record_array<set_record>& to = of_domains ? c.to.name_sets : c.to.address_sets;
            *place = index(to.size());
            set_record made;
            made.source = c.to.text(s.source);
            if (s.of_people) {
                made.people = c.people[i];
                made.emails = s.emails;
                made.at_least = s.at_least;
            } else {
                add_members(c, s, *place);
            }
            to.push_back(made);
        }
        c.sets[i] = *place;
    }
}

/// Keeps the rules of the public suffix list.
inline void add_suffixes(compilation& c) {
    for (std::size_t i = 0; i < c.from.suffixes.size(); ++i) {
        const suffix_rule rule = c.from.suffixes[i];
        c.to.suffix_rule(rule.text, rule.kind == suffix_kind::wildcard ? suffix_rule_kind::wildcard
                                    : rule.kind == suffix_kind::exception
                                        ? suffix_rule_kind::exception
                                        : suffix_rule_kind::normal);
    }
}

} // namespace surety::detail::compiling

#endif
