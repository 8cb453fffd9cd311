// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHRONO_HPP
#define SURETY_CHRONO_HPP

#include <surety/instant.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>

namespace surety {

/// The instant that a time of the system's clock is, for hosts that tell it by `<chrono>`:
///
///     surety::decide(gate, {text, facts, surety::instant_of(std::chrono::system_clock::now())});
template <std::integral Count, class Period>
constexpr instant
instant_of(std::chrono::time_point<std::chrono::system_clock, std::chrono::duration<Count, Period>>
               at) noexcept {
    const auto since = at.time_since_epoch();
    constexpr std::chrono::seconds second(1);
    const auto past = since % second; // of the second that has begun; to its end before 1970
    const auto rest = past < past.zero() ? past + second : past;
    return {std::chrono::floor<std::chrono::seconds>(since).count(),
            static_cast<std::uint32_t>(
                std::chrono::duration_cast<std::chrono::nanoseconds>(rest).count())};
}

} // namespace surety

#endif
