// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_CONDITIONS_HPP
#define SURETY_CHECK_CONDITIONS_HPP

#include <surety/check/sets.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace surety::checked {

/// Says that an atom asks something of a value that it does not have.
inline void refuse_type(checking& c, ast::cursor at, std::string message, std::string help) {
    c.said.error(code::wrong_type, at.span(), std::move(message), std::move(help));
}

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

/// The fact, or inside `where` the attribute, that an atom is about.
inline const operand*
read_operand(checking& c, ast::cursor name, const scene& here, std::uint32_t& index) {
    const bool filter = here.where == scene::place::people;
    const declared* const thing =
        resolve(c, name, filter ? an_attribute : a_fact,
                filter ? "an attribute, for this is inside `where`"
                       : "a fact, for attributes are known only inside `where`");
    if (!thing)
        return nullptr;
    index = thing->index;
    return &(filter ? c.made.attributes : c.made.facts)[index];
}

/// `is` with a literal or with another operand.
inline bool
read_equality(checking& c, ast::cursor left, ast::cursor right, const scene& here, node& atom) {
    if (!right.is(ast::kind::name)) {
        literal value;
        if (!read_literal(c, right, atom.type, value))
            return false;
        atom.code = detail::op::equals;
        atom.other = keep(c, std::move(value));
        return true;
    }
    const operand* const other = read_operand(c, right, here, atom.other);
    if (!other)
        return false;
    atom.code = detail::op::equals_operand;
    if (other->type == atom.type)
        return true;
    refuse_type(c, right,
                quoted(left.text()) + " is of type `" + std::string(name(atom.type)) + "` and " +
                    quoted(right.text()) + " of type `" + std::string(name(other->type)) + "`",
                "`is` compares values of one type");
    return false;
}

/// `older than 90 days`.
inline bool read_age(checking& c, ast::cursor at, ast::cursor right, node& atom) {
    literal count;
    count.type = surety::type::number;
    if (!read_number(c, right, count.number))
        return false;
    if (count.number < 0) {
        c.said.error(code::bad_number, right.span(),
                     quoted(right.text()) + " is negative, and no age is",
                     "an age is 0 or more; `after` and `before` compare with a date");
        return false;
    }
    atom.other = keep(c, std::move(count));
    ast::cursor const unit = at.child(ast::kind::unit);
    atom.seconds = unit.word() == word::days ? 86'400 : unit.word() == word::hours ? 3'600 : 60;
    return true;
}

/// What a comparison asks of its left side.
struct comparison {
    detail::op code = detail::op::equals;
    surety::type type = surety::type::text;
};

inline comparison comparison_of(word w) noexcept {
    using detail::op;
    switch (w) {
    case word::in:
        return {op::text_in_set, surety::type::text};
    case word::has:
        return {op::has_text, surety::type::texts};
    case word::least:
        return {op::at_least, surety::type::number};
    case word::most:
        return {op::at_most, surety::type::number};
    case word::older:
        return {op::older, surety::type::time};
    case word::newer:
        return {op::newer, surety::type::time};
    case word::before:
        return {op::before, surety::type::time};
    case word::after:
        return {op::after, surety::type::time};
    default:
        return {};
    }
}

/// An atom about a fact, or inside `where` about an attribute: `risk at least 80`.
inline bool read_comparison(checking& c, ast::cursor at, const scene& here, node& atom) {
    ast::cursor const left = at.child(ast::kind::name);
    ast::cursor const how = at.child(ast::kind::comparator);
    ast::cursor right;
    bool behind = false;
    for (ast::cursor const part : at) {
        behind = behind || part == how;
        if (behind && !(part == how) && !part.is(ast::kind::negation) && !part.is(ast::kind::unit))
            right = part;
    }
    const operand* const held = read_operand(c, left, here, atom.operand);
    if (!held) {
        use_all(c, right);
        return false;
    }
    atom.type = held->type;
    if (how.word() == word::is)
        return read_equality(c, left, right, here, atom);

    const comparison asked = comparison_of(how.word());
    if (asked.type != atom.type) {
        use_all(c, right);
        refuse_type(c, left,
                    quoted(left.text()) + " is of type `" + std::string(name(atom.type)) +
                        "`, and " + quoted(how.text()) + " is asked of `" +
                        std::string(name(asked.type)) + "`",
                    "`is` compares values of every type");
        return false;
    }
    atom.code = asked.code;
    literal value;
    value.type = asked.type;
    switch (how.word()) {
    case word::in: {
        set_place place;
        place.in_filter = here.where == scene::place::people;
        const compared with = read_set(c, right, members::texts, place);
        if (with.set == none) {
            atom.code = detail::op::text_in_operand;
            atom.other = with.operand;
        } else {
            atom.other = with.set;
        }
        return atom.other != none;
    }
    case word::has:
        atom.other = keep_text(c, unquote(right.text()));
        return true;
    case word::least:
    case word::most:
        if (!read_number(c, right, value.number))
            return false;
        break;
    case word::before:
    case word::after:
        if (!read_time(c, right, value.time))
            return false;
        break;
    default:
        return read_age(c, at, right, atom);
    }
    atom.other = keep(c, std::move(value));
    return true;
}

/// A flag alone.
inline bool read_flag(checking& c, ast::cursor at, const scene& here, node& atom) {
    ast::cursor const name_at = at.child(ast::kind::name);
    const operand* const held = read_operand(c, name_at, here, atom.operand);
    if (!held)
        return false;
    atom.code = detail::op::flag_is_set;
    atom.type = held->type;
    if (held->type == surety::type::flag)
        return true;
    refuse_type(c, name_at,
                quoted(name_at.text()) + " is of type `" + std::string(name(held->type)) +
                    "`, and only a `flag` stands alone",
                "compare it: `" + std::string(name_at.text()) + " is …`");
    return false;
}

/// Warns where `or` has an `and` beside it that no parentheses hold together.
inline void warn_of_mixture(checking& c, ast::cursor any_of) {
    for (ast::cursor const child : any_of)
        if (child.is(ast::kind::all_of)) {
            c.said.warn(code::mixed_and_or, child.span(),
                        "`and` and `or` are mixed without parentheses",
                        "`and` binds closer: write " + quoted("(" + one_line(child.text()) + ")"));
            return;
        }
}

/// Appends what a condition means to `out`, pre-order, `not` pushed down to its atoms. After an
/// error in an atom something is appended in its stead.
inline void read_condition(
    checking& c, ast::cursor at, const scene& here, bool negated, std::vector<node>& out) {
    switch (at.kind()) {
    case ast::kind::inverse:
        return read_condition(c, at.front(), here, !negated, out);
    case ast::kind::group:
        return read_condition(c, at.front(), here, negated, out);
    case ast::kind::any_of:
    case ast::kind::all_of: {
        if (at.is(ast::kind::any_of))
            warn_of_mixture(c, at);
        std::size_t const root = out.size();
        out.emplace_back();
        out[root].code =
            at.is(ast::kind::any_of) != negated ? detail::op::any_of : detail::op::all_of;
        for (ast::cursor const child : at)
            read_condition(c, child, here, negated, out);
        out[root].extent = static_cast<std::uint32_t>(out.size() - root);
        return;
    }
    default:
        break;
    }
    node atom;
    atom.negated = at.has(ast::kind::negation) != negated;
    if (at.is(ast::kind::relate))
        read_relation(c, at, here, atom);
    else if (at.is(ast::kind::compare))
        read_comparison(c, at, here, atom);
    else
        read_flag(c, at, here, atom);
    out.push_back(atom);
}

} // namespace surety::checked

#endif
