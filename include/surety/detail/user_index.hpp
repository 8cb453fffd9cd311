// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_USER_INDEX_HPP
#define SURETY_DETAIL_USER_INDEX_HPP

#include <surety/decision.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/record_store.hpp>
#include <surety/detail/sort.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace surety::detail {

/// What two ids are compared by first: their first bytes, and zeros behind them, as a number.
struct id_front {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    static id_front of(std::string_view id) noexcept {
        unsigned char few[16] = {};
        const void* from = id.data();
        if (id.size() < sizeof few)
            from = std::memcpy(few, from, id.size());
        std::uint64_t words[2];
        std::memcpy(words, from, sizeof words);
        return {reversed(little_endian(words[0])), reversed(little_endian(words[1]))};
    }

    friend bool operator==(const id_front&, const id_front&) = default;
    friend bool operator<(const id_front& a, const id_front& b) noexcept {
        return a.high != b.high ? a.high < b.high : a.low < b.low;
    }
};

/// The records of users that came: their ids, and which of them are one user.
///
/// Whether an id came before is not looked up when it comes, which would be a look at memory that
/// is far away: all are compared at the end, in portions that are near.
class user_index {
public:
    static constexpr std::uint32_t none = record_store::none;

    /// Makes room for so many records.
    void reserve(std::size_t count) { keys_.reserve(count); }

    /// How many users there are, once `close` has been called.
    std::size_t size() const noexcept { return size_; }

    /// Keeps the id of a record. `none`: there is no more room.
    std::uint32_t add(std::uint64_t hash, std::string_view id) {
        const bool is_long = id.size() >= long_size;
        std::size_t const words = (id.size() + (is_long ? 5 : 1) + 7) / 8;
        std::uint32_t const user = records_.add(1 + words);
        if (user == none)
            return none;
        record_store::word* const record = records_[user];
        record[0] = 0;
        auto* to = reinterpret_cast<char*>(record + 1);
        *to++ = static_cast<char>(is_long ? long_size : id.size());
        if (is_long) {
            const auto size = static_cast<std::uint32_t>(id.size());
            std::memcpy(to, &size, sizeof size);
            to += sizeof size;
        }
        std::memcpy(to, id.data(), id.size());
        keys_.push_unset() = {static_cast<std::uint32_t>(hash >> 32), user};
        return user;
    }

    /// The fingerprint of all that a policy can see of a record.
    void describe(std::uint32_t user, std::uint64_t fingerprint) noexcept {
        records_[user][0] = fingerprint << state_bits;
    }

    /// The id of a record.
    std::string_view operator[](std::uint32_t user) const noexcept {
        const auto* at = reinterpret_cast<const char*>(records_[user] + 1);
        std::uint32_t size = static_cast<unsigned char>(*at++);
        if (size == long_size) {
            std::memcpy(&size, at, sizeof size);
            at += sizeof size;
        }
        return {at, size};
    }

    /// Starts to fetch the id of a record.
    void prefetch(std::uint32_t user) const noexcept { detail::prefetch(records_[user]); }

    /// No more come: finds which records are one user. The records that are not equal to the first
    /// of their id, in the order in which they came.
    record_array<std::uint32_t> close();

    /// Whether a record only repeats one that came before.
    bool is_repeated(std::uint32_t user) const noexcept {
        return (records_[user][0] & state_mask) == repeated;
    }

    /// Makes room for the ids of so many users.
    void reserve_named(std::size_t users) {
        if (size_ > 0)
            bytes_.reserve((users < size_ ? users : size_) * (records_.size() / size_) *
                           sizeof(record_store::word));
    }

