// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/compile.hpp>
#include <surety/disassemble.hpp>
#include <surety/parse.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct from_memory final : surety::reader {
    std::string list;
    surety::read_status read(std::string_view path, std::string& text) override {
        text = path == "suffixes" ? "com\nuk\nco.uk\nexample\n*.ck\n!www.ck\n" : list;
        return surety::read_status::ok;
    }
};

surety::program program_of(std::string text, surety::reader* files = nullptr) {
    auto tree = surety::parse("policy.surety", std::move(text));
    for (const auto& d : tree.diagnostics())
        MESSAGE(d.message);
    REQUIRE(tree);
    auto checked = surety::check(*tree, files);
    for (const auto& d : checked.diagnostics())
        if (d.level == surety::severity::error)
            MESSAGE(d.message);
    REQUIRE(checked);
    return surety::compile(*checked);
}

/// What stands below a heading of the printed program, its lines joined by ` / `, each with a `>`
/// for every level of a condition.
std::string section_of(const surety::program& program, std::string_view heading) {
    const std::string all = surety::disassemble(program);
    std::size_t at = all.find("\n" + std::string(heading) + "\n");
    if (at == std::string::npos)
        return "";
    at += heading.size() + 2;
    std::string joined;
    std::size_t base = std::string::npos;
    while (at < all.size() && all[at] != '\n') {
        const std::size_t end = all.find('\n', at);
        const std::size_t text = all.find_first_not_of(' ', at);
        if (base == std::string::npos)
            base = text - at;
        if (!joined.empty())
            joined += " / ";
        const std::size_t depth = (text - at - base) / 2;
        if (depth > 2) // a rule's condition begins two levels below its head
            joined.append(depth - 2, '>');
        joined += all.substr(text, end - text);
        at = end + 1;
    }
    return joined;
}

constexpr std::string_view prelude = R"(surety 1;
public-suffixes file "suffixes";
list l = { "A.example", "b.example" };
list boxes = { "Ann@A.example" };
list words = { "One", "two" };
fact t: text;
fact t2: text;
fact ts: texts;
fact f: flag;
fact n: number;
fact n2: number;
fact w: time;
fact d: domain;
fact d2: domain;
fact a: address;
attribute dept: text;
attribute team: text;
attribute groups: texts;
attribute guest: flag;
attribute seen: time;
users staff = active users where dept is "sales";
users fresh = staff where seen newer than 3 days;
)";

/// The condition of a rule with these clauses.
std::string condition_of(std::string_view clauses, std::string_view rule = "allow r: email ") {
    from_memory files;
    const auto program =
        program_of(std::string(prelude) + std::string(rule) + std::string(clauses) + ";", &files);
    const std::string rules = section_of(program, "rules");
    const std::size_t first = rules.find(" / ");
    return first == std::string::npos ? "" : rules.substr(first + 3);
}

/// What was written, and what it becomes.
struct translation {
    std::string_view written;
    std::string_view made;
};

/// The people of `domain in domains of …`.
std::string people_of(std::string_view people) {
    from_memory files;
    const auto program =
        program_of(std::string(prelude) + "allow r: domain when domain in domains of " +
                       std::string(people) + ";",
                   &files);
    const std::string all = section_of(program, "people");
    return all.substr(all.find(" / ") + 3);
}

} // namespace

TEST_CASE("compile: every atom about an identity") {
    // clang-format off
    constexpr translation all[] = {
        {"domain in l", "domain in n0"},
        {"domain not in l", "not domain in n0"},
        {"domain is \"X.example\"", "domain in n0"},
        {"domain is not \"x.example\"", "not domain in n0"},
        {"domain within {\"x.example\"}", "domain within n0"},
        {"domain under l", "domain under n0"},
        {"org-domain in d", "org-domain in d"},
        {"org-domain not within l", "not org-domain within n0"},
        {"domain under d", "domain under d"},
        {"domain not in domains of users", "not domain in n0"},
        {"domain is public-suffix", "domain is public-suffix"},
        {"domain is not public-suffix", "not domain is public-suffix"},
        {"domain is internationalized", "domain is internationalized"},
        {"address is tagged", "address is tagged"},
        {"address is not tagged", "not address is tagged"},
        {"address in boxes", "address in m0"},
        {"address is \"Ann@X.Example\"", "address in m0"},
        {"address in a", "address is a"},
        {"address not in addresses of users", "not address in m0"},
        {"local in words", "local in t0"},
        {"local is \"ROOT\"", "local in t0"},
        {"local in ts", "local in ts"},
        {"local not in ts", "not local in ts"},
        {"local like \"No*?\"", "local like \"no*?\""},
        {"local not like \"x\"", "not local like \"x\""},
        {"domain in {}", "domain in n0"},
        {"domain not in {}", "not domain in n0"},
    };
    // clang-format on
    for (const auto& [text, made] : all) {
        const auto written = text;
        CAPTURE(written);
        CHECK(condition_of("when " + std::string(written)) == made);
    }
}

