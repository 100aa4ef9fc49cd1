#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "calendar/day.hpp"

namespace valla::calendar {

/// The calendars in which a date can be written. All are proleptic: they count on before they were
/// introduced, and after. None is ever guessed from a year; a date without the name of a calendar
/// is in the calendar that the case declares, and otherwise Gregorian.
enum class Calendar : std::uint8_t {
    gregorian,
    julian,        ///< the year begins on 1 January
    julian_march,  ///< Julian; the year N runs from 25 March N to 24 March N+1 (England until 1751)
    julian_september,  ///< Julian; the year N runs from 1 September N-1 to 31 August N (Byzantine)
    french_republican,
    hebrew,
    islamic,  ///< the tabular calendar, civil epoch 16 July 622 (Julian); see day_uncertainty()
};

inline constexpr int calendar_count = 7;

/// A day as a calendar names it.
///
/// `year` is astronomical in the Gregorian and Julian calendars: 0 is 1 BCE, -1 is 2 BCE. In the
/// others it is the year of the era (I is 1; 5696; 1355), and years below 1 only continue the
/// count. `month` begins with 1: January, Vendemiaire, Muharram, Tishri. With a year that begins in
/// March or September, January is still 1. The complementary days of the French Republic are month
/// 13. Hebrew months are numbered as CLDR does: Shevat is 5, Adar I is 6 and exists in leap years
/// only, Adar (Adar II in leap years) is 7, Nisan is 8, Elul is 13.
struct CalendarDate {
    std::int64_t year = 1;
    std::uint8_t month = 1;
    std::uint8_t day = 1;

    friend constexpr auto operator<=>(const CalendarDate&, const CalendarDate&) = default;
};

/// The years whose days every function here can count: 10^15 either way from the epoch.
inline constexpr std::int64_t year_limit = 1'000'000'000'000'000;

/// Whether the calendar has such a day: `exists(Calendar::gregorian, {1900, 2, 29})` is false.
bool exists(Calendar calendar, const CalendarDate& date);

/// The day that a calendar calls so. `date` exists, and its year is within year_limit.
///
///     to_day(Calendar::julian, {1917, 10, 25}) == to_day(Calendar::gregorian, {1917, 11, 7})
Day to_day(Calendar calendar, const CalendarDate& date);

/// What a calendar calls a day; the inverse of to_day().
CalendarDate from_day(Calendar calendar, Day day);

/// The number of days of a month, 0 when the year has no such month (month 14, Adar I of a common
/// year). With a year that begins on 25 March, March has 31 days: 25 to 31 at the begin of the year
/// and 1 to 24 at its end.
int days_in_month(Calendar calendar, std::int64_t year, int month);

/// The greatest number that a month of the calendar has: 12 or 13.
int last_month(Calendar calendar);

/// First and last day of a year, and of a month that the year has. (March of a year that begins on
/// 25 March has days at both ends of the year: the stretch is the whole year.)
struct DayRange {
    Day first;
    Day last;

    friend constexpr bool operator==(const DayRange&, const DayRange&) = default;
};
DayRange year_days(Calendar calendar, std::int64_t year);
DayRange month_days(Calendar calendar, std::int64_t year, int month);

/// By how many days a date in this calendar can stand before or after the day that to_day() gives.
/// The months of the Islamic calendar began when the crescent was seen, so that its tables agree
/// with the dates people wrote to one day either way: 1. Else 0.
int day_uncertainty(Calendar calendar);

/// The name by which options and JSON know a calendar: "gregorian", "julian", "julian-march",
/// "julian-september", "french-republican", "hebrew", "islamic".
std::string_view calendar_name(Calendar calendar);
std::optional<Calendar> calendar_named(std::string_view name);

/// All calendars, in the order of the enumeration.
std::span<const Calendar> all_calendars();

}  // namespace valla::calendar
