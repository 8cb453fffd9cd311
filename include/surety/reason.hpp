// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_REASON_HPP
#define SURETY_REASON_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety {

/// Why a text is no identity. The spelling `name(why)` is stable: tools and tests may rely on it.
enum class reason : std::uint8_t {
    none, ///< it is one
    // of the request
    not_a_domain,
    not_an_email,
    malformed_request,
    // of domains
    empty,
    too_long,
    non_ascii,
    bad_character,
    address_literal,
    empty_label,
    trailing_dot,
    label_too_long,
    hyphen_first,
    hyphen_last,
    hyphen_third_fourth,
    bad_a_label,
    a_label_hyphen,
    a_label_character,
    single_label,
    numeric_top_label,
    // of addresses
    several_at,
    empty_local,
    empty_domain,
    local_too_long,
    local_dot,
    bad_local_character,
    encoded_word,
    // of domains beyond ASCII, with an `idna_adapter`
    not_utf8,
    disallowed_character,
    leading_mark,
    mixed_direction,
    stray_joiner,
    no_answer, ///< of the adapter; another time there may be one
};

/// How many reasons there are, `none` counted.
inline constexpr std::size_t reason_count = static_cast<std::size_t>(reason::no_answer) + 1;

namespace detail {
struct reason_words {
    std::string_view name;
    std::string_view sentence;
};

// clang-format off
inline constexpr reason_words reasons[reason_count] = {
    {"none", "it is an identity"},
    {"not-a-domain", "a domain was asked about, and this has an `@`"},
    {"not-an-email", "an email address was asked about, and this has no `@`"},
    {"malformed-request", "this is no request"},
    {"empty", "the text is empty"},
    {"too-long", "it is longer than 253 bytes (a domain) or 254 bytes (an address)"},
    {"non-ascii", "it has a byte outside ASCII; an international name is written with `xn--` labels"},
    {"bad-character", "a domain has only letters, digits, hyphens and dots"},
    {"address-literal", "an IP address in brackets is no domain"},
    {"empty-label", "there is nothing before or between two dots"},
    {"trailing-dot", "it ends with a dot"},
    {"label-too-long", "a label is longer than 63 bytes"},
    {"hyphen-first", "a label begins with a hyphen"},
    {"hyphen-last", "a label ends with a hyphen"},
    {"hyphen-third-fourth", "a label has hyphens in its third and fourth place and is no `xn--` label"},
    {"bad-a-label", "an `xn--` label does not decode, or is not how its text is encoded"},
    {"a-label-hyphen", "an `xn--` label encodes a text with a hyphen where none may be"},
    {"a-label-character", "an `xn--` label encodes a character that no name may have"},
    {"single-label", "a domain has at least two labels"},
    {"numeric-top-label", "the last label is a number, so this is an IP address or nothing"},
    {"several-at", "there is more than one `@`"},
    {"empty-local", "there is nothing before the `@`"},
    {"empty-domain", "there is nothing after the `@`"},
    {"local-too-long", "the part before the `@` is longer than 64 bytes"},
    {"local-dot", "the part before the `@` has a dot first or last, or two in a row"},
    {"bad-local-character", "the part before the `@` has a character that is not allowed there"},
    {"encoded-word", "the part before the `@` has `=?`, which begins an encoded word"},
    {"not-utf8", "it is not UTF-8"},
    {"disallowed-character", "it has a character that no domain may have"},
    {"leading-mark", "a label begins with a combining mark"},
    {"mixed-direction", "it mixes letters written leftward and rightward as no name may"},
    {"stray-joiner", "it has a zero-width joiner where none may be"},
    {"no-answer", "the IDNA adapter gave no answer: it ran out of memory, or has no data"},
};
// clang-format on
} // namespace detail

/// The stable spelling of a reason: `empty-label`.
constexpr std::string_view name(reason why) noexcept {
    return detail::reasons[static_cast<std::size_t>(why)].name;
}

/// A reason for people: lower case, one line, no final period.
constexpr std::string_view sentence(reason why) noexcept {
    return detail::reasons[static_cast<std::size_t>(why)].sentence;
}

} // namespace surety

#endif
