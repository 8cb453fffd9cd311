// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/chrono.hpp>
#include <surety/instant.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <limits>
#include <random>
#include <string>
#include <string_view>

using surety::instant;
using surety::parse_instant;
using surety::to_text;

namespace {

constexpr instant read(std::string_view text) {
    instant out{-1, 7};
    parse_instant(text, out);
    return out;
}

static_assert(read("1970-01-01T00:00:00Z") == instant{0, 0});
static_assert(to_text(read("2024-02-29t23:59:60.1234567899z")).text() ==
              "2024-03-01T00:00:00.123456789Z");

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

} // namespace

TEST_CASE("instant: times of the system's clock are instants") {
    using namespace std::chrono;
    CHECK(surety::instant_of(sys_days(2026y / 3 / 1) + 9h + 30min) ==
          surety::instant{1'772'357'400, 0});
    CHECK(surety::instant_of(system_clock::time_point()) == surety::instant());
    CHECK(surety::instant_of(sys_time<nanoseconds>(1'500'000'007ns)) ==
          surety::instant{1, 500'000'007});
    CHECK(surety::instant_of(sys_time<milliseconds>(-1ms)) == surety::instant{-1, 999'000'000});
    CHECK(surety::instant_of(sys_time<nanoseconds>::min()) ==
          surety::instant{-9'223'372'037, 145'224'192});
    CHECK(surety::instant_of(sys_time<nanoseconds>::max()) ==
          surety::instant{9'223'372'036, 854'775'807});
    static_assert(surety::instant_of(sys_seconds(7s)).is_set());
    static_assert(!surety::instant().is_set());
    static_assert(surety::instant{0, 1}.is_set());
}

TEST_CASE("instant: date-times of RFC 3339 are read") {
    struct good {
        std::string_view text;
        std::int64_t seconds;
        std::uint32_t nanoseconds;
    };
    const good all[] = {
        {"1970-01-01T00:00:00Z", 0, 0},
        {"1970-01-01T00:00:00", 0, 0},
        {"1970-01-01t00:00:01z", 1, 0},
        {"1969-12-31T23:59:59.5Z", -1, 500'000'000},
        {"0001-01-01T00:00:00Z", -62'135'596'800, 0},
        {"9999-12-31T23:59:59Z", 253'402'300'799, 0},
        {"9999-12-31T23:59:60Z", 253'402'300'800, 0},
        {"2000-02-29T00:00:00Z", 951'782'400, 0},
        {"2000-02-29T00:00:00+05:30", 951'762'600, 0},
        {"2000-02-29T00:00:00-23:59", 951'868'740, 0},
        {"2000-02-29T00:00:00-00:00", 951'782'400, 0},
        {"0001-01-01T00:00:00+23:59", -62'135'596'800 - 86'340, 0},
        {"2016-12-31T23:59:60Z", 1'483'228'800, 0},
        {"2016-12-31T10:20:60Z", 1'483'179'660, 0},
        {"2020-01-01T00:00:00.1", 1'577'836'800, 100'000'000},
        {"2020-01-01T00:00:00.000000001+00:00", 1'577'836'800, 1},
        {"2020-01-01T00:00:00.9999999999999999Z", 1'577'836'800, 999'999'999},
        {"2020-01-01T00:00:60.25Z", 1'577'836'860, 250'000'000},
    };
    for (const good& g : all) {
        CAPTURE(g.text);
        instant out{-1, 7};
        CHECK(parse_instant(g.text, out));
        CHECK(out.seconds == g.seconds);
        CHECK(out.nanoseconds == g.nanoseconds);
    }
}

TEST_CASE("instant: anything else is refused and leaves what was there") {
    std::string_view const all[] = {
        "",
        "2020",
        "2020-01-01",
        "2020-01-01T",
        "2020-01-01T00:00",
        "2020-01-01T00:00Z",
        "2020-01-01 00:00:00Z",
        "2020-1-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "-001-01-01T00:00:00Z",
        "2020-00-01T00:00:00Z",
        "2020-13-01T00:00:00Z",
        "2020-01-00T00:00:00Z",
        "2020-01-32T00:00:00Z",
        "2020-04-31T00:00:00Z",
        "2021-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2020-02-30T00:00:00Z",
        "2020-01-01T24:00:00Z",
        "2020-01-01T00:60:00Z",
        "2020-01-01T00:00:61Z",
        "2020-01-01T00:00:00.Z",
        "2020-01-01T00:00:00.",
        "2020-01-01T00:00:00,5Z",
        "2020-01-01T00:00:00+24:00",
        "2020-01-01T00:00:00+00:60",
        "2020-01-01T00:00:00+0000",
        "2020-01-01T00:00:00+00",
        "2020-01-01T00:00:00ZZ",
        "2020-01-01T00:00:00Z ",
        " 2020-01-01T00:00:00Z",
        "2020-01-01T00:00:00Z\n",
        "2020-01-01T00:00:0\xC2\xB2Z",
        "20200101T000000Z",
        "2020-W01-1T00:00:00Z",
    };
    for (std::string_view const text : all) {
        CAPTURE(text);
        instant out{42, 7};
        CHECK_FALSE(parse_instant(text, out));
        CHECK(out == instant{42, 7});
    }
}

TEST_CASE("instant: days are those of the C library's calendar") {
    std::mt19937_64 random(3339);
    for (int i = 0; i < 20'000; ++i) {
        const auto seconds =
            static_cast<std::int64_t>(random() % 315'537'897'600u) - 62'135'596'800;
        std::time_t const time = seconds;
        std::tm parts{};
        REQUIRE(gmtime_r(&time, &parts) != nullptr);
        char text[40];
        std::size_t const size = std::strftime(text, sizeof text, "%H:%M:%SZ", &parts);
        char date[40];
        std::snprintf(date, sizeof date, "%04d-%02d-%02dT", parts.tm_year + 1900, parts.tm_mon + 1,
                      parts.tm_mday);
        std::string const want = date + std::string(text, size);
        CHECK(to_text({seconds, 0}).text() == want);
        CHECK(read(want) == instant{seconds, 0});
    }
}

TEST_CASE("instant: its text keeps every digit and reads back") {
    CHECK(to_text({0, 0}).text() == "1970-01-01T00:00:00Z");
    CHECK(to_text({-1, 500'000'000}).text() == "1969-12-31T23:59:59.5Z");
    CHECK(to_text({0, 1}).text() == "1970-01-01T00:00:00.000000001Z");
    CHECK(to_text({0, 120'000'000}).text() == "1970-01-01T00:00:00.12Z");
    CHECK(to_text({253'402'300'800, 0}).text() == "+10000-01-01T00:00:00Z");
    CHECK(to_text({-62'167'219'201, 0}).text() == "-0001-12-31T23:59:59Z");
    CHECK(to_text({least, 1}).text() == "-292277022657-01-27T08:29:52.000000001Z");
    CHECK(to_text({most, 999'999'999}).text() == "+292277026596-12-04T15:30:07.999999999Z");
    for (std::uint32_t const n : {0u, 1u, 10u, 999'999'999u, 100'000'000u}) {
        CAPTURE(n);
        CHECK(read(to_text({951'782'400, n}).text()) == instant{951'782'400, n});
    }
}

TEST_CASE("instant: an age of exactly n units is neither older nor newer") {
    const instant now{1'000'000, 500};
    const instant day_ago{1'000'000 - 86'400, 500};
    CHECK_FALSE(surety::older_than(now, day_ago, 1, 86'400));
    CHECK_FALSE(surety::newer_than(now, day_ago, 1, 86'400));
    CHECK(surety::older_than(now, {day_ago.seconds, 499}, 1, 86'400));
    CHECK(surety::newer_than(now, {day_ago.seconds, 501}, 1, 86'400));
    CHECK(surety::newer_than(now, {now.seconds + 5, 0}, 0, 60));
    CHECK_FALSE(surety::older_than(now, now, 0, 60));
    CHECK(surety::older_than(now, now, -1, 60));
}

TEST_CASE("instant: ages compare as in exact arithmetic") {
    std::int64_t const numbers[] = {least,
                                    least + 1,
                                    least / 86'400 - 1,
                                    -4'294'967'296,
                                    -4'294'967'295,
                                    -86'401,
                                    -86'400,
                                    -1,
                                    0,
                                    1,
                                    59,
                                    60,
                                    86'400,
                                    86'401,
                                    4'294'967'295,
                                    4'294'967'296,
                                    most / 86'400,
                                    most / 86'400 + 1,
                                    most - 1,
                                    most};
    std::uint32_t const fractions[] = {0, 1, 999'999'999};
    std::uint32_t const units[] = {1, 60, 3'600, 86'400, 0xFFFF'FFFF};
    for (const auto now : numbers)
        for (const auto t : numbers)
            for (const auto n : numbers)
                for (const auto unit : units)
                    for (const auto a : fractions)
                        for (const auto b : fractions) {
                            __extension__ using exact = __int128;
                            const exact age =
                                (static_cast<exact>(now) - t) * 1'000'000'000 + a - exact{b};
                            const exact limit = static_cast<exact>(n) * unit * 1'000'000'000;
                            const bool same =
                                surety::older_than({now, a}, {t, b}, n, unit) == (age > limit) &&
                                surety::newer_than({now, a}, {t, b}, n, unit) == (age < limit);
                            if (same)
                                continue;
                            CAPTURE(now);
                            CAPTURE(t);
                            CAPTURE(n);
                            CAPTURE(unit);
                            CHECK(same);
                        }
}
