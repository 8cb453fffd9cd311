// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "growth.hpp"

#include <surety/bind.hpp>

#include <algorithm>
#include <vector>

#include "peers/hash_sets.hpp"
#include "registry.hpp"

namespace growth {

namespace {

using workload::dice;
using workload::population;
using workload::query;
using workload::query_set;

// ---- rules ----

/// A policy of so many rules, each on a domain of its own, and a gate of it without users. The
/// population's live companies are the domains that are allowed.
class gate_of_rules {
public:
    explicit gate_of_rules(const population& people)
        : gate_(policies::bind(policies::compile(text(people)), population(0))) {}
    const surety::gate& operator*() const noexcept { return gate_; }

private:
    static std::string text(const population& people) {
        std::string made = "surety 1;\n";
        for (std::uint32_t company = 0; company < people.companies(); ++company) {
            const std::string number = std::to_string(company);
            made += "allow r" + number + ": any when domain within \"";
            made += people.is_live(company) ? std::string(people.domain(company))
                                            : "partner" + number + ".example";
            made += "\";\n";
        }
        return made;
    }

    surety::gate gate_;
};

void add_rules(std::size_t rules) {
    auto found = std::make_shared<trial::verdict>();
    const std::string name = "decide/surety-rules/single/rules:" + std::to_string(rules);
    benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
        stage& on = stage::of(rules, 1);
        const query_set& queries = on.queries({});
        const auto decide = [&gate = *on.get<gate_of_rules>()](const query& q) {
            return surety::decide(gate, q.text);
        };
        if (found->checked == 0)
            *found = trial::check(queries, decide, registry::expect_plain(on));
        trial::one_by_one(state, queries, *found, decide);
    });
}

// ---- labels ----

/// Where the users are that a name with many labels may meet.
enum class met : std::uint8_t {
    nobody,   ///< a stranger's name
    at_top,   ///< somebody at its last two labels
    at_bottom ///< somebody at the very name: whatever is above it has to be looked at
};

constexpr std::string_view name_of(met whom) {
    return whom == met::nobody ? "nobody" : whom == met::at_top ? "at-top" : "at-bottom";
}

std::string label(dice& throws, std::size_t size) {
    std::string made;
    for (; size > 0; --size)
        made += "abcdefghijklmnopqrstuvwxyz"[throws.below(26)];
    return made;
}

/// Names of so many labels of a size, and users who are met there.
struct long_names {
    query_set queries;
    std::vector<surety::user_record> users;
    peers::live_domains<peers::absl_set> live;

    long_names(std::size_t labels, std::size_t size, met whom) {
        constexpr std::size_t names = std::size_t{1} << 14;
        dice throws(labels);
        for (std::size_t i = 0; i < names; ++i) {
            const std::string top = label(throws, size) + "." + label(throws, size);
            std::string name = top;
            for (std::size_t l = 2; l < labels; ++l)
                name = label(throws, size) + "." + name;
            while (name.size() > 253) // the last label to be added gives way
                name.erase(0, 1);
            queries.add(name, name, whom != met::nobody);
            if (whom != met::nobody)
                vouch_for(i, whom == met::at_top ? top : name);
        }
    }

private:
    void vouch_for(std::size_t user, const std::string& domain) {
        // An address has at most 254 bytes: the user of a longer name is at its parent.
        const std::string at = domain.size() > 252 ? domain.substr(domain.find('.') + 1) : domain;
        live.add(at);
        users.push_back(
            {"u" + std::to_string(user), true, {{"a@" + at, surety::address_type::work}}, {}});
    }
};

