// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_EXPLANATION_HPP
#define SURETY_EXPLANATION_HPP

#include <surety/outcome.hpp>
#include <surety/reason.hpp>
#include <surety/source.hpp>
#include <surety/type.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace surety {

enum class identity_kind : std::uint8_t; // of `identity.hpp`

/// A rule that determined an outcome.
struct explained_rule {
    std::size_t index = 0; ///< for `program::rule`
    std::string name;
    std::string because; ///< safe to show to whoever asked; empty when there is none
    position at;         ///< in the policy's file
};

/// A fact that could not be compared.
struct explained_fact {
    std::string name;
    surety::type type = type::text; ///< what it is declared as
    bool missing = true;            ///< or else of the wrong type
};

/// An `applies when` that is false.
struct explained_clause {
    std::string source; ///< the condition as it was written
    position at;
};

/// Something that would change a refusal, facts and instant being the same.
struct remedy {
    enum class kind : std::uint8_t {
        activate_user, ///< `subject` is the id of an inactive user: active, he alone turns it
        add_users,     ///< `wanted` more users in the people named by `subject` would turn it;
                       ///< whether anybody can be one of them is not asked
        use_parent,    ///< the name `subject` above the asked one is allowed in its place
        use_sibling,   ///< the name `subject` beside the asked one is allowed in its place
        supply_fact,   ///< the fact `subject` is to be supplied, as its type has it
    };
    remedy::kind what = kind::activate_user;
    std::string subject;
    std::size_t wanted = 0;

    friend bool operator==(const remedy&, const remedy&) = default;
};

/// The stable spelling of a kind of remedy: `activate-user`.
constexpr std::string_view name(remedy::kind k) noexcept {
    switch (k) {
    case remedy::kind::activate_user:
        return "activate-user";
    case remedy::kind::add_users:
        return "add-users";
    case remedy::kind::use_parent:
        return "use-parent";
    case remedy::kind::use_sibling:
        return "use-sibling";
    case remedy::kind::supply_fact:
        return "supply-fact";
    }
    return "unknown";
}

/// Everything there is to say of one answer. Owns all of it. `because` texts may be shown to
/// whoever asked; everything else is for the operator.
struct [[nodiscard]] explanation {
    surety::outcome outcome = outcome::invalid;
    surety::cause cause = cause::malformed;
    reason why = reason::none;             ///< of `invalid`
    std::size_t offset = 0;                ///< of `invalid`: the byte that was refused
    identity_kind kind{};                  ///< a domain unless it says otherwise
    std::string asked;                     ///< the text as it came, however long and whatever it is
    std::string canonical;                 ///< empty when `invalid`
    std::string file;                      ///< the policy's
    std::vector<explained_rule> rules;     ///< all determining rules, in source order
    std::vector<std::string> sureties;     ///< ids, in source order of what made the rules hold
    std::vector<explained_fact> facts;     ///< of `indeterminate`: all at fault
    std::vector<explained_clause> clauses; ///< of `not-applicable`: all that are false
    /// Facts that the host supplied, the policy does not declare and nobody looked at: each name
    /// once, in the order of their bytes. None of `invalid`.
    std::vector<std::string> undeclared;
    std::vector<remedy> remedies;
};

} // namespace surety

#endif
