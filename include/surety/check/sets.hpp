// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_SETS_HPP
#define SURETY_CHECK_SETS_HPP

#include <surety/check/literals.hpp>
#include <surety/detail/name_scan.hpp>

#include <cstdint>
#include <string_view>

namespace surety::checked {

/// Where a condition stands, as far as its meaning depends on it.
struct scene {
    enum class place : std::uint8_t { allow, deny, applies, people };
    scene::place where = place::applies;
    bool of_emails = false;   ///< only emails get here: there is a local part
    std::string_view of_kind; ///< of a rule: `any`

    /// Whether an atom here can only make the policy permit more: where it stands for trust.
    constexpr bool widens(bool negated) const noexcept {
        return negated ? where == place::deny : where == place::allow;
    }
};

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
    read.source = keep_one_line(c, at);
    if (ast::cursor const name = at.child(ast::kind::name)) {
        if (const declared* const named = resolve(c, name, named_people, "a name for users"))
            read.base = named->index;
    } else {
        read.activity = at.child(ast::kind::everyone).word();
    }
    if (ast::cursor const filter = at.child(ast::kind::where)) {
        read.filter = index(c.filters.size());
        c.filters.push_back(filter.front());
    }
    return read;
}

/// Reads `domains of` and `addresses of`.
inline set read_people_set(checking& c, ast::cursor at) {
    set read;
    read.of_people = true;
    for (ast::cursor const part : at) {
        if (part.kind() == ast::kind::email_word)
            read.emails |= part.word() == word::work      ? detail::email_work
                           : part.word() == word::primary ? detail::email_primary
                                                          : detail::email_verified;
        std::int64_t count = 1;
        if (part.kind() != ast::kind::number || !read_number(c, part, count))
            continue;
        if (count < 1)
            c.said.tell(messages::least_of_none, part);
        constexpr std::int64_t too_many = detail::set_record::too_many;
        read.at_least = static_cast<std::uint32_t>(count < too_many ? count : too_many);
    }
    read.people = read_people(c, at.child(ast::kind::people));
    return read;
}

/// Reads one name of a name set that is written in place.
inline void read_name(checking& c, ast::cursor at, const set_place& here) {
    c.read_string(at);
    const reason why = put_into_ascii(c, c.meant);
    std::string_view const text = c.meant.text();
    char canonical[detail::longest_domain];
    const auto scan = detail::scan_bytes(text, canonical, detail::labels_wanted::one_or_more);
    const bool suffix_wise = here.relation != detail::relation::in;
    if (!scan || (!suffix_wise && scan.labels == 1)) {
        std::string_view help = "no identity is a single label; `within` compares with what is "
                                "below it";
        if (!scan)
            help = sentence(why != reason::none ? why : scan.why);
        if (text.find('@') != std::string_view::npos)
            help =
                "this is an address; write `address is \"…\"` for a mailbox, or the domain alone";
        c.said.tell(messages::not_a_domain, at, help);
        return;
    }
    std::string_view const name(canonical, scan.size);
    if (suffix_wise && here.widens) {
        if (scan.labels == 1 || c.made.suffixes.is_public_suffix(name)) {
            c.said.tell(messages::trusts_everybody, at);
            return;
        }
        if (c.made.suffixes.has_suffixes_below(name))
            c.said.tell(messages::has_suffixes, at);
    }
    c.made.entries.push_back(c.made.entry_chars.add(name));
}

/// What to do about a local part that no address has.
inline std::string_view help_for_local(std::string_view text, reason why) noexcept {
    return text.find('@') != std::string_view::npos
               ? "this is an address; write `address is \"…\"` for a mailbox"
               : sentence(why);
}

/// Reads a member that is written in place.
inline void read_member(checking& c, ast::cursor at, members of, const set_place& here) {
    text_ref kept;
    switch (of) {
    case members::domains:
        read_name(c, at, here);
        return;
    case members::look_alikes: {
        std::size_t const before = c.made.entries.size();
        read_name(c, at, {});
        if (c.made.entries.size() != before &&
            c.made.suffixes.is_public_suffix(c.made.entry(before)))
            c.said.tell(messages::looks_like_suffix, at);
        return;
    }
    case members::addresses:
        if (!read_identity(c, at, identity_kind::email, c.made.entry_chars, kept))
            return;
        break;
    case members::locals: {
        std::string_view const text = c.read_string(at);
        if (const reason why = fault_of_local(text); why != reason::none)
            c.said.tell(messages::no_local, at, help_for_local(text, why));
        kept = c.made.entry_chars.add(text);
        break;
    }
    default:
        kept = c.add_unquoted(c.made.entry_chars, at);
        break;
    }
    c.made.entries.push_back(kept);
}

