// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/decide.hpp>
#include <surety/detail/gate_functions.hpp>
#include <surety/detail/gate_view.hpp>
#include <surety/reader.hpp>

#include <doctest/doctest.h>

#if defined(__unix__) && !defined(NDEBUG)
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
#endif

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "prebuilt.hpp"

using surety::cause;
using surety::outcome;

namespace {

/// `suffixes` is a public suffix list.
class reader_of_suffixes final : public surety::reader {
public:
    surety::read_status read(std::string_view, std::string& text) override {
        text = "example\n*.wild.example\n!kept.wild.example\nco.example\nhost.acme.example\n*.bare."
               "example\n*.ck\n!www.ck\n";
        return surety::read_status::ok;
    }
};

surety::program load(const std::string& text) {
    reader_of_suffixes suffixes;
    auto loaded = prebuilt::load("test.surety", text, &suffixes);
    for (const auto& d : loaded.diagnostics())
        CHECK_MESSAGE(d.level == surety::severity::warning, d.message);
    REQUIRE(loaded);
    return *std::move(loaded);
}

surety::user_record user(std::string id, std::string address, bool active = true) {
    return {
        std::move(id), active, {{std::move(address), surety::address_type::work, true, true}}, {}};
}

surety::gate gate(const std::string& text, const std::vector<surety::user_record>& users) {
    auto bound = prebuilt::bind(load(text), users);
    REQUIRE(bound);
    return *std::move(bound);
}

std::vector<std::string_view> rules(const surety::gate& g, const surety::decision& d) {
    std::vector<std::string_view> names;
    for (const auto index : d.rules())
        names.push_back(g.program().rule(index).name);
    return names;
}

std::vector<std::string_view> sureties(const surety::gate& g, const surety::decision& d) {
    std::vector<std::string_view> ids;
    for (const auto surety : d.sureties())
        ids.push_back(g.user_id(surety));
    return ids;
}

using names = std::vector<std::string_view>;

/// So many lists that nothing is settled when a gate is bound: a way to decide the same otherwise.
std::string many_lists() {
    std::string made;
    for (int i = 0; i < 65; ++i) {
        std::string const number = std::to_string(i);
        made +=
            "deny never-" + number + ": any when domain in { \"never-" + number + ".invalid\" };\n";
    }
    return made;
}

#if defined(__unix__) && !defined(NDEBUG)
/// Whether an assertion ends the process that does something.
template <class Thing>
bool is_asserted(const Thing& thing) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        std::signal(SIGABRT, SIG_DFL);
        close(STDERR_FILENO); // what it says is expected
        thing();
        _exit(0);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}
#endif

} // namespace

TEST_CASE("decide: the documented example") {
    const auto g =
        gate("surety 1;\n"
             "allow own-domain: domain when domain within work domains of active users;\n"
             "allow own-mailbox: email when domain within work domains of active users;\n",
             {user("ann", "employee@yourcompany.com"), user("old", "old@gone.example", false)});
    const auto below = surety::decide(g, "EN.YourCompany.com");
    CHECK(below.outcome() == outcome::allow);
    CHECK(below.cause() == cause::permitted);
    CHECK(below.identity().text() == "en.yourcompany.com");
    CHECK(rules(g, below) == names{"own-domain"});
    CHECK(sureties(g, below) == names{"ann"});
    CHECK(rules(g, surety::decide(g, "noreply@en.yourcompany.com")) == names{"own-mailbox"});
    const auto beside = surety::decide(g, "evilyourcompany.com");
    CHECK(beside.outcome() == outcome::deny);
    CHECK(beside.cause() == cause::no_rule);
    CHECK(beside.rules().empty());
    CHECK(beside.sureties().empty());
    CHECK(surety::decide(g, "x@gone.example").outcome() == outcome::deny);
    CHECK(surety::decide(g, "com").why() == surety::reason::single_label);
}

