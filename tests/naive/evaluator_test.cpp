// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/parse.hpp>

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "evaluator.hpp"

namespace {

using surety::address_type;
using surety::user_record;

constexpr address_type work = address_type::work;

user_record user(std::string id, bool active, std::vector<surety::user_address> addresses) {
    return {std::move(id), active, std::move(addresses), {}};
}

surety::instant at(const char* text) {
    return naive::read_time(text).value();
}

/// A policy over users; answers in one line: `allow: own-domain by ann`.
class asked {
public:
    explicit asked(const std::string& policy,
                   std::vector<user_record> users = {},
                   const naive::folder& files = {})
        : policy_(parsed(policy)),
          users_(std::move(users)),
          read_(policy_, files, users_, at("2026-03-01T12:00:00Z")) {}

    std::string operator()(const std::string& text,
                           const std::vector<surety::fact>& facts = {},
                           naive::kind kind = naive::kind::either) const {
        REQUIRE(!read_.report().failed());
        naive::answer const said = read_.ask({text, kind, facts, at("2026-03-01T12:00:00Z")});
        std::string out(naive::name(said.outcome));
        const auto list = [&](const char* before, const std::vector<std::string>& all) {
            for (std::string const& each : all)
                out += (&each == &all.front() ? before : ",") + each;
        };
        list(": ", said.rules);
        list(" by ", said.sureties);
        list(" fault ", said.facts);
        list(" false ", said.clauses);
        return out;
    }

    const naive::load_report& report() const { return read_.report(); }

private:
    static surety::ast::policy parsed(const std::string& text) {
        auto tree = surety::parse("policy", "surety 1;\n" + text);
        if (!tree)
            for (const auto& d : tree.diagnostics())
                MESSAGE(d.message << " " << d.excerpt);
        REQUIRE(tree);
        return *tree;
    }

    surety::ast::policy policy_;
    std::vector<user_record> users_;
    naive::evaluator read_;
};

} // namespace

TEST_CASE("naive: the documented example") {
    const asked policy(R"(
allow own-domain:  domain when domain within work domains of active users;
allow own-mailbox: email  when domain within work domains of active users;
)",
                       {user("employee", true, {{"employee@yourcompany.com", work}}),
                        user("old", false, {{"old@gone.example", work}})});
    CHECK(policy("yourcompany.com") == "allow: own-domain by employee");
    CHECK(policy("en.yourcompany.com") == "allow: own-domain by employee");
    CHECK(policy("contact@yourcompany.com") == "allow: own-mailbox by employee");
    CHECK(policy("noreply@En.yourcompany.com") == "allow: own-mailbox by employee");
    CHECK(policy("evilyourcompany.com") == "deny");
    CHECK(policy("x@gone.example") == "deny");
}

TEST_CASE("naive: an identity of another kind than was asked is invalid") {
    const asked policy("allow all: any;");
    CHECK(policy("a.example") == "allow: all");
    CHECK(policy("a.example", {}, naive::kind::email) == "invalid");
    CHECK(policy("ann@a.example", {}, naive::kind::email) == "allow: all");
    CHECK(policy("ann@a.example", {}, naive::kind::domain) == "invalid");
    CHECK(policy("example") == "invalid");
}

TEST_CASE("naive: relations of names") {
    const asked policy(R"(
allow same: domain when domain in { "A.example" };
allow is: domain when domain is "a.example";
allow under: domain when domain under { "a.example", "d.test" };
allow within: domain when domain within "a.example";
allow not-within: domain when domain not within { "a.example" };
allow empty: domain when domain in { };
)");
    CHECK(policy("a.example") == "allow: same,is,within");
    CHECK(policy("b.a.example") == "allow: under,within");
    CHECK(policy("aa.example") == "allow: not-within");
    CHECK(policy("x.d.test") == "allow: under,not-within");
}

TEST_CASE("naive: a public suffix has no org-domain: relations false, negations true") {
    const asked policy(R"(
public-suffixes file "psl";
allow org: domain when org-domain is "a.co.test";
allow other: domain when org-domain not in { "a.co.test" };
allow suffix: domain when domain is public-suffix;
)",
                       {}, {{"psl", "test\nco.test\n"}});
    CHECK(policy("b.a.co.test") == "allow: org");
    CHECK(policy("co.test") == "allow: other,suffix");
    CHECK(policy("b.test") == "allow: other");
}

