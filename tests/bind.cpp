// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/bind.hpp>
#include <surety/decide.hpp>
#include <surety/detail/gate_view.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "prebuilt.hpp"

using surety::address_type;
using surety::code;
using surety::user_record;

namespace {

surety::program load(const std::string& text) {
    auto loaded = prebuilt::load("test.surety", text);
    REQUIRE(loaded);
    return *std::move(loaded);
}

std::string const own = "surety 1; allow own: any when domain within work domains of active users;";

std::vector<code> codes(const surety::diagnostics& all) {
    std::vector<code> found;
    for (const auto& d : all)
        found.push_back(d.code);
    return found;
}

user_record user(std::string id, std::string address) {
    return {std::move(id), true, {{std::move(address), address_type::work}}, {}};
}

} // namespace

TEST_CASE("bind: equal records of one id are one user, in whatever order their parts come") {
    user_record ann{"ann",
                    true,
                    {{"ann@a.example", address_type::work}, {"ann@b.example", address_type::home}},
                    {{"groups", {"x", "y"}}, {"unseen", "1"}}};
    user_record again{
        "ann",
        true,
        {{"ANN@b.example", address_type::other}, {"ann@A.example", address_type::work}},
        {{"unseen", "2"}, {"Groups", {"y", "x", "x"}}}};
    const auto policy = load("surety 1; attribute groups: texts;\n"
                             "allow own: any when domain within work domains of active users "
                             "where groups has \"x\";");
    const auto bound = surety::bind(policy, std::vector{ann, again});
    REQUIRE(bound);
    CHECK(bound->user_count() == 1);
}

TEST_CASE("bind: unequal records with one id fail the load, whatever differs") {
    const auto policy = load("surety 1; attribute level: number = 1;\n"
                             "allow own: any when domain within work domains of active users "
                             "where level at least 1;");
    const user_record first = user("ann", "ann@a.example");
    const auto conflicts = [&](const user_record& second) {
        auto const bound = surety::bind(policy, std::vector{first, second});
        return !bound && codes(bound.diagnostics()) == std::vector{code::conflicting_users};
    };
    CHECK(!conflicts(first));
    user_record other = first;
    other.active = false;
    CHECK(conflicts(other));
    other = first;
    other.addresses[0].type = address_type::home;
    CHECK(conflicts(other));
    other = first;
    other.addresses[0].primary = true;
    CHECK(conflicts(other));
    other = first;
    other.addresses[0].verified = true;
    CHECK(conflicts(other));
    other = first;
    other.addresses.push_back({"ann@b.example", address_type::work});
    CHECK(conflicts(other));
    other = first;
    other.attributes = {{"level", 2}};
    CHECK(conflicts(other));
    other.attributes = {{"level", 1}}; // what the default says
    CHECK(!conflicts(other));
}

TEST_CASE("bind: all faulty records are named at once") {
    const auto policy = load("surety 1; attribute level: number; attribute since: time;\n"
                             "allow own: any when domain within domains of users where "
                             "(level at least 1 and since before \"2030-01-01T00:00:00Z\");");
    user_record none = user("", "x@a.example");
    user_record missing = user("missing", "x@a.example");
    user_record wrong = user("wrong", "x@a.example");
    wrong.attributes = {{"level", "high"}, {"since", "yesterday"}};
    user_record null = user("null", "x@a.example");
    null.attributes = {{"level", 1}, surety::user_attribute()};
    null.attributes[1].name = "since";
    user_record good = user("good", "x@a.example");
    good.attributes = {{"LEVEL", 1}, {"Since", "2024-05-06t07:08:09+02:00"}};
    const auto bound = surety::bind(policy, std::vector{none, missing, good, wrong, null});
    CHECK(!bound);
    CHECK(codes(bound.diagnostics()) ==
          std::vector{code::user_without_id, code::missing_attribute, code::missing_attribute,
                      code::wrong_attribute, code::wrong_attribute, code::missing_attribute});
    CHECK(surety::bind(policy, std::vector{good}));
}

