// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <doctest/doctest.h>

#include <string>

#include "names.hpp"

using namespace std::string_literals;

namespace {

bool is_domain(const std::string& text) {
    return naive::read_domain(text).has_value();
}
bool is_address(const std::string& text) {
    return naive::read_address(text).has_value();
}
std::string seconds(const std::string& text) {
    const auto read = naive::read_time(text);
    return read ? std::to_string(read->seconds) + "." + std::to_string(read->nanoseconds) : "none";
}

} // namespace

TEST_CASE("names: a domain has labels of letters, digits and hyphens, two at least") {
    CHECK(naive::joined(*naive::read_domain("En.YourCompany.COM")) == "en.yourcompany.com");
    CHECK(is_domain("1a.b-c.example"));
    for (auto text : {"", ".", "example", "a.example.", ".a.example", "a..example", "-a.example",
                      "a-.example", "a_b.example", " a.example", "ab--c.example", "a.1", "a.0x7f"})
        CHECK_MESSAGE(!is_domain(text), text);
}

TEST_CASE("names: lengths end where RFC 1035 says") {
    CHECK(is_domain(std::string(63, 'x') + ".example"));
    CHECK(!is_domain(std::string(64, 'x') + ".example"));
    std::string const three = std::string(61, 'y') + "." + std::string(63, 'y') + "." +
                              std::string(63, 'y') + "." + std::string(55, 'y');
    CHECK(three.size() == 245);
    CHECK(is_domain(three + ".example"));
    CHECK(!is_domain("y" + three + ".example"));
    CHECK(is_address(std::string(64, 'x') + "@a.example"));
    CHECK(!is_address(std::string(65, 'x') + "@a.example"));
}

TEST_CASE("names: an xn-- label decodes and encodes back") {
    CHECK(naive::punycode_encode(U"b\u00FCcher") == "bcher-kva");
    CHECK(naive::punycode_decode("bcher-kva") == U"b\u00FCcher");
    // RFC 3492 section 7.1 (L)
    CHECK(naive::punycode_encode(U"3\u5E74B\u7D44\u91D1\u516B\u5148\u751F") ==
          "3B-ww4c5e180e575a65lsy2b");
    CHECK(is_domain("xn--mnchen-3ya.example"));
    CHECK(is_domain("XN--MNCHEN-3YA.example"));
    for (auto text : {"xn--.example", "xn--a.example", "xn--abc-.example", "xn--0.example",
                      "xn--99999999.example", "xn--zn7c.example", "xn--xn---epa.example"})
        CHECK_MESSAGE(!is_domain(text), text);
}

TEST_CASE("names: an address is a dot-atom at a domain") {
    CHECK(naive::joined(*naive::read_address("O'Brien+X@A.Example")) == "o'brien+x@a.example");
    CHECK(is_address("#$&'*+-/?=^_`{|}~@a.example"));
    for (auto text : {"@a.example", "ann@", "ann@example", ".ann@a.example", "ann.@a.example",
                      "a..b@a.example", "a!b@a.example", "a%b@a.example", "a=?b@a.example",
                      "ann@a.example@a.example", "\"ann\"@a.example", "ann@[1.2.3.4]"})
        CHECK_MESSAGE(!is_address(text), text);
}

TEST_CASE("names: relations go label by label") {
    naive::labels const a = naive::written_name("a.example");
    CHECK(naive::is_within(naive::written_name("a.example"), a));
    CHECK(naive::is_within(naive::written_name("b.a.example"), a));
    CHECK(!naive::is_under(naive::written_name("a.example"), a));
    CHECK(!naive::is_within(naive::written_name("aa.example"), a));
    CHECK(!naive::is_within(naive::written_name("example"), a));
    CHECK(!naive::is_in(naive::written_name("b.a.example"), a));
}

TEST_CASE("names: a glob matches the whole text, folded") {
    CHECK(naive::is_like("ann.b", "A*B"));
    CHECK(naive::is_like("", "*"));
    CHECK(naive::is_like("ann", "?n?"));
    CHECK(!naive::is_like("ann", "an"));
    CHECK(!naive::is_like("an", "?n?"));
}

TEST_CASE("names: times are RFC 3339") {
    CHECK(seconds("1970-01-01T00:00:00Z") == "0.0");
    CHECK(seconds("2000-03-01t00:00:00.25z") == "951868800.250000000");
    CHECK(seconds("2026-03-01T12:00:00") == "1772366400.0");
    CHECK(seconds("2026-03-01T12:00:00+01:30") == "1772361000.0");
    CHECK(seconds("1969-12-31T23:59:60Z") == "0.0");
    CHECK(seconds("1969-12-31T23:59:59.0000000019Z") == "-1.1");
    CHECK(seconds("0001-01-01T00:00:00Z") == "-62135596800.0");
    for (auto text : {"", "2026-03-01", "2026-03-01 12:00:00Z", "2026-02-29T00:00:00Z",
                      "0000-01-01T00:00:00Z", "2026-13-01T00:00:00Z", "2026-03-01T24:00:00Z",
                      "2026-03-01T12:00:61Z", "2026-03-01T12:00:00.Z", "2026-03-01T12:00:00+1:00",
                      "2026-03-01T12:00:00Z ", "2026-03-01T12:00Z", "2026-03-01T12:00:00+24:00"})
        CHECK_MESSAGE(seconds(text) == "none", text);
}

TEST_CASE("names: public suffixes by publicsuffix.org's algorithm") {
    const auto rules =
        naive::read_suffixes("// rules\nuk\n \tco.uk ignored\n*.ck\n!www.ck\njp\n\xC3\xBC"
                             "bung.test\n");
    const auto size = [&](const char* name) {
        return naive::suffix_size(rules, naive::written_name(name));
    };
    CHECK(size("a.co.uk") == 2);
    CHECK(size("a.uk") == 1);
    CHECK(size("a.b.ck") == 2);
    CHECK(size("www.ck") == 1);
    CHECK(size("a.www.ck") == 1);
    CHECK(size("a.unlisted") == 1);
    CHECK(size("a.xn--bung-zra.test") == 2);
}

TEST_CASE("names: a list file has an entry a line") {
    CHECK(naive::read_list_file("\xEF\xBB\xBF"
                                "a\r\n\r\n # no\n b c \t# said\nd#e\n") ==
          naive::labels{"a", "b c", "d#e"});
}
