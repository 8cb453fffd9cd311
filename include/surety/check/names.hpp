// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_NAMES_HPP
#define SURETY_CHECK_NAMES_HPP

#include <surety/ast.hpp>
#include <surety/check/model.hpp>
#include <surety/check/name_index.hpp>
#include <surety/check/report.hpp>
#include <surety/detail/ascii.hpp>
#include <surety/detail/suggestion.hpp>
#include <surety/idna_adapter.hpp>
#include <surety/literal.hpp>
#include <surety/reader.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

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

/// How the rules use a list, and where first: each entry has to fit every use.
struct list_uses {
    ast::cursor as_domains; ///< where a single label will not do
    ast::cursor as_known;   ///< where a public suffix will not do, either: it is nobody's name
    ast::cursor as_trusted; ///< where a single label will not do, and a public suffix is warned of
    ast::cursor as_names;   ///< where both will do
    ast::cursor as_addresses;
    ast::cursor as_locals; ///< where what is none is warned of: no address has it
};

/// What `check` knows while it works: the tree, what was made of it so far, and what was said.
struct checking {
    const ast::policy& source;
    reader* files;
    const idna_adapter* names;
    contents& made;
    report said;

    record_array<declared> things;
    name_index thing_names;
    name_index rule_names;
    detail::suggestion nearest;
    text_builder meant;                    ///< what a STRING stands for, while it is looked at
    name_index some_names;                 ///< that are held against each other, while they are
    record_array<ast::cursor> some_places; ///< where they stand

    record_array<list_uses> uses;         ///< of each list
    record_array<ast::cursor> filters;    ///< conditions of `where` that are still to be read
    source_span chain;                    ///< the `and` or `or` that is read now
    record_array<ast::cursor> set_places; ///< of each set
    ast::cursor first_trust;              ///< in people's domains, by `within` or `under`

    SURETY_NOINLINE
    checking(const ast::policy& policy, reader* reader, const idna_adapter* adapter, contents& out)
        : source(policy), files(reader), names(adapter), made(out), said(policy) {
        detail::assign(made.file, policy.name);
    }

    SURETY_NOINLINE ~checking() {} // one, not one for each way out of `check`

    /// Keeps a text of the program.
    text_ref keep(std::string_view text) { return made.chars.add(text); }

    /// Keeps what a STRING stands for.
    text_ref keep_string(ast::cursor string) { return add_unquoted(made.chars, string); }

    /// What a STRING stands for: good until the next is read.
    SURETY_NOINLINE std::string_view read_string(ast::cursor string) {
        meant.clear();
        detail::append_unquoted(meant, string.text());
        return meant.text();
    }

