#pragma once

#include <array>
#include <string_view>

#include "calendar/calendars.hpp"
#include "calendar/language.hpp"

namespace valla::calendar {

/// Languages with cases write a month in another form within a date ("13 июля") than alone
/// ("июль").
enum class NameForm : std::uint8_t { alone, in_date };

/// The names of the months of the French Republic, in every language, and of the days at its end.
inline constexpr std::array<std::string_view, 13> republican_months = {"Vendémiaire",
                                                                       "Brumaire",
                                                                       "Frimaire",
                                                                       "Nivôse",
                                                                       "Pluviôse",
                                                                       "Ventôse",
                                                                       "Germinal",
                                                                       "Floréal",
                                                                       "Prairial",
                                                                       "Messidor",
                                                                       "Thermidor",
                                                                       "Fructidor",
                                                                       "jours complémentaires"};

/// The name of a month or of a day of the week by which dates are written, from Unicode's locale
/// data; of the French Republic's months, which it lacks, from the decree of 4 Frimaire II.
std::string_view month_name(Language language, Calendar calendar, int month, NameForm form);
std::string_view weekday_name(Language language, Weekday day);

}  // namespace valla::calendar
