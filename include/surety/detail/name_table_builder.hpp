// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_NAME_TABLE_BUILDER_HPP
#define SURETY_DETAIL_NAME_TABLE_BUILDER_HPP

#include <surety/detail/block.hpp>
#include <surety/detail/hash_index.hpp>
#include <surety/detail/name_table.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/sort.hpp>
#include <surety/detail/system.hpp>

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace surety::detail {

/// Lays out a `name_table`. Add every member once, then `finish`.
class name_table_builder {
public:
    /// `tree` tables are walked from the two-label suffix down and need markers; others are not.
    name_table_builder(const name_key& key, bool tree, bool values) : tree_(tree) {
        header_.key = key;
        header_.has_values = values;
        names_.resize(name_tail::readable_before, '\0');
    }

    name_table_builder(name_table_builder&&) noexcept = default;
    name_table_builder& operator=(name_table_builder&&) noexcept = default;
    SURETY_NOINLINE ~name_table_builder() {}

    /// Makes room for that many members and bytes of names.
    void reserve(std::size_t members, std::size_t name_bytes) {
        slots_.reserve(members);
        names_.reserve(name_tail::readable_before + name_bytes);
    }

    /// The class of names that are in exactly these sets (ascending), in units.
    std::uint32_t class_of(array_view<std::uint32_t> sets, std::uint32_t suffix_rules = 0) {
        // Few classes are used again and again: the last one first.
        if (!classes_.empty() && is_class(last_class_, sets, suffix_rules))
            return last_class_;
        std::uint64_t const hash =
            hash_bytes(header_.key, {reinterpret_cast<const char*>(sets.data()),
                                     sets.size() * sizeof *sets.data()});
        std::uint32_t& unit = class_index_.at(hash, [&](std::uint32_t other) noexcept {
            return is_class(other, sets, suffix_rules);
        });
        if (unit == hash_index::none)
            unit = add_class(sets, suffix_rules);
        return last_class_ = unit;
    }

    /// The same, where it is known that there is none yet.
    std::uint32_t add_class(array_view<std::uint32_t> sets, std::uint32_t suffix_rules) {
        const auto unit = static_cast<std::uint32_t>(classes_.size() / name_class::unit);
        classes_.push_back(suffix_rules);
        classes_.push_back(static_cast<std::uint32_t>(sets.size()));
        std::uint64_t first_sets = 0;
        for (std::uint32_t const set : sets)
            first_sets |= set < 64 ? std::uint64_t{1} << set : 0;
        classes_.push_back(static_cast<std::uint32_t>(first_sets));
        classes_.push_back(static_cast<std::uint32_t>(first_sets >> 32));
        classes_.append(sets.data(), sets.size());
        while (classes_.size() % name_class::unit != 0)
            classes_.push_back(0);
        return unit;
    }

    /// Adds a member: its name, which no other member has, its class, and a value for each set.
    void add(std::string_view name,
             std::uint64_t hash,
             std::uint32_t class_unit,
             const std::uint32_t* values = nullptr,
             std::size_t value_count = 0) {
        assert(!name.empty() && name.size() < max_key_size);
        std::uint32_t word = 0;
        if (value_count == 1) {
            word = *values;
        } else if (value_count > 1) {
            word = static_cast<std::uint32_t>(words_.size());
            words_.append(values, value_count);
        }
        std::uint8_t code = name_entry::far_class;
        if (class_unit + 1 < name_entry::far_class) {
            code = static_cast<std::uint8_t>(class_unit + 1);
        } else if (!header_.has_values) {
            word = class_unit;
        } else {
            const std::uint32_t both[] = {class_unit, word};
            word = static_cast<std::uint32_t>(words_.size());
            words_.append(both, 2);
        }
        slots_.push_unset() = {hash, static_cast<std::uint32_t>(names_.size()), word,
                               static_cast<std::uint8_t>(name.size()), code};
        names_.append(name.data(), name.size());
        if (tree_ && name.find('.') == name.npos) // what stands before it elsewhere is a dot
            header_.tops |=
                name_table::top_bit(name.size() > 1 ? name[name.size() - 2] : '.', name.back());
    }

    const name_key& key() const noexcept { return header_.key; }
    const name_table_header& header() const noexcept { return header_; } ///< once finished

    /// Whether all can be addressed. To be asked when it is finished.
    bool fits() const noexcept {
        return names_.size() < most && words_.size() < most && arena_size_ < most &&
               slots_.size() + markers_.size() < most;
    }

    /// How many bytes the table takes.
    std::size_t size() const noexcept { return size_; }

    /// Finds the markers and fixes the layout; afterwards `write` may be called.
    void finish() {
        class_index_ = {};
        if (tree_)
            find_markers();
        arena_size_ = name_tail::readable_before;
        for (const slot& s : slots_)
            arena_size_ += rest_size(s);
        for (const slot& s : markers_)
            arena_size_ += rest_size(s);
        std::size_t const taken = slots_.size() + markers_.size();
        header_.names = static_cast<std::uint32_t>(slots_.size());
        // 2.2 of 3; small tables can afford 1 1/2, so that hardly any name goes far.
        header_.bucket_count =
            static_cast<std::uint32_t>((taken < 1u << 16 ? taken * 2 / 3 : taken * 5 / 11) + 1);
        header_.class_units = static_cast<std::uint32_t>(classes_.size() / name_class::unit);
        header_.words = static_cast<std::uint32_t>(words_.size());
        header_.arena_size = static_cast<std::uint32_t>(arena_size_);
        size_ = buckets_end() + (classes_.size() + words_.size()) * 4 + arena_size_;
    }

    /// Writes the table to `size()` bytes that are aligned to a cache line.
    void write(unsigned char* to) const {
        assert(reinterpret_cast<std::uintptr_t>(to) % alignof(name_bucket) == 0);
        std::memset(to, 0, buckets_end());
        std::memcpy(to, &header_, sizeof header_);
        unsigned char* at = to + buckets_end();
        at = put(at, classes_);
        at = put(at, words_);
        arena rests{at, name_tail::readable_before};
        std::memset(at, 0, name_tail::readable_before);
        auto* const buckets = reinterpret_cast<name_bucket*>(to + sizeof(name_table_header));
        for (std::size_t i = 0; i < slots_.size(); ++i) {
            if (i + ahead < slots_.size())
                prefetch(home(buckets, slots_[i + ahead]));
            insert(buckets, rests, slots_[i]);
        }
        for (const slot& s : markers_)
            mark(buckets, rests, s);
    }

private:
    static constexpr std::size_t most = 0xFFFF'0000u;
    static constexpr std::size_t ahead = 16; ///< how many slots

    /// A name that is to stand in a bucket; `code` and `word` are what it has there, but for a long
    /// one, whose word stands behind its rest.
    struct slot {
        std::uint64_t hash;
        std::uint32_t offset; ///< in `names_`
        std::uint32_t word;
        std::uint8_t size;
        std::uint8_t code; ///< 0: a marker
    };

    /// Where the rests of long names come to stand.
    struct arena {
        unsigned char* bytes;
        std::size_t used;
    };

    std::string_view name(const slot& s) const noexcept {
        return {names_.data() + s.offset, s.size};
    }
    name_tail tail(const slot& s) const noexcept {
        return {names_.data() + s.offset + s.size, s.size};
    }
    std::size_t buckets_end() const noexcept {
        return sizeof(name_table_header) + header_.bucket_count * sizeof(name_bucket);
    }
    static std::size_t rest_size(const slot& s) noexcept {
        return s.size > 16 ? s.size - name_bucket::kept + name_table::rest_head + 4 : 0;
    }

    static unsigned char* put(unsigned char* to,
                              const record_array<std::uint32_t>& words) noexcept {
        if (!words.empty())
            std::memcpy(to, words.data(), words.size() * 4);
        return to + words.size() * 4;
    }

    bool is_class(std::uint32_t unit,
                  array_view<std::uint32_t> sets,
                  std::uint32_t suffix_rules) const noexcept {
        const std::uint32_t* const words = classes_.data() + std::size_t{unit} * name_class::unit;
        return words[0] == suffix_rules && words[1] == sets.size() &&
               (sets.empty() ||
                std::memcmp(words + name_class::head, sets.data(), sets.size() * 4) == 0);
    }

    /// Every suffix of two labels or more of every member, the member itself left out, as far as
    /// they are marked.
    void find_markers() {
        for (const slot& s : slots_) {
            std::string_view const whole = name(s);
            std::size_t dot = whole.rfind('.');
            if (dot == whole.npos || dot == 0)
                continue;
            std::uint32_t labels = 1;
            while (dot != 0 && (dot = whole.rfind('.', dot - 1)) != whole.npos) {
                if (++labels > name_table::marked_labels)
                    continue;
                std::string_view const suffix = whole.substr(dot + 1);
                markers_.push_back({hash_name(header_.key, suffix),
                                    s.offset + static_cast<std::uint32_t>(dot + 1), 0,
                                    static_cast<std::uint8_t>(suffix.size()), 0});
            }
            if (labels >= name_table::marked_labels) // the member has one more
                header_.deep_levels |= std::uint64_t{1} << (labels - name_table::marked_labels) / 2;
        }
        sort_records(markers_, [&](const slot& a, const slot& b) {
            return a.hash != b.hash ? a.hash < b.hash : name(a) < name(b);
        });
        drop_repeated(markers_, [&](const slot& a, const slot& b) {
            return a.hash == b.hash && name(a) == name(b);
        });
    }

    name_bucket* home(name_bucket* buckets, const slot& s) const noexcept {
        return buckets + multiply(s.hash, header_.bucket_count).high;
    }
    name_bucket* next(name_bucket* buckets, name_bucket* bucket) const noexcept {
        return bucket + 1 == buckets + header_.bucket_count ? buckets : bucket + 1;
    }

    SURETY_NOINLINE void insert(name_bucket* buckets, arena& rests, const slot& s) const noexcept {
        for (name_bucket* bucket = home(buckets, s);; bucket = next(buckets, bucket)) {
            for (std::size_t i = 0; i < name_bucket::capacity; ++i)
                if (bucket->name[i] == name_block{})
                    return put(*bucket, i, rests, s);
            bucket->beyond |= static_cast<std::uint8_t>(name_bucket::beyond_bit(s.hash));
        }
    }

    void put(name_bucket& bucket, std::size_t i, arena& rests, const slot& s) const noexcept {
        bucket.name[i] = name_bucket::block_of(tail(s), s.hash);
        bucket.what[i] = s.code == 0 ? name_entry::above_bit : s.code;
        bucket.word[i] = s.word;
        if (s.size <= 16)
            return;
        const auto rest = static_cast<std::uint8_t>(s.size - name_bucket::kept);
        std::memcpy(rests.bytes + rests.used, names_.data() + s.offset, rest);
        rests.used += rest;
        bucket.what[i] |= name_entry::long_bit;
        bucket.word[i] = static_cast<std::uint32_t>(rests.used);
        std::memcpy(rests.bytes + rests.used, &rest, 1);
        std::memcpy(rests.bytes + rests.used + name_table::rest_head, &s.word, 4);
        rests.used += name_table::rest_head + 4;
    }

    /// Notes that there are names below one. A member is its own marker.
    void mark(name_bucket* buckets, arena& rests, const slot& s) const noexcept {
        const name_block block = name_bucket::block_of(tail(s), s.hash);
        for (name_bucket* bucket = home(buckets, s);; bucket = next(buckets, bucket)) {
            for (std::size_t i = 0; i < name_bucket::capacity; ++i)
                if (bucket->name[i] == block && is_rest(*bucket, i, rests, s)) {
                    bucket->what[i] |= name_entry::above_bit;
                    return;
                }
            if (!bucket->is_beyond(s.hash))
                return insert(buckets, rests, s);
        }
    }

    /// Whether a name that has the block of another is that.
    bool is_rest(const name_bucket& bucket,
                 std::size_t i,
                 const arena& rests,
                 const slot& s) const noexcept {
        if (!(bucket.what[i] & name_entry::long_bit))
            return s.size <= 16;
        const unsigned char* const rest = rests.bytes + bucket.word[i];
        return s.size == *rest + name_bucket::kept &&
               std::memcmp(rest - *rest, names_.data() + s.offset, *rest) == 0;
    }

    bool tree_;
    name_table_header header_;
    record_array<slot> slots_;
    record_array<slot> markers_;
    record_array<std::uint32_t> classes_;
    hash_index class_index_; ///< of the units of `classes_`
    std::uint32_t last_class_ = 0;
    record_array<std::uint32_t> words_;
    record_array<char> names_; ///< one after the other
    std::size_t arena_size_ = 0;
    std::size_t size_ = 0;
};

/// Collects the members of lists, a name at a time, in any order and as often as it occurs.
class list_table_builder {
public:
    void add(std::string_view name, std::uint32_t set) { add(name, set, 0); }
    void add_suffix_rule(std::string_view name, suffix_rule_kind kind) {
        // That a single label is a public suffix says nothing: it is one without any rule.
        if (kind == suffix_rule_kind::normal && name.find('.') == name.npos)
            return;
        add(name, no_set, static_cast<std::uint32_t>(kind));
    }

    /// The bytes of a `name_table` with a key of its own.
    block finish(bool tree) {
        sort_records(members_, [&](const member& a, const member& b) {
            const int order = name(a).compare(name(b));
            return order != 0 ? order < 0 : a.set < b.set;
        });
        name_table_builder table(random_key(), tree, false);
        table.reserve(members_.size(), names_.size());
        record_array<std::uint32_t> sets;
        for (std::size_t i = 0; i < members_.size();) {
            std::string_view const whole = name(members_[i]);
            std::uint32_t suffix_rules = 0;
            sets.clear();
            for (; i < members_.size() && name(members_[i]) == whole; ++i) {
                suffix_rules |= members_[i].suffix_rules;
                std::uint32_t const set = members_[i].set;
                if (set != no_set && (sets.empty() || sets.back() != set))
                    sets.push_back(set);
            }
            table.add(whole, hash_name(table.key(), whole),
                      table.class_of(sets.view(), suffix_rules));
        }
        table.finish();
        block bytes(table.size());
        table.write(bytes.data());
        return bytes;
    }

private:
    static constexpr std::uint32_t no_set = 0xFFFF'FFFF;

    struct member {
        std::uint32_t offset, size, set, suffix_rules;
    };

    void add(std::string_view name, std::uint32_t set, std::uint32_t suffix_rules) {
        members_.push_back({static_cast<std::uint32_t>(names_.size()),
                            static_cast<std::uint32_t>(name.size()), set, suffix_rules});
        names_.append(name.data(), name.size());
    }
    std::string_view name(const member& m) const noexcept {
        return {names_.data() + m.offset, m.size};
    }

    record_array<char> names_;
    record_array<member> members_;
};

} // namespace surety::detail

#endif
