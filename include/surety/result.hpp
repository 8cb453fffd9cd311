// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_RESULT_HPP
#define SURETY_RESULT_HPP

#include <surety/diagnostic.hpp>

#include <cassert>
#include <optional>
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
    result(T value, surety::diagnostics said = {})
        : value_(std::move(value)), diagnostics_(std::move(said)) {
        assert(!has_errors(diagnostics_));
    }

    /// No value, and why.
    result(surety::diagnostics said) : diagnostics_(std::move(said)) {
        assert(has_errors(diagnostics_));
    }

    bool has_value() const noexcept { return value_.has_value(); }
    explicit operator bool() const noexcept { return value_.has_value(); }

    /// The value; asserts that there is one.
    T& operator*() & noexcept {
        assert(value_);
        return *value_;
    }
    T const& operator*() const& noexcept {
        assert(value_);
        return *value_;
    }
    T&& operator*() && noexcept {
        assert(value_);
        return std::move(*value_);
    }
    T* operator->() noexcept { return &**this; }
    T const* operator->() const noexcept { return &**this; }

    /// Errors or warnings, in source order.
    const surety::diagnostics& diagnostics() const& noexcept { return diagnostics_; }
    surety::diagnostics&& diagnostics() && noexcept { return std::move(diagnostics_); }

private:
    std::optional<T> value_;
    surety::diagnostics diagnostics_;
};

} // namespace surety

#endif
