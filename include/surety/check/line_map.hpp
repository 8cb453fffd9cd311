// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_LINE_MAP_HPP
#define SURETY_CHECK_LINE_MAP_HPP

#include <surety/source.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace surety::checked {

/// Says of every byte of a text which line and column it is: what `locate` says, but one look at
/// the whole text and then a short walk each time, however long the lines are.
class line_map {
public:
    explicit line_map(std::string_view text) : text_(text) {
        position at{1, 1};
        marks_.reserve(text.size() / stride + 1);
        for (std::size_t i = 0; i < text.size(); i += stride) {
            marks_.push_back(at);
            step(i, i + stride, at);
        }
        if (marks_.empty())
            marks_.push_back(at);
    }

    position at(std::size_t offset) const noexcept {
        offset = offset < text_.size() ? offset : text_.size();
        std::size_t mark = offset / stride;
        if (mark == marks_.size())
            --mark;
        position found = marks_[mark];
        step(mark * stride, offset, found);
        return found;
    }

private:
    static constexpr std::size_t stride = 1024;

    void step(std::size_t from, std::size_t to, position& at) const noexcept {
        to = to < text_.size() ? to : text_.size();
        for (std::size_t i = from; i < to; ++i) {
            const bool crlf = text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n';
            if (text_[i] == '\n' || (text_[i] == '\r' && !crlf)) {
                ++at.line;
                at.column = 1;
            } else if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80 && !crlf) {
                ++at.column;
            }
        }
    }

    std::string_view text_;
    std::vector<position> marks_; ///< of every stride-th byte
};

} // namespace surety::checked

#endif
