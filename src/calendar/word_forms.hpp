#pragma once

#include <array>
#include <string_view>

#include "calendar/language.hpp"

// What dates are put together from in each language, for to_words(). The names of months and
// weekdays are Unicode's (names.hpp); these are ours. Everything here is read back by read_date(),
// save where a comment says otherwise.
namespace valla::calendar {

/// The cases that Russian wants of a month or season that stands without a day.
enum class Case : std::uint8_t { nominative, genitive, accusative, instrumental };

/// The words around one date or two: "before " D; "from " A " to " B. Some languages put an article
/// before a day only: "vor dem 13. Juli", "vor Juli".
struct Frame {
    std::string_view lead_day;
    std::string_view lead;
    std::string_view link_day = {};
    std::string_view link = {};
    Case first_case = Case::nominative;
    Case last_case = Case::nominative;
};

struct WordForms {
    std::string_view about;        ///< before a date that stands alone
    std::string_view about_inner;  ///< within a frame
    Frame before;
    Frame by;
    Frame after;
    Frame not_before;
    Frame since;
    Frame until;
    Frame between;
    Frame from_to;
    std::string_view open_begin;  ///< not read back, as the remarks that follow
    std::string_view open_end;
    std::string_view unknown;  ///< of a stretch of which neither end is known
    std::string_view or_earlier;
    std::string_view or_later;
    std::string_view and_earlier;
    std::string_view and_later;
    std::string_view all_of;  ///< before the members of a set that all are meant
    std::string_view uncertain;
    std::string_view approximate;
    std::string_view alternative;  ///< read back, as what follows
    std::string_view conjunction;
    std::array<std::string_view, 4> seasons;
    std::array<std::string_view, 4> quarters;
    std::array<std::string_view, 2> halves;
    std::string_view season_link;  ///< between a season or part of a year and the year
    std::string_view month_link;   ///< between a month and a year, and a day and a month
    std::string_view year_end;     ///< behind a year: " г."
    std::string_view common_era;
    std::string_view before_common_era;
    std::string_view
        north;  ///< remarks on seasons of EDTF that name their half of the Earth; not read back
    std::string_view south;
    std::array<std::string_view, 7> calendars;  ///< as Calendar; behind a date, in brackets
    /// Monday to Sunday, then day, night, morning, evening, week, month, year.
    std::array<std::string_view, 14> every;
    std::string_view every_link;
    std::array<std::string_view, 4>
        parts;  ///< year, month, day, time of day: which part is doubtful
};

const WordForms& word_forms(Language language);

}  // namespace valla::calendar
