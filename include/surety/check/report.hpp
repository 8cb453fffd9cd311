// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_REPORT_HPP
#define SURETY_CHECK_REPORT_HPP

#include <surety/ast.hpp>
#include <surety/check/line_map.hpp>
#include <surety/check/message.hpp>
#include <surety/check/one_line.hpp>
#include <surety/detail/describe.hpp>
#include <surety/detail/pieces.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>
#include <surety/detail/sort.hpp>
#include <surety/detail/text_lines.hpp>
#include <surety/detail/utf8.hpp>
#include <surety/diagnostic.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace surety::checked {

using detail::pieces;

/// The characters of a STRING as they are written, without the quotes: what messages show, since
/// decoded it need not fit one line.
SURETY_NOINLINE inline std::string_view bare(ast::cursor string) noexcept {
    std::string_view const text = string.text();
    return text.size() >= 2 ? std::string_view(text.data() + 1, text.size() - 2) : text;
}

/// Appends what may be the user's words: they are cut when they would fill the screen, between
/// backticks sooner than where it may be a sentence of ours.
SURETY_COLD inline void put_written(text_builder& to, std::string_view text) {
    std::size_t const longest = !to.empty() && to.back() == '`' ? 80 : 200;
    std::string_view const kept = detail::cut_to(text, longest);
    to.put({kept, kept.size() < text.size() ? "…" : ""});
}

/// Gathers what there is to say of a policy, in any order, and hands it out in source order. What
/// says something is `cold`, and so is, in the eyes of the compiler, every branch that calls it.
class report {
public:
    explicit report(const ast::policy& policy)
        : name_(policy.name), text_(policy.text), lines_(policy.text) {}

    /// Tells something of a place in the policy. `texts` are `$1` and so on.
    SURETY_COLD diagnostic& tell(const message& what, ast::cursor at, pieces texts = {}) {
        message_.clear();
        help_.clear();
        fill(message_, what.text, at, texts);
        fill(help_, what.help, at, texts);
        const source_span where = at.span();
        diagnostic& d = next(where.offset, what.level);
        detail::describe(d, what.level, what.code, message_, help_);
        detail::put_place(d, name_, where, lines_.at(where.offset),
                          detail::shown_line(text_, where.offset));
        return d;
    }
    SURETY_COLD void tell(const message& what, ast::cursor at, std::string_view text) {
        tell(what, at, {text});
    }

    /// Appends what a pattern says of a place.
    SURETY_COLD void
    fill(text_builder& to, std::string_view pattern, ast::cursor at, pieces texts = {}) const {
        for (std::string_view place; detail::put_up_to_place(to, pattern, place);)
            switch (place[0]) {
            case 'i': // $it
                put_written(to, at.text());
                break;
            case 'b': // $bare
                put_written(to, bare(at));
                break;
            case 'f': // $flat
                put_one_line(to, at.text());
                break;
            case 'l': // $line
                put_line(to, *texts.begin());
                break;
            default: // $1
                put_written(to, texts.begin()[place[0] - '1']);
                break;
            }
    }

    /// All that is wrong with another file.
    SURETY_COLD void tell_all(ast::cursor named_at, diagnostics&& all) {
        for (diagnostic& d : all)
            next(named_at.span().offset, d.level) = std::move(d);
    }

    std::size_t errors() const noexcept { return errors_; }

    /// Line and column in the policy.
    SURETY_NOINLINE detail::place place_of(source_span where) const noexcept {
        const position at = lines_.at(where.offset);
        return {at.line, at.column};
    }

    /// Everything, in source order. The report is then empty.
    diagnostics take() {
        detail::sort_records(order_, [](key a, key b) noexcept { return a.offset < b.offset; });
        diagnostics all;
        for (const key k : order_)
            all.push_back(std::move(said_[k.index]));
        if (untold_ > 0) {
            text_builder more;
            more.put({all.back().help, all.back().help.empty() ? "" : "; ", "and ",
                      detail::decimal(untold_), " more are not shown"});
            detail::assign(all.back().help, more.text());
        }
        order_.clear();
        said_.clear();
        return all;
    }

private:
    struct key {
        std::uint32_t offset;
        std::uint32_t index;
    };

    /// Where in the policy something was written: `line 12`.
    SURETY_COLD void put_line(text_builder& to, std::string_view written) const {
        const position at = lines_.at(static_cast<std::size_t>(written.data() - text_.data()));
        to.put({"line ", detail::decimal(at.line)});
    }

    /// Notes where the next to be said comes; says where it goes. Of very many errors the last are
    /// lost, and so of warnings.
    SURETY_COLD diagnostic& next(std::uint32_t offset, severity level) {
        constexpr std::size_t most_told = 10'000;
        if (++(level == severity::error ? errors_ : warnings_) > most_told) {
            ++untold_;
            return lost_ = diagnostic();
        }
        order_.push_back({offset, static_cast<std::uint32_t>(said_.size())});
        return said_.emplace_back();
    }

    std::string_view name_;
    std::string_view text_;
    line_map lines_;
    std::size_t errors_ = 0;
    std::size_t warnings_ = 0;
    std::size_t untold_ = 0;
    diagnostics said_;
    diagnostic lost_;
    text_builder message_; ///< of what is said now
    text_builder help_;
    detail::record_array<key> order_;
};

} // namespace surety::checked

#endif
