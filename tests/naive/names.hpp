// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_NAIVE_NAMES_HPP
#define SURETY_TESTS_NAIVE_NAMES_HPP

#include <surety/instant.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A second reading of language.md that shares no code with the engine: plain, slow, and close to
/// the wording of the page. This part reads names, addresses, times and public suffixes.
namespace naive {

/// A name, label by label, in lower case: `En.Example` is { "en", "example" }.
using labels = std::vector<std::string>;

/// An address: the local part in lower case, and its domain.
struct address {
    std::string local;
    labels domain;

    friend bool operator==(const address&, const address&) = default;
};

/// ASCII letters in lower case, everything else as it is.
std::string folded(std::string_view text);

/// The pieces between the separators; "a..b" has an empty one in the middle.
labels split(std::string_view text, char separator);
std::string joined(const labels& name);
std::string joined(const address& whole);

/// The labels of a name that a policy wrote and `check` accepted (also a single label).
labels written_name(std::string_view text);

std::optional<labels> read_domain(std::string_view text);
std::optional<address> read_address(std::string_view text);

/// RFC 3492, one label without its `xn--`.
std::optional<std::u32string> punycode_decode(std::string_view text);
std::string punycode_encode(std::u32string_view text);

/// The relations of names.
bool is_in(const labels& d, const labels& a);
bool is_under(const labels& d, const labels& a);
bool is_within(const labels& d, const labels& a);

/// `*` is any characters, `?` is one; the whole text, letters folded.
bool is_like(std::string_view text, std::string_view pattern);

/// RFC 3339 as the page reads it.
std::optional<surety::instant> read_time(std::string_view text);

/// A rule of a public suffix file. A label may be `*`.
struct suffix_rule {
    labels name;
    bool exception = false;
};
std::vector<suffix_rule> read_suffixes(std::string_view file);

/// How many labels the public suffix of a name has.
std::size_t suffix_size(const std::vector<suffix_rule>& rules, const labels& name);

/// The entries of a list file.
std::vector<std::string> read_list_file(std::string_view file);

} // namespace naive

#endif