TEST_CASE("naive: public suffixes stop trust in people, not in lists") {
    const std::vector<user_record> users = {user("eve", true, {{"eve@co.test", work}}),
                                            user("ann", true, {{"ann@aws.test", work}})};
    naive::folder const files = {{"psl", "test\nco.test\ns3.aws.test\n"},
                                 {"list", "co.test # x\n"}};
    const asked policy(R"(
public-suffixes file "psl";
list known = file "list";
allow people: domain when domain within work domains of users;
allow listed: domain when domain within known;
allow mailbox: email when address in addresses of users;
)",
                       users, files);
    CHECK(policy("shop.co.test") == "allow: listed");
    CHECK(policy("aws.test") == "allow: people by ann");
    CHECK(policy("x.aws.test") == "allow: people by ann");
    CHECK(policy("bucket.s3.aws.test") == "deny");
    CHECK(policy("EVE@co.test") == "allow: mailbox by eve");
}

TEST_CASE("naive: properties") {
    const asked policy(R"(
allow idn: any when domain is internationalized;
allow tagged: email when address is tagged;
)");
    CHECK(policy("a.xn--bung-zra.test") == "allow: idn");
    CHECK(policy("ann+x@a.example") == "allow: tagged");
    CHECK(policy("ann@a.example") == "deny");
}

TEST_CASE("naive: addresses and local parts are folded") {
    const asked policy(R"(
list boxes = { "Ann@A.example" };
list locals = { "POSTMASTER" };
fact box: address = "bob@a.example";
fact known: texts = { "Ops" };
allow inline: email when address in { "ann@a.example" };
allow listed: email when address in boxes;
allow is: email when address is "ANN@a.example";
allow told: email when address in box;
allow local: email when local in locals or local in known or local is "Root";
allow like: email when local like "A*N";
)");
    CHECK(policy("ann@a.example") == "allow: inline,listed,is,like");
    CHECK(policy("Bob@a.example") == "allow: told");
    CHECK(policy("postmaster@a.example") == "allow: local");
    CHECK(policy("ops@a.example") == "allow: local");
    CHECK(policy("root@a.example") == "allow: local");
    CHECK(policy("xann@a.example") == "deny");
}

TEST_CASE("naive: sets of people") {
    const asked policy(
        R"(
users staff = active users;
allow w: domain when domain in work domains of staff;
allow p: domain when domain in primary verified domains of users;
allow i: domain when domain in domains of inactive users;
allow two: domain when domain within domains of at least 2 users;
)",
        {user("a", true,
              {{"a@one.example", work, true, false},
               {"a@two.example", address_type::home, false, true}}),
         user("b", false, {{"b@sub.one.example", work, true, true}, {"bad", work}})});
    CHECK(policy.report().bad_addresses == 1);
    CHECK(policy("one.example") == "allow: w by a");
    CHECK(policy("two.example") == "deny");
    CHECK(policy("sub.one.example") == "allow: p,i,two by b,a");
    CHECK(policy("x.sub.one.example") == "allow: two by a");
}

TEST_CASE("naive: where filters people by their attributes") {
    const auto ann = [](const char* name, surety::instant since) {
        user_record out = user("ann", true, {{"ann@a.example", work}});
        out.attributes = {{"DEPT", name}, {"since", since}};
        return std::vector<user_record>{out};
    };
    std::string const text = R"(
list teams = { "sales" };
attribute dept: text;
attribute since: time;
attribute tags: texts = { "x", "y" };
users old = users where since older than 30 days;
allow d: domain when domain in domains of users where dept in teams;
allow t: domain when domain in domains of users where (tags is { "y", "x", "x" } and not dept is "ops");
allow o: domain when domain in domains of old where tags has "x";
)";
    CHECK(asked(text, ann("sales", at("2026-01-30T12:00:00Z")))("a.example") ==
          "allow: d,t by ann");
    CHECK(asked(text, ann("Sales", at("2026-01-30T11:59:59.9Z")))("a.example") ==
          "allow: t,o by ann");
    CHECK(asked(text, ann("ops", at("2026-01-30T12:00:00Z")))("a.example") == "deny");
}

TEST_CASE("naive: user sets that do not load") {
    std::string const text = "attribute n: number;\nattribute d: text = \"x\";\nallow all: any;";
    const auto with = [](std::string id, std::vector<surety::user_attribute> attributes) {
        return user_record{std::move(id), true, {}, std::move(attributes)};
    };
    CHECK(!asked(text, {with("a", {{"N", 1}})}).report().failed());
    CHECK(asked(text, {with("a", {})}).report().missing.size() == 1);
    CHECK(asked(text, {with("a", {{"n", "1"}})}).report().wrong_type.size() == 1);
    CHECK(asked(text, {with("a", {{"n", 1}, {"d", 1}})}).report().wrong_type.size() == 1);
    CHECK(asked(text, {with("", {{"n", 1}})}).report().without_id.size() == 1);
    // equal records are one; so are those whose difference no policy can see
    CHECK(!asked(text, {with("a", {{"n", 1}}), with("a", {{"n", 1}})}).report().failed());
    CHECK(
        !asked(text, {with("a", {{"n", 1}}), with("a", {{"n", 1}, {"zz", 1}})}).report().failed());
    CHECK(asked(text, {with("a", {{"n", 1}}), with("a", {{"n", 2}})}).report().conflicting.size() ==
          1);
    // null is absent
    surety::user_attribute null;
    null.name = "n";
    CHECK(asked(text, {with("a", {null})}).report().missing.size() == 1);
    CHECK(!asked(text, {with("a", {null, {"n", 1}})}).report().failed());
}

