// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_NAMES_HPP
#define SURETY_CHECK_NAMES_HPP

#include <surety/ast.hpp>
#include <surety/check/model.hpp>
#include <surety/check/name_index.hpp>
#include <surety/check/report.hpp>
#include <surety/detail/ascii.hpp>
#include <surety/reader.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace surety::checked {

/// What a name of the shared name space may stand for; a sum of them says what would do.
enum thing : std::uint8_t { a_list = 1, a_fact = 2, an_attribute = 4, named_people = 8 };

/// A list, a fact, an attribute or named users, as declared.
struct declared {
    thing what = a_list;
    std::uint32_t index = 0; ///< into the array of its kind
    bool used = false;
    ast::cursor name;
};

/// How the rules use a list: each entry has to fit every use. A span of size 0: not so used.
struct list_uses {
    source_span as_domains; ///< where a single label will not do
    source_span as_names;   ///< where a single label will do
    source_span as_addresses;
};

/// What `check` knows while it works: the tree, what was made of it so far, and what was said.
struct checking {
    const ast::policy& source;
    reader* files;
    contents made;
    report said;

    std::vector<declared> things;
    name_index thing_names;
    name_index rule_names;
    suggestion nearest;

    std::vector<list_uses> uses;        ///< of each list
    std::vector<ast::cursor> filters;   ///< conditions of `where` that are still to be read
    std::vector<source_span> set_spans; ///< of each set
    source_span first_trust;            ///< in people's domains, by `within` or `under`

    checking(const ast::policy& policy, reader* reader)
        : source(policy), files(reader), said(policy) {}
};

/// The kind of a thing, for messages: `a list`.
inline std::string_view described(thing what) noexcept {
    switch (what) {
    case a_list:
        return "a list";
    case a_fact:
        return "a fact";
    case an_attribute:
        return "an attribute";
    case named_people:
        return "a name for users";
    }
    return "something else";
}

/// The first thing that was declared so, or nothing.
inline declared* find(checking& c, std::string_view name) noexcept {
    std::uint32_t const index = c.thing_names.find(name);
    return index == name_index::none ? nullptr : &c.things[index];
}

/// Counts every name below a node as used. For what is not looked at after an error, lest the
/// names in it be called unused, too.
inline void use_all(checking& c, ast::cursor below) {
    if (below.is(ast::kind::name))
        if (declared* const thing = find(c, below.text()))
            thing->used = true;
    for (ast::cursor const child : below)
        use_all(c, child);
}

/// The thing a name stands for, when it is one of the `fitting`. Otherwise says so; `wanted` says
/// what would fit: "a list".
inline const declared*
find_fitting(checking& c, ast::cursor name, unsigned fitting, std::string_view wanted) {
    if (const declared* const thing = find(c, name.text())) {
        if ((thing->what & fitting) != 0)
            return thing;
        std::string help = quoted(name.text()) + " is declared in ";
        help += c.said.line_of(thing->name.span());
        if (thing->what == an_attribute && (fitting & a_fact) != 0)
            help += "; attributes are known only inside `where`";
        if (thing->what == a_fact && (fitting & an_attribute) != 0)
            help += "; inside `where` stand attributes, and lists behind `in`";
        c.said.error(code::wrong_type, name.span(),
                     quoted(name.text()) + " is " + std::string(described(thing->what)) +
                         ", and here stands " + std::string(wanted),
                     std::move(help));
        return nullptr;
    }
    c.nearest.start(name.text());
    for (std::size_t i = 0; i < c.things.size() && c.nearest.goes_on(); ++i)
        if ((c.things[i].what & fitting) != 0)
            c.nearest.consider(c.things[i].name.text());
    if (declared* const meant = find(c, c.nearest.best()))
        meant->used = true;
    c.said.error(code::unknown_name, name.span(), "unknown name " + quoted(name.text()),
                 c.nearest.best().empty() ? "declare it: here stands " + std::string(wanted)
                                          : "did you mean " + quoted(c.nearest.best()) + "?");
    return nullptr;
}

/// The same, and a use of the thing.
inline const declared*
resolve(checking& c, ast::cursor name, unsigned fitting, std::string_view wanted) {
    if (declared* const thing = find(c, name.text()))
        thing->used = true;
    return find_fitting(c, name, fitting, wanted);
}

