// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_PRODUCTIONS_HPP
#define SURETY_GRAMMAR_PRODUCTIONS_HPP

#include <surety/grammar/components.hpp>

// The names of the grammar: what each makes of what it parses, and what messages call it.
namespace surety::grammar::sentences {

using ast::kind;

// clang-format off

// Terminals that are not spelt --------------------------------------------------------------------

inline constexpr production thing     (takes(symbol::thing, kind::name));
inline constexpr production rule_name (takes(symbol::rule_name, kind::name));
inline constexpr production string    (takes(symbol::string, kind::string));
inline constexpr production integer   (takes(symbol::integer, kind::number));
inline constexpr production negation  (takes(symbol_of(word::not_), kind::negation));
inline constexpr production anything  (takes(symbol::anything));
inline constexpr production end       (takes(symbol::end));

// Items -------------------------------------------------------------------------------------------

SURETY_DECLARE(whole_text)
SURETY_DECLARE(policy,              makes(kind::policy))
SURETY_DECLARE(heading)
SURETY_DECLARE(version_line,        called(symbol::version_line))
SURETY_DECLARE(item_or_error)
SURETY_DECLARE(item,                called(symbol::item))
SURETY_DECLARE(list,                makes(kind::list))
SURETY_DECLARE(entries)
SURETY_DECLARE(file,                makes(kind::file))
SURETY_DECLARE(suffixes,            makes(kind::suffixes))
SURETY_DECLARE(fact,                makes(kind::fact))
SURETY_DECLARE(default_value)
SURETY_DECLARE(attribute,           makes(kind::attribute))
SURETY_DECLARE(people_name,         makes(kind::named_users))
SURETY_DECLARE(applies,             makes(kind::applies))
SURETY_DECLARE(rule,                makes(kind::rule))
SURETY_DECLARE(rule_heading)
SURETY_DECLARE(annotation,          makes(kind::annotation))
SURETY_DECLARE(annotation_text)
SURETY_DECLARE(effect,              leaf(kind::effect))
SURETY_DECLARE(clause)
SURETY_DECLARE(when,                makes(kind::when))
SURETY_DECLARE(unless,              makes(kind::unless))
SURETY_DECLARE(because,             makes(kind::because))
SURETY_DECLARE(subject_kind,        leaf(kind::subject_kind))

// Conditions --------------------------------------------------------------------------------------

SURETY_DECLARE(condition,           joins(kind::any_of))
SURETY_DECLARE(conjunction,         joins(kind::all_of))
SURETY_DECLARE(term,                called(symbol::condition))
SURETY_DECLARE(inverse,             makes(kind::inverse))
SURETY_DECLARE(group,               makes(kind::group))
SURETY_DECLARE(nested_term,         nests)
SURETY_DECLARE(nested_condition,    nests)
SURETY_DECLARE(atom)
SURETY_DECLARE(name_atom,           makes(kind::relate))
SURETY_DECLARE(name_relation)
SURETY_DECLARE(among_names)
SURETY_DECLARE(address_atom,        makes(kind::relate))
SURETY_DECLARE(address_relation)
SURETY_DECLARE(among_addresses)
SURETY_DECLARE(local_atom,          makes(kind::relate))
SURETY_DECLARE(local_relation)
SURETY_DECLARE(among_locals)
SURETY_DECLARE(like_string)
SURETY_DECLARE(is_string)
SURETY_DECLARE(property_atom,       makes(kind::relate))
SURETY_DECLARE(is_property)
SURETY_DECLARE(comparing_atom,      makes(kind::compare))
SURETY_DECLARE(flag_atom,           makes(kind::flag))
SURETY_DECLARE(name_subject,        leaf(kind::subject))
SURETY_DECLARE(address_subject,     leaf(kind::subject))
SURETY_DECLARE(local_subject,       leaf(kind::subject))
SURETY_DECLARE(property_subject,    leaf(kind::subject))
SURETY_DECLARE(relation,            leaf(kind::relation))
SURETY_DECLARE(relation_is,         leaf(kind::relation))
SURETY_DECLARE(in_addresses,        leaf(kind::relation))
SURETY_DECLARE(in_locals,           leaf(kind::relation))
SURETY_DECLARE(like,                leaf(kind::relation))
SURETY_DECLARE(is)
SURETY_DECLARE(property,            called(symbol::property))
SURETY_DECLARE(simple_property,     leaf(kind::property))
SURETY_DECLARE(look_alike,          makes(kind::look_alike))
SURETY_DECLARE(comparison,          called(symbol::comparison))
SURETY_DECLARE(is_value)
SURETY_DECLARE(among_texts)
SURETY_DECLARE(has_text)
SURETY_DECLARE(bounded)
SURETY_DECLARE(aged)
SURETY_DECLARE(dated)
SURETY_DECLARE(comparator_is,       leaf(kind::comparator))
SURETY_DECLARE(in_texts,            leaf(kind::comparator))
SURETY_DECLARE(has,                 leaf(kind::comparator))
SURETY_DECLARE(least_or_most,       leaf(kind::comparator))
SURETY_DECLARE(older_or_newer,      leaf(kind::comparator))
SURETY_DECLARE(before_or_after,     leaf(kind::comparator))
SURETY_DECLARE(unit,                leaf(kind::unit))
SURETY_DECLARE(value,               called(symbol::value))

// Sets, people, literals --------------------------------------------------------------------------

SURETY_DECLARE(name_set,            called(symbol::set_of_names))
SURETY_DECLARE(address_set,         called(symbol::set_of_addresses))
SURETY_DECLARE(text_set,            called(symbol::set_of_texts))
SURETY_DECLARE(domains_of,          makes(kind::domains_of))
SURETY_DECLARE(addresses_of,        makes(kind::addresses_of))
SURETY_DECLARE(emails)
SURETY_DECLARE(email_word,          leaf(kind::email_word))
SURETY_DECLARE(quantity)
SURETY_DECLARE(people,              makes(kind::people).called(symbol::people))
SURETY_DECLARE(somebody)
SURETY_DECLARE(all_users,           makes(kind::everyone))
SURETY_DECLARE(some_users,          leaf(kind::everyone))
SURETY_DECLARE(active_or_not)
SURETY_DECLARE(where,               makes(kind::where))
SURETY_DECLARE(strings,             makes(kind::strings))
SURETY_DECLARE(members)
SURETY_DECLARE(type,                leaf(kind::type).called(symbol::type))
SURETY_DECLARE(literal,             called(symbol::literal))
SURETY_DECLARE(boolean,             leaf(kind::boolean))

// Tests -------------------------------------------------------------------------------------------

SURETY_DECLARE(test,                makes(kind::test))
SURETY_DECLARE(test_begin)
SURETY_DECLARE(test_line)
SURETY_DECLARE(test_end)
SURETY_DECLARE(given)
SURETY_DECLARE(user,                makes(kind::user))
SURETY_DECLARE(addresses)
SURETY_DECLARE(activity,            leaf(kind::activity))
SURETY_DECLARE(with,                makes(kind::with))
SURETY_DECLARE(assignments)
SURETY_DECLARE(assignment,          makes(kind::assignment))
SURETY_DECLARE(given_fact,          makes(kind::given_fact))
SURETY_DECLARE(now,                 makes(kind::now))
SURETY_DECLARE(address_of,          makes(kind::address_of))
SURETY_DECLARE(address_word,        leaf(kind::address_word))
SURETY_DECLARE(expect,              makes(kind::expect))
SURETY_DECLARE(by,                  makes(kind::by))
SURETY_DECLARE(rules)
SURETY_DECLARE(rule_names)
SURETY_DECLARE(outcome,             leaf(kind::outcome).called(symbol::outcome))

// Mistakes that are read as what was meant --------------------------------------------------------

SURETY_DECLARE(no_version_line,     is_mistake(mistake::no_version_line))
SURETY_DECLARE(stray_semicolon,     is_mistake(mistake::stray_semicolon))
SURETY_DECLARE(outside_a_test,      is_mistake(mistake::outside_a_test))
SURETY_DECLARE(only_in_a_test)
SURETY_DECLARE(given_or_expect)
SURETY_DECLARE(no_left_brace,       is_mistake(mistake::no_left_brace))
SURETY_DECLARE(no_right_brace,      is_mistake(mistake::no_right_brace))
SURETY_DECLARE(after_a_test,        looks_ahead)
SURETY_DECLARE(vain_is,             is_mistake(mistake::vain_is))
SURETY_DECLARE(no_value,            looks_ahead)
SURETY_DECLARE(comparing_word)
SURETY_DECLARE(age_words)
SURETY_DECLARE(time_words)
SURETY_DECLARE(equals_for_is,       is_mistake(mistake::equals_for_is))
SURETY_DECLARE(not_before_is,       is_mistake(mistake::not_before_is))
SURETY_DECLARE(below_an_address,    is_mistake(mistake::below_an_address))
SURETY_DECLARE(below_a_local_part,  is_mistake(mistake::below_a_local_part))
SURETY_DECLARE(below_anything)
SURETY_DECLARE(below_a_fact,        is_mistake(mistake::below_a_fact))
SURETY_DECLARE(within_or_under)
SURETY_DECLARE(like_anything)
SURETY_DECLARE(like_elsewhere,      is_mistake(mistake::like_elsewhere))
SURETY_DECLARE(unbracketed_where,   is_mistake(mistake::unbracketed_where))
SURETY_DECLARE(and_or_or)

// Going on after an error -------------------------------------------------------------------------

SURETY_DECLARE(to_next_item,        resumes_behind_failure)
SURETY_DECLARE(before_item_end)
SURETY_DECLARE(item_end)
SURETY_DECLARE(item_close)
SURETY_DECLARE(item_beginning,      looks_ahead)
SURETY_DECLARE(rule_beginning)
SURETY_DECLARE(typed_beginning)
SURETY_DECLARE(fact_or_attribute)
SURETY_DECLARE(named_beginning)
SURETY_DECLARE(list_or_users)
SURETY_DECLARE(test_beginning)
SURETY_DECLARE(applies_beginning)
SURETY_DECLARE(suffixes_beginning)
SURETY_DECLARE(to_next_test_line,   resumes_behind_start)
SURETY_DECLARE(test_line_rest)
SURETY_DECLARE(before_test_line_end)
SURETY_DECLARE(test_line_end)
SURETY_DECLARE(any_set)
SURETY_DECLARE(set_rest)
SURETY_DECLARE(set_end)
SURETY_DECLARE(test_block)
SURETY_DECLARE(block_beginning)
SURETY_DECLARE(test_line_beginning, looks_ahead)
SURETY_DECLARE(test_rest)
SURETY_DECLARE(before_test_end)
SURETY_DECLARE(block_end)

// clang-format on

} // namespace surety::grammar::sentences

#endif
