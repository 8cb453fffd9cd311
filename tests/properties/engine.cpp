// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "engine.hpp"

#include <surety/check.hpp>
#include <surety/compile.hpp>
#include <surety/parse.hpp>

#include <optional>
#include <string>

namespace properties {

std::string said(const surety::diagnostics& all) {
    std::string out;
    for (const surety::diagnostic& d : all)
        if (d.level == surety::severity::error)
            out += std::string(name(d.code)) + ": " + d.message + " in `" + d.excerpt + "`\n";
    return out;
}

bool same_tree(const surety::ast::policy& a, const surety::ast::policy& b) {
    if (a.nodes.size() != b.nodes.size())
        return false;
    for (std::size_t i = 0; i < a.nodes.size(); ++i) {
        surety::ast::cursor const left(a, a.nodes[i]);
        surety::ast::cursor const right(b, b.nodes[i]);
        if (left.kind() != right.kind() || left.word() != right.word() ||
            a.nodes[i].size != b.nodes[i].size)
            return false;
        if (left.is(surety::ast::kind::string) &&
            naive::unquoted(left.text()) != naive::unquoted(right.text()))
            return false;
        if ((left.is(surety::ast::kind::name) || left.is(surety::ast::kind::number)) &&
            left.text() != right.text())
            return false;
    }
    return true;
}

bool same_clause(const std::string& a, const std::string& b) {
    if (a.ends_with("…"))
        return true;
    const auto left = surety::parse("clause", "surety 1; applies when " + a + ";");
    const auto right = surety::parse("clause", "surety 1; applies when " + b + ";");
    return left && right && same_tree(*left, *right);
}

std::optional<loaded> load(const scenario& s) {
    auto tree = surety::parse("policy", s.text());
    if (!tree) {
        if (!s.reduced)
            RC_FAIL("a generated policy does not parse: " + said(tree.diagnostics()));
        return std::nullopt;
    }
    scenario_reader files(s.files);
    const auto checked = surety::check(*tree, &files);
    if (!checked) {
        if (!s.reduced)
            RC_FAIL("a generated policy is refused: " + said(checked.diagnostics()));
        return std::nullopt;
    }
    return loaded{*tree, surety::compile(*checked)};
}

} // namespace properties
