// The parts of a date that stand around it (clock, brackets, the name of a calendar), and the
// decision what all its parts mean together. The parts themselves are read in point_reader.cpp.

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "calendar/date_days.hpp"
#include "calendar/names.hpp"
#include "calendar/point_reader.hpp"

namespace valla::calendar {

using text::Message;
using text::Span;

namespace {

struct NamedCalendar {
    Keyword keyword;
    Calendar calendar;
};
constexpr std::array<NamedCalendar, calendar_count> named_calendars = {{
    {Keyword::gregorian, Calendar::gregorian},
    {Keyword::julian, Calendar::julian},
    {Keyword::julian_march, Calendar::julian_march},
    {Keyword::julian_september, Calendar::julian_september},
    {Keyword::french_republican, Calendar::french_republican},
    {Keyword::hebrew, Calendar::hebrew},
    {Keyword::islamic, Calendar::islamic},
}};

constexpr bool is_solar(Calendar calendar) { return calendar <= Calendar::julian_september; }

std::string day_text(Calendar calendar, Day day) {
    const CalendarDate date = from_day(calendar, day);
    return fmt::format("{} {} {}", date.day,
                       month_name(Language::english, calendar, date.month, NameForm::in_date),
                       date.year);
}

void add_everywhere(WrittenDate& date, Qualifier qualifier) {
    date.qualifiers.add(Component::year, qualifier);
    if (date.month_present) date.qualifiers.add(Component::month, qualifier);
    if (date.day_present) date.qualifiers.add(Component::day, qualifier);
}

}  // namespace

PointReader::Step PointReader::read_clock(std::size_t& at, Point& point) {
    const std::size_t begin = at;
    const Token& hours = tokens_[at];
    std::int64_t hour = hours.value;
    std::int64_t minute = 0;
    std::int64_t second = 0;
    bool has_second = false;
    bool well_formed = hours.digits <= 2;
    const auto two_digits = [&](std::size_t index) {
        return is_number(index) && tokens_[index].glued && tokens_[index].digits == 2;
    };
    ++at;
    if (is_sign(at, ':')) {
        well_formed = well_formed && two_digits(at + 1);
        minute = tokens_[at + 1].value;
        at += 2;
        if (is_sign(at, ':')) {
            well_formed = well_formed && two_digits(at + 1);
            second = tokens_[at + 1].value;
            has_second = true;
            at += 2;
        }
    } else if (hours.dotted && two_digits(at)) {
        minute = tokens_[at++].value;
    }
    const bool hour_named = means(at, Keyword::hour);
    if (hour_named) {
        ++at;
        // "21 h 40"; but "21 h 13 juillet 1936" has the hour and the day.
        const bool day_follows =
            tokens_[skip_articles(at + 1)].meaning.month != 0 || tokens_[at].dotted;
        if (two_digits(at) || (is_number(at) && tokens_[at].digits == 2 && !day_follows))
            minute = tokens_[at++].value;
    }
    // "am" is a German article too, which stands behind "Uhr" and late hours, and before "1. März".
    const bool is_article = means(at, Keyword::article) && is_number(at + 1) &&
                            (hour_named || hour > 12 || tokens_[at + 1].dotted);
    const bool afternoon = means(at, Keyword::afternoon);
    if ((afternoon || means(at, Keyword::forenoon)) && !is_article) {
        well_formed = well_formed && hour >= 1 && hour <= 12;
        if (hour == 12) hour = 0;
        if (afternoon) hour += 12;
        ++at;
    }
    const Span place{hours.begin, tokens_[at - 1].end};
    const bool leap_second = hour == 23 && minute == 59 && second == 60;
    if (!well_formed || hour > 23 || minute > 59 || (second > 59 && !leap_second)) {
        fail(Message("clock-time-not-in-day", place).with("text", place.in(text_)));
        return Step::failed;
    }
    if (point.has_clock) {
        fail_at(place, "");
        return Step::failed;
    }
    point.has_clock = true;
    point.clock_place = place;
    point.date.clock = {static_cast<std::uint8_t>(hour), static_cast<std::uint8_t>(minute),
                        static_cast<std::uint8_t>(second)};
    if (has_second) point.date.precision = Precision::second;
    read_zone(at, point);
    return at > begin ? Step::taken : Step::done;
}

void PointReader::read_zone(std::size_t& at, Point& point) {
    ClockTime& clock = point.date.clock;
    if (means(at, Keyword::utc)) {
        clock.zone = ClockTime::utc;
        ++at;
    }
    const bool west = is_sign(at, '-');
    if ((!west && !is_sign(at, '+')) || !is_number(at + 1) || !tokens_[at + 1].glued) return;
    const Token& hours = tokens_[at + 1];
    const bool with_minutes =
        is_sign(at + 2, ':') && is_number(at + 3) && tokens_[at + 3].digits == 2;
    const bool short_form = clock.zone == ClockTime::utc && hours.digits == 1;  // UTC+3
    if ((hours.digits != 2 && !short_form) || hours.value > 23) return;
    if (with_minutes && tokens_[at + 3].value > 59) return;
    const std::int64_t east = hours.value * 60 + (with_minutes ? tokens_[at + 3].value : 0);
    clock.zone = static_cast<std::int16_t>(west ? -east : east);
    at += with_minutes ? 4 : 2;
}

bool PointReader::read_calendar(std::size_t& at, Point& point) {
    for (const NamedCalendar& named : named_calendars) {
        if (!means(at, named.keyword)) continue;
        if (point.named_calendar && *point.named_calendar != named.calendar) {
            return !fail_at(tokens_[at].span(), "name one calendar");
        }
        point.named_calendar = named.calendar;
        point.calendar_place = tokens_[at].span();
        ++at;
        return true;
    }
    return false;
}

/// (1936), [1936], (Julian), (?), and the second date of 25 October (7 November) 1917.
PointReader::Step PointReader::read_brackets(std::size_t& at, Point& point) {
    if (!point.any()) return Step::done;
    std::size_t inside = at + 1;
    const bool square = is_sign(at, '[');
    if (square && !is_number(inside)) return Step::done;
    if (is_sign(inside, '?') && is_sign(inside + 1, ')')) {
        point.uncertain = true;
        at += 3;
        return Step::taken;
    }
    if (!square && is_number(inside) && tokens_[skip_articles(inside + 1)].meaning.month != 0 &&
        tokens_[inside].digits <= 2) {
        const std::size_t month = skip_articles(inside + 1);
        CalendarDate other{0, tokens_[month].meaning.month,
                           static_cast<std::uint8_t>(tokens_[inside].value)};
        std::size_t close = month + 1;
        if (is_number(close)) other.year = tokens_[close++].value;
        if (!is_sign(close, ')') || !point.date.day_present || point.new_style) return Step::done;
        point.new_style = other;
        point.new_style_place = {tokens_[inside].begin, tokens_[close - 1].end};
        at = close + 1;
        return Step::taken;
    }
    if (is_number(inside) && !point.has_year) {
        const Token& year = tokens_[inside];
        if (year.digits > 15) return Step::done;
        set_year(year.value, year.span(), point);
        ++inside;
        read_era(inside, point);
        if (!is_sign(inside, square ? ']' : ')')) return Step::done;
        if (year.digits < 3 && !point.era_named) {
            fail(Message("year-without-era", year.span()).with("number", year.value));
            return Step::failed;
        }
        point.date.year_supplied = true;
        at = inside + 1;
        return Step::taken;
    }
    if (read_calendar(inside, point)) {
        if (has_problem()) return Step::failed;
        if (!is_sign(inside, ')')) return Step::done;
        at = inside + 1;
        return Step::taken;
    }
    return Step::done;
}

bool PointReader::resolve_calendar(Point& point) {
    WrittenDate& date = point.date;
    const bool solar_month_name = date.month_present && !point.month_calendar && !point.is_iso;
    Calendar calendar = point.is_iso ? Calendar::gregorian : options_.calendar;
    if (solar_month_name && !is_solar(calendar)) calendar = Calendar::gregorian;
    if (point.month_calendar) calendar = *point.month_calendar;
    if (point.named_calendar) {
        const Calendar named = *point.named_calendar;
        const bool conflict = point.month_calendar ? named != *point.month_calendar
                                                   : solar_month_name && !is_solar(named);
        if (conflict) {
            return fail(Message("month-of-another-calendar", point.places.month)
                            .with("month", point.places.month.in(text_))
                            .with("calendar", point.calendar_place.in(text_)));
        }
        calendar = named;
    }
    date.calendar = calendar;
    date.calendar_named = point.named_calendar || point.month_calendar;
    if (point.new_style && !point.named_calendar) {
        date.calendar = Calendar::julian;
        date.calendar_named = true;
    }
    if (point.era_named && !is_solar(date.calendar)) {
        return fail_at(
            point.places.year,
            "years before or of the common era belong to the Julian and Gregorian calendars");
    }
    return true;
}

/// "25 October (7 November) 1917": both are one day.
bool PointReader::check_styles(Point& point) {
    WrittenDate& date = point.date;
    CalendarDate other = *point.new_style;
    const bool own_year = other.year != 0;
    if (!own_year) other.year = date.year;
    const auto agree = [&](std::int64_t year) {
        const CalendarDate old{year, date.month, date.day};
        return exists(date.calendar, old) && exists(Calendar::gregorian, other) &&
               to_day(date.calendar, old) == to_day(Calendar::gregorian, other);
    };
    if (agree(date.year)) return true;
    // One year for both dates is that of the second: 19 December (1 January) 1917 began in 1916.
    if (!own_year && agree(date.year - 1)) {
        --date.year;
        return true;
    }
    const auto days = days_of(date, options_.hemisphere);
    if (!days) return fail(problems::no_such_day(text_, date, point.places));
    return fail(Message("old-and-new-style-differ", point.new_style_place)
                    .with("old", day_text(date.calendar, days->first))
                    .with("new", day_text(Calendar::gregorian, days->first))
                    .with("written", point.new_style_place.in(text_)));
}

bool PointReader::check_weekday(const Point& point) {
    const DayRange& days = point.days;
    const auto written = static_cast<Weekday>(point.weekday);
    for (Day day = days.first; day <= days.last; day = day + 1) {
        if (weekday(day) == written) return true;
    }
    const Weekday actual = weekday(days.first + day_uncertainty(point.date.calendar));
    return fail(
        Message("weekday-differs", point.weekday_place)
            .with("date", day_text(point.date.calendar,
                                   to_day(point.date.calendar,
                                          {point.date.year, point.date.month, point.date.day})))
            .with("weekday", weekday_name(Language::english, actual))
            .with("written", point.weekday_place.in(text_)));
}

bool PointReader::finish(Point& point) {
    WrittenDate& date = point.date;
    point.places.whole = {0, static_cast<std::uint32_t>(text_.size())};
    if (!point.any()) return fail_at(point.places.whole, "");
    if (point.places.year.empty() && !point.has_year) {
        return fail(Message("date-without-year", point.places.whole)
                        .with("text", text_)
                        .with("example", fmt::format("{} (YYYY)", text_)));
    }
    const bool known_order = point.order == 0 || point.order == 3 || point.order == 23 ||
                             point.order == 32 || point.order == 123 || point.order == 213 ||
                             point.order == 321 || point.order == 312;
    if (date.day_present && !date.month_present) {
        return fail_at(point.places.day, "write the month after the day");
    }
    if (!known_order && date.month <= 20) {
        return fail_at(point.places.whole, "write day, month and year in this order");
    }
    if (point.has_clock && !date.day_present) {
        return fail_at(point.clock_place, "a time of day belongs to a day: write it too");
    }
    if (point.weekday != 0 && !date.day_present) {
        return fail_at(point.weekday_place, "a weekday belongs to a day: write it too");
    }
    if (point.part != nullptr && date.day_present) return fail_at(point.places.whole, "");
    if (!point.is_iso && date.calendar == Calendar::gregorian && date.year == 0 &&
        date.precision != Precision::century && !point.era_named) {
        return fail_at(point.places.year, "the year before 1 CE is 1 BCE");
    }
    if (!point.is_iso && !point.era_named && date.year > 9999) {
        return fail_at(point.places.year,
                       "write a year of more than four digits with its era, or in EDTF as Y12000");
    }
    if (!resolve_calendar(point)) return false;
    if (point.is_roman_year && !date.calendar_named && date.year < 100) {
        return fail_at(point.places.year,
                       "name the calendar of a year in Roman digits, such as VIII Republican");
    }

    if (point.has_clock) {
        if (date.precision != Precision::second) date.precision = Precision::minute;
    } else if (!point.is_iso && date.precision != Precision::century &&
               date.precision != Precision::decade) {
        date.precision = date.day_present     ? Precision::day
                         : date.month > 20    ? Precision::season
                         : date.month_present ? Precision::month
                                              : Precision::year;
    }
    if (point.about) add_everywhere(date, Qualifier::approximate);
    if (point.about_year) date.qualifiers.add(Component::year, Qualifier::approximate);
    if (point.about_clock) date.qualifiers.add(Component::clock, Qualifier::approximate);
    if (point.uncertain) add_everywhere(date, Qualifier::uncertain);

    if (point.new_style && !check_styles(point)) return false;
    const auto days = days_of(date, options_.hemisphere);
    if (!days) {
        WrittenDate one_style = date;
        one_style.year_in_two_styles = false;
        if (date.year_in_two_styles && days_of(one_style, options_.hemisphere)) {
            return fail(Message("year-in-one-style", point.places.whole).with("date", text_));
        }
        return fail(problems::no_such_day(text_, date, point.places));
    }
    point.days = *days;
    return point.weekday == 0 || check_weekday(point);
}

}  // namespace valla::calendar
