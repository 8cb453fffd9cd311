// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_COST_HPP
#define SURETY_COST_HPP

#include <surety/detail/gate_view.hpp>
#include <surety/detail/name_limits.hpp>
#include <surety/detail/name_table.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>
#include <surety/gate.hpp>
#include <surety/program.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace surety {

/// What deciding is made of, counted.
struct work {
    /// A name or an address looked up in a hash table: its bytes hashed, a cache line read and, if
    /// something is there, one name. One look-up in seven reads a second line.
    std::uint64_t lookups = 0;
    /// An atom of a condition answered. One on a list of n texts takes log n comparisons.
    std::uint64_t atoms = 0;
    /// A set looked at among those of a name that was found, or a rule that it leads to; a byte
    /// taken by a `like`; a text of a fact's default that is gone through, or 64 bytes of one.
    std::uint64_t steps = 0;
    /// A fact of the request read, and compared with what the policy says or with another: as long
    /// as it is, which is up to whoever supplies it.
    std::uint64_t fact_reads = 0;

    constexpr work& operator+=(const work& more) noexcept {
        lookups += more.lookups;
        atoms += more.atoms;
        steps += more.steps;
        fact_reads += more.fact_reads;
        return *this;
    }
    friend constexpr work operator*(std::uint64_t times, const work& w) noexcept {
        return {times * w.lookups, times * w.atoms, times * w.steps, times * w.fact_reads};
    }
    friend constexpr bool operator==(const work&, const work&) = default;
};

/// The most that one decision can take. One of a batch may look up its first name twice.
struct decision_cost {
    work always;             ///< whatever the rules: looking the name up, facts, `applies when`
    std::vector<work> rules; ///< what each adds when all that can comes together, in source order
    work most;               ///< in all; an identity is of one kind, so rules of the other are not
};

namespace detail {

/// Adds up what `decider` can come to do.
class cost_counter {
public:
    /// `people_levels`: how many suffixes of a name can be looked up among the domains of people.
    cost_counter(const program_view& program, std::uint64_t people_levels)
        : program_(program), people_levels_(people_levels) {
        for (const text_set_record& set : program.text_sets) {
            std::uint64_t& made = long_texts_.emplace_back();
            for (const text_ref t : program.texts.part(set.members.first, set.members.count))
                made += t.size / 64;
        }
        const name_table lists(program.domains.data());
        list_levels_ = lists.levels();
        if (list_levels_ > 0)
            lists.each_member([&](std::string_view, const name_entry& entry) {
                const name_class sets = lists.class_of(entry);
                std::uint64_t triggers = 0;
                for (std::uint32_t i = 0; i < sets.count(); ++i)
                    triggers += triggered_by(sets[i]);
                list_sets_ = larger(list_sets_, sets.count());
                list_triggers_ = larger(list_triggers_, triggers);
            });
        for (std::uint32_t set = 0; set < program.name_sets.size(); ++set)
            if (program.name_sets[set].people != nobody) {
                ++people_sets_;
                people_triggers_ += triggered_by(set);
            }
    }

    decision_cost count() const {
        decision_cost made;
        made.always = always();
        made.rules.resize(program_.rules.size());
        work kinds[2];
        for (std::size_t kind = 0; kind < 2; ++kind) {
            record_array<char> comes; // a rule of the kind can come to be looked at, once
            comes.resize(program_.rules.size(), '\0');
            const auto look_at = [&](const trigger_record& those) {
                const range_ref rules = those.rules[kind];
                for (std::uint32_t const r : program_.rule_indices.part(rules.first, rules.count))
                    comes[r] = 1;
            };
            look_at(program_.header->untriggered);
            for (const trigger_record& triggered : program_.triggers)
                look_at(triggered);
            for (std::size_t i = 0; i < comes.size(); ++i) {
                if (comes[i] == 0)
                    continue;
                const rule_record& rule = program_.rules[i];
                const parts took = parts_of(rule.condition);
                work all = took.holding;
                if (static_cast<effect>(rule.effect) == effect::allow)
                    all += took.sureties;
                made.rules[i] = all;
                kinds[kind] += all;
            }
        }
        made.most = larger(kinds[0], kinds[1]);
        made.most += made.always;
        return made;
    }

private:
    /// A set, and the rules that it leads to, of the kind of identity of which there are more.
    std::uint64_t triggered_by(std::uint32_t set) const noexcept {
        const trigger_record& those = program_.triggers[set];
        return 1 + larger(those.rules[0].count, those.rules[1].count);
    }

