// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// What documents show is true: policies load and pass their tests, or are refused for the reason
// given; C++ is that of an example, whose output another test compares.
#include <surety/files.hpp>
#include <surety/format.hpp>
#include <surety/run_tests.hpp>
#include <surety/word.hpp>

#include <doctest/doctest.h>

#include "../prebuilt.hpp"
#include "sources.hpp"

namespace {

struct code_block {
    std::string kind; ///< what stands behind the fence
    std::string text;
    std::size_t line = 0;
};

std::vector<code_block> blocks_of(const std::string& document) {
    std::vector<code_block> blocks;
    bool inside = false;
    std::size_t number = 0;
    for (const std::string& line : sources::lines_of(sources::read(sources::root / document))) {
        ++number;
        if (line.starts_with("```")) {
            inside = !inside;
            if (inside)
                blocks.push_back({line.substr(3), "", number});
        } else if (inside) {
            blocks.back().text += line + "\n";
        }
    }
    return blocks;
}

std::vector<std::string> documents() {
    std::vector<std::string> all = {"README.md"};
    for (const char* folder : {".github", "examples", "include"})
        for (const std::string& file : sources::files(folder, ".md"))
            all.push_back(file);
    return all;
}

std::string said(const surety::diagnostics& all) {
    std::string text;
    for (const surety::diagnostic& d : all)
        text += fmt::format("{}\n", d);
    return text;
}

} // namespace

TEST_CASE("documentation: every policy that is shown loads and passes its tests") {
    surety::folder_reader files((sources::root / "examples").string());
    std::size_t shown = 0;
    for (const std::string& document : documents())
        for (const code_block& block : blocks_of(document)) {
            if (!block.kind.starts_with("surety"))
                continue;
            ++shown;
            const std::string place = fmt::format("{}:{}", document, block.line);
            CAPTURE(place);
            std::string text = block.text;
            if (text.find("surety 1;") == text.npos) // some items of a policy
                text = "surety 1;\n" + text;
            const auto policy = prebuilt::load(place, text, &files);
            if (block.kind == "surety") {
                const std::string faults = said(policy.diagnostics());
                CAPTURE(faults);
                REQUIRE(policy);
                const auto report = prebuilt::run_tests(*policy);
                CHECK_MESSAGE(report.passed(), said(report.diagnostics));
            } else {
                const std::string wanted = block.kind.substr(block.kind.find(": ") + 2);
                CHECK(!policy);
                for (const surety::diagnostic& d : policy.diagnostics())
                    if (d.level == surety::severity::error)
                        CHECK_MESSAGE(name(d.code) == wanted, d.message);
            }
        }
    CHECK(shown > 15);
}

TEST_CASE("documentation: the C++ of the README is the first example") {
    const std::string example = sources::read(sources::root / "examples/01-decide.cpp");
    std::string output;
    for (const std::string& line : sources::lines_of(example.substr(example.find("// It prints:"))))
        if (line.starts_with("//   "))
            output += line.substr(5) + "\n";
    std::size_t shown = 0;
    for (const code_block& block : blocks_of("README.md")) {
        if (block.kind == "cpp")
            CHECK_MESSAGE(example.find(block.text) != example.npos, block.text);
        if (block.kind == "cpp" || block.text == output)
            ++shown;
    }
    CHECK(shown == 2);
}

TEST_CASE(
    "documentation: the grammar of the reference has the words of the language, all of them") {
    std::set<std::string> shown, known;
    for (const code_block& block : blocks_of("examples/LANGUAGE.md")) {
        if (block.kind != "ebnf")
            continue;
        const std::string& text = block.text;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] != '"' && text[at] != '\'')
                continue;
            const std::size_t end = text.find(text[at], at + 1);
            const std::string word = text.substr(at + 1, end - at - 1);
            if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == word.npos && word != "-")
                shown.insert(word);
            at = end;
        }
    }
    for (std::size_t i = 1; i < surety::word_count; ++i)
        known.insert(std::string(name(static_cast<surety::word>(i))));
    for (const std::string& word : known)
        CHECK_MESSAGE(shown.contains(word), word, " is missing from the reference");
    for (const std::string& word : shown)
        CHECK_MESSAGE(known.contains(word), word, " is no word of the language");
}

TEST_CASE("documentation: links between documents lead somewhere") {
    for (const std::string& document : documents()) {
        const std::string text = sources::read(sources::root / document);
        for (std::size_t at = text.find("]("); at != text.npos; at = text.find("](", at + 1)) {
            std::string target = text.substr(at + 2, text.find(')', at) - at - 2);
            if (target.starts_with("http") || target.starts_with("#"))
                continue;
            target.resize(std::min(target.size(), target.find('#')));
            CHECK_MESSAGE(
                std::filesystem::exists((sources::root / document).parent_path() / target),
                document, " links to ", target);
        }
    }
}

TEST_CASE("documentation: each test that the promises of security name is there") {
    // `[name of a case](../tests/file.cpp)`, in the third column.
    std::size_t named = 0;
    for (const std::string& row :
         sources::lines_of(sources::read(sources::root / ".github" / "SECURITY.md"))) {
        if (!row.starts_with("| **"))
            continue;
        const std::size_t before = named;
        for (std::size_t open = row.find('['); open != row.npos; open = row.find('[', open + 1)) {
            const std::size_t middle = row.find("](", open);
            const std::size_t close = row.find(')', middle);
            const std::string name = row.substr(open + 1, middle - open - 1);
            const std::string file = row.substr(middle + 2, close - middle - 2);
            if (!file.starts_with("../tests/") || !file.ends_with(".cpp"))
                continue;
            ++named;
            const std::string tests = sources::read(sources::root / file.substr(3));
            const std::size_t at = tests.find("\"" + name + "\") {");
            const bool is_case = at != tests.npos && tests.rfind("TEST_CASE(", at) != tests.npos &&
                                 at - tests.rfind("TEST_CASE(", at) < 20;
            CHECK_MESSAGE(is_case, file, " has no case called ", name);
        }
        CHECK_MESSAGE(named > before, "nothing shows ", row.substr(0, 60));
    }
    CHECK(named > 30);
}

TEST_CASE("documentation: every policy of the examples is clean and passes its tests") {
    for (const std::string& file : sources::files("examples/policies", ".surety")) {
        CAPTURE(file);
        const auto policy = surety::load_file((sources::root / file).string());
        const std::string faults = said(policy.diagnostics());
        CAPTURE(faults);
        REQUIRE(policy);
        for (const surety::diagnostic& d : policy.diagnostics())
            // The two that follow the documented rule to the letter say so themselves.
            CHECK_MESSAGE((d.code == surety::code::no_public_suffixes &&
                           (file.ends_with("sender-identity.surety") ||
                            file.ends_with("sender-identity-strict.surety"))),
                          d.message);
        const auto report = prebuilt::run_tests(*policy);
        CHECK_MESSAGE(report.diagnostics.empty(), said(report.diagnostics));
    }
}
