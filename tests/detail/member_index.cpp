// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/detail/member_index.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

namespace detail = surety::detail;

TEST_CASE("member_index: names of one hash are told apart by what they are") {
    const detail::set_record set{};
    detail::user_index users;
    const detail::name_key key{};
    detail::member_index names({&set, 1}, users, key, true);
    std::uint32_t const user = users.add(1, "ann");
    const auto add = [&](int i) {
        names.add("n" + std::to_string(i) + ".example", 0xABCD'0123'0000'0000u, user,
                  detail::id_front::of("ann"));
        names.add_to(0);
    };
    for (int round = 0; round < 3; ++round) // more than wait at a time, and again when all are in
        for (int i = 0; i < 50; ++i)
            add(i);
    names.settle();
    CHECK(names.size() == 50);
}