    /// What it takes to see whether a condition holds, and then who stands surety.
    struct parts {
        work holding, sureties;
    };

    work always() const {
        work all;
        all.lookups = list_levels_ + people_levels_;
        all.fact_reads = program_.facts.size();
        for (const applies_record& clause : program_.applies)
            all += parts_of(clause.condition).holding;
        if (program_.triggers.size() <= 64) // bits say which rules a hit triggers
            return all;
        all.steps = list_levels_ * list_triggers_ + people_levels_ * people_triggers_;
        return all;
    }

    parts parts_of(std::uint32_t at) const {
        const node& n = program_.nodes[at];
        if (n.code != op::all_of && n.code != op::any_of)
            return parts_of_atom(n);
        parts all;
        for (std::uint32_t child = at + 1; child < at + n.extent;
             child += program_.nodes[child].extent) {
            const parts one = parts_of(child);
            all.holding += one.holding;
            all.sureties += one.sureties;
            if (n.code == op::any_of) // which of its operands are true is asked once more
                all.sureties += one.holding;
        }
        return all;
    }

    parts parts_of_atom(const node& n) const {
        parts one;
        one.holding.atoms = 1;
        switch (n.code) {
        case op::name_in_set: {
            const bool of_people = n.is_of_people();
            std::uint64_t const steps = of_people ? people_levels_ * search(2 * people_sets_)
                                                  : list_levels_ * search(list_sets_);
            one.holding.steps = n.is_in_bits() ? 0 : steps;
            if (of_people && !n.negated)
                one.sureties.steps = steps;
            break;
        }
        case op::address_in_set:
        case op::is_look_alike:
            one.holding.lookups = n.code == op::is_look_alike ? 2 : 1;
            one.holding.steps = one.holding.lookups * search(2 * program_.address_sets.size());
            break;
        case op::local_like:
            one.holding.steps = glob(program_.text({n.b, n.c}));
            break;
        case op::local_in_operand:
            one.holding.fact_reads = 1;
            one.holding.steps = length_of(default_of(n.a), type::texts);
            break;
        case op::equals:
            one.holding.fact_reads = 1;
            one.holding.steps = compared(default_of(n.a), &program_.literals[n.b], n.type());
            break;
        case op::equals_operand:
            one.holding.fact_reads = 2;
            one.holding.steps = compared(default_of(n.a), default_of(n.b), n.type());
            break;
        case op::text_in_set:
            one.holding.fact_reads = 1;
            one.holding.steps = length_of(default_of(n.a), type::text) *
                                halvings(program_.text_sets[n.b].members.count);
            break;
        case op::text_in_operand:
            one.holding.fact_reads = 2;
            one.holding.steps =
                length_of(default_of(n.a), type::text) * halvings(texts_of(default_of(n.b)));
            break;
        case op::has_text:
            one.holding.fact_reads = 1;
            one.holding.steps = n.c / 64 * halvings(texts_of(default_of(n.a)));
            break;
        case op::is_public_suffix:
        case op::is_internationalized:
        case op::is_mixed_script:
        case op::is_tagged:
        case op::local_in_set:
            break;
        default: // a fact and something of the policy
            one.holding.fact_reads = 1;
        }
        if (n.code == op::address_in_set && n.is_of_people() && !n.negated)
            one.sureties = {one.holding.lookups, 0, one.holding.steps, 0};
        return one;
    }

