// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHRONO_HPP
#define SURETY_CHRONO_HPP

#include <surety/instant.hpp>

#include <chrono>
#include <cstdint>

namespace surety {

/// The instant that a time of the system's clock is, for hosts that tell it by `<chrono>`:
///
///     surety::decide(gate, {text, facts, surety::instant_of(std::chrono::system_clock::now())});
template <class Duration>
constexpr instant
instant_of(std::chrono::time_point<std::chrono::system_clock, Duration> at) noexcept {
    const auto whole = std::chrono::floor<std::chrono::seconds>(at.time_since_epoch());
    const auto rest =
        std::chrono::duration_cast<std::chrono::nanoseconds>(at.time_since_epoch() - whole);
    return {whole.count(), static_cast<std::uint32_t>(rest.count())};
}

} // namespace surety

#endif
