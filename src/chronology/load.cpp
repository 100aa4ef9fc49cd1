// A timeline from nothing. The latest bounds are computed first; cycles of negative length between
// points, then dates that come after a latest bound, show where claims are impossible together. Of
// each such cycle the last claim is dropped, in batches, until the rest is consistent; then the
// earliest bounds follow without a clash. Which claims fall in this rough pass depends on the
// layout, what is finally kept does not: every dropped claim is then decided in canonical order, as
// after any other change.

#include <algorithm>

#include "chronology/side_by_side.hpp"
#include "chronology/suspects.hpp"
#include "chronology/timeline.hpp"

namespace valla::chronology {

std::vector<ConstraintId> Timeline::rows_of(std::span<const ClaimId> claims) const {
    std::vector<ConstraintId> rows;
    for (const ClaimId claim : claims) {
        for (std::uint32_t id = network_->first_row(claim); id < network_->end_row(claim); ++id) {
            rows.push_back({id});
        }
    }
    return rows;
}

void Timeline::switch_off(std::span<const ConstraintId> rows) {
    for (const ConstraintId id : rows) graph_.set_active(id, false);
}

/// Finishes the latest bounds, in which `cycles` were found, dropping a claim of every negative
/// cycle between points.
void Timeline::break_cycles(std::vector<Cycle> cycles, std::vector<ClaimId>& dropped) {
    while (!cycles.empty()) {
        std::vector<ClaimId> now;
        for (const Cycle& cycle : cycles) {
            now.push_back(last_of(owners(*network_, cycle)));
        }
        std::sort(now.begin(), now.end());
        now.erase(std::unique(now.begin(), now.end()), now.end());
        const std::vector<ConstraintId> rows = rows_of(now);
        switch_off(rows);
        dropped.insert(dropped.end(), now.begin(), now.end());
        cycles = latest_.resume(rows);
    }
}

/// Dates that a bound on the other side has overtaken, each with the date which that bound leads
/// back to.
std::vector<Timeline::DateClash> Timeline::date_clashes(const Bounds& bounds) const {
    std::vector<DateClash> clashes;
    std::unordered_map<Position, ClaimId> known;
    std::vector<Position> way;
    for (Position at = first_position; at < graph_.positions(); ++at) {
        if (!bounds.bounded(at)) continue;
        for (const CalendarConstraint& date : graph_.dates(other(bounds.side())).of(at)) {
            if (!date.active() || bounds.value(at) + date.distance >= 0) continue;
            ClaimId root;
            way.clear();
            for (Position next = at; next != calendar;) {
                if (const auto found = known.find(next); found != known.end()) {
                    root = found->second;
                    break;
                }
                way.push_back(next);
                const ConstraintId parent{bounds.parent(next)};
                next = graph_.source(bounds.side(), parent);
                if (next == calendar) root = network_->claim_of(parent);
            }
            for (const Position passed : way) known.emplace(passed, root);
            clashes.push_back({network_->claim_of(date.constraint()), root});
        }
    }
    return clashes;
}

/// Drops, of the two claims of each clash of dates, the one that clashes with more others, else the
/// last.
void Timeline::break_date_clashes(std::vector<ClaimId>& dropped) {
    while (true) {
        std::vector<DateClash> clashes = date_clashes(latest_);
        if (clashes.empty()) return;
        const std::vector<DateClash> more = date_clashes(earliest_);
        clashes.insert(clashes.end(), more.begin(), more.end());
        std::unordered_map<std::uint32_t, std::uint32_t> counts;
        for (const DateClash& clash : clashes) {
            ++counts[clash.overtaken.index];
            ++counts[clash.root.index];
        }
        std::vector<ClaimId> now;
        for (const auto& [overtaken, root] : clashes) {
            const ClaimId both[] = {overtaken, root};
            const std::uint32_t one = counts[overtaken.index];
            const std::uint32_t two = counts[root.index];
            now.push_back(one == two ? last_of(both) : one > two ? overtaken : root);
        }
        std::sort(now.begin(), now.end());
        now.erase(std::unique(now.begin(), now.end()), now.end());
        withdraw(now);
        changes_.clear();
        dropped.insert(dropped.end(), now.begin(), now.end());
    }
}

bool Timeline::any_date_clash() const {
    for (Position at = first_position; at < graph_.positions(); ++at) {
        for (const CalendarConstraint& date : graph_.dates(Side::earliest).of(at)) {
            if (date.active() && latest_.value(at) + date.distance < 0) return true;
        }
    }
    return false;
}

void Timeline::load(const ClaimSet& mask) {
    standings_.assign(network_->claims(), Standing::out);
    set_aside_ = 0;
    blockers_.clear();
    watchers_.clear();
    for (std::uint32_t claim = 0; claim < network_->claims(); ++claim) {
        if (mask.contains({claim})) standings_[claim] = Standing::kept;
    }
    std::vector<ClaimId> dropped;
    const auto on_both_sides = [&](auto work) {
        side_by_side(
            network_->constraints().size(), [&] { work(latest_); }, [&] { work(earliest_); });
    };
    on_both_sides([](Bounds& bounds) { bounds.begin(); });
    if (any_date_clash()) {
        dropped = switch_off_suspects(graph_);
        on_both_sides([](Bounds& bounds) { bounds.begin(); });
    }
    std::vector<Cycle> cycles;
    on_both_sides([&](Bounds& bounds) {
        std::vector<Cycle> found = bounds.finish();
        if (bounds.side() == Side::latest) cycles = std::move(found);
    });
    if (!cycles.empty()) {
        break_cycles(std::move(cycles), dropped);
        earliest_.solve();
    }
    if (any_date_clash()) break_date_clashes(dropped);

    Queue queue(Later{network_});
    for (const ClaimId claim : dropped) {
        stand(claim, Standing::set_aside);
        queue.push(claim);
    }
    settle(queue);
    forget_history();
}

}  // namespace valla::chronology
