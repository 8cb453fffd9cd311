// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/instant.hpp>
#include <surety/list_file.hpp>
#include <surety/parse_identity.hpp>
#include <surety/public_suffix.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "../naive/names.hpp"
#include "generator.hpp"

// What the engine and the naive reading make of texts: identities, times, suffixes, list files.

namespace {

using properties::dice;

/// A text of the vocabulary with a few bytes changed.
std::string mutated(dice& d, std::string text, const std::string& alphabet) {
    for (std::size_t n = d.below(4); n > 0; --n) {
        std::size_t const at = d.below(text.size() + 1);
        const char c = alphabet[d.below(alphabet.size())];
        switch (d.below(4)) {
        case 0:
            text.insert(at, 1, c);
            break;
        case 1:
            if (at < text.size())
                text.erase(at, 1);
            break;
        case 2:
            if (at < text.size())
                text[at] = c;
            break;
        default: // the edges of lengths
            if (d.chance(10))
                text.insert(at, 50 + d.below(160), 'x');
        }
    }
    return text;
}

struct reading {
    bool good = false;
    std::string canonical;
    friend bool operator==(const reading&, const reading&) = default;
};

reading engine(const std::string& text, naive::kind kind) {
    const auto read = kind == naive::kind::either ? surety::parse_identity(text)
                      : kind == naive::kind::domain
                          ? surety::parse_identity(text, surety::identity_kind::domain)
                          : surety::parse_identity(text, surety::identity_kind::email);
    if (!read)
        return {};
    return {true, std::string(read.value.text())};
}

reading oracle(const std::string& text, naive::kind kind) {
    const bool email = text.find('@') != std::string::npos;
    if (kind == naive::kind::domain && email)
        return {};
    if (kind == naive::kind::email && !email)
        return {};
    if (email) {
        const auto read = naive::read_address(text);
        return read ? reading{true, naive::joined(*read)} : reading{};
    }
    const auto read = naive::read_domain(text);
    return read ? reading{true, naive::joined(*read)} : reading{};
}

} // namespace

