// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TOOL_VERBS_HPP
#define SURETY_TOOL_VERBS_HPP

#include <surety/idna_adapter.hpp>

#include <optional>
#include <string>
#include <vector>

#include "console.hpp"

/// What the command can do, one verb a file. Each returns what the process ends with.
namespace tool {

struct decide_options {
    std::string policy;
    std::vector<std::string> users;
    std::vector<std::string> facts; ///< `name=value`
    std::optional<std::string> now; ///< else the system's clock
    std::vector<std::string> identities;
    bool from_lines = false;
    bool from_json_lines = false;
    bool explain = false;
    bool all_warnings = false;                   ///< tell of every address that does not parse
    const surety::idna_adapter* names = nullptr; ///< null: names are ASCII
};

struct embed_options {
    std::string policy;
    std::string output;                  ///< empty: standard output
    std::string name;                    ///< empty: from the file's
    std::string name_space = "policies"; ///< perhaps several, `a::b`
    std::string depfile;                 ///< empty: none
    bool strict = false;
    const surety::idna_adapter* names = nullptr; ///< null: names are ASCII
};

/// May these identities be used?
status decide(console& out, const decide_options& options);

struct check_options {
    std::vector<std::string> policies;
    bool strict = false; ///< warnings count as found, too
    bool cost = false;   ///< say what a decision takes at the most
    const surety::idna_adapter* names = nullptr;
};

/// Is there anything wrong with these policies?
status check(console& out, const check_options& options);

/// Do these policies answer what their tests expect?
status
test(console& out, const std::vector<std::string>& policies, const surety::idna_adapter* names);

/// Shows what a policy is compiled to.
status dump(console& out, const std::string& path, const surety::idna_adapter* names);

/// Writes a policy as a C++ header, or says what is wrong with it as a compiler would.
status embed(console& out, embed_options options);

/// The version of the command: `0.1.0`.
std::string version_text();

} // namespace tool

#endif
