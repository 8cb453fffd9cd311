// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_THRESHOLD_FINDER_HPP
#define SURETY_DETAIL_THRESHOLD_FINDER_HPP

#include <surety/detail/counted.hpp>
#include <surety/detail/gate_view.hpp>
#include <surety/detail/name_hash.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>
#include <surety/detail/sort.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace surety::detail {

/// Finds the `user_group::threshold` of groups: how far up from a name there are enough distinct
/// users.
///
/// The names of a set are gone through from the top down, all below a name before its next sibling.
/// A user counts at the lowest name on the way where he is, and no other: so each group is gone
/// through once, however many names are below it.
class threshold_finder {
public:
    explicit threshold_finder(const name_key& key) noexcept : key_(key) {}

    /// A group that has been written, of a name in a set. The name has to stay.
    void add(std::string_view name, std::uint32_t set, std::uint32_t place) {
        std::size_t const last = name.rfind('.');
        std::size_t const dot = last == 0 ? name.npos : name.rfind('.', last - 1);
        added_.push_unset() = {name, hash_name(key_, name.substr(dot + 1)), set, place};
    }

    /// Writes the thresholds of all that were added. No reference to a user is `refs` or more.
    void write(record_array<std::uint32_t>& groups, array_view<set_record> sets, std::size_t refs) {
        if (added_.empty())
            return;
        sort_records(added_, [](const added& a, const added& b) { return comes_before(a, b); });
        lowest_.resize_unset(refs);
        std::memset(lowest_.data(), 0, refs);
        for (std::size_t i = 0; i < added_.size(); ++i) {
            const added& next = added_[i];
            if (i > 0 && added_[i - 1].set != next.set)
                while (!way_.empty())
                    leave(groups);
            while (!way_.empty() && !is_below(next.name, way_.back().name))
                leave(groups);
            enter(next, groups);
            groups[next.place] = threshold(sets[next.set].at_least);
        }
    }

private:
    struct added {
        std::string_view name;
        std::uint64_t family; ///< the hash of its last two labels
        std::uint32_t set, place;
    };
    /// A name on the way down to the one at hand.
    struct level {
        std::string_view name;
        std::uint32_t place, labels;
        std::uint32_t users; ///< whose lowest it is
    };

    /// Names of one family stand together, a name before all that are below it.
    static bool comes_before(const added& a, const added& b) noexcept {
        if (a.set != b.set)
            return a.set < b.set;
        if (a.family != b.family)
            return a.family < b.family;
        SURETY_COUNT(comparisons);
        std::size_t i = a.name.size(), j = b.name.size();
        while (i > 0 && j > 0 && a.name[i - 1] == b.name[j - 1])
            --i, --j;
        if (i == 0 || j == 0)
            return i < j;
        const char left = a.name[i - 1], right = b.name[j - 1];
        return right != '.' && (left == '.' || left < right);
    }

    static bool is_below(std::string_view name, std::string_view other) noexcept {
        return name.size() > other.size() && name.ends_with(other) &&
               name[name.size() - other.size() - 1] == '.';
    }

    /// Calls `visit(lowest level of the user)` for each user of a group.
    template <class Visitor>
    void each_user(const record_array<std::uint32_t>& groups,
                   std::uint32_t place,
                   const Visitor& visit) {
        const std::uint32_t* const group = groups.data() + place;
        for (std::uint32_t i = 0; i < group[2]; ++i) {
            SURETY_COUNT(places);
            visit(lowest_[group[3 + i]]);
        }
    }

    void enter(const added& next, const record_array<std::uint32_t>& groups) {
        std::uint32_t labels = 1;
        for (const char c : next.name)
            labels += c == '.';
        const auto here = static_cast<std::uint8_t>(way_.size() + 1);
        way_.push_back({next.name, next.place, labels, groups[next.place + 2]});
        each_user(groups, next.place, [&](std::uint8_t& lowest) {
            left_.push_unset() = lowest;
            if (lowest != 0)
                --way_[lowest - 1u].users;
            lowest = here;
        });
    }

    /// Undoes the last `enter` that was not.
    void leave(const record_array<std::uint32_t>& groups) {
        std::uint32_t const place = way_.back().place;
        way_.shrink(way_.size() - 1);
        left_.shrink(left_.size() - groups[place + 2]);
        const std::uint8_t* before = left_.end();
        each_user(groups, place, [&](std::uint8_t& lowest) {
            lowest = *before++;
            if (lowest != 0)
                ++way_[lowest - 1u].users;
        });
    }

    std::uint32_t threshold(std::uint32_t wanted) const noexcept {
        std::uint32_t users = 0;
        for (std::size_t i = way_.size(); i > 0; --i) {
            SURETY_COUNT(places);
            users += way_[i - 1].users;
            if (users >= wanted)
                return way_[i - 1].labels;
        }
        return 0;
    }

    const name_key& key_;
    record_array<added> added_;
    record_array<level> way_;
    record_array<std::uint8_t> lowest_; ///< of each user the level where he counts, from 1; or 0
    record_array<std::uint8_t> left_;   ///< what `lowest_` was, of each user of the levels
};

} // namespace surety::detail

#endif
