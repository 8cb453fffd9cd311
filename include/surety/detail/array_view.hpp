// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_ARRAY_VIEW_HPP
#define SURETY_DETAIL_ARRAY_VIEW_HPP

#include <cstddef>

namespace surety::detail {

/// A view of an array of records. What `std::span` is, without what each of its instances costs to
/// compile: a program has two dozen of them, and they are in every host that decides.
template <class T>
struct array_view {
    const T* first = nullptr;
    std::size_t count = 0;

    constexpr const T* data() const noexcept { return first; }
    constexpr std::size_t size() const noexcept { return count; }
    constexpr bool empty() const noexcept { return count == 0; }
    constexpr const T& operator[](std::size_t i) const noexcept { return first[i]; }
    constexpr const T& front() const noexcept { return *first; }
    constexpr const T* begin() const noexcept { return first; }
    constexpr const T* end() const noexcept { return first + count; }
    constexpr array_view part(std::size_t from, std::size_t size) const noexcept {
        return {first + from, size};
    }
};

} // namespace surety::detail

#endif
