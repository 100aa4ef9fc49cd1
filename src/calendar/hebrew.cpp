#include "calendar/hebrew.hpp"

#include <array>

#include "calendar/arithmetic.hpp"

namespace valla::calendar::hebrew {

namespace {

constexpr int adar_1 = 6;
constexpr Day epoch{-2092590};  // 1 Tishri of year 1: 7 October 3761 BCE (Julian)

// After so many years the calendar begins again at the same hour of the same weekday. Counted from
// the begin of such a cycle all numbers are small and not negative, so that each division by a
// constant is one multiplication.
constexpr std::int64_t cycle_years = 689472;
constexpr std::int64_t cycle_days = 251827457;

constexpr std::uint32_t parts_per_hour = 1080;
constexpr std::uint32_t parts_per_day = 24 * parts_per_hour;
constexpr std::uint32_t parts_beyond_29_days = 12 * parts_per_hour + 793;  // of a month
constexpr std::uint32_t parts_per_month = 29 * parts_per_day + parts_beyond_29_days;
// How far into its day the first conjunction was, six hours being added so that one at noon or
// later falls on the next day (the first rule).
constexpr std::uint32_t first_conjunction = 12084;

/// A number of years or days, split into whole cycles and the rest.
struct Split {
    std::int64_t cycles;
    std::uint32_t rest;
};

constexpr Split split(std::int64_t number, std::int64_t cycle) {
    if (number >= 0 && number < cycle) return {0, static_cast<std::uint32_t>(number)};
    const std::int64_t cycles = floor_divide(number, cycle);
    return {cycles, static_cast<std::uint32_t>(number - cycles * cycle)};
}

/// The mean conjunction by which a year begins.
struct Conjunction {
    std::uint32_t day;      ///< from the begin of the cycle
    std::uint32_t weekday;  ///< 0 is Monday
    std::uint32_t time;     ///< parts of the day
    bool leap;              ///< its year has 13 months
    bool after_leap;
    bool before_leap;
};

/// `in_19_years` counts nineteenths of a month, by which the year begins later than the month.
constexpr Conjunction conjunction_at(std::uint32_t day, std::uint32_t time,
                                     std::uint32_t in_19_years) {
    return {day,
            day % 7,  // day 0 was a Monday
            time,    in_19_years >= 12, in_19_years < 7, in_19_years >= 5 && in_19_years < 12};
}

/// That of the year after `years` years of the cycle.
constexpr Conjunction conjunction_after(std::uint32_t years) {
    const std::uint32_t nineteenths = 235 * years + 1;  // of a month
    const std::uint32_t months = nineteenths / 19;
    const std::uint64_t parts = first_conjunction + std::uint64_t{parts_beyond_29_days} * months;
    const std::uint64_t part_days = parts / parts_per_day;
    return conjunction_at(29 * months + static_cast<std::uint32_t>(part_days),
                          static_cast<std::uint32_t>(parts - part_days * parts_per_day),
                          nineteenths - 19 * months);
}

/// The last one by which a year begins up to the end of a day, and the years before that year.
struct ConjunctionBefore {
    std::uint32_t years;
    Conjunction conjunction;
};

constexpr ConjunctionBefore conjunction_before(std::uint32_t day) {
    const std::uint64_t last_part = (day + std::uint64_t{1}) * parts_per_day - 1;
    const std::uint64_t since_first = last_part - first_conjunction;
    const auto months = static_cast<std::uint32_t>(since_first / parts_per_month);
    const auto since_month =
        static_cast<std::uint32_t>(since_first - months * std::uint64_t{parts_per_month});
    const std::uint32_t nineteenths = 19 * months + 17;  // of a month
    const std::uint32_t years = nineteenths / 235;
    const std::uint32_t in_year = nineteenths - 235 * years;
    const std::uint32_t month = in_year / 19;
    // What conjunction_after() would find for this year, counted back from the day instead.
    const std::uint32_t in_19_years = 18 - (in_year - 19 * month);
    const std::uint32_t parts_back = since_month + month * parts_per_month;
    const std::uint32_t days_back = parts_back / parts_per_day;
    return {years, conjunction_at(day - days_back,
                                  parts_per_day - 1 - (parts_back - days_back * parts_per_day),
                                  in_19_years)};
}

// What a common year and a leap year have beyond whole days, and whole weeks.
constexpr std::array<std::uint32_t, 2> year_parts = {12 * parts_per_month % parts_per_day,
                                                     13 * parts_per_month % parts_per_day};
constexpr std::array<std::uint32_t, 2> year_days = {12 * parts_per_month / parts_per_day,
                                                    13 * parts_per_month / parts_per_day};
constexpr std::array<std::uint32_t, 2> year_weekdays = {year_days[0] % 7, year_days[1] % 7};

// Here and below nothing branches on the year: the branches would be guessed wrong as often as not,
// and cost more than the arithmetic.

/// Of the year after that of `last`; its own `before_leap` is left open.
constexpr Conjunction next_conjunction(const Conjunction& last) {
    const std::size_t kind = last.leap ? 1 : 0;
    const std::uint32_t time = last.time + year_parts[kind];
    const std::uint32_t later = time >= parts_per_day ? 1 : 0;
    const std::uint32_t weekday = last.weekday + year_weekdays[kind] + later;
    return {last.day + year_days[kind] + later,
            weekday - 7 * (weekday >= 7 ? 1U : 0U),
            time - later * parts_per_day,
            last.before_leap,
            last.leap,
            false};
}

/// The first day of the year, which is put off by the rules.
constexpr std::uint32_t first_day(const Conjunction& conjunction) {
    // No year begins on a Sunday, Wednesday or Friday (the second rule). A Tuesday after 9 h 204 in
    // a common year, or a Monday after 15 h 589 that follows a leap year, would give a year of 356
    // or 382 days (the third and the fourth).
    constexpr std::uint32_t put_off = 1U << 2 | 1U << 4 | 1U << 6;
    const std::uint32_t too_long = (conjunction.weekday == 1) &
                                   (conjunction.time >= 15 * parts_per_hour + 204) &
                                   !conjunction.leap;
    const std::uint32_t too_short = (conjunction.weekday == 0) &
                                    (conjunction.time >= 21 * parts_per_hour + 589) &
                                    conjunction.after_leap;
    return conjunction.day + (put_off >> conjunction.weekday & 1) + 2 * too_long + too_short;
}

/// The first day of a year and that of the next, from the begin of the cycle.
struct YearDays {
    std::uint32_t begin;
    std::uint32_t next;
};

constexpr YearDays year_of(const Conjunction& conjunction) {
    return {first_day(conjunction), first_day(next_conjunction(conjunction))};
}

// The six lengths of a year: 353, 354 and 355 days, and in leap years 383, 384 and 385. They tell
// the lengths of its months: the shortest has a Kislev of 29 days, the longest a Heshvan of 30.
constexpr std::size_t first_leap_kind = 3;

constexpr std::size_t kind_of(const YearDays& year) {
    const std::uint32_t days = year.next - year.begin;
    return days - 353 - (days > 380 ? 27 : 0);
}

/// The day of the year on which each of its months begins, and its length behind the last of them.
/// Adar I of a common year is left out.
using MonthBegins = std::array<std::uint16_t, 14>;

constexpr std::array<MonthBegins, 6> month_begins = [] {
    std::array<MonthBegins, 6> all{};
    for (std::size_t kind = 0; kind < all.size(); ++kind) {
        const bool leap = kind >= first_leap_kind;
        std::uint16_t day = 0;
        std::size_t at = 0;
        for (int month = 1; month <= 13; ++month) {
            if (month == adar_1 && !leap) continue;
            all[kind][at++] = day;
            const bool even_is_long = month >= adar_1;
            bool is_long = (month % 2 == 0) == even_is_long;
            if (month == 2) is_long = kind % 3 == 2;
            if (month == 3) is_long = kind % 3 != 0;
            day = static_cast<std::uint16_t>(day + (is_long ? 30 : 29));
        }
        while (at < all[kind].size()) all[kind][at++] = day;
    }
    return all;
}();

/// The begin of a month, 1 to 14. Adar I of a common year begins with Adar: it has no days.
constexpr std::uint32_t begin_of_month(std::size_t kind, std::uint32_t month) {
    return month_begins[kind][month - 1 - (month > adar_1 && kind < first_leap_kind ? 1 : 0)];
}

}  // namespace

bool is_leap(std::int64_t year) { return floor_remainder(7 * year + 1, 19) < 7; }

Day new_year(std::int64_t year) {
    const Split years = split(year - 1, cycle_years);
    return epoch + (years.cycles * cycle_days + first_day(conjunction_after(years.rest)));
}

int days_in_month(std::int64_t year, int month) {
    if (month < 1 || month > 13) return 0;
    const std::size_t kind = kind_of(year_of(conjunction_after(split(year - 1, cycle_years).rest)));
    const auto number = static_cast<std::uint32_t>(month);
    return static_cast<int>(begin_of_month(kind, number + 1) - begin_of_month(kind, number));
}

Day to_day(const CalendarDate& date) {
    const Split years = split(date.year - 1, cycle_years);
    const YearDays year = year_of(conjunction_after(years.rest));
    return epoch + (years.cycles * cycle_days + year.begin +
                    begin_of_month(kind_of(year), date.month) + date.day - 1);
}

CalendarDate from_day(Day day) {
    const Split days = split(day - epoch, cycle_days);
    const ConjunctionBefore before = conjunction_before(days.rest);
    std::uint32_t years = before.years;
    YearDays year = year_of(before.conjunction);
    // A year begins up to two days after its conjunction; the days between are of the year before.
    if (days.rest < year.begin) year = year_of(conjunction_after(--years));
    const std::size_t kind = kind_of(year);
    const std::uint32_t day_of_year = days.rest - year.begin;
    std::size_t month = day_of_year / 30;  // right, or one too early: months are 29 days or 30
    month += day_of_year >= month_begins[kind][month + 1] ? 1 : 0;
    const std::uint32_t left_out = month >= adar_1 - 1 && kind < first_leap_kind ? 1 : 0;
    return {days.cycles * cycle_years + years + 1, static_cast<std::uint8_t>(month + 1 + left_out),
            static_cast<std::uint8_t>(day_of_year - month_begins[kind][month] + 1)};
}

}  // namespace valla::calendar::hebrew