TEST_CASE("decide: texts of a fact are compared as sets, however many") {
    // 8 192 are noted at a time; one more and one less.
    for (const int count : {1, 5, 8'191, 8'192, 8'193, 20'000}) {
        CAPTURE(count);
        std::string literal;
        std::vector<std::string> all;
        for (int i = 0; i < count; ++i) {
            all.push_back("t" + std::to_string(i));
            literal += '"' + all.back() + "\",";
        }
        const auto g = gate("surety 1; fact groups: texts; fact same: texts = {};\n"
                            "allow is: any when groups is {" +
                                literal +
                                "};\n"
                                "deny other: any when same is not groups and same has \"\";",
                            {});
        const auto is = [&](const std::vector<std::string_view>& texts) {
            const surety::fact facts[] = {{"groups", surety::value(texts)}};
            return surety::decide(g, {"a.example", facts}).allowed();
        };
        std::vector<std::string_view> told(all.begin(), all.end());
        std::shuffle(told.begin(), told.end(), std::minstd_rand(7));
        CHECK(is(told));
        std::vector<std::string_view> more = told;
        more.push_back("more");
        CHECK_FALSE(is(more));
        more.back() = more.front(); // twice is once
        CHECK(is(more));
        for (const std::size_t at : {std::size_t{0}, told.size() / 2, told.size() - 1}) {
            more = told;
            more[at] = told[(at + 1) % told.size()];
            CHECK(is(more) == (count == 1));
            more.push_back(more[at]);
            CHECK(is(more) == (count == 1));
        }
        CHECK_FALSE(is({}));
    }
}

TEST_CASE("decide: an earlier row of the decision table beats every later one") {
    const auto g = gate("surety 1;\n"
                        "fact purpose: text;\n"
                        "applies when not purpose is \"workflow\";\n"
                        "applies when not purpose is \"audit\";\n"
                        "deny bad: any when domain within \"bad.corp.example\";\n"
                        "allow all: any when domain within \"corp.example\";\n",
                        {});
    surety::fact const sending[] = {{"purpose", "sending"}};
    surety::fact const workflow[] = {{"purpose", "workflow"}};
    surety::fact const audit[] = {{"purpose", "audit"}};
    surety::fact const wrong[] = {{"purpose", 7}};
    surety::fact const null[] = {{"purpose", surety::value()}};
    const auto is = [&](const surety::request& asked, outcome o, cause c, const names& by = {}) {
        CAPTURE(std::string(asked.identity));
        const auto made = surety::decide(g, asked);
        CHECK(made.outcome() == o);
        CHECK(made.cause() == c);
        CHECK(made.allowed() == (o == outcome::allow));
        CHECK(rules(g, made) == by);
    };
    is({"nonsense"}, outcome::invalid, cause::malformed);
    is({"bad.corp.example"}, outcome::indeterminate, cause::unknown_facts);
    is({"bad.corp.example", wrong}, outcome::indeterminate, cause::unknown_facts);
    is({"bad.corp.example", null}, outcome::indeterminate, cause::unknown_facts);
    is({"bad.corp.example", workflow}, outcome::not_applicable, cause::not_applicable);
    is({"corp.example", audit}, outcome::not_applicable, cause::not_applicable);
    is({"bad.corp.example", sending}, outcome::deny, cause::forbidden, {"bad"});
    is({"good.corp.example", sending}, outcome::allow, cause::permitted, {"all"});
    is({"other.test", sending}, outcome::deny, cause::no_rule);
}

