// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_PROPERTIES_GENERATOR_HPP
#define SURETY_TESTS_PROPERTIES_GENERATOR_HPP

#include <surety/user.hpp>
#include <surety/value.hpp>

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <list>
#include <rapidcheck.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../naive/evaluator.hpp"

/// Random policies that `check` accepts, with users and questions that are close enough to them to
/// collide. A seed makes a scenario; RapidCheck supplies seeds and sizes and shrinks what fails.
namespace properties {

/// A fact that owns its text: the same members as an attribute of a user.
using owned_fact = surety::user_attribute;

/// One question to a gate.
struct question {
    std::string text;
    naive::kind kind = naive::kind::either;
    std::vector<owned_fact> facts;
    surety::instant now;
};

/// A policy, its files, a user set and questions.
struct scenario {
    std::uint64_t seed = 0;
    bool reduced = false;           ///< made smaller: no longer valid by construction
    std::vector<std::string> items; ///< of the policy, in source order
    naive::folder files;
    std::vector<surety::user_record> users;
    surety::instant bound_at;
    std::vector<question> questions;

    std::string text() const; ///< of the policy
};

std::ostream& operator<<(std::ostream& out, const question& q);
std::ostream& operator<<(std::ostream& out, const scenario& s);

/// The facts of a question as a host supplies them. Views of what it was made from.
class supplied_facts {
public:
    explicit supplied_facts(const std::vector<owned_fact>& facts);
    supplied_facts(const supplied_facts&) = delete;
    supplied_facts& operator=(const supplied_facts&) = delete;
    std::span<surety::fact const> view() const { return facts_; }

private:
    std::vector<surety::fact> facts_;
    std::list<std::vector<std::string_view>> texts_;
};

/// How much of everything a scenario has, in percent of the most.
scenario make_scenario(std::uint64_t seed, int size);

/// One with so many lists and sets of people that names are in many of them at once, in so many
/// combinations that tables have to keep what they know elsewhere.
scenario make_crowd(std::uint64_t seed);

/// A rule that fits into the scenario, with a name of its own.
std::string make_rule(const scenario& into, std::uint64_t seed, bool allow);

/// The same scenario with one thing less, in every way that there is.
std::vector<scenario> reductions(const scenario& s);

/// A scenario that shrinks, ordinary or crowded.
rc::Gen<scenario> scenarios();
rc::Gen<scenario> crowds();

/// How many cases were asked for: SURETY_CASES, or `usual`.
std::size_t case_count(std::size_t usual);

/// The seed of this run: SURETY_SEED, or 1, so that a run can be had again.
std::uint64_t seed();

/// Runs a RapidCheck property that takes a scenario; from `seed()` on. Prints the failing scenario;
/// false when there was one.
bool hold(const char* property,
          std::size_t count,
          void (*check)(const scenario&),
          rc::Gen<scenario> (*from)() = scenarios);

/// Numbers that follow from a seed alone, on every platform; or from bytes, for a fuzzer.
class dice {
public:
    explicit dice(std::uint64_t seed) : state_(seed) {}

    /// All dice take their numbers from these bytes from now on, while there are some left. The
    /// bytes must stay where they are.
    static void play(std::span<const std::uint8_t> bytes);

    std::uint64_t next();
    std::size_t below(std::size_t n); ///< n is not zero
    bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
    template <class T>
    T const& pick(const std::vector<T>& from) {
        return from[below(from.size())];
    }
    template <class T>
    void shuffle(std::vector<T>& all) {
        for (std::size_t i = all.size(); i > 1; --i)
            std::swap(all[i - 1], all[below(i)]);
    }

private:
    static std::span<const std::uint8_t> played;
    std::uint64_t state_;
};

} // namespace properties

#endif
