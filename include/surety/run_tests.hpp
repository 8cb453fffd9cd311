// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_RUN_TESTS_HPP
#define SURETY_RUN_TESTS_HPP

#include <surety/bind.hpp>
#include <surety/decide.hpp>
#include <surety/decision.hpp>
#include <surety/detail/describe.hpp>
#include <surety/detail/excerpt.hpp>
#include <surety/detail/in_backticks.hpp>
#include <surety/detail/question.hpp>
#include <surety/diagnostic.hpp>
#include <surety/idna_adapter.hpp>
#include <surety/program.hpp>
#include <surety/request.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace surety {

/// What came of one `test` block.
struct test_result {
    std::string name;
    position at;
    std::size_t passed = 0; ///< expectations
    std::size_t failed = 0;
};

/// How many failures of tests are told of at the most; the last says how many more there are.
inline constexpr std::size_t failures_told = 10'000;

/// What came of a policy's own tests.
struct [[nodiscard]] test_report {
    std::vector<test_result> tests; ///< in source order
    /// `failed-test` errors, one for each expectation that was not met, up to `failures_told`;
    /// `untested-rule` warnings, one for each rule that no test made decide. Each in source order,
    /// errors first.
    surety::diagnostics diagnostics;

    /// Whether every expectation was met.
    bool passed() const noexcept { return !has_errors(diagnostics); }
};

/// Runs the tests that a policy carries. A host may refuse to load a policy whose own tests fail:
///
///     if (auto const report = surety::run_tests(*policy); !report.passed()) reject(report);
///
/// `names` is what the gates of the tests are bound with.
///
/// Each test binds the policy anew, and each expectation is decided by all rules: this takes time
/// in proportion to the tests times the policy, and where rules look through texts that a test
/// gives to a fact, the expectations times those rules times the texts.
inline test_report run_tests(const program& policy, const idna_adapter* names = nullptr);

namespace detail {

/// Runs the tests of one program.
class test_runner {
public:
    test_runner(const program& policy, const idna_adapter* names)
        : policy_(policy), program_(policy.view()), names_(names), decided_(policy.rule_count()) {}

    test_report run() {
        for (const test_record& test : program_.tests)
            run(test);
        if (untold_ > 0)
            report_.diagnostics.back().help =
                "and " + std::to_string(untold_) + " more are not shown";
        for (std::size_t i = 0; i < decided_.size(); ++i) {
            const rule r = policy_.rule(i);
            if (!decided_[i])
                say(severity::warning, code::untested_rule, r.at,
                    {"no test makes rule ", in_backticks(r.name), " decide"},
                    {"add a `test` with an `expect … by ", r.name, ";`"});
        }
        return std::move(report_);
    }

private:
    void run(const test_record& test) {
        test_result& done = report_.tests.emplace_back();
        done.name = program_.text(test.name);
        done.at = {test.at.line, test.at.column};
        const instant now = test.has_now ? program_.literals[test.now].time() : instant{};
        const std::vector<user_record> users = users_of(test);
        binder work(policy_, now, names_, addresses_named, looks_are_known_);
        work.add(users.data(), users.size());
        const result<gate> bound = work.finish();
        looks_are_known_ |= bound.has_value();
        if (!bound) { // a checked test binds, but for what only binding can tell
            for (const diagnostic& d : bound.diagnostics())
                if (d.level == severity::error)
                    fail(done.at,
                         {"the users of test ", in_backticks(begin_of(done.name)),
                          " do not bind: ", d.message},
                         {d.help});
            done.failed = test.expectations.count;
            return;
        }
        std::vector<std::vector<std::string_view>> texts;
        const std::vector<fact> facts = facts_of(test, texts);
        for (std::uint32_t i = 0; i < test.expectations.count; ++i) {
            const bool met =
                meet(done, program_.expectations[test.expectations.first + i], *bound, facts, now);
            ++(met ? done.passed : done.failed);
        }
    }

    bool meet(const test_result& test,
              const expectation_record& expected,
              const gate& asked,
              const std::vector<fact>& facts,
              instant now) {
        std::string_view const identity = program_.text(expected.identity);
        const request what{identity, facts, now};
        const decision made = decide(asked, what);
        const std::vector<std::uint32_t> rules = determining_rules(asked, what, made);
        for (std::uint32_t const rule : rules)
            decided_[rule] = true;
        const auto wanted = program_.rule_indices.part(expected.rules.first, expected.rules.count);
        if (made.outcome() == static_cast<outcome>(expected.outcome) &&
            (!expected.has_by ||
             std::equal(rules.begin(), rules.end(), wanted.begin(), wanted.end())))
            return true;
        text_builder hoped, came;
        put_expectation(hoped, expected);
        put_verdict(came, made.outcome(), {rules.data(), rules.size()});
        fail({expected.at.line, expected.at.column},
             {"test ", in_backticks(begin_of(test.name)), ": expected ", hoped.text(), " for ",
              in_backticks(begin_of(identity)), ", got ", came.text()},
             {});
        return false;
    }

    /// In source order. A decision names the first few; the others are looked for.
    std::vector<std::uint32_t>
    determining_rules(const gate& asked, const request& what, const decision& made) const {
        std::vector<std::uint32_t> rules(made.rules().begin(), made.rules().end());
        if (made.complete() || rules.size() < decision::rules_named)
            return rules;
        const question q(program_, asked.view(), made.identity(), what);
        for (std::uint32_t i = rules.back() + 1; i < program_.rules.size(); ++i) {
            const rule_record& r = program_.rules[i];
            if (static_cast<effect>(r.effect) == (made.allowed() ? effect::allow : effect::deny) &&
                is_of(r, made.identity().kind()) && q.holds(r.condition))
                rules.push_back(i);
        }
        return rules;
    }

