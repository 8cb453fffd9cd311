// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_CHARACTERS_HPP
#define SURETY_GRAMMAR_CHARACTERS_HPP

#include <surety/detail/text_lines.hpp>
#include <surety/grammar/mistake.hpp>
#include <surety/grammar/report.hpp>
#include <surety/grammar/spirit.hpp>
#include <surety/grammar/token.hpp>
#include <surety/literal.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What the lexer is written with: parsers of characters, and `lexeme`, a named piece of it that
/// may make a token or report a mistake.
namespace surety::grammar::characters {

/// Where the lexer stands: what X3 calls the position.
using position = const char*;

/// What all parsers of one text share: what X3 calls the context.
struct context {
    position begin;
    std::vector<token>& tokens;
    grammar::reports& reports;

    source_span span(position first, position last) const noexcept {
        return {static_cast<std::uint32_t>(first - begin),
                static_cast<std::uint32_t>(last - first)};
    }
};

/// The classes of ASCII characters; one character may be in several.
enum class_bits : std::uint16_t {
    in_letter = 1,
    in_digit = 2,
    in_joint = 4, ///< what joins the parts of a name: `-` and `_`
    in_hex = 8,
    in_blank = 16,
    in_line_break = 32,
    in_control = 64,        ///< refused everywhere
    in_comment = 128,       ///< all but controls and line breaks
    in_string = 256,        ///< of these, what stands for itself in a string
    in_single_quoted = 512, ///< of these, all but `'`
    in_sign = 1024,
    in_other_sign = 2048, ///< signs that mean nothing
};

struct class_table {
    std::uint16_t bits[128] = {};

    consteval class_table() {
        put(0, 0x1F, in_control);
        put(0x7F, 0x7F, in_control);
        for (const char c : {' ', '\t', '\r', '\n'})
            bits[static_cast<int>(c)] = in_blank;
        put('\r', '\r', in_line_break);
        put('\n', '\n', in_line_break);
        put(' ', '~', in_comment | in_string | in_single_quoted);
        put('\t', '\t', in_comment | in_string | in_single_quoted);
        put('A', 'Z', in_letter);
        put('a', 'z', in_letter);
        put('0', '9', in_digit | in_hex);
        put('A', 'F', in_hex);
        put('a', 'f', in_hex);
        put('-', '-', in_joint);
        put('_', '_', in_joint);
        for (const char c : std::string_view(",;:=@{}()"))
            put(c, c, in_sign);
        for (const char c : std::string_view("!$%&'*+-./<>?[\\]^_`|~"))
            put(c, c, in_other_sign);
        bits[static_cast<int>('"')] &= static_cast<std::uint16_t>(~in_string);
        bits[static_cast<int>('\\')] &= static_cast<std::uint16_t>(~in_string);
        bits[static_cast<int>('\'')] &= static_cast<std::uint16_t>(~in_single_quoted);
    }

private:
    consteval void put(int from, int to, int classes) {
        for (int c = from; c <= to; ++c)
            bits[c] = static_cast<std::uint16_t>(bits[c] | classes);
    }
};

inline constexpr class_table classes;

/// One ASCII character of some classes.
struct one_of : attribute_free<one_of> {
    std::uint16_t bits;

    constexpr explicit one_of(int b) : bits(static_cast<std::uint16_t>(b)) {}

    bool parse(
        position& at, const position& end, const context&, x3::unused_type, x3::unused_type) const {
        if (at == end)
            return false;
        const auto c = static_cast<unsigned char>(*at);
        if (c >= 128 || (classes.bits[c] & bits) == 0)
            return false;
        ++at;
        return true;
    }
};

/// Certain ASCII characters.
struct spelling : attribute_free<spelling> {
    std::string_view text;

    constexpr explicit spelling(std::string_view t) : text(t) {}

    bool parse(
        position& at, const position& end, const context&, x3::unused_type, x3::unused_type) const {
        if (!std::string_view(at, static_cast<std::size_t>(end - at)).starts_with(text))
            return false;
        at += text.size();
        return true;
    }
};

consteval spelling operator""_c(const char* text, std::size_t size) {
    return spelling(std::string_view(text, size));
}

/// One character beyond ASCII, or one byte that is none.
struct wide : attribute_free<wide> {
    enum class sort : std::uint8_t { accepted, refused, malformed };
    sort wanted;

    constexpr explicit wide(sort s) : wanted(s) {}

