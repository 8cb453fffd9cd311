// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/explain.hpp>
#include <surety/reader.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "prebuilt.hpp"

using surety::remedy;
using kind = surety::remedy::kind;

namespace {

surety::user_record user(std::string id, std::string address, bool active = true) {
    return {std::move(id), active, {{std::move(address), surety::address_type::work}}, {}};
}

class suffixes final : public surety::reader {
public:
    surety::read_status read(std::string_view, std::string& text) override {
        text = "uk\nco.uk\n";
        return surety::read_status::ok;
    }
};

surety::gate gate(const std::string& text, const std::vector<surety::user_record>& users) {
    suffixes list;
    const auto policy = prebuilt::load("senders.surety", text, &list);
    REQUIRE(policy);
    auto bound = prebuilt::bind(*policy, users);
    REQUIRE(bound);
    return *std::move(bound);
}

std::vector<std::string> subjects(const surety::explanation& said, kind what) {
    std::vector<std::string> found;
    for (const remedy& r : said.remedies)
        if (r.what == what)
            found.push_back(r.subject);
    return found;
}

using texts = std::vector<std::string>;

/// How many users are advised to be added.
std::vector<std::size_t> users_wanted(const surety::gate& g, const char* asked) {
    std::vector<std::size_t> out;
    for (const surety::remedy& r : surety::explain(g, asked).remedies)
        if (r.what == kind::add_users)
            out.push_back(r.wanted);
    return out;
}

} // namespace

TEST_CASE("explain: rules come with their text and place") {
    const auto said = surety::explain(gate("surety 1;\n"
                                           "  deny bad: any when domain within \"a.example\"\n"
                                           "    because \"not that one\";\n",
                                           {}),
                                      "A.example");
    REQUIRE(said.rules.size() == 1);
    CHECK(said.file == "senders.surety");
    CHECK(said.canonical == "a.example");
    CHECK(said.rules[0].name == "bad");
    CHECK(said.rules[0].because == "not that one");
    CHECK(said.rules[0].at == surety::position{2, 3});
    CHECK(said.remedies.empty());
}

TEST_CASE("explain: what was asked comes as it was asked") {
    const auto g = gate("surety 1; allow x: any when domain is \"a.example\"; fact f: text;", {});
    std::string const odd[] = {"A.Example", "a..example", "", std::string(1 << 20, '.'),
                               "\x1b\xFF"};
    for (const std::string& text : odd)
        CHECK(surety::explain(g, text).asked == text);
}

TEST_CASE("explain: all facts at fault are named, and how") {
    const auto g = gate("surety 1; fact a: text; fact b: number; fact c: flag = true;\n"
                        "allow x: any when a is \"1\" or b at least 1 or c;",
                        {});
    surety::fact const facts[] = {{"b", "many"}};
    const auto said = surety::explain(g, {"a.example", facts});
    CHECK(said.outcome == surety::outcome::indeterminate);
    REQUIRE(said.facts.size() == 2);
    CHECK(said.facts[0].name == "a");
    CHECK(said.facts[0].missing);
    CHECK(said.facts[1].name == "b");
    CHECK(!said.facts[1].missing);
    CHECK(said.facts[1].type == surety::type::number);
}

