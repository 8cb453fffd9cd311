// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "evaluator.hpp"

#include <algorithm>
#include <charconv>

namespace naive {

using surety::ast::cursor;
using ast_kind = surety::ast::kind;
using surety::type;
using surety::value;
using surety::word;

namespace {

std::int64_t read_number(std::string_view text) {
    std::int64_t out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

type type_of(word w) {
    switch (w) {
    case word::texts:
        return type::texts;
    case word::flag:
        return type::flag;
    case word::number:
        return type::number;
    case word::time:
        return type::time;
    case word::domain:
        return type::domain;
    case word::address:
        return type::address;
    default:
        return type::text;
    }
}

/// `… domains of …` or `… addresses of …`.
bool is_people_atom(cursor part) {
    return part.is(ast_kind::relate) &&
           (part.back().is(ast_kind::domains_of) || part.back().is(ast_kind::addresses_of));
}

/// The texts of STRING or { STRING, … }.
std::set<std::string> written_texts(cursor target) {
    std::set<std::string> out;
    if (target.is(ast_kind::string))
        out.insert(unquoted(target.text()));
    if (target.is(ast_kind::strings))
        for (cursor each : target)
            out.insert(unquoted(each.text()));
    return out;
}

// §4 Facts and attributes: both are typed; what a host may supply for each type stands in
// value.hpp: text, time, domain and address take a text, time an instant too.
template <class Supplied>
std::optional<typed> read_value(const Supplied& given, type want) {
    typed out;
    out.type = want;
    switch (want) {
    case type::text:
        if (given.form != value::form::text)
            return std::nullopt;
        out.text = given.text;
        return out;
    case type::texts:
        if (given.form != value::form::texts)
            return std::nullopt;
        out.texts.insert(given.texts.begin(), given.texts.end());
        return out;
    case type::flag:
        if (given.form != value::form::flag)
            return std::nullopt;
        out.flag = given.number != 0;
        return out;
    case type::number:
        if (given.form != value::form::number)
            return std::nullopt;
        out.number = given.number;
        return out;
    case type::time:
        if (given.form == value::form::time) {
            out.time = given.time;
            return out;
        }
        if (given.form != value::form::text)
            return std::nullopt;
        if (const auto time = read_time(given.text)) {
            out.time = *time;
            return out;
        }
        return std::nullopt;
    case type::domain:
        if (given.form != value::form::text)
            return std::nullopt;
        if (const auto domain = read_domain(given.text)) {
            out.domain = *domain;
            return out;
        }
        return std::nullopt;
    case type::address:
        if (given.form != value::form::text)
            return std::nullopt;
        if (const auto address = read_address(given.text)) {
            out.address = *address;
            return out;
        }
        return std::nullopt;
    }
    return std::nullopt;
}

/// A value or an attribute, its parts under one set of names.
struct supplied {
    value::form form = value::form::null;
    std::string text;
    std::vector<std::string> texts;
    std::int64_t number = 0;
    surety::instant time;
};

supplied take(const value& given) {
    supplied out;
    out.form = given.held();
    if (out.form == value::form::text)
        out.text = given.text();
    if (out.form == value::form::texts)
        out.texts.assign(given.texts().begin(), given.texts().end());
    if (out.form == value::form::flag)
        out.number = given.flag() ? 1 : 0;
    if (out.form == value::form::number)
        out.number = given.number();
    if (out.form == value::form::time)
        out.time = given.time();
    return out;
}

supplied take(const surety::user_attribute& given) {
    return {given.held, given.text, given.texts, given.number, given.time};
}

} // namespace

// §2: STRING = '"' { character | '\"' | '\\' | "\u{" hex "}" } '"'.
std::string unquoted(std::string_view literal) {
    std::string out;
    for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
        if (literal[i] != '\\') {
            out += literal[i];
            continue;
        }
        ++i;
        if (literal[i] != 'u') {
            out += literal[i];
            continue;
        }
        std::size_t const close = literal.find('}', i);
        std::uint32_t c = 0;
        std::from_chars(literal.data() + i + 2, literal.data() + close, c, 16);
        const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
        if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xC0 | c >> 6);
            put(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            put(0xE0 | c >> 12);
            put(0x80 | (c >> 6 & 0x3F));
            put(0x80 | (c & 0x3F));
        } else {
            put(0xF0 | c >> 18);
            put(0x80 | (c >> 12 & 0x3F));
            put(0x80 | (c >> 6 & 0x3F));
            put(0x80 | (c & 0x3F));
        }
        i = close;
    }
    return out;
}

