// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/decision.hpp>
#include <surety/parse_identity.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "corpora.hpp"

using surety::identity;
using surety::identity_kind;
using surety::parse_identity;
using surety::reason;

namespace {

// ---- constants ------------------------------------------------------------------------------

constexpr auto mailbox = parse_identity("A.b+C@Mail.Example.xn--mnchen-3ya.DE");
static_assert(mailbox);
static_assert(mailbox.value.kind() == identity_kind::email);
static_assert(mailbox.value.text() == "a.b+c@mail.example.xn--mnchen-3ya.de");
static_assert(mailbox.value.local() == "a.b+c");
static_assert(mailbox.value.domain() == "mail.example.xn--mnchen-3ya.de");
static_assert(mailbox.value.labels() == 4);
static_assert(mailbox.value.is_internationalized() && mailbox.value.is_tagged());
static_assert(parse_identity("example.com").value.local().empty());
static_assert(!parse_identity("example.com").value.is_internationalized());
static_assert(identity{}.text().empty() && identity{}.suffix(1).empty());

// ---- a second reading of the same rules, as plainly as can be --------------------------------

std::vector<std::string> split(std::string_view text, char at) {
    std::vector<std::string> parts(1);
    for (const char c : text)
        if (c == at)
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
    return out;
}

bool is_one_of(char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
}

/// RFC 3492, section 6.2, in wide arithmetic.
std::optional<std::u32string> naive_decode(const std::string& in) {
    std::u32string out;
    std::size_t at = 0;
    if (const auto mark = in.rfind('-'); mark != std::string::npos && mark != 0) {
        for (const char c : in.substr(0, mark))
            out += static_cast<char32_t>(c);
        at = mark + 1;
    }
    std::int64_t n = 128, i = 0, bias = 72;
    while (at < in.size()) {
        std::int64_t const old = i;
        std::int64_t w = 1;
        for (std::int64_t k = 36;; k += 36) {
            if (at == in.size())
                return {};
            std::size_t const d =
                std::string_view("abcdefghijklmnopqrstuvwxyz0123456789").find(in[at++]);
            if (d == std::string_view::npos)
                return {};
            i += static_cast<std::int64_t>(d) * w;
            if (i > 0xFFFFFFFF)
                return {};
            std::int64_t const t = std::clamp<std::int64_t>(k - bias, 1, 26);
            if (static_cast<std::int64_t>(d) < t)
                break;
            w *= 36 - t;
            if (w > 0xFFFFFFFF)
                return {};
        }
        std::int64_t const count = static_cast<std::int64_t>(out.size()) + 1;
        std::int64_t delta = old == 0 ? (i - old) / 700 : (i - old) / 2;
        delta += delta / count;
        std::int64_t k = 0;
        while (delta > 455) {
            delta /= 35;
            k += 36;
        }
        bias = k + 36 * delta / (delta + 38);
        n += i / count;
        if (n > 0x10FFFF)
            return {};
        i %= count;
        out.insert(static_cast<std::size_t>(i), 1, static_cast<char32_t>(n));
        ++i;
    }
    return out;
}

bool is_unseen_naive(char32_t c) {
    return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x115F || c == 0x1160 || c == 0x17B4 ||
           c == 0x17B5 || (c >= 0x180B && c <= 0x180F) || (c >= 0x2000 && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x1680 ||
           c == 0x2800 || c == 0x3000 || c == 0x3164 || (c >= 0xFE00 && c <= 0xFE0F) ||
           c == 0xFEFF || c == 0xFFA0 || (c >= 0xFFF0 && c <= 0xFFFF) || c == 0x1107F ||
           c == 0x16FE4 || c == 0x1D159 || (c >= 0x13430 && c <= 0x13442) ||
           (c >= 0xFDD0 && c <= 0xFDEF) || c % 0x10000 >= 0xFFFE ||
           (c >= 0x1BCA0 && c <= 0x1BCA3) || (c >= 0x1D173 && c <= 0x1D17A) ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

bool naive_a_label(const std::string& label) {
    const auto text = naive_decode(label.substr(4));
    if (!text || text->empty())
        return false;
    bool beyond_ascii = false;
    for (const char32_t c : *text) {
        if (c > 0x7F)
            beyond_ascii = true;
        if ((c >= 0x80 && c <= 0xA0) || (c >= 0xD800 && c < 0xE000) || is_unseen_naive(c))
            return false;
    }
    if (text->front() == U'-' || text->back() == U'-')
        return false;
    if (text->size() > 3 && text->substr(2, 2) == U"--")
        return false;
    return beyond_ascii;
}

std::optional<std::string> naive_domain(std::string_view text) {
    if (text.size() > 253)
        return {};
    const auto labels = split(lower(text), '.');
    if (labels.size() < 2)
        return {};
    for (const std::string& l : labels) {
        if (l.empty() || l.size() > 63)
            return {};
        for (const char c : l)
            if (!is_one_of(c, "abcdefghijklmnopqrstuvwxyz0123456789-"))
                return {};
        if (l.front() == '-' || l.back() == '-')
            return {};
        const bool a_label = l.substr(0, 4) == "xn--";
        if (!a_label && l.size() >= 4 && l.substr(2, 2) == "--")
            return {};
        if (a_label && !naive_a_label(l))
            return {};
    }
    const std::string& last = labels.back();
    if (last.find_first_not_of("0123456789") == std::string::npos)
        return {};
    if (last.substr(0, 2) == "0x")
        return {};
    return lower(text);
}

std::optional<std::string> naive_identity(std::string_view text, identity_kind kind) {
    const auto parts = split(text, '@');
    if (kind == identity_kind::domain) {
        if (parts.size() != 1)
            return {};
        return naive_domain(text);
    }
    if (parts.size() != 2 || text.size() > 254)
        return {};
    std::string const local = lower(parts[0]);
    if (local.empty() || local.size() > 64)
        return {};
    for (const std::string& atom : split(local, '.')) {
        if (atom.empty())
            return {};
        for (const char c : atom)
            if (!is_one_of(c, "abcdefghijklmnopqrstuvwxyz0123456789#$&'*+-/=?^_`{|}~"))
                return {};
    }
    if (local.find("=?") != std::string::npos)
        return {};
    const auto domain = naive_domain(parts[1]);
    if (!domain)
        return {};
    return local + "@" + *domain;
}

std::string of_size(std::size_t n) {
    return std::string(n, 'a');
}

} // namespace

TEST_CASE("identity: the corpus is accepted and refused as it says") {
    const auto cases = corpora::identity_cases();
    for (const corpora::identity_case& one : cases) {
        CAPTURE(one.id);
        const auto parsed =
            parse_identity(one.text, one.is_email ? identity_kind::email : identity_kind::domain);
        CHECK(static_cast<bool>(parsed) == (one.expect_ascii != "REJECT"));
        if (parsed && !one.canonical.empty())
            CHECK(parsed.value.text() == one.canonical);
        if (!parsed)
            CHECK(parsed.value.text().empty());
        CHECK(parsed.offset <= one.text.size());
    }
    CHECK(cases.size() == 184);
}

TEST_CASE("identity: each refusal has its reason and its place") {
    struct refused {
        std::string text;
        reason why;
        std::size_t offset;
    };
    std::string const wide = of_size(63) + "." + of_size(63) + "." + of_size(63) + ".";
    const refused all[] = {
        {"", reason::empty, 0},
        {"localhost", reason::single_label, 0},
        {wide + of_size(62), reason::too_long, 253},
        {"m\xC3\xBCnchen.example", reason::non_ascii, 1},
        {"a_b.example", reason::bad_character, 1},
        {std::string("a.example\0", 10), reason::bad_character, 9},
        {" a.example", reason::bad_character, 0},
        {"[192.0.2.1]", reason::address_literal, 0},
        {"a@[192.0.2.1]", reason::address_literal, 2},
        {".example.com", reason::empty_label, 0},
        {"a..example", reason::empty_label, 2},
        {"a.example.", reason::trailing_dot, 9},
        {of_size(64) + ".example", reason::label_too_long, 63},
        {"-a.example", reason::hyphen_first, 0},
        {"b.a-.example", reason::hyphen_last, 3},
        {"ab--c.example", reason::hyphen_third_fourth, 2},
        {"a.xn--0.example", reason::bad_a_label, 2},
        {"xn--99999999.example", reason::bad_a_label, 0},
        {"xn--.example", reason::hyphen_last, 3},
        {"xn--zn7c.example", reason::a_label_character, 0},
        {"xn--xn---epa.example", reason::a_label_hyphen, 0},
        {"1.2.3.4", reason::numeric_top_label, 6},
        {"a.0x1f", reason::numeric_top_label, 2},
        {"a.0X", reason::numeric_top_label, 2},
        {"a@b@example.com", reason::several_at, 3},
        {"@example.com", reason::empty_local, 0},
        {"a@", reason::empty_domain, 2},
        {of_size(65) + "@example.com", reason::local_too_long, 64},
        {".a@example.com", reason::local_dot, 0},
        {"a.@example.com", reason::local_dot, 1},
        {"a..b@example.com", reason::local_dot, 2},
        {"\"a\"@example.com", reason::bad_local_character, 0},
        {"a%b@example.com", reason::bad_local_character, 1},
        {"a!b@example.com", reason::bad_local_character, 1},
        {"a=?b@example.com", reason::encoded_word, 1},
        {"\xC3\xA9@example.com", reason::non_ascii, 0},
        {"a@" + wide + of_size(61), reason::too_long, 254},
    };
    for (const refused& r : all) {
        CAPTURE(r.text);
        const auto parsed = parse_identity(r.text);
        CHECK(surety::name(parsed.why) == surety::name(r.why));
        CHECK(parsed.offset == r.offset);
    }
}

TEST_CASE("identity: the limits are where they are said to be") {
    std::string const wide = of_size(63) + "." + of_size(63) + "." + of_size(63) + ".";
    CHECK(parse_identity(wide + of_size(61)).value.text().size() == 253);
    CHECK(parse_identity(wide + of_size(61)).value.labels() == 4);
    CHECK_FALSE(parse_identity(wide + of_size(62)));
    // Names that take a second look are as long as others.
    std::string const second = "xn--mnchen-3ya." + of_size(48) + "." + wide.substr(64);
    CHECK(parse_identity(second + of_size(61)).value.text().size() == 253);
    CHECK_FALSE(parse_identity(second + of_size(62)));
    CHECK(parse_identity(wide + "1" + of_size(60)).value.text().size() == 253);
    CHECK_FALSE(parse_identity(wide + "1" + of_size(61)));
    CHECK(parse_identity("a@" + second + of_size(60)).value.text().size() == 254);
    CHECK_FALSE(parse_identity("a@" + second + of_size(61)));
    CHECK(parse_identity(of_size(64) + "@example.com"));
    CHECK_FALSE(parse_identity(of_size(65) + "@example.com"));
    CHECK(parse_identity("a@" + wide + of_size(60)).value.text().size() == 254);
    CHECK_FALSE(parse_identity("a@" + wide + of_size(61)));
    CHECK(parse_identity(of_size(63) + ".com"));
    CHECK_FALSE(parse_identity(of_size(64) + ".com"));
}

TEST_CASE(
    "identity: a last label that begins like a hexadecimal number is none, whatever follows") {
    // Programs that read addresses of hosts stop at different characters; none begins so.
    for (const char* const text : {"a.0x", "a.0x1", "a.0xff", "a.0xfg", "a.0xyz", "a.0X7F",
                                   "a.0x-a", "b@a.0xbeef", "127.0.0.0x1"}) {
        CAPTURE(text);
        CHECK(parse_identity(text).why == reason::numeric_top_label);
    }
    for (const char* const text :
         {"0x1.example", "a.0x1.example", "a.x0", "a.00x1", "a.1x", "a.0y1"}) {
        CAPTURE(text);
        CHECK(parse_identity(text));
    }
}

TEST_CASE("identity: the kind that was asked about decides") {
    CHECK(parse_identity("a@example.com", identity_kind::domain).why == reason::not_a_domain);
    CHECK(parse_identity("a@example.com", identity_kind::domain).offset == 1);
    CHECK(parse_identity("example.com", identity_kind::email).why == reason::not_an_email);
    CHECK(parse_identity("a@example.com", identity_kind::email));
    CHECK(parse_identity("example.com", identity_kind::domain));
    CHECK(parse_identity("a@example.com").value.kind() == identity_kind::email);
    CHECK(parse_identity("a@").value.kind() == identity_kind::email);
    CHECK(parse_identity("a").value.kind() == identity_kind::domain);
}

TEST_CASE("identity: suffixes are counted in labels from the right") {
    const auto name = parse_identity("x@a.bc.def.example.com").value;
    CHECK(name.suffix(0).empty());
    CHECK(name.suffix(1) == "com");
    CHECK(name.suffix(2) == "example.com");
    CHECK(name.suffix(4) == "bc.def.example.com");
    CHECK(name.suffix(5) == "a.bc.def.example.com");
    CHECK(name.suffix(99) == "a.bc.def.example.com");

    std::string many; // dots in each of the four words
    for (int i = 0; i < 126; ++i)
        many += "a.";
    many += "b";
    const auto deep = parse_identity(many).value;
    REQUIRE(deep.labels() == 127);
    for (std::size_t n = 1; n <= 127; ++n)
        CHECK(deep.suffix(n).size() == 2 * n - 1);
}

TEST_CASE("identity: a copy has its own text") {
    auto parsed = parse_identity("ann@example.com");
    const identity copy = parsed.value;
    parsed = parse_identity("bob@example.org");
    CHECK(copy.text() == "ann@example.com");
    CHECK(copy == parse_identity("ANN@EXAMPLE.COM").value);
    CHECK_FALSE(copy == parsed.value);
}

TEST_CASE("identity: reasons have distinct names in kebab-case, and sentences") {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < surety::reason_count; ++i) {
        const auto why = static_cast<reason>(i);
        CAPTURE(i);
        CHECK_FALSE(surety::name(why).empty());
        CHECK_FALSE(surety::sentence(why).empty());
        CHECK(surety::sentence(why).back() != '.');
        for (const char c : surety::name(why))
            CHECK(((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'));
        names.push_back(surety::name(why));
    }
    std::sort(names.begin(), names.end());
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}

TEST_CASE("identity: agrees with a plain reading of the rules on random texts") {
    // Pieces that meet each other's edges more often than random bytes would.
    static std::string const pieces[] = {"a",
                                         "Z",
                                         "0",
                                         "9",
                                         "-",
                                         "--",
                                         ".",
                                         ".",
                                         ".",
                                         "@",
                                         "xn--",
                                         "XN--",
                                         "mnchen-3ya",
                                         "fa-hia",
                                         "zn7c",
                                         "xn---epa",
                                         "ls8h",
                                         "80akhbyknj4f",
                                         "0x",
                                         "0X1",
                                         "12",
                                         "com",
                                         "example",
                                         "=",
                                         "?",
                                         "=?",
                                         "%",
                                         "!",
                                         "+",
                                         "_",
                                         "*",
                                         "\xC3\xBC",
                                         "\xFF",
                                         std::string(1, '\0'),
                                         " ",
                                         "[",
                                         "]",
                                         of_size(31),
                                         of_size(61),
                                         of_size(62),
                                         of_size(63),
                                         of_size(64),
                                         "egbpdaj6bu4bxfgehfvwxn",
                                         "a-b",
                                         "co.uk",
                                         "@example.com",
                                         ".example.com",
                                         "b1abfaaepdrnnbgefbadotcwatmq2g4l"};
    std::mt19937 random(20260101);
    const auto pick = [&random](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    int accepted = 0;
    for (int round = 0; round < 300'000; ++round) {
        std::string text;
        for (std::size_t n = 1 + pick(7); n > 0; --n)
            text += pieces[pick(std::size(pieces))];
        if (pick(3) == 0)
            text += ".com";
        if (pick(16) == 0 && !text.empty())
            text[pick(text.size())] = static_cast<char>(random());
        for (const auto kind : {identity_kind::domain, identity_kind::email}) {
            const auto want = naive_identity(text, kind);
            const auto got = parse_identity(text, kind);
            const bool same =
                want.has_value() == static_cast<bool>(got) && (!want || *want == got.value.text());
            if (!same) {
                CAPTURE(text);
                CAPTURE(surety::name(got.why));
                CHECK(same);
            }
            if (!got)
                continue;
            ++accepted;
            // Canonicalising twice is canonicalising once.
            CHECK(parse_identity(got.value.text(), kind).value == got.value);
            CHECK(got.value.labels() == split(got.value.domain(), '.').size());
        }
    }
    CHECK(accepted > 10'000);
}

TEST_CASE("identity: agrees with a plain reading wherever in a name something stands") {
    std::string const odd[] = {"-",
                               "--",
                               ".",
                               "..",
                               "-.",
                               ".-",
                               ".-.",
                               "a-b",
                               ".ab--c",
                               ".xn--a",
                               ".xn--mnchen-3ya.",
                               ".1",
                               "@",
                               "_",
                               "?",
                               "=?",
                               "%",
                               " ",
                               ".0x",
                               "\xC3\xBC",
                               std::string(1, '\0')};
    std::size_t wrong = 0, accepted = 0;
    const auto agree = [&](const std::string& text) {
        for (const auto kind : {identity_kind::domain, identity_kind::email}) {
            const auto want = naive_identity(text, kind);
            const auto got = parse_identity(text, kind);
            accepted += want.has_value();
            if (want.has_value() == static_cast<bool>(got) && (!want || *want == got.value.text()))
                continue;
            ++wrong;
            CAPTURE(text);
            CHECK(surety::name(got.why) == "");
        }
    };
    for (const std::size_t label : {1u, 31u, 62u}) {
        std::string name;
        while (name.size() < 260)
            name += std::string(label, 'B') + '.';
        for (const std::size_t size : {16u, 17u, 64u, 65u, 129u, 193u, 253u}) {
            std::string const whole = name.substr(0, size - 2) + "bc";
            for (std::size_t at = 0; at <= size; ++at)
                for (const std::string& piece : odd) {
                    // In place of what stands there, and between; with a local part, and without.
                    std::string const instead =
                        (whole.substr(0, at) + piece +
                         (at + piece.size() < size ? whole.substr(at + piece.size()) : ""));
                    agree(instead);
                    agree("l@" + instead);
                    agree(whole.substr(0, at) + piece + whole.substr(at));
                }
        }
    }
    CHECK(wrong == 0);
    CHECK(accepted > 10'000);
}

TEST_CASE("identity: random A-labels are read as RFC 3492 says") {
    std::mt19937 random(3492);
    std::string_view const digits = "abcdefghijklmnopqrstuvwxyz0123456789-";
    int accepted = 0;
    for (int round = 0; round < 300'000; ++round) {
        std::string label = "xn--";
        for (std::size_t n = 1 + random() % 9; n > 0; --n)
            label += digits[random() % digits.size()];
        const auto want = naive_domain(label + ".example");
        const auto got = parse_identity(label + ".example");
        accepted += static_cast<bool>(got);
        if (want.has_value() == static_cast<bool>(got))
            continue;
        CAPTURE(label);
        CHECK(want.has_value() == static_cast<bool>(got));
    }
    CHECK(accepted > 10'000);
}

TEST_CASE("identity: an A-label may encode every code point but those that are named") {
    namespace punycode = surety::detail::punycode;
    for (char32_t c = 0x80; c <= 0x10FFFF; c = c < 0x10800 ? c + 1 : c + 0x3FF) {
        const char32_t text[] = {U'a', c};
        const auto encoded = punycode::encode(text, 2);
        REQUIRE(encoded.good);
        const auto label = "xn--" + std::string(encoded.text());
        const bool good = static_cast<bool>(parse_identity(label + ".example"));
        if (good == naive_a_label(label))
            continue;
        CAPTURE(static_cast<unsigned>(c));
        CHECK(good == naive_a_label(label));
    }
}

TEST_CASE("identity: an A-label that encodes only ASCII is refused") {
    for (const std::string label : {"xn--abc-", "xn--a-b-", "xn--", "xn---", "xn----"}) {
        CAPTURE(label);
        CHECK_FALSE(parse_identity(label + ".example"));
    }
}

TEST_CASE("identity: scan_domain takes a single label where one is wanted") {
    char out[surety::detail::longest_domain];
    using surety::detail::labels_wanted;
    using surety::detail::scan_domain;
    const auto one = scan_domain("ZIP", out, labels_wanted::one_or_more);
    REQUIRE(one);
    CHECK(std::string_view(out, one.size) == "zip");
    CHECK(one.labels == 1);
    CHECK(scan_domain("zip", out).why == reason::single_label);
    CHECK(scan_domain("123", out, labels_wanted::one_or_more).why == reason::numeric_top_label);
    CHECK(scan_domain("zip.", out, labels_wanted::one_or_more).why == reason::trailing_dot);
}

TEST_CASE("identity: scan_domain writes no further than it says") {
    using namespace surety::detail;
    for (std::size_t size = 3; size <= longest_domain; ++size) {
        std::string text;
        while (text.size() < size)
            text += text.size() % 50 == 49 ? '.' : 'a';
        text.replace(text.size() - 2, 2, ".e");
        if (text[text.size() - 3] == '.')
            text[text.size() - 3] = 'b';
        // On the heap, where the address sanitizer sees the end of it.
        std::vector<char> out(std::min(size + written_behind, longest_domain));
        const auto scan = scan_domain(text, out.data());
        CAPTURE(text);
        CHECK(scan);
        CHECK(std::string_view(out.data(), scan.size) == text);
    }
}

TEST_CASE("punycode: the samples of RFC 3492, section 7.1") {
    struct sample {
        std::u32string text;
        std::string_view encoded;
    };
    const sample all[] = {
        {U"ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"},
        {U"他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"},
        {U"他們爲什麽不說中文", "ihqwctvzc91f659drss3x8bo0yb"},
        {U"Pročprostěnemluvíčesky", "Proprostnemluvesky-uyb24dma41a"},
        {U"למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b"},
        {U"यहलोगहिन्दीक्योंनहींबोलसकतेहैं", "i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd"},
        {U"なぜみんな日本語を話してくれないのか", "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa"},
        {U"почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l"},
        {U"PorquénopuedensimplementehablarenEspañol",
         "PorqunopuedensimplementehablarenEspaol-fmd56a"},
        {U"TạisaohọkhôngthểchỉnóitiếngViệt", "TisaohkhngthchnitingVit-kjcr8268qyxafd2f1b9g"},
        {U"3年B組金八先生", "3B-ww4c5e180e575a65lsy2b"},
        {U"安室奈美恵-with-SUPER-MONKEYS", "-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n"},
        {U"Hello-Another-Way-それぞれの場所", "Hello-Another-Way--fc4qua05auwb3674vfr0b"},
        {U"ひとつ屋根の下2", "2-u9tlzr9756bt3uc0v"},
        {U"MajiでKoiする5秒前", "MajiKoi5-783gue6qz075azm5e"},
        {U"パフィーdeルンバ", "de-jg4avhby1noc0d"},
        {U"そのスピードで", "d9juau41awczczp"},
        {U"-> $1.00 <-", "-> $1.00 <--"},
    };
    namespace punycode = surety::detail::punycode;
    for (const sample& s : all) {
        CAPTURE(s.encoded);
        const auto encoded = punycode::encode(s.text.data(), s.text.size());
        CHECK(encoded.good);
        CHECK(encoded.text() == s.encoded);
        const auto decoded = punycode::decode(s.encoded);
        CHECK(decoded.good);
        CHECK(std::u32string(decoded.points, decoded.size) == s.text);
    }
}

TEST_CASE("punycode: what is no encoding is refused") {
    namespace punycode = surety::detail::punycode;
    for (std::string_view const text : {"-", "-a", "0", "99999999", "a-\x80", "MNCHEN-3YA",
                                        "ab-c-d!", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"}) {
        CAPTURE(text);
        CHECK_FALSE(punycode::decode(text).good);
    }
    std::u32string const wide(60, U'ü');
    CHECK(punycode::decode(std::string(64, 'a')).good == false);
    CHECK(punycode::encode(U"", 0).good);
    CHECK_FALSE(punycode::encode(std::u32string(64, U'a').data(), 64).good);
    std::u32string apart;
    for (char32_t i = 0; i < 40; ++i)
        apart += 0x10000 + i * 0x1357;
    CHECK_FALSE(punycode::encode(apart.data(), apart.size()).good);
}

TEST_CASE("identity: what nobody made or set permits nothing") {
    CHECK_FALSE(surety::parsed_identity{});
    CHECK(surety::parsed_identity{}.why == reason::empty);
    CHECK(surety::outcome{} == surety::outcome::invalid);
    CHECK(surety::cause{} == surety::cause::malformed);
    CHECK_FALSE(surety::decision{}.allowed());
}
