// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
// clang-format off
#include "counting.hpp" // before anything of surety
// clang-format on

#include <surety/scim.hpp>

#include <boost/json/src.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using surety::address_type;
using surety::code;
using surety::scim;
using surety::user_attribute;
using surety::user_record;
using form = surety::value::form;

namespace {

std::vector<user_record> users(std::string_view text) {
    auto read = scim("users.json", text);
    for (const auto& d : read.diagnostics())
        CAPTURE(d.message);
    REQUIRE(read);
    return *std::move(read);
}

user_record user(std::string_view text) {
    auto all = users(text);
    REQUIRE(all.size() == 1);
    return all[0];
}

/// The ids, in order, each with a space behind it.
std::string ids(const std::vector<user_record>& all) {
    std::string out;
    for (const user_record& u : all)
        out += u.id + " ";
    return out;
}

std::string ids(std::string_view text) {
    return ids(users(text));
}

const user_attribute* find(const user_record& u, std::string_view name) {
    for (const user_attribute& a : u.attributes)
        if (a.name == name)
            return &a;
    return nullptr;
}

form held(const user_record& u, std::string_view name) {
    const auto* const a = find(u, name);
    return a ? a->held : form::null;
}

using strings = std::vector<std::string>;

strings texts(const user_record& u, std::string_view name) {
    const auto* const a = find(u, name);
    REQUIRE(a);
    CHECK(a->held == form::texts);
    return a->texts;
}

surety::diagnostics refused(std::string_view text) {
    const auto read = scim("users.json", text);
    CAPTURE(text);
    REQUIRE_FALSE(read);
    return read.diagnostics();
}

/// Reads texts that are called 1.json, 2.json and so on.
surety::result<std::vector<user_record>> pages(std::initializer_list<const char*> texts) {
    surety::scim_reader reader;
    int number = 0;
    for (const char* const text : texts)
        reader.read(std::to_string(++number) + ".json", text);
    return std::move(reader).finish();
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

// ---- shapes ---------------------------------------------------------------------------------

TEST_CASE("scim: one user, an array, a listing and JSON lines are told apart") {
    CHECK(ids(R"({"id":"a"})") == "a ");
    CHECK(ids(R"([{"id":"a"},{"id":"b"}])") == "a b ");
    CHECK(ids("[]").empty());
    CHECK(ids(R"({"totalResults":2,"Resources":[{"id":"a"},{"id":"b"}]})") == "a b ");
    CHECK(ids("{\"id\":\"a\"}\n{\"id\":\"b\"}\r\n\n{\"id\":\"c\"}\n") == "a b c ");
    CHECK(ids("{\n \"id\": \"a\"\n}\n{\n \"id\": \"b\"\n}\n") == "a b ");
    CHECK(ids("\xEF\xBB\xBF [{\"id\":\"a\"}]\n") == "a ");
}

TEST_CASE("scim: a listing may have no users, and pages may come as an array or as lines") {
    CHECK(ids(R"({"totalResults":0})").empty());
    CHECK(ids(R"({"totalResults":0,"Resources":null})").empty());
    CHECK(ids(R"([{"totalResults":2,"Resources":[{"id":"a"}]},
                  {"totalResults":2,"startIndex":2,"Resources":[{"id":"b"}]}])") == "a b ");
    CHECK(ids("{\"totalResults\":2,\"Resources\":[{\"id\":\"a\"}]}\n"
              "{\"totalResults\":2,\"startIndex\":2,\"Resources\":[{\"id\":\"b\"}]}\n") == "a b ");
}

TEST_CASE("scim: a page that does not say how many users there are is refused") {
    const std::string lists = R"("schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"])";
    for (const std::string& says :
         {lists, lists + R"(,"totalResults":null)", std::string(R"("startIndex":2)"),
          std::string(R"("itemsPerPage":1)")}) {
        CAPTURE(says);
        const auto said = refused("{" + says + R"(,"Resources":[{"id":"a"}]})");
        REQUIRE(said.size() == 1);
        CHECK(said[0].code == code::incomplete_users);
        CHECK(has(said[0].message, "`totalResults`"));
    }
    CHECK(refused("{" + lists + "}")[0].code == code::incomplete_users);
    // What says nothing has all; whatever else it says may be of others, by a word for nobody.
    CHECK(ids(R"({"Resources":[{"id":"a"}]})") == "a ");
    CHECK(ids(R"({"resources":[{"id":"a"}],"Schemas":[]})") == "a ");
    for (const char* const more :
         {R"("hasMore":true)", R"("nextPageToken":"p2")", R"("next":"/Users?page=2")",
          R"("total":2)", R"("count":1)", R"("totalResults":null)", R"("nextCursor":null)",
          R"("startIndex":null)", R"("":0)", R"("schemas":{"next":"p2"})"}) {
        CAPTURE(more);
        const auto said = refused(std::string("{") + more + R"(,"Resources":[{"id":"a"}]})");
        REQUIRE(said.size() == 1);
        CHECK(said[0].code == code::incomplete_users);
        const bool is_total = has(more, "totalResults"); // which nobody says twice
        CHECK(ids(std::string("{") + (is_total ? "" : std::string(more) + ",") +
                  R"("totalResults":1,"Resources":[{"id":"a"}]})") == "a ");
    }
}

TEST_CASE("scim: a page that is found by a cursor is refused: another may be missing") {
    for (const char* cursor : {R"("nextCursor":"x")", R"("previouscursor":"x")"})
        for (const char* total : {"", R"("totalResults":1,)"}) {
            CAPTURE(cursor);
            CAPTURE(total);
            const auto said =
                refused(std::string("{") + total + cursor + R"(,"Resources":[{"id":"a"}]})");
            REQUIRE(said.size() == 1);
            CHECK(said[0].code == code::incomplete_users);
            CHECK(has(said[0].message, "cursor"));
            CHECK(has(said[0].help, "`startIndex`"));
        }
}

TEST_CASE("scim: a listing with an id does not pass for a user who has nobody in him") {
    // Only listings know of a total.
    CHECK(refused(R"({"id":"l","totalResults":9,"Resources":[{"id":"b"}]})")[0].code ==
          code::bad_user_data);
    CHECK(refused(R"({"userName":"l","totalResults":1,"Resources":[{"id":"b"}]})").size() == 1);
    const auto said = refused(R"({"id":"l","Resources":["x",{"id":"b"}]})");
    REQUIRE(said.size() == 1);
    CHECK(said[0].code == code::bad_user_data);
    CHECK(has(said[0].message, "`Resources`"));
    // Nor does a user pass for a listing that has nobody in it.
    for (const char* both :
         {R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
                         "urn:ietf:params:scim:api:messages:2.0:ListResponse"],"id":"a"})",
          R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:user"],"totalResults":0,"id":"a"})",
          R"({"schemas":"urn:ietf:params:scim:schemas:core:2.0:User","totalResults":0})",
          R"({"id":"a","totalResults":0,"emails":[{"value":"x@a.example"}]})",
          R"({"id":"a","totalResults":0})", R"({"active":false,"totalResults":0})"}) {
        CAPTURE(both);
        const auto fault = refused(both);
        REQUIRE(fault.size() == 1);
        CHECK(fault[0].code == code::bad_user_data);
        CHECK(has(fault[0].message, "it may be a listing, by its `"));
    }
    CHECK(refused(R"({"totalresults":1,"ID":"a"})")[0].message ==
          "it may be a listing, by its `totalresults`, or a user, by its `ID`");
    CHECK(refused(R"({"schemas":"urn:ietf:params:scim:api:messages:2.0:ListResponse","id":"l",
                      "Resources":[{"id":"a"}]})")[0]
              .code == code::bad_user_data);
    CHECK(refused(R"({"id":"a","resources":{"id":"b"}})").size() == 1);
    CHECK(ids(R"({"totalResults":1,"id":null,"Resources":[{"id":"a"}]})") == "a ");
    CHECK(ids(R"({"id":"a","totalResults":null})") == "a ");
    // A user may have a member that is called so.
    CHECK(ids(R"({"id":"a","resources":["printer"]})") == "a ");
    CHECK(ids(R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"a",
                  "resources":[{"value":"b"}]})") == "a ");
}