TEST_CASE("properties: identities are read as the page reads them") {
    const std::vector<std::string> seeds = {"a.example",
                                            "b-c.A.Example",
                                            "xn--mnchen-3ya.example",
                                            "xn--bung-zra.test",
                                            "XN--bcher-KVA.example",
                                            "xn--3B-ww4c5e180e575a65lsy2b.x",
                                            "ann@a.example",
                                            "o'brien+x@xn--mnchen-3ya.example",
                                            "a.0b.123x",
                                            "=?x=?@a.example"};
    std::string const alphabet =
        "abcxnXN0189--..@@+=?!%'_ \n\xC3\xBC\xFF#\"" + std::string(1, '\0');
    dice d(properties::seed());
    std::size_t good = 0;
    for (std::size_t i = 0; i < properties::case_count(20'000) * 5; ++i) {
        std::string const text = mutated(d, d.pick(seeds), alphabet);
        const auto kind = static_cast<naive::kind>(d.below(3));
        const reading expected = oracle(text, kind);
        good += expected.good;
        INFO("seed ", properties::seed(), " text ", text, " kind ", static_cast<int>(kind));
        REQUIRE(engine(text, kind).good == expected.good);
        REQUIRE(engine(text, kind).canonical == expected.canonical);
        // canonicalising twice is canonicalising once
        if (expected.good)
            REQUIRE(engine(expected.canonical, kind) == expected);
    }
    CHECK(good > 1000);
}

TEST_CASE("properties: A-labels of random code points are read as the page reads them") {
    dice d(properties::seed() + 1);
    std::size_t good = 0;
    for (std::size_t i = 0; i < properties::case_count(20'000); ++i) {
        std::u32string label;
        for (std::size_t n = 1 + d.below(6); n > 0; --n) {
            // around the edges of what is refused, and anything
            const std::vector<char32_t> near = {
                U'-',   U'a',   U'0',   0x80,   0xA0,   0xA1,   0x200A,  0x200B,  0x200F,
                0x2010, 0x2027, 0x2028, 0x202E, 0x202F, 0x205F, 0x2060,  0x206F,  0x2070,
                0xD7FF, 0xE000, 0xFEFF, 0xFFEF, 0xFFF0, 0xFFFF, 0x10000, 0x10FFFF};
            label += d.chance(60) ? d.pick(near) : static_cast<char32_t>(d.below(0x3000));
        }
        for (char32_t& c : label)
            if (c < 0x80)
                c = c == U'-' ? U'-' : U'a' + c % 26;
        std::string encoded = "xn--" + naive::punycode_encode(label);
        if (d.chance(30))
            encoded = mutated(d, encoded, "abyz0189-");
        std::string const text = encoded + ".example";
        const reading expected = oracle(text, naive::kind::domain);
        good += expected.good;
        INFO("seed ", properties::seed(), " text ", text);
        REQUIRE(engine(text, naive::kind::domain).good == expected.good);
    }
    CHECK(good > 1000);
}

TEST_CASE("properties: times are read as the page reads them") {
    const std::vector<std::string> seeds = {"2026-03-01T12:00:00Z",
                                            "2024-02-29t23:59:60.123456789z",
                                            "2026-03-01T12:00:00+01:30",
                                            "1969-12-31T23:59:59-23:59",
                                            "0001-01-01T00:00:00",
                                            "9999-12-31T23:59:59.9Z",
                                            "1900-02-28T00:00:00.1234567899+00:00"};
    dice d(properties::seed() + 2);
    std::size_t good = 0;
    for (std::size_t i = 0; i < properties::case_count(20'000); ++i) {
        std::string const text = mutated(d, d.pick(seeds), "0123456789-+:.TtZz ");
        const auto expected = naive::read_time(text);
        good += expected.has_value();
        surety::instant read{-7, 7};
        const bool is_time = surety::parse_instant(text, read);
        INFO("seed ", properties::seed(), " text ", text);
        REQUIRE(is_time == expected.has_value());
        REQUIRE((read == expected.value_or(surety::instant{-7, 7})));
    }
    CHECK(good > 1000);
}

TEST_CASE("properties: public suffixes are those of the algorithm") {
    dice d(properties::seed() + 3);
    const std::vector<std::string> words = {"a", "b", "c"};
    const auto name = [&](std::size_t least) {
        std::string out = d.pick(words);
        for (std::size_t n = least + d.below(4); n > 1; --n)
            out = d.pick(words) + "." + out;
        return out;
    };
    for (std::size_t i = 0; i < properties::case_count(20'000) / 20; ++i) {
        std::string file;
        bool excepted = false;
        for (std::size_t n = d.below(8); n > 0; --n) {
            std::string const rule = name(1);
            // two exceptions for one name are not described
            if (!excepted && d.chance(10) && rule.size() > 1) {
                file += "!";
                excepted = true;
            } else if (d.chance(25)) {
                file += "*.";
            }
            file += rule + "\n";
        }
        const auto list = surety::parse_public_suffixes("list", file);
        REQUIRE(list.has_value());
        const auto rules = naive::read_suffixes(file);
        for (int k = 0; k < 20; ++k) {
            std::string const asked = name(2);
            INFO("seed ", properties::seed(), " name ", asked, " file ", file);
            REQUIRE((*list).suffix_labels(asked) ==
                    naive::suffix_size(rules, naive::written_name(asked)));
        }
    }
}

TEST_CASE("properties: list files are read as the page reads them") {
    dice d(properties::seed() + 4);
    for (std::size_t i = 0; i < properties::case_count(20'000) / 4; ++i) {
        std::string const file = mutated(d,
                                         mutated(d,
                                                 "\xEF\xBB\xBF"
                                                 "a.example\r\n# no\n b \t# c\n",
                                                 "a# \t\r\n"),
                                         "a# \t\r\n");
        if (!file.starts_with('\xEF') && file.find('\xEF') != std::string::npos)
            continue;
        const auto list = surety::parse_list_file("list", file);
        const auto expected = naive::read_list_file(file);
        INFO("seed ", properties::seed(), " file ", file);
        if (!list)
            continue; // a byte order mark was cut to pieces
        REQUIRE((*list).size() == expected.size());
        for (std::size_t k = 0; k < expected.size(); ++k)
            CHECK((*list)[k].text == expected[k]);
    }
}
