// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/attach.hpp>
#include <surety/decide.hpp>
#include <surety/detail/look_alike.hpp>
#include <surety/detail/program_builder.hpp>
#include <surety/idna.hpp>
#include <surety/pack.hpp>
#include <surety/parse_identity.hpp>
#include <surety/public_suffix.hpp>
#include <surety/reader.hpp>
#include <surety/run_tests.hpp>

#include <doctest/doctest.h>

#include <fstream>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>
#include <utility>
#include <vector>

#include "corpora.hpp"
#include "prebuilt.hpp"

using prebuilt::explain;
using surety::decide;
using surety::identity_kind;
using surety::outcome;
using surety::parse_identity;
using surety::reason;

namespace {

const surety::idna& world() {
    static const surety::idna opened;
    return opened;
}

/// Counts what gets to ICU.
struct counting_adapter final : surety::idna_adapter {
    mutable std::size_t calls = 0;

    void to_ascii(std::string_view domain, ascii_domain& out) const noexcept override {
        ++calls;
        world().to_ascii(domain, out);
    }
    scripts scripts_of(std::string_view domain) const noexcept override {
        ++calls;
        return world().scripts_of(domain);
    }
    std::size_t
    skeleton(std::string_view domain, char* out, std::size_t room) const noexcept override {
        ++calls;
        return world().skeleton(domain, out, room);
    }
};

/// Answers whatever it is told to, good or not.
struct lying_adapter final : surety::idna_adapter {
    std::string answer;

    explicit lying_adapter(std::string text) : answer(std::move(text)) {}
    void to_ascii(std::string_view, ascii_domain& out) const noexcept override {
        for (const char c : answer)
            out.bytes[out.size++] = c;
    }
    scripts scripts_of(std::string_view) const noexcept override { return scripts::ordinary; }
    std::size_t skeleton(std::string_view, char*, std::size_t) const noexcept override { return 0; }
};

/// Answers what no buffer holds, or what is no reason.
struct boundless_adapter final : surety::idna_adapter {
    std::size_t size = 0;
    std::size_t offset = 0;
    surety::reason why = surety::reason::none;

    void to_ascii(std::string_view, ascii_domain& out) const noexcept override {
        out.size = size;
        out.why = why;
        out.offset = offset;
    }
    scripts scripts_of(std::string_view) const noexcept override { return scripts::ordinary; }
    std::size_t skeleton(std::string_view, char* out, std::size_t room) const noexcept override {
        for (std::size_t i = 0; i < room; ++i)
            out[i] = 'x';
        return size;
    }
};

/// Sees names as another version of Unicode might: `1` is no `l`.
struct other_adapter final : surety::idna_adapter {
    void to_ascii(std::string_view domain, ascii_domain& out) const noexcept override {
        world().to_ascii(domain, out);
    }
    scripts scripts_of(std::string_view domain) const noexcept override {
        return world().scripts_of(domain);
    }
    std::size_t
    skeleton(std::string_view domain, char* out, std::size_t room) const noexcept override {
        std::size_t const size = world().skeleton(domain, out, room);
        for (std::size_t i = 0; i < size; ++i)
            out[i] = out[i] == 'l' ? 'x' : out[i];
        return size;
    }
};

std::string canonical(std::string_view text) {
    const auto parsed = parse_identity(text, &world());
    return parsed ? std::string(parsed.value.text()) : "! " + std::string(name(parsed.why));
}

/// Reads files that are not there.
struct texts final : surety::reader {
    std::vector<std::pair<std::string, std::string>> files;

    surety::read_status read(std::string_view path, std::string& text) override {
        for (const auto& [name, content] : files)
            if (name == path) {
                text = content;
                return surety::read_status::ok;
            }
        return surety::read_status::not_found;
    }
};

surety::program program_of(std::string text, const surety::idna_adapter* names) {
    texts files;
    files.files = {
        {"suffixes.dat", "com\nde\nuk\nco.uk\nio\ngithub.io\ns3.amazonaws.com\nexample\n"},
        {"freemail.txt", "gmail.com\n"}};
    auto made = prebuilt::load("test.surety", std::move(text), &files, names);
    for (const auto& said : made.diagnostics())
        if (said.level == surety::severity::error)
            FAIL(said.message, " ", said.help);
    REQUIRE(made);
    return *made;
}

surety::user_record user_at(std::string address, bool active = true) {
    surety::user_record user;
    user.id = address;
    user.active = active;
    user.addresses.push_back({std::move(address), surety::address_type::work, true, true});
    return user;
}

/// What the verdicts of the corpus are about.
const std::string corpus_policy = R"(surety 1;
public-suffixes file "suffixes.dat";
list freemail = file "freemail.txt";
allow own-domain:  domain when domain within work domains of active users
                          and not domain within freemail;
allow own-mailbox: email  when domain within work domains of active users
                          and not domain within freemail;
allow exactly:     email  when address in work addresses of active users;
)";

std::vector<surety::user_record> corpus_users(bool in_unicode) {
    std::vector<surety::user_record> users;
    for (const char* address : {"alice@yourcompany.com", "bob@team.partner.co.uk", "dave@gmail.com",
                                "eve@co.uk", "mallory@github.io", "ann@amazonaws.com"})
        users.push_back(user_at(address));
    users.push_back(user_at("l63@" + std::string(63, 'x') + ".com"));
    users.push_back(
        user_at(in_unicode ? "carla@MU\u0308NCHEN\u3002example" : "carla@xn--mnchen-3ya.example"));
    users.push_back(user_at(in_unicode ? "sz@fa\u1e9e.de" : "sz@xn--fa-hia.de"));
    users.push_back(user_at("zed@gone.com", false));
    return users;
}

std::string_view verdict(outcome of) {
    return of == outcome::allow ? "MATCH" : of == outcome::deny ? "NO_MATCH" : "REJECT";
}

surety::request request_of(const corpora::identity_case& one) {
    return {one.text, {}, {}, one.is_email ? surety::asked::email : surety::asked::domain};
}

} // namespace

TEST_CASE("idna: ICU is there") {
    CHECK(static_cast<bool>(world()));
}

TEST_CASE("idna: the corpus is answered as it says, with and without the adapter") {
    const surety::program policy = program_of(corpus_policy, nullptr);
    const auto plain = prebuilt::bind(policy, corpus_users(false));
    const auto ascii_users = prebuilt::bind(policy, corpus_users(false), {}, &world());
    const auto unicode_users = prebuilt::bind(policy, corpus_users(true), {}, &world());
    REQUIRE(plain);
    REQUIRE(ascii_users);
    REQUIRE(unicode_users);
    CHECK(unicode_users.diagnostics().empty());
    for (const corpora::identity_case& one : corpora::identity_cases()) {
        CAPTURE(one.id);
        const surety::request asked = request_of(one);
        CHECK(verdict(decide(*plain, asked).outcome()) == one.expect_ascii);
        for (const auto* gate : {&ascii_users, &unicode_users}) {
            const surety::decision answer = decide(**gate, asked);
            CHECK(verdict(answer.outcome()) == one.expect_idna);
            if (answer.outcome() != outcome::invalid && !one.canonical.empty())
                CHECK(answer.identity().text() == one.canonical);
            const surety::explanation why = explain(**gate, asked);
            CHECK(why.outcome == answer.outcome());
            CHECK(why.canonical == answer.identity().text());
        }
    }
}

TEST_CASE("idna: many requests, from many threads, are answered as one is") {
    const auto bound =
        prebuilt::bind(program_of(corpus_policy, nullptr), corpus_users(true), {}, &world());
    REQUIRE(bound);
    const auto cases = corpora::identity_cases();
    std::vector<surety::request> requests;
    for (const corpora::identity_case& one : cases)
        requests.push_back(request_of(one));
    std::vector<std::vector<surety::decision>> made(4);
    std::vector<std::thread> threads;
    for (auto& answers : made) {
        answers.resize(requests.size());
        threads.emplace_back([&] { decide(*bound, requests, answers); });
    }
    for (std::thread& thread : threads)
        thread.join();
    for (const auto& answers : made)
        for (std::size_t i = 0; i < requests.size(); ++i) {
            CAPTURE(cases[i].id);
            CHECK(verdict(answers[i].outcome()) == cases[i].expect_idna);
            CHECK(answers[i].identity() == decide(*bound, requests[i]).identity());
        }
}

