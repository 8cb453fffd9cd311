// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_COMPILE_HPP
#define SURETY_COMPILE_HPP

#include <surety/check.hpp>
#include <surety/decision.hpp>
#include <surety/detail/name_scan.hpp>
#include <surety/detail/program_builder.hpp>
#include <surety/identity.hpp>
#include <surety/program.hpp>
#include <surety/user.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace surety {

/// Makes the program of a policy: everything in it that rules and user sets are held against, in
/// one block. Cannot fail. Linear in the size of the policy, but for the sorting of sets.
program compile(const checked_policy& policy);

namespace detail {

/// Turns a checked policy into records.
class compiler {
public:
    explicit compiler(const checked::contents& from) : from_(from) {}

    program run() {
        to_.header.file = to_.text(from_.file);
        to_.header.declares_public_suffixes = from_.declares_public_suffixes;
        for (std::size_t i = 0; i < from_.suffixes.size(); ++i)
            to_.suffix_rule(from_.suffixes[i].text, kind_of(from_.suffixes[i].kind));
        add_operands(from_.facts, to_.facts);
        add_operands(from_.attributes, to_.attributes);
        add_text_sets();
        add_people_sets();
        add_name_sets();
        add_rules();
        add_tests();
        to_.header.reads_addresses = !to_.address_sets.empty();
        return to_.finish();
    }

private:
    static constexpr std::uint32_t none = checked::none;

    static std::uint32_t index(std::size_t size) noexcept {
        return static_cast<std::uint32_t>(size);
    }
    static place at(position p) noexcept { return {p.line, p.column}; }

    static suffix_rule_kind kind_of(suffix_kind kind) noexcept {
        switch (kind) {
        case suffix_kind::wildcard:
            return suffix_rule_kind::wildcard;
        case suffix_kind::exception:
            return suffix_rule_kind::exception;
        default:
            return suffix_rule_kind::normal;
        }
    }

    // Literals and operands

    std::uint32_t add_text_set(const checked::texts& members, bool folded) {
        std::vector<std::string> all;
        all.reserve(members.size());
        for (std::size_t i = 0; i < members.size(); ++i) {
            all.emplace_back(members[i]);
            if (folded)
                for (char& letter : all.back())
                    letter = fold(letter);
        }
        return to_.text_set(std::move(all));
    }

    void put_number(std::int64_t number, literal_record& to) noexcept {
        const auto bits = static_cast<std::uint64_t>(number);
        to.a = static_cast<std::uint32_t>(bits);
        to.b = static_cast<std::uint32_t>(bits >> 32);
    }

    std::uint32_t add(const checked::literal& value) {
        literal_record made;
        made.type = static_cast<std::uint32_t>(value.type);
        switch (value.type) {
        case type::texts:
            made.a = add_text_set(value.texts, false);
            break;
        case type::flag:
            made.a = value.number != 0;
            break;
        case type::number:
            put_number(value.number, made);
            break;
        case type::time:
            put_number(value.time.seconds, made);
            made.c = value.time.nanoseconds;
            break;
        default: {
            const text_ref where = to_.text(value.text);
            made.a = where.offset;
            made.b = where.size;
            break;
        }
        }
        to_.literals.push_back(made);
        return index(to_.literals.size() - 1);
    }

    void add_operands(const std::vector<checked::operand>& all, std::vector<operand_record>& to) {
        for (const checked::operand& o : all) {
            operand_record made;
            made.name = to_.text(o.name);
            made.type = static_cast<std::uint32_t>(o.type);
            made.has_default = o.has_default;
            if (o.has_default)
                made.fallback = add(o.fallback);
            to.push_back(made);
        }
    }

    // Sets: `places_` says where each set of the checked policy went.

    static bool holds_texts(const checked::set& s) noexcept {
        return s.members == checked::members::texts || s.members == checked::members::locals;
    }

    const checked::texts& members_of(const checked::set& s) const noexcept {
        return s.list == none ? s.in_place : from_.lists[s.list].entries;
    }

    /// Where a list went for one kind of use; `none` as long as it went nowhere.
    std::uint32_t& place_of_list(const checked::set& s) noexcept {
        return list_places_[s.list * 4 + static_cast<std::size_t>(s.members)];
    }

