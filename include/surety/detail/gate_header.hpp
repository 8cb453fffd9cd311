// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_GATE_HEADER_HPP
#define SURETY_DETAIL_GATE_HEADER_HPP

#include <surety/decision.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace surety::detail {

/// What stands at the beginning of a gate's block. Places are in bytes from there.
struct gate_header {
    static constexpr std::uint32_t expected_magic = 0x31475953; // SYG1
    std::uint32_t magic = expected_magic;
    std::uint32_t users = 0;
    std::int64_t bound_seconds = 0;
    std::uint32_t bound_nanoseconds = 0;
    std::uint32_t domain_count = 0; ///< members of the table of domains
    std::uint64_t domains_at = 0;   ///< a `name_table`, a tree
    std::uint64_t addresses_at = 0; ///< a `name_table`
    std::uint64_t groups_at = 0;    ///< words: see `user_group`
    std::uint64_t verdicts_at = 0;  ///< a `verdict_table`; 0 when there is none
    std::uint64_t are_final = 0;    ///< see `verdict_table::are_final`: 1 or 0
    std::uint64_t ids_at = 0;       ///< texts: see `user_id`

    /// Whether a gate of so many bytes may have a user of that reference.
    bool has(user_ref user, std::size_t size) const noexcept {
        std::size_t const end = static_cast<std::size_t>(ids_at) + static_cast<std::uint32_t>(user);
        return end < size && user_id(user).data() + user_id(user).size() <=
                                 reinterpret_cast<const char*>(this) + size;
    }

    /// An id is its size, in one byte or in 255 and four, and its bytes.
    std::string_view user_id(user_ref user) const noexcept {
        const auto* at =
            reinterpret_cast<const char*>(this) + ids_at + static_cast<std::uint32_t>(user);
        std::uint32_t size = static_cast<unsigned char>(*at++);
        if (size == 255) {
            std::memcpy(&size, at, sizeof size);
            at += sizeof size;
        }
        return {at, size};
    }
};

} // namespace surety::detail

#endif
