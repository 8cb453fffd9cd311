// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_NAME_HASH_HPP
#define SURETY_DETAIL_NAME_HASH_HPP

#include <surety/detail/counted.hpp>
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

/// 16 bytes of a name, as two words whose least bytes come first.
struct name_block {
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    friend constexpr bool operator==(name_block a, name_block b) noexcept {
        return ((a.low ^ b.low) | (a.high ^ b.high)) == 0;
    }
};

inline name_block load_block(const void* from) noexcept {
    name_block b;
    std::memcpy(&b, from, 16);
    return {little_endian(b.low), little_endian(b.high)};
}

/// Writes the bytes of a block.
inline void store_block(void* to, name_block b) noexcept {
    const name_block bytes{little_endian(b.low), little_endian(b.high)};
    std::memcpy(to, &bytes, 16);
}

/// The last `size` bytes of a block, 1 to 16, zeros before them.
SURETY_INLINE name_block last_bytes(name_block b, std::size_t size) noexcept {
    alignas(16) static constexpr std::uint8_t keeping[32] = {
        0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
        0,    0,    0,    0,    0,    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
    const name_block kept = load_block(keeping + size);
    return {b.low & kept.low, b.high & kept.high};
}

/// The last bytes of a name, as many as one wants to look at: itself or a name above it.
///
/// Up to fifteen bytes before its first may be read, whoever's they are: so a name is read sixteen
/// bytes at a time from its end, and what is not its own is put out.
struct name_tail {
    static constexpr std::size_t readable_before = 16;

    const char* end = nullptr;
    std::size_t size = 0;
};

/// A name in a place of its own, where it may be read as a `name_tail`.
class padded_name {
public:
    explicit padded_name(std::string_view name) noexcept : size_(name.size()) {
        std::memset(bytes_, 0, name_tail::readable_before);
        std::memcpy(bytes_ + name_tail::readable_before, name.data(), size_);
    }
    name_tail tail() const noexcept { return {bytes_ + name_tail::readable_before + size_, size_}; }

private:
    std::size_t size_;
    char bytes_[name_tail::readable_before + max_key_size];
};

/// A keyed hash of names that is cheap for all suffixes of a name at once.
///
/// NH (Black et al., "UMAC", 1999) over 16-byte blocks counted **from the end** of the name: the
/// blocks of a suffix are the last blocks of the name, the foremost of them cut. Two names collide
/// with a probability of about 2^-64 over the choice of the key, whoever chose the names. No name
/// has a zero byte, so filling up with zeros keeps different names different.
class name_hasher {
public:
    explicit name_hasher(const name_key& key) noexcept : key_(key) {}

    /// The hash of a tail; of tails of one name the shorter ones first.
    std::uint64_t hash(name_tail name) noexcept {
        take(name.end, name.size);
        return finish(last_bytes(load_block(name.end - taken_ - 16), name.size - taken_));
    }

    /// The hash of bytes before which nothing may be read.
    std::uint64_t hash(std::string_view name) noexcept {
        const char* const end = name.data() + name.size();
        take(end, name.size());
        std::size_t const left = name.size() - taken_;
        char front[16] = {};
        std::memcpy(front + 16 - left, name.data(), left);
        return finish(load_block(front));
    }

    /// The hash of the end of a text of sixteen bytes or more, around which nothing is read; of
    /// ends of one text the shorter ones first.
    std::uint64_t hash_end(std::string_view text, std::size_t first) noexcept {
        take(text.data() + text.size(), text.size() - first);
        std::size_t const last = text.size() - taken_;
        return finish(last_bytes(load_until(text.data(), last), last - first));
    }

private:
    /// Takes in all whole blocks but the foremost.
    void take(const char* end, std::size_t size) noexcept {
        for (; size - taken_ > 16; taken_ += 16)
            sum_ = add(sum_, product(load_block(end - taken_ - 16)));
    }

    product128 product(name_block b) const noexcept {
        SURETY_COUNT(blocks);
        const std::uint64_t* const words = key_.block + taken_ / 8;
        return multiply(b.low + words[0], b.high + words[1]);
    }

    /// The block that ends at `last`, with zeros for what would stand before the text. Does not ask
    /// how much that is: it differs from name to name, and a processor that guesses wrong loses
    /// more than a few shifts.
    static name_block load_until(const char* text, std::size_t last) noexcept {
        std::size_t const missing = last < 16 ? 16 - last : 0;
        const name_block b = load_block(text + (last + missing - 16));
        std::size_t const bits = missing * 8 & 63;
        std::uint64_t const low = b.low << bits;
        std::uint64_t const high = b.high << bits | b.low >> 1 >> (63 - bits);
        return missing >= 8 ? name_block{0, low} : name_block{low, high};
    }

    std::uint64_t finish(name_block front) const noexcept {
        const product128 sum = add(sum_, product(front));
        const product128 mixed = multiply(sum.low ^ key_.last[0], sum.high ^ key_.last[1]);
        return mixed.low ^ mixed.high;
    }

    const name_key& key_;
    product128 sum_{};
    std::size_t taken_ = 0; ///< bytes in `sum_`, sixteen by sixteen
};

/// The hash of a name of up to sixteen bytes, with zeros before it.
SURETY_INLINE std::uint64_t hash_name(const name_key& key, name_block name) noexcept {
    SURETY_COUNT(blocks);
    const product128 sum = multiply(name.low + key.block[0], name.high + key.block[1]);
    const product128 mixed = multiply(sum.low ^ key.last[0], sum.high ^ key.last[1]);
    return mixed.low ^ mixed.high;
}

/// The hash of a name or an address: 1 to `max_key_size` bytes.
inline std::uint64_t hash_name(const name_key& key, name_tail name) noexcept {
    return name.size <= 16 ? hash_name(key, last_bytes(load_block(name.end - 16), name.size))
                           : name_hasher(key).hash(name);
}
inline std::uint64_t hash_name(const name_key& key, std::string_view name) noexcept {
    return name_hasher(key).hash(name);
}

/// The hash of any bytes: of ids, which may be long and may hold zeros.
inline std::uint64_t hash_bytes(const name_key& key, std::string_view bytes) noexcept {
    std::uint64_t hash = bytes.size();
    for (std::size_t at = 0; at < bytes.size(); at += max_key_size) {
        std::string_view const part = bytes.substr(at, max_key_size);
        std::uint64_t const of_part =
            part.size() < 16 ? hash_name(key, part) : name_hasher(key).hash_end(part, 0);
        const product128 mixed = multiply(of_part ^ key.last[0], hash ^ key.last[1]);
        hash = mixed.low ^ mixed.high;
    }
    return hash;
}

} // namespace surety::detail

#endif
