// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_MISTAKE_HPP
#define SURETY_GRAMMAR_MISTAKE_HPP

#include <surety/diagnostic.hpp>
#include <surety/word.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What people write by nature and the language refuses, and what they are told. All of it is
/// data: the lexer and the grammar have a production for each mistake, and its wording is here.
namespace surety::grammar {

enum class mistake : std::uint8_t {
    none,
    // characters
    not_utf8,
    refused_character,
    refused_escape,
    unknown_escape,
    unterminated_string,
    single_quotes,
    curly_quotes,
    unquoted_text,
    fraction,
    digits_run_on,
    bad_first_letter,
    foreign_comment,
    foreign_sign,
    stray_character,
    // sentences
    too_long,
    unsupported_version,
    too_deep,
    no_version_line,
    stray_semicolon,
    outside_a_test,
    no_left_brace,
    no_right_brace,
    vain_is,
    equals_for_is,
    not_before_is,
    below_an_address,
    below_a_local_part,
    below_a_fact,
    like_elsewhere,
    unbracketed_where,
};

/// How a mistake is told. In both texts `$it` is what was written, `$before` and `$after` the
/// token on either side, `$following` the latter in backticks or that it is the end, `$onward` what
/// follows as far as one says it in one breath, `$detail` what only the finder knows.
struct wording {
    std::string_view message;
    std::string_view help;
    surety::code code = surety::code::syntax;
};

// clang-format off
inline constexpr wording wordings[] = {
    {"", ""},
    {"the text is not UTF-8 at byte $detail",
     "save the file as UTF-8"},
    {"the character $detail may not stand in a policy",
     "remove it: readers could not see what it does"},
    {"`$it` stands for no character that a text may hold",
     "a text holds no invisible characters and nothing that is not Unicode"},
    {"`$it` means nothing in a string",
     "write `\\\"`, `\\\\`, or `\\u{…}` with one to six hexadecimal digits"},
    {"the string is not closed on its line",
     "put a `\"` where it ends"},
    {"`$it` is not in double quotes",
     "write strings like \"this\""},
    {"`$it` is not in straight quotes",
     "write strings like \"this\""},
    {"`$it` is not in quotes",
     "write `\"$it\"`"},
    {"`$it` is not a whole number",
     "numbers are whole; text stands in double quotes"},
    {"`$it` is neither a number nor a name",
     "put a space behind the number; a name begins with a letter"},
    {"`$it` does not begin with a letter",
     "a name begins with a letter and goes on with letters, digits, `-` and `_`"},
    {"`$it` begins no comment",
     "a comment begins with `#` and ends with its line"},
    {"`$it` is no sign of the language",
     "$detail"},
    {"`$it` means nothing here",
     "strings stand in double quotes, comments behind `#`, a `-` right before digits"},
    {"the policy has more than 16 MiB",
     "keep long lists in files", code::too_many},
    {"version `$it` of the language is not known",
     "this library reads version 1: `surety 1;`", code::unsupported_version},
    {"more than 64 levels of `(`, `not` and `where`",
     "split the condition: all the `when` of a rule must hold", code::too_deep},
    {"a policy begins with `surety 1;`",
     "write `surety 1;` before `$after`"},
    {"nothing stands before this `;`",
     "remove it"},
    {"`$first` stands only in a test",
     "write it between the braces of `test \"…\" { … }`"},
    {"expected `{` after `$before`",
     "a test is written `test \"…\" { … }`"},
    {"expected `}` before $following: the test above is not closed",
     "end the test with `}`"},
    {"`is` is one word too many before `$after`",
     "write `$before $onward …`"},
    {"`=` compares nothing: it gives values to names",
     "write `is`"},
    {"`not` stands behind `is`",
     "write `$before is not …`"},
    {"there is nothing `$it` an address",
     "write `domain $it …` for its domain, or `address in …`"},
    {"there is nothing `$it` a local part",
     "write `local in …`, or `local like \"…*\"`"},
    {"`$it` compares only `domain` and `org-domain`",
     "write `domain $it …`, or `$before is …`"},
    {"`like` compares only `local`",
     "there are no patterns over anything else: write `domain within …`, or `in`, or `is`"},
    {"`where` takes one term, and `$first` comes after it",
     "put all of the filter in parentheses: `where (… $first …)`"},
};
// clang-format on

constexpr const wording& wording_of(mistake m) noexcept {
    return wordings[static_cast<std::size_t>(m)];
}

/// A sign of other languages, and what this one says instead.
struct foreign_sign {
    std::string_view spelling;
    std::string_view instead[2]; ///< read on as if these stood there
    std::string_view help;
};

// clang-format off
/// The longer ones come first.
inline constexpr foreign_sign foreign_signs[] = {
    {"&&", {"and"},           "write `and`"},
    {"||", {"or"},            "write `or`"},
    {"==", {"is"},            "write `is`"},
    {"!=", {"is", "not"},     "write `is not`"},
    {"<>", {"is", "not"},     "write `is not`"},
    {">=", {"at", "least"},   "write `at least`"},
    {"<=", {"at", "most"},    "write `at most`"},
    {"=~", {"like"},          "write `like`: only `local` is compared with a pattern"},
    {":=", {"="},             "write `=`"},
    {"&",  {"and"},           "write `and`"},
    {"|",  {"or"},            "write `or`"},
    {"!",  {"not"},           "write `not`"},
    {">",  {"at", "least"},   "write `at least` and the smallest number that will do"},
    {"<",  {"at", "most"},    "write `at most` and the largest number that will do"},
    {"[",  {"{"},             "write sets in braces: `{ \"…\", \"…\" }`"},
    {"]",  {"}"},             "write sets in braces: `{ \"…\", \"…\" }`"},
};

/// A word of other languages, and the one that this language has for it.
struct foreign_word { std::string_view spelling; word meant; };

inline constexpr foreign_word foreign_words[] = {
    {"if", word::when}, {"provided", word::when}, {"except", word::unless}, {"reason", word::because},
    {"permit", word::allow}, {"accept", word::allow}, {"forbid", word::deny}, {"reject", word::deny},
    {"block", word::deny}, {"equals", word::is}, {"eq", word::is}, {"are", word::is},
    {"contains", word::has}, {"includes", word::has}, {"matches", word::like}, {"below", word::under},
    {"inside", word::within}, {"set", word::list}, {"let", word::list}, {"mail", word::email},
    {"string", word::text}, {"int", word::number}, {"integer", word::number}, {"bool", word::flag},
    {"boolean", word::flag}, {"date", word::time}, {"all", word::any}, {"both", word::any},
    {"assert", word::expect}, {"enabled", word::active}, {"disabled", word::inactive},
    {"private", word::home}, {"over", word::older},
};

/// How an item, or a statement of a test, is written: what to show when nothing else helps.
struct pattern { word first; std::string_view help; };

inline constexpr pattern patterns[] = {
    {word::surety,          "a policy begins with `surety 1;`"},
    {word::list,            "a list is written `list NAME = { \"…\", \"…\" };` or `list NAME = file \"…\";`"},
    {word::public_suffixes, "write `public-suffixes file \"…\";`"},
    {word::fact,            "a fact is written `fact NAME: TYPE;` or `fact NAME: TYPE = VALUE;`, in a test `fact NAME = VALUE;`"},
    {word::attribute,       "an attribute is written `attribute NAME: TYPE;` or `attribute NAME: TYPE = VALUE;`"},
    {word::users,           "people are named by `users NAME = active users where …;`"},
    {word::applies,         "write `applies when CONDITION;`"},
    {word::allow,           "a rule is written `allow NAME: KIND when CONDITION;`, where the kind is `domain`, `email` or `any`"},
    {word::deny,            "a rule is written `deny NAME: KIND when CONDITION;`, where the kind is `domain`, `email` or `any`"},
    {word::test,            "a test is written `test \"…\" { user \"…\" active; expect allow \"…\" by NAME; }`"},
    {word::user,            "write `user \"…\" active;` or `user \"…\" inactive with NAME = VALUE;`"},
    {word::now,             "write `now \"2026-01-31T12:00:00Z\";`"},
    {word::expect,          "write `expect allow \"…\" by NAME;` or `expect deny \"…\" by none;`"},
};
// clang-format on

} // namespace surety::grammar

#endif
