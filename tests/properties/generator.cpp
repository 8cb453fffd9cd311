// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "generator.hpp"

#include <surety/parse.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <ostream>
#include <rapidcheck/detail/TestParams.h>
#include <set>

namespace properties {

using surety::address_type;
using surety::type;
using form = surety::value::form;

// ---- numbers

// SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t dice::next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
}

std::span<const std::uint8_t> dice::played;

void dice::play(std::span<const std::uint8_t> bytes) {
    played = bytes;
}

std::size_t dice::below(std::size_t n) {
    if (!played.empty()) {
        std::size_t const first = played.front();
        played = played.subspan(1);
        if (n <= 256 || played.empty())
            return first % n;
        std::size_t const second = played.front();
        played = played.subspan(1);
        return (first << 8 | second) % n;
    }
    return static_cast<std::size_t>(next() % n);
}

namespace {

// ---- the vocabulary, small so that things collide

constexpr char suffix_file[] = "// a small list\r\n"
                               "example\n"
                               "test\n"
                               "co.test   white space ends a rule\n"
                               "*.wild.test\n"
                               "!free.wild.test\n"
                               "*.bare.test\n"
                               "*.ck\n"
                               "!www.ck\n"
                               "\n"
                               "// ===BEGIN PRIVATE DOMAINS===\n"
                               "host.example\n"
                               "deep.host.example\n"
                               "\xC3\xBC"
                               "bung.test\n";

const std::vector<std::string> all_domains = {"a.example",
                                              "b.a.example",
                                              "c.b.a.example",
                                              "aa.example",
                                              "host.example",
                                              "t.host.example",
                                              "s.deep.host.example",
                                              "deep.host.example",
                                              "co.test",
                                              "shop.co.test",
                                              "in.shop.co.test",
                                              "wild.test",
                                              "x.wild.test",
                                              "y.x.wild.test",
                                              "free.wild.test",
                                              "z.free.wild.test",
                                              "bare.test",
                                              "x.bare.test",
                                              "y.x.bare.test",
                                              "xn--mnchen-3ya.example",
                                              "xn--bung-zra.test",
                                              "a.xn--bung-zra.test",
                                              "a.example.test",
                                              "any.ck",
                                              "shop.any.ck",
                                              "www.ck",
                                              "in.www.ck"};

const std::vector<std::string> all_locals = {"ann",   "bob",     "ann+tag",
                                             "a.n.n", "o'brien", "postmaster"};

const std::vector<std::string> all_texts = {"sales",    "Sales", "ops", "",    "a b",      "x\"y\\",
                                            "\xC3\xBC", "*",     "ann", "bob", "a.example"};

const std::vector<std::string> globs = {"*",   "ann", "ann*", "*n*", "?nn", "a*n?*", "",
                                        "*+*", "?",   "A?N*", "**g", "*.*", "b?b"};

// Around the instants at which sets are bound and questions are asked, and at the ends of time.
const std::vector<std::string> times = {"2026-03-01T12:00:00Z",
                                        "2026-02-28T12:00:00Z",
                                        "2026-02-28T12:00:00.000000001Z",
                                        "2026-02-28T11:59:59.9999999999Z",
                                        "2026-03-01T10:00:00-02:00",
                                        "2026-03-01t13:00:00+01:00",
                                        "2026-03-01T12:00:00",
                                        "2026-03-01T11:59:60z",
                                        "2026-03-01T11:00:00.5",
                                        "2026-01-30T12:00:00Z",
                                        "2026-03-02T12:00:00Z",
                                        "2024-02-29T23:30:00-23:59",
                                        "0001-01-01T00:00:00Z",
                                        "9999-12-31T23:59:59.999999999Z"};

const std::vector<std::string> ages = {"0",  "1",  "1",    "24",
                                       "30", "60", "1440", "9223372036854775807"};

const std::vector<std::string> numbers = {
    "0", "1", "-1", "5", "007", "-0", "9223372036854775807", "-9223372036854775808"};

// Names of things; many are words that mean something elsewhere in the language.
const std::vector<std::string> names = {
    "freemail", "partners", "crew",       "staff",  "level",   "Level",   "dept", "since",
    "tags",     "ok",       "email",      "days",   "text",    "number",  "now",  "by",
    "with",     "user",     "flag",       "time",   "home",    "other",   "any",  "file",
    "least",    "most",     "older",      "before", "x",       "X",       "a-b",  "a_b",
    "expect",   "tagged",   "unverified", "than",   "invalid", "in-house"};

const std::vector<std::string> rule_names = {"own",  "and",   "domain", "within", "when",    "Own",
                                             "is",   "where", "r-1",    "r_1",    "of",      "not",
                                             "true", "level", "email",  "unless", "because", "in"};

const std::vector<std::string> ids = {"u1", "u2", "u3", "u4", "u5", "U1", "u10", "\xC3\xA9", "a@b"};

const std::vector<std::string> malformed = {"",
                                            "@",
                                            "example",
                                            "a.example.",
                                            ".a.example",
                                            "a..example",
                                            " a.example",
                                            "a.example\n",
                                            "-a.example",
                                            "a-.example",
                                            "a_b.example",
                                            "ab--c.example",
                                            "xn--a.example",
                                            "xn--mnchen-3yb.example",
                                            "a.example.123",
                                            "a.0x1f",
                                            "m\xC3\xBCnchen.example",
                                            "ann@",
                                            "@a.example",
                                            "ann@example",
                                            "ann@@a.example",
                                            "ann.@a.example",
                                            "a!b@a.example",
                                            "a%b@a.example",
                                            "=?x@a.example",
                                            "\"ann\"@a.example",
                                            "ann@a.example@a.example",
                                            "ann@[1.2.3.4]"};

surety::instant instant_of(const std::string& text) {
    return naive::read_time(text).value();
}

/// Some letters in upper case.
std::string in_some_case(dice& d, std::string text) {
    if (!d.chance(25))
        return text;
    for (char& c : text)
        if (c >= 'a' && c <= 'z' && d.chance(40))
            c = static_cast<char>(c - 'a' + 'A');
    return text;
}

/// What one scenario takes of the vocabulary: the fewer, the more collides.
struct vocabulary {
    std::vector<std::string> domains;
    std::vector<std::string> locals;
    std::vector<std::string> texts;
};

vocabulary words_of(std::uint64_t seed) {
    dice d(~seed);
    const auto some = [&](std::vector<std::string> all, std::size_t least) {
        d.shuffle(all);
        all.resize(std::min(all.size(), least + d.below(5)));
        return all;
    };
    return {some(all_domains, 4), some(all_locals, 2), some(all_texts, 3)};
}

std::string some_domain(dice& d, const vocabulary& words) {
    return in_some_case(d, d.pick(words.domains));
}
std::string some_address(dice& d, const vocabulary& words) {
    return in_some_case(d, d.pick(words.locals)) + "@" + some_domain(d, words);
}

/// A STRING of the language.
std::string quoted(dice& d, const std::string& text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\')
            out += std::string("\\") + c;
        else if (c >= 'a' && c <= 'z' && d.chance(1))
            out += std::string("\\u{") + "0123456789abcdef"[(c >> 4) & 15] +
                   "0123456789abcdef"[c & 15] + "}";
        else
            out += c;
    }
    return out + "\"";
}