TEST_CASE("naive: facts at fault make a request indeterminate") {
    const asked policy(R"(
fact a: text;
fact b: number = 5;
fact c: domain = "a.example";
allow all: any when b at least 5;
)");
    CHECK(policy("x.example", {{"a", "t"}}) == "allow: all");
    CHECK(policy("x.example") == "indeterminate fault a");
    CHECK(policy("x.example", {{"a", 1}, {"b", "5"}, {"c", "nothing"}}) ==
          "indeterminate fault a,b,c");
    CHECK(policy("x.example", {{"a", "t"}, {"b", surety::value()}}) == "indeterminate fault b");
    CHECK(policy("x.example", {{"a", "t"}, {"A", 1}}) == "allow: all");
    CHECK(policy("x", {}) == "invalid");
}

TEST_CASE("naive: comparisons") {
    const asked policy(R"(
fact t: text = "Sales";
fact s: texts = { "a", "b" };
fact f: flag = true;
fact n: number = -3;
fact w: time = "2026-02-28T12:00:00Z";
fact d: domain = "A.example";
fact m: address = "Ann@a.example";
allow t1: any when t is "Sales" and t is not "sales" and t in { "x", "Sales" } and t not in s;
allow s1: any when s is { "b", "a" } and s has "a" and s not has "A";
allow f1: any when f and f is true and f is not false;
allow n1: any when n is -3 and n at least -3 and n at most -3 and not n at least -2;
allow w1: any when w is "2026-02-28T13:00:00+01:00" and not (w older than 1 days or w newer than 1 days);
allow w2: any when w older than 23 hours and w newer than 1441 minutes;
allow w3: any when w before "2026-02-28T12:00:00.1" and not w after "2026-02-28T12:00:00";
allow d1: any when d is "a.example" and domain within d;
allow m1: any when m is "ANN@A.example";
)");
    CHECK(policy("b.a.example") == "allow: t1,s1,f1,n1,w1,w2,w3,d1,m1");
}

TEST_CASE("naive: the decision table") {
    const asked policy(R"(
fact purpose: text = "send";
applies when purpose is "send";
applies when purpose is not "workflow" and domain not in { "out.example" };
allow yes: any;
allow no-unless: any unless domain in { "b.example" } unless domain in { "c.example" };
deny never: email when domain is "b.example" because "no";
)");
    CHECK(policy("a.example") == "allow: yes,no-unless");
    CHECK(policy("c.example") == "allow: yes");
    CHECK(policy("b.example") == "allow: yes");
    CHECK(policy("ann@b.example") == "deny: never");
    CHECK(policy("out.example", {{"purpose", "workflow"}}) ==
          "not-applicable false purpose is \"send\",purpose is not \"workflow\" and domain not in "
          "{ \"out.example\" }");
}

TEST_CASE("naive: sureties are the least of each positive people atom in a branch that holds") {
    const std::vector<user_record> users = {user("b", true, {{"b@a.example", work}}),
                                            user("a", false, {{"a@a.example", work}}),
                                            user("c", true, {{"c@c.example", work}})};
    const auto by = [&](const std::string& condition) {
        return asked("allow r: any when " + condition + ";", users)("a.example");
    };
    CHECK(by("domain in domains of active users") == "allow: r by b");
    CHECK(by("domain in domains of users") == "allow: r by a");
    CHECK(by("domain in domains of active users and domain in domains of users") ==
          "allow: r by b,a");
    CHECK(by("domain is \"c.example\" or domain in domains of users") == "allow: r by a");
    CHECK(by("(domain in domains of active users and domain is \"x.example\") or domain in domains "
             "of inactive users") == "allow: r by a");
    CHECK(by("not domain not in domains of users") == "allow: r by a");
    CHECK(by("not (domain not in domains of active users or domain is \"x.example\")") ==
          "allow: r by b");
    CHECK(by("not (domain not in domains of active users and domain is \"a.example\")") ==
          "allow: r by b");
    CHECK(by("domain not under domains of users") == "allow: r");
    CHECK(asked("allow r: any unless domain not in domains of users;", users)("a.example") ==
          "allow: r by a");
    CHECK(asked("applies when domain in domains of users; allow r: any;", users)("a.example") ==
          "allow: r");
}
