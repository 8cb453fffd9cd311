// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_NAME_TABLE_HPP
#define SURETY_DETAIL_NAME_TABLE_HPP

#include <surety/detail/counted.hpp>
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

/// Up to twelve names that hash to the same place: one cache line.
struct alignas(64) name_bucket {
    static constexpr std::size_t capacity = 12;
    static constexpr std::uint32_t all_places = (1u << capacity) - 1;

    /// Of `above`: a name that belongs here stands in a later bucket.
    static constexpr std::uint16_t overflowed = 0x8000;

    std::uint8_t tag[capacity];     ///< 0: free; else eight bits of the hash
    std::uint16_t markers;          ///< bit i: what stands at i is a marker
    std::uint16_t above;            ///< bit i: what stands at i has names below it
    std::uint32_t offset[capacity]; ///< of the name, in the arena

    /// Where a tag stands: a bit for each place.
    std::uint32_t places_of(std::uint8_t wanted) const noexcept {
#if SURETY_HAS_VECTOR16
        return mask_of(reinterpret_cast<bytes16>(load16(tag) == static_cast<signed char>(wanted))) &
               all_places;
#else
        std::uint32_t places = 0;
        for (std::size_t i = 0; i < capacity; ++i)
            places |= static_cast<std::uint32_t>(tag[i] == wanted) << i;
        return places;
#endif
    }
};
static_assert(sizeof(name_bucket) == 64);

/// What stands at the beginning of a table.
struct alignas(64) name_table_header {
    std::uint32_t bucket_count = 0;
    std::uint32_t names = 0;      ///< members, markers not counted
    std::uint32_t has_values = 0; ///< members carry a word for each of their sets
    std::uint32_t arena_size = 0;
    std::uint64_t tops = 0;       ///< see `name_table::may_have_top`
    std::uint64_t classes_at = 0; ///< bytes from the header
    std::uint64_t arena_at = 0;   ///< bytes from the header
    name_key key;
    std::uint64_t deep_levels = 0; ///< see `name_table::has_level`
};
static_assert(sizeof(name_table_header) == 320);

/// The sets that a name is a member of. Names with the same sets share a class.
class name_class {
public:
    name_class() = default; // unset, since hits are kept in arrays
    explicit name_class(const std::uint32_t* words) noexcept : words_(words) {}

    /// What a class begins with: suffix rules, how many sets, the first 64 as bits.
    static constexpr std::uint32_t head = 4;

    std::uint32_t suffix_rules() const noexcept { return words_[0]; } ///< suffix_rule_kind bits
    std::uint32_t count() const noexcept { return words_[1]; }

    /// The sets; they ascend.
    const std::uint32_t* begin() const noexcept { return words_ + head; }
    std::uint32_t operator[](std::uint32_t i) const noexcept { return begin()[i]; }

    /// Bit i: set i is among them. Says nothing of set 64 and above.
    std::uint64_t first_sets() const noexcept { return std::uint64_t{words_[3]} << 32 | words_[2]; }

    /// Where a set stands among the sets, or `count`.
    std::uint32_t find(std::uint32_t set) const noexcept {
        const std::uint32_t* const sets = begin();
        std::uint32_t first = 0, last = count();
        while (last - first > 8) { // a class is short, but a policy with many lists may differ
            std::uint32_t const middle = (first + last) / 2;
            SURETY_COUNT(steps);
            if (sets[middle] <= set)
                first = middle;
            else
                last = middle;
        }
        for (; first < last; ++first) {
            SURETY_COUNT(steps);
            if (sets[first] == set)
                return first;
        }
        return count();
    }

private:
    const std::uint32_t* words_;
};

/// What a table knows of a name.
struct name_entry {
    enum class kind : std::uint8_t {
        none,   ///< neither a member nor an ancestor of one
        marker, ///< no member, but some member lies below it
        member,
    };
    kind what = kind::none;
    bool is_above = false;                 ///< the table has names below it
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
    static constexpr std::uint32_t most_labels = 127; ///< of a name of 253 bytes

    /// Whether a name of so many labels, more than `marked_labels`, may be a member.
    bool has_level(std::uint32_t labels) const noexcept {
        return (header_->deep_levels >> (labels - marked_labels - 1) / 2 & 1) != 0;
    }

    /// Whether some member may be the last label, and no more, of a name that ends there: few are,
    /// and few of their names end like others.
    bool may_have_top(const char* end) const noexcept {
        return (header_->tops & top_bit(end[-2], end[-1])) != 0;
    }
    static constexpr std::uint64_t top_bit(char last_but_one, char last) noexcept {
        return std::uint64_t{1} << (static_cast<unsigned char>(last) +
                                    5u * static_cast<unsigned char>(last_but_one)) %
                                       64;
    }

    /// How many suffixes of one name are looked up at the most.
    std::uint32_t levels() const noexcept {
        if (empty())
            return 0;
        std::uint32_t const first = header_->tops != 0 ? 1 : 2;
        const auto deep = 2 * static_cast<std::uint32_t>(std::popcount(header_->deep_levels));
        std::uint32_t const last = marked_labels + deep;
        return (last < most_labels ? last : most_labels) - first + 1;
    }

