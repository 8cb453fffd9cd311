// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/detail/name_table.hpp>
#include <surety/detail/name_table_builder.hpp>
#include <surety/detail/system.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace detail = surety::detail;

namespace {

/// A table and its bytes.
class table_bytes {
public:
    explicit table_bytes(detail::block bytes) : bytes_(std::move(bytes)) {}
    detail::name_table table() const { return detail::name_table(bytes_.data()); }

private:
    detail::block bytes_;
};

enum class kind { none, marker, member };

/// What a name is in a table.
kind find(const detail::name_table& table, std::string_view name) {
    const detail::name_entry entry = table.find(name);
    return entry.is_member() ? kind::member : entry.is_marker() ? kind::marker : kind::none;
}

std::vector<std::uint32_t> sets_of(const detail::name_table& table, std::string_view name) {
    const auto entry = table.find(name);
    if (!entry.is_member())
        return {};
    const auto c = table.class_of(entry);
    std::vector<std::uint32_t> sets;
    for (std::uint32_t i = 0; i < c.count(); ++i)
        sets.push_back(c[i]);
    return sets;
}

std::string chain(std::size_t labels) {
    std::string name;
    for (std::size_t i = 1; i < labels; ++i)
        name += "a.";
    return name + "b";
}

} // namespace

TEST_CASE("name_table: an empty table finds nothing") {
    detail::list_table_builder builder;
    const table_bytes bytes(builder.finish(true));
    CHECK(bytes.table().empty());
    CHECK(find(bytes.table(), "a.example") == kind::none);
}

TEST_CASE("name_table: members are found with their sets, their ancestors as markers") {
    detail::list_table_builder builder;
    builder.add("mail.eu.a.example", 3);
    builder.add("a.example", 7);
    builder.add("mail.eu.a.example", 1);
    builder.add("mail.eu.a.example", 3); // twice is once
    const table_bytes bytes(builder.finish(true));
    const auto table = bytes.table();
    CHECK(sets_of(table, "mail.eu.a.example") == std::vector<std::uint32_t>{1, 3});
    CHECK(sets_of(table, "a.example") == std::vector<std::uint32_t>{7});
    CHECK(find(table, "eu.a.example") == kind::marker);
    CHECK(find(table, "example") == kind::none); // single labels leave no marker
    CHECK(find(table, "il.eu.a.example") == kind::none);
    CHECK(find(table, "x.mail.eu.a.example") == kind::none);
    CHECK(table.header().tops == 0);
}

TEST_CASE("name_table: names that hash alike and end alike are told apart by all their bytes") {
    // Under a hash that says nothing: at the last bucket, so that the first ones follow it.
    for (const std::uint64_t hash : {~std::uint64_t{0}, std::uint64_t{0}}) {
        detail::name_table_builder builder(detail::random_key(), false, true);
        const std::string names[] = {"a.tail.example",
                                     "b.tail.example",
                                     "a-name-of-17.tail",
                                     "b-name-of-17.tail",
                                     "xx-a-name-of-17.tail",
                                     "one-that-is-rather-long.and.goes.on.and.on.tail.example",
                                     "two-that-is-rather-long.and.goes.on.and.on.tail.example",
                                     "one-that-is-rather-long.and.goes.in.and.on.tail.example",
                                     "x-one-that-is-rather-long.and.goes.on.and.on.tail.example"};
        std::uint32_t value = 100;
        for (const std::string& name : names) {
            const std::uint32_t set = 0;
            const auto unit = builder.class_of({&set, 1}, 0);
            builder.add(name, hash, unit, &value, 1);
            ++value;
        }
        builder.finish();
        detail::block written(builder.size());
        builder.write(written.data());
        const detail::name_table table(written.data());
        value = 100;
        for (const std::string& name : names) {
            CAPTURE(name);
            const auto entry = table.find(hash, detail::padded_name(name).tail());
            REQUIRE(entry.is_member());
            CHECK(table.value(table.values_of(entry), 0) == value++);
        }
        for (const char* const other :
             {"c.tail.example", "c-name-of-17.tail", "x-a-name-of-17.tail",
              "one-that-is-rather-long.and.goes.un.and.on.tail.example",
              "ona-that-is-rather-long.and.goes.on.and.on.tail.example",
              "ne-that-is-rather-long.and.goes.on.and.on.tail.example"}) {
            CAPTURE(std::string(other));
            CHECK_FALSE(table.find(hash, detail::padded_name(other).tail()).is_member());
        }
    }
}

TEST_CASE("name_table: single labels are members of trees that have them") {
    detail::list_table_builder builder;
    builder.add("zip", 0);
    const table_bytes bytes(builder.finish(true));
    CHECK(bytes.table().may_have_top(std::string_view("a.zip").end()));
    CHECK_FALSE(bytes.table().may_have_top(std::string_view("a.example").end()));
    CHECK(sets_of(bytes.table(), "zip") == std::vector<std::uint32_t>{0});
}

TEST_CASE("name_table: public suffix rules travel with the class") {
    detail::list_table_builder builder;
    builder.add_suffix_rule("ck", detail::suffix_rule_kind::wildcard);
    builder.add_suffix_rule("www.ck", detail::suffix_rule_kind::exception);
    builder.add("www.ck", 2);
    const table_bytes bytes(builder.finish(true));
    const auto of = bytes.table().class_of(bytes.table().find("www.ck"));
    CHECK(of.suffix_rules() == static_cast<std::uint32_t>(detail::suffix_rule_kind::exception));
    CHECK(of.count() == 1);
}

