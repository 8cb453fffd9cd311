// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_FLOOR_HPP
#define SURETY_BENCHMARKS_FLOOR_HPP

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>
#include <sys/mman.h>

#include "workload.hpp"

/// What no decision can do without: reads the bytes of the question, and one cache line that
/// depends on them, out of as many as a table of all names must have.
class floor_table {
public:
    explicit floor_table(const workload::population& people)
        : lines_(people.companies() * bytes_a_name / line + 1) {
        constexpr std::size_t huge_page = std::size_t{1} << 21;
        std::size_t const size = (lines_ * line + huge_page - 1) / huge_page * huge_page;
        bytes_.reset(static_cast<unsigned char*>(std::aligned_alloc(huge_page, size)));
        ::madvise(bytes_.get(), size, MADV_HUGEPAGE);
        std::memset(bytes_.get(), 1, size);
    }

    bool read(std::string_view text) const noexcept {
        std::uint64_t hash = text.size();
        const char* at = text.data();
        const char* const end = at + text.size();
        for (; end - at >= 8; at += 8)
            hash = mix(hash, at);
        if (text.size() >= 8)
            hash = mix(hash, end - 8);
        else
            for (; at != end; ++at)
                hash = (hash ^ static_cast<unsigned char>(*at)) * odd;
        __extension__ using wide = unsigned __int128;
        return bytes_[static_cast<std::size_t>(wide{hash} * lines_ >> 64) * line];
    }

private:
    static constexpr std::size_t bytes_a_name = 24;
    static constexpr std::size_t line = 64;
    static constexpr std::uint64_t odd = 0x9E3779B97F4A7C15u;

    static std::uint64_t mix(std::uint64_t hash, const char* at) noexcept {
        std::uint64_t bytes;
        std::memcpy(&bytes, at, 8);
        return (hash ^ bytes) * odd;
    }

    struct freed {
        void operator()(unsigned char* bytes) const noexcept { std::free(bytes); }
    };
    std::size_t lines_;
    std::unique_ptr<unsigned char[], freed> bytes_;
};

#endif