TEST_CASE("compile: every comparison of a fact") {
    // clang-format off
    constexpr translation all[] = {
        {"t is \"x\"", "t is \"x\""},
        {"t is not \"x\"", "not t is \"x\""},
        {"t is t2", "t is t2"},
        {"t is not t2", "not t is t2"},
        {"t in words", "t in t0"},
        {"t in {\"b\",\"a\",\"b\"}", "t in t0"},
        {"t in \"x\"", "t in t0"},
        {"t not in ts", "not t in ts"},
        {"ts has \"x\"", "ts has \"x\""},
        {"ts not has \"x\"", "not ts has \"x\""},
        {"ts is {\"x\",\"a\"}", "ts is { \"a\", \"x\" }"},
        {"ts is ts", "ts is ts"},
        {"f", "f"},
        {"not f", "not f"},
        {"f is true", "f is true"},
        {"f is not false", "not f is false"},
        {"n is 3", "n is 3"},
        {"n at least -3", "n at least -3"},
        {"n at most 9223372036854775807", "n at most 9223372036854775807"},
        {"n is n2", "n is n2"},
        {"w is \"2026-01-01T00:00:00Z\"", "w is \"2026-01-01T00:00:00Z\""},
        {"w older than 3 days", "w older than 3 days"},
        {"w newer than 2 hours", "w newer than 2 hours"},
        {"not w older than 5 minutes", "not w older than 5 minutes"},
        {"w before \"2026-01-01T00:00:00.5Z\"", "w before \"2026-01-01T00:00:00.5Z\""},
        {"w after \"2026-01-01T00:00:00+01:00\"", "w after \"2025-12-31T23:00:00Z\""},
        {"d is \"X.example\"", "d is \"x.example\""},
        {"d is d2", "d is d2"},
        {"a is \"Ann@X.example\"", "a is \"ann@x.example\""},
        {"t in {}", "t in t0"},
    };
    // clang-format on
    for (const auto& [text, made] : all) {
        const auto written = text;
        CAPTURE(written);
        CHECK(condition_of("when " + std::string(written)) == made);
    }
}

TEST_CASE("compile: `not` is pushed down to the atoms") {
    // clang-format off
    constexpr translation all[] = {
        {"f and d is d2", "all of / >f / >d is d2"},
        {"f or d is d2", "any of / >f / >d is d2"},
        {"not (f or d is d2)", "all of / >not f / >not d is d2"},
        {"not (f and not (t is t2 or n is n2))", "any of / >not f / >any of / >>t is t2 / >>n is n2"},
        {"f and (t is t2 or (n is n2 and not f))", "all of / >f / >any of / >>t is t2 / >>all of / >>>n is n2 / >>>not f"},
        {"not not f", "f"},
        {"not t is not t2", "t is t2"},
    };
    // clang-format on
    for (const auto& [text, made] : all) {
        const auto written = text;
        CAPTURE(written);
        CHECK(condition_of("when " + std::string(written)) == made);
    }
}

TEST_CASE("compile: all `when` hold and no `unless`") {
    // clang-format off
    constexpr translation all[] = {
        {"when f when t is t2", "all of / >f / >t is t2"},
        {"when f unless t is t2 unless n is n2 or f", "all of / >f / >not t is t2 / >all of / >>not n is n2 / >>not f"},
        {"unless not f", "f"},
        {"", "always"},
        {"unless t is not t2 and f", "any of / >t is t2 / >not f"},
    };
    // clang-format on
    for (const auto& [text, made] : all) {
        const auto written = text;
        CAPTURE(written);
        CHECK(condition_of(written) == made);
    }
}

