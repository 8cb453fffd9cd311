// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_RELATIONS_HPP
#define SURETY_CHECK_RELATIONS_HPP

#include <surety/check/sets.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace surety::checked {

/// `domain is tagged`: a property and what it is of.
inline bool read_property(checking& c, ast::cursor subject, ast::cursor at, node& atom) {
    const bool of_address = at.word() == word::tagged;
    if (subject.word() != (of_address ? word::address : word::domain)) {
        refuse_type(c, at, quoted(subject.text()) + " cannot be " + quoted(at.text()),
                    of_address ? "write `address is tagged`"
                               : "write `domain is " + std::string(at.text()) + "`");
        return false;
    }
    switch (at.word()) {
    case word::public_suffix:
        atom.code = detail::op::is_public_suffix;
        if (!c.made.declares_public_suffixes)
            c.said.error(code::needs_public_suffixes, at.span(),
                         "`is public-suffix` needs a public suffix list",
                         "declare one: `public-suffixes file \"public_suffix_list.dat\";`");
        return true;
    case word::internationalized:
        atom.code = detail::op::is_internationalized;
        return true;
    case word::mixed_script:
        c.said.error(code::needs_idna, at.span(), "`is mixed-script` needs the IDNA adapter",
                     "without it, `is internationalized` is what can be asked");
        return false;
    default:
        atom.code = detail::op::is_tagged;
        return true;
    }
}

/// An atom about the identity: `domain within freemail`.
inline bool read_relation(checking& c, ast::cursor at, const scene& here, node& atom) {
    ast::cursor const subject = at.child(ast::kind::subject);
    ast::cursor const relation = at.child(ast::kind::relation);
    ast::cursor const target = at.back();
    if (here.where == scene::place::people) {
        use_all(c, at);
        refuse_type(c, subject, quoted(subject.text()) + " cannot stand inside `where`",
                    "there stand attributes of users, compared with literals, lists or each other");
        return false;
    }
    const bool of_name = subject.word() == word::domain || subject.word() == word::org_domain;
    bool good = true;
    if (!of_name && !here.of_emails) {
        c.said.error(code::wrong_kind, subject.span(),
                     quoted(subject.text()) + " is of emails alone, and this is " +
                         std::string(here.of),
                     "only rules of kind `email` may look at it");
        good = false;
    }
    if (subject.word() == word::org_domain) {
        atom.subject = detail::subject::org_domain;
        if (!c.made.declares_public_suffixes)
            c.said.error(code::needs_public_suffixes, subject.span(),
                         "`org-domain` needs a public suffix list",
                         "declare one: `public-suffixes file \"public_suffix_list.dat\";`");
    }
    if (target.is(ast::kind::property))
        return read_property(c, subject, target, atom) && good;

    set_place place;
    place.widens = here.widens(atom.negated);
    switch (relation.word()) {
    case word::within:
        place.relation = detail::relation::within;
        break;
    case word::under:
        place.relation = detail::relation::under;
        break;
    case word::like:
        if (subject.word() == word::local && target.is(ast::kind::string)) {
            std::string pattern = unquote(target.text());
            for (char& letter : pattern)
                letter = detail::fold(letter);
            atom.code = detail::op::local_like;
            atom.other = keep_text(c, std::move(pattern));
            return good;
        }
        break;
    default:
        break;
    }
    const bool suits = relation.word() == word::in ||
                       (relation.word() == word::is && target.is(ast::kind::string)) ||
                       (of_name && place.relation != detail::relation::in);
    if (!suits) {
        use_all(c, target);
        refuse_type(c, relation,
                    quoted(relation.text()) + " cannot follow " + quoted(subject.text()),
                    of_name ? "a domain is compared by `in`, `within`, `under` or `is`"
                            : "write `in` or `is`");
        return false;
    }
    atom.relation = place.relation;
    using detail::op;
    const members of = of_name                           ? members::domains
                       : subject.word() == word::address ? members::addresses
                                                         : members::locals;
    const compared with = read_set(c, target, of, place);
    const bool in_set = with.set != none;
    atom.code = of == members::domains     ? (in_set ? op::name_in_set : op::name_in_operand)
                : of == members::addresses ? (in_set ? op::address_in_set : op::address_in_operand)
                                           : (in_set ? op::local_in_set : op::local_in_operand);
    (in_set ? atom.other : atom.operand) = in_set ? with.set : with.operand;
    return good && (in_set || with.operand != none);
}

} // namespace surety::checked

#endif