TEST_CASE("idna: all spellings of one name are one identity") {
    const char* const munich[] = {
        "m\u00fcnchen.example",        // U-label
        "xn--mnchen-3ya.example",      // A-label
        "XN--MNCHEN-3YA.Example",      // in capitals
        "M\u00dcNCHEN.EXAMPLE",        // U-label in capitals
        "mu\u0308nchen.example",       // NFD
        "MU\u0308NCHEN.example",       // NFD in capitals
        "m\u00fcnchen\u3002example",   // ideographic full stop
        "m\u00fcnchen\uff0eexample",   // full-width full stop
        "m\u00fcnchen\uff61example",   // half-width ideographic full stop
        "xn--mnchen-3ya\uff0eexample", // A-label before a full-width full stop
        "\uff4d\u00fcnchen.example",   // full-width letter
        "m\u00fcn\u00adchen.example",  // soft hyphen
    };
    for (const char* const spelling : munich) {
        CAPTURE(spelling);
        CHECK(canonical(spelling) == "xn--mnchen-3ya.example");
        CHECK(canonical("Ann@" + std::string(spelling)) == "ann@xn--mnchen-3ya.example");
    }
}

TEST_CASE("idna: sharp s is not ss, in either case") {
    CHECK(canonical("fa\u00df.de") == "xn--fa-hia.de");
    CHECK(canonical("FA\u1e9e.de") == "xn--fa-hia.de");
    CHECK(canonical("fa\u1e9e.de") == "xn--fa-hia.de");
    CHECK(canonical("fass.de") == "fass.de");
    CHECK(canonical("\u03c3.gr") != canonical("\u03c2.gr")); // final sigma is kept, too
}

TEST_CASE("idna: the at sign and what stands before it are ASCII") {
    CHECK(canonical("ann\uff20example.com") == "! disallowed-character");
    CHECK(canonical("ann@b\uff20example.com") == "! disallowed-character");
    CHECK(canonical("ann@b@m\u00fcnchen.example") == "! several-at");
    CHECK(canonical("\u00e4nn@m\u00fcnchen.example") == "! non-ascii");
    CHECK(canonical("\uff41nn@example.com") == "! non-ascii");
    CHECK(canonical("\u00e4nn@example.com") == "! non-ascii");
    CHECK(canonical("a..b@m\u00fcnchen.example") == "! local-dot");
    CHECK(canonical("\"a\"@m\u00fcnchen.example") == "! bad-local-character");
    CHECK(canonical("@m\u00fcnchen.example") == "! empty-local");
    CHECK(canonical("Ann+X@m\u00fcnchen.example") == "ann+x@xn--mnchen-3ya.example");
}

// In the manner of Unicode's IdnaTestV2.txt: what it is put into, or why not.
TEST_CASE("idna: each refusal has its reason") {
    const struct {
        std::string text;
        std::string_view is;
    } all[] = {
        {"\u65e5\u672c\u8a9e.jp", "xn--wgv71a119e.jp"},
        {"\u65e5\u672c\u8a9e\uff0eJP", "xn--wgv71a119e.jp"},
        {"B\u00fccher.de", "xn--bcher-kva.de"},
        {"\u2115.example", "n.example"},
        {"\u2460.example", "1.example"},
        {"\u00e0\u05d0.example", "! mixed-direction"},
        {"0\u00e0.\u05d0", "! mixed-direction"},
        {"\u05d0.example", "xn--4db.example"},
        {"\u0660a.example", "! mixed-direction"},
        {"a\u200cb.example", "! stray-joiner"},
        {"a\u200db.example", "! stray-joiner"},
        // Allowed by UTS 46 behind a virama, and still nothing that can be seen.
        {"\u0915\u094d\u200d\u0937.example", "! a-label-character"},
        {"\u0301a.example", "! leading-mark"},
        {"a.\u0301b", "! leading-mark"},
        {"\u202ea.example", "! disallowed-character"},
        {"a\u2488b.example", "! disallowed-character"},
        {"a_\u00fc.example", "! disallowed-character"},
        {"a b\u00fc.example", "! disallowed-character"},
        {"\u2260.example", "! disallowed-character"},
        {"\U000e0061.example", "! disallowed-character"},
        {"\ufffd.example", "! disallowed-character"},
        {"\u00fc..example", "! empty-label"},
        {".\u00fc.example", "! empty-label"},
        {"\u00fc.example\u3002", "! trailing-dot"},
        {"\u00ad.example", "! empty-label"},
        {"-\u00fc.example", "! hyphen-first"},
        {"\u00fc-.example", "! hyphen-last"},
        {"\u00fca--b.example", "! hyphen-third-fourth"},
        {"ab--\u00fc.example", "! hyphen-third-fourth"},
        {"xn--\u00fc.example", "! bad-a-label"},
        {"xn--a.\u00fc", "! bad-a-label"},
        {"xn--mnchen-3yb-.\u00fc.example", "! bad-a-label"},
        {"\u00fc", "! single-label"},
        {"\u00fc.123", "! numeric-top-label"},
        {"\u2460\u2461.\u2460", "! numeric-top-label"},
        {"192.168.0.\uff11", "! numeric-top-label"},
        {"\xff.example", "! not-utf8"},
        {"\u00fc\xc0\xae"
         "com",
         "! not-utf8"},
        {"\xed\xa0\x80.example", "! not-utf8"},
        {"\xf4\x90\x80\x80.example", "! not-utf8"},
        {"\u00fc\xe2\x82", "! not-utf8"},
        {std::string(60, 'a') + "\u00fc.example", "! label-too-long"},
        {"[\u00fc].example", "! disallowed-character"},
        {std::string("a\0\u00fc.example", 12), "! disallowed-character"},
    };
    for (const auto& one : all) {
        CAPTURE(one.text);
        CHECK(canonical(one.text) == one.is);
    }
}

TEST_CASE("idna: the offset of a refusal is in the text that was asked about") {
    CHECK(parse_identity("a\u00fc\xff.example", &world()).offset == 3);
    CHECK(parse_identity("ann@\u00fc\xff.example", &world()).offset == 6);
    CHECK(parse_identity("ann@b\u00fc..example", &world()).offset == 5);
    CHECK(parse_identity("ann@b\u00fc@example", &world()).offset == 7);
    CHECK(parse_identity("\u00e4nn@example.com", &world()).offset == 0);
    CHECK(parse_identity("\u00fc", &world()).offset == 0);
}

TEST_CASE("idna: names at their limits, and texts of any size") {
    std::string const label = "\u00fc" + std::string(55, 'a'); // 63 bytes as an A-label
    CHECK(parse_identity(label + ".example", &world()));
    CHECK(parse_identity("a" + label + ".example", &world()).why == reason::label_too_long);
    // Longer in UTF-8 than any domain may be, and one all the same.
    std::string wide;
    for (int i = 0; i < 50; ++i)
        wide += "\u4eba";
    std::string const name = wide + "." + wide + ".example";
    REQUIRE(name.size() > 254);
    const auto parsed = parse_identity("ann@" + name, &world());
    REQUIRE(parsed);
    CHECK(parsed.value.text().size() < 254);
    CHECK(canonical(name + "." + name + "." + name + "." + name) == "! too-long");

    CHECK(canonical(std::string(64, 'a') + "@\u00fc.example").starts_with("aaaa"));
    CHECK(canonical(std::string(65, 'a') + "@\u00fc.example") == "! local-too-long");
    std::string dots;
    for (int i = 0; i < 300'000; ++i)
        dots += "\u3002";
    CHECK_FALSE(parse_identity(dots, &world()));
    CHECK_FALSE(parse_identity("a@" + dots, &world()));
    CHECK_FALSE(parse_identity(dots.substr(0, 3 * 1365), &world()));
    CHECK_FALSE(parse_identity(std::string(1'000'000, '.') + "\u00fc", &world()));
    std::string soft = "a";
    for (int i = 0; i < 500; ++i)
        soft += "\u00ad";
    CHECK(canonical(soft + ".example") == "a.example");
    CHECK(canonical(soft + soft.substr(1) + ".example") == "! too-long");
    std::string heap = "a"; // to be put in order, which takes long
    for (int i = 0; i < 256; ++i)
        heap += "\u0301\u0323";
    counting_adapter counted;
    CHECK_FALSE(parse_identity(heap, &counted));
    CHECK_FALSE(parse_identity("ann@" + heap, &counted));
    CHECK(counted.calls == 0);
}

TEST_CASE("idna: ASCII is read as without the adapter, and never gets to it") {
    const counting_adapter counted;
    std::size_t asked = 0;
    for (const corpora::identity_case& one : corpora::identity_cases()) {
        const auto kind = one.is_email ? identity_kind::email : identity_kind::domain;
        const auto plain = parse_identity(one.text, kind);
        const auto adapted = parse_identity(one.text, kind, &counted);
        CAPTURE(one.id);
        if (surety::detail::first_beyond_ascii(one.text) == one.text.size()) {
            CHECK(counted.calls == asked);
            CHECK(adapted.value == plain.value);
            CHECK(adapted.why == plain.why);
            CHECK(adapted.offset == plain.offset);
        }
        asked = counted.calls;
    }
    CHECK(asked > 20);
    CHECK_FALSE(parse_identity("\u00e4nn@example.com", &counted));
    CHECK_FALSE(parse_identity("\u00e4nn@m\u00fcnchen.example", &counted));
    CHECK_FALSE(parse_identity("m\u00fcnchen.example", identity_kind::email, &counted));
    CHECK_FALSE(parse_identity("a@m\u00fcnchen.example", identity_kind::domain, &counted));
    CHECK(counted.calls == asked);
}

TEST_CASE("idna: a gate that has the adapter decides on ASCII without it, all the way") {
    const counting_adapter counted;
    const surety::program policy = program_of(corpus_policy + R"(
fact tenant: domain = "none.example";
attribute site: domain = "none.example";
list some = { "listed.example", "xn--mnchen-3ya.example" };
deny listed: any when domain within some or domain within tenant;
allow sited: domain when domain in domains of users where site is "site.example";
deny other-scripts: any when domain is internationalized;
deny mixed: any when domain is mixed-script;
)",
                                              &counted);
    auto users = corpus_users(false);
    users.push_back(user_at("bad at address"));
    users.back().attributes = {{"site", "site.example"}};
    const auto bound = prebuilt::bind(policy, users, {}, &counted);
    REQUIRE(bound);
    CHECK(bound.diagnostics().size() == 1);
    const surety::fact told[] = {{"tenant", "Tenant.example"}};
    std::vector<surety::request> requests;
    for (const char* const text :
         {"yourcompany.com", "Alice@YourCompany.com", "listed.example", "www.tenant.example",
          "nobody.example", "not a name", "a@b@yourcompany.com", "localhost", "yourcompany.com.",
          "under_score.yourcompany.com", "\"a\"@yourcompany.com", "192.0.2.1", ""})
        requests.emplace_back(text, told);
    std::vector<surety::decision> made(requests.size());
    decide(*bound, requests, made);
    for (const surety::request& asked : requests)
        (void)explain(*bound, asked);
    CHECK(made[0].allowed());
    CHECK(made[1].allowed());
    CHECK_FALSE(made[2].allowed());
    CHECK(counted.calls == 0);
    // An A-label is ASCII, too; only what asks for scripts has to know them.
    CHECK_FALSE(decide(*bound, {"xn--mnchen-3ya.example", told}).allowed());
    CHECK(counted.calls == 1);
}