TEST_CASE(
    "name_table: a name of 127 labels has its ancestors as markers as far as they are marked") {
    detail::list_table_builder builder;
    std::string const deep = chain(127);
    builder.add(deep, 0);
    const table_bytes bytes(builder.finish(true));
    std::string_view rest = deep;
    CHECK(find(bytes.table(), rest) == kind::member);
    for (std::size_t labels = 126; labels >= 2; --labels) {
        rest.remove_prefix(2);
        CHECK_MESSAGE(find(bytes.table(), rest) ==
                          (labels <= detail::name_table::marked_labels ? kind::marker : kind::none),
                      labels);
        if (labels > detail::name_table::marked_labels)
            CHECK_MESSAGE(!bytes.table().has_level(static_cast<std::uint32_t>(labels)), labels);
    }
    CHECK(bytes.table().has_level(127));
}

TEST_CASE("name_table: names are told apart by all of their bytes, and by where they end") {
    // Keys are drawn anew, so of so many tables in some the hashes are as good as equal.
    std::string const label(31, 'a');
    std::string long_name = label;
    for (int i = 0; i < 7; ++i)
        long_name += '.' + label;
    for (int i = 0; i < 2000; ++i) {
        std::string const name = "n" + std::to_string(i) + ".example";
        detail::list_table_builder builder;
        builder.add(long_name, 0); // whose markers are longer than all that follows the next one
        builder.add(name + "x", 1);
        const table_bytes bytes(builder.finish(true));
        CAPTURE(name);
        CHECK(find(bytes.table(), name) == kind::none);
        CHECK(find(bytes.table(), name + "xx") == kind::none);
        CHECK(find(bytes.table(), "x" + name + "x") == kind::none);
        CHECK(find(bytes.table(), "n." + name + "x") == kind::none);
        CHECK(find(bytes.table(), long_name.substr(1)) == kind::none);
        CHECK(find(bytes.table(), "b" + long_name.substr(1)) == kind::none);
        CHECK(find(bytes.table(), name + "x") == kind::member);
        CHECK(find(bytes.table(), long_name.substr(32)) == kind::marker);
    }
}

TEST_CASE("name_table: agrees with a sorted map on random names") {
    std::mt19937_64 random(20261123);
    for (int round = 0; round < 40; ++round) {
        std::map<std::string, std::set<std::uint32_t>> expected;
        detail::list_table_builder builder;
        std::size_t const count = std::size_t{1} << (round % 13);
        const auto name = [&] {
            std::string made;
            std::size_t const labels = 1 + random() % 5;
            for (std::size_t i = 0; i < labels; ++i) {
                if (i > 0)
                    made += '.';
                std::size_t const size = random() % 3 == 0 ? 1 + random() % 40 : 1 + random() % 3;
                for (std::size_t k = 0; k < size; ++k)
                    made += static_cast<char>('a' + random() % 4);
            }
            return made;
        };
        for (std::size_t i = 0; i < count; ++i) {
            std::string const n = name();
            const auto set = static_cast<std::uint32_t>(random() % 20);
            expected[n].insert(set);
            builder.add(n, set);
        }
        const table_bytes bytes(builder.finish(true));
        const auto table = bytes.table();
        REQUIRE(table.header().names == expected.size());
        for (const auto& e : expected)
            CHECK_MESSAGE(sets_of(table, e.first) ==
                              std::vector<std::uint32_t>(e.second.begin(), e.second.end()),
                          e.first);
        for (std::size_t i = 0; i < 2000; ++i) {
            std::string const n = name();
            if (expected.count(n))
                continue;
            const bool above = n.find('.') != n.npos &&
                               std::any_of(expected.begin(), expected.end(), [&](const auto& e) {
                                   return e.first.ends_with("." + n);
                               });
            CHECK_MESSAGE(find(table, n) == (above ? kind::marker : kind::none), n);
        }
        std::size_t members = 0;
        table.each_member([&](std::string_view n, const detail::name_entry&) {
            ++members;
            CHECK(expected.count(std::string(n)) == 1);
        });
        CHECK(members == expected.size());
    }
}

TEST_CASE("name_hash: every size up to the longest key has a hash of its own") {
    const auto key = detail::random_key();
    std::set<std::uint64_t> seen;
    std::string name;
    for (std::size_t size = 1; size < detail::max_key_size; ++size) {
        name += 'x';
        CHECK(seen.insert(detail::hash_name(key, name)).second);
    }
}

TEST_CASE("name_hash: another key gives other hashes") {
    const auto a = detail::random_key(), b = detail::random_key();
    CHECK(detail::hash_name(a, "a.example") != detail::hash_name(b, "a.example"));
}

TEST_CASE("hash_bytes: ids may be long and hold zeros") {
    const auto key = detail::random_key();
    using namespace std::string_view_literals;
    CHECK(detail::hash_bytes(key, "a"sv) != detail::hash_bytes(key, "\0a"sv));
    std::string const longer(1000, 'x');
    CHECK(detail::hash_bytes(key, longer) != detail::hash_bytes(key, longer + "x"));
    CHECK(detail::hash_bytes(key, longer) == detail::hash_bytes(key, std::string(1000, 'x')));
}
