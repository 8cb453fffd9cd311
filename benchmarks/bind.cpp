// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// What it costs before the first decision: reading policies, lists and users, and binding them.
#include <surety/bind.hpp>
#include <surety/load.hpp>
#include <surety/scim.hpp>

#include <benchmark/benchmark.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "memory.hpp"
#include "peers/hash_sets.hpp"
#include "policies.hpp"
#include "quietest.hpp"
#include "workload.hpp"

namespace {

using workload::population;

/// What many measurements need and is made once.
template <class T>
class made_once {
public:
    explicit made_once(std::function<T()> make)
        : held_(std::make_shared<holder>(holder{std::move(make), {}})) {}
    const T& operator*() const {
        if (!held_->value)
            held_->value = std::make_unique<T>(held_->make());
        return *held_->value;
    }

private:
    struct holder {
        std::function<T()> make;
        std::unique_ptr<T> value;
    };
    std::shared_ptr<holder> held_;
};

/// Times what makes something of so many things, and counts the bytes that takes at most. What was
/// made is looked at and taken apart while nobody counts.
template <class Make, class Look>
void measure(benchmark::State& state, std::size_t things, const Make& make, const Look& look) {
    std::size_t peak = 0;
    for (auto _ : state) {
        std::size_t const before = memory::in_use();
        memory::watch();
        auto made = make();
        benchmark::DoNotOptimize(made);
        state.PauseTiming();
        peak = memory::peak() - before;
        look(made);
        { const auto gone = std::move(made); }
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(things));
    state.counters["peak_bytes"] = static_cast<double>(peak) / static_cast<double>(things);
}

template <class Make>
void measure(benchmark::State& state, std::size_t things, const Make& make) {
    measure(state, things, make, [](const auto&) {});
}

/// What a host would write to have its users' domains in a set.
template <class Users>
peers::std_set domains_of(const Users& users) {
    peers::std_set live;
    for (const surety::user_record& user : users) {
        if (!user.active)
            continue;
        std::string_view const address = user.addresses[0].text;
        std::string_view const domain = address.substr(address.find('@') + 1);
        if (!live.contains(domain))
            live.emplace(domain);
    }
    return live;
}

/// Where the bytes of a gate are: `for_domains` a distinct domain, `for_users` a user beyond that.
void weigh(benchmark::State& state, const surety::gate& gate, std::size_t users) {
    const surety::detail::gate_header& at = gate.header();
    const auto domains = static_cast<double>(at.addresses_at - at.domains_at);
    const auto all = static_cast<double>(gate.size_in_bytes());
    state.counters["gate_bytes"] = all;
    state.counters["domains"] = static_cast<double>(gate.domain_count());
    state.counters["bytes_a_domain"] = domains / static_cast<double>(gate.domain_count());
    state.counters["bytes_a_user"] = (all - domains) / static_cast<double>(users);
}

template <class Users>
void add_bind(const std::string& name,
              std::size_t count,
              const made_once<Users>& users,
              int repetitions) {
    const auto add = [&](const std::string& who, const auto& run) {
        auto* const added = benchmark::RegisterBenchmark(("bind/" + who + name).c_str(), run)
                                ->Unit(benchmark::kMillisecond);
        if (repetitions > 0)
            added->Iterations(1)->Repetitions(repetitions);
    };
    const auto gate_of = [=](std::string_view policy) {
        return [=](benchmark::State& state) {
            const surety::program bound = policies::load(policy);
            measure(
                state, count, [&, &all = *users] { return surety::bind(bound, all); },
                [&](const auto& made) { weigh(state, *made, count); });
        };
    };
    add("surety-plain", gate_of(policies::plain));
    add("surety-hardened", gate_of(policies::hardened));
    add("std-unordered-set", [=](benchmark::State& state) {
        measure(state, count, [&all = *users] { return domains_of(all); });
    });
}

/// Users in memory, as a host has them from `scim`.
void add_bind(std::size_t users, std::size_t company_size = population::natural) {
    std::string name = "/users:" + std::to_string(users);
    if (company_size != population::natural)
        name += "/a-company:" + std::to_string(company_size);
    constexpr int as_asked = 0;
    add_bind(name, users, made_once<std::vector<surety::user_record>>([=] {
                 return population(users, company_size).records();
             }),
             as_asked);
}

/// Users made on the fly, which costs something too: there are too many to have them all at once.
void add_bind_on_the_fly(std::size_t users) {
    add_bind("/on-the-fly/users:" + std::to_string(users), users,
             made_once<population>([=] { return population(users); }), 1);
}

// ---- load ----

surety::result<surety::program> loaded(std::string text, surety::reader* files) {
    return surety::load("measured.surety", std::move(text), files);
}

void add_load_of_rules(std::size_t rules) {
    const made_once<std::string> text([=] {
        const population names(rules, 1);
        std::string made = "surety 1;\n";
        for (std::uint32_t company = 0; company < names.companies(); ++company) {
            made += "allow r" + std::to_string(company) + ": any when domain within \"";
            made += names.domain(company);
            made += "\" because \"a partner of ours\";\n";
        }
        return made;
    });
    benchmark::RegisterBenchmark(("load/rules:" + std::to_string(rules)).c_str(),
                                 [=](benchmark::State& state) {
                                     measure(state, rules, [&] { return loaded(*text, nullptr); });
                                 })
        ->Unit(benchmark::kMillisecond);
}

class one_file final : public surety::reader {
public:
    explicit one_file(const std::string& text) : text_(text) {}
    surety::read_status read(std::string_view, std::string& text) override {
        text = text_;
        return surety::read_status::ok;
    }

private:
    const std::string& text_;
};

void add_load_of_list(std::size_t lines) {
    const made_once<std::string> list([=] {
        const population names(lines, 1);
        std::string made = "# as many names as a list of disposable domains has\n";
        for (std::uint32_t company = 0; company < names.companies(); ++company)
            (made += names.domain(company)) += '\n';
        return made;
    });
    benchmark::RegisterBenchmark(("load/list-lines:" + std::to_string(lines)).c_str(),
                                 [=](benchmark::State& state) {
                                     one_file files(*list);
                                     measure(state, lines, [&] {
                                         return loaded("surety 1; list l = file \"l\";"
                                                       "deny listed: any when domain within l;",
                                                       &files);
                                     });
                                 })
        ->Unit(benchmark::kMillisecond);
}

void add_load_of_policy(std::string_view policy) {
    benchmark::RegisterBenchmark(
        ("load/" + std::string(policy)).c_str(),
        [=](benchmark::State& state) { measure(state, 1, [&] { return policies::load(policy); }); })
        ->Unit(benchmark::kMillisecond);
}

// ---- scim ----

std::string scim_of(const population& people) {
    std::string made = "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],"
                       "\"totalResults\":" +
                       std::to_string(people.users()) + ",\"Resources\":[";
    for (std::size_t user = 0; user < people.users(); ++user) {
        const std::string email = people.email(user);
        const std::string name = email.substr(0, email.find('@'));
        if (user > 0)
            made += ',';
        made += "\n{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"" +
                people.id(user) + "\",\"userName\":\"" + email + "\",\"name\":{\"formatted\":\"" +
                name + "\"},\"active\":" + (people.is_active(user) ? "true" : "false") +
                ",\"emails\":[{\"value\":\"" + email +
                "\",\"type\":\"work\",\"primary\":true}],\"meta\":{\"resourceType\":\"User\"}}";
    }
    return made += "]}";
}

void add_scim(std::size_t users) {
    const made_once<std::string> text([=] { return scim_of(population(users)); });
    benchmark::RegisterBenchmark(
        ("scim/users:" + std::to_string(users)).c_str(),
        [=](benchmark::State& state) {
            measure(state, users, [&] { return surety::scim("users", *text); });
            state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>((*text).size()));
        })
        ->Unit(benchmark::kMillisecond);
}

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    add_bind(100, 5);
    for (std::size_t const users : {1'000u, 100'000u, 1'000'000u})
        add_bind(users);
    add_bind(1'000'000, 1);
    add_bind_on_the_fly(10'000'000);
    for (std::size_t const rules : {10u, 1'000u, 10'000u})
        add_load_of_rules(rules);
    add_load_of_list(150'000);
    add_load_of_policy(policies::plain);
    add_load_of_policy(policies::hardened);
    add_scim(1'000'000);
    quietest shown;
    benchmark::RunSpecifiedBenchmarks(&shown);
}