TEST_CASE("idna: an adapter that says more than there is room for says nothing") {
    boundless_adapter names;
    for (std::size_t const size : {std::size_t{254}, std::size_t{300}, SIZE_MAX}) {
        names.size = size;
        CHECK(parse_identity("m\u00FCnchen.example", &names).why == surety::reason::no_answer);
        CHECK(parse_identity("a@m\u00FCnchen.example", &names).why == surety::reason::no_answer);
        surety::detail::look_alike_keys keys;
        keys.make("paypal.example", names);
        CHECK_FALSE(keys.are_known());
    }
    names.size = 253;
    surety::detail::look_alike_keys keys;
    keys.make("paypal.example", names);
    CHECK(keys.are_known());
    names.why = static_cast<surety::reason>(200);
    const auto parsed = parse_identity("m\u00FCnchen.example", &names);
    CHECK(parsed.why == surety::reason::no_answer);
    CHECK(parsed.offset == 1);
    names.why = surety::reason::bad_character;
    for (const std::size_t offset : {std::size_t{16}, SIZE_MAX, SIZE_MAX - 3}) {
        names.offset = offset;
        CHECK(parse_identity("ann@m\u00FCnchen.example", &names).offset == 5);
    }
    names.offset = 15;
    CHECK(parse_identity("ann@m\u00FCnchen.example", &names).offset == 19);
}

TEST_CASE("idna: all spellings of a public suffix are one rule") {
    for (const char* rule :
         {"m\u00fcnchen.example", "mu\u0308nchen.example", "MU\u0308NCHEN.example",
          "M\u00dcNCHEN.EXAMPLE", "m\u00fcnchen\u3002example", "\uff4d\u00fcnchen\uff0eexample",
          "xn--mnchen-3ya.example"})
        for (const std::string mark : {"", "!", "*."}) {
            CAPTURE(rule);
            const auto list = surety::parse_public_suffixes("psl.dat", mark + rule, &world());
            REQUIRE(list);
            REQUIRE(list->size() == 1);
            CHECK((*list)[0].text == "xn--mnchen-3ya.example");
        }
    // Whatever a rule is written with stops trust, asked in any spelling.
    texts files;
    files.files = {{"psl.dat", "example\n\u0141O\u0301DZ\u0301.example\n"}};
    const auto policy =
        prebuilt::load("p.surety",
                       "surety 1; public-suffixes file \"psl.dat\";\n"
                       "allow own: any when domain within work domains of active users;\n",
                       &files, &world());
    REQUIRE(policy);
    const std::vector mallory{user_at("mallory@\u0142\u00f3d\u017a.example")};
    const auto bound = prebuilt::bind(*policy, mallory, {}, &world());
    REQUIRE(bound);
    CHECK_FALSE(decide(*bound, "victim.\u0142\u00f3d\u017a.example").allowed());
    CHECK_FALSE(decide(*bound, "\u0142\u00f3d\u017a.example").allowed());
    const auto bad =
        surety::parse_public_suffixes("psl.dat", "\u2028.example\nx_\u00fc.y\n", &world());
    REQUIRE_FALSE(bad);
    CHECK(bad.diagnostics().size() == 2);
}

TEST_CASE("idna: without ICU a European capital in a rule is read as ICU reads it, or refused") {
    const auto rule_of = [](const std::string& text, const surety::idna_adapter* names) {
        const auto list = surety::parse_public_suffixes("psl.dat", text, names);
        return list ? std::string((*list)[0].text) : "refused";
    };
    std::size_t read = 0, refused = 0;
    for (char32_t c = 0x80; c < 0x10000; ++c) {
        const auto point = static_cast<UChar32>(c);
        UErrorCode status = U_ZERO_ERROR;
        const UScriptCode script = uscript_getScript(point, &status);
        const bool is_european = script == USCRIPT_LATIN || script == USCRIPT_GREEK ||
                                 script == USCRIPT_CYRILLIC || script == USCRIPT_ARMENIAN ||
                                 script == USCRIPT_GEORGIAN;
        if (!is_european || !u_isUAlphabetic(point))
            continue;
        std::string text = "a";
        char bytes[4];
        std::int32_t size = 0;
        U8_APPEND_UNSAFE(bytes, size, point);
        text.append(bytes, static_cast<std::size_t>(size));
        text += ".example";
        std::string const by_icu = rule_of(text, &world());
        std::string const alone = rule_of(text, nullptr);
        if (alone == "refused")
            ++refused;
        else if (by_icu != "refused") {
            ++read;
            CHECK_MESSAGE(alone == by_icu, std::hex, static_cast<std::uint32_t>(c));
        }
    }
    CHECK(read > 700);
    CHECK(refused > 700);
}

