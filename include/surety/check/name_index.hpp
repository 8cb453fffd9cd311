// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_NAME_INDEX_HPP
#define SURETY_CHECK_NAME_INDEX_HPP

#include <surety/detail/suggestion.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace surety::checked {

/// Finds texts that were added before: add all, `sort`, then look up. A sorted array, because a
/// policy may come from somebody who chooses its names to collide in a hash table. The texts must
/// outlive the index.
class name_index {
public:
    struct entry {
        std::string_view text;
        std::uint32_t index = 0; ///< the how-manieth it was to be added, from 0

        bool operator<(const entry& other) const noexcept {
            const int order = text.compare(other.text);
            return order != 0 ? order < 0 : index < other.index;
        }
    };

    static constexpr std::uint32_t none = 0xFFFF'FFFF;

    void add(std::string_view text) {
        entries_.push_back({text, static_cast<std::uint32_t>(entries_.size())});
    }

    void sort() { std::sort(entries_.begin(), entries_.end()); }

    /// The index of the first that was added with that text, or `none`.
    std::uint32_t find(std::string_view text) const noexcept {
        const auto at = std::lower_bound(entries_.begin(), entries_.end(), entry{text, 0});
        return at != entries_.end() && at->text == text ? at->index : none;
    }

    /// For each that was added the index of the first with the same text: its own, or an earlier.
    std::vector<std::uint32_t> firsts() const {
        std::vector<std::uint32_t> first(entries_.size());
        std::uint32_t current = 0;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            if (i == 0 || entries_[i].text != entries_[i - 1].text)
                current = entries_[i].index;
            first[entries_[i].index] = current;
        }
        return first;
    }

    /// All, sorted.
    const std::vector<entry>& entries() const noexcept { return entries_; }

private:
    std::vector<entry> entries_;
};

using detail::suggestion;

} // namespace surety::checked

#endif
