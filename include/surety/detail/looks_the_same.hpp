// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_LOOKS_THE_SAME_HPP
#define SURETY_DETAIL_LOOKS_THE_SAME_HPP

#include <surety/detail/look_alike.hpp>
#include <surety/detail/name_limits.hpp>
#include <surety/detail/name_scan.hpp>
#include <surety/detail/name_table.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/detail/records.hpp>
#include <surety/idna_adapter.hpp>

#include <cstdint>
#include <string_view>

namespace surety::detail {

/// Whether rules ask what only an adapter can answer.
inline bool needs_idna(const program_view& program) noexcept {
    for (const node& n : program.nodes)
        if (n.code == op::is_mixed_script || n.code == op::is_look_alike)
            return true;
    return false;
}

/// Whether rules compare with a list by `is look-alike of`.
inline bool has_lists_of_look_alikes(const program_view& program) noexcept {
    for (const set_record& set : program.address_sets)
        if (set.look_alikes != 0 && set.people == nobody)
            return true;
    return false;
}

/// Whether the lists that rules compare by `is look-alike of` look to an adapter as they did to the
/// one that the program was made with: what looks alike changes with the versions of Unicode.
inline bool looks_the_same(const program_view& program, const idna_adapter& names) noexcept {
    const name_table lists(program.addresses.data());
    if (lists.empty() || !has_lists_of_look_alikes(program))
        return true; // other lists, which may be long, are not gone through
    bool same = true;
    look_alike_keys keys;
    lists.each_member([&](std::string_view key, const name_entry& entry) noexcept {
        if (!same || !look_alike_keys::is_own(key))
            return;
        std::string_view const domain = key.substr(1);
        char canonical[longest_domain];
        same = static_cast<bool>(scan_bytes(domain, canonical)); // a program may be made by hand
        if (!same)
            return;
        keys.make(domain, names);
        same = keys.are_known();
        const name_entry look = lists.find(keys.skeleton());
        const name_class sets = lists.class_of(entry);
        for (std::uint32_t i = 0; i < sets.count() && same; ++i)
            same = look.is_member() &&
                   lists.class_of(look).find(sets[i]) != lists.class_of(look).count();
    });
    return same;
}

} // namespace surety::detail

#endif
