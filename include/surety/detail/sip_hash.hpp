// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_SIP_HASH_HPP
#define SURETY_DETAIL_SIP_HASH_HPP

#include <surety/detail/platform.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace surety::detail {

/// 128 bits, as two words.
struct hash128 {
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    friend constexpr bool operator==(const hash128&, const hash128&) noexcept = default;
};

/// SipHash-2-4-128 (Aumasson and Bernstein, 2012): for whatever is written to a file, where a hash
/// has to be the same tomorrow. In memory `name_hasher` is faster.
inline hash128 sip_hash(hash128 key, const void* bytes, std::size_t size) noexcept {
    std::uint64_t v0 = key.low ^ 0x736f6d6570736575, v1 = key.high ^ 0x646f72616e646f6d ^ 0xee;
    std::uint64_t v2 = key.low ^ 0x6c7967656e657261, v3 = key.high ^ 0x7465646279746573;
    const auto rounds = [&](int count) noexcept {
        for (; count > 0; --count) {
            v0 += v1;
            v2 += v3;
            v1 = std::rotl(v1, 13) ^ v0;
            v3 = std::rotl(v3, 16) ^ v2;
            v0 = std::rotl(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = std::rotl(v1, 17) ^ v2;
            v3 = std::rotl(v3, 21) ^ v0;
            v2 = std::rotl(v2, 32);
        }
    };
    const auto absorb = [&](std::uint64_t word) noexcept {
        v3 ^= word;
        rounds(2);
        v0 ^= word;
    };
    const auto* at = static_cast<const unsigned char*>(bytes);
    for (std::size_t left = size; left >= 8; left -= 8, at += 8) {
        std::uint64_t word;
        std::memcpy(&word, at, 8);
        absorb(little_endian(word));
    }
    std::uint64_t last = static_cast<std::uint64_t>(size) << 56;
    for (std::size_t i = 0; i < size % 8; ++i)
        last |= std::uint64_t{at[i]} << i * 8;
    absorb(last);
    hash128 made;
    v2 ^= 0xee;
    rounds(4);
    made.low = v0 ^ v1 ^ v2 ^ v3;
    v1 ^= 0xdd;
    rounds(4);
    made.high = v0 ^ v1 ^ v2 ^ v3;
    return made;
}

} // namespace surety::detail

#endif
