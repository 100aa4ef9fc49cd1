#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "calendar/calendars.hpp"
#include "calendar/language.hpp"
#include "calendar/lexicon.hpp"

// What word_maker writes when the program is built: the words of dates, folded, and the names by
// which dates are written.
namespace valla::calendar {

/// One thing that a folded word or phrase (tokens.hpp) means in some languages. A word may have
/// several rows; where they differ in what it names, the first goes before the others.
struct WordRow {
    std::string_view folded;
    std::uint8_t languages;  ///< LanguageSet::bits()
    Meaning meaning;
};
std::span<const WordRow> word_rows();

using MonthNames = std::array<std::string_view, 14>;
/// By calendar (0 solar, 1 Hebrew, 2 Islamic), then NameForm; empty where a calendar has fewer.
using MonthTable = std::array<std::array<MonthNames, 2>, 3>;
const MonthTable& written_month_table(Language language);
/// Sunday to Saturday.
using WeekdayTable = std::array<std::string_view, 7>;
const WeekdayTable& written_weekday_table(Language language);

}  // namespace valla::calendar
