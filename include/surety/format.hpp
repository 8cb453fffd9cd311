// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_FORMAT_HPP
#define SURETY_FORMAT_HPP

#include <surety/detail/pieces.hpp>
#include <surety/detail/tell.hpp>
#include <surety/diagnostic.hpp>
#include <surety/explanation.hpp>
#include <surety/outcome.hpp>
#include <surety/reason.hpp>

#include <fmt/format.h>

#include <string_view>

/// The one header that includes {fmt}: include it where something is shown to people.
///
///     for (surety::diagnostic const& d : result.diagnostics()) fmt::print(stderr, "{}\n", d);
///
/// `{:c}` shows diagnostics and explanations in the colours of a terminal.
namespace surety::detail {

/// Formats what there is a `tell` for; reads `{}` or `{:c}`.
template <class Told>
struct tell_formatter {
    paint colours;

    constexpr auto parse(fmt::format_parse_context& context) {
        auto at = context.begin();
        if (at != context.end() && *at == 'c') {
            colours.on = true;
            ++at;
        }
        return at;
    }

    auto format(const Told& value, fmt::format_context& context) const {
        text_builder told;
        tell(told, value, colours);
        auto out = context.out();
        for (const char c : told)
            *out++ = c;
        return out;
    }
};

/// Formats what has a `name()` as that name; width and alignment work as for texts.
template <class Named>
struct name_formatter : fmt::formatter<fmt::string_view> {
    template <class Context>
    auto format(Named value, Context& out) const {
        std::string_view const spelling = name(value);
        return fmt::formatter<fmt::string_view>::format({spelling.data(), spelling.size()}, out);
    }
};

} // namespace surety::detail

template <>
struct fmt::formatter<surety::severity> : surety::detail::name_formatter<surety::severity> {};
template <>
struct fmt::formatter<surety::outcome> : surety::detail::name_formatter<surety::outcome> {};
template <>
struct fmt::formatter<surety::cause> : surety::detail::name_formatter<surety::cause> {};
template <>
struct fmt::formatter<surety::reason> : surety::detail::name_formatter<surety::reason> {};
template <>
struct fmt::formatter<surety::code> : surety::detail::name_formatter<surety::code> {};

/// A diagnostic, over several lines and without the last line end:
///
///     error[unknown-name]: unknown list `freemial`
///      --> p.surety:3:42
///       |
///     3 | deny free-mail: any when domain within freemial;
///       |                                        ^^^^^^^^
///       = did you mean `freemail`?
template <>
struct fmt::formatter<surety::diagnostic> : surety::detail::tell_formatter<surety::diagnostic> {};

/// An explanation, over several lines and without the last line end, as operators read it:
///
///     deny  x@acme-robotics.example
///       no rule allows it
///       it would be allowed
///         if user farid were active
template <>
struct fmt::formatter<surety::explanation> : surety::detail::tell_formatter<surety::explanation> {};

/// What is wrong with a fact: `fact verification is missing`.
template <>
struct fmt::formatter<surety::explained_fact>
    : surety::detail::tell_formatter<surety::explained_fact> {};

/// A remedy as it goes on after "it would be allowed": `if user farid were active`. Of a fact as it
/// goes on after "it would be decided", one way or the other.
template <>
struct fmt::formatter<surety::remedy> : surety::detail::tell_formatter<surety::remedy> {};

#endif
