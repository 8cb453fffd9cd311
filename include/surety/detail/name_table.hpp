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

/// What a table knows of a name: what stands in a bucket, or nothing.
struct name_entry {
    const unsigned char* word = nullptr; ///< see `name_table::values_of`
    std::uint8_t what = 0;               ///< 0: nothing; else a class and the bits below

    static constexpr std::uint8_t above_bit = 0x80;  ///< there are names below it
    static constexpr std::uint8_t long_bit = 0x40;   ///< it has more than sixteen bytes
    static constexpr std::uint8_t class_bits = 0x3F; ///< the place of its class plus one
    static constexpr std::uint8_t far_class = 0x3F;  ///< of a class whose place has no room there

    bool is_member() const noexcept { return class_code() != 0; }
    bool is_marker() const noexcept { return what != 0 && class_code() == 0; }
    bool is_above() const noexcept { return (what & above_bit) != 0; }
    bool is_long() const noexcept { return (what & long_bit) != 0; }
    std::uint32_t class_code() const noexcept { return what & class_bits; }
};

/// Three names that hash to the same place, and what is known of them: one cache line.
struct alignas(64) name_bucket {
    static constexpr std::size_t capacity = 3;

    name_block name[capacity];    ///< see `block_of`; zeros: free
    std::uint32_t word[capacity]; ///< of a long name: where its rest is; else see `values_of`
    std::uint8_t what[capacity];  ///< see `name_entry`
    std::uint8_t beyond;          ///< bit i: a name whose hash ends like i stands in a later bucket

    /// What stands there for a name: its bytes, zeros before them; of a long one the last eight,
    /// and its hash, for there may be many that end alike.
    static constexpr std::size_t kept = 8;
    SURETY_INLINE static name_block block_of(name_tail name, std::uint64_t hash) noexcept {
        const name_block last = load_block(name.end - 16);
        return name.size <= 16 ? last_bytes(last, name.size) : name_block{hash, last.high};
    }

    static constexpr unsigned beyond_bit(std::uint64_t hash) noexcept { return 1u << (hash & 7); }
    constexpr bool is_beyond(std::uint64_t hash) const noexcept {
        return (beyond >> (hash & 7) & 1) != 0;
    }

    /// What stands at the first of some places, which are bits; nothing when there are none, with
    /// some word of the bucket.
    SURETY_INLINE name_entry entry(std::uint32_t places) const noexcept {
        const auto i = static_cast<std::size_t>(std::countr_zero(places | 1u << capacity));
        const std::uint8_t all[] = {what[0], what[1], what[2], 0};
        const std::size_t place = is_big_endian ? capacity - i : i;
        return {reinterpret_cast<const unsigned char*>(word) + i * 4,
                static_cast<std::uint8_t>(std::bit_cast<std::uint32_t>(all) >> place * 8)};
    }

    /// Where a name may stand that has that block: a bit for each place.
    SURETY_INLINE std::uint32_t places_of(name_block block) const noexcept {
#if SURETY_HAS_MASK16
        const bytes16 wanted = of_halves(block.low, block.high);
        const auto is_at = [&](std::size_t i) noexcept { // all ones and one more
            return (mask_of(reinterpret_cast<bytes16>(load16(&name[i]) == wanted)) + 1) >> 16;
        };
        return is_at(0) | is_at(1) << 1 | is_at(2) << 2;
#else
        return static_cast<std::uint32_t>(name[0] == block) |
               static_cast<std::uint32_t>(name[1] == block) << 1 |
               static_cast<std::uint32_t>(name[2] == block) << 2;
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
    std::uint64_t tops = 0;        ///< see `name_table::may_have_top`
    std::uint64_t deep_levels = 0; ///< see `name_table::has_level`
    std::uint32_t class_units = 0; ///< see `name_class::unit`; they follow the buckets
    std::uint32_t words = 0;       ///< those follow the classes, and the arena them
    name_key key;
    std::uint64_t unused = 0; ///< no byte is left to chance
};
static_assert(sizeof(name_table_header) == 320);

/// The sets that a name is a member of. Names with the same sets share a class.
class name_class {
public:
    name_class() = default; // unset, since hits are kept in arrays
    explicit name_class(const std::uint32_t* words) noexcept : words_(words) {}

    /// What a class begins with: suffix rules, how many sets, the first 64 as bits.
    static constexpr std::uint32_t head = 4;

    /// Classes begin at multiples of so many words.
    static constexpr std::uint32_t unit = 4;
    std::uint64_t units() const noexcept {
        return (std::uint64_t{head} + count() + unit - 1) / unit;
    }

    std::uint32_t suffix_rules() const noexcept { return words_[0]; } ///< suffix_rule_kind bits

