// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_PARSE_HPP
#define SURETY_PARSE_HPP

#include <surety/ast.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/grammar/grammar.hpp>
#include <surety/grammar/lexer.hpp>
#include <surety/grammar/words.hpp>
#include <surety/result.hpp>
#include <surety/source.hpp>

#include <cstddef>
#include <string>
#include <utility>

namespace surety {

namespace grammar {

/// Makes the nodes of a policy from its text. Returns what is wrong with it: then nothing may be
/// made of them.
SURETY_NOINLINE inline diagnostics read_policy(ast::policy& policy) {
    reports found(policy.text);
    detail::record_array<token> tokens;
    if (policy.text.size() > longest_policy) {
        found.complain(mistake::too_long, source_span{});
    } else {
        tokenize(policy.text, tokens, found);
        read(tokens, policy.nodes, found);
    }
    if (found.empty())
        return {};
    return narrator(policy.name, found).tell();
}

} // namespace grammar

/// Reads the text of a policy: the tree of it, or everything that is wrong with its syntax, up to
/// a hundred errors. `name` is what diagnostics call the text, usually a path. Linear in the text.
///
///     if (auto policy = surety::parse("gate.surety", text)) std::puts(print(*policy).c_str());
///
/// Only the syntax: whether names are known and types fit, `check` says.
inline result<ast::policy> parse(std::string name, std::string text) {
    ast::policy policy{std::move(name), std::move(text), {}};
    diagnostics wrong = grammar::read_policy(policy);
    if (!wrong.empty())
        return wrong;
    return policy;
}

} // namespace surety

#endif
