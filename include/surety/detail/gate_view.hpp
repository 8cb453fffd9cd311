// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_GATE_VIEW_HPP
#define SURETY_DETAIL_GATE_VIEW_HPP

#include <surety/decision.hpp>
#include <surety/detail/ages.hpp>
#include <surety/detail/array_view.hpp>
#include <surety/detail/gate_header.hpp>
#include <surety/detail/name_table.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/detail/verdicts.hpp>
#include <surety/idna_adapter.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// Users who share a name: those that some set of people has there.
///
/// Most sets have only their user least by id there, in the value itself. A `grouped` set, and the
/// users who would be in a set if they were active, have a group: the value is its place.
struct user_group {
    /// Of a set that takes n users: how many labels a public suffix must be short of for n distinct
    /// users to match, counted over this name and the members above it; 0: there are not so many.
    std::uint32_t threshold = 0;
    std::uint32_t enough_here = 0; ///< n distinct users at this very name
    array_view<user_ref> users;    ///< distinct, ascending by id
};

/// The parts of a gate and of its program that decisions read.
struct gate_view {
    const gate_header* header = nullptr;
    name_table domains;                  ///< of people
    name_table addresses;                ///< of people
    name_table list_domains;             ///< of lists, and public suffixes
    name_table list_addresses;           ///< of lists
    verdict_table verdicts;              ///< of the domains of people
    const idna_adapter* names = nullptr; ///< null: names beyond ASCII are none
    bool needs_now;                      ///< what is asked of it

    gate_view(const program_view& program,
              const unsigned char* block,
              const idna_adapter* adapter) noexcept
        : header(reinterpret_cast<const gate_header*>(block)),
          domains(block + header->domains_at),
          addresses(block + header->addresses_at),
          list_domains(program.domains.data()),
          list_addresses(program.addresses.data()),
          verdicts(header->verdicts_at == 0
                       ? nullptr
                       : reinterpret_cast<const verdict*>(block + header->verdicts_at),
                   header->are_final != 0),
          names(adapter),
          needs_now(compares_ages_of_facts(program)) {}

    std::string_view user_id(user_ref user) const noexcept { return header->user_id(user); }

    user_group group(std::uint32_t value) const noexcept {
        const auto* const at =
            reinterpret_cast<const std::uint32_t*>(reinterpret_cast<const unsigned char*>(header) +
                                                   header->groups_at) +
            value;
        return {at[0], at[1], {reinterpret_cast<const user_ref*>(at + 3), at[2]}};
    }
};

/// The set of the users who would be in a set of people if they were active; `sets` is how many
/// sets there are.
constexpr std::uint32_t would_be(std::uint32_t set, std::size_t sets) noexcept {
    return set + static_cast<std::uint32_t>(sets);
}

} // namespace surety::detail

#endif
