// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Any text as a domain and as an address, through the adapter to ICU.
#include <surety/idna.hpp>
#include <surety/parse_identity.hpp>

#include "fuzz.hpp"

namespace {

void look_at(std::string_view text, surety::identity_kind kind, const surety::idna& names) {
    // A copy of the exact size, so that a look past the end is found.
    std::string const exact(text);
    const surety::parsed_identity plain = surety::parse_identity(exact, kind);
    const surety::parsed_identity parsed = surety::parse_identity(exact, kind, &names);
    fuzz::must(parsed.value.kind() == kind, "what was asked is what is answered");
    if (plain)
        fuzz::must(parsed && parsed.value == plain.value, "the adapter never sees what is ASCII");
    if (!parsed) {
        fuzz::must(parsed.why != surety::reason::none && parsed.offset <= exact.size(),
                   "a refusal has a reason, inside the text");
        return;
    }
    const surety::identity& name = parsed.value;
    const surety::parsed_identity again = surety::parse_identity(name.text(), kind);
    fuzz::must(again && again.value == name, "what comes back is an identity in ASCII");
    if (kind == surety::identity_kind::email) {
        std::string local(exact, 0, exact.find('@'));
        for (char& c : local)
            c = surety::detail::fold(c);
        fuzz::must(name.local() == local, "a local part is what it was");
    }
    if (name.is_internationalized())
        names.scripts_of(name.domain());

    char whole[surety::detail::longest_domain];
    std::size_t const size = names.skeleton(name.domain(), whole, sizeof whole);
    std::string_view const skeleton(whole, size);
    fuzz::must(size > 0 && size <= sizeof whole && skeleton.find('\0') == skeleton.npos,
               "every name looks like something");
    std::string cut(size / 2, '\0');
    fuzz::must(names.skeleton(name.domain(), cut.data(), cut.size()) == cut.size() &&
                   skeleton.starts_with(cut),
               "no more is written than there is room for");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static surety::idna const names;
    std::string_view const text = fuzz::text_of(bytes, size);
    look_at(text, surety::identity_kind::domain, names);
    look_at(text, surety::identity_kind::email, names);
    return 0;
}
