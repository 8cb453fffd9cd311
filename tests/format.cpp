// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/disassemble.hpp>
#include <surety/format.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "prebuilt.hpp"

namespace {

surety::diagnostic fault(std::string line, std::uint32_t column, std::uint32_t size) {
    surety::diagnostic d;
    d.code = surety::code::unknown_name;
    d.message = "unknown list `freemial`";
    d.help = "did you mean `freemail`?";
    d.file = "p.surety";
    d.at = {30, column};
    d.span = {0, size};
    d.excerpt = std::move(line);
    return d;
}

/// The last two lines of a shown diagnostic that has no help: the line, and the carets.
std::string carets(std::string line, std::uint32_t column, std::uint32_t size) {
    auto d = fault(std::move(line), column, size);
    d.help.clear();
    const std::string text = fmt::format("{}", d);
    return text.substr(text.rfind('\n', text.rfind('\n') - 1) + 1);
}

surety::gate gate_of(const char* text, const std::vector<surety::user_record>& users) {
    const auto policy = prebuilt::load("p.surety", text);
    REQUIRE(policy);
    const auto gate = prebuilt::bind(*policy, users);
    REQUIRE(gate);
    return *gate;
}

} // namespace

TEST_CASE("format: a diagnostic shows place, line and help") {
    CHECK(fmt::format("{}", fault("deny x: any when domain within freemial;", 32, 8)) ==
          "error[unknown-name]: unknown list `freemial`\n"
          "   --> p.surety:30:32\n"
          "   |\n"
          "30 | deny x: any when domain within freemial;\n"
          "   |                                ^^^^^^^^\n"
          "   = did you mean `freemail`?");
}

TEST_CASE("format: a diagnostic without a place, a file or help says what it has") {
    surety::diagnostic d;
    d.level = surety::severity::warning;
    d.code = surety::code::bad_address;
    d.message = "`x@` is no address";
    CHECK(fmt::format("{}", d) == "warning[bad-address]: `x@` is no address");
    d.file = "users.json";
    CHECK(fmt::format("{}", d) == "warning[bad-address]: `x@` is no address\n --> users.json");
}

TEST_CASE("format: carets stand below what they are about, whatever stands before it") {
    CHECK(carets("ab cd", 4, 2) == "30 | ab cd\n   |    ^^");
    CHECK(carets("\tab\tcd", 5, 2) == "30 | \tab\tcd\n   | \t  \t^^");
    CHECK(carets("é ü cd", 5, 2) == "30 | é ü cd\n   |     ^^");
    CHECK(carets("公司 cd", 4, 2) == "30 | 公司 cd\n   |      ^^");
    CHECK(carets("e\xCC\x81 cd", 4, 2) == "30 | e\xCC\x81 cd\n   |   ^^");
    CHECK(carets("ab 公司 cd", 4, 6) == "30 | ab 公司 cd\n   |    ^^^^");
    CHECK(carets("ab", 3, 0) == "30 | ab\n   |   ^");
    CHECK(carets("ab", 1, 100) == "30 | ab\n   | ^^");
}

TEST_CASE("format: what a terminal would obey, or nobody sees, is shown as a sign") {
    CHECK(carets("a\x1b[2Jb cd", 8, 2) == "30 | a\xEF\xBF\xBD[2Jb cd\n   |        ^^");
    CHECK(carets("\xFF\xC3 cd", 4, 2) == "30 | \xEF\xBF\xBD\xEF\xBF\xBD cd\n   |    ^^");
    for (const char* const wrong : {"\xE2\x80", "\xE0\x80\x80", "\xF4\x90\x80\x80", "\xED\xA0\x80"})
        CHECK(carets(wrong + std::string(" cd"), 3, 2) == "30 | \xEF\xBF\xBD cd\n   |   ^^");
    CHECK(carets("\xE2\x80\xAE"
                 "a",
                 2, 1) == "30 | \xEF\xBF\xBD"
                          "a\n   |  ^");
    auto d = fault("", 1, 0);
    d.message = "unknown list `\x1b]0;owned\x07`";
    CHECK(fmt::format("{}", d).find('\x1b') == std::string::npos);
}

TEST_CASE("format: a long line is cut to what stands around the place") {
    const std::string line = std::string(5000, 'a') + "!!" + std::string(5000, 'b');
    const std::string shown = carets(line, 5001, 2);
    CHECK(shown.size() < 400);
    CHECK(shown.find("a!!b") != shown.npos);
    // The carets are below the exclamation marks: … is three bytes and one column.
    const auto below = shown.find('\n') + 1;
    CHECK(shown.find('^') - below + 2 == shown.find('!'));
}

TEST_CASE("format: colours are asked for") {
    const auto d = fault("deny x: any when domain within freemial;", 32, 8);
    CHECK(fmt::format("{}", d).find('\x1b') == std::string::npos);
    CHECK(fmt::format("{:c}", d).find("\x1b[1;31merror") == 0);
}

TEST_CASE("format: named things are their names, and take a width") {
    CHECK(fmt::format("{}", surety::outcome::not_applicable) == "not-applicable");
    CHECK(fmt::format("{:>6}|{:<6}|", surety::outcome::deny, surety::outcome::allow) ==
          "  deny|allow |");
    CHECK(fmt::format("{} {}", surety::cause::no_rule, surety::reason::empty_label) ==
          "no-rule empty-label");
    CHECK(fmt::format("{} {}", surety::severity::warning, surety::code::too_deep) ==
          "warning too-deep");
}

