// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_COMPILE_LITERALS_HPP
#define SURETY_COMPILE_LITERALS_HPP

#include <surety/check/model.hpp>
#include <surety/check/name_index.hpp>
#include <surety/detail/ascii.hpp>
#include <surety/detail/program_builder.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// From a checked policy to records, a section at a time.
namespace surety::detail::compiling {

using checked::none;

/// What `compile` works on: the policy, the program as far as it is, and where things went.
struct compilation {
    const checked::contents& from;
    program_builder to;
    std::vector<std::uint32_t> literals;    ///< of each literal: its record
    std::vector<std::uint32_t> sets;        ///< of each set: its record among those of its kind
    std::vector<std::uint32_t> lists;       ///< of each list, once for each kind of members
    std::vector<std::uint32_t> people;      ///< of each set of people: its people
    std::vector<std::uint32_t> people_sets; ///< of each set: the first set of people equal to it

    explicit compilation(const checked::contents& contents) : from(contents) {}
};

inline std::uint32_t index(std::size_t size) noexcept {
    return static_cast<std::uint32_t>(size);
}

/// Appends to a key: a text that is equal for equal things only.
inline void put(std::string& key, std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8)
        key += static_cast<char>(value >> shift & 0xFF);
}
inline void put(std::string& key, std::string_view text) {
    put(key, std::uint64_t{text.size()});
    key += text;
}
inline void put(std::string& key, const checked::texts& all) {
    put(key, std::uint64_t{all.size()});
    for (std::size_t i = 0; i < all.size(); ++i)
        put(key, all[i]);
}

/// For each key the index of the first that is equal.
inline std::vector<std::uint32_t> firsts_of(const std::vector<std::string>& keys) {
    checked::name_index names;
    for (const std::string& key : keys)
        names.add(key);
    names.sort();
    return names.firsts();
}

/// Keeps a set of texts; returns its record.
inline std::uint32_t add_texts(compilation& c, const checked::texts& members, bool folded) {
    std::vector<std::string> all;
    all.reserve(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
        all.emplace_back(members[i]);
        if (folded)
            for (char& letter : all.back())
                letter = fold(letter);
    }
    return c.to.text_set(all);
}

inline void put_number(std::int64_t number, literal_record& to) noexcept {
    const auto bits = static_cast<std::uint64_t>(number);
    to.a = static_cast<std::uint32_t>(bits);
    to.b = static_cast<std::uint32_t>(bits >> 32);
}

/// Keeps a literal; returns its record.
inline std::uint32_t add_literal(compilation& c, const checked::literal& value) {
    literal_record made;
    made.type = static_cast<std::uint32_t>(value.type);
    switch (value.type) {
    case type::texts:
        made.a = add_texts(c, value.texts, false);
        break;
    case type::flag:
        made.a = value.number != 0;
        break;
    case type::number:
        put_number(value.number, made);
        break;
    case type::time:
        put_number(value.time.seconds, made);
        made.c = value.time.nanoseconds;
        break;
    case type::text:
    case type::domain:
    case type::address: {
        const text_ref where = c.to.text(value.text);
        made.a = where.offset;
        made.b = where.size;
        break;
    }
    }
    c.to.literals.push_back(made);
    return index(c.to.literals.size() - 1);
}

/// Keeps the literals of conditions, equal ones once: a condition of named users is put in wherever
/// they are named, and its literals must not be copied each time.
inline void add_literals(compilation& c) {
    std::vector<std::string> keys;
    keys.reserve(c.from.literals.size());
    for (const checked::literal& value : c.from.literals) {
        std::string& key = keys.emplace_back();
        put(key, static_cast<std::uint64_t>(value.type));
        put(key, value.text);
        put(key, value.texts);
        put(key, static_cast<std::uint64_t>(value.number));
        put(key, static_cast<std::uint64_t>(value.time.seconds));
        put(key, std::uint64_t{value.time.nanoseconds});
    }
    const std::vector<std::uint32_t> first = firsts_of(keys);
    for (std::uint32_t i = 0; i < first.size(); ++i)
        c.literals.push_back(first[i] == i ? add_literal(c, c.from.literals[i])
                                           : c.literals[first[i]]);
}

/// Keeps facts or attributes.
inline void add_operands(compilation& c,
                         const std::vector<checked::operand>& all,
                         record_array<operand_record>& to) {
    for (const checked::operand& o : all) {
        operand_record made;
        made.name = c.to.text(o.name);
        made.type = static_cast<std::uint32_t>(o.type);
        made.has_default = o.has_default;
        if (o.has_default)
            made.fallback = add_literal(c, o.fallback);
        to.push_back(made);
    }
}

} // namespace surety::detail::compiling

#endif
