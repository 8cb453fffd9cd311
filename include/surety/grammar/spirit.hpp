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

/// An X3 expression as data: where it is, and the function that parses expressions of its shape.
/// So a production costs the compiler no function of its own, and productions may be recursive.
template <class Position, class Context>
struct definition {
    bool (*match)(const void*, Position&, const Position&, const Context&);
    const void* expression;
};

/// An expression that X3's operators leave alone: `&` of one that is bare makes a predicate.
template <class Expression>
struct boxed {
    Expression expression;
};
template <class Expression>
boxed(Expression) -> boxed<Expression>;

template <class Expression, class Position, class Context>
bool match(const void* what, Position& here, const Position& last, const Context& shared) {
    const auto& expression = static_cast<const boxed<Expression>*>(what)->expression;
    return expression.parse(here, last, shared, x3::unused, x3::unused);
}

} // namespace surety::grammar

/// Declares a production: a named piece of grammar, and what it does besides parsing. Means the
/// `position`, `context` and `production` of the namespace it is used in.
#define SURETY_DECLARE(name, ...)                                                                  \
    extern const definition<position, context> name##_definition;                                  \
    inline constexpr production name{name##_definition, __VA_ARGS__};

/// Defines a declared production by an X3 expression.
#define SURETY_DEFINE(name, ...)                                                                   \
    inline constexpr boxed name##_expression{__VA_ARGS__};                                         \
    inline constexpr definition<position, context> name##_definition{                              \
        match<decltype(name##_expression.expression), position, context>, &name##_expression};

#endif
