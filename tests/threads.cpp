// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/decide.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "prebuilt.hpp"

// One gate, many threads; gates that are copied and replaced while others decide. What is wrong
// here is seen by the thread sanitizer: CI runs this under it.

namespace {

surety::program policy() {
    auto loaded = prebuilt::load("policy", R"(surety 1;
fact note: text = "";
attribute department: text = "";
deny noted: any when note is "stop";
allow own: any when domain within domains of active users where department is "sales";
allow two: any when domain within domains of at least 2 users;)");
    REQUIRE(loaded);
    return *loaded;
}

/// Users of one release of a directory: those of an odd one are active.
std::vector<surety::user_record> release(std::size_t number) {
    std::vector<surety::user_record> users;
    for (int i = 0; i < 20; ++i) {
        std::string const domain = "d" + std::to_string(i) + ".example";
        users.push_back({"u" + std::to_string(i),
                         number % 2 == 1,
                         {{"a@" + domain, surety::address_type::work, true, true}},
                         {{"department", "sales"}}});
    }
    return users;
}

constexpr int threads = 4;

template <class Work>
void at_once(const Work& work) {
    std::vector<std::thread> all;
    for (int i = 0; i < threads; ++i)
        all.emplace_back([&work, i] { work(i); });
    for (std::thread& each : all)
        each.join();
}

} // namespace

TEST_CASE("threads: many ask one gate at once") {
    const auto gate = prebuilt::bind(policy(), release(1));
    REQUIRE(gate);
    std::atomic<int> allowed = 0;
    at_once([&](int self) {
        surety::fact const facts[] = {{"note", self == 0 ? "stop" : ""}};
        for (int i = 0; i < 500; ++i) {
            std::string const name = "x@m.d" + std::to_string(i % 25) + ".example";
            allowed += surety::decide(*gate, {name, facts}).allowed();
            if (i % 50 == 0)
                allowed +=
                    prebuilt::explain(*gate, {name, facts}).outcome == surety::outcome::allow;
        }
    });
    // Of 25 names 20 are known; every fiftieth question, all on the first name, comes twice.
    CHECK(allowed == (threads - 1) * (400 + 10));
}

TEST_CASE("threads: gates are copied and dropped while others decide") {
    auto gate = std::make_unique<surety::gate>(*prebuilt::bind(policy(), release(1)));
    std::atomic<int> copied = 0;
    std::atomic<int> wrong = 0;
    std::thread owner([&] {
        while (copied < threads)
            std::this_thread::yield();
        gate.reset(); // the copies live on
    });
    at_once([&](int) {
        surety::gate mine = *gate;
        ++copied;
        for (int i = 0; i < 500; ++i) {
            surety::gate const another = mine;
            surety::program const held = another.program();
            wrong += !surety::decide(another, "d7.example").allowed();
            wrong += held.rule_count() != 3;
            mine = another;
        }
    });
    owner.join();
    CHECK(wrong == 0);
}

TEST_CASE("threads: a gate is replaced while others decide, and each answer is of one release") {
    const surety::program shared = policy();
    std::mutex guard;
    surety::gate current = *prebuilt::bind(shared, release(0));
    std::atomic<bool> done = false;
    std::atomic<int> wrong = 0;
    std::atomic<int> asked = 0;
    std::thread replacing([&] {
        for (std::size_t number = 1; number <= 40 || asked < 1000; ++number) {
            surety::gate next =
                *prebuilt::bind(shared, release(number), {static_cast<long>(number), 0});
            std::lock_guard const held(guard);
            current = std::move(next);
        }
        done = true;
    });
    at_once([&](int) {
        while (!done) {
            const surety::gate mine = [&] {
                std::lock_guard const held(guard);
                return current;
            }();
            bool const active = mine.bound_at().seconds % 2 == 1;
            for (int i = 0; i < 20; ++i) {
                wrong += surety::decide(mine, "d3.example").allowed() != active;
                ++asked;
            }
        }
    });
    replacing.join();
    CHECK(wrong == 0);
}

TEST_CASE("threads: policies are loaded and users bound by many at once") {
    const surety::program shared = policy();
    std::atomic<int> wrong = 0;
    at_once([&](int self) {
        for (int i = 0; i < 5; ++i) {
            auto own = prebuilt::load("policy", "surety 1;\nallow r: any when domain within "
                                                "domains of active users;\nallow own");
            wrong += own.has_value(); // the last rule is cut off
            auto const number = static_cast<std::size_t>(self + i);
            wrong +=
                surety::decide(*prebuilt::bind(shared, release(number)), "d1.example").allowed() !=
                (number % 2 == 1);
        }
    });
    CHECK(wrong == 0);
}
