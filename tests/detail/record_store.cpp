// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/detail/record_store.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <utility>
#include <vector>

using surety::detail::record_store;

TEST_CASE("record_store: records of all sizes keep what was written, and do not overlap") {
    record_store store;
    std::vector<std::pair<std::uint32_t, std::size_t>> records;
    std::uint64_t state = 1;
    const auto write = [&](std::size_t words) {
        std::uint32_t const number = store.add(words);
        REQUIRE(number != record_store::none);
        for (std::size_t i = 0; i < words; ++i)
            store[number][i] = records.size();
        records.emplace_back(number, words);
    };
    for (int i = 0; i < 100'000; ++i) { // several chunks
        state = state * 6364136223846793005u + 1442695040888963407u;
        write(1 + (state >> 60));
    }
    write(300'000); // larger than a chunk
    write(1);
    write(std::size_t{1} << 17); // just one
    write(5);
    const record_store& read = store;
    for (std::size_t r = 0; r < records.size(); ++r)
        for (std::size_t i = 0; i < records[r].second; ++i)
            REQUIRE(read[records[r].first][i] == r);
}

TEST_CASE("record_store: a large record may be the first") {
    record_store store;
    std::uint32_t const large = store.add(1'000'000);
    store[large][0] = 7;
    store[large][999'999] = 8;
    std::uint32_t const small = store.add(1);
    store[small][0] = 9;
    CHECK(store[large][0] == 7);
    CHECK(store[large][999'999] == 8);
}

TEST_CASE("record_store: numbers end before they repeat") {
    record_store store;
    store.add(1);
    CHECK(store.add(std::size_t{1} << 32) == record_store::none);
    CHECK(store.add(1) != record_store::none); // smaller ones still fit
}

TEST_CASE("record_store: what was forgotten makes room") {
    record_store store;
    for (int i = 0; i < 1000; ++i)
        store.add(1000);
    CHECK(store.size() >= 1'000'000);
    store.clear();
    CHECK(store.size() == 0);
    std::uint32_t const again = store.add(2);
    CHECK(again == 0);
    store[again][1] = 1;
    CHECK(store[again][1] == 1);
}
