#include "chronology/row_cycles.hpp"

#include <algorithm>
#include <cassert>
#include <unordered_map>

#include "chronology/bounds.hpp"

namespace valla::chronology {

bool spend(std::size_t& steps_left, std::size_t steps) {
    if (steps_left < steps) {
        steps_left = 0;
        return false;
    }
    steps_left -= steps;
    return true;
}

RowCycles::RowCycles(std::vector<Node> nodes, std::vector<Arc> arcs, const Arc& row,
                     FoundSets& known)
    : known_(known), nodes_(std::move(nodes)), arcs_(std::move(arcs)), row_(row) {
    first_arc_.resize(nodes_.size() + 1);
    for (const Arc& arc : arcs_) ++first_arc_[arc.from + 1];
    for (std::size_t k = 0; k < nodes_.size(); ++k) first_arc_[k + 1] += first_arc_[k];
    number_claims();
    count_spare_stretches();
    uses_.resize(claims_.size());
    std::uint32_t points = 0;
    for (const Node& node : nodes_) points = std::max(points, node.point + 1);
    is_passed_.resize(points);
}

void RowCycles::number_claims() {
    std::unordered_map<std::uint32_t, std::uint32_t> numbers{{row_.claim.index, 0}};
    claims_.push_back({row_.claim, known_.number(row_.claim), {}, false, 0});
    claim_of_.reserve(arcs_.size());
    for (std::uint32_t k = 0; k < arcs_.size(); ++k) {
        const auto fresh_number = static_cast<std::uint32_t>(claims_.size());
        const auto [at, fresh] = numbers.emplace(arcs_[k].claim.index, fresh_number);
        if (fresh) claims_.push_back({arcs_[k].claim, known_.number(arcs_[k].claim), {}, false, 0});
        claims_[at->second].arcs.push_back(k);
        claim_of_.push_back(at->second);
    }
}

void RowCycles::count_spare_stretches() {
    // On a simple cycle two stretches of a claim share no point, and each has two at least.
    std::vector<std::uint32_t> points;
    for (std::uint32_t number = 0; number < claims_.size(); ++number) {
        Claim& claim = claims_[number];
        points.clear();
        const auto add = [&](const Arc& arc) {
            points.push_back(nodes_[arc.from].point);
            points.push_back(nodes_[arc.to].point);
        };
        for (const std::uint32_t arc : claim.arcs) add(arcs_[arc]);
        if (number == 0) add(row_);
        const std::size_t rows = claim.arcs.size() + (number == 0 ? 1 : 0);
        std::sort(points.begin(), points.end());
        points.erase(std::unique(points.begin(), points.end()), points.end());
        const std::size_t stretches = std::min(std::max<std::size_t>(points.size() / 2, 1), rows);
        claim.has_more_rows = rows > 1;
        claim.spare_stretches = static_cast<std::uint32_t>(stretches) - 1;
        most_spare_ = std::max(most_spare_, claim.spare_stretches);
    }
}

bool RowCycles::one_more_stretch(std::size_t& steps_left) {
    if (by_stretches_.empty()) {
        by_stretches_.emplace_back(nodes_.size(), infinite);
        by_stretches_.back()[row_.from] = 0;
        return true;
    }
    const std::vector<Minutes>& before = by_stretches_.back();
    std::vector<Minutes> after = before;
    std::vector<Minutes> labels = before;
    for (const Claim& claim : claims_) {
        // The claim is possible by itself, so that its rows alone come to rest.
        for (bool improved = true; improved;) {
            if (!spend(steps_left, claim.arcs.size())) return false;
            improved = false;
            for (const std::uint32_t k : claim.arcs) {
                const Arc& arc = arcs_[k];
                if (labels[arc.to] == infinite) continue;
                const Minutes offered = labels[arc.to] + arc.distance;
                if (offered >= labels[arc.from]) continue;
                labels[arc.from] = offered;
                improved = true;
            }
            if (claim.arcs.size() == 1) break;
        }
        for (const std::uint32_t k : claim.arcs) {
            const std::uint32_t from = arcs_[k].from;
            after[from] = std::min(after[from], labels[from]);
        }
        for (const std::uint32_t k : claim.arcs) labels[arcs_[k].from] = before[arcs_[k].from];
    }
    last_table_ = after == before;
    if (!last_table_) by_stretches_.push_back(std::move(after));
    return true;
}

/// Tables for up to so many stretches, as far as they differ; false when no steps are left.
bool RowCycles::make_tables(std::size_t stretches, std::size_t& steps_left) {
    while (!last_table_ && by_stretches_.size() <= stretches) {
        if (!one_more_stretch(steps_left)) return false;
    }
    return true;
}

/// Takes in a row of the claim, unless the claims would then contain a known set.
bool RowCycles::join(std::uint32_t claim) {
    if (uses_[claim]++ > 0) return true;
    on_way_.push_back(claim);
    known_.join(claims_[claim].number);
    if (!known_.any_on_way(claims_[claim].number)) return true;
    leave(claim);
    return false;
}

void RowCycles::leave(std::uint32_t claim) {
    if (--uses_[claim] > 0) return;
    assert(on_way_.back() == claim);
    on_way_.pop_back();
    known_.leave(claims_[claim].number);
}

void RowCycles::enter(const Frame& frame) {
    way_.push_back(frame);
    is_passed_[nodes_[frame.node].point] = true;
}

void RowCycles::go_back() {
    is_passed_[nodes_[way_.back().node].point] = false;
    leave(way_.back().claim);
    way_.pop_back();
}

void RowCycles::abandon() {
    while (!way_.empty()) go_back();
}

std::vector<ClaimId> RowCycles::claims_on_way() const {
    std::vector<ClaimId> claims;
    for (const std::uint32_t claim : on_way_) claims.push_back(claims_[claim].id);
    return claims;
}

RowCycles::Outcome RowCycles::run(std::uint32_t most_claims, std::size_t& steps_left,
                                  const Found& found) {
    if (!join(0)) return Outcome::all;
    // The last stretch may be of the claim that the first one is of.
    const std::uint32_t wrap = claims_[0].has_more_rows ? 1 : 0;
    enter({row_.to, 0, first_arc_[row_.to], row_.distance, claims_[0].spare_stretches + wrap});
    // No cycle has more claims than there are, whatever the tables leave open.
    const bool could_be_more = most_claims < claims_.size();
    bool more = false;
    while (!way_.empty()) {
        Frame& top = way_.back();
        if (top.next == first_arc_[top.node + 1]) {
            go_back();
            continue;
        }
        if (!spend(steps_left, 1)) {
            abandon();
            return Outcome::exhausted;
        }
        const std::uint32_t next = top.next++;
        const Arc& arc = arcs_[next];
        const std::uint32_t claim = claim_of_[next];
        const Minutes length = top.length + arc.distance;
        const bool closes = arc.to == row_.from;
        if (is_passed_[nodes_[arc.to].point]) continue;
        if (length + nodes_[arc.to].way_left >= 0) continue;
        const bool fresh = uses_[claim] == 0;
        if (fresh && on_way_.size() == most_claims) {
            more = could_be_more;
            continue;
        }
        if (closes) {
            if (!join(claim)) continue;
            // Sets found since the way's claims joined may be among them.
            const std::vector<ClaimId> claims = claims_on_way();
            const bool is_new = std::none_of(
                on_way_.begin(), on_way_.end(),
                [&](std::uint32_t each) { return known_.any_on_way(claims_[each].number); });
            const Next then = is_new ? found(claims) : Next::go_on;
            leave(claim);
            if (then == Next::go_on) continue;
            abandon();
            return Outcome::stopped;
        }
        std::uint32_t spare = top.spare;
        if (fresh) {
            spare += claims_[claim].spare_stretches;
        } else if (claim != top.claim && spare > 0) {
            --spare;
        }
        const std::size_t claims_left = most_claims - on_way_.size() - (fresh ? 1 : 0);
        const std::uint32_t goes_on = claims_[claim].has_more_rows ? 1 : 0;
        const std::size_t stretches = claims_left * (1 + most_spare_) + spare + goes_on;
        if (!make_tables(stretches, steps_left)) {
            abandon();
            return Outcome::exhausted;
        }
        const std::size_t row = std::min(stretches, by_stretches_.size() - 1);
        if (length + by_stretches_[row][arc.to] >= 0) {
            more = could_be_more;
            continue;
        }
        if (join(claim)) enter({arc.to, claim, first_arc_[arc.to], length, spare});
    }
    return more ? Outcome::more : Outcome::all;
}

}  // namespace valla::chronology
