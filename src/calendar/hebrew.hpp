#pragma once

#include "calendar/calendars.hpp"

// The arithmetic of the Hebrew calendar, used by calendars.cpp.
//
// The new year is the day of the mean conjunction of Tishri (molad), put off by the four customary
// rules. Two of them are the test below on the day of the week; the other two keep years from
// having 356 or 382 days. After E. M. Reingold and N. Dershowitz, "Calendrical Calculations",
// chapter 8.
namespace valla::calendar::hebrew {

bool is_leap(std::int64_t year);
/// 1 Tishri of the year.
Day new_year(std::int64_t year);
int days_in_month(std::int64_t year, int month);
Day to_day(const CalendarDate& date);
CalendarDate from_day(Day day);

}  // namespace valla::calendar::hebrew
