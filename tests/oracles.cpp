// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// Public suffixes against what others wrote: the vectors that the list's makers publish with it,
// and libpsl, around every rule of the list that is installed. Asked three times: the list itself,
// and a gate, which has the rules in its table of names, for `is public-suffix` and `org-domain`.
#include <surety/decide.hpp>
#include <surety/parse_identity.hpp>
#include <surety/public_suffix.hpp>
#include <surety/reader.hpp>

#include <doctest/doctest.h>
#ifdef SURETY_HAS_LIBPSL
#include <libpsl.h>
#endif

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "prebuilt.hpp"

namespace {

constexpr const char* list_path = "/usr/share/publicsuffix/public_suffix_list.dat";
constexpr const char* vectors_path = "/usr/share/doc/publicsuffix/examples/test_psl.txt";

std::string text_of(const char* path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The list that is installed, as a file of a policy.
class installed_list final : public surety::reader {
public:
    surety::read_status read(std::string_view, std::string& text) override {
        text = text_of(list_path);
        return text.empty() ? surety::read_status::not_found : surety::read_status::ok;
    }
};

surety::gate gate_of_list() {
    installed_list files;
    const auto policy = prebuilt::load("oracle.surety",
                                       "surety 1;\n"
                                       "public-suffixes file \"list.dat\";\n"
                                       "fact registered: domain = \"none.invalid\";\n"
                                       "allow suffix: domain when domain is public-suffix;\n"
                                       "allow org: domain when org-domain in registered;\n",
                                       &files);
    REQUIRE(policy);
    const auto bound = prebuilt::bind(*policy, std::initializer_list<surety::user_record>{});
    REQUIRE(bound);
    return *bound;
}

surety::public_suffix_list list_as_installed() {
    const auto list = surety::parse_public_suffixes(list_path, text_of(list_path));
    REQUIRE(list);
    CHECK(list->size() > 5'000);
    return *list;
}

std::size_t labels_of(std::string_view name) {
    std::size_t count = 1;
    for (const char c : name)
        count += c == '.';
    return count;
}

std::string_view last_labels(std::string_view name, std::size_t count) {
    std::size_t at = name.size();
    for (; count > 0 && at != name.npos; --count)
        at = at == 0 ? name.npos : name.rfind('.', at - 1);
    return at == name.npos ? name : name.substr(at + 1);
}

/// The registrable domain by the list, if there is one.
std::optional<std::string> registrable(const surety::public_suffix_list& list,
                                       std::string_view domain) {
    std::size_t const suffix = list.suffix_labels(domain);
    if (suffix >= labels_of(domain))
        return std::nullopt;
    return std::string(last_labels(domain, suffix + 1));
}

/// Whether the gate takes that for the registrable domain; nothing: that there is none.
bool gate_agrees(const surety::gate& gate,
                 const std::string& domain,
                 const std::optional<std::string>& expected) {
    const auto rule = [&](std::string_view registered) {
        const surety::fact told[] = {{"registered", registered}};
        const auto made = surety::decide(gate, {domain, told});
        return made.allowed() && made.rules().size() == 1 ? int{made.rules()[0]} : -1;
    };
    return expected ? rule(*expected) == 1 && rule("none.invalid") == -1
                    : rule("none.invalid") == 0 && (labels_of(domain) < 2 || rule(domain) == 0);
}

/// A name in whatever letters as the list reads its own rules: lower case, A-labels.
std::string as_a_labels(const std::string& name) {
    const auto one = surety::parse_public_suffixes("vector", name + "\n");
    REQUIRE(one);
    return std::string((*one)[0].text);
}

bool is_ascii(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) > 0x7F)
            return false;
    return true;
}

bool is_installed(const char* path) {
    if (std::ifstream(path))
        return true;
    MESSAGE("skipped: there is no " << path);
    return false;
}

} // namespace

TEST_CASE("oracles: the public suffix list's own vectors, by the list and by a gate") {
    if (!is_installed(list_path) || !is_installed(vectors_path))
        return;
    const auto list = list_as_installed();
    const auto gate = gate_of_list();
    std::string const text = text_of(vectors_path);
    std::size_t held = 0, refused = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const end = std::min(text.find('\n', at), text.size());
        std::string const line = text.substr(at, end - at);
        at = end + 1;
        constexpr std::string_view call = "checkPublicSuffix('";
        if (!line.starts_with(call)) // comments, and the one for no text at all
            continue;
        CAPTURE(line);
        std::size_t const close = line.find('\'', call.size());
        std::string const asked = line.substr(call.size(), close - call.size());
        std::optional<std::string> expected;
        if (std::size_t const open = line.find('\'', close + 1); open != line.npos)
            expected = as_a_labels(line.substr(open + 1, line.find('\'', open + 1) - open - 1));
        if (asked.starts_with('.')) { // no name to us
            CHECK_FALSE(expected);
            CHECK(surety::parse_identity(asked).why == surety::reason::empty_label);
            ++refused;
            continue;
        }
        std::string const name = as_a_labels(asked);
        CHECK(registrable(list, name) == expected);
        if (labels_of(name) > 1) // a domain to us; letter case does not count
            CHECK(gate_agrees(gate, is_ascii(asked) ? asked : name, expected));
        else
            CHECK_FALSE(expected);
        ++held;
    }
    CHECK(refused == 4);
    CHECK(held > 70);
}

