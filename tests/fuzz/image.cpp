// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// The bytes of a program, changed by whoever knows how to sign them: attached, printed, tested,
// bound and asked. The first byte of an input chooses the program, then six bytes at a time say
// where and what a word becomes; an input that is an image itself is taken as it is.
#include "../image.hpp"

#include <surety/load.hpp>
#include <surety/pack.hpp>

#include "fuzz.hpp"

namespace {

std::vector<unsigned char> packed(const char* text) {
    return surety::pack(*surety::load("p", text));
}

const std::vector<unsigned char>& image(std::size_t which) {
    static const std::vector<unsigned char> all[] = {packed(R"(surety 1;
list some = { "a.example", "b.example", "c.d.example", "q.w.e.r.t.y.u.i.o.p.a.s.example" };
allow a: any when domain within work domains of active users unless domain under some;
deny b: email when address in { "q@a.example" } or domain in some or local like "ceo*";
test "t" { user "ada@acme.example" active; expect allow "acme.example" by a; }
)"),
                                                     packed(R"(surety 1;
fact f: text = "x"; fact n: number = 3; fact t: time = "2026-01-01T00:00:00Z";
fact d: domain = "q.example"; fact s: texts = { "u", "v" };
attribute team: text = "sales"; attribute since: time = "2020-01-01T00:00:00Z";
attribute tags: texts = {};
users sellers = active users where (team in { "sales", "presales" } or tags has "seller");
applies when f is not "y" or s has "w";
@owner("me") allow a: any when domain in domains of at least 2 sellers because "so it is";
allow b: email when address in verified addresses of users where since older than 3 days;
deny c: email when n at most 2 or t newer than 1 minutes or f in s or domain within d or local in s;
test "t" { user "ada@acme.example" active with team = "x"; now "2026-01-01T00:10:00Z";
  fact n = 7; expect deny "acme.example" by none; }
)"),
                                                     packed(R"(surety 1;
attribute group1: texts = {}; attribute group2: texts = {}; attribute group3: texts = {};
allow a: any when domain in domains of users where (group1 has "x" or group2 has "x" or group3 has "y");
)")};
    return all[which % std::size(all)];
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size >= sizeof(surety::detail::image_header) &&
        std::memcmp(bytes, "SRYP", 4) == 0) { // an image as it is
        std::vector<unsigned char> whole(bytes, bytes + size);
        images::sign(whole);
        (void)images::use(whole);
        return 0;
    }
    if (size == 0)
        return 0;
    std::vector<unsigned char> changed = image(bytes[0]);
    fuzz::must(images::use(changed), "a program that nobody touched is accepted");
    for (std::size_t at = 1; at + 6 <= size; at += 6) {
        std::size_t const word = (std::size_t{bytes[at]} << 8 | bytes[at + 1]) * 4;
        if (word >= 64 && word + 4 <= changed.size())
            std::memcpy(changed.data() + word, bytes + at + 2, 4);
    }
    images::sign(changed);
    (void)images::use(changed);
    return 0;
}