TEST_CASE("bind: addresses that do not parse are left out, named up to fifty, and counted") {
    std::vector<user_record> users;
    for (int i = 0; i < 60; ++i)
        users.push_back(user("u" + std::to_string(i), "no address"));
    users.push_back(user("ann", "ann@a.example"));
    users.back().addresses.push_back({"ann at b.example", address_type::work});
    const auto bound = surety::bind(load(own), users);
    REQUIRE(bound);
    CHECK(bound->user_count() == 61);
    REQUIRE(bound.diagnostics().size() == 51);
    CHECK(bound.diagnostics().front().message ==
          "an address of user `u0` does not parse and is left out: `no address`");
    CHECK(bound.diagnostics().back().message == "11 more addresses do not parse");
    for (const auto& d : bound.diagnostics()) {
        CHECK(d.code == code::bad_address);
        CHECK(d.level == surety::severity::warning);
    }
    CHECK(surety::decide(*bound, "a.example").allowed()); // the user stays
    CHECK_FALSE(surety::decide(*bound, "b.example").allowed());
}

TEST_CASE("bind: a host says how many of the addresses that do not parse are named") {
    std::vector<user_record> users;
    for (int i = 0; i < 60; ++i)
        users.push_back(user("u" + std::to_string(i), "no address"));
    const auto said = [&](std::size_t most_named) {
        return surety::bind(load(own), users, {}, nullptr, most_named).diagnostics();
    };
    CHECK(said(0).size() == 1);
    CHECK(said(0)[0].message == "60 more addresses do not parse");
    CHECK(said(59).back().message == "1 more address does not parse");
    for (std::size_t const all : {std::size_t{60}, surety::every_address}) {
        const auto named = said(all);
        REQUIRE(named.size() == 60);
        CHECK(named[59].message ==
              "an address of user `u59` does not parse and is left out: `no address`");
    }
}

TEST_CASE("bind: addresses of users are read by the parser of identities, nothing is repaired") {
    for (const char* const odd :
         {"", "a.example", " ann@a.example", "ann@a.example ", "ann@a.example.", "ann@@a.example",
          "ann@evil.example@a.example", "\"ann\"@a.example", "Ann <ann@a.example>",
          "ann@[10.0.0.1]", "mailto:ann@a.example", "=?utf-8?q?ann?=@a.example",
          "ann%b.example@a.example", "ann@a.example,bob@a.example", "ann@a.example\n",
          "ann@\xC3\xA4.example", "ann@example"}) {
        CAPTURE(odd);
        const auto bound = surety::bind(load(own), std::vector{user("ann", odd)});
        REQUIRE(bound);
        CHECK(bound.diagnostics().size() == 1);
        CHECK(bound->user_count() == 1);
        CHECK(bound->domain_count() == 0);
        CHECK_FALSE(surety::decide(*bound, "a.example").allowed());
    }
    // An address with a zero byte ends nowhere else than it does.
    const auto bound =
        surety::bind(load(own), std::vector{user("ann", std::string("ann@a.example\0", 14))});
    REQUIRE(bound);
    CHECK(bound.diagnostics().size() == 1);
    CHECK_FALSE(surety::decide(*bound, "a.example").allowed());
}

TEST_CASE("bind: an address of a megabyte is told of in a line") {
    for (const std::string& text : {std::string(1'000'000, '@'), std::string(1'000'000, '\x80'),
                                    std::string(255, 'a'), std::string(253, 'a') + "\xC3\xA9"}) {
        const auto bound = surety::bind(load(own), std::vector{user("ann", text)});
        REQUIRE(bound);
        REQUIRE(bound.diagnostics().size() == 1);
        const std::string& message = bound.diagnostics()[0].message;
        CHECK(message.size() < 400);
        CHECK(message.ends_with("…`"));
        CHECK(message.find("\xC3…") == message.npos); // no half of a character
    }
}

