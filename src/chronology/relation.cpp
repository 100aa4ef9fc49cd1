#include "chronology/relation.hpp"

#include <algorithm>
#include <queue>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace valla::chronology {

namespace {

/// Searches ways from one point to another that avoid the calendar.
class WaySearch {
  public:
    WaySearch(const Timeline& timeline, Position from, Position to)
        : bounds_(timeline.bounds(Side::latest)), from_(from), to_(to) {}

    /// Of the ways no longer than `limit` the shortest; nothing when there is none.
    std::optional<Difference> run(std::optional<Minutes> limit) {
        // Lengths are measured against the latest bounds, which makes every arc at least 0 long.
        const Minutes offset = bounds_.value(to_) - bounds_.value(from_);
        const ArcTable& table = bounds_.graph().dependents(Side::latest);
        reached_[from_] = {0, 0, {}, false};
        queue_.push({0, 0, from_});
        while (!queue_.empty()) {
            const auto [length, steps, at] = queue_.top();
            queue_.pop();
            if (limit && length > *limit - offset) return std::nullopt;
            if (at == to_) return way_back(length + offset);
            if (std::exchange(reached_[at].settled, true)) continue;
            const Segment segment = table.of(at);
            for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
                const Arc arc = table.arcs()[k];
                if (arc.other < first_position) continue;
                const Minutes slack = arc.distance + bounds_.value(at) - bounds_.value(arc.other);
                reach(arc.other, length + slack, steps + 1, {table.constraints()[k]});
            }
        }
        return std::nullopt;
    }

  private:
    struct Reached {
        Minutes length = 0;
        std::uint32_t steps = 0;
        ConstraintId by;
        bool settled = false;
    };
    using Entry = std::tuple<Minutes, std::uint32_t, Position>;

    void reach(Position at, Minutes length, std::uint32_t steps, ConstraintId by) {
        const auto [place, fresh] = reached_.try_emplace(at, Reached{length, steps, by, false});
        Reached& old = place->second;
        if (!fresh) {
            if (old.settled) return;
            const auto now = std::tie(length, steps);
            const auto before = std::tie(old.length, old.steps);
            if (now > before) return;
            if (now == before) {
                if (bounds_.graph().network().comes_before(by, old.by)) old.by = by;
                return;
            }
            old = {length, steps, by, false};
        }
        queue_.push({length, steps, at});
    }

    Difference way_back(Minutes length) {
        Difference difference{length, {}};
        for (Position at = to_; at != from_;) {
            const ConstraintId by = reached_[at].by;
            difference.steps.push_back(by);
            at = bounds_.graph().source(Side::latest, by);
        }
        std::reverse(difference.steps.begin(), difference.steps.end());
        return difference;
    }

    const Bounds& bounds_;
    Position from_;
    Position to_;
    std::unordered_map<Position, Reached> reached_;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_;
};

/// A difference that a question asks for: x - y <= distance.
using Atom = Constraint;

std::vector<Atom> atoms_of(Relation relation, Event first, Event second) {
    switch (relation) {
        case Relation::precedes: return {{first.end, second.begin, 0}};
        case Relation::overlaps:
            return {{first.begin, second.end, -1}, {second.begin, first.end, -1}};
        case Relation::includes:
            return {{first.begin, second.begin, 0}, {second.end, first.end, 0}};
        case Relation::same_day: break;
    }
    return {};
}

void append(std::vector<ConstraintId>& steps, const std::vector<ConstraintId>& more) {
    steps.insert(steps.end(), more.begin(), more.end());
}

/// The constraints by which all of `atoms` hold; nothing when one need not hold.
std::optional<std::vector<ConstraintId>> why_all_hold(const Timeline& timeline,
                                                      const std::vector<Atom>& atoms) {
    std::vector<ConstraintId> steps;
    for (const Atom& atom : atoms) {
        const auto difference = greatest_difference(timeline, atom.x, atom.y);
        if (!difference || difference->at_most > atom.distance) return std::nullopt;
        append(steps, difference->steps);
    }
    return steps;
}

/// The constraints by which `atoms`, at most two, cannot hold together; nothing when they can. A
/// negative cycle passes one of them, or both in turn.
std::optional<std::vector<ConstraintId>> why_not_together(const Timeline& timeline,
                                                          const std::vector<Atom>& atoms) {
    for (const Atom& atom : atoms) {
        const auto back = greatest_difference(timeline, atom.y, atom.x);
        if (back && back->at_most + atom.distance < 0) return back->steps;
    }
    if (atoms.size() < 2) return std::nullopt;
    const auto there = greatest_difference(timeline, atoms[1].y, atoms[0].x);
    const auto back = greatest_difference(timeline, atoms[0].y, atoms[1].x);
    if (!there || !back) return std::nullopt;
    const Minutes sum = atoms[0].distance + there->at_most + atoms[1].distance + back->at_most;
    if (sum >= 0) return std::nullopt;
    std::vector<ConstraintId> steps = there->steps;
    append(steps, back->steps);
    return steps;
}

Minutes floor_division(Minutes value, Minutes by) { return value / by - (value % by < 0 ? 1 : 0); }