TEST_CASE("scim: what is wrong with a page is not said of a record, nor counted as one") {
    const auto said = refused(R"([{"id":"a"},{"totalResults":1,"id":"x"},{"totalResults":0},{}])");
    REQUIRE(said.size() == 2);
    CHECK(has(said[0].message, "it may be a listing"));
    CHECK(said[1].message == "user 2: it has neither `id` nor `userName`");
}

TEST_CASE("scim: several pages are one set") {
    surety::scim_reader reader;
    reader.read("1.json",
                R"({"totalResults":3,"startIndex":1,"Resources":[{"id":"a"},{"id":"b"}]})");
    reader.read("2.json", R"({"totalResults":3,"startIndex":3,"Resources":[{"id":"c"}]})");
    reader.read("3.json", R"({"id":"d"})");
    const auto all = std::move(reader).finish();
    REQUIRE(all);
    CHECK(ids(*all) == "a b c d ");
}

TEST_CASE("scim: a listing that has more users than were supplied is refused with both numbers") {
    const auto said = refused(R"({"TotalResults":120,"Resources":[{"id":"a"},{"id":"b"}]})");
    REQUIRE(said.size() == 1);
    CHECK(said[0].code == code::incomplete_users);
    CHECK(said[0].file == "users.json");
    CHECK(has(said[0].message, "120"));
    CHECK(has(said[0].message, " 2 "));

    surety::scim_reader reader;
    reader.read("1.json", R"({"totalResults":3,"Resources":[{"id":"a"}]})");
    reader.read("2.json", R"({"totalResults":3,"Resources":[{"id":"b"}]})");
    reader.read("3.json", R"({"id":"c"})"); // no part of the listing
    const auto all = std::move(reader).finish();
    REQUIRE_FALSE(all);
    CHECK(all.diagnostics()[0].code == code::incomplete_users);

    // A page that says less does not unsay what another said.
    CHECK(refused("{\"totalResults\":3,\"Resources\":[{\"id\":\"a\"}]}\n"
                  "{\"totalResults\":1,\"Resources\":[{\"id\":\"b\"}]}\n")[0]
              .code == code::incomplete_users);

    CHECK(refused(R"({"totalResults":"1","Resources":[{"id":"a"}]})")[0].code ==
          code::bad_user_data);
    CHECK(refused(R"({"totalResults":-1,"Resources":[]})")[0].code == code::bad_user_data);
    CHECK(refused(R"({"totalResults":1.5,"Resources":[]})")[0].code == code::bad_user_data);
    CHECK(refused(R"({"totalResults":1,"Resources":{"id":"a"}})")[0].code == code::bad_user_data);
}