std::string quoted(const std::string& text) {
    dice plain(0);
    std::string out = "\"";
    for (char c : text)
        out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return out + "\"";
}

// ---- policies

struct thing {
    std::string name;
    surety::type type = type::text;
    bool has_default = false;
};

/// What every entry of a list is fit for.
enum class fit { name, wide_name, address, text };

struct list_thing {
    std::string name;
    fit of = fit::text;
};

/// What a policy declares.
struct world {
    std::vector<thing> facts;
    std::vector<thing> attributes;
    std::vector<list_thing> lists;
    std::vector<std::string> people;
    bool suffixes = false;
    vocabulary words;
};

/// Where a condition stands.
struct place {
    bool email = false;  ///< `local` and `address` may stand here
    bool widens = false; ///< more members can only admit more
};

const char* const type_names[] = {"text", "texts", "flag", "number", "time", "domain", "address"};

/// Writes policies. Every function returns a production of the grammar, named as it is there.
class writer {
public:
    writer(dice& d, const world& w) : d_(d), w_(w) {}

    std::string string(const std::string& text) { return quoted(d_, text); }

    std::string strings(const std::vector<std::string>& from, std::size_t least = 0) {
        std::string out = "{";
        std::size_t const count = least + d_.below(4);
        for (std::size_t i = 0; i < count; ++i)
            out += (i ? ", " : " ") + string(in_some_case(d_, d_.pick(from)));
        if (count > 0 && d_.chance(20))
            out += ",";
        return out + " }";
    }

    std::string literal(surety::type t) {
        switch (t) {
        case type::text:
            return string(d_.pick(w_.words.texts));
        case type::texts:
            return strings(w_.words.texts);
        case type::flag:
            return d_.chance(50) ? "true" : "false";
        case type::number:
            return d_.pick(numbers);
        case type::time:
            return string(d_.pick(times));
        case type::domain:
            return string(some_domain(d_, w_.words));
        case type::address:
            return string(some_address(d_, w_.words));
        }
        return "";
    }

    std::string condition(place at, int depth) {
        std::size_t const terms = 1 + (d_.chance(25) ? 1 + d_.below(2) : 0);
        std::string out = conjunction(at, depth);
        for (std::size_t i = 1; i < terms; ++i)
            out += gap() + "or " + conjunction(at, depth);
        return out;
    }

    std::string quantity() {
        if (!d_.chance(15))
            return "";
        return "at least " + d_.pick<std::string>({"1", "2", "2", "3", "99999999999"}) + " ";
    }

    std::string people() {
        std::string out;
        if (!w_.people.empty() && d_.chance(30))
            out = d_.pick(w_.people);
        else
            out = d_.pick<std::string>({"active ", "active ", "inactive ", "", ""}) + "users";
        if (!w_.attributes.empty() && d_.chance(25))
            out += " where " + where(2);
        return out;
    }

    std::string rule(const std::string& name, bool allow) {
        std::string out;
        std::vector<std::string> annotations = {"owner", "id", "Owner"};
        for (const std::string& each : annotations)
            if (d_.chance(5))
                out += "@" + each + (d_.chance(50) ? "(" + string("who \"x\"") + ")" : "") + gap();
        std::string const kind = d_.pick<std::string>({"domain", "email", "email", "any"});
        out += (allow ? "allow " : "deny ") + name + ":" + gap() + kind;
        std::size_t const clauses = d_.chance(3) ? 0 : d_.chance(75) ? 1 : 2;
        for (std::size_t i = 0; i < clauses; ++i) {
            const bool unless = d_.chance(20);
            const place at{kind == "email", allow != unless};
            out += gap() + (unless ? "unless " : "when ") +
                   (d_.chance(30) ? people_atom() : condition(at, 2));
        }
        if (d_.chance(15))
            out += " because " + string(d_.pick(w_.words.texts));
        return out + ";";
    }