TEST_CASE("compile: people are one condition, named users put in") {
    // clang-format off
    constexpr translation all[] = {
        {"users", "always"},
        {"active users", "active"},
        {"inactive users", "not active"},
        {"staff", "all of / >active / >dept is \"sales\""},
        {"fresh", "all of / >active / >dept is \"sales\" / >seen newer than 3 days"},
        {"users where guest", "guest"},
        {"fresh where (groups has \"x\" and dept is team)", "all of / >active / >dept is \"sales\" / >seen newer than 3 days / >all of / >>groups has \"x\" / >>dept is team"},
        {"staff where not (dept in l or dept in groups)", "all of / >active / >dept is \"sales\" / >all of / >>not dept in t0 / >>not dept in groups"},
        {"inactive users where seen before \"2026-01-01T00:00:00Z\"", "all of / >not active / >seen before \"2026-01-01T00:00:00Z\""},
    };
    // clang-format on
    for (const auto& [text, made] : all) {
        const auto written = text;
        CAPTURE(written);
        CHECK(people_of(written) == made);
    }
}

TEST_CASE("compile: equal people are one, and so are equal sets of them") {
    from_memory files;
    const auto program = program_of(
        std::string(prelude) +
            "allow r1: domain when domain in work domains of staff;\n"
            "allow r2: domain when domain within work  domains of active users"
            " where dept is \"sal\\u{65}s\";\n"
            "allow r3: domain when domain under domains of at least 1 staff;\n"
            "allow r4: domain when domain under domains of at least 2 staff;\n"
            "allow r5: email when address in work addresses of staff;\n"
            "allow r6: domain when domain in work domains of active users where dept is "
            "\"Sales\";\n"
            "allow r7: domain when domain in domains of users where dept in { \"x\", \"y\" };\n"
            "allow r8: domain when domain in domains of users where dept in {\"x\", \"y\", };\n",
        &files);
    CHECK(program.view().people.size() == 3);
    CHECK(section_of(program, "name sets") ==
          "n0  work domains of staff  of p0: work emails, at least 1 / "
          "n1  domains of at least 1 staff  of p0: emails, at least 1 / "
          "n2  domains of at least 2 staff  of p0: emails, at least 2 / "
          "n3  work domains of active users where dept is \"Sales\"  of p1: work emails, at least "
          "1 / "
          "n4  domains of users where dept in { \"x\", \"y\" }  of p2: emails, at least 1");
    CHECK(section_of(program, "address sets") ==
          "m0  work addresses of staff  of p0: work emails, at least 1");
}

TEST_CASE("compile: a list is one set for each kind of use") {
    from_memory files;
    files.list = "B.example # not a text\na.example\na.example\n";
    const auto program =
        program_of("surety 1; list here = { \"B.example\" }; list file = file \"list\";\n"
                   "fact t: text;\n"
                   "deny r1: email when domain in here or domain within here or local in here;\n"
                   "deny r2: email when t in here or t in here or local in here;\n"
                   "deny r3: email when domain under file or t in file or local in file;\n",
                   &files);
    CHECK(section_of(program, "name sets") == "n0  here / n1  file");
    CHECK(section_of(program, "text sets") ==
          "t0  { \"b.example\" } / t1  { \"B.example\" } / "
          "t2  { \"B.example\", \"a.example\" } / t3  { \"a.example\", \"b.example\" }");
}

TEST_CASE("compile: what sets were written as is kept on one line") {
    const auto program = program_of("surety 1; attribute dept: text = \"\";\n"
                                    "allow r: domain when domain in {\"a.example\" , # one\n"
                                    "  \"b.example\",} or domain in{} or domain in primary\n"
                                    "  work   domains of users where(dept is \"a # b\");\n"
                                    "applies when domain is\t\"x.example\" or(not domain in{ });");
    CHECK(section_of(program, "name sets") ==
          "n0  { \"a.example\", \"b.example\" } / n1  {} / "
          "n2  primary work domains of users where (dept is \"a # b\")"
          "  of p0: work primary emails, at least 1 / "
          "n3  \"x.example\" / n4  {}");
    CHECK(program.view().text(program.view().applies[0].source) ==
          "domain is \"x.example\" or (not domain in {})");
}

