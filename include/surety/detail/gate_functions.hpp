// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_GATE_FUNCTIONS_HPP
#define SURETY_DETAIL_GATE_FUNCTIONS_HPP

#include <surety/decision.hpp>
#include <surety/detail/decider.hpp>
#include <surety/detail/gate_view.hpp>
#include <surety/gate.hpp>
#include <surety/request.hpp>
#include <surety/value.hpp>

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace surety::detail {

inline decision decide_one(const gate& asked, const request& what) noexcept {
    return decider::decide(asked.program().view(), asked.view(), what);
}

/// Whether none of many requests views what their answers are about to be written over.
inline bool are_apart(const request* what, const decision* made, std::size_t count) noexcept {
    const auto begin = reinterpret_cast<std::uintptr_t>(made);
    const auto end = reinterpret_cast<std::uintptr_t>(made + count);
    const auto is_apart = [&](const void* from, std::size_t size) noexcept {
        const auto first = reinterpret_cast<std::uintptr_t>(from);
        return size == 0 || first >= end || first + size <= begin;
    };
    const auto are_texts_apart = [&](const value& v) noexcept {
        if (v.held() == value::form::text)
            return is_apart(v.text().data(), v.text().size());
        if (v.held() == value::form::texts)
            for (std::string_view const t : v.texts())
                if (!is_apart(t.data(), t.size()))
                    return false;
        return true;
    };
    for (std::size_t i = 0; i < count; ++i) {
        if (!is_apart(what[i].identity.data(), what[i].identity.size()))
            return false;
        for (const fact& f : what[i].facts)
            if (!is_apart(f.name.data(), f.name.size()) || !are_texts_apart(f.value))
                return false;
    }
    return true;
}

inline void
decide_many(const gate& asked, std::span<const request> what, std::span<decision> made) noexcept {
    assert(what.size() <= made.size());
    std::size_t const count = what.size() < made.size() ? what.size() : made.size();
    assert(are_apart(what.data(), made.data(), count));
    for (std::size_t first = 0; first < count; first += decider::batch) {
        std::size_t const left = count - first;
        decider::decide(asked.program().view(), asked.view(), what.data() + first,
                        made.data() + first, left < decider::batch ? left : decider::batch);
    }
}

/// What the gates that `bind` makes answer with.
inline constexpr gate_functions deciding = {decide_one, decide_many};

} // namespace surety::detail

#endif
