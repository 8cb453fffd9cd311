// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_HPP
#define SURETY_CHECK_HPP

#include <surety/ast.hpp>
#include <surety/check/lists.hpp>
#include <surety/check/model.hpp>
#include <surety/check/people.hpp>
#include <surety/check/rules.hpp>
#include <surety/check/tests.hpp>
#include <surety/detail/platform.hpp>
#include <surety/idna_adapter.hpp>
#include <surety/reader.hpp>
#include <surety/result.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace surety {

class checked_policy;

/// Says whether a policy means something, and what: every name is resolved, every literal read,
/// every file that it names is loaded through `files`. With `names` domains and addresses need not
/// be ASCII, and properties that only an adapter knows may be asked. Needs no more than these; none
/// has to live on.
///
/// All errors of one run are told, in source order, and the warnings with them; of very many the
/// first 10 000 of either that were found, and how many more there are. Linear in the size of the
/// policy and its files, one as often as it is named, but for the sorting of names.
result<checked_policy>
check(const ast::policy& policy, reader* files = nullptr, const idna_adapter* names = nullptr);

/// A policy that `check` found good: what can be compiled. Nobody else makes one.
class checked_policy {
public:
    checked_policy(checked_policy&& other) noexcept : contents_(other.contents_) {
        other.contents_ = nullptr;
    }
    checked_policy(const checked_policy& other)
        : contents_(new checked::contents(*other.contents_)) {}
    checked_policy& operator=(checked_policy other) noexcept {
        std::swap(contents_, other.contents_);
        return *this;
    }
    SURETY_NOINLINE ~checked_policy() { delete contents_; }

    const checked::contents& contents() const noexcept { return *contents_; }

private:
    friend result<checked_policy> check(const ast::policy&, reader*, const idna_adapter*);
    checked_policy() : contents_(new checked::contents) {}

    checked::contents* contents_; ///< null in what was moved from
};

namespace checked {

inline constexpr std::size_t most_rules = 10'000;
inline constexpr std::size_t most_strings = 100'000;
inline constexpr std::size_t most_operands = 1'000; ///< facts, and attributes

/// Counts the strings that are written in place, in sets and conditions.
SURETY_NOINLINE inline void count_strings(checking& c, ast::cursor below, std::size_t& count) {
    if (below.kind() == ast::kind::string && ++count == most_strings + 1)
        c.said.tell(messages::too_many_strings, below);
    if (below.kind() == ast::kind::annotation || below.kind() == ast::kind::because ||
        below.kind() == ast::kind::file)
        return;
    for (ast::cursor const child : below)
        count_strings(c, child, count);
}

/// Holds the size of a policy against the limits. (That of its text `parse` knows.)
inline void check_limits(checking& c) {
    std::size_t rules = 0;
    std::size_t strings = 0;
    std::size_t facts = 0;
    std::size_t attributes = 0;
    for (ast::cursor const item : ast::cursor(c.source)) {
        if (item.kind() == ast::kind::rule && ++rules == most_rules + 1)
            c.said.tell(messages::too_many_rules, item.child(ast::kind::name));
        if (item.kind() == ast::kind::fact && ++facts == most_operands + 1)
            c.said.tell(messages::too_many_facts, item);
        if (item.kind() == ast::kind::attribute && ++attributes == most_operands + 1)
            c.said.tell(messages::too_many_attributes, item);
        if (item.kind() != ast::kind::test && item.kind() != ast::kind::suffixes)
            count_strings(c, item, strings);
    }
}

/// Reads all of a policy, each part when what it needs is known.
inline void read_policy(checking& c) {
    list_sources lists;
    check_limits(c);
    declare(c);
    refuse_like_attributes(c);
    read_defaults(c);
    read_suffixes(c);
    read_lists(c, lists);
    read_named_users(c);
    read_rules(c);
    read_filters(c);
    check_entries(c, lists);
    make_look_alikes(c);
    read_tests(c, sum_people(c));
    warn_of_unused(c);
}

} // namespace checked

inline result<checked_policy>
check(const ast::policy& policy, reader* files, const idna_adapter* names) {
    checked_policy made;
    checked::checking c(policy, files, names, *made.contents_);
    checked::read_policy(c);
    const bool good = c.said.errors() == 0;
    diagnostics said = c.said.take();
    if (!good)
        return said;
    return {std::move(made), std::move(said)};
}

} // namespace surety

#endif
