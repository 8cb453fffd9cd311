// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_LOAD_HPP
#define SURETY_LOAD_HPP

#include <surety/ast.hpp>
#include <surety/check.hpp>
#include <surety/compile.hpp>
#include <surety/diagnostic.hpp>
#include <surety/idna_adapter.hpp>
#include <surety/parse.hpp>
#include <surety/reader.hpp>
#include <surety/result.hpp>

#include <string>
#include <utility>

namespace surety {

/// From the text of a policy to a program: parse, check, compile. `name` is what diagnostics call
/// the text, usually its path; `files` reads the files that it names, `names` the names in it that
/// are not ASCII.
///
/// A stage runs only on the clean output of the one before; warnings of all are kept. For a policy
/// in a file there is `load_file` in `files.hpp`.
///
///     auto policy = surety::load("policy.surety", text);
///     if (!policy) for (auto const& d : policy.diagnostics()) report(d);
inline result<program> load(std::string name,
                            std::string text,
                            reader* files = nullptr,
                            const idna_adapter* names = nullptr) {
    ast::policy tree{std::move(name), std::move(text), {}};
    diagnostics wrong = grammar::read_policy(tree);
    if (!wrong.empty())
        return wrong;
    auto policy = check(tree, files, names);
    if (!policy)
        return std::move(policy).diagnostics();
    return {compile(*policy), std::move(policy).diagnostics()};
}

} // namespace surety

#endif
