// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_NAME_LIMITS_HPP
#define SURETY_DETAIL_NAME_LIMITS_HPP

#include <cstddef>

/// How long names may be, in bytes.
namespace surety::detail {

inline constexpr std::size_t longest_domain = 253;
inline constexpr std::size_t longest_label = 63;
inline constexpr std::size_t longest_local = 64;
inline constexpr std::size_t longest_address = 254;

/// How many bytes behind a text whoever reads it sixteen bytes at a time may write to. Never beyond
/// the longest domain where a domain is read to the beginning of a place.
inline constexpr std::size_t written_behind = 15;

} // namespace surety::detail

#endif
