// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_MESSAGE_HPP
#define SURETY_CHECK_MESSAGE_HPP

#include <surety/diagnostic.hpp>

#include <string_view>

/// What `check` says, all of it. The code only says which, of what, and what stands in it.
namespace surety::checked {

/// How something is told. In both texts `$it` is what was written at the place that it is told of,
/// `$bare` the same of a STRING without its quotes, `$flat` on one line. `$1` to `$4` are what only
/// the finder knows; `$line` is where in the policy `$1` was written: `line 12`.
struct message {
    surety::code code;
    std::string_view text;
    std::string_view help;
    severity level = severity::error;
};

/// What `check` says. Each is named for what is wrong.
namespace messages {

// clang-format off

// Size --------------------------------------------------------------------------------------------

inline constexpr message
too_many_strings{code::too_many,
    "the policy has more than 100000 strings",
    "keep long lists in files"},
too_many_rules{code::too_many,
    "the policy has more than 10000 rules",
    "say with lists and attributes what they have in common"},
too_many_facts{code::too_many,
    "the policy has more than 1000 facts",
    "let one fact be `texts` instead of many that are flags"},
too_many_attributes{code::too_many,
    "the policy has more than 1000 attributes",
    "let one attribute be `texts` instead of many that are flags"},
too_many_people{code::too_many,
    "the people of this policy amount to more than 1000000 conditions",
    "name fewer sets of people, or build them on shorter ones"};

// Names -------------------------------------------------------------------------------------------

inline constexpr message
unknown_name{code::unknown_name,
    "unknown name `$it`",
    "declare it: here stands $1"},
misspelt_name{code::unknown_name,
    "unknown name `$it`",
    "did you mean `$1`?"},
wrong_thing{code::wrong_type,
    "`$it` is $2, and here stands $3",
    "`$it` is declared in $line$4"},
behind_where{code::wrong_type,
    "`$it` is an attribute, and stands behind the one term that `where` takes",
    "put all of the filter in parentheses: `where (… $it …)`"},
declared_twice{code::duplicate_name,
    "`$it` is declared twice",
    "the first is in $line; give one another name"},
like_attributes{code::duplicate_name,
    "`$it` differs only in letter case from `$1`",
    "letter case does not count in the names of attributes; the first is in $line"},
built_on_itself{code::cyclic_name,
    "`$it` is built on itself: $1`$it`",
    "let one of them begin with `users`, `active users` or `inactive users`"},
unused{code::unused_name,
    "`$it` is $1 that nothing uses",
    "use it in a rule or remove it",
    severity::warning};

// Literals ----------------------------------------------------------------------------------------

inline constexpr message
not_a_literal{code::wrong_type,
    "`$it` is not $1",
    "$1 $2"},
number_too_large{code::bad_number,
    "`$it` does not fit 64 bits",
    "a number is between -9223372036854775808 and 9223372036854775807"},
no_time{code::bad_time,
    "`$bare` is no time",
    "a time is written as in RFC 3339, such as `\"2026-01-31T12:00:00Z\"`"},
not_a_domain{code::not_a_domain,
    "`$bare` is not a domain",
    "$1"},
not_an_address{code::not_an_address,
    "`$bare` is not an address",
    "$1"};

// Files -------------------------------------------------------------------------------------------

inline constexpr message
files_too_large{code::too_many,
    "the files of this policy are too large",
    "all lists together may have 2 GiB"},
unreadable_file{code::file_not_found,
    "cannot read the file `$bare`",
    "paths are relative to the policy file"},
no_reader{code::file_not_found,
    "cannot read the file `$bare`",
    "no file can be read here: the host passed no reader"},
file_outside{code::file_outside_root,
    "the file `$bare` is outside the policy's folder",
    "put it beside the policy file or in a folder below"},
no_suffixes{code::bad_list_line,
    "the file `$bare` has no public suffix",
    "it is not there as a whole: fetch the list once more"},
second_suffixes{code::duplicate_name,
    "`public-suffixes` is declared twice",
    "the first is in $line; remove one"},
entry_no_domain{code::not_a_domain,
    "`$2` is not a domain",
    "$3; `$4` is used as a set of domains in $line"},
entry_looks_like_suffix{code::not_a_domain,
    "`$2` is a public suffix, and nobody's name",
    "name the domains that others may try to look like; `$4` has them in $line"},
entry_trusts_everybody{code::public_suffix_literal,
    "anybody can register a name below `$2`, and `$4` has it",
    "`$4` is trusted in $line; name the domains that are meant",
    severity::warning},
entry_has_suffixes{code::public_suffix_literal,
    "below `$2` there are public suffixes, where anybody can register a name, and `$4` has it",
    "`$4` is trusted in $line; name the domains that are meant",
    severity::warning},
entry_no_address{code::not_an_address,
    "`$2` is not an address",
    "$3; `$4` is used as a set of addresses in $line"},
entry_no_local{code::not_an_address,
    "no address has the local part `$2`",
    "$3; `$4` is used as a set of local parts in $line",
    severity::warning};

// Sets and people ---------------------------------------------------------------------------------

inline constexpr message
trusts_everybody{code::public_suffix_literal,
    "anybody can register a name below `$bare`, so this trusts everybody",
    "name the domains that are meant; a public suffix may only narrow"},
has_suffixes{code::public_suffix_literal,
    "below `$bare` there are public suffixes, where anybody can register a name",
    "name the domains that are meant",
    severity::warning},
default_trusts_everybody{code::public_suffix_literal,
    "anybody can register a name below `$1`, which `$it` is when it is not told",
    "it is trusted here; give it another default, or none",
    severity::warning},
default_has_suffixes{code::public_suffix_literal,
    "below `$1`, which `$it` is when it is not told, there are public suffixes, where anybody can register a name",
    "it is trusted here; give it another default, or none",
    severity::warning},
looks_like_suffix{code::not_a_domain,
    "`$bare` is a public suffix, and nobody's name",
    "name the domains that others may try to look like"},
wrong_holder{code::wrong_type,
    "`$it` is of type `$1`, and here stands $2",
    "$3 of type `$4` holds what can stand here"},
not_a_set{code::wrong_type,
    "`$flat` cannot stand here",
    "$1"},
least_of_none{code::bad_number,
    "`at least $it` asks for no user",
    "write `at least 1` or more, or leave it out"},
no_local{code::not_an_address,
    "no address has the local part `$bare`",
    "$1",
    severity::warning},
several_look_alikes{code::wrong_type,
    "what looks like one member is enough",
    "leave out `at least`"},
trusts_public_suffixes{code::no_public_suffixes,
    "people's domains are trusted, and a user at a public suffix such as `co.uk` would vouch for everything below it",
    "declare one: `public-suffixes file \"public_suffix_list.dat\";`",
    severity::warning};

// Conditions --------------------------------------------------------------------------------------

inline constexpr message
mixed_and_or{code::mixed_and_or,
    "`and` and `or` are mixed without parentheses",
    "`and` binds closer: write `($flat)`",
    severity::warning},
needs_suffixes{code::needs_public_suffixes,
    "$1 needs a public suffix list",
    "declare one: `public-suffixes file \"public_suffix_list.dat\";`"},
no_local_is_like{code::not_an_address,
    "no address has a local part like `$bare`",
    "$1",
    severity::warning},
wrong_property{code::wrong_type,
    "`$1` cannot be `$it`",
    "write `$2 is $it`"},
mixed_script_needs_idna{code::needs_idna,
    "`is mixed-script` needs the IDNA adapter",
    "without it, `is internationalized` is what can be asked"},
no_look_alike{code::wrong_type,
    "`$it` cannot be `look-alike`",
    "write `domain is look-alike of`: it compares registrable domains"},
look_alike_allows{code::contradiction,
    "`is look-alike of` can only deny",
    "looks prove nothing: let a `deny` rule ask it, without `not`"},
look_alike_needs_idna{code::needs_idna,
    "`is look-alike of` needs the IDNA adapter",
    "without it, a list can name what is known to be mistaken for others"},
no_look{code::needs_idna,
    "the IDNA adapter cannot tell what `$1` looks like",
    "load again: it ran out of memory, or has no data"},
identity_in_where{code::wrong_type,
    "`$it` cannot stand inside `where`",
    "there stand attributes of users, compared with literals, lists or each other"},
of_emails_alone{code::wrong_kind,
    "`$it` is of emails alone, and this is a rule of kind `$1`",
    "only rules of kind `email` may look at it"},
of_emails_in_applies{code::wrong_kind,
    "`$it` is of emails alone, and this is an `applies when`, which looks at domains, too",
    "only rules of kind `email` may look at it"},
wrong_relation{code::wrong_type,
    "`$it` cannot follow `$1`",
    "$2"},
different_types{code::wrong_type,
    "`$1` is of type `$2` and `$it` of type `$3`",
    "`is` compares values of one type"},
wrong_comparison{code::wrong_type,
    "`$it` is of type `$1`, and `$2` is asked of `$3`",
    "$4"},
negative_age{code::bad_number,
    "`$it` is negative, and no age is",
    "an age is 0 or more; `after` and `before` compare with a date"},
not_a_flag{code::wrong_type,
    "`$it` is of type `$1`, and only a `flag` stands alone",
    "$2"};

// Rules -------------------------------------------------------------------------------------------

inline constexpr message
always_holds{code::always_holds,
    "the rule `$it` has no conditions and always holds",
    "say when it holds, or let the outcome be what it is without a rule",
    severity::warning},
second_annotation{code::duplicate_name,
    "the annotation `$it` stands twice on one rule",
    "remove one"},
control_in_because{code::syntax,
    "a `because` text holds no controls",
    "it is shown to people: write it in one line, without tabs"};

// Tests -------------------------------------------------------------------------------------------

inline constexpr message
contrary_words{code::contradiction,
    "an address cannot be both `$1` and `$it`",
    "keep one of the words"},
second_primary{code::contradiction,
    "a user has one primary address",
    "the first is in $line"},
given_twice{code::duplicate_name,
    "`$it` is given twice",
    "remove one"},
second_now{code::duplicate_name,
    "`now` is given twice",
    "remove one"},
no_now{code::needs_now,
    "a rule compares an age, and the test `$bare` has no `now`",
    "say what time it is, such as `now \"2026-01-31T12:00:00Z\";`"},
missing_attribute{code::wrong_type,
    "this user has no `$1`, an attribute without a default",
    "add `with $1 = …`, or give it a default"},
unknown_rule{code::unknown_name,
    "unknown rule `$it`",
    "`by` names rules, or `none`"},
misspelt_rule{code::unknown_name,
    "unknown rule `$it`",
    "did you mean `$1`?"},
no_rule_determines{code::contradiction,
    "no rule determines `$1`",
    "rules determine `allow` and `deny`; write `by none` or leave it out"};

// clang-format on

} // namespace messages

} // namespace surety::checked

#endif
