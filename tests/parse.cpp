// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
// clang-format off
#include "counting.hpp" // before anything of surety
// clang-format on

#include <surety/detail/text_lines.hpp>
#include <surety/files.hpp>
#include <surety/parse.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using surety::word;
using surety::ast::kind;

fs::path const folder = fs::path(SURETY_SOURCE_ROOT) / "tests/language/syntax";

std::string contents_of(const fs::path& path) {
    std::string text;
    REQUIRE(surety::read_file(path.string(), text));
    return text;
}

/// What is said of a text, a line each, as the `.expected` files have it.
std::string said_of(std::string text) {
    std::string all;
    const auto parsed = surety::parse("policy.surety", std::move(text));
    for (const surety::diagnostic& d : parsed.diagnostics()) {
        all += std::to_string(d.at.line) + ":" + std::to_string(d.at.column) + ": error ";
        all += std::string(name(d.code)) + ": " + d.message + " | " + d.help + "\n";
    }
    return all;
}

/// The tree as nested parentheses: kinds as numbers would tell nobody anything, so what is shown
/// of a node is its word, or the text of a leaf.
void show(surety::ast::cursor c, std::string& out) {
    if (!c.front()) {
        out += c.word() != word::none_of_these ? name(c.word()) : c.text();
        return;
    }
    out += '(';
    bool first = true;
    for (surety::ast::cursor const child : c) {
        if (!first)
            out += ' ';
        first = false;
        show(child, out);
    }
    out += ')';
}

/// The condition of the first rule of a policy that has only it.
std::string condition_of(const std::string& condition) {
    const auto parsed = surety::parse("p", "surety 1; allow r: any when " + condition + ";");
    for (const surety::diagnostic& d : parsed.diagnostics())
        MESSAGE(d.message);
    REQUIRE(parsed);
    std::string out;
    show(surety::ast::cursor(*parsed).back().child(kind::when).front(), out);
    return out;
}

std::string times(std::size_t n, std::string_view s) {
    std::string all;
    all.reserve(n * s.size());
    for (std::size_t i = 0; i < n; ++i)
        all += s;
    return all;
}

} // namespace

TEST_CASE("parse: every text of the gallery is told what its .expected says") {
    std::size_t seen = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        fs::path path = entry.path();
        if (path.extension() != ".surety")
            continue;
        CAPTURE(path.filename().string());
        std::string const said = said_of(contents_of(path));
        CHECK(said == contents_of(path.replace_extension(".expected")));
        ++seen;
    }
    CHECK(seen >= 20);
}

TEST_CASE("parse: nodes stand in the order of their texts, and inside their parents") {
    for (const char* name : {"every-production", "words-as-names", "literals", "deep"}) {
        CAPTURE(name);
        const auto parsed =
            surety::parse(name, contents_of(folder / (std::string(name) + ".surety")));
        REQUIRE(parsed);
        const auto& nodes = parsed->nodes;
        REQUIRE(nodes.size() == nodes[0].size);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            REQUIRE(nodes[i].size >= 1);
            REQUIRE(i + nodes[i].size <= nodes.size());
            REQUIRE(nodes[i].span.size > 0);
            std::uint32_t at = nodes[i].span.offset;
            for (surety::ast::cursor const child : surety::ast::cursor(*parsed, nodes[i])) {
                REQUIRE(child.span().offset >= at);
                at = child.span().offset + child.span().size;
            }
            REQUIRE(at <= nodes[i].span.offset + nodes[i].span.size);
        }
    }
}

TEST_CASE("parse: every kind of node is made somewhere") {
    const auto parsed = surety::parse("p", contents_of(folder / "every-production.surety"));
    REQUIRE(parsed);
    std::vector<bool> made(static_cast<std::size_t>(kind::boolean) + 1);
    for (const surety::ast::node& n : parsed->nodes)
        made[static_cast<std::size_t>(n.kind)] = true;
    for (std::size_t k = 0; k < made.size(); ++k) {
        CAPTURE(k);
        CHECK(made[k]);
    }
}

TEST_CASE("parse: `and` binds closer than `or`, `not` closer than both") {
    CHECK(condition_of("a or b and c") == "((a) ((b) (c)))");
    CHECK(condition_of("not a and b or c") == "((((a)) (b)) (c))");
    CHECK(condition_of("not (a or b)") == "((((a) (b))))");
    CHECK(condition_of("a or b or c") == "((a) (b) (c))");
}

