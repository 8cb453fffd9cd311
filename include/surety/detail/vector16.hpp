// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_VECTOR16_HPP
#define SURETY_DETAIL_VECTOR16_HPP

#include <cstdint>
#include <cstring>

/// Sixteen bytes at once, where the processor can. The vector types of the compilers do; the header
/// of intrinsics costs a host more to compile than the rest of this file's users together.
#if defined(__SSE2__) && (defined(__GNUC__) || defined(__clang__))
#define SURETY_HAS_VECTOR16 1

namespace surety::detail {

typedef signed char bytes16 __attribute__((vector_size(16)));
typedef short halves8 __attribute__((vector_size(16)));

inline bytes16 load16(const void* from) noexcept {
    bytes16 v;
    std::memcpy(&v, from, 16);
    return v;
}
inline void store16(void* to, bytes16 v) noexcept {
    std::memcpy(to, &v, 16);
}

/// Bit i says whether byte i of a comparison's result is set.
inline std::uint32_t mask_of(bytes16 v) noexcept {
    typedef char plain __attribute__((vector_size(16)));
    return static_cast<std::uint32_t>(__builtin_ia32_pmovmskb128(reinterpret_cast<plain>(v)));
}

/// Bit i says whether the i-th 16-bit half of a comparison's result is set.
inline std::uint32_t mask_of(halves8 v) noexcept {
    typedef char plain __attribute__((vector_size(16)));
    const auto narrow = __builtin_ia32_packsswb128(v, v); // to bytes, signs kept
    return static_cast<std::uint32_t>(__builtin_ia32_pmovmskb128(reinterpret_cast<plain>(narrow))) &
           0xFF;
}

/// Which bytes lie between two, both counted. All three are ASCII; other bytes are negative.
inline bytes16 between(bytes16 v, char low, char high) noexcept {
    return reinterpret_cast<bytes16>(v >= low) & reinterpret_cast<bytes16>(v <= high);
}

/// ASCII capitals to small letters.
inline bytes16 fold16(bytes16 v) noexcept {
    return v | (between(v, 'A', 'Z') & 0x20);
}

} // namespace surety::detail

#else
#define SURETY_HAS_VECTOR16 0
#endif

#endif
