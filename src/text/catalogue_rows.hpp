#pragma once

// The rows of the catalogue, apart from its interface only because they must be visible when a name is
// checked at compile time. Sorted by name. Wording: say what was seen before what is asked for; name the
// user's things in the user's words; no "invalid", "illegal", "must"; no verdict on evidence.

#include "text/catalogue.hpp"

namespace valla::text::detail {

inline constexpr MessageKind rows[] = {
    {"clock-time-not-in-day", Level::error, "\"{text}\" is not a time of day", "write the hour from 0 to 23 and the minute from 0 to 59"},
    {"date-ends-before-begin", Level::error, "{last} is over before {first} begins", "write the earlier date first"},
    {"date-order-unclear", Level::error, "\"{text}\" can have the day or the month first", "write the month as a word, or the date as year-month-day, such as 1936-07-13"},
    {"date-without-year", Level::error, "\"{text}\" has no year", "write the year; one that the source does not give goes in brackets: {example}|write the year"},
    {"day-not-in-month", Level::error, "{month} has {days} days, and here is day {day}", "compare the date with the source"},
    {"file-too-large", Level::error, "{path} has 4 GiB or more", "split it into several files"},
    {"month-not-in-year", Level::error, "{year} has no month {month}", "{hint}|the months are 01 to 12; 21 to 41 are seasons, quarters and halves of a year"},
    {"month-of-another-calendar", Level::error, "{month} is no month of the {calendar} calendar", "leave the name of the calendar away, or compare the month with the source"},
    {"no-such-date", Level::error, "no day is called \"{text}\"", "compare the date with the source"},
    {"no-such-file", Level::error, "there is no file or folder {path}", ""},
    {"not-a-date", Level::error, "\"{text}\" is not a date", "{hint}|write it as 13 July 1936, July 1936 or 1936-07-13"},
    {"not-a-duration", Level::error, "\"{text}\" is not a length of time", "{hint}|write it as 3 days, 2 to 3 weeks or about 2 hours"},
    {"old-and-new-style-differ", Level::error, "{old} Old Style is {new} New Style, and here is {written}", "compare both dates with the source"},
    {"part-of-period-unknown", Level::error, "\"{word}\" does not say how much of {period} is meant", "write between ... and ..., or use a vocabulary that says what \"{word}\" means"},
    {"unknown-id", Level::error, "nothing is called \"{id}\"",
     "did you mean \"{suggestion}\"?|declare it with a card of its own, such as: {kind} {id}"},
    {"unreadable-file", Level::error, "{path} cannot be read: {reason}", ""},
    {"unwritable-file", Level::error, "{path} cannot be written, and is as it was: {reason}", ""},
    {"weekday-differs", Level::error, "{date} is a {weekday}, and here is {written}", "compare the date with the source; the weekday of another calendar can differ"},
    {"year-beyond-limit", Level::error, "this year is further away than {limit} years", "no longer stretch of time can be counted in days"},
    {"year-in-one-style", Level::error, "{date} has one year in both styles, and here are two", "only the days from 1 January to 24 March have two years, such as 11 February 1675/6"},
    {"year-without-era", Level::error, "{number} can be a day or a year", "write a year before 100 with its era: {number} CE or {number} BCE"},
};

consteval std::uint16_t row_of(std::string_view name) {
    for (std::uint16_t row = 0; row < std::size(rows); ++row) {
        if (rows[row].name == name) return row;
    }
    throw "no message in src/text/catalogue_rows.hpp has this name";
}

}  // namespace valla::text::detail
