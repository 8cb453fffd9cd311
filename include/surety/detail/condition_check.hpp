// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_CONDITION_CHECK_HPP
#define SURETY_DETAIL_CONDITION_CHECK_HPP

#include <surety/detail/firsts.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/detail/records.hpp>
#include <surety/value.hpp>

#include <cstddef>
#include <cstdint>

namespace surety::detail {

/// Whether a range lies in a section of so many records.
constexpr bool lies_in(range_ref r, std::size_t size) noexcept {
    return r.count <= size && r.first <= size - r.count;
}

/// Whether a text is one of the program's.
inline bool is_text(const program_view& program, text_ref t) noexcept {
    return lies_in({t.offset, t.size}, program.chars.size());
}

/// Whether a literal is one of the program's and of a type.
inline bool is_literal(const program_view& program, std::uint32_t index, type of) noexcept {
    return index < program.literals.size() &&
           program.literals[index].type == static_cast<std::uint32_t>(of);
}

/// How deep conditions may be nested in each other. The language allows 64 levels, of which each
/// takes an `or` and an `and`; what stands around them takes a few more.
inline constexpr std::size_t deepest_condition = 160;

/// Checks conditions that anybody may have written. Sets, facts, attributes and literals were
/// checked before.
class condition_check {
public:
    /// Of people, or else of rules.
    condition_check(const program_view& program, bool of_people) noexcept
        : program_(program), of_people_(of_people) {}

    /// Whether what begins at a node is a tree, and each of its atoms about what there is.
    bool is_sound(std::uint32_t root) const noexcept {
        std::size_t ends[deepest_condition];
        std::size_t depth = 0;
        std::size_t end = program_.nodes.size();
        std::size_t at = root;
        do {
            const node& n = program_.nodes[at];
            const bool is_atom = !n.is_compound();
            if (n.extent == 0 || n.extent > end - at || (is_atom && n.extent != 1) ||
                !is_flag(n.negated) || n.relation > relation::under ||
                (is_atom && !is_sound_atom(n)))
                return false;
            if (n.extent > 1) {
                if (depth == deepest_condition)
                    return false;
                ends[depth++] = end = at + n.extent;
            }
            ++at;
            while (depth > 0 && at == ends[depth - 1])
                end = --depth > 0 ? ends[depth - 1] : program_.nodes.size();
        } while (depth > 0);
        for (; at > root; --at)
            if (program_.nodes[at - 1].is_compound() &&
                program_.nodes[at - 1].firsts() != firsts_of_parts(program_.nodes, at - 1))
                return false;
        return true;
    }

private:
    /// Whether a byte that is read as a `bool` is one.
    static bool is_flag(const bool& b) noexcept {
        return *reinterpret_cast<const unsigned char*>(&b) <= 1;
    }

    bool is_sound_atom(const node& n) const noexcept {
        const array_view<operand_record> operands =
            of_people_ ? program_.attributes : program_.facts;
        if (n.code < op::flag_is_set)
            return !of_people_ && is_sound_name_atom(n);
        if (n.code == op::user_is_active)
            return of_people_;
        const auto operand_is = [&](std::uint32_t index, type of) {
            return index < operands.size() &&
                   operands[index].type == static_cast<std::uint32_t>(of);
        };
        const auto compares = [&](type operand, type literal) {
            return operand_is(n.a, operand) && is_literal(program_, n.b, literal);
        };
        switch (n.code) {
        case op::flag_is_set:
            return operand_is(n.a, type::flag);
        case op::equals:
            return compares(n.type(), n.type());
        case op::equals_operand:
            return operand_is(n.a, n.type()) && operand_is(n.b, n.type());
        case op::text_in_set:
            return operand_is(n.a, type::text) && n.b < program_.text_sets.size();
        case op::text_in_operand:
            return operand_is(n.a, type::text) && operand_is(n.b, type::texts);
        case op::has_text:
            return operand_is(n.a, type::texts) && is_text(program_, {n.b, n.c});
        case op::at_least:
        case op::at_most:
            return compares(type::number, type::number);
        case op::older:
        case op::newer:
            return compares(type::time, type::number);
        case op::before:
        case op::after:
            return compares(type::time, type::time);
        default:
            return false;
        }
    }

    bool is_sound_name_atom(const node& n) const noexcept {
        const bool compares_names =
            n.subject_or_type <= static_cast<std::uint8_t>(subject::org_domain);
        const auto fact_is = [&](type of) {
            return n.a < program_.facts.size() &&
                   program_.facts[n.a].type == static_cast<std::uint32_t>(of);
        };
        const auto is_set = [&](bool of_look_alikes) {
            return n.a < program_.address_sets.size() &&
                   (program_.address_sets[n.a].look_alikes != 0) == of_look_alikes &&
                   is_noted(n, program_.address_sets[n.a], 0);
        };
        switch (n.code) {
        case op::name_in_set:
            return compares_names && n.a < program_.name_sets.size() &&
                   is_noted(n, program_.name_sets[n.a],
                            n.a < 64 && !program_.name_sets[n.a].grouped &&
                                n.subject() == subject::domain);
        case op::name_in_operand:
            return compares_names && fact_is(type::domain);
        case op::is_public_suffix:
        case op::is_internationalized:
        case op::is_mixed_script:
        case op::is_tagged:
            return true;
        case op::address_in_set:
            return is_set(false);
        case op::address_in_operand:
            return fact_is(type::address);
        case op::is_look_alike:
            return is_set(true);
        case op::local_in_set:
            return n.a < program_.text_sets.size() &&
                   (n.negated || n.firsts() == program_.text_sets[n.a].firsts);
        case op::local_in_operand:
            return fact_is(type::texts);
        case op::local_like:
            return is_text(program_, {n.b, n.c}) &&
                   n.firsts() ==
                       (n.negated ? node::any_first : first_of_glob(program_.text({n.b, n.c})));
        default:
            return false;
        }
    }

    /// Whether an atom was told of its set what is so.
    static bool is_noted(const node& n, const set_record& set, std::uint32_t in_bits) noexcept {
        return n.b == (set.people != nobody) && n.c == in_bits;
    }

    const program_view& program_;
    bool of_people_;
};

} // namespace surety::detail

#endif
