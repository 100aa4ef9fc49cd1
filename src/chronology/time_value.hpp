#pragma once

#include <optional>
#include <vector>

#include "calendar/date.hpp"
#include "chronology/network.hpp"

namespace valla::chronology {

/// The midnight at which the day of a minute begins.
constexpr Minutes floor_to_day(Minutes minute) {
    const Minutes into = minute % minutes_per_day;
    return minute - (into < 0 ? into + minutes_per_day : into);
}

/// Where the begin or the end of a value of time lies: from `least` to `most` minutes behind a
/// point. The point of a date is the calendar, `Network::origin`; an event's own begin lies 0
/// minutes behind its begin. A side that nothing limits is absent; it is *unknown* when the source
/// could have limited it and does not ("1985/", "about 1985" without a width for "about"), and
/// absent only when there is no limit ("1985/..", "before 1936").
struct Boundary {
    PointId from = Network::origin;
    std::optional<Minutes> least;
    std::optional<Minutes> most;
    bool least_unknown = false;
    bool most_unknown = false;

    static Boundary at(PointId point, Minutes offset) { return {point, offset, offset}; }
    friend bool operator==(const Boundary&, const Boundary&) = default;
};

/// A value of time as the stretch from its begin to its end, the end exclusive.
struct Extent {
    Boundary begin;
    Boundary end;
    friend bool operator==(const Extent&, const Extent&) = default;
};

/// What a date says of where its time begins and ends.
///
/// - A day, month, year, decade *is* that stretch: both boundaries are exact.
/// - An interval began somewhere in its first date and ended somewhere in its last.
/// - "Between", "before 1936", `1985-XX-XX` and a range in a set name some time within a stretch:
///   both boundaries lie somewhere in it.
/// - A set has its members, and the hull of all of them.
/// - "Every night of July" has the hull, and is `daily` when it comes back on each day of it.
struct DateMeaning {
    enum class Kind : std::uint8_t { one, one_of, all_of };

    Kind kind = Kind::one;
    Extent hull;
    std::vector<Extent> members;  ///< of a set; else empty
    bool daily = false;
    bool about = false;  ///< some limit of it rests on the width that "about" was given
};

/// `about` is how far, in minutes, an approximate date reaches; without it such a date limits
/// nothing. An approximate hour of a day that is not approximate is somewhere on that day.
///
///     meaning_of(*calendar::read_date("July 1936")).hull.begin.most     // 1 July 1936, 00:00
///     meaning_of(*calendar::read_date("1936/1938")).hull.begin.most     // 31 December 1936, 23:59
DateMeaning meaning_of(const calendar::Date& date, std::optional<Minutes> about = std::nullopt);

}  // namespace valla::chronology
