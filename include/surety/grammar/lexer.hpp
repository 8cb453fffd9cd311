// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_LEXER_HPP
#define SURETY_GRAMMAR_LEXER_HPP

#include <surety/grammar/characters.hpp>

#include <string_view>
#include <vector>

// Characters to tokens. White space and comments separate and leave nothing behind. What is wrong
// is reported, and read as what was meant where that is plain.
namespace surety::grammar::characters {

// clang-format off

// Characters --------------------------------------------------------------------------------------

inline constexpr one_of blank              (in_blank);
inline constexpr one_of letter             (in_letter);
inline constexpr one_of digit              (in_digit);
inline constexpr one_of hex                (in_hex);
inline constexpr one_of joint              (in_joint);
inline constexpr one_of name_part          (in_letter | in_digit | in_joint);
inline constexpr one_of comment_part       (in_comment);
inline constexpr one_of string_part        (in_string);
inline constexpr one_of single_quoted_part (in_single_quoted);
inline constexpr one_of control            (in_control);
inline constexpr one_of sign_character     (in_sign);
inline constexpr one_of other_sign         (in_other_sign);
inline constexpr wide   wide_character     (wide::sort::accepted);
inline constexpr wide   refused_wide       (wide::sort::refused);
inline constexpr wide   no_character       (wide::sort::malformed);

inline constexpr code_point code_point_escape;
inline constexpr foreign    other_language;

// Productions, and what they make -----------------------------------------------------------------

SURETY_DECLARE(text)
SURETY_DECLARE(lexeme)
SURETY_DECLARE(comment)
SURETY_DECLARE(comment_body)
SURETY_DECLARE(name,                makes_name_or_sign)
SURETY_DECLARE(string,              makes(symbol::string))
SURETY_DECLARE(string_body)
SURETY_DECLARE(escape)
SURETY_DECLARE(number,              makes(symbol::integer))
SURETY_DECLARE(sign,                makes_name_or_sign)

// Mistakes, and what they are read as -------------------------------------------------------------

SURETY_DECLARE(wrong_lexeme)
SURETY_DECLARE(wrong_character)
SURETY_DECLARE(wrong_escape)
SURETY_DECLARE(not_utf8,            is(mistake::not_utf8))
SURETY_DECLARE(refused_character,   is(mistake::refused_character))
SURETY_DECLARE(refused_escape,      is(mistake::refused_escape))
SURETY_DECLARE(unknown_escape,      is(mistake::unknown_escape))
SURETY_DECLARE(unterminated_string, is(mistake::unterminated_string, makes(symbol::string)))
SURETY_DECLARE(single_quoted,       is(mistake::single_quotes, makes(symbol::string)))
SURETY_DECLARE(curly_quoted,        is(mistake::curly_quotes, makes(symbol::string)))
SURETY_DECLARE(runs_on)
SURETY_DECLARE(unquoted,            is(mistake::unquoted_text, makes(symbol::string)))
SURETY_DECLARE(digits_run_on,       is(mistake::digits_run_on, makes(symbol::integer)))
SURETY_DECLARE(bad_first_letter,    is(mistake::bad_first_letter, makes_name_or_sign))
SURETY_DECLARE(line_comment,        is(mistake::foreign_comment))
SURETY_DECLARE(block_comment,       is(mistake::foreign_comment))
SURETY_DECLARE(block_comment_body)
SURETY_DECLARE(stray,               is(mistake::stray_character))

// Definitions -------------------------------------------------------------------------------------

SURETY_DEFINE(text,          -"\xEF\xBB\xBF"_c >> *lexeme)
SURETY_DEFINE(lexeme,        +blank | name | sign | string | comment | number | wrong_lexeme)

// "#" { character }                                                          (* to the line's end *)
SURETY_DEFINE(comment,       "#"_c >> comment_body)
SURETY_DEFINE(comment_body,  *(comment_part | wide_character | wrong_character))

// NAME = letter { letter | digit | "-" | "_" } ;                             (* longest match *)
SURETY_DEFINE(name,          letter >> *name_part >> !runs_on)

// STRING = '"' { character | '\"' | '\\' | "\u{" hex{1,6} "}" } '"' ;        (* on one line *)
SURETY_DEFINE(string,        "\""_c >> string_body >> "\""_c)
SURETY_DEFINE(string_body,   *(string_part | wide_character | escape | wrong_escape | wrong_character))
SURETY_DEFINE(escape,        "\\\""_c | "\\\\"_c | code_point_escape)

// INT = [ "-" ] digit { digit } ;          (* not followed by a letter, digit, "-" or "_" *)
SURETY_DEFINE(number,        -"-"_c >> +digit >> !name_part >> !runs_on)

SURETY_DEFINE(sign,          sign_character)

// What is wrong -----------------------------------------------------------------------------------

SURETY_DEFINE(wrong_lexeme,  unquoted | digits_run_on | bad_first_letter
                             | unterminated_string | single_quoted | curly_quoted
                             | line_comment >> comment_body | block_comment >> block_comment_body
                             | other_language | stray | wrong_character)

SURETY_DEFINE(wrong_character,     not_utf8 | refused_character)
SURETY_DEFINE(not_utf8,            +no_character)
SURETY_DEFINE(refused_character,   +(control | refused_wide))

SURETY_DEFINE(wrong_escape,        refused_escape | unknown_escape | "\\"_c)
SURETY_DEFINE(refused_escape,      "\\u{"_c >> +hex >> "}"_c)
SURETY_DEFINE(unknown_escape,      "\\"_c >> (string_part | wide_character))

SURETY_DEFINE(unterminated_string, "\""_c >> string_body)
SURETY_DEFINE(single_quoted,       "'"_c >> *(single_quoted_part | wide_character) >> "'"_c)
SURETY_DEFINE(curly_quoted,        "“"_c >> *((comment_part | wide_character) - "”"_c) >> "”"_c)

// example.com, someone@example.com: no NAME has a dot.
SURETY_DEFINE(runs_on,             "."_c >> name_part | "@"_c >> +name_part >> "."_c)
SURETY_DEFINE(unquoted,            +name_part >> runs_on >> *(name_part | "."_c | "@"_c))

// 90days, -foo
SURETY_DEFINE(digits_run_on,       -"-"_c >> +digit >> name_part >> *name_part)
SURETY_DEFINE(bad_first_letter,    joint >> +name_part)

SURETY_DEFINE(line_comment,        "//"_c)
SURETY_DEFINE(block_comment,       "/*"_c)
SURETY_DEFINE(block_comment_body,  *((comment_part | blank | wide_character | wrong_character) - "*/"_c)
                                   >> -"*/"_c)
SURETY_DEFINE(stray,               +(other_sign | wide_character))

// clang-format on

} // namespace surety::grammar::characters

namespace surety::grammar {

/// The tokens of a text, with `end` before the first and behind the last: so one can always ask
/// what a thing stands after.
inline std::vector<token> tokens_of(std::string_view text, reports& said) {
    std::vector<token> tokens{{symbol::end, {0, 0}}};
    characters::position at = text.data();
    characters::position const last = at + text.size();
    characters::context const shared{at, tokens, said};
    characters::text.parse(at, last, shared, x3::unused, x3::unused);
    tokens.push_back({symbol::end, {static_cast<std::uint32_t>(text.size()), 0}});
    return tokens;
}

} // namespace surety::grammar

#endif
