#pragma once

#include <optional>
#include <string>

#include "calendar/date.hpp"
#include "calendar/language.hpp"

namespace valla::calendar {

/// The date in EDTF, the Library of Congress specification of 2019. read_date() reads back what it
/// gives.
///
///     to_edtf(*read_date("about 1936"))                  "1936~"
///     to_edtf(*read_date("between 1936 and 1938"))       "[1936..1938]"
///     to_edtf(*read_date("25 October 1917 Julian"))      "1917-11-07"
///
/// EDTF knows only the Gregorian calendar: a date of another calendar becomes the days it names, or
/// a set from the first to the last of them. What else it cannot say (a supplied year, the name of
/// the calendar, a repetition) is left out; edtf_leaves_out() tells.
std::string to_edtf(const Date& date);

/// What to_edtf() leaves out of this date, for people: "the calendar (Julian)". Empty when it says
/// all.
std::string edtf_leaves_out(const Date& date);

/// The date in words, in its own calendar, with the names of Unicode's locale data (CLDR).
///
///     to_words(*read_date("1936-07-13"), Language::english)    "13 July 1936"
///     to_words(*read_date("1936-07-13"), Language::russian)    "13 июля 1936"
///     to_words(*read_date("1936-07~"), Language::german)       "um Juli 1936"
std::string to_words(const Date& date, Language language);

/// One day in words, in any calendar: "25 October 1917", "18 Brumaire VIII".
std::string day_in_words(Day day, Calendar calendar, Language language);

/// A stretch of days in words, in any calendar: what something is known to lie in. Exactly a month
/// or a year of the calendar is called by its name; an end that is unknown is passed over, and one
/// that is open is said to be.
///
///     const Day first = to_day(Calendar::gregorian, {1936, 7, 13});
///     const auto words = [](Bound earliest, Bound latest) {
///         return stretch_in_words({earliest, latest}, Calendar::gregorian, Language::english);
///     };
///     words(Bound::at(first), Bound::at(first))        "13 July 1936"
///     words(Bound::at(first), Bound::at(first + 7))    "between 13 July 1936 and 20 July 1936"
///     words(Bound::at(first), Bound{})                 "not before 13 July 1936"
///     words(Bound{}, Bound::at(first))                 "by 13 July 1936"
///     words(Bound{}, Bound{})                          "unknown"
///     stretch_in_words(read_date("1936")->days(), ..., Language::german)          "1936"
///     stretch_in_words(read_date("summer 1936")->days(), ..., Language::german)
///                                               "zwischen dem 1. Juni 1936 und dem 31. August
///                                               1936"
///
/// In the Gregorian calendar read_date() reads back what has a known end, and gives these days.
std::string stretch_in_words(const Stretch& days, Calendar calendar, Language language);

/// A minute in words, counted from 00:00 of day 0 as MinuteRange does: "1 March 2024, 21:40". A
/// `begin` of a range is the first minute that belongs to it, an `end` the first that does not.
std::string minute_in_words(std::int64_t minute, Calendar calendar, Language language);

/// What a minute is to something: the first at which it can be, or the last.
enum class LimitRole : std::uint8_t { not_before, by };

/// The time of day of a limit, "21:40", with "0:00" for the begin of a day and "24:00" for its end.
/// Nothing where the day alone says it: the first minute of a day that something is not before, the
/// last of a day by which it is; or one up to `slack` minutes off, which come only from one thing
/// being over before the next.
///
///     clock_of_limit(21 * 60 + 40, LimitRole::by)        "21:40"
///     clock_of_limit(24 * 60 - 3, LimitRole::by, 4)      nothing: by that day
///     clock_of_limit(24 * 60 - 1, LimitRole::not_before) "24:00"
std::optional<std::string> clock_of_limit(std::int64_t minute, LimitRole role,
                                          std::int64_t slack = 0);

}  // namespace valla::calendar
