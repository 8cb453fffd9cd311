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
} // namespace detail

/// The spelling of a word in a policy: `org-domain`.
constexpr std::string_view name(word w) noexcept {
    return detail::word_spellings[static_cast<std::size_t>(w)];
}

/// The word that is spelt so, or `none_of_these`.
constexpr word word_of(std::string_view spelling) noexcept {
    for (std::size_t i = 1; i < word_count; ++i)
        if (detail::word_spellings[i] == spelling)
            return static_cast<word>(i);
    return word::none_of_these;
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
