// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_VECTOR16_HPP
#define SURETY_DETAIL_VECTOR16_HPP

#include <cstdint>
#include <cstring>

/// Sixteen bytes at once, where the processor can. The vector types of the compilers do; the header
/// of intrinsics costs a host more to compile than the rest of this file's users together.
#if (defined(__GNUC__) || defined(__clang__)) &&                                                   \
    (defined(__SSE2__) || (defined(__aarch64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__))
#define SURETY_HAS_VECTOR16 1

/// Whether a processor has an instruction for `mask_of`.
#if defined(__SSE2__)
#define SURETY_HAS_MASK16 1
#else
#define SURETY_HAS_MASK16 0
#endif

namespace surety::detail {

typedef signed char bytes16 __attribute__((vector_size(16)));

inline bytes16 load16(const void* from) noexcept {
    bytes16 v;
    std::memcpy(&v, from, 16);
    return v;
}
/// The same from two words, which need not go through memory.
inline bytes16 of_halves(std::uint64_t low, std::uint64_t high) noexcept {
    typedef std::uint64_t words2 __attribute__((vector_size(16)));
    return reinterpret_cast<bytes16>(words2{low, high});
}
inline void store16(void* to, bytes16 v) noexcept {
    std::memcpy(to, &v, 16);
}

/// Bit i says whether byte i of a comparison's result is set.
inline std::uint32_t mask_of(bytes16 v) noexcept {
#if SURETY_HAS_MASK16
    typedef char plain __attribute__((vector_size(16)));
    return static_cast<std::uint32_t>(__builtin_ia32_pmovmskb128(reinterpret_cast<plain>(v)));
#else // of each byte another bit is kept; in the highest byte of the product all come together
    typedef std::uint64_t words2 __attribute__((vector_size(16)));
    const words2 bits = reinterpret_cast<words2>(v) & 0x8040'2010'0804'0201;
    const words2 sums = {bits[0] * 0x0101'0101'0101'0101, bits[1] * 0x0101'0101'0101'0101};
    return static_cast<std::uint32_t>(sums[0] >> 56 | sums[1] >> 56 << 8);
#endif
}

/// Which bytes lie between two, both counted. All three are ASCII; other bytes are negative.
inline bytes16 between(bytes16 v, char low, char high) noexcept {
    // Moved so that `high` is the greatest byte there is, which leaves one comparison.
    typedef unsigned char plain __attribute__((vector_size(16)));
    const auto moved = reinterpret_cast<plain>(v) + static_cast<unsigned char>(127 - high);
    return reinterpret_cast<bytes16>(reinterpret_cast<bytes16>(moved) >
                                     static_cast<signed char>(126 - (high - low)));
}

/// Which bytes are a character.
inline bytes16 equal16(bytes16 v, char c) noexcept {
    return reinterpret_cast<bytes16>(v == static_cast<signed char>(c));
}

/// Which bytes are ASCII letters, of either case.
inline bytes16 letters16(bytes16 v) noexcept {
    return between(v | 0x20, 'a', 'z');
}

} // namespace surety::detail

#else
#define SURETY_HAS_VECTOR16 0
#define SURETY_HAS_MASK16 0
#endif

#endif
