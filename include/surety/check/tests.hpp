// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_TESTS_HPP
#define SURETY_CHECK_TESTS_HPP

#include <surety/check/literals.hpp>
#include <surety/outcome.hpp>
#include <surety/user.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// The `test` blocks of a policy.
namespace surety::checked {

/// Which operands somebody has spoken of. One for all tests: to forget costs nothing.
class operand_marks {
public:
    explicit operand_marks(std::size_t count) { marks_.resize(count); }
    void forget() noexcept { ++now_; }
    bool has(std::size_t operand) const noexcept { return marks_[operand] == now_; }
    void add(std::size_t operand) noexcept { marks_[operand] = now_; }

private:
    record_array<std::uint32_t> marks_;
    std::uint32_t now_ = 1;
};

/// What reading the tests needs to know of the rest of the policy.
struct test_scene {
    bool reads_now = false; ///< some rule compares an age
    operand_marks facts;
    operand_marks attributes;
    record_array<std::uint32_t> required; ///< attributes without a default

    test_scene(const contents& made, bool ages)
        : reads_now(ages), facts(made.facts.size()), attributes(made.attributes.size()) {
        for (std::uint32_t i = 0; i < made.attributes.size(); ++i)
            if (made.attributes[i].has_default == 0)
                required.push_back(i);
    }
};

/// Says that two words about one address contradict each other.
inline void refuse_second(checking& c, ast::cursor& earlier, ast::cursor word) {
    if (earlier && earlier.word() != word.word())
        c.said.tell(messages::contrary_words, word, earlier.text());
    earlier = word;
}

/// Reads one address of a test's user. `primary` is left as it was unless the address says so.
inline void read_test_address(checking& c, ast::cursor at, ast::cursor& primary) {
    detail::test_address_record read;
    ast::cursor type;
    ast::cursor trust;
    for (ast::cursor const part : at) {
        if (part.kind() != ast::kind::address_word)
            continue;
        if (part.word() == word::primary)
            read.primary = 1;
        else
            refuse_second(
                c, part.word() == word::verified || part.word() == word::unverified ? trust : type,
                part);
    }
    read.type = static_cast<std::uint32_t>(!type || type.word() == word::work ? address_type::work
                                           : type.word() == word::home        ? address_type::home
                                                                       : address_type::other);
    read.verified = !trust || trust.word() == word::verified;
    read_identity(c, at.back(), identity_kind::email, c.made.chars, read.text);
    c.made.test_addresses.push_back(read);
    if (read.primary == 0)
        return;
    if (primary)
        c.said.tell(messages::second_primary, at, primary.text());
    else
        primary = at;
}

/// Reads `name = literal`. `seen` is for finding what is said twice.
inline void read_assignment(checking& c, ast::cursor at, thing what, operand_marks& seen) {
    ast::cursor const left = at.child(ast::kind::name);
    // No use of the name: what only tests speak of is used by nothing.
    const declared* const found =
        find_fitting(c, left, what, what == a_fact ? "a fact" : "an attribute");
    if (!found)
        return;
    if (seen.has(found->index)) {
        c.said.tell(messages::given_twice, left);
        return;
    }
    seen.add(found->index);
    const detail::operand_record& of =
        (what == a_fact ? c.made.facts : c.made.attributes)[found->index];
    detail::assignment_record read{found->index, 0};
    if (read_literal(c, at.back(), static_cast<surety::type>(of.type), read.literal))
        c.made.assignments.push_back(read);
}

/// Reads a user of a test.
inline void read_test_user(checking& c, ast::cursor at, test_scene& here) {
    detail::test_user_record read;
    std::size_t const addresses = c.made.test_addresses.size();
    std::size_t const attributes = c.made.assignments.size();
    here.attributes.forget();
    ast::cursor primary;
    for (ast::cursor const part : at) {
        if (part.kind() == ast::kind::address_of)
            read_test_address(c, part, primary);
        if (part.kind() == ast::kind::activity)
            read.active = part.word() == word::active;
        if (part.kind() == ast::kind::with)
            for (ast::cursor const given : part)
                read_assignment(c, given, an_attribute, here.attributes);
    }
    if (!primary && c.made.test_addresses.size() > addresses)
        c.made.test_addresses[addresses].primary = 1;
    read.addresses = {index(addresses), index(c.made.test_addresses.size() - addresses)};
    read.attributes = {index(attributes), index(c.made.assignments.size() - attributes)};
    c.made.test_users.push_back(read);
    for (std::uint32_t const attribute : here.required)
        if (!here.attributes.has(attribute)) {
            c.said.tell(messages::missing_attribute, at,
                        c.made.text(c.made.attributes[attribute].name));
            break; // one is enough: there may be many, at many users
        }
}

/// A rule that a test names; says so when there is none.
inline void read_by(checking& c, ast::cursor rule) {
    std::uint32_t const found = c.rule_names.find(rule.text());
    if (found != none) {
        c.made.rule_indices.push_back(found);
        return;
    }
    c.nearest.start(rule.text());
    for (std::size_t i = 0; i < c.rule_names.entries().size() && c.nearest.goes_on(); ++i)
        c.nearest.consider(c.rule_names.entries()[i].text);
    std::string_view const best = c.nearest.best();
    c.said.tell(best.empty() ? messages::unknown_rule : messages::misspelt_rule, rule, best);
}

/// The outcome that a word names.
inline outcome outcome_of(word w) noexcept {
    switch (w) {
    case word::allow:
        return outcome::allow;
    case word::not_applicable:
        return outcome::not_applicable;
    case word::invalid:
        return outcome::invalid;
    case word::indeterminate:
        return outcome::indeterminate;
    default:
        return outcome::deny;
    }
}

/// Reads what a test expects. Rules are in source order, each once.
inline void read_expectation(checking& c, ast::cursor at) {
    ast::cursor const expected = at.child(ast::kind::outcome);
    ast::cursor const by = at.child(ast::kind::by);
    detail::expectation_record read;
    read.outcome = static_cast<std::uint32_t>(outcome_of(expected.word()));
    read.identity = c.keep_string(at.child(ast::kind::string));
    read.at = c.said.place_of(at.span());
    read.rules.first = index(c.made.rule_indices.size());
    if (by) {
        read.has_by = 1;
        record_array<std::uint32_t> kept;
        kept.swap(c.made.rule_indices); // those of this expectation alone are sorted
        for (ast::cursor const rule : by)
            read_by(c, rule);
        kept.swap(c.made.rule_indices);
        detail::sort_distinct(kept,
                              [](std::uint32_t a, std::uint32_t b) noexcept { return a < b; });
        c.made.rule_indices.append(kept.data(), kept.size());
        read.rules.count = index(kept.size());
        if (by.front() && expected.word() != word::allow && expected.word() != word::deny)
            c.said.tell(messages::no_rule_determines, by, expected.text());
    }
    c.made.expectations.push_back(read);
}

/// Reads a test.
inline void read_test(checking& c, ast::cursor item, test_scene& here) {
    ast::cursor const test_name = item.child(ast::kind::string);
    detail::test_record read;
    read.name = c.keep_string(test_name);
    read.at = c.said.place_of(item.span());
    read.users.first = index(c.made.test_users.size());
    read.expectations.first = index(c.made.expectations.size());
    here.facts.forget();
    for (ast::cursor const part : item) {
        if (part.kind() == ast::kind::user)
            read_test_user(c, part, here);
        if (part.kind() == ast::kind::expect)
            read_expectation(c, part);
        if (part.kind() != ast::kind::now)
            continue;
        detail::literal_record now;
        if (read.has_now != 0)
            c.said.tell(messages::second_now, part);
        else if (read_time(c, part.front(), now))
            read.now = keep(c, now);
        read.has_now = 1;
    }
    // Facts for themselves: users have assignments of their own, and each lot is one range.
    read.facts.first = index(c.made.assignments.size());
    for (ast::cursor const part : item)
        if (part.kind() == ast::kind::given_fact)
            read_assignment(c, part, a_fact, here.facts);
    read.users.count = index(c.made.test_users.size()) - read.users.first;
    read.expectations.count = index(c.made.expectations.size()) - read.expectations.first;
    read.facts.count = index(c.made.assignments.size()) - read.facts.first;
    if (here.reads_now && read.has_now == 0)
        c.said.tell(messages::no_now, test_name);
    c.made.tests.push_back(read);
}

/// Reads every test. `reads_now`: some rule compares an age.
inline void read_tests(checking& c, bool reads_now) {
    test_scene here(c.made, reads_now);
    for (ast::cursor const item : ast::cursor(c.source))
        if (item.kind() == ast::kind::test)
            read_test(c, item, here);
}

} // namespace surety::checked

#endif