TEST_CASE("parse: one operand stands for itself") {
    const auto parsed = surety::parse("p", "surety 1; allow r: any when ((f)) and not g;");
    REQUIRE(parsed);
    std::vector<kind> kinds;
    for (const surety::ast::node& n : parsed->nodes)
        kinds.push_back(n.kind);
    CHECK(kinds == std::vector<kind>{kind::policy, kind::number, kind::rule, kind::effect,
                                     kind::name, kind::subject_kind, kind::when, kind::all_of,
                                     kind::group, kind::group, kind::flag, kind::name,
                                     kind::inverse, kind::flag, kind::name});
}

TEST_CASE("parse: relations and comparisons keep their `not` where it stands") {
    CHECK(condition_of("domain not within x") == "(domain not within x)");
    CHECK(condition_of("domain is not \"x.example\"") == "(domain is not \"x.example\")");
    CHECK(condition_of("s not has \"x\"") == "(s not has \"x\")");
    CHECK(condition_of("n at most -5") == "(n most -5)");
    CHECK(condition_of("t older than 90 days") == "(t older 90 days)");
    CHECK(condition_of("t is not u") == "(t is not u)");
    CHECK(condition_of("b is not true") == "(b is not true)");
}

TEST_CASE("parse: people and quantities") {
    CHECK(condition_of("domain under work primary domains of at least 2 active users where x") ==
          "(domain under (work primary 2 (active ((x)))))");
    CHECK(condition_of("address in addresses of staff") == "(address in ((staff)))");
    CHECK(condition_of("domain in domains of users where a and b") ==
          "((domain in ((users ((a))))) (b))");
    CHECK(condition_of("domain in domains of users where (a and b)") ==
          "(domain in ((users ((((a) (b)))))))");
}

TEST_CASE("parse: every word of the language is found by its spelling") {
    for (std::size_t i = 1; i < surety::word_count; ++i) {
        const auto w = static_cast<word>(i);
        CAPTURE(std::string(name(w)));
        CHECK(surety::word_of(name(w)) == w);
        CHECK(surety::word_of(std::string(name(w)) + "x") != w);
    }
    CHECK(surety::word_of("") == word::none_of_these);
    CHECK(surety::word_of("Allow") == word::none_of_these);
}

TEST_CASE("parse: reserved words name nothing, the others everything") {
    for (std::size_t i = 1; i < surety::word_count; ++i) {
        const auto w = static_cast<word>(i);
        std::string const spelling(name(w));
        CAPTURE(spelling);
        CHECK(surety::parse("p", "surety 1; fact " + spelling + ": text;").has_value() ==
              may_name_a_thing(w));
        CHECK(surety::parse("p", "surety 1; allow r: any when " + spelling + ";").has_value() ==
              may_name_a_thing(w));
        CHECK(surety::parse("p", "surety 1; allow " + spelling + ": any;").has_value() ==
              may_name_a_rule(w));
        CHECK(surety::parse("p", "surety 1; @" + spelling + " allow r: any;").has_value() ==
              may_name_a_rule(w));
    }
}

