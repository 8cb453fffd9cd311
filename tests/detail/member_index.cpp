// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/detail/block.hpp>
#include <surety/detail/member_index.hpp>
#include <surety/detail/system.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
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

TEST_CASE("member_index: distinct users are counted over a name and those above it") {
    constexpr std::uint32_t set_count = 4, user_count = 60;
    std::vector<detail::set_record> sets(set_count);
    std::minstd_rand dice(20261129);
    for (int round = 0; round < 240; ++round) {
        const bool sparse = round % 3 != 0; // few users in each set
        for (detail::set_record& set : sets)
            set = {0, 0, static_cast<std::uint32_t>(dice() % (sparse ? 3 : 12) + 1), 1, 0, {}};
        detail::user_index users;
        const detail::name_key key = detail::random_key();
        detail::member_index names({sets.data(), sets.size()}, users, key, true);
        std::map<std::string, std::map<std::uint32_t, std::set<std::uint32_t>>> in;
        std::vector<std::uint32_t> numbers;
        for (std::uint32_t u = 0; u < user_count; ++u) // every fourth is a record that was there
            numbers.push_back(
                users.add(u / 4 * 3 + u % 4 % 3, std::to_string(u / 4 * 3 + u % 4 % 3)));
        // Of few letters, and with what `-` sorts before a dot: names stand above and beside
        // others.
        const char* const labels[] = {"a", "b", "a-b", "ab", "-", "xa"};
        std::vector<std::string> all;
        for (int i = 0; i < 40; ++i) {
            std::string name = round % 2 == 1 && dice() % 4 == 0 ? "b.example" : "a.example";
            for (auto left = dice() % 5; left > 0; --left)
                name.insert(0, std::string(labels[dice() % std::size(labels)]) + ".");
            all.push_back(name);
        }
        for (std::uint32_t u = 0; u < user_count; ++u) {
            std::uint32_t const who = u / 4 * 3 + u % 4 % 3;
            std::minstd_rand his(who + 1 + static_cast<std::uint32_t>(round) * 1000);
            for (auto left = his() % 8 + 1; left > 0; --left) {
                const std::string& name = all[his() % all.size()];
                names.add(name, hash_name(key, name), numbers[u],
                          detail::id_front::of(users[numbers[u]]));
                for (std::uint32_t set = 0; set < set_count; ++set)
                    if (his() % 24 < (sparse ? 2u : 16u)) {
                        names.add_to(set);
                        in[name][set].insert(who);
                    }
            }
        }
        REQUIRE(users.close().empty());
        names.settle();
        detail::record_array<std::uint32_t> groups;
        const detail::name_table_builder made =
            names.finish(groups, [](std::string_view) { return false; });
        detail::block bytes(made.size());
        made.write(bytes.data());
        const detail::name_table table(bytes.data());
        for (const auto& at_name : in) {
            const std::string& name = at_name.first;
            const detail::name_entry entry = table.find(name);
            REQUIRE(entry.is_member());
            const detail::name_class has = table.class_of(entry);
            for (const auto& in_set : at_name.second) {
                std::uint32_t const set = in_set.first;
                const auto& here = in_set.second;
                CAPTURE(name);
                CAPTURE(set);
                // A plain reading: from the name upwards until there are enough.
                std::uint32_t threshold = 0;
                std::set<std::uint32_t> met;
                for (std::string at = name; threshold == 0; at.erase(0, at.find('.') + 1)) {
                    if (in.contains(at) && in[at].contains(set))
                        met.insert(in[at][set].begin(), in[at][set].end());
                    if (met.size() >= sets[set].at_least)
                        threshold =
                            static_cast<std::uint32_t>(std::count(at.begin(), at.end(), '.') + 1);
                    if (at.find('.') == at.npos)
                        break;
                }
                std::uint32_t const place = has.find(set);
                REQUIRE(place < has.count());
                const std::uint32_t* const group =
                    groups.data() + table.value(table.values_of(entry), place);
                CHECK(group[0] == threshold);
                CHECK(group[1] == (here.size() >= sets[set].at_least));
                CHECK(group[2] == here.size());
            }
        }
    }
}
