// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/public_suffix.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using surety::parse_public_suffixes;
using surety::public_suffix_list;
using surety::suffix_kind;

namespace {

constexpr std::string_view sample = R"(// a comment
// ===BEGIN ICANN DOMAINS===
com
uk  a remark
co.uk
*.ck
!www.ck
jp
*.kobe.jp
!city.kobe.jp
	org // a comment
食狮.com.cn
公司.cn
cn
// ===END ICANN DOMAINS===
// ===BEGIN PRIVATE DOMAINS===

github.io
s3.amazonaws.com
// ===END PRIVATE DOMAINS===
)";

public_suffix_list read(std::string_view text) {
    auto list = parse_public_suffixes("psl.dat", text);
    REQUIRE(list);
    return *list;
}

} // namespace

TEST_CASE("public_suffix: the longest rule counts, and one label where there is none") {
    const auto list = read(sample);
    CHECK(list.suffix_labels("com") == 1);
    CHECK(list.suffix_labels("example.com") == 1);
    CHECK(list.suffix_labels("a.b.example.com") == 1);
    CHECK(list.suffix_labels("co.uk") == 2);
    CHECK(list.suffix_labels("a.b.co.uk") == 2);
    CHECK(list.suffix_labels("xco.uk") == 1);
    CHECK(list.suffix_labels("example.org") == 1);
    CHECK(list.suffix_labels("nowhere.invalid") == 1);
    CHECK(list.suffix_labels("invalid") == 1);
    CHECK(list.suffix_labels("ann.github.io") == 2);
    CHECK(list.suffix_labels("amazonaws.com") == 1);
    CHECK(list.suffix_labels("bucket.s3.amazonaws.com") == 3);
}

TEST_CASE("public_suffix: a wildcard takes one label more, an exception one less") {
    const auto list = read(sample);
    CHECK(list.suffix_labels("ck") == 1);
    CHECK(list.suffix_labels("shop.ck") == 2);
    CHECK(list.suffix_labels("a.shop.ck") == 2);
    CHECK(list.suffix_labels("www.ck") == 1);
    CHECK(list.suffix_labels("a.www.ck") == 1);
    CHECK(list.suffix_labels("x.kobe.jp") == 3);
    CHECK(list.suffix_labels("kobe.jp") == 1); // `*.kobe.jp` says nothing of `kobe.jp`
    CHECK(list.suffix_labels("city.kobe.jp") == 2);
    CHECK(list.suffix_labels("a.city.kobe.jp") == 2);
}

TEST_CASE("public_suffix: of several exceptions the one with the fewest labels counts") {
    for (const char* const rules : {"!a.ck\n!b.a.ck\n", "!b.a.ck\n!a.ck\n"}) {
        const auto list = read(rules);
        CHECK(list.suffix_labels("x.b.a.ck") == 1);
        CHECK(list.suffix_labels("x.a.ck") == 1);
    }
}

TEST_CASE("public_suffix: rules in Unicode are read as A-labels") {
    const auto list = read(sample);
    CHECK(list.suffix_labels("xn--85x722f.com.cn") == 3);
    CHECK(list.suffix_labels("a.xn--55qx5d.cn") == 2);
    CHECK(list.suffix_labels("a.other.cn") == 1);
    const auto folded = read("M\xC3\x9CNCHEN.example\nXN--MNCHEN-3YA.test\n\xD0\x9C\xD0\xA1.net\n");
    CHECK(folded.suffix_labels("xn--mnchen-3ya.example") == 2);
    CHECK(folded.suffix_labels("xn--mnchen-3ya.test") == 2);
    CHECK(folded.suffix_labels("xn--l1ak.net") == 2);
    // Of Latin Extended-A capitals are even here and odd there.
    struct letter_case {
        const char* capital;
        const char* small;
    };
    for (const letter_case& c :
         {letter_case{"\u0141\u00d3D\u0179", "\u0142\u00f3d\u017a"},
          letter_case{"\u010c", "\u010d"}, letter_case{"\u0178", "\u00ff"},
          letter_case{"\u017d", "\u017e"}, letter_case{"\u0147", "\u0148"},
          letter_case{"\u0136", "\u0137"}, letter_case{"\u014a", "\u014b"},
          letter_case{"\u0176", "\u0177"}, letter_case{"\u04c0", "\u04cf"}}) {
        CAPTURE(c.small);
        const auto both = read(std::string(c.capital) + ".pl\n" + c.small + ".pl\n\u0138.pl\n");
        CHECK(both.size() == 2); // what is small stays
    }
}

TEST_CASE("public_suffix: a rule in another spelling is refused where nothing knows it") {
    // Decomposed, of Jamo, full-width, with other full stops, a dotless and a long letter.
    for (const char* line :
         {"mu\u0308nchen.example", "\u30ab\u3099.example", "\u1100\u1161.example", "\uff41.example",
          "m\u00fcnchen\u3002example", "a\uff0eexample", "*.m\u00fcnchen\uff61example",
          "!x.\u0130.example", "\u0133.example", "\u013f.example", "\u0149.example",
          "\u017f.example", "\u3131.example"}) {
        CAPTURE(line);
        const auto refused =
            surety::parse_public_suffixes("psl.dat", std::string(line) + "\ncom\n");
        REQUIRE_FALSE(refused);
        REQUIRE(refused.diagnostics().size() == 1);
        CHECK(refused.diagnostics()[0].code == surety::code::bad_list_line);
        CHECK(refused.diagnostics()[0].message.find("`xn--`") != std::string::npos);
    }
}

