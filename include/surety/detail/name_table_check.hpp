// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_NAME_TABLE_CHECK_HPP
#define SURETY_DETAIL_NAME_TABLE_CHECK_HPP

#include <surety/detail/array_view.hpp>
#include <surety/detail/counted.hpp>
#include <surety/detail/name_hash.hpp>
#include <surety/detail/name_table.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace surety::detail {

/// Whether bytes that anybody may have written are a table of lists which can be asked without
/// reading what is none of it: all that `name_table` follows leads to where it may, and what spares
/// it a look is what its names say. Which names those are may still be nonsense.
class name_table_check {
public:
    /// `sets` are those that the members may be in; the bytes are aligned to a cache line. `tree`:
    /// names are looked for from their ends.
    name_table_check(array_view<unsigned char> bytes,
                     array_view<set_record> sets,
                     bool tree) noexcept
        : bytes_(bytes), sets_(sets), tree_(tree) {}

    /// Linear in the bytes. Throws `std::bad_alloc`.
    bool is_sound() {
        return has_sound_layout() && has_sound_classes() && has_sound_buckets() &&
               has_sound_names() && has_sound_tree();
    }

private:
    bool has_sound_layout() noexcept {
        if (bytes_.size() < sizeof(name_table_header))
            return false;
        const auto& header = *reinterpret_cast<const name_table_header*>(bytes_.data());
        std::uint64_t const size =
            sizeof(name_table_header) + std::uint64_t{header.bucket_count} * sizeof(name_bucket) +
            (std::uint64_t{header.class_units} * name_class::unit + header.words) * 4 +
            header.arena_size;
        if (header.bucket_count == 0 || header.has_values != 0 ||
            header.arena_size < name_tail::readable_before || size != bytes_.size())
            return false;
        table_ = name_table(bytes_.data());
        return true;
    }

    /// Classes follow one another; each has lists in order, the first of which are bits as well.
    bool has_sound_classes() {
        std::uint32_t const units = table_.header().class_units;
        starts_.resize_unset(units);
        if (units > 0)
            std::memset(starts_.data(), 0, units);
        for (std::uint32_t at = 0; at < units;) {
            const name_class sets(table_.classes() + std::size_t{at} * name_class::unit);
            if (sets.units() > units - at || !is_sound(sets))
                return false;
            starts_[at] = 1;
            at += static_cast<std::uint32_t>(sets.units());
        }
        return true;
    }

    bool is_sound(const name_class& sets) const noexcept {
        std::uint64_t first_sets = 0;
        for (std::uint32_t i = 0; i < sets.count(); ++i) {
            std::uint32_t const set = sets[i];
            if (set >= sets_.size() || sets_[set].people != nobody || (i > 0 && set <= sets[i - 1]))
                return false;
            first_sets |= set < 64 ? std::uint64_t{1} << set : 0;
        }
        return sets.suffix_rules() <= 7 && sets.first_sets() == first_sets;
    }

    /// Places are free or have a name. As many members as there should be, each with a class; rests
    /// that lie in the arena; and searching ends.
    bool has_sound_buckets() noexcept {
        std::uint32_t members = 0, ends = 0;
        for (std::uint32_t b = 0; b < table_.header().bucket_count; ++b) {
            const name_bucket& bucket = table_.buckets()[b];
            ends += bucket.beyond == 0;
            for (std::size_t i = 0; i < name_bucket::capacity; ++i) {
                std::uint8_t const what = bucket.what[i];
                std::uint32_t word = bucket.word[i];
                if ((what == 0) != (bucket.name[i] == name_block{}))
                    return false;
                taken_ += what != 0;
                if ((what & name_entry::long_bit) && !take_rest(word))
                    return false;
                std::uint32_t const code = what & name_entry::class_bits;
                if (code == 0)
                    continue;
                if (!is_class(code, word))
                    return false;
                ++members;
            }
        }
        return ends > 0 && members == table_.header().names;
    }

