// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_GRAMMAR_HPP
#define SURETY_GRAMMAR_GRAMMAR_HPP

#include <surety/grammar/productions.hpp>
#include <surety/literal.hpp>

#include <vector>

// The grammar of the language, in the order of its reference. What a production makes of what it
// parses is said where it is declared; what it means is none of the grammar's business.
namespace surety::grammar {

// clang-format off

// policy = "surety" INT ";" { item } ;
SURETY_DEFINE(whole_text,   policy >> end)
SURETY_DEFINE(policy,       (version_line | no_version_line | to_next_item) >> *(item | to_next_item))
SURETY_DEFINE(version_line, "surety"_t >> integer >> ";"_t)

// item = list | suffixes | fact | attribute | people-name | applies | rule | test ;
SURETY_DEFINE(item,         list | suffixes | fact | attribute | people_name | applies | rule | test
                            | stray_semicolon | outside_a_test)

// list = "list" NAME "=" ( strings | "file" STRING ) ";" ;
SURETY_DEFINE(list,         "list"_t >> thing >> "="_t >> (strings | file) >> ";"_t)
SURETY_DEFINE(file,         "file"_t >> string)

// suffixes = "public-suffixes" "file" STRING ";" ;
SURETY_DEFINE(suffixes,     "public-suffixes"_t >> file >> ";"_t)

// fact = "fact" NAME ":" type [ "=" literal ] ";" ;
SURETY_DEFINE(fact,         "fact"_t >> thing >> ":"_t >> type >> -("="_t >> literal) >> ";"_t)

// attribute = "attribute" NAME ":" type [ "=" literal ] ";" ;
SURETY_DEFINE(attribute,    "attribute"_t >> thing >> ":"_t >> type >> -("="_t >> literal) >> ";"_t)

// people-name = "users" NAME "=" people ";" ;
SURETY_DEFINE(people_name,  "users"_t >> thing >> "="_t >> people >> -unbracketed_where >> ";"_t)

// applies = "applies" "when" condition ";" ;
SURETY_DEFINE(applies,      "applies"_t >> "when"_t >> condition >> ";"_t)

// rule = { "@" NAME [ "(" STRING ")" ] } ( "allow" | "deny" ) NAME ":" kind
//        { ( "when" | "unless" ) condition } [ "because" STRING ] ";" ;
SURETY_DEFINE(rule,         *annotation >> effect >> rule_name >> ":"_t >> subject_kind
                            >> *(when | unless) >> -because >> ";"_t)
SURETY_DEFINE(annotation,   "@"_t >> rule_name >> -("("_t >> string >> ")"_t))
SURETY_DEFINE(effect,       "allow"_t | "deny"_t)
SURETY_DEFINE(when,         "when"_t >> condition)
SURETY_DEFINE(unless,       "unless"_t >> condition)
SURETY_DEFINE(because,      "because"_t >> string)

// kind = "domain" | "email" | "any" ;
SURETY_DEFINE(subject_kind, "domain"_t | "email"_t | "any"_t)

// condition = conjunction { "or" conjunction } ;
SURETY_DEFINE(condition,    conjunction % "or"_t)

// conjunction = term { "and" term } ;
SURETY_DEFINE(conjunction,  operand % "and"_t)

// term = "not" term | "(" condition ")" | atom ;
SURETY_DEFINE(operand,      inverse | group | atom)
SURETY_DEFINE(inverse,      "not"_t >> nested_operand)
SURETY_DEFINE(group,        "("_t >> nested_condition >> ")"_t)
SURETY_DEFINE(nested_operand,   operand)
SURETY_DEFINE(nested_condition, condition)

// atom = name-subject ( [ "not" ] relation name-set | "is" [ "not" ] STRING )
//      | "address" ( [ "not" ] "in" address-set | "is" [ "not" ] STRING )
//      | "local" ( [ "not" ] "in" text-set | [ "not" ] "like" STRING | "is" [ "not" ] STRING )
//      | ( "domain" | "address" ) "is" [ "not" ] property
//      | NAME comparison
//      | NAME ;
SURETY_DEFINE(atom,           name_atom | address_atom | local_atom | property_atom
                              | comparing_atom | flag_atom)
SURETY_DEFINE(name_atom,      name_subject >> -vain_is
                              >> ( -negation >> relation >> name_set
                                 | relation_is >> -negation >> string ))
SURETY_DEFINE(address_atom,   address_subject >> -vain_is
                              >> ( -negation >> (relation_in | below_an_address) >> address_set
                                 | relation_is >> -negation >> string ))
SURETY_DEFINE(local_atom,     local_subject >> -vain_is
                              >> ( -negation >> (relation_in | below_a_local_part) >> text_set
                                 | -negation >> relation_like >> string
                                 | relation_is >> -negation >> string ))
SURETY_DEFINE(property_atom,  property_subject >> relation_is >> -negation >> property)
SURETY_DEFINE(comparing_atom, thing >> -vain_is >> comparison)
SURETY_DEFINE(flag_atom,      thing)

// name-subject = "domain" | "org-domain" ;
SURETY_DEFINE(name_subject,     "domain"_t | "org-domain"_t)
SURETY_DEFINE(address_subject,  "address"_t)
SURETY_DEFINE(local_subject,    "local"_t)
SURETY_DEFINE(property_subject, "domain"_t | "address"_t)

// relation = "in" | "within" | "under" ;
SURETY_DEFINE(relation,       "in"_t | "within"_t | "under"_t)
SURETY_DEFINE(relation_in,    "in"_t)
SURETY_DEFINE(relation_is,    is)
SURETY_DEFINE(relation_like,  "like"_t)
SURETY_DEFINE(is,             "is"_t | equals_for_is | not_before_is)

// property = "public-suffix" | "internationalized" | "mixed-script" | "tagged" ;
SURETY_DEFINE(property,       "public-suffix"_t | "internationalized"_t | "mixed-script"_t | "tagged"_t)

// comparison = "is" [ "not" ] value | [ "not" ] "in" text-set | [ "not" ] "has" STRING
//            | "at" "least" INT | "at" "most" INT
//            | ( "older" | "newer" ) "than" INT ( "days" | "hours" | "minutes" )
//            | ( "before" | "after" ) STRING ;
SURETY_DEFINE(comparison,     comparator_is >> -negation >> value
                              | -negation >> (comparator_in | below_a_fact) >> text_set
                              | -negation >> comparator_has >> string
                              | "at"_t >> comparator_at >> integer
                              | comparator_of_age >> "than"_t >> integer >> unit
                              | comparator_of_time >> string)
SURETY_DEFINE(comparator_is,      is)
SURETY_DEFINE(comparator_in,      "in"_t)
SURETY_DEFINE(comparator_has,     "has"_t)
SURETY_DEFINE(comparator_at,      "least"_t | "most"_t)
SURETY_DEFINE(comparator_of_age,  "older"_t | "newer"_t)
SURETY_DEFINE(comparator_of_time, "before"_t | "after"_t)
SURETY_DEFINE(unit,               "days"_t | "hours"_t | "minutes"_t)

// value = literal | NAME ;
SURETY_DEFINE(value,        literal | thing)

// name-set    = STRING | strings | NAME | emails "domains" "of" quantity people ;
// address-set = STRING | strings | NAME | emails "addresses" "of" people ;
// text-set    = STRING | strings | NAME ;
SURETY_DEFINE(name_set,     string | strings | thing | domains_of)
SURETY_DEFINE(address_set,  string | strings | thing | addresses_of)
SURETY_DEFINE(text_set,     string | strings | thing)
SURETY_DEFINE(domains_of,   *email_word >> "domains"_t >> "of"_t >> -quantity >> people)
SURETY_DEFINE(addresses_of, *email_word >> "addresses"_t >> "of"_t >> people)

// emails = { "work" | "primary" | "verified" } ;
SURETY_DEFINE(email_word,   "work"_t | "primary"_t | "verified"_t)

// quantity = [ "at" "least" INT ] ;
SURETY_DEFINE(quantity,     "at"_t >> "least"_t >> integer)

// people = ( NAME | [ "active" | "inactive" ] "users" ) [ "where" term ] ;
SURETY_DEFINE(people,       (thing | all_users | some_users) >> -where)
SURETY_DEFINE(all_users,    "users"_t)
SURETY_DEFINE(some_users,   ("active"_t | "inactive"_t) >> "users"_t)
SURETY_DEFINE(where,        "where"_t >> nested_operand)

// strings = "{" [ STRING { "," STRING } [ "," ] ] "}" ;
SURETY_DEFINE(strings,      "{"_t >> -(string % ","_t >> -","_t) >> "}"_t)

// type = "text" | "texts" | "flag" | "number" | "time" | "domain" | "address" ;
SURETY_DEFINE(type,         "text"_t | "texts"_t | "flag"_t | "number"_t | "time"_t | "domain"_t | "address"_t)

// literal = STRING | strings | INT | "true" | "false" ;
SURETY_DEFINE(literal,      string | strings | integer | boolean)
SURETY_DEFINE(boolean,      "true"_t | "false"_t)

// test = "test" STRING "{" { given | expect } "}" ;
SURETY_DEFINE(test,         "test"_t >> string >> ("{"_t | no_left_brace)
                            >> *(statement | to_next_statement) >> ("}"_t | no_right_brace))
SURETY_DEFINE(statement,    given | expect | stray_semicolon)

// given = "user" address-of { "," address-of } ( "active" | "inactive" )
//         [ "with" NAME "=" literal { "," NAME "=" literal } ] ";"
//       | "fact" NAME "=" literal ";" | "now" STRING ";" ;
SURETY_DEFINE(given,        user | given_fact | now)
SURETY_DEFINE(user,         "user"_t >> address_of % ","_t >> activity >> -with >> ";"_t)
SURETY_DEFINE(activity,     "active"_t | "inactive"_t)
SURETY_DEFINE(with,         "with"_t >> assignment % ","_t)
SURETY_DEFINE(assignment,   thing >> "="_t >> literal)
SURETY_DEFINE(given_fact,   "fact"_t >> thing >> "="_t >> literal >> ";"_t)
SURETY_DEFINE(now,          "now"_t >> string >> ";"_t)

// address-of = { "work" | "home" | "other" | "primary" | "verified" | "unverified" } STRING ;
SURETY_DEFINE(address_of,   *address_word >> string)
SURETY_DEFINE(address_word, "work"_t | "home"_t | "other"_t | "primary"_t | "verified"_t | "unverified"_t)

// expect = "expect" outcome STRING [ "by" ( "none" | NAME { "," NAME } ) ] ";" ;
SURETY_DEFINE(expect,       "expect"_t >> outcome >> string >> -by >> ";"_t)
SURETY_DEFINE(by,           "by"_t >> ("none"_t | rule_name % ","_t))

// outcome = "allow" | "deny" | "not-applicable" | "invalid" | "indeterminate" ;
SURETY_DEFINE(outcome,      "allow"_t | "deny"_t | "not-applicable"_t | "invalid"_t | "indeterminate"_t)

// What people write by nature ---------------------------------------------------------------------

SURETY_DEFINE(no_version_line,    &item_beginning)
SURETY_DEFINE(stray_semicolon,    +";"_t)
SURETY_DEFINE(outside_a_test,     +(user | now | expect) >> *(given | expect) >> -"}"_t)
SURETY_DEFINE(no_left_brace,      &("user"_t | "fact"_t | "now"_t | "expect"_t))
SURETY_DEFINE(no_right_brace,     &(item_beginning | end))

// domain is within …, size is at least …
SURETY_DEFINE(vain_is,            "is"_t >> &(-"not"_t >> ( "in"_t | "within"_t | "under"_t | "like"_t | "has"_t
                                                          | "at"_t | ("older"_t | "newer"_t) >> "than"_t
                                                          | ("before"_t | "after"_t) >> string )))
SURETY_DEFINE(equals_for_is,      "="_t)
SURETY_DEFINE(not_before_is,      "not"_t >> "is"_t)
SURETY_DEFINE(below_an_address,   "within"_t | "under"_t)
SURETY_DEFINE(below_a_local_part, "within"_t | "under"_t)
SURETY_DEFINE(below_a_fact,       "within"_t | "under"_t | "like"_t)

// users staff = users where a and b;
SURETY_DEFINE(unbracketed_where,  ("and"_t | "or"_t) >> condition)

// Going on after an error -------------------------------------------------------------------------

// Behind the next `;`, or at the beginning of an item. Words like `users` or `allow` also occur
// inside items: they begin one only where what follows them fits.
SURETY_DEFINE(to_next_item,      *(whole_block | (anything - (";"_t | item_beginning))) >> -";"_t)
SURETY_DEFINE(item_beginning,    "@"_t
                                 | ("allow"_t | "deny"_t) >> rule_name >> ":"_t
                                 | ("fact"_t | "attribute"_t) >> thing >> ":"_t
                                 | ("list"_t | "users"_t) >> thing >> "="_t
                                 | "test"_t >> string
                                 | "applies"_t >> "when"_t
                                 | "public-suffixes"_t >> "file"_t)

// In a test behind the next `;`, or at the `}` of the test. Sets have braces of their own.
SURETY_DEFINE(to_next_statement, *(whole_set | (anything - (";"_t | "}"_t | item_beginning))) >> -";"_t)
SURETY_DEFINE(whole_set,         "{"_t >> *(anything - (";"_t | "{"_t | "}"_t | item_beginning)) >> "}"_t)
SURETY_DEFINE(whole_block,       "{"_t >> no_left_brace >> *(whole_set | (anything - ("}"_t | item_beginning))) >> "}"_t)

// clang-format on

/// Makes the tree of a text from its tokens, or reports why it cannot.
inline void read(std::vector<token> const& tokens, std::vector<ast::node>& nodes, reports& said) {
    failure farthest;
    context const shared{nodes, farthest, said};
    position here{tokens.data() + 1};
    if (!whole_text.parse(here, position{}, shared, x3::unused, x3::unused))
        said.fail(farthest, tokens.data() + 1);
    nodes.resize(here.nodes);
    if (here.hollow != 0) std::erase_if(nodes, [](ast::node const& n) { return n.size == 0; });
}

} // namespace surety::grammar

#endif