    std::string gap() {
        if (d_.chance(95))
            return " ";
        return d_.pick<std::string>({"\n  ", "\t", " # and; so \"on\n ", "\r\n"});
    }

private:
    std::string conjunction(place at, int depth) {
        std::size_t const terms = 1 + (d_.chance(30) ? 1 + d_.below(2) : 0);
        std::string out = term(at, depth);
        for (std::size_t i = 1; i < terms; ++i)
            out += gap() + "and " + term(at, depth);
        return out;
    }

    std::string term(place at, int depth) {
        if (depth > 0 && d_.chance(15)) {
            const place under{at.email, !at.widens};
            return "not " + term(under, depth - 1);
        }
        if (depth > 0 && d_.chance(15))
            return "(" + condition(at, depth - 1) + ")";
        return atom(at);
    }

    /// A name in an inline set. Where it can only widen, none that is `public-suffix-literal`.
    std::string inline_name(bool widens) {
        if (!widens)
            return d_.chance(80) ? some_domain(d_, w_.words)
                                 : d_.pick<std::string>({"example", "test"});
        static const std::vector<naive::suffix_rule> rules = naive::read_suffixes(suffix_file);
        for (int tries = 0; tries < 9; ++tries) {
            std::string const name = some_domain(d_, w_.words);
            naive::labels const split = naive::written_name(name);
            if (!w_.suffixes || naive::suffix_size(rules, split) < split.size())
                return name;
        }
        return "a.example";
    }

    std::string name_set(bool negated, place at, const std::string& relation) {
        const bool ordered = relation != "in";
        const bool widens = at.widens != negated;
        // After `in` a name has two labels; a public suffix is fine there.
        const auto name = [&] {
            return string(ordered ? inline_name(widens) : some_domain(d_, w_.words));
        };
        std::size_t const roll = d_.below(100);
        if (roll < 7)
            return name();
        if (roll < 14) {
            std::string out = "{";
            std::size_t const count = d_.below(4);
            for (std::size_t i = 0; i < count; ++i)
                out += (i ? ", " : " ") + name();
            return out + " }";
        }
        if (roll < 28) {
            std::vector<std::string> fitting;
            for (const list_thing& each : w_.lists)
                if (each.of == fit::name || (each.of == fit::wide_name && ordered && !widens))
                    fitting.push_back(each.name);
            for (const thing& each : w_.facts)
                if (each.type == type::domain)
                    fitting.push_back(each.name);
            if (!fitting.empty())
                return d_.pick(fitting);
        }
        return emails() + "domains of " + quantity() + people();
    }

    /// What most rules of people are: `domain within work domains of active users`.
    std::string people_atom() {
        return "domain " + d_.pick<std::string>({"within", "within", "in", "under"}) + " " +
               emails() + "domains of " + quantity() + people();
    }

    std::string emails() {
        std::string out;
        for (const char* each : {"work ", "primary ", "verified ", "work "})
            if (d_.chance(12))
                out += each;
        return out;
    }

    std::string text_set(const std::vector<thing>& things, const std::vector<std::string>& from) {
        if (d_.chance(25))
            return string(d_.pick(from));
        std::vector<std::string> fitting;
        for (const list_thing& each : w_.lists)
            fitting.push_back(each.name);
        for (const thing& each : things)
            if (each.type == type::texts)
                fitting.push_back(each.name);
        if (!fitting.empty() && d_.chance(50))
            return d_.pick(fitting);
        return strings(from);
    }

    std::string atom(place at) {
        std::size_t const roll = d_.below(100);
        if (roll < 11 && !w_.facts.empty())
            return comparison(w_.facts);
        if (roll < 32 && at.email)
            return address_atom();
        if (roll < 36) {
            std::string const is = d_.chance(25) ? " is not " : " is ";
            if (w_.suffixes && d_.chance(50))
                return "domain" + is + "public-suffix";
            return "domain" + is + "internationalized";
        }
        std::string const subject = w_.suffixes && d_.chance(25) ? "org-domain" : "domain";
        const bool negated = d_.chance(12);
        if (roll < 40)
            return subject + (negated ? " is not " : " is ") + string(some_domain(d_, w_.words));
        std::string const relation = d_.pick<std::string>({"in", "within", "within", "under"});
        return subject + (negated ? " not " : " ") + relation + gap() +
               name_set(negated, at, relation);
    }

    std::string address_atom() {
        std::string const no = d_.chance(20) ? "not " : "";
        switch (d_.below(8)) {
        case 0:
            return "address is " + no + "tagged";
        case 1:
            return "address is " + no + string(some_address(d_, w_.words));
        case 2: {
            std::vector<std::string> fitting;
            for (const list_thing& each : w_.lists)
                if (each.of == fit::address)
                    fitting.push_back(each.name);
            for (const thing& each : w_.facts)
                if (each.type == type::address)
                    fitting.push_back(each.name);
            if (!fitting.empty())
                return "address " + no + "in " + d_.pick(fitting);
            return "address " + no + "in { " + string(some_address(d_, w_.words)) + ", " +
                   string(some_address(d_, w_.words)) + " }";
        }
        case 3:
        case 4:
            return "address " + no + "in " + emails() + "addresses of " + people();
        case 5:
            return "local " + no + "like " + string(d_.pick(globs));
        case 6:
            return "local is " + no + string(in_some_case(d_, d_.pick(w_.words.locals)));
        default:
            return "local " + no + "in " + text_set(w_.facts, w_.words.locals);
        }
    }