Judgement judge_same_day(const Timeline& timeline, PointId first, PointId second) {
    // Further than any date, and still far from the ends of the type.
    constexpr Minutes far = Network::date_limit * 16;
    const auto apart_high = greatest_difference(timeline, second, first);
    const auto apart_low = greatest_difference(timeline, first, second);
    const Room room{
        timeline.earliest(first).value_or(-far),    timeline.latest(first).value_or(far),
        timeline.earliest(second).value_or(-far),   timeline.latest(second).value_or(far),
        apart_low ? -apart_low->at_most : -2 * far, apart_high ? apart_high->at_most : 2 * far};
    Judgement judgement{same_day(room), {}};
    if (judgement.verdict == Verdict::can) return judgement;
    std::vector<ConstraintId> steps;
    for (const PointId point : {first, second}) {
        for (const Side side : {Side::earliest, Side::latest}) {
            append(steps, chain_of(timeline.bounds(side), timeline.graph().position(point)));
        }
    }
    for (const auto& apart : {apart_low, apart_high}) {
        if (apart) append(steps, apart->steps);
    }
    judgement.reasons = owners(timeline.network(), steps);
    return judgement;
}

/// Whether the difference of a point in one stretch and another in a second one can lie in a third.
bool meets(Minutes first_low, Minutes first_high, Minutes second_low, Minutes second_high,
           const Room& room) {
    return first_low <= first_high && second_low <= second_high &&
           second_low - first_high <= room.apart_high && second_high - first_low >= room.apart_low;
}

bool can_share_day(const Room& room, Minutes day) {
    const Minutes first = floor_division(std::max(room.first_low, room.second_low), day);
    const Minutes last = floor_division(std::min(room.first_high, room.second_high), day);
    // Days other than the first and the last are covered whole and alike by both stretches.
    for (const Minutes each : {first, first + 1, last - 1, last}) {
        if (each < first || each > last) continue;
        const Minutes begin = each * day;
        const Minutes end = begin + day - 1;
        if (meets(std::max(room.first_low, begin), std::min(room.first_high, end),
                  std::max(room.second_low, begin), std::min(room.second_high, end), room)) {
            return true;
        }
    }
    return false;
}

/// Whether a midnight can lie between the two, the first one being earlier.
bool can_be_parted(const Room& room, Minutes day) {
    // The least distance across a midnight falls until the midnight reaches both stretches, then
    // rises.
    const Minutes near_second = floor_division(room.second_low, day);
    const Minutes near_first = floor_division(room.first_high + 1, day);
    const Minutes soonest = floor_division(room.first_low, day) + 1;
    const Minutes latest = floor_division(room.second_high, day);
    for (const Minutes each :
         {soonest, latest, near_second, near_second + 1, near_first, near_first + 1}) {
        const Minutes midnight = each * day;
        if (meets(room.first_low, std::min(room.first_high, midnight - 1),
                  std::max(room.second_low, midnight), room.second_high, room)) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::optional<Difference> greatest_difference(const Timeline& timeline, PointId x, PointId y) {
    if (x == y) return Difference{};
    const Position to = timeline.graph().position(x);
    const Position from = timeline.graph().position(y);
    const Bounds& latest = timeline.bounds(Side::latest);
    const Bounds& earliest = timeline.bounds(Side::earliest);
    std::optional<Minutes> by_dates;
    if (latest.bounded(to) && earliest.bounded(from))
        by_dates = latest.value(to) + earliest.value(from);
    // A way from a point that has a latest bound would give one to the other.
    if (!latest.bounded(from) || latest.bounded(to)) {
        if (auto found = WaySearch(timeline, from, to).run(by_dates)) return found;
    }
    if (!by_dates) return std::nullopt;
    Difference difference{*by_dates, chain_of(earliest, from)};
    std::reverse(difference.steps.begin(), difference.steps.end());
    append(difference.steps, chain_of(latest, to));
    return difference;
}

Judgement judge(const Timeline& timeline, Relation relation, Event first, Event second) {
    if (relation == Relation::same_day) return judge_same_day(timeline, first.begin, second.begin);
    const std::vector<Atom> atoms = atoms_of(relation, first, second);
    if (const auto steps = why_all_hold(timeline, atoms)) {
        return {Verdict::must, owners(timeline.network(), *steps)};
    }
    if (const auto steps = why_not_together(timeline, atoms)) {
        return {Verdict::cannot, owners(timeline.network(), *steps)};
    }
    return {};
}

std::vector<std::size_t> possible_first(const Timeline& timeline, std::span<const Event> events) {
    std::vector<std::size_t> possible;
    for (std::size_t one = 0; one < events.size(); ++one) {
        // All that is asked bounds one point, so that a cycle passes one of the constraints only.
        const auto begins_before = [&](const Event& event) {
            return !why_not_together(timeline, {{events[one].begin, event.begin, 0}});
        };
        if (std::all_of(events.begin(), events.end(), begins_before)) possible.push_back(one);
    }
    return possible;
}

std::vector<std::size_t> possible_last(const Timeline& timeline, std::span<const Event> events) {
    std::vector<std::size_t> possible;
    for (std::size_t one = 0; one < events.size(); ++one) {
        const auto ends_after = [&](const Event& event) {
            return !why_not_together(timeline, {{event.end, events[one].end, 0}});
        };
        if (std::all_of(events.begin(), events.end(), ends_after)) possible.push_back(one);
    }
    return possible;
}

Verdict same_day(const Room& room, Minutes day) {
    if (!can_share_day(room, day)) return Verdict::cannot;
    const Room turned{room.second_low, room.second_high, room.first_low,
                      room.first_high, -room.apart_high, -room.apart_low};
    return can_be_parted(room, day) || can_be_parted(turned, day) ? Verdict::can : Verdict::must;
}

}  // namespace valla::chronology
