// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_IMAGE_HPP
#define SURETY_TESTS_IMAGE_HPP

#include <surety/attach.hpp>
#include <surety/bind.hpp>
#include <surety/decide.hpp>
#include <surety/detail/block.hpp>
#include <surety/disassemble.hpp>
#include <surety/explain.hpp>
#include <surety/pack.hpp>
#include <surety/run_tests.hpp>

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Programs as bytes, and what somebody may do to them.
namespace images {

/// Writes the size and the checksum that an image ought to have, as whoever means harm would.
inline void sign(std::vector<unsigned char>& image) {
    surety::detail::image_header header;
    std::memcpy(&header, image.data(), sizeof header);
    header.size = image.size();
    std::memcpy(image.data(), &header, sizeof header);
    header.checksum = surety::detail::checksum_of(image.data(), image.size());
    std::memcpy(image.data(), &header, sizeof header);
}

/// Bytes on their own, so that a sanitizer sees who reads beyond them; aligned.
inline surety::detail::block alone(const std::vector<unsigned char>& image) {
    surety::detail::block bytes(image.size());
    if (!image.empty())
        std::memcpy(bytes.data(), image.data(), image.size());
    return bytes;
}

/// Does everything that can be done with a program. Returns whether it was accepted at all: what is
/// packed anew then has to be, too.
inline bool use(const std::vector<unsigned char>& image) {
    const surety::detail::block bytes = alone(image);
    const auto policy = surety::attach({bytes.data(), bytes.size()});
    if (!policy)
        return false;
    const surety::detail::block anew = alone(surety::pack(*policy));
    if (!surety::attach({anew.data(), anew.size()}))
        std::abort();
    (void)surety::disassemble(*policy);
    (void)surety::run_tests(*policy);
    // She has of each attribute what it takes, and many texts.
    std::vector<surety::user_attribute> all;
    const surety::detail::program_view& program = policy->view();
    for (const surety::detail::operand_record& declared : program.attributes) {
        surety::user_attribute& given = all.emplace_back();
        std::string name(program.text(declared.name));
        switch (static_cast<surety::type>(declared.type)) {
        case surety::type::flag:
            given = {std::move(name), true};
            break;
        case surety::type::number:
            given = {std::move(name), 3};
            break;
        case surety::type::time:
            given = {std::move(name), surety::instant{1'600'000'000, 0}};
            break;
        case surety::type::texts:
            given = {std::move(name),
                     std::vector<std::string>(40, "a text that is longer than most")};
            break;
        default:
            given = {std::move(name), "a.example"};
        }
    }
    const surety::user_record users[] = {
        {"ada", true, {{"ada@acme.example", surety::address_type::work, true, true}}, all},
        {"bob", false, {{"bob@eu.acme.example", surety::address_type::work, true, true}}, {}},
        {"eve", true, {{"ceo@gmail.com", surety::address_type::home, false, true}}, {}},
    };
    const auto gate = surety::bind(*policy, users, {1'700'000'000, 0});
    if (!gate)
        return true;
    using namespace std::string_view_literals;
    constexpr std::string_view groups[] = {"staff"sv, "admins"sv};
    const surety::fact facts[] = {{"verification", "success"},
                                  {"purpose", "sending"},
                                  {"country", "de"},
                                  {"tenant", "acme.example"},
                                  {"groups", std::span<std::string_view const>(groups)},
                                  {"score", 7},
                                  {"new-tenant", true},
                                  {"opened", surety::instant{1, 2}}};
    for (const char* identity :
         {"acme.example", "x@mail.eu.acme.example", "ceo+1@acme.example", "gmail.com",
          "a.b.c.d.e.f.g.h.i.j.k.l.acme.example", "co.uk", "shop.co.uk", "x@globex.example"}) {
        (void)surety::decide(*gate, {identity, facts, {1'700'000'000, 0}});
        (void)surety::explain(*gate, {identity, facts, {1'700'000'000, 0}});
    }
    return true;
}

} // namespace images

#endif
