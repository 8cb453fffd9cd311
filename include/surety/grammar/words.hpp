// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_WORDS_HPP
#define SURETY_GRAMMAR_WORDS_HPP

#include <surety/detail/describe.hpp>
#include <surety/detail/pieces.hpp>
#include <surety/detail/suggestion.hpp>
#include <surety/detail/text_lines.hpp>
#include <surety/detail/utf8.hpp>
#include <surety/diagnostic.hpp>
#include <surety/grammar/report.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What is wrong with a text, in words.
namespace surety::grammar {

/// Writes the diagnostics of one text. Few texts need it, so that it is compiled for size.
class narrator {
public:
    narrator(std::string_view name, const reports& found) : name_(name), found_(found) {}

    /// All of them, with their places, which are found in one walk through the text.
    [[gnu::cold]] diagnostics tell() {
        diagnostics all;
        for (const fault& f : found_) {
            diagnostic& d = all.emplace_back();
            at_ = locate(found_.text(), f.where.offset, offset_, at_);
            offset_ = f.where.offset;
            message_.clear();
            help_.clear();
            code what = code::syntax;
            if (f.mistake == mistake::none)
                tell_failure(f);
            else
                what = tell_mistake(f);
            if (found_.full() && &f == found_.end() - 1)
                help_.put({help_.text().empty() ? "" : "; ", "what follows was not looked at"});
            detail::describe(d, severity::error, what, message_, help_);
            detail::put_place(d, name_, f.where, at_,
                              detail::shown_line(found_.text(), f.where.offset));
        }
        return all;
    }

private:
    static constexpr std::size_t longest_piece = 48;

    /// A piece of the text, not too long.
    [[gnu::cold]] static void put_piece(detail::text_builder& to, std::string_view piece) {
        std::string_view const kept = detail::cut_to(piece, longest_piece);
        to.put({kept, kept.size() < piece.size() ? "…" : ""});
    }

    std::string_view text_of(const token& t) const noexcept {
        return {found_.text().data() + t.begin(), t.span.size};
    }

    /// Tokens with a space between them.
    [[gnu::cold]] void
    put_tokens(detail::text_builder& to, const token* first, const token* last) const {
        for (std::size_t const begin = to.size(); first != last; ++first) {
            if (to.size() > begin)
                to.put(" ");
            put_piece(to, text_of(*first));
            if (to.size() - begin > longest_piece)
                break;
        }
    }

    /// A token in backticks, or that it is a string when the string is long or not plain ASCII.
    [[gnu::cold]] void
    put_token(detail::text_builder& to, const token& t, std::string_view a_string) const {
        if (t.symbol == symbol::end)
            return to.put("the end");
        std::string_view const text = text_of(t);
        bool plain = text.size() <= longest_piece;
        for (const char c : text.substr(0, longest_piece))
            plain = plain && c >= ' ' && c <= '~';
        if (t.symbol == symbol::string && !plain)
            return to.put(a_string);
        to.put("`");
        put_piece(to, text);
        to.put("`");
    }

    /// Expected this, that or the other after such a thing, found that.
    [[gnu::cold]] void tell_failure(const fault& f) {
        const failure& how = f.failure;
        const token& found = *how.at;
        message_.put("expected ");
        for (std::size_t i = 0; i < how.count; ++i) {
            if (i > 0)
                message_.put(i + 1 == how.count ? " or " : ", ");
            put_symbol(message_, how.expected[i]);
        }
        if (how.at[-1].span.size == 0) {
            message_.put(" at the beginning");
        } else {
            message_.put(" after ");
            put_token(message_, how.at[-1], "the string");
        }
        if (found.symbol == symbol::end) {
            message_.put(", but the policy ends");
        } else {
            message_.put(", found ");
            put_token(message_, found, "a string");
        }
        put_help(help_, how, f.first);
    }

    static void put_symbol(detail::text_builder& to, symbol s) {
        if (!is_name(s))
            return to.put(text_for(s).name);
        to.put({"`", name(word_of(s)), "`"});
    }

