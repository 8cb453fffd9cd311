// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_FORMAT_HPP
#define SURETY_FORMAT_HPP

#include <surety/decision.hpp>
#include <surety/detail/excerpt.hpp>
#include <surety/diagnostic.hpp>

#include <fmt/format.h>

#include <string>
#include <string_view>

/// The one header that turns values into text, and the one that includes {fmt}: include it where
/// something is shown to people.
///
///     for (surety::diagnostic const& d : result.diagnostics()) fmt::print(stderr, "{}\n", d);
///
/// `{:c}` shows diagnostics and explanations in the colours of a terminal.
namespace surety::detail {

/// What stands around words in the colours of a terminal; nothing without them.
struct paint {
    bool on = false;

    constexpr std::string_view red() const noexcept { return on ? "\x1b[1;31m" : ""; }
    constexpr std::string_view yellow() const noexcept { return on ? "\x1b[1;33m" : ""; }
    constexpr std::string_view green() const noexcept { return on ? "\x1b[1;32m" : ""; }
    constexpr std::string_view blue() const noexcept { return on ? "\x1b[1;34m" : ""; }
    constexpr std::string_view bold() const noexcept { return on ? "\x1b[1m" : ""; }
    constexpr std::string_view faint() const noexcept { return on ? "\x1b[2m" : ""; }
    constexpr std::string_view plain() const noexcept { return on ? "\x1b[0m" : ""; }
};

/// Reads `{}` or `{:c}`.
struct paint_spec {
    paint colours;

    template <class Context>
    constexpr auto parse(Context& context) {
        auto at = context.begin();
        if (at != context.end() && *at == 'c') {
            colours.on = true;
            ++at;
        }
        return at;
    }
};

} // namespace surety::detail

template <>
struct fmt::formatter<surety::severity> : fmt::formatter<fmt::string_view> {
    template <class Context>
    auto format(surety::severity s, Context& out) const {
        return formatter<fmt::string_view>::format(
            s == surety::severity::error ? "error" : "warning", out);
    }
};

namespace surety::detail {
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
struct fmt::formatter<surety::diagnostic> : surety::detail::paint_spec {
    template <class Context>
    auto format(const surety::diagnostic& d, Context& context) const {
        const auto& c = colours;
        const auto hue = d.level == surety::severity::error ? c.red() : c.yellow();
        auto out = context.out();
        out = fmt::format_to(out, "{}{}[{}]{}{}: {}{}", hue, d.level, d.code, c.plain(), c.bold(),
                             surety::detail::shown(d.message), c.plain());
        std::string const number = d.at.line ? fmt::format("{}", d.at.line) : "";
        if (!d.file.empty() || d.at.line) {
            out = fmt::format_to(out, "\n{:{}} {}-->{} {}", "", number.size(), c.blue(), c.plain(),
                                 surety::detail::shown(d.file.empty() ? "policy" : d.file));
            if (d.at.line)
                out = fmt::format_to(out, ":{}:{}", d.at.line, d.at.column);
        }
        if (d.at.line && !d.excerpt.empty()) {
            const auto seen = surety::detail::show_excerpt(d.excerpt, d.at.column, d.span.size);
            out = fmt::format_to(out, "\n{:{}} {}|{}", "", number.size(), c.blue(), c.plain());
            out = fmt::format_to(out, "\n{}{} |{} {}", c.blue(), number, c.plain(), seen.line);
            out = fmt::format_to(out, "\n{:{}} {}|{} {}{}{}{}", "", number.size(), c.blue(),
                                 c.plain(), seen.padding, hue, seen.carets, c.plain());
        }
        if (!d.help.empty())
            out = fmt::format_to(out, "\n{:{}} {}={} {}", "", number.size(), c.blue(), c.plain(),
                                 surety::detail::shown(d.help));
        return out;
    }
};

#endif