TEST_CASE("public_suffix: a public suffix is a name that is all suffix") {
    const auto list = read(sample);
    CHECK(list.is_public_suffix("com"));
    CHECK(list.is_public_suffix("co.uk"));
    CHECK(list.is_public_suffix("shop.ck"));
    CHECK_FALSE(list.is_public_suffix("www.ck"));
    CHECK_FALSE(list.is_public_suffix("example.com"));
    CHECK(list.is_public_suffix("nowhere"));
    CHECK_FALSE(list.is_public_suffix("nowhere.invalid"));
}

TEST_CASE("public_suffix: a name may have suffixes below it, by a rule or by a wildcard") {
    const auto list = read("com\nco-op.com\n*.b.com\n!x.b.com\ns3.eu.aws.com\nxaws.com\n");
    for (const char* has : {"com", "b.com", "aws.com", "eu.aws.com"}) {
        CAPTURE(has);
        CHECK(list.has_suffixes_below(has));
    }
    for (const char* has_none : {"co-op.com", "ws.com", "xaws.com", "s3.eu.aws.com", "op.com",
                                 "x.b.com", "y.b.com", "a.com", "zz.com", "nowhere", "u.aws.com"}) {
        CAPTURE(has_none);
        CHECK_FALSE(list.has_suffixes_below(has_none));
    }
    CHECK_FALSE(read("").has_suffixes_below("com"));
}

TEST_CASE("public_suffix: whatever rules there are, those below a name are found") {
    std::mt19937 dice(5);
    for (int round = 0; round < 300; ++round) {
        const auto name = [&dice] {
            std::string made;
            for (std::size_t n = 1 + dice() % 3; n > 0; --n)
                made +=
                    std::string(made.empty() ? "" : ".") + std::array{"a", "b", "a-b"}[dice() % 3];
            return made;
        };
        std::string text;
        std::vector<std::string> rules;
        for (std::size_t n = dice() % 8; n > 0; --n) {
            rules.push_back((dice() % 4 == 0 ? "*." : "") + name());
            text += rules.back() + '\n';
        }
        const auto list = read(text);
        for (int i = 0; i < 30; ++i) {
            const std::string asked = name();
            const bool below = std::any_of(rules.begin(), rules.end(), [&](const std::string& r) {
                return r.ends_with('.' + asked);
            });
            CAPTURE(asked);
            CAPTURE(text);
            CHECK(list.has_suffixes_below(asked) == below);
        }
    }
}

TEST_CASE("public_suffix: rules are listed once, names before those below, without marks") {
    const auto list = read("b.com\n*.b.com\n!x.b.com\nb.com\nCOM\n*\n");
    REQUIRE(list.size() == 4);
    CHECK(list[0] == surety::suffix_rule{"com", suffix_kind::normal});
    CHECK(list[1] == surety::suffix_rule{"b.com", suffix_kind::normal});
    CHECK(list[2] == surety::suffix_rule{"b.com", suffix_kind::wildcard});
    CHECK(list[3] == surety::suffix_rule{"x.b.com", suffix_kind::exception});
    const auto copy = list;
    CHECK(copy[3].text == "x.b.com");
}

TEST_CASE("public_suffix: without rules every last label is a suffix") {
    const public_suffix_list none;
    CHECK(none.size() == 0);
    CHECK(none.suffix_labels("a.b.com") == 1);
    CHECK(read("// nothing\n").suffix_labels("co.uk") == 1);
}

TEST_CASE("public_suffix: a bad line is told of with its number") {
    for (std::string_view const line :
         {".com", "com.", "a..com", "-a.com", "a_b.com", "*.*.com", "a.*.com", "!com", "!", "*.",
          "a\xFF.com", "\x01", "ab--c.com", "xn--0.com", "1.2", "<!DOCTYPE", "a@b.com"}) {
        CAPTURE(line);
        const auto text = "\xEF\xBB\xBF"
                          "com\r\n" +
                          std::string(line) + " x\r\nnet\r\n";
        const auto list = parse_public_suffixes("psl.dat", text);
        CHECK_FALSE(list);
        REQUIRE(list.diagnostics().size() == 1);
        CHECK(list.diagnostics()[0].code == surety::code::bad_list_line);
        CHECK(list.diagnostics()[0].file == "psl.dat");
        CHECK(list.diagnostics()[0].at.line == 2);
    }
    std::string many;
    for (int i = 0; i < 30; ++i)
        many += "a_b\n";
    CHECK(parse_public_suffixes("psl.dat", many).diagnostics().size() == 20);
    CHECK_FALSE(parse_public_suffixes("psl.dat", std::string(64, 'a') + ".com"));
    std::string wide;
    for (int i = 0; i < 64; ++i)
        wide += "\xC3\xBC";
    CHECK_FALSE(parse_public_suffixes("psl.dat", wide + ".com"));
}
