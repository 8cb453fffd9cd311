// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DECIDE_HPP
#define SURETY_DECIDE_HPP

#include <surety/decision.hpp>
#include <surety/gate.hpp>
#include <surety/request.hpp>

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
    return asked.functions().decide(asked, what);
}

/// The same for a policy that needs neither facts nor the kind: `decide(gate, "x@y.example")`.
template <detail::reads_as_text Text>
decision decide(const gate& asked, const Text& identity) noexcept {
    return decide(asked, request(identity));
}

/// Decides many requests, each into the place of the same index. The answers are those of `decide`;
/// for gates of more than some hundred thousand domains they come sooner, since what memory is slow
/// to give is asked for ahead of time.
///
/// `made` has at least as many as `what`, and nothing that `what` views lies in it: the identity of
/// an answer is written over before the question is read that was made of it. Copy such texts
/// first. Both are asserted where the gate was bound, if that was compiled with assertions. If not,
/// no more are decided than there is room for, and a question may be about other bytes of `made`.
inline void
decide(const gate& asked, std::span<const request> what, std::span<decision> made) noexcept {
    asked.functions().decide_many(asked, what, made);
}

} // namespace surety

#endif
