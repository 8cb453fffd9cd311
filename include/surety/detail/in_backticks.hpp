// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_IN_BACKTICKS_HPP
#define SURETY_DETAIL_IN_BACKTICKS_HPP

#include <surety/detail/name_limits.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/utf8.hpp>

#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <string_view>

namespace surety::detail {

/// A text of a user as a piece of a message. What is longer than any address would fill the screen,
/// and is cut where a character begins.
class in_backticks {
public:
    SURETY_NOINLINE explicit in_backticks(std::string_view text) noexcept {
        std::string_view const shown = cut_to(text, longest_address);
        for (std::string_view const piece :
             {std::string_view("`"), shown,
              std::string_view(shown.size() < text.size() ? "…`" : "`")}) {
            std::memcpy(chars_ + size_, piece.data(), piece.size());
            size_ += piece.size();
        }
    }
    operator std::string_view() const noexcept { return {chars_, size_}; }

private:
    char chars_[longest_address + sizeof "`…`"];
    std::size_t size_ = 0;
};

} // namespace surety::detail

#endif
