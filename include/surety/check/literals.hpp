// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_LITERALS_HPP
#define SURETY_CHECK_LITERALS_HPP

#include <surety/check/names.hpp>
#include <surety/identity.hpp>
#include <surety/instant.hpp>
#include <surety/literal.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace surety::checked {

/// How a literal of each type is written, for help.
inline std::string_view example_of(surety::type t) noexcept {
    switch (t) {
    case surety::type::text:
        return "`\"sales\"`";
    case surety::type::texts:
        return "`{ \"sales\", \"support\" }`";
    case surety::type::flag:
        return "`true` or `false`";
    case surety::type::number:
        return "`30`";
    case surety::type::time:
        return "`\"2026-01-31T12:00:00Z\"`";
    case surety::type::domain:
        return "`\"example.com\"`";
    case surety::type::address:
        return "`\"ann@example.com\"`";
    }
    return {};
}

/// `a number`, `texts`: a type as a noun.
inline std::string described(surety::type t) {
    std::string noun = t == surety::type::texts ? "" : t == surety::type::address ? "an " : "a ";
    return noun.append(name(t));
}

/// Reads an INT of 64 bits, not below `least`.
inline bool read_number(checking& c, ast::cursor at, std::int64_t& number) {
    if (parse_integer(at.text(), number))
        return true;
    c.said.error(code::bad_number, at.span(), quoted(at.text()) + " does not fit 64 bits",
                 "a number is between -9223372036854775808 and 9223372036854775807");
    return false;
}

/// Reads an RFC 3339 time.
inline bool read_time(checking& c, ast::cursor at, instant& time) {
    if (parse_instant(unquote(at.text()), time))
        return true;
    c.said.error(code::bad_time, at.span(), quoted(bare(at)) + " is no time",
                 "a time is written as in RFC 3339, such as " +
                     std::string(example_of(surety::type::time)));
    return false;
}

/// Reads a domain of two labels at least; the result is canonical.
inline bool read_domain(checking& c, ast::cursor at, std::string& canonical) {
    const parsed_identity parsed = parse_identity(unquote(at.text()), identity_kind::domain);
    if (parsed) {
        canonical = parsed.value.text();
        return true;
    }
    c.said.error(code::not_a_domain, at.span(), quoted(bare(at)) + " is not a domain",
                 parsed.why == reason::not_a_domain
                     ? "this is an address; a domain is written like `example.com`"
                     : std::string(sentence(parsed.why)));
    return false;
}

/// Reads an address; the result is canonical.
inline bool read_address(checking& c, ast::cursor at, std::string& canonical) {
    const parsed_identity parsed = parse_identity(unquote(at.text()), identity_kind::email);
    if (parsed) {
        canonical = parsed.value.text();
        return true;
    }
    c.said.error(code::not_an_address, at.span(), quoted(bare(at)) + " is not an address",
                 parsed.why == reason::not_an_email ? "an address is written like `ann@example.com`"
                                                    : std::string(sentence(parsed.why)));
    return false;
}

/// How values of a type are compared, for help.
inline std::string_view comparisons_of(surety::type t) noexcept {
    switch (t) {
    case surety::type::text:
        return "a text is compared by `is` and `in`";
    case surety::type::texts:
        return "texts are compared by `is` and `has`";
    case surety::type::flag:
        return "a flag stands alone or is compared by `is`";
    case surety::type::number:
        return "a number is compared by `is`, `at least` and `at most`";
    case surety::type::time:
        return "a time is compared by `is`, `before`, `after`, `older than` and `newer than`";
    case surety::type::domain:
        return "a domain is compared by `is`, and `domain in` compares with it";
    case surety::type::address:
        return "an address is compared by `is`, and `address in` compares with it";
    }
    return {};
}

/// Whether a literal is of the form in which a type is written.
inline bool has_form_of(ast::cursor literal, surety::type t) noexcept {
    switch (t) {
    case surety::type::texts:
        return literal.is(ast::kind::strings);
    case surety::type::flag:
        return literal.is(ast::kind::boolean);
    case surety::type::number:
        return literal.is(ast::kind::number);
    default:
        return literal.is(ast::kind::string);
    }
}

