// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_LEXER_HPP
#define SURETY_GRAMMAR_LEXER_HPP

#include <surety/detail/record_array.hpp>
#include <surety/grammar/characters.hpp>

#include <string_view>

// Characters to tokens. White space and comments separate and leave nothing behind. What is wrong
// is reported, and read as what was meant where that is plain.
namespace surety::grammar::characters {

// clang-format off

// Characters --------------------------------------------------------------------------------------

inline constexpr production letter             (in_letter);
inline constexpr production digit              (in_digit);
inline constexpr production hex_digit          (in_hex);
inline constexpr production joint              (in_joint);
inline constexpr production name_part          (in_letter | in_digit | in_joint);
inline constexpr production blank              (in_blank);
inline constexpr production comment_part       (in_comment | in_wide);
inline constexpr production string_part        (in_string | in_wide);
inline constexpr production single_quoted_part (in_single_quoted | in_wide);
inline constexpr production sign_character     (in_sign);
inline constexpr production sign_tail          (in_sign_tail);
inline constexpr production stray_character    (in_other_sign | in_wide);
inline constexpr production refused            (in_refused);
inline constexpr production malformed          (in_malformed);

// Productions, and what they make -----------------------------------------------------------------

SURETY_DECLARE(text)
SURETY_DECLARE(lexeme)
SURETY_DECLARE(blanks)
SURETY_DECLARE(comment)
SURETY_DECLARE(comment_body)
SURETY_DECLARE(comment_piece)
SURETY_DECLARE(name,                makes_name_or_sign)
SURETY_DECLARE(string,              makes(symbol::string))
SURETY_DECLARE(string_body)
SURETY_DECLARE(string_piece)
SURETY_DECLARE(escape)
SURETY_DECLARE(code_point_escape,   if_holds(names_a_character))
SURETY_DECLARE(any_code_point)
SURETY_DECLARE(number,              makes(symbol::integer))
SURETY_DECLARE(digits)
SURETY_DECLARE(sign,                makes_name_or_sign)

// Mistakes, and what they are read as -------------------------------------------------------------

SURETY_DECLARE(wrong_lexeme)
SURETY_DECLARE(wrong_character)
SURETY_DECLARE(not_utf8,            is(mistake::not_utf8))
SURETY_DECLARE(refused_characters,  is(mistake::refused_character))
SURETY_DECLARE(wrong_escape)
SURETY_DECLARE(refused_escape,      is(mistake::refused_escape))
SURETY_DECLARE(unknown_escape,      is(mistake::unknown_escape))
SURETY_DECLARE(unterminated_string, is(mistake::unterminated_string, makes(symbol::string)))
SURETY_DECLARE(single_quoted,       is(mistake::single_quotes, makes(symbol::string)))
SURETY_DECLARE(curly_quoted,        is(mistake::curly_quotes, makes(symbol::string)))
SURETY_DECLARE(curly_quoted_part)
SURETY_DECLARE(curly_quote)
SURETY_DECLARE(unquoted,            is(mistake::unquoted_text, makes(symbol::string)))
SURETY_DECLARE(unquoted_part)
SURETY_DECLARE(runs_on)
SURETY_DECLARE(runs_on_with_dot)
SURETY_DECLARE(runs_on_with_at)
SURETY_DECLARE(fraction,            is(mistake::fraction, makes(symbol::integer)))
SURETY_DECLARE(digits_run_on,       is(mistake::digits_run_on, makes(symbol::integer)))
SURETY_DECLARE(bad_first_letter,    is(mistake::bad_first_letter, makes_name_or_sign))
SURETY_DECLARE(line_comment)
SURETY_DECLARE(line_comment_begin,  is(mistake::foreign_comment))
SURETY_DECLARE(block_comment)
SURETY_DECLARE(block_comment_begin, is(mistake::foreign_comment))
SURETY_DECLARE(block_comment_part)
SURETY_DECLARE(any_piece)
SURETY_DECLARE(other_language)
SURETY_DECLARE(lone_sign,           makes_name_or_sign)
SURETY_DECLARE(stray,               is(mistake::stray_character))

// Definitions -------------------------------------------------------------------------------------

SURETY_DEFINE(text,                -"\xEF\xBB\xBF"_c >> *lexeme)
SURETY_DEFINE(lexeme,              blanks | name | sign | string | comment | number | wrong_lexeme)
SURETY_DEFINE(blanks,              +blank)

// "#" { character }                                                           (* to the line's end *)
SURETY_DEFINE(comment,             "#"_c >> comment_body)
SURETY_DEFINE(comment_body,        *comment_piece)
SURETY_DEFINE(comment_piece,       comment_part | wrong_character)

// NAME = letter { letter | digit | "-" | "_" } ;                                  (* longest match *)
SURETY_DEFINE(name,                letter >> *name_part >> !runs_on)

// STRING = '"' { character | '\"' | '\\' | "\u{" hex{1,6} "}" } '"' ;               (* on one line *)
SURETY_DEFINE(string,              "\""_c >> string_body >> "\""_c)
SURETY_DEFINE(string_body,         *string_piece)
SURETY_DEFINE(string_piece,        string_part | escape | wrong_escape | wrong_character)
SURETY_DEFINE(escape,              "\\\""_c | "\\\\"_c | code_point_escape)
SURETY_DEFINE(code_point_escape,   any_code_point)
SURETY_DEFINE(any_code_point,      "\\u{"_c >> +hex_digit >> "}"_c)

// INT = [ "-" ] digit { digit } ;          (* not followed by a letter, a digit, "-" or "_" *)
SURETY_DEFINE(number,              digits >> !name_part >> !runs_on)
SURETY_DEFINE(digits,              -"-"_c >> +digit)

// One of , ; : = @ { } ( )
SURETY_DEFINE(sign,                sign_character >> !sign_tail)

// What is wrong -----------------------------------------------------------------------------------

SURETY_DEFINE(wrong_lexeme,        fraction | unquoted | digits_run_on | bad_first_letter | unterminated_string
                                   | single_quoted | curly_quoted | line_comment | block_comment
                                   | other_language | lone_sign | stray | wrong_character)

SURETY_DEFINE(wrong_character,     not_utf8 | refused_characters)
SURETY_DEFINE(not_utf8,            +malformed)
SURETY_DEFINE(refused_characters,  +refused)

SURETY_DEFINE(wrong_escape,        refused_escape | unknown_escape | "\\"_c)
SURETY_DEFINE(refused_escape,      any_code_point)
SURETY_DEFINE(unknown_escape,      "\\"_c >> string_part)

SURETY_DEFINE(unterminated_string, "\""_c >> string_body)
SURETY_DEFINE(single_quoted,       "'"_c >> *single_quoted_part >> "'"_c)
SURETY_DEFINE(curly_quoted,        "“"_c >> *curly_quoted_part >> "”"_c)
SURETY_DEFINE(curly_quoted_part,   comment_part - curly_quote)
SURETY_DEFINE(curly_quote,         "“"_c | "”"_c)

// example.com, someone@example.com: no NAME has a dot.
SURETY_DEFINE(unquoted,            +name_part >> runs_on >> *unquoted_part)
SURETY_DEFINE(unquoted_part,       name_part | "."_c | "@"_c)
SURETY_DEFINE(runs_on,             runs_on_with_dot | runs_on_with_at)
SURETY_DEFINE(runs_on_with_dot,    "."_c >> name_part)
SURETY_DEFINE(runs_on_with_at,     "@"_c >> +name_part >> "."_c)

// 1.5, 90days, -foo
SURETY_DEFINE(fraction,            digits >> "."_c >> +digit >> !name_part >> !runs_on)
SURETY_DEFINE(digits_run_on,       digits >> +name_part)
SURETY_DEFINE(bad_first_letter,    joint >> +name_part)

SURETY_DEFINE(line_comment,        line_comment_begin >> comment_body)
SURETY_DEFINE(line_comment_begin,  "//"_c)
SURETY_DEFINE(block_comment,       block_comment_begin >> *block_comment_part >> -"*/"_c)
SURETY_DEFINE(block_comment_begin, "/*"_c)
SURETY_DEFINE(block_comment_part,  any_piece - "*/"_c)
SURETY_DEFINE(any_piece,           comment_part | blank | wrong_character)
SURETY_DEFINE(lone_sign,           sign_character)
SURETY_DEFINE(stray,               +stray_character)

inline constexpr definition<position, context> other_language_definition{match_foreign_sign, nullptr};

// clang-format on

} // namespace surety::grammar::characters

namespace surety::grammar {

/// Puts the tokens of a text into `tokens`, with `end` before the first and behind the last: so one
/// may always ask what a token stands after.
inline void tokenize(std::string_view text, detail::record_array<token>& tokens, reports& found) {
    characters::position at = text.data();
    characters::position const last = at + text.size();
    characters::context const shared{at, tokens, found};
    shared.add_token(symbol::end, at, at);
    characters::text.parse(at, last, shared, x3::unused, x3::unused);
    shared.add_token(symbol::end, last, last);
}

} // namespace surety::grammar

#endif
