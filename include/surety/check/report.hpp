// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_REPORT_HPP
#define SURETY_CHECK_REPORT_HPP

#include <surety/ast.hpp>
#include <surety/check/line_map.hpp>
#include <surety/diagnostic.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace surety::checked {

/// A user's word in a message: in backticks, and cut when it would fill the screen.
inline std::string quoted(std::string_view word) {
    constexpr std::size_t longest = 80;
    std::string made = "`";
    if (word.size() <= longest)
        return made.append(word) += '`';
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80)
        --end;
    return made.append(word.substr(0, end)).append("…`");
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

    void error(code what, source_span where, std::string message, std::string help = {}) {
        ++errors_;
        say(severity::error, what, where, std::move(message), std::move(help));
    }

    void warn(code what, source_span where, std::string message, std::string help = {}) {
        say(severity::warning, what, where, std::move(message), std::move(help));
    }

    /// Something about another file, told where the policy names that file.
    void elsewhere(source_span named_at, diagnostic about) {
        errors_ += about.level == severity::error;
        push(named_at.offset, std::move(about));
    }

    std::size_t errors() const noexcept { return errors_; }

    /// Line and column in the policy.
    position place_of(source_span where) const noexcept { return lines_.at(where.offset); }

    /// `line 12`: what a message says of another place in the policy.
    std::string line_of(source_span where) const {
        return "line " + std::to_string(place_of(where).line);
    }

    /// Everything, in source order. The report is then empty.
    diagnostics take() {
        std::sort(order_.begin(), order_.end());
        diagnostics all;
        all.reserve(said_.size());
        for (std::uint64_t const key : order_)
            all.push_back(std::move(said_[static_cast<std::uint32_t>(key)]));
        order_.clear();
        said_.clear();
        return all;
    }

private:
    void say(severity level, code what, source_span where, std::string message, std::string help) {
        diagnostic d;
        d.level = level;
        d.code = what;
        d.message = std::move(message);
        d.help = std::move(help);
        d.file = name_;
        d.span = where;
        d.at = lines_.at(where.offset);
        d.excerpt = excerpt(where.offset);
        push(where.offset, std::move(d));
    }

    void push(std::uint32_t offset, diagnostic d) {
        order_.push_back(std::uint64_t{offset} << 32 | said_.size());
        said_.push_back(std::move(d));
    }

    /// The line around an offset, or nothing when it is too long to show: a policy of one line of
    /// 16 MiB with an error in each word must not be copied once a word.
    std::string excerpt(std::size_t offset) const {
        constexpr std::size_t longest = 500;
        std::size_t const first = offset > longest ? offset - longest : 0;
        std::string_view const around = text_.substr(first, 2 * longest);
        std::string_view const line = line_at(around, offset - first);
        const bool cut = (line.data() == around.data() && first > 0) ||
                         (line.data() + line.size() == around.data() + around.size() &&
                          first + around.size() < text_.size());
        return cut || line.size() > longest ? std::string() : std::string(line);
    }

    std::string_view name_;
    std::string_view text_;
    line_map lines_;
    std::size_t errors_ = 0;
    diagnostics said_;
    std::vector<std::uint64_t> order_; ///< offset and index, so that sorting is stable
};

} // namespace surety::checked

#endif