TEST_CASE("decide: a fact takes what hosts have, and nothing that only looks like it") {
    const auto g = gate("surety 1;\n"
                        "fact n: number = 0;\nfact t: text = \"\";\nfact ts: texts = {};\n"
                        "allow n: any when n is 7;\nallow t: any when t is \"x\";\n"
                        "allow ts: any when ts has \"x\";\n",
                        {});
    const auto allows = [&](std::string_view name, const surety::value& is) {
        const surety::fact facts[] = {{name, is}};
        return surety::decide(g, {"a.example", facts}).outcome();
    };
    CHECK(allows("n", 7) == outcome::allow);
    CHECK(allows("n", 7u) == outcome::allow);
    CHECK(allows("n", std::size_t{7}) == outcome::allow);
    CHECK(allows("n", static_cast<signed char>(7)) == outcome::allow);
    CHECK(allows("n", static_cast<std::uint8_t>(7)) == outcome::allow);
    CHECK(allows("n", 0u) == outcome::deny);
    CHECK(allows("n", std::uint64_t{INT64_MAX} + 1) == outcome::indeterminate);
    CHECK(allows("n", SIZE_MAX) == outcome::indeterminate);
    CHECK(allows("n", true) == outcome::indeterminate);

    const std::string x = "x";
    const char* const none = nullptr;
    CHECK(allows("t", x) == outcome::allow);
    CHECK(allows("t", "x") == outcome::allow);
    CHECK(allows("t", std::string_view(x)) == outcome::allow);
    CHECK(allows("t", none) == outcome::indeterminate);
    char letters[] = "x";
    char* pointer = letters;
    CHECK(allows("t", letters) == outcome::allow);
    CHECK(allows("t", pointer) == outcome::allow);
    pointer = nullptr; // as `std::getenv` says it
    CHECK(allows("t", pointer) == outcome::indeterminate);
    struct pointing {
        const char* to;
        operator const char*() const { return to; }
    };
    CHECK(allows("t", pointing{"x"}) == outcome::allow);
    CHECK(allows("t", pointing{nullptr}) == outcome::indeterminate);
    struct viewing : pointing { // a view knows where it ends, whatever a pointer says
        operator std::string_view() const { return {to, 3}; }
    };
    CHECK(surety::value(viewing{{"x\0y"}}).text().size() == 3);
    CHECK(surety::user_attribute("t", viewing{{"x\0y"}}).text.size() == 3);

    const std::vector<std::string_view> list = {"w", "x"};
    const std::string_view array[] = {"x"};
    CHECK(allows("ts", list) == outcome::allow);
    CHECK(allows("ts", array) == outcome::allow);
    CHECK(allows("ts", std::span<const std::string_view>()) == outcome::deny);

    static_assert(!std::is_constructible_v<surety::value, std::nullptr_t>);
    static_assert(!std::is_constructible_v<surety::value, char>);
    static_assert(!std::is_constructible_v<surety::value, char8_t>);
    static_assert(!std::is_constructible_v<surety::value, double>);
    static_assert(!std::is_constructible_v<surety::value, void*>);
}

TEST_CASE("decide: a request is put together of what it has") {
    const auto g = gate("surety 1;\nfact ok: flag = false;\n"
                        "allow r: any when domain within \"a.example\" and ok;\n",
                        {});
    const surety::fact facts[] = {{"ok", true}};
    CHECK(surety::decide(g, {"a.example", facts}).allowed());
    CHECK(surety::decide(g, {"a.example", surety::asked::email}).outcome() == outcome::invalid);
    CHECK(surety::decide(g, {"a.example", surety::asked::domain}).cause() == cause::no_rule);
    CHECK(surety::decide(g, {"a.example"}).cause() == cause::no_rule);
    CHECK(prebuilt::explain(g, "a.example").cause == cause::no_rule);
    const surety::request empty;
    CHECK(surety::decide(g, empty).outcome() == outcome::invalid);
    CHECK(surety::decide(g, std::string("a.example")).cause() == cause::no_rule);
}

TEST_CASE("decide: a request that does not say what time it is allows nothing by ages of facts") {
    const std::string_view applies = "applies when since newer than 9 days;\n";
    const std::string_view rule = "allow r: any when domain within \"corp.example\"";
    surety::instant then, now;
    REQUIRE(surety::parse_instant("2026-03-01T12:00:00Z", then));
    now = then;
    now.seconds += 60;
    surety::fact const facts[] = {{"since", then}};
    for (const std::string& text :
         {std::string(rule) + " and since newer than 9 days;\n",
          std::string(applies) + std::string(rule) + ";\n",
          std::string(rule) + ";\ndeny d: any when not (since newer than 9 days);\n"}) {
        CAPTURE(text);
        const auto g = gate("surety 1;\nfact since: time;\n" + text, {});
        CHECK(surety::decide(g, {"www.corp.example", facts, now}).allowed());
        const auto made = surety::decide(g, {"www.corp.example", facts});
        CHECK(made.outcome() == outcome::indeterminate);
        CHECK(made.cause() == cause::unknown_time);
        CHECK(surety::decide(g, "www.corp.example").cause() == cause::unknown_facts);
        CHECK(surety::decide(g, {"no name", facts}).cause() == cause::malformed);
    }
    // What compares no ages needs no time.
    const auto g = gate("surety 1;\nfact since: time;\n" + std::string(rule) +
                            " and since after \"2026-01-01T00:00:00Z\";\n",
                        {});
    CHECK(surety::decide(g, {"www.corp.example", facts}).allowed());
}

TEST_CASE("decide: a kind that is asked about is kept to") {
    const auto g = gate("surety 1; allow all: any when domain within \"corp.example\";", {});
    using surety::asked;
    CHECK(surety::decide(g, {"a.corp.example", {}, {}, asked::domain}).allowed());
    CHECK(surety::decide(g, {"x@a.corp.example", {}, {}, asked::email}).allowed());
    CHECK(surety::decide(g, {"x@a.corp.example", {}, {}, asked::domain}).why() ==
          surety::reason::not_a_domain);
    CHECK(surety::decide(g, {"a.corp.example", {}, {}, asked::email}).why() ==
          surety::reason::not_an_email);
}

