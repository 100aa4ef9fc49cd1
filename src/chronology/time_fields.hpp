#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "calendar/duration.hpp"
#include "chronology/network.hpp"
#include "chronology/time_value.hpp"

namespace valla::chronology {

/// What becomes of the values of a field.
enum class FieldMeaning : std::uint8_t {
    bounds,    ///< rows of the table below between the ends of the subject and those of the value
    lasts,     ///< a length
    within,    ///< a distance from a time
    same_day,  ///< both begin on one day
    order,     ///< each step is over before the next begins
    kind,      ///< a kind can take no time
};

/// One constraint that a field says: the subject's end is at most, or at least, that of the value,
/// plus `offset`. All ends are exclusive, and the last minute of a stretch is its end less one.
struct EndRule {
    enum class End : std::uint8_t { begin, end };
    enum class Sense : std::uint8_t { at_most, at_least };

    End subject;
    Sense sense;
    End value;
    Minutes offset = 0;
    /// It follows from the other rules, and is there so that the bound has the claim for its
    /// reason; a denial need not deny it.
    bool follows = false;
};

/// A row of the table of the fields that say when (docs/time.md).
struct TimeField {
    std::string_view name;
    FieldMeaning meaning = FieldMeaning::bounds;
    std::span<const EndRule> rules = {};
    bool each_member = false;     ///< of a set of several dates, all are meant singly
    bool inside_of_days = false;  ///< in a time that comes back daily it has its part of each day
    bool moments = false;  ///< `begin of X` is the moment itself, elsewhere the first minute of X
};

/// The table: the fields of happenings, `dated` and `published` of sources, `order`, `kind`.
std::span<const TimeField> time_fields();

/// The begin or end of a subject: `offset` minutes behind a point.
struct SubjectEnd {
    PointId point;
    Minutes offset = 0;
};

/// A constraint, as far as the value limits it.
struct Atom {
    Constraint row;
    bool follows = false;
    bool unknown = false;  ///< nobody says where the limit is: no row, and no denial of one
};
using Atoms = std::vector<Atom>;

/// A value of a time field: a date, or the stretch of an event, or a moment of one.
struct TimeValue {
    DateMeaning date;
    bool is_date = false;
    Extent event;  ///< of what is no date

    static TimeValue of(DateMeaning meaning) { return {std::move(meaning), true, {}}; }
    static TimeValue of(Extent extent) { return {{}, false, extent}; }
};

/// A distance that a length allows, in minutes; a side that it leaves open is absent. "About 2
/// hours" has sides only with a width for "about".
struct Distance {
    std::optional<Minutes> least;
    std::optional<Minutes> most;
    bool ranged = false;  ///< least and most were given apart: "2 to 3 weeks"
    bool unknown = false;
    bool about = false;
};
Distance distance_of(const calendar::Duration& duration, std::optional<Minutes> about);

enum class Near : std::uint8_t { before, after, of };

/// What a field says of a subject from `begin` to `end`, as alternatives of which one holds, each a
/// list of constraints that hold together.
std::vector<Atoms> says(const TimeField& field, SubjectEnd begin, SubjectEnd end,
                        const TimeValue& value);
/// `lasts`
Atoms says_lasts(SubjectEnd begin, SubjectEnd end, const Distance& length);
/// `within`
std::vector<Atoms> says_within(SubjectEnd begin, SubjectEnd end, const Distance& distance,
                               Near near, const TimeValue& value);
/// `same day as`, without what depends on which day it is.
std::vector<Atoms> says_same_day(SubjectEnd begin, const TimeValue& value);

/// Several constraints of which the first list holds, and of each later list one group.
struct Formula {
    std::vector<Constraint> rows;
    std::vector<std::vector<std::vector<Constraint>>> choices;
};

/// That one of the alternatives holds; or, `denied`, that none does.
Formula formula_of(const std::vector<Atoms>& alternatives, bool denied);

}  // namespace valla::chronology
