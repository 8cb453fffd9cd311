// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_DECIDER_HPP
#define SURETY_DETAIL_DECIDER_HPP

#include <surety/decision.hpp>
#include <surety/detail/gate_view.hpp>
#include <surety/detail/question.hpp>
#include <surety/parse_identity.hpp>
#include <surety/program.hpp>
#include <surety/request.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <new>

namespace surety::detail {

/// Reads the identity of a request, as of the kind it asks about.
inline parsed_identity parse_asked(const request& what, const idna_adapter* names) noexcept {
    const bool any = what.kind == asked::either;
    const identity_kind kind =
        what.kind == asked::email ? identity_kind::email : identity_kind::domain;
    if (names)
        return any ? parse_identity(what.identity, names)
                   : parse_identity(what.identity, kind, names);
    return identity_parser::parse(what.identity, any, kind);
}

/// Whether a rule is of identities of that kind.
inline bool is_of(const rule_record& rule, identity_kind kind) noexcept {
    const auto of = static_cast<subject_kind>(rule.kind);
    return of == subject_kind::any ||
           of == (kind == identity_kind::domain ? subject_kind::domain : subject_kind::email);
}

/// Where in a `trigger_record` the rules are that are of a kind.
constexpr std::size_t place_of(identity_kind kind) noexcept {
    return kind == identity_kind::domain ? 0 : 1;
}

/// Which rules were looked at already, of those that several sets trigger.
class rules_seen {
public:
    rules_seen() noexcept {} // most decisions come to no such rule

    /// Whether a rule comes for the first time. `all` is how many there are.
    bool add(std::uint32_t rule, std::size_t all) noexcept {
        if (!cleared_)
            for (std::size_t word = 0; word <= (all - 1) / 64; ++word)
                seen_[word] = 0;
        cleared_ = true;
        std::uint64_t const bit = std::uint64_t{1} << rule % 64;
        const bool is_new = (seen_[rule / 64] & bit) == 0;
        seen_[rule / 64] |= bit;
        return is_new;
    }

private:
    bool cleared_ = false;
    std::uint64_t seen_[0x10000 / 64]; // decisions name rules in 16 bits
};

/// Calls `visit(index)` for every rule of a kind among some.
template <class Visitor>
SURETY_INLINE void each_rule(const program_view& program,
                             const trigger_record& those,
                             std::size_t kind,
                             const Visitor& visit) {
    const range_ref rules = those.rules[kind];
    for (std::uint32_t const rule : program.rule_indices.part(rules.first, rules.count))
        visit(rule);
}

/// The same for those that any of the first 64 sets triggers; the sets are bits.
template <class Visitor>
SURETY_INLINE void each_triggered(const program_view& program,
                                  std::uint64_t sets,
                                  std::size_t kind,
                                  const Visitor& visit) {
    for (; sets != 0; sets &= sets - 1)
        each_rule(program, program.triggers[static_cast<std::size_t>(std::countr_zero(sets))], kind,
                  visit);
}

/// Calls `visit(index, again)` for those that any of the sets triggers, of which there may be more
/// than bits say. `again`: a rule may come more than once by one set, which several names have.
template <class Visitor>
SURETY_NOINLINE void
each_triggered_by_many(const program_view& program, const question& q, const Visitor& visit) {
    std::size_t const kind = place_of(q.asked().kind());
    const auto visit_triggered = [&](const name_hits& hits) {
        const bool again = hits.end() - hits.begin() > 1;
        for (const name_hit& hit : hits)
            for (std::uint32_t i = 0; i < hit.sets.count(); ++i) {
                std::uint32_t const set = hit.sets[i];
                if (set >= program.triggers.size())
                    break; // users who would be in a set hold no rule
                SURETY_COUNT(steps);
                each_rule(program, program.triggers[set], kind, [&](std::uint32_t rule) {
                    SURETY_COUNT(steps);
                    visit(rule, again);
                });
            }
    };
    visit_triggered(q.list_hits());
    visit_triggered(q.people_hits());
}

/// The decision table of the language, row by row.
class decider {
public:
    static decision
    decide(const program_view& program, const gate_view& gate, const request& what) noexcept {
        decision made([&]() noexcept { return parse_asked(what, gate.names); });
        if (!made.parsed_)
            return made;
        if (gate.domains.empty())
            decide_in_full(program, gate, what, made, nullptr);
        else
            decide(program, gate, what, made, first_found(made.parsed_.value, gate.domains));
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
        for (std::size_t i = 0; i < count; ++i)
            ::new (made + i) decision([&]() noexcept { return parse_asked(what[i], gate.names); });
        if (gate.domains.empty()) {
            for (std::size_t i = 0; i < count; ++i)
                if (made[i].parsed_)
                    decide_in_full(program, gate, what[i], made[i], nullptr);
            return;
        }
        first_look looks[batch]; // set for those that parsed
        for (std::size_t i = 0; i < count; ++i)
            if (made[i].parsed_) {
                looks[i] =
                    first_look(label_walk(made[i].parsed_.value, gate.domains), gate.domains);
                gate.domains.prefetch_bucket(looks[i].hash);
            }
        std::size_t waiting[batch];
        std::size_t left = 0;
        for (std::size_t i = 0; i < count; ++i)
            if (made[i].parsed_ && !decide_at_once(program, gate, what[i], made[i], looks[i]))
                waiting[left++] = i;
        for (std::size_t k = 0; k < left; ++k) {
            std::size_t const i = waiting[k];
            decide(program, gate, what[i], made[i], first_found(looks[i], gate.domains));
        }
    }

private:
    /// Decides when all that takes has come with the bucket. If not, asks memory for what else it
    /// takes.
    static bool decide_at_once(const program_view& program,
                               const gate_view& gate,
                               const request& what,
                               decision& made,
                               const first_look& look) noexcept {
        if (look.walk.name().size <= name_table::read_with_bucket) {
            const first_found found(look, gate.domains);
            if (!found.goes_on()) {
                decide(program, gate, what, made, found);
                return true;
            }
        }
        if (gate.domains.prefetch_rest(look.hash, look.walk.name()) && !look.walk.is_whole()) {
            label_walk below = look.walk;
            below.next();
            gate.domains.prefetch_bucket(hash_name(gate.domains.key(), below.name()));
        }
        return false;
    }

