// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_REPORT_HPP
#define SURETY_GRAMMAR_REPORT_HPP

#include <surety/diagnostic.hpp>
#include <surety/grammar/failure.hpp>
#include <surety/grammar/mistake.hpp>
#include <surety/grammar/token.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace surety::grammar {

/// Puts into words what is wrong with a text. Of a great many errors the first in the text are
/// kept, and of several at one place one.
class reports {
public:
    static constexpr std::size_t most = 100;

    reports(std::string_view name, std::string_view text) : name_(name), text_(text) {}

    bool empty() const noexcept { return said_.empty(); }

    /// A mistake in the characters of a stretch of text.
    void complain(mistake m, source_span where, std::string_view detail = {}) {
        if (!matters(where.offset))
            return;
        wrong_characters_.push_back(where);
        std::string_view const it = text_.substr(where.offset, where.size);
        say(m, where, {.it = shown(it), .detail = std::string(detail)});
    }

    /// A mistake in the tokens from `first` to `last`, perhaps in that there are none.
    void complain(mistake m, const token* first, const token* last) {
        const source_span where =
            first == last ? source_span{first[-1].end(), 0}
                          : source_span{first->begin(), last[-1].end() - first->begin()};
        if (!matters(where.offset) || is_near_wrong_characters(first, last))
            return;
        const int breath =
            1 + (last->symbol == symbol_of(word::not_) || last->symbol == symbol_of(word::at));
        say(m, where,
            {.it = shown(first, last),
             .first = shown(first, first + 1),
             .before = shown(first - 1, first),
             .after = shown(last, last + 1),
             .onward = shown(last, last + breath)});
    }

    /// The parse of what begins at `start` came only so far.
    void fail(const failure& how, const token* start) {
        const token& found = *how.at;
        const token& before = how.at[-1];
        const bool line_ended =
            found.symbol == symbol::end || breaks_line(before.end(), found.begin());
        const source_span where = line_ended ? source_span{before.end(), 0} : found.span;
        if (how.is_told() || !matters(where.offset) || is_near_wrong_characters(how.at, how.at + 1))
            return;
        std::string message = "expected " + listed(how);
        if (before.span.size == 0)
            message += " at the beginning";
        else
            message += " after " + quoted(before, "the string");
        if (found.symbol == symbol::end)
            message += ", but the policy ends";
        else
            message += ", found " + quoted(found, "a string");
        say(code::syntax, where, std::move(message), help_for(how, start, line_ended));
    }

    /// The text is too long to be read at all.
    void refuse_size() {
        say(code::too_many, {}, "the policy has more than 16 MiB", "keep long lists in files");
    }

    /// Everything, in source order, with the places of it; found in one walk through the text.
    diagnostics take() {
        position at{1, 1};
        std::size_t offset = 0, line = 0;
        for (diagnostic& d : said_) {
            for (; offset < d.span.offset; ++offset) {
                const bool crlf = text_.substr(offset, 2) == "\r\n";
                if (text_[offset] == '\n' || (text_[offset] == '\r' && !crlf)) {
                    ++at.line;
                    at.column = 1;
                    line = offset + 1;
                } else if ((static_cast<unsigned char>(text_[offset]) & 0xC0) != 0x80 && !crlf) {
                    ++at.column;
                }
            }
            d.at = at;
            constexpr std::size_t longest = 500;
            std::string_view const around =
                text_.substr(line, offset - line > longest ? 0 : 2 * longest);
            std::string_view const excerpt = around.substr(0, around.find_first_of("\r\n"));
            if (excerpt.size() <= longest)
                d.excerpt = excerpt;
        }
        return std::move(said_);
    }

private:
    /// What the `$`-words of a wording stand for.
    struct filling {
        std::string it = {}, first = {}, before = {}, after = {}, onward = {}, detail = {};
    };

    bool matters(std::uint32_t offset) const noexcept {
        if (said_.size() == most && offset >= said_.back().span.offset)
            return false;
        for (std::size_t i = said_.size(); i > 0 && said_[i - 1].span.offset >= offset; --i)
            if (said_[i - 1].span.offset == offset)
                return false;
        return true;
    }

    /// Where the lexer has complained the grammar keeps silent.
    bool is_near_wrong_characters(const token* first, const token* last) const noexcept {
        std::uint32_t const from = first[-1].begin();
        std::uint32_t const to = last[-1].end();
        for (const source_span& s : wrong_characters_)
            if (s.offset <= to && s.offset + s.size >= from)
                return true;
        return false;
    }

