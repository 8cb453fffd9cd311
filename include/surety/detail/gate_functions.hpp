// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_GATE_FUNCTIONS_HPP
#define SURETY_DETAIL_GATE_FUNCTIONS_HPP

#include <surety/decision.hpp>
#include <surety/detail/decider.hpp>
#include <surety/detail/gate_view.hpp>
#include <surety/gate.hpp>
#include <surety/request.hpp>

#include <cstddef>

namespace surety::detail {

inline decision decide_one(const gate& asked, const request& what) noexcept {
    return decider::decide(asked.program().view(), asked.view(), what);
}

inline void
decide_many(const gate& asked, const request* what, decision* made, std::size_t count) noexcept {
    for (std::size_t first = 0; first < count; first += decider::batch) {
        std::size_t const left = count - first;
        decider::decide(asked.program().view(), asked.view(), what + first, made + first,
                        left < decider::batch ? left : decider::batch);
    }
}

/// What the gates that `bind` makes answer with.
inline constexpr gate_functions deciding = {decide_one, decide_many};

} // namespace surety::detail

#endif
