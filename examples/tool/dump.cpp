// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/attach.hpp>
#include <surety/disassemble.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "input.hpp"
#include "verbs.hpp"

namespace tool {
namespace {

/// What a header made by `embed` holds: numbers between braces, eight bytes in each.
std::vector<std::uint64_t> words_of(std::string_view header) {
    std::vector<std::uint64_t> words;
    std::size_t const first = header.find("{{", header.find("\ninline constexpr "));
    std::string_view rest = first == header.npos ? "" : header.substr(first + 2);
    while (!rest.empty() && rest.front() != '}') {
        const bool hexadecimal = rest.starts_with("0x");
        std::uint64_t word = 0;
        const char* const end = rest.data() + rest.size();
        const auto read =
            std::from_chars(rest.data() + (hexadecimal ? 2 : 0), end, word, hexadecimal ? 16 : 10);
        if (read.ec == std::errc())
            words.push_back(word);
        rest = {read.ec == std::errc::invalid_argument ? rest.data() + 1 : read.ptr, end};
    }
    return words;
}

status dump_header(console& out, const std::string& path) {
    std::string text;
    if (!read_input(out, path, text))
        return could_not_run;
    const std::vector<std::uint64_t> words = words_of(text);
    const auto policy = surety::attach(std::as_bytes(std::span(words)));
    if (!policy) {
        surety::diagnostics said = policy.diagnostics();
        for (surety::diagnostic& d : said)
            d.file = path;
        out.report(said);
        return refused;
    }
    out.put(surety::disassemble(*policy));
    return fine;
}

} // namespace

status dump(console& out, const std::string& path, const surety::idna_adapter* names) {
    if (path.ends_with(".hpp"))
        return dump_header(out, path);
    const loaded_policy policy = load_policy(out, path, names);
    if (!policy.program) {
        out.report(policy.said);
        return policy.ended;
    }
    out.put(surety::disassemble(*policy.program));
    return fine;
}

} // namespace tool
