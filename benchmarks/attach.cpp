// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// What a host waits for that has its policy inside, beside one that reads it:
//   ninja -C build-benchmarks benchmarks/attach && build-benchmarks/benchmarks/attach
#include <surety/attach.hpp>
#include <surety/detail/block.hpp>
#include <surety/pack.hpp>

#include <benchmark/benchmark.h>

#include <cstring>

#include "policies.hpp"
#include "quietest.hpp"

namespace {

void load(benchmark::State& state, const char* name) {
    for (auto _ : state)
        benchmark::DoNotOptimize(policies::load(name));
}

/// In place, as an embedded program is.
void attach(benchmark::State& state, const char* name) {
    const std::vector<unsigned char> packed = surety::pack(policies::load(name));
    surety::detail::block image(packed.size());
    std::memcpy(image.data(), packed.data(), packed.size());
    for (auto _ : state)
        benchmark::DoNotOptimize(
            surety::detail::attacher::attach({image.data(), image.size()}, true));
    state.counters["bytes"] = static_cast<double>(packed.size());
}

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    for (const char* const name : {policies::plain, policies::hardened}) {
        benchmark::RegisterBenchmark((std::string("load/") + name).c_str(), load, name);
        benchmark::RegisterBenchmark((std::string("attach/") + name).c_str(), attach, name);
    }
    quietest shown;
    benchmark::RunSpecifiedBenchmarks(&shown);
}
