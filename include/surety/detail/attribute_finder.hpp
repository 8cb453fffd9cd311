// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_ATTRIBUTE_FINDER_HPP
#define SURETY_DETAIL_ATTRIBUTE_FINDER_HPP

#include <surety/detail/array_view.hpp>
#include <surety/detail/ascii.hpp>
#include <surety/detail/counted.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/sort.hpp>
#include <surety/user.hpp>

#include <cstddef>
#include <string_view>

namespace surety::detail {

/// Finds what a user has by a name: of several the first that is not null. A few are gone through,
/// many are sorted first.
class attribute_finder {
public:
    /// Takes what a user has, of which so many are `wanted`. It has to stay where it is.
    void take(array_view<user_attribute> given, std::size_t wanted) {
        given_ = given;
        sorted_.clear();
        sorts_ = wanted > few && given.size() > few;
        if (!sorts_)
            return;
        for (const user_attribute& a : given)
            if (a.held != value::form::null)
                sorted_.push_back(&a);
        sort_records(sorted_, [](const user_attribute* a, const user_attribute* b) {
            return is_before(*a, b->name);
        });
    }

    /// Null when there is none.
    const user_attribute* find(std::string_view name) const noexcept {
        if (sorts_)
            return search(name);
        for (const user_attribute& a : given_) {
            SURETY_COUNT(comparisons);
            if (a.held != value::form::null && equal_folded(a.name, name))
                return &a;
        }
        return nullptr;
    }

private:
    static constexpr std::size_t few = 16;

    static bool is_before(const user_attribute& a, std::string_view name) noexcept {
        SURETY_COUNT(comparisons);
        return compare_folded(a.name, name) < 0;
    }

    SURETY_NOINLINE const user_attribute* search(std::string_view name) const noexcept {
        std::size_t first = 0, last = sorted_.size();
        while (first < last) {
            std::size_t const middle = first + (last - first) / 2;
            if (is_before(*sorted_[middle], name))
                first = middle + 1;
            else
                last = middle;
        }
        return first < sorted_.size() && equal_folded(sorted_[first]->name, name) ? sorted_[first]
                                                                                  : nullptr;
    }

    array_view<user_attribute> given_;
    bool sorts_ = false; ///< there are many
    record_array<const user_attribute*> sorted_;
};

} // namespace surety::detail

#endif
