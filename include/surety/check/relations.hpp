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

/// Says that something needs a public suffix list, unless the policy declares one.
SURETY_NOINLINE inline void need_suffixes(checking& c, source_span where, std::string_view what) {
    if (!c.made.declares_public_suffixes)
        c.said.error(code::needs_public_suffixes, where, {what, " needs a public suffix list"},
                     {"declare one: `public-suffixes file \"public_suffix_list.dat\";`"});
}

/// `domain is tagged`: a property and what it is of.
inline bool read_property(checking& c, ast::cursor subject, ast::cursor at, node& atom) {
    const bool of_address = at.word() == word::tagged;
    if (subject.word() != (of_address ? word::address : word::domain)) {
        refuse_type(c, at, {"`", subject.text(), "` cannot be `", at.text(), "`"},
                    {of_address ? "write `address is " : "write `domain is ", at.text(), "`"});
        return false;
    }
    switch (at.word()) {
    case word::public_suffix:
        atom.code = detail::op::is_public_suffix;
        need_suffixes(c, at.span(), "`is public-suffix`");
        return true;
    case word::internationalized:
        atom.code = detail::op::is_internationalized;
        return true;
    case word::mixed_script:
        atom.code = detail::op::is_mixed_script;
        if (!c.names)
            c.said.error(code::needs_idna, at.span(), {"`is mixed-script` needs the IDNA adapter"},
                         {"without it, `is internationalized` is what can be asked"});
        return true;
    default:
        atom.code = detail::op::is_tagged;
        return true;
    }
}

/// `domain is look-alike of { "example.com" }`.
inline void
read_look_alike(checking& c, ast::cursor subject, ast::cursor at, const scene& here, node& atom) {
    if (subject.word() != word::domain)
        refuse_type(c, subject, {"`", subject.text(), "` cannot be `look-alike`"},
                    {"write `domain is look-alike of`: it compares registrable domains"});
    if (here.where != scene::place::deny || atom.negated)
        c.said.error(code::contradiction, at.span(), {"`is look-alike of` can only deny"},
                     {"looks prove nothing: let a `deny` rule ask it, without `not`"});
    need_suffixes(c, at.span(), "`is look-alike of`");
    if (!c.names)
        c.said.error(code::needs_idna, at.span(), {"`is look-alike of` needs the IDNA adapter"},
                     {"without it, a list can name what is known to be mistaken for others"});
    atom.code = detail::op::is_look_alike;
    atom.a = read_set(c, at.front(), members::look_alikes, {}).set;
}

/// Makes the keys by which sets of look-alikes that are not of people know their members. What has
/// no registrable domain has none.
inline void make_look_alikes(checking& c) {
    detail::look_alike_keys keys;
    for (set& s : c.made.sets) {
        if (s.members != members::look_alikes || s.of_people || !c.names)
            continue;
        const range_ref given = s.list == none ? s.in_place : c.made.lists[s.list];
        s.in_place.first = index(c.made.entries.size());
        for (std::uint32_t i = given.first; i < given.first + given.count; ++i) {
            const parsed_identity name = parse_identity(c.made.name(i), identity_kind::domain);
            std::size_t const suffix =
                name ? c.made.suffixes.suffix_labels(name.value.domain()) : 0;
            if (!name || suffix >= name.value.labels())
                continue;
            keys.make(name.value.suffix(suffix + 1), *c.names);
            c.made.entries.push_back(c.made.entry_chars.add(keys.skeleton()));
            c.made.entries.push_back(c.made.entry_chars.add(keys.own()));
        }
        s.in_place.count = index(c.made.entries.size()) - s.in_place.first;
    }
}

/// `local like "no*"`. The pattern is kept in small letters.
inline void read_pattern(checking& c, ast::cursor at, node& atom) {
    const text_ref kept = c.keep_string(at);
    for (std::uint32_t i = kept.offset; i < kept.offset + kept.size; ++i)
        c.made.chars[i] = detail::fold(c.made.chars[i]);
    atom.code = detail::op::local_like;
    atom.b = kept.offset;
    atom.c = kept.size;
}

/// What the code of an atom is, by what it compares and with what.
inline detail::op code_of(members of, bool with_set) noexcept {
    using detail::op;
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
        refuse_type(c, subject, {"`", subject.text(), "` cannot stand inside `where`"},
                    {"there stand attributes of users, compared with literals, lists or each "
                     "other"});
        return;
    }
    const members of = subject.word() == word::address ? members::addresses
                       : subject.word() == word::local ? members::locals
                                                       : members::domains;
    const bool applies = here.where == scene::place::applies;
    if (of != members::domains && !here.of_emails)
        c.said.error(
            code::wrong_kind, subject.span(),
            {"`", subject.text(), "` is of emails alone, and this is ",
             applies ? "an `applies when`, which looks at domains, too" : "a rule of kind `",
             here.of_kind, applies ? "" : "`"},
            {"only rules of kind `email` may look at it"});
    if (subject.word() == word::org_domain) {
        atom.subject_or_type = static_cast<std::uint8_t>(detail::subject::org_domain);
        need_suffixes(c, subject.span(), "`org-domain`");
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
        refuse_type(c, relation, {"`", relation.text(), "` cannot follow `", subject.text(), "`"},
                    {of == members::domains
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
