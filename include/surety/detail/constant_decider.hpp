// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_CONSTANT_DECIDER_HPP
#define SURETY_DETAIL_CONSTANT_DECIDER_HPP

#include <surety/constant.hpp>
#include <surety/detail/ages.hpp>
#include <surety/detail/constant_program.hpp>
#include <surety/detail/glob.hpp>
#include <surety/detail/operand.hpp>
#include <surety/parse_identity.hpp>
#include <surety/program.hpp>

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// What `bind` refuses. Not `constexpr`, so that the compiler refuses it here, and by name.
namespace not_constant {
inline void a_user_has_no_id() {
    assert(false);
}
inline void an_id_is_too_long() {
    assert(false);
}
inline void a_user_lacks_an_attribute() {
    assert(false);
}
inline void an_attribute_is_of_the_wrong_type() {
    assert(false);
}
inline void two_different_users_have_one_id() {
    assert(false);
}
inline void the_policy_needs_an_idna_adapter() {
    assert(false);
}
inline void the_policy_compares_ages_and_bound_at_is_missing() {
    assert(false);
}
} // namespace not_constant

/// A user who is looked at as a policy sees him.
class constant_subject {
public:
    constexpr constant_subject(const program_view& program,
                               const constant_user& user,
                               instant bound_at) noexcept
        : program_(program), user_(user), bound_at_(bound_at) {}

    constexpr bool belongs(const people_record& people) const {
        return holds(program_, people.condition, [&](const node& n) {
            return n.code == op::user_is_active
                       ? bool(user_.active)
                       : operand_atom(program_, n, bound_at_,
                                      [&](std::uint32_t i) { return attribute(i); });
        });
    }

    /// Calls `visit(address)` for those emails that a set is of.
    template <class Visitor>
    constexpr void each_email(std::uint32_t wanted, const Visitor& visit) const {
        for (const constant_address& a : user_.addresses) {
            if ((emails_of(a) & wanted) != wanted)
                continue;
            const parsed_identity parsed = parse_identity(a.text, identity_kind::email);
            if (parsed)
                visit(parsed.value);
        }
    }

    constexpr void check() const {
        if (user_.id.empty())
            not_constant::a_user_has_no_id();
        if (user_.id.size() > longest_id)
            not_constant::an_id_is_too_long();
        for (const operand_record& declared : program_.attributes) {
            const value* const given = supplied(declared);
            if (!given && !declared.has_default)
                not_constant::a_user_lacks_an_attribute();
            if (given && !conforms(*given, static_cast<type>(declared.type), nullptr))
                not_constant::an_attribute_is_of_the_wrong_type();
        }
    }

    /// Whether a policy can tell two records of one user from each other.
    constexpr bool is_same(const constant_subject& other) const {
        if (user_.active != other.user_.active || !has_emails_of(other) ||
            !other.has_emails_of(*this))
            return false;
        for (std::uint32_t i = 0; i < program_.attributes.size(); ++i)
            if (!equal(static_cast<type>(program_.attributes[i].type), attribute(i),
                       other.attribute(i)))
                return false;
        return true;
    }

private:
    static constexpr std::uint32_t emails_of(const constant_address& a) noexcept {
        return (a.type == address_type::work ? email_work : 0u) | (a.primary ? email_primary : 0u) |
               (a.verified ? email_verified : 0u);
    }

    constexpr bool has_emails_of(const constant_subject& other) const {
        for (const constant_address& a : other.user_.addresses) {
            const parsed_identity wanted = parse_identity(a.text, identity_kind::email);
            bool found = !wanted; // what does not parse is left out
            for (const constant_address& own : user_.addresses)
                found =
                    found || (emails_of(own) == emails_of(a) &&
                              parse_identity(own.text, identity_kind::email).value == wanted.value);
            if (!found)
                return false;
        }
        return true;
    }

    constexpr const value* supplied(const operand_record& declared) const noexcept {
        for (const constant_attribute& a : user_.attributes)
            if (a.value.held() != value::form::null &&
                equal_folded(a.name, program_.text(declared.name)))
                return &a.value;
        return nullptr;
    }
    constexpr operand attribute(std::uint32_t index) const noexcept {
        const operand_record& declared = program_.attributes[index];
        const value* const given = supplied(declared);
        return given ? operand(program_, *given, nullptr)
                     : operand(program_, program_.literals[declared.fallback]);
    }

    const program_view& program_;
    const constant_user& user_;
    instant bound_at_;
};