TEST_CASE("format: an explanation says who, why, and what would change it") {
    const auto gate =
        gate_of(R"(surety 1;
fact trial: flag = false;
fact purpose: text;
applies when purpose is not "workflow";
deny blocked: any when domain within "blocked.example" because "ask support";
allow own: domain when domain within work domains of active users because "a colleague's";
)",
                {{"ada", true, {{"ada@acme.example", surety::address_type::work}}, {}},
                 {"farid", false, {{"f@gone.example", surety::address_type::work}}, {}}});
    const surety::fact facts[] = {{"purpose", "sending"}};
    const surety::fact workflow[] = {{"purpose", "workflow"}};
    const surety::fact wrong[] = {{"purpose", 7}};
    const auto shown = [&](std::string_view identity, std::span<const surety::fact> told) {
        return fmt::format("{}", prebuilt::explain(gate, {identity, told}));
    };
    CHECK(shown("En.Acme.example", facts) == "allow  en.acme.example\n"
                                             "  by own  p.surety:6:1\n"
                                             "     because a colleague's\n"
                                             "  surety: ada");
    CHECK(shown("x@blocked.example", facts) == "deny  x@blocked.example\n"
                                               "  by blocked  p.surety:5:1\n"
                                               "     because ask support");
    CHECK(shown("gone.example", facts) == "deny  gone.example\n"
                                          "  no rule allows it\n"
                                          "  it would be allowed\n"
                                          "    if user farid were active\n"
                                          "    with 1 more user in `work domains of active users`");
    CHECK(shown("acme.example", workflow) ==
          "not-applicable  acme.example\n"
          "  applies only when purpose is not \"workflow\"  p.surety:4:1");
    CHECK(shown("acme.example", {}) == "indeterminate  acme.example\n  fact purpose is missing");
    CHECK(shown("acme.example", wrong) == "indeterminate  acme.example\n  fact purpose is no text");
    CHECK(surety::detail::shown("ann\xEF\xBB\xBF") == "ann\uFFFD"); // not as `ann`
    CHECK(surety::detail::shown("\xEF\xBB\xBF"
                                "ann") == "\uFFFDann");
    CHECK(surety::name(surety::cause::unknown_time) == "unknown-time");
    CHECK(surety::name(surety::cause::unknown_names) == "unknown-names");
    surety::explanation timeless;
    timeless.outcome = surety::outcome::indeterminate;
    timeless.cause = surety::cause::unknown_time;
    timeless.canonical = "a.example";
    CHECK(fmt::format("{}", timeless) ==
          "indeterminate  a.example\n  the policy compares ages, and the request has no `now`");
    timeless.cause = surety::cause::unknown_names;
    CHECK(
        fmt::format("{}", timeless) ==
        "indeterminate  a.example\n  the IDNA adapter gave no answer: it ran out of memory, or has "
        "no data");
    CHECK(shown("acme..example", facts).starts_with("invalid  `acme..example`\n  empty-label: "));
    CHECK(shown("", facts).starts_with("invalid  ``\n  empty: "));
    CHECK(shown("a b\x1b\n@é", facts).starts_with("invalid  `a b\uFFFD\uFFFD@é`\n"));
    const std::string flood = shown(std::string(1'000'000, 'x'), facts);
    CHECK(flood.starts_with("invalid  `xxx"));
    CHECK(flood.find("xxx…`\n  ") != flood.npos);
    CHECK(flood.size() < 500);
    const surety::fact more[] = {{"tier", 1}, {"purpose", "workflow"}, {"a b\x1b", 1}};
    CHECK(shown("acme.example", more) ==
          "not-applicable  acme.example\n"
          "  applies only when purpose is not \"workflow\"  p.surety:4:1\n"
          "  facts that the policy does not declare: \"a b\xEF\xBF\xBD\", tier");
}

TEST_CASE("format: a remedy goes on after what it would bring about") {
    const auto shown = [](surety::remedy::kind what, const char* subject, std::size_t wanted = 0) {
        return fmt::format("{}", surety::remedy{what, subject, wanted});
    };
    using kind = surety::remedy::kind;
    CHECK(shown(kind::activate_user, "a b") == "if user \"a b\" were active");
    CHECK(shown(kind::add_users, "active users", 1) == "with 1 more user in `active users`");
    CHECK(shown(kind::add_users, "active users", 2) == "with 2 more users in `active users`");
    CHECK(shown(kind::use_parent, "a.example") == "as a.example, the name above it");
    CHECK(shown(kind::use_sibling, "b.example") == "as b.example, a name beside it");
    CHECK(shown(kind::supply_fact, "risk") == "once fact `risk` is supplied");
}

TEST_CASE("format: a program's printed form shows what each rule was compiled to") {
    const auto policy = prebuilt::load("p.surety", R"(surety 1;
list partners = { "globex.example" };
attribute team: text = "";
fact risk: number = 0;
allow a: email
  when domain within partners or address in work addresses of active users where team is "x"
  unless risk at least 80 and not local like "build-*";
deny b: any;
)");
    REQUIRE(policy);
    const std::string text = surety::disassemble(*policy);
    CHECK(text.find("program p.surety, language 1\n") == 0);
    CHECK(text.find("  risk: number = 0\n") != text.npos);
    CHECK(text.find("  team: text = \"\"\n") != text.npos);
    CHECK(text.find("      all of\n"
                    "        active\n"
                    "        team is \"x\"\n") != text.npos);
    // `unless` is negated into the condition, and `not` pushed down to the atoms.
    CHECK(text.find("  0  allow a: email  line 5\n"
                    "      all of\n"
                    "        any of\n"
                    "          domain within n0\n"
                    "          address in m0\n"
                    "        any of\n"
                    "          not risk at least 80\n"
                    "          local like \"build-*\"\n"
                    "  1  deny b: any  line 8\n"
                    "      always\n") != text.npos);
}
