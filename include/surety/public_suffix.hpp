// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_PUBLIC_SUFFIX_HPP
#define SURETY_PUBLIC_SUFFIX_HPP

#include <surety/detail/name_scan.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/sort.hpp>
#include <surety/detail/text_lines.hpp>
#include <surety/result.hpp>

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace surety {

/// `com`, `*.ck`, `!www.ck`.
enum class suffix_kind : std::uint8_t { normal, wildcard, exception };

/// One rule of a public suffix list.
struct suffix_rule {
    std::string_view text; ///< canonical, without `*.` and `!`; a view into the list
    suffix_kind kind = suffix_kind::normal;

    friend constexpr auto operator<=>(const suffix_rule&, const suffix_rule&) noexcept = default;
};

/// The names under which the public may register, as publicsuffix.org lists them. Made by
/// `parse_public_suffixes`; one that was made otherwise has only the implicit rule `*`.
class public_suffix_list {
public:
    /// How many rules there are, the implicit one not counted.
    std::size_t size() const noexcept { return rules_.size(); }

    /// The rules, sorted by text and kind, each once. The views live as long as the list does.
    suffix_rule operator[](std::size_t index) const noexcept {
        const stored& rule = rules_[index];
        return {std::string_view(chars_).substr(rule.offset, rule.size), rule.kind};
    }

    /// How many labels the public suffix of a canonical domain has: 1 at least, all when the domain
    /// is a public suffix itself. Of the rules that match, an exception wins, else the longest; a
    /// wildcard takes one label more than its text; if none matches, the suffix is the last label.
    ///
    /// https://github.com/publicsuffix/list/wiki/Format
    std::size_t suffix_labels(std::string_view domain) const noexcept {
        std::size_t best = 1;
        std::size_t labels = 0;
        for (std::size_t from = domain.size(); from > 0;) {
            std::size_t const dot = domain.rfind('.', from - 1);
            std::size_t const first = dot == std::string_view::npos ? 0 : dot + 1;
            ++labels;
            std::string_view const suffix = domain.substr(first);
            for (std::size_t i = lower_bound(suffix); i < size() && (*this)[i].text == suffix; ++i)
                switch ((*this)[i].kind) {
                case suffix_kind::normal:
                    best = std::max(best, labels);
                    break;
                case suffix_kind::wildcard:
                    if (first > 0)
                        best = std::max(best, labels + 1);
                    break;
                case suffix_kind::exception:
                    return labels - 1;
                }
            from = first > 0 ? first - 1 : 0;
        }
        return best;
    }

    /// Whether a canonical domain is a public suffix.
    bool is_public_suffix(std::string_view domain) const noexcept {
        const auto dots = std::count(domain.begin(), domain.end(), '.');
        return suffix_labels(domain) == static_cast<std::size_t>(dots) + 1;
    }

private:
    friend result<public_suffix_list> parse_public_suffixes(std::string_view, std::string_view);

    struct stored {
        std::uint32_t offset = 0;
        std::uint8_t size = 0;
        suffix_kind kind = suffix_kind::normal;
    };

    void add(std::string_view text, suffix_kind kind) {
        rules_.push_back({static_cast<std::uint32_t>(chars_.size()),
                          static_cast<std::uint8_t>(text.size()), kind});
        chars_ += text;
    }

    void sort() {
        const auto rule_of = [this](const stored& s) noexcept {
            return suffix_rule{std::string_view(chars_).substr(s.offset, s.size), s.kind};
        };
        detail::sort_records(rules_, [&](const stored& a, const stored& b) noexcept {
            return rule_of(a) < rule_of(b);
        });
        detail::drop_repeated(rules_, [&](const stored& a, const stored& b) noexcept {
            return rule_of(a) == rule_of(b);
        });
    }

    /// The first rule whose text is not less.
    std::size_t lower_bound(std::string_view text) const noexcept {
        std::size_t first = 0;
        for (std::size_t count = size(); count > 0;) {
            std::size_t const half = count / 2;
            if ((*this)[first + half].text < text) {
                first += half + 1;
                count -= half + 1;
            } else {
                count = half;
            }
        }
        return first;
    }

    std::string chars_;
    detail::record_array<stored> rules_;
};

namespace detail {

/// Small letters for the capitals of Latin-1, Greek and Cyrillic. A list is written in small
/// letters; what is written otherwise beyond these is taken as it is.
constexpr char32_t fold_letter(char32_t c) noexcept {
    if (c < 0x80)
        return static_cast<unsigned char>(fold(static_cast<char>(c)));
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7)
        return c + 32;
    if (c >= 0x391 && c <= 0x3A9 && c != 0x3A2)
        return c + 32;
    if (c >= 0x410 && c <= 0x42F)
        return c + 32;
    if (c >= 0x400 && c <= 0x40F)
        return c + 80;
    return c;
}

/// Appends a label, in A-label form when it is not ASCII. Needs UTF-8. Says what is wrong with it.
inline reason append_a_label(std::string& to, std::string_view label) {
    if (std::all_of(label.begin(), label.end(),
                    [](char c) noexcept { return static_cast<unsigned char>(c) < 0x80; })) {
        to += label;
        return reason::none;
    }
    char32_t points[punycode::longest] = {};
    std::size_t count = 0;
    for (std::size_t i = 0; i < label.size();) {
        if (count == punycode::longest)
            return reason::label_too_long;
        const code_point c = code_point_at(label, i);
        points[count++] = fold_letter(c.value);
        i += c.size;
    }
    punycode::encoding const encoded = punycode::encode(points, count);
    if (!encoded.good)
        return reason::label_too_long;
    to += "xn--";
    to += encoded.text();
    return reason::none;
}

/// The canonical text of a rule that stands without its marks.
inline reason canonical_suffix(std::string_view written, std::string& out) {
    std::string name;
    for (std::size_t first = 0; first <= written.size();) {
        std::size_t const dot = std::min(written.find('.', first), written.size());
        if (first > 0)
            name += '.';
        const reason why = append_a_label(name, written.substr(first, dot - first));
        if (why != reason::none)
            return why;
        first = dot + 1;
    }
    char bytes[longest_domain] = {};
    const domain_scan scan = scan_domain(name, bytes, labels_wanted::one_or_more);
    if (scan)
        out.assign(bytes, scan.size);
    return scan.why;
}

} // namespace detail