    /// Of people's names, where others have suffix rules: neither a list nor a suffix rule has the
    /// name or one below it, no list one above it, and it lies below its public suffix. So none has
    /// a say on it, nor on what is below.
    bool is_apart() const noexcept { return words_[0] != 0; }

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

/// A hash table from names to the sets that they are in: see detail/README.md.
///
/// A view over bytes that `name_table_builder` laid out; good as long as they are.
class name_table {
public:
    name_table() = default;
    explicit name_table(const unsigned char* bytes) noexcept
        : header_(reinterpret_cast<const name_table_header*>(bytes)) {
        if (header_) {
            classes_ = reinterpret_cast<const std::uint32_t*>(buckets() + header_->bucket_count);
            words_ = classes_ + std::size_t{header_->class_units} * name_class::unit;
        }
    }

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
        return header_->tops != 0 && (header_->tops & top_bit(end[-2], end[-1])) != 0;
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

    /// Names of so many bytes are read with their bucket.
    static constexpr std::size_t read_with_bucket = 16;

    /// Starts to fetch what `find` reads first.
    void prefetch_bucket(std::uint64_t hash) const noexcept { prefetch(&home(hash)); }

    /// Starts to fetch what else `find` reads, and whoever wants the values. Says whether there may
    /// be names below.
    bool prefetch_rest(std::uint64_t hash, name_tail name) const noexcept {
        const name_bucket& bucket = home(hash);
        std::uint32_t places = bucket.places_of(name_bucket::block_of(name, hash));
        if (places == 0) {
            if (bucket.is_beyond(hash))
                prefetch(&bucket + 1); // after the last stand the classes
            return false;
        }
        unsigned above = 0;
        for (; places != 0; places &= places - 1) {
            const auto i = static_cast<std::size_t>(std::countr_zero(places));
            above |= bucket.what[i];
            if (bucket.what[i] & name_entry::long_bit)
                prefetch(arena() + bucket.word[i]);
            else if (header_->has_values && bucket.what[i] & name_entry::class_bits)
                prefetch(values_of(entry_at(bucket, i)));
        }
        return (above & name_entry::above_bit) != 0;
    }

    /// Looks a name up by its bytes; `hash` is its hash under `key()`. Most names fit into one
    /// block, which is then looked at once; whether it is there nobody can foresee, so there is no
    /// branch to guess at.
    SURETY_INLINE name_entry find(std::uint64_t hash, name_tail name) const noexcept {
        return name.size <= 16 ? find_short(hash, last_bytes(load_block(name.end - 16), name.size))
                               : find_long(hash, name);
    }
    SURETY_INLINE name_entry find(name_tail name) const noexcept {
        if (name.size > 16)
            return find_long(name);
        const name_block whole = last_bytes(load_block(name.end - 16), name.size);
        return find_short(hash_name(key(), whole), whole);
    }

    /// The same for a name that stands anywhere.
    name_entry find(std::string_view name) const noexcept { return find(padded_name(name).tail()); }

    /// The sets that a member is in.
    name_class class_of(const name_entry& member) const noexcept {
        std::uint32_t unit = member.class_code() - 1;
        if (member.class_code() == name_entry::far_class) [[unlikely]]
            unit = header_->has_values ? words()[read(member.word)] : read(member.word);
        return name_class(classes() + std::size_t{unit} * name_class::unit);
    }

    /// Where the values of a member stand. A member of one set carries its value in its word; any
    /// other has in it where among the words the values are. A far class stands among the words as
    /// well, and after it the word that would be the member's. Where members carry no values, it
    /// is a place that says nothing. Never null.
    const unsigned char* values_of(const name_entry& member) const noexcept {
        const unsigned char* word = member.word;
        if (member.class_code() == name_entry::far_class) [[unlikely]] {
            if (!header_->has_values)
                return word;
            word = bytes_of(words()[read(word) + 1]);
        }
        // Which it is nobody can foresee, so both ways are gone; one may lead nowhere, and is no
        // more than an offset.
        const std::ptrdiff_t ways[] = {bytes_of(*words()) - word + std::ptrdiff_t{read(word)} * 4,
                                       0};
        return word + ways[class_of(member).count() == 1];
    }

    /// The word that a member carries for the `index`-th of its sets; needs `has_values`.
    static std::uint32_t value(const unsigned char* values, std::uint32_t index) noexcept {
        return read(values + std::size_t{index} * 4);
    }

    /// One value, for whoever knows whether there are others. Of what is no member it is any word.
    std::uint32_t
    value_of(const name_entry& entry, std::uint32_t has_words, std::uint32_t index) const noexcept {
        std::uint32_t const word = read(entry.word);
        std::uint32_t const mask = 0u - has_words;
        // An offset and not a choice: see `values_of`.
        const std::ptrdiff_t elsewhere = bytes_of(words()[(word & mask) + index]) - entry.word;
        return read(entry.word + (elsewhere & (std::ptrdiff_t{0} - std::ptrdiff_t{has_words})));
    }

    /// Calls `visit(name, entry)` for every member, in any order. The name dies with the visit.
    template <class Visitor>
    void each_member(const Visitor& visit) const {
        for (std::uint32_t b = 0; b < header_->bucket_count; ++b) {
            const name_bucket& bucket = buckets()[b];
            for (std::size_t i = 0; i < name_bucket::capacity; ++i)
                if (bucket.what[i] & name_entry::class_bits) {
                    char text[max_key_size];
                    std::string_view const name(text, copy_name(bucket, i, text));
                    visit(name, entry_at(bucket, i));
                }
        }
    }

