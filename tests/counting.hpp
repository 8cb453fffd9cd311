// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_COUNTING_HPP
#define SURETY_TESTS_COUNTING_HPP

#include <cstdint>
#include <type_traits>

/// What the library did since `counted` was last cleared. To be included before anything of it.
namespace counting {

/// What `detail/counted.hpp` says they are.
struct counts {
    std::uint64_t lookups = 0;
    std::uint64_t buckets = 0;
    std::uint64_t names = 0;
    std::uint64_t places = 0;
    std::uint64_t blocks = 0;
    std::uint64_t atoms = 0;
    std::uint64_t steps = 0;
    std::uint64_t fact_reads = 0;
    std::uint64_t productions = 0;
    std::uint64_t nodes = 0;
    std::uint64_t comparisons = 0;
    std::uint64_t candidates = 0;
    std::uint64_t passed = 0;
    std::uint64_t shown = 0;
    std::uint64_t characters = 0;
};
inline counts counted;

/// What one thing takes.
template <class Thing>
counts of(const Thing& thing) {
    counted = {};
    thing();
    return counted;
}

} // namespace counting

#define SURETY_COUNT(what)                                                                         \
    (std::is_constant_evaluated() ? void() : static_cast<void>(++::counting::counted.what))

#endif
