// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DIAGNOSTIC_HPP
#define SURETY_DIAGNOSTIC_HPP

#include <surety/detail/platform.hpp>
#include <surety/source.hpp>

#include <cstddef>
#include <cstdint>
#include <new>
#include <string>
#include <string_view>

namespace surety {

/// Errors withhold the value; warnings come with it.
enum class severity : std::uint8_t { error, warning };

/// The stable spelling of a severity: `warning`.
constexpr std::string_view name(severity level) noexcept {
    return level == severity::error ? "error" : "warning";
}

/// What a diagnostic is about. Codes are stable: tools and tests may rely on `name(code)`.
enum class code : std::uint8_t {
    // errors in a policy
    syntax,
    unsupported_version,
    unknown_name,
    duplicate_name,
    cyclic_name,
    wrong_type,
    wrong_kind,
    not_a_domain,
    not_an_address,
    contradiction,
    public_suffix_literal,
    needs_public_suffixes,
    needs_idna,
    needs_now,
    file_not_found,
    file_outside_root,
    bad_list_line,
    bad_time,
    bad_number,
    too_deep,
    too_many,
    // warnings about a policy
    unused_name,
    mixed_and_or,
    no_public_suffixes,
    always_holds,
    untested_rule,
    // a test of a policy that did not pass
    failed_test,
    // errors in a user set
    bad_user_data,
    user_without_id,
    missing_attribute,
    wrong_attribute,
    conflicting_users,
    incomplete_users,
    // warnings about a user set
    bad_address,
    // an error in the bytes of a program
    bad_program,
};

namespace detail {
// clang-format off
// In the order of `code`.
inline constexpr std::string_view code_names[] = {
    "syntax", "unsupported-version", "unknown-name", "duplicate-name", "cyclic-name",
    "wrong-type", "wrong-kind", "not-a-domain", "not-an-address", "contradiction",
    "public-suffix-literal", "needs-public-suffixes", "needs-idna", "needs-now", "file-not-found",
    "file-outside-root", "bad-list-line", "bad-time", "bad-number", "too-deep", "too-many",
    "unused-name", "mixed-and-or", "no-public-suffixes", "always-holds", "untested-rule",
    "failed-test", "bad-user-data", "user-without-id", "missing-attribute", "wrong-attribute",
    "conflicting-users", "incomplete-users", "bad-address", "bad-program"};
// clang-format on
static_assert(sizeof code_names / sizeof *code_names ==
              static_cast<std::size_t>(code::bad_program) + 1);
} // namespace detail

/// The stable spelling of a code: `unknown-name`.
constexpr std::string_view name(code c) noexcept {
    return detail::code_names[static_cast<std::size_t>(c)];
}

/// One thing that is wrong, or suspicious, and where: self-contained, so that it outlives the text
/// it speaks of.
struct diagnostic {
    severity level = severity::error;
    surety::code code = surety::code::syntax;
    std::string message; ///< lower case, one line, no final period
    std::string help;    ///< what to do, or empty
    std::string file;    ///< the name the host gave the text; empty when there is none
    source_span span;    ///< bytes of that text
    position at;         ///< where `span` begins; line 0 when the text has no lines to name
    std::string excerpt; ///< the line `at` is in, or empty
};

/// Diagnostics of one stage, in source order. A `std::vector` of them, as far as one is wanted, but
/// compiled as a few functions that every stage calls.
class diagnostics {
public:
    using value_type = diagnostic;
    using iterator = diagnostic*;
    using const_iterator = const diagnostic*;

    diagnostics() noexcept = default;
    diagnostics(diagnostics&& other) noexcept { swap(other); }
    SURETY_NOINLINE diagnostics(const diagnostics& other) : diagnostics() {
        for (const diagnostic& d : other)
            push_back(d);
    }
    diagnostics& operator=(diagnostics other) noexcept {
        swap(other);
        return *this;
    }
    SURETY_NOINLINE ~diagnostics() {
        clear();
        ::operator delete(first_);
    }

    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    diagnostic* begin() noexcept { return first_; }
    diagnostic* end() noexcept { return first_ + size_; }
    const diagnostic* begin() const noexcept { return first_; }
    const diagnostic* end() const noexcept { return first_ + size_; }
    diagnostic& operator[](std::size_t i) noexcept { return first_[i]; }
    const diagnostic& operator[](std::size_t i) const noexcept { return first_[i]; }
    diagnostic& front() noexcept { return first_[0]; }
    const diagnostic& front() const noexcept { return first_[0]; }
    diagnostic& back() noexcept { return first_[size_ - 1]; }
    const diagnostic& back() const noexcept { return first_[size_ - 1]; }

    /// Adds one that says nothing yet.
    SURETY_NOINLINE diagnostic& emplace_back() {
        make_room();
        return *new (first_ + size_++) diagnostic;
    }
    SURETY_NOINLINE void push_back(diagnostic&& d) {
        make_room();
        make(first_ + size_++, d);
    }
    void push_back(const diagnostic& d) { push_back(diagnostic(d)); }

    /// Adds all of another stage, in their order.
    void append(diagnostics&& others) {
        for (diagnostic& d : others)
            push_back(static_cast<diagnostic&&>(d));
        others.clear();
    }

    /// Keeps the first so many.
    SURETY_NOINLINE void shrink(std::size_t size) noexcept {
        while (size_ > size)
            end(first_[--size_]);
    }
    void clear() noexcept { shrink(0); }

    SURETY_NOINLINE void swap(diagnostics& other) noexcept {
        diagnostic* const first = first_;
        std::size_t const size = size_, capacity = capacity_;
        first_ = other.first_;
        size_ = other.size_;
        capacity_ = other.capacity_;
        other.first_ = first;
        other.size_ = size;
        other.capacity_ = capacity;
    }

private:
    // Strings are moved and ended in one place each.
    SURETY_NOINLINE static void make(void* at, diagnostic& from) noexcept {
        new (at) diagnostic(static_cast<diagnostic&&>(from));
    }
    SURETY_NOINLINE static void end(diagnostic& d) noexcept { d.~diagnostic(); }

    /// For one more. Throws `std::bad_alloc`, and then nothing has changed.
    SURETY_NOINLINE void make_room() {
        if (size_ < capacity_)
            return;
        std::size_t const wanted = capacity_ * 2 + 4;
        auto* const larger = static_cast<diagnostic*>(::operator new(wanted * sizeof(diagnostic)));
        for (std::size_t i = 0; i < size_; ++i) {
            make(larger + i, first_[i]);
            end(first_[i]);
        }
        ::operator delete(first_);
        first_ = larger;
        capacity_ = wanted;
    }

    diagnostic* first_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

/// Whether any of them is an error.
inline bool has_errors(const diagnostics& all) noexcept {
    for (const diagnostic& d : all)
        if (d.level == severity::error)
            return true;
    return false;
}

} // namespace surety

#endif
