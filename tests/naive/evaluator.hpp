// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_NAIVE_EVALUATOR_HPP
#define SURETY_TESTS_NAIVE_EVALUATOR_HPP

#include <surety/ast.hpp>
#include <surety/user.hpp>
#include <surety/value.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "names.hpp"

/// The oracle: answers questions by reading the tree of a policy as language.md tells it to be read
/// and by looking at every user for every question.
namespace naive {

/// What the policy calls a file, and what is in it.
using folder = std::map<std::string, std::string>;

/// What is wrong with a user set; nothing when it may be asked about.
struct load_report {
    std::vector<std::size_t> without_id;                         ///< records
    std::vector<std::pair<std::size_t, std::string>> missing;    ///< record, attribute
    std::vector<std::pair<std::size_t, std::string>> wrong_type; ///< record, attribute
    std::set<std::string> conflicting;                           ///< ids
    std::size_t bad_addresses = 0; ///< no failure: these are left out, the user stays

    bool failed() const {
        return !without_id.empty() || !missing.empty() || !wrong_type.empty() ||
               !conflicting.empty();
    }
};

enum class kind : std::uint8_t { either, domain, email };
enum class outcome : std::uint8_t { invalid, allow, deny, not_applicable, indeterminate };
enum class cause : std::uint8_t {
    permitted,
    forbidden,
    no_rule,
    not_applicable,
    invalid,
    indeterminate
};

struct question {
    std::string_view text;
    naive::kind kind = kind::either;
    std::span<surety::fact const> facts;
    surety::instant now;
};

struct answer {
    naive::outcome outcome = outcome::invalid;
    naive::cause cause = cause::invalid;
    std::string canonical; ///< empty when invalid
    std::vector<std::string> rules;
    std::vector<std::string> sureties;
    std::vector<std::string> facts;      ///< at fault
    std::vector<std::string> clauses;    ///< the conditions of `applies when` that were false
    std::vector<std::string> undeclared; ///< facts that were supplied and ignored, by bytes

    friend bool operator==(const answer&, const answer&) = default;
};

/// One value of a declared type. The member that the type names is the one that counts.
struct typed {
    surety::type type = surety::type::text;
    std::string text;
    std::set<std::string> texts;
    bool flag = false;
    std::int64_t number = 0;
    surety::instant time;
    labels domain;
    naive::address address;

    friend bool operator==(const typed&, const typed&) = default;
};

using values = std::map<std::string, typed>;

/// An address of a person, as far as a policy can see it.
struct mailbox {
    naive::address address;
    bool work = false;
    bool primary = false;
    bool verified = false;

    friend auto operator<=>(const mailbox& a, const mailbox& b) {
        const auto key = [](const mailbox& m) {
            return joined(m.address) + (m.work ? " w" : " -") + (m.primary ? "p" : "-") +
                   (m.verified ? "v" : "-");
        };
        return key(a) <=> key(b);
    }
    friend bool operator==(const mailbox&, const mailbox&) = default;
};

/// A user, as far as a policy can see it.
struct person {
    std::string id;
    bool active = false;
    std::set<mailbox> mailboxes;
    values attributes;

    friend bool operator==(const person&, const person&) = default;
};

/// A policy that passed `check`, its files, and a user set. Keeps a view of the policy.
class evaluator {
public:
    evaluator(const surety::ast::policy& policy,
              const folder& files,
              std::span<surety::user_record const> users,
              surety::instant bound_at);

    /// From now on this user is in no set of active users and in none of inactive users. No user of
    /// a real set is so: it shows what his leaving the inactive ones would do alone.
    void suspend(std::string id) { suspended_ = std::move(id); }

    /// From now on this user is in the sets of active users and in those of inactive users: it
    /// shows what his joining the active ones would do alone.
    void count_twice(std::string id) { counted_twice_ = std::move(id); }

    const load_report& report() const { return report_; }
    answer ask(const question& asked) const;

    /// A user who is in the people of one atom, at a name that the atom matches: where the atom
    /// stands in the text, and the id.
    using match = std::pair<std::size_t, std::string>;

    /// All matches of all people atoms in the rules.
    std::set<match> matches(const question& asked) const;

    /// The matches that count for sureties: those of atoms that are true under an even number of
    /// negations in a branch that holds, in the determining allow rules.
    std::set<match> vouching(const question& asked) const;

private:
    using cursor = surety::ast::cursor;

    struct declaration {
        std::string name;
        surety::type type = surety::type::text;
        cursor fallback; ///< a literal, or empty
    };

    /// What a condition of a rule is about.
    struct scene {
        bool is_email = false;
        std::string local;
        labels domain;
        values facts;
        surety::instant now;
    };

    void declare(cursor item, const folder& files);
    void load(std::span<surety::user_record const> users);
    bool read_person(const surety::user_record& record, std::size_t index, person& out);

    bool set_scene(const question& asked, scene& at, answer& out) const;
    bool is_of_kind(cursor rule, const scene& at) const;
    bool rule_holds(cursor rule, const scene& at) const;
    bool holds(cursor condition, const scene& at) const;
    bool relation_holds(cursor relate, const scene& at) const;
    bool property_holds(cursor property, cursor subject, const scene& at) const;
    bool name_matches(cursor subject, cursor relation, cursor target, const scene& at) const;
    bool address_matches(cursor target, const scene& at) const;
    bool local_matches(cursor relation, cursor target, const scene& at) const;
    std::set<std::string> texts_of(cursor target, const values& known) const;
    bool compare(cursor atom, const values& known, surety::instant now) const;

    std::set<std::string> matching_users(cursor relate, const scene& at) const;
    bool is_true_people_atom(cursor relate, const scene& at) const;
    bool belongs(const person& user, cursor people) const;
    bool fits(cursor condition, const person& user) const;

    template <class Visit>
    void people_atoms(cursor condition, const scene& at, bool negated, Visit visit) const;

    std::optional<labels> compared_name(cursor subject, const scene& at) const;
    typed read_literal(cursor literal, surety::type type) const;

    std::vector<declaration> facts_;
    std::vector<declaration> attributes_;
    std::map<std::string, std::vector<std::string>> lists_;
    std::map<std::string, cursor> named_users_;
    bool declares_suffixes_ = false;
    std::vector<suffix_rule> suffixes_;
    std::vector<cursor> applies_;
    std::vector<cursor> rules_;
    std::vector<person> people_;
    surety::instant bound_at_;
    load_report report_;
    std::string suspended_;
    std::string counted_twice_;
};

/// What came of a `test` block of a policy.
struct test_result {
    std::size_t passed = 0; ///< expectations
    std::size_t failed = 0;

    friend bool operator==(const test_result&, const test_result&) = default;
};

/// Runs the tests that a policy carries, in source order.
std::vector<test_result> run_tests(const surety::ast::policy& policy, const folder& files);

/// The text of a STRING literal without its quotes and escapes.
std::string unquoted(std::string_view literal);

/// A spelling for messages: `not-applicable`.
std::string_view name(outcome what);
std::string_view name(cause what);

} // namespace naive

#endif
