// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_REPORT_PLOT_HPP
#define SURETY_BENCHMARKS_REPORT_PLOT_HPP

#include <string>

#include "measurements.hpp"

namespace report {

/// How the cost of a decision grows with users, rules and labels, as SVG.
std::string plot(const measurements& run);

} // namespace report

#endif