TEST_CASE("compile: facts and attributes keep their types and defaults") {
    const auto program = program_of(R"(surety 1;
fact t: text = "caf\u{e9}"; fact ts: texts = { "b", "a", "b" }; fact f: flag = true;
fact n: number = -9223372036854775808; fact w: time = "2026-01-31T12:00:00.25+01:00";
fact d: domain = "X.Example"; fact a: address = "Ann@X.Example"; fact required: text;
attribute Mixed-Case: texts = {};)");
    CHECK(section_of(program, "facts") ==
          "t: text = \"café\" / ts: texts = { \"a\", \"b\" } / f: flag = true / "
          "n: number = -9223372036854775808 / w: time = \"2026-01-31T11:00:00.25Z\" / "
          "d: domain = \"x.example\" / a: address = \"ann@x.example\" / "
          "required: text");
    CHECK(section_of(program, "attributes") == "Mixed-Case: texts = {}");
}

TEST_CASE("compile: rules keep name, kind, text, annotations and place") {
    const auto program = program_of("surety 1;\n"
                                    "@owner(\"it \\u{22}security\\u{22}\")\n"
                                    "  @since allow one: any because \"ask \\\\ us\";\n"
                                    "deny two: domain; allow three: email;");
    REQUIRE(program.rule_count() == 3);
    CHECK(program.file() == "policy.surety");
    CHECK(program.rule(0).name == "one");
    CHECK(program.rule(0).effect == surety::effect::allow);
    CHECK(program.rule(0).kind == surety::subject_kind::any);
    CHECK(program.rule(0).because == "ask \\ us");
    CHECK(program.rule(0).at == surety::position{3, 10});
    REQUIRE(program.annotation_count(0) == 2);
    CHECK(program.annotation(0, 0).name == "owner");
    CHECK(program.annotation(0, 0).text == "it \"security\"");
    CHECK(program.annotation(0, 1).name == "since");
    CHECK(program.annotation(0, 1).text == "");
    CHECK(program.rule(1).effect == surety::effect::deny);
    CHECK(program.rule(1).kind == surety::subject_kind::domain);
    CHECK(program.rule(1).because == "");
    CHECK(program.annotation_count(1) == 0);
    CHECK(program.rule(2).kind == surety::subject_kind::email);
    CHECK(program.rule(2).at == surety::position{4, 19});
}

TEST_CASE("compile: `applies when` and the public suffixes") {
    from_memory files;
    const auto with = program_of(std::string(prelude) + "applies when f;", &files);
    CHECK(with.view().header->declares_public_suffixes == 1);
    REQUIRE(with.view().applies.size() == 1);
    CHECK(with.view().text(with.view().applies[0].source) == "f");
    const auto without = program_of("surety 1;");
    CHECK(without.view().header->declares_public_suffixes == 0);
    CHECK(without.rule_count() == 0);
}

