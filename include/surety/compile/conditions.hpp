// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_COMPILE_CONDITIONS_HPP
#define SURETY_COMPILE_CONDITIONS_HPP

#include <surety/check/model.hpp>
#include <surety/check/name_index.hpp>
#include <surety/detail/program_builder.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// From a checked policy to a program: people are put together, equal sets become one, conditions
/// get their final places.
namespace surety::detail::compiling {

using checked::index;
using checked::none;

/// Texts that are equal for equal things only, side by side.
struct keys {
    record_array<char> chars;
    record_array<std::size_t> ends;
    checked::name_index names;

    SURETY_NOINLINE void end() { ends.push_back(chars.size()); }

    /// Appends a number to the key that is not ended.
    SURETY_NOINLINE void put(std::uint32_t value) {
        chars.append(reinterpret_cast<const char*>(&value), sizeof value);
    }

    /// Appends a text to it.
    SURETY_NOINLINE void put(std::string_view text) {
        put(index(text.size()));
        chars.append(text.data(), text.size());
    }

    /// To be called when all are there: then `first` says of each key which is the first equal one.
    SURETY_NOINLINE void compare() {
        std::size_t begin = 0;
        for (std::size_t const end : ends) {
            names.add({chars.data() + begin, end - begin});
            begin = end;
        }
        names.sort();
    }
    std::uint32_t first(std::uint32_t index) const noexcept { return names.first(index); }

    /// Forgets all keys.
    void clear() noexcept {
        chars.clear();
        ends.clear();
        names.clear();
    }
};

/// What `compile` works on: the policy, the program as far as it is, and where things went.
struct compilation {
    const checked::contents& from;
    program_builder to;
    record_array<std::uint32_t> sets;        ///< of each set: its record among those of its kind
    record_array<std::uint32_t> lists;       ///< of each list, once for each kind of members
    record_array<std::uint32_t> people;      ///< of each set of people: its people
    record_array<std::uint32_t> people_sets; ///< of each set: the first set of people equal to it
    keys literals;                           ///< of all literals: `first` says which are equal
    keys texts;                              ///< of `has "…"` in filters, likewise
    keys some;                               ///< of what is compared now
    record_array<std::uint32_t> bases;       ///< of the people that are looked at: see `find_bases`

    SURETY_NOINLINE explicit compilation(const checked::contents& policy) : from(policy) {}
    SURETY_NOINLINE ~compilation() {}
};

/// Gives a node the final places of the sets that it refers to.
inline node with_places(const compilation& c, node n) noexcept {
    switch (n.code) {
    case op::name_in_set:
    case op::address_in_set:
    case op::is_look_alike:
    case op::local_in_set:
        n.a = c.sets[n.a];
        break;
    case op::text_in_set:
        n.b = c.sets[n.b];
        break;
    default:
        break;
    }
    return n;
}

/// Appends a condition; returns where its root is.
SURETY_NOINLINE inline std::uint32_t
add_condition(compilation& c, const record_array<node>& nodes, std::uint32_t root) {
    std::uint32_t const made = index(c.to.nodes.size());
    for (std::uint32_t i = root; i < root + nodes[root].extent; ++i)
        c.to.nodes.push_back(with_places(c, nodes[i]));
    return made;
}

} // namespace surety::detail::compiling

#endif
