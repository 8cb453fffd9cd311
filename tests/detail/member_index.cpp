// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/detail/block.hpp>
#include <surety/detail/member_index.hpp>
#include <surety/detail/system.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

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

TEST_CASE("member_index: users join sets in any order, and each set has its user least by id") {
    constexpr std::uint32_t set_count = 12, name_count = 7, user_count = 30;
    const std::vector<detail::set_record> sets(set_count);
    std::minstd_rand dice(20261128);
    for (int round = 0; round < 50; ++round) {
        detail::user_index users;
        const detail::name_key key = detail::random_key();
        detail::member_index names({sets.data(), sets.size()}, users, key, true);
        std::map<std::string, std::map<std::uint32_t, std::string>> wanted;
        std::vector<std::uint32_t> numbers;
        for (std::uint32_t u = 0; u < user_count; ++u)
            numbers.push_back(
                users.add(u + 1, "u" + std::to_string(dice() % 90 + 10) + "-" + std::to_string(u)));
        for (int joins = 0; joins < 200; ++joins) {
            std::uint32_t const user = numbers[dice() % user_count];
            std::string const id(users[user]);
            std::string const name = "n" + std::to_string(dice() % name_count) + ".example";
            names.add(name, hash_name(key, name), user, detail::id_front::of(id));
            for (auto left = dice() % 10 + 1; left > 0; --left) {
                const auto set = static_cast<std::uint32_t>(dice() % set_count);
                names.add_to(set);
                std::string& least = wanted[name][set];
                if (least.empty() || id < least)
                    least = id;
            }
        }
        REQUIRE(users.close().empty());
        names.settle();
        detail::record_array<std::uint32_t> groups;
        const detail::name_table_builder made =
            names.finish(groups, [](std::string_view) { return false; });
        const detail::block bytes = [&] {
            detail::block room(made.size());
            made.write(room.data());
            return room;
        }();
        const detail::name_table table(bytes.data());
        REQUIRE(table.header().names == wanted.size());
        for (const auto& [name, of] : wanted) {
            const detail::name_entry entry = table.find(name);
            REQUIRE(entry.is_member());
            const detail::name_class in = table.class_of(entry);
            REQUIRE(in.count() == of.size());
            std::uint32_t place = 0;
            for (const auto& [set, id] : of) {
                CHECK(in[place] == set);
                const surety::user_ref user{table.value(table.values_of(entry), place++)};
                CHECK(users.bytes().compare(static_cast<std::uint32_t>(user) + 1, id.size(), id) ==
                      0);
            }
        }
    }
}