    /// Starts to fetch what `find` reads first, and then what it reads next. The latter says
    /// whether there may be names below this one.
    void prefetch_bucket(std::uint64_t hash) const noexcept { prefetch(&home(hash)); }
    bool prefetch_names(std::uint64_t hash, std::size_t size) const noexcept {
        const name_bucket& bucket = home(hash);
        std::uint32_t const all = bucket.places_of(tag_of(hash));
        for (std::uint32_t places = all; places != 0; places &= places - 1) {
            const unsigned char* const at = arena() + bucket.offset[std::countr_zero(places)];
            prefetch(at);
            prefetch(at + size + record_size);
        }
        return (all & bucket.above) != 0;
    }

    /// Looks a name up by its bytes; `hash` is its hash under `key()`.
    SURETY_NOINLINE name_entry find(std::uint64_t hash, name_tail name) const noexcept {
        return search(hash, name.size,
                      [&](const char* end) noexcept { return ends_with(end, name); });
    }

    /// The same; most names fit into one block, which is then looked at once.
    SURETY_NOINLINE name_entry find(name_tail name) const noexcept {
        if (name.size > 16)
            return find(hash_name(key(), name), name);
        const name_block whole = last_bytes(load_block(name.end - 16), name.size);
        return search(hash_name(key(), whole), name.size, [&](const char* end) noexcept {
            return last_bytes(load_block(end - 16), name.size) == whole;
        });
    }

    /// The same for a name that stands anywhere.
    name_entry find(std::string_view name) const noexcept { return find(padded_name(name).tail()); }

    /// The sets that a member is in.
    name_class class_of(const unsigned char* record) const noexcept {
        return name_class(classes() + read(record));
    }

    /// What a member's record begins with: the place of its class.
    static constexpr std::size_t record_size = 4;

    /// The word that a member carries for the `index`-th of its sets; needs `has_values`.
    static std::uint32_t value(const unsigned char* record, std::uint32_t index) noexcept {
        return read(record + record_size + std::size_t{index} * 4);
    }

    /// Calls `visit(name, record)` for every member, in the order in which they were added.
    template <class Visitor>
    void each_member(const Visitor& visit) const {
        const unsigned char* at = arena() + name_tail::readable_before;
        for (std::uint32_t i = 0; i < header_->names; ++i) {
            std::string_view const name(reinterpret_cast<const char*>(at));
            const unsigned char* const record = at + name.size() + 1;
            visit(name, record);
            at = record + record_size +
                 (header_->has_values ? class_of(record).count() * std::size_t{4} : 0);
        }
    }

    static constexpr std::uint8_t tag_of(std::uint64_t hash) noexcept {
        // The low bits: the bucket is chosen by the high ones. Never 0, which means free.
        const auto tag = static_cast<std::uint8_t>(hash);
        return tag ? tag : std::uint8_t{1};
    }

    static std::uint32_t read(const unsigned char* at) noexcept {
        std::uint32_t word;
        std::memcpy(&word, at, sizeof word);
        return word;
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
    /// Looks where a hash leads for a name of that size that `is_it`, which is given its end.
    template <class IsIt>
    SURETY_INLINE name_entry search(std::uint64_t hash,
                                    std::size_t size,
                                    const IsIt& is_it) const noexcept {
        const name_bucket* bucket = &home(hash);
        std::uint8_t const tag = tag_of(hash);
        SURETY_COUNT(look_ups);
        for (;;) {
            SURETY_COUNT(buckets);
            for (std::uint32_t places = bucket->places_of(tag); places != 0; places &= places - 1) {
                const auto i = static_cast<std::size_t>(std::countr_zero(places));
                const unsigned char* const end = arena() + bucket->offset[i] + size;
                SURETY_COUNT(names);
                // A name ends with a zero byte, which no name holds; the arena is padded.
                if (*end != 0 || !is_it(reinterpret_cast<const char*>(end)))
                    continue;
                if (bucket->markers >> i & 1)
                    return {name_entry::kind::marker, true, nullptr};
                return {name_entry::kind::member, (bucket->above >> i & 1) != 0, end + 1};
            }
            if (!(bucket->above & name_bucket::overflowed)) [[likely]]
                return {};
            if (++bucket == buckets() + header_->bucket_count)
                bucket = buckets();
        }
    }

    /// Whether a name, which ends at `end`, is what stands before another end.
    static bool ends_with(const char* end, name_tail name) noexcept {
        for (; name.size > 16; name.size -= 16, name.end -= 16, end -= 16)
            if (!(load_block(end - 16) == load_block(name.end - 16)))
                return false;
        return last_bytes(load_block(end - 16), name.size) ==
               last_bytes(load_block(name.end - 16), name.size);
    }

    const name_table_header* header_ = nullptr;
};

} // namespace surety::detail

#endif
