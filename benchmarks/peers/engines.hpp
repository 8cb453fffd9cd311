// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_PEERS_ENGINES_HPP
#define SURETY_BENCHMARKS_PEERS_ENGINES_HPP

#include <memory>
#include <string_view>

#include "../workload.hpp"

/// General engines that decide the same in this process. They come in two forms: `live` is given
/// the set of live domains, which the host works out and has to keep up to date; `users` is given
/// the users, and the rule is written over them, as surety's is.
///
/// All are asked clean names, cut out of their addresses: whatever they cost is not for lack of
/// help. What this machine cannot build is left out.
namespace peers {

class engine {
public:
    virtual ~engine() = default;
    virtual bool decide(std::string_view domain) = 0;
};

/// One alternation of all live domains, read from the end: `(?:moc\.emca|…)(?:\..*)?`.
std::unique_ptr<engine> re2_live(const workload::population& people);

/// All live domains as literals; a callback looks at the place and at the byte before.
std::unique_ptr<engine> hyperscan_live(const workload::population& people);

/// A table of users with an index of domains where active; the host binds the suffixes.
std::unique_ptr<engine> sqlite_live(const workload::population& people);
/// The same table: `active and (:name = domain or :name like '%.' || domain)`.
std::unique_ptr<engine> sqlite_users(const workload::population& people);

/// A table of live domains, and a script that walks the suffixes.
std::unique_ptr<engine> luajit_live(const workload::population& people);
/// An array of users, and a script that looks at them.
std::unique_ptr<engine> luajit_users(const workload::population& people);

/// Calls `visit(domain)` for every live domain.
template <class Visitor>
void each_live(const workload::population& people, const Visitor& visit) {
    for (std::uint32_t company = 0; company < people.companies(); ++company)
        if (people.is_live(company))
            visit(people.domain(company));
}

/// Calls `visit(domain, active)` for every user.
template <class Visitor>
void each_user(const workload::population& people, const Visitor& visit) {
    for (std::size_t user = 0; user < people.users(); ++user)
        visit(people.domain(people.company_of(user)), people.is_active(user));
}

} // namespace peers

#endif