    std::string where(int depth) {
        if (depth > 0 && d_.chance(15))
            return "not " + where(depth - 1);
        if (depth > 0 && d_.chance(25)) {
            std::string const joint = d_.chance(50) ? " and " : " or ";
            std::string out = "(" + where(depth - 1);
            std::size_t const more = d_.below(3);
            for (std::size_t i = 0; i < more; ++i)
                out += joint + where(depth - 1);
            return out + ")";
        }
        return comparison(w_.attributes);
    }

    /// Of a fact, or inside `where` of an attribute.
    std::string comparison(const std::vector<thing>& things) {
        const thing& left = d_.pick(things);
        std::string const no = d_.chance(20) ? "not " : "";
        const std::string& name = left.name;
        std::vector<std::string> same;
        for (const thing& each : things)
            if (each.type == left.type)
                same.push_back(each.name);
        const auto is = [&] {
            return name + " is " + no + (d_.chance(30) ? d_.pick(same) : literal(left.type));
        };
        switch (left.type) {
        case type::text:
            return d_.chance(50) ? is()
                                 : name + " " + no + "in " + text_set(things, w_.words.texts);
        case type::texts:
            return d_.chance(30) ? is()
                                 : name + " " + no + "has " + string(d_.pick(w_.words.texts));
        case type::flag:
            return d_.chance(30) ? is() : name;
        case type::number:
            if (d_.chance(30))
                return is();
            return name + (d_.chance(50) ? " at least " : " at most ") + d_.pick(numbers);
        case type::time:
            if (d_.chance(20))
                return is();
            if (d_.chance(50))
                return name + (d_.chance(50) ? " older" : " newer") + " than " + d_.pick(ages) +
                       d_.pick<std::string>({" days", " hours", " minutes"});
            return name + (d_.chance(50) ? " before " : " after ") + string(d_.pick(times));
        default:
            return is();
        }
    }

    dice& d_;
    const world& w_;
};

/// A list file with everything that may stand in one.
std::string list_file(dice& d, const std::vector<std::string>& entries) {
    std::string const end = d.chance(30) ? "\r\n" : "\n";
    std::string out = d.chance(20) ? "\xEF\xBB\xBF" : "";
    for (const std::string& each : entries) {
        if (d.chance(15))
            out += "# a comment" + end;
        if (d.chance(15))
            out += " \t" + end;
        if (d.chance(15))
            out += "  ";
        out += each;
        if (d.chance(15))
            out += "\t# said so";
        if (d.chance(15))
            out += "  ";
        out += end;
    }
    if (d.chance(30) && out.ends_with(end))
        out.resize(out.size() - end.size());
    return out;
}

std::string list_item(
    dice& d, writer& write, const vocabulary& words, const list_thing& list, naive::folder& files) {
    std::vector<std::string> entries;
    std::size_t const count = d.below(5);
    for (std::size_t i = 0; i < count; ++i) {
        if (list.of == fit::name || list.of == fit::wide_name)
            entries.push_back(list.of == fit::wide_name && d.chance(40)
                                  ? d.pick<std::string>({"example", "test", "co"})
                                  : some_domain(d, words));
        else if (list.of == fit::address)
            entries.push_back(some_address(d, words));
        else
            entries.push_back(d.pick(d.chance(50) ? words.texts : words.locals));
    }
    if (d.chance(40)) {
        std::erase(entries, "");
        std::string const path = "lists/" + list.name + ".txt";
        files[path] = list_file(d, entries);
        return "list " + list.name + " = file " + quoted(path) + ";";
    }
    std::string out = "list " + list.name + " = {";
    for (std::size_t i = 0; i < entries.size(); ++i)
        out += (i ? ", " : " ") + write.string(entries[i]);
    return out + " };";
}

