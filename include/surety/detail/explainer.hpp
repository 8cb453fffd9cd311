// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_EXPLAINER_HPP
#define SURETY_DETAIL_EXPLAINER_HPP

#include <surety/decide.hpp>
#include <surety/detail/candidates.hpp>
#include <surety/detail/counted.hpp>
#include <surety/detail/decider.hpp>
#include <surety/detail/gate_view.hpp>
#include <surety/detail/newcomers.hpp>
#include <surety/detail/question.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/sort.hpp>
#include <surety/detail/supposed_question.hpp>
#include <surety/explain.hpp>
#include <surety/gate.hpp>
#include <surety/parse_identity.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace surety::detail {

/// The facts of a request that a program does not declare: each name once, in the order of their
/// bytes.
inline record_array<std::string_view> undeclared_facts(const program_view& program,
                                                       std::span<const fact> supplied) {
    const auto before = [](std::string_view a, std::string_view b) noexcept {
        SURETY_COUNT(comparisons);
        return a < b;
    };
    record_array<std::string_view> names, declared, undeclared;
    for (const fact& f : supplied)
        names.push_back(f.name);
    if (names.empty())
        return names;
    for (const operand_record& f : program.facts)
        declared.push_back(program.text(f.name));
    sort_distinct(names, before);
    sort_distinct(declared, before);
    const std::string_view* next = declared.begin();
    for (std::string_view const name : names) {
        while (next != declared.end() && before(*next, name))
            ++next;
        if (next == declared.end() || before(name, *next))
            undeclared.push_back(name);
    }
    return undeclared;
}

/// The first names of many, in the order of their bytes: as many as are tried. The many come as
/// their keyed hashes have them, so that few of them have to move others.
class first_names {
public:
    void add(std::string_view name) {
        if (names_.size() < names_tried)
            names_.emplace_back(name);
        else if (name < names_.back())
            names_.back() = name;
        else
            return;
        for (std::size_t i = names_.size() - 1; i > 0 && names_[i] < names_[i - 1]; --i)
            names_[i].swap(names_[i - 1]);
    }

    const std::vector<std::string>& all() const noexcept { return names_; }

private:
    std::vector<std::string> names_;
};

/// Says why a gate answers as it does.
class explainer {
public:
    explainer(const gate& asked, const request& what)
        : asked_(asked),
          program_(asked.program().view()),
          gate_(asked.view()),
          parsed_(parse_asked(what, asked.names())),
          what_(what),
          question_(program_, gate_, parsed_.value, what),
          matching_(program_, gate_, question_) {}

    explanation explain() {
        explanation said = answer();
        if (question_.misses_names())
            said.remedies.clear();
        // A decision asks an adapter for less, or for more.
        if (gate_.names && decide(asked_, what_).cause() != said.cause)
            tell_missed_names(said);
        return said;
    }

private:
    explanation answer() const {
        explanation said;
        said.file = program_.text(program_.header->file);
        said.kind = parsed_.value.kind();
        said.asked = what_.identity;
        if (!parsed_) {
            said.why = parsed_.why;
            said.offset = parsed_.offset;
            return said;
        }
        said.canonical = parsed_.value.text();
        for (std::string_view const name : undeclared_facts(program_, what_.facts))
            said.undeclared.emplace_back(name);
        if (finds_unknown_facts(said) || finds_no_time(said) || finds_false_clauses(said))
            return said;
        if (finds_rules(said, effect::deny)) {
            said.outcome = outcome::deny;
            said.cause = cause::forbidden;
        } else if (finds_rules(said, effect::allow)) {
            said.outcome = outcome::allow;
            said.cause = cause::permitted;
            name_sureties(said);
        } else {
            said.outcome = outcome::deny;
            said.cause = cause::no_rule;
            find_users_to_activate(said);
            find_other_names(said);
            newcomers(program_, question_, matching_, remedies_named).find(said.remedies);
        }
        return said;
    }