std::string_view name(outcome what) {
    switch (what) {
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
    return "?";
}

std::string_view name(cause what) {
    switch (what) {
    case cause::permitted:
        return "permitted";
    case cause::forbidden:
        return "forbidden";
    case cause::no_rule:
        return "no-rule";
    case cause::not_applicable:
        return "not-applicable";
    case cause::invalid:
        return "invalid";
    case cause::indeterminate:
        return "indeterminate";
    }
    return "?";
}

// §2: use before declaration is fine, so everything is declared before anything is asked.
evaluator::evaluator(const surety::ast::policy& policy,
                     const folder& files,
                     std::span<surety::user_record const> users,
                     surety::instant bound_at)
    : bound_at_(bound_at) {
    for (cursor item : cursor(policy))
        declare(item, files);
    load(users);
}

void evaluator::declare(cursor item, const folder& files) {
    const auto called = [&] { return std::string(item.child(ast_kind::name).text()); };
    const auto contents = [&] {
        return files.at(unquoted(item.child(ast_kind::file).child(ast_kind::string).text()));
    };
    const auto typed_name = [&] {
        cursor const written_type = item.child(ast_kind::type);
        cursor const last = item.back();
        return declaration{called(), type_of(written_type.word()),
                           last == written_type ? cursor{} : last};
    };
    switch (item.kind()) {
    case ast_kind::list: {
        std::vector<std::string>& entries = lists_[called()];
        if (item.has(ast_kind::file)) {
            entries = read_list_file(contents());
        } else {
            for (cursor each : item.child(ast_kind::strings))
                entries.push_back(unquoted(each.text()));
        }
        break;
    }
    case ast_kind::suffixes:
        declares_suffixes_ = true;
        suffixes_ = read_suffixes(contents());
        break;
    case ast_kind::fact:
        facts_.push_back(typed_name());
        break;
    case ast_kind::attribute:
        attributes_.push_back(typed_name());
        break;
    case ast_kind::named_users:
        named_users_[called()] = item.child(ast_kind::people);
        break;
    case ast_kind::applies:
        applies_.push_back(item.front());
        break;
    case ast_kind::rule:
        rules_.push_back(item);
        break;
    default:
        break;
    }
}

typed evaluator::read_literal(cursor literal, type want) const {
    supplied given;
    switch (literal.kind()) {
    case ast_kind::string:
        given.form = value::form::text;
        given.text = unquoted(literal.text());
        break;
    case ast_kind::strings:
        given.form = value::form::texts;
        for (cursor each : literal)
            given.texts.push_back(unquoted(each.text()));
        break;
    case ast_kind::number:
        given.form = value::form::number;
        given.number = read_number(literal.text());
        break;
    default:
        given.form = value::form::flag;
        given.number = literal.word() == word::true_ ? 1 : 0;
        break;
    }
    return read_value(given, want).value();
}

// §4 Facts: a user record that lacks an attribute without a default, or has one of a wrong type,
// fails the whole load with all such records listed (null is absent). In a record the member of an
// attribute's name counts, letter case ignored; the first that is not null.
// §4 Sets of people: an address that does not parse is left out and counted; the user stays.
bool evaluator::read_person(const surety::user_record& record, std::size_t index, person& out) {
    out.id = record.id;
    out.active = record.active;
    for (const surety::user_address& each : record.addresses) {
        if (const auto address = read_address(each.text))
            out.mailboxes.insert(
                {*address, each.type == surety::address_type::work, each.primary, each.verified});
        else
            ++report_.bad_addresses;
    }
    bool good = true;
    for (const declaration& want : attributes_) {
        const surety::user_attribute* given = nullptr;
        for (const surety::user_attribute& each : record.attributes)
            if (!given && folded(each.name) == folded(want.name) && each.held != value::form::null)
                given = &each;
        if (given) {
            if (const auto read = read_value(take(*given), want.type)) {
                out.attributes[want.name] = *read;
            } else {
                report_.wrong_type.emplace_back(index, want.name);
                good = false;
            }
        } else if (want.fallback) {
            out.attributes[want.name] = read_literal(want.fallback, want.type);
        } else {
            report_.missing.emplace_back(index, want.name);
            good = false;
        }
    }
    if (record.id.empty()) {
        report_.without_id.push_back(index);
        good = false;
    }
    return good;
}

// §4 Sets of people: a user is its id; equal records are one; unequal records with one id fail the
// load. Records are equal when all that the policy can see of them is.
void evaluator::load(std::span<surety::user_record const> users) {
    for (std::size_t i = 0; i < users.size(); ++i) {
        person next;
        if (!read_person(users[i], i, next))
            continue;
        const auto same = std::find_if(people_.begin(), people_.end(),
                                       [&](const person& p) { return p.id == next.id; });
        if (same == people_.end())
            people_.push_back(next);
        else if (!(*same == next))
            report_.conflicting.insert(next.id);
    }
}

namespace {

/// Whether an `older` or `newer` of facts stands somewhere below: inside `where` it is of
/// attributes.
bool compares_age(cursor at) {
    if (at.is(ast_kind::where))
        return false;
    if (at.is(ast_kind::comparator))
        return at.word() == word::older || at.word() == word::newer;
    for (cursor below : at)
        if (compares_age(below))
            return true;
    return false;
}

} // namespace

// §4 Decision, rows 1 and 2 of the table: false when one of them is the case.
bool evaluator::set_scene(const question& asked, scene& at, answer& out) const {
    at.now = asked.now;

    // §4 Identities: text with an `@` is an email and any other a domain. An address asked as a
    // domain, or the reverse, is `invalid`.
    at.is_email = asked.text.find('@') != std::string_view::npos;
    if (asked.kind == kind::domain && at.is_email)
        return false;
    if (asked.kind == kind::email && !at.is_email)
        return false;
    if (at.is_email) {
        const auto read = read_address(asked.text);
        if (!read)
            return false;
        at.local = read->local;
        at.domain = read->domain; // the rule for an email looks at its domain part as `domain`
        out.canonical = joined(*read);
    } else {
        const auto read = read_domain(asked.text);
        if (!read)
            return false;
        at.domain = *read;
        out.canonical = joined(*read);
    }

    // §4 Facts: supplied with a wrong type (null included), or not supplied and without a default.
    for (const declaration& want : facts_) {
        const surety::fact* given = nullptr;
        for (const surety::fact& each : asked.facts)
            if (!given && each.name == want.name)
                given = &each;
        if (given) {
            if (const auto read = read_value(take(given->value), want.type))
                at.facts[want.name] = *read;
            else
                out.facts.push_back(want.name);
        } else if (want.fallback) {
            at.facts[want.name] = read_literal(want.fallback, want.type);
        } else {
            out.facts.push_back(want.name);
        }
    }
    // §4 Facts: undeclared facts are ignored and listed.
    std::set<std::string> undeclared;
    for (const surety::fact& each : asked.facts)
        if (std::none_of(facts_.begin(), facts_.end(),
                         [&](const declaration& d) { return d.name == each.name; }))
            undeclared.emplace(each.name);
    out.undeclared.assign(undeclared.begin(), undeclared.end());
    // … and ages are counted from an instant that the host supplies.
    const auto are_aged = [](const std::vector<cursor>& conditions) {
        return std::any_of(conditions.begin(), conditions.end(), compares_age);
    };
    if (!out.facts.empty() ||
        (asked.now == surety::instant{} && (are_aged(applies_) || are_aged(rules_)))) {
        out.outcome = outcome::indeterminate;
        out.cause = cause::indeterminate;
        return false;
    }
    return true;
}

// §4 Decision, the table row by row.
answer evaluator::ask(const question& asked) const {
    answer out;
    scene at;
    if (!set_scene(asked, at, out))
        return out;

    for (cursor clause : applies_)
        if (!holds(clause, at))
            out.clauses.emplace_back(clause.text());
    if (!out.clauses.empty()) {
        out.outcome = outcome::not_applicable;
        out.cause = cause::not_applicable;
        return out;
    }

    std::vector<cursor> allowing;
    std::vector<cursor> denying;
    for (cursor rule : rules_) {
        if (!is_of_kind(rule, at) || !rule_holds(rule, at))
            continue;
        const bool allows = rule.child(ast_kind::effect).word() == word::allow;
        (allows ? allowing : denying).push_back(rule);
    }
    if (!denying.empty()) {
        out.outcome = outcome::deny;
        out.cause = cause::forbidden;
        for (cursor rule : denying)
            out.rules.emplace_back(rule.child(ast_kind::name).text());
        return out;
    }
    if (allowing.empty()) {
        out.outcome = outcome::deny;
        out.cause = cause::no_rule;
        return out;
    }
    out.outcome = outcome::allow;
    out.cause = cause::permitted;
    for (cursor rule : allowing) {
        out.rules.emplace_back(rule.child(ast_kind::name).text());
        // §4 Decision: for each people atom … its matching user least by id, each user once.
        people_atoms(rule, at, false, [&](cursor atom) {
            std::string const least = *matching_users(atom, at).begin();
            if (std::find(out.sureties.begin(), out.sureties.end(), least) == out.sureties.end())
                out.sureties.push_back(least);
        });
    }
    return out;
}

std::set<evaluator::match> evaluator::matches(const question& asked) const {
    std::set<match> out;
    answer ignored;
    scene at;
    if (!set_scene(asked, at, ignored))
        return out;
    const auto visit = [&](const auto& again, cursor part) -> void {
        if (is_people_atom(part)) {
            for (std::string const& id : matching_users(part, at))
                out.emplace(part.span().offset, id);
            return;
        }
        for (cursor each : part)
            again(again, each);
    };
    for (cursor rule : rules_)
        visit(visit, rule);
    return out;
}

std::set<evaluator::match> evaluator::vouching(const question& asked) const {
    std::set<match> out;
    answer ignored;
    scene at;
    if (ask(asked).outcome != outcome::allow || !set_scene(asked, at, ignored))
        return out;
    for (cursor rule : rules_)
        if (is_of_kind(rule, at) && rule_holds(rule, at))
            people_atoms(rule, at, false, [&](cursor atom) {
                for (std::string const& id : matching_users(atom, at))
                    out.emplace(atom.span().offset, id);
            });
    return out;
}

// §4 Identities: an `any` rule is of both kinds.
bool evaluator::is_of_kind(cursor rule, const scene& at) const {
    const word kind = rule.child(ast_kind::subject_kind).word();
    return kind == word::any || (kind == word::email) == at.is_email;
}

// §4 Decision: a rule holds when all its `when` hold and none of its `unless`.
bool evaluator::rule_holds(cursor rule, const scene& at) const {
    for (cursor part : rule) {
        if (part.is(ast_kind::when) && !holds(part.front(), at))
            return false;
        if (part.is(ast_kind::unless) && holds(part.front(), at))
            return false;
    }
    return true;
}

bool evaluator::holds(cursor condition, const scene& at) const {
    switch (condition.kind()) {
    case ast_kind::any_of:
        for (cursor each : condition)
            if (holds(each, at))
                return true;
        return false;
    case ast_kind::all_of:
        for (cursor each : condition)
            if (!holds(each, at))
                return false;
        return true;
    case ast_kind::inverse:
        return !holds(condition.front(), at);
    case ast_kind::group:
        return holds(condition.front(), at);
    case ast_kind::relate:
        return relation_holds(condition, at) != condition.has(ast_kind::negation);
    default: // a fact, alone or compared; `older` and `newer` are of the request's now
        return compare(condition, at.facts, at.now);
    }
}

// §4 Names and Properties: the atom as if its own `not` were not there.
bool evaluator::relation_holds(cursor relate, const scene& at) const {
    const cursor subject = relate.child(ast_kind::subject);
    const cursor relation = relate.child(ast_kind::relation);
    const cursor target = relate.back();
    if (target.is(ast_kind::property))
        return property_holds(target, subject, at);
    if (target.is(ast_kind::domains_of) || target.is(ast_kind::addresses_of))
        return is_true_people_atom(relate, at);
    switch (subject.word()) {
    case word::address:
        return address_matches(target, at);
    case word::local:
        return local_matches(relation, target, at);
    default:
        return name_matches(subject, relation, target, at);
    }
}

// §4 Properties.
bool evaluator::property_holds(cursor property, cursor, const scene& at) const {
    switch (property.word()) {
    case word::public_suffix:
        return suffix_size(suffixes_, at.domain) == at.domain.size();
    case word::internationalized: // some label is an A-label
        return std::any_of(at.domain.begin(), at.domain.end(),
                           [](const std::string& label) { return label.starts_with("xn--"); });
    default: // tagged: its local part has a `+`
        return at.local.find('+') != std::string::npos;
    }
}

// §4 Names: `org-domain` is the registrable domain (public suffix plus one label); a public suffix
// has none: every relation of `org-domain` is then false and its negation true.
std::optional<labels> evaluator::compared_name(cursor subject, const scene& at) const {
    if (subject.word() == word::domain)
        return at.domain;
    std::size_t const size = suffix_size(suffixes_, at.domain) + 1;
    if (at.domain.size() < size)
        return std::nullopt;
    return labels(at.domain.end() - static_cast<std::ptrdiff_t>(size), at.domain.end());
}

static bool related(const labels& d, word relation, const labels& a) {
    switch (relation) {
    case word::within:
        return is_within(d, a);
    case word::under:
        return is_under(d, a);
    default:
        return is_in(d, a); // `domain is "x"` is `domain in { "x" }`
    }
}

// §4 Names: against a set: with any member. §4 A NAME as a set is a list or a `domain` fact.
bool evaluator::name_matches(cursor subject,
                             cursor relation,
                             cursor target,
                             const scene& at) const {
    const std::optional<labels> compared = compared_name(subject, at);
    if (!compared)
        return false;
    if (target.is(ast_kind::name)) {
        std::string const called(target.text());
        if (!lists_.contains(called))
            return related(*compared, relation.word(), at.facts.at(called).domain);
        for (const std::string& entry : lists_.at(called))
            if (related(*compared, relation.word(), written_name(entry)))
                return true;
        return false;
    }
    for (const std::string& member : written_texts(target))
        if (related(*compared, relation.word(), written_name(member)))
            return true;
    return false;
}

// §4 Names: addresses match when their domains are equal and their local parts are equal with ASCII
// letters folded. §4 A NAME as a set is a list or an `address` fact.
bool evaluator::address_matches(cursor target, const scene& at) const {
    const address asked{at.local, at.domain};
    if (target.is(ast_kind::name)) {
        std::string const called(target.text());
        if (!lists_.contains(called))
            return asked == at.facts.at(called).address;
        for (const std::string& entry : lists_.at(called))
            if (read_address(entry) == asked)
                return true;
        return false;
    }
    for (const std::string& member : written_texts(target))
        if (read_address(member) == asked)
            return true;
    return false;
}

// §4 Names: `local in`, `local is` fold likewise. `local like` is a glob.
bool evaluator::local_matches(cursor relation, cursor target, const scene& at) const {
    for (const std::string& each : texts_of(target, at.facts)) {
        if (relation.word() == word::like ? is_like(at.local, each) : at.local == folded(each))
            return true;
    }
    return false;
}

// §4 A NAME as a set: a list or a `texts` fact or attribute (text-set).
std::set<std::string> evaluator::texts_of(cursor target, const values& known) const {
    if (!target.is(ast_kind::name))
        return written_texts(target);
    std::string const called(target.text());
    if (!lists_.contains(called))
        return known.at(called).texts;
    return {lists_.at(called).begin(), lists_.at(called).end()};
}

// §4 Comparisons, of a fact or inside `where` of an attribute.
bool evaluator::compare(cursor atom, const values& known, surety::instant now) const {
    const typed& left = known.at(std::string(atom.child(ast_kind::name).text()));
    if (atom.is(ast_kind::flag))
        return left.flag;
    const bool negated = atom.has(ast_kind::negation);
    const cursor unit = atom.child(ast_kind::unit);
    cursor operand;
    for (cursor each : atom)
        if (!each.is(ast_kind::unit))
            operand = each;

    // now − t > n · 86 400 s, as in exact arithmetic; equality is neither.
    const auto age_minus_limit = [&] {
        __extension__ using exact = __int128;
        exact const billion = 1'000'000'000;
        exact const seconds = unit.word() == word::days    ? 86400
                              : unit.word() == word::hours ? 3600
                                                           : 60;
        exact const then = exact(left.time.seconds) * billion + left.time.nanoseconds;
        exact const at = exact(now.seconds) * billion + now.nanoseconds;
        exact const difference = at - then - read_number(operand.text()) * seconds * billion;
        return difference < 0 ? -1 : difference > 0 ? 1 : 0;
    };

    switch (atom.child(ast_kind::comparator).word()) {
    case word::is: {
        // both sides of one type (texts as sets, domains and addresses as names, times as instants)
        const typed right = operand.is(ast_kind::name) ? known.at(std::string(operand.text()))
                                                       : read_literal(operand, left.type);
        return (left == right) != negated;
    }
    case word::in:
        return texts_of(operand, known).contains(left.text) != negated;
    case word::has:
        return left.texts.contains(unquoted(operand.text())) != negated;
    case word::least:
        return left.number >= read_number(operand.text());
    case word::most:
        return left.number <= read_number(operand.text());
    case word::older:
        return age_minus_limit() > 0;
    case word::newer:
        return age_minus_limit() < 0;
    case word::before:
        return left.time < *read_time(unquoted(operand.text()));
    default:
        return left.time > *read_time(unquoted(operand.text()));
    }
}

// §4 Sets of people: `work domains of active users where department is "sales"` is the set of
// domains of those addresses of those users; all words that are named must hold of the same address
// (§3). §4 Public suffixes: a member `a` of `… domains of …` matches the compared name `d` only if
// `a` has more labels than the public suffix of `d`.
std::set<std::string> evaluator::matching_users(cursor relate, const scene& at) const {
    const cursor target = relate.back();
    const bool of_domains = target.is(ast_kind::domains_of);
    const cursor subject = relate.child(ast_kind::subject);
    const word relation = relate.child(ast_kind::relation).word();

    const auto counts = [&](const mailbox& mail) {
        for (cursor each : target) {
            if (each.is(ast_kind::email_word) && each.word() == word::work && !mail.work)
                return false;
            if (each.is(ast_kind::email_word) && each.word() == word::primary && !mail.primary)
                return false;
            if (each.is(ast_kind::email_word) && each.word() == word::verified && !mail.verified)
                return false;
        }
        return true;
    };
    const auto matches = [&](const mailbox& mail) {
        if (!of_domains)
            return mail.address == address{at.local, at.domain};
        std::optional<labels> const compared = compared_name(subject, at);
        if (!compared)
            return false;
        if (declares_suffixes_ && mail.address.domain.size() <= suffix_size(suffixes_, *compared))
            return false;
        return related(*compared, relation, mail.address.domain);
    };

    std::set<std::string> out;
    for (const person& user : people_)
        if (belongs(user, target.child(ast_kind::people)))
            for (const mailbox& mail : user.mailboxes)
                if (counts(mail) && matches(mail))
                    out.insert(user.id);
    return out;
}

// §4 Sets of people: `domains of at least 2 …` holds of a name when at least two distinct users
// each have a member that matches it.
bool evaluator::is_true_people_atom(cursor relate, const scene& at) const {
    const cursor quantity = relate.back().child(ast_kind::number);
    std::int64_t const wanted = quantity ? read_number(quantity.text()) : 1;
    return static_cast<std::int64_t>(matching_users(relate, at).size()) >= wanted;
}

// §3 people, §4 Sets of people: a user is active only when the data says so; `inactive users` are
// the others, `users` are all. A name stands for what it was declared as.
bool evaluator::belongs(const person& user, cursor people) const {
    const cursor filter = people.child(ast_kind::where);
    if (filter && !fits(filter.front(), user))
        return false;
    if (const cursor called = people.child(ast_kind::name))
        return belongs(user, named_users_.at(std::string(called.text())));
    const word activity = people.child(ast_kind::everyone).word();
    if (activity != word::none_of_these && user.id == suspended_)
        return false;
    if (user.id == counted_twice_)
        return true;
    switch (activity) {
    case word::active:
        return user.active;
    case word::inactive:
        return !user.active;
    default:
        return true;
    }
}

// §4 Where: inside `where` stand only attributes, and lists after `in`; ages there are of the
// instant at which the user set was bound.
bool evaluator::fits(cursor condition, const person& user) const {
    switch (condition.kind()) {
    case ast_kind::any_of:
        for (cursor each : condition)
            if (fits(each, user))
                return true;
        return false;
    case ast_kind::all_of:
        for (cursor each : condition)
            if (!fits(each, user))
                return false;
        return true;
    case ast_kind::inverse:
        return !fits(condition.front(), user);
    case ast_kind::group:
        return fits(condition.front(), user);
    default:
        return compare(condition, user.attributes, bound_at_);
    }
}

// §4 Decision, sureties: each people atom that is true under an even number of negations (`not`,
// the atom's own, `unless`) in a branch that holds (of a true `or` the operands that are true, of a
// false `and` those that are false, of the others all).
template <class Visit>
void evaluator::people_atoms(cursor condition, const scene& at, bool negated, Visit visit) const {
    switch (condition.kind()) {
    case ast_kind::rule:
        for (cursor part : condition)
            if (part.is(ast_kind::when) || part.is(ast_kind::unless))
                people_atoms(part.front(), at, part.is(ast_kind::unless), visit);
        break;
    case ast_kind::any_of: {
        const bool is_true = holds(condition, at);
        for (cursor each : condition)
            if (!is_true || holds(each, at))
                people_atoms(each, at, negated, visit);
        break;
    }
    case ast_kind::all_of: {
        const bool is_true = holds(condition, at);
        for (cursor each : condition)
            if (is_true || !holds(each, at))
                people_atoms(each, at, negated, visit);
        break;
    }
    case ast_kind::inverse:
        people_atoms(condition.front(), at, !negated, visit);
        break;
    case ast_kind::group:
        people_atoms(condition.front(), at, negated, visit);
        break;
    case ast_kind::relate: {
        const bool even = negated == condition.has(ast_kind::negation);
        if (is_people_atom(condition) && even && is_true_people_atom(condition, at))
            visit(condition);
        break;
    }
    default:
        break;
    }
}

namespace {

/// What a test says of a fact or of an attribute. A STRING may be any type that takes a text.
surety::user_attribute given(cursor assignment) {
    surety::user_attribute out;
    out.name = assignment.child(ast_kind::name).text();
    const cursor literal = assignment.back();
    switch (literal.kind()) {
    case ast_kind::string:
        out.held = value::form::text;
        out.text = unquoted(literal.text());
        break;
    case ast_kind::strings:
        out.held = value::form::texts;
        for (cursor each : literal)
            out.texts.push_back(unquoted(each.text()));
        break;
    case ast_kind::number:
        out.held = value::form::number;
        out.number = read_number(literal.text());
        break;
    default:
        out.held = value::form::flag;
        out.number = literal.word() == word::true_ ? 1 : 0;
        break;
    }
    return out;
}

// §4 Tests: an address without a type word is `work`, without `unverified` it is verified, the
// user's first is primary unless one says so.
surety::user_record given_user(cursor user, std::size_t number) {
    surety::user_record out;
    out.id = "user " + std::to_string(number); // each `user` is a new user
    out.active = user.child(ast_kind::activity).word() == word::active;
    bool says_primary = false;
    for (cursor part : user) {
        if (!part.is(ast_kind::address_of))
            continue;
        surety::user_address address;
        address.text = unquoted(part.back().text());
        address.type = surety::address_type::work;
        address.verified = true;
        for (cursor each : part) {
            if (!each.is(ast_kind::address_word))
                continue;
            if (each.word() == word::home)
                address.type = surety::address_type::home;
            if (each.word() == word::other)
                address.type = surety::address_type::other;
            if (each.word() == word::unverified)
                address.verified = false;
            if (each.word() == word::primary)
                address.primary = says_primary = true;
        }
        out.addresses.push_back(address);
    }
    if (!says_primary)
        out.addresses.front().primary = true;
    if (const cursor with = user.child(ast_kind::with))
        for (cursor each : with)
            out.attributes.push_back(given(each));
    return out;
}

outcome outcome_of(word w) {
    switch (w) {
    case word::allow:
        return outcome::allow;
    case word::deny:
        return outcome::deny;
    case word::not_applicable:
        return outcome::not_applicable;
    case word::invalid:
        return outcome::invalid;
    default:
        return outcome::indeterminate;
    }
}

} // namespace

// §4 Tests: the givens of a block hold for every `expect` of it wherever they stand; `now` is both
// instants; `by` names exactly the determining rules, in any order; left out, they are not
// compared.
std::vector<test_result> run_tests(const surety::ast::policy& policy, const folder& files) {
    std::vector<test_result> out;
    for (cursor item : cursor(policy)) {
        if (!item.is(ast_kind::test))
            continue;
        std::vector<surety::user_record> users;
        std::vector<surety::user_attribute> told;
        surety::instant now;
        for (cursor line : item) {
            if (line.is(ast_kind::user))
                users.push_back(given_user(line, users.size() + 1));
            if (line.is(ast_kind::given_fact))
                told.push_back(given(line));
            if (line.is(ast_kind::now))
                now = read_time(unquoted(line.front().text())).value();
        }
        std::vector<surety::fact> facts;
        std::vector<std::vector<std::string_view>> views;
        views.reserve(told.size());
        for (const surety::user_attribute& each : told) {
            surety::fact fact{each.name, {}};
            if (each.held == value::form::text)
                fact.value = value(std::string_view(each.text));
            if (each.held == value::form::texts) {
                views.emplace_back(each.texts.begin(), each.texts.end());
                fact.value = value(std::span<std::string_view const>(views.back()));
            }
            if (each.held == value::form::number)
                fact.value = value(each.number);
            if (each.held == value::form::flag)
                fact.value = value(each.number != 0);
            facts.push_back(fact);
        }
        const evaluator read(policy, files, users, now);
        test_result result;
        for (cursor line : item) {
            if (!line.is(ast_kind::expect))
                continue;
            std::string const text = unquoted(line.child(ast_kind::string).text());
            const answer said = read.ask({text, kind::either, facts, now});
            bool met = said.outcome == outcome_of(line.child(ast_kind::outcome).word());
            if (const cursor by = line.child(ast_kind::by)) {
                std::set<std::string> wanted;
                for (cursor each : by)
                    wanted.emplace(each.text());
                met = met && wanted == std::set<std::string>(said.rules.begin(), said.rules.end());
            }
            ++(met ? result.passed : result.failed);
        }
        out.push_back(result);
    }
    return out;
}

} // namespace naive
