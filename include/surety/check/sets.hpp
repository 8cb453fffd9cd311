// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_SETS_HPP
#define SURETY_CHECK_SETS_HPP

#include <surety/check/literals.hpp>
#include <surety/detail/name_scan.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace surety::checked {

/// Where a condition stands, as far as its meaning depends on it.
struct scene {
    enum class place : std::uint8_t { allow, deny, applies, people };
    scene::place where = place::applies;
    bool of_emails = false; ///< only emails get here: there is a local part
    std::string_view of;    ///< for messages: ``rule `x` of kind `any` ``

    /// Whether an atom here can only make the policy permit more: where it stands for trust.
    constexpr bool widens(bool negated) const noexcept {
        return negated ? where == place::deny : where == place::allow;
    }
};

/// Says that an atom asks something of a value that it does not have.
inline void refuse_type(checking& c, ast::cursor at, std::string message, std::string help) {
    c.said.error(code::wrong_type, at.span(), std::move(message), std::move(help));
}

/// Where a set stands: what its atom says of it.
struct set_place {
    detail::relation relation = detail::relation::in;
    bool widens = false;
    bool in_filter = false;
};

/// What an atom is compared with: a set, or what an operand holds, or nothing after an error.
struct compared {
    std::uint32_t set = none;
    std::uint32_t operand = none;
};

/// Reads people: whom, how active. Their filter is left for later: `read_filters`.
inline people read_people(checking& c, ast::cursor at) {
    people read;
    read.source = one_line(at.text());
    if (ast::cursor const name = at.child(ast::kind::name)) {
        if (const declared* const named = resolve(c, name, named_people, "a name for users"))
            read.base = named->index;
    } else {
        read.activity = at.child(ast::kind::everyone).word();
    }
    if (ast::cursor const filter = at.child(ast::kind::where)) {
        read.filter = static_cast<std::uint32_t>(c.filters.size());
        c.filters.push_back(filter.front());
    }
    return read;
}

/// Keeps a set; returns its index.
inline std::uint32_t keep(checking& c, ast::cursor at, set value) {
    value.source = one_line(at.text());
    c.made.sets.push_back(std::move(value));
    c.set_spans.push_back(at.span());
    return static_cast<std::uint32_t>(c.made.sets.size() - 1);
}

/// Reads `domains of` and `addresses of`.
inline std::uint32_t read_people_set(checking& c, ast::cursor at, members of) {
    set read;
    read.members = of;
    read.of_people = true;
    for (ast::cursor const part : at) {
        if (part.is(ast::kind::email_word))
            read.emails |= part.word() == word::work      ? detail::email_work
                           : part.word() == word::primary ? detail::email_primary
                                                          : detail::email_verified;
        if (!part.is(ast::kind::number))
            continue;
        std::int64_t count = 1;
        if (!read_number(c, part, count))
            continue;
        if (count < 1)
            c.said.error(code::bad_number, part.span(),
                         "`at least " + std::string(part.text()) + "` asks for no user",
                         "write `at least 1` or more, or leave it out");
        constexpr std::int64_t most = 0xFFFF'FFFE; // more users than there can be
        read.at_least = static_cast<std::uint32_t>(count < most ? count : most);
    }
    read.people = read_people(c, at.child(ast::kind::people));
    return keep(c, at, std::move(read));
}

/// Reads one name of a name set that is written in place.
inline void read_name(checking& c, ast::cursor at, const set_place& here, texts& into) {
    std::string const text = unquote(at.text());
    char canonical[detail::longest_domain];
    const auto scan = detail::scan_domain(text, canonical, detail::labels_wanted::one_or_more);
    std::string_view const name(canonical, scan ? scan.size : 0);
    const bool suffix_wise = here.relation != detail::relation::in;
    std::string const shown = quoted(bare(at));
    if (!scan) {
        c.said.error(code::not_a_domain, at.span(), shown + " is not a domain",
                     text.find('@') != std::string::npos
                         ? "this is an address; write `address is \"…\"` for a mailbox, or the "
                           "domain alone"
                         : std::string(sentence(scan.why)));
    } else if (!suffix_wise && scan.labels == 1) {
        c.said.error(code::not_a_domain, at.span(), shown + " is not a domain",
                     "no identity is a single label; `within` compares with what is below it");
    } else if (suffix_wise && here.widens &&
               (scan.labels == 1 || c.made.suffixes.is_public_suffix(name))) {
        c.said.error(code::public_suffix_literal, at.span(),
                     "anybody can register a name below " + shown + ", so this trusts everybody",
                     "name the domains that are meant; a public suffix may only narrow");
    } else {
        into.add(name);
    }
}