TEST_CASE("explain: a request that does not say what time it is gets no other answer") {
    surety::fact const facts[] = {{"since", surety::instant{1'000, 0}}};
    const auto g = gate("surety 1; fact since: time;\n"
                        "deny old: any when since older than 1 days;",
                        {});
    const auto said = surety::explain(g, {"a.example", facts});
    CHECK(said.outcome == surety::outcome::indeterminate);
    CHECK(said.cause == surety::cause::unknown_time);
    CHECK(said.facts.empty());
    CHECK(said.rules.empty());
    CHECK(said.remedies.empty());
    CHECK(surety::explain(g, {"a.example", facts, surety::instant{1'001, 0}}).cause ==
          surety::cause::no_rule);
    CHECK(surety::explain(g, "a.example").cause == surety::cause::unknown_facts);
}

TEST_CASE("explain: facts that the policy does not declare are listed, each once, by bytes") {
    const auto g = gate("surety 1; fact b: text; fact d: flag = true;\n"
                        "applies when b is not \"none\";\n"
                        "allow x: any when b is \"1\"; deny y: any when b is \"2\";",
                        {});
    const auto undeclared = [&](const char* asked, const surety::value& b) {
        surety::fact const facts[] = {{"e", 1}, {"c", true}, {"b", b}, {"a", "1"},
                                      {"c", 2}, {"", "2"},   {"B", 3}};
        return surety::explain(g, {asked, facts}).undeclared;
    };
    for (const surety::value& b : {surety::value("1"), surety::value("2"), surety::value("3"),
                                   surety::value("none"), surety::value(7)})
        CHECK(undeclared("a.example", b) == texts{"", "B", "a", "c", "e"});
    CHECK(undeclared("a..example", "1").empty()); // nothing is looked at any more
    surety::fact const known[] = {{"d", true}, {"b", "1"}, {"b", "2"}};
    CHECK(surety::explain(g, {"a.example", known}).undeclared.empty());
    CHECK(surety::explain(g, "a.example").undeclared.empty());
}

TEST_CASE("explain: all clauses that are false are shown as they were written") {
    const auto said = surety::explain(gate("surety 1;\n"
                                           "applies when domain within \"a.example\";\n"
                                           "applies when domain within \"example\";\n"
                                           "applies when not domain in \"x.test\";\n",
                                           {}),
                                      "x.test");
    CHECK(said.outcome == surety::outcome::not_applicable);
    REQUIRE(said.clauses.size() == 3);
    CHECK(said.clauses[0].source == "domain within \"a.example\"");
    CHECK(said.clauses[2].source == "not domain in \"x.test\"");
    CHECK(said.clauses[1].at.line == 3);
}

TEST_CASE("explain: names each inactive user who alone would turn a refusal") {
    const auto g =
        gate("surety 1;\n"
             "allow own: any when domain within work domains of active users;\n"
             "deny risky: any when domain within \"risky.example\";\n",
             {user("ann", "ann@a.example", false), user("bob", "bob@x.a.example", false),
              user("cat", "cat@a.example", false), user("dan", "dan@risky.example", false)});
    CHECK(subjects(surety::explain(g, "x.a.example"), kind::activate_user) ==
          texts{"ann", "bob", "cat"});
    CHECK(subjects(surety::explain(g, "a.example"), kind::activate_user) == texts{"ann", "cat"});
    CHECK(subjects(surety::explain(g, "b.example"), kind::activate_user).empty());
    CHECK(surety::explain(g, "risky.example").remedies.empty()); // forbidden: nobody can help
}

TEST_CASE("explain: never advises from a negated set") {
    const auto g = gate("surety 1;\n"
                        "allow left: any when domain not in domains of inactive users\n"
                        "  and domain within \"corp.example\";\n",
                        {user("ann", "ann@a.corp.example", false)});
    CHECK(surety::explain(g, "b.corp.example").outcome == surety::outcome::allow);
    CHECK(subjects(surety::explain(g, "a.corp.example"), kind::activate_user).empty());
}

TEST_CASE("explain: who is set active is no longer one of the inactive") {
    const std::string policy = "surety 1;\n"
                               "allow own: any when domain within domains of active users\n"
                               "  and domain not within domains of inactive users;\n";
    const auto advised = [&](const std::vector<surety::user_record>& users) {
        return subjects(surety::explain(gate(policy, users), "x.a.example"), kind::activate_user);
    };
    CHECK(advised({user("ann", "ann@a.example", false)}) == texts{"ann"});
    CHECK(advised({user("ann", "ann@a.example", false), user("bob", "bob@x.a.example", false)}) ==
          texts{});
    CHECK(advised({user("ann", "ann@a.example", false), user("bob", "bob@b.example", false)}) ==
          texts{"ann"});
}

TEST_CASE("explain: who would vouch is named, also where to be inactive no longer would do") {
    const std::string left = "surety 1;\n"
                             "allow left: any when domain not in domains of inactive users\n"
                             "  and domain within \"corp.example\";\n";
    const auto advised = [&](const std::string& policy) {
        const auto g = gate(policy, {user("ann", "ann@a.corp.example", false)});
        return subjects(surety::explain(g, "a.corp.example"), kind::activate_user);
    };
    CHECK(advised(left).empty());
    CHECK(advised(left + "allow own: any when domain in domains of active users;") == texts{"ann"});
    CHECK(advised(left + "allow own: any when domain in domains of active users\n"
                         "  and domain is \"corp.example\";")
              .empty());
    CHECK(advised(left + "deny own: any when domain in domains of active users;").empty());
}

TEST_CASE("explain: finds who would help behind thousands who are alike and would not") {
    std::vector<surety::user_record> users;
    for (int i = 0; i < 3'000; ++i)
        users.push_back(
            user("u" + std::to_string(i), "u" + std::to_string(i) + "@a.example", false));
    users.push_back(user("zoe", "zoe@a.example", false));
    users.back().attributes = {{"chief", true}};
    users.push_back(user("zed", "zed@x.a.example", false));
    users.back().attributes = {{"chief", true}};
    const auto g = gate("surety 1;\n"
                        "attribute chief: flag = false;\n"
                        "allow own: any when domain within domains of active users\n"
                        "  and domain within domains of active users where chief;\n",
                        users);
    CHECK(subjects(surety::explain(g, "x.a.example"), kind::activate_user) == texts{"zed", "zoe"});
    CHECK(subjects(surety::explain(g, "a.example"), kind::activate_user) == texts{"zoe"});
}

TEST_CASE("explain: who would help is told from who is in one set more") {
    // Those of the first letter are in all the sets of the others, and in the one that is denied.
    const auto g =
        gate("surety 1;\n"
             "attribute barred: flag = false;\n"
             "allow own: any when domain within domains of active users;\n"
             "deny barred: any when domain within domains of active users where barred;\n",
             {user("ann", "ann@a.example", false),
              user("bob", "bob@a.example", false),
              {"abe", false, {{"abe@a.example", surety::address_type::work}}, {{"barred", true}}}});
    CHECK(subjects(surety::explain(g, "a.example"), kind::activate_user) == texts{"ann", "bob"});
}

TEST_CASE("explain: says how many more users are wanted") {
    const auto g =
        gate("surety 1;\n"
             "allow many: any when domain within work domains of at least 3 active users;",
             {user("ann", "ann@a.example"), user("bob", "bob@a.example", false)});
    const auto said = surety::explain(g, "mail.a.example");
    CHECK(subjects(said, kind::activate_user).empty()); // one alone does not suffice
    REQUIRE(said.remedies.size() == 1);
    CHECK(said.remedies[0].what == kind::add_users);
    CHECK(said.remedies[0].wanted == 2);
}

TEST_CASE("explain: says whom to set up where there is nobody yet") {
    const auto g =
        gate("surety 1; attribute guest: flag = false;\n"
             "users staff = active users where not guest;\n"
             "allow domain: domain when domain within work domains of staff;\n"
             "allow mailbox: email when address in work verified addresses of active users\n"
             "  and domain within work domains of active users;\n"
             "allow both: email when address in addresses of staff\n"
             "  and domain within domains of users;\n"
             "allow nobody: domain when domain is \"c.example\"\n"
             "  and domain not in domains of users;\n",
             {user("ann", "ann@a.example"),
              {"cat", true, {{"cat@c.example", surety::address_type::work}}, {{"guest", true}}}});
    const auto advised = [&](const char* asked) {
        const auto said = surety::explain(g, asked);
        for (const remedy& r : said.remedies)
            CHECK(r.wanted == (r.what == kind::add_users));
        return subjects(said, kind::add_users);
    };
    CHECK(advised("b.example") == texts{"work domains of staff"});
    CHECK(advised("bob@a.example") ==
          texts{"work verified addresses of active users", "addresses of staff"});
    CHECK(advised("c.example") == texts{"work domains of staff"}); // no user less is advised
    CHECK(advised("bob@b.example").empty());                       // two things are missing
    CHECK(advised("a.example").empty());                           // is allowed
}

TEST_CASE("explain: more users are advised where they alone turn the answer") {
    const auto g = gate("surety 1;\n"
                        "allow some: any when domain within domains of at least 2 active users\n"
                        "    and (domain within domains of at least 3 users\n"
                        "         or domain is \"a.example\" or domain is \"b.example\")\n"
                        "  or domain within domains of at least 5 users\n"
                        "    and not (domain in \"c.example\" or domain is \"d.example\");\n"
                        "deny few: any when domain within domains of at least 7 users;\n"
                        "allow not: any unless domain not within domains of at least 4 users;\n"
                        "allow same: any when domain in domains of at least 4 users;\n"
                        "allow less: any when domain is \"e.example\"\n"
                        "  and domain not in domains of at least 2 users;",
                        {user("ann", "ann@a.example"), user("cat", "cat@c.example"),
                         user("dan", "dan@b.example"), user("eve", "eve@b.example"),
                         user("fay", "fay@e.example"), user("gus", "gus@e.example")});
    const auto wanted = [&](const char* asked) { return users_wanted(g, asked); };
    using numbers = std::vector<std::size_t>;
    CHECK(wanted("a.example") == numbers{1, 4, 3});
    CHECK(wanted("x.a.example") == numbers{4, 3, 4}); // of the first two people too few: of none
    CHECK(wanted("x.b.example") == numbers{1, 3, 2, 4});
    CHECK(wanted("c.example") == numbers{3});       // two are too few, or it is excepted
    CHECK(wanted("e.example") == numbers{1, 3, 2}); // fewer are no remedy
    CHECK(wanted("b.example").empty());             // is allowed
}

TEST_CASE("explain: more users are advised where so many turn nothing else") {
    const auto wants = [](const std::string& items) {
        const auto g = gate("surety 1;\n" + items, {user("ann", "ann@a.example")});
        const auto said = surety::explain(g, "a.example");
        CHECK(said.cause == surety::cause::no_rule);
        for (const surety::remedy& r : said.remedies)
            if (r.what == kind::add_users)
                return true;
        return false;
    };
    const std::string three = "allow a: any when domain within domains of at least 3 users";
    CHECK(wants(three + ";"));
    const std::string many = "allow a: any when domain within domains of at least ";
    CHECK(wants(many + "4294967293 users;"));
    CHECK(!wants(many + "4294967294 users;")); // there cannot be so many
    CHECK(!wants(many + "5000000000 users;"));
    CHECK(wants(three + "; deny d: any when domain within domains of at least 4 users;"));
    CHECK(!wants(three + "; deny d: any when domain within domains of at least 3 users;"));
    CHECK(!wants(three + "; deny d: any when domain within domains of inactive users;"));
    CHECK(wants(three + "; deny d: email when domain within domains of inactive users;"));
    CHECK(wants(three + "; deny d: any unless domain within domains of users;"));
    CHECK(wants(three + " unless domain within domains of at least 4 users;"));
    CHECK(!wants(three + " unless domain within domains of at least 2 users;"));
    CHECK(!wants(three + " and domain not within domains of inactive users;"));
    CHECK(!wants(three + "; applies when domain not in domains of at least 2 users;"));
    CHECK(wants(three + "; applies when domain in domains of users;"));
}

TEST_CASE("explain: more users are advised where users can have an address") {
    const auto g = gate("surety 1; public-suffixes file \"list\";\n"
                        "allow many: any when domain within domains of at least 2 active users;\n"
                        "allow same: any when domain in domains of at least 3 active users;\n"
                        "allow more: any when domain under domains of at least 4 active users;\n"
                        "allow site: any when org-domain in\n"
                        "  domains of at least 5 active users;\n"
                        "allow part: any when org-domain under\n"
                        "  domains of at least 6 active users;\n",
                        {});
    const auto wanted = [&](const char* asked) { return users_wanted(g, asked); };
    using numbers = std::vector<std::size_t>;
    CHECK(wanted("co.uk").empty()); // anybody can register there
    CHECK(wanted("x@co.uk").empty());
    CHECK(wanted("acme.uk") == numbers{2, 3, 5});
    CHECK(wanted("acme.co.uk") == numbers{2, 3, 5});
    CHECK(wanted("mail.acme.uk") == numbers{2, 3, 4, 5});
    const auto plain = gate("surety 1;\n"
                            "allow more: any when domain under domains of at least 4 users;\n",
                            {});
    CHECK(surety::explain(plain, "acme.example").remedies.empty()); // nobody is at `example`
    CHECK(surety::explain(plain, "x.acme.example").remedies.size() == 1);
}

TEST_CASE("explain: users are advised whatever deny rules say of people whom they cannot be") {
    const auto wanted = [](const char* deny, const char* people, const char* asked) {
        return users_wanted(gate("surety 1;\n"
                                 "allow own: any when domain within work domains of " +
                                     std::string(people) + ";\n" + deny,
                                 {}),
                            asked);
    };
    using numbers = std::vector<std::size_t>;
    for (const char* const gone :
         {"deny gone: any when domain within domains of inactive users;",
          "users old = inactive users where team is \"x\";"
          "deny gone: any when domain within domains of old;"
          "attribute team: text = \"\";",
          "deny gone: email when address in addresses of inactive users;"}) {
        CAPTURE(gone);
        CHECK(wanted(gone, "active users", "x@acme.example") == numbers{1});
        CHECK(wanted(gone, "users", "x@acme.example").empty()); // who may be inactive
        CHECK(wanted(gone, "inactive users", "x@acme.example").empty());
    }
    const char* const all = "deny all: any when domain within domains of users;";
    CHECK(wanted(all, "active users", "acme.example").empty());
    const char* const below = "deny below: any when domain under domains of users;";
    CHECK(wanted(below, "active users", "acme.example") == numbers{1}); // nobody is at `example`
    CHECK(wanted(below, "active users", "mail.acme.example").empty());
    const char* const unless = "deny old: any unless domain not within domains of inactive users;";
    CHECK(wanted(unless, "active users", "acme.example") == numbers{1});
}

TEST_CASE("explain: users are wanted only where their addresses can be") {
    std::string const label(63, 'a');
    std::string const most = label + "." + label + "." + label + "." + std::string(60, 'a');
    REQUIRE(most.size() == 252);
    const auto wanted = [](const char* relation, const std::string& asked) {
        return !users_wanted(gate("surety 1; allow own: domain when domain " +
                                      std::string(relation) + " domains of active users;",
                                  {}),
                             asked.c_str())
                    .empty();
    };
    for (const char* const relation : {"in", "within"}) {
        CAPTURE(relation);
        CHECK(wanted(relation, most)); // `x@` before it
        CHECK(wanted(relation, most + "a") == (relation != std::string("in")));
    }
    CHECK(wanted("under", most + "a"));
}

TEST_CASE("explain: another name is advised where it would be allowed, not only vouched for") {
    surety::fact const yes[] = {{"trial", true}};
    const std::vector<surety::user_record> users = {
        user("ann", "ann@acme.example"), user("bob", "bob@a.acme.example"),
        user("cat", "cat@b.acme.example"), user("dan", "dan@c.acme.example")};
    const auto advised = [&](const std::string& rules, const surety::request& what) {
        const auto said = surety::explain(gate("surety 1; fact trial: flag = false;\n"
                                               "fact since: time = \"1970-01-01T00:00:00Z\";\n" +
                                                   rules,
                                               users),
                                          what);
        auto out = subjects(said, kind::use_parent);
        const auto siblings = subjects(said, kind::use_sibling);
        out.insert(out.end(), siblings.begin(), siblings.end());
        return out;
    };
    const std::string own = "domain in work domains of active users";
    const surety::request plain("x.acme.example");
    const surety::request trial("x.acme.example", yes);
    const texts all = {"acme.example", "a.acme.example", "b.acme.example", "c.acme.example"};
    // The other conditions of the rule, by the facts of the request.
    CHECK(advised("allow own: any when " + own + " and trial;", plain).empty());
    CHECK(advised("allow own: any when " + own + " and trial;", trial) == all);
    // What denies it, and what does not apply to it.
    CHECK(advised("allow own: any when " + own +
                      ";\n"
                      "deny bad: any when domain in { \"acme.example\", \"b.acme.example\" };",
                  plain) == texts{"a.acme.example", "c.acme.example"});
    CHECK(advised("applies when domain under \"acme.example\";\nallow own: any when " + own + ";",
                  plain) == texts{"a.acme.example", "b.acme.example", "c.acme.example"});
    // The local part goes along, and the kind.
    const std::string ann = "allow own: email when " + own + " and local in { \"ann\" };";
    CHECK(advised(ann, surety::request("ann@x.acme.example")) == all);
    CHECK(advised(ann, surety::request("bob@x.acme.example")).empty());
    CHECK(advised(ann, plain).empty());
    // The instant.
    const std::string until = "allow own: any when " + own + " and since newer than 1 days;";
    CHECK(advised(until, {"x.acme.example", {}, surety::instant{86'399, 0}}) == all);
    CHECK(advised(until, {"x.acme.example", {}, surety::instant{86'400, 0}}).empty());
    CHECK(advised(until, plain).empty()); // nobody knows
}

TEST_CASE("explain: names what is allowed above and beside the asked name") {
    const auto g = gate("surety 1;\n"
                        "allow own: domain when domain in work domains of active users;",
                        {user("ann", "ann@corp.example"), user("bob", "bob@eu.corp.example")});
    const auto said = surety::explain(g, "us.corp.example");
    CHECK(subjects(said, kind::use_parent) == texts{"corp.example"});
    CHECK(subjects(said, kind::use_sibling) == texts{"eu.corp.example"});
    const auto other = surety::explain(g, "other.example"); // a top is no family
    CHECK(subjects(other, kind::use_parent).empty());
    CHECK(subjects(other, kind::use_sibling).empty());
}

TEST_CASE("explain: of many names beside the asked one the first are named") {
    std::vector<surety::user_record> users;
    texts first;
    for (int i = 0; i < 1'000; ++i) {
        const std::string name = "n" + std::to_string(1'000 + i * 7 % 1'000) + ".corp.example";
        users.push_back(user("u" + std::to_string(i), "u@" + name));
        if (static_cast<std::size_t>(i) < surety::remedies_named)
            first.push_back("n" + std::to_string(1'000 + i) + ".corp.example");
    }
    const auto g = gate("surety 1; allow own: any when domain in work domains of users;", users);
    CHECK(subjects(surety::explain(g, "x.corp.example"), kind::use_sibling) == first);
}

TEST_CASE("explain: what is no identity has a reason and an offset") {
    const auto said = surety::explain(gate("surety 1;", {}), "a..example");
    CHECK(said.outcome == surety::outcome::invalid);
    CHECK(said.why == surety::reason::empty_label);
    CHECK(said.canonical.empty());
}