    /// Says that nothing can be said: the adapter gave no answer.
    static void tell_missed_names(explanation& said) {
        said.facts.clear();
        said.clauses.clear();
        said.rules.clear();
        said.sureties.clear();
        said.remedies.clear();
        said.outcome = outcome::indeterminate;
        said.cause = cause::unknown_names;
    }

    void tell_fact(explanation& said, std::uint32_t index) const {
        const operand_record& fact = program_.facts[index];
        said.facts.push_back({std::string(program_.text(fact.name)), static_cast<type>(fact.type),
                              question_.supplied(index) == nullptr});
        said.remedies.push_back({remedy::kind::supply_fact, said.facts.back().name, 0});
    }

    bool finds_unknown_facts(explanation& said) const {
        for (std::uint32_t i = 0; i < program_.facts.size(); ++i) {
            if (!question_.is_known(i))
                tell_fact(said, i);
        }
        if (said.facts.empty())
            return false;
        said.outcome = outcome::indeterminate;
        said.cause = cause::unknown_facts;
        return true;
    }

    bool finds_no_time(explanation& said) const {
        if (!gate_.needs_now || what_.now.is_set())
            return false;
        said.outcome = outcome::indeterminate;
        said.cause = cause::unknown_time;
        return true;
    }

    bool finds_false_clauses(explanation& said) const {
        for (const applies_record& clause : program_.applies)
            if (!question_.holds(clause.condition))
                said.clauses.push_back({std::string(program_.text(clause.source)),
                                        {clause.at.line, clause.at.column}});
        if (said.clauses.empty())
            return false;
        said.outcome = outcome::not_applicable;
        said.cause = cause::not_applicable;
        return true;
    }

    bool finds_rules(explanation& said, effect wanted) const {
        for (std::size_t i = 0; i < program_.rules.size(); ++i) {
            const rule_record& r = program_.rules[i];
            if (!is_of(r, wanted) || !question_.holds(r.condition))
                continue;
            said.rules.push_back({i,
                                  std::string(program_.text(r.name)),
                                  std::string(program_.text(r.because)),
                                  {r.at.line, r.at.column}});
        }
        return !said.rules.empty();
    }

    /// Each of them once, in the order in which they come.
    void name_sureties(explanation& said) const {
        struct named {
            user_ref user;
            std::size_t place;
        };
        record_array<named> all;
        for (const explained_rule& rule : said.rules)
            question_.each_surety(program_.rules[rule.index].condition, [&](user_ref user) {
                all.push_back({user, all.size()});
            });
        // The first of equal ones is kept, and that is who came first.
        sort_distinct(all, [](const named& a, const named& b) noexcept { return a.user < b.user; });
        sort_records(all,
                     [](const named& a, const named& b) noexcept { return a.place < b.place; });
        for (const named& n : all)
            said.sureties.emplace_back(gate_.user_id(n.user));
    }

    // what would change a refusal

    bool is_of(const rule_record& r, effect wanted) const noexcept {
        return static_cast<effect>(r.effect) == wanted && detail::is_of(r, parsed_.value.kind());
    }

    /// Whether what answers like a question would be allowed.
    template <class Question>
    bool allows(const Question& q) const {
        for (const applies_record& clause : program_.applies)
            if (!q.holds(clause.condition))
                return false;
        bool allowed = false;
        for (const rule_record& r : program_.rules) {
            if (is_of(r, effect::deny) && q.holds(r.condition))
                return false;
            allowed |= is_of(r, effect::allow) && !allowed && q.holds(r.condition);
        }
        return allowed;
    }

    /// Whether a user would turn the answer, active: he has to turn it because he joins, and not
    /// only because he leaves the sets of inactive users.
    bool allows_with(user_ref active) const {
        supposition what;
        what.active = active;
        const supposed_question q(program_, gate_, question_, matching_, what);
        if (!allows(q))
            return false;
        what.leaves_inactive = false;
        if (allows(q))
            return true;
        what = {active, false, true};
        return !allows(q);
    }

