// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// ICU without memory. Whoever takes its memory away takes it from a whole process: this one.
#include <surety/idna.hpp>

#include <doctest/doctest.h>

#include <cstdlib>
#include <unicode/uclean.h>

namespace {

long asked = 0, refused = 0; // which one is refused, if there are so many

void* U_CALLCONV allocate(const void*, std::size_t size) {
    return ++asked == refused ? nullptr : std::malloc(size);
}
void* U_CALLCONV reallocate(const void*, void* old, std::size_t size) {
    return ++asked == refused ? nullptr : std::realloc(old, size);
}
void U_CALLCONV release(const void*, void* old) {
    std::free(old);
}

} // namespace

TEST_CASE("idna: one that was made without enough memory says so") {
    UErrorCode status = U_ZERO_ERROR;
    u_setMemoryFunctions(nullptr, allocate, reallocate, release, &status);
    REQUIRE(U_SUCCESS(status));
    const surety::idna good; // its tables come first: what ICU does without those is its own affair
    REQUIRE(good);
    const auto looks = [](const surety::idna& names) {
        char bytes[64];
        return std::string(bytes, names.skeleton("xn--80ak6aa92e.example", bytes, sizeof bytes));
    };
    bool was_refused = true;
    int failed = 0;
    for (long at = 1; was_refused; ++at) {
        asked = 0;
        refused = at;
        const surety::idna names;
        was_refused = asked >= at;
        refused = 0;
        failed += !names;
        if (!names)
            continue;
        for (const char* const domain : {"xn--mnchen-3ya.example", "xn--pypal-4ve.example"})
            CHECK(names.scripts_of(domain) == good.scripts_of(domain));
        CHECK(looks(names) == looks(good));
        surety::idna::ascii_domain made;
        names.to_ascii("m\xC3\xBCnchen.example", made);
        CHECK(std::string_view(made.bytes, made.size) == "xn--mnchen-3ya.example");
    }
    CHECK(failed > 3);
}
