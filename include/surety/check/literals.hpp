// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_LITERALS_HPP
#define SURETY_CHECK_LITERALS_HPP

#include <surety/check/names.hpp>
#include <surety/detail/name_scan.hpp>
#include <surety/identity.hpp>
#include <surety/instant.hpp>
#include <surety/literal.hpp>
#include <surety/parse_identity.hpp>
#include <surety/value.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::checked {

/// How people speak of a type: what it is called, how it is written, how it is compared.
struct type_words {
    std::string_view noun;
    std::string_view example;
    std::string_view comparisons;
};

// clang-format off
/// In the order of `type`.
inline constexpr type_words words_of_types[] = {
    {"a text", "is written like `\"sales\"`",
     "a text is compared by `is` and `in`"},
    {"texts", "are written like `{ \"sales\", \"support\" }`",
     "texts are compared by `is` and `has`"},
    {"a flag", "is written `true` or `false`",
     "a flag stands alone or is compared by `is`"},
    {"a number", "is written like `30`",
     "a number is compared by `is`, `at least` and `at most`"},
    {"a time", "is written like `\"2026-01-31T12:00:00Z\"`",
     "a time is compared by `is`, `before`, `after`, `older than` and `newer than`"},
    {"a domain", "is written like `\"example.com\"`",
     "a domain is compared by `is`, and `domain in` compares with it"},
    {"an address", "is written like `\"ann@example.com\"`",
     "an address is compared by `is`, and `address in` compares with it"},
};
// clang-format on
static_assert(sizeof words_of_types / sizeof *words_of_types ==
              static_cast<std::size_t>(surety::type::address) + 1);

inline const type_words& words_of(surety::type t) noexcept {
    return words_of_types[static_cast<std::size_t>(t)];
}

inline detail::literal_record text_literal(surety::type t, text_ref text) noexcept {
    return {static_cast<std::uint32_t>(t), text.offset, text.size, 0};
}

inline detail::literal_record number_literal(surety::type t, std::int64_t number) noexcept {
    const auto bits = static_cast<std::uint64_t>(number);
    return {static_cast<std::uint32_t>(t), static_cast<std::uint32_t>(bits),
            static_cast<std::uint32_t>(bits >> 32), 0};
}

/// Keeps a literal; returns its index.
SURETY_NOINLINE inline std::uint32_t keep(checking& c, const detail::literal_record& literal) {
    c.made.literals.push_back(literal);
    return index(c.made.literals.size() - 1);
}

/// Reads an INT of 64 bits.
SURETY_NOINLINE inline bool read_number(checking& c, ast::cursor at, std::int64_t& number) {
    if (parse_integer(at.text(), number))
        return true;
    c.said.tell(messages::number_too_large, at);
    return false;
}

/// Reads an RFC 3339 time.
inline bool read_time(checking& c, ast::cursor at, detail::literal_record& time) {
    instant read;
    if (parse_instant(c.read_string(at), read)) {
        time = number_literal(surety::type::time, read.seconds);
        time.c = read.nanoseconds;
        return true;
    }
    c.said.tell(messages::no_time, at);
    return false;
}

/// Puts a name into ASCII where there is need and an adapter. Says why it cannot; the name is then
/// as it was, and will be refused.
SURETY_NOINLINE inline reason put_into_ascii(const checking& c, text_builder& name) {
    if (!c.names || detail::first_beyond_ascii(name.text()) == name.size())
        return reason::none;
    const detail::ascii_name ascii = detail::to_ascii(name.text(), *c.names);
    if (ascii.why == reason::none) {
        name.clear();
        name.put(ascii.text());
    }
    return ascii.why;
}

/// What `parse_identity` makes of a text.
SURETY_NOINLINE inline parsed_identity identity_of(std::string_view text,
                                                   identity_kind kind) noexcept {
    return detail::identity_parser::parse_bytes(text, kind);
}

/// Why no address has a local part; `none` when one may.
inline reason fault_of_local(std::string_view text) noexcept {
    char folded[detail::longest_local];
    return detail::scan_local(text, folded).why;
}

