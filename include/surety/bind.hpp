// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BIND_HPP
#define SURETY_BIND_HPP

#include <surety/detail/binder.hpp>
#include <surety/gate.hpp>
#include <surety/idna_adapter.hpp>
#include <surety/instant.hpp>
#include <surety/program.hpp>
#include <surety/result.hpp>
#include <surety/user.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace surety {

/// How many addresses that do not parse `bind` names when it is not told otherwise; all of them
/// with `every_address`.
inline constexpr std::size_t addresses_named = 50;
inline constexpr std::size_t every_address = SIZE_MAX;

/// Binds a program to a user set: evaluates its sets of people once over all users and builds the
/// indexes that its rules probe.
///
/// `users` is any range of `user_record` or of what derives from it, read once; records may be made
/// on the fly and die behind the iterator. The order of users means nothing. `now` is what the ages
/// of attributes are counted from; a policy that compares some is not bound without. With `names`
/// addresses of users, attributes, facts and the identities that the gate is
/// asked about need not be ASCII; the adapter has to outlive the gate.
///
/// A user is its id, byte by byte. Records of one id are one user when all that the policy can see
/// of them is equal – active, addresses, declared attributes, in any order – and an error when it
/// is not: which of them is true only the host can know. One address may belong to many users: any
/// of them may stand surety for it, and each counts for `at least`.
///
/// Errors, all of them at once: a record without an id or with one that is longer than
/// `longest_id`, an attribute that is missing and has no default or is of the wrong type (of each
/// user the first 16 by name, then how many more); a policy that needs an adapter or the time where
/// there is none, or that was loaded with an adapter to which lists behind `is look-alike of` look
/// otherwise, of another version of Unicode for example: it asks for each of their members; and
/// last, for all users are compared when all have come, two unequal records with one id. An address
/// that does not parse never vouches; its user stays. Such addresses come back as warnings: the
/// first `most_named` by name, then how many more. Long ids and addresses are cut in messages.
///
/// Call it by its full name, `surety::bind`. A host that has all names of `surety` at hand and says
/// `bind` of variables gets `std::bind`, which containers of the standard library bring with them.
///
/// Linear in the users, their addresses and attributes, but that every set of people is held
/// against every user. Sorted are, where a policy gives reason to: the names of people of whom it
/// takes several, many attributes of a user, many texts of one. What is asked of defaults alone is
/// answered once.
///
/// Memory while it works, in bytes; arrays that grow take twice that for a moment:
///
///     a record                                                         28, and its id
///     a distinct name that a set of people has                         70, and its text
///     … of which the set takes several                                 64 more
///     … for each further set that has it                               12
///     a user whom a set counts at a name                                8
///     the gate itself, in the end                                   twice
///
/// Throws nothing but `std::bad_alloc`, and then nothing is left behind.
template <class Users>
result<gate> bind(const program& policy,
                  Users&& users,
                  instant now = {},
                  const idna_adapter* names = nullptr,
                  std::size_t most_named = addresses_named) {
    detail::binder work(policy, now, names, most_named);
    // Not of what derives from a record: in an array it has another size.
    if constexpr (requires {
                      requires std::same_as<std::remove_cvref_t<decltype(*users.data())>,
                                            user_record>;
                      work.add(users.data(), users.size());
                  }) {
        work.add(users.data(), users.size());
    } else {
        if constexpr (requires { std::size_t{users.size()}; })
            work.reserve(users.size());
        for (auto&& user : users)
            work.add(user);
    }
    return work.finish();
}

} // namespace surety

#endif
