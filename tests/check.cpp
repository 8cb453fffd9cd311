// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
// clang-format off
#include "counting.hpp" // before anything of surety
// clang-format on

#include <surety/check.hpp>
#include <surety/files.hpp>
#include <surety/parse.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "repeated.hpp"

namespace {

namespace fs = std::filesystem;

std::string contents_of(const fs::path& path) {
    std::string text;
    REQUIRE(surety::read_file(path.string(), text));
    return text;
}

/// Files that a test makes up.
struct from_memory final : surety::reader {
    std::vector<std::pair<std::string, std::string>> files;
    std::vector<std::string> asked;

    surety::read_status read(std::string_view path, std::string& text) override {
        asked.emplace_back(path);
        for (const auto& [name, content] : files)
            if (name == path) {
                text = content;
                return surety::read_status::ok;
            }
        return surety::read_status::not_found;
    }
};

surety::ast::policy tree_of(std::string text) {
    auto tree = surety::parse("policy.surety", std::move(text));
    for (const auto& d : tree.diagnostics())
        MESSAGE(d.message);
    REQUIRE(tree);
    return *tree;
}

surety::diagnostics said_of(std::string text, surety::reader* files = nullptr) {
    auto checked = surety::check(tree_of(std::move(text)), files);
    return std::move(checked).diagnostics();
}

/// The codes of what is said, with commas.
std::string codes_of(std::string text, surety::reader* files = nullptr) {
    std::string codes;
    const surety::diagnostics said = said_of(std::move(text), files);
    for (const surety::diagnostic& d : said)
        (codes += codes.empty() ? "" : ",") += name(d.code);
    return codes;
}

/// `3:7: error unknown-name: … | …`, as in the `.expected` files.
std::string line_of(const surety::diagnostic& d) {
    std::string line;
    if (d.file != "policy.surety")
        line += d.file + ":";
    line += std::to_string(d.at.line) + ":" + std::to_string(d.at.column) + ": ";
    line += d.level == surety::severity::error ? "error " : "warning ";
    line += std::string(name(d.code)) + ": " + d.message + " | " + d.help + "\n";
    return line;
}

/// What it takes to check a text.
counting::counts check_takes(const std::string& text, surety::reader* files = nullptr) {
    const auto tree = tree_of(text);
    return counting::of([&] {
        const auto checked = surety::check(tree, files);
        CHECK((checked.has_value() || !checked.diagnostics().empty()));
    });
}

} // namespace

TEST_CASE("check: says of each policy in language/check what stands beside it") {
    // With SURETY_WRITE_EXPECTED set, writes what is said instead: look at the difference then.
    const bool write = std::getenv("SURETY_WRITE_EXPECTED") != nullptr;
    const fs::path folder = fs::path(SURETY_SOURCE_ROOT) / "tests/language/check";
    std::vector<fs::path> policies;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".surety")
            policies.push_back(entry.path());
    std::sort(policies.begin(), policies.end());
    CHECK(policies.size() > 20);
    surety::folder_reader files(folder.string());
    for (const fs::path& path : policies) {
        CAPTURE(path.filename().string());
        std::string said;
        for (const auto& d : said_of(contents_of(path), &files))
            said += line_of(d);
        fs::path beside = path;
        beside.replace_extension(".expected");
        if (write) {
            std::FILE* const out = std::fopen(beside.string().c_str(), "wb");
            REQUIRE(out);
            std::fwrite(said.data(), 1, said.size(), out);
            std::fclose(out);
        }
        CHECK(said == contents_of(beside));
    }
}

TEST_CASE("check: what it says is in source order, also of lists in files") {
    from_memory files;
    files.files = {{"a.txt", "com\n"}, {"b.txt", "org\n"}};
    const auto said = said_of("surety 1;\n"
                              "list a = file \"a.txt\";\n"
                              "fact unread: flag = false;\n"
                              "list b = file \"b.txt\";\n"
                              "allow r: domain when domain in b or domain in a or x;\n",
                              &files);
    REQUIRE(said.size() == 4);
    CHECK(said[0].file == "a.txt");
    CHECK(said[1].code == surety::code::unused_name);
    CHECK(said[2].file == "b.txt");
    CHECK(said[3].code == surety::code::unknown_name);
}

