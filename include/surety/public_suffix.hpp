// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_PUBLIC_SUFFIX_HPP
#define SURETY_PUBLIC_SUFFIX_HPP

#include <surety/detail/ascii.hpp>
#include <surety/detail/name_scan.hpp>
#include <surety/detail/pieces.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/sort.hpp>
#include <surety/detail/text_lines.hpp>
#include <surety/detail/utf8.hpp>
#include <surety/idna_adapter.hpp>
#include <surety/parse_identity.hpp>
#include <surety/result.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety {

/// `com`, `*.ck`, `!www.ck`.
enum class suffix_kind : std::uint8_t { normal, wildcard, exception };

/// One rule of a public suffix list.
struct suffix_rule {
    std::string_view text; ///< canonical, without `*.` and `!`; a view into the list
    suffix_kind kind = suffix_kind::normal;

    friend constexpr auto operator<=>(const suffix_rule&, const suffix_rule&) noexcept = default;
};

class public_suffix_list;

namespace detail {
void read_suffixes(std::string_view name,
                   std::string_view text,
                   const idna_adapter* names,
                   public_suffix_list& list,
                   diagnostics& bad);
} // namespace detail

/// The names under which the public may register, as publicsuffix.org lists them. Made by
/// `parse_public_suffixes`; one that was made otherwise has only the implicit rule `*`.
class public_suffix_list {
public:
    /// How many rules there are, the implicit one not counted.
    std::size_t size() const noexcept { return rules_.size(); }

    /// The rules, each once: a name before those below it, and by kind. The views live as long as
    /// the list does.
    suffix_rule operator[](std::size_t index) const noexcept {
        return {text_of(rules_[index]), rules_[index].kind};
    }

    /// How many labels the public suffix of a canonical domain has: 1 at least, all when the domain
    /// is a public suffix itself. Of the rules that match, an exception wins (of several the one
    /// with the fewest labels, as in libpsl), else the longest; a wildcard takes one label more
    /// than its text; if none matches, the suffix is the last label.
    ///
    /// https://github.com/publicsuffix/list/wiki/Format
    std::size_t suffix_labels(std::string_view domain) const noexcept {
        std::size_t best = 1;
        std::size_t labels = 0;
        for (std::size_t end = domain.size(); end > 0;) {
            std::size_t first = end; // of the suffix that has one label more
            while (first > 0 && domain[first - 1] != '.')
                --first;
            ++labels;
            const unsigned kinds = kinds_of({domain.data() + first, domain.size() - first});
            if ((kinds & bit(suffix_kind::exception)) != 0)
                return labels - 1;
            if ((kinds & bit(suffix_kind::wildcard)) != 0 && first > 0)
                best = labels + 1;
            else if ((kinds & bit(suffix_kind::normal)) != 0)
                best = labels; // a wildcard below said no more
            end = first > 0 ? first - 1 : 0;
        }
        return best;
    }

    /// Whether a canonical domain is a public suffix.
    bool is_public_suffix(std::string_view domain) const noexcept {
        std::size_t labels = 1;
        for (const char c : domain)
            labels += c == '.';
        return suffix_labels(domain) == labels;
    }

    /// Whether there are public suffixes below a canonical domain: where others can register names
    /// that are below it, too.
    bool has_suffixes_below(std::string_view domain) const noexcept {
        std::size_t next = first_not_before(domain);
        for (; next < size() && text_of(rules_[next]) == domain; ++next)
            if (rules_[next].kind == suffix_kind::wildcard)
                return true;
        if (next == size())
            return false;
        std::string_view const text = text_of(rules_[next]); // the first below it, if there are any
        return text.size() > domain.size() && text.ends_with(domain) &&
               text[text.size() - domain.size() - 1] == '.';
    }

private:
    friend void detail::read_suffixes(
        std::string_view, std::string_view, const idna_adapter*, public_suffix_list&, diagnostics&);

    struct stored {
        std::uint32_t offset = 0;
        std::uint8_t size = 0;
        suffix_kind kind = suffix_kind::normal;
    };

    void add(std::string_view text, suffix_kind kind) {
        rules_.push_back({static_cast<std::uint32_t>(chars_.size()),
                          static_cast<std::uint8_t>(text.size()), kind});
        chars_.append(text.data(), text.size());
    }

    std::string_view text_of(const stored& rule) const noexcept {
        return {chars_.data() + rule.offset, rule.size};
    }

    static constexpr unsigned bit(suffix_kind kind) noexcept {
        return 1u << static_cast<unsigned>(kind);
    }

    /// Whether a name comes before another, read from their ends: so all that is below a name
    /// follows it.
    static bool is_name_before(std::string_view a, std::string_view b) noexcept {
        std::size_t const common = a.size() < b.size() ? a.size() : b.size();
        for (std::size_t i = 1; i <= common; ++i) {
            const char of_a = a[a.size() - i], of_b = b[b.size() - i];
            if (of_a != of_b)
                return of_a == '.' || (of_b != '.' && of_a < of_b);
        }
        return a.size() < b.size();
    }

