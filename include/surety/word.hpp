// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_WORD_HPP
#define SURETY_WORD_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety {

/// Every word that means something in a policy. One table: the grammar, the printer, the editor
/// grammar and the reference all read it.
enum class word : std::uint8_t {
    none_of_these, ///< not a word of the language: a NAME
    // words that begin an item, and `none`: no rule or annotation may be called so
    list,
    public_suffixes,
    fact,
    attribute,
    users,
    applies,
    allow,
    deny,
    test,
    none,
    // words that no list, fact, attribute or named users may be called, either
    surety,
    and_,
    or_,
    not_,
    when,
    unless,
    because,
    is,
    in,
    within,
    under,
    has,
    like,
    at,
    domain,
    org_domain,
    address,
    local,
    work,
    primary,
    verified,
    domains,
    addresses,
    of,
    active,
    inactive,
    where,
    true_,
    false_,
    // words that mean something only in their place: free for every name
    file,
    email,
    any,
    least,
    most,
    older,
    newer,
    than,
    days,
    hours,
    minutes,
    before,
    after,
    public_suffix,
    internationalized,
    mixed_script,
    look_alike,
    tagged,
    text,
    texts,
    flag,
    number,
    time,
    user,
    with,
    now,
    expect,
    by,
    home,
    other,
    unverified,
    not_applicable,
    invalid,
    indeterminate,
};

/// How many words there are, `none_of_these` counted.
inline constexpr std::size_t word_count = static_cast<std::size_t>(word::indeterminate) + 1;

namespace detail {
inline constexpr std::string_view word_spellings[word_count] = {"",
                                                                "list",
                                                                "public-suffixes",
                                                                "fact",
                                                                "attribute",
                                                                "users",
                                                                "applies",
                                                                "allow",
                                                                "deny",
                                                                "test",
                                                                "none",
                                                                "surety",
                                                                "and",
                                                                "or",
                                                                "not",
                                                                "when",
                                                                "unless",
                                                                "because",
                                                                "is",
                                                                "in",
                                                                "within",
                                                                "under",
                                                                "has",
                                                                "like",
                                                                "at",
                                                                "domain",
                                                                "org-domain",
                                                                "address",
                                                                "local",
                                                                "work",
                                                                "primary",
                                                                "verified",
                                                                "domains",
                                                                "addresses",
                                                                "of",
                                                                "active",
                                                                "inactive",
                                                                "where",
                                                                "true",
                                                                "false",
                                                                "file",
                                                                "email",
                                                                "any",
                                                                "least",
                                                                "most",
                                                                "older",
                                                                "newer",
                                                                "than",
                                                                "days",
                                                                "hours",
                                                                "minutes",
                                                                "before",
                                                                "after",
                                                                "public-suffix",
                                                                "internationalized",
                                                                "mixed-script",
                                                                "look-alike",
                                                                "tagged",
                                                                "text",
                                                                "texts",
                                                                "flag",
                                                                "number",
                                                                "time",
                                                                "user",
                                                                "with",
                                                                "now",
                                                                "expect",
                                                                "by",
                                                                "home",
                                                                "other",
                                                                "unverified",
                                                                "not-applicable",
                                                                "invalid",
                                                                "indeterminate"};

constexpr std::size_t word_hash(std::string_view spelling) noexcept {
    const auto letter = [spelling](std::size_t i) {
        return static_cast<std::size_t>(static_cast<unsigned char>(spelling[i]));
    };
    std::size_t const last = spelling.size() - 1;
    return (letter(0) * 7 + letter(last / 2) * 5 + letter(last) * 3 + last * 31) % 256;
}

/// The words by the hashes of their spellings, each in its slot or in the next that was free.
struct word_slots {
    word in[256] = {};

    consteval word_slots() {
        for (std::size_t i = 1; i < word_count; ++i) {
            std::size_t slot = word_hash(word_spellings[i]);
            while (in[slot] != word::none_of_these)
                slot = (slot + 1) % 256;
            in[slot] = static_cast<word>(i);
        }
    }
};
inline constexpr word_slots slots_of_words;
} // namespace detail

/// The spelling of a word in a policy: `org-domain`.
constexpr std::string_view name(word w) noexcept {
    return detail::word_spellings[static_cast<std::size_t>(w)];
}

/// The word that is spelt so, or `none_of_these`.
constexpr word word_of(std::string_view spelling) noexcept {
    if (spelling.empty())
        return word::none_of_these;
    std::size_t slot = detail::word_hash(spelling);
    for (;; slot = (slot + 1) % 256) {
        const word w = detail::slots_of_words.in[slot];
        if (w == word::none_of_these || name(w) == spelling)
            return w;
    }
}

/// Whether a rule or an annotation may be called so.
constexpr bool may_name_a_rule(word w) noexcept {
    return w == word::none_of_these || w > word::none;
}

/// Whether a list, a fact, an attribute or named users may be called so.
constexpr bool may_name_a_thing(word w) noexcept {
    return w == word::none_of_these || w > word::false_;
}

} // namespace surety

#endif
