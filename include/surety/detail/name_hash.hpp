// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_NAME_HASH_HPP
#define SURETY_DETAIL_NAME_HASH_HPP

#include <surety/detail/platform.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace surety::detail {

/// The longest key that is hashed: an address.
inline constexpr std::size_t max_key_size = 256;

/// The secret of one table: drawn from the system's random source, so that nobody who can register
/// names can register names that collide.
struct name_key {
    static constexpr std::size_t block_words = max_key_size / 8;
    std::uint64_t block[block_words];
    std::uint64_t last[2];
};

/// 16 bytes of a name, as two little-endian words.
struct name_block {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
};

inline name_block load_block(const char* from) noexcept {
    name_block b;
    std::memcpy(&b.low, from, 8);
    std::memcpy(&b.high, from + 8, 8);
    return b;
}

/// A keyed hash of names that is cheap for all suffixes of a name at once.
///
/// NH (Black et al., "UMAC", 1999) over 16-byte blocks counted **from the end** of the name: the
/// blocks of a suffix are the last blocks of the name, the foremost of them cut. Two names collide
/// with a probability of about 2^-64 over the choice of the key, whoever chose the names. No name
/// has a zero byte, so filling up with zeros keeps different names different.
class name_hasher {
public:
    explicit name_hasher(const name_key& key) noexcept : key_(key) {}

    /// Takes one more block, farther from the end than those before.
    void absorb(name_block b) noexcept {
        sum_ = add(sum_, product(b, index_));
        index_ += 2;
    }

    /// The hash of what was absorbed and then `b`.
    std::uint64_t finish(name_block b) const noexcept {
        const product128 sum = add(sum_, product(b, index_));
        const product128 mixed = multiply(sum.low ^ key_.last[0], sum.high ^ key_.last[1]);
        return mixed.low ^ mixed.high;
    }

private:
    product128 product(name_block b, std::size_t index) const noexcept {
        return multiply(b.low + key_.block[index], b.high + key_.block[index + 1]);
    }

    const name_key& key_;
    product128 sum_{};
    std::size_t index_ = 0;
};

/// The foremost block of a name: up to sixteen bytes, zeros before them.
inline name_block load_front(const char* from, std::size_t size) noexcept {
    if (size == 16)
        return load_block(from);
    name_block b;
    if (size >= 8) {
        std::memcpy(&b.low, from, 8);
        std::memcpy(&b.high, from + size - 8, 8);
        b.low = size == 8 ? 0 : b.low << (16 - size) * 8;
    } else if (size >= 4) {
        std::uint32_t first, last;
        std::memcpy(&first, from, 4);
        std::memcpy(&last, from + size - 4, 4);
        b.high = std::uint64_t{first} << (8 - size) * 8 | std::uint64_t{last} << 32;
    } else {
        for (std::size_t i = 0; i < size; ++i)
            b.high |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 - size + i) * 8;
    }
    return b;
}

/// The hash of a name or an address: 1 to `max_key_size` bytes.
inline std::uint64_t hash_name(const name_key& key, std::string_view name) noexcept {
    name_hasher hasher(key);
    std::size_t left = name.size();
    for (; left > 16; left -= 16)
        hasher.absorb(load_block(name.data() + left - 16));
    return hasher.finish(load_front(name.data(), left));
}

/// The hash of any bytes: of ids, which may be long and may hold zeros.
inline std::uint64_t hash_bytes(const name_key& key, std::string_view bytes) noexcept {
    std::uint64_t hash = bytes.size();
    for (std::size_t at = 0; at < bytes.size(); at += max_key_size) {
        const product128 mixed = multiply(
            hash_name(key, bytes.substr(at, max_key_size)) ^ key.last[0], hash ^ key.last[1]);
        hash = mixed.low ^ mixed.high;
    }
    return hash;
}

} // namespace surety::detail

#endif
