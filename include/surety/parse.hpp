// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_PARSE_HPP
#define SURETY_PARSE_HPP

#include <surety/ast.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/grammar/grammar.hpp>
#include <surety/grammar/lexer.hpp>
#include <surety/grammar/words.hpp>
#include <surety/result.hpp>

#include <cstddef>
#include <string>
#include <utility>

namespace surety {

/// The longest text of a policy, in bytes.
inline constexpr std::size_t longest_policy = std::size_t{16} << 20;

/// Reads the text of a policy: the tree of it, or everything that is wrong with its syntax, up to
/// a hundred errors. `name` is what diagnostics call the text, usually a path. Linear in the text.
///
///     if (auto policy = surety::parse("gate.surety", text)) std::puts(print(*policy).c_str());
///
/// Only the syntax: whether names are known and types fit, `check` says.
inline result<ast::policy> parse(std::string name, std::string text) {
    ast::policy policy{std::move(name), std::move(text), {}};
    grammar::reports found(policy.text);
    detail::record_array<grammar::token> tokens;
    if (policy.text.size() > longest_policy) {
        found.complain(grammar::mistake::too_long, source_span{});
    } else {
        grammar::tokenize(policy.text, tokens, found);
        grammar::read(tokens, policy.nodes, found);
    }
    if (!found.empty())
        return grammar::narrator(policy.name, found).tell();
    return policy;
}

} // namespace surety

#endif