/// What `parse_identity` makes of `c.meant` with the adapter.
inline parsed_identity identity_of(checking& c, identity_kind kind) {
    constexpr std::size_t longest = detail::longest_local + 1 + idna_adapter::longest_text;
    const parsed_identity parsed = identity_of(c.meant.text(), kind);
    if (parsed || parsed.why == reason::not_a_domain || parsed.why == reason::not_an_email ||
        c.meant.size() > longest)
        return parsed;
    const reason why = put_into_ascii(c, c.meant);
    parsed_identity again = identity_of(c.meant.text(), kind);
    if (why != reason::none)
        again.why = why;
    return again;
}

/// Reads a domain of two labels at least, or an address. What is kept is canonical.
inline bool read_identity(
    checking& c, ast::cursor at, identity_kind kind, text_pool& pool, text_ref& canonical) {
    c.read_string(at);
    const parsed_identity parsed = identity_of(c, kind);
    if (parsed) {
        canonical = pool.add(parsed.value.text());
        return true;
    }
    const bool domain = kind == identity_kind::domain;
    std::string_view help = sentence(parsed.why);
    if (parsed.why == reason::not_a_domain)
        help = "this is an address; a domain is written like `example.com`";
    if (parsed.why == reason::not_an_email)
        help = "an address is written like `ann@example.com`";
    c.said.tell(domain ? messages::not_a_domain : messages::not_an_address, at, help);
    return false;
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

/// Keeps members in place, as they stand: those of the STRINGs.
inline range_ref keep_entries(checking& c, ast::cursor strings) {
    range_ref range{index(c.made.entries.size()), 0};
    for (ast::cursor const string : strings)
        c.made.entries.push_back(c.add_unquoted(c.made.entry_chars, string));
    range.count = index(c.made.entries.size()) - range.first;
    return range;
}

/// Keeps a set, with the place where it stands; returns its index.
inline std::uint32_t keep(checking& c, ast::cursor at, const set& value) {
    c.made.sets.push_back(value);
    c.set_places.push_back(at);
    return index(c.made.sets.size() - 1);
}

/// Reads a literal of a type and keeps it. Says what is wrong with it, and then returns false.
inline bool read_literal(checking& c, ast::cursor at, surety::type t, std::uint32_t& kept) {
    if (!has_form_of(at, t)) {
        const type_words& words = words_of(t);
        c.said.tell(messages::not_a_literal, at, {words.noun, words.example});
        return false;
    }
    detail::literal_record read;
    std::int64_t number = 0;
    text_ref canonical;
    switch (t) {
    case surety::type::text:
        read = text_literal(t, c.keep_string(at));
        break;
    case surety::type::texts: {
        set texts;
        texts.members = members::texts;
        texts.in_place = keep_entries(c, at);
        read = {static_cast<std::uint32_t>(t), keep(c, at, texts), 0, 0};
        break;
    }
    case surety::type::flag:
        read = number_literal(t, at.word() == word::true_);
        break;
    case surety::type::number:
        if (!read_number(c, at, number))
            return false;
        read = number_literal(t, number);
        break;
    case surety::type::time:
        if (!read_time(c, at, read))
            return false;
        break;
    case surety::type::domain:
    case surety::type::address:
        if (!read_identity(c, at,
                           t == surety::type::domain ? identity_kind::domain : identity_kind::email,
                           c.made.chars, canonical))
            return false;
        read = text_literal(t, canonical);
        break;
    }
    kept = keep(c, read);
    return true;
}

/// Reads the defaults of facts and attributes.
inline void read_defaults(checking& c) {
    std::size_t fact = 0;
    std::size_t attribute = 0;
    for (ast::cursor const item : ast::cursor(c.source)) {
        if (item.kind() != ast::kind::fact && item.kind() != ast::kind::attribute)
            continue;
        detail::operand_record& declared =
            item.kind() == ast::kind::fact ? c.made.facts[fact++] : c.made.attributes[attribute++];
        ast::cursor const last = item.back();
        if (last.is(ast::kind::type))
            continue;
        declared.has_default = 1; // also when it is wrong: one complaint will do
        declared.fallback = none;
        read_literal(c, last, static_cast<surety::type>(declared.type), declared.fallback);
    }
}

/// Keeps what was written at a place, on one line.
SURETY_NOINLINE inline text_ref keep_one_line(checking& c, ast::cursor at) {
    text_builder line;
    put_one_line(line, at.text());
    return c.keep(line.text());
}

} // namespace surety::checked

#endif
