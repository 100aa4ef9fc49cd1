#pragma once

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

}  // namespace valla::calendar