std::string
test_item(dice& d, writer& write, const world& w, const std::vector<std::string>& rules) {
    const vocabulary& words = w.words;
    std::string out = "test " + write.string(d.pick(words.texts)) + " {\n";
    std::vector<std::string> lines;
    std::size_t const users = d.below(4);
    for (std::size_t i = 0; i < users; ++i) {
        std::string line = "user ";
        std::size_t const addresses = 1 + d.below(2);
        bool primary = false;
        for (std::size_t k = 0; k < addresses; ++k) {
            std::vector<std::string> said;
            if (d.chance(40))
                said.push_back(d.pick<std::string>({"work", "home", "other"}));
            if (!primary && d.chance(20)) {
                said.push_back("primary");
                primary = true;
            }
            if (d.chance(30))
                said.push_back(d.chance(50) ? "verified" : "unverified");
            d.shuffle(said);
            if (k)
                line += ", ";
            for (const std::string& each : said)
                line += each + " ";
            line += write.string(some_address(d, words));
        }
        line += d.chance(75) ? " active" : " inactive";
        std::string joint = " with ";
        for (const thing& each : w.attributes)
            if (!each.has_default || d.chance(60)) {
                line += joint + each.name + " = " + write.literal(each.type);
                joint = ", ";
            }
        lines.push_back(line + ";");
    }
    for (const thing& each : w.facts)
        if (!each.has_default || d.chance(50))
            if (d.chance(95))
                lines.push_back("fact " + each.name + " = " + write.literal(each.type) + ";");
    lines.push_back("now " + write.string(d.pick(times)) + ";");
    std::size_t const expectations = d.below(4);
    for (std::size_t i = 0; i < expectations; ++i) {
        std::string const identity = d.chance(10)
                                         ? d.pick<std::string>({"", "example", "ann@", "a b"})
                                     : d.chance(50) ? some_domain(d, words)
                                                    : some_address(d, words);
        std::string const outcome = d.pick<std::string>(
            {"allow", "allow", "deny", "deny", "not-applicable", "invalid", "indeterminate"});
        std::string line = "expect " + outcome + " " + write.string(identity);
        if (d.chance(50)) {
            if (d.chance(40) || rules.empty() || (outcome != "allow" && outcome != "deny"))
                line += " by none";
            else
                line += " by " + d.pick(rules);
        }
        lines.push_back(line + ";");
    }
    d.shuffle(lines);
    for (const std::string& each : lines)
        out += "  " + each + "\n";
    return out + "}";
}

/// Takes the next free name of a shuffled pool.
class name_pool {
public:
    explicit name_pool(dice& d) : free_(names) { d.shuffle(free_); }
    std::string take() {
        std::string const out = free_.back();
        free_.pop_back();
        return out;
    }
    std::string take_for_attribute() {
        std::string out = take();
        while (!folded_.insert(naive::folded(out)).second)
            out = take();
        return out;
    }

private:
    std::vector<std::string> free_;
    std::set<std::string> folded_;
};

world make_world(dice& d, std::uint64_t seed, int size) {
    world w;
    w.words = words_of(seed);
    name_pool pool(d);
    const auto up_to = [&](int most) {
        return d.below(static_cast<std::size_t>(most * size / 100) + 1);
    };
    const auto some_thing = [&](std::string name) {
        return thing{std::move(name), static_cast<type>(d.below(7)), d.chance(40)};
    };
    w.suffixes = d.chance(60);
    for (std::size_t n = up_to(6); n > 0; --n)
        w.facts.push_back(some_thing(pool.take()));
    for (std::size_t n = up_to(6); n > 0; --n)
        w.attributes.push_back(some_thing(pool.take_for_attribute()));
    for (std::size_t n = up_to(5); n > 0; --n)
        w.lists.push_back({pool.take(), static_cast<fit>(d.below(4))});
    for (std::size_t n = up_to(4); n > 0; --n)
        w.people.push_back(pool.take());
    return w;
}

// ---- users and questions

owned_fact supply(dice& d, const vocabulary& words, std::string name, surety::type t) {
    owned_fact out;
    out.name = std::move(name);
    out.held = form::text;
    switch (t) {
    case type::text:
        out.text = d.pick(words.texts);
        break;
    case type::texts:
        out.held = form::texts;
        for (std::size_t n = d.below(4); n > 0; --n)
            out.texts.push_back(in_some_case(d, d.pick(d.chance(50) ? words.locals : words.texts)));
        break;
    case type::flag:
        out.held = form::flag;
        out.number = d.chance(50);
        break;
    case type::number:
        out.held = form::number;
        out.number = std::strtoll(d.pick(numbers).c_str(), nullptr, 10);
        break;
    case type::time:
        out.text = d.pick(times);
        if (d.chance(40)) {
            out.held = form::time;
            out.time = instant_of(out.text);
            out.text.clear();
        }
        break;
    case type::domain:
        out.text = some_domain(d, words);
        break;
    case type::address:
        out.text = some_address(d, words);
        break;
    }
    return out;
}

owned_fact supply_null(std::string name) {
    owned_fact out;
    out.name = std::move(name);
    return out;
}

owned_fact supply_wrongly(dice& d, const vocabulary& words, std::string name, surety::type t) {
    if (d.chance(20))
        return supply_null(std::move(name));
    if (d.chance(20)) {
        owned_fact out = supply_null(std::move(name));
        out.held = form::other;
        return out;
    }
    if (t == type::domain || t == type::address || t == type::time)
        if (d.chance(50))
            return {std::move(name), d.pick(malformed)};
    const auto other = static_cast<type>(d.below(7));
    return supply(d, words, std::move(name), other); // perhaps right after all
}

surety::user_record make_user(dice& d, const world& w) {
    const vocabulary& words = w.words;
    surety::user_record out;
    out.id = d.pick(ids);
    out.active = d.chance(65);
    for (std::size_t n = d.below(4); n > 0; --n) {
        surety::user_address address;
        address.text = d.chance(4) ? d.pick(malformed) : some_address(d, words);
        address.type =
            d.pick<address_type>({address_type::work, address_type::work, address_type::work,
                                  address_type::none, address_type::home, address_type::other});
        address.primary = d.chance(40);
        address.verified = d.chance(50);
        out.addresses.push_back(address);
    }
    for (const thing& each : w.attributes) {
        std::string const name = in_some_case(d, each.name);
        if (d.chance(5))
            out.attributes.push_back(supply_null(each.name));
        if (each.has_default && d.chance(30))
            continue;
        out.attributes.push_back(supply(d, words, name, each.type));
        if (d.chance(5))
            out.attributes.push_back(supply(d, words, name, type::number)); // comes too late
    }
    if (d.chance(10))
        out.attributes.push_back(supply(d, words, "undeclared-one", type::text));
    d.shuffle(out.addresses);
    return out;
}

