// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_INSTANT_HPP
#define SURETY_INSTANT_HPP

#include <surety/detail/ascii.hpp>
#include <surety/detail/platform.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety {

/// A point in time: nanoseconds on top of seconds since 1970-01-01T00:00:00Z, leap seconds not
/// counted. The host supplies instants; surety never reads a clock.
struct instant {
    std::int64_t seconds = 0;
    std::uint32_t nanoseconds = 0; ///< 0 to 999 999 999

    /// Whether it was set: no host means 1970-01-01T00:00:00Z, and one that forgot to say what time
    /// it is has that. No age is counted from it.
    constexpr bool is_set() const noexcept { return seconds != 0 || nanoseconds != 0; }

    friend constexpr auto operator<=>(const instant&, const instant&) noexcept = default;
};

/// Reads an RFC 3339 date-time; `false` leaves `out` as it was.
///
///     instant = date ("T" | "t") time [ "Z" | "z" | ("+" | "-") hh ":" mm ]
///     date    = yyyy "-" mm "-" dd                     years 0001 to 9999
///     time    = hh ":" mm ":" ss [ "." digit { digit } ]
///
/// Without an offset it is UTC. Second 60 is the next second; digits beyond the ninth are cut.
constexpr bool parse_instant(std::string_view text, instant& out) noexcept;

/// The text of an instant, held inline.
class instant_text {
public:
    constexpr std::string_view text() const noexcept SURETY_LIFETIMEBOUND {
        return {bytes_, size_};
    }
    constexpr operator std::string_view() const noexcept SURETY_LIFETIMEBOUND { return text(); }

private:
    friend constexpr instant_text to_text(instant) noexcept;

    char bytes_[40] = {}; // a sign, twelve digits of a year, and the rest
    std::size_t size_ = 0;
};

/// Writes an instant in UTC: `2026-02-28T12:00:00Z`, with as many digits of a fraction as it takes.
/// `parse_instant` reads it again if the year is one that it knows; a year outside 0000 to 9999 has
/// a sign.
constexpr instant_text to_text(instant at) noexcept;

/// How now − t compares with n units of so many seconds. Exact for every pair of instants and every
/// n, however large.
constexpr std::strong_ordering
compare_age(instant now, instant t, std::int64_t n, std::uint32_t unit_seconds) noexcept;

/// `t older than n units`: now − t is more than that. Equality is neither older nor newer.
constexpr bool
older_than(instant now, instant t, std::int64_t n, std::uint32_t unit_seconds) noexcept {
    return compare_age(now, t, n, unit_seconds) > 0;
}

/// `t newer than n units`: now − t is less than that, so a time that is yet to come is newer.
constexpr bool
newer_than(instant now, instant t, std::int64_t n, std::uint32_t unit_seconds) noexcept {
    return compare_age(now, t, n, unit_seconds) < 0;
}