    bool parse(
        position& at, const position& end, const context&, x3::unused_type, x3::unused_type) const {
        if (at == end || static_cast<unsigned char>(*at) < 128)
            return false;
        std::string_view const text(at, static_cast<std::size_t>(end - at));
        detail::code_point const c = detail::code_point_at(text, 0);
        const sort found = c.size == 0                           ? sort::malformed
                           : detail::is_refused_in_text(c.value) ? sort::refused
                                                                 : sort::accepted;
        if (found != wanted)
            return false;
        at += found == sort::malformed ? 1 : c.size;
        return true;
    }
};

/// `\u{…}` of a character that a text may hold.
struct code_point : attribute_free<code_point> {
    bool parse(
        position& at, const position& end, const context&, x3::unused_type, x3::unused_type) const {
        constexpr std::string_view opening = "\\u{";
        std::string_view const text(at, static_cast<std::size_t>(end - at));
        if (!text.starts_with(opening))
            return false;
        char32_t value = 0;
        std::size_t i = opening.size();
        for (; i < text.size() && i < opening.size() + 6 && detail::hex_value(text[i]) >= 0; ++i)
            value = value << 4 | static_cast<char32_t>(detail::hex_value(text[i]));
        const bool closed = i > opening.size() && i < text.size() && text[i] == '}';
        const bool scalar = value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
        if (!closed || !scalar || value == '\t' || detail::is_refused_in_text(value))
            return false;
        at += i + 1;
        return true;
    }
};

/// A sign of other languages. Read as if the words of this one stood there.
struct foreign : attribute_free<foreign> {
    bool parse(position& at,
               const position& end,
               const context& c,
               x3::unused_type,
               x3::unused_type) const {
        std::string_view const text(at, static_cast<std::size_t>(end - at));
        for (const foreign_sign& sign : foreign_signs) {
            if (!text.starts_with(sign.spelling))
                continue;
            const position first = at;
            at += sign.spelling.size();
            c.reports.complain(mistake::foreign_sign, c.span(first, at), sign.help);
            for (std::string_view const word : sign.instead)
                if (!word.empty())
                    c.tokens.push_back({symbol_of(word), c.span(first, at)});
            return true;
        }
        return false;
    }
};

/// How a production is declared: with the symbol it makes, or with the mistake it is, or both.
struct manner {
    symbol makes = symbol::nothing; ///< `anything`: whatever the spelling says
    grammar::mistake mistake = mistake::none;
};

inline constexpr manner makes_name_or_sign{symbol::anything};
constexpr manner makes(symbol s) noexcept {
    return {s};
}
constexpr manner is(mistake m) noexcept {
    return {symbol::nothing, m};
}
constexpr manner is(mistake m, manner read_as) noexcept {
    return {read_as.makes, m};
}

/// A named piece of the lexer.
struct production : attribute_free<production> {
    using expression = bool(position&, const position&, const context&);

    expression* definition;
    characters::manner manner;

    constexpr explicit production(expression* d, characters::manner m = {})
        : definition(d), manner(m) {}

    bool parse(position& at,
               const position& end,
               const context& c,
               x3::unused_type,
               x3::unused_type) const {
        const position first = at;
        if (!definition(at, end, c))
            return false;
        if (manner.mistake != mistake::none)
            c.reports.complain(manner.mistake, c.span(first, at), detail_of(first, end, c));
        if (manner.makes == symbol::nothing)
            return true;
        symbol made = manner.makes;
        if (made == symbol::anything)
            made = symbol_of(std::string_view(first, static_cast<std::size_t>(at - first)));
        c.tokens.push_back(
            {made == symbol::nothing ? symbol::other_name : made, c.span(first, at)});
        return true;
    }

private:
    /// What messages cannot show as it is written: the offset of a byte, the number of a character.
    std::string detail_of(position first, position end, const context& c) const {
        if (manner.mistake == mistake::not_utf8)
            return std::to_string(c.span(first, first).offset);
        if (manner.mistake != mistake::refused_character)
            return {};
        std::string_view const text(first, static_cast<std::size_t>(end - first));
        const char32_t value = detail::code_point_at(text, 0).value;
        std::string number = "U+";
        for (int shift = value > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4)
            number += "0123456789ABCDEF"[value >> shift & 0xF];
        return number;
    }
};

} // namespace surety::grammar::characters

#endif
