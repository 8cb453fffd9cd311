// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_NAME_TABLE_HPP
#define SURETY_DETAIL_NAME_TABLE_HPP

#include <surety/detail/name_hash.hpp>
#include <surety/detail/vector16.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace surety::detail {

/// What rule of the public suffix list a name carries: bits.
enum class suffix_rule_kind : std::uint8_t { normal = 1, wildcard = 2, exception = 4 };

/// Up to ten names that hash to the same place: one cache line.
struct alignas(64) name_bucket {
    static constexpr std::size_t capacity = 10;
    static constexpr std::uint16_t marker_bit = 0x8000;

    std::uint16_t tag[capacity]; ///< 0: free; else 15 bits of the hash and whether it is a marker
    std::uint16_t overflowed;    ///< a name that belongs here stands in a later bucket
    std::uint16_t unused;
    std::uint32_t offset[capacity]; ///< of the name, in the arena

    /// Where a tag stands, marked or not: a bit for each place.
    std::uint32_t places_of(std::uint16_t wanted) const noexcept {
        std::uint32_t places = 0;
#if SURETY_HAS_VECTOR16
        const auto tags = reinterpret_cast<halves8>(load16(tag));
        places = mask_of(reinterpret_cast<halves8>((tags & static_cast<short>(~marker_bit)) ==
                                                   static_cast<short>(wanted)));
        constexpr std::size_t rest = 8;
#else
        constexpr std::size_t rest = 0;
#endif
        for (std::size_t i = rest; i < capacity; ++i)
            places |= static_cast<std::uint32_t>((tag[i] & ~marker_bit) == wanted) << i;
        return places;
    }
};
static_assert(sizeof(name_bucket) == 64);

/// What stands at the beginning of a table.
struct alignas(64) name_table_header {
    std::uint32_t bucket_count = 0;
    std::uint32_t names = 0;      ///< members, markers not counted
    std::uint32_t has_tops = 0;   ///< some member has a single label
    std::uint32_t has_values = 0; ///< members carry a word for each of their sets
    std::uint64_t classes_at = 0; ///< bytes from the header
    std::uint64_t arena_at = 0;   ///< bytes from the header
    std::uint64_t arena_size = 0;
    name_key key;
    std::uint64_t deep_levels = 0; ///< see `name_table::has_level`
};
static_assert(sizeof(name_table_header) == 320);

/// The sets that a name is a member of. Names with the same sets share a class.
struct name_class {
    std::uint32_t suffix_rules; ///< suffix_rule_kind bits
    std::uint32_t count;
    const std::uint32_t* sets; ///< ascending

    /// Where a set stands among the sets, or `count`.
    std::uint32_t find(std::uint32_t set) const noexcept {
        std::uint32_t first = 0, last = count;
        while (last - first > 8) { // a class is short, but a policy with many lists may differ
            std::uint32_t const middle = (first + last) / 2;
            if (sets[middle] <= set)
                first = middle;
            else
                last = middle;
        }
        for (; first < last; ++first)
            if (sets[first] == set)
                return first;
        return count;
    }
};

/// What a table knows of a name.
struct name_entry {
    enum class kind : std::uint8_t {
        none,   ///< neither a member nor an ancestor of one
        marker, ///< no member, but some member lies below it
        member,
    };
    kind what = kind::none;
    const unsigned char* record = nullptr; ///< of a member: what follows its name
};

/// A hash table from names to the sets that they are in: see detail/README.md.
///
/// A view over bytes that `name_table_builder` laid out; good as long as they are.
class name_table {
public:
    name_table() = default;
    explicit name_table(const unsigned char* bytes) noexcept
        : header_(reinterpret_cast<const name_table_header*>(bytes)) {}

    bool empty() const noexcept { return header_ == nullptr || header_->names == 0; }
    const name_table_header& header() const noexcept { return *header_; }
    const name_key& key() const noexcept { return header_->key; }

    const name_bucket& home(std::uint64_t hash) const noexcept {
        return buckets()[multiply(hash, header_->bucket_count).high];
    }