/// `question` and `decider`, for the compiler: the same conditions over the same records, and what
/// they share is shared; but people are looked for one by one. Who asks it at run time, as its
/// tests do, has to have users that `bind` takes.
class constant_decider {
public:
    static constexpr constant_decision decide(const constant_view& view,
                                              std::span<const constant_user> users,
                                              const request& what,
                                              instant bound_at) {
        constant_decision made;
        made.parsed_ =
            what.kind == asked::either
                ? parse_identity(what.identity)
                : parse_identity(what.identity, what.kind == asked::domain ? identity_kind::domain
                                                                           : identity_kind::email);
        const constant_decider work(view, users, made.parsed_.value, what, bound_at);
        work.check_users();
        if (made.parsed_)
            work.decide(made);
        return made;
    }

private:
    constexpr constant_decider(const constant_view& view,
                               std::span<const constant_user> users,
                               const identity& asked,
                               const request& what,
                               instant bound_at) noexcept
        : view_(view),
          program_(view.program),
          users_(users),
          asked_(asked),
          what_(what),
          bound_at_(bound_at) {
        if (program_.header->declares_public_suffixes)
            suffix_ = public_suffix();
    }

    constexpr void decide(constant_decision& made) const {
        const auto end = [&made](outcome o, cause c) {
            made.outcome_ = o;
            made.cause_ = c;
        };
        for (std::uint32_t i = 0; i < program_.facts.size(); ++i)
            if (!is_known(i))
                return end(outcome::indeterminate, cause::unknown_facts);
        if (!what_.now.is_set() && compares_ages_of_facts(program_))
            return end(outcome::indeterminate, cause::unknown_time);
        for (const applies_record& clause : program_.applies)
            if (!holds(clause.condition))
                return end(outcome::not_applicable, cause::not_applicable);
        if (find_rules(made, effect::deny))
            return end(outcome::deny, cause::forbidden);
        if (!find_rules(made, effect::allow))
            return end(outcome::deny, cause::no_rule);
        for (std::uint16_t const rule : made.rules())
            name_sureties(made, program_.rules[rule].condition);
        end(outcome::allow, cause::permitted);
    }

    constexpr bool find_rules(constant_decision& made, effect wanted) const {
        for (std::size_t i = 0; i < program_.rules.size(); ++i) {
            const rule_record& rule = program_.rules[i];
            const auto of = static_cast<subject_kind>(rule.kind);
            const bool is_of =
                of == subject_kind::any ||
                (of == subject_kind::email) == (asked_.kind() == identity_kind::email);
            if (is_of && static_cast<effect>(rule.effect) == wanted && holds(rule.condition))
                made.add_rule(i);
        }
        return !made.rules().empty();
    }

    constexpr constant_subject subject_of(const constant_user& user) const noexcept {
        return {program_, user, bound_at_};
    }

    constexpr void check_users() const {
        for (const node& n : program_.nodes)
            if (n.code == op::is_mixed_script || n.code == op::is_look_alike)
                not_constant::the_policy_needs_an_idna_adapter();
        if (!bound_at_.is_set() && compares_ages_of_users(program_))
            not_constant::the_policy_compares_ages_and_bound_at_is_missing();
        for (std::size_t i = 0; i < users_.size(); ++i) {
            subject_of(users_[i]).check();
            for (std::size_t k = 0; k < i; ++k)
                if (users_[k].id == users_[i].id &&
                    !subject_of(users_[k]).is_same(subject_of(users_[i])))
                    not_constant::two_different_users_have_one_id();
        }
    }

    constexpr const value* supplied(std::uint32_t index) const noexcept {
        for (const fact& f : what_.facts)
            if (f.name == program_.text(program_.facts[index].name))
                return &f.value;
        return nullptr;
    }
    constexpr bool is_known(std::uint32_t index) const {
        const operand_record& declared = program_.facts[index];
        const value* const given = supplied(index);
        return given ? conforms(*given, static_cast<type>(declared.type), nullptr)
                     : declared.has_default != 0;
    }
    constexpr operand operand_of(std::uint32_t index) const noexcept {
        const value* const given = supplied(index);
        return given ? operand(program_, *given, nullptr)
                     : operand(program_, program_.literals[program_.facts[index].fallback]);
    }

    constexpr std::uint32_t labels() const noexcept {
        return static_cast<std::uint32_t>(asked_.labels());
    }

    /// What `public_suffix_of` finds, level by level.
    constexpr std::uint32_t public_suffix() const {
        std::uint32_t longest = 1;
        for (std::uint32_t level = 1; level <= labels(); ++level) {
            std::uint32_t const rules =
                view_.domains.suffix_rules(view_.domains.find(asked_.suffix(level)));
            if (rules & static_cast<std::uint32_t>(suffix_rule_kind::exception))
                return level - 1;
            if (rules & static_cast<std::uint32_t>(suffix_rule_kind::normal))
                longest = level > longest ? level : longest;
            if (rules & static_cast<std::uint32_t>(suffix_rule_kind::wildcard) && level < labels())
                longest = level + 1 > longest ? level + 1 : longest;
        }
        return longest;
    }

    constexpr bool holds(std::uint32_t condition) const {
        return detail::holds(program_, condition, [this](const node& n) { return atom(n); });
    }