/// Reads the members that are written in place: a STRING or several.
inline std::uint32_t read_in_place(checking& c, ast::cursor at, members of, const set_place& here) {
    set read;
    read.members = of;
    const auto add = [&](ast::cursor string) {
        if (of == members::domains) {
            read_name(c, string, here, read.in_place);
        } else if (of == members::addresses) {
            std::string canonical;
            if (read_address(c, string, canonical))
                read.in_place.add(canonical);
        } else {
            read.in_place.add(unquote(string.text()));
        }
    };
    if (at.is(ast::kind::string))
        add(at);
    else
        for (ast::cursor const string : at)
            add(string);
    return keep(c, at, std::move(read));
}

/// Notes a use of a list; its entries are held against all of them later.
inline void note_use(list_uses& uses, members of, const set_place& here, source_span where) {
    const auto note = [where](source_span& first) {
        if (first.size == 0)
            first = where;
    };
    if (of == members::addresses)
        note(uses.as_addresses);
    if (of == members::domains)
        note(here.relation == detail::relation::in || here.widens ? uses.as_domains
                                                                  : uses.as_names);
}

/// What a NAME has to be to stand for a set of such members.
inline std::string_view wanted_for(members of, bool in_filter) noexcept {
    switch (of) {
    case members::domains:
        return "a list or a fact of type `domain`";
    case members::addresses:
        return "a list or a fact of type `address`";
    default:
        return in_filter ? "a list or an attribute of type `texts`"
                         : "a list or a fact of type `texts`";
    }
}

/// Reads a NAME that stands for a set.
inline compared read_named_set(checking& c, ast::cursor at, members of, const set_place& here) {
    std::string_view const wanted = wanted_for(of, here.in_filter);
    const declared* const thing =
        resolve(c, at, here.in_filter ? a_list | an_attribute : a_list | a_fact, wanted);
    if (!thing)
        return {};
    if (thing->what == a_list) {
        note_use(c.uses[thing->index], of, here, at.span());
        set read;
        read.members = of;
        read.list = thing->index;
        return {keep(c, at, std::move(read)), none};
    }
    surety::type const held =
        (here.in_filter ? c.made.attributes : c.made.facts)[thing->index].type;
    surety::type const needed = of == members::domains     ? surety::type::domain
                                : of == members::addresses ? surety::type::address
                                                           : surety::type::texts;
    if (held == needed)
        return {none, thing->index};
    c.said.error(code::wrong_type, at.span(),
                 quoted(at.text()) + " is of type `" + std::string(name(held)) +
                     "`, and here stands " + std::string(wanted),
                 std::string(described(thing->what)) + " of type `" + std::string(name(needed)) +
                     "` holds what can stand here");
    return {};
}

/// Reads the right side of `in` and its like.
inline compared read_set(checking& c, ast::cursor at, members of, const set_place& here) {
    switch (at.kind()) {
    case ast::kind::string:
    case ast::kind::strings:
        return {read_in_place(c, at, of, here), none};
    case ast::kind::name:
        return read_named_set(c, at, of, here);
    case ast::kind::domains_of:
        if (of == members::domains) {
            if (here.widens && here.relation != detail::relation::in && c.first_trust.size == 0)
                c.first_trust = at.span();
            return {read_people_set(c, at, of), none};
        }
        break;
    case ast::kind::addresses_of:
        if (of == members::addresses)
            return {read_people_set(c, at, of), none};
        break;
    default:
        break;
    }
    use_all(c, at);
    c.said.error(code::wrong_type, at.span(), quoted(one_line(at.text())) + " cannot stand here",
                 of == members::domains     ? "a domain is compared with `domains of` people"
                 : of == members::addresses ? "an address is compared with `addresses of` people"
                                            : "a text is compared with texts or a list");
    return {};
}

} // namespace surety::checked

#endif
