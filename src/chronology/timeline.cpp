#include "chronology/timeline.hpp"

#include <algorithm>
#include <cassert>

namespace valla::chronology {

Timeline::Timeline(const Network& network, const ClaimSet& mask)
    : network_(&network),
      graph_(network, mask),
      latest_(graph_, Side::latest),
      earliest_(graph_, Side::earliest) {
    load(mask);
}

void Timeline::extend() {
    assert(levels_.empty());
    graph_.extend();
    latest_.extend();
    earliest_.extend();
    standings_.resize(network_->claims(), Standing::out);
}

void Timeline::add(ClaimId claim) {
    if (standings_[claim.index] != Standing::out) return;
    Queue queue(Later{network_});
    stand(claim, Standing::set_aside);
    queue.push(claim);
    settle(queue);
    forget_history();
}

std::optional<Cycle> Timeline::try_add(ClaimId claim) {
    assert(standings_[claim.index] == Standing::out);
    std::optional<Cycle> cycle = try_keep(claim);
    if (!cycle) stand(claim, Standing::kept);
    forget_history();
    return cycle;
}

void Timeline::remove(ClaimId claim) {
    const Standing before = standings_[claim.index];
    if (before == Standing::out) return;
    Queue queue(Later{network_});
    if (before == Standing::kept) withdraw({&claim, 1});
    stand(claim, Standing::out);
    if (before == Standing::kept) wake(claim, queue);
    settle(queue);
    forget_history();
}

void Timeline::set_mask(const ClaimSet& mask) {
    std::vector<ClaimId> gone;
    std::vector<ClaimId> come;
    for (std::uint32_t index = 0; index < standings_.size(); ++index) {
        const ClaimId claim{index};
        if (mask.contains(claim) == (standings_[index] != Standing::out)) continue;
        if (standings_[index] == Standing::out) {
            come.push_back(claim);
        } else if (standings_[index] == Standing::kept) {
            gone.push_back(claim);
        } else {
            stand(claim, Standing::out);
        }
    }
    // Beyond this share of the claims a computation from nothing is cheaper.
    constexpr std::size_t share = 8;
    if (levels_.empty() && come.size() > standings_.size() / share) {
        graph_ = Graph(*network_, mask);
        load(mask);
        return;
    }
    Queue queue(Later{network_});
    withdraw(gone);
    for (const ClaimId claim : gone) stand(claim, Standing::out);
    for (const ClaimId claim : gone) wake(claim, queue);
    for (const ClaimId claim : come) {
        stand(claim, Standing::set_aside);
        queue.push(claim);
    }
    settle(queue);
    forget_history();
}

void Timeline::push() { levels_.push_back({changes_.size(), pasts_.size()}); }

void Timeline::pop() {
    assert(!levels_.empty());
    const Level level = levels_.back();
    levels_.pop_back();
    undo_labels(level.changes);
    while (pasts_.size() > level.pasts) {
        Past past = std::move(pasts_.back());
        pasts_.pop_back();
        const Standing now = standings_[past.claim.index];
        if ((now == Standing::kept) != (past.standing == Standing::kept)) {
            switch_rows(past.claim, past.standing == Standing::kept);
        }
        set_aside_ += past.standing == Standing::set_aside;
        set_aside_ -= now == Standing::set_aside;
        standings_[past.claim.index] = past.standing;
        blockers_.erase(past.claim.index);
        if (!past.blockers.empty()) {
            blockers_[past.claim.index] = std::move(past.blockers);
            watch(past.claim);
        }
    }
}

std::optional<Minutes> Timeline::latest(PointId point) const {
    const Position at = graph_.position(point);
    if (!latest_.bounded(at)) return std::nullopt;
    return latest_.value(at);
}

std::optional<Minutes> Timeline::earliest(PointId point) const {
    const Position at = graph_.position(point);
    if (!earliest_.bounded(at)) return std::nullopt;
    return -earliest_.value(at);
}

std::optional<Explanation> Timeline::explain(Side side, PointId point) const {
    return chronology::explain(bounds(side), graph_.position(point));
}

std::vector<ClaimId> Timeline::set_aside() const {
    std::vector<ClaimId> claims;
    for (std::uint32_t index = 0; index < standings_.size() && claims.size() < set_aside_;
         ++index) {
        if (standings_[index] == Standing::set_aside) claims.push_back({index});
    }
    std::sort(claims.begin(), claims.end(),
              [this](ClaimId a, ClaimId b) { return network_->comes_before(a, b); });
    return claims;
}

ImpossibleSet Timeline::impossible_set(ClaimId claim) {
    assert(standings_[claim.index] == Standing::set_aside);
    const std::optional<Cycle> cycle = try_keep(claim);
    assert(cycle);
    return chronology::impossible_set(*network_, owners(*network_, *cycle));
}

std::vector<PointId> Timeline::touched_points() {
    std::vector<ClaimId> contested;
    const std::vector<ClaimId> aside = set_aside();
    for (const ClaimId claim : aside) {
        for (const ClaimId member : impossible_set(claim).claims) {
            if (standings_[member.index] == Standing::kept) contested.push_back(member);
        }
    }
    std::sort(contested.begin(), contested.end());
    contested.erase(std::unique(contested.begin(), contested.end()), contested.end());

    const std::size_t start = changes_.size();
    withdraw(contested);
    // The labels as they are, by side and point, of what the withdrawal changed.
    std::unordered_map<Position, Minutes> known[2];
    std::vector<Position> touched;
    for (std::size_t k = start; k < changes_.size(); ++k) {
        const Change& change = changes_[k];
        known[change.side == Side::latest ? 0 : 1].emplace(change.position, change.value);
        if (bounds(change.side).value(change.position) != change.value) {
            touched.push_back(change.position);
        }
    }
    for (const ClaimId claim : aside) {
        const std::size_t before = changes_.size();
        if (try_keep(claim)) continue;
        for (std::size_t k = before; k < changes_.size(); ++k) {
            const Change& change = changes_[k];
            const auto& labels = known[change.side == Side::latest ? 0 : 1];
            const auto found = labels.find(change.position);
            const Minutes label = found == labels.end() ? change.value : found->second;
            if (bounds(change.side).value(change.position) < label)
                touched.push_back(change.position);
        }
        undo_labels(before);
        switch_rows(claim, false);
    }
    undo_labels(start);
    for (const ClaimId claim : contested) switch_rows(claim, true);

    std::vector<PointId> points;
    points.reserve(touched.size());
    for (const Position at : touched) points.push_back(graph_.point_at(at));
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
    return points;
}

/// Switches a row on and repairs both bounds, or returns a negative cycle that it closes, with the
/// labels as they were. A cycle through the calendar is there just when the earliest bound of one
/// end meets the latest of the other: to test that first spares a search that would reach most of
/// the network.
std::optional<Cycle> Timeline::try_row(ConstraintId id) {
    graph_.set_active(id, true);
    const Position x = graph_.target(Side::latest, id);
    const Position y = graph_.source(Side::latest, id);
    const bool dated =
        (x == calendar || earliest_.bounded(x)) && (y == calendar || latest_.bounded(y));
    if (dated && earliest_.value(x) + latest_.value(y) + network_->row(id).distance < 0) {
        Cycle cycle = chain_of(latest_, y);
        cycle.push_back(id);
        const std::vector<ConstraintId> back = chain_of(earliest_, x);
        cycle.insert(cycle.end(), back.rbegin(), back.rend());
        return cycle;
    }
    if (std::optional<Cycle> cycle = latest_.tighten(id, changes_)) return cycle;
    earliest_.tighten(id, changes_);
    return std::nullopt;
}

/// Switches a claim on, or leaves everything as it was and returns a negative cycle that it closes.
std::optional<Cycle> Timeline::try_keep(ClaimId claim) {
    const std::size_t before = changes_.size();
    for (std::uint32_t id = network_->first_row(claim); id < network_->end_row(claim); ++id) {
        std::optional<Cycle> cycle = try_row({id});
        if (!cycle) continue;
        undo_labels(before);
        switch_rows(claim, false);
        return cycle;
    }
    return std::nullopt;
}

void Timeline::undo_labels(std::size_t down_to) {
    for (; changes_.size() > down_to; changes_.pop_back()) {
        side(changes_.back().side).restore(changes_.back());
    }
}

void Timeline::switch_rows(ClaimId claim, bool active) {
    for (std::uint32_t id = network_->first_row(claim); id < network_->end_row(claim); ++id) {
        graph_.set_active({id}, active);
    }
}

void Timeline::withdraw(std::span<const ClaimId> claims) {
    const std::vector<ConstraintId> rows = rows_of(claims);
    switch_off(rows);
    latest_.loosen(rows, changes_);
    earliest_.loosen(rows, changes_);
}

void Timeline::stand(ClaimId claim, Standing standing, std::vector<ClaimId> blockers) {
    Standing& now = standings_[claim.index];
    Past past{claim, now, {}};
    set_aside_ += standing == Standing::set_aside;
    set_aside_ -= now == Standing::set_aside;
    now = standing;
    if (const auto old = blockers_.find(claim.index); old != blockers_.end()) {
        past.blockers = std::move(old->second);
        blockers_.erase(old);
    }
    if (!blockers.empty()) {
        blockers_[claim.index] = std::move(blockers);
        watch(claim);
    }
    if (!levels_.empty()) pasts_.push_back(std::move(past));
}

void Timeline::watch(ClaimId claim) {
    for (const ClaimId blocker : blockers_[claim.index]) watchers_[blocker.index].push_back(claim);
}

/// Queues the claims that were set aside because of one that is no longer kept.
void Timeline::wake(ClaimId gone, Queue& queue) {
    const auto found = watchers_.find(gone.index);
    if (found == watchers_.end()) return;
    for (const ClaimId claim : found->second) {
        const auto blockers = blockers_.find(claim.index);
        if (blockers == blockers_.end()) continue;
        if (std::find(blockers->second.begin(), blockers->second.end(), gone) ==
            blockers->second.end()) {
            continue;
        }
        stand(claim, Standing::set_aside);
        queue.push(claim);
    }
    watchers_.erase(found);
}

/// Decides the waiting claims in canonical order, so that whatever comes before the one being
/// decided is final. A kept claim that comes after it and clashes with it gives way, and waits for
/// its turn.
void Timeline::settle(Queue& queue) {
    while (!queue.empty()) {
        const ClaimId claim = queue.top();
        queue.pop();
        if (standings_[claim.index] == Standing::set_aside && blockers_.count(claim.index) == 0) {
            decide(claim, queue);
        }
    }
}

void Timeline::decide(ClaimId claim, Queue& queue) {
    while (true) {
        const std::optional<Cycle> cycle = try_keep(claim);
        if (!cycle) {
            stand(claim, Standing::kept);
            return;
        }
        std::vector<ClaimId> clashing = owners(*network_, *cycle);
        const ClaimId last = last_of(clashing);
        if (last == claim) {
            clashing.erase(std::find(clashing.begin(), clashing.end(), claim));
            stand(claim, Standing::set_aside, std::move(clashing));
            return;
        }
        withdraw({&last, 1});
        stand(last, Standing::set_aside);
        queue.push(last);
        wake(last, queue);
    }
}

ClaimId Timeline::last_of(std::span<const ClaimId> claims) const {
    return *std::max_element(claims.begin(), claims.end(),
                             [this](ClaimId a, ClaimId b) { return network_->comes_before(a, b); });
}

void Timeline::forget_history() {
    if (!levels_.empty()) return;
    changes_.clear();
    pasts_.clear();
}

std::size_t Timeline::memory_bytes() const {
    return graph_.memory_bytes() + latest_.memory_bytes() + earliest_.memory_bytes() +
           standings_.capacity() * sizeof(Standing) + changes_.capacity() * sizeof(Change);
}

}  // namespace valla::chronology
