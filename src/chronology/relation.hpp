#pragma once

#include <optional>
#include <span>
#include <vector>

#include "chronology/timeline.hpp"

namespace valla::chronology {

/// Something that lasted from one point to another; an instant has one point for both.
struct Event {
    PointId begin;
    PointId end;
};

/// The greatest possible `x - y`, and the constraints that make it so: a way from y to x, each step
/// bounding the point that the next one starts from. Where it leads through the calendar, the steps
/// before are dates and constraints that bound y from below, those after it bound x from above.
struct Difference {
    Minutes at_most = 0;
    std::vector<ConstraintId> steps;
};

/// Nothing when `x` may be later than `y` without limit. Of the tightest ways that avoid the
/// calendar the one of the fewest steps, at equal steps the first in canonical order; through the
/// calendar only where that is tighter. Cost: a search (Dijkstra, the latest bounds as potential)
/// that ends where the dates are already tighter.
std::optional<Difference> greatest_difference(const Timeline& timeline, PointId x, PointId y);

/// What a question about two events asks. Times are half-open: an event that ends in the minute in
/// which another begins precedes it and does not overlap it.
enum class Relation : std::uint8_t {
    precedes,  ///< the first is over when the second begins
    overlaps,  ///< there is a minute in which both are going on; an instant only within the other,
               ///< not at its ends
    includes,  ///< the first begins no later and ends no earlier than the second
    same_day   ///< both begin on one day, from midnight to midnight
};

enum class Verdict : std::uint8_t { must, can, cannot };

/// `must`: in whatever way the kept claims are true; `cannot`: in none; the reasons are the claims
/// that make it so, in the order of their use, and suffice for it. `can`, without reasons: in some
/// but not in all.
struct Judgement {
    Verdict verdict = Verdict::can;
    std::vector<ClaimId> reasons;
};

/// Exact for the kept claims of the timeline.
///
///     judge(timeline, Relation::precedes, threat, confession).verdict
Judgement judge(const Timeline& timeline, Relation relation, Event first, Event second);

/// Of several events those that can have begun first (no other before them), or have been over
/// last.
std::vector<std::size_t> possible_first(const Timeline& timeline, std::span<const Event> events);
std::vector<std::size_t> possible_last(const Timeline& timeline, std::span<const Event> events);

/// Where two points can lie, exactly: each in its stretch, `second - first` in another (all three
/// inclusive and as tight as they can be made).
struct Room {
    Minutes first_low, first_high, second_low, second_high, apart_low, apart_high;
};
/// Whether some, or all, of the places that `room` leaves put both points on one day of `day`
/// minutes.
Verdict same_day(const Room& room, Minutes day = minutes_per_day);

}  // namespace valla::chronology
