#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <tl/expected.hpp>

#include "calendar/date.hpp"
#include "calendar/language.hpp"
#include "text/message.hpp"

namespace valla::calendar {

/// What a case says about how its dates are to be read.
struct DateOptions {
    Calendar calendar = Calendar::gregorian;  ///< of words, and of bare years, that name none
    /// Whose names of months and other words are read; not empty. English words that name no month,
    /// weekday or season ("about", "between") are read always.
    LanguageSet languages = LanguageSet::all();
    Hemisphere hemisphere = Hemisphere::north;      ///< whose seasons "summer 1936" means
    std::span<const PeriodPart> period_parts = {};  ///< what "early", "late" and such words mean
};

/// Reads a date, in EDTF (levels 0 to 2 of the Library of Congress specification of 2019, ISO
/// 8601-2:2019) or in words. docs/dates.md lists every form. The whole text is read or none of it:
/// what is left over is an error, and so is white space at either end.
///
///     read_date("13 July 1936", {})            a day
///     read_date("1984?/2004-06~", {})          an interval
///     read_date("13 июля (1936)", {})          a day; the year is the researcher's
///     read_date("13 July", {})                 a message: the year is missing
///
/// Upper and lower case, NFC and NFD, and the decimal digits of any script are read alike in words;
/// the letters of EDTF are capitals. Nothing is taken from outside the text and `options`: no year,
/// no calendar, no width of "about".
///
/// A date that only other languages than those of `options` would read is refused with
/// "date-in-another-language", at its first word of theirs.
///
/// The message's span counts from the begin of `text` and covers the part at fault. The cost is
/// linear in the length of the text; the common forms allocate nothing. Safe to call from several
/// threads.
tl::expected<Date, text::Message> read_date(std::string_view text, const DateOptions& options = {});

}  // namespace valla::calendar
