// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_FAILURE_HPP
#define SURETY_GRAMMAR_FAILURE_HPP

#include <surety/grammar/mistake.hpp>
#include <surety/grammar/token.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::grammar {

/// How messages name a symbol, and what they can say of it.
struct symbol_text {
    std::string_view name;
    std::string_view help;
};

// clang-format off
/// Of the symbols from `string` on; words are named by themselves.
inline constexpr symbol_text symbol_texts[] = {
    {"a string", ""}, {"a whole number", ""}, {"`,`", ""}, {"`;`", ""}, {"`:`", ""}, {"`=`", ""},
    {"`@`", ""}, {"`{`", ""}, {"`}`", ""}, {"`(`", ""}, {"`)`", ""}, {"the end", ""},
    {"a name", ""}, {"a name", ""},
    {"`surety 1;`", "a policy begins with `surety 1;`"},
    {"an item",
     "items begin with `allow`, `deny`, `list`, `users`, `fact`, `attribute`, `applies`, `public-suffixes`, `test` or `@`"},
    {"a condition",
     "for example `domain within \"example.com\"`, `address in work addresses of active users`, or a flag"},
    {"a comparison", ""},
    {"a set of names",
     "a set of names is a string, `{ \"…\", \"…\" }`, a list, or `domains of active users`"},
    {"a set of addresses",
     "a set of addresses is a string, `{ \"…\", \"…\" }`, a list, or `addresses of active users`"},
    {"a set of texts",
     "a set of texts is a string, `{ \"…\", \"…\" }` or the name of a list"},
    {"people",
     "people are `users`, `active users`, `inactive users`, or a name given by `users NAME = …;`"},
    {"a type", "types are `text`, `texts`, `flag`, `number`, `time`, `domain` and `address`"},
    {"a value", "a value is a string, a number, `true`, `false`, `{ \"…\", \"…\" }`, or a name"},
    {"a literal", "a literal is a string, a number, `true`, `false` or `{ \"…\", \"…\" }`"},
    {"an outcome", "outcomes are `allow`, `deny`, `not-applicable`, `invalid` and `indeterminate`"},
    {"a property", "properties are `public-suffix`, `internationalized`, `mixed-script`, `look-alike of …` and `tagged`"},
    {"anything", ""},
};
// clang-format on

static_assert(sizeof symbol_texts / sizeof *symbol_texts ==
              static_cast<std::size_t>(symbol::nothing) - word_count);

/// Of a symbol that is no word.
constexpr const symbol_text& text_for(symbol s) noexcept {
    return symbol_texts[static_cast<std::size_t>(s) - word_count];
}

/// The farthest token at which alternatives failed, and what they would have taken there. When a
/// parse fails, that is the place to tell of.
class failure {
public:
    static constexpr std::size_t most = 24;

    const token* at = nullptr;
    symbol expected[most] = {}; ///< in the order of the grammar
    std::uint8_t count = 0;

    void expect(symbol s, const token* here) noexcept {
        if (ignored_ != 0 || here < at)
            return;
        if (here > at)
            restart(here);
        if (const word w = word_of(s); w != word::none_of_these)
            tried_[index(w)] |= bit(w);
        for (std::size_t i = 0; i < count; ++i)
            if (expected[i] == s)
                return;
        if (count < most)
            expected[count++] = s;
    }

    bool expects(symbol s) const noexcept {
        for (std::size_t i = 0; i < count; ++i)
            if (expected[i] == s)
                return true;
        return false;
    }

    /// How much was expected at a token before something is tried there.
    std::uint8_t expected_at(const token* here) const noexcept { return here == at ? count : 0; }

    /// Forgets all that was expected at `here` but the first `kept` things, and expects `s`
    /// instead.
    void say_instead(symbol s, const token* here, std::uint8_t kept) noexcept {
        if (ignored_ != 0 || here != at)
            return;
        count = kept;
        expect(s, here);
    }

    /// Begins afresh at a token.
    void restart(const token* here) noexcept {
        at = here;
        count = 0;
        tried_[0] = tried_[1] = 0;
        told_ = false;
    }

    /// What fails from now on is of no interest, until `heed` is called as often.
    void ignore() noexcept { ++ignored_; }
    void heed() noexcept { --ignored_; }
    bool is_heeded() const noexcept { return ignored_ == 0; }

    /// The parse will fail at `here`, and why has been reported.
    void tell(const token* here) noexcept {
        if (here > at)
            restart(here);
        told_ = true;
    }
    bool is_told() const noexcept { return told_; }

    /// Whether the word would have been taken, even if `say_instead` has another name for it.
    bool was_tried(word w) const noexcept { return (tried_[index(w)] & bit(w)) != 0; }

private:
    static constexpr std::size_t index(word w) noexcept { return static_cast<std::size_t>(w) / 64; }
    static constexpr std::uint64_t bit(word w) noexcept {
        return std::uint64_t{1} << static_cast<std::size_t>(w) % 64;
    }

    std::uint64_t tried_[2] = {}; ///< all words, also those that `say_instead` hides
    unsigned ignored_ = 0;
    bool told_ = false;
};

} // namespace surety::grammar

#endif