    bool breaks_line(std::uint32_t from, std::uint32_t to) const noexcept {
        return text_.substr(from, to - from).find_first_of("\r\n") != std::string_view::npos;
    }

    void say(mistake m, source_span where, const filling& words) {
        const wording& w = wording_of(m);
        say(w.code, where, filled(w.message, words), filled(w.help, words));
    }

    void say(code c, source_span where, std::string message, std::string help) {
        diagnostic d;
        d.code = c;
        d.message = std::move(message);
        d.help = std::move(help);
        d.file = name_;
        d.span = where;
        std::size_t place = said_.size();
        while (place > 0 && said_[place - 1].span.offset > where.offset)
            --place;
        if (said_.size() == most)
            said_.pop_back();
        said_.insert(said_.begin() + static_cast<std::ptrdiff_t>(place), std::move(d));
    }

    static std::string filled(std::string_view wording, const filling& words) {
        std::string text;
        for (std::size_t i = 0; i < wording.size(); ++i) {
            if (wording[i] != '$') {
                text += wording[i];
                continue;
            }
            std::size_t end = i + 1;
            while (end < wording.size() && wording[end] >= 'a' && wording[end] <= 'z')
                ++end;
            std::string_view const key = wording.substr(i + 1, end - i - 1);
            text += key == "it"       ? words.it
                    : key == "first"  ? words.first
                    : key == "before" ? words.before
                    : key == "after"  ? words.after
                    : key == "onward" ? words.onward
                                      : words.detail;
            i = end - 1;
        }
        return text;
    }

    /// A piece of the text as a message shows it: not too long.
    static std::string shown(std::string_view piece) {
        constexpr std::size_t longest = 48;
        if (piece.size() <= longest)
            return std::string(piece);
        std::size_t end = longest;
        while (end > 0 && (static_cast<unsigned char>(piece[end]) & 0xC0) == 0x80)
            --end;
        return std::string(piece.substr(0, end)) + "…";
    }

    std::string_view text_of(const token& t) const noexcept {
        return text_.substr(t.begin(), t.span.size);
    }

    /// Tokens with one space between them; the end shows as nothing.
    std::string shown(const token* first, const token* last) const {
        std::string all;
        for (; first != last && all.size() < 48; ++first) {
            if (first->symbol == symbol::end)
                break;
            if (!all.empty())
                all += ' ';
            all += shown(text_of(*first));
        }
        return all;
    }

    /// A token in backticks; of a long string, or one with more than ASCII in it, only that it is
    /// one.
    std::string quoted(const token& t, std::string_view string) const {
        std::string_view const text = text_of(t);
        if (t.symbol == symbol::string) {
            bool plain = text.size() <= 48;
            for (const char c : text.substr(0, 48))
                plain = plain && c >= ' ' && c <= '~';
            if (!plain)
                return std::string(string);
        }
        return "`" + shown(text) + "`";
    }

    /// `domain`, `email` or `any`
    static std::string listed(const failure& how) {
        std::string all;
        for (std::size_t i = 0; i < how.count; ++i) {
            if (i > 0)
                all += i + 1 == how.count ? " or " : ", ";
            all += name_of(how.expected[i]);
        }
        return all;
    }

    /// The most useful thing to say of a failure: the word that was meant, that a word cannot be a
    /// name, what the thing called for looks like, how such an item is written.
    std::string help_for(const failure& how, const token* start, bool line_ended) const {
        std::string_view const found = text_of(*how.at);
        const word meant = is_name(how.at->symbol) ? how.meant_by(found) : word::none_of_these;
        if (meant != word::none_of_these)
            return "did you mean `" + std::string(name(meant)) + "`?";
        if (line_ended && how.expects(symbol_of(";")))
            return "is a `;` missing?";
        if (is_name(how.at->symbol) &&
            (how.expects(symbol::thing) || how.expects(symbol::rule_name)))
            return quoted(*how.at, {}) + " is a word of the language: take another name";
        for (std::size_t i = 0; i < how.count; ++i)
            if (std::string_view const help = help_of(how.expected[i]); !help.empty())
                return std::string(help);
        while (start->symbol == symbol_of("@"))
            start = start + 2;
        for (const pattern& p : patterns)
            if (symbol_of(p.first) == start->symbol)
                return std::string(p.help);
        return {};
    }

    std::string_view name_;
    std::string_view text_;
    diagnostics said_; ///< in source order
    std::vector<source_span> wrong_characters_;
};

} // namespace surety::grammar

#endif
