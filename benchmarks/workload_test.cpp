// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "oracle.hpp"
#include "workload.hpp"

using workload::mixture;
using workload::popularity;
using workload::population;
using workload::query;
using workload::query_set;

namespace {

bool is_at_or_below(std::string_view name, std::string_view domain) {
    return name == domain ||
           (name.ends_with(domain) && name.substr(0, name.size() - domain.size()).ends_with('.'));
}

std::string domain_of(const surety::user_record& user) {
    return user.addresses[0].text.substr(user.addresses[0].text.find('@') + 1);
}

// Every user for every question.
bool somebody_vouches_for(std::string_view name, const std::vector<surety::user_record>& users) {
    return std::any_of(users.begin(), users.end(), [&](const surety::user_record& user) {
        return user.active && is_at_or_below(name, domain_of(user));
    });
}

bool has_mailbox(std::string_view address, const std::vector<surety::user_record>& users) {
    return std::any_of(users.begin(), users.end(), [&](const surety::user_record& user) {
        return user.active && user.addresses[0].text == address;
    });
}

} // namespace

TEST_CASE("workload: the same seed throws the same users and questions, another seed others") {
    const population one(500), again(500), other(500, population::natural, 1);
    CHECK(one.records() == again.records());
    CHECK(one.records() != other.records());
    const query_set asked(one, 200, {}), asked_again(again, 200, {});
    for (std::size_t i = 0; i < asked.size(); ++i)
        CHECK(asked[i].text == asked_again[i].text);
}

TEST_CASE("workload: numbers are splitmix64's") {
    workload::dice throws(1234567);
    CHECK(throws.next() == 6457827717110365317u);
    CHECK(throws.next() == 3203168211198807973u);
}

TEST_CASE("workload: users are distinct people of real companies") {
    const population people(20'000);
    std::set<std::string_view> domains;
    for (std::uint32_t company = 0; company < people.companies(); ++company) {
        CHECK(domains.insert(people.domain(company)).second);
        CHECK(people.find(people.domain(company)) == company);
    }
    CHECK(people.find("no-such-company.example") == population::nobody);
    std::vector<std::size_t> staff(people.companies());
    std::size_t active = 0;
    for (std::size_t user = 0; user < people.users(); ++user) {
        CHECK(people.id(user).size() == 16);
        CHECK(population::user_of(people.id(user)) == user);
        ++staff[people.company_of(user)];
        active += people.is_active(user);
    }
    CHECK(active > 14'000);
    CHECK(active < 18'000);
    CHECK(*std::max_element(staff.begin(), staff.end()) > 500);
    CHECK(*std::max_element(staff.begin(), staff.end()) <= 5'000);
    CHECK(std::count(staff.begin(), staff.end(), 1) > std::ssize(staff) / 3);
}

TEST_CASE("workload: companies of five are companies of five") {
    const population people(100, 5);
    CHECK(people.companies() == 20);
    std::vector<std::size_t> staff(20);
    for (std::size_t user = 0; user < 100; ++user)
        ++staff[people.company_of(user)];
    CHECK(staff == std::vector<std::size_t>(20, 5));
}

TEST_CASE("workload: records made on the fly are the same as those in memory") {
    const population people(300);
    const auto all = people.records();
    std::size_t at = 0;
    for (const surety::user_record& user : people)
        CHECK(user == all[at++]);
    CHECK(at == all.size());
}

TEST_CASE("workload: what a question expects is what looking at every user says") {
    for (const auto which : {popularity::uniform, popularity::zipf})
        for (const unsigned hits : {0u, 50u, 100u}) {
            const population people(1'000);
            const auto users = people.records();
            const query_set asked(people, 1'000, {hits, which});
            std::size_t allowed = 0, addresses = 0, capital = 0;
            for (std::size_t i = 0; i < asked.size(); ++i) {
                const query q = asked[i];
                CAPTURE(q.text);
                CHECK(q.allowed == somebody_vouches_for(q.domain, users));
                CHECK(q.clean.ends_with(q.domain));
                CHECK(std::equal(
                    q.text.begin(), q.text.end(), q.clean.begin(), q.clean.end(),
                    [](char raw, char small) { return raw == small || (raw | 0x20) == small; }));
                allowed += q.allowed;
                addresses += q.clean != q.domain;
                capital += q.clean != q.text;
            }
            CHECK(allowed >= hits * 9);
            CHECK(allowed <= hits * 11);
            CHECK(addresses > 400);
            CHECK(addresses < 600);
            CHECK(capital > 50);
        }
}

TEST_CASE("workload: by Zipf's law few companies are asked about most") {
    const population people(20'000);
    for (const auto which : {popularity::uniform, popularity::zipf}) {
        const query_set asked(people, 10'000, {100, which});
        std::vector<std::size_t> times(people.companies());
        for (std::size_t i = 0; i < asked.size(); ++i)
            if (std::uint32_t const company = people.find(asked[i].domain);
                company != population::nobody)
                ++times[company];
        std::sort(times.rbegin(), times.rend());
        std::size_t const of_ten = std::accumulate(times.begin(), times.begin() + 10, 0u);
        CHECK((which == popularity::zipf ? of_ten > 1'000 : of_ten < 200));
    }
}

TEST_CASE("workload: the hardened oracle agrees with its policy, clause by clause") {
    const population people(20'000);
    const auto users = people.records();
    const oracle judge(people);
    // Nobody but the mailbox's owner has a reserved name.
    std::size_t reserved = 0;
    for (const surety::user_record& user : users) {
        const std::string& address = user.addresses[0].text;
        if (!address.starts_with("payroll@") || people.vouches_for(domain_of(user)) == false)
            continue;
        ++reserved;
        CHECK(judge.allows(address) == has_mailbox(address, users));
        CHECK_FALSE(judge.allows("payroll+x@" + domain_of(user)));
    }
    CHECK(reserved > 0);
    // Free mail vouches for nobody, though users have it.
    CHECK(people.vouches_for("gmail.com"));
    CHECK_FALSE(judge.allows("gmail.com"));
    CHECK_FALSE(judge.allows("somebody@mail.gmail.com"));
    // For all else it says what the plain policy says.
    const query_set asked(people, 2'000, {});
    std::size_t alike = 0;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        CAPTURE(asked[i].text);
        const bool allows = judge.allows(asked[i].clean);
        CHECK_FALSE((allows && !asked[i].allowed));
        alike += allows == asked[i].allowed;
    }
    CHECK(alike > 1'700);
}
