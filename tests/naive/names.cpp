// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "names.hpp"

#include <algorithm>
#include <cstdint>

namespace naive {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Hyphens "not in both the third and the fourth place".
template <class Text>
bool has_hyphens_in_third_and_fourth_place(const Text& label) {
    return label.size() >= 4 && label[2] == '-' && label[3] == '-';
}

// §4 Identities: the decoded label has no hyphen first, last or in both the third and the fourth
// place, no surrogate, and none of the ranges that are listed there; nor, README 20, any other sign
// that nobody sees.
bool is_decoded_label(const std::u32string& label) {
    if (label.front() == U'-' || label.back() == U'-')
        return false;
    if (has_hyphens_in_third_and_fourth_place(label))
        return false;
    const auto refused = [](char32_t c) {
        return (c >= 0xD800 && c <= 0xDFFF) || (c >= 0x80 && c <= 0xA0) || c == 0xAD ||
               c == 0x34F || c == 0x61C || c == 0x115F || c == 0x1160 || c == 0x1680 ||
               c == 0x17B4 || c == 0x17B5 || (c >= 0x180B && c <= 0x180F) ||
               (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
               (c >= 0x205F && c <= 0x206F) || c == 0x2800 || c == 0x3000 || c == 0x3164 ||
               (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xFFA0 ||
               (c >= 0xFFF0 && c <= 0xFFFF) || c == 0x1107F || (c >= 0x13430 && c <= 0x13442) ||
               (c >= 0xFDD0 && c <= 0xFDEF) || c % 0x10000 >= 0xFFFE ||
               c == 0x16FE4 || (c >= 0x1BCA0 && c <= 0x1BCA3) || c == 0x1D159 ||
               (c >= 0x1D173 && c <= 0x1D17A) || (c >= 0xE0000 && c <= 0xE0FFF);
    };
    return std::none_of(label.begin(), label.end(), refused);
}

// §4 Identities: an `xn--` label must decode by RFC 3492 to something that is not all ASCII and
// encodes back to it.
bool is_a_label(const std::string& label) {
    std::string const encoded = label.substr(4);
    const std::optional<std::u32string> decoded = punycode_decode(encoded);
    if (!decoded)
        return false;
    if (std::all_of(decoded->begin(), decoded->end(), [](char32_t c) { return c < 0x80; }))
        return false;
    return punycode_encode(*decoded) == encoded && is_decoded_label(*decoded);
}

// §4 Identities: labels of letters, digits and hyphens (none first or last, not in both the third
// and the fourth place unless the label is `xn--…`), 1–63 octets each.
bool is_label(const std::string& label) {
    if (label.empty() || label.size() > 63)
        return false;
    for (char c : label)
        if (!is_letter(c) && !is_digit(c) && c != '-')
            return false;
    if (label.front() == '-' || label.back() == '-')
        return false;
    if (label.starts_with("xn--"))
        return is_a_label(label);
    return !has_hyphens_in_third_and_fourth_place(label);
}

std::u32string from_utf8(std::string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        char32_t c = more == 0 ? first : first & (0x3Fu >> more);
        for (int k = 1; k <= more; ++k)
            c = c << 6 |
                (static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]) & 0x3Fu);
        out += c;
        i += static_cast<std::size_t>(more) + 1;
    }
    return out;
}

/// The lines of a text without their ends; §2 and §6 know LF, CR and CRLF and a byte order mark.
std::vector<std::string> lines_of(std::string_view file) {
    if (file.starts_with("\xEF\xBB\xBF"))
        file.remove_prefix(3);
    std::vector<std::string> lines(1);
    for (std::size_t i = 0; i < file.size(); ++i) {
        if (file[i] == '\r' && i + 1 < file.size() && file[i + 1] == '\n')
            continue;
        if (file[i] == '\n' || file[i] == '\r')
            lines.emplace_back();
        else
            lines.back() += file[i];
    }
    return lines;
}

} // namespace