namespace detail {

inline constexpr std::int64_t seconds_a_day = 86'400;
inline constexpr std::int64_t days_an_era = 146'097; // 400 years

constexpr bool is_leap_year(int year) noexcept {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int days_in(int year, int month) noexcept {
    if (month == 2)
        return is_leap_year(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// Days from 1970-01-01 to a date of a year that is not negative. Years are counted from March, so
/// that a leap day is the last of its year.
constexpr std::int64_t days_from(int year, int month, int day) noexcept {
    const int y = month > 2 ? year : year - 1;
    const int months = month > 2 ? month - 3 : month + 9;
    const int day_of_year = (153 * months + 2) / 5 + day - 1;
    return std::int64_t{y} * 365 + y / 4 - y / 100 + y / 400 + day_of_year - 719'468;
}

/// A civil date; the year as wide as any instant takes.
struct date {
    std::int64_t year = 0;
    int month = 0;
    int day = 0;
};

constexpr date date_of(std::int64_t days) noexcept {
    days += 719'468; // from 0000-03-01
    std::int64_t const era = (days >= 0 ? days : days - (days_an_era - 1)) / days_an_era;
    std::int64_t const day_of_era = days - era * days_an_era;
    std::int64_t const year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const int day_of_year =
        static_cast<int>(day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100));
    const int months = (5 * day_of_year + 2) / 153;
    const int month = months < 10 ? months + 3 : months - 9;
    return {era * 400 + year_of_era + (month <= 2), month,
            day_of_year - (153 * months + 2) / 5 + 1};
}

/// Takes fixed-width numbers and marks off the front of a text; after a miss it stays missed.
struct time_reader {
    std::string_view rest;
    bool good = true;

    SURETY_NOINLINE constexpr int number(std::size_t digits, int least, int most) noexcept {
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (i >= rest.size() || !is_digit(rest[i]))
                return miss();
            value = value * 10 + (rest[i] - '0');
        }
        if (value < least || value > most)
            return miss();
        rest.remove_prefix(digits);
        return value;
    }
    SURETY_NOINLINE constexpr bool take(char c) noexcept {
        if (rest.empty() || fold(rest.front()) != c)
            return false;
        rest.remove_prefix(1);
        return true;
    }
    constexpr void want(char c) noexcept {
        if (!take(c))
            miss();
    }
    constexpr int miss() noexcept {
        good = false;
        rest = {};
        return 0;
    }
};

/// A signed number of 128 bits: what ages are compared in.
struct wide {
    std::int64_t high = 0;
    std::uint64_t low = 0;

    friend constexpr auto operator<=>(const wide&, const wide&) noexcept = default;
};

constexpr wide wide_difference(std::int64_t a, std::int64_t b) noexcept {
    std::uint64_t const low = static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b);
    std::int64_t const high = (a < 0 ? -1 : 0) - (b < 0 ? -1 : 0);
    const bool borrow = static_cast<std::uint64_t>(a) < static_cast<std::uint64_t>(b);
    return {high - borrow, low};
}

constexpr wide wide_product(std::int64_t a, std::uint32_t b) noexcept {
    std::uint64_t const size =
        a < 0 ? ~static_cast<std::uint64_t>(a) + 1 : static_cast<std::uint64_t>(a);
    std::uint64_t const low = (size & 0xFFFF'FFFF) * b;
    std::uint64_t const high = (size >> 32) * b + (low >> 32);
    wide product{static_cast<std::int64_t>(high >> 32), high << 32 | (low & 0xFFFF'FFFF)};
    if (a >= 0)
        return product;
    const bool carry = product.low == 0;
    return {-1 - product.high + carry, ~product.low + 1};
}

} // namespace detail

constexpr bool parse_instant(std::string_view text, instant& out) noexcept {
    detail::time_reader in{text};
    const int year = in.number(4, 1, 9999);
    in.want('-');
    const int month = in.number(2, 1, 12);
    in.want('-');
    const int day = in.number(2, 1, in.good ? detail::days_in(year, month) : 0);
    in.want('t');
    const int hour = in.number(2, 0, 23);
    in.want(':');
    const int minute = in.number(2, 0, 59);
    in.want(':');
    const int second = in.number(2, 0, 60);
    std::uint32_t nanoseconds = 0;
    if (in.take('.')) {
        std::uint32_t worth = 100'000'000;
        in.number(1, 0, 9);
        for (std::size_t i = text.size() - in.rest.size() - 1; in.good; ++i, worth /= 10) {
            nanoseconds += static_cast<std::uint32_t>(text[i] - '0') * worth;
            if (in.rest.empty() || !detail::is_digit(in.rest.front()))
                break;
            in.rest.remove_prefix(1);
        }
    }
    int offset = 0; // minutes east of Greenwich
    if (!in.take('z') && !in.rest.empty()) {
        const bool west = in.take('-');
        if (!west)
            in.want('+');
        const int hours = in.number(2, 0, 23);
        in.want(':');
        offset = hours * 60 + in.number(2, 0, 59);
        if (west)
            offset = -offset;
    }
    if (!in.good || !in.rest.empty())
        return false;
    out.seconds = detail::days_from(year, month, day) * detail::seconds_a_day +
                  std::int64_t{hour * 60 + minute - offset} * 60 + second;
    out.nanoseconds = nanoseconds;
    return true;
}

constexpr instant_text to_text(instant at) noexcept {
    instant_text out;
    const auto put = [&out](char c) noexcept { out.bytes_[out.size_++] = c; };
    const auto number = [&put](std::uint64_t value, int width) noexcept {
        char digits[20] = {};
        int count = 0;
        for (; value != 0 || count < width; value /= 10)
            digits[count++] = static_cast<char>('0' + static_cast<int>(value % 10));
        while (count > 0)
            put(digits[--count]);
    };
    std::int64_t const days =
        at.seconds / detail::seconds_a_day - (at.seconds % detail::seconds_a_day < 0);
    const auto second = static_cast<std::uint64_t>(
        (at.seconds % detail::seconds_a_day + detail::seconds_a_day) % detail::seconds_a_day);
    detail::date const date = detail::date_of(days);
    if (date.year < 0)
        put('-');
    if (date.year > 9999)
        put('+');
    number(static_cast<std::uint64_t>(date.year < 0 ? -date.year : date.year), 4);
    put('-');
    number(static_cast<std::uint64_t>(date.month), 2);
    put('-');
    number(static_cast<std::uint64_t>(date.day), 2);
    put('T');
    number(second / 3600, 2);
    put(':');
    number(second / 60 % 60, 2);
    put(':');
    number(second % 60, 2);
    if (at.nanoseconds != 0) {
        put('.');
        std::uint32_t fraction = at.nanoseconds;
        int width = 9;
        for (; fraction % 10 == 0; fraction /= 10)
            --width;
        number(fraction, width);
    }
    put('Z');
    return out;
}

constexpr std::strong_ordering
compare_age(instant now, instant t, std::int64_t n, std::uint32_t unit_seconds) noexcept {
    detail::wide const age = detail::wide_difference(now.seconds, t.seconds);
    detail::wide const limit = detail::wide_product(n, unit_seconds);
    if (age != limit)
        return age <=> limit;
    return now.nanoseconds <=> t.nanoseconds;
}

} // namespace surety

#endif
