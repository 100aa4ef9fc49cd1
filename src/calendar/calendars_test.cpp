#include "calendar/calendars.hpp"

#include <array>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <unicode/gregocal.h>

namespace valla::calendar {
namespace {

// Published pairs: a date in one calendar, and the day that the Gregorian calendar gives it.
struct Pair {
    const char* what;
    Calendar calendar;
    CalendarDate date;
    CalendarDate gregorian;
};

constexpr Pair pairs[] = {
    {"the first day of the Gregorian calendar", Calendar::julian, {1582, 10, 5}, {1582, 10, 15}},
    {"the last day before it", Calendar::julian, {1582, 10, 4}, {1582, 10, 14}},
    {"Britain changes", Calendar::julian, {1752, 9, 3}, {1752, 9, 14}},
    {"the October Revolution", Calendar::julian, {1917, 10, 25}, {1917, 11, 7}},
    {"Charles I is beheaded, new style year", Calendar::julian, {1649, 1, 30}, {1649, 2, 9}},
    {"the same in the English year", Calendar::julian_march, {1648, 1, 30}, {1649, 2, 9}},
    {"the English year begins", Calendar::julian_march, {1649, 3, 25}, {1649, 4, 4}},
    {"its last day", Calendar::julian_march, {1648, 3, 24}, {1649, 4, 3}},
    {"a Byzantine new year", Calendar::julian_september, {1453, 9, 1}, {1452, 9, 10}},
    {"the fall of Constantinople", Calendar::julian_september, {1453, 5, 29}, {1453, 6, 7}},
    {"Washington is born", Calendar::julian, {1732, 2, 11}, {1732, 2, 22}},
    {"a leap day of one calendar only", Calendar::julian, {1900, 2, 29}, {1900, 3, 13}},
    {"Julian day 0", Calendar::julian, {-4712, 1, 1}, {-4713, 11, 24}},
    {"Caesar is murdered", Calendar::julian, {-43, 3, 15}, {-43, 3, 13}},
    {"the first day of the Republic", Calendar::french_republican, {1, 1, 1}, {1792, 9, 22}},
    {"9 Thermidor", Calendar::french_republican, {2, 11, 9}, {1794, 7, 27}},
    {"a leap day of the Republic", Calendar::french_republican, {3, 13, 6}, {1795, 9, 22}},
    {"18 Brumaire", Calendar::french_republican, {8, 2, 18}, {1799, 11, 9}},
    {"the last day of the Republic's calendar",
     Calendar::french_republican,
     {14, 4, 10},
     {1805, 12, 31}},
    {"the Hebrew epoch", Calendar::hebrew, {1, 1, 1}, {-3760, 9, 7}},
    {"the state of Israel", Calendar::hebrew, {5708, 9, 5}, {1948, 5, 14}},
    {"a leap year's second Adar", Calendar::hebrew, {5784, 7, 14}, {2024, 3, 24}},
    {"a Hebrew new year", Calendar::hebrew, {5784, 1, 1}, {2023, 9, 16}},
    {"the Islamic epoch", Calendar::islamic, {1, 1, 1}, {622, 7, 19}},
    {"an Islamic new year", Calendar::islamic, {1445, 1, 1}, {2023, 7, 19}},
};

TEST(Calendars, PublishedPairs) {
    for (const Pair& pair : pairs) {
        SCOPED_TRACE(pair.what);
        ASSERT_TRUE(exists(pair.calendar, pair.date));
        const Day day = to_day(pair.calendar, pair.date);
        EXPECT_EQ(from_day(Calendar::gregorian, day), pair.gregorian);
        EXPECT_EQ(from_day(pair.calendar, day), pair.date);
    }
}

TEST(Calendars, JulianDayNumbers) {
    EXPECT_EQ(julian_day_number(to_day(Calendar::julian, {-4712, 1, 1})), 0);
    EXPECT_EQ(julian_day_number(Day{0}), 2440588);
    EXPECT_EQ(day_of_julian_day_number(2451545), to_day(Calendar::gregorian, {2000, 1, 1}));
}

TEST(Calendars, Weekdays) {
    EXPECT_EQ(weekday(to_day(Calendar::gregorian, {1936, 7, 13})), Weekday::monday);
    EXPECT_EQ(weekday(to_day(Calendar::gregorian, {1970, 1, 1})), Weekday::thursday);
    EXPECT_EQ(weekday(to_day(Calendar::julian, {1582, 10, 4})), Weekday::thursday);
    EXPECT_EQ(weekday(to_day(Calendar::gregorian, {1582, 10, 15})), Weekday::friday);
    EXPECT_EQ(weekday(Day{-1}), Weekday::wednesday);
    EXPECT_EQ(weekday(Day{-5}), Weekday::saturday);
}

TEST(Calendars, DaysThatDoNotExist) {
    struct Row {
        Calendar calendar;
        CalendarDate date;
    };
    constexpr Row rows[] = {
        {Calendar::gregorian, {1900, 2, 29}},
        {Calendar::gregorian, {1936, 6, 31}},
        {Calendar::gregorian, {1936, 13, 1}},
        {Calendar::gregorian, {1936, 0, 1}},
        {Calendar::gregorian, {1936, 1, 0}},
        {Calendar::julian, {1901, 2, 29}},
        {Calendar::french_republican, {2, 13, 6}},
        {Calendar::french_republican, {4, 1, 31}},
        {Calendar::hebrew, {5783, 6, 1}},
        {Calendar::hebrew, {5784, 14, 1}},
        {Calendar::islamic, {1446, 12, 30}},
        {Calendar::islamic, {1445, 2, 30}},
        {Calendar::gregorian, {year_limit + 1, 1, 1}},
    };
    for (const Row& row : rows) {
        EXPECT_FALSE(exists(row.calendar, row.date))
            << calendar_name(row.calendar) << ' ' << row.date.year << '-' << int{row.date.month}
            << '-' << int{row.date.day};
    }
}

TEST(Calendars, NamesAreReadBack) {
    for (const Calendar calendar : all_calendars()) {
        EXPECT_EQ(calendar_named(calendar_name(calendar)), calendar);
    }
    EXPECT_EQ(calendar_named("mayan"), std::nullopt);
    EXPECT_EQ(all_calendars().size(), static_cast<std::size_t>(calendar_count));
}

TEST(Calendars, YearsFarAway) {
    for (const Calendar calendar : all_calendars()) {
        for (const std::int64_t year : {-year_limit, -170000002L, 170000002L, year_limit}) {
            const CalendarDate date{year, 4, 1};
            EXPECT_EQ(from_day(calendar, to_day(calendar, date)), date) << calendar_name(calendar);
        }
    }
}

// The days from 1 January -5000 to 31 December 5000, walked one by one with rules written down here
// once more: the length of every month from the leap years of the calendar, never a formula for
// days.

constexpr std::int64_t first_day = -2545732;  // 1 January -5000, Gregorian
constexpr std::int64_t last_day = 1107207;    // 31 December 5000

using MonthLength = int (*)(std::int64_t year, int month);

int solar_length(int month, bool leap) {
    if (month == 2) return leap ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}
bool divides(std::int64_t divisor, std::int64_t year) { return year % divisor == 0; }

int gregorian_length(std::int64_t year, int month) {
    return solar_length(month, (divides(4, year) && !divides(100, year)) || divides(400, year));
}
int julian_length(std::int64_t year, int month) { return solar_length(month, divides(4, year)); }
int republican_length(std::int64_t year, int month) {
    if (month < 13) return 30;
    if (year > 0 && year < 15) return year == 3 || year == 7 || year == 11 ? 6 : 5;
    return (divides(4, year) && !divides(100, year)) || divides(400, year) ? 6 : 5;
}
int islamic_length(std::int64_t year, int month) {
    constexpr std::array leap_years = {2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29};
    const std::int64_t in_cycle = (year % 30 + 30) % 30;
    bool leap = false;
    for (const int leap_year : leap_years) leap = leap || leap_year == in_cycle;
    if (month == 12 && leap) return 30;
    return month % 2 == 1 ? 30 : 29;
}

/// Counts all days up or down from a day known by a published pair.
void walk(Calendar calendar, CalendarDate at, Day day, int months, MonthLength length) {
    const CalendarDate start = at;
    const Day start_day = day;
    std::int64_t wrong = 0;
    const auto compare = [&] {
        if (to_day(calendar, at) != day || from_day(calendar, day) != at) ++wrong;
    };
    for (; day.number <= last_day; day = day + 1) {
        compare();
        if (++at.day > length(at.year, at.month)) {
            at.day = 1;
            if (++at.month > months) {
                at.month = 1;
                ++at.year;
            }
            while (length(at.year, at.month) == 0) ++at.month;
        }
    }
    for (at = start, day = start_day; day.number >= first_day; day = day - 1) {
        compare();
        if (--at.day == 0) {
            do {
                if (--at.month == 0) {
                    at.month = static_cast<std::uint8_t>(months);
                    --at.year;
                }
            } while (length(at.year, at.month) == 0);
            at.day = static_cast<std::uint8_t>(length(at.year, at.month));
        }
    }
    EXPECT_EQ(wrong, 0) << calendar_name(calendar);
}

TEST(EveryDay, Gregorian) { walk(Calendar::gregorian, {1970, 1, 1}, {0}, 12, gregorian_length); }
TEST(EveryDay, Julian) { walk(Calendar::julian, {1969, 12, 19}, {0}, 12, julian_length); }
TEST(EveryDay, FrenchRepublican) {
    walk(Calendar::french_republican, {1, 1, 1}, to_day(Calendar::gregorian, {1792, 9, 22}), 13,
         republican_length);
}
TEST(EveryDay, Islamic) {
    walk(Calendar::islamic, {1, 1, 1}, to_day(Calendar::julian, {622, 7, 16}), 12, islamic_length);
}

TEST(EveryDay, JulianWithOtherYearBeginnings) {
    std::int64_t wrong = 0;
    for (Day day{first_day}; day.number <= last_day; day = day + 1) {
        const CalendarDate julian = from_day(Calendar::julian, day);
        CalendarDate march = julian;
        if (julian.month * 100 + julian.day < 325) --march.year;
        CalendarDate september = julian;
        if (julian.month >= 9) ++september.year;
        if (from_day(Calendar::julian_march, day) != march ||
            to_day(Calendar::julian_march, march) != day) {
            ++wrong;
        }
        if (from_day(Calendar::julian_september, day) != september ||
            to_day(Calendar::julian_september, september) != day) {
            ++wrong;
        }
    }
    EXPECT_EQ(wrong, 0);
}

// The Hebrew new year by another way than the calendar's own: from the weekday, and from the
// lengths that the years before and after it would have, instead of from the hour of the
// conjunction.
class HebrewYears {
  public:
    static Day new_year(std::int64_t year) {
        std::int64_t day = rough(year);
        if (rough(year + 1) - day == 356) {
            day += 2;
        } else if (day - rough(year - 1) == 382) {
            day += 1;
        }
        return to_day(Calendar::julian, {-3760, 10, 6}) + day;
    }
    static bool is_leap(std::int64_t year) {
        const std::int64_t in_cycle = (year % 19 + 19) % 19;
        for (const int leap : {3, 6, 8, 11, 14, 17, 0}) {
            if (in_cycle == leap) return true;
        }
        return false;
    }

