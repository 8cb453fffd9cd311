// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_COMPILE_SETS_HPP
#define SURETY_COMPILE_SETS_HPP

#include <surety/compile/conditions.hpp>
#include <surety/detail/ascii.hpp>
#include <surety/detail/name_scan.hpp>
#include <surety/parse_identity.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail::compiling {

inline bool holds_texts(const checked::set& s) noexcept {
    return s.members == checked::members::texts || s.members == checked::members::locals;
}

/// The members of a set that is not of people, among the entries.
inline range_ref members_of(const compilation& c, const checked::set& s) noexcept {
    const bool is_kept = s.list == none || s.members == checked::members::look_alikes;
    return is_kept ? s.in_place : c.from.lists[s.list];
}

/// Keeps a set of texts; those of local parts in small letters.
inline std::uint32_t add_texts(compilation& c, const checked::set& s) {
    const range_ref members = members_of(c, s);
    record_array<text_ref> all;
    all.reserve(members.count);
    for (std::uint32_t i = 0; i < members.count; ++i)
        all.push_back(c.to.text(c.from.entry(members.first + i)));
    if (s.members == checked::members::locals)
        for (const text_ref member : all)
            for (std::size_t i = member.offset; i < member.offset + member.size; ++i)
                c.to.chars[i] = fold(c.to.chars[i]);
    return c.to.text_set(all);
}

/// Keeps the sets of texts: a list once for each kind of use, and equal ones in place once.
inline void add_text_sets(compilation& c) {
    keys& all = c.some;
    all.clear();
    for (const checked::set& s : c.from.sets) {
        if (holds_texts(s)) {
            all.put(static_cast<std::uint32_t>(s.members));
            all.put(s.list);
            for (std::uint32_t i = 0; i < s.in_place.count; ++i)
                all.put(c.from.entry(s.in_place.first + i));
        }
        all.end();
    }
    all.compare();
    c.sets.resize(c.from.sets.size(), none);
    for (std::uint32_t i = 0; i < c.from.sets.size(); ++i)
        if (holds_texts(c.from.sets[i]))
            c.sets[i] = all.first(i) == i ? add_texts(c, c.from.sets[i]) : c.sets[all.first(i)];
    for (literal_record& literal : c.to.literals)
        if (literal.type == static_cast<std::uint32_t>(type::texts))
            literal.a = c.sets[literal.a];
}

/// Enters the members of a list, or of a set in place.
inline void add_members(compilation& c, const checked::set& s, std::uint32_t to) {
    const range_ref members = members_of(c, s);
    for (std::uint32_t i = 0; i < members.count; ++i) {
        std::string_view const entry = c.from.name(members.first + i);
        if (s.members == checked::members::look_alikes) {
            c.to.address_member(to, entry);
        } else if (s.members == checked::members::addresses) {
            const auto parsed = identity_parser::parse_bytes(entry, identity_kind::email);
            c.to.address_member(to, parsed.value.text());
        } else {
            char canonical[longest_domain];
            const auto scan = scan_bytes(entry, canonical, labels_wanted::one_or_more);
            c.to.domain_member(to, {canonical, scan.size});
        }
    }
}

/// Keeps the sets of domains and addresses: each list once for each kind, equal people once.
inline void add_name_sets(compilation& c) {
    c.lists.resize(c.from.lists.size() * checked::members_count, none);
    for (std::size_t i = 0; i < c.from.sets.size(); ++i) {
        const checked::set& s = c.from.sets[i];
        if (holds_texts(s))
            continue;
        std::uint32_t& place = s.of_people ? c.sets[c.people_sets[i]]
                               : s.list != none
                                   ? c.lists[std::size_t{s.list} * checked::members_count +
                                             static_cast<std::size_t>(s.members)]
                                   : c.sets[i];
        if (place == none) {
            const bool of_domains = s.members == checked::members::domains;
            record_array<set_record>& to = of_domains ? c.to.name_sets : c.to.address_sets;
            place = index(to.size());
            set_record& made = to.emplace_back();
            made.source = s.source;
            made.look_alikes = s.members == checked::members::look_alikes;
            if (s.of_people) {
                made.people = c.people[i];
                made.emails = s.emails;
                made.at_least = s.at_least;
            } else {
                add_members(c, s, place);
            }
        }
        c.sets[i] = place;
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