    /// The reference by which a gate names a user, whose id it keeps from now on.
    user_ref ref(std::uint32_t user) {
        record_store::word* record = records_[user];
        if ((*record & state_mask) == repeated)
            record = records_[static_cast<std::uint32_t>(*record >> state_bits)];
        if ((*record & state_mask) != named) {
            std::string_view const id = (*this)[user];
            const auto* const first = reinterpret_cast<const char*>(records_[user] + 1);
            *record = std::uint64_t{bytes_.size()} << state_bits | named;
            bytes_.append(first, static_cast<std::size_t>(id.data() - first) + id.size());
        }
        return user_ref{static_cast<std::uint32_t>(*record >> state_bits)};
    }

    /// The ids of the users that were named, in the form that `gate_view::user_id` reads.
    const std::string& bytes() const noexcept { return bytes_; }

private:
    static constexpr std::uint32_t long_size = 255;

    /// What the low bits of a record's first word say of the others.
    static constexpr unsigned state_bits = 2;
    static constexpr std::uint64_t state_mask = 3;
    static constexpr std::uint64_t repeated = 1; ///< the number of the first record of the user
    static constexpr std::uint64_t named = 2;    ///< the user's reference
                                                 // 0: the fingerprint

    struct key {
        std::uint32_t hash; ///< the high half
        std::uint32_t user;
    };

    /// A word, then the id as gates have it: its size, in one byte or in 255 and four, and its
    /// bytes.
    record_store records_;
    record_array<key> keys_; ///< of all records
    std::size_t size_ = 0;
    std::string bytes_;
};

/// Sorts keys by their first bits, those that agree in the order in which they were; `ends` gets
/// the end of each portion.
inline record_array<std::uint32_t> user_index::close() {
    constexpr std::size_t portion = 4096, most_bits = 11;
    unsigned bits = 0;
    while (bits < most_bits && keys_.size() >> bits > portion)
        ++bits;
    std::size_t const portions = std::size_t{1} << bits;
    const auto portion_of = [bits](const key& k) {
        return static_cast<std::size_t>(std::uint64_t{k.hash} << bits >> 32);
    };
    // Counting sort: `places` are first where portions begin and in the end where they end.
    record_array<std::uint32_t> places;
    places.resize(portions + 1, 0);
    for (const key& k : keys_)
        ++places[portion_of(k) + 1];
    std::uint32_t largest = 0;
    for (std::size_t i = 0; i < portions; ++i) {
        largest = places[i + 1] > largest ? places[i + 1] : largest;
        places[i + 1] += places[i];
    }
    if (portions > 1) {
        record_array<key> sorted;
        sorted.resize_unset(keys_.size());
        for (const key& k : keys_)
            sorted[places[portion_of(k)]++] = k;
        keys_.swap(sorted);
    } else {
        places[0] = places[1];
    }

    record_array<std::uint32_t> conflicts;
    record_array<std::uint32_t> table;
    std::size_t room = 16;
    while (room < std::size_t{largest} + largest / 2)
        room *= 2;
    table.resize_unset(room);
    std::size_t at = 0;
    for (std::size_t p = 0; p < portions; ++p) {
        std::memset(static_cast<void*>(table.data()), 0xFF, room * sizeof(std::uint32_t));
        for (; at < places[p]; ++at) {
            const key k = keys_[at];
            std::size_t slot = k.hash & (room - 1);
            for (; table[slot] != none; slot = (slot + 1) & (room - 1)) {
                const key& other = keys_[table[slot]];
                if (other.hash == k.hash && (*this)[other.user] == (*this)[k.user])
                    break;
            }
            if (table[slot] == none) {
                table[slot] = static_cast<std::uint32_t>(at);
                ++size_;
                continue;
            }
            std::uint32_t const first = keys_[table[slot]].user;
            if (records_[first][0] != records_[k.user][0])
                conflicts.push_back(k.user);
            else
                records_[k.user][0] = std::uint64_t{first} << state_bits | repeated;
        }
    }
    keys_ = {};
    sort_records(conflicts, [](std::uint32_t a, std::uint32_t b) { return a < b; });
    return conflicts;
}

} // namespace surety::detail

#endif