TEST_CASE("idna: the public suffix list has the rules that ICU makes of it") {
    std::ifstream file("/usr/share/publicsuffix/public_suffix_list.dat");
    REQUIRE(file);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    const auto by_icu = surety::parse_public_suffixes("psl.dat", text, &world());
    const auto alone = surety::parse_public_suffixes("psl.dat", text);
    REQUIRE(by_icu);
    REQUIRE(alone);
    REQUIRE(by_icu->size() == alone->size());
    for (std::size_t i = 0; i < alone->size(); ++i)
        CHECK((*by_icu)[i] == (*alone)[i]);
    CHECK(alone->size() > 9'000);
}

TEST_CASE("idna: an adapter that gives no answer lets nobody in") {
    // Which of them, counted, is not answered; ICU does so when its memory runs out.
    struct failing_adapter final : surety::idna_adapter {
        mutable int left = -1;

        bool fails() const noexcept { return left-- == 0; }
        void to_ascii(std::string_view domain, ascii_domain& out) const noexcept override {
            if (fails())
                out.why = reason::no_answer;
            else
                world().to_ascii(domain, out);
        }
        scripts scripts_of(std::string_view domain) const noexcept override {
            return fails() ? scripts::unknown : world().scripts_of(domain);
        }
        std::size_t
        skeleton(std::string_view domain, char* out, std::size_t room) const noexcept override {
            return fails() ? 0 : world().skeleton(domain, out, room);
        }
    };
    const failing_adapter names;
    texts files;
    files.files = {{"psl.dat", "com\nexample\n\u00fc.example\n"}};
    const char* const text =
        "surety 1; public-suffixes file \"psl.dat\"; list known = { \"paypal.com\" };\n"
        "deny look: any when domain is look-alike of work domains of active users;\n"
        "deny listed: any when domain is look-alike of known;\n"
        "deny theirs: any when domain within work domains of inactive users;\n"
        "allow rest: any;\n";
    const surety::user_record users[] = {
        {"ann", true, {{"ann@google.com", surety::address_type::work}}},
        {"bob", false, {{"bob@m\u00fcnchen.example", surety::address_type::work}}}};
    const auto load = [&] { return prebuilt::load("p.surety", text, &files, &names); };
    const auto policy = load();
    REQUIRE(policy);
    const char* const denied[] = {"g00gle.com", "paypa1.com", "a.m\u00fcnchen.example"};
    int unanswered = 0;
    for (;; ++unanswered) {
        names.left = unanswered;
        const auto again = load();
        if (names.left >= 0)
            break;
        REQUIRE_FALSE(again);
        CHECK(again.diagnostics()[0].level == surety::severity::error);
    }
    CHECK(unanswered == 2); // the suffix and the list's member
    for (unanswered = 0;; ++unanswered) {
        names.left = unanswered;
        const auto bound = prebuilt::bind(*policy, users, {}, &names);
        if (names.left >= 0) {
            REQUIRE(bound);
            for (const char* identity : denied)
                CHECK_FALSE(decide(*bound, identity).allowed());
            for (const char* identity : denied)
                for (int at = 0; at < 4; ++at) {
                    names.left = at;
                    CHECK_FALSE(decide(*bound, identity).allowed());
                }
            break;
        }
        REQUIRE_FALSE(bound);
        CHECK(bound.diagnostics()[0].code == surety::code::needs_idna);
    }
    CHECK(unanswered == 4); // the list's member, an address, and two looks

    // Whether a name mixes scripts, wherever a rule may ask that.
    names.left = -1;
    for (const char* const rules : {"allow a: any when domain is mixed-script;",
                                    "allow a: any when domain is not mixed-script;",
                                    "deny d: any when domain is mixed-script; allow a: any;",
                                    "deny d: any unless domain is mixed-script; allow a: any;",
                                    "applies when domain is not mixed-script; allow a: any;"}) {
        CAPTURE(std::string(rules));
        const auto mixing =
            prebuilt::load("p.surety", std::string("surety 1; ") + rules, &files, &names);
        REQUIRE(mixing);
        const auto gate = prebuilt::bind(*mixing, users, {}, &names);
        REQUIRE(gate);
        for (const char* const identity :
             {"xn--mnchen-3ya.example", "ann@xn--mnchen-3ya.example"}) {
            names.left = 0;
            const auto made = decide(*gate, identity);
            CHECK(made.outcome() == outcome::indeterminate);
            CHECK(made.cause() == surety::cause::unknown_names);
            CHECK(made.rules().empty());
            const auto plain = decide(*gate, identity); // it is answered the next time
            CHECK(plain.outcome() != outcome::indeterminate);
            names.left = 0;
            const auto said = explain(*gate, identity);
            CHECK(said.remedies.empty());
            if (said.cause == plain.cause())
                CHECK(said.rules.size() == plain.rules().size());
            else
                CHECK(said.cause == surety::cause::unknown_names);
        }
        names.left = 0;
        CHECK(decide(*gate, "munich.example").outcome() != outcome::indeterminate); // not asked
        names.left = -1;
    }

    // Facts and attributes, which are read when they are told and again when they are compared.
    names.left = -1;
    const auto told = prebuilt::load(
        "p.surety",
        "surety 1; fact tenant: domain; fact other: domain; fact me: address;\n"
        "attribute home: domain;\n"
        "allow a: any when domain within tenant;\n"
        "allow b: any when tenant is other;\n"
        "allow c: any when domain in \"a.example\" and tenant is not \"m\u00fcnchen.example\";\n"
        "allow d: email when domain in \"b.example\" unless address in me;\n"
        "allow e: any when domain within domains of users where home is not "
        "\"m\u00fcnchen.example\";\n",
        &files, &names);
    REQUIRE(told);
    std::vector<surety::user_record> people{user_at("eve@c.example")};
    people[0].attributes = {{"home", "m\u00fcnchen.example"}};
    const auto gate = prebuilt::bind(*told, people, {}, &names);
    REQUIRE(gate);
    for (int at = 0; at < 4; ++at) {
        names.left = at;
        const auto again = prebuilt::bind(*told, people, {}, &names);
        if (names.left >= 0)
            break;
        REQUIRE_FALSE(again);
        CHECK(at < 3);
    }
    const surety::fact facts[] = {{"tenant", "m\u00fcnchen.example"},
                                  {"other", "k\u00f6ln.example"},
                                  {"me", "ann@b.\u00fc.example"}};
    for (const char* identity : {"evil.example", "a.example", "x@b.example", "c.example"})
        for (int at = 0; at < 12; ++at) {
            CAPTURE(identity);
            CAPTURE(at);
            names.left = -1;
            const auto plain = decide(*gate, {identity, facts});
            CHECK(plain.outcome() == (*identity == 'x' ? outcome::allow : outcome::deny));
            names.left = at;
            const auto one = decide(*gate, {identity, facts});
            CHECK((names.left >= 0 ? one.outcome() == plain.outcome()
                                   : one.outcome() == outcome::indeterminate));
            CHECK((one.outcome() == plain.outcome() || one.rules().empty()));
            names.left = at;
            const auto said = explain(*gate, {identity, facts});
            CHECK((said.outcome == plain.outcome() || said.outcome == outcome::indeterminate));
            if (said.outcome == outcome::indeterminate)
                CHECK(said.facts.empty() == (said.cause == surety::cause::unknown_names));
        }
}

TEST_CASE("idna: what is explained agrees with the decision where scripts cannot be told") {
    struct blind_adapter final : surety::idna_adapter {
        void to_ascii(std::string_view domain, ascii_domain& out) const noexcept override {
            world().to_ascii(domain, out);
        }
        scripts answer = scripts::unknown;
        scripts scripts_of(std::string_view) const noexcept override { return answer; }
        std::size_t skeleton(std::string_view, char*, std::size_t) const noexcept override {
            return 0;
        }
    };
    blind_adapter names;
    const surety::user_record users[] = {
        {"ann", false, {{"ann@m\u00fcnchen.example", surety::address_type::work}}}};
    std::set<surety::cause> seen;
    for (const char* const rules : {"list bad = { \"bad.example\" }; deny m: any when domain is "
                                    "mixed-script and domain within bad;"
                                    " allow a: any;",
                                    "list bad = { \"m\u00fcnchen.example\" }; deny d: any when "
                                    "domain within bad; allow a: any unless domain is "
                                    "mixed-script;",
                                    "allow a: any when domain within work domains of active users "
                                    "and domain is not mixed-script;",
                                    "applies when domain within \"other.example\"; applies when "
                                    "domain is not mixed-script; allow a: "
                                    "any;"}) {
        CAPTURE(std::string(rules));
        const auto policy = prebuilt::load("p", std::string("surety 1; ") + rules, nullptr, &names);
        REQUIRE(policy);
        const auto gate = prebuilt::bind(*policy, users, {}, &names);
        REQUIRE(gate);
        const auto made = decide(*gate, "m\u00fcnchen.example");
        const auto said = explain(*gate, "m\u00fcnchen.example");
        CHECK(said.outcome == made.outcome());
        CHECK(said.cause == made.cause());
        CHECK(said.remedies.empty());
        seen.insert(made.cause());
        names.answer = static_cast<surety::idna_adapter::scripts>(77); // which is no answer, either
        CHECK(decide(*gate, "m\u00fcnchen.example").cause() == made.cause());
        names.answer = surety::idna_adapter::scripts::unknown;
    }
    CHECK(seen.size() > 2);
}

TEST_CASE("idna: no text of a user's is without an answer for good, and keeps others from a gate") {
    // Of a label of a thousand letters ICU says that its input is too long, and nothing else.
    const auto policy =
        prebuilt::load("p", "surety 1; allow a: any when domain in work domains of active users;",
                       nullptr, &world());
    REQUIRE(policy);
    for (std::size_t size = 300; size < 1024; size += size < 990 ? 89 : 1)
        for (const char* const letter : {"a", "\u00fc", "\u3316", "\U0001f600"}) {
            std::string text = "\u00e9";
            while (text.size() < size)
                text += letter;
            text += size % 2 == 0 ? ".example" : "";
            const auto parsed = parse_identity(text, identity_kind::domain, &world());
            CAPTURE(text.size());
            REQUIRE_FALSE(parsed);
            CHECK(parsed.why != reason::no_answer);
            const surety::user_record users[] = {
                {"ann", true, {{"ann@good.example", surety::address_type::work}}},
                {"eve", false, {{"eve@" + text, surety::address_type::other}}}};
            const auto gate = prebuilt::bind(*policy, users, {}, &world());
            REQUIRE(gate);
            CHECK(decide(*gate, "good.example").allowed());
        }
}

TEST_CASE("idna: whatever an adapter says is read as ASCII once more") {
    for (const char* answer : {"", ".", "a", "a..b", "a b.com", "EVIL@example.com", "x_y.com",
                               "\xc3\xbc.com", "a.1", "ab--c.com", "xn--a.com"}) {
        const lying_adapter liar(answer);
        CAPTURE(answer);
        CHECK_FALSE(parse_identity("\u00fc.com", identity_kind::domain, &liar));
        CHECK_FALSE(parse_identity("ann@\u00fc.com", identity_kind::email, &liar));
    }
    const lying_adapter liar("Example.COM");
    CHECK(parse_identity("\u00fc.com", &liar).value.text() == "example.com");
}

TEST_CASE("idna: ICU agrees with surety's own A-labels") {
    UErrorCode status = U_ZERO_ERROR;
    UIDNA* const uts46 =
        uidna_openUTS46(UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                            UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE,
                        &status);
    REQUIRE(U_SUCCESS(status));
    int compared = 0;
    for (const corpora::identity_case& one : corpora::identity_cases()) {
        const auto parsed = parse_identity(
            one.text, one.is_email ? identity_kind::email : identity_kind::domain, &world());
        if (!parsed)
            continue;
        CAPTURE(one.id);
        std::string const domain(parsed.value.domain());
        const auto put = [&](auto convert, const std::string& text) {
            char bytes[1024];
            UIDNAInfo info = UIDNA_INFO_INITIALIZER;
            std::int32_t const size = convert(uts46, text.data(), static_cast<int>(text.size()),
                                              bytes, 1024, &info, &status);
            CHECK(U_SUCCESS(status));
            CHECK(info.errors == 0);
            return std::string(bytes, static_cast<std::size_t>(size));
        };
        CHECK(put(uidna_nameToASCII_UTF8, domain) == domain);
        std::string const unicode = put(uidna_nameToUnicodeUTF8, domain);
        CHECK(canonical(unicode) == domain);
        CHECK((unicode != domain) == parsed.value.is_internationalized());
        ++compared;
    }
    uidna_close(uts46);
    CHECK(compared > 50);
}

namespace {

/// ICU asked directly: what it makes of a domain, nothing when it finds a fault.
class icu_alone {
public:
    icu_alone()
        : uts46_(uidna_openUTS46(UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                     UIDNA_NONTRANSITIONAL_TO_ASCII |
                                     UIDNA_NONTRANSITIONAL_TO_UNICODE,
                                 &status_)) {
        REQUIRE(U_SUCCESS(status_));
    }
    icu_alone(const icu_alone&) = delete;
    icu_alone& operator=(const icu_alone&) = delete;
    ~icu_alone() { uidna_close(uts46_); }

    std::string to_ascii(const std::string& domain) const {
        std::vector<char> bytes(domain.size() * 8 + 512);
        UErrorCode status = U_ZERO_ERROR;
        UIDNAInfo info = UIDNA_INFO_INITIALIZER;
        std::int32_t const size = uidna_nameToASCII_UTF8(
            uts46_, domain.data(), static_cast<std::int32_t>(domain.size()), bytes.data(),
            static_cast<std::int32_t>(bytes.size()), &info, &status);
        if (U_FAILURE(status) || info.errors != 0)
            return {};
        return {bytes.data(), static_cast<std::size_t>(size)};
    }

private:
    UErrorCode status_ = U_ZERO_ERROR;
    UIDNA* uts46_;
};

struct agreement {
    std::size_t converted = 0, a_labels = 0, stricter = 0;

    /// A text as surety reads it with the adapter, and as ICU and the reader of ASCII make it out.
    void check(const icu_alone& icu, const std::string& text) {
        CAPTURE(text);
        const auto parsed = parse_identity(text, &world());
        std::size_t const at = text.find('@');
        std::string const local = at == text.npos ? "" : text.substr(0, at + 1);
        std::string domain = text.substr(local.size());
        if (surety::detail::first_beyond_ascii(text) == text.size()) {
            // ASCII is read by surety's own rules. What they admit ICU leaves as it is, if it
            // admits it: it knows more that no A-label should hold, and is not asked.
            if (!(parsed.value == parse_identity(text).value))
                FAIL("read in another way than without the adapter");
            if (!parsed || !parsed.value.is_internationalized())
                return;
            ++a_labels;
            std::string const made = icu.to_ascii(domain);
            stricter += made.empty();
            if (!made.empty())
                CHECK(made == parsed.value.domain());
            return;
        }
        for (std::size_t i = 0; (i = domain.find("\u1e9e", i)) != domain.npos;)
            domain.replace(i, 3, "\u00df"); // as Unicode 15.1 has it, whichever ICU this is
        std::string const made = icu.to_ascii(domain);
        const auto expected = parse_identity(local + made);
        if (made.empty() || !expected || surety::detail::first_beyond_ascii(local) < local.size()) {
            if (parsed)
                FAIL("is an identity: ", parsed.value.text());
        } else {
            CHECK(parsed.value.text() == expected.value.text());
            ++converted;
        }
    }
};

} // namespace

TEST_CASE("idna: ICU agrees on every string of the corpora") {
    const icu_alone icu;
    agreement found;
    const auto strings = corpora::strings();
    for (const std::string& text : strings)
        found.check(icu, text);
    MESSAGE(strings.size() << " strings, " << found.converted << " put into ASCII, "
                           << found.a_labels << " with A-labels, of which ICU refuses "
                           << found.stricter);
    CHECK(strings.size() > 1'000);
    CHECK(found.converted > 15);
    CHECK(found.a_labels > 8);
}

TEST_CASE("idna: ICU agrees on random names") {
    const icu_alone icu;
    agreement found;
    std::mt19937 random(20261125);
    const std::vector<std::string> pieces = {"a",
                                             "b",
                                             "n",
                                             "X",
                                             "-",
                                             "--",
                                             ".",
                                             ".",
                                             "1",
                                             "_",
                                             " ",
                                             "xn--",
                                             "xn--mnchen-3ya",
                                             "ss",
                                             "\u00fc",
                                             "u\u0308",
                                             "\u00df",
                                             "\u1e9e",
                                             "\u03c3",
                                             "\u03c2",
                                             "\u0430",
                                             "\u0410",
                                             "\u05d0",
                                             "\u0661",
                                             "\u3002",
                                             "\uff0e",
                                             "\uff61",
                                             "\uff41",
                                             "\uff21",
                                             "\u00ad",
                                             "\u200b",
                                             "\u200d",
                                             "\u094d",
                                             "\u0915",
                                             "\u4eba",
                                             "\u30a2",
                                             "\u0301",
                                             "\u2460",
                                             "\ufb01",
                                             "\u2024",
                                             "\u212a",
                                             "\U0001f600",
                                             "\xff",
                                             "\xc0\xae",
                                             "\ufffd",
                                             "\u0130",
                                             "\u0131",
                                             "\u00b7",
                                             "l\u00b7l",
                                             "\u0660",
                                             "\u06f0"};
    for (int i = 0; i < 60'000; ++i) {
        std::string text = random() % 4 == 0 ? "ann@" : "";
        for (std::size_t n = 1 + random() % 6; n > 0; --n)
            text += pieces[random() % pieces.size()];
        found.check(icu, text + ".example");
        found.check(icu, text);
    }
    // A-labels of random code points: ICU admits fewer.
    for (int i = 0; i < 20'000; ++i) {
        std::string text = "xn--";
        for (std::size_t n = 2 + random() % 9; n > 0; --n)
            text += "abcdefghijklmnopqrstuvwxyz0123456789-"[random() % 37];
        found.check(icu, text + ".example");
    }
    MESSAGE(found.converted << " put into ASCII, " << found.a_labels
                            << " with A-labels, of which ICU refuses " << found.stricter);
    CHECK(found.converted > 10'000);
    CHECK(found.a_labels > 1'000);
}

TEST_CASE("idna: canonicalising twice is canonicalising once") {
    for (const corpora::identity_case& one : corpora::identity_cases()) {
        const auto once = parse_identity(
            one.text, one.is_email ? identity_kind::email : identity_kind::domain, &world());
        if (once)
            CHECK(parse_identity(once.value.text(), &world()).value == once.value);
    }
}

TEST_CASE("idna: users beyond ASCII vouch only in a gate that was told how to read them") {
    const surety::program policy = program_of(corpus_policy, nullptr);
    const auto without = prebuilt::bind(policy, corpus_users(true));
    REQUIRE(without);
    CHECK(without.diagnostics().size() == 2);
    CHECK_FALSE(decide(*without, "xn--mnchen-3ya.example").allowed());
    CHECK(decide(*without, "m\u00fcnchen.example").why() == reason::non_ascii);

    const auto with = prebuilt::bind(policy, corpus_users(true), {}, &world());
    REQUIRE(with);
    CHECK(decide(*with, "xn--mnchen-3ya.example").allowed());
    CHECK(decide(*with, "www.m\u00fcnchen.example").allowed());
    CHECK(decide(*with, "Carla@m\u00fcnchen.example").allowed());
    CHECK_FALSE(decide(*with, "munchen.example").allowed());
    const surety::gate copy = *with;
    CHECK(copy.names() == &world());
    CHECK(decide(copy, "m\u00fcnchen.example").allowed());
}

TEST_CASE("idna: an address in two spellings is one address of one user") {
    const surety::program policy = program_of(corpus_policy, nullptr);
    auto users = corpus_users(true);
    users.push_back(user_at("carla@xn--mnchen-3ya.example"));
    users.back().id = users[7].id;
    const auto bound = prebuilt::bind(policy, users, {}, &world());
    REQUIRE(bound); // equal records are one
    CHECK(bound->user_count() == 10);
}

TEST_CASE("idna: facts and attributes that hold names are read as names") {
    const surety::program policy = program_of(R"(surety 1;
public-suffixes file "suffixes.dat";
fact tenant: domain;
attribute site: domain = "none.example";
allow tenant-itself: domain when domain within tenant;
allow site: domain when domain in work domains of users where site is "xn--bcher-kva.de";
)",
                                              nullptr);
    auto user = user_at("x@a.example");
    user.attributes.push_back({"site", "B\u00fccher.de"});
    const std::vector<surety::user_record> users{user};
    CHECK_FALSE(prebuilt::bind(policy, users));
    const auto bound = prebuilt::bind(policy, users, {}, &world());
    REQUIRE(bound);
    const surety::fact facts[] = {{"tenant", surety::value(std::string_view("M\u00dcNCHEN.de"))}};
    CHECK(decide(*bound, {"www.xn--mnchen-3ya.de", facts}).allowed());
    CHECK(decide(*bound, {"www.m\u00fcnchen.de", facts}).allowed());
    CHECK_FALSE(decide(*bound, {"www.munchen.de", facts}).allowed());
    CHECK(decide(*bound, {"a.example", facts}).allowed());
}

TEST_CASE("idna: a policy may name what is not ASCII, in places, in lists and in files") {
    texts files;
    files.files = {{"partners.txt", "Bücher.de # shop\n\u65e5\u672c\u3002jp\nplain.example\n"},
                   {"suffixes.dat", "de\njp\nexample\n"}};
    const auto policy = prebuilt::load("test.surety", R"(surety 1;
public-suffixes file "suffixes.dat";
list partners = file "partners.txt";
list mailboxes = { "Ann@MÜNCHEN.example", "bob@plain.example" };
list tops = { "москва", "zip" };
list words = { "Bücher.de" };
fact word: text = "Bücher.de";
fact home: domain = "FAẞ。de";
allow partner: domain when domain within partners;
allow here: domain when domain in { "é.example", "E\u{301}e.example" } or domain is "ø.example";
allow at-home: domain when domain is "x.faß.de" or domain in home;
allow mailbox: email when address in mailboxes or address is "carla@münchen.example";
deny top: any when domain within tops;
deny in-words: domain when word in words and domain is "words.example";

test "names in all scripts" {
  user "x@é.example" active;
  expect allow "www.bücher.de" by partner;
  expect allow "日本.JP" by partner;
  expect allow "éE.example" by here;
  expect allow "xn--9ca.example" by here;
  expect allow "Ø.example" by here;
  expect allow "fass.de" by none;
  expect allow "faß.de" by at-home;
  expect allow "ann@münchen.example" by mailbox;
  expect allow "carla@xn--mnchen-3ya.example" by mailbox;
  expect deny "bücher.москва" by top;
  expect deny "words.example" by in-words;
}
)",
                                       &files, &world());
    for (const auto& said : policy.diagnostics())
        CHECK_MESSAGE(said.level != surety::severity::error, said.message, " ", said.help);
    REQUIRE(policy);
    const surety::test_report report = run_tests(*policy, &world());
    REQUIRE(report.tests.size() == 1);
    CHECK(report.tests[0].failed == 1); // fass.de, which is not faß.de
    CHECK(report.tests[0].passed == 10);
    CHECK_FALSE(run_tests(*policy).passed());
}

TEST_CASE("idna: a name that no adapter can read is told of, with the reason") {
    texts files;
    files.files = {{"names.txt", "fine.example\n\u0301a.example\na\u2488.example\nü\n"}};
    const auto policy = prebuilt::load("test.surety", R"(surety 1;
list names = file "names.txt";
list boxes = { "änn@example.com", "ann@ü..example" };
allow a: domain when domain in names or domain is "ü.x_y.example";
allow b: email when address in boxes or address is "ann@ü";
)",
                                       &files, &world());
    REQUIRE_FALSE(policy);
    std::string all;
    for (const auto& said : policy.diagnostics())
        all.append(surety::name(said.code)).append(" ").append(said.help).append("\n");
    const auto tells = [&all](const char* what) { return all.find(what) != all.npos; };
    CHECK(tells("bad-list-line a label begins with a combining mark; `names` is used"));
    CHECK(tells("bad-list-line it has a character that no domain may have; `names` is used"));
    CHECK(tells("bad-list-line a domain has at least two labels; `names` is used"));
    CHECK(tells("not-a-domain it has a character that no domain may have"));
    CHECK(tells("not-an-address it has a byte outside ASCII"));
    CHECK(tells("not-an-address there is nothing before or between two dots; `boxes` is used"));
    CHECK(tells("not-an-address a domain has at least two labels"));
}

TEST_CASE("idna: a name mixes scripts as no language does, or does not") {
    const surety::program policy = program_of(R"(surety 1;
deny mixed: any when domain is mixed-script;
allow others: any when domain is not mixed-script;
)",
                                              &world());
    const auto unbound = prebuilt::bind(policy, std::vector<surety::user_record>());
    REQUIRE_FALSE(unbound);
    CHECK(unbound.diagnostics()[0].code == surety::code::needs_idna);

    const counting_adapter counted;
    const auto gate = prebuilt::bind(policy, std::vector<surety::user_record>(), {}, &counted);
    REQUIRE(gate);
    const struct {
        const char* name;
        bool mixed;
    } all[] = {
        {"paypal.com", false},
        {"p\u0430ypal.com", true},                           // Cyrillic а in Latin
        {"\u0440\u0430\u0443\u0440\u0430l.com", true},       // Latin l in Cyrillic
        {"\u0440\u0430\u0443\u0440\u0430\u04cf.com", false}, // all Cyrillic: one script
        {"\u03b1bc.com", true},                              // Greek and Latin
        {"m\u00fcnchen.example", false},
        {"\u65e5\u672c\u8a9e.jp", false},                      // Han alone
        {"\u65e5\u672c\u306e\u30ab\u30e1\u30e9abc.jp", false}, // Japanese: Han, kana, Latin
        {"\ud55c\uad6d\u8a9eabc.kr", false},                   // Korean: Hangul, Han, Latin
        {"\u3105\u6f22abc.tw", false},                         // Bopomofo, Han, Latin
        {"\u3105\u306e.tw", true},                             // Bopomofo and kana
        {"\u05d0\u05d1.example", false},                       // Hebrew before Latin: two labels
        {"\u043c\u043e\u0441\u043a\u0432\u0430.paypal.com", false}, // each label in one
        {"www.p\u0430ypal.com", true},
        {"\u0e01a.example", true}, // Thai and Latin
        {"a1-2.example", false},
        {"\u043c1-2.example", false}, // digits and hyphens are everybody's
        {"\u2615.example", false},
    };
    for (const auto& one : all) {
        CAPTURE(one.name);
        for (const std::string& text : {std::string(one.name), "ann@" + std::string(one.name)}) {
            const surety::decision answer = decide(*gate, text);
            CHECK(name(answer.outcome()) == (one.mixed ? "deny" : "allow"));
            CHECK(explain(*gate, text).outcome == answer.outcome());
            // The A-label says the same.
            CHECK(decide(*gate, answer.identity().text()).outcome() == answer.outcome());
        }
    }
    counted.calls = 0;
    CHECK(decide(*gate, "paypal.com").allowed());
    CHECK(counted.calls == 0);
}

