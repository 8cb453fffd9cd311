// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// What a decision costs: a text comes in, an outcome with its rules and sureties goes out.
#include "floor.hpp"
#include "growth.hpp"
#include "peers/engines.hpp"
#include "peers/hash_sets.hpp"
#include "quietest.hpp"
#include "registry.hpp"

namespace {

using registry::expect_hardened;
using registry::expect_plain;
using registry::setting;
using workload::popularity;
using workload::query;

auto read_floor(stage& on) {
    return [&table = on.get<floor_table>()](const query& q) { return table.read(q.text); };
}
auto expect_nothing(stage&) {
    return [](const query&) { return true; };
}

template <class Set, bool ForgetsActive = false>
auto probe_clean(stage& on) {
    using domains = peers::live_domains<Set, ForgetsActive>;
    return [&live = on.get<domains>()](const query& q) { return live.clean(q.domain); };
}
template <class Set>
auto probe_raw(stage& on) {
    return
        [&live = on.get<peers::live_domains<Set>>()](const query& q) { return live.raw(q.text); };
}

template <const char* Policy, std::size_t Size, class Expect>
void add_batches_of(const std::string& who, const setting& what, const Expect& expect) {
    if constexpr (registry::decides_in_batches<surety::gate>)
        registry::add_batches<Size>(who, what, registry::ask_gate_in_batches<Policy, Size>, expect);
}

/// Everything that keeps up at ten million users.
void add_fast(const setting& what) {
    const auto add = [&](const char* who, const auto& make, const auto& expect) {
        registry::add_single(who, what, make, expect);
        registry::add_chained(who, what, make, expect);
    };
    add("floor", read_floor, expect_nothing);
    add("surety-plain", registry::ask_gate<policies::plain>, expect_plain);
    add_batches_of<policies::plain, 16>("surety-plain", what, expect_plain);
    add_batches_of<policies::plain, 32>("surety-plain", what, expect_plain);
    add("surety-hardened", registry::ask_gate<policies::hardened>, expect_hardened);
    add_batches_of<policies::hardened, 16>("surety-hardened", what, expect_hardened);
    add("absl-clean", probe_clean<peers::absl_set>, expect_plain);
    add("absl-raw", probe_raw<peers::absl_set>, expect_plain);
    add("boost-clean", probe_clean<peers::boost_set>, expect_plain);
    add("boost-raw", probe_raw<peers::boost_set>, expect_plain);
    add("std-clean", probe_clean<peers::std_set>, expect_plain);
    add("std-raw", probe_raw<peers::std_set>, expect_plain);
}

/// How hits, misses and favourites differ.
void add_mixtures(std::size_t users) {
    for (const unsigned hits : {0u, 50u, 100u})
        for (const popularity which : {popularity::uniform, popularity::zipf}) {
            if (hits == 50 && which == popularity::uniform)
                continue; // `add_fast` has it
            const setting what{users, workload::population::natural, {hits, which}};
            registry::add_single("surety-plain", what, registry::ask_gate<policies::plain>,
                                 expect_plain);
            add_batches_of<policies::plain, 16>("surety-plain", what, expect_plain);
            registry::add_single("surety-hardened", what, registry::ask_gate<policies::hardened>,
                                 expect_hardened);
            registry::add_single("absl-clean", what, probe_clean<peers::absl_set>, expect_plain);
            registry::add_single("std-clean", what, probe_clean<peers::std_set>, expect_plain);
        }
}

/// What people write in a hurry: right for most names, and fast.
void add_wrong(std::size_t users) {
    const setting what{users};
    using live = peers::live_domains<peers::absl_set>;
    registry::add_single(
        "wrong-ends-with", what,
        [](stage& on) {
            return [&set = on.get<live>()](const query& q) { return set.ends_with(q.domain); };
        },
        expect_plain);
    registry::add_single("wrong-forgets-active", what, probe_clean<peers::absl_set, true>,
                         expect_plain);
    registry::add_single(
        "wrong-letter-case", what,
        [](stage& on) {
            return [&set = on.get<live>()](const query& q) { return set.as_it_comes(q.text); };
        },
        expect_plain);
}

template <auto Make>
class held_engine {
public:
    explicit held_engine(const workload::population& people) : engine_(Make(people)) {}
    bool decide(std::string_view domain) const { return engine_->decide(domain); }

private:
    std::unique_ptr<peers::engine> engine_;
};

template <auto Make>
void add_engine(const char* who, std::size_t users) {
    registry::add_single(
        who, {users},
        [](stage& on) {
            return [&engine = on.get<held_engine<Make>>()](const query& q) {
                return engine.decide(q.domain);
            };
        },
        expect_plain);
}

void add_engines([[maybe_unused]] std::size_t users) {
#ifdef SURETY_HAS_SQLITE
    add_engine<peers::sqlite_live>("sqlite-live", users);
    add_engine<peers::sqlite_users>("sqlite-users", users);
#endif
#ifdef SURETY_HAS_RE2
    add_engine<peers::re2_live>("re2-live", users);
#endif
#ifdef SURETY_HAS_HYPERSCAN
    add_engine<peers::hyperscan_live>("hyperscan-live", users);
#endif
#ifdef SURETY_HAS_LUAJIT
    add_engine<peers::luajit_live>("luajit-live", users);
    add_engine<peers::luajit_users>("luajit-users", users);
#endif
}

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    for (std::size_t const users : {1'000u, 100'000u, 1'000'000u}) {
        add_fast({users});
        add_engines(users);
    }
    add_wrong(1'000'000);
    add_mixtures(1'000'000);
    add_fast({10'000'000});
    add_fast({10'000'000, 1}); // as many domains
    growth::add_all();
    quietest shown;
    benchmark::RunSpecifiedBenchmarks(&shown);
}
