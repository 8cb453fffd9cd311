// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_CONSTANT_PROGRAM_HPP
#define SURETY_DETAIL_CONSTANT_PROGRAM_HPP

#include <surety/detail/constant_table.hpp>
#include <surety/detail/program_image.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/detail/records.hpp>

#include <cstddef>
#include <cstdint>

namespace surety::detail {

/// A program as the compiler may look at it: its records, and the tables of its lists.
struct constant_view {
    program_view program; ///< without tests and tables
    constant_table domains;
    constant_table addresses;
};

/// The records of one embedded program, read out of its words once, while compiling.
template <const auto& Program>
class constant_program {
    static constexpr constant_bytes bytes{Program.words};
    static constexpr image_header image = bytes.record<image_header>(0);
    static_assert(image.magic == image_header::expected_magic &&
                      image.byte_order == image_header::expected_order,
                  "this is no program that `surety embed` made for such a processor");
    static_assert(image.format == program_format && image.language == language_version,
                  "this program was made by another surety: make it again with `surety embed`");

    static constexpr section_place place(std::size_t section) noexcept {
        return bytes.record<section_place>(sizeof(image_header) + section_places_at +
                                           section * sizeof(section_place));
    }
    static constexpr std::size_t offset(std::size_t section) noexcept {
        return sizeof(image_header) + place(section).offset * section_alignment;
    }

    template <class Record, std::size_t Section>
    struct section {
        static constexpr std::size_t count = place(Section).count;
        struct storage {
            Record records[count == 0 ? 1 : count];
        };
        static constexpr storage held = [] {
            storage made{};
            for (std::size_t i = 0; i < count; ++i)
                made.records[i] = bytes.record<Record>(offset(Section) + i * sizeof(Record));
            return made;
        }();
        static constexpr array_view<Record> view{held.records, count};
    };
    struct texts {
        static constexpr std::size_t count = place(20).count;
        struct storage {
            char chars[count + 1];
        };
        static constexpr storage held = [] {
            storage made{};
            for (std::size_t i = 0; i < count; ++i)
                made.chars[i] = bytes.character(offset(20) + i);
            return made;
        }();
    };

    static constexpr program_header header = bytes.record<program_header>(sizeof(image_header));

public:
    static constexpr constant_view view() noexcept {
        program_view made; // by the numbers of the sections in program_view.hpp
        made.header = &header;
        made.rules = section<rule_record, 0>::view;
        made.applies = section<applies_record, 2>::view;
        made.nodes = section<node, 3>::view;
        made.facts = section<operand_record, 4>::view;
        made.attributes = section<operand_record, 5>::view;
        made.literals = section<literal_record, 6>::view;
        made.people = section<people_record, 7>::view;
        made.name_sets = section<set_record, 8>::view;
        made.address_sets = section<set_record, 9>::view;
        made.text_sets = section<text_set_record, 10>::view;
        made.texts = section<text_ref, 11>::view;
        made.text_filters = section<std::uint64_t, 12>::view;
        made.chars = {texts::held.chars, texts::count};
        return {made, constant_table(bytes, offset(21)), constant_table(bytes, offset(22))};
    }
};

} // namespace surety::detail

#endif