/// Reads a public suffix list in the format of publicsuffix.org: a rule a line up to the first
/// white space, `//` comments, wildcards, exceptions, ICANN and private sections alike. Unicode
/// rules are read as A-labels. A line that is no rule is `bad-list-line`; the first twenty are told
/// of.
///
/// `name` is what the diagnostics call the file; the list owns its text.
inline result<public_suffix_list> parse_public_suffixes(std::string_view name,
                                                        std::string_view text) {
    public_suffix_list list;
    diagnostics bad;
    const auto refuse = [&](const detail::text_lines& lines, std::string_view line,
                            std::string message) {
        bad.push_back(detail::bad_line(name, text, line, lines.number(), std::move(message)));
    };
    detail::text_lines lines{text};
    std::string canonical;
    for (std::string_view line; bad.size() < detail::most_bad_lines && lines.take(line);) {
        std::size_t const first = line.find_first_not_of(" \t");
        if (first == std::string_view::npos)
            continue;
        if (line.substr(first).starts_with("//"))
            continue;
        std::string_view const written =
            line.substr(first, line.find_first_of(" \t", first) - first);
        if (std::string_view const why = detail::line_refusal(written); !why.empty()) {
            refuse(lines, line, std::string(why));
            continue;
        }
        if (written == "*")
            continue; // the implicit rule, said aloud
        suffix_kind kind = suffix_kind::normal;
        std::string_view bare = written;
        if (bare.starts_with('!')) {
            kind = suffix_kind::exception;
            bare.remove_prefix(1);
        } else if (bare.starts_with("*.")) {
            kind = suffix_kind::wildcard;
            bare.remove_prefix(2);
        }
        const reason why = detail::canonical_suffix(bare, canonical);
        if (why != reason::none) {
            // A longer one is none, whatever it says.
            const bool fits = written.size() <= detail::longest_domain + 2;
            refuse(lines, line,
                   (fits ? "`" + std::string(written) + "` is" : std::string("this is")) +
                       " no public suffix: " + std::string(sentence(why)));
        } else if (kind == suffix_kind::exception && canonical.find('.') == std::string::npos) {
            refuse(lines, line, "`" + std::string(written) + "` leaves no public suffix");
        } else {
            list.add(canonical, kind);
        }
    }
    if (!bad.empty())
        return bad;
    list.sort();
    return list;
}

} // namespace surety

#endif
