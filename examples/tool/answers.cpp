// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "answers.hpp"

#include <surety/decide.hpp>
#include <surety/detail/tell.hpp>

#include <boost/json.hpp>

#include <algorithm>

namespace tool {
namespace {

std::string joined(const std::vector<std::string>& texts, std::string_view between = ", ") {
    std::string all;
    for (const std::string& text : texts) {
        if (!all.empty())
            all += between;
        all += text;
    }
    return all;
}

std::string shown_id(std::string_view id) {
    surety::detail::text_builder out;
    surety::detail::put_id(out, id);
    return std::string(out.text());
}

std::string joined_ids(std::vector<std::string> ids, std::string_view between) {
    for (std::string& id : ids)
        id = shown_id(id);
    return joined(ids, between);
}

/// What would change a denial, in a few words.
std::string in_short(const surety::remedy& r) {
    switch (r.what) {
    case surety::remedy::kind::activate_user:
        return shown_id(r.subject) + " is inactive";
    case surety::remedy::kind::add_users:
        return fmt::format("wants {} more in {}", r.wanted, r.subject);
    case surety::remedy::kind::use_parent:
    case surety::remedy::kind::use_sibling:
        return r.subject + " would be allowed";
    case surety::remedy::kind::supply_fact:
        return "fact " + r.subject + " is missing";
    }
    return {};
}

/// Takes over what only an explanation knows.
void add(answer& a, const surety::explanation& why) {
    std::vector<std::string> words;
    for (const surety::explained_fact& fact : why.facts)
        words.push_back(fmt::format("{}", fact));
    for (const surety::explained_clause& clause : why.clauses)
        words.push_back(clause.source);
    if (!words.empty()) {
        a.detail = joined(words);
        a.cause += ": " + joined(words, "; ");
    }
    if (a.outcome == surety::outcome::deny && why.rules.empty()) {
        constexpr std::size_t most = 2;
        for (const surety::remedy& r : why.remedies)
            if (words.size() < most && (words.empty() || r.what != surety::remedy::kind::add_users))
                words.push_back(in_short(r));
        a.detail = joined(words);
    }
}

status status_of(surety::outcome o) {
    switch (o) {
    case surety::outcome::allow:
        return fine;
    case surety::outcome::deny:
        return denied;
    case surety::outcome::not_applicable:
        return not_applicable;
    case surety::outcome::invalid:
        return invalid;
    case surety::outcome::indeterminate:
        break;
    }
    return indeterminate;
}

template <class Text>
boost::json::array array_of(const std::vector<Text>& texts) {
    boost::json::array all;
    for (const Text& text : texts)
        all.emplace_back(std::string_view(text));
    return all;
}

std::string as_json(const answer& a) {
    boost::json::object object;
    object["identity"] = std::string(a.identity);
    object["kind"] = a.kind == surety::identity_kind::domain ? "domain" : "email";
    if (a.outcome == surety::outcome::invalid)
        object["canonical"] = nullptr;
    else
        object["canonical"] = a.canonical;
    object["outcome"] = std::string(name(a.outcome));
    object["cause"] = a.cause;
    object["rules"] = array_of(a.rules);
    object["sureties"] = array_of(a.sureties);
    object["because"] = array_of(a.because);
    object["undeclared"] = array_of(a.undeclared);
    if (a.remedies) {
        boost::json::array& all = object["remedies"].emplace_array();
        for (const surety::remedy& r : *a.remedies)
            all.push_back({{"remedy", name(r.what)}, {"subject", r.subject}, {"wanted", r.wanted}});
    }
    return serialized(object);
}

} // namespace

void answering::request(const surety::request& asked) {
    surety::decision const decided = surety::decide(gate_, asked);
    answer a;
    a.identity = asked.identity;
    a.kind = decided.identity().kind();
    a.outcome = decided.outcome();
    a.cause = name(decided.cause());
    if (a.outcome == surety::outcome::invalid) {
        a.cause = name(decided.why());
        a.detail = sentence(decided.why());
    } else {
        a.canonical = decided.identity().text();
    }
    for (const auto index : decided.rules()) {
        surety::rule const rule = gate_.program().rule(index);
        a.rules.emplace_back(rule.name);
        if (!rule.because.empty())
            a.because.emplace_back(rule.because);
    }
    for (const surety::user_ref user : decided.sureties())
        a.sureties.emplace_back(gate_.user_id(user));

    if (out_.how() == format::json && a.outcome != surety::outcome::invalid)
        for (std::string_view const name :
             surety::detail::undeclared_facts(gate_.program().view(), asked.facts))
            a.undeclared.push_back(name);

    // A decision carries what most answers need; the rest takes a slower look.
    const bool wants_more = a.outcome == surety::outcome::indeterminate ||
                            a.outcome == surety::outcome::not_applicable || !decided.complete() ||
                            (out_.how() == format::human && remedies_ && a.rules.empty() &&
                             a.outcome == surety::outcome::deny);
    if (wants_more || explain_) {
        surety::explanation const why = surety::explain(gate_, asked);
        if (explain_ && out_.how() != format::json) {
            tell_why(asked.identity, why);
            occurred_[status_of(a.outcome)] = true;
            return;
        }
        add(a, why);
        if (explain_)
            a.remedies = why.remedies;
        if (!decided.complete()) {
            a.rules.clear();
            a.because.clear();
            for (const surety::explained_rule& rule : why.rules) {
                a.rules.push_back(rule.name);
                if (!rule.because.empty())
                    a.because.push_back(rule.because);
            }
            a.sureties = why.sureties;
        }
    }
    if (a.outcome == surety::outcome::allow)
        a.detail = joined_ids(a.sureties, ", ");
    else if (a.outcome == surety::outcome::deny && !a.rules.empty())
        a.detail = joined(a.because, "; ");
    tell(a);
}

void answering::no_request(std::string_view given, std::string_view fault) {
    answer a;
    a.identity = given;
    if (given.find('@') != given.npos)
        a.kind = surety::identity_kind::email;
    a.cause = name(surety::reason::malformed_request);
    a.cause.append(": ").append(fault);
    a.detail = "this is no request: ";
    a.detail += fault;
    tell(a);
}

status answering::ended() const {
    for (const status s : {invalid, indeterminate, denied, not_applicable})
        if (occurred_[s])
            return s;
    return fine;
}

void answering::tell_why(std::string_view identity, const surety::explanation& why) {
    if (!first_)
        out_.put("\n");
    first_ = false;
    const auto& c = out_.colours();
    if (!why.canonical.empty() && why.canonical != identity) // as it came, where that is not shown
        out_.put_line(fmt::format("{}{}{}", c.faint(), visible(identity), c.plain()));
    out_.put_line(c.on ? fmt::format("{:c}", why) : fmt::format("{}", why));
}

void answering::tell(const answer& a) {
    occurred_[status_of(a.outcome)] = true;
    if (out_.how() == format::json) {
        out_.put_line(as_json(a));
    } else if (out_.how() == format::plain) {
        out_.put_line(fmt::format("{}\t{}\t{}\t{}\t{}", a.outcome, visible(a.identity),
                                  visible(a.cause), joined(a.rules, ","),
                                  joined_ids(a.sureties, ",")));
    } else {
        const auto& c = out_.colours();
        std::string const rules = !a.rules.empty()                     ? joined(a.rules)
                                  : a.outcome == surety::outcome::deny ? "no rule"
                                                                       : "";
        std::string line = fmt::format("{}{:<14}{}  {:<{}}  {}{:<14}{}  {}", c.of(a.outcome),
                                       a.outcome, c.plain(), visible(a.identity), width_, c.faint(),
                                       rules, c.plain(), visible(a.detail));
        line.erase(line.find_last_not_of(' ') + 1);
        out_.put_line(line);
    }
}

} // namespace tool
