// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GATE_HPP
#define SURETY_GATE_HPP

#include <surety/decision.hpp>
#include <surety/detail/block.hpp>
#include <surety/detail/gate_header.hpp>
#include <surety/instant.hpp>
#include <surety/program.hpp>

#include <cassert>
#include <cstddef>
#include <span>
#include <string_view>

namespace surety {

class gate;
class idna_adapter;
struct request;

namespace detail {

class binder;
struct gate_view;

/// How a gate answers. `bind` sets it, so that what decides is compiled where gates are made, and a
/// file that only asks one reads and compiles nothing of it.
struct gate_functions {
    decision (*decide)(const gate& asked, const request& what) noexcept;
    void (*decide_many)(const gate& asked,
                        std::span<const request> what,
                        std::span<decision> made) noexcept;
};

} // namespace detail

/// A program bound to a user set at an instant: what decisions are asked of.
///
/// Made by `bind`. What it stands for never changes; copies are handles to the same thing, and to
/// move one is to copy it: a gate that was moved from still answers. Any number of threads may ask
/// one gate at once.
///
/// When users change, bind anew and put the new gate where others find it: in a
/// `std::atomic<std::shared_ptr<const gate>>`, or in a `gate` that is copied out of and assigned to
/// under a mutex. To assign to one while others ask it is a race. Whoever asks keeps the copy that
/// answered as long as he needs the ids of the users it named.
///
/// Owns all it needs, so users and policy text may die; but for the adapter that it was bound with,
/// if there was one, and for the code: a shared library that binds stays loaded as long as its
/// gates are asked.
class gate {
public:
    /// The program it was bound from.
    const surety::program& program() const noexcept { return program_; }

    /// The instant at which it was bound: what the ages of attributes were counted from.
    instant bound_at() const noexcept {
        return {header().bound_seconds, header().bound_nanoseconds};
    }

    /// What reads names beyond ASCII: null when nothing does.
    const idna_adapter* names() const noexcept { return names_; }

    /// How many distinct users it was bound to, active or not.
    std::size_t user_count() const noexcept { return header().users; }

    /// The id of a user that a decision of this gate named; those of another mean nothing here, and
    /// may lead out of its memory. The view is into the gate.
    std::string_view user_id(user_ref user) const noexcept {
        assert(header().has(user, storage_.size()));
        return header().user_id(user);
    }

    /// How many distinct domains the gate indexes, and how many bytes it takes in all, the program
    /// not counted: that is shared.
    std::size_t domain_count() const noexcept { return header().domain_count; }
    std::size_t size_in_bytes() const noexcept { return storage_.size(); }

    /// How it answers, for `decide`.
    const detail::gate_functions& functions() const noexcept { return *functions_; }
    const detail::gate_header& header() const noexcept {
        return *reinterpret_cast<const detail::gate_header*>(storage_.data());
    }

    /// The tables themselves, for whatever answers: in detail/gate_view.hpp.
    const detail::gate_view& view() const noexcept { return *view_; }

    // No moves: one would leave a gate behind whose view is of somebody else's block.
    gate(const gate& other) noexcept = default;
    gate& operator=(const gate& other) noexcept = default;
    ~gate() = default;

private:
    friend class detail::binder;

    /// A gate over a block that `detail::binder` made, in which its view stands, too.
    gate(const surety::program& bound,
         detail::block storage,
         const detail::gate_view& view,
         const idna_adapter* names,
         const detail::gate_functions& functions) noexcept
        : program_(bound),
          storage_(static_cast<detail::block&&>(storage)),
          view_(&view),
          names_(names),
          functions_(&functions) {}

    surety::program program_;
    detail::block storage_;
    const detail::gate_view* view_;
    const idna_adapter* names_;
    const detail::gate_functions* functions_;
};

} // namespace surety

#endif
