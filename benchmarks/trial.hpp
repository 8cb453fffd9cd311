// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_TRIAL_HPP
#define SURETY_BENCHMARKS_TRIAL_HPP

#include <benchmark/benchmark.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "workload.hpp"

/// How decisions are asked for and timed. Whatever decides is a function from a query to something
/// that is true when it allows; in batches, from an array of queries to an array of such.
namespace trial {

/// How many answers were looked at, and how many were wrong.
struct verdict {
    std::size_t checked = 0;
    std::size_t wrong = 0;
};

/// Compares answers with what is expected, for a second at the most.
template <class Decide, class Expected>
verdict check(const workload::query_set& queries, const Decide& decide, const Expected& expected) {
    using clock = std::chrono::steady_clock;
    verdict found;
    const auto until = clock::now() + std::chrono::seconds(1);
    for (std::size_t i = 0; i < queries.size(); ++i) {
        const workload::query q = queries[i];
        found.wrong += static_cast<bool>(decide(q)) != expected(q);
        ++found.checked;
        if ((i < 64 || i % 64 == 0) && clock::now() > until)
            break;
    }
    return found;
}

inline void report(benchmark::State& state, std::size_t decisions, const verdict& found) {
    state.SetItemsProcessed(static_cast<std::int64_t>(decisions));
    state.counters["checked"] = static_cast<double>(found.checked);
    state.counters["wrong"] = static_cast<double>(found.wrong);
}

/// One decision after another. The next may begin in the processor while one is being finished, as
/// in a host that decides on what it has at hand.
template <class Decide>
void one_by_one(benchmark::State& state,
                const workload::query_set& queries,
                const verdict& found,
                const Decide& decide) {
    std::size_t at = 0;
    for (auto _ : state) {
        auto made = decide(queries[at]);
        benchmark::DoNotOptimize(made);
        if (++at == queries.size())
            at = 0;
    }
    report(state, static_cast<std::size_t>(state.iterations()), found);
}

/// Which question is next depends on the answer before, so that nothing overlaps.
template <class Decide>
void in_a_chain(benchmark::State& state,
                const workload::query_set& queries,
                const verdict& found,
                const Decide& decide) {
    std::size_t zero = 0;
    benchmark::DoNotOptimize(zero);
    std::size_t at = 0;
    for (auto _ : state) {
        auto made = decide(queries[at]);
        benchmark::DoNotOptimize(made);
        at += 1 + (static_cast<std::size_t>(static_cast<bool>(made)) & zero);
        if (at >= queries.size())
            at = 0;
    }
    report(state, static_cast<std::size_t>(state.iterations()), found);
}

template <std::size_t Size>
using batch = std::array<workload::query, Size>;

template <std::size_t Size>
batch<Size> batch_at(const workload::query_set& queries, std::size_t at) noexcept {
    batch<Size> questions;
    for (std::size_t i = 0; i < Size; ++i)
        questions[i] = queries[at + i];
    return questions;
}

template <std::size_t Size, class Decide, class Expected>
verdict
check_batches(const workload::query_set& queries, const Decide& decide, const Expected& expected) {
    using clock = std::chrono::steady_clock;
    verdict found;
    const auto until = clock::now() + std::chrono::seconds(1);
    for (std::size_t at = 0; at + Size <= queries.size() && clock::now() < until; at += Size) {
        const batch<Size> questions = batch_at<Size>(queries, at);
        const auto& made = decide(questions);
        for (std::size_t i = 0; i < Size; ++i)
            found.wrong += static_cast<bool>(made[i]) != expected(questions[i]);
        found.checked += Size;
    }
    return found;
}

/// Several decisions at once.
template <std::size_t Size, class Decide>
void in_batches(benchmark::State& state,
                const workload::query_set& queries,
                const verdict& found,
                const Decide& decide) {
    std::size_t at = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(decide(batch_at<Size>(queries, at)));
        benchmark::ClobberMemory();
        if ((at += Size) + Size > queries.size())
            at = 0;
    }
    report(state, static_cast<std::size_t>(state.iterations()) * Size, found);
}

} // namespace trial

#endif
