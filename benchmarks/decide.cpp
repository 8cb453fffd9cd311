// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// What a decision costs: a text comes in, an outcome with its rules and sureties goes out.
#include <surety/decide.hpp>

#include <array>
#include <cstring>
#include <functional>
#include <memory>
#include <span>
#include <sys/mman.h>

#include "oracle.hpp"
#include "peers/hash_sets.hpp"
#include "policies.hpp"
#include "quietest.hpp"
#include "stage.hpp"
#include "trial.hpp"

namespace {

using workload::mixture;
using workload::popularity;
using workload::query;
using workload::query_set;

/// What is asked, and of how many users.
struct setting {
    std::size_t users;
    std::size_t company_size = workload::population::natural;
    mixture questions = {};

    std::string name() const {
        return "/users:" + std::to_string(users) +
               (company_size == workload::population::natural
                    ? std::string()
                    : "/a-company:" + std::to_string(company_size)) +
               "/hits:" + std::to_string(questions.hits) +
               (questions.which == popularity::zipf ? "/zipf" : "/uniform");
    }
};

auto expected_by_plain(stage&) {
    return [](const query& q) { return q.allowed; };
}
auto expected_by_hardened(stage& on) {
    return [&judge = on.get<oracle>()](const query& q) { return judge.allows(q.clean); };
}
/// The answer does not matter.
auto expected_nothing(stage&) {
    return [](const query&) { return true; };
}

/// Names are `decide/WHO/HOW/users:…/hits:…/…`.
template <class Make, class Expect>
void add(const std::string& who, const setting& what, const Make& make, const Expect& expect) {
    for (const bool chained : {false, true}) {
        auto found = std::make_shared<trial::verdict>();
        benchmark::RegisterBenchmark(
            ("decide/" + who + (chained ? "/chained" : "/single") + what.name()).c_str(),
            [=](benchmark::State& state) {
                stage& on = stage::of(what.users, what.company_size);
                const query_set& queries = on.queries(what.questions);
                const auto decide = make(on);
                if (found->checked == 0)
                    *found = trial::check(queries, decide, expect(on));
                chained ? trial::in_a_chain(state, queries, *found, decide)
                        : trial::one_by_one(state, queries, *found, decide);
            });
    }
}

/// The floor: reads the bytes of the question, and one cache line that depends on them, out of as
/// many as a table of all names must have.
class floor_table {
public:
    explicit floor_table(const workload::population& people)
        : lines_(people.companies() * bytes_a_name / line + 1) {
        constexpr std::size_t huge_page = std::size_t{1} << 21;
        std::size_t const size = (lines_ * line + huge_page - 1) / huge_page * huge_page;
        bytes_.reset(static_cast<unsigned char*>(std::aligned_alloc(huge_page, size)));
        ::madvise(bytes_.get(), size, MADV_HUGEPAGE);
        std::memset(bytes_.get(), 1, size);
    }

    bool decide(std::string_view text) const noexcept {
        std::uint64_t hash = text.size();
        const char* at = text.data();
        const char* const end = at + text.size();
        for (; end - at >= 8; at += 8)
            hash = mix(hash, at);
        if (text.size() >= 8)
            hash = mix(hash, end - 8);
        else
            for (; at != end; ++at)
                hash = (hash ^ static_cast<unsigned char>(*at)) * odd;
        __extension__ using wide = unsigned __int128;
        return bytes_[static_cast<std::size_t>(wide{hash} * lines_ >> 64) * line];
    }

private:
    static constexpr std::size_t bytes_a_name = 24;
    static constexpr std::size_t line = 64;
    static constexpr std::uint64_t odd = 0x9E3779B97F4A7C15u;

    static std::uint64_t mix(std::uint64_t hash, const char* at) noexcept {
        std::uint64_t bytes;
        std::memcpy(&bytes, at, 8);
        return (hash ^ bytes) * odd;
    }

    struct freed {
        void operator()(unsigned char* bytes) const noexcept { std::free(bytes); }
    };
    std::size_t lines_;
    std::unique_ptr<unsigned char[], freed> bytes_;
};

void add_floor(const setting& what) {
    add(
        "floor", what,
        [](stage& on) {
            return
                [&table = on.get<floor_table>()](const query& q) { return table.decide(q.text); };
        },
        expected_nothing);
}

constexpr surety::fact verified[] = {{"verification", surety::value(std::string_view("success"))}};

template <const char* Policy>
auto asks() {
    return [](stage& on) {
        return [&gate = *on.get<policies::gate_of<Policy>>()](const query& q) {
            if constexpr (Policy == policies::hardened)
                return surety::decide(gate, {q.text, verified});
            else
                return surety::decide(gate, q.text);
        };
    };
}

void add_surety(const setting& what) {
    add("surety-plain", what, asks<policies::plain>(), expected_by_plain);
    add("surety-hardened", what, asks<policies::hardened>(), expected_by_hardened);
}

template <class Set>
void add_prober(const std::string& who, const setting& what) {
    using prober = peers::suffix_prober<Set>;
    const auto clean = [](stage& on) {
        return [&set = on.get<prober>()](const query& q) { return set.clean(q.domain); };
    };
    const auto raw = [](stage& on) {
        return [&set = on.get<prober>()](const query& q) { return set.raw(q.text); };
    };
    add(who + "-clean", what, clean, expected_by_plain);
    add(who + "-raw", what, raw, expected_by_plain);
}

void add_sets(const setting& what) {
    add_prober<peers::std_set>("std-unordered-set", what);
    add_prober<peers::absl_set>("absl-flat-hash-set", what);
    add_prober<peers::boost_set>("boost-flat-set", what);
}

void add_all() {
    for (std::size_t const users : {1'000u, 100'000u, 1'000'000u, 10'000'000u}) {
        const setting usual{users};
        add_floor(usual);
        add_surety(usual);
        add_sets(usual);
    }
}

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    add_all();
    quietest shown;
    benchmark::RunSpecifiedBenchmarks(&shown);
}