/// Says that a name is declared twice.
inline void refuse_duplicate(checking& c, ast::cursor again, ast::cursor first) {
    c.said.error(code::duplicate_name, again.span(), quoted(again.text()) + " is declared twice",
                 "the first is in " + c.said.line_of(first.span()) + "; give one another name");
}

/// The declared type of a fact or an attribute.
inline surety::type type_of(ast::cursor type) noexcept {
    switch (type.word()) {
    case word::texts:
        return surety::type::texts;
    case word::flag:
        return surety::type::flag;
    case word::number:
        return surety::type::number;
    case word::time:
        return surety::type::time;
    case word::domain:
        return surety::type::domain;
    case word::address:
        return surety::type::address;
    default:
        return surety::type::text;
    }
}

/// Enters every declaration of the policy: names, kinds, types. Bodies are read later, since use
/// before declaration is fine.
inline void declare(checking& c) {
    std::vector<ast::cursor> rules;
    const auto add = [&c](ast::cursor item, thing what, std::size_t index) {
        ast::cursor const name = item.child(ast::kind::name);
        c.things.push_back({what, static_cast<std::uint32_t>(index), false, name});
        c.thing_names.add(name.text());
    };
    for (ast::cursor const item : ast::cursor(c.source)) {
        switch (item.kind()) {
        case ast::kind::list:
            add(item, a_list, c.made.lists.size());
            c.made.lists.emplace_back();
            c.made.lists.back().name = c.things.back().name.text();
            break;
        case ast::kind::fact:
        case ast::kind::attribute: {
            const bool fact = item.is(ast::kind::fact);
            std::vector<operand>& all = fact ? c.made.facts : c.made.attributes;
            add(item, fact ? a_fact : an_attribute, all.size());
            all.emplace_back();
            all.back().name = c.things.back().name.text();
            all.back().type = type_of(item.child(ast::kind::type));
            break;
        }
        case ast::kind::named_users:
            add(item, named_people, c.made.named_users.size());
            c.made.named_users.emplace_back();
            break;
        case ast::kind::rule:
            rules.push_back(item.child(ast::kind::name));
            c.rule_names.add(rules.back().text());
            break;
        default:
            break;
        }
    }
    c.uses.resize(c.made.lists.size());
    c.thing_names.sort();
    c.rule_names.sort();

    std::vector<std::uint32_t> first = c.thing_names.firsts();
    for (std::uint32_t i = 0; i < first.size(); ++i)
        if (first[i] != i) {
            c.things[i].used = true; // one complaint will do
            refuse_duplicate(c, c.things[i].name, c.things[first[i]].name);
        }
    first = c.rule_names.firsts();
    for (std::uint32_t i = 0; i < first.size(); ++i)
        if (first[i] != i)
            refuse_duplicate(c, rules[i], rules[first[i]]);
}

/// Attributes are found in user data without regard to letter case, so no two may differ in that
/// alone.
inline void refuse_like_attributes(checking& c) {
    std::vector<std::string> folded;
    std::vector<ast::cursor> names;
    for (const declared& thing : c.things)
        if (thing.what == an_attribute) {
            names.push_back(thing.name);
            folded.emplace_back(thing.name.text());
            for (char& letter : folded.back())
                letter = detail::fold(letter);
        }
    name_index index;
    for (const std::string& name : folded)
        index.add(name);
    index.sort();
    const std::vector<std::uint32_t> first = index.firsts();
    for (std::uint32_t i = 0; i < first.size(); ++i)
        if (names[first[i]].text() != names[i].text())
            c.said.error(code::duplicate_name, names[i].span(),
                         quoted(names[i].text()) + " differs only in letter case from " +
                             quoted(names[first[i]].text()),
                         "letter case does not count in the names of attributes; the first is in " +
                             c.said.line_of(names[first[i]].span()));
}

/// Warns of what was declared and is used nowhere.
inline void warn_of_unused(checking& c) {
    for (const declared& thing : c.things)
        if (!thing.used)
            c.said.warn(code::unused_name, thing.name.span(),
                        quoted(thing.name.text()) + " is " + std::string(described(thing.what)) +
                            " that nothing uses",
                        "use it in a rule or remove it");
}

} // namespace surety::checked

#endif