    void add_text_sets() {
        places_.assign(from_.sets.size(), none);
        list_places_.assign(from_.lists.size() * 4, none);
        for (std::size_t i = 0; i < from_.sets.size(); ++i) {
            const checked::set& s = from_.sets[i];
            if (!holds_texts(s))
                continue;
            std::uint32_t* const shared = s.list == none ? nullptr : &place_of_list(s);
            places_[i] = shared && *shared != none
                             ? *shared
                             : add_text_set(members_of(s), s.members == checked::members::locals);
            if (shared)
                *shared = places_[i];
        }
    }

    void add_name_sets() {
        for (std::size_t i = 0; i < from_.sets.size(); ++i) {
            const checked::set& s = from_.sets[i];
            if (holds_texts(s))
                continue;
            const bool of_domains = s.members == checked::members::domains;
            std::vector<set_record>& to = of_domains ? to_.name_sets : to_.address_sets;
            std::uint32_t* shared = nullptr;
            if (s.list != none)
                shared = &place_of_list(s);
            if (s.of_people)
                shared = &people_places_[people_set_of_[i]];
            if (shared && *shared != none) {
                places_[i] = *shared;
                continue;
            }
            places_[i] = index(to.size());
            if (shared)
                *shared = places_[i];
            set_record made;
            made.source = to_.text(s.source);
            if (s.of_people) {
                made.people = people_of_[i];
                made.emails = s.emails;
                made.at_least = s.at_least;
            }
            to.push_back(made);
            if (!s.of_people)
                add_members(s, places_[i]);
        }
    }

    void add_members(const checked::set& s, std::uint32_t to) {
        const checked::texts& members = members_of(s);
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (s.members == checked::members::addresses) {
                to_.address_member(to,
                                   parse_identity(members[i], identity_kind::email).value.text());
                continue;
            }
            char canonical[longest_domain];
            const auto scan = scan_domain(members[i], canonical, labels_wanted::one_or_more);
            to_.domain_member(to, {canonical, scan.size});
        }
    }

    // People: equal ones are one, and so are the sets of their names.

    /// Appends something that is equal for equal values only.
    static void put(std::string& key, std::uint64_t value) {
        for (int shift = 0; shift < 64; shift += 8)
            key += static_cast<char>(value >> shift & 0xFF);
    }
    static void put(std::string& key, std::string_view text) {
        put(key, std::uint64_t{text.size()});
        key += text;
    }
    static void put(std::string& key, const checked::literal& value) {
        put(key, static_cast<std::uint64_t>(value.type));
        put(key, value.text);
        put(key, value.texts);
        put(key, static_cast<std::uint64_t>(value.number));
        put(key, static_cast<std::uint64_t>(value.time.seconds));
        put(key, std::uint64_t{value.time.nanoseconds});
    }
    static void put(std::string& key, const checked::texts& all) {
        put(key, std::uint64_t{all.size()});
        for (std::size_t i = 0; i < all.size(); ++i)
            put(key, all[i]);
    }

    /// What a filter asks, as a text that is equal for equal filters only.
    void put_filter(std::string& key, std::uint32_t root) const {
        for (std::uint32_t i = root; i < root + from_.filters[root].extent; ++i) {
            const checked::node& n = from_.filters[i];
            put(key, std::uint64_t{static_cast<std::uint8_t>(n.code)} << 1 | n.negated);
            put(key, std::uint64_t{n.extent} << 32 | n.operand);
            put(key, std::uint64_t{n.seconds});
            switch (right_side(n.code)) {
            case side::set:
                put(key, std::uint64_t{places_[n.other]}); // text sets of one list are one
                break;
            case side::literal:
                put(key, from_.literals[n.other]);
                break;
            default:
                put(key, std::uint64_t{n.other});
                break;
            }
        }
    }

    /// From the people themselves down to those they build on in the end.
    std::vector<const checked::people*> chain_of(const checked::people& people) const {
        std::vector<const checked::people*> chain{&people};
        while (chain.back()->base != none)
            chain.push_back(&from_.named_users[chain.back()->base]);
        return chain;
    }

