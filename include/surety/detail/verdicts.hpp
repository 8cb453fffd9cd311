// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_VERDICTS_HPP
#define SURETY_DETAIL_VERDICTS_HPP

#include <surety/detail/name_table.hpp>
#include <surety/detail/operand.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/detail/records.hpp>
#include <surety/outcome.hpp>
#include <surety/program.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <new>

namespace surety::detail {

/// What is decided, once and for all, of identities whose domain has people in certain sets.
struct verdict {
    static constexpr std::uint32_t most_rules = 2;

    std::uint8_t is_settled = 0; ///< else it takes more than the sets to decide
    std::uint8_t outcome = 0;    ///< surety::outcome
    std::uint8_t cause = 0;      ///< surety::cause
    std::uint8_t rules = 0;      ///< how many determine it
    std::uint16_t rule[most_rules] = {};
    std::uint16_t sureties = 0;  ///< whether a user stands surety: 1 or 0
    std::uint16_t has_words = 0; ///< the member's values are elsewhere: 1 or 0
    std::uint32_t value = 0;     ///< which of the values is that user
};

/// The verdicts of a gate, for programs that ask for nothing but the domains of people: what a
/// decision finds in the table of people then says what the answer is. A view.
class verdict_table {
public:
    verdict_table() = default;
    explicit verdict_table(const verdict* first) noexcept : first_(first) {}

    bool empty() const noexcept { return first_ == nullptr; }

    /// When there is one member at a name, `is_whole`, or above it; its class has that code, or it
    /// is 0 and there is nobody. `kind` is a place in `trigger_record::rules`.
    const verdict& of(std::uint32_t code, std::size_t kind, bool is_whole) const noexcept {
        return first_[place(code, kind, is_whole)];
    }

    static constexpr std::size_t
    place(std::uint32_t code, std::size_t kind, bool is_whole) noexcept {
        return std::size_t{code} * 4 + kind * 2 + is_whole;
    }

    /// Classes whose place has no room in a code are not among them.
    static constexpr std::size_t size(std::uint32_t class_units) noexcept {
        return place(class_units < name_entry::far_class ? class_units + 1
                                                         : name_entry::far_class + 1u,
                     0, false);
    }

private:
    const verdict* first_ = nullptr;
};

/// Works the verdicts of a program out, for whoever binds it.
class verdict_maker {
public:
    explicit verdict_maker(const program_view& program) noexcept : program_(program) {}

    /// How many verdicts there are when the people of a gate have so many units of classes: none
    /// when decisions look at more than people's domains, or when it would take long.
    std::size_t size(std::uint32_t class_units) const noexcept {
        const bool settles = program_.facts.size() == 0 && program_.applies.size() == 0 &&
                             !program_.header->declares_public_suffixes &&
                             program_.name_sets.size() <= 64 &&
                             name_table(program_.domains.data()).empty();
        return settles && program_.rules.size() * class_units <= 100'000
                   ? verdict_table::size(class_units)
                   : 0;
    }

    /// Writes them all; `people` is the table whose classes they are of.
    void write(unsigned char* bytes, const name_table& people) const noexcept {
        auto* const to = reinterpret_cast<verdict*>(bytes);
        for (std::size_t i = 0; i < size(people.header().class_units); ++i)
            ::new (to + i) verdict();
        for (std::size_t kind = 0; kind < 2; ++kind)
            for (const bool is_whole : {false, true})
                to[verdict_table::place(0, kind, is_whole)] = settle(kind, {}, nullptr);
        std::uint32_t const units = people.header().class_units;
        for (std::uint32_t unit = 0; unit < units && unit + 1 < name_entry::far_class;) {
            const name_class sets(people.classes() + std::size_t{unit} * name_class::unit);
            for (std::size_t kind = 0; kind < 2; ++kind) {
                to[verdict_table::place(unit + 1, kind, false)] =
                    settle(kind, {0, sets.first_sets()}, &sets);
                to[verdict_table::place(unit + 1, kind, true)] =
                    settle(kind, {sets.first_sets(), 0}, &sets);
            }
            unit += sets.units();
        }
    }

private:
    /// The sets that have a name itself, and those that have one above it, as bits.
    struct findings {
        std::uint64_t here = 0;
        std::uint64_t above = 0;
    };

    verdict settle(std::size_t kind, const findings& found, const name_class* sets) const noexcept {
        verdict allowed, denied;
        std::uint64_t vouching = 0;
        for (std::uint32_t i = 0; i < program_.rules.size(); ++i) {
            const rule_record& rule = program_.rules[i];
            const auto of = static_cast<subject_kind>(rule.kind);
            if (of != subject_kind::any && (of == subject_kind::email) != (kind == 1))
                continue;
            if (!is_settled(rule.condition))
                return {};
            if (!holds(rule.condition, found))
                continue;
            const bool denies = static_cast<effect>(rule.effect) == effect::deny;
            verdict& made = denies ? denied : allowed;
            if (made.rules == verdict::most_rules)
                return {};
            made.rule[made.rules++] = static_cast<std::uint16_t>(i);
            if (!denies)
                add_vouching(rule.condition, found, vouching);
        }
        if (denied.rules > 0)
            return ended(denied, outcome::deny, cause::forbidden);
        if (allowed.rules == 0)
            return ended(allowed, outcome::deny, cause::no_rule);
        if (vouching != 0) {
            allowed.sureties = 1;
            allowed.has_words = sets->count() != 1;
            allowed.value = sets->find(static_cast<std::uint32_t>(std::countr_zero(vouching)));
            if ((vouching & (vouching - 1)) != 0) // several
                return {};
        }
        return ended(allowed, outcome::allow, cause::permitted);
    }

    static verdict ended(verdict made, outcome o, cause c) noexcept {
        made.is_settled = 1;
        made.outcome = static_cast<std::uint8_t>(o);
        made.cause = static_cast<std::uint8_t>(c);
        return made;
    }

    /// Whether a condition asks for nothing but bits.
    bool is_settled(std::uint32_t condition) const noexcept {
        for (std::uint32_t i = condition; i < condition + program_.nodes[condition].extent; ++i)
            if (!program_.nodes[i].is_compound() && !program_.nodes[i].is_in_bits())
                return false;
        return true;
    }

    bool holds(std::uint32_t condition, const findings& found) const noexcept {
        return detail::holds(program_, condition, [&](const node& n) noexcept {
            return n.is_in(found.here, found.above);
        });
    }

    /// Adds the sets of people who make a condition hold: see `question::each_surety`.
    void add_vouching(std::uint32_t condition,
                      const findings& found,
                      std::uint64_t& vouching) const noexcept {
        const node& n = program_.nodes[condition];
        if (!n.is_compound()) {
            if (!n.negated && n.is_of_people())
                vouching |= std::uint64_t{1} << n.a;
            return;
        }
        for (std::uint32_t child = condition + 1; child < condition + n.extent;
             child += program_.nodes[child].extent)
            if (n.code == op::all_of || holds(child, found))
                add_vouching(child, found, vouching);
    }

    const program_view& program_;
};

} // namespace surety::detail

#endif