TEST_CASE("check: a diagnostic has file, span, place and line") {
    const auto said = said_of("surety 1;\r\n"
                              "\tfact risk: number; test \"é\" { fact rsk = 1; } # frémial\r\n"
                              "deny r: any when risk at least 1;");
    REQUIRE(said.size() == 1);
    CHECK(said[0].level == surety::severity::error);
    CHECK(said[0].file == "policy.surety");
    CHECK(said[0].span == surety::source_span{48, 3});
    CHECK(said[0].at == surety::position{2, 37});
    CHECK(said[0].excerpt == "\tfact risk: number; test \"é\" { fact rsk = 1; } # frémial");
    CHECK(said[0].help == "did you mean `risk`?");
}

TEST_CASE("check: a line of 500 bytes is shown whole, a longer one not at all") {
    const std::string above = "# " + repeated("above ", 200) + "\n";
    for (const std::size_t size : {499u, 500u, 501u, 502u, 1000u, 2000u})
        for (const std::size_t at : {std::size_t{0}, size / 2, size - 3}) {
            CAPTURE(size);
            CAPTURE(at);
            // `x`, which nothing is called, with about so many bytes before it.
            std::string line =
                "allow r: any when " + std::string(at < 20 ? 0 : at - 18, ' ') + "x;";
            line += std::string(size - line.size(), ' ');
            for (const char* end : {"", "\r\n", "\n", "\r"}) {
                const auto said = said_of("surety 1;\n" + above + line + end +
                                          (*end != 0 ? above : std::string()));
                REQUIRE(said.size() == 1);
                CHECK(said[0].code == surety::code::unknown_name);
                CHECK(said[0].excerpt == (size <= 500 ? line : std::string()));
            }
        }
}

TEST_CASE("check: of long words of the user 80 bytes are told") {
    for (const std::size_t size : {79u, 80u, 81u, 200u}) {
        const std::string name(size, 'a');
        const auto said = said_of("surety 1; allow r: any when " + name + ";");
        REQUIRE(said.size() == 1);
        CHECK(said[0].message ==
              "unknown name `" + (size <= 80 ? name : std::string(80, 'a') + "…") + "`");
    }
}

TEST_CASE("check: what is told of words of the user is not read as a pattern") {
    const auto said = said_of("surety 1; allow r: any when domain is \"$it $1 $line $bare\";");
    REQUIRE(said.size() == 1);
    CHECK(said[0].message == "`$it $1 $line $bare` is not a domain");
    CHECK(said[0].help == "a domain has only letters, digits, hyphens and dots");
}

TEST_CASE("check: a bad line of a list is told with file, line, column and excerpt") {
    from_memory files;
    files.files = {{"l.txt", "# domains\r\na.example\r\n\t com  # a top\r\n"}};
    const auto said = said_of("surety 1; list l = file \"l.txt\"; "
                              "allow r: domain when domain in l;",
                              &files);
    REQUIRE(said.size() == 1);
    CHECK(said[0].code == surety::code::bad_list_line);
    CHECK(said[0].file == "l.txt");
    CHECK(said[0].at == surety::position{3, 3});
    CHECK(said[0].span == surety::source_span{24, 3});
    CHECK(said[0].excerpt == "\t com  # a top");
    CHECK(said[0].help.find("a domain has at least two labels") != std::string::npos);
}

TEST_CASE("check: twenty bad lines of each list are told") {
    from_memory files;
    files.files = {{"l.txt", repeated("com\n", 50)}, {"broken.txt", repeated("\xFF\n", 50)}};
    const auto said = said_of("surety 1; list l = file \"l.txt\"; list m = file \"l.txt\"; "
                              "list n = file \"broken.txt\"; "
                              "allow r: domain when domain in l or domain in m;"
                              "allow s: email when local in n;",
                              &files);
    CHECK(said.size() == 60);
}

TEST_CASE("check: files are asked for as they are named, and only from inside the folder") {
    from_memory files;
    CHECK(codes_of("surety 1; list a = file \"x/../y.txt\"; list b = file \"./z\";"
                   "allow r: email when local in a or local in b;",
                   &files) == "file-not-found,file-not-found");
    CHECK(files.asked == std::vector<std::string>{"x/../y.txt", "./z"});
    files.asked.clear();
    CHECK(
        codes_of("surety 1; list a = file \"../y.txt\"; list b = file \"/z\";"
                 "list c = file \"a/../..\"; list d = file \"C:\\\\x\"; list e = file \"..\\\\x\";"
                 "allow r: email when local in a or local in b or local in c or local in d or "
                 "local in e;",
                 &files) == "file-outside-root,file-outside-root,file-outside-root,"
                            "file-outside-root,file-outside-root");
    CHECK(files.asked.empty());
}

