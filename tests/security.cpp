// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// What real gates failed on, and what surety says to it. .github/SECURITY.md names these cases.
#include <surety/decide.hpp>
#include <surety/files.hpp>
#include <surety/reader.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "prebuilt.hpp"

using surety::outcome;
using surety::reason;
using surety::user_record;

namespace {

/// A company that lets its people in by the domain of their address, and one mailbox besides.
const surety::gate& company() {
    static const surety::gate bound = [] {
        struct suffixes final : surety::reader {
            surety::read_status read(std::string_view, std::string& text) override {
                text = "com\nco.uk\nuk\nio\ngithub.io\nexample\ns3.amazonaws.com\n";
                return surety::read_status::ok;
            }
        } files;
        const auto policy = prebuilt::load("company.surety", R"(surety 1;
public-suffixes file "list.dat";
allow own: any when domain within work domains of active users;
allow desk: email when address in work addresses of active users;
deny reserved: email when local in { "support", "admin" } or local like "support+*";
)",
                                           &files);
        REQUIRE(policy);
        std::vector<user_record> users;
        for (const char* const address :
             {"ann@company.com", "bob@team.partner.co.uk", "eve@co.uk", "mallory@github.io",
              "cloud@amazonaws.com", "support@company.com"})
            users.push_back({address, true, {{address, surety::address_type::work}}, {}});
        users.push_back({"gone", false, {{"gone@left.com", surety::address_type::work}}, {}});
        auto gate = prebuilt::bind(*policy, users);
        REQUIRE(gate);
        CHECK(gate.diagnostics().empty());
        return *std::move(gate);
    }();
    return bound;
}

/// Asked as either kind and as each: nobody who picks the kind gets another answer.
bool is_invalid(std::string_view text) {
    for (const auto kind : {surety::asked::either, surety::asked::domain, surety::asked::email}) {
        const auto made = surety::decide(company(), {text, {}, {}, kind});
        if (made.outcome() != outcome::invalid || !made.identity().text().empty())
            return false;
    }
    return true;
}

bool allows(std::string_view text) {
    return surety::decide(company(), text).allowed();
}

} // namespace

TEST_CASE("security: what the others say is only worth something if the honest pass") {
    CHECK(allows("company.com"));
    CHECK(allows("Ann@Company.COM"));
    CHECK(allows("noreply@mail.company.com"));
    CHECK(allows("x.team.partner.co.uk"));
}

TEST_CASE("security: several @ (CVE-2026-40574)") {
    for (const std::string text :
         {"attacker@evil.com@company.com", "attacker@company.com@evil.com", "@company.com@evil.com",
          "a@@company.com", "a@company.com@", "@@company.com", "a@b@c@company.com",
          "attacker@evil.com%40company.com", "attacker@evil.com\\@company.com",
          "attacker%40evil.com@company.com"}) {
        CAPTURE(text);
        CHECK(is_invalid(text));
    }
    CHECK(surety::decide(company(), "attacker@evil.com@company.com").why() == reason::several_at);
}

TEST_CASE("security: quoted local parts (CVE-2025-13033)") {
    for (const std::string text :
         {"\"attacker@evil.com x\"@company.com", "\"attacker@evil.com\"@company.com",
          "\"ann\"@company.com", "\"\"@company.com", "\"a\\\"@evil.com\"@company.com",
          "a.\"b\".c@company.com", "\"ann\"ann@company.com",
          "'ann'@company.com;attacker@evil.com"}) {
        CAPTURE(text);
        CHECK(is_invalid(text));
    }
}

TEST_CASE("security: display names, comments, groups and lists (CVE-2023-27043)") {
    for (const std::string text :
         {"ann@company.com <attacker@evil.com>", "attacker@evil.com <ann@company.com>",
          "Ann <ann@company.com>", "<ann@company.com>", "<ann@company.com", "ann@company.com>",
          "attacker@evil.com(<ann@company.com)", "ann(comment)@company.com",
          "ann@(comment)company.com", "ann@company.com(comment)", "team:ann@company.com;",
          "ann@company.com,attacker@evil.com", "attacker@evil.com;ann@company.com",
          "ann@company.com attacker@evil.com", "alice@company.com]<attacker@evil.com>"}) {
        CAPTURE(text);
        CHECK(is_invalid(text));
    }
}

TEST_CASE("security: a suffix without a boundary (CVE-2021-21291)") {
    for (const char* const text :
         {"evilcompany.com", "x@evilcompany.com", "evil-company.com", "company.com.evil.com",
          "company.comx", "xcompany.com.uk", "company.co", "ompany.com", "com",
          "company-com.evil.com", "company.com-evil.com", "x@company.com.evil.com"}) {
        CAPTURE(text);
        CHECK_FALSE(allows(text));
    }
    // And a dot that is none.
    for (const std::string text :
         {"evil.com/.company.com", "evil.com#.company.com", "evil.com\\.company.com",
          "evil.com%2ecompany.com", "evil.com%00.company.com", "evil.com\n.company.com"}) {
        CAPTURE(text);
        CHECK(is_invalid(text));
    }
}

