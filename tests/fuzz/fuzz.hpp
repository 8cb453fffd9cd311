// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_FUZZ_FUZZ_HPP
#define SURETY_TESTS_FUZZ_FUZZ_HPP

#include <surety/diagnostic.hpp>
#include <surety/format.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

/// What every target shares. A target is one file that defines `LLVMFuzzerTestOneInput`; libFuzzer
/// or, without it, replay.cpp feeds it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace fuzz {

/// What must hold of every input, however hostile.
inline void must(bool holds, const char* what) {
    if (holds)
        return;
    std::fprintf(stderr, "\nnot so: %s\n", what);
    std::abort();
}

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

/// What is shown to people has lines, and drives no terminal.
template <class T>
void can_be_shown(const T& what) {
    std::string const shown = fmt::format("{}", what);
    for (const char c : shown)
        must(c == '\n' || c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F),
             "no control is printed");
    for (std::size_t at = 0; (at = shown.find('\xC2', at)) != shown.npos; ++at) // U+0080 to 009F
        must(at + 1 == shown.size() || static_cast<unsigned char>(shown[at + 1]) >= 0xA0,
             "no control of eight bits is printed");
}

/// Diagnostics say something, and stand inside the text when they are about `file`.
inline void
can_be_shown(const surety::diagnostics& all, std::string_view file, std::string_view text) {
    for (const surety::diagnostic& d : all) {
        must(!d.message.empty(), "a diagnostic has a message");
        if (d.file == file)
            must(d.span.offset <= text.size() && d.span.size <= text.size() - d.span.offset,
                 "a span is inside its text");
        can_be_shown(d);
    }
}

/// An input in parts, each ended by a byte that no UTF-8 holds.
inline std::string_view take_part(std::string_view& input) {
    std::size_t const end = input.find('\xFF');
    std::string_view const part = input.substr(0, end);
    input.remove_prefix(end == input.npos ? input.size() : end + 1);
    return part;
}

} // namespace fuzz

#endif
