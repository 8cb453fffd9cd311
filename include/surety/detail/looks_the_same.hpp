// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_LOOKS_THE_SAME_HPP
#define SURETY_DETAIL_LOOKS_THE_SAME_HPP

#include <surety/detail/look_alike.hpp>
#include <surety/detail/name_table.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/idna_adapter.hpp>

#include <cstdint>
#include <string_view>

namespace surety::detail {

/// Whether the lists that rules compare by `is look-alike of` look to an adapter as they did to the
/// one that the program was made with: what looks alike changes with the versions of Unicode.
inline bool looks_the_same(const program_view& program, const idna_adapter& names) noexcept {
    const name_table lists(program.addresses.data());
    if (lists.empty())
        return true;
    bool same = true;
    look_alike_keys keys;
    lists.each_member([&](std::string_view key, const name_entry& entry) noexcept {
        if (!same || !look_alike_keys::is_own(key))
            return;
        keys.make(key.substr(1), names);
        if (!keys.are_known())
            return; // then whatever is asked about looks alike
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
