// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_FIRSTS_HPP
#define SURETY_DETAIL_FIRSTS_HPP

#include <surety/detail/array_view.hpp>
#include <surety/detail/records.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// The bit of what a text begins with: see `node::firsts`.
constexpr std::uint32_t first_of_text(std::string_view text) noexcept {
    return text.empty() ? node::any_first : node::first_bit(text.front());
}
constexpr std::uint32_t first_of_glob(std::string_view pattern) noexcept {
    return pattern.starts_with('*') || pattern.starts_with('?') ? node::any_first
                                                                : first_of_text(pattern);
}

/// What `firsts` is of a node with parts, by those of its parts.
inline std::uint32_t firsts_of_parts(array_view<node> nodes, std::size_t at) noexcept {
    const node& n = nodes[at];
    const bool all = n.code == op::all_of;
    std::uint32_t firsts = all ? node::any_first : 0;
    for (std::size_t part = at + 1; part < at + n.extent; part += nodes[part].extent)
        firsts = all ? firsts & nodes[part].firsts() : firsts | nodes[part].firsts();
    return firsts;
}

} // namespace surety::detail

#endif
