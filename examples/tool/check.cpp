// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/cost.hpp>
#include <surety/run_tests.hpp>

#include <boost/json.hpp>

#include <algorithm>

#include "input.hpp"
#include "verbs.hpp"

namespace tool {
namespace {

/// Prints the rows of a cost: what every decision takes, what each rule adds, and all of it.
class cost_table {
public:
    cost_table(console& out, const std::string& path, const surety::program& policy)
        : out_(out), path_(path) {
        const surety::decision_cost cost = surety::cost(policy);
        for (std::size_t i = 0; i < cost.rules.size(); ++i)
            widest_ = std::max(widest_, std::min<std::size_t>(policy.rule(i).name.size(), 60));
        if (out.how() == format::human)
            put_row("a decision takes at most", "look-ups", "atoms", "steps", "facts");
        row("always", "whatever the rules", {}, cost.always);
        for (std::size_t i = 0; i < cost.rules.size(); ++i)
            row("rule", policy.rule(i).name, policy.rule(i).name, cost.rules[i]);
        row("most", "in all", {}, cost.most);
    }

private:
    void row(std::string_view what,
             std::string_view for_people,
             std::string_view rule,
             const surety::work& w) {
        if (out_.how() == format::json) {
            boost::json::object object;
            object["file"] = path_;
            object["cost"] = std::string(what);
            object["rule"] = nullptr;
            if (!rule.empty())
                object["rule"] = std::string(rule);
            object["lookups"] = w.lookups;
            object["atoms"] = w.atoms;
            object["steps"] = w.steps;
            object["fact_reads"] = w.fact_reads;
            out_.put_line(serialized(object));
        } else if (out_.how() == format::plain) {
            out_.put_line(fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}", visible(path_), what, rule,
                                      w.lookups, w.atoms, w.steps, w.fact_reads));
        } else {
            put_row(for_people, w.lookups, w.atoms, w.steps, w.fact_reads);
        }
    }

    template <class Cell>
    void put_row(std::string_view head, Cell a, Cell b, Cell c, Cell d) {
        out_.put_line(fmt::format("  {:<{}}  {:>9} {:>8} {:>8} {:>8}", head, widest_, a, b, c, d));
    }

    console& out_;
    const std::string& path_;
    std::size_t widest_ = 24;
};

/// Not a word of what there is none of.
std::string counted(std::size_t count, std::string_view what) {
    return count == 0 ? "" : fmt::format(", {} {}", count, what);
}

} // namespace

status check(console& out, const check_options& options) {
    status worst = fine;
    for (const std::string& path : options.policies) {
        loaded_policy policy = load_policy(out, path, options.names);
        if (policy.ended == could_not_run) {
            worst = could_not_run;
            continue;
        }
        if (policy.program)
            policy.said.append(with_excerpts(
                surety::run_tests(*policy.program, options.names).diagnostics, policy.text));
        out.answer(policy.said);
        const findings found(policy.said);
        if (worst == fine && (!policy.program || found.any(options.strict)))
            worst = refused;
        if (!policy.program)
            continue;
        if (out.how() != format::json) {
            const auto& c = out.colours();
            const bool good = !found.any(options.strict);
            out.put_line(fmt::format("{}{}{} {}: {} rules, {} tests{}{}",
                                     good ? c.green() : c.red(), good ? "ok" : "failed", c.plain(),
                                     visible(path), policy.program->rule_count(),
                                     policy.program->test_count(), counted(found.errors, "errors"),
                                     counted(found.warnings, "warnings")));
        }
        if (options.cost)
            cost_table(out, path, *policy.program);
    }
    return worst;
}

} // namespace tool