TEST_CASE("idna: `mixed-script` without the adapter is an error when the policy is checked") {
    const auto policy = prebuilt::load("t", "surety 1; deny m: any when domain is mixed-script;");
    REQUIRE_FALSE(policy);
    CHECK(policy.diagnostics()[0].code == surety::code::needs_idna);
}

namespace {

std::string skeleton_of(std::string_view domain) {
    char bytes[253];
    return std::string(bytes, world().skeleton(canonical(domain), bytes, sizeof bytes));
}

surety::gate gate_of(const std::string& text, const std::vector<surety::user_record>& users) {
    const auto bound = prebuilt::bind(program_of(text, &world()), users, {}, &world());
    REQUIRE(bound);
    return *bound;
}

/// What is said of a policy that `check` refuses.
std::string complaints(const char* text, const surety::idna_adapter* names) {
    texts files;
    files.files = {{"s.dat", "com\nuk\nco.uk\n"}};
    const auto policy = prebuilt::load("t", text, &files, names);
    std::string all;
    for (const auto& said : policy.diagnostics())
        if (said.level == surety::severity::error)
            all.append(surety::name(said.code)).append(": ").append(said.message).append("\n");
    return all;
}

} // namespace

TEST_CASE("idna: names that look the same have one skeleton") {
    CHECK(skeleton_of("paypal.com") == skeleton_of("p\u0430ypal.com"));
    CHECK(skeleton_of("paypal.com") == skeleton_of("paypa1.com"));
    CHECK(skeleton_of("microsoft.com") == skeleton_of("rnicrosoft.com"));
    CHECK(skeleton_of("scope.com") == skeleton_of("\u0455\u0441\u043e\u0440\u0435.com"));
    CHECK(skeleton_of("paypal.com") != skeleton_of("paypal.net"));
    CHECK(skeleton_of("m\u00fcnchen.example") != skeleton_of("munchen.example"));
    char few[3];
    CHECK(world().skeleton("example.com", few, sizeof few) == 3);
}

