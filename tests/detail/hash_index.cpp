// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/detail/hash_index.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <vector>

using surety::detail::hash_index;

namespace {

/// Texts would do; numbers that are their own hash make it plain what collides.
class numbers {
public:
    /// What number a thing has; a new one when it has none yet.
    std::uint32_t insert(std::uint64_t thing) {
        std::uint32_t& at = index_.at(thing, [&](std::uint32_t n) { return things_[n] == thing; });
        if (at == hash_index::none) {
            at = static_cast<std::uint32_t>(things_.size());
            things_.push_back(thing);
        }
        return at;
    }
    std::uint32_t find(std::uint64_t thing) const {
        return index_.find(thing, [&](std::uint32_t n) { return things_[n] == thing; });
    }
    hash_index& index() { return index_; }

private:
    hash_index index_;
    std::vector<std::uint64_t> things_;
};

std::uint64_t spread(std::uint64_t i) {
    return i * 0x9E3779B97F4A7C15u;
}

} // namespace

TEST_CASE("hash_index: numbers stay what they are while it grows") {
    numbers known;
    CHECK(known.find(spread(1)) == hash_index::none);
    CHECK(known.index().likely(spread(1)) == hash_index::none);
    for (std::uint32_t i = 0; i < 5000; ++i)
        REQUIRE(known.insert(spread(i)) == i);
    for (std::uint32_t i = 0; i < 5000; ++i) {
        REQUIRE(known.insert(spread(i)) == i);
        REQUIRE(known.find(spread(i)) == i);
        known.index().prefetch(spread(i));
    }
    CHECK(known.find(spread(5000)) == hash_index::none);
}

TEST_CASE("hash_index: things of one hash are told apart by what they are") {
    numbers known;
    std::uint64_t const high = 0xABCD'0123u;
    for (std::uint32_t i = 0; i < 300; ++i) // the low half is not looked at
        REQUIRE(known.insert(high << 32 | i) == i);
    for (std::uint32_t i = 0; i < 300; ++i)
        REQUIRE(known.find(high << 32 | i) == i);
    CHECK(known.find(high << 32 | 300) == hash_index::none);
    CHECK(known.index().likely(high << 32 | 300) != hash_index::none);
}

TEST_CASE("hash_index: the last places are followed by the first") {
    numbers known;
    for (std::uint32_t i = 0; i < 100; ++i)
        REQUIRE(known.insert(~std::uint64_t{0} - (std::uint64_t{i} << 32)) == i);
    for (std::uint32_t i = 0; i < 100; ++i)
        REQUIRE(known.find(~std::uint64_t{0} - (std::uint64_t{i} << 32)) == i);
    CHECK(known.find(0) == hash_index::none);
}

TEST_CASE("hash_index: room may be made before or in between") {
    numbers known;
    known.index().reserve(0);
    known.index().reserve(1000);
    for (std::uint32_t i = 0; i < 10; ++i)
        known.insert(spread(i));
    known.index().reserve(10); // less than there is: nothing happens
    known.index().reserve(100'000);
    for (std::uint32_t i = 0; i < 10; ++i)
        CHECK(known.find(spread(i)) == i);
}
