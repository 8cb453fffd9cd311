// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_PIECES_HPP
#define SURETY_DETAIL_PIECES_HPP

#include <surety/detail/platform.hpp>
#include <surety/detail/record_array.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace surety::detail {

/// A text in pieces: `{"unknown name `", name, "`"}`. Pieces rather than sums of strings, since
/// each sum is code at each place where something is said.
using pieces = std::initializer_list<std::string_view>;

/// A text that is put together. In C++20 every file compiles what it needs of `std::string` anew;
/// this is a call.
class text_builder : public record_array<char> {
public:
    SURETY_NOINLINE void put(std::string_view piece) { append(piece.data(), piece.size()); }
    SURETY_NOINLINE void put(pieces all) {
        for (std::string_view const piece : all)
            put(piece);
    }

    /// The text as far as it is; good until it grows.
    std::string_view text() const noexcept { return {data(), size()}; }
};

/// Appends a pattern up to its next `$place`, and takes the name of that place, letters or a digit:
/// what is appended then is the caller's business. `false` when all of the pattern is appended.
SURETY_NOINLINE inline bool
put_up_to_place(text_builder& to, std::string_view& pattern, std::string_view& place) {
    const char* at = pattern.data();
    const char* const end = at + pattern.size();
    while (at < end && *at != '$')
        ++at;
    to.append(pattern.data(), static_cast<std::size_t>(at - pattern.data()));
    if (at == end)
        return false;
    const char* const name = ++at;
    do
        ++at;
    while (at < end && *at >= 'a' && *at <= 'z');
    place = {name, static_cast<std::size_t>(at - name)};
    pattern = {at, static_cast<std::size_t>(end - at)};
    return true;
}

/// A number as a piece.
class decimal {
public:
    explicit decimal(std::uint64_t number) noexcept {
        do
            chars_[--first_] = static_cast<char>('0' + number % 10);
        while ((number /= 10) != 0);
    }
    operator std::string_view() const noexcept { return {chars_ + first_, sizeof chars_ - first_}; }

private:
    char chars_[20];
    std::size_t first_ = sizeof chars_;
};

} // namespace surety::detail

#endif
