// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_TOKEN_HPP
#define SURETY_GRAMMAR_TOKEN_HPP

#include <surety/detail/platform.hpp>
#include <surety/source.hpp>
#include <surety/word.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// The syntax of policies, in Boost.Spirit X3: characters make tokens (`lexer.hpp`), tokens make
/// the tree (`grammar.hpp`). Nothing outside this folder but `parse.hpp` includes it.
namespace surety::grammar {

/// All that a token can be and all that a message can call for: first the words, by their value
/// (`other_name` is a name that is no word), then the other tokens, then what the grammar has a
/// name for.
enum class symbol : std::uint8_t {
    other_name = 0,
    string = word_count,
    integer,
    comma,
    semicolon,
    colon,
    equals,
    at_sign,
    left_brace,
    right_brace,
    left_parenthesis,
    right_parenthesis,
    end,
    // called for, never found
    thing,     ///< a NAME that may be a list's, a fact's, an attribute's or named users'
    rule_name, ///< a NAME that may be a rule's or an annotation's
    version_line,
    item,
    condition,
    comparison,
    set_of_names,
    set_of_addresses,
    set_of_texts,
    people,
    type,
    value,
    literal,
    outcome,
    property,
    anything, ///< any token but the end
    nothing,
};

constexpr symbol symbol_of(word w) noexcept {
    return static_cast<symbol>(w);
}

/// Whether the symbol is a NAME, a word of the language or not.
constexpr bool is_name(symbol s) noexcept {
    return s < symbol::string;
}

/// The word that a token is; `none_of_these` for names that are no words, and for signs.
constexpr word word_of(symbol s) noexcept {
    return is_name(s) ? static_cast<word>(s) : word::none_of_these;
}

/// The word or sign that is spelt so, `"users"` or `";"`; `nothing` when the language has none.
SURETY_NOINLINE constexpr symbol symbol_of(std::string_view spelling) noexcept {
    constexpr std::string_view signs = ",;:=@{}()";
    for (std::size_t i = 0; spelling.size() == 1 && i < signs.size(); ++i)
        if (signs[i] == spelling[0])
            return static_cast<symbol>(static_cast<std::size_t>(symbol::comma) + i);
    const word w = surety::word_of(spelling);
    return w == word::none_of_these ? symbol::nothing : symbol_of(w);
}

/// The smallest piece of a policy that means something, and where it stands.
struct token {
    grammar::symbol symbol = symbol::end;
    source_span span;

    constexpr std::uint32_t begin() const noexcept { return span.offset; }
    constexpr std::uint32_t end() const noexcept { return span.offset + span.size; }
};

} // namespace surety::grammar

#endif
