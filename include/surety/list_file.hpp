// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_LIST_FILE_HPP
#define SURETY_LIST_FILE_HPP

#include <surety/detail/record_array.hpp>
#include <surety/detail/text_lines.hpp>
#include <surety/diagnostic.hpp>
#include <surety/result.hpp>
#include <surety/source.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
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
        if (line[i] == '#' && (i == 0 || is_space(line[i - 1])))
            return {line.data(), i};
    return line;
}

/// Reads the entries of a list, and what is wrong with it.
inline void read_list(std::string_view name,
                      std::string_view text,
                      record_array<list_entry>& entries,
                      diagnostics& bad) {
    text_lines lines{text};
    for (std::string_view line; bad.size() < most_bad_lines && lines.take(line);) {
        if (std::string_view const why = line_refusal(line); !why.empty()) {
            add_bad_line(bad, name, text, line, lines.number(), {why});
            continue;
        }
        std::string_view const entry = without_comment(line);
        const char* first = entry.data();
        const char* last = first + entry.size();
        while (first < last && is_space(*first))
            ++first;
        while (first < last && is_space(last[-1]))
            --last;
        if (first < last)
            entries.push_back(
                {{first, static_cast<std::size_t>(last - first)},
                 {lines.number(), static_cast<std::uint32_t>(first - line.data() + 1)}});
    }
}

} // namespace detail

/// Reads a list file: one entry a line, blank lines and comments skipped, spaces and tabs around an
/// entry trimmed. A byte order mark is skipped; LF, CR and CRLF end lines. A line that is not UTF-8
/// or holds controls is `bad-list-line`; the first twenty are told of.
///
/// `name` is what the diagnostics call the file. The entries are views into `text`, in its order.
inline result<std::vector<list_entry>> parse_list_file(std::string_view name,
                                                       std::string_view text) {
    detail::record_array<list_entry> entries;
    diagnostics bad;
    detail::read_list(name, text, entries, bad);
    if (!bad.empty())
        return bad;
    return std::vector<list_entry>(entries.begin(), entries.end());
}

} // namespace surety

#endif