TEST_CASE("idna: a look-alike of a member in place or in a list is denied, a member is not") {
    const std::string rest = R"(
allow all: any when domain is not public-suffix;
)";
    for (const char* const declared :
         {"deny look: any when domain is look-alike of { \"PayPal.com\", \"micro.co.uk\" };",
          "list known = { \"paypal.com\", \"micro.co.uk\" };"
          "deny look: any when domain is look-alike of known;",
          "deny look: any when domain is look-alike of \"www.paypal.com\""
          " or domain is look-alike of \"mail.micro.co.uk\";",
          "deny look: any unless not (domain is look-alike of {\"paypal.com\", "
          "\"micro.co.uk\"});"}) {
        CAPTURE(declared);
        const surety::gate gate = gate_of(
            std::string("surety 1; public-suffixes file \"suffixes.dat\";") + declared + rest, {});
        const struct {
            const char* name;
            bool allowed;
        } all[] = {
            {"paypal.com", true},          {"www.paypal.com", true},
            {"ann@paypal.com", true},      {"paypa1.com", false},
            {"p\u0430ypal.com", false},    {"mail.p\u0430ypal.com", false},
            {"ann@paypa1.com", false},     {"paypal.de", true},
            {"paypal.com.evil.com", true}, {"paypa1.paypal.com", true},
            {"rnicro.co.uk", false},       {"a.rnicro.co.uk", false},
            {"micro.co.uk", true},         {"rnicro.uk", true},
            {"other.com", true},           {"\u0441o.uk", true}, // like co.uk
            {"micr0.co.uk", false},        {"r\u0148icro.co.uk", true},
            {"PAYPA1.COM", false},         {"xn--pypal-4ve.com", false},
        };
        for (const auto& one : all) {
            CAPTURE(one.name);
            const surety::decision answer = decide(gate, one.name);
            CHECK(answer.allowed() == one.allowed);
            CHECK(explain(gate, one.name).outcome == answer.outcome());
        }
        CHECK_FALSE(decide(gate, "co.uk").allowed());
    }
}

