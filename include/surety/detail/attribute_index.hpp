// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_ATTRIBUTE_INDEX_HPP
#define SURETY_DETAIL_ATTRIBUTE_INDEX_HPP

#include <surety/detail/ascii.hpp>
#include <surety/detail/counted.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/user.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace surety::detail {

/// Finds what a user has by a name, letter case ignored, while he gets more: a thousand at the
/// most, so that each new one is put where it belongs.
class attribute_index {
public:
    static constexpr std::uint32_t nowhere = UINT32_MAX;

    void clear() noexcept { sorted_.clear(); }

    /// Takes in what came since, of names that are not yet there.
    void take(const std::vector<user_attribute>& all) {
        for (auto next = static_cast<std::uint32_t>(sorted_.size()); next < all.size(); ++next) {
            std::size_t const at = place_of(all, all[next].name);
            sorted_.push_back(next);
            std::uint32_t* const place = sorted_.data() + at;
            std::memmove(place + 1, place, (sorted_.size() - 1 - at) * sizeof *place);
            *place = next;
        }
    }

    /// Which of all that were taken in it is; `nowhere` when it is none.
    std::uint32_t find(const std::vector<user_attribute>& all,
                       std::string_view name) const noexcept {
        std::size_t const at = place_of(all, name);
        return at < sorted_.size() && equal_folded(all[sorted_[at]].name, name) ? sorted_[at]
                                                                                : nowhere;
    }

private:
    /// How many have names that come before.
    std::size_t place_of(const std::vector<user_attribute>& all,
                         std::string_view name) const noexcept {
        std::size_t first = 0, last = sorted_.size();
        while (first < last) {
            SURETY_COUNT(comparisons);
            std::size_t const middle = first + (last - first) / 2;
            if (compare_folded(all[sorted_[middle]].name, name) < 0)
                first = middle + 1;
            else
                last = middle;
        }
        return first;
    }

    record_array<std::uint32_t> sorted_; ///< by name
};

} // namespace surety::detail

#endif