/// A record that looks otherwise, but not to a policy.
surety::user_record disguised(dice& d, const vocabulary& words, surety::user_record user) {
    if (!user.addresses.empty() && d.chance(50))
        user.addresses.push_back(d.pick(user.addresses));
    d.shuffle(user.addresses);
    for (surety::user_address& each : user.addresses) {
        each.text = in_some_case(d, each.text);
        if (each.type != address_type::work && d.chance(30))
            each.type = address_type::other;
    }
    if (d.chance(30))
        user.addresses.push_back({d.pick(malformed)});
    if (d.chance(30))
        user.attributes.push_back(supply(d, words, "another-undeclared-one", type::flag));
    for (surety::user_attribute& each : user.attributes) {
        each.name = in_some_case(d, each.name);
        d.shuffle(each.texts);
    }
    return user;
}

std::vector<surety::user_record> make_users(dice& d, const world& w, int size) {
    const vocabulary& words = w.words;
    std::vector<surety::user_record> out;
    std::set<std::string> taken;
    for (std::size_t n = d.below(static_cast<std::size_t>(9 * size / 100) + 4); n > 0; --n) {
        surety::user_record next = make_user(d, w);
        if (taken.insert(next.id).second)
            out.push_back(next);
    }
    if (!out.empty() && d.chance(15)) // an equal record: one user
        out.push_back(d.chance(30) ? d.pick(out) : disguised(d, words, d.pick(out)));
    if (!out.empty() && d.chance(6)) {
        surety::user_record& spoilt = out[d.below(out.size())];
        switch (d.below(4)) {
        case 0:
            spoilt.id.clear();
            break;
        case 1:
            if (!spoilt.attributes.empty())
                spoilt.attributes.erase(spoilt.attributes.begin());
            break;
        case 2:
            for (const thing& each : w.attributes)
                spoilt.attributes.insert(spoilt.attributes.begin(),
                                         supply_wrongly(d, words, each.name, each.type));
            break;
        default: {
            surety::user_record other = spoilt; // an unequal record with the same id
            other.active = !other.active;
            out.push_back(other);
        }
        }
    }
    return out;
}

/// Close to the users and the vocabulary: below, above, beside, glued to it.
std::string
make_identity(dice& d, const vocabulary& words, const std::vector<surety::user_record>& users) {
    if (d.chance(5))
        return d.pick(malformed);
    std::string name = d.pick(words.domains);
    std::string local = d.pick(words.locals);
    if (!users.empty() && d.chance(60)) {
        const surety::user_record& user = d.pick(users);
        if (!user.addresses.empty())
            if (const auto read = naive::read_address(d.pick(user.addresses).text)) {
                name = naive::joined(read->domain);
                local = read->local;
            }
    }
    std::size_t const dot = name.find('.');
    switch (d.below(16)) {
    case 0:
    case 1:
        name = "sub." + name;
        break;
    case 2:
        name = name.substr(dot + 1);
        break;
    case 3:
        name = "zz" + name.substr(dot);
        break;
    case 4:
        name = "evil" + name;
        break;
    case 5:
        name = name + ".example";
        break;
    case 6:
        name = "xn--mnchen-3ya." + name;
        break;
    case 7:
        name = "a.b." + name;
        break;
    default:
        break;
    }
    name = in_some_case(d, name);
    return d.chance(50) ? name : in_some_case(d, local) + "@" + name;
}

question make_question(dice& d, const world& w, const std::vector<surety::user_record>& users) {
    const vocabulary& words = w.words;
    question out;
    out.text = make_identity(d, words, users);
    if (d.chance(15))
        out.kind = d.chance(50) ? naive::kind::domain : naive::kind::email;
    const bool spoilt = d.chance(15);
    for (const thing& each : w.facts) {
        if (spoilt && d.chance(15))
            continue;
        if (spoilt && d.chance(20)) {
            out.facts.push_back(supply_wrongly(d, words, each.name, each.type));
            continue;
        }
        if (each.has_default && d.chance(30))
            continue;
        out.facts.push_back(supply(d, words, each.name, each.type));
    }
    for (const char* const name : {"undeclared-one", "another-undeclared-one", "undeclared-one"})
        if (d.chance(10))
            out.facts.push_back(supply(d, words, name, type::text));
    d.shuffle(out.facts);
    out.now = instant_of(d.pick(times));
    if (d.chance(70))
        out.now = instant_of("2026-03-01T12:00:00Z");
    if (d.chance(3))
        out.now = {};
    return out;
}

} // namespace

