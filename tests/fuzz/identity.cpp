// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Any text as a domain and as an address, against the plain reading of tests/naive/.
#include <surety/format.hpp>
#include <surety/parse_identity.hpp>

#include <optional>

#include "../naive/names.hpp"
#include "fuzz.hpp"

namespace {

void agree(std::string_view text, surety::identity_kind kind) {
    // A copy of the exact size, so that a look past the end is found.
    std::string const exact(text);
    const surety::parsed_identity parsed = surety::parse_identity(exact, kind);
    const bool domain = kind == surety::identity_kind::domain;
    std::optional<std::string> expected;
    if (const auto name = domain ? naive::read_domain(exact) : std::nullopt)
        expected = naive::joined(*name);
    if (const auto whole = domain ? std::nullopt : naive::read_address(exact))
        expected = naive::joined(*whole);
    fuzz::must(parsed.value.kind() == kind, "what was asked is what is answered");
    fuzz::must(static_cast<bool>(parsed) == expected.has_value(),
               "the naive reading is of the same opinion");
    if (!parsed) {
        fuzz::must(parsed.why != surety::reason::none && !sentence(parsed.why).empty(),
                   "a refusal has a reason");
        fuzz::must(parsed.offset <= exact.size(), "a refusal is inside the text");
        return;
    }
    const surety::identity& name = parsed.value;
    fuzz::must(name.text() == *expected, "the canonical form is that of the naive reading");
    fuzz::must(name.text().size() == exact.size(), "nothing is added or left out");
    const surety::parsed_identity again = surety::parse_identity(name.text(), kind);
    fuzz::must(again && again.value == name, "canonicalising twice is canonicalising once");
    std::size_t dots = 0;
    for (std::size_t i = 0; i < name.domain().size(); ++i) {
        const bool dot = name.domain()[i] == '.';
        dots += dot;
        fuzz::must((name.dots()[i / 64] >> i % 64 & 1) == dot, "dots are where they are");
    }
    fuzz::must(name.labels() == dots + 1, "labels are counted");
    for (std::size_t i = 0; i <= name.labels(); ++i)
        fuzz::must(name.domain().ends_with(name.suffix(i)), "a suffix is one");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view const text = fuzz::text_of(bytes, size);
    agree(text, surety::identity_kind::domain);
    agree(text, surety::identity_kind::email);
    const bool at = text.find('@') != text.npos;
    fuzz::must(surety::parse_identity(text).value.kind() ==
                   (at ? surety::identity_kind::email : surety::identity_kind::domain),
               "an at sign makes an address");
    return 0;
}