TEST_CASE("parse: characters that no policy may hold are refused everywhere") {
    std::vector<std::string> refused;
    for (char c = 1; c < ' '; ++c)
        if (c != '\t' && c != '\n' && c != '\r')
            refused.emplace_back(1, c);
    refused.emplace_back(1, '\0');
    refused.emplace_back("\x7F");
    const auto add = [&refused](std::uint32_t first, std::uint32_t last) {
        for (; first <= last; ++first) {
            surety::detail::record_array<char> bytes;
            surety::detail::append_utf8(bytes, first);
            refused.emplace_back(bytes.begin(), bytes.end());
        }
    };
    add(0x80, 0x9F);
    add(0xAD, 0xAD);
    add(0x34F, 0x34F);
    add(0x61C, 0x61C);
    add(0x115F, 0x1160);
    add(0x17B4, 0x17B5);
    add(0x180B, 0x180F);
    add(0x200B, 0x200F);
    add(0x2028, 0x202E);
    add(0x2060, 0x206F);
    add(0x2800, 0x2800);
    add(0x3164, 0x3164);
    add(0xFE00, 0xFE0D);
    add(0xFEFF, 0xFEFF);
    add(0xFFA0, 0xFFA0);
    add(0xFFF0, 0xFFFB);
    add(0x1107F, 0x1107F);
    add(0x13430, 0x13442);
    add(0x16FE4, 0x16FE4);
    add(0x1D159, 0x1D159);
    add(0x1BCA0, 0x1BCA3);
    add(0x1D173, 0x1D17A);
    add(0xE0000, 0xE01FF);
    add(0xE0FFF, 0xE0FFF);
    for (const std::string& c : refused) {
        CAPTURE(static_cast<int>(c.back()));
        for (const char* around :
             {"surety 1; #?", "surety 1; ?", "surety 1; allow r: any because \"?\";",
              "surety 1; al?low r: any;"}) {
            std::string text = around;
            std::size_t const at = text.find('?');
            text.replace(at, 1, c);
            const auto parsed = surety::parse("p", text);
            REQUIRE(parsed.diagnostics().size() == 1);
            CHECK(parsed.diagnostics()[0].span.offset == at);
        }
    }
    surety::detail::text_builder others;
    others.put({"surety 1; # "});
    for (std::uint32_t c :
         {0xA0u,    0xACu,    0xAEu,    0x34Eu,   0x350u,   0x61Bu,   0x61Du,  0x115Eu,  0x1161u,
          0x17B3u,  0x17B6u,  0x180Au,  0x1810u,  0x200Au,  0x2010u,  0x2027u, 0x202Fu,  0x205Fu,
          0x2070u,  0x27FFu,  0x2801u,  0x3163u,  0x3165u,  0xFDFFu,  0xFE0Eu, 0x1342Fu, 0x13443u,
          0xFE0Fu,  0xFEFEu,  0xFF00u,  0xFF9Fu,  0xFFA1u,  0xFFEFu,  0xFFFCu, 0xFFFDu,  0x1BC9Fu,
          0x1BCA4u, 0x1D172u, 0x1D17Bu, 0xDFFFFu, 0xE1000u, 0x10FFFFu})
        surety::detail::append_utf8(others, c);
    CHECK(said_of(std::string(others.text())).empty());
}

TEST_CASE("parse: bytes that are not UTF-8 are told of by their offset") {
    for (const char* wrong : {"\xFF", "\x80", "\xC3", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80",
                              "\xF4\x90\x80\x80", "\xF0\x9F\x98", "\xF8\x88\x80\x80\x80"}) {
        for (const char* before :
             {"surety 1; ", "surety 1; # ", "surety 1; allow r: any because \""}) {
            const auto parsed = surety::parse("p", std::string(before) + wrong);
            REQUIRE_FALSE(parsed.diagnostics().empty());
            std::string const at = std::to_string(std::string_view(before).size());
            const auto& all = parsed.diagnostics();
            CHECK(std::any_of(all.begin(), all.end(), [&at](const surety::diagnostic& d) {
                return d.message == "the text is not UTF-8 at byte " + at;
            }));
        }
    }
}

