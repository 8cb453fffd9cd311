// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_PROGRAM_VIEW_HPP
#define SURETY_DETAIL_PROGRAM_VIEW_HPP

#include <surety/detail/array_view.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/records.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// The sections of a program's block, as arrays. A view: as good as the block is. They lie in the
/// block in this order.
struct program_view {
    const program_header* header = nullptr;
    array_view<rule_record> rules;
    array_view<annotation_record> annotations;
    array_view<applies_record> applies;
    array_view<node> nodes;
    array_view<operand_record> facts;
    array_view<operand_record> attributes;
    array_view<literal_record> literals;
    array_view<people_record> people;
    array_view<set_record> name_sets;
    array_view<set_record> address_sets;
    array_view<text_set_record> text_sets;
    array_view<text_ref> texts;             ///< members of text sets
    array_view<std::uint64_t> text_filters; ///< of text sets
    array_view<trigger_record> triggers;    ///< one for each name set
    array_view<std::uint32_t> rule_indices; ///< of triggers and expectations
    array_view<test_record> tests;
    array_view<test_user_record> test_users;
    array_view<test_address_record> test_addresses;
    array_view<assignment_record> assignments;
    array_view<expectation_record> expectations;
    array_view<char> chars;
    array_view<unsigned char> domains;   ///< a `name_table`: members of lists, public suffixes
    array_view<unsigned char> addresses; ///< a `name_table`: members of lists

    program_view() = default;

    /// Reads what `program_builder::finish` wrote.
    explicit program_view(const unsigned char* block) noexcept;

    constexpr std::string_view text(text_ref where) const noexcept {
        return {chars.data() + where.offset, where.size};
    }
};

/// How many sections there are.
inline constexpr std::size_t program_section_count = 23;

/// Where a section lies in a block.
struct section_place {
    std::uint32_t offset = 0; ///< in units of 64 bytes from the beginning of the block
    std::uint32_t count = 0;  ///< of elements
};

/// Sections begin at multiples of a cache line.
inline constexpr std::size_t section_alignment = 64;

constexpr std::size_t aligned(std::size_t size) noexcept {
    return (size + section_alignment - 1) / section_alignment * section_alignment;
}

/// Where the places of the sections stand in a block: behind its header.
inline constexpr std::size_t section_places_at = aligned(sizeof(program_header));

/// Where the section with that number begins, and how many elements it has.
SURETY_NOINLINE inline const unsigned char*
section_of(const unsigned char* block, std::size_t number, std::size_t& count) noexcept {
    const section_place& place =
        reinterpret_cast<const section_place*>(block + section_places_at)[number];
    count = place.count;
    return block + place.offset * section_alignment;
}

inline program_view::program_view(const unsigned char* block) noexcept {
    header = reinterpret_cast<const program_header*>(block);
    auto take = [block, number = std::size_t{0}](auto& section) mutable {
        section.first =
            reinterpret_cast<decltype(section.first)>(section_of(block, number++, section.count));
    };
    take(rules);
    take(annotations);
    take(applies);
    take(nodes);
    take(facts);
    take(attributes);
    take(literals);
    take(people);
    take(name_sets);
    take(address_sets);
    take(text_sets);
    take(texts);
    take(text_filters);
    take(triggers);
    take(rule_indices);
    take(tests);
    take(test_users);
    take(test_addresses);
    take(assignments);
    take(expectations);
    take(chars);
    take(domains);
    take(addresses);
}

} // namespace surety::detail

#endif
