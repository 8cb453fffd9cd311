// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_GROWTH_HPP
#define SURETY_BENCHMARKS_GROWTH_HPP

/// How the cost of a decision grows with the rules of a policy and the labels of a name, and with
/// the number of gates that are asked in turn. (With users: `decide.cpp`.)
namespace growth {

void add_all();

} // namespace growth

#endif
