#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <tl/expected.hpp>

#include "calendar/language.hpp"
#include "text/message.hpp"

namespace valla::calendar {

/// What a length of time was counted in. Months and years are no fixed number of days, and a night
/// is no fixed number of hours: see least_minutes().
enum class DurationUnit : std::uint8_t { minute, hour, night, day, week, month, year };

/// A counted length of time, in units that do not turn into each other: "1 year 3 months" is 15
/// months, "2 weeks" 14 days, "2 hours 30 minutes" 150 minutes.
struct Length {
    std::int64_t months = 0;
    std::int64_t days = 0;
    std::int64_t nights = 0;
    std::int64_t minutes = 0;

    friend bool operator==(const Length&, const Length&) = default;
};

/// A length of time as a text gives it: at least `least`, at most `most`. "At least 3 days" has no
/// `most`, "less than a week" no `least`.
struct Duration {
    std::optional<Length> least;
    std::optional<Length> most;
    DurationUnit unit = DurationUnit::day;  ///< the smallest that was written
    bool approximate = false;               ///< "about"; widens nothing

    friend bool operator==(const Duration&, const Duration&) = default;
};

/// The least and the greatest number of minutes that a length can take.
///
/// - A day is 24 hours, a week 7 days: clocks set back or forward do not count.
/// - Months and years are those of the Gregorian calendar, from any day on which they can begin:
///   one month has 28 to 31 days, one year 365 or 366.
/// - `n` nights take at least n - 1 days and at most n: "three nights" runs from some hour of the
///   first to some hour of the third.
std::int64_t least_minutes(const Length& length);
std::int64_t most_minutes(const Length& length);

/// Reads a length of time in words.
///
///     read_duration("2 to 3 weeks")    14 days to 21 days
///     read_duration("about 2 hours")   120 minutes, approximate
///     read_duration("a night")
///     read_duration("1 year 3 months")
///     read_duration("a few days")      a message: how many are a few, only the source can say
///
/// The message's span counts from the begin of `text`. Counts above 10^9 are refused.
tl::expected<Duration, text::Message> read_duration(std::string_view text,
                                                    LanguageSet languages = LanguageSet::all());

}  // namespace valla::calendar
