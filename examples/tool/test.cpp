// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/run_tests.hpp>

#include "input.hpp"
#include "verbs.hpp"

namespace tool {

status
test(console& out, const std::vector<std::string>& policies, const surety::idna_adapter* names) {
    status worst = fine;
    for (const std::string& path : policies) {
        const loaded_policy policy = load_policy(out, path, names);
        if (!policy.program) {
            out.answer(policy.said);
            if (worst != could_not_run)
                worst = policy.ended;
            continue;
        }
        const surety::test_report report = surety::run_tests(*policy.program, names);
        out.answer(with_excerpts(report.diagnostics, policy.text));
        const bool passed = report.passed();
        std::size_t expectations = 0;
        for (const surety::test_result& one : report.tests)
            expectations += one.passed + one.failed;
        if (!passed && worst == fine)
            worst = refused;
        if (out.how() == format::json)
            continue;
        const auto& c = out.colours();
        out.put_line(fmt::format("{}{}{} {}: {} tests, {} expectations",
                                 passed ? c.green() : c.red(), passed ? "passed" : "failed",
                                 c.plain(), visible(path), report.tests.size(), expectations));
    }
    return worst;
}

} // namespace tool
