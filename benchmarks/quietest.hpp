// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_QUIETEST_HPP
#define SURETY_BENCHMARKS_QUIETEST_HPP

#include <benchmark/benchmark.h>

#include <cstdio>
#include <vector>

/// Prints a line for each measurement: the quietest of its repetitions. On a machine that others
/// use, too, whatever is slower than that is somebody else's work.
class quietest : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context&) override { return true; }

    void ReportRuns(const std::vector<Run>& runs) override {
        const Run* best = nullptr;
        for (const Run& run : runs)
            if (run.run_type == Run::RT_Iteration && (!best || cost(run) < cost(*best)))
                best = &run;
        if (!best)
            return;
        if (best->error_occurred) {
            std::printf("%12s  %s: %s\n", "–", best->run_name.str().c_str(),
                        best->error_message.c_str());
        } else {
            std::printf("%9.1f ns  %s", cost(*best), best->run_name.str().c_str());
            const auto wrong = best->counters.find("wrong");
            if (wrong != best->counters.end() && wrong->second.value > 0)
                std::printf("  (wrong: %.0f)", wrong->second.value);
            std::printf("\n");
        }
        std::fflush(stdout);
    }

private:
    /// Nanoseconds of processor time for one item.
    static double cost(const Run& run) {
        const auto items = run.counters.find("items_per_second");
        return items == run.counters.end() ? run.GetAdjustedCPUTime() : 1e9 / items->second.value;
    }
};

#endif
