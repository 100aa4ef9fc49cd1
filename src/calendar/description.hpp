#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.hpp"
#include "calendar/language.hpp"

namespace valla::calendar {

/// The names by which JSON and reports know the values of date.hpp: "interval", "not-before";
/// "month"; "known"; "approximate"; "year"; "night". Lower case with hyphens, stable.
std::string_view kind_name(DateKind kind);
std::string_view precision_name(Precision precision);
std::string_view limit_name(Limit limit);
std::string_view qualifier_name(Qualifier qualifier);
std::string_view component_name(Component component);
std::string_view repetition_name(Repetition repetition);

/// A mark of doubt and the part of a written date on which it stands.
struct DoubtfulPart {
    std::size_t date;  ///< 0 is the first date of the text, 1 the second, ...
    Component component;
    Qualifier qualifier;
};

/// The stretch of a date as a calendar calls it. An end that is not known is absent.
struct StretchInCalendar {
    Calendar calendar = Calendar::gregorian;
    std::optional<CalendarDate> earliest;
    std::optional<CalendarDate> latest;
    std::string earliest_words;
    std::string latest_words;
    /// By how many days the calendar's own count can differ from its tables (day_uncertainty()).
    int uncertainty = 0;
};

/// All that a date is taken to mean, as `valla date` shows it.
struct DateDescription {
    DateKind kind;
    Stretch days;
    std::optional<Stretch> begin_days;  ///< of an interval
    std::optional<Stretch> end_days;
    Precision precision;
    Calendar calendar;    ///< of the first written date
    bool calendar_named;  ///< the text names it; else it is the case's
    bool year_supplied;   ///< the year is the researcher's, "13 July (1936)"
    Repetition repetition;
    std::vector<DoubtfulPart> doubtful;
    std::string edtf;
    std::string edtf_leaves_out;  ///< what EDTF cannot say of it; empty when it says all
    std::string words;
    std::vector<StretchInCalendar> calendars;  ///< as asked for, in that order
};

/// Describes a date in `language`, with its stretch in each of `calendars`.
DateDescription describe(const Date& date, Language language,
                         const std::vector<Calendar>& calendars = {Calendar::gregorian});

}  // namespace valla::calendar