    /// As much of a text as a message has, and a little more. By number it may have controls.
    static std::string begin_of(std::string_view text) {
        return shown(cut_to(text, longest_address + 4));
    }

    void put_expectation(text_builder& out, const expectation_record& expected) const {
        out.put({"`", name(static_cast<outcome>(expected.outcome)), "`"});
        if (expected.has_by)
            put_rules(out, program_.rule_indices.part(expected.rules.first, expected.rules.count));
    }

    void put_verdict(text_builder& out, outcome came, array_view<std::uint32_t> rules) const {
        out.put({"`", name(came), "`"});
        if (came == outcome::allow || came == outcome::deny)
            put_rules(out, rules);
    }

    void put_rules(text_builder& out, array_view<std::uint32_t> rules) const {
        out.put(rules.empty() ? " by none" : " by ");
        std::size_t const named = (std::min)(rules.size(), decision::rules_named);
        for (std::size_t i = 0; i < named; ++i)
            out.put({i > 0 ? ", " : "", in_backticks(policy_.rule(rules[i]).name)});
        if (named < rules.size())
            out.put({" and ", decimal(rules.size() - named), " more"});
    }

    std::vector<user_record> users_of(const test_record& test) const {
        std::vector<user_record> users;
        for (std::uint32_t i = 0; i < test.users.count; ++i) {
            const test_user_record& given = program_.test_users[test.users.first + i];
            user_record& user = users.emplace_back();
            user.id = "user " + std::to_string(i + 1);
            user.active = given.active != 0;
            for (std::uint32_t a = 0; a < given.addresses.count; ++a) {
                const test_address_record& address =
                    program_.test_addresses[given.addresses.first + a];
                user.addresses.push_back({std::string(program_.text(address.text)),
                                          static_cast<address_type>(address.type),
                                          address.primary != 0, address.verified != 0});
            }
            for (std::uint32_t a = 0; a < given.attributes.count; ++a)
                user.attributes.push_back(
                    attribute_of(program_.assignments[given.attributes.first + a]));
        }
        return users;
    }

    user_attribute attribute_of(const assignment_record& given) const {
        std::string name(program_.text(program_.attributes[given.operand].name));
        const literal_record& literal = program_.literals[given.literal];
        switch (static_cast<type>(literal.type)) {
        case type::flag:
            return {std::move(name), literal.a != 0};
        case type::number:
            return {std::move(name), literal.number()};
        case type::time:
            if (!literal.time().is_set())
                return {std::move(name), unset};
            return {std::move(name), literal.time()};
        case type::texts: {
            std::vector<std::string> members;
            for (std::string_view const t : members_of(literal))
                members.emplace_back(t);
            return {std::move(name), std::move(members)};
        }
        case type::text:
        case type::domain:
        case type::address:
            break;
        }
        return {std::move(name), program_.text({literal.a, literal.b})};
    }

    /// The facts of a test. Texts go through `texts`, where they stay.
    std::vector<fact> facts_of(const test_record& test,
                               std::vector<std::vector<std::string_view>>& texts) const {
        std::vector<fact> facts;
        texts.reserve(test.facts.count);
        for (std::uint32_t i = 0; i < test.facts.count; ++i) {
            const assignment_record& given = program_.assignments[test.facts.first + i];
            const literal_record& literal = program_.literals[given.literal];
            fact& added = facts.emplace_back();
            added.name = program_.text(program_.facts[given.operand].name);
            switch (static_cast<type>(literal.type)) {
            case type::flag:
                added.value = value(literal.a != 0);
                break;
            case type::number:
                added.value = value(literal.number());
                break;
            case type::time:
                added.value = literal.time().is_set() ? value(literal.time()) : value(unset);
                break;
            case type::texts:
                texts.push_back(members_of(literal));
                added.value = value(std::span<std::string_view const>(texts.back()));
                break;
            case type::text:
            case type::domain:
            case type::address:
                added.value = value(program_.text({literal.a, literal.b}));
                break;
            }
        }
        return facts;
    }

    std::vector<std::string_view> members_of(const literal_record& literal) const {
        std::vector<std::string_view> members;
        const range_ref set = program_.text_sets[literal.a].members;
        for (std::uint32_t i = 0; i < set.count; ++i)
            members.push_back(program_.text(program_.texts[set.first + i]));
        return members;
    }

    void fail(position at, pieces message, pieces help) {
        if (failures_ == failures_told) {
            ++untold_;
            return;
        }
        ++failures_;
        say(severity::error, code::failed_test, at, message, help);
    }

    void say(severity level, code what, position at, pieces message, pieces help) {
        diagnostic& said = report_.diagnostics.emplace_back();
        describe(said, level, what, message, help);
        said.file = policy_.file();
        said.at = at;
    }

    /// As a text it is an instant like others; as an instant it would be none.
    static constexpr std::string_view unset = "1970-01-01T00:00:00Z";

    const program& policy_;
    const program_view& program_;
    const idna_adapter* names_;
    std::vector<bool> decided_; ///< of each rule: some expectation made it decide
    test_report report_;
    bool looks_are_known_ = false; ///< some test was bound with the adapter
    std::size_t failures_ = 0, untold_ = 0;
};

} // namespace detail

inline test_report run_tests(const program& policy, const idna_adapter* names) {
    return detail::test_runner(policy, names).run();
}

} // namespace surety

#endif
