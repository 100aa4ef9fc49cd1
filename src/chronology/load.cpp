// A timeline from nothing. The latest bounds are computed first; cycles of negative length between
// points, then dates that come after a latest bound, show where claims are impossible together. Of
// each such cycle the last claim is dropped, in batches, until the rest is consistent; then the
// earliest bounds follow without a clash. Which claims fall in this rough pass depends on the
// layout, what is finally kept does not: every dropped claim is then decided in canonical order, as
// after any other change.

#include <algorithm>

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
    for (const ConstraintId id : rows)
        graph_.set_active(id, false);
}

/// Computes the latest bounds, dropping a claim of every negative cycle between points.
void Timeline::break_cycles(std::vector<ClaimId>& dropped) {
    std::vector<Cycle> cycles = latest_.solve();
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

/// The dates before which something should not have been, but must have been by its latest bound.
std::vector<ConstraintId> Timeline::date_clashes() const {
    std::vector<ConstraintId> clashes;
    for (Position at = first_position; at < graph_.positions(); ++at) {
        for (const std::uint32_t entry : graph_.dates(Side::earliest).of(at)) {
            if ((entry & DateTable::off) != 0)
                continue;
            if (latest_.value(at) + network_->row({entry}).distance < 0)
                clashes.push_back({entry});
        }
    }
    return clashes;
}

void Timeline::break_date_clashes(std::vector<ClaimId>& dropped) {
    std::vector<bool> gone(network_->claims());
    std::vector<ConstraintId> clashes = date_clashes();
    std::vector<ClaimId> chain;
    while (!clashes.empty()) {
        std::vector<ClaimId> now;
        for (const ConstraintId clash : clashes) {
            chain.assign(1, network_->claim_of(clash));
            Position at = graph_.target(Side::earliest, clash);
            while (at != calendar) {
                const ConstraintId parent{latest_.parent(at)};
                chain.push_back(network_->claim_of(parent));
                at = graph_.source(Side::latest, parent);
            }
            if (std::any_of(chain.begin(), chain.end(), [&](ClaimId c) { return gone[c.index]; })) {
                continue;
            }
            const ClaimId last = last_of(chain);
            gone[last.index] = true;
            now.push_back(last);
        }
        const std::vector<ConstraintId> rows = rows_of(now);
        switch_off(rows);
        dropped.insert(dropped.end(), now.begin(), now.end());
        latest_.loosen(rows, changes_);
        changes_.clear();
        // Latest bounds only rose, so that no new clash can have come up.
        const auto is_solved = [&](ConstraintId id) {
            const Position at = graph_.target(Side::earliest, id);
            return gone[network_->claim_of(id).index] ||
                   latest_.value(at) + network_->row(id).distance >= 0;
        };
        clashes.erase(std::remove_if(clashes.begin(), clashes.end(), is_solved), clashes.end());
    }
}

void Timeline::load(const ClaimSet& mask) {
    standings_.assign(network_->claims(), Standing::out);
    set_aside_ = 0;
    blockers_.clear();
    watchers_.clear();
    for (std::uint32_t claim = 0; claim < network_->claims(); ++claim) {
        if (mask.contains({claim}))
            standings_[claim] = Standing::kept;
    }
    std::vector<ClaimId> dropped;
    break_cycles(dropped);
    break_date_clashes(dropped);
    earliest_.solve();

    Queue queue(Later{network_});
    for (const ClaimId claim : dropped) {
        stand(claim, Standing::set_aside);
        queue.push(claim);
    }
    settle(queue);
    forget_history();
}

}  // namespace valla::chronology