TEST_CASE("decide: at least two counts distinct users over a name and those above it") {
    std::string const policy =
        "surety 1; allow two: any when domain within work domains of at least 2 active users;";
    auto alone = user("d", "d@eu.alone.example");
    for (const char* const address : {"e@eu.alone.example", "d@alone.example", "f@x.alone.example"})
        alone.addresses.push_back({address, surety::address_type::work});
    const auto g =
        gate(policy, {user("a", "a@corp.example"), user("b", "b@eu.corp.example"),
                      user("b", "b@eu.corp.example"), user("c", "c@solo.example"), alone});
    CHECK(!surety::decide(g, "corp.example").allowed());
    CHECK(surety::decide(g, "eu.corp.example").allowed());
    CHECK(surety::decide(g, "mail.eu.corp.example").allowed());
    CHECK(!surety::decide(g, "us.corp.example").allowed());
    CHECK(!surety::decide(g, "solo.example").allowed());
    CHECK(!surety::decide(g, "eu.alone.example").allowed());
    CHECK(!surety::decide(g, "y.eu.alone.example").allowed());
    CHECK(sureties(g, surety::decide(g, "eu.corp.example")) == names{"a"});
}

TEST_CASE("decide: the surety is the matching user least by id, each named once") {
    const auto g = gate("surety 1;\n"
                        "allow by-domain: email when domain within work domains of active users;\n"
                        "allow by-address: email when address in addresses of active users;\n",
                        {user("zoe", "zoe@a.example"), user("bob", "bob@b.a.example"),
                         user("eve", "eve@a.example")});
    CHECK(sureties(g, surety::decide(g, "zoe@a.example")) == names{"eve", "zoe"});
    CHECK(sureties(g, surety::decide(g, "eve@a.example")) == names{"eve"});
    CHECK(sureties(g, surety::decide(g, "x@b.a.example")) == names{"bob"});
}

TEST_CASE("decide: more rules than a decision names are said to be incomplete, and explained") {
    std::string policy = "surety 1;\n";
    for (int i = 0; i < 40; ++i)
        policy += "allow r" + std::to_string(i) + ": any when domain within \"a.example\";\n";
    const auto g = gate(policy, {});
    const auto decided = surety::decide(g, "a.example");
    CHECK(decided.allowed());
    CHECK(!decided.complete());
    REQUIRE(decided.rules().size() == surety::decision::rules_named);
    for (std::size_t i = 0; i < decided.rules().size(); ++i)
        CHECK(decided.rules()[i] == i);
    CHECK(prebuilt::explain(g, "a.example").rules.size() == 40);
    CHECK(surety::decide(g, "b.example").complete());
}

TEST_CASE("decide: more sets than bits tell of change nothing") {
    std::string const policy = "list few = { \"a.example\", \"b.example\" };\n"
                               "list more = { \"a.example\", \"x.a.example\", \"c.example\" };\n"
                               "deny tagged: email when address is tagged;\n"
                               "deny both: any when domain in few and domain in more;\n"
                               "allow listed: any when domain within few;\n"
                               "allow deeper: domain when domain under more;\n"
                               "allow own: any when domain within work domains of active users;\n"
                               "allow two: any when domain within domains of at least 2 users;\n"
                               "allow away: any when domain in domains of inactive users;\n";
    std::string unrelated;
    for (int i = 0; i < 70; ++i)
        unrelated += "deny u" + std::to_string(i) + ": any when domain within \"u" +
                     std::to_string(i) + ".example\";\n";
    const std::vector<surety::user_record> users{
        user("ann", "ann@c.example"), user("bob", "bob@x.c.example"),
        user("cy", "cy@x.a.example", false), user("di", "di@u7.example")};
    const auto few = gate("surety 1;\n" + policy, users);
    for (const auto& many : {gate("surety 1;\n" + unrelated + policy, users),
                             gate("surety 1;\n" + policy + unrelated, users)}) {
        for (const char* asked :
             {"a.example", "b.example", "c.example", "x.a.example", "y.x.a.example", "x.c.example",
              "y.x.c.example", "a+b@c.example", "a+b@d.example", "ann@x.c.example", "d.example"}) {
            CAPTURE(std::string(asked));
            const auto made = surety::decide(many, asked), wanted = surety::decide(few, asked);
            CHECK(made.outcome() == wanted.outcome());
            CHECK(rules(many, made) == rules(few, wanted));
            CHECK(sureties(many, made) == sureties(few, wanted));
        }
        CHECK(rules(many, surety::decide(many, "y.u69.example")) == names{"u69"});
        CHECK(rules(many, surety::decide(many, "u7.example")) == names{"u7"});
    }
}

