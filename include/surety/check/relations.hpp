// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_RELATIONS_HPP
#define SURETY_CHECK_RELATIONS_HPP

#include <surety/check/sets.hpp>
#include <surety/detail/look_alike.hpp>
#include <surety/parse_identity.hpp>

#include <cstdint>
#include <string_view>

namespace surety::checked {

using detail::node;
using detail::op;

/// Says that something needs a public suffix list, unless the policy declares one.
SURETY_NOINLINE inline void need_suffixes(checking& c, ast::cursor at, std::string_view what) {
    if (!c.made.declares_public_suffixes)
        c.said.tell(messages::needs_suffixes, at, what);
}

/// `domain is tagged`: a property and what it is of.
inline bool read_property(checking& c, ast::cursor subject, ast::cursor at, node& atom) {
    const word fitting = at.word() == word::tagged ? word::address : word::domain;
    if (subject.word() != fitting) {
        c.said.tell(messages::wrong_property, at, {subject.text(), name(fitting)});
        return false;
    }
    switch (at.word()) {
    case word::public_suffix:
        atom.code = op::is_public_suffix;
        need_suffixes(c, at, "`is public-suffix`");
        return true;
    case word::internationalized:
        atom.code = op::is_internationalized;
        return true;
    case word::mixed_script:
        atom.code = op::is_mixed_script;
        if (!c.names)
            c.said.tell(messages::mixed_script_needs_idna, at);
        return true;
    default:
        atom.code = op::is_tagged;
        return true;
    }
}

/// `domain is look-alike of { "example.com" }`.
inline void
read_look_alike(checking& c, ast::cursor subject, ast::cursor at, const scene& here, node& atom) {
    if (subject.word() != word::domain)
        c.said.tell(messages::no_look_alike, subject);
    if (here.where != scene::place::deny || atom.negated)
        c.said.tell(messages::look_alike_allows, at);
    need_suffixes(c, at, "`is look-alike of`");
    if (!c.names)
        c.said.tell(messages::look_alike_needs_idna, at);
    atom.code = op::is_look_alike;
    atom.a = read_set(c, at.front(), members::look_alikes, {}).set;
}

/// Makes the keys by which sets of look-alikes that are not of people know their members: of a list
/// once. What has no registrable domain has none.
inline void make_look_alikes(checking& c) {
    detail::look_alike_keys keys;
    record_array<range_ref> of_lists;
    of_lists.resize(c.made.lists.size(), {none, 0});
    for (std::size_t at = 0; at < c.made.sets.size(); ++at) {
        set& s = c.made.sets[at];
        if (s.members != members::look_alikes || s.of_people || !c.names)
            continue;
        if (s.list != none && of_lists[s.list].first != none) {
            s.in_place = of_lists[s.list];
            continue;
        }
        const range_ref given = s.list == none ? s.in_place : c.made.lists[s.list];
        s.in_place.first = index(c.made.entries.size());
        for (std::uint32_t i = given.first; i < given.first + given.count; ++i) {
            char canonical[detail::longest_domain];
            const auto scan = detail::scan_bytes(c.made.name(i), canonical);
            std::size_t const suffix = c.made.suffixes.suffix_labels({canonical, scan.size});
            if (!scan || suffix >= scan.labels)
                continue;
            const char* const end = canonical + scan.size;
            const char* first = end; // of the suffix and the label before it
            for (std::size_t dots = 0; first > canonical; --first)
                if (first[-1] == '.' && ++dots > suffix)
                    break;
            keys.make({first, static_cast<std::size_t>(end - first)}, *c.names);
            if (!keys.are_known()) {
                c.said.tell(messages::no_look, c.set_places[at], c.made.name(i));
                break; // one complaint will do
            }
            c.made.entries.push_back(c.made.entry_chars.add(keys.skeleton()));
            c.made.entries.push_back(c.made.entry_chars.add(keys.own()));
        }
        s.in_place.count = index(c.made.entries.size()) - s.in_place.first;
        if (s.list != none)
            of_lists[s.list] = s.in_place;
    }
}

/// `local like "no*"`. The pattern is kept in small letters.
inline void read_pattern(checking& c, ast::cursor at, node& atom) {
    const text_ref kept = c.keep_string(at);
    bool fits = kept.size > 0;
    for (std::uint32_t i = kept.offset; i < kept.offset + kept.size; ++i) {
        fits = fits && detail::local_bytes[c.made.chars[i]] != 0; // `*` and `?` are such, too
        c.made.chars[i] = detail::fold(c.made.chars[i]);
    }
    if (!fits)
        c.said.tell(messages::no_local_is_like, at,
                    help_for_local(c.made.chars[kept], kept.size > 0 ? reason::bad_local_character
                                                                     : reason::empty_local));
    atom.code = op::local_like;
    atom.b = kept.offset;
    atom.c = kept.size;
}

/// What the code of an atom is, by what it compares and with what.
inline op code_of(members of, bool with_set) noexcept {
    switch (of) {
    case members::domains:
        return with_set ? op::name_in_set : op::name_in_operand;
    case members::addresses:
        return with_set ? op::address_in_set : op::address_in_operand;
    case members::locals:
        return with_set ? op::local_in_set : op::local_in_operand;
    default:
        return with_set ? op::text_in_set : op::text_in_operand;
    }
}

/// An atom about the identity: `domain within freemail`.
inline void read_relation(checking& c, ast::cursor at, const scene& here, node& atom) {
    ast::cursor const subject = at.child(ast::kind::subject);
    ast::cursor const relation = at.child(ast::kind::relation);
    ast::cursor const target = at.back();
    if (here.where == scene::place::people) {
        use_all(c, at);
        c.said.tell(messages::identity_in_where, subject);
        return;
    }
    const members of = subject.word() == word::address ? members::addresses
                       : subject.word() == word::local ? members::locals
                                                       : members::domains;
    if (of != members::domains && !here.of_emails)
        c.said.tell(here.where == scene::place::applies ? messages::of_emails_in_applies
                                                        : messages::of_emails_alone,
                    subject, here.of_kind);
    if (subject.word() == word::org_domain) {
        atom.subject_or_type = static_cast<std::uint8_t>(detail::subject::org_domain);
        need_suffixes(c, subject, "`org-domain`");
    }
    if (target.is(ast::kind::look_alike)) {
        read_look_alike(c, subject, target, here, atom);
        return;
    }
    if (target.is(ast::kind::property)) {
        read_property(c, subject, target, atom);
        return;
    }
    if (relation.word() == word::like && of == members::locals && target.is(ast::kind::string)) {
        read_pattern(c, target, atom);
        return;
    }
    if (relation.word() == word::within)
        atom.relation = detail::relation::within;
    if (relation.word() == word::under)
        atom.relation = detail::relation::under;
    const bool suits = relation.word() == word::in ||
                       (relation.word() == word::is && target.is(ast::kind::string)) ||
                       (of == members::domains && atom.relation != detail::relation::in);
    if (!suits) {
        use_all(c, target);
        c.said.tell(messages::wrong_relation, relation,
                    {subject.text(), of == members::domains
                                         ? "a domain is compared by `in`, `within`, `under` or `is`"
                                         : "write `in` or `is`"});
        return;
    }
    const compared with =
        read_set(c, target, of, {atom.relation, here.widens(atom.negated), false});
    atom.code = code_of(of, with.set != none);
    atom.a = with.set != none ? with.set : with.operand;
}

} // namespace surety::checked

#endif