TEST_CASE("scim: a page that comes twice does not stand for one that is missing") {
    const char* const first = R"({"totalResults":2,"Resources":[{"id":"a","active":true}]})";
    const char* const second = R"({"totalResults":2,"startIndex":2,"Resources":[{"id":"b"}]})";
    const auto twice = pages({first, first});
    REQUIRE_FALSE(twice);
    REQUIRE(twice.diagnostics().size() == 1);
    CHECK(twice.diagnostics()[0].code == code::incomplete_users);
    CHECK(twice.diagnostics()[0].message ==
          "the listing has 2 users by its `totalResults`, 1 were supplied: index 2 is missing");
    CHECK(ids(*pages({first, second, first, second})) == "a b a b ");
    // Whoever comes by himself, too, is of no page.
    CHECK(pages({R"([{"id":"a"},{"id":"b"}])", second, first}));
    CHECK_FALSE(pages({R"([{"id":"a"},{"id":"b"}])", first, first}));
    CHECK_FALSE(pages({first, R"({"id":"b"})"}));
    CHECK_FALSE(pages({first, R"({"Resources":[{"id":"b"}]})"}));
    // In one text, and on one page.
    CHECK(refused("{\"totalResults\":2,\"Resources\":[{\"id\":\"a\"}]}\n"
                  "{\"totalResults\":2,\"Resources\":[{\"id\":\"a\"}]}\n")[0]
              .code == code::incomplete_users);
    const auto same = refused(R"({"totalResults":2,"Resources":[{"id":"a"},{"id":"a"}]})");
    CHECK(same[0].code == code::incomplete_users);
    CHECK(same[0].message == "the listing has 2 users by its `totalResults`, but several of its "
                             "records have one id: `a`");
    CHECK(ids(R"({"Resources":[{"id":"a"},{"id":"a"}]})") == "a a "); // says no number
    // Whatever index it says.
    const char* const shifted =
        R"({"totalResults":2,"startIndex":2,"Resources":[{"id":"a","active":true}]})";
    CHECK_FALSE(pages({first, shifted}));
    CHECK_FALSE(pages({first, shifted, first, second}));
    // With several listings of a size, a page that came twice would stand for another's.
    const char* const third = R"({"totalResults":2,"Resources":[{"id":"c"}]})";
    const char* const fourth = R"({"totalResults":2,"startIndex":2,"Resources":[{"id":"d"}]})";
    CHECK(pages({first, second, third, fourth}));
    CHECK(pages({first, second, second, first}));
    for (const auto& wrong :
         {pages({first, second, third, second}), pages({first, second, first, fourth}),
          pages({first, second, third, fourth, first, second})}) {
        REQUIRE_FALSE(wrong);
        CHECK(has(wrong.diagnostics()[0].message, "but several of its records have one id: `"));
    }
    // What comes once in every copy of a listing is not what is wrong.
    const char* const faulty =
        R"({"totalResults":3,"Resources":[{"id":"a"},{"id":"b"},{"id":"b"}]})";
    const auto copied = pages({faulty, faulty});
    REQUIRE_FALSE(copied);
    CHECK(has(copied.diagnostics()[0].message, "one id: `b`"));
    // A record that is told of was supplied.
    CHECK(refused(R"({"totalResults":2,"Resources":[{"id":"a"},{"id":7}]})").size() == 1);
}

TEST_CASE("scim: what one listing lacks, another does not have") {
    const auto two = R"({"totalResults":2,"startIndex":1,"Resources":[{"id":"a"}]})";
    const auto one = R"({"totalResults":1,"startIndex":1,"Resources":[{"id":"z"}]})";
    const auto three = R"({"totalResults":3,"Resources":[{"id":"x"},{"id":"y"},{"id":"z"}]})";
    const auto none = R"({"totalResults":0})";
    for (const auto& read : {pages({two, one}), pages({one, two, three}), pages({none, two})}) {
        REQUIRE_FALSE(read);
        REQUIRE(read.diagnostics().size() == 1);
        CHECK(read.diagnostics()[0].code == code::incomplete_users);
        CHECK(read.diagnostics()[0].message ==
              "the listing has 2 users by its `totalResults`, 1 were supplied: index 2 is missing");
        CHECK(has(read.diagnostics()[0].help, "every page of each listing, in any order"));
    }
    CHECK(pages({two, one}).diagnostics()[0].file == "1.json");
    CHECK(pages({one, two}).diagnostics()[0].file == "2.json");
    CHECK(ids(*pages({one, three, none})) == "z x y z ");
    // Each that lacks something is told of.
    const auto both = pages({R"({"totalResults":5,"Resources":[{"id":"a"}]})", three, two});
    REQUIRE_FALSE(both);
    REQUIRE(both.diagnostics().size() == 2);
    CHECK(both.diagnostics()[0].file == "3.json");
    CHECK(both.diagnostics()[1].file == "1.json");
    // One of the same size has all indices as often.
    const auto other = R"({"totalResults":2,"Resources":[{"id":"c"},{"id":"d"}]})";
    const auto uneven = pages({two, other});
    REQUIRE_FALSE(uneven);
    CHECK(uneven.diagnostics()[0].message == "the listing has 2 users by its `totalResults`, but "
                                             "index 1 came 2 times and index 2 came once");
    CHECK(ids(*pages(
              {two, other, R"({"totalResults":2,"startIndex":2,"Resources":[{"id":"b"}]})"})) ==
          "a c d b ");
}

TEST_CASE("scim: pages may come in any order, and each has its place") {
    const auto page = [](const char* start, int records) {
        std::string text =
            R"({"totalResults":6,"startIndex":)" + std::string(start) + R"(,"Resources":[)";
        for (int i = 0; i < records; ++i)
            text += (i > 0 ? ",{\"id\":\"" : "{\"id\":\"") + std::string(start) + "-" +
                    std::to_string(i) + "\"}";
        return text + "]}\n";
    };
    CHECK(users(page("4", 3) + page("1", 2) + page("3", 1)).size() == 6);
    CHECK(users(page("7", 0) + page("0", 6) + page("3", 0)).size() == 6);
    CHECK(users(page("-9223372036854775808", 6)).size() == 6);
    CHECK(users(page("null", 6) + page("9223372036854775807", 0)).size() == 6);
    CHECK(has(refused(page("4", 3) + page("1", 2))[0].message, "5 were supplied: index 3 is"));
    CHECK(has(refused(page("2", 5))[0].message, "5 were supplied: index 1 is"));
    CHECK(has(refused(page("1", 0))[0].message, " 0 were supplied: index 1 is"));
    CHECK(has(refused(page("1", 4) + page("4", 3))[0].message,
              "index 4 came 2 times and index 1 came once"));
    CHECK(has(refused(page("1", 4) + page("3", 2))[0].message, "4 were supplied: index 5 is"));
    CHECK(has(refused(R"({"totalResults":9223372036854775807,
                          "startIndex":9223372036854775807,"Resources":[{"id":"a"}]})")[0]
                  .message,
              " 1 were supplied: index 1 is"));
}