TEST_CASE("decide: addresses are in lists, however many combinations of lists there are") {
    // A place in a bucket has room for the first 31 classes of one set; those beyond are elsewhere.
    std::string policy = "surety 1;\nallow rest: any when domain in \"a.example\";\n";
    const auto address = [](int i) { return "u" + std::to_string(i) + "@a.example"; };
    for (int i = 0; i < 80; ++i)
        policy +=
            "deny r" + std::to_string(i) + ": email when address is \"" + address(i) + "\";\n";
    policy += "allow none-of-them: email when address not in { \"u79@a.example\" } "
              "and domain in \"a.example\";\n";
    const auto g = gate(policy, {});
    for (int i = 0; i < 80; ++i)
        CHECK(rules(g, surety::decide(g, address(i))) == names{"r" + std::to_string(i)});
    CHECK(rules(g, surety::decide(g, address(80))) == names{"rest", "none-of-them"});
}

TEST_CASE("decide: where only people's domains count it is decided as elsewhere") {
    std::string const policy =
        "allow own: any when domain within work domains of active users;\n"
        "allow home: domain when domain in domains of users;\n"
        "allow odd: email when domain under primary domains of users "
        "and not domain within verified domains of users;\n"
        "allow either: email when domain in primary domains of active users "
        "or domain in domains of users;\n"
        "allow aside: email when domain in primary domains of users "
        "or not domain within work domains of users;\n"
        "deny away: any when domain within verified domains of active users;\n";
    using surety::address_type;
    const auto somebody = [](std::string id, std::string address, address_type type,
                             bool primary = false, bool verified = false, bool active = true) {
        return surety::user_record{
            std::move(id), active, {{std::move(address), type, primary, verified}}, {}};
    };
    const auto work = address_type::work, home = address_type::home;
    const std::vector<surety::user_record> users{
        somebody("ann", "ann@a.example", work),
        somebody("abe", "abe@a.example", home),
        somebody("bob", "bob@b.example", work, false, false, false),
        somebody("cy", "cy@both.example", work),
        somebody("bo", "bo@both.example", home, false, true),
        somebody("di", "di@home.example", home),
        somebody("ed", "ed@gone.example", home, true, false, false),
        somebody("fay", "fay@deep.x.example", work, true),
        somebody("gus", "gus@x.example", work, true),
        somebody("hal", "hal@only.example", work, true, true)};
    for (const std::string more :
         {"", "allow again: any when domain within work domains of active "
              "users;\nallow once-more: any when domain within work domains "
              "of active users;\n"}) {
        const auto settled = gate("surety 1;\n" + policy + more, users);
        const auto in_full = gate("surety 1;\n" + policy + more + many_lists(), users);
        CHECK_FALSE(settled.view().verdicts.empty());
        CHECK(in_full.view().verdicts.empty());
        for (const std::string domain :
             {"a.example", "b.example", "both.example", "home.example", "gone.example", "x.example",
              "deep.x.example", "y.x.example", "only.example", "none.example"})
            for (const std::string& asked :
                 {domain, "m." + domain, "l@" + domain, "l@m." + domain}) {
                CAPTURE(asked);
                const auto made = surety::decide(settled, asked);
                const auto wanted = surety::decide(in_full, asked);
                CHECK(made.outcome() == wanted.outcome());
                CHECK(made.cause() == wanted.cause());
                CHECK(rules(settled, made) == rules(in_full, wanted));
                CHECK(sureties(settled, made) == sureties(in_full, wanted));
            }
        CHECK(sureties(settled, surety::decide(settled, "a.example")) == names{"ann", "abe"});
        CHECK(surety::decide(settled, "both.example").cause() == cause::forbidden);
    }
}

