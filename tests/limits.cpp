// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// The largest policies that there are, all the way to a decision, and the next larger ones. What a
// limit is and where it is told of stands in the tests of `parse` and `check`.
#include <surety/decide.hpp>
#include <surety/parse.hpp>
#include <surety/public_suffix.hpp>
#include <surety/reader.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "prebuilt.hpp"

using surety::code;
using surety::user_record;

namespace {

std::string times(std::size_t count, std::string_view text) {
    std::string all;
    all.reserve(count * text.size());
    for (std::size_t i = 0; i < count; ++i)
        all += text;
    return all;
}

/// One file, whatever it is called.
struct one_file final : surety::reader {
    std::string content;

    explicit one_file(std::string text) : content(std::move(text)) {}
    surety::read_status read(std::string_view, std::string& text) override {
        text = content;
        return surety::read_status::ok;
    }
};

surety::result<surety::program> load(const std::string& items, surety::reader* files = nullptr) {
    return prebuilt::load("test.surety", "surety 1;\n" + items, files);
}

/// The code of the only error, which says what it has to say in a line.
code refused_with(const std::string& items, surety::reader* files = nullptr) {
    const auto loaded = load(items, files);
    REQUIRE_FALSE(loaded);
    const auto& said = loaded.diagnostics();
    const auto first = std::find_if(
        said.begin(), said.end(), [](const auto& d) { return d.level == surety::severity::error; });
    REQUIRE(first != said.end());
    for (const surety::diagnostic& d : said) {
        CHECK(d.message.size() < 400);
        CHECK(d.help.size() < 400);
        CHECK(d.excerpt.size() < 1000);
    }
    return first->code;
}

surety::gate gate_of(const surety::program& policy) {
    const user_record users[] = {
        {"ann", true, {{"ann@a.example", surety::address_type::work}}, {{"level", 3}}}};
    auto bound = prebuilt::bind(policy, users);
    REQUIRE(bound);
    return *std::move(bound);
}

bool allows(const std::string& items, std::string_view identity) {
    const auto loaded = load(items);
    REQUIRE(loaded);
    return surety::decide(gate_of(*loaded), identity).allowed();
}

} // namespace

TEST_CASE("limits: 64 levels of parentheses, `not` and `where` decide, 65 are refused") {
    const std::string atom = "domain within \"a.example\"";
    const std::string people = "attribute level: number = 0;\n"
                               "allow r: any when domain within domains of users where ";
    const struct {
        std::string at_most, more;
    } all[] = {
        {"allow r: any when " + times(64, "(") + atom + times(64, ")") + ";",
         "allow r: any when " + times(65, "(") + atom + times(65, ")") + ";"},
        {"allow r: any when " + times(64, "not ") + atom + ";",
         "allow r: any when " + times(65, "not ") + atom + ";"},
        {"allow r: any when " + times(32, "not (") + atom + times(32, ")") + ";",
         "allow r: any when (" + times(32, "not (") + atom + times(32, ")") + ");"},
        {people + times(63, "(") + "level at least 3" + times(63, ")") + ";",
         people + times(64, "(") + "level at least 3" + times(64, ")") + ";"},
        {"attribute level: number = 0;\nallow r: any when " +
             times(31, "(domain is "
                       "internationalized or ") +
             "(domain within domains of users where " + times(31, "(") + "level at least 3" +
             times(31, ")") + ")" + times(31, ")") + ";",
         "attribute level: number = 0;\nallow r: any when " +
             times(31, "(domain is "
                       "internationalized or ") +
             "(domain within domains of users where " + times(32, "(") + "level at least 3" +
             times(32, ")") + ")" + times(31, ")") + ";"},
    };
    for (const auto& one : all) {
        CAPTURE(one.at_most);
        CHECK(allows(one.at_most, "www.a.example"));
        CHECK(refused_with(one.more) == code::too_deep);
    }
}