TEST_CASE("scim: a page is within its listing") {
    const auto beyond =
        refused("{\"totalResults\":1,\n\"Resources\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");
    REQUIRE(beyond.size() == 1);
    CHECK(beyond[0].code == code::bad_user_data);
    CHECK(beyond[0].at == surety::position{1, 17});
    CHECK(beyond[0].message == "`totalResults` is 1, the page has records up to index 2");
    CHECK_FALSE(beyond[0].help.empty());
    for (const char* const bad :
         {R"({"totalResults":0,"Resources":[{"id":"a"}]})",
          R"({"totalResults":2,"startIndex":3,"Resources":[{"id":"a"}]})",
          R"({"totalResults":2,"startIndex":2,"Resources":[{"id":"a"},{"id":"b"}]})",
          R"({"totalResults":2,"startIndex":9223372036854775807,"Resources":[{"id":"a"}]})",
          R"({"totalResults":1,"startIndex":"1","Resources":[{"id":"a"}]})",
          R"({"totalResults":1,"startIndex":1.0,"Resources":[{"id":"a"}]})",
          R"({"totalResults":1,"startIndex":9223372036854775808,"Resources":[{"id":"a"}]})"}) {
        const auto said = refused(bad);
        REQUIRE(said.size() == 1);
        CHECK(said[0].code == code::bad_user_data);
    }
}

TEST_CASE("scim: no more than fifty listings are told of, and how many more there are") {
    std::string text = "{}\n";
    for (int i = 1; i <= 60; ++i)
        text += "{\"totalResults\":" + std::to_string(i) + "}\n";
    const auto said = refused(text);
    CHECK(said.size() == surety::most_faulty_records);
    CHECK(has(said.back().message, "the listing has 49 users"));
    CHECK(has(said.back().help, "; and 11 more faults"));
}

// ---- a user ---------------------------------------------------------------------------------

TEST_CASE("scim: a user is its id, else its userName") {
    CHECK(user(R"({"id":"a","userName":"b"})").id == "a");
    CHECK(user(R"({"userName":"b"})").id == "b");
    CHECK(user(R"({"ID":null,"USERNAME":"b"})").id == "b");
    CHECK(user(R"({"id":"","userName":"b"})").id == "b");
    CHECK(refused(R"({"active":true})")[0].code == code::user_without_id);
    CHECK(refused(R"({"id":null})")[0].code == code::user_without_id);
    CHECK(refused(R"({"id":7,"userName":"b"})")[0].code == code::bad_user_data);
    CHECK(refused(R"({"userName":["b"]})")[0].code == code::bad_user_data);
    CHECK(user(R"({"id":"a","userName":["b"]})").id == "a");
}

TEST_CASE("scim: a user is active only when the data says so") {
    CHECK(user(R"({"id":"a","active":true})").active);
    CHECK(user(R"({"id":"a","ACTIVE":"True"})").active);
    CHECK(user(R"({"id":"a","active":"TRUE"})").active);
    for (std::string_view const other :
         {"false", "\"False\"", "\"yes\"", "\" true\"", "1", "null", "[true]", "\"\""}) {
        CAPTURE(other);
        CHECK_FALSE(user(R"({"id":"a","active":)" + std::string(other) + "}").active);
    }
    CHECK_FALSE(user(R"({"id":"a"})").active);
}

TEST_CASE("scim: emails have the type that the data says, in any case") {
    const auto u = user(R"({"id":"a","Emails":[
        {"value":"1@x.com","type":"work","primary":true,"verified":"TRUE"},
        {"VALUE":"2@x.com","Type":"WORK","Primary":"true"},
        {"value":"3@x.com","type":"Home","primary":"no","verified":1},
        {"value":"4@x.com","type":"other"},
        {"value":"5@x.com","type":"school"},
        {"value":"6@x.com"},
        {"value":"7@x.com","type":null},
        {"value":"8@x.com","type":4},
        "9@x.com"]})");
    using surety::user_address;
    const std::vector<user_address> want = {{"1@x.com", address_type::work, true, true},
                                            {"2@x.com", address_type::work, true, false},
                                            {"3@x.com", address_type::home, false, false},
                                            {"4@x.com", address_type::other, false, false},
                                            {"5@x.com", address_type::other, false, false},
                                            {"6@x.com", address_type::none, false, false},
                                            {"7@x.com", address_type::none, false, false},
                                            {"8@x.com", address_type::none, false, false},
                                            {"9@x.com", address_type::none, false, false}};
    CHECK(u.addresses == want);
}

TEST_CASE("scim: emails may be missing, and one without a value is left for bind to tell of") {
    CHECK(user(R"({"id":"a"})").addresses.empty());
    CHECK(user(R"({"id":"a","emails":null})").addresses.empty());
    CHECK(user(R"({"id":"a","emails":[]})").addresses.empty());
    const auto u = user(R"({"id":"a","emails":[{"type":"work"},{"value":null}]})");
    REQUIRE(u.addresses.size() == 2);
    CHECK(u.addresses[0].text.empty());
    for (std::string_view const bad : {"{}", "\"a@b.c\"", "1", "true", "[1]", "[null]", "[[]]",
                                       "[{\"value\":1}]", "[{\"value\":{}}]"}) {
        CAPTURE(bad);
        CHECK(refused(R"({"id":"a","emails":)" + std::string(bad) + "}")[0].code ==
              code::bad_user_data);
    }
}