    void sort() {
        const auto less = [this](const stored& a, const stored& b) noexcept {
            return is_name_before(text_of(a), text_of(b)) ||
                   (a.kind < b.kind && !is_name_before(text_of(b), text_of(a)));
        };
        detail::sort_distinct(rules_, less);
    }

    /// The index of the first rule that does not come before a name.
    SURETY_NOINLINE std::size_t first_not_before(std::string_view name) const noexcept {
        std::size_t first = 0;
        for (std::size_t count = size(); count > 0;) {
            std::size_t const half = count / 2;
            if (is_name_before(text_of(rules_[first + half]), name)) {
                first += half + 1;
                count -= half + 1;
            } else {
                count = half;
            }
        }
        return first;
    }

    /// The kinds of the rules with that text, as bits.
    unsigned kinds_of(std::string_view text) const noexcept {
        unsigned kinds = 0;
        for (std::size_t i = first_not_before(text); i < size() && text_of(rules_[i]) == text; ++i)
            kinds |= bit(rules_[i].kind);
        return kinds;
    }

    detail::record_array<char> chars_;
    detail::record_array<stored> rules_;
};

namespace detail {

/// Small letters for the capitals that the languages of Europe and Vietnamese are written with.
constexpr char32_t fold_letter(char32_t c) noexcept {
    struct letters {
        char32_t first, last; ///< capitals, and the small letters among them where `step` is 2
        int step, to_small;
    };
    constexpr letters capitals[] = {
        {'A', 'Z', 1, 32},          {0xC0, 0xD6, 1, 32},     {0xD8, 0xDE, 1, 32},
        {0x100, 0x12E, 2, 1},       {0x134, 0x136, 2, 1},    {0x139, 0x147, 2, 1},
        {0x14A, 0x176, 2, 1},       {0x178, 0x178, 1, -121}, {0x179, 0x17D, 2, 1},
        {0x1A0, 0x1A0, 1, 1},       {0x1AF, 0x1AF, 1, 1},    {0x1CD, 0x1DB, 2, 1},
        {0x1DE, 0x1EE, 2, 1},       {0x1F8, 0x21E, 2, 1},    {0x226, 0x232, 2, 1},
        {0x386, 0x386, 1, 38},      {0x388, 0x38A, 1, 37},   {0x38C, 0x38C, 1, 64},
        {0x38E, 0x38F, 1, 63},      {0x391, 0x3A1, 1, 32},   {0x3A3, 0x3AB, 1, 32},
        {0x400, 0x40F, 1, 80},      {0x410, 0x42F, 1, 32},   {0x460, 0x480, 2, 1},
        {0x48A, 0x4BE, 2, 1},       {0x4C0, 0x4C0, 1, 15},   {0x4C1, 0x4CD, 2, 1},
        {0x4D0, 0x52E, 2, 1},       {0x531, 0x556, 1, 48},   {0x1C90, 0x1CBA, 1, -3008},
        {0x1CBD, 0x1CBF, 1, -3008}, {0x1E00, 0x1E94, 2, 1},  {0x1EA0, 0x1EFE, 2, 1}};
    for (const letters& l : capitals)
        if (c >= l.first && c <= l.last && (l.step == 1 || (c - l.first) % 2 == 0))
            return static_cast<char32_t>(static_cast<std::int32_t>(c) + l.to_small);
    return c;
}

/// Whether a code point is hardly ever what UTS 46 makes of it, or is seldom written and may be
/// another's capital: a mark or a Jamo that is put together with what stands before it, a full or
/// half width form, another full stop, a ligature, an old or accented letter.
constexpr bool is_mapped(char32_t c) noexcept {
    struct range {
        char32_t first, last;
    };
    constexpr range ranges[] = {
        {0xA0, 0xBF},     {0x130, 0x130},   {0x132, 0x133},   {0x13F, 0x140},   {0x149, 0x149},
        {0x17F, 0x19F},   {0x1A2, 0x1AE},   {0x1B1, 0x1CC},   {0x1F1, 0x1F7},   {0x220, 0x225},
        {0x234, 0x250},   {0x2B0, 0x385},   {0x387, 0x387},   {0x3CF, 0x3FF},   {0x587, 0x587},
        {0x653, 0x655},   {0x10A0, 0x10CF}, {0x10FC, 0x10FC}, {0x1100, 0x11FF}, {0x13A0, 0x13FD},
        {0x1C80, 0x1C8F}, {0x1D2C, 0x1DFF}, {0x1E9A, 0x1E9E}, {0x1F00, 0x218F}, {0x2C00, 0x2D2F},
        {0x3002, 0x3002}, {0x3099, 0x309A}, {0x3131, 0x318E}, {0xA640, 0xA7FF}, {0xAB5B, 0xAB6F},
        {0xF900, 0xFFEF}};
    for (const range& r : ranges)
        if (c >= r.first && c <= r.last)
            return true;
    return false;
}

/// Appends a label, in A-label form when it is not ASCII. Needs UTF-8. Says what is wrong with it.
inline reason append_a_label(text_builder& to, std::string_view label) {
    if (first_beyond_ascii(label) == label.size()) {
        to.put(label);
        return reason::none;
    }
    char32_t points[punycode::longest] = {};
    std::size_t count = 0;
    for (std::size_t i = 0; i < label.size();) {
        if (count == punycode::longest)
            return reason::label_too_long;
        const code_point c = code_point_at(label, i);
        if (is_mapped(c.value))
            return reason::non_ascii;
        points[count++] = fold_letter(c.value);
        i += c.size;
    }
    punycode::encoding const encoded = punycode::encode(points, count);
    if (!encoded.good)
        return reason::label_too_long;
    to.put({"xn--", encoded.text()});
    return reason::none;
}

/// The canonical text of a rule that stands without its marks.
inline reason
canonical_suffix(std::string_view written, const idna_adapter* names, text_builder& out) {
    text_builder name;
    if (names && first_beyond_ascii(written) < written.size()) {
        const ascii_name ascii = to_ascii(written, *names);
        if (ascii.why != reason::none)
            return ascii.why;
        name.put(ascii.text());
    } else {
        for (std::string_view left = written;;) {
            std::size_t const dot = left.find('.');
            if (const reason why = append_a_label(name, left.substr(0, dot)); why != reason::none)
                return why;
            if (dot == left.npos)
                break;
            name.push_back('.');
            left.remove_prefix(dot + 1);
        }
    }
    char bytes[longest_domain] = {};
    const domain_scan scan = scan_bytes(name.text(), bytes, labels_wanted::one_or_more);
    out.clear();
    if (scan)
        out.put({{bytes, scan.size}});
    return scan.why;
}

/// Reads the rules of a list, and what is wrong with it.
inline void read_suffixes(std::string_view name,
                          std::string_view text,
                          const idna_adapter* names,
                          public_suffix_list& list,
                          diagnostics& bad) {
    text_lines lines{text};
    text_builder canonical;
    for (std::string_view line; bad.size() < most_bad_lines && lines.take(line);) {
        const char* first = line.data();
        const char* const end = first + line.size();
        while (first < end && is_space(*first))
            ++first;
        const char* last = first;
        while (last < end && !is_space(*last))
            ++last;
        std::string_view const written(first, static_cast<std::size_t>(last - first));
        const char begin = first < last ? first[0] : '\0';
        const char second = last - first > 1 ? first[1] : '\0';
        const bool implicit = begin == '*' && written.size() == 1; // the rule `*`, said aloud
        if (written.empty() || implicit || (begin == '/' && second == '/'))
            continue;
        if (std::string_view const why = line_refusal(written); !why.empty()) {
            add_bad_line(bad, name, text, line, lines.number(), {why});
            continue;
        }
        suffix_kind kind = suffix_kind::normal;
        if (begin == '!') {
            kind = suffix_kind::exception;
            first += 1;
        } else if (begin == '*' && second == '.') {
            kind = suffix_kind::wildcard;
            first += 2;
        }
        std::string_view const bare(first, static_cast<std::size_t>(last - first));
        const reason why = canonical_suffix(bare, names, canonical);
        const bool fits = written.size() <= longest_domain + 2; // a longer one is none anyway
        if (why != reason::none)
            add_bad_line(bad, name, text, line, lines.number(),
                         {fits ? "`" : "this is", fits ? written : std::string_view(),
                          fits ? "` is" : "", " no public suffix: ", sentence(why)});
        else if (kind == suffix_kind::exception && canonical.text().find('.') == written.npos)
            add_bad_line(bad, name, text, line, lines.number(),
                         {"`", written, "` leaves no public suffix"});
        else
            list.add(canonical.text(), kind);
    }
    list.sort();
}

} // namespace detail

/// Reads a public suffix list in the format of publicsuffix.org: a rule a line up to the first
/// white space behind it, `//` comments, wildcards, exceptions, ICANN and private sections alike.
/// A line that is no rule is `bad-list-line`; the first twenty are told of.
///
/// Rules beyond ASCII are read as A-labels: as `names` has them, else letter by letter. Without it
/// they have to be spelt as the list spells them, composed and in small letters: European capitals
/// are made small, combining marks of European and Arabic letters and of kana, Jamo, full-width
/// forms and other full stops are refused, and any other spelling is taken as it is.
///
/// `name` is what the diagnostics call the file; the list owns its text.
inline result<public_suffix_list> parse_public_suffixes(std::string_view name,
                                                        std::string_view text,
                                                        const idna_adapter* names = nullptr) {
    public_suffix_list list;
    diagnostics bad;
    detail::read_suffixes(name, text, names, list, bad);
    if (!bad.empty())
        return bad;
    return list;
}

} // namespace surety

#endif
