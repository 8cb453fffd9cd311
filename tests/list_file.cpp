// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/list_file.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using surety::parse_list_file;

namespace {

/// `line:column text` of each entry.
std::vector<std::string> entries(std::string_view text) {
    const auto read = parse_list_file("names.txt", text);
    REQUIRE(read);
    std::vector<std::string> out;
    for (const surety::list_entry& e : *read)
        out.push_back(std::to_string(e.at.line) + ":" + std::to_string(e.at.column) + " " +
                      std::string(e.text));
    return out;
}

using strings = std::vector<std::string>;

} // namespace

TEST_CASE("list_file: an entry a line, blank lines skipped") {
    CHECK(entries("gmail.com\n\n  \t\nweb.de\n") == strings{"1:1 gmail.com", "4:1 web.de"});
    CHECK(entries("gmail.com") == strings{"1:1 gmail.com"});
    CHECK(entries("").empty());
    CHECK(entries("\n\n").empty());
}

TEST_CASE("list_file: entries are trimmed of spaces and tabs") {
    CHECK(entries(" \ta b\t \n") == strings{"1:3 a b"});
}

TEST_CASE("list_file: a comment begins at the start of a line or after a space or tab") {
    CHECK(entries("# all\n  # indented\na.com # why\nb.com\t#why\n") ==
          strings{"3:1 a.com", "4:1 b.com"});
    CHECK(entries("a#b\n") == strings{"1:1 a#b"});
    CHECK(entries("a#b #c # d\n") == strings{"1:1 a#b"});
}

TEST_CASE("list_file: a byte order mark, CRLF and a lone CR are accepted") {
    CHECK(entries("\xEF\xBB\xBF"
                  "a.com\r\nb.com\rc.com\n") == strings{"1:1 a.com", "2:1 b.com", "3:1 c.com"});
    CHECK(entries("\xEF\xBB\xBF#x\r\n\r\r\na\n") == strings{"4:1 a"});
}

TEST_CASE("list_file: any text may be an entry") {
    CHECK(entries("caf\xC3\xA9 \xE2\x82\xAC\n\"q\"\n") ==
          strings{"1:1 caf\xC3\xA9 \xE2\x82\xAC", "2:1 \"q\""});
}

TEST_CASE("list_file: what is not UTF-8 and what cannot be seen is refused with its line") {
    struct bad {
        std::string_view line;
        std::string_view says;
    };
    const bad all[] = {
        {"a\xFF", "UTF-8"},
        {"\xC0\xAE", "UTF-8"},
        {"\xE0\x80\xAE", "UTF-8"},
        {"\xED\xA0\x80", "UTF-8"},
        {"\xE0\x9F\xBF", "UTF-8"},
        {"\xF0\x8F\xBF\xBF", "UTF-8"},
        {"\xF4\x90\x80\x80", "UTF-8"},
        {"a\xE2\x82", "UTF-8"},
        {"\x80", "UTF-8"},
        {"a\x01", "control"},
        {"a\x7F", "control"},
        {"\xC2\x85", "control"},
        {"a\xE2\x80\x8B", "control"},
        {"\xE2\x80\xAE", "control"},
        {"a\xEF\xBB\xBF", "control"},
        {"# \x1B[2J", "control"},
        {"a\x0C", "control"},
    };
    for (const bad& b : all) {
        CAPTURE(b.line);
        const auto text = "ok.com\n" + std::string(b.line) + "\nok.org\n";
        const auto read = parse_list_file("names.txt", text);
        CHECK_FALSE(read);
        REQUIRE(read.diagnostics().size() == 1);
        const auto& d = read.diagnostics()[0];
        CHECK(d.code == surety::code::bad_list_line);
        CHECK(d.file == "names.txt");
        CHECK(d.at == surety::position{2, 1});
        CHECK(d.span == surety::source_span{7, static_cast<std::uint32_t>(b.line.size())});
        CHECK(d.message.find(b.says) != std::string::npos);
    }
    const auto nul = parse_list_file("names.txt", std::string_view("a\0b\n", 4));
    CHECK_FALSE(nul);
}

TEST_CASE("list_file: at most twenty bad lines are told of") {
    std::string text;
    for (int i = 0; i < 30; ++i)
        text += "\x01\n";
    CHECK(parse_list_file("names.txt", text).diagnostics().size() == 20);
    CHECK(parse_list_file("names.txt", text).diagnostics().back().at.line == 20);
    CHECK(parse_list_file("names.txt", text).diagnostics().back().help ==
          "what follows was not looked at");
    CHECK(parse_list_file("names.txt", text).diagnostics()[18].help.empty());
}
