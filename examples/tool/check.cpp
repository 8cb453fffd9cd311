// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/run_tests.hpp>

#include <algorithm>

#include "input.hpp"
#include "verbs.hpp"

namespace tool {

status check(console& out,
             const std::vector<std::string>& policies,
             const surety::idna_adapter* names,
             bool strict) {
    status worst = fine;
    for (const std::string& path : policies) {
        loaded_policy policy = load_policy(out, path, names);
        if (policy.ended == could_not_run) {
            worst = could_not_run;
            continue;
        }
        if (policy.program) { // a rule that no test decides is found by running the tests
            const surety::test_report tests = surety::run_tests(*policy.program, names);
            for (const surety::diagnostic& d : tests.diagnostics)
                if (d.code == surety::code::untested_rule)
                    policy.said.push_back(d);
        }
        out.report(with_excerpts(policy.said, policy.text), stdout);
        if (worst == fine && (!policy.program || (strict && !policy.said.empty())))
            worst = refused;
        if (out.how() == format::json || !policy.program)
            continue;
        const auto& c = out.colours();
        out.put_line(fmt::format(
            "{}ok{} {}: {} rules, {} tests{}", c.green(), c.plain(), visible(path),
            policy.program->rule_count(), policy.program->test_count(),
            policy.said.empty() ? "" : fmt::format(", {} warnings", policy.said.size())));
    }
    return worst;
}

} // namespace tool
