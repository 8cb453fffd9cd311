// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_REPORT_HPP
#define SURETY_CHECK_REPORT_HPP

#include <surety/ast.hpp>
#include <surety/check/line_map.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>
#include <surety/detail/sort.hpp>
#include <surety/diagnostic.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace surety::checked {

/// A message in pieces: `{"unknown name `", name, "`"}`. Pieces rather than sums of strings, since
/// each sum is code at each place where something is wrong.
using pieces = std::initializer_list<std::string_view>;

/// The pieces as one text. What stands between backticks is the user's and is cut when it would
/// fill the screen.
inline std::string joined(pieces all) {
    constexpr std::size_t longest = 80;
    std::string made;
    for (std::string_view const piece : all) {
        const bool users = !made.empty() && made.back() == '`';
        std::size_t end = piece.size();
        if (users && end > longest)
            for (end = longest; end > 0 && (static_cast<unsigned char>(piece[end]) & 0xC0) == 0x80;)
                --end;
        made += piece.substr(0, end);
        if (end < piece.size())
            made += "…";
    }
    return made;
}

/// The characters of a STRING as they are written, without the quotes: what messages show, since
/// decoded it need not fit one line.
inline std::string_view bare(ast::cursor string) noexcept {
    std::string_view const text = string.text();
    return text.size() >= 2 ? text.substr(1, text.size() - 2) : text;
}

/// Gathers what there is to say of a policy, in any order, and hands it out in source order.
class report {
public:
    explicit report(const ast::policy& policy)
        : name_(policy.name), text_(policy.text), lines_(policy.text) {}

    void error(code what, source_span where, pieces message, pieces help = {}) {
        ++errors_;
        say(severity::error, what, where, message, help);
    }

    void warn(code what, source_span where, pieces message, pieces help = {}) {
        say(severity::warning, what, where, message, help);
    }

    /// Something about another file, told where the policy names that file.
    void elsewhere(source_span named_at, diagnostic about) {
        errors_ += about.level == severity::error;
        push(named_at.offset, std::move(about));
    }

    std::size_t errors() const noexcept { return errors_; }

    /// Line and column in the policy.
    detail::place place_of(source_span where) const noexcept {
        const position at = lines_.at(where.offset);
        return {at.line, at.column};
    }

    /// `line 12`: what a message says of another place in the policy.
    line_name line_of(source_span where) const noexcept {
        return line_name(lines_.at(where.offset).line);
    }

    /// Everything, in source order. The report is then empty.
    diagnostics take() {
        detail::sort_records(order_, [](key a, key b) noexcept { return a.offset < b.offset; });
        diagnostics all;
        all.reserve(said_.size());
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
        diagnostic d;
        d.level = level;
        d.code = what;
        d.message = joined(message);
        d.help = joined(help);
        d.file = name_;
        d.span = where;
        d.at = lines_.at(where.offset);
        d.excerpt = excerpt(where.offset);
        push(where.offset, std::move(d));
    }

    void push(std::uint32_t offset, diagnostic&& d) {
        order_.push_back({offset, static_cast<std::uint32_t>(said_.size())});
        said_.push_back(std::move(d));
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
    detail::record_array<key> order_;
};

} // namespace surety::checked

#endif
