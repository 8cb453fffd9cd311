// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_RECORD_STORE_HPP
#define SURETY_DETAIL_RECORD_STORE_HPP

#include <surety/detail/record_array.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

namespace surety::detail {

/// Records of any size, in words, each known by a number of 32 bits. Unlike an array it does not
/// move what it has in order to grow, and so never has it twice: there may be a hundred million.
///
/// A number counts words from the beginning. Memory is taken in chunks; a record that is larger
/// than one gets several in a row.
class record_store {
public:
    using word = std::uint64_t;
    static constexpr std::uint32_t none = 0xFFFF'FFFF;

    record_store() = default;
    record_store(const record_store&) = delete;
    record_store& operator=(const record_store&) = delete;
    ~record_store() { clear(); }

    /// A new record of so many words, at least one, not yet written. `none` when there are no
    /// numbers left: after 32 GB.
    std::uint32_t add(std::size_t words) {
        if (words > end_ - next_ && !grow(words))
            return none;
        const auto number = static_cast<std::uint32_t>(next_);
        next_ += words;
        return number;
    }

    /// Where a record is. The first chunk moves while it grows, so: until the next is added.
    word* operator[](std::uint32_t number) noexcept {
        return chunks_[number / chunk_words].at + number % chunk_words;
    }
    const word* operator[](std::uint32_t number) const noexcept {
        return chunks_[number / chunk_words].at + number % chunk_words;
    }

    /// How many words were taken.
    std::size_t size() const noexcept { return next_; }

    /// Forgets all records and gives their memory back.
    void clear() noexcept {
        for (const chunk& c : chunks_)
            if (c.is_first)
                ::operator delete(c.at);
        chunks_.clear();
        next_ = end_ = 0;
    }

private:
    static constexpr std::size_t chunk_words = std::size_t{1} << 17; // 1 MB
    static constexpr std::size_t least_words = 256;

    struct chunk {
        word* at;
        bool is_first; ///< of those that were taken at once
    };

    SURETY_NOINLINE bool grow(std::size_t words) {
        if (chunks_.size() <= 1 && next_ + words <= chunk_words) {
            grow_first(next_ + words);
            return true;
        }
        std::size_t const first = chunks_.size() == 0 ? 0 : chunks_.size() * chunk_words;
        std::size_t const count = (words + chunk_words - 1) / chunk_words;
        if (first + count * chunk_words > none)
            return false;
        chunks_.reserve(chunks_.size() + count);
        auto* const at = static_cast<word*>(::operator new(count* chunk_words * sizeof(word)));
        for (std::size_t i = 0; i < count; ++i)
            chunks_.push_back({at + i * chunk_words, i == 0});
        next_ = first;
        end_ = first + count * chunk_words;
        return true;
    }

    /// A few records should not take a whole chunk.
    void grow_first(std::size_t words) {
        std::size_t wanted = end_ < least_words ? least_words : end_ * 2;
        while (wanted < words)
            wanted *= 2;
        chunks_.reserve(1);
        auto* const larger = static_cast<word*>(::operator new(wanted * sizeof(word)));
        if (chunks_.empty()) {
            chunks_.push_back({larger, true});
        } else {
            std::memcpy(larger, chunks_[0].at, next_ * sizeof(word));
            ::operator delete(chunks_[0].at);
            chunks_[0].at = larger;
        }
        end_ = wanted;
    }

    record_array<chunk> chunks_;
    std::size_t next_ = 0; ///< number of the next record, if it fits
    std::size_t end_ = 0;  ///< of the room
};

} // namespace surety::detail

#endif
