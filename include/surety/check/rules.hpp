// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_RULES_HPP
#define SURETY_CHECK_RULES_HPP

#include <surety/check/conditions.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace surety::checked {

/// Reads the annotations of a rule.
inline void read_annotations(checking& c, ast::cursor item, std::vector<annotation>& out) {
    name_index names;
    std::vector<ast::cursor> at;
    for (ast::cursor const part : item) {
        if (!part.is(ast::kind::annotation))
            continue;
        at.push_back(part.child(ast::kind::name));
        names.add(at.back().text());
        ast::cursor const text = part.child(ast::kind::string);
        out.push_back({std::string(at.back().text()), text ? unquote(text.text()) : std::string()});
    }
    if (at.size() < 2)
        return;
    names.sort();
    const std::vector<std::uint32_t> first = names.firsts();
    for (std::uint32_t i = 0; i < first.size(); ++i)
        if (first[i] != i)
            c.said.error(code::duplicate_name, at[i].span(),
                         "the annotation " + quoted(at[i].text()) + " stands twice on one rule",
                         "remove one");
}

/// The text that is shown to whoever asked: it holds no controls, not even by `\u{…}`.
inline std::string read_because(checking& c, ast::cursor at) {
    ast::cursor const string = at.front();
    std::string text = unquote(string.text());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool c1 =
            byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (byte < 0x20 || byte == 0x7F || c1) {
            c.said.error(code::syntax, string.span(), "a `because` text holds no controls",
                         "it is shown to people: write it in one line, without tabs");
            break;
        }
    }
    return text;
}

/// Reads a rule.
inline void read_rule(checking& c, ast::cursor item) {
    rule read;
    ast::cursor const rule_name = item.child(ast::kind::name);
    ast::cursor const kind = item.child(ast::kind::subject_kind);
    read.name = rule_name.text();
    read.at = c.said.place_of(item.child(ast::kind::effect).span());
    const bool allows = item.child(ast::kind::effect).word() == word::allow;
    read.effect = allows ? effect::allow : effect::deny;
    read.kind = kind.word() == word::domain  ? subject_kind::domain
                : kind.word() == word::email ? subject_kind::email
                                             : subject_kind::any;
    read_annotations(c, item, read.annotations);
    if (ast::cursor const because = item.child(ast::kind::because))
        read.because = read_because(c, because);

    std::string const described = "a rule of kind " + quoted(kind.text());
    scene here;
    here.where = allows ? scene::place::allow : scene::place::deny;
    here.of_emails = read.kind == subject_kind::email;
    here.of = described;

    std::size_t clauses = 0;
    for (ast::cursor const part : item)
        clauses += part.is(ast::kind::when) || part.is(ast::kind::unless);
    std::vector<node>& nodes = c.made.conditions;
    std::size_t const root = nodes.size();
    read.condition = static_cast<std::uint32_t>(root);
    if (clauses != 1)
        nodes.emplace_back(); // all of them
    for (ast::cursor const part : item)
        if (part.is(ast::kind::when) || part.is(ast::kind::unless))
            read_condition(c, part.front(), here, part.is(ast::kind::unless), nodes);
    nodes[root].extent = static_cast<std::uint32_t>(nodes.size() - root);
    if (clauses == 0)
        c.said.warn(code::always_holds, rule_name.span(),
                    "the rule " + quoted(read.name) + " has no conditions and always holds",
                    "say when it holds, or let the outcome be what it is without a rule");
    c.made.rules.push_back(std::move(read));
}

/// Reads an `applies when`: of kind `any`, and no rule.
inline void read_applies(checking& c, ast::cursor item) {
    scene here;
    here.of = "an `applies when`, which looks at domains, too";
    applies read;
    read.condition = static_cast<std::uint32_t>(c.made.conditions.size());
    read.source = one_line(item.front().text());
    read.at = c.said.place_of(item.span());
    read_condition(c, item.front(), here, false, c.made.conditions);
    c.made.applicability.push_back(std::move(read));
}

/// Reads every rule and `applies when`.
inline void read_rules(checking& c) {
    for (ast::cursor const item : ast::cursor(c.source)) {
        if (item.is(ast::kind::rule))
            read_rule(c, item);
        if (item.is(ast::kind::applies))
            read_applies(c, item);
    }
    if (c.first_trust.size != 0 && !c.made.declares_public_suffixes)
        c.said.warn(code::no_public_suffixes, c.first_trust,
                    "people's domains are trusted, and a user at a public suffix such as `co.uk` "
                    "would vouch for everything below it",
                    "declare one: `public-suffixes file \"public_suffix_list.dat\";`");
}

} // namespace surety::checked

#endif
