// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_MODEL_HPP
#define SURETY_CHECK_MODEL_HPP

#include <surety/detail/records.hpp>
#include <surety/instant.hpp>
#include <surety/program.hpp>
#include <surety/public_suffix.hpp>
#include <surety/source.hpp>
#include <surety/value.hpp>
#include <surety/word.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// A policy whose every name is resolved and whose every literal is read: what `check` makes of the
/// tree and `compile` makes records of. Things refer to each other by index.
namespace surety::checked {

/// No index.
inline constexpr std::uint32_t none = 0xFFFF'FFFF;

/// Several texts in one string: a list of 150 000 entries is two allocations.
struct texts {
    std::string chars;
    std::vector<source_span> spans; ///< of `chars`

    std::size_t size() const noexcept { return spans.size(); }
    std::string_view operator[](std::size_t i) const noexcept {
        return std::string_view(chars).substr(spans[i].offset, spans[i].size);
    }
    void add(std::string_view text) {
        spans.push_back(
            {static_cast<std::uint32_t>(chars.size()), static_cast<std::uint32_t>(text.size())});
        chars += text;
    }
};

/// What a literal stands for. The member that `type` names is the one that counts.
struct literal {
    surety::type type = surety::type::text;
    std::string text; ///< of text, and canonical of domain and address
    checked::texts texts;
    std::int64_t number = 0; ///< a flag is 0 or 1
    instant time;
};

/// A fact or an attribute.
struct operand {
    std::string name;
    surety::type type = surety::type::text;
    bool has_default = false;
    literal fallback;
};

/// A named list; entries as they were written.
struct list {
    std::string name;
    texts entries;
};

/// What the members of a set are: how they are read and compared.
enum class members : std::uint8_t { domains, addresses, texts, locals };

/// Users, perhaps filtered; `base` is none for all users.
struct people {
    std::uint32_t base = none;           ///< index into `named_users`
    word activity = word::none_of_these; ///< or active, inactive
    std::uint32_t filter = none;         ///< root of a condition in `filters`
    std::string source;                  ///< `active users where department is "sales"`
};

/// What stands on the right of a relation: a list, people, or members in place. One for each
/// place in the policy.
struct set {
    checked::members members = members::domains;
    std::uint32_t list = none; ///< index into `lists`
    bool of_people = false;
    checked::people people;
    std::uint32_t emails = 0;   ///< of people: detail::email_… bits
    std::uint32_t at_least = 1; ///< of people: distinct users
    texts in_place;             ///< domains and addresses canonical, the rest as written
    std::string source;         ///< one line, as it was written
};

/// A node of a condition. Conditions lie in pre-order and in negation normal form: `not` and
/// `unless` are pushed down to the atoms, so that an atom that is not `negated` is one that can
/// only make its rule hold.
struct node {
    detail::op code = detail::op::all_of;
    bool negated = false;
    detail::subject subject = detail::subject::domain;
    detail::relation relation = detail::relation::in;
    surety::type type = surety::type::text; ///< of the operand
    std::uint32_t extent = 1;               ///< nodes of the subtree, this one included
    std::uint32_t operand = none;           ///< the left side: a fact; in a filter an attribute
    std::uint32_t other = none; ///< the right side: a set, a literal or an operand, as `code` says
    std::uint32_t seconds = 0;  ///< of `older` and `newer`: what the literal counts
};

struct annotation {
    std::string name;
    std::string text;
};

struct rule {
    std::string name;
    surety::effect effect = effect::deny;
    subject_kind kind = subject_kind::any;
    std::uint32_t condition = 0; ///< root in `conditions`
    std::string because;
    std::vector<annotation> annotations;
    position at;
};

struct applies {
    std::uint32_t condition = 0;
    std::string source;
    position at;
};

/// `name = literal` in a test.
struct assignment {
    std::uint32_t operand = 0;
    checked::literal literal;
};

struct test_address {
    std::string text;
    word type = word::work; ///< work, home or other
    bool primary = false;
    bool verified = true;
};

struct test_user {
    bool active = false;
    std::vector<test_address> addresses;
    std::vector<assignment> attributes;
};

struct expectation {
    word outcome = word::deny;
    std::string identity;
    bool has_by = false;
    std::vector<std::uint32_t> rules; ///< ascending, each once
    position at;
};

struct test {
    std::string name;
    std::vector<test_user> users;
    std::vector<assignment> facts;
    std::vector<expectation> expectations;
    bool has_now = false;
    instant now;
    position at;
};

/// All of a policy. Facts, attributes, lists, named users, rules and tests are in source order.
struct contents {
    std::string file;
    bool declares_public_suffixes = false;
    public_suffix_list suffixes;
    std::vector<list> lists;
    std::vector<operand> facts;
    std::vector<operand> attributes;
    std::vector<people> named_users;
    std::vector<set> sets;
    std::vector<literal> literals;
    std::vector<node> conditions; ///< of rules and `applies when`
    std::vector<node> filters;    ///< of `where`
    std::vector<applies> applicability;
    std::vector<rule> rules;
    std::vector<test> tests;
};

} // namespace surety::checked

#endif