    /// Copies what is named at a place of a bucket to `max_key_size` bytes; says how long it is.
    std::size_t copy_name(const name_bucket& bucket, std::size_t i, char* to) const noexcept {
        char block[16];
        store_block(block, bucket.name[i]);
        if (bucket.what[i] & name_entry::long_bit) {
            const unsigned char* const rest = arena() + bucket.word[i];
            std::memcpy(to, rest - *rest, *rest);
            std::memcpy(to + *rest, block + 16 - name_bucket::kept, name_bucket::kept);
            return *rest + name_bucket::kept;
        }
        std::size_t zeros = 0;
        while (zeros < 16 && block[zeros] == 0)
            ++zeros;
        std::memcpy(to, block + zeros, 16 - zeros);
        return 16 - zeros;
    }

    static std::uint32_t read(const unsigned char* at) noexcept {
        std::uint32_t word;
        std::memcpy(&word, at, sizeof word);
        return word;
    }

    const name_bucket* buckets() const noexcept {
        return reinterpret_cast<const name_bucket*>(header_ + 1);
    }
    const std::uint32_t* classes() const noexcept { return classes_; }
    const std::uint32_t* words() const noexcept { return words_; }
    const unsigned char* arena() const noexcept {
        return reinterpret_cast<const unsigned char*>(words() + header_->words);
    }

    /// The rest of a long name, all that no bucket has, stands in the arena: first its bytes, then
    /// in one byte how many they are, then the word of the name.
    static constexpr std::size_t rest_head = 1;

private:
    SURETY_INLINE name_entry find_short(std::uint64_t hash, name_block whole) const noexcept {
        const name_bucket& bucket = home(hash);
        SURETY_COUNT(lookups);
        std::uint32_t const places = bucket.places_of(whole);
        const name_entry found = bucket.entry(places);
        std::uint32_t const is_elsewhere = bucket.beyond >> (hash & 7) & (places - 1) >> 31;
        if (((found.what & name_entry::long_bit) | is_elsewhere) != 0) [[unlikely]]
            return find_further(hash, whole);
        SURETY_COUNT(buckets);
        return found;
    }
    SURETY_NOINLINE name_entry find_long(name_tail name) const noexcept {
        return find_long(name_hasher(key()).hash(name), name);
    }
    SURETY_NOINLINE name_entry find_long(std::uint64_t hash, name_tail name) const noexcept {
        SURETY_COUNT(lookups);
        return search(hash, name_bucket::block_of(name, hash),
                      [&](std::uint8_t what, const unsigned char* word) noexcept {
                          return what & name_entry::long_bit
                                     ? word_behind(arena() + read(word), name)
                                     : nullptr;
                      });
    }
    SURETY_NOINLINE name_entry find_further(std::uint64_t hash, name_block whole) const noexcept {
        return search(hash, whole, [](std::uint8_t what, const unsigned char* word) noexcept {
            return what & name_entry::long_bit ? nullptr : word;
        });
    }

    /// Looks where a hash leads for a name with that block. `word_of(what, word)` is where the word
    /// of a name stands, or null when it is another name.
    template <class WordOf>
    SURETY_INLINE name_entry search(std::uint64_t hash,
                                    name_block block,
                                    const WordOf& word_of) const noexcept {
        const name_bucket* bucket = &home(hash);
        for (;;) {
            SURETY_COUNT(buckets);
            for (std::uint32_t places = bucket->places_of(block); places != 0;
                 places &= places - 1) {
                name_entry found = bucket->entry(places);
                SURETY_COUNT(names);
                found.word = word_of(found.what, found.word);
                if (found.word)
                    return found;
            }
            if (!bucket->is_beyond(hash)) [[likely]]
                return bucket->entry(0);
            if (++bucket == buckets() + header_->bucket_count)
                bucket = buckets();
        }
    }

    /// What stands in a bucket.
    name_entry entry_at(const name_bucket& bucket, std::size_t i) const noexcept {
        name_entry there = bucket.entry(1u << i);
        if (there.is_long())
            there.word = arena() + bucket.word[i] + rest_head;
        return there;
    }

    /// The same, or null when the rest is that of another name than the one that is given.
    static const unsigned char* word_behind(const unsigned char* rest, name_tail name) noexcept {
        name.size -= name_bucket::kept;
        name.end -= name_bucket::kept;
        if (*rest != name.size)
            return nullptr;
        const unsigned char* end = rest;
        for (; name.size > 16; name.size -= 16, name.end -= 16, end -= 16)
            if (!(load_block(end - 16) == load_block(name.end - 16)))
                return nullptr;
        return last_bytes(load_block(end - 16), name.size) ==
                       last_bytes(load_block(name.end - 16), name.size)
                   ? rest + rest_head
                   : nullptr;
    }

    static const unsigned char* bytes_of(const std::uint32_t& word) noexcept {
        return reinterpret_cast<const unsigned char*>(&word);
    }

    const name_table_header* header_ = nullptr;
    const std::uint32_t* classes_ = nullptr;
    const std::uint32_t* words_ = nullptr;
};

} // namespace surety::detail

#endif
