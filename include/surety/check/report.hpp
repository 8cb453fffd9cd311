// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_REPORT_HPP
#define SURETY_CHECK_REPORT_HPP

#include <surety/ast.hpp>
#include <surety/check/line_map.hpp>
#include <surety/detail/describe.hpp>
#include <surety/detail/pieces.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>
#include <surety/detail/sort.hpp>
#include <surety/diagnostic.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace surety::checked {

using detail::pieces;
using detail::text_builder;

/// Appends a message. What stands between backticks is the user's and is cut when it would fill the
/// screen.
SURETY_NOINLINE inline void put_message(text_builder& to, pieces message) {
    constexpr std::size_t longest = 80;
    for (std::string_view const piece : message) {
        std::size_t end = piece.size();
        if (end > longest && !to.empty() && to.back() == '`')
            for (end = longest; end > 0 && (static_cast<unsigned char>(piece[end]) & 0xC0) == 0x80;)
                --end;
        to.put({{piece.data(), end}, end < piece.size() ? "…" : ""});
    }
}

/// The characters of a STRING as they are written, without the quotes: what messages show, since
/// decoded it need not fit one line.
SURETY_NOINLINE inline std::string_view bare(ast::cursor string) noexcept {
    std::string_view const text = string.text();
    return text.size() >= 2 ? std::string_view(text.data() + 1, text.size() - 2) : text;
}

/// Gathers what there is to say of a policy, in any order, and hands it out in source order. What
/// says something is `cold`, and so is, in the eyes of the compiler, every branch that calls it.
class report {
public:
    explicit report(const ast::policy& policy)
        : name_(policy.name), text_(policy.text), lines_(policy.text) {}

    [[gnu::cold]] SURETY_NOINLINE void
    error(code what, source_span where, pieces message, pieces help = {}) {
        ++errors_;
        say(severity::error, what, where, message, help);
    }

    [[gnu::cold]] SURETY_NOINLINE void
    warn(code what, source_span where, pieces message, pieces help = {}) {
        say(severity::warning, what, where, message, help);
    }

    /// Something about another file, told where the policy names that file.
    [[gnu::cold]] SURETY_NOINLINE diagnostic& elsewhere(source_span named_at) {
        ++errors_;
        return push(named_at.offset);
    }

    /// All that is wrong with another file.
    [[gnu::cold]] SURETY_NOINLINE void elsewhere(source_span named_at, diagnostics&& all) {
        for (diagnostic& d : all)
            elsewhere(named_at) = std::move(d);
    }

    std::size_t errors() const noexcept { return errors_; }

    /// Line and column in the policy.
    SURETY_NOINLINE detail::place place_of(source_span where) const noexcept {
        const position at = lines_.at(where.offset);
        return {at.line, at.column};
    }

    /// `line 12`: what a message says of another place in the policy.
    SURETY_NOINLINE line_name line_of(source_span where) const noexcept {
        return line_name(lines_.at(where.offset).line);
    }

    /// Everything, in source order. The report is then empty.
    diagnostics take() {
        detail::sort_records(order_, [](key a, key b) noexcept { return a.offset < b.offset; });
        diagnostics all;
        for (const key k : order_)
            all.push_back(std::move(said_[k.index]));
        order_.clear();
        said_.clear();
        return all;
    }

private:
    struct key {
        std::uint32_t offset;
        std::uint32_t index;
    };

    void say(severity level, code what, source_span where, pieces message, pieces help) {
        message_.clear();
        help_.clear();
        put_message(message_, message);
        put_message(help_, help);
        diagnostic& d = push(where.offset);
        detail::describe(d, level, what, message_, help_);
        detail::put_place(d, name_, where, lines_.at(where.offset), excerpt(where.offset));
    }

    /// A place for something to say.
    diagnostic& push(std::uint32_t offset) {
        order_.push_back({offset, static_cast<std::uint32_t>(said_.size())});
        return said_.emplace_back();
    }

    /// The line around an offset, or nothing when it is too long to show: a policy of one line of
    /// 16 MiB with an error in each word must not be copied once a word.
    std::string_view excerpt(std::size_t offset) const noexcept {
        constexpr std::size_t longest = 500;
        std::size_t const first = offset > longest ? offset - longest : 0;
        std::string_view const around = text_.substr(first, 2 * longest);
        std::string_view const line = line_at(around, offset - first);
        const bool cut = (line.data() == around.data() && first > 0) ||
                         (line.data() + line.size() == around.data() + around.size() &&
                          first + around.size() < text_.size());
        return cut || line.size() > longest ? std::string_view() : line;
    }

    std::string_view name_;
    std::string_view text_;
    line_map lines_;
    std::size_t errors_ = 0;
    diagnostics said_;
    text_builder message_; ///< of what is said now
    text_builder help_;
    detail::record_array<key> order_;
};

} // namespace surety::checked

#endif
