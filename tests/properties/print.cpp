// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/parse.hpp>
#include <surety/print.hpp>

#include <doctest/doctest.h>

#include "engine.hpp"

namespace {

using namespace properties;

void comes_back(const scenario& s) {
    const auto tree = surety::parse("policy", s.text());
    if (!tree && s.reduced)
        return;
    if (!tree)
        RC_FAIL("a generated policy does not parse: " + said(tree.diagnostics()));
    std::string const printed = surety::print(*tree);
    const auto again = surety::parse("printed", printed);
    if (!again)
        RC_FAIL("what was printed does not parse: " + said(again.diagnostics()) + printed);
    if (!same_tree(*tree, *again))
        RC_FAIL("what was printed has another tree:\n" + printed);
    RC_ASSERT(surety::print(*again) == printed);
}

} // namespace

TEST_CASE("properties: what is printed parses to the same tree") {
    CHECK(hold("what is printed parses to the same tree", case_count(24'000) / 24, comes_back));
}
