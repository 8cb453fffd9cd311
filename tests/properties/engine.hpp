// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_PROPERTIES_ENGINE_HPP
#define SURETY_TESTS_PROPERTIES_ENGINE_HPP

#include <surety/ast.hpp>
#include <surety/decide.hpp>
#include <surety/diagnostic.hpp>
#include <surety/explanation.hpp>
#include <surety/program.hpp>
#include <surety/reader.hpp>
#include <surety/request.hpp>

#include <deque>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "generator.hpp"

namespace properties {

/// Reads the files of a scenario.
class scenario_reader final : public surety::reader {
public:
    explicit scenario_reader(const naive::folder& files) : files_(files) {}
    surety::read_status read(std::string_view path, std::string& text) override {
        const auto found = files_.find(std::string(path));
        if (found == files_.end())
            return surety::read_status::not_found;
        text = found->second;
        return surety::read_status::ok;
    }

private:
    const naive::folder& files_;
};

std::string said(const surety::diagnostics& all);

/// Whether two trees are the same but for where they stand in their texts. Texts of leaves count;
/// of strings what they mean.
bool same_tree(const surety::ast::policy& a, const surety::ast::policy& b);

/// Whether two clauses mean the same; white space, comments and escapes do not count. A long one is
/// cut.
bool same_clause(const std::string& a, const std::string& b);

/// A policy of a scenario both ways: as a tree and as a program.
struct loaded {
    surety::ast::policy tree;
    surety::program program;
};

/// The policy of a scenario. Generated policies are valid, so one that does not load fails the
/// property; of a scenario that was made smaller nobody knows, so that is nothing.
std::optional<loaded> load(const scenario& s);

inline surety::request request_of(const question& q, const supplied_facts& facts) {
    return {q.text, facts.view(), q.now, static_cast<surety::asked>(q.kind)};
}

inline naive::question question_of(const question& q, const supplied_facts& facts) {
    return {q.text, q.kind, facts.view(), q.now};
}

/// All questions of a scenario as requests, of which it has what they view.
class posed {
public:
    explicit posed(const scenario& s) {
        for (const question& q : s.questions)
            requests_.push_back(request_of(q, facts_.emplace_back(q.facts)));
    }
    const std::vector<surety::request>& requests() const { return requests_; }
    const supplied_facts& facts(std::size_t i) const { return facts_[i]; }

private:
    std::deque<supplied_facts> facts_;
    std::vector<surety::request> requests_;
};

/// A decision as the naive evaluator would put it, but for facts and clauses.
inline naive::answer answer_of(const surety::gate& gate, const surety::decision& d) {
    naive::answer out;
    out.outcome = static_cast<naive::outcome>(d.outcome());
    switch (d.cause()) {
    case surety::cause::malformed:
        out.cause = naive::cause::invalid;
        break;
    case surety::cause::unknown_facts:
    case surety::cause::unknown_time:
    case surety::cause::unknown_names:
        out.cause = naive::cause::indeterminate;
        break;
    case surety::cause::not_applicable:
        out.cause = naive::cause::not_applicable;
        break;
    case surety::cause::forbidden:
        out.cause = naive::cause::forbidden;
        break;
    case surety::cause::permitted:
        out.cause = naive::cause::permitted;
        break;
    case surety::cause::no_rule:
        out.cause = naive::cause::no_rule;
        break;
    }
    out.canonical = d.identity().text();
    for (const auto rule : d.rules())
        out.rules.emplace_back(gate.program().rule(rule).name);
    for (surety::user_ref const user : d.sureties())
        out.sureties.emplace_back(gate.user_id(user));
    return out;
}

/// What a decision does not hold.
inline naive::answer without_details(naive::answer a) {
    a.facts.clear();
    a.clauses.clear();
    a.undeclared.clear();
    return a;
}

/// An answer with no more rules and sureties than a decision names.
inline naive::answer as_far_as(const naive::answer& named, naive::answer all) {
    if (named.rules.size() == surety::decision::rules_named &&
        all.rules.size() > named.rules.size()) {
        all.rules.resize(named.rules.size());
        if (named.sureties.size() < all.sureties.size()) // of the rules that are named
            all.sureties.resize(named.sureties.size());
    }
    if (all.sureties.size() > surety::decision::sureties_named)
        all.sureties.resize(surety::decision::sureties_named);
    return all;
}

inline std::string shown(const naive::answer& a) {
    std::string out(naive::name(a.outcome));
    out += " (" + std::string(naive::name(a.cause)) + ") `" + a.canonical + "`";
    const auto list = [&](const char* what, const std::vector<std::string>& all) {
        if (all.empty())
            return;
        out += std::string("; ") + what + ":";
        for (const std::string& each : all)
            out += " `" + each + "`";
    };
    list("rules", a.rules);
    list("sureties", a.sureties);
    list("facts", a.facts);
    list("clauses", a.clauses);
    list("undeclared", a.undeclared);
    return out;
}

/// Fails the property with both answers.
inline void expect_same(const question& q,
                        const naive::answer& engine,
                        const naive::answer& oracle,
                        const char* who = "gate") {
    if (engine == oracle)
        return;
    std::ostringstream text;
    text << "the " << who << " and the naive evaluator disagree about " << q << "\n  " << who
         << ":  " << shown(engine) << "\n  naive: " << shown(oracle);
    RC_FAIL(text.str());
}

} // namespace properties

#endif
