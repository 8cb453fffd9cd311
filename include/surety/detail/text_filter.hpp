// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_TEXT_FILTER_HPP
#define SURETY_DETAIL_TEXT_FILTER_HPP

#include <surety/detail/program_view.hpp>
#include <surety/detail/records.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// Where a text has its bit in the filter of a set: eight bits or more a member, so that seven of
/// eight texts that are in no set are known for that without a search, whose steps nobody can
/// foresee. Made of a few bytes and not keyed: who makes them agree gets the search, no more.
class text_filter {
public:
    explicit constexpr text_filter(std::string_view text) noexcept {
        if (text.empty())
            return;
        std::uint64_t const few = text.size() | std::uint64_t{byte(text.front())} << 16 |
                                  std::uint64_t{byte(text[text.size() / 2])} << 24 |
                                  std::uint64_t{byte(text[text.size() / 4])} << 32 |
                                  std::uint64_t{byte(text.back())} << 40;
        mixed_ = few * 0x9E37'79B9'7F4A'7C15u;
    }

    /// How many words the filter of a set has: a power of two.
    static constexpr std::uint32_t words_of(std::uint32_t members) noexcept {
        return members <= 8 ? 1 : std::bit_ceil(members) / 8;
    }

    constexpr std::uint32_t word(std::uint32_t words) const noexcept {
        return static_cast<std::uint32_t>(mixed_ >> 26) & (words - 1);
    }
    constexpr std::uint64_t bit() const noexcept { return std::uint64_t{1} << (mixed_ >> 58); }

private:
    static constexpr unsigned char byte(char c) noexcept { return static_cast<unsigned char>(c); }

    std::uint64_t mixed_ = 0;
};

/// Whether a text may be in a set; what may not be is not.
constexpr bool
may_contain(const program_view& program, const text_set_record& set, std::string_view t) noexcept {
    const text_filter of(t);
    return (program.text_filters[set.filter.first + of.word(set.filter.count)] & of.bit()) != 0;
}

} // namespace surety::detail

#endif