void add_labels(std::size_t labels, std::size_t size, met whom, bool with_peer) {
    struct prepared {
        long_names names;
        surety::gate gate;
        trial::verdict found;
    };
    const std::string name = "/single/labels:" + std::to_string(labels) +
                             "/label-bytes:" + std::to_string(size) + "/" +
                             std::string(name_of(whom));
    const auto expected = [](const query& q) { return q.allowed; };
    auto held = std::make_shared<std::unique_ptr<prepared>>();
    const auto prepare = [=]() -> prepared& {
        if (!*held) {
            long_names names(labels, size, whom);
            auto gate = surety::bind(policies::load(policies::plain), names.users);
            *held = std::make_unique<prepared>(prepared{std::move(names), *std::move(gate), {}});
        }
        return **held;
    };
    benchmark::RegisterBenchmark(
        ("decide/surety-plain" + name).c_str(), [=](benchmark::State& state) {
            prepared& on = prepare();
            const auto decide = [&](const query& q) { return surety::decide(on.gate, q.text); };
            trial::one_by_one(state, on.names.queries,
                              trial::check(on.names.queries, decide, expected), decide);
        });
    if (with_peer)
        benchmark::RegisterBenchmark(
            ("decide/absl-clean" + name).c_str(), [=](benchmark::State& state) {
                prepared& on = prepare();
                const auto decide = [&](const query& q) { return on.names.live.clean(q.domain); };
                trial::one_by_one(state, on.names.queries,
                                  trial::check(on.names.queries, decide, expected), decide);
            });
}

// ---- tenants ----

/// Many small gates, and the questions to each, one of every gate in turn.
struct tenants {
    std::vector<surety::gate> gates;
    std::vector<peers::live_domains<peers::std_set>> sets;
    query_set queries;

    explicit tenants(std::size_t count) {
        constexpr std::size_t users = 100, company_size = 5, rounds = 4;
        const surety::program policy = policies::load(policies::plain);
        std::vector<query_set> asked(count);
        for (std::size_t tenant = 0; tenant < count; ++tenant) {
            const population people(users, company_size, tenant + 1);
            gates.push_back(policies::bind(policy, people));
            sets.emplace_back(people);
            asked[tenant] = query_set(people, rounds, {50, {}, tenant});
        }
        for (std::size_t round = 0; round < rounds; ++round)
            for (const query_set& of_tenant : asked) {
                const query q = of_tenant[round];
                queries.add(q.text, q.clean, q.allowed);
            }
    }
};

void add_tenants(std::size_t count) {
    auto held = std::make_shared<std::unique_ptr<tenants>>();
    const auto add = [=](const std::string& who, const auto& ask) {
        const std::string name = "decide/" + who + "/single/tenants:" + std::to_string(count);
        benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
            if (!*held)
                *held = std::make_unique<tenants>(count);
            const tenants& all = **held;
            std::size_t turn = 0;
            const auto decide = [&](const query& q) {
                auto made = ask(all, turn, q);
                turn = turn + 1 == count ? 0 : turn + 1;
                return made;
            };
            const trial::verdict found =
                trial::check(all.queries, decide, [](const query& q) { return q.allowed; });
            turn = 0;
            trial::one_by_one(state, all.queries, found, decide);
        });
    };
    add("surety-plain", [](const tenants& all, std::size_t turn, const query& q) {
        return surety::decide(all.gates[turn], q.text);
    });
    add("std-clean", [](const tenants& all, std::size_t turn, const query& q) {
        return all.sets[turn].clean(q.domain);
    });
    add("std-raw", [](const tenants& all, std::size_t turn, const query& q) {
        return all.sets[turn].raw(q.text);
    });
}

} // namespace

void add_all() {
    for (std::size_t const rules : {10u, 100u, 1'000u, 10'000u})
        add_rules(rules);
    for (std::size_t const labels : {2u, 4u, 8u, 16u, 32u, 64u, 127u})
        for (const met whom : {met::nobody, met::at_top, met::at_bottom})
            add_labels(labels, 1, whom, whom == met::at_top);
    for (const met whom : {met::nobody, met::at_top})
        add_labels(4, 63, whom, true); // 253 bytes
    add_tenants(100'000);
}

} // namespace growth
