// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_NAME_INDEX_HPP
#define SURETY_CHECK_NAME_INDEX_HPP

#include <surety/detail/counted.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/sort.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::checked {

/// Finds texts that were added before: add all, `sort`, then look up. A sorted array, because a
/// policy may come from somebody who chooses its names to collide in a hash table. The texts must
/// outlive the index.
class name_index {
public:
    struct entry {
        std::string_view text;
        std::uint32_t index = 0; ///< the how-manieth it was to be added, from 0
    };

    static constexpr std::uint32_t none = 0xFFFF'FFFF;

    SURETY_NOINLINE void add(std::string_view text) {
        entries_.push_back({text, static_cast<std::uint32_t>(entries_.size())});
    }

    void clear() noexcept { entries_.clear(); }

    SURETY_NOINLINE void sort() {
        detail::sort_records(entries_, [](const entry& a, const entry& b) noexcept {
            SURETY_COUNT(comparisons);
            return detail::is_before(a.text, b.text);
        });
        firsts_.resize_unset(entries_.size());
        std::uint32_t current = 0;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            if (i == 0 || entries_[i].text != entries_[i - 1].text)
                current = entries_[i].index;
            firsts_[entries_[i].index] = current;
        }
    }

    /// The index of the first that was added with that text, or `none`.
    SURETY_NOINLINE std::uint32_t find(std::string_view text) const noexcept {
        std::size_t first = 0;
        for (std::size_t count = entries_.size(); count > 0;) {
            SURETY_COUNT(comparisons);
            std::size_t const half = count / 2;
            if (detail::is_before(entries_[first + half].text, text)) {
                first += half + 1;
                count -= half + 1;
            } else {
                count = half;
            }
        }
        return first < entries_.size() && entries_[first].text == text ? entries_[first].index
                                                                       : none;
    }

    /// The index of the first that was added with the same text as the one with an index: its own,
    /// or an earlier.
    std::uint32_t first(std::uint32_t index) const noexcept { return firsts_[index]; }

    /// All, sorted.
    const detail::record_array<entry>& entries() const noexcept { return entries_; }

private:
    detail::record_array<entry> entries_;
    detail::record_array<std::uint32_t> firsts_;
};

} // namespace surety::checked

#endif
