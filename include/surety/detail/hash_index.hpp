// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_HASH_INDEX_HPP
#define SURETY_DETAIL_HASH_INDEX_HPP

#include <surety/detail/counted.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/system.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace surety::detail {

/// Finds things by their hash: for each thing a number that its owner knows it by. What the thing
/// is, and whether two are the same, is the owner's business.
///
/// Open addressing. A thing stands at or behind the place that the high half of its hash points to,
/// so that half is all that is kept of the hash, and growing is one walk over both arrays in order.
class hash_index {
public:
    static constexpr std::uint32_t none = 0xFFFF'FFFF;

    /// Makes room for so many things in all.
    void reserve(std::size_t count) {
        std::size_t const places = count + count / 3 + 1;
        if (places > slots_.size())
            move_to(places);
    }

    /// The number of what is the `same`, or `none`. `same(number)` is asked of those whose hash
    /// agrees.
    template <class Same>
    std::uint32_t find(std::uint64_t hash, const Same& same) const {
        return slots_.empty() ? none : slots_[place_of(tag_of(hash), same)].number;
    }

    /// Where the number of what is the `same` stands. `none` stands there when it is new; the
    /// caller then has to put its number there.
    template <class Same>
    std::uint32_t& at(std::uint64_t hash, const Same& same) {
        if (count_ * 4 >= slots_.size() * 3)
            move_to(slots_.empty() ? least_places : slots_.size() * 2);
        std::uint32_t const tag = tag_of(hash);
        slot& found = slots_[place_of(tag, same)];
        if (found.number == none) {
            found.tag = tag;
            ++count_;
        }
        return found.number;
    }

    /// Starts to fetch what `find` and `at` read first.
    void prefetch(std::uint64_t hash) const noexcept {
        if (!slots_.empty())
            detail::prefetch(&slots_[first_place(tag_of(hash))]);
    }

    /// The number that `find` is going to ask about, if any: to fetch what it stands for.
    std::uint32_t likely(std::uint64_t hash) const noexcept {
        return find(hash, [](std::uint32_t) noexcept { return true; });
    }

private:
    static constexpr std::size_t least_places = 32;

    struct slot {
        std::uint32_t number;
        std::uint32_t tag;
    };

    static std::uint32_t tag_of(std::uint64_t hash) noexcept {
        return static_cast<std::uint32_t>(hash >> 32);
    }

    std::size_t first_place(std::uint32_t tag) const noexcept {
        return static_cast<std::size_t>(multiply(std::uint64_t{tag} << 32, slots_.size()).high);
    }

    template <class Same>
    std::size_t place_of(std::uint32_t tag, const Same& same) const {
        std::size_t at = first_place(tag);
        while (slots_[at].number != none && !(slots_[at].tag == tag && same(slots_[at].number))) {
            SURETY_COUNT(places);
            at = after(at);
        }
        return at;
    }

    std::size_t after(std::size_t place) const noexcept {
        return place + 1 == slots_.size() ? 0 : place + 1;
    }

    SURETY_NOINLINE void move_to(std::size_t places) {
        record_array<slot> larger;
        larger.resize_unset(places);
        expect_random_reads(larger.data(), places * sizeof(slot), false);
        std::memset(static_cast<void*>(larger.data()), 0xFF, places * sizeof(slot)); // all `none`
        slots_.swap(larger);
        for (const slot& s : larger) {
            if (s.number == none)
                continue;
            std::size_t at = first_place(s.tag);
            while (slots_[at].number != none)
                at = after(at);
            slots_[at] = s;
        }
    }

    record_array<slot> slots_;
    std::size_t count_ = 0;
};

} // namespace surety::detail

#endif
