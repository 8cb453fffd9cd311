// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_CONSTANT_TABLE_HPP
#define SURETY_DETAIL_CONSTANT_TABLE_HPP

#include <surety/detail/name_hash.hpp>
#include <surety/detail/name_table.hpp>
#include <surety/detail/platform.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// The bytes of a program, eight in each word, as the compiler may read them: it knows no casts of
/// pointers. Places are in bytes.
class constant_bytes {
public:
    constexpr explicit constant_bytes(const std::uint64_t* words) noexcept : words_(words) {}

    constexpr char character(std::size_t at) const noexcept {
        std::size_t const in_word = in_order(at % 8, 7);
        return static_cast<char>(words_[at / 8] >> in_word * 8 & 0xFF);
    }
    constexpr std::uint32_t word(std::size_t at) const noexcept { // a multiple of four
        return static_cast<std::uint32_t>(words_[at / 8] >> in_order(at / 4 % 2, 1) * 32);
    }
    /// A word that need not be aligned.
    constexpr std::uint32_t word_anywhere(std::size_t at) const noexcept {
        struct four {
            char bytes[4];
        };
        return std::bit_cast<std::uint32_t>(
            four{{character(at), character(at + 1), character(at + 2), character(at + 3)}});
    }
    /// A record of words at a multiple of four.
    template <class Record>
    constexpr Record record(std::size_t at) const noexcept {
        struct raw {
            alignas(Record) std::uint32_t words[sizeof(Record) / 4];
        };
        static_assert(sizeof(raw) == sizeof(Record));
        raw read{};
        for (std::size_t i = 0; i < sizeof(Record) / 4; ++i)
            read.words[i] = word(at + i * 4);
        return std::bit_cast<Record>(read);
    }

private:
    static constexpr std::size_t in_order(std::size_t place, std::size_t last) noexcept {
        return is_big_endian ? last - place : place;
    }

    const std::uint64_t* words_;
};

/// A product of two words, for the compiler: some have no such thing.
constexpr product128 multiply_by_parts(std::uint64_t a, std::uint64_t b) noexcept {
    constexpr std::uint64_t half = 0xFFFF'FFFF;
    std::uint64_t const low = (a & half) * (b & half);
    std::uint64_t const left = (a >> 32) * (b & half) + (low >> 32);
    std::uint64_t const right = (a & half) * (b >> 32) + (left & half);
    return {right << 32 | (low & half), (a >> 32) * (b >> 32) + (left >> 32) + (right >> 32)};
}

/// The sixteen bytes of a name before its last ones, so many, with zeros before the first; the
/// compiler copies no bytes into words.
constexpr name_block block_of(std::string_view name, std::size_t taken) noexcept {
    std::uint64_t words[2] = {};
    for (std::size_t i = 0; i < 16 && taken + i < name.size(); ++i) {
        std::size_t const place = 15 - i;
        const auto byte = static_cast<unsigned char>(name[name.size() - 1 - taken - i]);
        words[place / 8] |= std::uint64_t{byte} << place % 8 * 8;
    }
    return {words[0], words[1]};
}

/// What `hash_name` makes of a name, for the compiler.
constexpr std::uint64_t constant_hash(const name_key& key, std::string_view name) noexcept {
    std::uint64_t sum = 0, carried = 0;
    for (std::size_t taken = 0; taken < name.size(); taken += 16) {
        const name_block block = block_of(name, taken);
        const product128 product = multiply_by_parts(block.low + key.block[taken / 8],
                                                     block.high + key.block[taken / 8 + 1]);
        sum += product.low;
        carried += product.high + (sum < product.low);
    }
    const product128 mixed = multiply_by_parts(sum ^ key.last[0], carried ^ key.last[1]);
    return mixed.low ^ mixed.high;
}

/// `name_table`, for the compiler: asks the same buckets in the same way, but for markers, which
/// only make it sooner.
class constant_table {
public:
    /// A table that begins at a place.
    constexpr constant_table(constant_bytes bytes, std::size_t at) noexcept
        : bytes_(bytes), at_(at), header_(bytes.record<name_table_header>(at)) {}

    /// The sets that a member is in: a place for the functions below; 0 for what is no member.
    constexpr std::size_t find(std::string_view name) const noexcept {
        if (name.empty() || name.size() >= max_key_size)
            return 0;
        std::uint64_t const hash = constant_hash(header_.key, name);
        name_block block = block_of(name, 0);
        if (name.size() > 16)
            block.low = hash;
        std::uint64_t place = multiply_by_parts(hash, header_.bucket_count).high;
        for (;;) {
            const auto bucket =
                bytes_.record<name_bucket>(at_ + sizeof(name_table_header) +
                                           static_cast<std::size_t>(place) * sizeof(name_bucket));
            for (std::size_t i = 0; i < name_bucket::capacity; ++i)
                if (bucket.name[i] == block && is_rest(bucket, i, name))
                    return class_of(bucket, i);
            if (!bucket.is_beyond(hash))
                return 0;
            place = place + 1 == header_.bucket_count ? 0 : place + 1;
        }
    }

    constexpr std::uint32_t suffix_rules(std::size_t sets) const noexcept {
        return sets == 0 ? 0 : bytes_.word(sets);
    }
    constexpr bool has(std::size_t sets, std::uint32_t set) const noexcept {
        for (std::size_t i = 0; sets != 0 && i < bytes_.word(sets + 4); ++i)
            if (bytes_.word(sets + (name_class::head + i) * 4) == set)
                return true;
        return false;
    }

private:
    /// Whether a name that has the block of another is that.
    constexpr bool
    is_rest(const name_bucket& bucket, std::size_t i, std::string_view name) const noexcept {
        if (!(bucket.what[i] & name_entry::long_bit))
            return name.size() <= 16;
        std::size_t const head = arena_at() + bucket.word[i];
        std::size_t const rest = static_cast<unsigned char>(bytes_.character(head));
        if (name.size() != rest + name_bucket::kept)
            return false;
        for (std::size_t k = 0; k < rest; ++k)
            if (bytes_.character(head - rest + k) != name[k])
                return false;
        return true;
    }

    /// The class of what stands in a bucket; 0 for a marker.
    constexpr std::size_t class_of(const name_bucket& bucket, std::size_t i) const noexcept {
        std::uint32_t const code = bucket.what[i] & name_entry::class_bits;
        if (code == 0)
            return 0;
        std::uint32_t unit = code - 1;
        if (code == name_entry::far_class)
            unit = bucket.what[i] & name_entry::long_bit
                       ? bytes_.word_anywhere(arena_at() + bucket.word[i] + name_table::rest_head)
                       : bucket.word[i];
        return classes_at() + std::size_t{unit} * name_class::unit * 4;
    }

    constexpr std::size_t classes_at() const noexcept {
        return at_ + sizeof(name_table_header) +
               std::size_t{header_.bucket_count} * sizeof(name_bucket);
    }
    constexpr std::size_t words_at() const noexcept {
        return classes_at() + std::size_t{header_.class_units} * name_class::unit * 4;
    }
    constexpr std::size_t arena_at() const noexcept {
        return words_at() + std::size_t{header_.words} * 4;
    }

    constant_bytes bytes_;
    std::size_t at_;
    name_table_header header_;
};

} // namespace surety::detail

#endif