TEST_CASE("decide: many at once are decided as one after another") {
    const auto g = gate("surety 1; allow own: any when domain within work domains of active users;",
                        {user("ann", "ann@a.example"), user("bob", "bob@deep.b.example")});
    std::vector<surety::request> asked;
    const char* const texts[] = {"a.example",      "x@y.a.example", "nonsense", "",
                                 "deep.b.example", "b.example",     "c@c@c"};
    for (int i = 0; i < 100; ++i)
        asked.emplace_back(texts[i % 7]);
    for (std::size_t const count : {0u, 1u, 15u, 16u, 17u, 100u}) {
        std::vector<surety::decision> made(count);
        surety::decide(g, std::span(asked).first(count), made);
        for (std::size_t i = 0; i < count; ++i) {
            const auto alone = surety::decide(g, asked[i]);
            CHECK(made[i].outcome() == alone.outcome());
            CHECK(made[i].cause() == alone.cause());
            CHECK(made[i].why() == alone.why());
            CHECK(made[i].identity() == alone.identity());
            CHECK(rules(g, made[i]) == rules(g, alone));
            CHECK(sureties(g, made[i]) == sureties(g, alone));
        }
    }
}

TEST_CASE("decide: what is settled when a gate is bound is what a look at every rule says") {
    const char* const policies[] = {
        "allow a: any when domain within work domains of active users;",
        "allow a: domain when domain in work domains of active users;"
        "allow b: email when domain under work domains of active users;",
        "allow a: any when domain within work domains of active users;"
        "allow b: any when domain under verified domains of users;"
        "deny c: email when domain in primary domains of users"
        "  unless domain within work domains of active users;",
        "allow a: any when domain within work domains of active users"
        "  and not domain in verified domains of users;"
        "deny b: domain when domain within primary domains of active users"
        "  or domain under verified domains of active users;",
        "deny a: any unless domain within domains of users;"
        "deny b: any unless domain within work domains of users;"
        "deny c: any unless domain within verified domains of users;"
        "allow d: any when domain within domains of active users;",
        "allow a: domain when domain within work domains of active users;"
        "allow b: email when local like \"a*\" and domain within work domains of active users;",
        // What is asked beside people: local parts, lists, public suffixes, facts.
        "allow a: any when domain within work domains of active users;"
        "deny b: email when local in { \"a\", \"c\" } or local like \"?\" and local is \"b\""
        "  unless address in work addresses of active users;",
        "list some = { \"acme.example\", \"mail.a-long-company-name.example\" };"
        "allow a: any when domain within work domains of active users;"
        "deny b: any when domain within some;",
        "list some = { \"b.acme.example\", \"x1.a.mail.acme.example\" };"
        "allow a: any when domain within work domains of active users and not domain in some;"
        "allow b: domain when domain under some; deny c: email unless domain within users-of;"
        "list users-of = { \"acme.example\" };",
        "public-suffixes file \"list\";"
        "allow a: any when domain within work domains of active users;"
        "allow b: any when domain in primary domains of users;",
        "public-suffixes file \"list\"; list some = { \"mail.wild.example\", \"co.example\" };"
        "allow a: any when domain within work domains of active users;"
        "deny b: any when org-domain in some; deny c: email when domain is public-suffix;",
        "fact risk: number = 1; fact purpose: text = \"sending\";"
        "applies when purpose is not \"workflow\";"
        "deny b: any when risk at least 2; list some = { \"mail.acme.example\" };"
        "allow a: any when domain within work domains of active users;"
        "allow c: email when domain within work domains of active users and risk at most 0;"
        "deny d: any when domain within some and purpose is \"sending\";",
    };
    std::mt19937 random(20261125);
    const auto some_name = [&] { // few enough that they lie below one another
        const char* const labels[] = {"a", "b", "mail", "a-name-of-twenty-two", "x1"};
        const char* const ends[] = {
            "acme.example", "acme.example",     "a-long-company-name.example",
            "co.example",   "wild.example",     "kept.wild.example",
            "bare.example", "host.acme.example"};
        std::string name = ends[random() % 8];
        for (std::size_t i = random() % 4 ? random() % 4 : random() % 14; i > 0; --i)
            name = labels[random() % 5] + ("." + name);
        return name;
    };
    std::size_t settled_gates = 0, allowed = 0;
    for (const char* const policy : policies)
        for (int round = 0; round < 20; ++round) {
            std::vector<surety::user_record> users;
            for (std::size_t i = 0, n = random() % 12; i < n; ++i) {
                auto& made = users.emplace_back(user("u" + std::to_string(i),
                                                     (random() % 2 ? "a@" : "c@") + some_name(),
                                                     random() % 4 != 0));
                made.addresses[0].type =
                    random() % 3 ? surety::address_type::work : surety::address_type::home;
                made.addresses[0].primary = random() % 2 != 0;
                made.addresses[0].verified = random() % 2 != 0;
            }
            const auto settled = gate(std::string("surety 1;") + policy, users);
            const auto looked_at = gate(std::string("surety 1;") + policy + many_lists(), users);
            CHECK(settled.view().verdicts.empty() == (settled.domain_count() == 0));
            CHECK(looked_at.view().verdicts.empty());
            settled_gates += !settled.view().verdicts.empty();
            std::vector<std::string> texts;
            for (int i = 0; i < 100; ++i) {
                const char* const locals[] = {"", "a@", "b@", "c@"};
                texts.push_back(locals[random() % 4] + some_name());
            }
            const surety::fact facts[] = {
                {"risk", surety::value(static_cast<std::int64_t>(random() % 3))},
                {"purpose", surety::value(std::string_view(random() % 3 ? "other" : "workflow"))}};
            std::vector<surety::request> asked;
            for (const std::string& text : texts)
                asked.push_back({text, std::span(facts).first(random() % 3)});
            std::vector<surety::decision> together(asked.size());
            surety::decide(settled, asked, together);
            for (std::size_t i = 0; i < asked.size(); ++i) {
                CAPTURE(policy);
                CAPTURE(texts[i]);
                const auto wanted = surety::decide(looked_at, asked[i]);
                allowed += wanted.allowed();
                for (const auto& made : {surety::decide(settled, asked[i]), together[i]}) {
                    CHECK(made.outcome() == wanted.outcome());
                    CHECK(made.cause() == wanted.cause());
                    CHECK(made.complete());
                    CHECK(rules(settled, made) == rules(looked_at, wanted));
                    CHECK(sureties(settled, made) == sureties(looked_at, wanted));
                }
            }
        }
    CHECK(settled_gates > 150);
    CHECK(allowed > 1500);
}