  private:
    /// The day of the conjunction, or the next one when it is at noon or later or on a day on which
    /// no year begins, counted from Sunday, 6 October 3761 BCE.
    static std::int64_t rough(std::int64_t year) {
        // The conjunction of year 1 was on a Monday, 5 hours and 204 parts after 6 in the evening.
        constexpr std::int64_t day_parts = 24 * 1080;
        constexpr std::int64_t month_parts = 29 * day_parts + 12 * 1080 + 793;
        const std::int64_t parts =
            1 * day_parts + 5 * 1080 + 204 + months_before(year) * month_parts;
        std::int64_t day = floor(parts, day_parts);
        if (parts - day * day_parts >= 18 * 1080) ++day;
        const std::int64_t weekday = day - 7 * floor(day, 7);  // 0 is Sunday
        return weekday == 0 || weekday == 3 || weekday == 5 ? day + 1 : day;
    }
    static std::int64_t floor(std::int64_t a, std::int64_t b) {
        return (a - (((a % b) + b) % b)) / b;
    }
    static std::int64_t months_before(std::int64_t year) {
        const std::int64_t cycles = floor(year - 1, 19);
        std::int64_t months = cycles * 235;
        for (std::int64_t y = cycles * 19 + 1; y < year; ++y) months += is_leap(y) ? 13 : 12;
        return months;
    }
};

TEST(EveryDay, Hebrew) {
    std::int64_t wrong = 0;
    std::int64_t days = 0;
    Day day = HebrewYears::new_year(-1241);
    for (std::int64_t year = -1241; day.number <= last_day; ++year) {
        const std::int64_t length = HebrewYears::new_year(year + 1) - day;
        const bool leap = HebrewYears::is_leap(year);
        const std::int64_t regular = leap ? 384 : 354;
        if (length < regular - 1 || length > regular + 1) ++wrong;
        for (int month = 1; month <= 13; ++month) {
            if (month == 6 && !leap) continue;
            int month_days = month % 2 == 1 ? 30 : 29;
            if (month >= 6) month_days = month % 2 == 0 ? 30 : 29;
            if (month == 2 && length > regular) month_days = 30;
            if (month == 3 && length < regular) month_days = 29;
            for (int number = 1; number <= month_days; ++number, day = day + 1) {
                const CalendarDate date{year, static_cast<std::uint8_t>(month),
                                        static_cast<std::uint8_t>(number)};
                if (to_day(Calendar::hebrew, date) != day ||
                    from_day(Calendar::hebrew, day) != date)
                    ++wrong;
                ++days;
            }
        }
    }
    EXPECT_EQ(wrong, 0);
    EXPECT_GT(days, 3600000);
}

// ICU as a second opinion, every 97th day; it is too slow for all of them. Of the Hebrew calendar
// only the years 5600 to 5800: ICU 72 puts off a new year twice when the conjunction is on a Sunday
// morning after a leap year (5137, 5215, 5462, 5560, 5807, ...), where the custom puts it off once.
TEST(EveryDay, AgreesWithIcu) {
    struct Row {
        Calendar calendar;
        const char* locale;
    };
    for (const Row& row : {Row{Calendar::hebrew, "en@calendar=hebrew"},
                           Row{Calendar::islamic, "en@calendar=islamic-civil"},
                           Row{Calendar::julian, "en"}, Row{Calendar::gregorian, "en"}}) {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::Calendar> icu(icu::Calendar::createInstance(
            *icu::TimeZone::getGMT(), icu::Locale(row.locale), status));
        ASSERT_TRUE(U_SUCCESS(status));
        if (auto* gregorian = dynamic_cast<icu::GregorianCalendar*>(icu.get())) {
            const double change = row.calendar == Calendar::julian ? 8.64e15 : -8.64e15;
            gregorian->setGregorianChange(change, status);
        }
        int wrong = 0;
        const bool hebrew = row.calendar == Calendar::hebrew;
        const Day end = hebrew ? to_day(Calendar::hebrew, {5801, 1, 1}) : Day{last_day};
        for (Day day = hebrew ? to_day(Calendar::hebrew, {5600, 1, 1}) : Day{first_day}; day < end;
             day = day + 97) {
            icu->setTime(static_cast<double>(day.number) * 86400000.0, status);
            const CalendarDate date = from_day(row.calendar, day);
            if (icu->get(UCAL_EXTENDED_YEAR, status) != date.year ||
                icu->get(UCAL_MONTH, status) + 1 != date.month ||
                icu->get(UCAL_DATE, status) != date.day) {
                ++wrong;
            }
        }
        EXPECT_EQ(wrong, 0) << calendar_name(row.calendar);
    }
}

}  // namespace
}  // namespace valla::calendar