// ---- attributes -----------------------------------------------------------------------------

TEST_CASE("scim: every JSON form of an attribute is kept apart") {
    const auto u = user(R"({"id":"a","t":"x","e":"","f":true,"g":false,"n":-5,
        "least":-9223372036854775808,"most":9223372036854775807,"beyond":9223372036854775808,
        "wide":123456789012345678901234567890,"half":0.5,"one":1.0,"exp":1e2,
        "o":{"value":"x"},"z":null,"a1":["x","y"],"a0":[]})");
    CHECK(held(u, "t") == form::text);
    CHECK(held(u, "e") == form::text);
    CHECK(held(u, "f") == form::flag);
    CHECK(find(u, "f")->number == 1);
    CHECK(find(u, "g")->number == 0);
    CHECK(held(u, "n") == form::number);
    CHECK(find(u, "n")->number == -5);
    CHECK(find(u, "least")->number == INT64_MIN);
    CHECK(find(u, "most")->number == INT64_MAX);
    for (const auto name : {"beyond", "wide", "half", "one", "exp", "o"}) {
        CAPTURE(name);
        CHECK(held(u, name) == form::other);
    }
    CHECK(find(u, "z") == nullptr);
    CHECK(texts(u, "a1") == strings{"x", "y"});
    CHECK(texts(u, "a0").empty());
}

TEST_CASE("scim: texts are strings, or the values and displays of objects") {
    const auto u = user(R"({"id":"a",
        "groups":[{"value":"g1","display":"admins","$ref":"x"},{"DISPLAY":"staff"},"plain",
                  {"value":"g2","display":null}],
        "none":[{"type":"x"}],"number":["x",1],"nested":[["x"]],"null":["x",null],
        "wrong":[{"value":1,"display":"x"}]})");
    CHECK(texts(u, "groups") == strings{"g1", "admins", "staff", "plain", "g2"});
    for (const auto name : {"none", "number", "nested", "null", "wrong"}) {
        CAPTURE(name);
        CHECK(held(u, name) == form::other);
        CHECK(find(u, name)->texts.empty());
    }
}

TEST_CASE("scim: an extension gives what the record itself lacks") {
    const auto u = user(R"({"id":"a","title":"top","city":null,
        "urn:one":{"Title":"ext","city":"Bern","department":"sales","floor":null},
        "URN:two":{"DEPARTMENT":"sales","floor":3,"title":"other"},
        "other":{"country":"CH"},
        "urn:three":"x"})");
    CHECK(find(u, "title")->text == "top");
    CHECK(find(u, "Title") == nullptr);
    CHECK(find(u, "city")->text == "Bern");
    CHECK(find(u, "department")->text == "sales");
    CHECK(find(u, "floor")->number == 3);
    CHECK(find(u, "country") == nullptr);
    CHECK(std::count_if(u.attributes.begin(), u.attributes.end(),
                        [](const auto& a) { return a.name == "department"; }) == 1);
    CHECK(find(u, "DEPARTMENT") == nullptr);
    // Before the record itself in the text, it still comes second.
    const auto early = user(R"({"id":"a","urn:one":{"title":"ext"},"TITLE":"top"})");
    CHECK(find(early, "TITLE")->text == "top");
    CHECK(find(early, "title") == nullptr);
}

TEST_CASE("scim: what came in whatever order is found again") {
    std::vector<std::string> names;
    for (int i = 0; i < 40; ++i)
        names.push_back(std::string(1 + static_cast<std::size_t>(i) % 3, 'a') + std::to_string(i));
    std::mt19937 dice(7);
    for (int round = 0; round < 50; ++round) {
        std::shuffle(names.begin(), names.end(), dice);
        std::string record = R"({"id":"x")";
        for (std::size_t i = 0; i < 30; ++i) // the user's own, then what one extension has
            record += (i == 20 ? R"(,"urn:1":{"only":1,")" : ",\"") + names[i] + "\":1";
        record += R"(},"urn:2":{"only":1)";
        for (const std::string& name : names)
            record += ",\"" + name + "\":1";
        const auto read = surety::scim("x", record + "}}");
        REQUIRE(read);
        CHECK(read->front().attributes.size() == names.size() + 2); // `id` and `only`
    }
}

