#include "calendar/date_days.hpp"

#include <algorithm>
#include <array>

namespace valla::calendar {

namespace {

/// Whether `number` has the digits of `written` wherever `unspecified` has no bit, from the right.
constexpr bool has_digits(std::int64_t number, std::int64_t written, int unspecified) {
    for (; unspecified != 0 || number != 0 || written != 0; unspecified >>= 1) {
        if ((unspecified & 1) == 0 && number % 10 != written % 10) return false;
        number /= 10;
        written /= 10;
    }
    return true;
}

struct NumberRange {
    std::int64_t least;
    std::int64_t greatest;
};

/// From `written` with all unspecified digits 0 to the same with all 9.
constexpr NumberRange range_of(std::int64_t written, int unspecified) {
    std::int64_t greatest = written;
    for (std::int64_t unit = 1; unspecified != 0; unspecified >>= 1, unit *= 10) {
        if ((unspecified & 1) != 0) greatest += 9 * unit;
    }
    return {written, greatest};
}

/// Searches the dates that a pattern with `X` allows, in one direction, for the first that exists.
class PatternSearch {
  public:
    PatternSearch(const WrittenDate& date, Hemisphere hemisphere)
        : date_(date),
          hemisphere_(hemisphere),
          months_(date.unspecified >> 4 & 3),
          days_(date.unspecified >> 6 & 3) {}

    [[nodiscard]] std::optional<Day> first() const { return search(1); }
    [[nodiscard]] std::optional<Day> last() const { return search(-1); }

