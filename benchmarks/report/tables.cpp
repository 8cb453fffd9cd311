// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "tables.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "table.hpp"

namespace report {

namespace {

constexpr std::size_t thousand = 1'000, million = 1'000'000, ten_million = 10'000'000;
constexpr std::string_view as_many_domains = "/a-company:1/hits:50/uniform";

using figure = std::optional<double>;

std::optional<double> worst(std::initializer_list<figure> of) {
    figure most;
    for (const figure& f : of)
        if (f && (!most || *f > *most))
            most = f;
    return most;
}

// The least of the engines that were given a form of the users.
figure fastest_engine(const measurements& run, std::string_view form) {
    figure least;
    for (std::string_view const who :
         {"re2", "hyperscan", "sqlite", "luajit", "cedar", "cel", "casbin"})
        if (const figure ns =
                run.ns(decided(std::string(who) + std::string(form), "single", million));
            ns && (!least || *ns < *least))
            least = ns;
    return least;
}

std::string labels(std::size_t count, std::size_t size, std::string_view whom) {
    return "decide/surety-plain/single/labels:" + std::to_string(count) +
           "/label-bytes:" + std::to_string(size) + "/" + std::string(whom);
}

std::string rules(std::size_t count) {
    return "decide/surety-rules/single/rules:" + std::to_string(count);
}

struct goal {
    std::string what;
    bool at_most;
    double must;
    double reach;
    figure measured;
    bool is_size = false;
};

std::vector<goal> goals_of(const measurements& run) {
    const auto of = [&](std::string_view who, std::string_view how, std::size_t users,
                        std::string_view mixture = "/hits:50/uniform") {
        return run.ns(decided(who, how, users, mixture));
    };
    const figure plain = of("surety-plain", "single", million);
    const figure ordinary = of("surety-plain", "single", thousand);
    const auto bind = [&](std::string_view who, std::string_view users) {
        return run.ns("bind/" + std::string(who) + "/users:" + std::string(users));
    };
    const auto weight = [&](std::string_view users, std::string_view counter) {
        return run.counter("bind/surety-plain/users:" + std::string(users), counter);
    };
    return {
        {"plain policy, single, 1 M users ÷ absl probing clean names", true, 1.0, 0.7,
         ratio(plain, of("absl-clean", "single", million))},
        {"same ÷ std::unordered_set probing clean names", true, 0.3, 0.2,
         ratio(plain, of("std-clean", "single", million))},
        {"batch of 16 ÷ single, 1 M users", true, 0.7, 0.6,
         ratio(of("surety-plain", "batch-16", million), plain)},
        {"batch of 16, 10 M domains ÷ the floor", true, 3.5, 2.5,
         ratio(of("surety-plain", "batch-16", ten_million, as_many_domains),
               of("floor", "single", ten_million, as_many_domains))},
        {"hardened ÷ plain policy, 1 M users", true, 1.6, 1.25,
         ratio(of("surety-hardened", "single", million), plain)},
        {"10 M users ÷ 1 k users, single", true, 6, 4,
         ratio(of("surety-plain", "single", ten_million), ordinary)},
        {"10 000 rules on different domains ÷ 10 rules", true, 2, 1.2,
         ratio(run.ns(rules(10'000)), run.ns(rules(10)))},
        {"fastest engine given the users ÷ surety, 1 M users", false, 20, 50,
         ratio(fastest_engine(run, "-users"), plain)},
        {"fastest engine given the live domains ÷ surety, 1 M users", false, 20, 50,
         ratio(fastest_engine(run, "-live"), plain)},
        {"127 one-letter labels ÷ ordinary name, 1 k users", true, 5, 3,
         ratio(worst({run.ns(labels(127, 1, "nobody")), run.ns(labels(127, 1, "at-top"))}),
               ordinary)},
        {"gate: bytes a distinct domain", true, 40, 28, weight("1000000", "bytes_a_domain")},
        {"gate: bytes a user beyond that", true, 32, 20,
         worst({weight("1000000", "bytes_a_user"), weight("1000000/a-company:1", "bytes_a_user")})},
        {"bind ÷ inserting into std::unordered_set, 1 M users", true, 1.0, 0.5,
         ratio(bind("surety-plain", "1000000"), bind("std-unordered-set", "1000000"))},
        {"same, 1 M users at 1 M domains", true, 1.0, 0.5,
         ratio(bind("surety-plain", "1000000/a-company:1"),
               bind("std-unordered-set", "1000000/a-company:1"))},
        {"a gate of 100 users at 20 domains", true, 8192, 4096,
         weight("100/a-company:5", "gate_bytes"), true},
    };
}

std::string verdict(const goal& g) {
    if (!g.measured)
        return "not measured";
    const auto meets = [&](double limit) {
        return g.at_most ? *g.measured <= limit : *g.measured >= limit;
    };
    return meets(g.reach) ? "reached" : meets(g.must) ? "met" : "MISSED";
}

std::string limit(const goal& g, double value) {
    return (g.at_most ? "≤ " : "≥ ") + (g.is_size ? bytes(value) : number(value));
}

// ---- details ----

std::string title(std::string_view who) {
    struct named {
        std::string_view who, title;
    };
    static constexpr named names[] = {
        {"floor", "the floor: the bytes and one cache line"},
        {"surety-plain", "**surety**, sender-identity"},
        {"surety-hardened", "**surety**, sender-identity-hardened"},
        {"absl-clean", "absl::flat_hash_set, names already clean"},
        {"absl-raw", "absl::flat_hash_set"},
        {"boost-clean", "boost::unordered_flat_set, names already clean"},
        {"boost-raw", "boost::unordered_flat_set"},
        {"std-clean", "std::unordered_set, names already clean"},
        {"std-raw", "std::unordered_set"},
        {"re2-live", "RE2, live domains"},
        {"hyperscan-live", "Hyperscan, live domains"},
        {"sqlite-live", "SQLite in memory, indexed suffixes"},
        {"sqlite-users", "SQLite in memory, rule over users"},
        {"luajit-live", "LuaJIT, live domains"},
        {"luajit-users", "LuaJIT, rule over users"},
        {"javascript-live", "JavaScript by hand, live domains"},
        {"javascript-users", "JavaScript by hand, rule over users"},
        {"cel-live", "CEL, live domains"},
        {"cel-users", "CEL, rule over users"},
        {"casbin-live", "Casbin, live domains"},
        {"casbin-users", "Casbin, rule over users"},
        {"cedar-live", "Cedar, live domains"},
        {"cedar-users", "Cedar, rule over users"},
        {"wrong-ends-with", "`endsWith` without the dot"},
        {"wrong-forgets-active", "`active` forgotten"},
        {"wrong-letter-case", "letter case forgotten"},
    };
    for (const named& n : names)
        if (n.who == who)
            return std::string(n.title);
    return std::string(who);
}

constexpr std::string_view everybody[] = {
    "floor",       "surety-plain", "surety-hardened", "absl-clean",       "absl-raw",
    "boost-clean", "boost-raw",    "std-clean",       "std-raw",          "hyperscan-live",
    "re2-live",    "luajit-live",  "sqlite-live",     "javascript-live",  "cel-live",
    "casbin-live", "cedar-live",   "luajit-users",    "javascript-users", "sqlite-users",
    "cel-users",   "casbin-users", "cedar-users",
};

std::string by_users(const measurements& run) {
    table made({"a decision, half of them allowed", "", "1 k users", "100 k", "1 M", "10 M",
                "10 M domains", "wrong"});
    for (std::string_view const who : everybody)
        for (std::string_view const how : {"single", "chained", "batch-16", "batch-32"}) {
            std::vector<std::string> row{title(who), std::string(how)};
            bool any = false;
            double wrong = 0;
            const auto cell = [&](const std::string& name) {
                const measurement* const m = run.find(name);
                any |= m != nullptr;
                wrong += run.counter(name, "wrong").value_or(0);
                row.push_back(m && !m->failed.empty() ? m->failed : time(run.ns(name)));
            };
            for (std::size_t const users : {thousand, 100 * thousand, million, ten_million})
                cell(decided(who, how, users));
            cell(decided(who, how, ten_million, as_many_domains));
            row.push_back(who == "floor" ? "–" : count(static_cast<std::size_t>(wrong)));
            if (any)
                made.add(std::move(row));
        }
    return made.text();
}

std::string by_mixture(const measurements& run) {
    table made({"1 M users", "", "0 %", "50 %", "100 %", "0 %, Zipf", "50 %, Zipf", "100 %, Zipf"});
    for (const auto& [who, how] :
         {std::pair<std::string_view, std::string_view>{"surety-plain", "single"},
          {"surety-plain", "batch-16"},
          {"surety-hardened", "single"},
          {"absl-clean", "single"},
          {"std-clean", "single"}}) {
        std::vector<std::string> row{title(who), std::string(how)};
        for (std::string_view const which : {"uniform", "zipf"})
            for (std::string_view const hits : {"0", "50", "100"})
                row.push_back(time(run.ns(decided(
                    who, how, million, "/hits:" + std::string(hits) + "/" + std::string(which)))));
        made.add(std::move(row));
    }
    return made.text();
}

std::string by_rules(const measurements& run) {
    table made({"rules on different domains", "10", "100", "1 000", "10 000"});
    std::vector<std::string> row{"**surety**"};
    for (std::size_t const n : {10u, 100u, 1'000u, 10'000u})
        row.push_back(time(run.ns(rules(n))));
    made.add(std::move(row));
    return made.text();
}

std::string by_labels(const measurements& run) {
    table made({"labels of one letter", "2", "4", "8", "16", "32", "64", "127", "253 bytes, 4"});
    struct series {
        std::string_view title, who, whom;
    };
    for (const series& s : {series{"**surety**, a stranger", "surety-plain", "nobody"},
                            {"**surety**, users at the last two labels", "surety-plain", "at-top"},
                            {"**surety**, users at the very name", "surety-plain", "at-bottom"},
                            {"absl, clean, users at the last two", "absl-clean", "at-top"}}) {
        std::vector<std::string> row{std::string(s.title)};
        const auto cell = [&](std::size_t n, std::size_t size) {
            row.push_back(
                time(run.ns("decide/" + std::string(s.who) +
                            labels(n, size, s.whom).substr(labels(n, size, "").find("/single/")))));
        };
        for (std::size_t const n : {2u, 4u, 8u, 16u, 32u, 64u, 127u})
            cell(n, 1);
        cell(4, 63);
        made.add(std::move(row));
    }
    return made.text();
}

std::string by_tenants(const measurements& run) {
    table made({"100 000 gates of 100 users in turn", "a decision"});
    for (std::string_view const who : {"surety-plain", "std-clean", "std-raw"})
        made.add(
            {title(who), time(run.ns("decide/" + std::string(who) + "/single/tenants:100000"))});
    return made.text();
}

std::string by_errors(const measurements& run) {
    table made({"1 M users: written in a hurry", "a decision", "wrong", "of"});
    for (std::string_view const who :
         {"wrong-ends-with", "wrong-forgets-active", "wrong-letter-case"}) {
        const std::string name = decided(who, "single", million);
        const auto counted = [&](std::string_view counter) {
            const figure f = run.counter(name, counter);
            return f ? count(static_cast<std::size_t>(*f)) : std::string("–");
        };
        made.add({title(who), time(run.ns(name)), counted("wrong"), counted("checked")});
    }
    return made.text();
}

std::string by_binding(const measurements& run) {
    table made({"bind", "a user", "users/s", "peak bytes a user", "gate", "domains",
                "bytes a domain", "bytes a user beyond"});
    for (std::string_view const users :
         {"users:100/a-company:5", "users:1000", "users:100000", "users:1000000",
          "users:1000000/a-company:1", "on-the-fly/users:10000000"})
        for (std::string_view const who :
             {"surety-plain", "surety-hardened", "std-unordered-set"}) {
            const std::string name = "bind/" + std::string(who) + "/" + std::string(users);
            const figure ns = run.ns(name);
            if (!ns)
                continue;
            const auto counter = [&](std::string_view of) { return run.counter(name, of); };
            const figure domains = counter("domains");
            made.add({std::string(who) + ", " + std::string(users), time(ns),
                      count(static_cast<std::size_t>(1e9 / *ns)), number(counter("peak_bytes")),
                      bytes(counter("gate_bytes")),
                      domains ? count(static_cast<std::size_t>(*domains)) : "–",
                      number(counter("bytes_a_domain")), number(counter("bytes_a_user"))});
        }
    return made.text();
}

std::string by_loading(const measurements& run) {
    table made({"load", "in all", "each", "peak bytes each"});
    const auto row = [&](std::string_view what, const std::string& name, double things) {
        const figure ns = run.ns(name);
        made.add({std::string(what), time(ns ? figure(*ns * things) : ns), time(ns),
                  number(run.counter(name, "peak_bytes"))});
    };
    row("10 rules", "load/rules:10", 10);
    row("1 000 rules", "load/rules:1000", 1'000);
    row("10 000 rules", "load/rules:10000", 10'000);
    row("a list of 150 000 lines", "load/list-lines:150000", 150'000);
    row("sender-identity", "load/sender-identity.surety", 1);
    row("sender-identity-hardened", "load/sender-identity-hardened.surety", 1);
    row("SCIM of 1 M users", "scim/users:1000000", million);
    std::string text = made.text();
    if (const figure rate = run.counter("scim/users:1000000", "bytes_per_second"))
        text += "\nSCIM: " + number(*rate / 1e6) + " MB/s.\n";
    return text;
}

} // namespace

std::string goals(const measurements& run) {
    table made({"ratio within this run, quietest of the repetitions", "must", "reach for",
                "measured", ""});
    for (const goal& g : goals_of(run))
        made.add({g.what, limit(g, g.must), limit(g, g.reach),
                  g.is_size ? bytes(g.measured) : number(g.measured), verdict(g)});
    return made.text();
}

std::string details(const measurements& run) {
    return "## Decide\n\n" + by_users(run) + "\n" + by_mixture(run) + "\n" + by_rules(run) + "\n" +
           by_labels(run) + "\n" + by_tenants(run) + "\n" + by_errors(run) +
           "\n## Before the first decision\n\n" + by_binding(run) + "\n" + by_loading(run);
}

} // namespace report
