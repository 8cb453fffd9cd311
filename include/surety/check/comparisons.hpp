// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_COMPARISONS_HPP
#define SURETY_CHECK_COMPARISONS_HPP

#include <surety/check/relations.hpp>

#include <cstdint>
#include <string_view>

namespace surety::checked {

/// The fact, or inside `where` the attribute, that an atom is about.
SURETY_NOINLINE inline const detail::operand_record*
read_operand(checking& c, ast::cursor name, const scene& here, std::uint32_t& index) {
    const bool filter = here.where == scene::place::people;
    const declared* const thing =
        resolve(c, name, filter ? an_attribute : a_fact, filter ? "an attribute" : "a fact");
    if (!thing)
        return nullptr;
    index = thing->index;
    return &(filter ? c.made.attributes : c.made.facts)[index];
}

/// `is` with a literal or with another operand.
inline void
read_equality(checking& c, ast::cursor left, ast::cursor right, const scene& here, node& atom) {
    if (!right.is(ast::kind::name)) {
        atom.code = op::equals;
        read_literal(c, right, atom.type(), atom.b);
        return;
    }
    atom.code = op::equals_operand;
    const detail::operand_record* const other = read_operand(c, right, here, atom.b);
    if (other && other->type != atom.subject_or_type)
        c.said.tell(messages::different_types, right,
                    {left.text(), name(atom.type()), name(static_cast<surety::type>(other->type))});
}

/// `older than 90 days`.
inline void read_age(checking& c, ast::cursor at, ast::cursor right, node& atom) {
    std::int64_t count = 0;
    if (!read_number(c, right, count))
        return;
    if (count < 0)
        c.said.tell(messages::negative_age, right);
    atom.b = keep(c, number_literal(surety::type::number, count));
    const word unit = at.child(ast::kind::unit).word();
    atom.d = unit == word::days ? 86'400 : unit == word::hours ? 3'600 : 60;
}

/// What a comparison asks of its left side.
struct comparison {
    word how = word::none_of_these;
    op code = op::equals;
    surety::type type = surety::type::text;
    std::string_view phrase;
};

/// All but `is`, which is asked of every type.
inline constexpr comparison comparisons[] = {
    {word::in, op::text_in_set, surety::type::text, "in"},
    {word::has, op::has_text, surety::type::texts, "has"},
    {word::least, op::at_least, surety::type::number, "at least"},
    {word::most, op::at_most, surety::type::number, "at most"},
    {word::older, op::older, surety::type::time, "older than"},
    {word::newer, op::newer, surety::type::time, "newer than"},
    {word::before, op::before, surety::type::time, "before"},
    {word::after, op::after, surety::type::time, "after"},
};

SURETY_NOINLINE inline const comparison& comparison_of(word w) noexcept {
    const comparison* row = comparisons;
    while (row->how != w)
        ++row;
    return *row;
}

/// What stands on the right of a comparison.
inline ast::cursor right_of(ast::cursor at, ast::cursor how) noexcept {
    ast::cursor right;
    bool behind = false;
    for (ast::cursor const part : at) {
        if (behind && part.kind() != ast::kind::negation && part.kind() != ast::kind::unit)
            right = part;
        behind = behind || part == how;
    }
    return right;
}

/// An atom about a fact, or inside `where` about an attribute: `risk at least 80`.
inline void read_comparison(checking& c, ast::cursor at, const scene& here, node& atom) {
    ast::cursor const left = at.child(ast::kind::name);
    ast::cursor const how = at.child(ast::kind::comparator);
    ast::cursor const right = right_of(at, how);
    const detail::operand_record* const held = read_operand(c, left, here, atom.a);
    if (!held) {
        use_all(c, right);
        return;
    }
    atom.subject_or_type = static_cast<std::uint8_t>(held->type);
    if (how.word() == word::is) {
        read_equality(c, left, right, here, atom);
        return;
    }
    const comparison& asked = comparison_of(how.word());
    atom.code = asked.code;
    if (asked.type != atom.type()) {
        use_all(c, right);
        c.said.tell(
            messages::wrong_comparison, left,
            {name(atom.type()), asked.phrase, name(asked.type), words_of(atom.type()).comparisons});
        return;
    }
    switch (asked.code) {
    case op::text_in_set: {
        const compared with =
            read_set(c, right, members::texts,
                     {detail::relation::in, false, here.where == scene::place::people});
        atom.code = code_of(members::texts, with.set != none);
        atom.b = with.set != none ? with.set : with.operand;
        break;
    }
    case op::has_text: {
        const text_ref text = c.keep_string(right);
        atom.b = text.offset;
        atom.c = text.size;
        break;
    }
    case op::older:
    case op::newer:
        read_age(c, at, right, atom);
        break;
    default:
        read_literal(c, right, asked.type, atom.b);
        break;
    }
}

/// A flag alone.
inline void read_flag(checking& c, ast::cursor at, const scene& here, node& atom) {
    ast::cursor const flag = at.child(ast::kind::name);
    const detail::operand_record* const held = read_operand(c, flag, here, atom.a);
    if (!held)
        return;
    atom.code = op::flag_is_set;
    atom.subject_or_type = static_cast<std::uint8_t>(held->type);
    if (atom.type() != surety::type::flag)
        c.said.tell(messages::not_a_flag, flag,
                    {name(atom.type()), words_of(atom.type()).comparisons});
}

} // namespace surety::checked

#endif