  private:
    [[nodiscard]] std::optional<Day> search(int step) const {
        const bool negative = date_.negative;
        const std::int64_t written = negative ? -date_.year : date_.year;
        const int mask = date_.unspecified & 15;
        NumberRange years = range_of(written, mask);
        if (negative) years = {-years.greatest, std::min<std::int64_t>(-years.least, -1)};
        for (std::int64_t year = step > 0 ? years.least : years.greatest;
             year >= years.least && year <= years.greatest; year += step) {
            if (!has_digits(negative ? -year : year, written, mask)) continue;
            if (const auto found = in_year(year, step)) return found;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Day> in_year(std::int64_t year, int step) const {
        if (!date_.month_present || (date_.month > 20 && months_ == 0)) {
            WrittenDate whole = date_;
            whole.year = year;
            whole.unspecified = 0;
            if (!date_.month_present) whole.precision = Precision::year;
            const auto days = days_of(whole, hemisphere_);
            if (!days) return std::nullopt;
            return step > 0 ? days->first : days->last;
        }
        const int last = last_month(date_.calendar);
        for (int month = step > 0 ? 1 : last; month >= 1 && month <= last; month += step) {
            if (!has_digits(month, date_.month, months_)) continue;
            const int length = days_in_month(date_.calendar, year, month);
            for (int day = step > 0 ? 1 : length; day >= 1 && day <= length; day += step) {
                if (date_.day_present && !has_digits(day, date_.day, days_)) continue;
                return to_day(date_.calendar, {year, static_cast<std::uint8_t>(month),
                                               static_cast<std::uint8_t>(day)});
            }
        }
        return std::nullopt;
    }

    const WrittenDate& date_;
    Hemisphere hemisphere_;
    int months_;
    int days_;
};

DayRange years(Calendar calendar, std::int64_t first, std::int64_t last) {
    const DayRange days = year_days(calendar, first);
    return first == last ? days : DayRange{days.first, year_days(calendar, last).last};
}

std::optional<DayRange> significant_years(const WrittenDate& date) {
    const std::int64_t written = date.year < 0 ? -date.year : date.year;
    std::int64_t unit = 1;
    int digits = 1;
    for (std::int64_t rest = written; rest >= 10; rest /= 10) ++digits;
    if (date.significant_digits > digits) return std::nullopt;
    for (int digit = date.significant_digits; digit < digits; ++digit) unit *= 10;
    const std::int64_t least = written / unit * unit;
    const std::int64_t greatest = least + unit - 1;
    return date.year < 0 ? years(date.calendar, -greatest, -least)
                         : years(date.calendar, least, greatest);
}

DayRange months(Calendar calendar, std::int64_t year, int first, int last) {
    const std::int64_t year_of_last = year + (last - 1) / 12;
    return DayRange{month_days(calendar, year, first).first,
                    month_days(calendar, year_of_last, (last - 1) % 12 + 1).last};
}

std::optional<DayRange> season_days(const WrittenDate& date, Hemisphere hemisphere) {
    const bool solar = date.calendar <= Calendar::julian_september;
    if (!solar) return std::nullopt;
    const Calendar calendar =
        date.calendar == Calendar::gregorian ? Calendar::gregorian : Calendar::julian;
    const auto range = season_months(date.month, hemisphere);
    if (!range) return std::nullopt;
    if (range->last > 12) {
        // "Winter 1936/37" is one winter. "Winter 1936" is said of the one that begins in 1936 and
        // of the winter months at the begin of 1936: both are allowed.
        if (date.year_in_two_styles)
            return months(calendar, date.year - 1, range->first, range->last);
        return months(calendar, date.year, 1, range->last);
    }
    if (date.year_in_two_styles) return std::nullopt;
    DayRange days = months(calendar, date.year, range->first, range->last);
    if (hemisphere == Hemisphere::unspecified && date.month <= 24) {
        const auto south = season_days(date, Hemisphere::south);
        days.first = std::min(days.first, south->first);
        days.last = std::max(days.last, south->last);
    }
    return days;
}

/// The year and calendar by which the days of a date with two years, "11 February 1675/6", are
/// found. Nothing when the two styles call the day by one year.
std::optional<DayRange> days_in_two_styles(WrittenDate date) {
    date.year_in_two_styles = false;
    if (!date.month_present) {
        return years(date.calendar, date.year - 1, date.year);
    }
    if (date.calendar == Calendar::julian_september) {
        if (date.month < 9) return std::nullopt;
        return days_of(date);
    }
    const bool before_25_march =
        date.month < 3 || (date.month == 3 && (!date.day_present || date.day < 25));
    if (!before_25_march) return std::nullopt;
    if (date.calendar == Calendar::julian_march) date.calendar = Calendar::julian;
    auto days = days_of(date);
    if (days && date.month == 3 && !date.day_present) days->last = days->last - 7;
    return days;
}

std::optional<DayRange> exact_days(const WrittenDate& date, Hemisphere hemisphere) {
    if (date.year_in_two_styles && date.month <= 13) return days_in_two_styles(date);
    if (date.day_present) {
        const CalendarDate named{date.year, date.month, date.day};
        if (!exists(date.calendar, named)) return std::nullopt;
        const Day day = to_day(date.calendar, named);
        return DayRange{day, day};
    }
    if (date.month_present) {
        if (date.month > 20) return season_days(date, hemisphere);
        if (days_in_month(date.calendar, date.year, date.month) == 0) return std::nullopt;
        return month_days(date.calendar, date.year, date.month);
    }
    if (date.significant_digits != 0) return significant_years(date);
    if (date.precision == Precision::century || date.precision == Precision::decade) {
        const std::int64_t count = date.precision == Precision::century ? 100 : 10;
        const std::int64_t first =
            date.before_era ? date.year : std::max<std::int64_t>(date.year, 1);
        return years(date.calendar, first, date.year + count - 1);
    }
    return years(date.calendar, date.year, date.year);
}

}  // namespace

std::optional<MonthRange> season_months(int code, Hemisphere hemisphere) {
    // Spring, summer, autumn and winter of the north; the south is half a year away.
    constexpr std::array<MonthRange, 4> seasons = {{{3, 5}, {6, 8}, {9, 11}, {12, 14}}};
    const bool south_code = code >= 29 && code <= 32;
    if (code >= 21 && code <= 32) {
        const bool south = south_code || (code <= 24 && hemisphere == Hemisphere::south);
        return seasons[static_cast<std::size_t>((code - 21 + (south ? 2 : 0)) % 4)];
    }
    if (code >= 33 && code <= 36) return MonthRange{3 * (code - 33) + 1, 3 * (code - 33) + 3};
    if (code >= 37 && code <= 39) return MonthRange{4 * (code - 37) + 1, 4 * (code - 37) + 4};
    if (code == 40 || code == 41) return MonthRange{6 * (code - 40) + 1, 6 * (code - 40) + 6};
    return std::nullopt;
}

std::optional<DayRange> days_of(const WrittenDate& date, Hemisphere hemisphere) {
    if (date.year < -year_limit || date.year > year_limit) return std::nullopt;
    std::optional<DayRange> days;
    if (date.unspecified != 0) {
        const PatternSearch search(date, hemisphere);
        const auto first = search.first();
        if (!first) return std::nullopt;
        days = DayRange{*first, *search.last()};
    } else {
        days = exact_days(date, hemisphere);
    }
    if (const int margin = day_uncertainty(date.calendar); days && margin != 0) {
        days->first = days->first - margin;
        days->last = days->last + margin;
    }
    return days;
}

}  // namespace valla::calendar
