// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_TEXT_LINES_HPP
#define SURETY_DETAIL_TEXT_LINES_HPP

#include <surety/detail/counted.hpp>
#include <surety/detail/describe.hpp>
#include <surety/detail/pieces.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/unseen.hpp>
#include <surety/detail/utf8.hpp>
#include <surety/diagnostic.hpp>
#include <surety/source.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Files that are read line by line: lists, public suffixes.
namespace surety::detail {

/// How many bad lines of one file are told of.
inline constexpr std::size_t most_bad_lines = 20;

/// A longer line is not shown with what is wrong with it.
inline constexpr std::size_t longest_excerpt = 500;

/// The line around an offset, as it is shown with what is wrong there: nothing when it is too long.
/// However long it is, this looks no farther. A leading byte order mark is no part of it.
SURETY_COLD inline std::string_view shown_line(std::string_view text, std::size_t offset) noexcept {
    const auto ends = [text](std::size_t at) { return text[at] == '\r' || text[at] == '\n'; };
    // The LF of a CRLF is still on the line that the pair ends.
    if (offset > 0 && offset < text.size() && text[offset] == '\n' && text[offset - 1] == '\r')
        --offset;
    std::size_t first = offset, last = offset;
    while (first > 0 && offset - first <= longest_excerpt && !ends(first - 1))
        --first;
    while (last < text.size() && last - first <= longest_excerpt && !ends(last)) {
        SURETY_COUNT(shown);
        ++last;
    }
    if (first == 0 && text.starts_with(byte_order_mark) && last >= byte_order_mark.size())
        first = byte_order_mark.size();
    return {text.data() + first, last - first <= longest_excerpt ? last - first : 0};
}

/// What may stand between things of one line.
constexpr bool is_space(char c) noexcept {
    return c == ' ' || c == '\t';
}

/// Hands out the lines of a text, ended by LF, CR or CRLF. A leading byte order mark is no part of
/// them. The lines are views into the text.
class text_lines {
public:
    explicit constexpr text_lines(std::string_view text) noexcept : text_(text) {
        if (text.starts_with(byte_order_mark))
            next_ = byte_order_mark.size();
    }

    SURETY_NOINLINE constexpr bool take(std::string_view& line) noexcept {
        if (next_ >= text_.size())
            return false;
        std::size_t end = next_;
        while (end < text_.size() && text_[end] != '\r' && text_[end] != '\n')
            ++end;
        line = {text_.data() + next_, end - next_};
        const bool crlf = end + 1 < text_.size() && text_[end] == '\r' && text_[end + 1] == '\n';
        next_ = end + (crlf ? 2 : 1);
        ++number_;
        return true;
    }

    /// The number of the line that was taken last, from 1.
    constexpr std::uint32_t number() const noexcept { return number_; }

private:
    std::string_view text_;
    std::size_t next_ = 0;
    std::uint32_t number_ = 0;
};

/// What is wrong with the characters of a line, or nothing.
SURETY_NOINLINE constexpr std::string_view line_refusal(std::string_view line) noexcept {
    for (std::size_t i = 0; i < line.size();) {
        const code_point c = code_point_at(line, i);
        if (c.size == 0)
            return "the line is not UTF-8";
        if (c.value != '\t' && is_unseen(c.value))
            return "the line has a control or an invisible character";
        i += c.size;
    }
    return {};
}

/// Adds a `bad-list-line`: `line` is a view into `text`. The excerpt is left out where the line
/// could not be shown as it is, or is too long for anybody to read.
SURETY_NOINLINE inline void add_bad_line(diagnostics& to,
                                         std::string_view file,
                                         std::string_view text,
                                         std::string_view line,
                                         std::uint32_t number,
                                         pieces message) {
    text_builder said;
    said.put(message);
    diagnostic& d = to.emplace_back();
    text_builder help;
    if (to.size() == most_bad_lines)
        help.put({"what follows was not looked at"});
    describe(d, severity::error, code::bad_list_line, said, help);
    put_place(d, file,
              {static_cast<std::uint32_t>(line.data() - text.data()),
               static_cast<std::uint32_t>(line.size())},
              {number, 1},
              line.size() <= longest_excerpt && line_refusal(line).empty() ? line
                                                                           : std::string_view());
}

} // namespace surety::detail

#endif