scenario make_scenario(std::uint64_t seed, int size) {
    dice d(seed);
    const world w = make_world(d, seed, size);
    writer write(d, w);
    scenario out;
    out.seed = seed;

    if (w.suffixes) {
        out.files["suffixes.dat"] = suffix_file;
        out.items.push_back("public-suffixes file \"suffixes.dat\";");
    }
    const auto declared = [&](const char* what, const thing& each) {
        std::string item = std::string(what) + " " + each.name + ": " +
                           type_names[static_cast<std::size_t>(each.type)];
        if (each.has_default)
            item += " = " + write.literal(each.type);
        out.items.push_back(item + ";");
    };
    for (const thing& each : w.facts)
        declared("fact", each);
    for (const thing& each : w.attributes)
        declared("attribute", each);
    for (const list_thing& each : w.lists)
        out.items.push_back(list_item(d, write, w.words, each, out.files));
    world before = w; // named users may build on those before them, never on themselves
    before.people.clear();
    for (const std::string& each : w.people) {
        out.items.push_back("users " + each + " = " + writer(d, before).people() + ";");
        before.people.push_back(each);
    }
    if (d.chance(15))
        for (std::size_t n = 1 + d.below(2); n > 0; --n)
            out.items.push_back("applies when " + write.condition({false, false}, 2) + ";");
    std::vector<std::string> called = rule_names;
    d.shuffle(called);
    called.resize(1 + d.below(static_cast<std::size_t>(7 * size / 100) + 1));
    for (const std::string& each : called)
        out.items.push_back(write.rule(each, d.chance(70)));
    if (d.chance(30))
        out.items.push_back(test_item(d, write, w, called));
    if (d.chance(50))
        d.shuffle(out.items);

    out.users = make_users(d, w, size);
    out.bound_at = instant_of("2026-03-01T12:00:00Z");
    for (std::size_t i = 0; i < 12; ++i)
        out.questions.push_back(make_question(d, w, out.users));
    return out;
}

std::string make_rule(const scenario& into, std::uint64_t seed, bool allow) {
    // Only what every policy may hold: the declarations of the scenario are not looked at, but its
    // suffixes are, for no rule may widen by a public suffix.
    dice d(seed);
    world w;
    w.words = words_of(into.seed);
    w.suffixes = into.files.contains("suffixes.dat");
    return writer(d, w).rule("added-one", allow);
}

std::string scenario::text() const {
    std::string out = "surety 1;\n";
    for (const std::string& each : items)
        out += each + "\n";
    return out;
}

// ---- what is printed

namespace {

void print(std::ostream& out, const owned_fact& each) {
    out << each.name << " = ";
    switch (each.held) {
    case form::null:
        out << "null";
        break;
    case form::other:
        out << "something else";
        break;
    case form::text:
        out << quoted(each.text);
        break;
    case form::texts:
        out << "{";
        for (const std::string& text : each.texts)
            out << " " << quoted(text);
        out << " }";
        break;
    case form::flag:
        out << (each.number ? "true" : "false");
        break;
    case form::number:
        out << each.number;
        break;
    case form::time:
        out << "instant " << each.time.seconds << "." << each.time.nanoseconds;
        break;
    }
}

} // namespace

std::ostream& operator<<(std::ostream& out, const question& q) {
    out << quoted(q.text)
        << (q.kind == naive::kind::domain  ? " as a domain"
            : q.kind == naive::kind::email ? " as an email"
                                           : "")
        << " at " << q.now.seconds << "." << q.now.nanoseconds;
    for (const owned_fact& each : q.facts) {
        out << "\n    fact ";
        print(out, each);
    }
    return out;
}

std::ostream& operator<<(std::ostream& out, const scenario& s) {
    out << "scenario of seed " << s.seed << (s.reduced ? ", reduced" : "") << "\n" << s.text();
    for (const auto& [path, contents] : s.files) {
        if (s.text().find(path) == std::string::npos)
            continue;
        out << "---- file " << path << "\n" << contents << "\n";
    }
    out << "---- users, bound at " << s.bound_at.seconds << "." << s.bound_at.nanoseconds << "\n";
    for (const surety::user_record& user : s.users) {
        out << quoted(user.id) << (user.active ? " active" : " inactive");
        for (const surety::user_address& each : user.addresses) {
            const char* const types[] = {"", " work", " home", " other"};
            out << "\n   " << types[static_cast<std::size_t>(each.type)]
                << (each.primary ? " primary" : "") << (each.verified ? " verified" : "") << " "
                << quoted(each.text);
        }
        for (const surety::user_attribute& each : user.attributes) {
            out << "\n    with ";
            print(out, each);
        }
        out << "\n";
    }
    out << "---- questions\n";
    for (const question& q : s.questions)
        out << q << "\n";
    return out;
}

supplied_facts::supplied_facts(const std::vector<owned_fact>& facts) {
    for (const owned_fact& each : facts) {
        surety::fact out{each.name, {}};
        switch (each.held) {
        case form::null:
            break;
        case form::other:
            out.value = surety::value::other();
            break;
        case form::text:
            out.value = surety::value(std::string_view(each.text));
            break;
        case form::texts: {
            const auto& views = texts_.emplace_back(each.texts.begin(), each.texts.end());
            out.value = surety::value(std::span<std::string_view const>(views));
            break;
        }
        case form::flag:
            out.value = surety::value(each.number != 0);
            break;
        case form::number:
            out.value = surety::value(each.number);
            break;
        case form::time:
            out.value = surety::value(each.time);
            break;
        }
        facts_.push_back(out);
    }
}

// ---- shrinking

