// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_PUNYCODE_HPP
#define SURETY_DETAIL_PUNYCODE_HPP

#include <surety/detail/platform.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

/// Punycode, RFC 3492, in the sizes that labels have. Lower-case digits only: whoever decodes folds
/// first, and encoding writes lower case.
namespace surety::detail::punycode {

/// A label has 63 bytes at most, so it encodes no more code points than that.
inline constexpr std::size_t longest = 63;

/// Code points of one label. `size` of them are good.
struct code_points {
    bool good = false;
    std::uint8_t size = 0;
    char32_t points[longest] = {};
};

/// The encoding of one label, without `xn--`.
struct encoding {
    bool good = false;
    std::uint8_t size = 0;
    char bytes[longest] = {};

    constexpr std::string_view text() const noexcept { return {bytes, size}; }
};

// RFC 3492, section 5.
inline constexpr std::uint32_t base = 36, t_min = 1, t_max = 26, skew = 38, damp = 700;
inline constexpr std::uint32_t initial_bias = 72, initial_point = 0x80;
inline constexpr std::uint32_t most = (std::numeric_limits<std::uint32_t>::max)();

/// The threshold between the digits that end a number and those that go on.
constexpr std::uint32_t threshold(std::uint32_t place, std::uint32_t bias) noexcept {
    if (place <= bias)
        return t_min;
    return place - bias > t_max ? t_max : place - bias;
}

constexpr std::uint32_t adapt(std::uint32_t delta, std::uint32_t count, bool first) noexcept {
    delta = first ? delta / damp : delta / 2;
    delta += delta / count;
    std::uint32_t k = 0;
    for (; delta > (base - t_min) * t_max / 2; k += base)
        delta /= base - t_min;
    return k + (base - t_min + 1) * delta / (delta + skew);
}

/// The value of a digit, or `base` when it is none.
constexpr std::uint32_t digit_value(char c) noexcept {
    if (c >= 'a' && c <= 'z')
        return static_cast<std::uint32_t>(c - 'a');
    if (c >= '0' && c <= '9')
        return static_cast<std::uint32_t>(c - '0') + 26;
    return base;
}

constexpr char digit(std::uint32_t value) noexcept {
    return static_cast<char>(value < 26 ? 'a' + static_cast<int>(value)
                                        : '0' + static_cast<int>(value) - 26);
}

/// What a folded label encodes; `text` is without `xn--`. Not good when it is no encoding.
SURETY_COLD constexpr code_points decode(std::string_view text) noexcept {
    code_points out;
    if (text.size() > longest)
        return out;
    std::size_t const mark = text.rfind('-');
    std::size_t at = 0;
    if (mark != std::string_view::npos && mark > 0) {
        for (; at < mark; ++at)
            out.points[at] = static_cast<unsigned char>(text[at]);
        out.size = static_cast<std::uint8_t>(mark);
        ++at;
    }
    std::uint32_t point = initial_point, place_in_order = 0, bias = initial_bias;
    while (at < text.size()) {
        std::uint32_t const before = place_in_order;
        std::uint32_t weight = 1;
        for (std::uint32_t k = base;; k += base) {
            if (at == text.size())
                return out;
            std::uint32_t const value = digit_value(text[at++]);
            if (value == base || value > (most - place_in_order) / weight)
                return out;
            place_in_order += value * weight;
            std::uint32_t const t = threshold(k, bias);
            if (value < t)
                break;
            if (weight > most / (base - t))
                return out;
            weight *= base - t;
        }
        std::uint32_t const count = out.size + 1u;
        bias = adapt(place_in_order - before, count, before == 0);
        if (place_in_order / count > 0x10FFFF - point)
            return out;
        point += place_in_order / count;
        place_in_order %= count;
        for (std::size_t i = out.size; i > place_in_order; --i)
            out.points[i] = out.points[i - 1];
        out.points[place_in_order++] = point;
        ++out.size;
    }
    out.good = true;
    return out;
}

/// Encodes `size` code points. Not good when the label would be longer than 63 bytes with `xn--`.
SURETY_COLD constexpr encoding encode(const char32_t* points, std::size_t size) noexcept {
    encoding out;
    if (size > longest)
        return out;
    const auto put = [&out](char c) noexcept {
        if (out.size + 4u >= longest)
            return false;
        out.bytes[out.size++] = c;
        return true;
    };
    std::uint32_t done = 0;
    for (std::size_t i = 0; i < size; ++i)
        if (points[i] < initial_point) {
            if (!put(static_cast<char>(points[i])))
                return out;
            ++done;
        }
    std::uint32_t const basic = done;
    if (basic > 0 && !put('-'))
        return out;

    std::uint32_t point = initial_point, delta = 0, bias = initial_bias;
    while (done < size) {
        std::uint32_t next = most;
        for (std::size_t i = 0; i < size; ++i)
            if (points[i] >= point && points[i] < next)
                next = points[i];
        if (next - point > (most - delta) / (done + 1))
            return out;
        delta += (next - point) * (done + 1);
        point = next;
        for (std::size_t i = 0; i < size; ++i) {
            if (points[i] < point)
                ++delta;
            if (points[i] != point)
                continue;
            std::uint32_t rest = delta;
            for (std::uint32_t k = base;; k += base) {
                std::uint32_t const t = threshold(k, bias);
                if (rest < t)
                    break;
                if (!put(digit(t + (rest - t) % (base - t))))
                    return out;
                rest = (rest - t) / (base - t);
            }
            if (!put(digit(rest)))
                return out;
            bias = adapt(delta, done + 1, done == basic);
            delta = 0;
            ++done;
        }
        ++delta;
        ++point;
    }
    out.good = true;
    return out;
}

} // namespace surety::detail::punycode

#endif
