// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_FORMAT_HPP
#define SURETY_FORMAT_HPP

#include <surety/decision.hpp>
#include <surety/detail/disassembler.hpp>
#include <surety/detail/excerpt.hpp>
#include <surety/diagnostic.hpp>
#include <surety/explain.hpp>
#include <surety/program.hpp>

#include <fmt/format.h>

#include <cstddef>
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

    /// Green for yes, red for no, yellow for what somebody has to mend, blue for nobody's business.
    constexpr std::string_view of(outcome o) const noexcept {
        switch (o) {
        case outcome::allow:
            return green();
        case outcome::deny:
            return red();
        case outcome::not_applicable:
            return blue();
        case outcome::invalid:
        case outcome::indeterminate:
            break;
        }
        return yellow();
    }
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

namespace surety::detail {

/// A remedy as it goes on after "it would be allowed": `if user farid were active`.
inline std::string sentence(const remedy& r) {
    std::string subject = shown(r.subject);
    switch (r.what) {
    case remedy::kind::activate_user:
        return fmt::format("if user {} were active", subject);
    case remedy::kind::add_users:
        return fmt::format("with {} more users in `{}`", r.wanted, subject);
    case remedy::kind::use_parent:
        return fmt::format("as {}, the name above it", subject);
    case remedy::kind::use_sibling:
        return fmt::format("as {}, a name beside it", subject);
    case remedy::kind::supply_fact:
        return fmt::format("once fact {} is told", subject);
    }
    return subject;
}

/// What is wrong with a fact: `fact verification is missing`.
inline std::string sentence(const explained_fact& f) {
    return f.missing ? fmt::format("fact {} is missing", f.name)
                     : fmt::format("fact {} is no {}", f.name, name(f.type));
}

} // namespace surety::detail

/// An explanation, over several lines and without the last line end, as operators read it:
///
///     deny  x@acme-robotics.example
///       no rule allows it
///       it would be allowed
///         if user farid were active
template <>
struct fmt::formatter<surety::explanation> : surety::detail::paint_spec {
    template <class Context>
    auto format(const surety::explanation& e, Context& context) const {
        using surety::detail::shown;
        const auto& c = colours;
        auto out = fmt::format_to(context.out(), "{}{}{}", c.of(e.outcome), e.outcome, c.plain());
        if (!e.canonical.empty())
            out = fmt::format_to(out, "  {}{}{}", c.bold(), e.canonical, c.plain());
        switch (e.cause) {
        case surety::cause::malformed:
            out = fmt::format_to(out, "\n  {}: {} (at byte {})", e.why, sentence(e.why), e.offset);
            break;
        case surety::cause::unknown_facts:
            for (const surety::explained_fact& f : e.facts)
                out = fmt::format_to(out, "\n  {}", surety::detail::sentence(f));
            break;
        case surety::cause::not_applicable:
            for (const surety::explained_clause& clause : e.clauses)
                out = fmt::format_to(out, "\n  applies only when {}{}", shown(clause.source),
                                     place(e, clause.at));
            break;
        case surety::cause::no_rule:
            out = fmt::format_to(out, "\n  no rule allows it");
            break;
        case surety::cause::forbidden:
        case surety::cause::permitted:
            break;
        }
        for (const surety::explained_rule& r : e.rules) {
            out =
                fmt::format_to(out, "\n  by {}{}{}{}", c.bold(), r.name, c.plain(), place(e, r.at));
            if (!r.because.empty())
                out = fmt::format_to(out, "\n     because {}", shown(r.because));
        }
        for (std::size_t i = 0; i < e.sureties.size(); ++i)
            out = fmt::format_to(out, "{}{}", i == 0 ? "\n  surety: " : ", ", shown(e.sureties[i]));
        if (!e.remedies.empty() && e.cause == surety::cause::no_rule)
            out = fmt::format_to(out, "\n  it would be allowed");
        for (const surety::remedy& r : e.remedies)
            if (e.cause == surety::cause::no_rule)
                out = fmt::format_to(out, "\n    {}", surety::detail::sentence(r));
        return out;
    }

private:
    std::string place(const surety::explanation& e, surety::position at) const {
        return fmt::format("  {}{}:{}:{}{}", colours.faint(), surety::detail::shown(e.file),
                           at.line, at.column, colours.plain());
    }
};

namespace surety {

/// A program as a reader can follow it: its sets, and under each rule the condition that it was
/// compiled to, `not` and `unless` pushed down to what they negate. For eyes and tests; the form is
/// not stable.
inline std::string disassemble(const program& p) {
    return detail::disassembler(p).text();
}

} // namespace surety

#endif