TEST_CASE("idna: a policy is not bound with an adapter to which its lists look otherwise") {
    const other_adapter other;
    const auto policy = [](const std::string& from) {
        return program_of("surety 1; public-suffixes file \"suffixes.dat\";"
                          "list known = { \"paypal.com\", \"acme.com\" };"
                          "deny look: any when domain is look-alike of " +
                              from + "; allow all: any when domain within known;",
                          &world());
    };
    for (const char* const from : {"known", "{ \"rain.com\", \"paypal.com\" }"}) {
        CAPTURE(from);
        const surety::program made = policy(from);
        const auto attached = surety::attach(surety::pack(made));
        REQUIRE(attached);
        for (const surety::program& each : {made, *attached}) {
            CHECK(prebuilt::bind(each, std::vector<surety::user_record>(), {}, &world()));
            const auto refused =
                prebuilt::bind(each, std::vector<surety::user_record>(), {}, &other);
            REQUIRE_FALSE(refused);
            CHECK(refused.diagnostics()[0].code == surety::code::needs_idna);
        }
    }
    // Nothing looks otherwise here, and what people's domains look like is made by `bind`.
    CHECK(prebuilt::bind(policy("\"rain.com\""), std::vector<surety::user_record>(), {}, &other));
    CHECK(prebuilt::bind(policy("domains of users"), std::vector{user_at("a@paypal.com")}, {},
                         &other));
}

TEST_CASE("idna: lists of look-alikes that were made by hand do not bind") {
    const auto binds = [](const std::string& domain) {
        surety::detail::program_builder made;
        surety::detail::look_alike_keys keys;
        keys.make("paypal.com", world());
        made.address_sets.emplace_back().look_alikes = 1;
        made.address_member(0, keys.skeleton());
        made.address_member(0, "\2" + domain);
        return prebuilt::bind(made.finish(), std::vector<surety::user_record>(), {}, &world())
            .has_value();
    };
    CHECK(binds("paypal.com"));
    CHECK_FALSE(binds("acme.com"));
    CHECK_FALSE(binds("paypal"));
    CHECK_FALSE(binds("paypal\xFF.com"));
    for (std::size_t size = 250; size < surety::detail::max_key_size - 1; ++size)
        CHECK_FALSE(binds(std::string(size, 'a')));
}

TEST_CASE("idna: what a list's members look like is made once, however many rules ask") {
    std::string policy = "surety 1; public-suffixes file \"suffixes.dat\";\n"
                         "list known = { \"paypal.com\", \"micro.co.uk\", \"real.de\" };\n";
    for (int i = 0; i < 50; ++i)
        policy += "deny r" + std::to_string(i) + ": any when domain is look-alike of known;\n";
    counting_adapter names;
    const surety::program made = program_of(policy, &names);
    CHECK(names.calls == 3);
    const auto gate = prebuilt::bind(made, std::vector<surety::user_record>{}, {}, &names);
    REQUIRE(gate);
    CHECK(decide(*gate, "paypa1.com").rules().size() == surety::decision::rules_named);
}

TEST_CASE("idna: a look-alike of a member of many sets is denied") {
    std::string policy = "surety 1; public-suffixes file \"suffixes.dat\";\n";
    for (int i = 0; i < 80; ++i)
        policy += "deny r" + std::to_string(i) + ": any when domain is look-alike of \"real-" +
                  std::to_string(i) + ".com\";\n";
    const surety::gate gate =
        gate_of(policy + "allow all: any when domain is not public-suffix;", {});
    for (int i = 0; i < 80; ++i) {
        CHECK_FALSE(decide(gate, "rea1-" + std::to_string(i) + ".com").allowed());
        CHECK(decide(gate, "real-" + std::to_string(i) + ".com").allowed());
    }
}

TEST_CASE("idna: users are advised though names that look like somebody's are denied") {
    // Whoever is at a name makes it look like nobody else's.
    const surety::gate gate = gate_of(R"(surety 1;
public-suffixes file "suffixes.dat";
allow own: any when domain within work domains of active users;
deny look: any when domain is look-alike of domains of users;
)",
                                      {user_at("a@paypal.com")});
    const auto wanted = [&](const char* asked) {
        std::size_t users = 0;
        for (const surety::remedy& each : explain(gate, asked).remedies)
            users += each.what == surety::remedy::kind::add_users ? each.wanted : 0;
        return users;
    };
    CHECK(wanted("new.com") == 1);
    CHECK(wanted("x@mail.new.com") == 1);
    CHECK(explain(gate, "paypa1.com").cause == surety::cause::forbidden);
}

