// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TOOL_INPUT_HPP
#define SURETY_TOOL_INPUT_HPP

#include <surety/idna_adapter.hpp>
#include <surety/program.hpp>
#include <surety/user.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "console.hpp"

namespace tool {

/// Reads a file, a pipe or a device to its end. Complains when it cannot.
bool read_input(console& out, const std::string& path, std::string& text);

/// The same of a policy, but no more than shows that it is too long.
bool read_policy(console& out, const std::string& path, std::string& text);

/// A policy from a file, and what was said of it. Without `names` those in it are ASCII.
struct loaded_policy {
    std::string text;
    std::optional<surety::program> program;
    surety::diagnostics said;
    status ended = fine; ///< `could_not_run` or `refused` without a program
};
loaded_policy load_policy(console& out, const std::string& path, const surety::idna_adapter* names);

/// How much was found in a policy.
struct findings {
    explicit findings(const surety::diagnostics& said);

    /// Whether there is any that counts: warnings do when somebody is strict.
    bool any(bool strict) const noexcept { return errors > 0 || (strict && warnings > 0); }

    std::size_t errors = 0;
    std::size_t warnings = 0;
};

/// Adds the lines that diagnostics of a program's tests are about, which knew only their numbers:
/// one look at the text, and none that is too long to be shown.
surety::diagnostics with_excerpts(surety::diagnostics all, std::string_view text);

/// The users of some files. Tells of faulty ones, and gives none then.
std::optional<std::vector<surety::user_record>>
load_users(console& out, const std::vector<std::string>& paths, const surety::program& policy);

} // namespace tool

#endif