std::string folded(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

labels split(std::string_view text, char separator) {
    labels out(1);
    for (char c : text) {
        if (c == separator)
            out.emplace_back();
        else
            out.back() += c;
    }
    return out;
}

std::string joined(const labels& name) {
    std::string out;
    for (const std::string& label : name)
        out += (out.empty() ? "" : ".") + label;
    return out;
}

std::string joined(const address& whole) {
    return whole.local + "@" + joined(whole.domain);
}

labels written_name(std::string_view text) {
    return split(folded(text), '.');
}

// §4 Identities, "Domain: …": two labels at least, 253 octets at most, last label neither all
// digits nor `0x…`, no trailing dot (an empty label is none); canonical form is lower case.
std::optional<labels> read_domain(std::string_view text) {
    if (text.size() > 253)
        return std::nullopt;
    const labels name = written_name(text);
    if (name.size() < 2)
        return std::nullopt;
    for (const std::string& label : name)
        if (!is_label(label))
            return std::nullopt;
    const std::string& last = name.back();
    if (std::all_of(last.begin(), last.end(), is_digit))
        return std::nullopt;
    if (last.starts_with("0x"))
        return std::nullopt;
    return name;
}

// §4 Identities, "Address: …": a dot-atom (RFC 5322) without `%`, `!` and the sequence `=?`, at
// most 64 octets, `@`, a domain; 254 octets at most.
std::optional<address> read_address(std::string_view text) {
    if (text.size() > 254)
        return std::nullopt;
    std::size_t const at = text.find('@');
    if (at == std::string_view::npos)
        return std::nullopt;
    std::string_view const local = text.substr(0, at);
    if (local.size() > 64 || local.find("=?") != std::string_view::npos)
        return std::nullopt;
    for (const std::string& atom : split(local, '.')) {
        if (atom.empty())
            return std::nullopt;
        for (char c : atom)
            if (!is_letter(c) && !is_digit(c) &&
                std::string_view("#$&'*+-/=?^_`{|}~").find(c) == std::string_view::npos)
                return std::nullopt;
    }
    const std::optional<labels> domain = read_domain(text.substr(at + 1));
    if (!domain)
        return std::nullopt;
    return address{folded(local), *domain};
}

// RFC 3492 section 6.1 (with the parameters of section 5).
static std::uint64_t adapted(std::uint64_t delta, std::uint64_t count, bool first) {
    delta = first ? delta / 700 : delta / 2;
    delta += delta / count;
    std::uint64_t k = 0;
    for (; delta > 35 * 26 / 2; k += 36)
        delta /= 35;
    return k + 36 * delta / (delta + 38);
}

static std::uint64_t threshold(std::uint64_t k, std::uint64_t bias) {
    if (k <= bias + 1)
        return 1;
    return std::min<std::uint64_t>(k - bias, 26);
}

// RFC 3492 section 6.2. Numbers that no Unicode string needs are refused; 64 bits cannot overflow
// before they are seen.
std::optional<std::u32string> punycode_decode(std::string_view text) {
    std::u32string out;
    std::size_t const last = text.rfind('-');
    std::string_view rest = text;
    if (last != std::string_view::npos && last > 0) {
        for (char c : text.substr(0, last))
            out += static_cast<char32_t>(c);
        rest = text.substr(last + 1);
    }
    std::uint64_t n = 128, i = 0, bias = 72;
    bool first = true;
    while (!rest.empty()) {
        std::uint64_t const before = i;
        std::uint64_t weight = 1;
        for (std::uint64_t k = 36;; k += 36) {
            if (rest.empty())
                return std::nullopt;
            const char c = rest.front();
            rest.remove_prefix(1);
            std::uint64_t digit = 0;
            if (c >= 'a' && c <= 'z')
                digit = static_cast<std::uint64_t>(c - 'a');
            else if (is_digit(c))
                digit = static_cast<std::uint64_t>(c - '0') + 26;
            else
                return std::nullopt;
            i += digit * weight;
            if (i > 0xFFFF'FFFF)
                return std::nullopt;
            std::uint64_t const t = threshold(k, bias);
            if (digit < t)
                break;
            weight *= 36 - t;
            if (weight > 0xFFFF'FFFF)
                return std::nullopt;
        }
        std::uint64_t const length = out.size() + 1;
        bias = adapted(i - before, length, first);
        first = false;
        n += i / length;
        i %= length;
        if (n > 0x10FFFF)
            return std::nullopt;
        out.insert(static_cast<std::size_t>(i), 1, static_cast<char32_t>(n));
        ++i;
    }
    return out;
}

// RFC 3492 section 6.3.
std::string punycode_encode(std::u32string_view text) {
    const auto digit = [](std::uint64_t d) {
        return static_cast<char>(d < 26 ? 'a' + d : '0' + (d - 26));
    };
    std::string out;
    for (char32_t c : text)
        if (c < 0x80)
            out += static_cast<char>(c);
    std::uint64_t const basic = out.size();
    std::uint64_t handled = basic;
    if (basic > 0)
        out += '-';
    std::uint64_t n = 128, delta = 0, bias = 72;
    while (handled < text.size()) {
        std::uint64_t next = 0x110000;
        for (char32_t c : text)
            if (c >= n)
                next = std::min<std::uint64_t>(next, c);
        delta += (next - n) * (handled + 1);
        n = next;
        for (char32_t c : text) {
            if (c < n)
                ++delta;
            if (c != n)
                continue;
            std::uint64_t q = delta;
            for (std::uint64_t k = 36;; k += 36) {
                std::uint64_t const t = threshold(k, bias);
                if (q < t)
                    break;
                out += digit(t + (q - t) % (36 - t));
                q = (q - t) / (36 - t);
            }
            out += digit(q);
            bias = adapted(delta, handled + 1, handled == basic);
            delta = 0;
            ++handled;
        }
        ++delta;
        ++n;
    }
    return out;
}

// §4 Names: `d in a` — equal.
bool is_in(const labels& d, const labels& a) {
    return d == a;
}

// §4 Names: `d under a` — `a` is a proper suffix of `d`, label by label.
bool is_under(const labels& d, const labels& a) {
    if (d.size() <= a.size())
        return false;
    const labels tail(d.end() - static_cast<std::ptrdiff_t>(a.size()), d.end());
    return tail == a;
}

// §4 Names: `d within a` — either.
bool is_within(const labels& d, const labels& a) {
    return is_in(d, a) || is_under(d, a);
}

// §4 Names: `local like` is a glob with `*` and `?` only, whole, folded.
bool is_like(std::string_view text, std::string_view pattern) {
    if (pattern.empty())
        return text.empty();
    if (pattern.front() == '*')
        return is_like(text, pattern.substr(1)) ||
               (!text.empty() && is_like(text.substr(1), pattern));
    if (text.empty())
        return false;
    if (pattern.front() != '?' && folded(pattern.substr(0, 1)) != folded(text.substr(0, 1)))
        return false;
    return is_like(text.substr(1), pattern.substr(1));
}

// §4 Comparisons: times are RFC 3339 with `T` (`t` and `z` may be small; second 60 is the next
// second; digits beyond the ninth are cut; years 0001–9999); without an offset they are UTC.
std::optional<surety::instant> read_time(std::string_view text) {
    const auto number = [&](std::size_t digits) -> std::optional<std::int64_t> {
        if (text.size() < digits)
            return std::nullopt;
        std::int64_t out = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (!is_digit(text[i]))
                return std::nullopt;
            out = out * 10 + (text[i] - '0');
        }
        text.remove_prefix(digits);
        return out;
    };
    const auto skip = [&](std::string_view one_of) {
        if (text.empty() || one_of.find(text.front()) == std::string_view::npos)
            return false;
        text.remove_prefix(1);
        return true;
    };
    const auto year = number(4);
    if (!year || !skip("-"))
        return std::nullopt;
    const auto month = number(2);
    if (!month || !skip("-"))
        return std::nullopt;
    const auto day = number(2);
    if (!day || !skip("Tt"))
        return std::nullopt;
    const auto hour = number(2);
    if (!hour || !skip(":"))
        return std::nullopt;
    const auto minute = number(2);
    if (!minute || !skip(":"))
        return std::nullopt;
    const auto second = number(2);
    if (!second)
        return std::nullopt;

    const auto is_leap = [](std::int64_t y) {
        return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
    };
    const auto days_in = [&](std::int64_t y, std::int64_t m) -> std::int64_t {
        if (m == 2)
            return is_leap(y) ? 29 : 28;
        return m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
    };
    if (*year < 1 || *month < 1 || *month > 12 || *day < 1 || *day > days_in(*year, *month))
        return std::nullopt;
    if (*hour > 23 || *minute > 59 || *second > 60)
        return std::nullopt;

    std::uint32_t nanoseconds = 0;
    if (skip(".")) {
        std::uint32_t weight = 100'000'000;
        if (text.empty() || !is_digit(text.front()))
            return std::nullopt;
        for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1)) {
            nanoseconds += weight * static_cast<std::uint32_t>(text.front() - '0');
            weight /= 10;
        }
    }
    std::int64_t offset = 0; // minutes east of UTC
    if (!text.empty() && !skip("Zz")) {
        const bool west = text.front() == '-';
        if (!skip("+-"))
            return std::nullopt;
        const auto hours = number(2);
        if (!hours || !skip(":"))
            return std::nullopt;
        const auto minutes = number(2);
        if (!minutes || *hours > 23 || *minutes > 59)
            return std::nullopt;
        offset = (*hours * 60 + *minutes) * (west ? -1 : 1);
    }
    if (!text.empty())
        return std::nullopt;

    std::int64_t days = 0;
    for (std::int64_t y = 1970; y < *year; ++y)
        days += is_leap(y) ? 366 : 365;
    for (std::int64_t y = *year; y < 1970; ++y)
        days -= is_leap(y) ? 366 : 365;
    for (std::int64_t m = 1; m < *month; ++m)
        days += days_in(*year, m);
    days += *day - 1;
    return surety::instant{days * 86400 + *hour * 3600 + *minute * 60 + *second - offset * 60,
                           nanoseconds};
}