TEST_CASE("bind: a long id is told of in a line") {
    std::string id = "é";
    while (id.size() < 512)
        id += id;
    std::string const cut = id.substr(0, 254) + "…`";
    for (const std::string& before : {std::string(), std::string("x")}) { // or in a character
        std::string const shown = before.empty() ? "`" + cut : "`x" + id.substr(0, 252) + "…`";
        const auto messages = [&](const std::string& policy,
                                  const std::vector<user_record>& users) {
            std::vector<std::string> out;
            const auto bound = surety::bind(load("surety 1; " + policy), users);
            for (const auto& d : bound.diagnostics())
                out.push_back(d.message);
            return out;
        };
        using texts = std::vector<std::string>;
        std::string const rule = "allow own: any when domain within domains of active users";
        const user_record one = user(before + id, "a@a.example");
        user_record other = one;
        other.active = false;
        CHECK(messages(rule + ";", {one, other}) ==
              texts{"two different users have the id " + shown});
        CHECK(messages(rule + ";", {user(before + id, "none")}) ==
              texts{"an address of user " + shown + " does not parse and is left out: `none`"});
        std::string const needs = "attribute level: number;" + rule + " where level is 1;";
        CHECK(messages(needs, {one}) == texts{"user " + shown + " has no attribute `level`"});
        other.attributes = {{"level", "high"}};
        CHECK(messages(needs, {other}) ==
              texts{"attribute `level` of user " + shown + " is no number"});
    }
}

TEST_CASE("bind: of a user's faulty attributes sixteen are named, and the others counted") {
    for (std::size_t const count : {1u, 16u, 17u, 40u}) {
        CAPTURE(count);
        std::string policy = "surety 1; ";
        user_record ann = user("ann", "ann@a.example");
        for (std::size_t i = 0; i < count; ++i) {
            policy += "attribute a" + std::to_string(i) + ": number;";
            if (i % 2 == 1)
                ann.attributes.push_back({"a" + std::to_string(i), "none"});
        }
        policy += "allow own: any when domain within domains of users where a0 is 1;";
        const auto bound = surety::bind(load(policy), std::vector{ann, user("bob", "b@b.example")});
        REQUIRE(!bound);
        std::size_t const each = std::min<std::size_t>(count, 17);
        REQUIRE(bound.diagnostics().size() == 2 * each);
        CHECK(bound.diagnostics()[0].message == "user `ann` has no attribute `a0`");
        CHECK(bound.diagnostics()[each].message == "user `bob` has no attribute `a0`");
        if (count > 1)
            CHECK(bound.diagnostics()[1].help ==
                  "it came as a text: supply it as the policy declares it");
        if (count > 16) {
            CHECK(bound.diagnostics()[15].message == "attribute `a15` of user `ann` is no number");
            CHECK(bound.diagnostics()[16].message ==
                  std::to_string(count - 16) +
                      " more attributes of user `ann` are missing or of the wrong type");
            CHECK(bound.diagnostics()[16].level == surety::severity::error);
        }
    }
}

TEST_CASE("bind: one address at two users: each of them may stand surety, and each counts") {
    user_record ann = user("ann", "desk@a.example");
    user_record bob = user("bob", "Desk@A.example");
    const auto one = load("surety 1; allow own: email when address in work addresses of active "
                          "users;");
    const auto two = load("surety 1; allow own: domain when domain within work domains of at least "
                          "2 active users;");
    const auto sureties = [&](const surety::program& policy, const char* asked) {
        const auto bound = surety::bind(policy, std::vector{bob, ann});
        REQUIRE(bound);
        CHECK(bound.diagnostics().empty());
        std::string names;
        const auto decided = surety::decide(*bound, asked);
        for (const auto who : decided.sureties())
            names += std::string(bound->user_id(who)) + " ";
        return names;
    };
    CHECK(sureties(one, "desk@a.example") == "ann "); // the least by id
    CHECK(sureties(two, "a.example") == "ann ");
    ann.active = false; // who has left takes nothing with him
    CHECK(sureties(one, "desk@a.example") == "bob ");
    CHECK(sureties(two, "a.example") == "");
    // The address twice at one user is one user.
    ann.active = true;
    ann.addresses.push_back(ann.addresses[0]);
    bob.addresses.clear();
    CHECK(sureties(two, "a.example") == "");
}