    /// Members leave markers at their ancestors of two labels up to this many. Of longer names,
    /// which hardly anybody has who does not mean to cost something, a table knows how many labels
    /// there are: a question about them pays for those levels and not for each label.
    static constexpr std::uint32_t marked_labels = 8;

    /// Whether a name of so many labels, more than `marked_labels`, may be a member.
    bool has_level(std::uint32_t labels) const noexcept {
        return (header_->deep_levels >> (labels - marked_labels - 1) / 2 & 1) != 0;
    }

    /// Starts to fetch what `find` reads first, and then what it reads next.
    void prefetch_bucket(std::uint64_t hash) const noexcept { prefetch(&home(hash)); }
    void prefetch_names(std::uint64_t hash) const noexcept {
        const name_bucket& bucket = home(hash);
        for (std::uint32_t places = bucket.places_of(tag_of(hash)); places != 0;
             places &= places - 1)
            prefetch(arena() + bucket.offset[std::countr_zero(places)]);
    }

    /// Looks a name up by its bytes; `hash` is its hash under `key()`.
    name_entry find(std::uint64_t hash, std::string_view name) const noexcept {
        const name_bucket* bucket = &home(hash);
        std::uint16_t const tag = tag_of(hash);
        for (;;) {
            for (std::uint32_t places = bucket->places_of(tag); places != 0; places &= places - 1) {
                const auto i = static_cast<std::size_t>(std::countr_zero(places));
                const unsigned char* const at = arena() + bucket->offset[i];
                // A name ends with a zero byte, which no name holds: neither reads past the arena.
                if (std::memcmp(at, name.data(), name.size()) != 0 || at[name.size()] != 0)
                    continue;
                if (bucket->tag[i] & name_bucket::marker_bit)
                    return {name_entry::kind::marker, nullptr};
                return {name_entry::kind::member, at + name.size() + 1};
            }
            if (!bucket->overflowed)
                return {};
            if (++bucket == buckets() + header_->bucket_count)
                bucket = buckets();
        }
    }

    /// The sets that a member is in.
    name_class class_of(const unsigned char* record) const noexcept {
        const std::uint32_t* const words = classes() + read(record);
        return {words[0], words[1], words + 2};
    }

    /// The word that a member carries for the `index`-th of its sets; needs `has_values`.
    static std::uint32_t value(const unsigned char* record, std::uint32_t index) noexcept {
        return read(record + 4 + std::size_t{index} * 4);
    }

    /// Calls `visit(name, record)` for every member, in the order in which they were added.
    template <class Visitor>
    void each_member(const Visitor& visit) const {
        const unsigned char* at = arena();
        for (std::uint32_t i = 0; i < header_->names; ++i) {
            std::string_view const name(reinterpret_cast<const char*>(at));
            const unsigned char* const record = at + name.size() + 1;
            visit(name, record);
            at = record + 4 + (header_->has_values ? class_of(record).count * std::size_t{4} : 0);
        }
    }

    static constexpr std::uint16_t tag_of(std::uint64_t hash) noexcept {
        // The low bits: the bucket is chosen by the high ones. Never 0, which means free.
        const auto tag = static_cast<std::uint16_t>(hash & 0x7FFF);
        return tag ? tag : std::uint16_t{1};
    }

    const name_bucket* buckets() const noexcept {
        return reinterpret_cast<const name_bucket*>(header_ + 1);
    }
    const unsigned char* arena() const noexcept { return bytes() + header_->arena_at; }
    const std::uint32_t* classes() const noexcept {
        return reinterpret_cast<const std::uint32_t*>(bytes() + header_->classes_at);
    }

private:
    const unsigned char* bytes() const noexcept {
        return reinterpret_cast<const unsigned char*>(header_);
    }
    static std::uint32_t read(const unsigned char* at) noexcept {
        std::uint32_t word;
        std::memcpy(&word, at, sizeof word);
        return word;
    }

    const name_table_header* header_ = nullptr;
};

} // namespace surety::detail

#endif
