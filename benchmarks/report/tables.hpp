// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_REPORT_TABLES_HPP
#define SURETY_BENCHMARKS_REPORT_TABLES_HPP

#include <string>

#include "measurements.hpp"

namespace report {

/// What has to be reached, and what was: one row for each goal, all of them ratios within the run.
std::string goals(const measurements& run);

/// Everything else, in tables with headings.
std::string details(const measurements& run);

} // namespace report

#endif