    void add_people_sets() {
        std::vector<std::string> people_keys;
        std::vector<std::string> set_keys;
        std::vector<std::uint32_t> sets;
        for (std::uint32_t i = 0; i < from_.sets.size(); ++i) {
            const checked::set& s = from_.sets[i];
            if (!s.of_people)
                continue;
            sets.push_back(i);
            std::string key;
            for (const checked::people* p : chain_of(s.people)) {
                if (p->base == none)
                    put(key, static_cast<std::uint64_t>(p->activity));
                if (p->filter != none)
                    put_filter(key, p->filter);
            }
            people_keys.push_back(key);
            put(key, std::uint64_t{static_cast<std::uint8_t>(s.members)} << 32 | s.emails);
            put(key, std::uint64_t{s.at_least});
            set_keys.push_back(std::move(key));
        }
        people_of_.assign(from_.sets.size(), none);
        people_set_of_.assign(from_.sets.size(), none);
        people_places_.assign(sets.size(), none);
        const std::vector<std::uint32_t> same_people = firsts_of(people_keys);
        const std::vector<std::uint32_t> same_set = firsts_of(set_keys);
        for (std::uint32_t i = 0; i < sets.size(); ++i) {
            people_set_of_[sets[i]] = same_set[i];
            people_of_[sets[i]] = same_people[i] == i ? add_people(from_.sets[sets[i]].people)
                                                      : people_of_[sets[same_people[i]]];
        }
    }

    static std::vector<std::uint32_t> firsts_of(const std::vector<std::string>& keys) {
        checked::name_index index;
        for (const std::string& key : keys)
            index.add(key);
        index.sort();
        return index.firsts();
    }

    std::uint32_t add_people(const checked::people& people) {
        const std::vector<const checked::people*> chain = chain_of(people);
        people_record made;
        made.condition = index(to_.nodes.size());
        made.source = to_.text(people.source);
        std::size_t const root = to_.nodes.size();
        to_.nodes.emplace_back();
        std::size_t clauses = 0;
        if (const word activity = chain.back()->activity; activity != word::none_of_these) {
            node is_active;
            is_active.code = op::user_is_active;
            is_active.negated = activity == word::inactive;
            to_.nodes.push_back(is_active);
            ++clauses;
        }
        for (std::size_t i = chain.size(); i-- > 0;)
            if (chain[i]->filter != none) {
                add_condition(from_.filters, chain[i]->filter);
                ++clauses;
            }
        if (clauses == 1)
            to_.nodes.erase(to_.nodes.begin() + static_cast<std::ptrdiff_t>(root));
        else
            to_.nodes[root].extent = index(to_.nodes.size() - root);
        to_.people.push_back(made);
        return index(to_.people.size() - 1);
    }

    // Conditions

    enum class side : std::uint8_t { nothing, set, literal, text, operand };

    /// What stands on the right of an atom.
    static side right_side(op code) noexcept {
        switch (code) {
        case op::name_in_set:
        case op::address_in_set:
        case op::local_in_set:
        case op::text_in_set:
            return side::set;
        case op::local_like:
        case op::has_text:
            return side::text;
        case op::equals:
        case op::at_least:
        case op::at_most:
        case op::older:
        case op::newer:
        case op::before:
        case op::after:
            return side::literal;
        case op::equals_operand:
        case op::text_in_operand:
            return side::operand;
        default:
            return side::nothing;
        }
    }

    static bool is_about_operand(op code) noexcept {
        return code >= op::flag_is_set && code <= op::after;
    }

    /// Appends a condition; returns where its root is.
    std::uint32_t add_condition(const std::vector<checked::node>& nodes, std::uint32_t root) {
        std::uint32_t const made = index(to_.nodes.size());
        for (std::uint32_t i = root; i < root + nodes[root].extent; ++i)
            to_.nodes.push_back(record_of(nodes[i]));
        return made;
    }

    node record_of(const checked::node& n) {
        node made;
        made.code = n.code;
        made.negated = n.negated;
        made.extent = n.extent;
        made.relation = n.relation;
        made.subject_or_type = is_about_operand(n.code) ? static_cast<std::uint8_t>(n.type)
                                                        : static_cast<std::uint8_t>(n.subject);
        if (n.operand != none)
            made.a = n.operand;
        std::uint32_t& right = is_about_operand(n.code) ? made.b : made.a;
        switch (right_side(n.code)) {
        case side::set:
            right = places_[n.other];
            break;
        case side::literal:
            right = add(from_.literals[n.other]);
            break;
        case side::operand:
            right = n.other;
            break;
        case side::text: {
            const text_ref where = to_.text(from_.literals[n.other].text);
            made.b = where.offset;
            made.c = where.size;
            break;
        }
        case side::nothing:
            break;
        }
        made.d = n.seconds;
        return made;
    }

