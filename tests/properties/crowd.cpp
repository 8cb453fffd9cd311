// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <algorithm>
#include <utility>

#include "generator.hpp"

// Scenarios of many lists and many sets of people over few names, with many facts and attributes:
// what is kept at hand of each runs out, and answers must not change.

namespace properties {

namespace {

using surety::address_type;

/// Names that are near each other, and what is asked about them.
struct population {
    std::vector<std::string> domains, addresses,
        locals = {"ann", "bob", "ceo", "a.long.local.part"};

    explicit population(dice& d) {
        std::size_t const companies = 2 + d.below(12);
        for (std::size_t i = 0; i < companies; ++i) {
            std::string const own = "company-" + std::to_string(i) + ".example";
            domains.push_back(own);
            domains.push_back("mail." + own);
            if (d.chance(30))
                domains.push_back("a-rather-long-label.of.the." + own);
        }
        if (d.chance(50)) {
            domains.push_back("shop.co.test");
            domains.push_back("in.shop.co.test");
        }
        for (std::size_t n = 10 + d.below(60); n > 0; --n)
            addresses.push_back(d.pick(locals) + (d.chance(70) ? std::to_string(d.below(20)) : "") +
                                "@" + d.pick(domains));
    }
};

/// How much of what there is.
struct crowd {
    std::size_t lists, teams, marks, facts;

    explicit crowd(dice& d)
        : lists(d.pick<std::size_t>({1, 6, 20, 31, 32, 33, 63, 65, 130})),
          teams(d.pick<std::size_t>({1, 3, 31, 64, 70})),
          marks(d.pick<std::size_t>({0, 0, 11, 13, 40})),
          facts(d.pick<std::size_t>({0, 0, 8, 9, 20})) {}
};

class crowd_writer {
public:
    crowd_writer(dice& d, const population& names, const crowd& all)
        : d_(d), names_(names), all_(all) {}

    /// `{ "a.example", "b.example" }`: a part of all of these.
    std::string some(const std::vector<std::string>& of) {
        const int share = d_.pick<int>({2, 10, 30, 60});
        std::string out;
        for (const std::string& each : of)
            if (d_.chance(share))
                out += (out.empty() ? " \"" : ", \"") + each + "\"";
        return "{" + out + " }";
    }

    /// A list, and the condition that uses it: the list is the `n`-th.
    std::pair<std::string, std::string> list(std::size_t n) {
        std::string const name = "list-" + std::to_string(n);
        switch (d_.below(4)) {
        case 0:
            return {"list " + name + " = " + some(names_.domains) + ";", name_relation() + name};
        case 1:
            return {"list " + name + " = " + some(names_.locals) + ";", "local " + in() + name};
        default:
            return {"list " + name + " = " + some(names_.addresses) + ";",
                    "address " + in() + name};
        }
    }

    /// The condition of a set of people of the `n`-th team, of its level, or with a mark.
    std::string people(std::size_t n) {
        std::string whose =
            d_.pick<std::string>({"active ", "active ", "inactive ", ""}) + "users where ";
        if (all_.marks > 0 && d_.chance(30))
            whose += "mark-" + std::to_string(d_.below(all_.marks));
        else if (d_.chance(40))
            whose += "level at least " + std::to_string(n);
        else
            whose += "team is \"t" + std::to_string(n) + "\"";
        std::string const work = d_.pick<std::string>({"work ", "work ", ""});
        if (d_.chance(40))
            return "address " + in() + work + "addresses of " + whose;
        std::string const many = d_.chance(10) ? "at least 2 " : "";
        return name_relation() + work + "domains of " + many + whose;
    }

    /// What a fact has to say besides, or nothing.
    std::string fact() {
        if (all_.facts == 0 || d_.chance(70))
            return "";
        return " and said-" + std::to_string(d_.below(all_.facts)) +
               (d_.chance(50) ? " is " : " is not ") + "\"yes\"";
    }

private:
    std::string in() { return d_.chance(15) ? "not in " : "in "; }
    std::string name_relation() {
        return "domain " + d_.pick<std::string>({"in ", "within ", "within ", "under ", "not in "});
    }

