// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_PLATFORM_HPP
#define SURETY_DETAIL_PLATFORM_HPP

#include <cstddef>
#include <cstdint>

#if defined(_MSC_VER) && !defined(__clang__)
#include <intrin.h>
#endif

/// For what must be inlined to be fast, though it is called from several places.
#if defined(_MSC_VER) && !defined(__clang__)
#define SURETY_INLINE __forceinline
#define SURETY_INLINE_LAMBDA
#else
#define SURETY_INLINE [[gnu::always_inline]] inline
#define SURETY_INLINE_LAMBDA __attribute__((always_inline))
#endif

/// A function that stays one: called from many places, and from none so often that it should be
/// repeated there. Half of what a host pays to compile `load` would be such repetitions.
#if defined(__GNUC__)
#define SURETY_NOINLINE [[gnu::noinline]]
#elif defined(_MSC_VER)
#define SURETY_NOINLINE __declspec(noinline)
#else
#define SURETY_NOINLINE
#endif

/// A function that hardly any decision comes to: compiled for size, which is a good part of what a
/// host pays to compile `decide`.
#if defined(__GNUC__)
#define SURETY_COLD [[gnu::noinline, gnu::cold]]
#else
#define SURETY_COLD SURETY_NOINLINE
#endif

/// Behind a parameter: what is made views what it gets, and a compiler that knows warns when that
/// dies at once. Behind a member function: what it returns views the object.
#if defined(__clang__)
#define SURETY_LIFETIMEBOUND [[clang::lifetimebound]]
#elif defined(_MSC_VER)
#define SURETY_LIFETIMEBOUND [[msvc::lifetimebound]]
#else
#define SURETY_LIFETIMEBOUND
#endif

/// What depends on a compiler or a processor. What depends on a system is in system.hpp.
namespace surety::detail {

/// A product of two words.
struct product128 {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
};

#if defined(_MSC_VER) && !defined(__clang__)

inline product128 multiply(std::uint64_t a, std::uint64_t b) noexcept {
    product128 r;
    r.low = _umul128(a, b, &r.high);
    return r;
}
inline void atomic_increment(std::size_t& count) noexcept {
    _InterlockedIncrement64(reinterpret_cast<volatile long long*>(&count));
}
/// Returns what is left.
inline std::size_t atomic_decrement(std::size_t& count) noexcept {
    return static_cast<std::size_t>(
        _InterlockedDecrement64(reinterpret_cast<volatile long long*>(&count)));
}
inline void prefetch(const void* where) noexcept {
    _mm_prefetch(static_cast<const char*>(where), _MM_HINT_T0);
}
/// The place of the highest bit of a word that has one.
inline unsigned highest_bit(std::uint64_t word) noexcept {
    unsigned long place;
    _BitScanReverse64(&place, word);
    return place;
}

#else

__extension__ using uint128 = unsigned __int128;

inline product128 multiply(std::uint64_t a, std::uint64_t b) noexcept {
    const uint128 product = static_cast<uint128>(a) * b;
    return {static_cast<std::uint64_t>(product), static_cast<std::uint64_t>(product >> 64)};
}
inline void atomic_increment(std::size_t& count) noexcept {
    __atomic_fetch_add(&count, std::size_t{1}, __ATOMIC_RELAXED);
}
/// Returns what is left.
inline std::size_t atomic_decrement(std::size_t& count) noexcept {
    return __atomic_sub_fetch(&count, std::size_t{1}, __ATOMIC_ACQ_REL);
}
inline void prefetch(const void* where) noexcept {
    __builtin_prefetch(where);
    // Without this GCC takes functions that only prefetch for ones that do nothing, and drops them.
    __asm__ volatile("" : : "r"(where));
}
/// The place of the highest bit of a word that has one.
inline unsigned highest_bit(std::uint64_t word) noexcept {
    return 63u ^ static_cast<unsigned>(__builtin_clzll(word));
}

#endif

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
inline constexpr bool is_big_endian = true;
#else
inline constexpr bool is_big_endian = false;
#endif

/// The eight bytes of a word from the last to the first.
constexpr std::uint64_t reversed(std::uint64_t word) noexcept {
    word = (word & 0x00FF00FF00FF00FF) << 8 | (word >> 8 & 0x00FF00FF00FF00FF);
    word = (word & 0x0000FFFF0000FFFF) << 16 | (word >> 16 & 0x0000FFFF0000FFFF);
    return word << 32 | word >> 32;
}

/// The number that eight bytes are when the first of them counts least; given as they stand in
/// memory. The other way as well.
constexpr std::uint64_t little_endian(std::uint64_t word) noexcept {
    return is_big_endian ? reversed(word) : word;
}

inline product128 add(product128 a, product128 b) noexcept {
    std::uint64_t const low = a.low + b.low;
    return {low, a.high + b.high + (low < a.low)};
}

} // namespace surety::detail

#endif
