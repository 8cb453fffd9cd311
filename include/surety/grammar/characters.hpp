// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_CHARACTERS_HPP
#define SURETY_GRAMMAR_CHARACTERS_HPP

#include <surety/detail/counted.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/text_lines.hpp>
#include <surety/detail/utf8.hpp>
#include <surety/grammar/mistake.hpp>
#include <surety/grammar/report.hpp>
#include <surety/grammar/spirit.hpp>
#include <surety/grammar/token.hpp>
#include <surety/literal.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What the lexer is written with: `production`, which is a character of some class, a spelling,
/// or a named piece of the lexer that may make a token or report a mistake.
namespace surety::grammar::characters {

/// Where the lexer stands: what X3 calls the iterator.
using position = const char*;

/// What all productions share while a text is read: what X3 calls the context.
struct context {
    position begin;
    detail::record_array<token>& tokens;
    grammar::reports& reports;

    void add_token(symbol s, position first, position last) const {
        tokens.push_back({s, span(first, last)});
    }
    source_span span(position first, position last) const noexcept {
        return {static_cast<std::uint32_t>(first - begin),
                static_cast<std::uint32_t>(last - first)};
    }
};

/// The classes of characters. One may be in several.
enum character_class : std::uint16_t {
    in_letter = 1 << 0,
    in_digit = 1 << 1,
    in_joint = 1 << 2, ///< what joins the parts of a name: `-` and `_`
    in_hex = 1 << 3,
    in_blank = 1 << 4,
    in_comment = 1 << 5,       ///< ASCII but for controls and line breaks
    in_string = 1 << 6,        ///< of these, what stands for itself in a string
    in_single_quoted = 1 << 7, ///< of these, all but `'`
    in_sign = 1 << 8,
    in_other_sign = 1 << 9, ///< signs that mean nothing
    in_refused = 1 << 10,   ///< controls, and what is not seen
    in_wide = 1 << 11,      ///< beyond ASCII, and not refused
    in_malformed = 1 << 12, ///< a byte that is not UTF-8
    in_sign_tail = 1 << 13, ///< behind a sign these make a sign of another language
};

/// The classes of ASCII.
struct class_table {
    std::uint16_t of[128] = {};

    consteval class_table() {
        put('\0', '\x1F', in_refused);
        put('\x7F', '\x7F', in_refused);
        for (const char c : {' ', '\t', '\r', '\n'})
            of[static_cast<unsigned char>(c)] = in_blank;
        put(' ', '~', in_comment | in_string | in_single_quoted);
        put('\t', '\t', in_comment | in_string | in_single_quoted);
        put('A', 'Z', in_letter);
        put('a', 'z', in_letter);
        put('0', '9', in_digit | in_hex);
        put('A', 'F', in_hex);
        put('a', 'f', in_hex);
        for (const char c : std::string_view("-_"))
            put(c, c, in_joint);
        for (const char c : std::string_view(",;:=@{}()"))
            put(c, c, in_sign);
        for (const char c : std::string_view("=~"))
            put(c, c, in_sign_tail);
        for (const char c : std::string_view("!$%&'*+-./<>?[\\]^_`|~"))
            put(c, c, in_other_sign);
        for (const char c : {'"', '\\'})
            of[static_cast<unsigned char>(c)] &= 0xFFFF ^ in_string;
        of[std::size_t{'\''}] &= 0xFFFF ^ in_single_quoted;
    }

private:
    consteval void put(char first, char last, int classes) {
        for (auto c = static_cast<unsigned char>(first); c <= static_cast<unsigned char>(last); ++c)
            of[c] = static_cast<std::uint16_t>(of[c] | classes);
    }
};

inline constexpr class_table ascii_classes;

/// The class of what begins there beyond ASCII, and how many bytes it has.
inline int class_of_wide(position at, position end, std::size_t& size) noexcept {
    std::string_view const text(at, static_cast<std::size_t>(end - at));
    detail::code_point const c = detail::code_point_at(text, 0);
    size = c.size == 0 ? 1 : c.size;
    return c.size == 0 ? in_malformed : detail::is_unseen(c.value) ? in_refused : in_wide;
}

/// How a named production is declared.
struct manner {
    symbol makes = symbol::nothing; ///< `anything`: what the spelling says
    grammar::mistake mistake = mistake::none;
    bool (*if_holds)(std::string_view) = nullptr; ///< what has to be true of the text besides
};

inline constexpr manner makes_name_or_sign{symbol::anything};
constexpr manner makes(symbol s) noexcept {
    return {s};
}
constexpr manner is(mistake m, manner read_as = {}) noexcept {
    return {read_as.makes, m};
}
constexpr manner if_holds(bool (*condition)(std::string_view)) noexcept {
    return {symbol::nothing, mistake::none, condition};
}

/// A character of some class, a spelling, or a named piece of the lexer.
struct production : attribute_free<production> {
    std::uint16_t classes = 0; ///< one character of any of these, if there are any
    std::string_view spelling; ///< else this, if there is no definition
    const definition<position, context>* defined = nullptr;
    characters::manner manner;

