#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "calendar/reading.hpp"

namespace valla::app {

enum class DateFormat : std::uint8_t { text, json };

struct DateCommandOptions {
    calendar::DateOptions reading;
    calendar::Language language = calendar::Language::english;  ///< of the words that are shown
    std::vector<calendar::Calendar> to;  ///< `--to`, any number: calendars to show the days in
    DateFormat format = DateFormat::text;
};

/// `valla date TEXT...`: shows on `out` what each text is taken to mean. A text that is no date
/// gives its message, on `err` as text and among the messages in JSON. The result is the command's
/// exit code: 0 when all texts are dates, else 1.
///
///     13 July 1936
///       earliest   13 July 1936
///       latest     13 July 1936
///       precision  day
///       calendar   Gregorian, which the text does not name
///       EDTF       1936-07-13
///       words      13 July 1936
///
/// JSON is the envelope of text::render_as_json() with a member "dates", one object for each text
/// that is a date: days as numbers counted from 1970-01-01 and as ISO 8601, EDTF, words, the source
/// text.
int date_command(const std::vector<std::string>& texts, const DateCommandOptions& options,
                 std::ostream& out, std::ostream& err);

}  // namespace valla::app
