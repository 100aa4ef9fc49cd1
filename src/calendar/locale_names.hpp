#pragma once

#include <string>
#include <vector>

#include "calendar/calendars.hpp"
#include "calendar/language.hpp"
#include "calendar/names.hpp"

// The names of months and weekdays in Unicode's locale data, which ICU holds. Only word_maker asks
// for them, when the program is built: opening ICU's formats takes longer than reading a case.
namespace valla::calendar {

/// Every form in which the locale data write a month or a weekday, abbreviations too, for reading.
/// Of the calendars that have locale data: Gregorian, Hebrew, Islamic.
struct NamedNumber {
    std::string name;
    int number;  ///< of the month, or ISO 8601's of the weekday
};
std::vector<NamedNumber> month_names(Language language, Calendar calendar);
std::vector<NamedNumber> weekday_names(Language language);

/// The names for writing. Of the Hebrew months fourteen, the last one Adar II; of the weekdays
/// eight: an empty one, then Sunday to Saturday.
std::vector<std::string> written_month_names(Language language, Calendar calendar, NameForm form);
std::vector<std::string> written_weekday_names(Language language);

}  // namespace valla::calendar
