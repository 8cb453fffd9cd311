// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_TELL_HPP
#define SURETY_DETAIL_TELL_HPP

#include <surety/detail/ascii.hpp>
#include <surety/detail/excerpt.hpp>
#include <surety/detail/in_backticks.hpp>
#include <surety/detail/pieces.hpp>
#include <surety/diagnostic.hpp>
#include <surety/explanation.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Diagnostics and explanations as people read them: the texts that `format.hpp` hands to {fmt}.
/// None of it is a template, so that all who print share it.
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

/// Puts down a diagnostic, over several lines and without the last line end.
inline void tell(text_builder& out, const diagnostic& d, const paint& c) {
    const bool error = d.level == severity::error;
    std::string_view const hue = error ? c.red() : c.yellow();
    std::string_view const blue = c.blue();
    std::string_view const plain = c.plain();
    const decimal line(d.at.line);
    std::string_view const number = d.at.line != 0 ? std::string_view(line) : std::string_view();
    std::string_view const blanks("          ", number.size());
    out.put({hue, name(d.level), "[", name(d.code), "]", plain, c.bold(), ": "});
    put_shown(out, d.message);
    out.put({plain});
    if (!d.file.empty() || d.at.line != 0) {
        out.put({"\n", blanks, " ", blue, "-->", plain, " "});
        put_shown(out, d.file.empty() ? std::string_view("policy") : std::string_view(d.file));
    }
    if (d.at.line != 0) {
        out.put({":", line, ":", decimal(d.at.column)});
        if (!d.excerpt.empty()) {
            excerpt_lines seen;
            show_excerpt(d.excerpt, d.at.column, d.span.size, seen);
            out.put({"\n",
                     blanks,
                     " ",
                     blue,
                     "|",
                     plain,
                     "\n",
                     blue,
                     number,
                     " |",
                     plain,
                     " ",
                     seen.line.text(),
                     "\n",
                     blanks,
                     " ",
                     blue,
                     "|",
                     plain,
                     " ",
                     seen.padding.text(),
                     hue,
                     seen.carets.text(),
                     plain});
        }
    }
    if (!d.help.empty()) {
        out.put({"\n", blanks, " ", blue, "=", plain, " "});
        put_shown(out, d.help);
    }
}

/// Puts down an id so that several of them, and other words, stay apart: in quotes where it has
/// anything but what ids mostly have.
inline void put_id(text_builder& out, std::string_view id) {
    bool is_plain = !id.empty();
    for (const char c : id)
        is_plain =
            is_plain && (is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
                         std::string_view("._@+:/=-").find(c) != std::string_view::npos);
    if (is_plain)
        return put_shown(out, id);
    out.put({"\""});
    for (std::size_t i = 0; i < id.size(); ++i) {
        std::size_t const last = id.find_first_of("\"\\", i);
        put_shown(out, id.substr(i, last - i));
        if (last == id.npos)
            break;
        out.put({"\\", id.substr(last, 1)});
        i = last;
    }
    out.put({"\""});
}

/// Puts down ids behind what they are, if there are any.
inline void put_ids(text_builder& out, std::string_view what, const std::vector<std::string>& ids) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
        out.put(i == 0 ? what : ", ");
        put_id(out, ids[i]);
    }
}

/// Puts down a remedy as it goes on after "it would be allowed": `if user farid were active`. Of a
/// fact as it goes on after "it would be decided", one way or the other.
inline void tell(text_builder& out, const remedy& r, const paint&) {
    struct around {
        std::string_view before, after;
    };
    // In the order of `remedy::kind`.
    constexpr around words[] = {{"if user ", " were active"},
                                {" in `", "`"},
                                {"as ", ", the name above it"},
                                {"as ", ", a name beside it"},
                                {"once fact `", "` is supplied"}};
    const around& said = words[static_cast<std::size_t>(r.what)];
    if (r.what == remedy::kind::add_users)
        out.put({"with ", decimal(r.wanted), r.wanted == 1 ? " more user" : " more users"});
    out.put({said.before});
    r.what == remedy::kind::activate_user ? put_id(out, r.subject) : put_shown(out, r.subject);
    out.put({said.after});
}

/// Puts down what is wrong with a fact: `fact verification is missing`.
inline void tell(text_builder& out, const explained_fact& f, const paint&) {
    out.put({"fact ", f.name, f.missing ? " is missing" : " is no ",
             f.missing ? std::string_view() : name(f.type)});
}

/// Puts down where in the policy something stands.
inline void tell_place(text_builder& out, const explanation& e, position at, const paint& c) {
    out.put({"  ", c.faint()});
    put_shown(out, e.file);
    out.put({":", decimal(at.line), ":", decimal(at.column), c.plain()});
}

/// Puts down why an outcome is what it is, where no rule says so.
inline void tell_cause(text_builder& out, const explanation& e, const paint& c) {
    if (e.cause == cause::malformed)
        out.put({"\n  ", name(e.why), ": ", sentence(e.why), " (at byte ", decimal(e.offset), ")"});
    for (const explained_fact& f : e.facts) {
        out.put({"\n  "});
        tell(out, f, c);
    }
    for (const explained_clause& clause : e.clauses) {
        out.put({"\n  applies only when "});
        put_shown(out, clause.source);
        tell_place(out, e, clause.at, c);
    }
    if (e.cause == cause::no_rule)
        out.put({"\n  no rule allows it"});
    if (e.cause == cause::unknown_time)
        out.put({"\n  the policy compares ages, and the request has no `now`"});
    if (e.cause == cause::unknown_names)
        out.put({"\n  ", sentence(reason::no_answer)});
}

/// Puts down an explanation, over several lines and without the last line end.
inline void tell(text_builder& out, const explanation& e, const paint& c) {
    out.put({c.of(e.outcome), name(e.outcome), c.plain()});
    out.put({"  ", c.bold()});
    e.cause == cause::malformed ? put_shown(out, in_backticks(e.asked)) : out.put(e.canonical);
    out.put(c.plain());
    tell_cause(out, e, c);
    for (const explained_rule& r : e.rules) {
        out.put({"\n  by ", c.bold(), r.name, c.plain()});
        tell_place(out, e, r.at, c);
        if (r.because.empty())
            continue;
        out.put({"\n     because "});
        put_shown(out, r.because);
    }
    put_ids(out, "\n  surety: ", e.sureties);
    if (e.cause == cause::no_rule && !e.remedies.empty()) {
        out.put({"\n  it would be allowed"});
        for (const remedy& r : e.remedies) {
            out.put({"\n    "});
            tell(out, r, c);
        }
    }
    put_ids(out, "\n  facts that the policy does not declare: ", e.undeclared);
}

} // namespace surety::detail

#endif
