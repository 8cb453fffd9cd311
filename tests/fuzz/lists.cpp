// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Any text as a list file and as a public suffix file.
#include <surety/list_file.hpp>
#include <surety/parse_identity.hpp>
#include <surety/public_suffix.hpp>

#include <algorithm>

#include "fuzz.hpp"

namespace {

void look_at(const surety::diagnostics& all, std::string_view file, std::string_view text) {
    fuzz::must(all.size() <= 20, "at most twenty lines are told of");
    fuzz::can_be_shown(all, file, text);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string const text(fuzz::text_of(bytes, size));
    const auto entries = surety::parse_list_file("list", text);
    look_at(entries.diagnostics(), "list", text);
    if (entries)
        for (const surety::list_entry& e : *entries) {
            fuzz::must(!e.text.empty() && e.text.data() >= text.data() &&
                           e.text.data() + e.text.size() <= text.data() + text.size(),
                       "an entry is a stretch of the text");
            fuzz::must(e.text.front() > ' ' || static_cast<unsigned char>(e.text.front()) >= 0x80,
                       "an entry is trimmed");
        }

    const auto suffixes = surety::parse_public_suffixes("suffixes", text);
    look_at(suffixes.diagnostics(), "suffixes", text);
    if (!suffixes)
        return 0;
    bool exceptions = false;
    for (std::size_t i = 0; i < suffixes->size(); ++i)
        exceptions |= (*suffixes)[i].kind == surety::suffix_kind::exception;
    for (std::size_t i = 0; i < suffixes->size(); ++i) {
        surety::suffix_rule const rule = (*suffixes)[i];
        const auto labels =
            static_cast<std::size_t>(std::count(rule.text.begin(), rule.text.end(), '.') + 1);
        std::size_t const found = suffixes->suffix_labels(rule.text);
        fuzz::must(found >= 1 && found <= labels, "a public suffix is a suffix");
        if (rule.kind == surety::suffix_kind::normal && !exceptions) // which beat all
            fuzz::must(found == labels || found + 1 == labels, "a rule matches itself");
        // What a rule says is a name: canonical, or a top.
        const auto name = surety::parse_identity(rule.text, surety::identity_kind::domain);
        fuzz::must(name ? name.value.text() == rule.text : name.why == surety::reason::single_label,
                   "the text of a rule is canonical");
    }
    return 0;
}