    void add_rules() {
        for (const checked::applies& a : from_.applicability) {
            applies_record made;
            made.condition = add_condition(from_.conditions, a.condition);
            made.source = to_.text(a.source);
            made.at = at(a.at);
            to_.applies.push_back(made);
        }
        for (const checked::rule& r : from_.rules) {
            rule_record made;
            made.name = to_.text(r.name);
            made.because = to_.text(r.because);
            made.effect = static_cast<std::uint32_t>(r.effect);
            made.kind = static_cast<std::uint32_t>(r.kind);
            made.condition = add_condition(from_.conditions, r.condition);
            made.annotations = {index(to_.annotations.size()), index(r.annotations.size())};
            for (const checked::annotation& a : r.annotations)
                to_.annotations.push_back({to_.text(a.name), to_.text(a.text)});
            made.at = at(r.at);
            to_.rules.push_back(made);
        }
    }

    // Tests

    range_ref add(const std::vector<checked::assignment>& all) {
        const range_ref made{index(to_.assignments.size()), index(all.size())};
        for (const checked::assignment& a : all)
            to_.assignments.push_back({a.operand, add(a.literal)});
        return made;
    }

    static std::uint32_t type_of(word w) noexcept {
        return static_cast<std::uint32_t>(w == word::home    ? address_type::home
                                          : w == word::other ? address_type::other
                                                             : address_type::work);
    }

    static std::uint32_t outcome_of(word w) noexcept {
        switch (w) {
        case word::allow:
            return static_cast<std::uint32_t>(outcome::allow);
        case word::not_applicable:
            return static_cast<std::uint32_t>(outcome::not_applicable);
        case word::invalid:
            return static_cast<std::uint32_t>(outcome::invalid);
        case word::indeterminate:
            return static_cast<std::uint32_t>(outcome::indeterminate);
        default:
            return static_cast<std::uint32_t>(outcome::deny);
        }
    }

    void add_tests() {
        for (const checked::test& t : from_.tests) {
            test_record made;
            made.name = to_.text(t.name);
            made.at = at(t.at);
            made.users = {index(to_.test_users.size()), index(t.users.size())};
            for (const checked::test_user& u : t.users) {
                test_user_record user;
                user.active = u.active;
                user.addresses = {index(to_.test_addresses.size()), index(u.addresses.size())};
                for (const checked::test_address& a : u.addresses)
                    to_.test_addresses.push_back(
                        {to_.text(a.text), type_of(a.type), a.primary, a.verified});
                user.attributes = add(u.attributes);
                to_.test_users.push_back(user);
            }
            made.facts = add(t.facts);
            if (t.has_now) {
                checked::literal now;
                now.type = type::time;
                now.time = t.now;
                made.has_now = 1;
                made.now = add(now);
            }
            made.expectations = {index(to_.expectations.size()), index(t.expectations.size())};
            for (const checked::expectation& e : t.expectations) {
                expectation_record expected;
                expected.outcome = outcome_of(e.outcome);
                expected.identity = to_.text(e.identity);
                expected.has_by = e.has_by;
                expected.rules = {index(to_.rule_indices.size()), index(e.rules.size())};
                for (std::uint32_t const rule : e.rules)
                    to_.rule_indices.push_back(rule);
                expected.at = at(e.at);
                to_.expectations.push_back(expected);
            }
            to_.tests.push_back(made);
        }
    }

    const checked::contents& from_;
    program_builder to_;
    std::vector<std::uint32_t> places_;        ///< of each set: in the records of its kind
    std::vector<std::uint32_t> list_places_;   ///< of each list, four times: as which members
    std::vector<std::uint32_t> people_of_;     ///< of each set of people
    std::vector<std::uint32_t> people_set_of_; ///< of each set of people: the first that is equal
    std::vector<std::uint32_t> people_places_; ///< of each such first
};

} // namespace detail

inline program compile(const checked_policy& policy) {
    return detail::compiler(policy.contents()).run();
}

} // namespace surety

#endif