TEST_CASE("idna: a look-alike of somebody's domain is denied") {
    const surety::gate gate =
        gate_of(R"(surety 1;
public-suffixes file "suffixes.dat";
deny look: any when domain is look-alike of work domains of active users;
deny gone: any when domain is look-alike of domains of inactive users where team is "x";
allow others: any when domain is not public-suffix;
attribute team: text = "x";
)",
                {user_at("a@mail.paypal.com"), user_at("b@github.io"), user_at("c@m\u00fcnchen.de"),
                 user_at("d@rn.com"), user_at("e@m.com"), user_at("z@scope.com", false)});
    CHECK(decide(gate, "paypal.com").allowed());
    CHECK(decide(gate, "x@shop.paypal.com").allowed());
    CHECK_FALSE(decide(gate, "x@shop.paypa1.com").allowed());
    CHECK_FALSE(decide(gate, "m\u00fcnchen1.paypa1.com").allowed());
    CHECK(decide(gate, "paypa1.de").allowed());
    // Nobody's domain is a public suffix.
    CHECK(decide(gate, "github.io").outcome() == outcome::deny);
    CHECK(skeleton_of("g\u0456thub.io") == skeleton_of("github.io"));
    CHECK(decide(gate, "g\u0456thub.io").allowed());
    CHECK(decide(gate, "mu\u0308nchen.de").allowed());
    CHECK_FALSE(decide(gate, "m\u00fcn\u0441hen.de").allowed());
    // Members that look like each other are members.
    CHECK(decide(gate, "rn.com").allowed());
    CHECK(decide(gate, "m.com").allowed());
    // Inactive users are in the other set.
    const auto gone = explain(gate, "\u0455cope.com");
    REQUIRE(gone.rules.size() == 1);
    CHECK(gone.rules[0].name == "gone");
    CHECK(decide(gate, "scope.com").allowed());
}

TEST_CASE("idna: who would make a name a look-alike is no remedy") {
    auto z = user_at("z@paypal.com", false);
    z.addresses.push_back({"z@paypa1.com", surety::address_type::work, false, true});
    const auto asked = [&](const char* trusted) {
        return explain(gate_of("surety 1; public-suffixes file \"suffixes.dat\";"
                               "deny look: any when domain is look-alike of " +
                                   std::string(trusted) +
                                   ";"
                                   "allow own: domain when domain within domains of active users;",
                               {z}),
                       "paypa1.com");
    };
    // Active, z stands surety for both of his names, so neither looks like the other …
    const auto both = asked("domains of active users");
    CHECK(both.cause == surety::cause::no_rule);
    REQUIRE(both.remedies.size() == 2); // somebody new would do as well
    CHECK(both.remedies[0].subject == "z@paypal.com");
    CHECK(both.remedies[1].what == surety::remedy::kind::add_users);
    // … but where one of them alone counts, it is what the other looks like.
    const auto one = asked("primary domains of active users");
    CHECK(one.cause == surety::cause::no_rule);
    REQUIRE(one.remedies.size() == 1);
    CHECK(one.remedies[0].what == surety::remedy::kind::add_users);
}

TEST_CASE("idna: who would make a name a look-alike is told from others at that name") {
    auto bob = user_at("bob@paypa1.com", false);
    bob.addresses.push_back({"bob@paypal.com", surety::address_type::work, true, true});
    bob.addresses.front().primary = false;
    const auto said = explain(
        gate_of("surety 1; public-suffixes file \"suffixes.dat\";"
                "deny look: any when domain is look-alike of primary domains of active users;"
                "allow own: domain when domain within domains of active users;",
                {bob, user_at("cat@paypa1.com", false)}),
        "paypa1.com");
    REQUIRE(said.remedies.size() == 2);
    CHECK(said.remedies[0].subject == "cat@paypa1.com");
    CHECK(said.remedies[1].what == surety::remedy::kind::add_users);
}

TEST_CASE("idna: look-alikes only deny, need public suffixes and the adapter") {
    const char* const good = "surety 1; public-suffixes file \"s.dat\";"
                             "deny a: any when domain is look-alike of \"paypal.com\";";
    CHECK(complaints(good, &world()).empty());
    CHECK(complaints(good, nullptr) == "needs-idna: `is look-alike of` needs the IDNA adapter\n");
    CHECK(complaints("surety 1; deny a: any when domain is look-alike of \"paypal.com\";",
                     &world()) == "needs-public-suffixes: `is look-alike of` needs a public suffix "
                                  "list\n");
    for (const char* const bad : {"allow a: any when domain is look-alike of \"paypal.com\";",
                                  "allow a: any unless domain is look-alike of \"paypal.com\";",
                                  "deny a: any when domain is not look-alike of \"paypal.com\";",
                                  "deny a: any unless domain is look-alike of \"paypal.com\";",
                                  "applies when domain is look-alike of \"paypal.com\";"}) {
        CAPTURE(bad);
        CHECK(complaints(("surety 1; public-suffixes file \"s.dat\";" + std::string(bad)).c_str(),
                         &world()) == "contradiction: `is look-alike of` can only deny\n");
    }
    const struct {
        const char* condition;
        const char* complaint;
    } all[] = {
        {"org-domain is look-alike of \"paypal.com\"", "syntax"},
        {"domain is look-alike of \"co.uk\"", "not-a-domain: `co.uk` is a public suffix"},
        {"domain is look-alike of \"com\"", "not-a-domain: `com` is not a domain"},
        {"domain is look-alike of \"a@b.com\"", "not-a-domain"},
        {"domain is look-alike of tenant", "wrong-type: `tenant` is a fact"},
        {"domain is look-alike of domains of at least 2 users", "wrong-type"},
        {"domain is look-alike of texts", "not-a-domain: `no domain` is not a domain"},
        {"domain is look-alike of tops", "not-a-domain: `com` is not a domain"},
        {"domain is look-alike of anybodys", "not-a-domain: `co.uk` is a public suffix"},
        {"address is look-alike of \"paypal.com\"", "wrong-type: `address` cannot be"},
        {"domain is look-alike \"a.com\"", "syntax"},
    };
    for (const auto& one : all) {
        CAPTURE(one.condition);
        std::string const said =
            complaints(("surety 1; public-suffixes file \"s.dat\"; fact tenant: domain;"
                        "list texts = { \"no domain\" }; list tops = { \"com\" };"
                        "list anybodys = { \"paypal.com\", \"co.uk\" };"
                        "deny a: any when " +
                        std::string(one.condition) + ";")
                           .c_str(),
                       &world());
        CHECK_MESSAGE(said.find(one.complaint) != said.npos, said);
    }
}

TEST_CASE("idna: a policy that asks for look-alikes does not bind without the adapter") {
    const surety::program policy =
        program_of("surety 1; public-suffixes file \"suffixes.dat\";"
                   "deny look: any when domain is look-alike of \"a.com\";"
                   "allow all: any;",
                   &world());
    const auto gate = prebuilt::bind(policy, std::vector<surety::user_record>());
    REQUIRE_FALSE(gate);
    CHECK(gate.diagnostics()[0].code == surety::code::needs_idna);
}

TEST_CASE("idna: what looks like another cannot be told without ICU, and is denied") {
    struct half_blind final : surety::idna_adapter {
        std::string_view seen = "paypal.com";

        void to_ascii(std::string_view, ascii_domain& out) const noexcept override {
            out.why = reason::no_answer;
        }
        scripts scripts_of(std::string_view) const noexcept override { return scripts::mixed; }
        std::size_t
        skeleton(std::string_view domain, char* out, std::size_t room) const noexcept override {
            return domain == seen ? world().skeleton(domain, out, room) : 0;
        }
    } names;
    const auto policy =
        program_of("surety 1; public-suffixes file \"suffixes.dat\";"
                   "deny look: any when domain is look-alike of \"paypal.com\"; allow all: any;",
                   &world());
    const auto gate = prebuilt::bind(policy, std::vector<surety::user_record>(), {}, &names);
    REQUIRE(gate);
    CHECK(decide(*gate, "paypal.com").allowed());
    CHECK_FALSE(decide(*gate, "other.com").allowed());
    names.seen = "none"; // nor can it be told whether the list looks as it did
    std::string many = "surety 1; public-suffixes file \"suffixes.dat\"; list l = {";
    for (int i = 0; i < 100; ++i)
        many += " \"a" + std::to_string(i) + ".com\",";
    texts files;
    files.files = {{"suffixes.dat", "com\n"}};
    const auto blind = prebuilt::load(
        "p", many + "}; deny look: any when domain is look-alike of l;", &files, &names);
    REQUIRE_FALSE(blind);
    CHECK(blind.diagnostics().size() == 1); // not one for each member
    CHECK_FALSE(prebuilt::bind(policy, std::vector<surety::user_record>(), {}, &names));
}
