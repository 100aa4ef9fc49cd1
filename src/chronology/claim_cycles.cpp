#include "chronology/claim_cycles.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <unordered_map>

#include "chronology/bounds.hpp"

namespace valla::chronology {

namespace {

/// The length of walks on which rows that are not kept occur too often to go on counting.
constexpr Minutes endless = -infinite;
constexpr std::size_t most_rows_not_kept = 64;

Minutes sum(Minutes a, Minutes b) {
    if (a == infinite || b == infinite) return infinite;
    if (a == endless || b == endless) return endless;
    return a + b;
}

}  // namespace

ClaimCycles::Labels::Labels(std::uint32_t points)
    : values(points, infinite), waiting(points, 0), nodes(points, none) {}

void ClaimCycles::Labels::clear() {
    for (const std::uint32_t point : touched) {
        values[point] = infinite;
        nodes[point] = none;
    }
    touched.clear();
}

ClaimCycles::ClaimCycles(std::span<const OwnedRow> rows, FoundSets& known, std::size_t whole_steps)
    : known_(&known), whole_steps_(whole_steps) {
    number_points(rows);
    share_out_claims();
    std::stable_sort(arcs_.begin(), arcs_.end(),
                     [](const Arc& a, const Arc& b) { return a.from < b.from; });
    for (std::uint32_t arc = 0; arc < arcs_.size(); ++arc) {
        if (arcs_[arc].start != none) starts_[arcs_[arc].start] = arc;
        ++first_arc_[arcs_[arc].from + 1];
        ++first_into_[arcs_[arc].to + 1];
    }
    for (std::uint32_t point = 0; point < points_; ++point) {
        first_arc_[point + 1] += first_arc_[point];
        first_into_[point + 1] += first_into_[point];
    }
    into_.resize(arcs_.size());
    std::vector<std::uint32_t> next(first_into_.begin(), first_into_.end() - 1);
    for (std::uint32_t arc = 0; arc < arcs_.size(); ++arc) into_[next[arcs_[arc].to]++] = arc;
    searches_.resize(starts_.size());
    is_done_.resize(starts_.size());
    is_large_.resize(starts_.size());
    back_ = before_calendar_ = from_calendar_ = Labels(points_);
}

void ClaimCycles::number_points(std::span<const OwnedRow> rows) {
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;
    const auto number = [&](PointId point) {
        const auto [at, fresh] = numbers.emplace(point.index, points_);
        if (fresh) ++points_;
        if (point == Network::origin) calendar_ = at->second;
        return at->second;
    };
    for (const OwnedRow& owned : rows) {
        const std::uint32_t from = number(owned.row.y);
        arcs_.push_back({from, number(owned.row.x), owned.row.distance, owned.owner, none});
        if (owned.kept) continue;
        arcs_.back().start = static_cast<std::uint32_t>(starts_.size());
        starts_.push_back(none);
    }
    first_arc_.resize(points_ + 1);
    first_into_.resize(points_ + 1);
}

/// Labels the points to which walks lead from the source, as far as `wanted(point, label)` says; a
/// walk passes the calendar only where it begins or ends. False when no steps are left.
///
/// Kept rows have no cycles below zero, so that their walks come to rest. Each of the others is
/// used once in a round, and so no more often than there have been rounds.
template <typename Wanted>
bool ClaimCycles::label(Direction direction, const Walk& walk, Labels& labels, const Wanted& wanted,
                        std::size_t& steps_left) const {
    const bool forward = direction == Direction::forward;
    const std::vector<std::uint32_t>& firsts = forward ? first_arc_ : first_into_;
    const auto row_at = [&](std::uint32_t k) -> const Arc& {
        return arcs_[forward ? k : into_[k]];
    };
    std::vector<std::uint32_t> queue;
    std::vector<std::uint32_t> changed;  // since the last round
    std::vector<std::uint8_t>& waiting = labels.waiting;
    const auto set = [&](std::uint32_t point, Minutes value) {
        if (value >= labels.values[point] || !wanted(point, value)) return;
        if (labels.values[point] == infinite) labels.touched.push_back(point);
        labels.values[point] = value;
        if (point == walk.turn || (point == calendar_ && point != walk.source)) return;
        if (waiting[point] != 0) return;
        waiting[point] = 1;
        queue.push_back(point);
    };
    set(walk.source, walk.length);
    std::vector<std::pair<std::uint32_t, Minutes>> offers;
    const std::size_t rows_left = starts_.size() - walk.first_start;
    for (std::size_t round = 0; !queue.empty(); ++round) {
        changed.clear();
        for (std::size_t at = 0; at < queue.size(); ++at) {
            const std::uint32_t point = queue[at];
            waiting[point] = 0;
            changed.push_back(point);
            if (!spend(steps_left, firsts[point + 1] - firsts[point])) {
                for (; at < queue.size(); ++at) waiting[queue[at]] = 0;
                return false;
            }
            for (std::uint32_t k = firsts[point]; k < firsts[point + 1]; ++k) {
                const Arc& arc = row_at(k);
                const std::uint32_t other = forward ? arc.to : arc.from;
                if (arc.start == none && other != walk.source)
                    set(other, sum(labels.values[point], arc.distance));
            }
        }
        queue.clear();
        if (round == rows_left) break;
        offers.clear();
        std::sort(changed.begin(), changed.end());
        changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
        for (const std::uint32_t point : changed) {
            for (std::uint32_t k = firsts[point]; k < firsts[point + 1]; ++k) {
                const Arc& arc = row_at(k);
                const std::uint32_t other = forward ? arc.to : arc.from;
                if (arc.start == none || arc.start < walk.first_start || other == walk.source)
                    continue;
                offers.emplace_back(other, sum(labels.values[point], arc.distance));
            }
        }
        for (const auto& [point, offered] : offers)
            set(point, round < most_rows_not_kept ? offered : endless);
    }
    return true;
}

/// Finds the rows around a start through which a cycle may pass; false when no steps are left.
bool ClaimCycles::lay_out(std::uint32_t start, std::size_t& steps_left) {
    const Arc& row = arcs_[starts_[start]];
    back_.clear();
    before_calendar_.clear();
    from_calendar_.clear();
    const bool dated = row.from == calendar_ || row.to == calendar_;
    const auto any = [](std::uint32_t, Minutes) { return true; };
    if (!label(Direction::back, {row.from, 0, row.to, start + 1}, back_, any, steps_left))
        return false;
    const bool passes = !dated && calendar_ != none && back_.values[calendar_] != infinite;
    if (passes && to_calendar_.empty()) {
        Labels labels(points_);
        if (!label(Direction::back, {calendar_, 0, none, 0}, labels, any, steps_left)) return false;
        to_calendar_ = std::move(labels.values);
    }
    const auto closes_behind = [&](std::uint32_t point, Minutes length) {
        return sum(length, back_.values[point]) < 0;
    };
    const auto closes_before = [&](std::uint32_t point, Minutes length) {
        if (closes_behind(point, length)) return true;
        return passes && sum(sum(length, to_calendar_[point]), back_.values[calendar_]) < 0;
    };
    const Walk ahead{row.to, row.distance, row.from, start + 1};
    if (dated) return label(Direction::forward, ahead, from_calendar_, closes_behind, steps_left);
    if (!label(Direction::forward, ahead, before_calendar_, closes_before, steps_left))
        return false;
    if (!passes || before_calendar_.values[calendar_] == infinite) return true;
    const Walk on{calendar_, before_calendar_.values[calendar_], row.from, start + 1};
    return label(Direction::forward, on, from_calendar_, closes_behind, steps_left);
}

/// What was laid out, for going round it; nothing when no cycle passes the start. Its nodes are the
/// points before the calendar and the points behind it.
std::unique_ptr<RowCycles> ClaimCycles::search_of(std::uint32_t start) {
    const Arc& row = arcs_[starts_[start]];
    const bool dated = row.from == calendar_ || row.to == calendar_;
    const auto first_node = [&]() -> std::uint32_t {
        return (dated ? from_calendar_ : before_calendar_).nodes[row.to];
    };
    std::vector<RowCycles::Node> nodes{{0, 0}};
    const auto way_left = [&](std::uint32_t point, bool behind) {
        const Minutes left = back_.values[point];
        if (behind || to_calendar_.empty()) return left;
        return std::min(left, sum(to_calendar_[point], back_.values[calendar_]));
    };
    for (const bool behind : {false, true}) {
        Labels& labels = behind ? from_calendar_ : before_calendar_;
        for (const std::uint32_t point : labels.touched) {
            if (point == row.from || (!behind && point == calendar_)) continue;
            const auto node = static_cast<std::uint32_t>(nodes.size());
            labels.nodes[point] = node;
            const std::uint32_t before = before_calendar_.nodes[point];
            nodes.push_back({before == none ? node : before, way_left(point, behind)});
        }
    }
    if (first_node() == none) return nullptr;
    std::vector<RowCycles::Arc> arcs;
    for (const bool behind : {false, true}) {
        const Labels& labels = behind ? from_calendar_ : before_calendar_;
        for (const std::uint32_t point : labels.touched) {
            if (labels.nodes[point] == none) continue;
            for (std::uint32_t k = first_arc_[point]; k < first_arc_[point + 1]; ++k) {
                const Arc& arc = arcs_[k];
                if ((arc.start != none && arc.start <= start) || arc.to == row.to) continue;
                const bool ends = arc.to == row.from;
                const bool then_behind = behind || arc.to == calendar_;
                if (behind && arc.to == calendar_ && !ends) continue;
                const std::uint32_t to =
                    ends ? 0 : (then_behind ? from_calendar_ : before_calendar_).nodes[arc.to];
                if (!ends && to == none) continue;
                const Minutes length = sum(labels.values[point], arc.distance);
                if (sum(length, nodes[to].way_left) >= 0) continue;
                arcs.push_back({labels.nodes[point], to, arc.distance, arc.claim});
            }
        }
    }
    if (arcs.empty()) return nullptr;
    return std::make_unique<RowCycles>(std::move(nodes), std::move(arcs),
                                       RowCycles::Arc{0, first_node(), row.distance, row.claim},
                                       *known_);
}

/// The rows of a claim on a simple cycle are fewer than the points they have: all of them would be
/// a cycle of one claim.
void ClaimCycles::share_out_claims() {
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> arcs_of;
    for (std::uint32_t arc = 0; arc < arcs_.size(); ++arc)
        arcs_of[arcs_[arc].claim.index].push_back(arc);
    std::vector<std::uint32_t> points;
    for (const auto& [claim, arcs] : arcs_of) {
        points.clear();
        for (const std::uint32_t arc : arcs) {
            points.push_back(arcs_[arc].from);
            points.push_back(arcs_[arc].to);
        }
        std::sort(points.begin(), points.end());
        points.erase(std::unique(points.begin(), points.end()), points.end());
        const std::size_t most = std::clamp<std::size_t>(points.size() - 1, 1, arcs.size());
        for (const std::uint32_t arc : arcs)
            arcs_[arc].share = whole_claim / static_cast<std::uint32_t>(most);
    }
}

/// Adds the points that walks of so many shares reach from the end of a start, or back from its
/// beginning, without passing the calendar. False when no steps are left.
bool ClaimCycles::reach(Direction direction, std::uint32_t start, std::uint32_t shares, Near& near,
                        std::size_t& steps_left) const {
    const bool forward = direction == Direction::forward;
    const std::vector<std::uint32_t>& firsts = forward ? first_arc_ : first_into_;
    const Arc& row = arcs_[starts_[start]];
    const std::uint32_t source = forward ? row.to : row.from;
    const std::uint32_t turn = forward ? row.from : row.to;
    std::unordered_map<std::uint32_t, std::uint32_t> used{{source, row.share}};
    using Reached = std::pair<std::uint32_t, std::uint32_t>;  // shares used, point
    std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open;
    open.emplace(row.share, source);
    while (!open.empty()) {
        const auto [so_far, point] = open.top();
        open.pop();
        if (so_far > used.at(point)) continue;
        near.points.push_back(point);
        if (point == turn || point == calendar_) continue;
        if (!spend(steps_left, firsts[point + 1] - firsts[point])) return false;
        for (std::uint32_t k = firsts[point]; k < firsts[point + 1]; ++k) {
            const Arc& arc = arcs_[forward ? k : into_[k]];
            if (arc.start != none && arc.start <= start) continue;
            const std::uint32_t then = so_far + arc.share;
            if (then > shares) {
                near.is_all = false;
                continue;
            }
            const std::uint32_t other = forward ? arc.to : arc.from;
            const auto [known, fresh] = used.emplace(other, then);
            if (!fresh && known->second <= then) continue;
            known->second = then;
            open.emplace(then, other);
        }
    }
    return true;
}

/// The rows between the points that are near a start, and between them and the calendar, without
/// the starts before it; its own first.
std::vector<OwnedRow> ClaimCycles::rows_near(std::uint32_t start, const Near& near) const {
    const auto is_near = [&](std::uint32_t point) {
        return std::binary_search(near.points.begin(), near.points.end(), point);
    };
    const auto point_of = [this](std::uint32_t point) {
        return point == calendar_ ? Network::origin : PointId{point + 1};
    };
    std::vector<OwnedRow> rows;
    const auto add = [&](const Arc& arc) {
        if (arc.start != none && arc.start < start) return;
        rows.push_back(
            {{point_of(arc.to), point_of(arc.from), arc.distance}, arc.claim, arc.start == none});
    };
    add(arcs_[starts_[start]]);
    for (const std::uint32_t point : near.points) {
        if (point == calendar_) continue;
        for (std::uint32_t k = first_arc_[point]; k < first_arc_[point + 1]; ++k) {
            if (arcs_[k].start != start && (arcs_[k].to == calendar_ || is_near(arcs_[k].to)))
                add(arcs_[k]);
        }
        for (std::uint32_t k = first_into_[point]; k < first_into_[point + 1]; ++k) {
            const Arc& arc = arcs_[into_[k]];
            if (arc.start != start && arc.from == calendar_) add(arc);
        }
    }
    return rows;
}

/// A search among what is near. A start with the calendar at one end is looked around from the
/// other: nearly all is near the calendar.
ClaimCycles::Outcome ClaimCycles::run_near(std::uint32_t start, std::uint32_t most_claims,
                                           std::size_t& steps_left, const Found& found) {
    const Arc& row = arcs_[starts_[start]];
    const std::uint32_t shares = most_claims * whole_claim;
    Near near;
    if (row.to != calendar_ && !reach(Direction::forward, start, shares, near, steps_left))
        return Outcome::exhausted;
    if (row.from != calendar_ && !reach(Direction::back, start, shares, near, steps_left))
        return Outcome::exhausted;
    std::sort(near.points.begin(), near.points.end());
    near.points.erase(std::unique(near.points.begin(), near.points.end()), near.points.end());
    const std::vector<OwnedRow> rows = rows_near(start, near);
    ClaimCycles search(rows, *known_, std::numeric_limits<std::size_t>::max());
    const Outcome outcome = search.run_from_first(most_claims, steps_left, found);
    return outcome == Outcome::all && !near.is_all ? Outcome::more : outcome;
}

ClaimCycles::Outcome ClaimCycles::run_from(std::uint32_t start, std::uint32_t most_claims,
                                           std::size_t& steps_left, const Found& found) {
    if (is_done_[start] || arcs_[starts_[start]].from == arcs_[starts_[start]].to)
        return Outcome::all;
    // Where too much lies around several starts, so it most likely does around the others.
    constexpr std::uint32_t attempts = 4;
    std::unique_ptr<RowCycles>& search = searches_[start];
    if (!search && !is_large_[start]) {
        std::size_t steps = std::min(steps_left, whole_steps_);
        const std::size_t before = steps;
        const bool is_whole = too_large_ < attempts && lay_out(start, steps);
        steps_left -= before - steps;
        if (is_whole) {
            search = search_of(start);
        } else {
            is_large_[start] = true;
            ++too_large_;
            if (steps_left == 0) return Outcome::exhausted;
        }
    }
    Outcome outcome = Outcome::all;
    if (is_large_[start]) {
        outcome = run_near(start, most_claims, steps_left, found);
    } else if (search) {
        outcome = search->run(most_claims, steps_left, found);
    }
    if (outcome == Outcome::all) {
        is_done_[start] = true;
        search.reset();
    }
    return outcome;
}

ClaimCycles::Outcome ClaimCycles::run(std::uint32_t most_claims, std::size_t& steps_left,
                                      const Found& found) {
    Outcome outcome = Outcome::all;
    for (std::uint32_t start = 0; start < starts_.size(); ++start) {
        const Outcome here = run_from(start, most_claims, steps_left, found);
        if (here == Outcome::more) outcome = here;
        if (here == Outcome::stopped || here == Outcome::exhausted) return here;
    }
    return outcome;
}

}  // namespace valla::chronology
