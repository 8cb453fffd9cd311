// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_REGISTRY_HPP
#define SURETY_BENCHMARKS_REGISTRY_HPP

#include <surety/decide.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <memory>
#include <span>
#include <string>

#include "oracle.hpp"
#include "policies.hpp"
#include "stage.hpp"
#include "trial.hpp"

/// What is measured, by name: `decide/WHO/HOW/WHAT`. What answers is made by a function from a
/// stage when its turn comes, and is checked once before it is timed.
namespace registry {

/// What is asked, and of how many users.
struct setting {
    std::size_t users;
    std::size_t company_size = workload::population::natural;
    workload::mixture questions = {};

    std::string name() const {
        std::string made = "/users:" + std::to_string(users);
        if (company_size != workload::population::natural)
            made += "/a-company:" + std::to_string(company_size);
        made += "/hits:" + std::to_string(questions.hits);
        return made + (questions.which == workload::popularity::zipf ? "/zipf" : "/uniform");
    }
};

/// What is expected of an answer: by a policy, or nothing.
inline auto expect_plain(stage&) {
    return [](const workload::query& q) { return q.allowed; };
}
inline auto expect_hardened(stage& on) {
    return [&judge = on.get<oracle>()](const workload::query& q) { return judge.allows(q.clean); };
}

namespace detail {

template <class Run, class Check>
void add(const std::string& name, const setting& what, const Run& run, const Check& check) {
    auto found = std::make_shared<trial::verdict>();
    benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
        stage& on = stage::of(what.users, what.company_size);
        const workload::query_set& queries = on.queries(what.questions);
        if (found->checked == 0)
            *found = check(on, queries);
        run(state, on, queries, *found);
    });
}

} // namespace detail

template <class Make, class Expect>
void add_single(const std::string& who,
                const setting& what,
                const Make& make,
                const Expect& expect) {
    detail::add(
        "decide/" + who + "/single" + what.name(), what,
        [=](auto& state, stage& on, auto& queries, auto& found) {
            trial::one_by_one(state, queries, found, make(on));
        },
        [=](stage& on, auto& queries) { return trial::check(queries, make(on), expect(on)); });
}

template <class Make, class Expect>
void add_chained(const std::string& who,
                 const setting& what,
                 const Make& make,
                 const Expect& expect) {
    detail::add(
        "decide/" + who + "/chained" + what.name(), what,
        [=](auto& state, stage& on, auto& queries, auto& found) {
            trial::in_a_chain(state, queries, found, make(on));
        },
        [=](stage& on, auto& queries) { return trial::check(queries, make(on), expect(on)); });
}

template <std::size_t Size, class Make, class Expect>
void add_batches(const std::string& who,
                 const setting& what,
                 const Make& make,
                 const Expect& expect) {
    detail::add(
        "decide/" + who + "/batch-" + std::to_string(Size) + what.name(), what,
        [=](auto& state, stage& on, auto& queries, auto& found) {
            trial::in_batches<Size>(state, queries, found, make(on));
        },
        [=](stage& on, auto& queries) {
            return trial::check_batches<Size>(queries, make(on), expect(on));
        });
}

/// What sender-identity-hardened.surety is told of every identity.
inline constexpr surety::fact verified[] = {
    {"verification", surety::value(std::string_view("success"))}};

template <const char* Policy>
surety::request request_of(const workload::query& q) noexcept {
    if constexpr (Policy == policies::hardened)
        return {q.text, verified};
    else
        return {q.text};
}

/// Makes what asks the gate of a policy.
template <const char* Policy>
auto ask_gate(stage& on) {
    return [&gate = *on.get<policies::gate_of<Policy>>()](const workload::query& q) {
        return surety::decide(gate, request_of<Policy>(q));
    };
}

template <const char* Policy, std::size_t Size>
auto ask_gate_in_batches(stage& on) {
    return [&gate = *on.get<policies::gate_of<Policy>>(),
            made = std::make_shared<std::array<surety::decision, Size>>()](
               const trial::batch<Size>& questions) -> const std::array<surety::decision, Size>& {
        const auto requests = [&]<std::size_t... I>(std::index_sequence<I...>) {
            return std::array<surety::request, Size>{request_of<Policy>(questions[I])...};
        }
        (std::make_index_sequence<Size>());
        surety::decide(gate, std::span<const surety::request>(requests),
                       std::span<surety::decision>(*made));
        return *made;
    };
}

template <class Gate>
concept decides_in_batches = requires(const Gate& gate,
                                      std::span<const surety::request> requests,
                                      std::span<surety::decision> made) {
    surety::decide(gate, requests, made);
};

} // namespace registry

#endif