    /// Decides on an identity that parsed; there are people.
    SURETY_INLINE static void decide(const program_view& program,
                                     const gate_view& gate,
                                     const request& what,
                                     decision& made,
                                     const first_found& found) noexcept {
        if (!gate.verdicts.are_final() || found.goes_on())
            return decide_in_full(program, gate, what, made, &found);
        const verdict& v = gate.verdicts.of(
            found.entry.class_code(), place_of(made.parsed_.value.kind()), found.walk.is_whole());
        if (!v.is_settled)
            return decide_in_full(program, gate, what, made, &found);
        end(made, v, gate.domains.value_of(found.entry, v.has_words, v.value));
    }

    SURETY_NOINLINE static void decide_in_full(const program_view& program,
                                               const gate_view& gate,
                                               const request& what,
                                               decision& made,
                                               const first_found* found) noexcept {
        const question q(program, gate, made.parsed_.value, what, found);
        decide(program, gate, what, made, q, found);
        if (q.misses_names()) {
            made.rules_.clear();
            made.sureties_.clear();
            end(made, outcome::indeterminate, cause::unknown_names);
        }
    }

    SURETY_INLINE static void decide(const program_view& program,
                                     const gate_view& gate,
                                     const request& what,
                                     decision& made,
                                     const question& q,
                                     const first_found* found) noexcept {
        for (std::uint32_t i = 0; i < program.facts.size(); ++i)
            if (!q.is_known(i))
                return end(made, outcome::indeterminate, cause::unknown_facts);
        if (gate.needs_now && !what.now.is_set())
            return end(made, outcome::indeterminate, cause::unknown_time);
        for (const applies_record& clause : program.applies)
            if (!q.holds(clause.condition))
                return end(made, outcome::not_applicable, cause::not_applicable);

        short_list<std::uint16_t, decision::rules_named> denying;
        rules_seen seen;
        const auto look_at = [&](std::uint32_t index, bool again = false) noexcept {
            const rule_record& rule = program.rules[index];
            if ((again || rule.sets > 1) && !seen.add(index, program.rules.size()))
                return;
            bool const denies = static_cast<effect>(rule.effect) == effect::deny;
            if ((!denies && denying.total() > 0) || !q.holds(rule.condition))
                return;
            (denies ? denying : made.rules_).insert(static_cast<std::uint16_t>(index));
        };
        std::size_t const kind = place_of(q.asked().kind());
        each_rule(program, program.header->untriggered, kind, look_at);
        if (!gate.verdicts.empty() && denying.total() + made.rules_.total() == 0 &&
            decide_by_people(gate, q, kind, *found, made)) // where nobody is, there are no verdicts
            return;
        if (program.triggers.size() <= 64)
            each_triggered(program, q.sets_hit(), kind, look_at);
        else
            each_triggered_by_many(program, q, look_at);
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

    /// Decides by the verdict on the people who were found, when no rule holds that looks further,
    /// and no list has the name or one above it.
    SURETY_INLINE static bool decide_by_people(const gate_view& gate,
                                               const question& q,
                                               std::size_t kind,
                                               const first_found& found,
                                               decision& made) noexcept {
        if (!found.goes_on()) {
            const bool is_whole = found.walk.is_whole();
            const verdict* v = &gate.verdicts.of(found.entry.class_code(), kind, is_whole);
            if (!v->is_apart) {
                if (q.list_hits().all() != 0)
                    return false;
                if (found.walk.labels() <= q.suffix_labels())
                    v = &gate.verdicts.of(0, kind, is_whole);
            }
            if (v->is_settled)
                end(made, *v, gate.domains.value_of(found.entry, v->has_words, v->value));
            return v->is_settled != 0;
        }
        if (q.list_hits().all() != 0)
            return false;
        const name_hits& people = q.people_hits();
        const name_hit* const hit = people.begin();
        std::ptrdiff_t const count = people.end() - hit;
        if (count > 1)
            return false;
        const bool is_one = count == 1 && hit->labels > q.suffix_labels();
        const verdict& v = is_one ? gate.verdicts.of(hit->code, kind, hit->is_whole)
                                  : gate.verdicts.of(0, kind, true);
        if (v.is_settled)
            end(made, v, v.sureties == 0 ? 0 : name_table::value(hit->values, v.value));
        return v.is_settled != 0;
    }

    static void end(decision& made, outcome o, cause c) noexcept {
        made.outcome_ = o;
        made.cause_ = c;
    }

    /// What it is nobody can foresee: so it is copied, and nothing asked.
    SURETY_INLINE static void end(decision& made, const verdict& v, std::uint32_t value) noexcept {
        made.rules_.assign(v.rule, v.rules);
        const user_ref user[] = {user_ref{value}};
        made.sureties_.assign(user, v.sureties);
        end(made, static_cast<outcome>(v.outcome), static_cast<cause>(v.cause));
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
