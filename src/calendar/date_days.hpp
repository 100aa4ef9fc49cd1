#pragma once

#include <optional>

#include "calendar/date.hpp"

namespace valla::calendar {

/// The first and the last day that a written date allows; nothing when no day is called so (31
/// June, 29 February of an odd year, month 13). Both ends are known.
///
/// - A year, month or day stands for all its days; marks of doubt widen nothing.
/// - `X` stands for any digit that gives an existing date; the years of `XXXX` are 0000 to 9999.
/// - `1950S2` stands for all years that begin with its two significant digits, 1900 to 1999.
/// - Seasons are whole months, see season_months().
/// - An Islamic date is a day wider on both sides (day_uncertainty()).
std::optional<DayRange> days_of(const WrittenDate& date, Hemisphere hemisphere = Hemisphere::north);

/// The months of a sub-year grouping of ISO 8601-2, codes 21 to 41. `last` is above 12 when the
/// season runs into the next year: the winter of the north has the months 12 to 14. Nothing for
/// other codes. `hemisphere` decides about the codes 21 to 24, which name none; unspecified is
/// north here.
struct MonthRange {
    int first;
    int last;
};
std::optional<MonthRange> season_months(int code, Hemisphere hemisphere);

}  // namespace valla::calendar
