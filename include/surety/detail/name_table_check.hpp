// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_NAME_TABLE_CHECK_HPP
#define SURETY_DETAIL_NAME_TABLE_CHECK_HPP

#include <surety/detail/array_view.hpp>
#include <surety/detail/name_table.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace surety::detail {

/// Whether bytes that anybody may have written are a table of lists which can be asked without
/// reading what is none of it: all that `name_table` follows leads to where it may. What the table
/// says may still be nonsense.
class name_table_check {
public:
    /// `sets` are those that the members may be in; the bytes are aligned to a cache line.
    name_table_check(array_view<unsigned char> bytes, array_view<set_record> sets) noexcept
        : bytes_(bytes), sets_(sets) {}

    /// Linear in the bytes. Throws `std::bad_alloc`.
    bool is_sound() { return has_sound_layout() && has_sound_members() && has_sound_buckets(); }

private:
    bool has_sound_layout() noexcept {
        if (bytes_.size() < sizeof(name_table_header))
            return false;
        table_ = name_table(bytes_.data());
        const name_table_header& header = table_.header();
        std::uint64_t const size = bytes_.size();
        std::uint64_t const buckets_end =
            sizeof(name_table_header) + std::uint64_t{header.bucket_count} * sizeof(name_bucket);
        if (header.bucket_count == 0 || header.has_values != 0 ||
            header.classes_at != buckets_end || header.arena_at < buckets_end ||
            header.arena_at > size || (header.arena_at - buckets_end) % 4 != 0 ||
            header.arena_size < name_tail::readable_before ||
            header.arena_size > size - header.arena_at ||
            size - header.arena_at - header.arena_size != max_key_size)
            return false;
        // No comparison with a key goes on behind the zeros at the end.
        for (std::size_t i = 0; i < max_key_size; ++i)
            if (table_.arena()[header.arena_size + i] != 0)
                return false;
        class_words_ = static_cast<std::size_t>(header.arena_at - buckets_end) / 4;
        arena_size_ = header.arena_size;
        return true;
    }

    /// Names end, and what follows each is a class.
    bool has_sound_members() {
        starts_.resize_unset(arena_size_ / 8 + 1);
        std::memset(starts_.data(), 0, starts_.size());
        std::size_t at = name_tail::readable_before;
        for (std::uint32_t i = 0; i < table_.header().names; ++i) {
            std::size_t const left = arena_size_ - at;
            const unsigned char* const name = table_.arena() + at;
            const auto* const end = static_cast<const unsigned char*>(
                std::memchr(name, 0, left < max_key_size ? left : max_key_size));
            if (!end || end == name)
                return false;
            std::size_t const size = static_cast<std::size_t>(end - name) + 1;
            if (left - size < name_table::record_size || !is_class(end + 1))
                return false;
            starts_[at / 8] = static_cast<unsigned char>(starts_[at / 8] | 1u << at % 8);
            at += size + name_table::record_size;
        }
        return at == arena_size_;
    }

    /// What is behind a name: a place among the classes, and there lists in order, the first of
    /// which are bits as well.
    bool is_class(const unsigned char* record) const noexcept {
        std::size_t const at = name_table::read(record);
        if (at + name_class::head > class_words_)
            return false;
        const name_class sets = table_.class_of(record);
        if (sets.count() > class_words_ - at - name_class::head || sets.suffix_rules() > 7)
            return false;
        std::uint64_t first_sets = 0;
        for (std::uint32_t i = 0; i < sets.count(); ++i) {
            std::uint32_t const set = sets[i];
            if (set >= sets_.size() || sets_[set].people != nobody || (i > 0 && set <= sets[i - 1]))
                return false;
            first_sets |= set < 64 ? std::uint64_t{1} << set : 0;
        }
        return sets.first_sets() == first_sets;
    }

    /// Every member stands in one bucket, markers point into the arena, and searching ends.
    bool has_sound_buckets() noexcept {
        std::uint32_t members = 0, ends = 0;
        for (std::uint32_t b = 0; b < table_.header().bucket_count; ++b) {
            const name_bucket& bucket = table_.buckets()[b];
            ends += (bucket.above & name_bucket::overflowed) == 0;
            for (std::size_t i = 0; i < name_bucket::capacity; ++i) {
                if (bucket.tag[i] == 0)
                    continue;
                std::uint32_t const at = bucket.offset[i];
                if (at < name_tail::readable_before || at >= arena_size_)
                    return false;
                if (bucket.markers >> i & 1)
                    continue;
                const auto bit = static_cast<unsigned char>(1u << at % 8);
                if (!(starts_[at / 8] & bit))
                    return false;
                starts_[at / 8] = static_cast<unsigned char>(starts_[at / 8] ^ bit);
                ++members;
            }
        }
        return ends > 0 && members == table_.header().names;
    }

    array_view<unsigned char> bytes_;
    array_view<set_record> sets_;
    name_table table_;
    std::size_t class_words_ = 0;
    std::size_t arena_size_ = 0;
    record_array<unsigned char> starts_; ///< a bit for each byte of the arena: a name begins there
};

} // namespace surety::detail

#endif
