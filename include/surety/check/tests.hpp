// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_TESTS_HPP
#define SURETY_CHECK_TESTS_HPP

#include <surety/check/literals.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The `test` blocks of a policy.
namespace surety::checked {

/// Reads one address of a test's user. `primary` says whether it said so itself.
inline test_address read_test_address(checking& c, ast::cursor at, bool& primary) {
    test_address read;
    ast::cursor type;
    ast::cursor trust;
    const auto once = [&c](ast::cursor& earlier, ast::cursor word) {
        if (earlier && earlier.word() != word.word())
            c.said.error(code::contradiction, word.span(),
                         "an address cannot be both " + quoted(earlier.text()) + " and " +
                             quoted(word.text()),
                         "keep one of the words");
        earlier = word;
    };
    for (ast::cursor const part : at) {
        if (!part.is(ast::kind::address_word))
            continue;
        switch (part.word()) {
        case word::primary:
            primary = true;
            break;
        case word::verified:
        case word::unverified:
            once(trust, part);
            read.verified = part.word() == word::verified;
            break;
        default:
            once(type, part);
            read.type = part.word();
            break;
        }
    }
    read_address(c, at.back(), read.text);
    return read;
}

/// Which operands somebody has spoken of. One for all tests: to forget costs nothing.
class operand_marks {
public:
    explicit operand_marks(std::size_t count) : marks_(count) {}
    void forget() noexcept { ++now_; }
    bool has(std::size_t operand) const noexcept { return marks_[operand] == now_; }
    void add(std::size_t operand) noexcept { marks_[operand] = now_; }

private:
    std::vector<std::uint32_t> marks_;
    std::uint32_t now_ = 1;
};

/// What reading the tests needs to know of the rest of the policy.
struct test_scene {
    bool reads_now = false;              ///< some rule compares an age
    std::vector<std::uint32_t> required; ///< attributes without a default
    operand_marks facts;
    operand_marks attributes;
};

/// Reads `name = literal`. `seen` is for finding what is said twice.
inline void read_assignment(
    checking& c, ast::cursor at, thing what, operand_marks& seen, std::vector<assignment>& out) {
    ast::cursor const left = at.child(ast::kind::name);
    // No use of the name: what only tests speak of is used by nothing.
    const declared* const found =
        find_fitting(c, left, what, what == a_fact ? "a fact" : "an attribute");
    if (!found)
        return;
    if (seen.has(found->index)) {
        c.said.error(code::duplicate_name, left.span(), quoted(left.text()) + " is given twice",
                     "remove one");
        return;
    }
    seen.add(found->index);
    const operand& of = (what == a_fact ? c.made.facts : c.made.attributes)[found->index];
    assignment read;
    read.operand = found->index;
    if (read_literal(c, at.back(), of.type, read.literal))
        out.push_back(std::move(read));
}

/// Reads a user of a test.
inline void read_test_user(checking& c, ast::cursor at, test_scene& here, test& into) {
    test_user read;
    here.attributes.forget();
    ast::cursor first_primary;
    for (ast::cursor const part : at) {
        switch (part.kind()) {
        case ast::kind::address_of: {
            bool primary = false;
            read.addresses.push_back(read_test_address(c, part, primary));
            read.addresses.back().primary = primary;
            if (primary && first_primary)
                c.said.error(code::contradiction, part.span(), "a user has one primary address",
                             "the first is in " + c.said.line_of(first_primary.span()));
            if (primary && !first_primary)
                first_primary = part;
            break;
        }
        case ast::kind::activity:
            read.active = part.word() == word::active;
            break;
        case ast::kind::with:
            for (ast::cursor const given : part)
                read_assignment(c, given, an_attribute, here.attributes, read.attributes);
            break;
        default:
            break;
        }
    }
    if (!first_primary && !read.addresses.empty())
        read.addresses.front().primary = true;
    for (std::uint32_t const attribute : here.required)
        if (!here.attributes.has(attribute)) {
            const std::string& missing = c.made.attributes[attribute].name;
            c.said.error(code::wrong_type, at.span(),
                         "this user has no " + quoted(missing) + ", an attribute without a default",
                         "add " + quoted("with " + missing + " = …") + ", or give it a default");
            break; // one is enough: there may be many, at many users
        }
    into.users.push_back(std::move(read));
}

/// Reads what a test expects.
inline void read_expectation(checking& c, ast::cursor at, test& into) {
    expectation read;
    ast::cursor const outcome = at.child(ast::kind::outcome);
    read.outcome = outcome.word();
    read.identity = unquote(at.child(ast::kind::string).text());
    read.at = c.said.place_of(at.span());
    if (ast::cursor const by = at.child(ast::kind::by)) {
        read.has_by = true;
        for (ast::cursor const rule : by) {
            std::uint32_t const index = c.rule_names.find(rule.text());
            if (index != name_index::none) {
                read.rules.push_back(index);
                continue;
            }
            c.nearest.start(rule.text());
            for (const name_index::entry& known : c.rule_names.entries())
                if (c.nearest.goes_on())
                    c.nearest.consider(known.text);
                else
                    break;
            c.said.error(code::unknown_name, rule.span(), "unknown rule " + quoted(rule.text()),
                         c.nearest.best().empty()
                             ? "`by` names rules, or `none`"
                             : "did you mean " + quoted(c.nearest.best()) + "?");
        }
        const bool by_rules = read.outcome == word::allow || read.outcome == word::deny;
        if (by.front() && !by_rules)
            c.said.error(code::contradiction, by.span(),
                         "no rule determines " + quoted(outcome.text()),
                         "rules determine `allow` and `deny`; write `by none` or leave it out");
        std::sort(read.rules.begin(), read.rules.end());
        read.rules.erase(std::unique(read.rules.begin(), read.rules.end()), read.rules.end());
    }
    into.expectations.push_back(std::move(read));
}

/// Reads a test.
inline void read_test(checking& c, ast::cursor item, test_scene& here) {
    test read;
    ast::cursor const test_name = item.child(ast::kind::string);
    read.name = unquote(test_name.text());
    read.at = c.said.place_of(item.span());
    here.facts.forget();
    for (ast::cursor const part : item) {
        switch (part.kind()) {
        case ast::kind::user:
            read_test_user(c, part, here, read);
            break;
        case ast::kind::given_fact:
            read_assignment(c, part, a_fact, here.facts, read.facts);
            break;
        case ast::kind::now:
            if (read.has_now)
                c.said.error(code::duplicate_name, part.span(), "`now` is given twice",
                             "remove one");
            else
                read_time(c, part.front(), read.now);
            read.has_now = true;
            break;
        case ast::kind::expect:
            read_expectation(c, part, read);
            break;
        default:
            break;
        }
    }
    if (here.reads_now && !read.has_now)
        c.said.error(code::needs_now, test_name.span(),
                     "a rule compares an age, and the test " + quoted(bare(test_name)) +
                         " has no `now`",
                     "say what time it is, such as `now \"2026-01-31T12:00:00Z\";`");
    c.made.tests.push_back(std::move(read));
}

/// Reads every test. `reads_now`: some rule compares an age.
inline void read_tests(checking& c, bool reads_now) {
    test_scene here{
        reads_now, {}, operand_marks(c.made.facts.size()), operand_marks(c.made.attributes.size())};
    for (std::uint32_t i = 0; i < c.made.attributes.size(); ++i)
        if (!c.made.attributes[i].has_default)
            here.required.push_back(i);
    for (ast::cursor const item : ast::cursor(c.source))
        if (item.is(ast::kind::test))
            read_test(c, item, here);
}

} // namespace surety::checked

#endif
