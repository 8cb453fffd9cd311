// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_VERDICT_MAKER_HPP
#define SURETY_DETAIL_VERDICT_MAKER_HPP

#include <surety/detail/decider.hpp>
#include <surety/detail/name_table.hpp>
#include <surety/detail/operand.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/detail/question.hpp>
#include <surety/detail/records.hpp>
#include <surety/detail/verdicts.hpp>
#include <surety/identity.hpp>
#include <surety/outcome.hpp>
#include <surety/program.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <new>

namespace surety::detail {

/// Works the verdicts of a program out, for whoever binds it.
class verdict_maker {
public:
    explicit verdict_maker(const program_view& program) noexcept : program_(program) {}

    /// Whether there may be any: each set needs a bit.
    bool has_bits() const noexcept { return program_.name_sets.size() <= 64; }

    /// How many verdicts there are when the people of a gate have so many units of classes: none
    /// when it would take long.
    std::size_t size(std::uint32_t class_units) const noexcept {
        return has_bits() && program_.rules.size() * class_units <= 100'000
                   ? verdict_table::size(class_units)
                   : 0;
    }

    /// Whether decisions look at nothing but people's domains. Public suffix rules that say
    /// anything stand where lists do.
    bool are_final() const noexcept {
        bool settled = program_.facts.size() == 0 && program_.applies.size() == 0 &&
                       name_table(program_.domains.data()).empty();
        for (const identity_kind kind : {identity_kind::domain, identity_kind::email})
            each_rule(program_, program_.header->untriggered, place_of(kind),
                      [&](std::uint32_t rule) noexcept {
                          settled = settled && is_settled(program_.rules[rule].condition);
                      });
        return settled;
    }

    /// Writes them all; `people` is the table whose classes they are of.
    void write(unsigned char* bytes, const name_table& people) const noexcept {
        auto* const to = reinterpret_cast<verdict*>(bytes);
        std::uint32_t const units = people.header().class_units;
        for (std::size_t i = 0, all = size(units); i < all; ++i)
            ::new (to + i) verdict();
        write_class(to, 0, nullptr);
        for (std::uint32_t unit = 0; unit < units && unit + 1 < name_entry::far_class;) {
            const name_class sets(people.classes() + std::size_t{unit} * name_class::unit);
            write_class(to, unit + 1, &sets);
            unit += static_cast<std::uint32_t>(sets.units());
        }
    }

private:
    /// The sets that have a name itself, and those that have one above it, as bits.
    struct findings {
        std::uint64_t here = 0;
        std::uint64_t above = 0;
    };

    using determining = short_list<std::uint16_t, verdict::most_rules>;

    /// The verdicts of a class, or of nobody when there are no sets.
    void write_class(verdict* to, std::uint32_t code, const name_class* sets) const noexcept {
        std::uint64_t const bits = sets ? sets->first_sets() : 0;
        const auto put = [&](identity_kind kind, bool is_whole, const findings& found) noexcept {
            verdict& made = to[verdict_table::place(code, place_of(kind), is_whole)];
            made = settle(kind, found, sets);
            made.is_apart = sets && sets->is_apart();
        };
        for (const identity_kind kind : {identity_kind::domain, identity_kind::email}) {
            put(kind, false, {0, bits});
            put(kind, true, {bits, 0});
        }
    }

    verdict
    settle(identity_kind kind, const findings& found, const name_class* sets) const noexcept {
        determining denying, allowing;
        bool settled = true;
        const auto look_at = [&](std::uint32_t index) noexcept {
            const rule_record& rule = program_.rules[index];
            if (!holds(rule.condition, found))
                return;
            const bool denies = static_cast<effect>(rule.effect) == effect::deny;
            (denies ? denying : allowing).insert(static_cast<std::uint16_t>(index));
        };
        each_rule(program_, program_.header->untriggered, place_of(kind),
                  [&](std::uint32_t index) noexcept {
                      if (is_settled(program_.rules[index].condition)) // the others do not hold
                          look_at(index);
                  });
        std::uint64_t const sets_hit = (found.here | found.above) & question::first_sets(program_);
        each_triggered(program_, sets_hit, place_of(kind), [&](std::uint32_t index) noexcept {
            settled = settled && is_settled(program_.rules[index].condition);
            if (settled)
                look_at(index);
        });
        if (!settled)
            return {};
        if (denying.total() > 0)
            return ended(denying, outcome::deny, cause::forbidden);
        if (allowing.total() == 0)
            return ended(allowing, outcome::deny, cause::no_rule);
        verdict made = ended(allowing, outcome::allow, cause::permitted);
        std::uint64_t vouching = 0;
        for (std::uint16_t const rule : allowing.kept())
            add_vouching(program_.rules[rule].condition, found, vouching);
        if ((vouching & (vouching - 1)) != 0) // several
            return {};
        if (vouching != 0) {
            made.sureties = 1;
            made.has_words = sets->count() != 1;
            made.value = sets->find(static_cast<std::uint32_t>(std::countr_zero(vouching)));
        }
        return made;
    }

    /// A verdict by some rules: not settled when they are too many.
    static verdict ended(const determining& rules, outcome o, cause c) noexcept {
        verdict made;
        made.is_settled = rules.total() <= verdict::most_rules;
        made.rules = static_cast<std::uint8_t>(rules.size());
        for (std::size_t i = 0; i < rules.size(); ++i)
            made.rule[i] = rules.kept()[i];
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
