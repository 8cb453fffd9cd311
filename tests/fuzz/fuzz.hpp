// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_FUZZ_FUZZ_HPP
#define SURETY_TESTS_FUZZ_FUZZ_HPP

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

/// An input in parts, each ended by a byte that no UTF-8 holds.
inline std::string_view take_part(std::string_view& input) {
    std::size_t const end = input.find('\xFF');
    std::string_view const part = input.substr(0, end);
    input.remove_prefix(end == input.npos ? input.size() : end + 1);
    return part;
}

} // namespace fuzz

#endif