TEST_CASE("decide: lists have their say below people, however deep") {
    // Names of more than eight labels leave no markers: of them nobody knows what is below.
    for (const std::string people : {"b.example", "1.2.3.4.5.6.7.b.example"})
        for (const std::string& listed :
             {"x." + people, "x.y." + people, people, std::string("example")}) {
            CAPTURE(people);
            CAPTURE(listed);
            const auto g = gate("surety 1; allow own: any when domain within domains of users;"
                                "list l = { \"" +
                                    listed + "\" }; deny bad: any when domain within l;",
                                {user("ann", "ann@" + people)});
            const auto outcome_of = [&](const std::string& name) {
                return surety::decide(g, name).outcome();
            };
            const auto below = [&](const std::string& name) {
                return ("." + name).ends_with("." + listed) ? outcome::deny : outcome::allow;
            };
            for (const std::string& name :
                 {people, "x." + people, "y." + people, "x.y." + people, "a.x.y." + people})
                CHECK(outcome_of(name) == below(name));
        }
}

TEST_CASE("decide: a gate and a program that were moved from are what they were") {
    const std::string own =
        "surety 1; allow own: any when domain within work domains of active users;";
    auto first = gate(own, {user("ann", "ann@a.example")});
    surety::gate second = static_cast<surety::gate&&>(first);
    second = gate("surety 1;", {});
    CHECK(sureties(first, surety::decide(first, "a.example")) == names{"ann"});
    CHECK(first.size_in_bytes() > 0);

    auto policy = load(own);
    surety::program other = static_cast<surety::program&&>(policy);
    std::string one = own;
    one.replace(one.find("own"), 3, "one");
    other = load(one);
    const auto third = load(one); // in what memory the first would have left
    CHECK(policy.rule(0).name == "own");
    CHECK(prebuilt::bind(policy, std::vector{user("ann", "ann@a.example")}).has_value());
}