    /// What a fact is that nobody tells; null: nothing.
    const literal_record* default_of(std::uint32_t index) const noexcept {
        const operand_record& fact = program_.facts[index];
        return fact.has_default ? &program_.literals[fact.fallback] : nullptr;
    }
    std::uint64_t texts_of(const literal_record* texts) const noexcept {
        return texts ? program_.text_sets[texts->a].members.count : 0;
    }

    /// How many texts a literal has and how many times 64 bytes.
    std::uint64_t length_of(const literal_record* literal, type of) const noexcept {
        return !literal            ? 0
               : of == type::texts ? texts_of(literal) + long_texts_[literal->a]
               : of == type::text  ? literal->b / 64
                                   : 0;
    }

    /// What it takes to compare two: of texts each is looked for among the other's.
    std::uint64_t
    compared(const literal_record* a, const literal_record* b, type of) const noexcept {
        std::uint64_t const of_a = length_of(a, of), of_b = length_of(b, of);
        return of != type::texts ? of_a + of_b
                                 : of_a + of_b + long_parts(a) * halvings(texts_of(b)) +
                                       long_parts(b) * halvings(texts_of(a));
    }
    std::uint64_t long_parts(const literal_record* texts) const noexcept {
        return texts ? long_texts_[texts->a] : 0;
    }

    /// How many of so many texts one is compared with that is looked for.
    static std::uint64_t halvings(std::uint64_t texts) noexcept {
        return 1 + static_cast<std::uint64_t>(std::bit_width(texts));
    }

    /// How many sets `name_class::find` looks at among so many.
    static std::uint64_t search(std::uint64_t sets) noexcept {
        return sets <= 8 ? sets : static_cast<std::uint64_t>(std::bit_width(sets)) + 5;
    }

    /// How many bytes `glob_matches` takes: each `*` once, and behind the last of them as much as
    /// fits for each byte of the local part.
    static std::uint64_t glob(std::string_view pattern) noexcept {
        std::uint64_t const size = pattern.size();
        std::uint64_t const fits = 1 + (size < longest_local ? size : longest_local);
        return pattern.find('*') == pattern.npos ? fits : size + 1 + (longest_local + 1) * fits;
    }

    static std::uint64_t larger(std::uint64_t a, std::uint64_t b) noexcept { return a < b ? b : a; }
    static work larger(const work& a, const work& b) noexcept {
        return {larger(a.lookups, b.lookups), larger(a.atoms, b.atoms), larger(a.steps, b.steps),
                larger(a.fact_reads, b.fact_reads)};
    }

    const program_view& program_;
    std::uint64_t people_levels_;
    record_array<std::uint64_t> long_texts_; ///< of each set of texts, how many times 64 bytes
    std::uint64_t list_levels_ = 0;
    std::uint64_t list_sets_ = 0;     ///< of the name with the most
    std::uint64_t list_triggers_ = 0; ///< of the name with the most: sets, and rules of those
    std::uint64_t people_sets_ = 0;   ///< that there are
    std::uint64_t people_triggers_ = 0;
};

} // namespace detail

/// The most that a decision by this policy can take, whatever is asked and whoever the users are.
/// Looks at every rule and every entry of lists, so it is for checking and not for deciding.
inline decision_cost cost(const program& policy) {
    bool has_people = false;
    for (const detail::set_record& set : policy.view().name_sets)
        has_people = has_people || set.people != detail::nobody;
    // Users have names of two labels and more.
    return detail::cost_counter(policy.view(), has_people ? detail::name_table::most_labels - 1 : 0)
        .count();
}

/// The same with the users of a gate: how many labels their names have is known.
inline decision_cost cost(const gate& bound) {
    return detail::cost_counter(bound.program().view(), bound.view().domains.levels()).count();
}

} // namespace surety

#endif
