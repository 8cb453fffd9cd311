// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_NEWCOMERS_HPP
#define SURETY_DETAIL_NEWCOMERS_HPP

#include <surety/detail/decider.hpp>
#include <surety/detail/name_limits.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/detail/question.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>
#include <surety/detail/supposed_question.hpp>
#include <surety/explanation.hpp>
#include <surety/program.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace surety::detail {

/// Finds how many more users of which people would turn a refusal by no rule. They are nobody yet:
/// known is that they are of those people, and have an address at the asked name or above it, where
/// the people's atom wants it.
class newcomers {
public:
    /// Finds `most` remedies at the most.
    newcomers(const program_view& program,
              const question& asked,
              const matching_users& matching,
              std::size_t most)
        : program_(program), question_(asked), matching_(matching), most_(most) {}

    /// No rule holds, so that an atom turns the answer when it turns its own rule, and so many
    /// users turn nothing else.
    void find(std::vector<remedy>& remedies) const {
        const turning others = turn_others();
        struct some {
            const set_record* of;
            std::size_t wanted;
        };
        record_array<some> found;
        for (const rule_record& r : program_.rules) {
            if (!is_of(r, effect::allow))
                continue;
            turning own;
            note(r.condition, true, own);
            each_decisive_atom(r.condition, [&](const node& n) {
                if (found.size() == most_)
                    return;
                std::size_t const wanted = missing_at(n);
                if (wanted == 0)
                    return;
                const set_record& set = set_of(n);
                const bool active = are_all(set, true);
                if (wanted >= others.of(active) || wanted >= own.of(active))
                    return;
                for (const some& f : found)
                    if (f.wanted == wanted &&
                        (f.of == &set || program_.text(f.of->source) == program_.text(set.source)))
                        return;
                found.push_back({&set, wanted});
            });
        }
        for (const some& f : found)
            remedies.push_back(
                {remedy::kind::add_users, std::string(program_.text(f.of->source)), f.wanted});
    }

private:
    /// How few more users may turn some atom to the worse.
    struct turning {
        std::size_t anybody = SIZE_MAX;
        std::size_t somebody_active = SIZE_MAX;

        std::size_t of(bool active) const noexcept { return active ? somebody_active : anybody; }
    };

    bool is_of(const rule_record& r, effect wanted) const noexcept {
        return static_cast<effect>(r.effect) == wanted &&
               detail::is_of(r, question_.asked().kind());
    }

    const set_record& set_of(const node& n) const noexcept {
        return (n.code == op::name_in_set ? program_.name_sets : program_.address_sets)[n.a];
    }

    static bool is_over_people(const node& n) noexcept {
        const bool of_set = n.code == op::name_in_set || n.code == op::address_in_set ||
                            n.code == op::is_look_alike;
        return of_set && n.is_of_people();
    }

    /// Whether all whom a set is of are active, or all of them inactive, by what is said first.
    bool are_all(const set_record& set, bool active) const noexcept {
        const node* n = &program_.nodes[program_.people[set.people].condition];
        if (n->code == op::all_of && n->extent > 1)
            ++n;
        return n->code == op::user_is_active && n->negated != active;
    }

    /// Whether an address of anybody could be where an atom over names of people wants it: it is at
    /// a name of two labels or more, and of more than the public suffix, and has a local part.
    bool can_match(const node& n) const noexcept {
        std::uint32_t const highest = (std::max)(question_.suffix_labels(), 1u) + 1;
        std::uint32_t const compared = question_.compared_labels(n);
        const bool above = n.relation != relation::in && highest < compared;
        const bool there = n.relation != relation::under && highest <= compared &&
                           question_.asked().suffix(compared).size() + 2 <= longest_address;
        return above || there;
    }

    turning turn_others() const {
        turning all;
        for (const applies_record& clause : program_.applies)
            note(clause.condition, true, all);
        for (const rule_record& r : program_.rules)
            if (is_of(r, effect::deny))
                note(r.condition, false, all);
        return all;
    }

    /// Notes the atoms over people that a condition has, negated ones or others, and that newcomers
    /// may turn. Nothing looks like somebody else's by them: they are at the asked name or above
    /// it.
    void note(std::uint32_t condition, bool negated, turning& all) const {
        for (const node& n : program_.nodes.part(condition, program_.nodes[condition].extent)) {
            if (n.negated != negated || !is_over_people(n) || n.code == op::is_look_alike ||
                question_.atom(n))
                continue;
            if (n.code == op::name_in_set && !can_match(n))
                continue;
            std::size_t const least = n.code == op::name_in_set ? wanted_at(n) : 1;
            all.anybody = (std::min)(all.anybody, least);
            if (!are_all(set_of(n), false))
                all.somebody_active = (std::min)(all.somebody_active, least);
        }
    }

    /// How many more users of its people an atom over names wants.
    std::size_t wanted_at(const node& n) const {
        std::size_t const wanted = program_.name_sets[n.a].at_least;
        return wanted > 1 ? wanted - matching_.count(n) : 1;
    }

    /// The same of any atom; 0: no number of them would do.
    std::size_t missing_at(const node& n) const {
        if (n.negated || !is_over_people(n))
            return 0;
        if (n.code != op::name_in_set)
            return n.code == op::address_in_set ? 1 : 0;
        if (program_.name_sets[n.a].at_least >= set_record::too_many || !can_match(n))
            return 0;
        return wanted_at(n);
    }

    /// Calls `visit(atom)` for each atom that alone keeps a condition from holding.
    template <class Visitor>
    void each_decisive_atom(std::uint32_t condition, const Visitor& visit) const {
        const node& n = program_.nodes[condition];
        if (!n.is_compound())
            return visit(n);
        std::uint32_t const end = condition + n.extent;
        std::uint32_t missing = nobody;
        for (std::uint32_t i = condition + 1; i < end; i += program_.nodes[i].extent) {
            if (n.code == op::any_of) {
                each_decisive_atom(i, visit);
            } else if (!question_.holds(i)) {
                if (missing != nobody)
                    return; // one alone will not do
                missing = i;
            }
        }
        if (missing != nobody)
            each_decisive_atom(missing, visit);
    }

    const program_view& program_;
    const question& question_;
    const matching_users& matching_;
    std::size_t most_;
};

} // namespace surety::detail

#endif
