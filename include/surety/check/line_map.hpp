// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_LINE_MAP_HPP
#define SURETY_CHECK_LINE_MAP_HPP

#include <surety/detail/platform.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>
#include <surety/source.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::checked {

/// Says of every byte of a text which line and column it is: what `locate` says, but one look at
/// the whole text and then a short walk each time, however long the lines are.
class line_map {
public:
    SURETY_NOINLINE explicit line_map(std::string_view text) : text_(text) {
        position at{1, 1};
        marks_.reserve(text.size() / stride + 1);
        marks_.push_back(at);
        for (std::size_t i = stride; i < text.size(); i += stride)
            marks_.push_back(at = locate(text, i, i - stride, at));
    }

    SURETY_NOINLINE position at(std::size_t offset) const noexcept {
        offset = offset < text_.size() ? offset : text_.size();
        std::size_t const mark =
            offset / stride < marks_.size() ? offset / stride : offset / stride - 1;
        return locate(text_, offset, mark * stride, marks_[mark]);
    }

private:
    static constexpr std::size_t stride = 1024;

    std::string_view text_;
    detail::record_array<position> marks_; ///< of every stride-th byte
};

} // namespace surety::checked

#endif
