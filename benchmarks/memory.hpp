// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_MEMORY_HPP
#define SURETY_BENCHMARKS_MEMORY_HPP

#include <cstddef>

/// Counts what passes through `operator new`, which `memory.cpp` replaces.
namespace memory {

/// Bytes in use now.
std::size_t in_use() noexcept;

/// The most that was in use since `watch` was last called.
std::size_t peak() noexcept;
void watch() noexcept;

} // namespace memory

#endif