/// Reads a literal of a type. Says what is wrong with it, and then returns false.
inline bool read_literal(checking& c, ast::cursor at, surety::type t, literal& out) {
    out.type = t;
    if (!has_form_of(at, t)) {
        c.said.error(code::wrong_type, at.span(), quoted(at.text()) + " is not " + described(t),
                     described(t) + (t == surety::type::texts ? " are" : " is") + " written like " +
                         std::string(example_of(t)));
        return false;
    }
    switch (t) {
    case surety::type::text:
        out.text = unquote(at.text());
        return true;
    case surety::type::texts:
        for (ast::cursor const member : at)
            out.texts.add(unquote(member.text()));
        return true;
    case surety::type::flag:
        out.number = at.word() == word::true_;
        return true;
    case surety::type::number:
        return read_number(c, at, out.number);
    case surety::type::time:
        return read_time(c, at, out.time);
    case surety::type::domain:
        return read_domain(c, at, out.text);
    case surety::type::address:
        return read_address(c, at, out.text);
    }
    return false;
}

/// Keeps a literal; returns its index.
inline std::uint32_t keep(checking& c, literal value) {
    c.made.literals.push_back(std::move(value));
    return static_cast<std::uint32_t>(c.made.literals.size() - 1);
}

/// Keeps a text as a literal; returns its index.
inline std::uint32_t keep_text(checking& c, std::string text) {
    literal value;
    value.text = std::move(text);
    return keep(c, std::move(value));
}

/// The literal that an item has for a default, or none.
inline ast::cursor default_of(ast::cursor item) noexcept {
    ast::cursor const last = item.back();
    return last.is(ast::kind::type) ? ast::cursor() : last;
}

/// Reads the defaults of facts and attributes.
inline void read_defaults(checking& c) {
    std::size_t fact = 0;
    std::size_t attribute = 0;
    for (ast::cursor const item : ast::cursor(c.source)) {
        if (!item.is(ast::kind::fact) && !item.is(ast::kind::attribute))
            continue;
        operand& declared =
            item.is(ast::kind::fact) ? c.made.facts[fact++] : c.made.attributes[attribute++];
        if (ast::cursor const value = default_of(item)) {
            declared.has_default = true; // also when it is wrong: one complaint will do
            read_literal(c, value, declared.type, declared.fallback);
        }
    }
}

/// What was written, on one line: comments left out, one space where there may be one.
inline std::string one_line(std::string_view text) {
    constexpr std::size_t longest = 400;
    std::string made;
    for (std::size_t i = 0; i < text.size() && made.size() <= longest;) {
        const char first = text[i];
        std::size_t end = i + 1;
        if (first == ' ' || first == '\t' || first == '\r' || first == '\n') {
            i = end;
            continue;
        }
        if (first == '#') {
            i = std::min(text.find_first_of("\r\n", i), text.size());
            continue;
        }
        if (first == '"') {
            while (end < text.size() && text[end] != '"')
                end += text[end] == '\\' ? 2 : 1;
            end = std::min(end + 1, text.size());
        } else if (std::string_view("(){},").find(first) == std::string_view::npos) {
            end = std::min(text.find_first_of(" \t\r\n#\"(){},", i), text.size());
        }
        if (first == '}' && made.ends_with(','))
            made.pop_back(); // a comma behind the last member
        const bool joined = made.empty() || made.back() == '(' || first == ')' || first == ',' ||
                            (first == '}' && made.back() == '{');
        if (!joined)
            made += ' ';
        made.append(text.substr(i, end - i));
        i = end;
    }
    if (made.size() <= longest)
        return made;
    std::size_t end = longest;
    while ((static_cast<unsigned char>(made[end]) & 0xC0) == 0x80)
        --end;
    made.resize(end);
    return made += " …";
}

} // namespace surety::checked

#endif
