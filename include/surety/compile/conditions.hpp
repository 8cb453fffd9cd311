// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_COMPILE_CONDITIONS_HPP
#define SURETY_COMPILE_CONDITIONS_HPP

#include <surety/compile/literals.hpp>

#include <cstdint>
#include <vector>

namespace surety::detail::compiling {

/// What an atom is compared with.
enum class side : std::uint8_t { nothing, set, literal, text, operand };

inline side right_side(op code) noexcept {
    switch (code) {
    case op::name_in_set:
    case op::address_in_set:
    case op::local_in_set:
    case op::text_in_set:
        return side::set;
    case op::local_like:
    case op::has_text:
        return side::text;
    case op::equals:
    case op::at_least:
    case op::at_most:
    case op::older:
    case op::newer:
    case op::before:
    case op::after:
        return side::literal;
    case op::equals_operand:
    case op::text_in_operand:
        return side::operand;
    default:
        return side::nothing;
    }
}

/// Whether the left side of an atom is a fact or an attribute.
inline bool is_about_operand(op code) noexcept {
    return code >= op::flag_is_set && code <= op::after;
}

inline node record_of(const compilation& c, const checked::node& n) {
    node made;
    made.code = n.code;
    made.negated = n.negated;
    made.extent = n.extent;
    made.relation = n.relation;
    made.d = n.seconds;
    const bool about_operand = is_about_operand(n.code);
    made.subject_or_type =
        about_operand ? static_cast<std::uint8_t>(n.type) : static_cast<std::uint8_t>(n.subject);
    if (n.operand != none)
        made.a = n.operand;
    std::uint32_t& right = about_operand ? made.b : made.a;
    switch (right_side(n.code)) {
    case side::set:
        right = c.sets[n.other];
        break;
    case side::literal:
        right = c.literals[n.other];
        break;
    case side::operand:
        right = n.other;
        break;
    case side::text: {
        const literal_record& text = c.to.literals[c.literals[n.other]];
        made.b = text.a;
        made.c = text.b;
        break;
    }
    case side::nothing:
        break;
    }
    return made;
}

/// Appends a condition; returns where its root is.
inline std::uint32_t
add_condition(compilation& c, const std::vector<checked::node>& nodes, std::uint32_t root) {
    std::uint32_t const made = index(c.to.nodes.size());
    for (std::uint32_t i = root; i < root + nodes[root].extent; ++i)
        c.to.nodes.push_back(record_of(c, nodes[i]));
    return made;
}

} // namespace surety::detail::compiling

#endif