/// Reads the members that are written in place: a STRING or several.
inline range_ref read_in_place(checking& c, ast::cursor at, members of, const set_place& here) {
    std::uint32_t const first = index(c.made.entries.size());
    if (at.is(ast::kind::string))
        read_member(c, at, of, here);
    else
        for (ast::cursor const string : at)
            read_member(c, string, of, here);
    return {first, index(c.made.entries.size()) - first};
}

/// Notes a use of a list; its entries are held against all of them later.
inline void note_use(list_uses& uses, members of, const set_place& here, ast::cursor where) {
    if (of == members::texts)
        return;
    const bool exact = here.relation == detail::relation::in;
    ast::cursor& first = of == members::addresses     ? uses.as_addresses
                         : of == members::locals      ? uses.as_locals
                         : of == members::look_alikes ? uses.as_known
                         : exact                      ? uses.as_domains
                         : here.widens                ? uses.as_trusted
                                                      : uses.as_names;
    if (!first)
        first = where;
}

/// What a NAME has to be to stand for a set of such members.
inline std::string_view wanted_for(members of, bool in_filter) noexcept {
    switch (of) {
    case members::domains:
        return "a list or a fact of type `domain`";
    case members::look_alikes:
        return "a list of domains";
    case members::addresses:
        return "a list or a fact of type `address`";
    default:
        return in_filter ? "a list or an attribute of type `texts`"
                         : "a list or a fact of type `texts`";
    }
}

/// Whether a fact or an attribute holds what can stand for a set of such members.
inline bool check_holder(
    checking& c, ast::cursor at, const declared& thing, members of, std::string_view wanted) {
    const bool filter = thing.what == an_attribute;
    const auto held =
        static_cast<surety::type>((filter ? c.made.attributes : c.made.facts)[thing.index].type);
    surety::type const needed = of == members::domains     ? surety::type::domain
                                : of == members::addresses ? surety::type::address
                                                           : surety::type::texts;
    if (held != needed)
        c.said.tell(messages::wrong_holder, at,
                    {name(held), wanted, described(thing.what), name(needed)});
    return held == needed;
}

/// Warns of a fact that is trusted and, when the host does not tell it, a name below which others
/// can register theirs.
inline void look_at_default(checking& c, ast::cursor at, const detail::operand_record& fact) {
    if (fact.has_default == 0 || fact.fallback == none)
        return;
    const detail::literal_record& held = c.made.literals[fact.fallback];
    std::string_view const name = c.made.text({held.a, held.b});
    if (c.made.suffixes.is_public_suffix(name))
        c.said.tell(messages::default_trusts_everybody, at, name);
    else if (c.made.suffixes.has_suffixes_below(name))
        c.said.tell(messages::default_has_suffixes, at, name);
}

/// Reads the right side of `in` and its like.
inline compared read_set(checking& c, ast::cursor at, members of, const set_place& here) {
    set read;
    read.members = of;
    switch (at.kind()) {
    case ast::kind::string:
    case ast::kind::strings:
        read.in_place = read_in_place(c, at, of, here);
        break;
    case ast::kind::name: {
        std::string_view const wanted = wanted_for(of, here.in_filter);
        const unsigned fitting = of == members::look_alikes ? unsigned{a_list}
                                 : here.in_filter           ? a_list | an_attribute
                                                            : a_list | a_fact;
        const declared* const thing = resolve(c, at, fitting, wanted);
        if (!thing)
            return {};
        if (thing->what != a_list) {
            if (!check_holder(c, at, *thing, of, wanted))
                return {};
            if (of == members::domains && here.widens && here.relation != detail::relation::in)
                look_at_default(c, at, c.made.facts[thing->index]);
            return {none, thing->index};
        }
        note_use(c.uses[thing->index], of, here, at);
        read.list = thing->index;
        break;
    }
    case ast::kind::domains_of:
    case ast::kind::addresses_of:
        if (at.is(ast::kind::domains_of) ? of == members::domains || of == members::look_alikes
                                         : of == members::addresses) {
            read = read_people_set(c, at);
            read.members = of;
            if (of == members::look_alikes && at.has(ast::kind::number))
                c.said.tell(messages::several_look_alikes, at.child(ast::kind::number));
            if (of == members::domains && here.widens && !c.first_trust &&
                here.relation != detail::relation::in)
                c.first_trust = at;
            break;
        }
        [[fallthrough]];
    default:
        use_all(c, at);
        c.said.tell(messages::not_a_set, at,
                    of == members::domains     ? "a domain is compared with `domains of` people"
                    : of == members::addresses ? "an address is compared with `addresses of` people"
                                               : "a text is compared with texts or a list");
        return {};
    }
    read.source = keep_one_line(c, at);
    return {keep(c, at, read), none};
}

} // namespace surety::checked

#endif