    dice& d_;
    const population& names_;
    const crowd& all_;
};

surety::user_record make_member(dice& d, const population& names, const crowd& all, std::size_t n) {
    surety::user_record user;
    user.id = "u" + std::to_string(n);
    user.active = d.chance(70);
    for (std::size_t k = d.below(3); k > 0; --k)
        user.addresses.push_back({d.pick(names.addresses),
                                  d.pick<address_type>({address_type::work, address_type::none})});
    user.attributes.emplace_back("team", "t" + std::to_string(d.below(all.teams)));
    user.attributes.emplace_back("level", static_cast<std::int64_t>(d.below(all.teams + 1)));
    for (std::size_t i = 0; i < all.marks; ++i)
        if (d.chance(20))
            user.attributes.emplace_back("mark-" + std::to_string(i), d.chance(50));
    d.shuffle(user.attributes);
    return user;
}

question make_crowd_question(dice& d, const population& names, const crowd& all) {
    question q;
    q.text = d.chance(60) ? d.pick(names.addresses) : d.pick(names.domains);
    if (d.chance(20))
        q.text.insert(q.text.find('@') == q.text.npos ? 0 : q.text.find('@') + 1, "below.");
    for (std::size_t i = 0; i < all.facts; ++i)
        if (d.chance(50))
            q.facts.emplace_back("said-" + std::to_string(i), d.pick<std::string>({"yes", "no"}));
    d.shuffle(q.facts);
    return q;
}

} // namespace

scenario make_crowd(std::uint64_t seed) {
    dice d(seed);
    const population names(d);
    const crowd all(d);
    crowd_writer write(d, names, all);
    scenario out;
    out.seed = seed;

    if (d.chance(40)) {
        out.files["suffixes.dat"] = "example\ntest\nco.test\n";
        out.items.push_back("public-suffixes file \"suffixes.dat\";");
    }
    out.items.push_back("attribute team: text; attribute level: number;");
    for (std::size_t i = 0; i < all.marks; ++i)
        out.items.push_back("attribute mark-" + std::to_string(i) + ": flag = false;");
    for (std::size_t i = 0; i < all.facts; ++i)
        out.items.push_back("fact said-" + std::to_string(i) + ": text = \"no\";");
    const int denies = d.pick<int>({20, 50, 90});
    std::vector<std::string> rules;
    const auto rule = [&](const std::string& condition) {
        const bool of_emails = condition.starts_with("address") || condition.starts_with("local");
        std::string const kind =
            of_emails ? "email" : d.pick<std::string>({"domain", "email", "any", "any"});
        rules.push_back((d.chance(denies) ? "deny rule-" : "allow rule-") +
                        std::to_string(rules.size()) + ": " + kind + " when " + condition +
                        write.fact());
        if (d.chance(20) && of_emails)
            rules.back() += " unless address in " + write.some(names.addresses);
        rules.back() += ";";
    };
    for (std::size_t n = 0; n < all.lists; ++n) {
        auto [list, condition] = write.list(n);
        out.items.push_back(std::move(list));
        rule(condition);
    }
    for (std::size_t n = 0; n < all.teams; ++n)
        rule(write.people(n));
    if (d.chance(60)) // what is not denied is seen to be
        rules.push_back("allow all: any when domain not in { \"nobody.example\" };");
    d.shuffle(rules);
    out.items.insert(out.items.end(), rules.begin(), rules.end());

    for (std::size_t n = d.below(80); n > 0; --n)
        out.users.push_back(make_member(d, names, all, n));
    for (int i = 0; i < 40; ++i)
        out.questions.push_back(make_crowd_question(d, names, all));
    return out;
}

} // namespace properties