TEST_CASE("compile: tests keep what they give and expect") {
    const auto program = program_of(R"(surety 1;
fact t: text; fact n: number = 1;
attribute dept: text = ""; attribute guest: flag = false;
allow a: domain when domain in domains of users where (dept is "x" and not guest);
deny b: any when t is "x" and n is 1;
test "one" {
  expect deny "x.example" by b, a, b;
  user "Ann@A.example", home unverified "ann@home.example" active with guest = true, dept = "x";
  user other "ben@b.example", primary work "ben@c.example" inactive;
  fact n = 7;
  now "2026-01-01T00:00:00Z";
  expect allow "\u{e9}";
  expect indeterminate "y.example" by none;
}
test "two" { expect not-applicable "z"; expect invalid "z"; })");
    const auto& view = program.view();
    REQUIRE(view.tests.size() == 2);
    const auto& one = view.tests[0];
    CHECK(view.text(one.name) == "one");
    CHECK(one.at.line == 6);
    CHECK(one.has_now == 1);
    CHECK(view.literals[one.now].time() == surety::instant{1767225600, 0});
    REQUIRE(one.users.count == 2);
    REQUIRE(one.facts.count == 1);
    CHECK(view.assignments[one.facts.first].operand == 1);
    CHECK(view.literals[view.assignments[one.facts.first].literal].number() == 7);

    const auto& ann = view.test_users[one.users.first];
    CHECK(ann.active == 1);
    REQUIRE(ann.addresses.count == 2);
    const auto& work = view.test_addresses[ann.addresses.first];
    CHECK(view.text(work.text) == "ann@a.example");
    CHECK(work.type == static_cast<std::uint32_t>(surety::address_type::work));
    CHECK(work.primary == 1);
    CHECK(work.verified == 1);
    const auto& home = view.test_addresses[ann.addresses.first + 1];
    CHECK(home.type == static_cast<std::uint32_t>(surety::address_type::home));
    CHECK(home.primary == 0);
    CHECK(home.verified == 0);
    REQUIRE(ann.attributes.count == 2);
    CHECK(view.assignments[ann.attributes.first].operand == 1);
    CHECK(view.literals[view.assignments[ann.attributes.first].literal].a == 1);

    const auto& ben = view.test_users[one.users.first + 1];
    CHECK(ben.active == 0);
    const auto& other = view.test_addresses[ben.addresses.first];
    CHECK(other.type == static_cast<std::uint32_t>(surety::address_type::other));
    CHECK(other.primary == 0);
    CHECK(view.test_addresses[ben.addresses.first + 1].primary == 1);

    REQUIRE(one.expectations.count == 3);
    const auto& by = view.expectations[one.expectations.first];
    CHECK(by.outcome == static_cast<std::uint32_t>(surety::outcome::deny));
    CHECK(by.has_by == 1);
    REQUIRE(by.rules.count == 2);
    CHECK(view.rule_indices[by.rules.first] == 0);
    CHECK(view.rule_indices[by.rules.first + 1] == 1);
    CHECK(by.at.line == 7);
    const auto& open = view.expectations[one.expectations.first + 1];
    CHECK(open.has_by == 0);
    CHECK(view.text(open.identity) == "é");
    const auto& none = view.expectations[one.expectations.first + 2];
    CHECK(none.outcome == static_cast<std::uint32_t>(surety::outcome::indeterminate));
    CHECK(none.has_by == 1);
    CHECK(none.rules.count == 0);

    const auto& two = view.tests[1];
    CHECK(two.has_now == 0);
    REQUIRE(two.expectations.count == 2);
    CHECK(view.expectations[two.expectations.first].outcome ==
          static_cast<std::uint32_t>(surety::outcome::not_applicable));
    CHECK(view.expectations[two.expectations.first + 1].outcome ==
          static_cast<std::uint32_t>(surety::outcome::invalid));
}

TEST_CASE("compile: a program does not need the text it was made of") {
    surety::program program = program_of("surety 1;");
    {
        auto tree = surety::parse("gone.surety", "surety 1; allow a: any because \"text\";");
        REQUIRE(tree);
        auto checked = surety::check(*tree);
        REQUIRE(checked);
        program = surety::compile(*checked);
        tree->text.assign(tree->text.size(), '#');
    }
    CHECK(program.file() == "gone.surety");
    CHECK(program.rule(0).because == "text");
}

TEST_CASE("compile: a long text is shown by its beginning, as often as people have it") {
    const auto shown = [](std::size_t size, std::size_t rules) {
        std::string text = "surety 1; attribute dn: text = \"\"; attribute level: number = 0;\n"
                           "users staff = users where dn is \"" +
                           std::string(size, 'x') + "\";\n";
        for (std::size_t i = 0; i < rules; ++i)
            text += "allow r" + std::to_string(i) +
                    ": any when domain in domains of staff where level is " + std::to_string(i) +
                    ";\n";
        return surety::disassemble(program_of(text));
    };
    CHECK(shown(80, 1).find(std::string(80, 'x') + "\"\n") != std::string::npos);
    CHECK(shown(81, 1).find(std::string(80, 'x') + "\"… 81 bytes in all\n") != std::string::npos);
    CHECK(shown(20'000, 200).size() < 2 * shown(80, 200).size());

    const auto named = [](std::size_t size) {
        std::string const name(size, 'n');
        std::string text = "surety 1; attribute " + name +
                           ": flag = false;\n"
                           "attribute level: number = 0; users staff = users where " +
                           name + ";\n";
        for (std::size_t i = 0; i < 200; ++i)
            text += "allow r" + std::to_string(i) +
                    ": any when domain in domains of staff where level is " + std::to_string(i) +
                    ";\n";
        return surety::disassemble(program_of(text)).size();
    };
    CHECK(named(20'000) < 2 * named(80));
}
