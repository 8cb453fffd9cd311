// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_RESULT_HPP
#define SURETY_RESULT_HPP

#include <surety/diagnostic.hpp>

#include <cassert>
#include <concepts>
#include <new>
#include <utility>

namespace surety {

/// Perhaps a value, and what was said on the way to it. Errors come without a value; warnings may
/// come with one.
///
///     if (auto policy = surety::load("p.surety", text)) use(*policy);
///     else for (auto const& d : policy.diagnostics()) report(d);
template <class T>
class [[nodiscard]] result {
public:
    using value_type = T;

    /// A value, perhaps with warnings.
    // cppcheck-suppress passedByValue ; it is moved on
    result(T&& value, surety::diagnostics said = {}) noexcept
        : value_(std::move(value)), has_value_(true), diagnostics_(std::move(said)) {
        assert(!has_errors(diagnostics_));
    }
    // cppcheck-suppress passedByValue ; as above
    result(const T& value, surety::diagnostics said = {}) requires std::copy_constructible<T>
        : result(T(value), std::move(said)) {}

    /// No value, and why.
    result(surety::diagnostics&& said) noexcept : diagnostics_(std::move(said)) {
        assert(has_errors(diagnostics_));
    }
    result(const surety::diagnostics& said) : result(surety::diagnostics(said)) {}

    result(result&& other) noexcept : diagnostics_(std::move(other.diagnostics_)) {
        if (other.has_value_)
            hold(std::move(other.value_));
    }
    result(const result& other) requires std::copy_constructible<T>
        : diagnostics_(other.diagnostics_) {
        if (other.has_value_)
            hold(other.value_);
    }
    result& operator=(result other) noexcept {
        drop();
        if (other.has_value_)
            hold(std::move(other.value_));
        diagnostics_.swap(other.diagnostics_);
        return *this;
    }
    ~result() { drop(); }

    bool has_value() const noexcept { return has_value_; }
    explicit operator bool() const noexcept { return has_value_; }

    /// The value; asserts that there is one.
    T& operator*() & noexcept {
        assert(has_value_);
        return value_;
    }
    T const& operator*() const& noexcept {
        assert(has_value_);
        return value_;
    }
    T&& operator*() && noexcept {
        assert(has_value_);
        return std::move(value_);
    }
    T* operator->() noexcept { return &**this; }
    T const* operator->() const noexcept { return &**this; }

    /// Errors or warnings, in source order. Of a temporary they come by value, so that a loop over
    /// `load(…).diagnostics()` has what it goes over.
    const surety::diagnostics& diagnostics() const& noexcept { return diagnostics_; }
    surety::diagnostics diagnostics() && noexcept { return std::move(diagnostics_); }

private:
    template <class Value>
    void hold(Value&& value) {
        new (static_cast<void*>(&value_)) T(std::forward<Value>(value));
        has_value_ = true;
    }
    void drop() noexcept {
        if (has_value_)
            value_.~T();
        has_value_ = false;
    }

    union {
        T value_; ///< when `has_value_`
    };
    bool has_value_ = false;
    surety::diagnostics diagnostics_;
};

} // namespace surety

#endif
