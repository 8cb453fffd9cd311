// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_PROGRAM_VIEW_HPP
#define SURETY_DETAIL_PROGRAM_VIEW_HPP

#include <surety/detail/records.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace surety::detail {

/// The sections of a program's block, as arrays. A view: as good as the block is.
struct program_view {
    const program_header* header = nullptr;
    std::span<const rule_record> rules;
    std::span<const annotation_record> annotations;
    std::span<const applies_record> applies;
    std::span<const node> nodes;
    std::span<const operand_record> facts;
    std::span<const operand_record> attributes;
    std::span<const literal_record> literals;
    std::span<const people_record> people;
    std::span<const set_record> name_sets;
    std::span<const set_record> address_sets;
    std::span<const text_set_record> text_sets;
    std::span<const text_ref> texts;             ///< members of text sets
    std::span<const trigger_record> triggers;    ///< one for each name set
    std::span<std::uint32_t const> rule_indices; ///< of triggers and expectations
    std::span<const test_record> tests;
    std::span<const test_user_record> test_users;
    std::span<const test_address_record> test_addresses;
    std::span<const assignment_record> assignments;
    std::span<const expectation_record> expectations;
    std::span<const char> chars;
    std::span<const unsigned char> domains;   ///< a `name_table`: members of lists, public suffixes
    std::span<const unsigned char> addresses; ///< a `name_table`: members of lists

    program_view() = default;

    /// Reads what `program_builder::finish` wrote.
    program_view(const unsigned char* block, std::size_t) noexcept;

    std::string_view text(text_ref where) const noexcept {
        return {chars.data() + where.offset, where.size};
    }

    /// Calls `visit(span&)` for every section, in the order in which they lie in the block.
    template <class View, class Visitor>
    static void each_section(View& view, Visitor&& visit) {
        visit(view.rules);
        visit(view.annotations);
        visit(view.applies);
        visit(view.nodes);
        visit(view.facts);
        visit(view.attributes);
        visit(view.literals);
        visit(view.people);
        visit(view.name_sets);
        visit(view.address_sets);
        visit(view.text_sets);
        visit(view.texts);
        visit(view.triggers);
        visit(view.rule_indices);
        visit(view.tests);
        visit(view.test_users);
        visit(view.test_addresses);
        visit(view.assignments);
        visit(view.expectations);
        visit(view.chars);
        visit(view.domains);
        visit(view.addresses);
    }
};

/// How many sections there are.
inline constexpr std::size_t program_section_count = 22;

/// Where each section lies in a block: behind the header, before the sections.
struct section_place {
    std::uint32_t offset = 0; ///< in units of 64 bytes from the beginning of the block
    std::uint32_t count = 0;  ///< of elements
};

/// Sections begin at multiples of a cache line.
inline constexpr std::size_t section_alignment = 64;

constexpr std::size_t aligned(std::size_t size) noexcept {
    return (size + section_alignment - 1) / section_alignment * section_alignment;
}

inline program_view::program_view(const unsigned char* block, std::size_t) noexcept {
    header = reinterpret_cast<const program_header*>(block);
    const auto* place = reinterpret_cast<const section_place*>(block + aligned(sizeof *header));
    each_section(*this, [&]<class T>(std::span<const T>& section) {
        section = {reinterpret_cast<T const*>(block + place->offset * section_alignment),
                   place->count};
        ++place;
    });
}

} // namespace surety::detail

#endif