    /// The word that somebody meant by another, among those that would have been taken.
    [[gnu::cold]] static word meant_by(const failure& how, std::string_view found) noexcept {
        for (const foreign_word& f : foreign_words)
            if (f.spelling == found && how.was_tried(f.meant))
                return f.meant;
        detail::suggestion nearest;
        nearest.start(found);
        for (std::size_t i = 1; i < word_count; ++i)
            if (const auto w = static_cast<word>(i); how.was_tried(w))
                nearest.consider(name(w));
        return surety::word_of(nearest.best());
    }

    /// The most useful thing to say: the word that was meant, that a word cannot be a name, that a
    /// `;` may be missing, what is called for, how such an item is written.
    [[gnu::cold]] void
    put_help(detail::text_builder& to, const failure& how, const token* start) const {
        const token& found = *how.at;
        if (is_name(found.symbol)) {
            if (const word meant = meant_by(how, text_of(found)); meant != word::none_of_these)
                return to.put({"did you mean `", name(meant), "`?"});
        }
        if (how.expects(symbol::semicolon) && found_.ends_line((&found)[-1]))
            return to.put("is a `;` missing?");
        if (how.expects(symbol_of(word::domains)) != how.expects(symbol_of(word::addresses)))
            return to.put("`domain` goes with `domains of …`, `address` with `addresses of …`");
        if (is_name(found.symbol) &&
            (how.expects(symbol::thing) || how.expects(symbol::rule_name))) {
            put_token(to, found, {});
            return to.put(" is a word of the language: take another name");
        }
        for (std::size_t i = 0; to.empty() && i < how.count; ++i)
            if (!is_name(how.expected[i]))
                to.put(text_for(how.expected[i]).help);
        // Annotations stand before the word that says what an item is.
        for (const token* t = start; to.empty() && t <= &found; ++t)
            for (const pattern& p : patterns)
                if (to.empty() && t->symbol == symbol_of(p.first))
                    to.put(p.help);
        if (to.empty() && start->symbol == symbol::at_sign)
            to.put("an annotation is written `@NAME` or `@NAME(\"…\")`");
    }

    [[gnu::cold]] code tell_mistake(const fault& f) {
        const wording& w = wording_of(f.mistake);
        put_wording(message_, w.message, f);
        put_wording(help_, w.help, f);
        return w.code;
    }

    [[gnu::cold]] void
    put_wording(detail::text_builder& to, std::string_view wording, const fault& f) const {
        for (std::string_view place; detail::put_up_to_place(to, wording, place);)
            put_filling(to, place, f);
    }

    /// What a `$`-word of a wording stands for.
    [[gnu::cold]] void
    put_filling(detail::text_builder& to, std::string_view key, const fault& f) const {
        if (key == "detail")
            return put_detail(to, f);
        if (!f.last)
            return put_piece(to, found_.text().substr(f.where.offset, f.where.size));
        std::size_t const breath =
            f.last->symbol == symbol_of(word::not_) || f.last->symbol == symbol_of(word::at);
        if (key == "it")
            put_tokens(to, f.first, f.last);
        if (key == "first")
            put_tokens(to, f.first, f.first + 1);
        if (key == "before")
            put_tokens(to, f.first - 1, f.first);
        if (key == "following")
            put_token(to, *f.last, {});
        if (key == "after")
            put_tokens(to, f.last, f.last + 1);
        if (key == "onward")
            put_tokens(to, f.last, f.last + 1 + breath);
    }

    /// The offset of a byte, the number of a character: what cannot be shown as it is written.
    [[gnu::cold]] void put_detail(detail::text_builder& to, const fault& f) const {
        if (f.mistake == mistake::not_utf8)
            return to.put(detail::decimal(f.where.offset));
        if (f.mistake != mistake::refused_character)
            return to.put(f.detail);
        const char32_t value = detail::code_point_at(found_.text(), f.where.offset).value;
        to.put("U+");
        for (int shift = value > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4)
            to.put(std::string_view("0123456789ABCDEF").substr(value >> shift & 0xF, 1));
    }

    std::string_view name_;
    const reports& found_;
    detail::text_builder message_; ///< of what is told now
    detail::text_builder help_;
    std::size_t offset_ = 0; ///< how far the walk has come
    position at_{1, 1};
};

} // namespace surety::grammar

#endif