TEST_CASE("security: encoded words and routes in local parts") {
    for (const std::string text :
         {"=?utf-8?q?attacker=40evil.com=3e=00?=foo@company.com", "=?x?q?41=42c?=@company.com",
          "=?iso-8859-1?q?=61=62=63?=@company.com", "=?utf-7?q?&AGEA-?=@company.com",
          "a=?b@company.com", "attacker%evil.com@company.com", "evil.com!attacker@company.com",
          "@evil.com:ann@company.com", "@evil.com,@b.com:ann@company.com",
          "attacker=evil.com=?@company.com"}) {
        CAPTURE(text);
        CHECK(is_invalid(text));
    }
}

TEST_CASE("security: mailboxes that are obeyed, with and without a tag") {
    for (const char* const text :
         {"support@company.com", "SUPPORT@company.com", "support+1@company.com",
          "Support+id-4711@mail.company.com", "admin@company.com", "support+@company.com"}) {
        CAPTURE(text);
        CHECK_FALSE(allows(text));
        CHECK(surety::decide(company(), text).cause() == surety::cause::forbidden);
    }
    CHECK(allows("supporters@company.com"));
}

TEST_CASE("security: the hardened policy keeps each reserved mailbox with every tag") {
    std::string const folder = SURETY_SOURCE_ROOT "/examples/policies/";
    const auto policy = surety::load_file(folder + "sender-identity-hardened.surety");
    REQUIRE(policy);
    const std::vector<user_record> users{
        {"ann", true, {{"ann@company.com", surety::address_type::work}}, {}}};
    const auto gate = prebuilt::bind(*policy, users);
    REQUIRE(gate);
    const surety::fact verified[] = {{"verification", "success"}};
    const auto cause = [&](const std::string& email) {
        return surety::decide(*gate, {email, verified}).cause();
    };
    std::string file;
    REQUIRE(surety::read_file(folder + "reserved-locals.txt", file));
    std::istringstream lines("support\nhelp\n" + file);
    std::size_t kept = 0;
    for (std::string name; std::getline(lines, name);) {
        if (name.empty() || name.starts_with('#'))
            continue;
        CAPTURE(name);
        ++kept;
        CHECK(cause(name + "+1@company.com") == surety::cause::forbidden);
        CHECK(cause(name + "+@mail.company.com") == surety::cause::forbidden);
        CHECK(cause(name + "s-not@company.com") == surety::cause::permitted);
    }
    CHECK(kept > 30);
}

TEST_CASE("security: names that anybody can register vouch for nobody") {
    for (const char* const text :
         {"co.uk", "evil.co.uk", "x@evil.co.uk", "github.io", "evil.github.io", "x@evil.github.io",
          "bucket.s3.amazonaws.com", "x@bucket.s3.amazonaws.com", "s3.amazonaws.com"}) {
        CAPTURE(text);
        CHECK_FALSE(allows(text));
    }
    // A user's own address is what it is.
    CHECK(allows("mallory@github.io"));
    CHECK(allows("amazonaws.com"));
}

TEST_CASE("security: nothing is trimmed, decoded or repaired") {
    for (const char c : {' ', '\t', '\n', '\r', '\0', '\v', '\f', '\x7f', '.', '"',  '\'', '/',
                         ':', ',',  ';',  '<',  '>',  '(',  ')',  '[',    ']', '\\', '%'})
        for (const std::string name : {"company.com", "ann@company.com"}) {
            CAPTURE(static_cast<int>(c));
            CHECK(is_invalid(name + c));
            // RFC 5321 lets a local part begin so; a mailbox of another name is none of ours.
            const bool atom = (c == '\'' || c == '/') && name.find('@') != name.npos;
            CHECK((atom ? surety::decide(company(), c + name).identity().text() == c + name
                        : is_invalid(c + name)));
            CHECK((c == '.' ? !allows(name + ".x") : is_invalid(name + c + "x")));
        }
    for (const std::string text :
         {"mailto:ann@company.com", "https://company.com", "company.com:25", "*.company.com",
          "ann@[192.0.2.1]", "ann@192.0.2.1", "127.0.0.1", "0x7f.0.0.1", "ann@company", "localhost",
          "\xEF\xBB\xBF"
          "company.com",
          "company\xC2\xAD.com",
          "company\xE3\x80\x82"
          "com",
          "comp\xD0\xB0ny.com",
          "ann\xEF\xBC\xA0"
          "company.com",
          "company.com\xE2\x80\x8B"}) {
        CAPTURE(text);
        CHECK(is_invalid(text));
    }
}

TEST_CASE("security: what comes back is what was decided about") {
    const auto made = surety::decide(company(), "ANN@Mail.Company.com");
    CHECK(made.allowed());
    CHECK(made.identity().text() == "ann@mail.company.com");
    CHECK(surety::decide(company(), made.identity().text()).identity() == made.identity());
    CHECK(surety::decide(company(), "ANN@@company.com").identity().text().empty());
}

TEST_CASE("security: users who left, or whom the data does not call active, vouch for nothing") {
    CHECK_FALSE(allows("left.com"));
    CHECK_FALSE(allows("gone@left.com"));
}