namespace {

using surety::ast::cursor;
using ast_kind = surety::ast::kind;

/// The item with the stretch of one node replaced.
std::string replaced(const std::string& text, surety::source_span span, std::string_view by) {
    std::string out = text;
    return out.replace(span.offset, span.size, by);
}

bool is_condition(ast_kind k) {
    return k == ast_kind::any_of || k == ast_kind::all_of || k == ast_kind::inverse ||
           k == ast_kind::group;
}

/// The item with one condition, clause or entry less, in every way that there is.
std::vector<std::string> smaller_items(const std::string& item) {
    std::string const head = "surety 1; ";
    const auto tree = surety::parse("item", head + item);
    std::vector<std::string> out;
    if (!tree)
        return out;
    for (const surety::ast::node& n : tree->nodes) {
        const cursor at(*tree, n);
        const std::string& whole = tree->text;
        if (is_condition(n.kind))
            for (cursor child : at)
                out.push_back(replaced(whole, n.span, child.text()));
        if (n.kind == ast_kind::when || n.kind == ast_kind::unless || n.kind == ast_kind::where ||
            n.kind == ast_kind::because || n.kind == ast_kind::annotation ||
            n.kind == ast_kind::user || n.kind == ast_kind::expect || n.kind == ast_kind::negation)
            out.push_back(replaced(whole, n.span, ""));
        if (n.kind == ast_kind::strings)
            for (cursor child : at) {
                std::string fewer = "{ ";
                for (cursor other : at)
                    if (!(other == child))
                        fewer += std::string(other.text()) + ", ";
                out.push_back(replaced(whole, n.span, fewer + "}"));
            }
    }
    for (std::string& each : out)
        each.erase(0, head.size());
    return out;
}

} // namespace

std::vector<scenario> reductions(const scenario& s) {
    std::vector<scenario> out;
    const auto add = [&](auto change) {
        scenario smaller = s;
        smaller.reduced = true;
        change(smaller);
        out.push_back(std::move(smaller));
    };
    // Halves first: most of a scenario has nothing to do with why it fails.
    const auto without = [&](auto member) {
        std::size_t const count = (s.*member).size();
        for (std::size_t step = count; step > 0; step /= 2)
            for (std::size_t i = 0; i + step <= count; i += step)
                add([&](scenario& x) {
                    auto const first = (x.*member).begin() + static_cast<std::ptrdiff_t>(i);
                    (x.*member).erase(first, first + static_cast<std::ptrdiff_t>(step));
                });
    };
    if (s.questions.size() > 1)
        for (const question& q : s.questions)
            add([&](scenario& x) { x.questions = {q}; });
    without(&scenario::items);
    without(&scenario::users);
    for (std::size_t i = 0; i < s.items.size(); ++i)
        for (const std::string& item : smaller_items(s.items[i]))
            add([&](scenario& x) { x.items[i] = item; });
    for (std::size_t i = 0; i < s.users.size(); ++i) {
        for (std::size_t k = 0; k < s.users[i].addresses.size(); ++k)
            add([&](scenario& x) {
                x.users[i].addresses.erase(x.users[i].addresses.begin() +
                                           static_cast<std::ptrdiff_t>(k));
            });
        for (std::size_t k = 0; k < s.users[i].attributes.size(); ++k)
            add([&](scenario& x) {
                x.users[i].attributes.erase(x.users[i].attributes.begin() +
                                            static_cast<std::ptrdiff_t>(k));
            });
    }
    for (std::size_t i = 0; i < s.questions.size(); ++i)
        for (std::size_t k = 0; k < s.questions[i].facts.size(); ++k)
            add([&](scenario& x) {
                auto& facts = x.questions[i].facts;
                facts.erase(facts.begin() + static_cast<std::ptrdiff_t>(k));
            });
    return out;
}

namespace {

/// `make(seed, percent)` makes the scenarios.
template <class Make>
rc::Gen<scenario> shrinking(Make make) {
    return [make](const rc::Random& random, int size) {
        rc::Random source = random;
        auto const seed = static_cast<std::uint64_t>(source.next());
        int const percent = std::min(100, 20 + size);
        return rc::shrinkable::shrinkRecur(make(seed, percent), [](scenario const& s) {
            return rc::seq::fromContainer(reductions(s));
        });
    };
}

} // namespace

rc::Gen<scenario> scenarios() {
    return shrinking(make_scenario);
}

rc::Gen<scenario> crowds() {
    return shrinking([](std::uint64_t seed, int) { return make_crowd(seed); });
}

std::size_t case_count(std::size_t usual) {
    const char* const wanted = std::getenv("SURETY_CASES");
    return wanted ? static_cast<std::size_t>(std::strtoull(wanted, nullptr, 10)) : usual;
}

std::uint64_t seed() {
    const char* const wanted = std::getenv("SURETY_SEED");
    return wanted ? std::strtoull(wanted, nullptr, 10) : 1;
}

bool hold(const char* property,
          std::size_t count,
          void (*check)(const scenario&),
          rc::Gen<scenario> (*from)()) {
    rc::detail::TestParams params;
    params.seed = seed();
    params.maxSuccess = static_cast<int>(std::max<std::size_t>(1, count));
    rc::detail::TestMetadata metadata;
    metadata.description = property;
    const auto result = rc::detail::checkTestable(
        [check, from] {
            scenario const s = *from();
            check(s);
        },
        metadata, params);
    rc::detail::printResultMessage(result, std::cerr);
    std::cerr << "\n(SURETY_SEED=" << params.seed << ", " << count << " scenarios)\n";
    return result.is<rc::detail::SuccessResult>();
}

} // namespace properties
