// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_GATES_HPP
#define SURETY_TESTS_GATES_HPP

#include <surety/bind.hpp>
#include <surety/load.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

/// Gates from the items of a policy and from users with one address each, and names of many labels.
namespace gates {

inline surety::program load(const std::string& items) {
    auto loaded = surety::load("test.surety", "surety 1;\n" + items);
    REQUIRE(loaded);
    return *std::move(loaded);
}

inline surety::gate gate_of(const surety::program& policy,
                            const std::vector<surety::user_record>& users) {
    auto bound = surety::bind(policy, users);
    REQUIRE(bound);
    CHECK(bound.diagnostics().empty());
    return *std::move(bound);
}

/// Somebody active, with a work address.
inline surety::user_record user(std::string id, std::string address) {
    return {std::move(id), true, {{std::move(address), surety::address_type::work}}, {}};
}

/// So many labels of one letter.
inline std::string chain(std::size_t labels) {
    std::string name;
    for (std::size_t i = 1; i < labels; ++i)
        name += "a.";
    return name + "b";
}

} // namespace gates

#endif
