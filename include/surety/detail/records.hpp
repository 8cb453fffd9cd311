// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_RECORDS_HPP
#define SURETY_DETAIL_RECORDS_HPP

#include <surety/value.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What a program is made of: arrays of plain records in one relocatable block. Records refer to
/// each other by index and to texts by offset, so a block may be copied, written and mapped as it
/// is. Every record is made of 32-bit words.
namespace surety::detail {

/// A stretch of `program_view::chars`.
struct text_ref {
    std::uint32_t offset = 0;
    std::uint32_t size = 0;
};

/// A stretch of some section.
struct range_ref {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

/// Line and column, from 1.
struct place {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

/// How a name is compared with a member of a set.
enum class relation : std::uint8_t { in, within, under };

/// Which name of the identity is compared.
enum class subject : std::uint8_t { domain, org_domain };

/// What a condition node asks. A condition is a stretch of `program_view::nodes` in pre-order, in
/// negation normal form: `not` and `unless` are pushed down, only atoms are `negated`.
/// A node's operands `a`, `b`, `c`, `d` are named here; an *operand* is a fact in rules and an
/// attribute in people.
enum class op : std::uint8_t {
    all_of, ///< every child; no child: true
    any_of, ///< some child; no child: false

    // of the identity
    name_in_set,     ///< `subject` `relation` name set a; b and c: see `node`
    name_in_operand, ///< `subject` `relation` the domain that operand a holds
    is_public_suffix,
    is_internationalized,
    is_mixed_script,
    is_tagged,
    address_in_set,     ///< in address set a; b: see `node`
    address_in_operand, ///< is the address that operand a holds
    is_look_alike,      ///< of a member of address set a, one of `look_alikes`
    local_in_set,       ///< in text set a, which is folded; d: see `node`
    local_in_operand,   ///< in the texts that operand a holds, folded
    local_like,         ///< glob: text at b of size c, folded; d: see `node`

    // of an operand a; what kind it is of stands in `type`
    flag_is_set,     ///< the flag is true
    equals,          ///< literal b (an index into `literals`)
    equals_operand,  ///< operand b, of the same type
    text_in_set,     ///< text in text set b
    text_in_operand, ///< text in the texts of operand b
    has_text,        ///< texts: has the text at b of size c
    at_least,        ///< number: literal b
    at_most,         ///< number: literal b
    older,           ///< time: than literal b (a number) of d seconds each
    newer,           ///< time: than literal b (a number) of d seconds each
    before,          ///< time: literal b
    after,           ///< time: literal b

    // of a user, in people only
    user_is_active,
};

/// One node of a condition.
struct node {
    op code = op::all_of;
    bool negated = false;
    std::uint8_t subject_or_type = 0; ///< a `subject` for names, a `type` for operands
    detail::relation relation = relation::in;
    std::uint32_t extent = 1; ///< nodes of the subtree, this one included
    std::uint32_t a = 0, b = 0, c = 0, d = 0;

    constexpr detail::subject subject() const noexcept {
        return static_cast<detail::subject>(subject_or_type);
    }
    constexpr surety::type type() const noexcept {
        return static_cast<surety::type>(subject_or_type);
    }

    /// It has children; else it is an atom.
    constexpr bool is_compound() const noexcept { return code == op::all_of || code == op::any_of; }

    // `program_builder` notes what decisions would have to look up or go through. Of atoms about
    // sets:

    /// The members are people's, in the gate; else in the program.
    constexpr bool is_of_people() const noexcept { return b != 0; }

    /// A decision has the answer in the bits of the first 64 name sets.
    constexpr bool is_in_bits() const noexcept { return code == op::name_in_set && c != 0; }

    /// That answer, its negation left out: `here` has the sets that have the asked name itself,
    /// `above` those that have a name above it.
    constexpr bool is_in(std::uint64_t here, std::uint64_t above) const noexcept {
        std::uint64_t const found = (relation != detail::relation::under ? here : 0) |
                                    (relation != detail::relation::in ? above : 0);
        return (found >> a & 1) != 0;
    }

    // Of atoms about the local part that are not negated, and of what is put together of any atoms:

    /// Whether `d` says with which local parts it can hold at all.
    constexpr bool knows_firsts() const noexcept {
        return is_compound() || ((code == op::local_in_set || code == op::local_like) && !negated);
    }

