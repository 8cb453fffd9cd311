// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DECIDE_HPP
#define SURETY_DECIDE_HPP

#include <surety/decision.hpp>
#include <surety/detail/decider.hpp>
#include <surety/gate.hpp>
#include <surety/request.hpp>

#include <string_view>

namespace surety {

/// May this identity be used? Allocates nothing, throws nothing, reads no clock and no file, and
/// costs the same for ten users and for a hundred million. (An adapter that the gate was bound with
/// may allocate, for names that are not ASCII.)
///
///     if (auto answer = surety::decide(gate, {text, facts}))
///         send_as(answer.identity().text());
inline decision decide(const gate& asked, const request& what) noexcept {
    decision made;
    detail::decider::decide(asked.program().view(), asked.view(), what, made);
    return made;
}

/// The same for a policy that needs neither facts nor the kind: `decide(gate, "x@y.example")`.
inline decision decide(const gate& asked, std::string_view identity) noexcept {
    return decide(asked, request(identity));
}

} // namespace surety

#endif
