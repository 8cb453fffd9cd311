// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_PROGRAM_HPP
#define SURETY_PROGRAM_HPP

#include <surety/detail/block.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/detail/records.hpp>
#include <surety/source.hpp>
#include <surety/value.hpp>

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety {

namespace detail {
class attacher;
class program_builder;
} // namespace detail

/// What a rule does when it holds.
enum class effect : std::uint8_t { allow, deny };

/// Which identities a rule is of.
enum class subject_kind : std::uint8_t { domain, email, any };

/// An annotation of a rule: `@owner("security")`.
struct annotation {
    std::string_view name;
    std::string_view text; ///< empty when there was none
};

/// A rule as people know it. The views are into the program and live as long as it does.
struct rule {
    std::string_view name;
    surety::effect effect = surety::effect::deny;
    subject_kind kind = subject_kind::any;
    std::string_view because; ///< safe to show to whoever asked; empty when there is none
    position at;              ///< in the file `program::file()`
};

/// A checked and compiled policy: all that the language and the run time share.
///
/// Owns everything it needs, so text and tree may die; but for what `attach` found in place, which
/// stays where it is. Immutable; copies are handles to the same thing, cheap, and may be used from
/// many threads at once. To move one is to copy it: a program that was moved from is still there.
class program {
public:
    /// The name the host gave the policy text, usually a path.
    std::string_view file() const noexcept { return text(view().header->file); }

    /// How many rules there are, and each in source order.
    std::size_t rule_count() const noexcept { return view().rules.size(); }
    surety::rule rule(std::size_t index) const noexcept {
        assert(index < rule_count());
        const detail::rule_record& r = view().rules[index];
        return {text(r.name),
                static_cast<surety::effect>(r.effect),
                static_cast<subject_kind>(r.kind),
                text(r.because),
                {r.at.line, r.at.column}};
    }

    /// How many annotations a rule carries, and each in source order.
    std::size_t annotation_count(std::size_t rule) const noexcept {
        assert(rule < rule_count());
        return view().rules[rule].annotations.count;
    }
    surety::annotation annotation(std::size_t rule, std::size_t index) const noexcept {
        assert(index < annotation_count(rule));
        const detail::annotation_record& a =
            view().annotations[view().rules[rule].annotations.first + index];
        return {text(a.name), text(a.text)};
    }

    /// How many tests the policy carries.
    std::size_t test_count() const noexcept { return view().tests.size(); }

    /// The records themselves, for `bind`, `decide` and whoever prints a program.
    const detail::program_view& view() const noexcept { return view_; }

    // No moves: one would leave a view behind of somebody else's block.
    program(const program& other) noexcept = default;
    program& operator=(const program& other) noexcept = default;
    ~program() = default;

private:
    friend class detail::program_builder;
    friend class detail::attacher;

    /// A program whose sections lie at `base`: in `storage`, or, when that has nothing, in bytes of
    /// somebody else that outlive it.
    program(detail::block storage, const unsigned char* base) noexcept
        : storage_(static_cast<detail::block&&>(storage)), view_(base) {}

    std::string_view text(detail::text_ref where) const noexcept { return view_.text(where); }

    detail::block storage_;
    detail::program_view view_;
};

} // namespace surety

#endif
