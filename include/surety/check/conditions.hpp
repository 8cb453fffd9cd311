// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_CONDITIONS_HPP
#define SURETY_CHECK_CONDITIONS_HPP

#include <surety/check/comparisons.hpp>
#include <surety/check/relations.hpp>

#include <cstddef>
#include <cstdint>

namespace surety::checked {

/// Warns where `or` has an `and` beside it that no parentheses hold together.
inline void warn_of_mixture(checking& c, ast::cursor any_of) {
    for (ast::cursor const child : any_of)
        if (child.kind() == ast::kind::all_of) {
            c.said.tell(messages::mixed_and_or, child);
            return;
        }
}

/// Appends what a condition means to `out`, pre-order, `not` pushed down to its atoms. After an
/// error in an atom something is appended in its stead.
SURETY_NOINLINE inline void read_condition(
    checking& c, ast::cursor at, const scene& here, bool negated, record_array<node>& out) {
    switch (at.kind()) {
    case ast::kind::inverse:
        return read_condition(c, at.front(), here, !negated, out);
    case ast::kind::group:
        return read_condition(c, at.front(), here, negated, out);
    case ast::kind::any_of:
    case ast::kind::all_of: {
        const bool any = at.is(ast::kind::any_of);
        if (any)
            warn_of_mixture(c, at);
        std::size_t const root = out.size();
        out.emplace_back().code = any != negated ? op::any_of : op::all_of;
        for (ast::cursor const child : at) {
            c.chain = at.span();
            read_condition(c, child, here, negated, out);
        }
        out[root].extent = index(out.size() - root);
        return;
    }
    default:
        break;
    }
    node atom;
    atom.negated = at.has(ast::kind::negation) != negated;
    if (at.is(ast::kind::relate))
        read_relation(c, at, here, atom);
    else if (at.is(ast::kind::compare))
        read_comparison(c, at, here, atom);
    else
        read_flag(c, at, here, atom);
    out.push_back(atom);
}

} // namespace surety::checked

#endif