    /// Each name is one, as names are, and is what is found under it: so there are no two of one
    /// name. As no table is filled by names that stand far from where they belong, those of this
    /// one do not either, and looking for all of them is linear. And where none goes on, none is
    /// looked for.
    bool has_sound_names() {
        std::uint32_t const buckets = table_.header().bucket_count;
        record_array<unsigned char> beyond;
        beyond.resize(buckets, 0);
        std::uint64_t left = std::uint64_t{8} * taken_ + 64;
        for (std::uint32_t b = 0; b < buckets; ++b)
            for (std::size_t i = 0; i < name_bucket::capacity; ++i)
                if (table_.buckets()[b].what[i] != 0 && !is_sound_name(b, i, left, beyond))
                    return false;
        for (std::uint32_t b = 0; b < buckets; ++b)
            if (table_.buckets()[b].beyond != beyond[b])
                return false;
        return true;
    }

    /// `left` is how many buckets may still be passed by; `beyond` gets those that are.
    bool is_sound_name(std::uint32_t b,
                       std::size_t i,
                       std::uint64_t& left,
                       record_array<unsigned char>& beyond) const noexcept {
        const name_bucket* const first = table_.buckets();
        const name_bucket* const last = first + b;
        std::uint64_t hash = 0;
        const bool is_named = last->what[i] & name_entry::long_bit ? is_long_name(*last, i, hash)
                                                                   : is_short_name(*last, i, hash);
        if (!is_named)
            return false;
        for (const name_bucket* bucket = &table_.home(hash); bucket != last;) {
            if (left-- == 0 || !bucket->is_beyond(hash) || has(*bucket, *last, i))
                return false;
            SURETY_COUNT(buckets);
            beyond[static_cast<std::size_t>(bucket - first)] |=
                static_cast<unsigned char>(name_bucket::beyond_bit(hash));
            bucket = after(bucket);
        }
        return !has(*last, *last, i, i);
    }

    /// Whether each name above a member says that there are names below it, as far as names are
    /// marked, and the header which others are looked for.
    bool has_sound_tree() const {
        std::uint64_t tops = 0, deep_levels = 0;
        std::uint64_t left = std::uint64_t{64} * table_.header().names + 64;
        bool sound = true;
        if (tree_)
            table_.each_member([&](std::string_view name, const name_entry&) {
                std::uint32_t labels = 1;
                std::size_t dot = name.rfind('.');
                if (dot == name.npos)
                    tops |= name_table::top_bit(name.size() > 1 ? name[name.size() - 2] : '.',
                                                name.back());
                while (sound && dot != name.npos && dot != 0) {
                    ++labels;
                    std::size_t const next = name.rfind('.', dot - 1);
                    if (next != name.npos && labels <= name_table::marked_labels)
                        sound = is_above(name.substr(next + 1), left);
                    dot = next;
                }
                if (labels > name_table::most_labels)
                    sound = false;
                else if (labels > name_table::marked_labels)
                    deep_levels |= std::uint64_t{1} << (labels - name_table::marked_labels - 1) / 2;
            });
        return sound && table_.header().tops == tops && table_.header().deep_levels == deep_levels;
    }

    /// Whether a name is there and says that there are names below it.
    bool is_above(std::string_view name, std::uint64_t& left) const noexcept {
        const padded_name padded(name);
        std::uint64_t const hash = hash_name(table_.key(), padded.tail());
        const name_block block = name_bucket::block_of(padded.tail(), hash);
        for (const name_bucket* bucket = &table_.home(hash);;) {
            for (std::size_t i = 0; i < name_bucket::capacity; ++i) {
                char text[max_key_size];
                if (bucket->name[i] == block && bucket->what[i] != 0 &&
                    std::string_view(text, table_.copy_name(*bucket, i, text)) == name)
                    return (bucket->what[i] & name_entry::above_bit) != 0;
            }
            if (!bucket->is_beyond(hash) || left-- == 0)
                return false;
            bucket = after(bucket);
        }
    }