    constexpr bool atom(const node& n) const {
        switch (n.code) {
        case op::name_in_set:
            return program_.name_sets[n.a].people == nobody
                       ? is_listed(n)
                       : matching_users(n).count >= program_.name_sets[n.a].at_least;
        case op::name_in_operand: {
            const identity other = operand_of(n.a).name(identity_kind::domain);
            return is_related(n, static_cast<std::uint32_t>(other.labels()), other.domain());
        }
        case op::is_public_suffix:
            return labels() == suffix_;
        case op::is_internationalized:
            return asked_.is_internationalized();
        case op::is_tagged:
            return asked_.is_tagged();
        case op::address_in_set:
            return program_.address_sets[n.a].people == nobody
                       ? view_.addresses.has(view_.addresses.find(asked_.text()), n.a)
                       : matching_users(n).count > 0;
        case op::address_in_operand:
            return operand_of(n.a).name(identity_kind::email) == asked_;
        case op::local_in_set:
            return contains(program_, program_.text_sets[n.a], asked_.local());
        case op::local_in_operand:
            return operand_of(n.a).has_folded(asked_.local());
        case op::local_like:
            return glob_matches(program_.text({n.b, n.c}), asked_.local());
        default:
            return operand_atom(program_, n, what_.now,
                                [this](std::uint32_t i) { return operand_of(i); });
        }
    }

    constexpr std::uint32_t compared_labels(const node& n) const noexcept {
        if (n.subject() == subject::domain)
            return labels();
        return suffix_ < labels() ? suffix_ + 1 : 0;
    }
    constexpr bool is_related(const node& n, std::uint32_t member) const noexcept {
        std::uint32_t const compared = compared_labels(n);
        return compared != 0 && (n.relation == relation::in      ? member == compared
                                 : n.relation == relation::under ? member < compared
                                                                 : member <= compared);
    }
    constexpr bool
    is_related(const node& n, std::uint32_t member, std::string_view name) const noexcept {
        return is_related(n, member) && asked_.suffix(member) == name;
    }

    constexpr bool is_listed(const node& n) const {
        for (std::uint32_t level = 1; level <= labels(); ++level)
            if (is_related(n, level) &&
                view_.domains.has(view_.domains.find(asked_.suffix(level)), n.a))
                return true;
        return false;
    }

    /// The distinct users who match an atom over people, and the least of them by id.
    struct some_users {
        std::uint32_t count = 0;
        std::string_view least;
    };
    constexpr some_users matching_users(const node& n) const {
        const set_record& set =
            n.code == op::name_in_set ? program_.name_sets[n.a] : program_.address_sets[n.a];
        some_users found;
        for (std::size_t i = 0; i < users_.size(); ++i) {
            if (!matches(n, set, users_[i]) || is_repeated(i))
                continue;
            if (found.count++ == 0 || users_[i].id < found.least)
                found.least = users_[i].id;
        }
        return found;
    }
    constexpr bool matches(const node& n, const set_record& set, const constant_user& user) const {
        const constant_subject subject = subject_of(user);
        if (!subject.belongs(program_.people[set.people]))
            return false;
        bool matched = false;
        subject.each_email(set.emails, [&](const identity& email) {
            const auto member = static_cast<std::uint32_t>(email.labels());
            matched = matched || (n.code == op::address_in_set
                                      ? email == asked_
                                      : member > suffix_ && is_related(n, member, email.domain()));
        });
        return matched;
    }
    constexpr bool is_repeated(std::size_t user) const noexcept {
        for (std::size_t i = 0; i < user; ++i)
            if (users_[i].id == users_[user].id)
                return true;
        return false;
    }

    /// Names a user for every people atom that makes a condition hold, which it does.
    constexpr void name_sureties(constant_decision& made, std::uint32_t at) const {
        const node& n = program_.nodes[at];
        if (n.code == op::all_of || n.code == op::any_of) {
            for (std::uint32_t child = at + 1; child < at + n.extent;
                 child += program_.nodes[child].extent)
                if (n.code == op::all_of || holds(child))
                    name_sureties(made, child);
            return;
        }
        const bool of_people =
            (n.code == op::name_in_set && program_.name_sets[n.a].people != nobody) ||
            (n.code == op::address_in_set && program_.address_sets[n.a].people != nobody);
        if (of_people && !n.negated)
            made.add_surety(matching_users(n).least);
    }

    const constant_view& view_;
    const program_view& program_;
    std::span<const constant_user> users_;
    const identity& asked_;
    const request& what_;
    instant bound_at_;
    std::uint32_t suffix_ = 0;
};

} // namespace surety::detail

namespace surety {

template <const auto& Program>
consteval constant_decision
decide(std::span<const constant_user> users, const request& what, instant bound_at) noexcept {
    constexpr detail::constant_view view = detail::constant_program<Program>::view();
    return detail::constant_decider::decide(view, users, what, bound_at);
}

} // namespace surety

#endif
