// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_REPORT_MEASUREMENTS_HPP
#define SURETY_BENCHMARKS_REPORT_MEASUREMENTS_HPP

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace report {

/// The quietest repetition of one measurement.
struct measurement {
    double ns = 0;      ///< processor time for one item
    std::string failed; ///< why there is no figure
    std::map<std::string, double, std::less<>> counters;
};

/// What a run measured, by name.
class measurements {
public:
    /// Adds a file of Google Benchmark's (JSON), or of the peers from npm (a line of JSON each).
    /// `false` when it cannot be read.
    bool read(const std::string& path);

    std::optional<double> ns(std::string_view name) const;
    std::optional<double> counter(std::string_view name, std::string_view of) const;
    const measurement* find(std::string_view name) const;

    const std::map<std::string, measurement, std::less<>>& all() const noexcept { return all_; }

private:
    void add(const std::string& name, measurement made);

    std::map<std::string, measurement, std::less<>> all_;
};

/// The quotient of two, when there are both.
inline std::optional<double> ratio(std::optional<double> a, std::optional<double> b) {
    return a && b && *b > 0 ? std::optional(*a / *b) : std::nullopt;
}

/// The name of a measurement of decisions: `decide/WHO/HOW/users:…/hits:50/uniform`.
std::string decided(std::string_view who,
                    std::string_view how,
                    std::size_t users,
                    std::string_view mixture = "/hits:50/uniform");

} // namespace report

#endif
