// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/detail/address_reader.hpp>
#include <surety/detail/system.hpp>
#include <surety/parse_identity.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

using namespace surety;

namespace {

const detail::name_key key = detail::random_key();

/// Whether any address is read at once: on some processors none is.
constexpr bool has_ordinary = SURETY_HAS_VECTOR16 != 0;

/// Reads an address both ways; whether it was an ordinary one.
bool agrees(const std::string& text) {
    // Exactly as many bytes as there are: whoever looks beyond is seen by the sanitizer.
    const std::vector<char> bytes(text.begin(), text.end());
    std::string_view const address(bytes.data(), bytes.size());
    const parsed_identity parsed = parse_identity(address, identity_kind::email);
    detail::address_reader reader(key);
    const bool is_ordinary = reader.read_ordinary(address);
    if (!parsed) {
        CHECK_MESSAGE(!is_ordinary, text);
        return is_ordinary;
    }
    if (!is_ordinary)
        reader.take(parsed.value);
    CHECK(reader.text() == parsed.value.text());
    CHECK(reader.domain() == parsed.value.domain());
    CHECK(reader.hash() == detail::hash_name(key, parsed.value.text()));
    CHECK(reader.domain_hash() == detail::hash_name(key, parsed.value.domain()));
    return is_ordinary;
}

} // namespace

TEST_CASE("address_reader: reads what parse_identity reads, at every size of both parts") {
    for (std::size_t local = 1; local < 70; ++local)
        for (std::size_t label = 1; label < 66; ++label) {
            const std::string text =
                std::string(local, 'l') + "@" + std::string(label, 'd') + ".example";
            agrees(text);
            agrees(std::string(local, 'L') + "@A." + std::string(label, 'D') + ".Example");
        }
    CHECK(agrees("ann@department.example") == has_ordinary);
    CHECK(agrees("Ann.O-Neil_2+news@A.Department.Example") == has_ordinary);
}

TEST_CASE("address_reader: every byte at every place") {
    std::string const good = "a.b-c_d+e9@f.g-h9.example";
    REQUIRE(agrees(good) == has_ordinary);
    for (std::size_t at = 0; at < good.size(); ++at)
        for (int byte = 0; byte < 256; ++byte) {
            std::string text = good;
            text[at] = static_cast<char>(byte);
            agrees(text);
            text.insert(at, 1, static_cast<char>(byte));
            agrees(text);
        }
}

TEST_CASE("address_reader: any mixture of the bytes that matter") {
    std::string const bytes = "aZ0.-@_+x!";
    std::uint64_t state = 20240607;
    std::size_t ordinary = 0;
    for (int i = 0; i < 200'000; ++i) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        std::string text = state >> 63 ? "ann.department@" : "ann.x@long-name.";
        for (std::uint64_t rest = state >> 8; rest > 255; rest /= bytes.size())
            text += bytes[rest % bytes.size()];
        ordinary += agrees(state & 1 << 20 ? text : text + ".example");
    }
    CHECK((ordinary > 10) == has_ordinary);
}
