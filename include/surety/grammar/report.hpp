// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_REPORT_HPP
#define SURETY_GRAMMAR_REPORT_HPP

#include <surety/detail/platform.hpp>
#include <surety/grammar/failure.hpp>
#include <surety/grammar/mistake.hpp>
#include <surety/grammar/token.hpp>
#include <surety/source.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::grammar {

/// One thing that is wrong with a text, as it was found: `words.hpp` puts it into words.
struct fault {
    source_span where;
    grammar::mistake mistake = mistake::none; ///< or, if it is none of these, a failure
    grammar::failure failure;
    const token* first = nullptr; ///< of a mistake in tokens what is wrong, of a failure where
    const token* last = nullptr;  ///< the piece begins that failed; null for wrong characters
    std::string_view detail;
};

/// Gathers what is wrong with a text, in source order: of a great many faults the first, of
/// several in one place one.
class reports {
public:
    static constexpr std::size_t most = 100;

    explicit reports(std::string_view text) noexcept : text_(text) {}

    std::string_view text() const noexcept { return text_; }
    const fault* begin() const noexcept { return faults_; }
    const fault* end() const noexcept { return faults_ + count_; }
    std::size_t size() const noexcept { return count_; }
    bool empty() const noexcept { return count_ == 0; }
    bool full() const noexcept { return count_ == most; }

    /// A mistake in the characters of a stretch of text. `detail` is for good.
    SURETY_COLD void complain(mistake m, source_span where, std::string_view detail = {}) noexcept {
        add({where, m, {}, nullptr, nullptr, detail});
    }

    /// A mistake in the tokens from `first` to `last`; when there are none, in what is missing.
    SURETY_COLD void complain(mistake m, const token* first, const token* last) noexcept {
        std::uint32_t const end = last[-1].end();
        const source_span where =
            first == last ? source_span{end, 0} : source_span{first->begin(), end - first->begin()};
        if (!is_near_wrong_characters(first, last) && !has_failed_at(last))
            add({where, m, {}, first, last, {}});
    }

    /// The parse of what begins at `start` came no farther than that. What is missing at the end
    /// of a line is told of there and not on the next.
    SURETY_COLD void fail(const failure& how, const token* start) noexcept {
        if (how.is_told() || is_near_wrong_characters(how.at, how.at + 1))
            return;
        source_span where = how.at->span;
        if (how.at != start && ends_line(how.at[-1]))
            where = {how.at[-1].end(), 0};
        add({where, mistake::none, how, start, how.at, {}});
    }

    /// Forgets everything.
    void clear() noexcept { count_ = 0; }

    /// Whether the next token is on another line, or is the end.
    SURETY_COLD bool ends_line(const token& t) const noexcept {
        const token& next = (&t)[1];
        std::uint32_t at = t.end();
        while (at < next.begin() && text_[at] != '\r' && text_[at] != '\n')
            ++at;
        return next.symbol == symbol::end || at < next.begin();
    }

private:
    SURETY_COLD void add(const fault& f) noexcept {
        std::size_t place = count_;
        while (place > 0 && faults_[place - 1].where.offset >= f.where.offset) {
            --place;
            if (faults_[place].where.offset == f.where.offset)
                return;
        }
        if (place == most)
            return;
        if (count_ < most)
            ++count_;
        for (std::size_t i = count_ - 1; i > place; --i)
            faults_[i] = faults_[i - 1];
        faults_[place] = f;
    }

    /// Whether a parse that came to that token has been told of.
    bool has_failed_at(const token* t) const noexcept {
        for (const fault& f : *this)
            if (f.failure.at == t)
                return true;
        return false;
    }

    /// Where the lexer has complained the grammar keeps silent.
    SURETY_COLD bool is_near_wrong_characters(const token* first,
                                              const token* last) const noexcept {
        std::uint32_t const from = first[-1].begin(), to = last[-1].end();
        for (const fault& f : *this)
            if (!f.last && f.where.offset <= to && f.where.offset + f.where.size >= from)
                return true;
        return false;
    }

    std::string_view text_;
    std::size_t count_ = 0;
    fault faults_[most];
};

} // namespace surety::grammar

#endif
