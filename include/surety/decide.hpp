// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DECIDE_HPP
#define SURETY_DECIDE_HPP

#include <surety/decision.hpp>
#include <surety/detail/decider.hpp>
#include <surety/gate.hpp>
#include <surety/request.hpp>

#include <cstddef>
#include <span>
#include <string_view>

namespace surety {

/// May this identity be used? Allocates nothing, throws nothing, reads no clock and no file, and
/// costs the same for ten users and for a hundred million. (An adapter that the gate was bound with
/// may allocate, for names that are not ASCII.)
///
///     if (auto answer = surety::decide(gate, {text, facts}))
///         send_as(answer.identity().text());
inline decision decide(const gate& asked, const request& what) noexcept {
    return detail::decider::decide(asked.program().view(), asked.view(), what);
}

/// The same for a policy that needs neither facts nor the kind: `decide(gate, "x@y.example")`.
inline decision decide(const gate& asked, std::string_view identity) noexcept {
    return decide(asked, request(identity));
}

/// Decides many requests, each into the place of the same index: `made` has at least as many as
/// `what`. The answers are those of `decide`; for gates of more than some hundred thousand domains
/// they come sooner, since what memory is slow to give is asked for ahead of time.
inline void
decide(const gate& asked, std::span<const request> what, std::span<decision> made) noexcept {
    for (std::size_t first = 0; first < what.size(); first += detail::decider::batch) {
        std::size_t const left = what.size() - first;
        detail::decider::decide(asked.program().view(), asked.view(), what.data() + first,
                                made.data() + first,
                                left < detail::decider::batch ? left : detail::decider::batch);
    }
}

} // namespace surety

#endif