TEST_CASE("decide: of many at once it is known whether they view their answers") {
    constexpr std::size_t count = 3;
    struct {
        alignas(surety::decision) char before[64];
        surety::decision made[count];
    } around;
    auto& made = around.made;
    const auto* const bytes = reinterpret_cast<const char*>(made);
    std::string_view const inside[] = {
        {bytes, 1}, {bytes + sizeof made - 1, 1}, {bytes, 99}, {around.before, 65}};
    std::string_view const outside[] = {
        "a.example", {around.before, 64}, {bytes, 0}, {bytes + sizeof made, 0}, std::string_view()};
    const auto are_apart = [&](const surety::request& what) {
        const surety::request asked[count] = {{"a"}, {"b"}, what};
        return surety::detail::are_apart(asked, made, count);
    };
    for (std::string_view const text : inside) {
        CHECK_FALSE(are_apart({text}));
        surety::fact const named[] = {{"x", true}, {text, 1}};
        CHECK_FALSE(are_apart({"c", named}));
        surety::fact const worth[] = {{"x", true}, {"f", text}};
        CHECK_FALSE(are_apart({"c", worth}));
        std::string_view const several[] = {"a", text};
        surety::fact const worth_several[] = {{"f", std::span<std::string_view const>(several)}};
        CHECK_FALSE(are_apart({"c", worth_several}));
    }
    for (std::string_view const text : outside) {
        std::string_view const several[] = {"a", text};
        surety::fact const facts[] = {
            {"f", text}, {text, std::span<std::string_view const>(several)}, {"n", 1}};
        CHECK(are_apart({text, facts}));
    }
}

#if defined(__unix__) && !defined(NDEBUG)
TEST_CASE(
    "decide: of many at once it is asserted that there is room, and that none is written over") {
    const auto g = gate("surety 1; deny l: any when domain in \"a.example\";", {});
    const std::vector<surety::request> asked(20, surety::request("a.example"));
    std::vector<surety::decision> made(20);
    CHECK_FALSE(is_asserted([&] { surety::decide(g, asked, made); }));
    CHECK(is_asserted([&] { surety::decide(g, asked, std::span(made).first(19)); }));
    surety::decide(g, asked, made);
    const std::vector<surety::request> again(20, surety::request(made[19].identity().text()));
    CHECK(is_asserted([&] { surety::decide(g, again, made); }));
}
#endif

TEST_CASE("decide: whoever is above a wildcard public suffix vouches for nobody below it") {
    const auto g = gate("surety 1; public-suffixes file \"list\";"
                        "allow own: any when domain within work domains of active users;",
                        {user("ann", "ann@bare.example")});
    CHECK(surety::decide(g, "bare.example").allowed());
    CHECK(surety::decide(g, "x@bare.example").allowed());
    for (const char* const name : {"shop.bare.example", "x.shop.bare.example", "a@b.bare.example"})
        CHECK(surety::decide(g, name).cause() == cause::no_rule);
}

TEST_CASE("decide: whoever is at a name that a wildcard makes a public suffix vouches for nobody") {
    const auto g = gate("surety 1; public-suffixes file \"list\";"
                        "allow own: any when domain within work domains of active users;",
                        {user("ann", "ann@any.ck"), user("bob", "bob@www.ck")});
    for (const char* const name : {"any.ck", "shop.any.ck", "a@any.ck", "other.ck", "a@b.other.ck"})
        CHECK(surety::decide(g, name).cause() == cause::no_rule);
    for (const char* const name : {"www.ck", "x@www.ck", "a.www.ck"})
        CHECK(surety::decide(g, name).allowed());
}

TEST_CASE("decide: an instant that nobody set is a fact that nobody told") {
    const std::string policy = "surety 1; fact since: time;\n"
                               "allow old: any when since older than 30 days;";
    const auto g = gate(policy, {});
    const surety::instant now{1'800'000'000, 0};
    const auto answer = [&](const surety::gate& asked, surety::value since) {
        const surety::fact facts[] = {{"since", since}};
        return surety::decide(asked, {"a.example", facts, now});
    };
    CHECK(answer(g, surety::instant{}).cause() == cause::unknown_facts);
    CHECK(answer(g, surety::instant{1, 0}).allowed());
    CHECK(answer(g, "1970-01-01T00:00:00Z").allowed()); // somebody wrote that
    const auto other = gate("surety 1; fact since: time = \"2027-01-01T00:00:00Z\";\n"
                            "allow old: any when since older than 30 days;",
                            {});
    CHECK(answer(other, surety::instant{}).cause() == cause::unknown_facts); // no default
    CHECK(surety::decide(other, {"a.example", {}, now}).cause() == cause::no_rule);
    surety::user_attribute hired{"hired", surety::instant{}};
    CHECK(hired.held == surety::value::form::null);
    hired = {"hired", surety::instant{0, 1}};
    CHECK(hired.held == surety::value::form::time);
}
