#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "calendar/calendars.hpp"
#include "calendar/language.hpp"

namespace valla::calendar {

/// Languages with cases write a month in another form within a date ("13 июля") than alone
/// ("июль").
enum class NameForm : std::uint8_t { alone, in_date };

/// The name of a month or of a day of the week by which dates are written, from Unicode's locale
/// data; of the French Republic's months, which it lacks, from the decree of 4 Frimaire II.
std::string_view month_name(Language language, Calendar calendar, int month, NameForm form);
std::string_view weekday_name(Language language, Weekday day);

/// Every form in which the locale data write a month or a weekday, abbreviations too, for reading.
struct NamedNumber {
    std::string name;
    int number;  ///< of the month, or ISO 8601's of the weekday
};
std::vector<NamedNumber> month_names(Language language, Calendar calendar);
std::vector<NamedNumber> weekday_names(Language language);

}  // namespace valla::calendar
