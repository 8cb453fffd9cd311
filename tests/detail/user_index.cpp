// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/detail/name_hash.hpp>
#include <surety/detail/system.hpp>
#include <surety/detail/user_index.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

using namespace surety::detail;
using namespace std::string_literals;

namespace {

const name_key key = random_key();

std::uint32_t add(user_index& users, const std::string& id, std::uint64_t fingerprint = 1) {
    std::uint32_t const user = users.add(hash_bytes(key, id), id);
    users.describe(user, fingerprint);
    return user;
}

std::vector<std::uint32_t> close(user_index& users) {
    const auto conflicts = users.close();
    return {conflicts.begin(), conflicts.end()};
}

/// The id behind a reference, as a gate reads it.
std::string named(const user_index& users, surety::user_ref user) {
    const char* at = users.bytes().data() + static_cast<std::uint32_t>(user);
    std::uint32_t size = static_cast<unsigned char>(*at++);
    if (size == 255) {
        std::memcpy(&size, at, sizeof size);
        at += sizeof size;
    }
    return {at, size};
}

} // namespace

TEST_CASE("user_index: ids come back, of whatever size and bytes") {
    user_index users;
    std::vector<std::string> ids = {"a", "a\0"s, "\0"s, "\xFF\xFE"};
    for (std::size_t const size :
         {6u, 7u, 8u, 9u, 15u, 16u, 17u, 253u, 254u, 255u, 256u, 1000u, 2000000u})
        ids.push_back(std::string(size, 'x'));
    std::vector<std::uint32_t> numbers;
    for (const std::string& id : ids)
        numbers.push_back(add(users, id));
    CHECK(close(users).empty());
    CHECK(users.size() == ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i)
        CHECK(users[numbers[i]] == ids[i]);
    for (std::size_t i = ids.size(); i-- > 0;)
        CHECK(named(users, users.ref(numbers[i])) == ids[i]);
    for (std::size_t i = 0; i < ids.size(); ++i)
        CHECK(named(users, users.ref(numbers[i])) == ids[i]);
}

TEST_CASE("user_index: equal records of one id are one user") {
    user_index users;
    std::uint32_t const ann = add(users, "ann", 5);
    std::uint32_t const bob = add(users, "bob", 5);
    std::uint32_t const again = add(users, "ann", 5);
    std::uint32_t const once_more = add(users, "ann", 5);
    CHECK(close(users).empty());
    CHECK(users.size() == 2);
    CHECK(!users.is_repeated(ann));
    CHECK(!users.is_repeated(bob));
    CHECK(users.is_repeated(again));
    CHECK(users.is_repeated(once_more));
    CHECK(users.ref(again) == users.ref(ann));
    CHECK(users.ref(once_more) == users.ref(ann));
    CHECK(users.ref(bob) != users.ref(ann));
    CHECK(!users.is_repeated(ann)); // named or not
    CHECK(users.is_repeated(again));
    CHECK(named(users, users.ref(again)) == "ann");
}

TEST_CASE("user_index: unequal records of one id are told in the order in which they came") {
    user_index users;
    std::vector<std::uint32_t> wrong;
    for (std::uint32_t i = 0; i < 20'000; ++i) // several portions
        add(users, "user-" + std::to_string(i), i);
    for (std::uint32_t i = 20'000; i-- > 0;)
        if (i % 1000 == 7)
            wrong.push_back(add(users, "user-" + std::to_string(i), i + 1));
        else if (i % 3 == 0)
            add(users, "user-" + std::to_string(i), i);
    CHECK(close(users) == wrong);
    CHECK(users.size() == 20'000);
}

TEST_CASE("user_index: ids whose hashes agree are compared by their bytes") {
    user_index users;
    for (std::uint32_t i = 0; i < 100; ++i)
        users.describe(users.add(7, std::to_string(i)), i);
    users.describe(users.add(7, "50"), 50);
    std::uint32_t const wrong = users.add(7, "60");
    users.describe(wrong, 61);
    CHECK(close(users) == std::vector{wrong});
    CHECK(users.size() == 100);
}

TEST_CASE("user_index: nobody came") {
    user_index users;
    CHECK(close(users).empty());
    CHECK(users.size() == 0);
    users.reserve_named(10);
    CHECK(users.bytes().empty());
}

TEST_CASE("id_front: orders as the ids do, as far as it tells them apart") {
    const std::vector<std::string> ids = {"",
                                          "\0"s,
                                          "\0a"s,
                                          "a",
                                          "a\0"s,
                                          "aa",
                                          "ab",
                                          "abcdefgh",
                                          "abcdefghi",
                                          "abcdefghijklmno",
                                          "abcdefghijklmnop",
                                          "abcdefghijklmnopq",
                                          "abcdefghijklmnoq",
                                          "b",
                                          "\x7F",
                                          "\x80",
                                          "\xFF"};
    for (const std::string& a : ids)
        for (const std::string& b : ids) {
            const id_front x = id_front::of(a), y = id_front::of(b);
            if (x < y)
                CHECK(a < b);
            else if (y < x)
                CHECK(b < a);
            else
                CHECK(x == y);
        }
    CHECK(id_front::of("a") < id_front::of("b"));
    CHECK(id_front::of("abcdefghijklmnop") < id_front::of("abcdefghijklmnoq"));
    CHECK(id_front::of("abcdefghijklmnopq") == id_front::of("abcdefghijklmnopr"));
}
