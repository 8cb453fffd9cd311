// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GATE_HPP
#define SURETY_GATE_HPP

#include <surety/decision.hpp>
#include <surety/detail/block.hpp>
#include <surety/detail/gate_view.hpp>
#include <surety/idna_adapter.hpp>
#include <surety/instant.hpp>
#include <surety/program.hpp>

#include <cstddef>
#include <string_view>

namespace surety {

/// A program bound to a user set at an instant: what decisions are asked of.
///
/// Made by `bind`. Immutable; copies are handles to the same thing. Any number of threads may ask
/// one gate at once. Owns all it needs, so users and policy text may die; but for the adapter that
/// it was bound with, if there was one.
class gate {
public:
    /// The program it was bound from.
    const surety::program& program() const noexcept { return program_; }

    /// The instant at which it was bound: what the ages of attributes were counted from.
    instant bound_at() const noexcept { return view_.bound_at(); }

    /// What reads names beyond ASCII: null when nothing does.
    const idna_adapter* names() const noexcept { return view_.names; }

    /// How many distinct users it was bound to, active or not.
    std::size_t user_count() const noexcept { return view_.header->users; }

    /// The id of a user that a decision named. The view is into the gate.
    std::string_view user_id(user_ref user) const noexcept { return view_.user_id(user); }

    /// How many distinct domains the gate indexes, and how many bytes it takes in all, the program
    /// not counted: that is shared.
    std::size_t domain_count() const noexcept { return view_.domains.header().names; }
    std::size_t size_in_bytes() const noexcept { return storage_.size(); }

    /// The tables themselves, for `decide` and `explain`.
    const detail::gate_view& view() const noexcept { return view_; }

    /// A gate over a block that `detail::binder` made.
    gate(const surety::program& bound, detail::block storage, const idna_adapter* names) noexcept
        : program_(bound),
          storage_(static_cast<detail::block&&>(storage)),
          view_(program_.view(), storage_.data(), names) {}

private:
    surety::program program_;
    detail::block storage_;
    detail::gate_view view_;
};

} // namespace surety

#endif