    /// One of those who are alike answers for all of them.
    void find_users_to_activate(explanation& said) const {
        const record_array<candidate> all = candidate_finder(program_, gate_, question_).find();
        enum : unsigned char { untried, in_vain, helps };
        record_array<unsigned char> tried;
        tried.resize(all.size(), untried);
        std::size_t named = 0, left = users_tried;
        for (const candidate& c : all) {
            unsigned char& known = tried[c.alike];
            if (known == untried) {
                if (left == 0)
                    continue;
                --left;
                known = allows_with(c.user) ? helps : in_vain;
            }
            if (known != helps)
                continue;
            said.remedies.push_back(
                {remedy::kind::activate_user, std::string(gate_.user_id(c.user)), 0});
            if (++named == remedies_named)
                return;
        }
    }

    /// Whether a name would be allowed in the place of the asked one, all else being the same.
    bool is_allowed(std::string_view name) const {
        const identity_kind kind = parsed_.value.kind();
        std::string text(parsed_.value.local());
        if (kind == identity_kind::email)
            text += '@';
        const parsed_identity other = parse_identity(text.append(name), kind);
        const question q(program_, gate_, other.value, what_);
        return other && allows(q) && !q.misses_names();
    }

    /// The name sets over people that allow rules of what was asked want a name to be in, sorted.
    record_array<std::uint32_t> wanted_people() const {
        record_array<std::uint32_t> sets;
        for (const rule_record& r : program_.rules) {
            if (!is_of(r, effect::allow))
                continue;
            std::uint32_t const end = r.condition + program_.nodes[r.condition].extent;
            for (std::uint32_t i = r.condition; i < end; ++i) {
                const node& n = program_.nodes[i];
                if (n.code == op::name_in_set && !n.negated && n.is_of_people())
                    sets.push_back(n.a);
            }
        }
        sort_distinct(sets, [](std::uint32_t a, std::uint32_t b) noexcept { return a < b; });
        return sets;
    }

    /// Names above and beside the asked one where people are, and which would be allowed.
    void find_other_names(explanation& said) const {
        const record_array<std::uint32_t> sets = wanted_people();
        if (sets.empty() || gate_.domains.empty())
            return;
        const auto has_people = [&](name_class of) {
            if (of.count() > sets.size())
                return std::any_of(sets.begin(), sets.end(),
                                   [&](std::uint32_t set) { return of.find(set) != of.count(); });
            for (std::uint32_t i = 0; i < of.count(); ++i)
                if (std::binary_search(sets.begin(), sets.end(), of[i]))
                    return true;
            return false;
        };
        const identity& asked = parsed_.value;
        first_names parents, siblings;
        for (const name_hit& hit : question_.people_hits())
            if (hit.labels < asked.labels() && hit.labels > question_.suffix_labels() &&
                has_people(hit.sets))
                parents.add(asked.suffix(hit.labels));
        // Who shares no more than a public suffix is no sibling.
        std::size_t const above = asked.labels() - 1;
        if (above > std::max<std::size_t>(question_.suffix_labels(), 1)) {
            std::string_view const parent = asked.suffix(above);
            gate_.domains.each_member([&](std::string_view name, const name_entry& entry) {
                if (name.size() > parent.size() + 1 && name.ends_with(parent) &&
                    name.find('.') == name.size() - parent.size() - 1 && name != asked.domain() &&
                    has_people(gate_.domains.class_of(entry)))
                    siblings.add(name);
            });
        }
        const auto list = [&](const first_names& names, remedy::kind what) {
            std::size_t const most = said.remedies.size() + remedies_named;
            for (const std::string& name : names.all())
                if (said.remedies.size() < most && is_allowed(name))
                    said.remedies.push_back({what, name, 0});
        };
        list(parents, remedy::kind::use_parent);
        list(siblings, remedy::kind::use_sibling);
    }

    const gate& asked_;
    const program_view& program_;
    const gate_view& gate_;
    parsed_identity parsed_;
    const request& what_;
    question question_;
    matching_users matching_;
};

} // namespace surety::detail

namespace surety {

inline explanation explain(const gate& asked, const request& what) {
    return detail::explainer(asked, what).explain();
}

template <detail::reads_as_text Text>
explanation explain(const gate& asked, const Text& identity) {
    return explain(asked, request(identity));
}

} // namespace surety

#endif
