// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_PRODUCTIONS_HPP
#define SURETY_GRAMMAR_PRODUCTIONS_HPP

#include <surety/grammar/components.hpp>

// The names of the grammar: what each makes of what it parses, and what messages call it.
namespace surety::grammar {

using ast::kind;

// clang-format off

// Terminals that are not spelt --------------------------------------------------------------------

inline constexpr term thing     (symbol::thing,     kind::name);
inline constexpr term rule_name (symbol::rule_name, kind::name);
inline constexpr term string    (symbol::string,    kind::string);
inline constexpr term integer   (symbol::integer,   kind::number);
inline constexpr term negation  ("not"_t.symbol,    kind::negation);
inline constexpr term anything  (symbol::anything);
inline constexpr term end       (symbol::end);

// Items -------------------------------------------------------------------------------------------

SURETY_DECLARE(whole_text)
SURETY_DECLARE(policy,             makes(kind::policy))
SURETY_DECLARE(version_line,       called(symbol::version_line))
SURETY_DECLARE(item,               called(symbol::item))
SURETY_DECLARE(list,               makes(kind::list))
SURETY_DECLARE(file,               makes(kind::file))
SURETY_DECLARE(suffixes,           makes(kind::suffixes))
SURETY_DECLARE(fact,               makes(kind::fact))
SURETY_DECLARE(attribute,          makes(kind::attribute))
SURETY_DECLARE(people_name,        makes(kind::named_users))
SURETY_DECLARE(applies,            makes(kind::applies))
SURETY_DECLARE(rule,               makes(kind::rule))
SURETY_DECLARE(annotation,         makes(kind::annotation))
SURETY_DECLARE(effect,             leaf(kind::effect))
SURETY_DECLARE(subject_kind,       leaf(kind::subject_kind))
SURETY_DECLARE(when,               makes(kind::when))
SURETY_DECLARE(unless,             makes(kind::unless))
SURETY_DECLARE(because,            makes(kind::because))

// Conditions --------------------------------------------------------------------------------------

SURETY_DECLARE(condition,          joins(kind::any_of))
SURETY_DECLARE(conjunction,        joins(kind::all_of))
SURETY_DECLARE(operand,            called(symbol::condition))
SURETY_DECLARE(inverse,            makes(kind::inverse))
SURETY_DECLARE(group,              makes(kind::group))
SURETY_DECLARE(nested_condition,   nests)
SURETY_DECLARE(nested_operand,     nests)
SURETY_DECLARE(atom)

SURETY_DECLARE(name_atom,          makes(kind::relate))
SURETY_DECLARE(address_atom,       makes(kind::relate))
SURETY_DECLARE(local_atom,         makes(kind::relate))
SURETY_DECLARE(property_atom,      makes(kind::relate))
SURETY_DECLARE(name_subject,       leaf(kind::subject))
SURETY_DECLARE(address_subject,    leaf(kind::subject))
SURETY_DECLARE(local_subject,      leaf(kind::subject))
SURETY_DECLARE(property_subject,   leaf(kind::subject))
SURETY_DECLARE(relation,           leaf(kind::relation))
SURETY_DECLARE(relation_in,        leaf(kind::relation))
SURETY_DECLARE(relation_is,        leaf(kind::relation))
SURETY_DECLARE(relation_like,      leaf(kind::relation))
SURETY_DECLARE(property,           leaf(kind::property).called(symbol::property))

SURETY_DECLARE(comparing_atom,     makes(kind::compare))
SURETY_DECLARE(flag_atom,          makes(kind::flag))
SURETY_DECLARE(comparison,         called(symbol::comparison))
SURETY_DECLARE(comparator_is,      leaf(kind::comparator))
SURETY_DECLARE(comparator_in,      leaf(kind::comparator))
SURETY_DECLARE(comparator_has,     leaf(kind::comparator))
SURETY_DECLARE(comparator_at,      leaf(kind::comparator))
SURETY_DECLARE(comparator_of_age,  leaf(kind::comparator))
SURETY_DECLARE(comparator_of_time, leaf(kind::comparator))
SURETY_DECLARE(unit,               leaf(kind::unit))
SURETY_DECLARE(value,              called(symbol::value))
SURETY_DECLARE(is)

// Sets, people, literals --------------------------------------------------------------------------

SURETY_DECLARE(name_set,           called(symbol::set_of_names))
SURETY_DECLARE(address_set,        called(symbol::set_of_addresses))
SURETY_DECLARE(text_set,           called(symbol::set_of_texts))
SURETY_DECLARE(domains_of,         makes(kind::domains_of))
SURETY_DECLARE(addresses_of,       makes(kind::addresses_of))
SURETY_DECLARE(email_word,         leaf(kind::email_word))
SURETY_DECLARE(quantity)
SURETY_DECLARE(people,             makes(kind::people).called(symbol::people))
SURETY_DECLARE(all_users,          makes(kind::everyone))
SURETY_DECLARE(some_users,         leaf(kind::everyone))
SURETY_DECLARE(where,              makes(kind::where))
SURETY_DECLARE(strings,            makes(kind::strings))
SURETY_DECLARE(type,               leaf(kind::type).called(symbol::type))
SURETY_DECLARE(literal,            called(symbol::literal))
SURETY_DECLARE(boolean,            leaf(kind::boolean))

// Tests -------------------------------------------------------------------------------------------

SURETY_DECLARE(test,               makes(kind::test))
SURETY_DECLARE(statement)
SURETY_DECLARE(given)
SURETY_DECLARE(user,               makes(kind::user))
SURETY_DECLARE(given_fact,         makes(kind::given_fact))
SURETY_DECLARE(now,                makes(kind::now))
SURETY_DECLARE(address_of,         makes(kind::address_of))
SURETY_DECLARE(address_word,       leaf(kind::address_word))
SURETY_DECLARE(activity,           leaf(kind::activity))
SURETY_DECLARE(with,               makes(kind::with))
SURETY_DECLARE(assignment,         makes(kind::assignment))
SURETY_DECLARE(expect,             makes(kind::expect))
SURETY_DECLARE(outcome,            leaf(kind::outcome).called(symbol::outcome))
SURETY_DECLARE(by,                 makes(kind::by))

// Mistakes that are read as what was meant --------------------------------------------------------

SURETY_DECLARE(no_version_line,    is_mistake(mistake::no_version_line))
SURETY_DECLARE(stray_semicolon,    is_mistake(mistake::stray_semicolon))
SURETY_DECLARE(outside_a_test,     is_mistake(mistake::outside_a_test))
SURETY_DECLARE(no_left_brace,      is_mistake(mistake::no_left_brace))
SURETY_DECLARE(no_right_brace,     is_mistake(mistake::no_right_brace))
SURETY_DECLARE(vain_is,            is_mistake(mistake::vain_is))
SURETY_DECLARE(equals_for_is,      is_mistake(mistake::equals_for_is))
SURETY_DECLARE(not_before_is,      is_mistake(mistake::not_before_is))
SURETY_DECLARE(below_an_address,   is_mistake(mistake::below_an_address))
SURETY_DECLARE(below_a_local_part, is_mistake(mistake::below_a_local_part))
SURETY_DECLARE(below_a_fact,       is_mistake(mistake::below_a_fact))
SURETY_DECLARE(unbracketed_where,  is_mistake(mistake::unbracketed_where))

// Going on after an error -------------------------------------------------------------------------

SURETY_DECLARE(to_next_item,       resumes_behind_failure)
SURETY_DECLARE(to_next_statement,  resumes_behind_start)
SURETY_DECLARE(item_beginning,     looks_ahead)
SURETY_DECLARE(whole_block)
SURETY_DECLARE(whole_set)

// clang-format on

} // namespace surety::grammar

#endif