    constexpr explicit production(int c) : classes(static_cast<std::uint16_t>(c)) {}
    constexpr explicit production(std::string_view text) : spelling(text) {}
    constexpr explicit production(const definition<position, context>& d, characters::manner m = {})
        : defined(&d), manner(m) {}

    /// Not inline: else the compiler copies it into every combination that X3 makes.
    [[gnu::noinline]] bool parse(position& at,
                                 const position& end,
                                 const context& c,
                                 x3::unused_type,
                                 x3::unused_type) const {
        SURETY_COUNT(productions);
        if (classes != 0)
            return at != end && take_character(at, end);
        return defined ? take_piece(at, end, c) : take_spelling(at, end);
    }

private:
    bool take_character(position& at, position end) const noexcept {
        const auto byte = static_cast<unsigned char>(*at);
        std::size_t size = 1;
        if (((byte < 128 ? int{ascii_classes.of[byte]} : class_of_wide(at, end, size)) & classes) ==
            0)
            return false;
        at += size;
        return true;
    }

    bool take_spelling(position& at, position end) const noexcept {
        if (!std::string_view(at, static_cast<std::size_t>(end - at)).starts_with(spelling))
            return false;
        at += spelling.size();
        return true;
    }

    bool take_piece(position& at, position end, const context& c) const {
        const position first = at;
        return defined->match(defined->expression, at, end, c) && conclude(first, at, c);
    }

    bool conclude(position first, position& at, const context& c) const {
        std::string_view const text(first, static_cast<std::size_t>(at - first));
        if (manner.if_holds && !manner.if_holds(text)) {
            at = first;
            return false;
        }
        if (manner.mistake != mistake::none)
            c.reports.complain(manner.mistake, c.span(first, at));
        symbol made = manner.makes;
        if (made == symbol::nothing)
            return true;
        if (made == symbol::anything)
            made = symbol_of(text);
        c.add_token(made == symbol::nothing ? symbol::other_name : made, first, at);
        return true;
    }
};

/// `"\\u{"_c`: exactly that.
consteval production operator""_c(const char* text, std::size_t size) {
    return production(std::string_view(text, size));
}

/// Whether an escape `\u{…}` names a character that a text may hold: controls are seen there.
constexpr bool names_a_character(std::string_view escape) noexcept {
    constexpr std::size_t opening = 3, closing = 1, most_digits = 6;
    if (escape.size() > opening + most_digits + closing)
        return false;
    char32_t value = 0;
    for (std::size_t i = opening; i < escape.size() - closing; ++i)
        value = value << 4 | static_cast<char32_t>(detail::hex_value(escape[i]));
    const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value <= 0x10FFFF && !is_surrogate && !detail::is_in(detail::unseen_signs, value);
}

/// A sign of other languages: reported, and read as if the words of this one stood there.
inline bool match_foreign_sign(const void*, position& at, const position& end, const context& c) {
    std::string_view const text(at, static_cast<std::size_t>(end - at));
    for (const foreign_sign& sign : foreign_signs) {
        if (!text.starts_with(sign.spelling))
            continue;
        const position first = at;
        at += sign.spelling.size();
        c.reports.complain(mistake::foreign_sign, c.span(first, at), sign.help);
        for (std::string_view const word : sign.instead)
            if (!word.empty())
                c.add_token(symbol_of(word), first, at);
        return true;
    }
    return false;
}

} // namespace surety::grammar::characters

#endif
