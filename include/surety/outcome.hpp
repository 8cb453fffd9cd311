// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_OUTCOME_HPP
#define SURETY_OUTCOME_HPP

#include <cstdint>
#include <string_view>

namespace surety {

/// What a policy says of an identity. Only `allow` permits; what nobody set is `invalid`.
enum class outcome : std::uint8_t { invalid, allow, deny, not_applicable, indeterminate };

/// The spelling of an outcome in a policy: `not-applicable`.
constexpr std::string_view name(outcome o) noexcept {
    switch (o) {
    case outcome::allow:
        return "allow";
    case outcome::deny:
        return "deny";
    case outcome::not_applicable:
        return "not-applicable";
    case outcome::invalid:
        return "invalid";
    case outcome::indeterminate:
        return "indeterminate";
    }
    return "unknown";
}

/// Why the outcome is what it is: one for each row of the decision table.
enum class cause : std::uint8_t {
    malformed, ///< invalid: the text is no identity of the kind asked; `decision::why` says more
    unknown_facts,  ///< indeterminate: a declared fact is missing or of the wrong type
    not_applicable, ///< not-applicable: some `applies when` is false
    forbidden,      ///< deny: some deny rule holds
    permitted,      ///< allow: some allow rule holds and no deny rule
    no_rule,        ///< deny: no rule holds
    unknown_time,   ///< indeterminate: ages of facts are compared, and the request has no `now`
    unknown_names,  ///< indeterminate: the IDNA adapter gave no answer that is needed
};

/// The stable spelling of a cause: `no-rule`.
constexpr std::string_view name(cause c) noexcept {
    switch (c) {
    case cause::malformed:
        return "malformed";
    case cause::unknown_facts:
        return "unknown-facts";
    case cause::not_applicable:
        return "not-applicable";
    case cause::forbidden:
        return "forbidden";
    case cause::permitted:
        return "permitted";
    case cause::no_rule:
        return "no-rule";
    case cause::unknown_time:
        return "unknown-time";
    case cause::unknown_names:
        return "unknown-names";
    }
    return "unknown";
}

} // namespace surety

#endif