TEST_CASE("parse: the depth of nesting is bounded") {
    CHECK(said_of("surety 1; allow r: any when " + times(64, "(") + "x" + times(64, ")") + ";")
              .empty());
    const auto deep =
        surety::parse("p", "surety 1; allow r: any when " + times(100'000, "(") + ";");
    REQUIRE(deep.diagnostics().size() == 1);
    CHECK(deep.diagnostics()[0].code == surety::code::too_deep);
    CHECK(deep.diagnostics()[0].at == surety::position{1, 28 + 65});
    const auto nots =
        surety::parse("p", "surety 1; users a = users where " + times(100'000, "not "));
    REQUIRE(nots.diagnostics().size() == 1);
    CHECK(nots.diagnostics()[0].code == surety::code::too_deep);
}

TEST_CASE("parse: a text may have 16 MiB and no more") {
    std::string text = "surety 1;";
    text.resize(surety::longest_policy, ' ');
    CHECK(surety::parse("p", text).has_value());
    text += ' ';
    const auto parsed = surety::parse("p", text);
    REQUIRE(parsed.diagnostics().size() == 1);
    CHECK(parsed.diagnostics()[0].code == surety::code::too_many);
}

TEST_CASE("parse: a hundred errors are told and no more, and in source order") {
    for (const char* wrong :
         {"allow x: y;\n", "allow r: any when '1' is 5;\n", ";\nx;\n", "@\n", "\xFF \n"}) {
        const auto parsed = surety::parse("p", "surety 1;\n" + times(5'000, wrong));
        const auto& all = parsed.diagnostics();
        CHECK(all.size() == 100);
        CHECK(all.back().help.ends_with("what follows was not looked at"));
        CHECK(!all[98].help.ends_with("what follows was not looked at"));
        for (std::size_t i = 1; i < all.size(); ++i)
            CHECK(all[i - 1].span.offset < all[i].span.offset);
    }
}

TEST_CASE("parse: places and excerpts are those of `locate`, and the lines there") {
    std::string const text =
        contents_of(folder / "line-ends.surety") + contents_of(folder / "recovery.surety") +
        contents_of(folder / "not-utf8.surety") + "\r\r\n\n\r allow é: 'é' \r\n alow";
    const auto parsed = surety::parse("p", text);
    CHECK(parsed.diagnostics().size() > 10);
    for (const surety::diagnostic& d : parsed.diagnostics()) {
        CAPTURE(d.message);
        CHECK(d.at == surety::locate(text, d.span.offset));
        std::string_view line;
        surety::detail::text_lines lines(text);
        while (lines.number() < d.at.line)
            REQUIRE(lines.take(line));
        CHECK(d.excerpt == line);
        CHECK(d.file == "p");
        CHECK(d.span.offset + d.span.size <= text.size());
    }
}

TEST_CASE("parse: a line that is too long is not shown, nor a word") {
    const auto parsed = surety::parse("p", "surety 1; " + std::string(1 << 20, 'x') + ";");
    REQUIRE(parsed.diagnostics().size() == 1);
    CHECK(parsed.diagnostics()[0].excerpt.empty());
    CHECK(parsed.diagnostics()[0].message.size() < 200);
}

TEST_CASE("parse: hostile texts are refused without harm") {
    std::size_t const size = 1 << 17;
    for (std::string_view piece : {"(",
                                   ")",
                                   "{",
                                   "}",
                                   ";",
                                   "@",
                                   "\"",
                                   "'",
                                   "“",
                                   "/*",
                                   "//",
                                   "\\",
                                   "-",
                                   "#",
                                   "\xFF",
                                   "\n",
                                   "a@",
                                   "a.",
                                   "not ",
                                   "or ",
                                   "x or ",
                                   "x is ",
                                   "allow ",
                                   "allow x:",
                                   "test \"x\" {",
                                   "user {",
                                   "{ user ",
                                   "allow a: any when (b or (c and ",
                                   "users where ",
                                   "x where (",
                                   "\"\\u{",
                                   "1",
                                   "=",
                                   "is =",
                                   "@a",
                                   "domain in domains of users where (domain in "}) {
        CAPTURE(std::string(piece));
        for (const char* before : {"", "surety 1;", "surety 1; allow r: any when ",
                                   "surety 1; test \"x\" {", "surety 1; x "}) {
            const auto parsed = surety::parse("p", before + times(size / piece.size() / 8, piece));
            CHECK(parsed.diagnostics().size() <= 100);
        }
    }
    CHECK_FALSE(surety::parse("p", std::string(1, '\0')).has_value());
    CHECK_FALSE(surety::parse("p", std::string(surety::longest_policy, '(')).has_value());
}

TEST_CASE("parse: work grows as the text does") {
    std::string const library = contents_of(folder / "every-production.surety");
    for (std::string_view piece :
         {std::string_view(library).substr(library.find("list")), std::string_view("x or "),
          std::string_view("(x and "), std::string_view("{ user "), std::string_view("“a "),
          std::string_view("a@"), std::string_view("allow a: any when (b or\n"),
          std::string_view("\"\\u{a"), std::string_view("user \"a\" active test \"x\" {"),
          std::string_view("@a "), std::string_view("a."), std::string_view("-"),
          std::string_view("/*"), std::string_view("'"), std::string_view("\xE2\x80")}) {
        CAPTURE(std::string(piece.substr(0, 40)));
        // So many that a hundred errors are behind, and what is open stays so.
        const std::size_t some = 1 << 8;
        const auto took = [&](std::size_t times_some) {
            std::string const text =
                "surety 1; allow r: any when " + times(times_some * some, piece);
            return counting::of([&] { (void)surety::parse("p", text); });
        };
        const counting::counts one = took(1), two = took(2), four = took(4);
        CHECK(one.productions > some);
        CHECK(four.productions - two.productions == 2 * (two.productions - one.productions));
        CHECK(four.passed <= 4 * some * piece.size() + 100);
        CHECK(four.candidates <= two.candidates);
    }
}