TEST_CASE("oracles: people around every rule of the list vouch as the list says") {
    if (!is_installed(list_path))
        return;
    const auto list = list_as_installed();
    installed_list files;
    const auto policy =
        prebuilt::load("oracle.surety",
                       "surety 1;\n"
                       "public-suffixes file \"list.dat\";\n"
                       "allow own: any when domain within work domains of active users;\n",
                       &files);
    REQUIRE(policy);
    std::size_t allowed = 0, denied = 0;
    for (const std::string before : {"", "a."}) { // who is at the rules, and a label below
        std::set<std::string, std::less<>> theirs;
        for (std::size_t i = 0; i < list.size(); ++i)
            if (std::string name = before + std::string(list[i].text); labels_of(name) > 1)
                theirs.insert(std::move(name));
        std::vector<surety::user_record> users;
        for (const std::string& domain : theirs)
            users.push_back({domain, true, {{"x@" + domain, surety::address_type::work}}, {}});
        const auto gate = prebuilt::bind(*policy, users);
        REQUIRE(gate);
        for (std::size_t i = 0; i < list.size(); ++i)
            for (const std::string ahead : {"", "a.", "b.", "c.b.", "d.a."}) {
                std::string const name = ahead + std::string(list[i].text);
                std::size_t const labels = labels_of(name);
                if (labels < 2)
                    continue;
                bool expected = false;
                for (std::size_t n = list.suffix_labels(name) + 1; n <= labels; ++n)
                    expected = expected || theirs.contains(last_labels(name, n));
                if (surety::decide(*gate, name).allowed() != expected) {
                    CAPTURE(name);
                    CHECK(surety::decide(*gate, name).allowed() == expected);
                }
                ++(expected ? allowed : denied);
            }
    }
    CHECK(allowed > 15'000);
    CHECK(denied > 20'000);
}

#ifdef SURETY_HAS_LIBPSL
TEST_CASE("oracles: libpsl agrees around every rule of the list, but above wildcards") {
    if (!is_installed(list_path))
        return;
    const auto list = list_as_installed();
    const auto gate = gate_of_list();
    psl_ctx_t* const oracle = psl_load_file(list_path);
    REQUIRE(oracle);
    const auto theirs = [&](const std::string& domain) -> std::optional<std::string> {
        char const* const found = psl_registrable_domain(oracle, domain.c_str());
        return found ? std::optional<std::string>(found) : std::nullopt;
    };
    std::size_t compared = 0, apart = 0;
    const auto agrees = [&](const std::string& domain) {
        const auto expected = theirs(domain);
        ++compared;
        if (registrable(list, domain) != expected ||
            (labels_of(domain) > 1 && !gate_agrees(gate, domain, expected)))
            CHECK_MESSAGE(false, domain, ": libpsl has ", expected.value_or("nothing"),
                          ", the list ", registrable(list, domain).value_or("nothing"));
    };
    for (std::size_t i = 0; i < list.size(); ++i) {
        std::string const text(list[i].text);
        agrees("a." + text);
        agrees("b.a." + text);
        agrees("c.b.a." + text);
        if (std::size_t const dot = text.find('.'); dot != text.npos) {
            // Beside the rule, and what is above it.
            agrees("x" + text);
            if (list[i].kind == surety::suffix_kind::normal)
                agrees(text.substr(dot + 1));
        }
        // By the published algorithm a rule matches names with at least as many labels as it has:
        // `*.kobe.jp` says nothing of `kobe.jp`, which is what the rule `jp` makes of it, a name
        // that somebody registered. libpsl takes it for a suffix; the list's vectors do not say.
        const bool only_wildcard = list[i].kind == surety::suffix_kind::wildcard &&
                                   (i == 0 || list[i - 1].text != list[i].text);
        if (!only_wildcard || !registrable(list, text)) {
            agrees(text);
            continue;
        }
        ++apart;
        CHECK_FALSE(theirs(text));
        CHECK(registrable(list, text)->size() <= text.size());
        CHECK(gate_agrees(gate, text, registrable(list, text)));
    }
    MESSAGE(compared << " names; libpsl differs at the parents of " << apart << " wildcards");
    CHECK(compared > 40'000);
    CHECK(apart > 10);
    psl_free(oracle);
}
#endif
