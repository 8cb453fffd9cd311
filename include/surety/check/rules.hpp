// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_RULES_HPP
#define SURETY_CHECK_RULES_HPP

#include <surety/check/conditions.hpp>
#include <surety/program.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::checked {

/// Reads the annotations of a rule.
inline range_ref read_annotations(checking& c, ast::cursor item) {
    range_ref range{index(c.made.annotations.size()), 0};
    name_index& names = c.some_names;
    record_array<ast::cursor>& at = c.some_places;
    names.clear();
    at.clear();
    for (ast::cursor const part : item) {
        if (part.kind() != ast::kind::annotation)
            continue;
        ast::cursor const name = part.child(ast::kind::name);
        ast::cursor const text = part.child(ast::kind::string);
        at.push_back(name);
        names.add(name.text());
        c.made.annotations.push_back(
            {c.keep(name.text()), text ? c.keep_string(text) : text_ref{}});
        ++range.count;
    }
    names.sort();
    for (std::uint32_t i = 0; i < at.size(); ++i)
        if (names.first(i) != i)
            c.said.tell(messages::second_annotation, at[i]);
    return range;
}

/// The text that is shown to whoever asked: it holds no controls, not even by `\u{…}`.
inline text_ref read_because(checking& c, ast::cursor string) {
    const text_ref kept = c.keep_string(string);
    std::string_view const text = c.made.text(kept);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool c1 =
            byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (byte < 0x20 || byte == 0x7F || c1) {
            c.said.tell(messages::control_in_because, string);
            break;
        }
    }
    return kept;
}

/// Reads the clauses of a rule as one condition: all `when` hold and no `unless`.
inline std::uint32_t read_clauses(checking& c, ast::cursor item, const scene& here) {
    std::size_t clauses = 0;
    for (ast::cursor const part : item)
        clauses += part.kind() == ast::kind::when || part.kind() == ast::kind::unless;
    record_array<node>& nodes = c.made.conditions;
    std::size_t const root = nodes.size();
    if (clauses != 1)
        nodes.emplace_back(); // all of them
    for (ast::cursor const part : item)
        if (part.kind() == ast::kind::when || part.kind() == ast::kind::unless)
            read_condition(c, part.front(), here, part.kind() == ast::kind::unless, nodes);
    nodes[root].extent = index(nodes.size() - root);
    if (clauses == 0)
        c.said.tell(messages::always_holds, item.child(ast::kind::name));
    return index(root);
}

/// Reads a rule.
inline void read_rule(checking& c, ast::cursor item) {
    ast::cursor const does = item.child(ast::kind::effect);
    ast::cursor const kind = item.child(ast::kind::subject_kind);
    const bool allows = does.word() == word::allow;
    detail::rule_record read;
    read.name = c.keep(item.child(ast::kind::name).text());
    read.at = c.said.place_of(does.span());
    read.effect = static_cast<std::uint32_t>(allows ? effect::allow : effect::deny);
    read.kind = static_cast<std::uint32_t>(kind.word() == word::domain  ? subject_kind::domain
                                           : kind.word() == word::email ? subject_kind::email
                                                                        : subject_kind::any);
    read.annotations = read_annotations(c, item);
    if (ast::cursor const because = item.child(ast::kind::because))
        read.because = read_because(c, because.front());
    scene here;
    here.where = allows ? scene::place::allow : scene::place::deny;
    here.of_emails = kind.word() == word::email;
    here.of_kind = kind.text();
    read.condition = read_clauses(c, item, here);
    c.made.rules.push_back(read);
}

/// Reads an `applies when`: of kind `any`, and no rule.
inline void read_applies(checking& c, ast::cursor item) {
    std::uint32_t const root = index(c.made.conditions.size());
    read_condition(c, item.front(), {}, false, c.made.conditions);
    c.made.applies.push_back({root, keep_one_line(c, item.front()), c.said.place_of(item.span())});
}

/// Reads every rule and `applies when`.
inline void read_rules(checking& c) {
    for (ast::cursor const item : ast::cursor(c.source)) {
        if (item.kind() == ast::kind::rule)
            read_rule(c, item);
        if (item.kind() == ast::kind::applies)
            read_applies(c, item);
    }
    if (c.first_trust && !c.made.declares_public_suffixes)
        c.said.tell(messages::trusts_public_suffixes, c.first_trust);
}

} // namespace surety::checked

#endif
