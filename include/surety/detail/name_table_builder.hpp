// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_NAME_TABLE_BUILDER_HPP
#define SURETY_DETAIL_NAME_TABLE_BUILDER_HPP

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
        arena_.resize(name_tail::readable_before, '\0');
    }

    /// Makes room for that many members and bytes of names.
    void reserve(std::size_t members, std::size_t name_bytes) {
        slots_.reserve(members);
        arena_.reserve(name_tail::readable_before + name_bytes +
                       members * (1 + name_table::record_size + (header_.has_values ? 4 : 0)));
    }

    /// The class of names that are in exactly these sets (ascending).
    std::uint32_t class_of(array_view<std::uint32_t> sets, std::uint32_t suffix_rules = 0) {
        // Few classes are used again and again: the last one first, then by a sorted index.
        if (!class_index_.empty() && compare(last_class_, sets, suffix_rules) == 0)
            return last_class_;
        std::size_t first = 0, last = class_index_.size();
        while (first < last) {
            std::size_t const middle = (first + last) / 2;
            const int order = compare(class_index_[middle], sets, suffix_rules);
            if (order == 0)
                return last_class_ = class_index_[middle];
            if (order < 0)
                first = middle + 1;
            else
                last = middle;
        }
        last_class_ = static_cast<std::uint32_t>(classes_.size());
        class_index_.insert(first, last_class_);
        classes_.push_back(suffix_rules);
        classes_.push_back(static_cast<std::uint32_t>(sets.size()));
        std::uint64_t first_sets = 0;
        for (std::uint32_t const set : sets)
            first_sets |= set < 64 ? std::uint64_t{1} << set : 0;
        classes_.push_back(static_cast<std::uint32_t>(first_sets));
        classes_.push_back(static_cast<std::uint32_t>(first_sets >> 32));
        classes_.append(sets.data(), sets.size());
        return last_class_;
    }

    /// Adds a member: its name, which no other member has, its class, and a value for each set.
    void add(std::string_view name,
             std::uint64_t hash,
             std::uint32_t name_class,
             const std::uint32_t* values = nullptr,
             std::size_t value_count = 0) {
        assert(!name.empty() && name.size() < max_key_size);
        std::size_t const at = arena_.size();
        slots_.push_unset() = {hash, static_cast<std::uint32_t>(at),
                               static_cast<std::uint32_t>(name.size())};
        arena_.resize_unset(at + name.size() + 1 + name_table::record_size + value_count * 4);
        char* to = arena_.data() + at;
        std::memcpy(to, name.data(), name.size());
        to += name.size();
        *to++ = '\0';
        std::memcpy(to, &name_class, 4);
        if (value_count > 0)
            std::memcpy(to + 4, values, value_count * 4);
        if (tree_ && name.find('.') == name.npos) // what stands before it elsewhere is a dot
            header_.tops |=
                name_table::top_bit(name.size() > 1 ? name[name.size() - 2] : '.', name.back());
    }

    const name_key& key() const noexcept { return header_.key; }

    /// Whether the arena can still be addressed.
    bool fits() const noexcept { return arena_.size() < 0xFFFF'0000u; }

    /// How many bytes the table takes.
    std::size_t size() const noexcept { return size_; }

    /// Finds the markers and fixes the layout; afterwards `write` may be called.
    void finish() {
        if (tree_)
            find_markers();
        std::size_t const slots = slots_.size() + markers_.size();
        header_.names = static_cast<std::uint32_t>(slots_.size());
        header_.bucket_count = static_cast<std::uint32_t>(slots / 9 + 1); // 9 of 12
        header_.classes_at = sizeof(name_table_header) + header_.bucket_count * sizeof(name_bucket);
        header_.arena_at = header_.classes_at + classes_.size() * sizeof(std::uint32_t);
        header_.arena_size = static_cast<std::uint32_t>(arena_.size());
        // A comparison may look at as many bytes as a key can have.
        size_ = static_cast<std::size_t>(header_.arena_at) + arena_.size() + max_key_size;
    }

    /// Writes the table to `size()` bytes that are aligned to a cache line.
    void write(unsigned char* to) const {
        std::memset(to, 0, sizeof(name_table_header) + header_.bucket_count * sizeof(name_bucket));
        std::memcpy(to, &header_, sizeof header_);
        if (!classes_.empty())
            std::memcpy(to + header_.classes_at, classes_.data(), classes_.size() * 4);
        if (!arena_.empty())
            std::memcpy(to + header_.arena_at, arena_.data(), arena_.size());
        std::memset(to + header_.arena_at + arena_.size(), 0, max_key_size);
        auto* const buckets = reinterpret_cast<name_bucket*>(to + sizeof(name_table_header));
        for (const slot& s : slots_)
            insert(buckets, s, false);
        for (const slot& s : markers_)
            mark(buckets, reinterpret_cast<const char*>(to + header_.arena_at), s);
    }

private:
    struct slot {
        std::uint64_t hash;
        std::uint32_t offset;
        std::uint32_t size;
    };

    std::string_view name(const slot& s) const noexcept {
        return {arena_.data() + s.offset, s.size};
    }

    /// Orders classes by anything, as long as it is always the same.
    int compare(std::uint32_t known,
                array_view<std::uint32_t> sets,
                std::uint32_t suffix_rules) const noexcept {
        const std::uint32_t* const words = classes_.data() + known;
        if (words[0] != suffix_rules)
            return words[0] < suffix_rules ? -1 : 1;
        if (words[1] != sets.size())
            return words[1] < sets.size() ? -1 : 1;
        return sets.empty() ? 0
                            : std::memcmp(words + name_class::head, sets.data(), sets.size() * 4);
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
            while ((dot = whole.rfind('.', dot - 1)) != whole.npos) {
                if (++labels > name_table::marked_labels)
                    continue;
                std::string_view const suffix = whole.substr(dot + 1);
                markers_.push_back({hash_name(header_.key, suffix),
                                    s.offset + static_cast<std::uint32_t>(dot + 1),
                                    static_cast<std::uint32_t>(suffix.size())});
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

    void insert(name_bucket* buckets, const slot& s, bool is_marker) const noexcept {
        for (name_bucket* bucket = home(buckets, s);; bucket = next(buckets, bucket)) {
            for (std::size_t i = 0; i < name_bucket::capacity; ++i)
                if (bucket->tag[i] == 0) {
                    bucket->tag[i] = name_table::tag_of(s.hash);
                    bucket->markers |= static_cast<std::uint16_t>(is_marker << i);
                    bucket->above |= static_cast<std::uint16_t>(is_marker << i);
                    bucket->offset[i] = s.offset;
                    return;
                }
            bucket->above |= name_bucket::overflowed;
        }
    }

    /// Notes that there are names below one. A member is its own marker. `arena` is that of the
    /// table, which may be read beyond a name that is shorter.
    void mark(name_bucket* buckets, const char* arena, const slot& s) const noexcept {
        for (name_bucket* bucket = home(buckets, s);; bucket = next(buckets, bucket)) {
            for (std::uint32_t places = bucket->places_of(name_table::tag_of(s.hash)); places != 0;
                 places &= places - 1) {
                const int i = std::countr_zero(places);
                if (bucket->markers >> i & 1) // those are all different
                    continue;
                const char* const there = arena + bucket->offset[i];
                if (there[s.size] == 0 && std::memcmp(there, arena + s.offset, s.size) == 0) {
                    bucket->above |= static_cast<std::uint16_t>(1 << i);
                    return;
                }
            }
            if (!(bucket->above & name_bucket::overflowed))
                return insert(buckets, s, true);
        }
    }

    bool tree_;
    name_table_header header_;
    record_array<slot> slots_;
    record_array<slot> markers_;
    record_array<std::uint32_t> classes_;
    record_array<std::uint32_t> class_index_; ///< places in `classes_`, in order
    std::uint32_t last_class_ = 0;
    record_array<char> arena_;
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
    record_array<unsigned char> finish(bool tree) {
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
        record_array<unsigned char> bytes;
        bytes.resize(table.size());
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
