// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_EXPLAIN_HPP
#define SURETY_EXPLAIN_HPP

#include <surety/explanation.hpp>
#include <surety/gate.hpp>
#include <surety/request.hpp>

#include <cstddef>
#include <string_view>

namespace surety {

/// Decides once more and says why, in full: `explain` always agrees with `decide`.
///
/// For operators and records, not for every request: it allocates, evaluates the rules for each
/// inactive user and for each other name that might help, and reads the names of all domains for
/// those beside the asked one. Inactive users, people of whom there are too few, and names are
/// listed up to `remedies_named` of each. Of inactive users who are in the same sets one is tried
/// for all of them, and `users_tried` of those who differ, the first by id; of the names above the
/// asked one and of those beside it `names_tried`, the first in the order of their bytes.
inline explanation explain(const gate& asked, const request& what);

/// The same for a policy that needs neither facts nor the kind: `explain(gate, "x@y.example")`.
template <detail::reads_as_text Text>
explanation explain(const gate& asked, const Text& identity);

/// How many remedies of a kind an explanation lists at the most.
inline constexpr std::size_t remedies_named = 20;

/// How many inactive users who differ in the sets that have them are tried at the most.
inline constexpr std::size_t users_tried = 256;

/// How many names above or beside the asked one are decided about at the most.
inline constexpr std::size_t names_tried = 64;

} // namespace surety

#include <surety/detail/explainer.hpp>

#endif