TEST_CASE("limits: what has no levels has none: lists, sets, literals and tests") {
    for (const char* const nested : {"list a = { { \"x\" } };", "list a = {{{{{{{{",
                                     "deny r: any when domain in { { \"a.example\" } };",
                                     "attribute a: texts = { { \"x\" } };",
                                     "test \"a\" { test \"b\" { } }", "test \"a\" { { now"}) {
        CAPTURE(nested);
        CHECK(refused_with(nested) == code::syntax);
    }
    CHECK(refused_with("list a = " + times(1'000'000, "{")) == code::syntax);
    CHECK(refused_with(times(200'000, "test \"a\" { ")) == code::syntax);
}

TEST_CASE("limits: 10 000 rules decide, one more is refused") {
    std::string text;
    for (int i = 0; i < 10'000; ++i)
        text += "allow r" + std::to_string(i) + ": any when domain within \"d" + std::to_string(i) +
                ".example\";\n";
    const auto loaded = load(text);
    REQUIRE(loaded);
    const auto gate = gate_of(*loaded);
    const auto last = surety::decide(gate, "www.d9999.example");
    REQUIRE(last.rules().size() == 1);
    CHECK(gate.program().rule(last.rules()[0]).name == "r9999");
    CHECK_FALSE(surety::decide(gate, "d10000.example").allowed());
    CHECK(refused_with(text + "allow more: any when domain within \"d.example\";") ==
          code::too_many);
}

TEST_CASE("limits: 1 000 facts and 1 000 attributes decide, one more of either is refused") {
    std::string facts, attributes;
    for (int i = 0; i < 1'000; ++i) {
        facts += "fact f" + std::to_string(i) + ": number = 1;\n";
        attributes += "attribute level" + std::to_string(i) + ": number = 0;\n";
    }
    const std::string rule = "allow r: any when f999 at least 1 and domain within domains of "
                             "users where level999 at most 0;\n";
    CHECK(allows(facts + attributes + rule, "www.a.example"));
    CHECK(refused_with(facts + attributes + rule + "fact more: flag;") == code::too_many);
    CHECK(refused_with(facts + attributes + rule + "attribute more: flag;") == code::too_many);
}

TEST_CASE("limits: 10 000 rules that all hold are counted, and the first are named") {
    std::string text;
    for (int i = 0; i < 10'000; ++i)
        text += "allow r" + std::to_string(i) +
                ": any when domain within work domains of active users;\n";
    const auto loaded = load(text);
    REQUIRE(loaded);
    const auto gate = gate_of(*loaded);
    const auto made = surety::decide(gate, "a.example");
    CHECK(made.allowed());
    CHECK_FALSE(made.complete());
    REQUIRE(made.rules().size() == surety::decision::rules_named);
    CHECK(made.rules()[0] == 0);
    CHECK(made.rules()[15] == 15);
    CHECK(made.sureties().size() == 1);
}

TEST_CASE("limits: 100 000 strings decide, one more is refused") {
    std::string list = "list l = {";
    for (int i = 0; i < 99'999; ++i)
        list += "\"d" + std::to_string(i) + ".example\",";
    const std::string rule = "};\nallow r: any when domain within l;";
    CHECK(allows(list + "\"last.example\"" + rule, "www.last.example"));
    CHECK(refused_with(list + "\"last.example\", \"more.example\"" + rule) == code::too_many);
}

TEST_CASE("limits: a text of 16 MiB decides, one byte more is refused") {
    const std::string rule = "surety 1; allow r: any when domain within \"a.example\";\n#";
    std::string text = rule + std::string(surety::longest_policy - rule.size(), 'x');
    const auto loaded = prebuilt::load("p", text);
    REQUIRE(loaded);
    CHECK(surety::decide(gate_of(*loaded), "a.example").allowed());
    text += 'x';
    const auto refused = prebuilt::load("p", text);
    REQUIRE(refused.diagnostics().size() == 1);
    CHECK(refused.diagnostics()[0].code == code::too_many);
}

TEST_CASE("limits: names, texts and words of a megabyte are refused in a line") {
    const std::string mega(1'000'000, 'a');
    for (const std::string& items :
         {"allow r: any when domain in \"" + mega + ".example\";",
          "allow r: any when domain in \"" + times(500'000, "a.") + "example\";",
          "allow r: email when address in \"" + mega + "@a.example\";",
          "list l = { \"" + mega + "\" }; allow r: any when domain within l;",
          "allow " + mega + ": any when " + mega + ";", "fact " + mega + ": " + mega + ";",
          "deny r: any when domain in " + mega + ";",
          "deny r: any when domain is \"" + times(250'000, "\\u{e9}") + "\";",
          "attribute t: time = \"" + mega + "\";",
          "deny r: any when domain within domains of at least " + std::string(400'000, '9') +
              " users;"}) {
        CAPTURE(items.substr(0, 60));
        (void)refused_with(items);
    }
    // A pattern of a megabyte is fine; it is linear.
    CHECK(
        allows("allow r: email when local like \"" + times(500'000, "*") + "\";", "ann@a.example"));
    CHECK_FALSE(allows("allow r: email when local like \"*" + mega + "\";", "ann@a.example"));
}

TEST_CASE("limits: a line of ten megabytes in a list is an entry, or refused in a line") {
    const std::string use = "list l = file \"l.txt\"; ";
    const std::string line(10'000'000, 'a');
    one_file texts("x\n" + line + "\n# " + line + "\ny\n");
    const auto loaded = load(use + "allow r: email when local in l;", &texts);
    REQUIRE(loaded);
    CHECK(surety::decide(gate_of(*loaded), "y@a.example").allowed());
    CHECK(refused_with(use + "allow r: any when domain within l;", &texts) == code::bad_list_line);
    one_file dots("a.example\n" + std::string(10'000'000, '.'));
    CHECK(refused_with(use + "allow r: any when domain within l;", &dots) == code::bad_list_line);
    one_file noise("a.example\n" + std::string(10'000'000, '\xff'));
    CHECK(refused_with(use + "allow r: any when domain within l;", &noise) == code::bad_list_line);
    one_file suffixes("com\n" + std::string(10'000'000, 'a') + "\n");
    CHECK(refused_with("public-suffixes file \"s.dat\"; "
                       "allow r: any when domain is public-suffix;",
                       &suffixes) == code::bad_list_line);
}