TEST_CASE("scim: two extensions that differ in an attribute make the user an error") {
    std::string_view const sales = R"("urn:x":{"dept":"sales"})", hr = R"("urn:y":{"Dept":"hr"})";
    const auto record = [](std::string_view one, std::string_view other) {
        return "{\"id\":\"a\"," + std::string(one) + "," + std::string(other) + "}";
    };
    const auto said = refused(record(sales, hr));
    REQUIRE(said.size() == 1);
    CHECK(said[0].code == code::bad_user_data);
    CHECK(said[0].message == "user 1 (`a`): `Dept` is in `urn:x` and in `urn:y`, and they differ");
    CHECK(said[0].help == "leave one out, or have it in the user itself, which comes first");
    CHECK(said[0].at == surety::position{1, 52});
    CHECK(refused(record(hr, sales))[0].message ==
          "user 1 (`a`): `dept` is in `urn:y` and in `urn:x`, and they differ");
    // Whatever they hold, and with one in between that has the same, or none.
    for (std::string_view const other :
         {R"("urn:y":{"dept":["sales"]})", R"("urn:y":{"dept":true})", R"("urn:y":{"dept":{}})",
          R"("urn:e":{"dept":"sales"},"urn:y":{"dept":"hr"})",
          R"("urn:e":{"dept":null},"urn:y":{"dept":"hr"})", R"("urn:y":{"dept":""})"}) {
        CAPTURE(other);
        CHECK(has(refused(record(sales, other))[0].message, " is in `urn:x` and in `urn:y`"));
    }
    CHECK(has(refused(record(R"("urn:e":{"dept":null},"urn:f":1)",
                             R"("urn:x":{"dept":1},"urn:y":{"dept":2})"))[0]
                  .message,
              "`urn:x` and in `urn:y`"));
    CHECK(has(refused(record(R"("urn:x":{"dept":["a"]})", R"("urn:y":{"dept":["b"]})"))[0].message,
              "`urn:x` and in `urn:y`"));
    CHECK(find(user(record(sales, R"("urn:y":{"dept":"sales"})")), "dept")->text == "sales");
    CHECK(find(user(record(sales, R"("urn:y":{"dept":null})")), "dept")->text == "sales");
    // What the user itself has comes first, wherever it stands.
    CHECK(find(user(record(sales, R"("dept":"top","urn:y":{"dept":"hr"})")), "dept")->text ==
          "top");
    CHECK(has(refused(record(sales, R"("dept":null,"urn:y":{"dept":"hr"})"))[0].message, "differ"));
    // What is not carried contradicts nothing.
    std::string_view const wanted[] = {"title"};
    CHECK(scim("users.json", record(sales, hr), wanted));
    std::string_view const it[] = {"DEPT"};
    CHECK_FALSE(scim("users.json", record(sales, hr), it));
    // Names are shown when they can be seen.
    const auto unseen = refused(record("\"urn:\\u202e\":{\"dept\":1}",
                                       "\"urn:" + std::string(200, 'y') + "\":{\"dept\":2}"));
    CHECK(unseen[0].message ==
          "user 1 (`a`): `dept` is in an extension and in an extension, and they differ");
}

TEST_CASE("scim: members of the core schema are attributes, too") {
    const auto u = user(R"({"id":"a","userName":"b","displayName":"Ann"})");
    CHECK(find(u, "id")->text == "a");
    CHECK(find(u, "userName")->text == "b");
    CHECK(find(u, "displayName")->text == "Ann");
}

TEST_CASE("scim: only wanted attributes are carried when names are given") {
    std::string_view const wanted[] = {"Department", "x"};
    const auto all = scim("users.json",
                          R"({"id":"a","title":"t","urn:e":{"department":"sales","y":1}})", wanted);
    REQUIRE(all);
    REQUIRE((*all)[0].attributes.size() == 1);
    CHECK((*all)[0].attributes[0] == user_attribute("department", "sales"));
    const auto none =
        scim("users.json", R"({"id":"a","title":"t"})", std::span<std::string_view const>{});
    REQUIRE(none);
    CHECK((*none)[0].attributes.empty());
}

TEST_CASE("scim: escapes and long texts arrive whole") {
    CHECK(user(R"({"i\u0064":"\u00e9\n\ud83d\ude00\"\\"})").id == "\xC3\xA9\n\xF0\x9F\x98\x80\"\\");
    std::string const wide(100'000, 'x');
    CHECK(user("{\"id\":\"" + wide + "\"}").id == wide);
    const auto u = user(R"({"id":"a","t":"x\u0000y"})");
    CHECK(find(u, "t")->text == std::string("x\0y", 3));
}

// ---- faults ---------------------------------------------------------------------------------

TEST_CASE("scim: a member that comes twice is refused, letter case ignored") {
    for (std::string_view const bad :
         {R"({"id":"a","id":"a"})", R"({"id":"a","ID":"b"})",
          R"({"id":"a","active":false,"Active":true})", R"({"id":"a","x":1,"x":2})",
          R"({"id":"a","urn:e":{"x":1,"X":2}})", R"({"id":"a","urn:e":{},"urn:E":{}})",
          R"({"id":"a","emails":[{"value":"x","Value":"y"}]})",
          R"({"totalResults":0,"totalresults":1})"}) {
        const auto said = refused(bad);
        REQUIRE(said.size() == 1);
        CHECK(said[0].code == code::bad_user_data);
        CHECK(has(said[0].message, "twice"));
    }
    // Inside what surety does not read, names are the host's own affair.
    CHECK(ids(R"({"id":"a","meta":{"x":1,"X":2}})") == "a ");
}

