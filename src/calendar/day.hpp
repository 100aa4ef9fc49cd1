#pragma once

#include <compare>
#include <cstdint>

namespace valla::calendar {

/// One day of the one time line that all calendars name: the number of days since 1 January 1970 of
/// the proleptic Gregorian calendar, which is day 0; 31 December 1969 is day -1. A day is
/// half-open: it runs from its own midnight to the next.
///
///     Day moon_landing{-165};  // 20 July 1969
///
/// A `Day` knows no calendar; calendars.hpp turns it into year, month and day and back.
struct Day {
    std::int64_t number = 0;

    friend constexpr auto operator<=>(Day, Day) = default;
    friend constexpr Day operator+(Day day, std::int64_t days) { return {day.number + days}; }
    friend constexpr Day operator-(Day day, std::int64_t days) { return {day.number - days}; }
    friend constexpr std::int64_t operator-(Day later, Day earlier) {
        return later.number - earlier.number;
    }
};

/// No day of ours has a leap second.
inline constexpr std::int64_t minutes_per_day = 24 * 60;

/// Day 0 of the astronomers' count began at noon on 1 January 4713 BCE (Julian). The number
/// returned is that of the count at noon of `day`.
///
///     julian_day_number(Day{0}) == 2440588
constexpr std::int64_t julian_day_number(Day day) { return day.number + 2440588; }
constexpr Day day_of_julian_day_number(std::int64_t number) { return {number - 2440588}; }

/// The days of the week with the numbers of ISO 8601: Monday is 1, Sunday is 7.
enum class Weekday : std::uint8_t {
    monday = 1,
    tuesday,
    wednesday,
    thursday,
    friday,
    saturday,
    sunday
};

constexpr Weekday weekday(Day day) {
    const std::int64_t since_monday = (day.number + 3) % 7;  // day 0 was a Thursday
    return static_cast<Weekday>((since_monday < 0 ? since_monday + 7 : since_monday) + 1);
}

}  // namespace valla::calendar
