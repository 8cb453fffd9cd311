// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_SPIRIT_HPP
#define SURETY_GRAMMAR_SPIRIT_HPP

// The combinators of X3 and nothing else of it: `x3.hpp` would double what this costs to compile.
// `alternative.hpp` comes first because the others lean on what it includes.
// clang-format off
#include <boost/spirit/home/x3/operator/alternative.hpp>
#include <boost/spirit/home/x3/operator/sequence.hpp>
#include <boost/spirit/home/x3/operator/kleene.hpp>
#include <boost/spirit/home/x3/operator/plus.hpp>
#include <boost/spirit/home/x3/operator/optional.hpp>
#include <boost/spirit/home/x3/operator/list.hpp>
#include <boost/spirit/home/x3/operator/difference.hpp>
#include <boost/spirit/home/x3/operator/and_predicate.hpp>
#include <boost/spirit/home/x3/operator/not_predicate.hpp>
// clang-format on

namespace surety::grammar {

namespace x3 = boost::spirit::x3;

/// A parser without an attribute. All of ours are, and each is one type with one `parse` that is
/// no template: then all that the compiler instantiates are X3's combinators, and combinations of
/// the same shape once. A grammar that hands out attributes costs four times as much.
template <class Self>
struct attribute_free : x3::parser<Self> {
    static constexpr bool has_attribute = false;
    using attribute_type = x3::unused_type;
};

} // namespace surety::grammar

/// Declares a production: a named piece of grammar, and what it does besides parsing. Means the
/// `position`, `context` and `production` of the namespace it is used in.
#define SURETY_DECLARE(name, ...)                                                                  \
    inline bool name##_definition(position&, const position&, const context&);                     \
    inline constexpr production name(name##_definition __VA_OPT__(, ) __VA_ARGS__);

/// Defines a declared production by an X3 expression. Out of line, so that productions may be
/// recursive, and each definition is compiled once however often it is named.
#define SURETY_DEFINE(name, ...)                                                                   \
    inline bool name##_definition(position& here, const position& last, const context& c) {        \
        constexpr auto expression = __VA_ARGS__;                                                   \
        return expression.parse(here, last, c, x3::unused, x3::unused);                            \
    }

#endif
