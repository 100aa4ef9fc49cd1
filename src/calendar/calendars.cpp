#include "calendar/calendars.hpp"

#include <array>

#include "calendar/arithmetic.hpp"
#include "calendar/hebrew.hpp"

namespace valla::calendar {

namespace {

constexpr bool is_gregorian_leap(std::int64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
constexpr bool is_julian_leap(std::int64_t year) { return year % 4 == 0; }

// In both solar calendars the year is counted from 1 March, so that the leap day is its last: the
// months before any month then follow one line, (153 m + 2) / 5. After H. Hinnant,
// "chrono-Compatible Low-Level Date Algorithms"; widened to 64 bits.

constexpr int day_of_march_year(int month, int day) {
    return (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
}

constexpr CalendarDate of_march_year(std::int64_t year, int day_of_year) {
    const int month = (5 * day_of_year + 2) / 153;
    const int day = day_of_year - (153 * month + 2) / 5 + 1;
    return {year + (month >= 10 ? 1 : 0),
            static_cast<std::uint8_t>(month < 10 ? month + 3 : month - 9),
            static_cast<std::uint8_t>(day)};
}

constexpr Day gregorian_day(const CalendarDate& date) {
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = floor_divide(year, 400);
    const auto year_of_era = static_cast<std::int32_t>(year - era * 400);
    const std::int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
                                    day_of_march_year(date.month, date.day);
    return {era * 146097 + day_of_era - 719468};
}

struct YearAndDay {
    std::int32_t year;
    std::int32_t day;
};

/// Of 400 years of which each fourth ends with a leap day, save the hundredth ones but the last.
constexpr YearAndDay year_and_day_of_era(std::int32_t day_of_era) {
    const std::int32_t year =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    return {year, day_of_era - (365 * year + year / 4 - year / 100)};
}

constexpr CalendarDate gregorian_date(Day day) {
    const std::int64_t since = day.number + 719468;
    const std::int64_t era = floor_divide(since, 146097);
    const YearAndDay in_era = year_and_day_of_era(static_cast<std::int32_t>(since - era * 146097));
    return of_march_year(era * 400 + in_era.year, in_era.day);
}

constexpr Day julian_day(const CalendarDate& date) {
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    return {365 * year + floor_divide(year, 4) + day_of_march_year(date.month, date.day) - 719470};
}

constexpr CalendarDate julian_date(Day day) {
    const std::int64_t since = day.number + 719470;
    const std::int64_t era = floor_divide(since, 1461);
    const auto day_of_era = static_cast<std::int32_t>(since - era * 1461);
    const std::int32_t year_of_era = (day_of_era - day_of_era / 1460) / 365;
    return of_march_year(era * 4 + year_of_era, day_of_era - 365 * year_of_era);
}

// A year that begins on 25 March is one less than the Julian year until 24 March; one that begins
// on 1 September is one more from then on.

constexpr bool before_25_march(const CalendarDate& date) {
    return date.month < 3 || (date.month == 3 && date.day < 25);
}

constexpr CalendarDate to_january_years(Calendar calendar, CalendarDate date) {
    if (calendar == Calendar::julian_march && before_25_march(date)) ++date.year;
    if (calendar == Calendar::julian_september && date.month >= 9) --date.year;
    return date;
}

constexpr CalendarDate from_january_years(Calendar calendar, CalendarDate date) {
    if (calendar == Calendar::julian_march && before_25_march(date)) --date.year;
    if (calendar == Calendar::julian_september && date.month >= 9) ++date.year;
    return date;
}

// The French Republic's years III, VII and XI had a sixth complementary day, as the equinox in
// Paris wanted. Outside the years I to XIV in which the calendar was in force, the leap years are
// those of Romme's proposal of the year III: every fourth year, save three centuries in four.

constexpr bool is_republican_leap(std::int64_t year) {
    if (year >= 1 && year <= 14) return year == 3 || year == 7 || year == 11;
    return is_gregorian_leap(year);
}

constexpr Day republican_new_year(std::int64_t year) {
    constexpr std::int64_t first = -64748;  // 22 September 1792
    const std::int64_t before = year - 1;
    const std::int64_t leap_days =
        floor_divide(before, 4) - floor_divide(before, 100) + floor_divide(before, 400);
    const bool leap_day_was_early = year == 4 || year == 8 || year == 12;
    return {first + 365 * before + leap_days + (leap_day_was_early ? 1 : 0)};
}

constexpr CalendarDate republican_date(Day day) {
    // By the rule of leap years first, which puts the leap day where a year of the Gregorian
    // calendar that begins in March has it.
    const std::int64_t since = day - republican_new_year(1);
    const std::int64_t era = floor_divide(since, 146097);
    const YearAndDay in_era = year_and_day_of_era(static_cast<std::int32_t>(since - era * 146097));
    std::int64_t year = era * 400 + in_era.year + 1;
    std::int32_t day_of_year = in_era.day;
    if (year == 4 || year == 8 || year == 12) {  // the leap day was that of the year before
        if (day_of_year == 0) {
            --year;
            day_of_year = 365;
        } else {
            --day_of_year;
        }
    }
    return {year, static_cast<std::uint8_t>(day_of_year / 30 + 1),
            static_cast<std::uint8_t>(day_of_year % 30 + 1)};
}

// The tabular Islamic calendar: 30 years hold 10631 days, the leap years are 2, 5, 7, 10, 13, 16,
// 18, 21, 24, 26 and 29, and months of 30 and 29 days take turns.

constexpr bool is_islamic_leap(std::int64_t year) {
    return floor_remainder(11 * year + 14, 30) < 11;
}

constexpr Day islamic_new_year(std::int64_t year) {
    constexpr std::int64_t first = -492148;  // 16 July 622 (Julian)
    return {first + 354 * (year - 1) + floor_divide(3 + 11 * year, 30)};
}

constexpr int islamic_days_before(int month) { return (59 * (month - 1) + 1) / 2; }

constexpr CalendarDate islamic_date(Day day) {
    // The inverse of the new year and of the months before, exactly: after E. M. Reingold and N.
    // Dershowitz, "Calendrical Calculations", chapter 7, in eras of 30 years.
    const std::int64_t since = day - islamic_new_year(1);
    const std::int64_t era = floor_divide(since, 10631);
    const auto day_of_era = static_cast<std::int32_t>(since - era * 10631);
    const std::int32_t year_of_era = (30 * day_of_era + 10646) / 10631;
    const std::int32_t day_of_year =
        day_of_era - 354 * (year_of_era - 1) - (3 + 11 * year_of_era) / 30;
    const std::int32_t month = (11 * day_of_year + 330) / 325;
    return {era * 30 + year_of_era, static_cast<std::uint8_t>(month),
            static_cast<std::uint8_t>(day_of_year - islamic_days_before(month) + 1)};
}

constexpr int solar_month_length(int month, bool leap) {
    constexpr std::array<std::int8_t, 13> lengths = {0,  31, 28, 31, 30, 31, 30,
                                                     31, 31, 30, 31, 30, 31};
    return month == 2 && leap ? 29 : lengths[static_cast<std::size_t>(month)];
}

constexpr std::array<Calendar, calendar_count> calendars = {Calendar::gregorian,
                                                            Calendar::julian,
                                                            Calendar::julian_march,
                                                            Calendar::julian_september,
                                                            Calendar::french_republican,
                                                            Calendar::hebrew,
                                                            Calendar::islamic};

constexpr std::array<std::string_view, calendar_count> names = {
    "gregorian",         "julian", "julian-march", "julian-september",
    "french-republican", "hebrew", "islamic"};

}  // namespace

Day to_day(Calendar calendar, const CalendarDate& date) {
    switch (calendar) {
        case Calendar::gregorian: return gregorian_day(date);
        case Calendar::julian: return julian_day(date);
        case Calendar::julian_march:
        case Calendar::julian_september: return julian_day(to_january_years(calendar, date));
        case Calendar::french_republican:
            return republican_new_year(date.year) + (30 * (date.month - 1) + date.day - 1);
        case Calendar::hebrew: return hebrew::to_day(date);
        case Calendar::islamic:
            return islamic_new_year(date.year) + (islamic_days_before(date.month) + date.day - 1);
    }
    return {};
}

CalendarDate from_day(Calendar calendar, Day day) {
    switch (calendar) {
        case Calendar::gregorian: return gregorian_date(day);
        case Calendar::julian: return julian_date(day);
        case Calendar::julian_march:
        case Calendar::julian_september: return from_january_years(calendar, julian_date(day));
        case Calendar::french_republican: return republican_date(day);
        case Calendar::hebrew: return hebrew::from_day(day);
        case Calendar::islamic: return islamic_date(day);
    }
    return {};
}

int last_month(Calendar calendar) {
    return calendar == Calendar::french_republican || calendar == Calendar::hebrew ? 13 : 12;
}

int days_in_month(Calendar calendar, std::int64_t year, int month) {
    if (month < 1 || month > last_month(calendar)) return 0;
    switch (calendar) {
        case Calendar::gregorian: return solar_month_length(month, is_gregorian_leap(year));
        case Calendar::julian:
        case Calendar::julian_september: return solar_month_length(month, is_julian_leap(year));
        case Calendar::julian_march:
            return solar_month_length(month, is_julian_leap(month < 3 ? year + 1 : year));
        case Calendar::french_republican:
            if (month <= 12) return 30;
            return is_republican_leap(year) ? 6 : 5;
        case Calendar::hebrew: return hebrew::days_in_month(year, month);
        case Calendar::islamic: return month == 12 && is_islamic_leap(year) ? 30 : 29 + month % 2;
    }
    return 0;
}

bool exists(Calendar calendar, const CalendarDate& date) {
    return date.year >= -year_limit && date.year <= year_limit && date.day >= 1 &&
           date.day <= days_in_month(calendar, date.year, date.month);
}

DayRange year_days(Calendar calendar, std::int64_t year) {
    if (calendar == Calendar::gregorian || calendar == Calendar::julian) {
        const Day first = to_day(calendar, {year, 1, 1});
        return {first, first + (336 + days_in_month(calendar, year, 2))};
    }
    CalendarDate begin{year, 1, 1};
    if (calendar == Calendar::julian_march) begin = {year, 3, 25};
    if (calendar == Calendar::julian_september) begin = {year, 9, 1};
    CalendarDate next = begin;
    ++next.year;
    return {to_day(calendar, begin), to_day(calendar, next) - 1};
}

DayRange month_days(Calendar calendar, std::int64_t year, int month) {
    if (calendar == Calendar::julian_march && month == 3) return year_days(calendar, year);
    const Day first = to_day(calendar, {year, static_cast<std::uint8_t>(month), 1});
    return {first, first + (days_in_month(calendar, year, month) - 1)};
}

int day_uncertainty(Calendar calendar) { return calendar == Calendar::islamic ? 1 : 0; }

std::string_view calendar_name(Calendar calendar) {
    return names[static_cast<std::size_t>(calendar)];
}

std::optional<Calendar> calendar_named(std::string_view name) {
    for (const Calendar calendar : calendars) {
        if (calendar_name(calendar) == name) return calendar;
    }
    return std::nullopt;
}

std::span<const Calendar> all_calendars() { return calendars; }

}  // namespace valla::calendar
