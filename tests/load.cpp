// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/load.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

namespace {

struct one_list final : surety::reader {
    std::string text;
    surety::read_status read(std::string_view path, std::string& into) override {
        if (path != "list.txt")
            return surety::read_status::not_found;
        into = text;
        return surety::read_status::ok;
    }
};

std::string codes_of(const surety::diagnostics& said) {
    std::string codes;
    for (const auto& d : said)
        (codes += codes.empty() ? "" : ",") += name(d.code);
    return codes;
}

} // namespace

TEST_CASE("load: from text to a program, with the warnings of the way") {
    const auto policy = surety::load("p.surety", "surety 1; fact f: flag = false; allow a: any;");
    REQUIRE(policy);
    CHECK(policy->file() == "p.surety");
    CHECK(policy->rule(0).name == "a");
    CHECK(codes_of(policy.diagnostics()) == "unused-name,always-holds");
    CHECK(policy.diagnostics()[0].file == "p.surety");
}

TEST_CASE("load: a text that does not parse is not checked") {
    const auto policy = surety::load("p.surety", "surety 1; allow a; deny b: any when nobody;");
    CHECK(!policy);
    CHECK(codes_of(policy.diagnostics()) == "syntax");
}

TEST_CASE("load: a policy that does not mean anything is not compiled") {
    const auto policy =
        surety::load("p.surety", "surety 1; allow a: any; deny b: any when nobody;");
    CHECK(!policy);
    CHECK(codes_of(policy.diagnostics()) == "always-holds,unknown-name");
}

TEST_CASE("load: files come through the reader") {
    const std::string text = "surety 1; list l = file \"list.txt\"; "
                             "deny a: any when domain in l;";
    one_list files;
    files.text = "a.example\n";
    CHECK(surety::load("p.surety", text, &files).has_value());
    files.text = "localhost\n";
    CHECK(codes_of(surety::load("p.surety", text, &files).diagnostics()) == "bad-list-line");
    CHECK(codes_of(surety::load("p.surety", text).diagnostics()) == "file-not-found");
}

TEST_CASE("load: what a temporary said can be gone over") {
    std::string all;
    for (const surety::diagnostic& d : surety::load("p.surety", "surety 1; allow").diagnostics())
        all += d.message + std::string(200, '.');
    CHECK(all.size() > 200);
}