TEST_CASE("check: without a reader no file is found") {
    const auto said = said_of("surety 1; list a = file \"y.txt\"; allow r: email when local in a;");
    REQUIRE(said.size() == 1);
    CHECK(said[0].code == surety::code::file_not_found);
    CHECK(said[0].help == "no file can be read here: the host passed no reader");
}

TEST_CASE("check: a policy has 10 000 rules at most") {
    std::string text = "surety 1;\n";
    for (int i = 0; i < 10'000; ++i)
        text += "deny r" + std::to_string(i) + ": any when domain is internationalized;\n";
    CHECK(codes_of(text) == "");
    CHECK(codes_of(text + "deny more: any when domain is internationalized;") == "too-many");
}

TEST_CASE("check: a policy has 100 000 strings at most, those of tests not counted") {
    const std::string head = "surety 1; list l = { ";
    const std::string tail = " }; deny r: email when local in l because \"x\";"
                             " test \"t\" { expect invalid \"x\"; }";
    CHECK(codes_of(head + repeated("\"x\",", 100'000) + tail) == "");
    CHECK(codes_of(head + repeated("\"x\",", 100'001) + tail) == "too-many");
}

TEST_CASE("check: a policy has 1 000 facts and 1 000 attributes at most") {
    const std::string facts = numbered(1'000, "fact f", ": flag = false;\n");
    const std::string attributes = numbered(1'000, "attribute a", ": flag = false;\n");
    const std::string rule = "deny r: any when f0 and domain in domains of users where a0;";
    const auto errors_of = [](const std::string& items) {
        std::string all;
        for (const surety::diagnostic& d : said_of("surety 1;\n" + items))
            if (d.level == surety::severity::error)
                all += d.message + '\n';
        return all;
    };
    CHECK(errors_of(facts + attributes + rule).empty());
    CHECK(errors_of(facts + attributes + rule + " fact more: flag; fact most: flag;") ==
          "the policy has more than 1000 facts\n");
    CHECK(errors_of(attributes + facts + rule + " attribute more: flag;") ==
          "the policy has more than 1000 attributes\n");
}

TEST_CASE("check: what people amount to is bounded, however short the text") {
    std::string text = "surety 1; attribute f: flag = false; users u0 = users where f;\n";
    for (int i = 1; i < 2'000; ++i)
        text += "users u" + std::to_string(i) + " = u" + std::to_string(i - 1) + " where f;\n";
    std::string few = text + "deny r: domain when domain in domains of u1999;";
    CHECK(codes_of(few) == "");
    for (int i = 0; i < 2'000; ++i)
        text += "deny r" + std::to_string(i) + ": domain when domain in domains of u" +
                std::to_string(i) + ";\n";
    CHECK(codes_of(text) == "too-many");
}

TEST_CASE("check: a long chain of names is walked, not recursed") {
    std::string text = "surety 1; users u0 = u1;\n";
    for (int i = 1; i < 200'000; ++i)
        text += "users u" + std::to_string(i) + " = u" + std::to_string(i + 1) + ";\n";
    text += "users u200000 = u0;";
    const auto said = said_of(text);
    const auto errors = std::count_if(
        said.begin(), said.end(), [](const auto& d) { return d.level == surety::severity::error; });
    CHECK(errors == 1);
    CHECK(said.front().code == surety::code::cyclic_name);
    CHECK(said.front().message.size() < 200);
}

TEST_CASE("check: unknown names get suggestions until an allowance is used up") {
    const auto text = [](std::size_t names) {
        return "surety 1; " + numbered(names, "fact f", ": flag; ") + "deny r: any when x" +
               numbered(names, " or g", "") + ";";
    };
    const auto few = check_takes(text(100)), many = check_takes(text(8'000));
    CHECK(few.candidates == 101 * 100); // each with each
    CHECK(many.candidates == 200'000);
    // What would not do is passed by, which is work too.
    const auto lists = [](std::size_t names) {
        return "surety 1; " + numbered(names, "list f", " = {}; ") + "deny r: any when x" +
               numbered(names, " or g", "") + ";";
    };
    CHECK(check_takes(lists(100)).candidates == 101 * 100);
    CHECK(check_takes(lists(8'000)).candidates == 200'000);
}

TEST_CASE("check: work grows as the text does, where somebody may want it not to") {
    struct hostile {
        const char* what;
        std::string (*text)(std::size_t); ///< of so many
    };
    const hostile policies[] = {
        {"one name is declared again and again",
         [](std::size_t n) { return repeated("list l = {}; ", n); }},
        {"users lack every attribute",
         [](std::size_t n) {
             return numbered(n, "attribute a", ": flag; ") + "test \"t\" { " +
                    repeated("user \"a@b.example\" active; ", n) + "}";
         }},
        {"one line has all the errors",
         [](std::size_t n) { return "deny r: any when " + repeated("x or ", n) + "x;"; }},
        {"names are built on each other",
         [](std::size_t n) {
             std::string all = "users u0 = users;";
             for (std::size_t i = 1; i <= n; ++i)
                 all += "users u" + std::to_string(i) + " = u" + std::to_string(i - 1) + ";";
             return all;
         }},
        {"rules share a list",
         [](std::size_t n) {
             return "list l = {" + repeated("\"x.example\",", n) + "};" +
                    numbered(n, "deny r", ": any when domain in l; ");
         }},
        {"a test expects much",
         [](std::size_t n) {
             return "allow r: any; test \"t\" {" +
                    repeated("expect deny \"a.example\" by r, r, s; ", n) + "}";
         }},
    };
    for (const hostile& policy : policies) {
        CAPTURE(std::string(policy.what));
        const std::size_t some = 500;
        const auto took = [&](std::size_t times_some) {
            return check_takes("surety 1; " + policy.text(times_some * some));
        };
        const auto one = took(1), two = took(2), four = took(4);
        CHECK(one.nodes > some);
        CHECK(four.nodes - two.nodes == 2 * (two.nodes - one.nodes));
        CHECK(four.comparisons < 6 * one.comparisons + 6 * some); // 16 times if it were quadratic
        CHECK(four.passed < 6 * one.passed);
        CHECK(four.candidates <= 4 * one.candidates);
    }
}

TEST_CASE("check: of very many faults 10 000 are told of, and how many more there are") {
    const auto told = [](std::size_t count) {
        return surety::load("p", "surety 1; " + repeated("users u = u; ", count)).diagnostics();
    };
    const auto few = told(2'000);
    std::size_t const each = few.size() / 2'000;
    REQUIRE(each >= 1);
    CHECK(few.back().help.find("not shown") == std::string::npos);
    const auto all = told(12'000);
    CHECK(all.size() == 10'000);
    CHECK(all.back().help.find("and " + std::to_string(few.size() * 6 - 10'000) +
                               " more are not shown") != std::string::npos);

    std::string policy = "surety 1; ";
    for (int i = 0; i < 10'000; ++i)
        policy += "allow r" + std::to_string(i) + ": any; "; // a warning for each
    const auto refused =
        surety::load("p", policy + "test \"t\" { expect deny \"a.example\" by nobody; }");
    CHECK_FALSE(refused);
    CHECK(refused.diagnostics().size() == 10'001);
    CHECK(refused.diagnostics().back().code == surety::code::unknown_name);
}

TEST_CASE("check: 10 000 rules and 90 000 strings are gone through a few times") {
    std::string rules = "surety 1; list l = {" + repeated("\"x.example\",", 90'000) + "};\n";
    rules += numbered(10'000, "allow r",
                      ": domain when domain in work domains of users where a is \"1\" "
                      "unless domain in l;\n");
    rules += "attribute a: text;";
    const auto took = check_takes(rules);
    const std::size_t nodes = tree_of(rules).nodes.size();
    CHECK(took.nodes < 10 * nodes);
    CHECK(took.passed < 5 * rules.size());
    CHECK(took.comparisons < 20 * 10'000); // to sort the names of the rules, and find `l` and `a`
}

TEST_CASE("check: a list of 150 000 lines is read once") {
    from_memory files;
    files.files.emplace_back("l.txt", numbered(150'000, "host", ".example\n"));
    const auto took =
        check_takes("surety 1; list l = file \"l.txt\"; deny r: any when domain within l;", &files);
    CHECK(took.characters == files.files[0].second.size() - 150'000);
}
