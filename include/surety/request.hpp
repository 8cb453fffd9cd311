// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_REQUEST_HPP
#define SURETY_REQUEST_HPP

#include <surety/detail/platform.hpp>
#include <surety/instant.hpp>
#include <surety/value.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace surety {

/// Which kind of identity is asked about.
enum class asked : std::uint8_t {
    either, ///< text with an `@` is an email, any other a domain
    domain,
    email,
};

/// A question to a gate. Views: what they refer to must live until the answer is there.
///
///     surety::decide(gate, {text, facts, now});
///     surety::decide(gate, {text, surety::asked::email});
struct request {
    /// As it came in; nothing is trimmed, decoded or repaired. No null pointer makes one.
    std::string_view identity;
    /// Of two facts with one name the first counts. A decision goes over them once for each fact
    /// that the policy declares, and behind the eighth of those whenever one is compared: their
    /// number is for the host to bound.
    std::span<const fact> facts;
    instant now; ///< what the ages of facts are counted from; it has to be set where some are
    asked kind = asked::either;

    constexpr request() noexcept = default;
    constexpr request(std::string_view text SURETY_LIFETIMEBOUND,
                      std::span<const fact> told SURETY_LIFETIMEBOUND = {},
                      instant at = {},
                      asked of = asked::either) noexcept
        : identity(text), facts(told), now(at), kind(of) {}
    constexpr request(std::string_view text SURETY_LIFETIMEBOUND, asked of) noexcept
        : identity(text), kind(of) {}
};

} // namespace surety

#endif