TEST_CASE("scim: what is no JSON is told of with its place") {
    struct bad {
        std::string text;
        surety::position at;
    };
    std::string const deep = "{\"id\":\"a\",\"x\":" + std::string(100'000, '[');
    const bad all[] = {
        {"", {1, 1}},
        {" \n ", {2, 2}},
        {"x", {1, 1}},
        {"{\"id\":\"a\",}", {1, 11}},
        {"{\n \"id\" \"a\"}", {2, 7}},
        {"[{\"id\":\"a\"}", {1, 12}},
        {"{\"id\":\"a\"} x", {1, 12}},
        {"{\"id\":\"a\"}{\"id\":\"b\"}", {1, 11}},
        {"{\"id\":\"a\"}\n]", {2, 1}},
        {"{\"id\":\"a\xFF\"}", {1, 9}},
        {"{\"id\":\"\\ud800\"}", {1, 14}},
        {"{'id':1}", {1, 2}},
        {std::string("{\"id\":\"a\"}\0", 11), {1, 11}},
        {deep, {1, 78}},
    };
    for (const bad& b : all) {
        CAPTURE(b.text);
        const auto said = refused(b.text);
        REQUIRE(said.size() == 1);
        CHECK(said[0].code == code::bad_user_data);
        CHECK(said[0].file == "users.json");
        CHECK(said[0].at.line == b.at.line);
        CHECK(said[0].at.column == b.at.column);
        CHECK(said[0].message.find('\n') == std::string::npos);
    }
    CHECK(ids(R"({"id":"a","n":1e999,"m":-1e-999})") == "a ");
}

TEST_CASE("scim: JSON may be nested 64 deep and no deeper") {
    const auto user = [](std::size_t depth, char open, char close) {
        std::string inner;
        for (std::size_t i = 1; i < depth; ++i) // the record itself is the first
            inner += open == '{' ? "{\"a\":" : "[";
        inner += "1" + std::string(depth - 1, close);
        return "{\"id\":\"a\",\"x\":" + inner + "}";
    };
    for (const char open : {'[', '{'}) {
        const char close = open == '[' ? ']' : '}';
        CHECK(ids(user(64, open, close)) == "a ");
        const auto said = refused(user(65, open, close));
        REQUIRE(said.size() == 1);
        CHECK(said[0].message == "this is no JSON: it is nested too deep");
    }
    // However deep, and in every place.
    for (const char* const before :
         {"", "[", "{\"Resources\":", "{\"id\":", "{\"id\":\"a\",\"emails\":",
          "{\"id\":\"a\",\"emails\":[{\"value\":", "{\"id\":\"a\"}\n"})
        for (const char* const piece : {"[", "{\"a\":"}) {
            std::string deep = before;
            for (int i = 0; i < 1'000'000; ++i)
                deep += piece;
            CHECK(refused(deep).size() == 1);
        }
}

TEST_CASE("scim: every faulty record is told of, where it is") {
    const auto said =
        refused("[{\"id\":\"a\"},\n {\"id\":3},\n {\"id\":\"c\",\"emails\":{}},\n 5,\n"
                " {\"x\":\"}\\\"{\", \"y\": [1, {\"k\": null}]},\n {\"id\":\"f\"}]");
    REQUIRE(said.size() == 4);
    CHECK(said[0].at == surety::position{2, 8});
    CHECK(has(said[0].message, "user 2"));
    CHECK(said[1].at == surety::position{3, 21});
    CHECK(has(said[1].message, "user 3 (`c`)"));
    CHECK(said[1].excerpt == " {\"id\":\"c\",\"emails\":{}},");
    CHECK(said[2].at == surety::position{4, 2});
    CHECK(said[3].code == code::user_without_id);
    CHECK(said[3].at == surety::position{5, 2});
    CHECK(has(said[3].message, "user 5"));
}

TEST_CASE("scim: faults keep their places when they are found out of order") {
    const auto said = refused("{\"Resources\": [\n  {}\n],\n\"totalResults\": \"x\"}");
    REQUIRE(said.size() == 2);
    CHECK(said[0].at == surety::position{4, 17});
    CHECK(said[1].at == surety::position{2, 3});
}

TEST_CASE("scim: a bad line does not hide the lines after it") {
    const auto said = refused(
        "{\"id\":\"a\"}\n{\"id\":\"b\"\n{\"id\":\"c\"}\n{\"active\":true}\n{\"id\":\"e\",}");
    REQUIRE(said.size() == 3);
    CHECK(said[0].at.line == 2);
    CHECK(said[1].code == code::user_without_id);
    CHECK(said[1].at == surety::position{4, 1});
    CHECK(has(said[1].message, "user 4"));
    CHECK(said[2].at.line == 5);
}

TEST_CASE("scim: fifty faulty records are told of, and how many more there are") {
    std::string text = "[";
    for (int i = 0; i < 61; ++i)
        text += "{},\n";
    text += "{}]";
    const auto said = refused(text);
    CHECK(said.size() == 50);
    CHECK(has(said.back().help, "12 more"));
    CHECK(said.back().at.line == 50);
}

TEST_CASE("scim: what the data says is not echoed when it cannot be seen") {
    const auto said = refused(
        "[{\"id\":\"a\\u001b[2J\",\"emails\":1},{\"id\":\"b\",\"\\u202ex\":1,\"\\u202ex\":2}]");
    REQUIRE(said.size() == 2);
    CHECK(said[0].message.find('\x1b') == std::string::npos);
    CHECK(said[1].message.find("\xE2\x80\xAE") == std::string::npos);
}

TEST_CASE("scim: places are found in any JSON, in any order") {
    std::string_view const text = R"( [ {"a\"b" : "c\\" , "k":[ ]} ,-1.5e3,true , null,"x:",{ } ])";
    surety::detail::json_tree tree;
    REQUIRE_FALSE(surety::detail::read_json(text, tree).error);
    std::string_view const want[] = {"[ {",  "{\"a", "\"c",  "[ ]", "-1",
                                     "true", "null", "\"x:", "{ }"};
    REQUIRE(tree.nodes.size() == std::size(want));
    surety::detail::json_places places;
    for (std::size_t i = 0; i < std::size(want); ++i)
        CHECK(text.substr(places.find(text, i)).starts_with(want[i]));
    CHECK(text.substr(places.find(text, 2)).starts_with(want[2]));
    CHECK(text.substr(places.find(text, 7)).starts_with(want[7]));
}

TEST_CASE("scim: no text breaks the reader") {
    static std::string_view const pieces[] = {"{",
                                              "}",
                                              "[",
                                              "]",
                                              ",",
                                              ":",
                                              "\"id\"",
                                              "\"a\"",
                                              "\"emails\"",
                                              "\"value\"",
                                              "true",
                                              "null",
                                              "12",
                                              "1e5",
                                              "\n",
                                              " ",
                                              "\"Resources\"",
                                              "\"totalResults\"",
                                              "\"urn:x\"",
                                              "\xFF",
                                              "\"\\u00",
                                              "\""};
    std::mt19937 random(7643);
    for (int round = 0; round < 100'000; ++round) {
        std::string text = random() % 2 ? "[{\"id\":\"a\"" : "";
        for (std::size_t n = random() % 16; n > 0; --n)
            text += pieces[random() % std::size(pieces)];
        const auto read = scim("users.json", text);
        if (!read)
            CHECK_FALSE(read.diagnostics().empty());
    }
}