    /// Where a look-up goes on.
    const name_bucket* after(const name_bucket* bucket) const noexcept {
        return bucket + 1 == table_.buckets() + table_.header().bucket_count ? table_.buckets()
                                                                             : bucket + 1;
    }

    /// Whether a name begins with what is not a dot, above which there would be no name, and has no
    /// zero in it, which is what stands before short ones. Finds the hash.
    bool is_short_name(const name_bucket& at, std::size_t i, std::uint64_t& hash) const noexcept {
        const name_block whole = at.name[i];
        std::size_t const zeros = zeros_of(whole.low) + zeros_of(whole.high);
        hash = hash_name(table_.key(), whole);
        char text[16];
        store_block(text, whole);
        return zeros < 16 && last_bytes(whole, 16 - zeros) == whole && text[zeros] != '.';
    }
    bool is_long_name(const name_bucket& at, std::size_t i, std::uint64_t& hash) const noexcept {
        char text[name_tail::readable_before + max_key_size];
        char* const first = text + name_tail::readable_before;
        std::memset(text, 0, name_tail::readable_before);
        std::size_t const size = table_.copy_name(at, i, first);
        const name_tail name{first + size, size};
        hash = hash_name(table_.key(), name);
        return *first != '.' && std::memchr(first, 0, size) == nullptr &&
               name_bucket::block_of(name, hash) == at.name[i];
    }

    /// How many bytes of a word are zeros.
    static std::size_t zeros_of(std::uint64_t word) noexcept {
        constexpr std::uint64_t most = 0x7F7F'7F7F'7F7F'7F7F; // of each byte, without a carry
        return static_cast<std::size_t>(std::popcount(~(((word & most) + most) | word | most)));
    }

    /// Whether a bucket has, before place `end`, a name that is at place `i` of another one.
    bool has(const name_bucket& bucket,
             const name_bucket& other,
             std::size_t i,
             std::size_t end = name_bucket::capacity) const noexcept {
        for (std::size_t at = 0; at < end; ++at)
            if (bucket.name[at] == other.name[i] && is_same_rest(bucket, at, other, i))
                return true;
        return false;
    }

    bool is_same_rest(const name_bucket& a,
                      std::size_t i,
                      const name_bucket& b,
                      std::size_t j) const noexcept {
        if (((a.what[i] | b.what[j]) & name_entry::long_bit) == 0)
            return true;
        char texts[2][max_key_size];
        return std::string_view(texts[0], table_.copy_name(a, i, texts[0])) ==
               std::string_view(texts[1], table_.copy_name(b, j, texts[1]));
    }

    /// Whether the rest of a name is there; `at` becomes the word behind it.
    bool take_rest(std::uint32_t& at) const noexcept {
        std::uint32_t const behind = name_table::rest_head + 4;
        if (at >= table_.header().arena_size || table_.header().arena_size - at < behind)
            return false;
        const unsigned char* const rest = table_.arena() + at;
        std::uint32_t const size = *rest;
        if (size + name_bucket::kept <= 16 || size + name_bucket::kept >= max_key_size ||
            at < size + name_tail::readable_before)
            return false;
        at = name_table::read(rest + name_table::rest_head);
        return true;
    }

    bool is_class(std::uint32_t code, std::uint32_t word) const noexcept {
        const bool is_far = code == name_entry::far_class;
        std::uint32_t const unit = is_far ? word : code - 1;
        return unit < starts_.size() && starts_[unit] != 0 && (is_far || word == 0);
    }

    array_view<unsigned char> bytes_;
    array_view<set_record> sets_;
    bool tree_;
    name_table table_;
    std::size_t taken_ = 0;              ///< places that have a name
    record_array<unsigned char> starts_; ///< a byte for each unit: a class begins there
};

} // namespace surety::detail

#endif
