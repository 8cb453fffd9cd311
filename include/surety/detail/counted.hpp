// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_COUNTED_HPP
#define SURETY_DETAIL_COUNTED_HPP

/// Marks what a decision is made of, where it happens: `SURETY_COUNT(lookups);`. Nothing in a
/// program; a test that holds decisions against `cost.hpp` defines it before it includes anything.
///
/// `lookups`, `buckets` and `names`: hash tables asked, cache lines and names of theirs read.
/// `places`: passed by while users come. `blocks`: sixteen bytes hashed. `atoms`, `steps`,
/// `fact_reads`: see `surety::work`.
///
/// So is what reading a policy is made of. `productions`: pieces of the grammar tried somewhere.
/// `nodes`: of the tree, gone to. `comparisons`: of a name with a name. `candidates`: looked at for
/// a suggestion. `passed`: bytes gone through to find a line and a column, and values of JSON to
/// find one of them. `shown`: bytes of lines that are shown. `characters`: of UTF-8, decoded.
#ifndef SURETY_COUNT
#define SURETY_COUNT(what) static_cast<void>(0)
#endif

#endif
