// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_SORT_HPP
#define SURETY_DETAIL_SORT_HPP

#include <surety/detail/platform.hpp>
#include <surety/detail/record_array.hpp>

#include <cstddef>
#include <cstring>
#include <string_view>

namespace surety::detail {

/// A relation of two records, with what it needs to know: `holds(context, a, b)`.
struct record_relation {
    const void* context;
    bool (*holds)(const void* context, const void* a, const void* b);

    bool operator()(const void* a, const void* b) const { return holds(context, a, b); }
};

/// The relation of two records of type T, of 64 bytes at most, that a function object says.
template <class T, class Relation>
record_relation relation_of(const Relation& relation) noexcept {
    static_assert(sizeof(T) <= 64);
    return {&relation, [](const void* context, const void* a, const void* b) {
                return static_cast<bool>((*static_cast<const Relation*>(context))(
                    *static_cast<const T*>(a), *static_cast<const T*>(b)));
            }};
}

/// Whether a text comes before another: the order in which texts are sorted and looked up.
SURETY_NOINLINE inline bool is_before(std::string_view a, std::string_view b) noexcept {
    return a < b;
}

/// Merges two neighbouring runs of sorted records; the first begins at `from`.
inline unsigned char* merge_runs(const unsigned char* from,
                                 const unsigned char* middle,
                                 const unsigned char* last,
                                 unsigned char* to,
                                 std::size_t size,
                                 const record_relation& less) {
    for (const unsigned char* second = middle; from < middle || second < last; to += size) {
        const bool take_second = from == middle || (second < last && less(second, from));
        const unsigned char*& next = take_second ? second : from;
        std::memcpy(to, next, size);
        next += size;
    }
    return to;
}

/// How many records are sorted by insertion; longer runs are merged from these.
inline constexpr std::size_t shortest_run = 16;

/// Sorts records of 64 bytes at most. `other` is room for as many, where there are more than
/// `shortest_run`. Returns whether they are there in the end.
SURETY_NOINLINE inline bool sort_bytes(unsigned char* records,
                                       unsigned char* other,
                                       std::size_t count,
                                       std::size_t size,
                                       const record_relation& less) {
    constexpr std::size_t run = shortest_run;
    unsigned char* const end = records + count * size;
    for (unsigned char* first = records; first < end; first += run * size)
        for (unsigned char* next = first + size; next < end && next < first + run * size;
             next += size) {
            unsigned char* at = next;
            while (at > first && less(next, at - size))
                at -= size;
            if (at == next)
                continue;
            unsigned char moved[64];
            std::memcpy(moved, next, size);
            std::memmove(at + size, at, static_cast<std::size_t>(next - at));
            std::memcpy(at, moved, size);
        }
    bool there = false;
    for (std::size_t width = run; width < count; width *= 2, there = !there) {
        const unsigned char* const from = there ? other : records;
        unsigned char* to = there ? records : other;
        for (std::size_t first = 0; first < count; first += 2 * width) {
            std::size_t const middle = count - first < width ? count : first + width;
            std::size_t const last = count - middle < width ? count : middle + width;
            to = merge_runs(from + first * size, from + middle * size, from + last * size, to, size,
                            less);
        }
    }
    return there;
}

/// Sorts an array of records of a size.
SURETY_NOINLINE inline void
sort_array(growing_records& records, std::size_t size, const record_relation& less) {
    record_array<unsigned char> other;
    if (records.size() > shortest_run)
        other.resize_unset(records.size() * size);
    if (sort_bytes(records.bytes(), other.bytes(), records.size(), size, less))
        std::memcpy(records.bytes(), other.bytes(), other.size());
}

/// Of records that stand side by side, and whose relation is the given one, drops the second.
SURETY_NOINLINE inline void drop_records(growing_records& records,
                                         std::size_t size,
                                         const record_relation& relation,
                                         bool given) {
    unsigned char* const bytes = records.bytes();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < records.size(); ++i)
        if (kept == 0 || relation(bytes + (kept - 1) * size, bytes + i * size) != given)
            std::memmove(bytes + kept++ * size, bytes + i * size, size);
    records.shrink(kept);
}

/// Sorts records, equal ones in the order in which they were: a merge from runs of 16 upwards, n
/// log n whatever the input. One function for all types, where an instance of `std::sort` is
/// thirty.
template <class T, class Less>
void sort_records(record_array<T>& records, const Less& less) {
    sort_array(records, sizeof(T), relation_of<T>(less));
}

/// Drops all but the first of records that stand side by side and are the same.
template <class T, class Same>
void drop_repeated(record_array<T>& records, const Same& same) {
    drop_records(records, sizeof(T), relation_of<T>(same), true);
}

/// Sorts records and drops all but the first of those that are equal: none is less.
template <class T, class Less>
void sort_distinct(record_array<T>& records, const Less& less) {
    const record_relation relation = relation_of<T>(less);
    sort_array(records, sizeof(T), relation);
    drop_records(records, sizeof(T), relation, false);
}

} // namespace surety::detail

#endif
