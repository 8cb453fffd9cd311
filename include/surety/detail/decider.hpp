// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_DECIDER_HPP
#define SURETY_DETAIL_DECIDER_HPP

#include <surety/decision.hpp>
#include <surety/detail/question.hpp>
#include <surety/program.hpp>
#include <surety/request.hpp>

#include <cstddef>
#include <cstdint>
#include <new>

namespace surety::detail {

/// Reads the identity of a request, as of the kind it asks about.
inline parsed_identity parse_asked(const request& what, const idna_adapter* names) noexcept {
    if (what.kind == asked::either)
        return parse_identity(what.identity, names);
    return parse_identity(what.identity,
                          what.kind == asked::domain ? identity_kind::domain : identity_kind::email,
                          names);
}

/// Whether a rule is of identities of that kind.
inline bool is_of(const rule_record& rule, identity_kind kind) noexcept {
    const auto of = static_cast<subject_kind>(rule.kind);
    return of == subject_kind::any ||
           of == (kind == identity_kind::domain ? subject_kind::domain : subject_kind::email);
}

/// Calls `visit(index)` for every rule that can hold of what was asked: those that a hit triggers
/// and those that must be looked at anyway. Not in source order, and a rule that several sets
/// trigger may come more than once.
template <class Visitor>
void each_candidate(const program_view& program, const question& q, const Visitor& visit) {
    const auto visit_all = [&](range_ref rules) {
        for (std::uint32_t const rule : program.rule_indices.part(rules.first, rules.count))
            visit(rule);
    };
    const auto visit_triggered = [&](const name_hits& hits) {
        for (const name_hit& hit : hits)
            for (std::uint32_t i = 0; i < hit.sets.count; ++i) {
                std::uint32_t const set = hit.sets.sets[i];
                if (set >= program.triggers.size())
                    break; // users who would be in a set hold no rule
                bool seen = false; // with a name of fewer labels
                for (const name_hit* before = hits.begin(); before != &hit && !seen; ++before)
                    seen = before->sets.find(set) != before->sets.count;
                if (!seen)
                    visit_all(program.triggers[set]);
            }
    };
    visit_all(program.header->untriggered);
    visit_triggered(q.list_hits());
    visit_triggered(q.people_hits());
}

/// The decision table of the language, row by row.
class decider {
public:
    static decision
    decide(const program_view& program, const gate_view& gate, const request& what) noexcept {
        decision made([&]() noexcept { return parse_asked(what, gate.names); });
        if (made.parsed_)
            decide(program, gate, what, made);
        return made;
    }

    /// Decides up to `batch` requests at once: what one waits for from memory is fetched while the
    /// others are worked on.
    static constexpr std::size_t batch = 16;
    static void decide(const program_view& program,
                       const gate_view& gate,
                       const request* what,
                       decision* made,
                       std::size_t count) noexcept {
        const name_table& table = gate.domains;
        std::uint64_t hashes[batch];
        const bool fetch = !table.empty();
        for (std::size_t i = 0; i < count; ++i) {
            ::new (made + i) decision([&]() noexcept { return parse_asked(what[i], gate.names); });
            if (!fetch || !made[i].parsed_)
                continue;
            hashes[i] = hash_name(table.key(), walk_to_first(table, made[i].parsed_.value).name());
            table.prefetch_bucket(hashes[i]);
        }
        for (std::size_t i = 0; fetch && i < count; ++i)
            if (made[i].parsed_)
                table.prefetch_names(hashes[i]);
        for (std::size_t i = 0; i < count; ++i)
            if (made[i].parsed_)
                decide(program, gate, what[i], made[i]);
    }

private:
    /// Decides on an identity that parsed.
    static void decide(const program_view& program,
                       const gate_view& gate,
                       const request& what,
                       decision& made) noexcept {
        const identity& name = made.parsed_.value;
        const question q(program, gate, name, what.facts, what.now);
        for (std::uint32_t i = 0; i < program.facts.size(); ++i)
            if (!q.is_known(i))
                return end(made, outcome::indeterminate, cause::unknown_facts);
        for (const applies_record& clause : program.applies)
            if (!q.holds(clause.condition))
                return end(made, outcome::not_applicable, cause::not_applicable);

        short_list<std::uint16_t, decision::rules_named> denying;
        each_candidate(program, q, [&](std::uint32_t index) noexcept {
            const rule_record& rule = program.rules[index];
            bool const denies = static_cast<effect>(rule.effect) == effect::deny;
            if (!is_of(rule, name.kind()) || (!denies && denying.total() > 0) ||
                !q.holds(rule.condition))
                return;
            (denies ? denying : made.rules_).insert(static_cast<std::uint16_t>(index));
        });
        if (denying.total() > 0) {
            made.rules_ = denying;
            return end(made, outcome::deny, cause::forbidden);
        }
        if (made.rules_.total() == 0)
            return end(made, outcome::deny, cause::no_rule);
        for (std::uint16_t const rule : made.rules())
            q.each_surety(program.rules[rule].condition,
                          [&](user_ref user) noexcept { name_surety(made, user); });
        return end(made, outcome::allow, cause::permitted);
    }

    static void end(decision& made, outcome o, cause c) noexcept {
        made.outcome_ = o;
        made.cause_ = c;
    }

    static void name_surety(decision& made, user_ref user) noexcept {
        for (const user_ref named : made.sureties())
            if (named == user)
                return;
        made.sureties_.append(user);
    }
};

} // namespace surety::detail

#endif