TEST_CASE("scim: an object with very many members is refused, not slow") {
    std::string text = "{\"id\":\"a\"";
    for (int i = 0; i < 200'000; ++i)
        text += ",\"x" + std::to_string(i) + "\":1";
    CHECK(refused(text + "}")[0].code == code::bad_user_data);
}

TEST_CASE(
    "scim: many members are not compared each with each, and the first that repeats is told") {
    const auto object = [](std::size_t members, const std::string& last) {
        std::string text = "{\"id\":\"a\"";
        for (std::size_t i = 1; i < members; ++i)
            text += ",\"member" + std::to_string(1000 + i) + "\":1";
        return text + last + "}";
    };
    const auto took = counting::of([&] { CHECK(ids(object(1'000, "")) == "a "); });
    CHECK(took.comparisons > 1'000);
    CHECK(took.comparisons <= 30 * 1'000);
    for (std::size_t const members : {5u, 11u, 12u, 13u, 500u}) {
        CAPTURE(members);
        CHECK(ids(object(members, "")) == "a ");
        const auto said =
            refused(object(members, ",\"Member1002\":1,\"MEMBER1001\":1,\"mEMBER1002\":1"));
        CHECK(said[0].message == "user 1: a member comes twice, letter case ignored: `Member1002`");
        // Also where it is null.
        CHECK(has(refused(object(members, ",\"Member1003\":null,\"MEMBER1001\":1"))[0].message,
                  "`Member1003`"));
    }
}

TEST_CASE("scim: texts are of elements that say each thing once") {
    const auto held_of = [](const std::string& element) {
        return held(user(R"({"id":"a","groups":[)" + element + "]}"), "groups");
    };
    CHECK(held_of(R"({"value":"staff","display":"Staff"})") == form::texts);
    CHECK(held_of(R"({"value":"staff","VALUE":"admins"})") == form::other);
    CHECK(held_of(R"({"value":"staff","value":"staff"})") == form::other);
}

TEST_CASE("scim: a line of megabytes is not gone through for each fault") {
    std::string text = "[";
    for (int i = 0; i < 200; ++i)
        text += "{\"id\": 7, \"x\": \"" + std::string(10'000, 'x') + "\"},";
    text.back() = ']';
    const auto took = counting::of([&] {
        const auto said = refused(text);
        CHECK(said.size() == surety::most_faulty_records);
        CHECK(said.back().excerpt.empty());
        CHECK(said.back().at.line == 1);
    });
    CHECK(took.shown <= 50 * 1'000);
}

TEST_CASE("scim: what extensions have is not looked for among all that a user has") {
    constexpr std::size_t members = 900, extensions = 10;
    std::string record = R"({"id":"a")", object;
    for (std::size_t i = 0; i < members; ++i)
        object += (i > 0 ? ",\"a" : "\"a") + std::to_string(i) + "\":1";
    for (std::size_t i = 0; i < extensions; ++i)
        record += ",\"urn:" + std::to_string(i) + "\":{" + object + "}";
    std::vector<std::string> names;
    for (std::size_t i = 0; i < members; ++i)
        names.push_back("A" + std::to_string(i));
    const std::vector<std::string_view> wanted(names.begin(), names.end());
    const auto all = counting::of([&] { CHECK(surety::scim("a", record + "}")); });
    CHECK(all.comparisons <= 40 * members * extensions); // sorted, and searched
    const auto some = counting::of([&] { CHECK(surety::scim("a", record + "}", wanted)); });
    CHECK(some.comparisons <= 50 * members * extensions);
    // Many small ones that say again what the user has, or each something new.
    for (const bool again : {true, false}) {
        CAPTURE(again);
        std::string small = "{\"id\":\"a\"," + object;
        small.resize(small.size() - object.size() / 2);
        small.resize(small.rfind(','));
        for (std::size_t i = 0; i < 400; ++i)
            small += ",\"urn:" + std::to_string(i) + "\":{\"" + (again ? "A" : "b") +
                     std::to_string(i) + "\":1}";
        const auto took = counting::of([&] {
            const auto read = surety::scim("a", small + "}");
            REQUIRE(read);
            CHECK(read->front().attributes.size() > (again ? 400 : 800));
        });
        CHECK(took.comparisons <= 100 * members);
    }
}

TEST_CASE("scim: faults that come out of order are not looked for once they are too many to tell") {
    // Each page is found to be wrong behind before it is found to be wrong in front.
    std::string text = "[";
    for (int i = 0; i < 2'000; ++i)
        text += "{\"Resources\": [1], \"totalResults\": \"x\"},\n";
    text.replace(text.size() - 2, 2, "]");
    const auto took = counting::of([&] {
        const auto read = scim("users.json", text);
        REQUIRE_FALSE(read);
        CHECK(read.diagnostics().size() == surety::most_faulty_records);
        CHECK(read.diagnostics().back().help == "and 3950 more faults that are not shown");
    });
    CHECK(took.passed <= 50 * 200);
}

TEST_CASE("scim: a user has up to 1000 attributes, in whatever extensions they come") {
    const auto record = [](int extensions, int each) {
        std::string text = "{\"id\": \"u\"";
        for (int e = 0; e < extensions; ++e) {
            text += ", \"urn:" + std::to_string(e) + "\": {";
            for (int i = 0; i < each; ++i)
                text += (i > 0 ? ", " : "") + ("\"a" + std::to_string(e * each + i)) + "\": 1";
            text += "}";
        }
        return text + "}";
    };
    CHECK(user(record(4, 249)).attributes.size() == 1 + 4 * 249);
    const auto refused = scim("users.json", record(5, 200));
    REQUIRE_FALSE(refused);
    CHECK(refused.diagnostics()[0].message == "user 1 (`u`): a user has more than 1000 attributes");
}
