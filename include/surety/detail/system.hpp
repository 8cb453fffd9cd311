// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_SYSTEM_HPP
#define SURETY_DETAIL_SYSTEM_HPP

#include <surety/detail/name_hash.hpp>

#include <cstddef>
#include <cstdlib>

#if defined(_WIN32)
extern "C" __declspec(dllimport) unsigned char __stdcall SystemFunction036(void*, unsigned long);
#else
#include <unistd.h>
#endif
#if defined(__APPLE__)
#include <sys/random.h>
#endif
#if defined(__linux__)
#include <sys/mman.h>
#endif

/// What depends on a system: for whoever makes tables, not for whoever asks them.
namespace surety::detail {

/// Fills memory from the system's random source. There is no way to go on without: ends the
/// program where the source fails, which the systems say it does not.
inline void fill_random(void* to, std::size_t size) noexcept {
    auto* p = static_cast<unsigned char*>(to);
    while (size > 0) {
        std::size_t const part = size < 256 ? size : 256; // what getentropy gives at once
#if defined(_WIN32)
        const bool good = SystemFunction036(p, static_cast<unsigned long>(part)) != 0;
#else
        const bool good = ::getentropy(p, part) == 0;
#endif
        if (!good)
            std::abort();
        p += part;
        size -= part;
    }
}

/// A key that nobody else knows.
inline name_key random_key() noexcept {
    name_key key;
    fill_random(&key, sizeof key);
    return key;
}

/// Asks for large pages for memory that will be read at random: a table of a million names has more
/// small ones than the processor keeps the places of. To be said before the memory is written, and
/// once more afterwards: by then memory that was in use before has small pages already, and only
/// newer systems put those together. Hints; what comes of them is the system's.
inline void expect_random_reads([[maybe_unused]] void* memory,
                                [[maybe_unused]] std::size_t size,
                                [[maybe_unused]] bool is_written) noexcept {
#if defined(__linux__)
    constexpr std::size_t page = std::size_t{2} << 20;
    constexpr int collapse = 25; // MADV_COLLAPSE, which older headers do not name
    const auto begins = reinterpret_cast<std::uintptr_t>(memory);
    const auto first = (begins + page - 1) / page * page;
    const auto last = (begins + size) / page * page;
    if (first < last)
        static_cast<void>(::madvise(static_cast<char*>(memory) + (first - begins), last - first,
                                    is_written ? collapse : MADV_HUGEPAGE));
#endif
}

} // namespace surety::detail

#endif
