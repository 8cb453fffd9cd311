// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_COMPARISONS_HPP
#define SURETY_CHECK_COMPARISONS_HPP

#include <surety/check/sets.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace surety::checked {

/// The fact, or inside `where` the attribute, that an atom is about.
inline const operand*
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
inline bool
read_equality(checking& c, ast::cursor left, ast::cursor right, const scene& here, node& atom) {
    if (!right.is(ast::kind::name)) {
        literal value;
        if (!read_literal(c, right, atom.type, value))
            return false;
        atom.code = detail::op::equals;
        atom.other = keep(c, std::move(value));
        return true;
    }
    const operand* const other = read_operand(c, right, here, atom.other);
    if (!other)
        return false;
    atom.code = detail::op::equals_operand;
    if (other->type == atom.type)
        return true;
    refuse_type(c, right,
                quoted(left.text()) + " is of type `" + std::string(name(atom.type)) + "` and " +
                    quoted(right.text()) + " of type `" + std::string(name(other->type)) + "`",
                "`is` compares values of one type");
    return false;
}

/// `older than 90 days`.
inline bool read_age(checking& c, ast::cursor at, ast::cursor right, node& atom) {
    literal count;
    count.type = surety::type::number;
    if (!read_number(c, right, count.number))
        return false;
    if (count.number < 0) {
        c.said.error(code::bad_number, right.span(),
                     quoted(right.text()) + " is negative, and no age is",
                     "an age is 0 or more; `after` and `before` compare with a date");
        return false;
    }
    atom.other = keep(c, std::move(count));
    ast::cursor const unit = at.child(ast::kind::unit);
    atom.seconds = unit.word() == word::days ? 86'400 : unit.word() == word::hours ? 3'600 : 60;
    return true;
}

/// What a comparison asks of its left side.
struct comparison {
    detail::op code = detail::op::equals;
    surety::type type = surety::type::text;
    std::string_view phrase = "is";
};

inline comparison comparison_of(word w) noexcept {
    using detail::op;
    switch (w) {
    case word::in:
        return {op::text_in_set, surety::type::text, "in"};
    case word::has:
        return {op::has_text, surety::type::texts, "has"};
    case word::least:
        return {op::at_least, surety::type::number, "at least"};
    case word::most:
        return {op::at_most, surety::type::number, "at most"};
    case word::older:
        return {op::older, surety::type::time, "older than"};
    case word::newer:
        return {op::newer, surety::type::time, "newer than"};
    case word::before:
        return {op::before, surety::type::time, "before"};
    case word::after:
        return {op::after, surety::type::time, "after"};
    default:
        return {};
    }
}

/// An atom about a fact, or inside `where` about an attribute: `risk at least 80`.
inline bool read_comparison(checking& c, ast::cursor at, const scene& here, node& atom) {
    ast::cursor const left = at.child(ast::kind::name);
    ast::cursor const how = at.child(ast::kind::comparator);
    ast::cursor right;
    bool behind = false;
    for (ast::cursor const part : at) {
        behind = behind || part == how;
        if (behind && !(part == how) && !part.is(ast::kind::negation) && !part.is(ast::kind::unit))
            right = part;
    }
    const operand* const held = read_operand(c, left, here, atom.operand);
    if (!held) {
        use_all(c, right);
        return false;
    }
    atom.type = held->type;
    if (how.word() == word::is)
        return read_equality(c, left, right, here, atom);

    const comparison asked = comparison_of(how.word());
    if (asked.type != atom.type) {
        use_all(c, right);
        refuse_type(c, left,
                    quoted(left.text()) + " is of type `" + std::string(name(atom.type)) +
                        "`, and " + quoted(asked.phrase) + " is asked of `" +
                        std::string(name(asked.type)) + "`",
                    std::string(comparisons_of(atom.type)));
        return false;
    }
    atom.code = asked.code;
    literal value;
    value.type = asked.type;
    switch (how.word()) {
    case word::in: {
        set_place place;
        place.in_filter = here.where == scene::place::people;
        const compared with = read_set(c, right, members::texts, place);
        if (with.set == none) {
            atom.code = detail::op::text_in_operand;
            atom.other = with.operand;
        } else {
            atom.other = with.set;
        }
        return atom.other != none;
    }
    case word::has:
        atom.other = keep_text(c, unquote(right.text()));
        return true;
    case word::least:
    case word::most:
        if (!read_number(c, right, value.number))
            return false;
        break;
    case word::before:
    case word::after:
        if (!read_time(c, right, value.time))
            return false;
        break;
    default:
        return read_age(c, at, right, atom);
    }
    atom.other = keep(c, std::move(value));
    return true;
}

/// A flag alone.
inline bool read_flag(checking& c, ast::cursor at, const scene& here, node& atom) {
    ast::cursor const name_at = at.child(ast::kind::name);
    const operand* const held = read_operand(c, name_at, here, atom.operand);
    if (!held)
        return false;
    atom.code = detail::op::flag_is_set;
    atom.type = held->type;
    if (held->type == surety::type::flag)
        return true;
    refuse_type(c, name_at,
                quoted(name_at.text()) + " is of type `" + std::string(name(held->type)) +
                    "`, and only a `flag` stands alone",
                std::string(comparisons_of(held->type)));
    return false;
}

} // namespace surety::checked

#endif