    /// Those whose first character has one of these bits.
    constexpr std::uint32_t firsts() const noexcept { return knows_firsts() ? d : any_first; }
    static constexpr std::uint32_t any_first = 0xFFFF'FFFF;
    static constexpr std::uint32_t first_bit(char c) noexcept {
        return std::uint32_t{1} << (static_cast<unsigned char>(c) & 31);
    }
};

/// A literal of some type: text, domain (canonical) and address (canonical) are at a of size b;
/// texts are text set a; a flag is a; a number is a (low half) and b (high half); a time adds its
/// nanoseconds in c.
struct literal_record {
    std::uint32_t type = 0;
    std::uint32_t a = 0, b = 0, c = 0;

    constexpr std::int64_t number() const noexcept {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(b) << 32 | a);
    }
    constexpr instant time() const noexcept { return {number(), c}; }
};

/// A rule; its condition is the node at `condition`, `unless` clauses negated into it.
struct rule_record {
    text_ref name;
    text_ref because;
    std::uint32_t effect = 0; ///< surety::effect
    std::uint32_t kind = 0;   ///< surety::subject_kind
    std::uint32_t condition = 0;
    std::uint32_t sets = 0; ///< how many name sets trigger it; made by `program_builder`
    range_ref annotations;
    place at;
};

struct annotation_record {
    text_ref name;
    text_ref text;
};

/// One `applies when`.
struct applies_record {
    std::uint32_t condition = 0;
    text_ref source; ///< the condition as it was written
    place at;
};

/// A fact or an attribute.
struct operand_record {
    text_ref name;
    std::uint32_t type = 0; ///< surety::type
    std::uint32_t has_default = 0;
    std::uint32_t fallback = 0; ///< a literal
};

/// People: a condition over users. `source` is the text they were written with.
struct people_record {
    std::uint32_t condition = 0;
    text_ref source;
};

/// What the emails of people must be to count: bits, all of which must hold.
enum : std::uint32_t { email_work = 1, email_primary = 2, email_verified = 4 };

inline constexpr std::uint32_t nobody = 0xFFFF'FFFF;

/// A set of domains or of addresses that rules compare with: a list (members in the program's
/// table) or people (members in the gate's).
struct set_record {
    static constexpr std::uint32_t too_many = 0xFFFF'FFFE; ///< users: more than there can be

    std::uint32_t people = nobody; ///< index into `people`, or `nobody`: a list
    std::uint32_t emails = 0;      ///< of people: email_… bits
    std::uint32_t at_least = 1;    ///< of people: how many distinct users a match takes
    std::uint32_t grouped = 0; ///< of people: a gate keeps every user; made by `program_builder`
    std::uint32_t look_alikes = 0; ///< of addresses: it has `look_alike_keys` instead
    text_ref source; ///< as it was written: `freemail`, `work domains of active users`
};

/// A set of texts.
struct text_set_record {
    range_ref members; ///< of `program_view::texts`: sorted by size and then by bytes, distinct
    range_ref filter;  ///< of `program_view::text_filters`: see text_filter.hpp
    std::uint32_t firsts = 0; ///< what members begin with: see `node::firsts`
};

struct test_record {
    text_ref name;
    range_ref users;
    range_ref facts; ///< of `assignments`
    range_ref expectations;
    std::uint32_t has_now = 0;
    std::uint32_t now = 0; ///< a literal
    place at;
};
struct test_user_record {
    std::uint32_t active = 0;
    range_ref addresses;
    range_ref attributes; ///< of `assignments`
};
struct test_address_record {
    text_ref text;
    std::uint32_t type = 0; ///< surety::address_type
    std::uint32_t primary = 0;
    std::uint32_t verified = 0;
};
/// `name = literal`: what a test says of a fact or of an attribute.
struct assignment_record {
    std::uint32_t operand = 0; ///< index into `facts` or `attributes`
    std::uint32_t literal = 0;
};
struct expectation_record {
    std::uint32_t outcome = 0; ///< surety::outcome
    text_ref identity;
    std::uint32_t has_by = 0;
    range_ref rules; ///< of `rule_indices`, ascending; empty with has_by: `by none`
    place at;
};

/// Which rules a hit on a name set can make true: ranges of `rule_indices`, for each kind of
/// identity one.
struct trigger_record {
    range_ref rules[2];
};

/// What stands at the beginning of a program's block.
struct program_header {
    static constexpr std::uint32_t expected_magic = 0x31595253; // SRY1
    std::uint32_t magic = expected_magic;
    std::uint32_t language = 1;
    text_ref file;
    std::uint32_t declares_public_suffixes = 0;
    trigger_record untriggered;        ///< rules to look at whatever was hit
};

} // namespace surety::detail

#endif
