// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/files.hpp>
#include <surety/parse.hpp>
#include <surety/print.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string contents_of(const fs::path& path) {
    std::string text;
    REQUIRE(surety::read_file(path.string(), text));
    return text;
}

/// All policies of the repository that parse.
std::vector<surety::ast::policy> valid_policies() {
    std::vector<surety::ast::policy> all;
    for (const char* folder : {"tests/language/syntax", "examples/policies"})
        for (const fs::directory_entry& entry :
             fs::directory_iterator(fs::path(SURETY_SOURCE_ROOT) / folder))
            if (entry.path().extension() == ".surety")
                if (auto parsed = surety::parse(entry.path().string(), contents_of(entry.path())))
                    all.push_back(*parsed);
    REQUIRE(all.size() >= 8);
    return all;
}

/// Whether two policies have the same tree: all but where it stands.
bool same_tree(const surety::ast::policy& a, const surety::ast::policy& b) {
    if (a.nodes.size() != b.nodes.size())
        return false;
    for (std::size_t i = 0; i < a.nodes.size(); ++i) {
        const surety::ast::node& x = a.nodes[i];
        const surety::ast::node& y = b.nodes[i];
        if (x.kind != y.kind || x.word != y.word || x.size != y.size)
            return false;
        const bool has_text = x.kind == surety::ast::kind::name ||
                              x.kind == surety::ast::kind::string ||
                              x.kind == surety::ast::kind::number;
        if (has_text && surety::ast::cursor(a, x).text() != surety::ast::cursor(b, y).text())
            return false;
    }
    return true;
}

void check_round_trip(const surety::ast::policy& policy) {
    std::string const printed = surety::print(policy);
    CAPTURE(printed);
    const auto again = surety::parse("printed", printed);
    for (const surety::diagnostic& d : again.diagnostics())
        MESSAGE(d.message);
    REQUIRE(again);
    CHECK(same_tree(policy, *again));
    CHECK(surety::print(*again) == printed);
}

std::string printed(std::string text) {
    const auto parsed = surety::parse("p", std::move(text));
    REQUIRE(parsed);
    return surety::print(*parsed);
}

} // namespace

TEST_CASE("print: what is printed parses to the same tree and prints the same") {
    for (const surety::ast::policy& policy : valid_policies()) {
        CAPTURE(policy.name);
        check_round_trip(policy);
    }
}

TEST_CASE("print: a policy that was not parsed, or moved from, has no items") {
    CHECK(surety::print(surety::ast::policy{}).empty());
    auto parsed = surety::parse("p", "surety 1; allow a: any;");
    REQUIRE(parsed);
    const surety::ast::policy taken = std::move(*parsed);
    CHECK(surety::print(taken).find("allow a: any;") != std::string::npos);
    CHECK(surety::print(*parsed).empty()); // NOLINT(bugprone-use-after-move)
    CHECK(surety::check(*parsed));
}

TEST_CASE("print: an item a line, white space as it should be, comments left out") {
    CHECK(printed("surety 1;") == "surety 1;\n");
    CHECK(printed(
              "surety 1;list a={\"x\",\"y\",};list b={} ;list c=file\"f\";fact d:text=\"\" ; # e\n"
              "allow f:any when not(d is\"x\"or d in a)unless g because\"h\";") ==
          "surety 1;\n"
          "\n"
          "list a = { \"x\", \"y\" };\n"
          "list b = {};\n"
          "list c = file \"f\";\n"
          "\n"
          "fact d: text = \"\";\n"
          "\n"
          "allow f: any when not (d is \"x\" or d in a) unless g because \"h\";\n");
}

TEST_CASE("print: a long rule has a line for each clause, annotations stand above") {
    CHECK(printed("surety 1; @owner(\"x\") @seen allow rule-with-a-long-name: domain when domain "
                  "within work domains of "
                  "active users unless domain within list-of-names because \"z\"; allow b: any; "
                  "allow c: any;") == "surety 1;\n"
                                      "\n"
                                      "@owner(\"x\")\n"
                                      "@seen\n"
                                      "allow rule-with-a-long-name: domain\n"
                                      "  when domain within work domains of active users\n"
                                      "  unless domain within list-of-names\n"
                                      "  because \"z\";\n"
                                      "\n"
                                      "allow b: any;\n"
                                      "allow c: any;\n");
}

TEST_CASE("print: a long clause has a line for each operand, a long list for each entry") {
    std::string const a(60, 'a');
    CHECK(printed("surety 1; allow r: any when " + a + " or " + a + " and b;list l = {\"" + a +
                  "\", \"" + a + "\"};") == "surety 1;\n\nallow r: any\n  when " + a + "\n    or " +
                                                a + " and b;\n\nlist l = {\n  \"" + a +
                                                "\",\n  \"" + a + "\"\n};\n");
}

TEST_CASE("print: tests are indented") {
    CHECK(printed("surety 1;test \"t\"{user work\"a@b.c\",\"d@e.f\" active with g={\"h\"},i=1;fact "
                  "j=true;now \"k\";"
                  "expect deny \"l\"by none;expect allow \"m\"by n,o;expect invalid\"p\";}test "
                  "\"u\"{}") ==
          "surety 1;\n"
          "\n"
          "test \"t\" {\n"
          "  user work \"a@b.c\", \"d@e.f\" active with g = { \"h\" }, i = 1;\n"
          "  fact j = true;\n"
          "  now \"k\";\n"
          "  expect deny \"l\" by none;\n"
          "  expect allow \"m\" by n, o;\n"
          "  expect invalid \"p\";\n"
          "}\n"
          "\n"
          "test \"u\" {\n"
          "}\n");
}

// Valid policies with a few bytes, or a few words, changed, left out, doubled or swapped: none does
// harm, and what still parses prints as it should.
TEST_CASE("print: mutated policies parse or are refused, and then print") {
    std::mt19937 random(20'260'131);
    const auto below = [&random](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    std::vector<std::string> pieces;
    for (std::size_t i = 1; i < surety::word_count; ++i)
        pieces.emplace_back(name(static_cast<surety::word>(i)));
    for (const char* other :
         {";",  ":",    ",", "{",  "}", "(",  ")",    "=",  "@",      "\"", "\"x.example\"", "5",
          "-1", "name", "#", "==", "'", "\n", "\xFF", "\\", "\u202E", "“",  "90days"})
        pieces.emplace_back(other);

    std::size_t parsed_count = 0;
    const auto policies = valid_policies();
    for (int round = 0; round < 3'000; ++round) {
        std::string text = policies[below(policies.size())].text;
        if (text.size() > 3'000)
            text.resize(3'000);
        for (std::size_t changes = 1 + below(4); changes > 0 && !text.empty(); --changes) {
            std::size_t const at = below(text.size());
            switch (below(5)) {
            case 0:
                text.erase(at, 1 + below(12));
                break;
            case 1:
                text.insert(at, " " + pieces[below(pieces.size())] + " ");
                break;
            case 2:
                text[at] = static_cast<char>(below(256));
                break;
            case 3:
                text.insert(at, text.substr(below(text.size()), below(60)));
                break;
            default: {
                std::size_t const end = text.find(' ', at);
                if (end != text.npos)
                    text.replace(at, end - at, pieces[below(pieces.size())]);
            }
            }
        }
        CAPTURE(text);
        const auto parsed = surety::parse("mutated", text);
        CHECK(parsed.has_value() == parsed.diagnostics().empty());
        if (parsed) {
            ++parsed_count;
            check_round_trip(*parsed);
        }
    }
    CHECK(parsed_count > 100);
}
