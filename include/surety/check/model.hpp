// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_MODEL_HPP
#define SURETY_CHECK_MODEL_HPP

#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>
#include <surety/detail/text_pool.hpp>
#include <surety/public_suffix.hpp>
#include <surety/word.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// A policy whose every name is resolved and whose every literal is read: what `check` makes of the
/// tree and `compile` makes a program of. Where nothing is left to do for `compile` it has the
/// program's own records, with texts in `chars`; what is still to be put together is declared here.
namespace surety::checked {

using detail::range_ref;
using detail::record_array;
using detail::text_pool;
using detail::text_ref;

/// No index.
inline constexpr std::uint32_t none = 0xFFFF'FFFF;

/// What the members of a set are: how they are read and compared.
enum class members : std::uint8_t { domains, addresses, texts, locals, look_alikes };

/// How many kinds of members there are.
inline constexpr std::uint32_t members_count = 5;

/// Users, perhaps filtered; `base` is none for all users.
struct people {
    std::uint32_t base = none;           ///< index into `named_users`
    word activity = word::none_of_these; ///< or active, inactive
    std::uint32_t filter = none;         ///< root of a condition in `filters`
    text_ref source;                     ///< `active users where department is "sales"`
};

/// What stands on the right of a relation: a list, people, or members in place. One for each place
/// in the policy.
struct set {
    checked::members members = members::domains;
    bool of_people = false;
    std::uint32_t list = none; ///< index into `lists`
    range_ref in_place; ///< of `entries`; domains and addresses are canonical; of look-alikes keys
    checked::people people;
    std::uint32_t emails = 0;   ///< of people: detail::email_… bits
    std::uint32_t at_least = 1; ///< of people: distinct users
    text_ref source;            ///< one line, as it was written
};

/// All of a policy. Facts, attributes, lists, named users, rules and tests are in source order.
///
/// Conditions are in negation normal form: `not` and `unless` are pushed down to the atoms, so an
/// atom that is not `negated` can only make its rule hold. In them, and in literals of type
/// `texts`, sets are indices into `sets`.
struct contents {
    std::string file;
    text_pool chars;       ///< what `text_ref`s of records refer to
    text_pool entry_chars; ///< what those in `entries` refer to

    bool declares_public_suffixes = false;
    public_suffix_list suffixes;

    record_array<text_ref> entries; ///< of lists and of sets in place
    /// Of entries of lists that stand for names and are not ASCII: those names, in `name_chars`.
    /// The others are empty, or not there.
    record_array<text_ref> names;
    text_pool name_chars;
    record_array<range_ref> lists; ///< of `entries`
    record_array<set> sets;
    record_array<people> named_users;
    record_array<detail::node> filters;    ///< of `where`
    record_array<detail::node> conditions; ///< of rules and `applies when`

    record_array<detail::operand_record> facts;
    record_array<detail::operand_record> attributes;
    record_array<detail::literal_record> literals;
    record_array<detail::applies_record> applies;
    record_array<detail::rule_record> rules;
    record_array<detail::annotation_record> annotations;

    record_array<detail::test_record> tests;
    record_array<detail::test_user_record> test_users;
    record_array<detail::test_address_record> test_addresses;
    record_array<detail::assignment_record> assignments;
    record_array<detail::expectation_record> expectations;
    record_array<std::uint32_t> rule_indices; ///< of expectations

    std::string_view text(text_ref where) const noexcept { return chars[where]; }
    std::string_view entry(std::size_t index) const noexcept { return entry_chars[entries[index]]; }

    /// An entry that stands for a name.
    std::string_view name(std::size_t index) const noexcept {
        if (index >= names.size() || names[index].size == 0)
            return entry(index);
        return name_chars[names[index]];
    }
};

inline std::uint32_t index(std::size_t size) noexcept {
    return static_cast<std::uint32_t>(size);
}

} // namespace surety::checked

#endif
