#include "calendar/names.hpp"

#include "calendar/word_tables.hpp"

namespace valla::calendar {

std::string_view month_name(Language language, Calendar calendar, int month, NameForm form) {
    const auto index = static_cast<std::size_t>(month - 1);
    if (calendar == Calendar::french_republican) return republican_months[index];
    const std::size_t kind = calendar == Calendar::hebrew    ? 1
                             : calendar == Calendar::islamic ? 2
                                                             : 0;
    const MonthNames& names = written_month_table(language)[kind][static_cast<std::size_t>(form)];
    return index < names.size() ? names[index] : std::string_view();
}

std::string_view weekday_name(Language language, Weekday day) {
    const std::size_t index = day == Weekday::sunday ? 0 : static_cast<std::size_t>(day);
    return written_weekday_table(language)[index];
}

}  // namespace valla::calendar
