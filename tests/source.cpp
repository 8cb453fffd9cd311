// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/detail/text_lines.hpp>
#include <surety/diagnostic.hpp>
#include <surety/source.hpp>
#include <surety/user.hpp>
#include <surety/value.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using surety::locate;
using surety::position;
using surety::detail::shown_line;

TEST_CASE("source: LF, CR and CRLF end lines") {
    std::string_view const text = "ab\ncd\r\nef\rgh";
    CHECK(locate(text, 0) == position{1, 1});
    CHECK(locate(text, 1) == position{1, 2});
    CHECK(locate(text, 3) == position{2, 1});
    CHECK(locate(text, 7) == position{3, 1});
    CHECK(locate(text, 10) == position{4, 1});
    CHECK(locate(text, 99) == position{4, 3});
    CHECK(shown_line(text, 0) == "ab");
    CHECK(shown_line(text, 2) == "ab");
    CHECK(shown_line(text, 4) == "cd");
    CHECK(shown_line(text, 6) == "cd"); // the LF of the CRLF
    CHECK(shown_line(text, 8) == "ef");
    CHECK(shown_line(text, 11) == "gh");
    CHECK(shown_line(text, text.size()) == "gh");
    CHECK(shown_line("", 0).empty());
    CHECK(locate("", 0) == position{1, 1});
    for (std::size_t from = 0; from <= text.size(); ++from) // from each place to each behind it
        for (std::size_t to = from; to <= text.size(); ++to)
            CHECK(locate(text, to, from, locate(text, from)) == locate(text, to));
}

TEST_CASE("source: a byte order mark takes no column") {
    std::string_view const text = "\xEF\xBB\xBF"
                                  "ab\n\xEF\xBB\xBF"
                                  "c";
    for (std::size_t i = 0; i <= 3; ++i)
        CHECK(locate(text, i) == position{1, 1});
    CHECK(locate(text, 4) == position{1, 2});
    CHECK(locate(text, 9) == position{2, 2}); // there it is a character like others
    CHECK(shown_line(text, 0) == "ab");
    CHECK(shown_line(text, 4) == "ab");
    CHECK(shown_line("\xEF\xBB\xBF", 0).empty());
    for (std::size_t from = 0; from <= text.size(); ++from)
        for (std::size_t to = from; to <= text.size(); ++to)
            CHECK(locate(text, to, from, locate(text, from)) == locate(text, to));
}

TEST_CASE("source: columns count code points") {
    std::string_view const text = "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80x";
    CHECK(locate(text, 2) == position{1, 2});
    CHECK(locate(text, 5) == position{1, 3});
    CHECK(locate(text, 9) == position{1, 4});
}

TEST_CASE("diagnostic: codes have distinct names in kebab-case") {
    std::vector<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(surety::code::bad_program); ++i) {
        const auto spelling = surety::name(static_cast<surety::code>(i));
        CAPTURE(i);
        CHECK(spelling != "unknown");
        for (const char c : spelling)
            CHECK(((c >= 'a' && c <= 'z') || c == '-'));
        names.push_back(spelling);
    }
    std::sort(names.begin(), names.end());
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}

TEST_CASE("diagnostic: a warning is no error") {
    surety::diagnostics all;
    all.emplace_back();
    all.emplace_back();
    all[0].level = all[1].level = surety::severity::warning;
    CHECK_FALSE(surety::has_errors(all));
    all[1].level = surety::severity::error;
    CHECK(surety::has_errors(all));
}

TEST_CASE("value: each form is told from what it was made of") {
    using form = surety::value::form;
    std::string const owned = "b";
    std::string_view const both[] = {"x", "y"};
    CHECK(surety::value().held() == form::null);
    CHECK(surety::value("a").held() == form::text);
    CHECK(surety::value(owned).text() == "b");
    CHECK(surety::value(true).held() == form::flag);
    CHECK(surety::value(true).flag());
    CHECK(surety::value(-5).held() == form::number);
    CHECK(surety::value(-5).number() == -5);
    CHECK(surety::value(std::span<std::string_view const>(both)).texts().size() == 2);
    CHECK(surety::value(surety::instant{-3, 9}).time() == surety::instant{-3, 9});
    CHECK(surety::value::other().held() == form::other);
}

TEST_CASE("user: attributes are written as a name and what they are") {
    using form = surety::value::form;
    surety::user_record ann{
        "ann", true, {{"ann@example.com", surety::address_type::work, true}}, {}};
    ann.attributes = {{"department", "sales"},
                      {"groups", {"staff", "admins"}},
                      {"nothing", std::vector<std::string>{}},
                      {"guest", false},
                      {"floor", 3},
                      {"since", surety::instant{5, 0}},
                      {"title", std::string("chief")}};
    CHECK(ann.addresses[0].primary);
    CHECK_FALSE(ann.addresses[0].verified);
    CHECK(ann.attributes[0].held == form::text);
    CHECK(ann.attributes[0].text == "sales");
    CHECK(ann.attributes[1].held == form::texts);
    CHECK(ann.attributes[1].texts == std::vector<std::string>{"staff", "admins"});
    CHECK(ann.attributes[2].held == form::texts);
    CHECK(ann.attributes[3].held == form::flag);
    CHECK(ann.attributes[4].number == 3);
    CHECK(ann.attributes[5].time == surety::instant{5, 0});
    CHECK(ann.attributes[6].text == "chief");
    CHECK(ann == surety::user_record(ann));
}
