// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_EMBEDDED_HPP
#define SURETY_EMBEDDED_HPP

#include <surety/version.hpp>

#include <cstddef>
#include <cstdint>

namespace surety {

/// A program as a constant: what `surety embed` writes into a header, and all that such a header
/// needs. `attach` makes a program of it at run time, `constant.hpp` decides by it while compiling.
///
///     surety embed senders.surety -o senders.hpp      namespace policies { … senders = {{…}}; }
///
///     const auto policy = surety::attach(policies::senders);
template <std::size_t Words>
struct embedded {
    alignas(64) std::uint64_t words[Words]; ///< the bytes that `pack` made, eight in each
};

} // namespace surety

#endif
