#include "calendar/hebrew.hpp"

#include <array>

#include "calendar/arithmetic.hpp"

namespace valla::calendar::hebrew {

namespace {

constexpr int adar_1 = 6;
constexpr Day epoch{-2092590};  // 1 Tishri of year 1: 7 October 3761 BCE (Julian)

constexpr std::int64_t parts_per_hour = 1080;
constexpr std::int64_t parts_per_day = 24 * parts_per_hour;

/// Days from the epoch to the new year. Without branches on the year: they would be guessed wrong
/// as often as not, and cost more than the arithmetic.
std::int64_t days_before_year(std::int64_t year) {
    const std::int64_t months = floor_divide(235 * year - 234, 19);
    const std::int64_t in_cycle = 235 * year - 234 - 19 * months;
    const bool leap = in_cycle >= 12;
    const bool after_leap = in_cycle < 7;
    // A month has 29 days, 12 hours and 793 parts, that is 29 days and 13753 parts. The first
    // conjunction was 12084 parts into its day, six hours being added so that one at noon or later
    // falls on the next day (the first rule). Whole days are split off to stay far from overflow.
    const std::int64_t whole = floor_divide(months, parts_per_day);
    const std::int64_t parts = 12084 + 13753 * (months - whole * parts_per_day);
    const std::int64_t part_days = parts / parts_per_day;
    const std::int64_t time = parts - part_days * parts_per_day;
    const std::int64_t day = 29 * months + 13753 * whole + part_days;
    // The year begins on no Sunday, Wednesday or Friday (the second rule). A Tuesday after 9 h 204
    // in a common year, or a Monday after 15 h 589 that follows a leap year, would give a year of
    // 356 or 382 days (the third and the fourth).
    constexpr std::array<std::int8_t, 7> delay_from_monday = {0, 0, 1, 0, 1, 0, 1};
    const std::int64_t weekday = floor_remainder(day, 7);  // day 0 was a Monday
    const int too_long = (weekday == 1) & (time >= 15 * parts_per_hour + 204) & !leap;
    const int too_short = (weekday == 0) & (time >= 21 * parts_per_hour + 589) & after_leap;
    return day + delay_from_monday[static_cast<std::size_t>(weekday)] + 2 * too_long + too_short;
}

int year_length(std::int64_t year) { return static_cast<int>(new_year(year + 1) - new_year(year)); }

struct Lengths {
    bool leap;
    bool long_heshvan;
    bool short_kislev;
};

Lengths lengths(int days) {
    return {.leap = days > 380,
            .long_heshvan = days == 355 || days == 385,
            .short_kislev = days == 353 || days == 383};
}

int month_length(const Lengths& year, int month) {
    switch (month) {
        case 2: return year.long_heshvan ? 30 : 29;
        case 3: return year.short_kislev ? 29 : 30;
        case 6: return year.leap ? 30 : 0;
        case 4:
        case 7:
        case 9:
        case 11:
        case 13: return 29;
        default: return 30;
    }
}

/// Days of the year before the first of a month, in a year whose Heshvan has 29 and Kislev 30 days
/// and that has no Adar I.
constexpr int days_before[] = {0, 0, 30, 59, 89, 118, 148, 148, 177, 207, 236, 266, 295, 325};

int days_before_month(const Lengths& year, int month) {
    return days_before[month] + (month > 2 && year.long_heshvan ? 1 : 0) -
           (month > 3 && year.short_kislev ? 1 : 0) + (month > adar_1 && year.leap ? 30 : 0);
}

}  // namespace

bool is_leap(std::int64_t year) { return floor_remainder(7 * year + 1, 19) < 7; }

Day new_year(std::int64_t year) { return epoch + days_before_year(year); }

int days_in_month(std::int64_t year, int month) {
    if (month < 1 || month > 13) return 0;
    return month_length(lengths(year_length(year)), month);
}

Day to_day(const CalendarDate& date) {
    const Day begin = new_year(date.year);
    if (date.month <= 2) return begin + (days_before[date.month] + date.day - 1);
    const auto year = lengths(static_cast<int>(new_year(date.year + 1) - begin));
    return begin + (days_before_month(year, date.month) + date.day - 1);
}

CalendarDate from_day(Day day) {
    // 35975351 days are 98496 mean years exactly; a year's begin strays from the mean by weeks, so
    // the first guess is wrong by one at most.
    const std::int64_t since = day - epoch;
    std::int64_t year = floor_divide(since, 35975351) * 98496 +
                        floor_remainder(since, 35975351) * 98496 / 35975351 + 1;
    Day begin = new_year(year);
    Day next = new_year(year + 1);
    while (day < begin) {
        next = begin;
        begin = new_year(--year);
    }
    while (day >= next) {
        begin = next;
        next = new_year(++year + 1);
    }
    const Lengths kind = lengths(static_cast<int>(next - begin));
    const int day_of_year = static_cast<int>(day - begin);
    int month = day_of_year / 30 + 1;  // never too late: no month is longer
    while (month < 13 && day_of_year >= days_before_month(kind, month + 1)) ++month;
    return {year, static_cast<std::uint8_t>(month),
            static_cast<std::uint8_t>(day_of_year - days_before_month(kind, month) + 1)};
}

}  // namespace valla::calendar::hebrew
