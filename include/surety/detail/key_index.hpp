// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_KEY_INDEX_HPP
#define SURETY_DETAIL_KEY_INDEX_HPP

#include <surety/detail/name_hash.hpp>
#include <surety/detail/record_array.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace surety::detail {

/// Numbers distinct texts in the order in which they come: 0, 1, 2, …
///
/// The caller hashes, under a key nobody else knows; texts are compared by their bytes.
class key_index {
public:
    static constexpr std::uint32_t none = 0xFFFF'FFFF;

    std::size_t size() const noexcept { return entries_.size(); }
    std::size_t bytes() const noexcept { return texts_.size(); }
    std::uint64_t hash(std::uint32_t number) const noexcept { return entries_[number].hash; }
    std::string_view operator[](std::uint32_t number) const noexcept {
        const entry& e = entries_[number];
        return std::string_view(texts_).substr(e.offset, e.size);
    }

    /// The number of a text, or `none`.
    std::uint32_t find(std::uint64_t hash, std::string_view text) const noexcept {
        return slots_.empty() ? none : slots_[place_of(hash, text)].number;
    }

    /// The number of a text; it gets one, `size()` before the call, when it has none yet.
    std::uint32_t insert(std::uint64_t hash, std::string_view text) {
        if (entries_.size() * 4 >= slots_.size() * 3)
            grow();
        slot& at = slots_[place_of(hash, text)];
        if (at.number == none) {
            const auto number = static_cast<std::uint32_t>(entries_.size());
            entries_.push_back({hash, texts_.size(), static_cast<std::uint32_t>(text.size())});
            texts_.append(text);
            at = {number, static_cast<std::uint32_t>(hash)};
        }
        return at.number;
    }

private:
    struct entry {
        std::uint64_t hash;
        std::size_t offset;
        std::uint32_t size;
    };
    struct slot {
        std::uint32_t number = none;
        std::uint32_t tag = 0; ///< the low half of the hash; the place comes from the high half
    };

    std::size_t first_place(std::uint64_t hash) const noexcept {
        return static_cast<std::size_t>(multiply(hash, slots_.size()).high);
    }

    std::size_t place_of(std::uint64_t hash, std::string_view text) const noexcept {
        std::size_t at = first_place(hash);
        for (; slots_[at].number != none; at = at + 1 == slots_.size() ? 0 : at + 1)
            if (slots_[at].tag == static_cast<std::uint32_t>(hash) &&
                (*this)[slots_[at].number] == text)
                break;
        return at;
    }

    void grow() {
        std::size_t const size = slots_.empty() ? 16 : slots_.size() * 2;
        record_array<slot> larger;
        larger.resize(size);
        slots_.swap(larger);
        for (std::uint32_t number = 0; number < entries_.size(); ++number) {
            std::uint64_t const hash = entries_[number].hash;
            std::size_t at = first_place(hash);
            while (slots_[at].number != none)
                at = at + 1 == slots_.size() ? 0 : at + 1;
            slots_[at] = {number, static_cast<std::uint32_t>(hash)};
        }
    }

    std::string texts_;
    record_array<entry> entries_;
    record_array<slot> slots_;
};

} // namespace surety::detail

#endif
