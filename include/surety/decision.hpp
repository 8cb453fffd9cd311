// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DECISION_HPP
#define SURETY_DECISION_HPP

#include <surety/detail/platform.hpp>
#include <surety/identity.hpp>
#include <surety/outcome.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace surety {

/// A user of a gate, as its decisions name it: `gate::user_id` has its id. It means nothing to any
/// other gate; who swaps gates keeps a copy of the one that decided with the decision.
enum class user_ref : std::uint32_t {};

namespace detail {

/// The first few of a list, and how many there were in all. Nothing is allocated.
template <class T, std::size_t Capacity>
class short_list {
public:
    short_list() noexcept {}
    short_list(const short_list& other) noexcept : total_(other.total_) { copy(other); }
    // NOLINTNEXTLINE(bugprone-unhandled-self-assignment,cert-oop54-cpp): what is copied onto itself
    // stays
    short_list& operator=(const short_list& other) noexcept {
        total_ = other.total_;
        copy(other);
        return *this;
    }

    std::size_t total() const noexcept { return total_; }
    std::size_t size() const noexcept { return total_ < Capacity ? total_ : Capacity; }
    std::span<const T> kept() const noexcept { return {items_, size()}; }
    void clear() noexcept { total_ = 0; }

    /// Takes a list of which there are so many items; those beyond may be anything.
    template <std::size_t N>
    void assign(const T (&items)[N], std::uint32_t total) noexcept {
        static_assert(N <= Capacity);
        total_ = total;
        for (std::size_t i = 0; i < N; ++i)
            items_[i] = items[i];
    }

    void append(T item) noexcept {
        if (total_ < Capacity)
            items_[total_] = item;
        ++total_;
    }

    /// Keeps the list ascending; an item that is kept already is not counted again.
    void insert(T item) noexcept {
        std::size_t at = size();
        while (at > 0 && item < items_[at - 1])
            --at;
        if (at > 0 && items_[at - 1] == item)
            return;
        for (std::size_t i = size() < Capacity ? size() : Capacity - 1; i > at; --i)
            items_[i] = items_[i - 1];
        if (at < Capacity)
            items_[at] = item;
        ++total_;
    }

private:
    void copy(const short_list& other) noexcept {
        for (std::size_t i = 0; i < size(); ++i)
            items_[i] = other.items_[i];
    }

    std::uint32_t total_ = 0;
    T items_[Capacity]; // those beyond `size` are never read
};

class decider;

} // namespace detail

/// The answer of a gate. Holds the canonical identity itself; rules and sureties are named by index
/// and mean something together with the gate.
class [[nodiscard]] decision {
public:
    /// A place for an answer: until there is one, it is `invalid`.
    decision() noexcept = default;

    /// How many rules and how many sureties a decision names at the most. `complete` says whether
    /// that was enough; `explain` names every one.
    static constexpr std::size_t rules_named = 16;
    static constexpr std::size_t sureties_named = 16;

    surety::outcome outcome() const noexcept { return outcome_; }
    surety::cause cause() const noexcept { return cause_; }

    /// Whether the identity may be used.
    bool allowed() const noexcept { return outcome_ == surety::outcome::allow; }
    explicit operator bool() const noexcept { return allowed(); }

    /// The identity in canonical form: the one to use from here on. Empty when the outcome is
    /// `invalid`, but for its kind.
    const surety::identity& identity() const noexcept SURETY_LIFETIMEBOUND { return parsed_.value; }

    /// Why the text is no identity, and at which byte; `reason::none` unless it is `invalid`.
    reason why() const noexcept { return parsed_.why; }
    std::size_t offset() const noexcept { return parsed_.offset; }

    /// The determining rules, in source order: indices for `program::rule`.
    std::span<std::uint16_t const> rules() const noexcept SURETY_LIFETIMEBOUND {
        return rules_.kept();
    }

    /// Who stands surety: for each people atom that made a determining rule hold its user least by
    /// id, each user once, in source order.
    std::span<const user_ref> sureties() const noexcept SURETY_LIFETIMEBOUND {
        return sureties_.kept();
    }

    /// Whether `rules` and `sureties` name all there are.
    bool complete() const noexcept {
        return rules_.total() <= rules_named && sureties_.total() <= sureties_named;
    }

private:
    friend class detail::decider;

    /// Takes what `parse` returns where it is made: a decision is too large to be copied about.
    template <class Parse>
    explicit decision(const Parse& parse) noexcept : parsed_(parse()) {}

    parsed_identity parsed_;
    surety::outcome outcome_ = surety::outcome::invalid;
    surety::cause cause_ = surety::cause::malformed;
    detail::short_list<std::uint16_t, rules_named> rules_;
    detail::short_list<user_ref, sureties_named> sureties_;
};

} // namespace surety

#endif
