// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_GRAMMAR_HPP
#define SURETY_GRAMMAR_GRAMMAR_HPP

#include <surety/detail/record_array.hpp>
#include <surety/grammar/productions.hpp>
#include <surety/literal.hpp>
#include <surety/version.hpp>

#include <cstddef>
#include <cstdint>

// The grammar of the language, in the order of its reference. What a production makes of what it
// parses is said where it is declared; what it means is none of the grammar's business.
namespace surety::grammar::sentences {

// clang-format off

// policy = "surety" INT ";" { item } ;
SURETY_DEFINE(whole_text,       policy >> end)
SURETY_DEFINE(policy,           heading >> *item_or_error)
SURETY_DEFINE(heading,          version_line | no_version_line | to_next_item)
SURETY_DEFINE(version_line,     "surety"_t >> integer >> ";"_t)
SURETY_DEFINE(item_or_error,    item | to_next_item)

// item = list | suffixes | fact | attribute | people-name | applies | rule | test ;
SURETY_DEFINE(item,             list | suffixes | fact | attribute | people_name | applies | rule | test
                                | stray_semicolon | outside_a_test)

// list = "list" NAME "=" ( strings | "file" STRING ) ";" ;
SURETY_DEFINE(list,             "list"_t >> thing >> "="_t >> entries >> ";"_t)
SURETY_DEFINE(entries,          strings | file)
SURETY_DEFINE(file,             "file"_t >> string)

// suffixes = "public-suffixes" "file" STRING ";" ;
SURETY_DEFINE(suffixes,         "public-suffixes"_t >> file >> ";"_t)

// fact = "fact" NAME ":" type [ "=" literal ] ";" ;
SURETY_DEFINE(fact,             "fact"_t >> thing >> ":"_t >> type >> -default_value >> ";"_t)
SURETY_DEFINE(default_value,    "="_t >> literal)

// attribute = "attribute" NAME ":" type [ "=" literal ] ";" ;
SURETY_DEFINE(attribute,        "attribute"_t >> thing >> ":"_t >> type >> -default_value >> ";"_t)

// people-name = "users" NAME "=" people ";" ;
SURETY_DEFINE(people_name,      "users"_t >> thing >> "="_t >> people >> -unbracketed_where >> ";"_t)

// applies = "applies" "when" condition ";" ;
SURETY_DEFINE(applies,          "applies"_t >> "when"_t >> condition >> ";"_t)

// rule = { "@" NAME [ "(" STRING ")" ] } ( "allow" | "deny" ) NAME ":" kind
//        { ( "when" | "unless" ) condition } [ "because" STRING ] ";" ;
SURETY_DEFINE(rule,             rule_heading >> *clause >> -because >> ";"_t)
SURETY_DEFINE(rule_heading,     *annotation >> effect >> rule_name >> ":"_t >> subject_kind)
SURETY_DEFINE(annotation,       "@"_t >> rule_name >> -annotation_text)
SURETY_DEFINE(annotation_text,  "("_t >> string >> ")"_t)
SURETY_DEFINE(effect,           "allow"_t | "deny"_t)
SURETY_DEFINE(clause,           when | unless)
SURETY_DEFINE(when,             "when"_t >> condition)
SURETY_DEFINE(unless,           "unless"_t >> condition)
SURETY_DEFINE(because,          "because"_t >> string)

// kind = "domain" | "email" | "any" ;
SURETY_DEFINE(subject_kind,     "domain"_t | "email"_t | "any"_t)

// condition = conjunction { "or" conjunction } ;
SURETY_DEFINE(condition,        conjunction % "or"_t)

// conjunction = term { "and" term } ;
SURETY_DEFINE(conjunction,      term % "and"_t)

// term = "not" term | "(" condition ")" | atom ;
SURETY_DEFINE(term,             inverse | group | atom)
SURETY_DEFINE(inverse,          "not"_t >> nested_term)
SURETY_DEFINE(group,            "("_t >> nested_condition >> ")"_t)
SURETY_DEFINE(nested_term,      term)
SURETY_DEFINE(nested_condition, condition)

// atom = name-subject ( [ "not" ] relation name-set | "is" [ "not" ] STRING )
//      | "address" ( [ "not" ] "in" address-set | "is" [ "not" ] STRING )
//      | "local" ( [ "not" ] "in" text-set | [ "not" ] "like" STRING | "is" [ "not" ] STRING )
//      | ( "domain" | "address" ) "is" [ "not" ] property
//      | NAME comparison                                   (* a fact; inside `where` an attribute *)
//      | NAME ;                                            (* a flag *)
SURETY_DEFINE(atom,             name_atom | address_atom | local_atom | property_atom
                                | comparing_atom | flag_atom)
SURETY_DEFINE(name_atom,        name_subject >> -vain_is >> name_relation)
SURETY_DEFINE(name_relation,    among_names | is_string | like_anything)
SURETY_DEFINE(among_names,      -negation >> relation >> name_set)
SURETY_DEFINE(address_atom,     address_subject >> -vain_is >> address_relation)
SURETY_DEFINE(address_relation, among_addresses | is_string | like_anything)
SURETY_DEFINE(among_addresses,  -negation >> in_addresses >> address_set)
SURETY_DEFINE(local_atom,       local_subject >> -vain_is >> local_relation)
SURETY_DEFINE(local_relation,   among_locals | like_string | is_string)
SURETY_DEFINE(among_locals,     -negation >> in_locals >> text_set)
SURETY_DEFINE(like_string,      -negation >> like >> string)
SURETY_DEFINE(is_string,        relation_is >> -negation >> string)
SURETY_DEFINE(property_atom,    property_subject >> is_property)
SURETY_DEFINE(is_property,      relation_is >> -negation >> property)
SURETY_DEFINE(comparing_atom,   thing >> -vain_is >> comparison)
SURETY_DEFINE(flag_atom,        thing)

// name-subject = "domain" | "org-domain" ;
SURETY_DEFINE(name_subject,     "domain"_t | "org-domain"_t)
SURETY_DEFINE(address_subject,  "address"_t)
SURETY_DEFINE(local_subject,    "local"_t)
SURETY_DEFINE(property_subject, "domain"_t | "address"_t)

// relation = "in" | "within" | "under" ;
SURETY_DEFINE(relation,         "in"_t | "within"_t | "under"_t)
SURETY_DEFINE(relation_is,      is)
SURETY_DEFINE(in_addresses,     "in"_t | below_an_address)
SURETY_DEFINE(in_locals,        "in"_t | below_a_local_part)
SURETY_DEFINE(like,             "like"_t)
SURETY_DEFINE(is,               "is"_t | equals_for_is | not_before_is)

// property = "public-suffix" | "internationalized" | "mixed-script" | "tagged"
//          | "look-alike" "of" name-set ;
SURETY_DEFINE(property,         simple_property | look_alike)
SURETY_DEFINE(simple_property,  "public-suffix"_t | "internationalized"_t | "mixed-script"_t | "tagged"_t)
SURETY_DEFINE(look_alike,       "look-alike"_t >> "of"_t >> name_set)

// comparison = "is" [ "not" ] value | [ "not" ] "in" text-set | [ "not" ] "has" STRING
//            | "at" "least" INT | "at" "most" INT
//            | ( "older" | "newer" ) "than" INT ( "days" | "hours" | "minutes" )
//            | ( "before" | "after" ) STRING ;
SURETY_DEFINE(comparison,       is_value | among_texts | has_text | bounded | aged | dated
                                | below_anything | like_anything)
SURETY_DEFINE(is_value,         comparator_is >> -negation >> value)
SURETY_DEFINE(among_texts,      -negation >> in_texts >> text_set)
SURETY_DEFINE(has_text,         -negation >> has >> string)
SURETY_DEFINE(bounded,          "at"_t >> least_or_most >> integer)
SURETY_DEFINE(aged,             older_or_newer >> "than"_t >> integer >> unit)
SURETY_DEFINE(dated,            before_or_after >> string)
SURETY_DEFINE(comparator_is,    is)
SURETY_DEFINE(in_texts,         "in"_t)
SURETY_DEFINE(has,              "has"_t)
SURETY_DEFINE(least_or_most,    "least"_t | "most"_t)
SURETY_DEFINE(older_or_newer,   "older"_t | "newer"_t)
SURETY_DEFINE(before_or_after,  "before"_t | "after"_t)
SURETY_DEFINE(unit,             "days"_t | "hours"_t | "minutes"_t)

// value = literal | NAME ;
SURETY_DEFINE(value,            literal | thing)

// name-set    = STRING | strings | NAME | emails "domains" "of" quantity people ;
// address-set = STRING | strings | NAME | emails "addresses" "of" people ;
// text-set    = STRING | strings | NAME ;
SURETY_DEFINE(name_set,         string | strings | thing | domains_of)
SURETY_DEFINE(address_set,      string | strings | thing | addresses_of)
SURETY_DEFINE(text_set,         string | strings | thing)
SURETY_DEFINE(domains_of,       emails >> "domains"_t >> "of"_t >> -quantity >> people)
SURETY_DEFINE(addresses_of,     emails >> "addresses"_t >> "of"_t >> people)

// emails = { "work" | "primary" | "verified" } ;
SURETY_DEFINE(emails,           *email_word)
SURETY_DEFINE(email_word,       "work"_t | "primary"_t | "verified"_t)

// quantity = [ "at" "least" INT ] ;
SURETY_DEFINE(quantity,         "at"_t >> "least"_t >> integer)

// people = ( NAME | [ "active" | "inactive" ] "users" ) [ "where" term ] ;
SURETY_DEFINE(people,           somebody >> -where)
SURETY_DEFINE(somebody,         thing | all_users | some_users)
SURETY_DEFINE(all_users,        "users"_t)
SURETY_DEFINE(some_users,       active_or_not >> "users"_t)
SURETY_DEFINE(active_or_not,    "active"_t | "inactive"_t)
SURETY_DEFINE(where,            "where"_t >> nested_term)

// strings = "{" [ STRING { "," STRING } [ "," ] ] "}" ;
SURETY_DEFINE(strings,          "{"_t >> -members >> "}"_t)
SURETY_DEFINE(members,          string % ","_t >> -","_t)

// type = "text" | "texts" | "flag" | "number" | "time" | "domain" | "address" ;
SURETY_DEFINE(type,             "text"_t | "texts"_t | "flag"_t | "number"_t | "time"_t | "domain"_t | "address"_t)

// literal = STRING | strings | INT | "true" | "false" ;
SURETY_DEFINE(literal,          string | strings | integer | boolean)
SURETY_DEFINE(boolean,          "true"_t | "false"_t)

// test = "test" STRING "{" { given | expect } "}" ;
SURETY_DEFINE(test,             "test"_t >> string >> test_begin >> *test_line >> test_end)
SURETY_DEFINE(test_begin,       "{"_t | no_left_brace)
SURETY_DEFINE(test_line,        given | expect | stray_semicolon | to_next_test_line)
SURETY_DEFINE(test_end,         "}"_t | no_right_brace)

// given = "user" address-of { "," address-of } ( "active" | "inactive" )
//         [ "with" NAME "=" literal { "," NAME "=" literal } ] ";"
//       | "fact" NAME "=" literal ";" | "now" STRING ";" ;
SURETY_DEFINE(given,            user | given_fact | now)
SURETY_DEFINE(user,             "user"_t >> addresses >> activity >> -with >> ";"_t)
SURETY_DEFINE(addresses,        address_of % ","_t)
SURETY_DEFINE(activity,         active_or_not)
SURETY_DEFINE(with,             "with"_t >> assignments)
SURETY_DEFINE(assignments,      assignment % ","_t)
SURETY_DEFINE(assignment,       thing >> "="_t >> literal)
SURETY_DEFINE(given_fact,       "fact"_t >> thing >> "="_t >> literal >> ";"_t)
SURETY_DEFINE(now,              "now"_t >> string >> ";"_t)

// address-of = { "work" | "home" | "other" | "primary" | "verified" | "unverified" } STRING ;
SURETY_DEFINE(address_of,       *address_word >> string)
SURETY_DEFINE(address_word,     "work"_t | "home"_t | "other"_t | "primary"_t | "verified"_t | "unverified"_t)

// expect = "expect" outcome STRING [ "by" ( "none" | NAME { "," NAME } ) ] ";" ;
SURETY_DEFINE(expect,           "expect"_t >> outcome >> string >> -by >> ";"_t)
SURETY_DEFINE(by,               "by"_t >> rules)
SURETY_DEFINE(rules,            "none"_t | rule_names)
SURETY_DEFINE(rule_names,       rule_name % ","_t)

// outcome = "allow" | "deny" | "not-applicable" | "invalid" | "indeterminate" ;
SURETY_DEFINE(outcome,          "allow"_t | "deny"_t | "not-applicable"_t | "invalid"_t | "indeterminate"_t)

// What people write by nature ---------------------------------------------------------------------

SURETY_DEFINE(no_version_line,    item_beginning)
SURETY_DEFINE(stray_semicolon,    +";"_t)
SURETY_DEFINE(outside_a_test,     only_in_a_test >> *given_or_expect >> -"}"_t)
SURETY_DEFINE(only_in_a_test,     user | now | expect)
SURETY_DEFINE(given_or_expect,    given | expect)
SURETY_DEFINE(no_left_brace,      test_line_beginning)
SURETY_DEFINE(no_right_brace,     after_a_test)
SURETY_DEFINE(after_a_test,       item_beginning | end)

// domain is within …, size is at least …
SURETY_DEFINE(vain_is,            "is"_t >> no_value)
SURETY_DEFINE(no_value,           -"not"_t >> comparing_word)
SURETY_DEFINE(comparing_word,     "in"_t | "within"_t | "under"_t | "like"_t | "has"_t | "at"_t
                                  | age_words | time_words)
SURETY_DEFINE(age_words,          older_or_newer >> "than"_t)
SURETY_DEFINE(time_words,         before_or_after >> string)
SURETY_DEFINE(equals_for_is,      "="_t)
SURETY_DEFINE(not_before_is,      "not"_t >> "is"_t)
SURETY_DEFINE(below_an_address,   within_or_under)
SURETY_DEFINE(below_a_local_part, within_or_under)

// purpose within …, domain like …
SURETY_DEFINE(below_anything,     below_a_fact >> name_set)
SURETY_DEFINE(below_a_fact,       -"not"_t >> within_or_under)
SURETY_DEFINE(within_or_under,    "within"_t | "under"_t)
SURETY_DEFINE(like_anything,      like_elsewhere >> text_set)
SURETY_DEFINE(like_elsewhere,     -"not"_t >> "like"_t)

// users staff = users where a and b;
SURETY_DEFINE(unbracketed_where,  and_or_or >> condition)
SURETY_DEFINE(and_or_or,          "and"_t | "or"_t)

// Going on after an error -------------------------------------------------------------------------

// Behind the next `;`, or at the beginning of an item. Words like `users` or `allow` also occur
// inside items: they begin one only where what follows them fits.
SURETY_DEFINE(to_next_item,       *before_item_end >> -item_close)
SURETY_DEFINE(before_item_end,    anything - item_end)
SURETY_DEFINE(item_end,           ";"_t | item_beginning | block_beginning)
SURETY_DEFINE(item_close,         ";"_t | test_block)
SURETY_DEFINE(item_beginning,     "@"_t | rule_beginning | typed_beginning | named_beginning
                                  | test_beginning | applies_beginning | suffixes_beginning)
SURETY_DEFINE(rule_beginning,     effect >> rule_name >> ":"_t)
SURETY_DEFINE(typed_beginning,    fact_or_attribute >> thing >> ":"_t)
SURETY_DEFINE(fact_or_attribute,  "fact"_t | "attribute"_t)
SURETY_DEFINE(named_beginning,    list_or_users >> thing >> "="_t)
SURETY_DEFINE(list_or_users,      "list"_t | "users"_t)
SURETY_DEFINE(test_beginning,     "test"_t >> string)
SURETY_DEFINE(applies_beginning,  "applies"_t >> "when"_t)
SURETY_DEFINE(suffixes_beginning, "public-suffixes"_t >> "file"_t)

// In a test behind the next `;`, or at the `}` of the test. Sets have braces of their own.
SURETY_DEFINE(to_next_test_line,  *test_line_rest >> -";"_t)
SURETY_DEFINE(test_line_rest,     any_set | before_test_line_end)
SURETY_DEFINE(before_test_line_end, anything - test_line_end)
SURETY_DEFINE(test_line_end,      ";"_t | "}"_t | item_beginning)
SURETY_DEFINE(any_set,            "{"_t >> *set_rest >> "}"_t)
SURETY_DEFINE(set_rest,           anything - set_end)
SURETY_DEFINE(set_end,            "{"_t | test_line_end)
SURETY_DEFINE(test_block,         block_beginning >> *test_rest >> -"}"_t)
SURETY_DEFINE(block_beginning,    "{"_t >> test_line_beginning)
SURETY_DEFINE(test_line_beginning, "user"_t | "fact"_t | "now"_t | "expect"_t)
SURETY_DEFINE(test_rest,          any_set | before_test_end)
SURETY_DEFINE(before_test_end,    anything - block_end)
SURETY_DEFINE(block_end,          "}"_t | item_beginning)

// clang-format on

} // namespace surety::grammar::sentences

namespace surety::grammar {

/// Leaves out what has no size.
inline void drop_hollow(detail::record_array<ast::node>& nodes) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i].size != 0)
            nodes[kept++] = nodes[i];
    nodes.shrink(kept);
}

/// Makes the tree of a text from its tokens, or reports why it cannot.
inline void read(const detail::record_array<token>& tokens,
                 detail::record_array<ast::node>& nodes,
                 reports& found) {
    const token* const first = tokens.data() + 1;
    std::int64_t version = 1;
    if (first->symbol == symbol_of(word::surety) && first[1].symbol == symbol::integer &&
        !(parse_integer(found.text().substr(first[1].begin(), first[1].span.size), version) &&
          version == language_version)) {
        // Of another version nothing is known, not even what would be wrong in it.
        found.clear();
        return found.complain(mistake::unsupported_version, first + 1, first + 2);
    }
    failure farthest;
    sentences::context const shared{nodes, farthest, found};
    sentences::position here{first};
    sentences::position const last{&tokens.back()};
    if (!sentences::whole_text.parse(here, last, shared, x3::unused, x3::unused))
        found.fail(farthest, first);
    nodes.shrink(here.nodes);
    drop_hollow(nodes);
}

} // namespace surety::grammar

#endif