TEST_CASE("bind: ids are compared byte by byte, and conflicts are all named") {
    const std::vector<user_record> apart{user("Ann", "ann@a.example"), user("ann", "ann@b.example"),
                                         user("ann ", "ann@c.example")};
    const auto bound = surety::bind(load(own), apart);
    REQUIRE(bound);
    CHECK(bound->user_count() == 3);

    std::vector<user_record> users;
    for (const char* const id : {"ann", "bob", "cid"}) {
        users.push_back(user(id, "x@a.example"));
        users.push_back(user(id, "x@b.example"));
    }
    users.push_back(users[0]); // equal to the first: no third conflict
    const auto refused = surety::bind(load(own), users);
    CHECK_FALSE(refused);
    CHECK(codes(refused.diagnostics()) == std::vector(3, code::conflicting_users));
    CHECK(refused.diagnostics()[1].message == "two different users have the id `bob`");
}

TEST_CASE("bind: ages of attributes are counted from the instant of binding") {
    const auto policy = load("surety 1; attribute since: time;\n"
                             "allow own: any when domain within work domains of active users where "
                             "since older than 2 days;");
    user_record ann = user("ann", "ann@a.example");
    ann.attributes = {{"since", surety::instant{1'000'000, 0}}};
    const auto allowed = [&](surety::instant now) {
        auto const bound = surety::bind(policy, std::vector{ann}, now);
        REQUIRE(bound);
        CHECK(bound->bound_at() == now);
        return surety::decide(*bound, "a.example").allowed();
    };
    CHECK(!allowed({1'000'000 + 172'800, 0}));
    CHECK(allowed({1'000'000 + 172'800, 1}));
}

TEST_CASE("bind: where ages of attributes are compared, it has to be said what time it is") {
    user_record ann = user("ann", "ann@a.example");
    ann.attributes = {{"since", surety::instant{1'000'000, 0}}};
    const std::string since = "surety 1; attribute since: time;\n";
    for (const char* const rule :
         {"users new = active users where since newer than 2 days;\n"
          "allow own: any when domain within work domains of new;",
          "allow own: email when address in work addresses of active users where since newer than "
          "2 hours;",
          "allow own: any when domain within domains of at least 1 active users where not (since "
          "older than 2 days);"}) {
        CAPTURE(rule);
        const auto policy = load(since + rule);
        const auto refused = surety::bind(policy, std::vector{ann});
        CHECK(codes(refused.diagnostics()) == std::vector{code::needs_now});
        CHECK(surety::bind(policy, std::vector{ann}, surety::instant{1'000'000, 1}));
    }
    // Nobody asks who is new here.
    CHECK(surety::bind(load(since + "users new = active users where since newer than 2 days;\n"
                                    "allow own: any when domain within work domains of active "
                                    "users where since before \"2026-01-01T00:00:00Z\";"),
                       std::vector{ann}));
}

TEST_CASE("bind: an id has at most 1024 bytes") {
    const auto policy = load(own);
    const std::string longest(1024, 'x');
    CHECK(surety::bind(policy, std::vector{user(longest, "x@a.example")}));
    const auto refused =
        surety::bind(policy, std::vector{user(longest + "x", "x@a.example"), user("y", "none")});
    REQUIRE(codes(refused.diagnostics()) == std::vector{code::too_many, code::bad_address});
    CHECK(refused.diagnostics()[0].message.ends_with("…` has 1025 bytes"));
    const auto far = surety::bind(policy, std::vector{user(std::string(1'000'000, 'x'), "none")});
    CHECK(far.diagnostics()[0].message.size() < 400);
}

TEST_CASE("bind: a text that is none is no attribute") {
    const auto policy = load("surety 1; attribute dept: text = \"none\";\n"
                             "allow own: any when domain within work domains of users where dept "
                             "is \"x\";");
    user_record ann = user("ann", "ann@a.example");
    const char* given = "x";
    ann.attributes = {{"dept", given}};
    CHECK(surety::decide(*surety::bind(policy, std::vector{ann}), "a.example").allowed());
    given = nullptr;
    ann.attributes = {{"dept", given}};
    CHECK(ann.attributes[0].held == surety::value::form::null);
    char* const unset = nullptr; // as `std::getenv` says it
    ann.attributes = {{"dept", unset}};
    CHECK(ann.attributes[0].held == surety::value::form::null);
    static_assert(!std::is_constructible_v<surety::user_attribute, std::string, std::nullptr_t>);
}

TEST_CASE("bind: nothing but a truth makes a user active, or an address verified") {
    // As data bases give a column: `f` and 0 would all be true.
    using surety::flag;
    static_assert(!std::is_convertible_v<const char*, flag> && !std::is_convertible_v<char, flag>);
    static_assert(!std::is_convertible_v<int, flag> && !std::is_convertible_v<double, flag>);
    static_assert(!std::is_convertible_v<void*, flag> && !std::is_convertible_v<std::string, flag>);
    static_assert(!std::is_constructible_v<flag, const char*> &&
                  !std::is_constructible_v<flag, std::nullptr_t>);
    // Nor what becomes a `bool` by way of those, or only when it is asked for one.
    struct text_column {
        operator const char*() const { return "f"; }
    };
    struct number_column {
        operator int() const { return 2; }
    };
    struct thrower {
        operator bool() const { throw 1; }
    };
    static_assert(!std::is_convertible_v<text_column, flag>);
    static_assert(!std::is_convertible_v<number_column, flag>);
    static_assert(!std::is_convertible_v<decltype([] { return false; }), flag>);
    static_assert(!std::is_convertible_v<std::optional<bool>, flag>);
    static_assert(!std::is_convertible_v<std::atomic<int>, flag>);
    static_assert(std::is_convertible_v<std::atomic<bool>, flag>);
    static_assert(std::is_convertible_v<std::false_type, flag>);
    CHECK_THROWS_AS(surety::user_record().active = thrower(), int);
    const auto takes = [](auto&& user, auto given) {
        return requires {
            user.active = given;
        };
    };
    CHECK_FALSE(takes(surety::user_record(), "f"));
    CHECK_FALSE(takes(surety::user_record(), 0));
    CHECK(takes(surety::user_record(), false));
    static_assert(std::is_same_v<decltype(surety::user_address::primary), flag> &&
                  std::is_same_v<decltype(surety::user_address::verified), flag>);
    const std::vector<bool> column{false, true};
    surety::user_record ann{"ann", column[1]};
    CHECK(ann.active);
    ann.active = column[0];
    CHECK(!ann.active);
    CHECK(!surety::user_record().active);
    ann.active |= true;
    CHECK(ann.active);
    ann.active &= column[0];
    CHECK(!ann.active);
    CHECK(surety::value(ann.active).held() == surety::value::form::flag);
    CHECK(surety::user_attribute("guest", ann.active).held == surety::value::form::flag);
    CHECK(!surety::value(ann.active).flag());
}

TEST_CASE("bind: a list of texts is texts, also when it has one or none") {
    const auto policy = load("surety 1; attribute groups: texts;\n"
                             "allow own: any when domain within work domains of users where groups "
                             "has \"admins\";");
    user_record ann = user("ann", "ann@a.example");
    ann.attributes = {{"groups", {"admins"}}};
    CHECK(surety::decide(*surety::bind(policy, std::vector{ann}), "a.example").allowed());
    ann.attributes = {{"groups", {"staff", "admins"}}};
    CHECK(surety::decide(*surety::bind(policy, std::vector{ann}), "a.example").allowed());
    ann.attributes = {{"groups", {}}};
    CHECK_FALSE(surety::decide(*surety::bind(policy, std::vector{ann}), "a.example").allowed());
    ann.attributes = {{"groups", {std::string("admins")}}};
    CHECK(surety::decide(*surety::bind(policy, std::vector{ann}), "a.example").allowed());
}

TEST_CASE("bind: users may be of a type of the host's, or come one by one") {
    struct member : user_record {
        long tenant = 7;
    };
    std::vector<member> members(20);
    for (std::size_t i = 0; i < members.size(); ++i)
        static_cast<user_record&>(members[i]) =
            user(std::to_string(i), "x@d" + std::to_string(i) + ".example");
    const auto policy = load(own);
    const auto bound = surety::bind(policy, members);
    REQUIRE(bound);
    CHECK(bound->user_count() == 20);
    CHECK(surety::decide(*bound, "d19.example").allowed());

    // They may be gone over only once, and change with that.
    struct coming {
        std::vector<member>& from;
        std::size_t left;
        struct end_of {};
        coming& operator++() {
            --left;
            return *this;
        }
        member operator*() const { return from[left - 1]; }
        bool operator!=(end_of) const { return left > 0; }
        coming& begin() { return *this; }
        end_of end() { return {}; }
    };
    const auto some = surety::bind(policy, coming{members, 10});
    REQUIRE(some);
    CHECK(some->user_count() == 10);
}

TEST_CASE("bind: many attributes are found as a few are") {
    for (const std::size_t count : {3u, 16u, 17u, 60u}) {
        CAPTURE(count);
        std::string declared, others;
        user_record ann = user("ann", "ann@a.example");
        for (std::size_t i = 0; i < count; ++i) {
            std::string const number = std::to_string(i);
            std::string const name{'o', static_cast<char>('a' + i * 7 % 26),
                                   static_cast<char>('a' + i / 26), '-', 'f'};
            declared += "attribute " + name + ": number;\n";
            others += (i > 0 ? " or " : "") + name + " is not " + number;
            std::string as_given = name; // every other letter is a capital, in turns
            for (std::size_t at = i % 2; at < as_given.size(); at += 2)
                as_given[at] = static_cast<char>(std::toupper(as_given[at]));
            auto& given = ann.attributes;
            given.insert(given.begin() + static_cast<std::ptrdiff_t>(i * 7 % (given.size() + 1)),
                         {as_given, static_cast<std::int64_t>(i)});
        }
        const auto with_nulls = [](user_record of) {
            std::vector<surety::user_attribute> all;
            for (const surety::user_attribute& a : of.attributes) {
                all.emplace_back().name = a.name;
                all.push_back(a);
                all.push_back({a.name, -1}); // comes too late
                all.push_back({a.name + "f", -1});
            }
            of.attributes = all;
            return of;
        };
        const auto policy =
            load("surety 1;\n" + declared + "allow own: any when domain in domains of users;\n" +
                 "deny odd: any when domain in domains of users where (" + others + ");\n");
        for (const user_record& given : {ann, with_nulls(ann)}) {
            const auto gate = surety::bind(policy, std::vector<user_record>{given});
            REQUIRE(gate);
            CHECK(surety::decide(*gate, "a.example").allowed());
        }
        user_record less = ann;
        less.attributes.erase(less.attributes.begin() + 1);
        for (const user_record& given : {less, with_nulls(less)}) {
            const auto refused = surety::bind(policy, std::vector<user_record>{given});
            REQUIRE(refused.diagnostics().size() == 1);
            CHECK(refused.diagnostics()[0].code == surety::code::missing_attribute);
        }
    }
}

TEST_CASE("bind: texts of attributes are compared as sets, however many") {
    const auto policy = load("surety 1; attribute a: texts; attribute b: texts;\n"
                             "attribute c: text = \"8\";\n"
                             "allow same: any when domain in domains of users where a is b;\n"
                             "allow has: any when domain in domains of users where a has \"7\";\n"
                             "allow in: any when domain in domains of users where c in a;\n");
    const auto holds = [&](std::vector<std::string> a, std::vector<std::string> b) {
        user_record ann = user("ann", "ann@a.example");
        ann.attributes = {{"a", std::move(a)}, {"b", std::move(b)}};
        const auto gate = surety::bind(policy, std::vector<user_record>{ann});
        REQUIRE(gate);
        std::string all;
        const auto made = surety::decide(*gate, "a.example");
        for (const auto rule : made.rules())
            all += std::string(policy.rule(rule).name) + ' ';
        return all;
    };
    for (const std::size_t count : {1u, 16u, 17u, 18u, 100u}) {
        CAPTURE(count);
        std::vector<std::string> up, down;
        for (std::size_t i = 0; i < count; ++i) {
            up.push_back(std::to_string(i + 100));
            down.insert(down.begin(), up.back());
        }
        CHECK(holds(up, down) == "same ");
        auto more = up;
        more.insert(more.end(), up.begin(), up.end());
        CHECK(holds(more, down) == "same ");
        CHECK(holds(down, more) == "same ");
        CHECK(holds(std::vector<std::string>(count, "100"), {"100"}) == "same ");
        CHECK(holds({"100"}, std::vector<std::string>(count, "100")) == "same ");
        more.push_back("7");
        CHECK(holds(more, down) == "has ");
        CHECK(holds(down, more).empty());
        more.push_back("8");
        CHECK(holds(more, more) == "same has in ");
        down.front() = "8";
        CHECK(holds(down, up) == "in ");
    }
}

TEST_CASE("bind: users come from any range, and may die behind it") {
    struct made_on_the_fly {
        int at;
        user_record operator*() const {
            return user("u" + std::to_string(at), "x@d" + std::to_string(at) + ".example");
        }
        made_on_the_fly& operator++() {
            ++at;
            return *this;
        }
        bool operator!=(const made_on_the_fly& other) const { return at != other.at; }
    };
    struct source {
        made_on_the_fly begin() const { return {0}; }
        made_on_the_fly end() const { return {1000}; }
    };
    const auto bound = surety::bind(load(own), source());
    REQUIRE(bound);
    CHECK(bound->user_count() == 1000);
    CHECK(bound->domain_count() == 1000);
    for (int i = 0; i < 1000; ++i) {
        const auto decided = surety::decide(*bound, "x@d" + std::to_string(i) + ".example");
        REQUIRE(decided.allowed());
        CHECK(bound->user_id(decided.sureties()[0]) == "u" + std::to_string(i));
    }
}

TEST_CASE("bind: the surety is the user least by id, whatever order they come in") {
    const auto policy = load(own);
    std::vector<std::string> ids = {"b", std::string("b\0", 2), "ba", "c", "\xFF"};
    for (std::size_t const size : {7u, 14u, 15u, 16u, 17u, 40u}) // ids that are alike for long
        for (const char last : {'x', 'y', '\x80'})
            ids.push_back(std::string(size, 'b') + last);
    for (int round = 0; round < 2; ++round, std::reverse(ids.begin(), ids.end()))
        for (std::size_t i = 0; i < ids.size(); ++i)
            for (std::size_t j = 0; j < ids.size(); ++j) {
                const auto bound = surety::bind(policy, std::vector{user(ids[i], "x@a.example"),
                                                                    user(ids[j], "y@A.example"),
                                                                    user("z", "z@b.example")});
                if (i == j) {
                    CHECK(!bound);
                    continue;
                }
                REQUIRE(bound);
                const auto decided = surety::decide(*bound, "a.example");
                REQUIRE(decided.sureties().size() == 1);
                CHECK(bound->user_id(decided.sureties()[0]) == std::min(ids[i], ids[j]));
            }
}

TEST_CASE("bind: a record that comes again stands for nobody else") {
    const auto policy = load("surety 1; allow many: any when domain within work domains of at "
                             "least 2 active users;");
    const auto allowed = [&](std::vector<user_record> users) {
        const auto bound = surety::bind(policy, users);
        REQUIRE(bound);
        return surety::decide(*bound, "x.a.example").allowed();
    };
    user_record ann = user("ann", "ann@a.example");
    ann.addresses.push_back({"ann@x.a.example", address_type::work});
    ann.addresses.push_back({"other@a.example", address_type::work});
    CHECK(!allowed({ann}));
    CHECK(!allowed({ann, ann, ann}));
    CHECK(!allowed({ann, user("bob", "bob@b.example"), ann}));
    CHECK(allowed({ann, ann, user("bob", "bob@a.example"), ann}));
    CHECK(allowed({user("bob", "bob@a.example"), ann, user("bob", "bob@a.example")}));
}

TEST_CASE("bind: many inactive users who would vouch are named once each, by id") {
    const auto policy = load(own);
    std::vector<user_record> users;
    for (int i = 0; i < 100; ++i) {
        users.push_back(user("u" + std::to_string(1000 + i * 37 % 100), "x@a.example"));
        users.back().active = false;
    }
    for (std::size_t i = 20; i < 60; ++i)
        users.push_back(user_record(users[i])); // once more
    const auto bound = surety::bind(policy, users);
    REQUIRE(bound);
    CHECK(bound->user_count() == 100);
    const auto& view = bound->view();
    const auto entry = view.domains.find("a.example");
    REQUIRE(entry.is_member());
    const auto group =
        view.group(surety::detail::name_table::value(view.domains.values_of(entry), 0));
    REQUIRE(group.users.size() == 100);
    for (std::uint32_t i = 0; i < 100; ++i)
        CHECK(bound->user_id(group.users[i]) == "u" + std::to_string(1000 + i));
}

TEST_CASE("bind: ids may be long and hold anything") {
    std::string const id = std::string(1000, 'x') + '\0' + "end";
    const auto bound = surety::bind(load(own), std::vector{user(id, "x@a.example")});
    REQUIRE(bound);
    const auto decided = surety::decide(*bound, "a.example");
    CHECK(bound->user_id(decided.sureties()[0]) == id);
}

TEST_CASE("bind: the kind of range makes no difference") {
    const auto policy = load(own);
    const user_record in_array[] = {user("a", "x@a.example"), user("b", "x@b.example")};
    const std::vector<user_record> in_vector(std::begin(in_array), std::end(in_array));
    const std::list<user_record> in_list(in_vector.begin(), in_vector.end());
    const auto both = [](const surety::result<surety::gate>& bound) {
        REQUIRE(bound);
        CHECK(bound->user_count() == 2);
        CHECK(surety::decide(*bound, "a.example").allowed());
        CHECK(surety::decide(*bound, "b.example").allowed());
    };
    both(surety::bind(policy, in_array));
    both(surety::bind(policy, in_vector));
    both(surety::bind(policy, in_list));
    both(surety::bind(policy, std::span<const user_record>(in_vector)));
    CHECK(surety::bind(policy, std::vector<user_record>())->user_count() == 0);
}

TEST_CASE("bind: a small tenant's gate is small") {
    std::vector<user_record> users;
    for (int i = 0; i < 100; ++i)
        users.push_back(user("user-" + std::to_string(10'000'000'000 + i),
                             "x@company" + std::to_string(i % 20) + ".example"));
    const auto bound = surety::bind(load(own), users);
    REQUIRE(bound);
    CHECK(bound->size_in_bytes() <= 4 * 1024);
}
