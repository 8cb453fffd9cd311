// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_SORT_HPP
#define SURETY_DETAIL_SORT_HPP

#include <surety/detail/record_array.hpp>

#include <cstddef>

namespace surety::detail {

/// Sorts records, equal ones in the order in which they were: a merge from runs of 16 upwards, n
/// log n whatever the input. One function, where an instance of `std::sort` is thirty: that is a
/// tenth of what a host pays to compile `bind`.
template <class T, class Less>
void sort_records(record_array<T>& records, const Less& less) {
    std::size_t const count = records.size();
    constexpr std::size_t run = 16;
    for (std::size_t first = 0; first < count; first += run) {
        std::size_t const last = count - first < run ? count : first + run;
        for (std::size_t i = first + 1; i < last; ++i) {
            T const moved = records[i];
            std::size_t at = i;
            for (; at > first && less(moved, records[at - 1]); --at)
                records[at] = records[at - 1];
            records[at] = moved;
        }
    }
    if (count <= run)
        return;
    record_array<T> other;
    other.resize(count, records[0]);
    for (std::size_t size = run; size < count; size *= 2) {
        const T* const from = records.data();
        T* to = other.data();
        for (std::size_t first = 0; first < count; first += 2 * size) {
            std::size_t const middle = count - first < size ? count : first + size;
            std::size_t const last = count - middle < size ? count : middle + size;
            std::size_t a = first, b = middle;
            while (a < middle || b < last)
                *to++ = a == middle || (b < last && less(from[b], from[a])) ? from[b++] : from[a++];
        }
        records.swap(other);
    }
}

/// Drops all but the first of records that stand side by side and are the same.
template <class T, class Same>
void drop_repeated(record_array<T>& records, const Same& same) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < records.size(); ++i)
        if (kept == 0 || !same(records[kept - 1], records[i]))
            records[kept++] = records[i];
    records.shrink(kept);
}

} // namespace surety::detail

#endif
