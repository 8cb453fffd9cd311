// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_TEXT_POOL_HPP
#define SURETY_DETAIL_TEXT_POOL_HPP

#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// Texts one behind the other, 4 GiB at the most. Where each is stays good while the pool grows.
class text_pool : public record_array<char> {
public:
    using record_array<char>::operator[];

    /// Throws `std::bad_alloc`, also when there is no more room.
    SURETY_NOINLINE text_ref add(std::string_view text) {
        if (text.size() > 0xFFFF'FFFF - size_)
            make_room(PTRDIFF_MAX / 2, 1); // which there never is
        const text_ref where{static_cast<std::uint32_t>(size_),
                             static_cast<std::uint32_t>(text.size())};
        append(text.data(), text.size());
        return where;
    }

    /// A text that was added. The view is good until the next is.
    std::string_view operator[](text_ref where) const noexcept {
        return {data() + where.offset, where.size};
    }

    /// All of them.
    std::string_view all() const noexcept { return {data(), size_}; }
};

} // namespace surety::detail

#endif
