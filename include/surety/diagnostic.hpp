// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DIAGNOSTIC_HPP
#define SURETY_DIAGNOSTIC_HPP

#include <surety/source.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace surety {

/// Errors withhold the value; warnings come with it.
enum class severity : std::uint8_t { error, warning };

/// The stable spelling of a severity: `warning`.
constexpr std::string_view name(severity level) noexcept {
    return level == severity::error ? "error" : "warning";
}

/// What a diagnostic is about. Codes are stable: tools and tests may rely on `name(code)`.
enum class code : std::uint8_t {
    // errors in a policy
    syntax,
    unsupported_version,
    unknown_name,
    duplicate_name,
    cyclic_name,
    wrong_type,
    wrong_kind,
    not_a_domain,
    not_an_address,
    contradiction,
    public_suffix_literal,
    needs_public_suffixes,
    needs_idna,
    needs_now,
    file_not_found,
    file_outside_root,
    bad_list_line,
    bad_time,
    bad_number,
    too_deep,
    too_many,
    // warnings about a policy
    unused_name,
    mixed_and_or,
    no_public_suffixes,
    always_holds,
    untested_rule,
    // a test of a policy that did not pass
    failed_test,
    // errors in a user set
    bad_user_data,
    user_without_id,
    missing_attribute,
    wrong_attribute,
    conflicting_users,
    incomplete_users,
    // warnings about a user set
    bad_address,
    // an error in the bytes of a program
    bad_program,
};

/// The stable spelling of a code: `unknown-name`.
constexpr std::string_view name(code c) noexcept {
    switch (c) {
    case code::syntax:
        return "syntax";
    case code::unsupported_version:
        return "unsupported-version";
    case code::unknown_name:
        return "unknown-name";
    case code::duplicate_name:
        return "duplicate-name";
    case code::cyclic_name:
        return "cyclic-name";
    case code::wrong_type:
        return "wrong-type";
    case code::wrong_kind:
        return "wrong-kind";
    case code::not_a_domain:
        return "not-a-domain";
    case code::not_an_address:
        return "not-an-address";
    case code::contradiction:
        return "contradiction";
    case code::public_suffix_literal:
        return "public-suffix-literal";
    case code::needs_public_suffixes:
        return "needs-public-suffixes";
    case code::needs_idna:
        return "needs-idna";
    case code::needs_now:
        return "needs-now";
    case code::file_not_found:
        return "file-not-found";
    case code::file_outside_root:
        return "file-outside-root";
    case code::bad_list_line:
        return "bad-list-line";
    case code::bad_time:
        return "bad-time";
    case code::bad_number:
        return "bad-number";
    case code::too_deep:
        return "too-deep";
    case code::too_many:
        return "too-many";
    case code::unused_name:
        return "unused-name";
    case code::mixed_and_or:
        return "mixed-and-or";
    case code::no_public_suffixes:
        return "no-public-suffixes";
    case code::always_holds:
        return "always-holds";
    case code::untested_rule:
        return "untested-rule";
    case code::failed_test:
        return "failed-test";
    case code::bad_user_data:
        return "bad-user-data";
    case code::user_without_id:
        return "user-without-id";
    case code::missing_attribute:
        return "missing-attribute";
    case code::wrong_attribute:
        return "wrong-attribute";
    case code::conflicting_users:
        return "conflicting-users";
    case code::incomplete_users:
        return "incomplete-users";
    case code::bad_address:
        return "bad-address";
    case code::bad_program:
        return "bad-program";
    }
    return "unknown";
}

/// One thing that is wrong, or suspicious, and where: self-contained, so that it outlives the text
/// it speaks of.
struct diagnostic {
    severity level = severity::error;
    surety::code code = surety::code::syntax;
    std::string message; ///< lower case, one line, no final period
    std::string help;    ///< what to do, or empty
    std::string file;    ///< the name the host gave the text; empty when there is none
    source_span span;    ///< bytes of that text
    position at;         ///< where `span` begins; line 0 when the text has no lines to name
    std::string excerpt; ///< the line `at` is in, or empty
};

/// Diagnostics of one stage, in source order.
using diagnostics = std::vector<diagnostic>;

/// Whether any of them is an error.
constexpr bool has_errors(const diagnostics& all) noexcept {
    for (const diagnostic& d : all)
        if (d.level == severity::error)
            return true;
    return false;
}

} // namespace surety

#endif
