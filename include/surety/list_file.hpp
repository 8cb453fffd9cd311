// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_LIST_FILE_HPP
#define SURETY_LIST_FILE_HPP

#include <surety/detail/text_lines.hpp>
#include <surety/diagnostic.hpp>
#include <surety/result.hpp>
#include <surety/source.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace surety {

/// One entry of a list file. What it has to be (a domain, an address, any text) is known by who
/// uses the list; `check` says so of each use.
struct list_entry {
    std::string_view text; ///< trimmed, never empty; a view into the text that was parsed
    position at;           ///< where it begins
};

namespace detail {

/// A line up to its comment: `#` begins one at the start of the line or after a space or a tab.
constexpr std::string_view without_comment(std::string_view line) noexcept {
    for (std::size_t i = 0; i < line.size(); ++i)
        if (line[i] == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t'))
            return line.substr(0, i);
    return line;
}

} // namespace detail

/// Reads a list file: one entry a line, blank lines and comments skipped, spaces and tabs around an
/// entry trimmed. A byte order mark is skipped; LF, CR and CRLF end lines. A line that is not UTF-8
/// or holds controls is `bad-list-line`; the first twenty are told of.
///
/// `name` is what the diagnostics call the file. The entries are views into `text`, in its order.
inline result<std::vector<list_entry>> parse_list_file(std::string_view name,
                                                       std::string_view text) {
    std::vector<list_entry> entries;
    diagnostics bad;
    detail::text_lines lines{text};
    for (std::string_view line; lines.take(line);) {
        if (std::string_view const why = detail::line_refusal(line); !why.empty()) {
            bad.push_back(detail::bad_line(name, text, line, lines.number(), std::string(why)));
            if (bad.size() == detail::most_bad_lines)
                break;
            continue;
        }
        std::string_view entry = detail::without_comment(line);
        std::size_t const first = entry.find_first_not_of(" \t");
        if (first == std::string_view::npos)
            continue;
        entry = entry.substr(first, entry.find_last_not_of(" \t") + 1 - first);
        entries.push_back({entry, {lines.number(), static_cast<std::uint32_t>(first + 1)}});
    }
    if (!bad.empty())
        return bad;
    return entries;
}

} // namespace surety

#endif