// §4 Public suffixes: the format of publicsuffix.org (a rule a line, up to the first white space
// behind it; `//` begins a comment); Unicode rules are read as A-labels.
std::vector<suffix_rule> read_suffixes(std::string_view file) {
    std::vector<suffix_rule> rules;
    for (std::string line : lines_of(file)) {
        line.erase(0, line.find_first_not_of(" \t"));
        line.resize(std::min(line.size(), line.find_first_of(" \t")));
        if (line.empty() || line.starts_with("//"))
            continue;
        suffix_rule rule;
        rule.exception = line.front() == '!';
        if (rule.exception)
            line.erase(0, 1);
        for (const std::string& label : split(folded(line), '.')) {
            std::u32string const code_points = from_utf8(label);
            const bool ascii = std::all_of(code_points.begin(), code_points.end(),
                                           [](char32_t c) { return c < 0x80; });
            rule.name.push_back(ascii ? label : "xn--" + punycode_encode(code_points));
        }
        rules.push_back(rule);
    }
    return rules;
}

// §4 Public suffixes: the algorithm is publicsuffix.org's, with its implicit rule `*`. An exception
// rule prevails, then the rule with the most labels; of an exception the leftmost label is dropped.
std::size_t suffix_size(const std::vector<suffix_rule>& rules, const labels& name) {
    std::size_t longest = 1;
    std::size_t exception = 0; // of several, the one with the fewest labels
    for (const suffix_rule& rule : rules) {
        if (rule.name.size() > name.size())
            continue;
        bool matches = true;
        for (std::size_t i = 0; i < rule.name.size(); ++i) {
            const std::string& want = rule.name[rule.name.size() - 1 - i];
            if (want != "*" && want != name[name.size() - 1 - i])
                matches = false;
        }
        if (!matches)
            continue;
        if (rule.exception && (exception == 0 || rule.name.size() < exception))
            exception = rule.name.size();
        longest = std::max(longest, rule.name.size());
    }
    return exception != 0 ? exception - 1 : longest;
}

// §6: one entry a line; blank lines are skipped; `#` begins a comment at the start of a line or
// after a space or tab; entries are trimmed of spaces and tabs.
std::vector<std::string> read_list_file(std::string_view file) {
    std::vector<std::string> entries;
    for (const std::string& line : lines_of(file)) {
        std::string entry;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t'))
                break;
            entry += line[i];
        }
        std::size_t const first = entry.find_first_not_of(" \t");
        if (first == std::string::npos)
            continue;
        std::size_t const last = entry.find_last_not_of(" \t");
        entries.push_back(entry.substr(first, last - first + 1));
    }
    return entries;
}

} // namespace naive