    /// The same, in a pool.
    SURETY_NOINLINE static text_ref add_unquoted(text_pool& pool, ast::cursor string) {
        std::size_t const from = pool.size();
        detail::append_unquoted(pool, string.text());
        return {index(from), index(pool.size() - from)};
    }
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
SURETY_NOINLINE inline declared* find(checking& c, std::string_view name) noexcept {
    std::uint32_t const index = c.thing_names.find(name);
    return index == none ? nullptr : &c.things[index];
}

/// Counts every name below a node as used. For what is not looked at after an error, lest the
/// names in it be called unused, too.
SURETY_COLD inline void use_all(checking& c, ast::cursor below) {
    if (below.kind() == ast::kind::name)
        if (declared* const thing = find(c, below.text()))
            thing->used = true;
    for (ast::cursor const child : below)
        use_all(c, child);
}

/// Whether a name comes after `where` and its one term, joined by `and` or `or`.
SURETY_COLD inline bool is_behind_where(const checking& c, ast::cursor name) noexcept {
    return !c.filters.empty() && c.filters.back().span().offset >= c.chain.offset &&
           name.span().offset < c.chain.offset + c.chain.size;
}

/// The thing a name stands for, when it is one of the `fitting`. Otherwise says so; `wanted` says
/// what would fit: "a list".
inline const declared*
find_fitting(checking& c, ast::cursor name, unsigned fitting, std::string_view wanted) {
    if (const declared* const thing = find(c, name.text())) {
        if ((thing->what & fitting) != 0)
            return thing;
        std::string_view hint;
        if (thing->what == an_attribute && (fitting & a_fact) != 0) {
            if (is_behind_where(c, name)) {
                c.said.tell(messages::behind_where, name);
                return nullptr;
            }
            hint = "; attributes are known only inside `where`";
        }
        if (thing->what == a_fact && (fitting & an_attribute) != 0)
            hint = "; inside `where` stand attributes, and lists behind `in`";
        c.said.tell(messages::wrong_thing, name,
                    {thing->name.text(), described(thing->what), wanted, hint});
        return nullptr;
    }
    c.nearest.start(name.text());
    for (std::size_t i = 0; i < c.things.size() && c.nearest.goes_on(); ++i)
        (c.things[i].what & fitting) != 0 ? c.nearest.consider(c.things[i].name.text())
                                          : c.nearest.pass_by();
    std::string_view const best = c.nearest.best();
    if (declared* const meant = find(c, best))
        meant->used = true;
    if (best.empty())
        c.said.tell(messages::unknown_name, name, wanted);
    else
        c.said.tell(messages::misspelt_name, name, best);
    return nullptr;
}

/// The same, and a use of the thing.
inline const declared*
resolve(checking& c, ast::cursor name, unsigned fitting, std::string_view wanted) {
    if (declared* const thing = find(c, name.text()))
        thing->used = true;
    return find_fitting(c, name, fitting, wanted);
}

/// The declared type of a fact or an attribute. Five of the words stand in the order of the types.
inline surety::type type_of(word w) noexcept {
    static_assert(static_cast<int>(word::time) - static_cast<int>(word::text) ==
                  static_cast<int>(surety::type::time));
    return w == word::domain ? surety::type::domain
           : w == word::address
               ? surety::type::address
               : static_cast<surety::type>(static_cast<int>(w) - static_cast<int>(word::text));
}

/// Enters every declaration of the policy: names, kinds, types. Bodies are read later, since use
/// before declaration is fine.
inline void declare(checking& c) {
    record_array<ast::cursor>& rules = c.some_places;
    rules.clear();
    for (ast::cursor const item : ast::cursor(c.source)) {
        ast::cursor const name = item.child(ast::kind::name);
        switch (item.kind()) {
        case ast::kind::list:
            c.things.push_back({a_list, index(c.made.lists.size()), false, name});
            c.made.lists.emplace_back();
            break;
        case ast::kind::fact:
        case ast::kind::attribute: {
            const bool fact = item.kind() == ast::kind::fact;
            record_array<detail::operand_record>& all = fact ? c.made.facts : c.made.attributes;
            c.things.push_back({fact ? a_fact : an_attribute, index(all.size()), false, name});
            all.push_back({c.keep(name.text()),
                           static_cast<std::uint32_t>(type_of(item.child(ast::kind::type).word())),
                           0, 0});
            break;
        }
        case ast::kind::named_users:
            c.things.push_back({named_people, index(c.made.named_users.size()), false, name});
            c.made.named_users.emplace_back();
            break;
        case ast::kind::rule:
            rules.push_back(name);
            break;
        default:
            break;
        }
    }
    c.uses.resize(c.made.lists.size());
    for (const declared& thing : c.things)
        c.thing_names.add(thing.name.text());
    for (ast::cursor const rule : rules)
        c.rule_names.add(rule.text());
    c.thing_names.sort();
    c.rule_names.sort();

    for (std::uint32_t i = 0; i < c.things.size(); ++i)
        if (std::uint32_t const first = c.thing_names.first(i); first != i) {
            c.things[i].used = true; // one complaint will do
            c.said.tell(messages::declared_twice, c.things[i].name, c.things[first].name.text());
        }
    for (std::uint32_t i = 0; i < rules.size(); ++i)
        if (std::uint32_t const first = c.rule_names.first(i); first != i)
            c.said.tell(messages::declared_twice, rules[i], rules[first].text());
}

/// Attributes are found in user data without regard to letter case, so no two may differ in that
/// alone.
inline void refuse_like_attributes(checking& c) {
    text_builder& folded = c.meant;
    record_array<ast::cursor>& names = c.some_places;
    folded.clear();
    names.clear();
    for (const declared& thing : c.things)
        if (thing.what == an_attribute) {
            names.push_back(thing.name);
            folded.put(thing.name.text());
        }
    for (char& letter : folded)
        letter = detail::fold(letter);
    name_index& index = c.some_names;
    index.clear();
    const char* rest = folded.data();
    for (ast::cursor const name : names) {
        index.add({rest, name.text().size()});
        rest += name.text().size();
    }
    index.sort();
    for (std::uint32_t i = 0; i < names.size(); ++i)
        if (names[index.first(i)].text() != names[i].text())
            c.said.tell(messages::like_attributes, names[i], names[index.first(i)].text());
}

/// Warns of what was declared and is used nowhere.
inline void warn_of_unused(checking& c) {
    for (const declared& thing : c.things)
        if (!thing.used)
            c.said.tell(messages::unused, thing.name, described(thing.what));
}

} // namespace surety::checked

#endif
