#include "chronology/claim_cycles.hpp"

#include <algorithm>
#include <unordered_map>

#include "chronology/bounds.hpp"

namespace valla::chronology {

namespace {

bool spend(std::size_t& steps_left, std::size_t steps) {
    if (steps_left < steps) {
        steps_left = 0;
        return false;
    }
    steps_left -= steps;
    return true;
}

}  // namespace

ClaimCycles::ClaimCycles(std::span<const OwnedRow> rows) {
    number_points(rows);
    std::vector<std::uint32_t> order(arcs_.size());
    for (std::uint32_t k = 0; k < order.size(); ++k) order[k] = k;
    std::stable_sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
        return arcs_[a].from < arcs_[b].from;
    });
    number_claims(rows);
    std::vector<Arc> sorted;
    std::vector<std::uint32_t> place(arcs_.size());
    for (const std::uint32_t arc : order) {
        place[arc] = static_cast<std::uint32_t>(sorted.size());
        sorted.push_back(arcs_[arc]);
    }
    arcs_ = std::move(sorted);
    for (std::uint32_t& start : starts_) start = place[start];
    for (std::uint32_t arc = 0; arc < arcs_.size(); ++arc) {
        claims_[arcs_[arc].claim].arcs.push_back(arc);
        ++first_arc_[arcs_[arc].from + 1];
    }
    for (std::uint32_t point = 0; point < points_; ++point) {
        first_arc_[point + 1] += first_arc_[point];
    }
    // On a simple cycle two stretches of a claim share no point, and each has two at least.
    for (Claim& claim : claims_) {
        std::vector<std::uint32_t> points;
        for (const std::uint32_t arc : claim.arcs) {
            points.push_back(arcs_[arc].from);
            points.push_back(arcs_[arc].to);
        }
        std::sort(points.begin(), points.end());
        points.erase(std::unique(points.begin(), points.end()), points.end());
        const std::size_t stretches =
            std::min(std::max<std::size_t>(points.size() / 2, 1), claim.arcs.size());
        claim.spare_stretches = static_cast<std::uint32_t>(stretches) - 1;
        most_spare_ = std::max(most_spare_, claim.spare_stretches);
    }
    tables_.resize(starts_.size());
    uses_.resize(claims_.size());
    is_passed_.resize(points_);
}

void ClaimCycles::number_points(std::span<const OwnedRow> rows) {
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;
    const auto number = [&](PointId point) {
        const auto [at, fresh] = numbers.emplace(point.index, points_);
        if (fresh) ++points_;
        return at->second;
    };
    for (const OwnedRow& owned : rows) {
        const std::uint32_t from = number(owned.row.y);
        arcs_.push_back({from, number(owned.row.x), owned.row.distance, 0, none});
    }
    first_arc_.resize(points_ + 1);
}

void ClaimCycles::number_claims(std::span<const OwnedRow> rows) {
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;
    for (std::uint32_t arc = 0; arc < arcs_.size(); ++arc) {
        const auto fresh_number = static_cast<std::uint32_t>(claims_.size());
        const auto [at, fresh] = numbers.emplace(rows[arc].owner.index, fresh_number);
        if (fresh) claims_.push_back({rows[arc].owner, {}, 0});
        arcs_[arc].claim = at->second;
        if (rows[arc].kept) continue;
        arcs_[arc].start = static_cast<std::uint32_t>(starts_.size());
        starts_.push_back(arc);
    }
}

bool ClaimCycles::one_more_stretch(std::uint32_t start, std::size_t& steps_left) {
    Tables& tables = tables_[start];
    if (tables.by_stretches.empty()) {
        tables.by_stretches.emplace_back(points_, infinite);
        tables.by_stretches.back()[arcs_[starts_[start]].from] = 0;
        return true;
    }
    const std::vector<Minutes>& before = tables.by_stretches.back();
    std::vector<Minutes> after = before;
    std::vector<Minutes> labels = before;
    for (const Claim& claim : claims_) {
        // The claim is possible by itself, so that its rows alone come to rest.
        for (bool improved = true; improved;) {
            if (!spend(steps_left, claim.arcs.size())) return false;
            improved = false;
            for (const std::uint32_t k : claim.arcs) {
                const Arc& arc = arcs_[k];
                if (is_out(arc, start) || labels[arc.to] == infinite) continue;
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
    tables.last = after == before;
    if (!tables.last) tables.by_stretches.push_back(std::move(after));
    return true;
}

bool ClaimCycles::relax_kept(std::vector<Minutes>& labels, std::size_t& steps_left) const {
    for (bool improved = true; improved;) {
        if (!spend(steps_left, arcs_.size())) return false;
        improved = false;
        for (const Arc& arc : arcs_) {
            if (arc.start != none || labels[arc.to] == infinite) continue;
            const Minutes offered = labels[arc.to] + arc.distance;
            if (offered >= labels[arc.from]) continue;
            labels[arc.from] = offered;
            improved = true;
        }
    }
    return true;
}

bool ClaimCycles::bound_any(std::uint32_t start, std::size_t& steps_left) {
    std::vector<Minutes> labels(points_, infinite);
    labels[arcs_[starts_[start]].from] = 0;
    if (!relax_kept(labels, steps_left)) return false;
    for (std::size_t uses = start + 1; uses < starts_.size(); ++uses) {
        bool improved = false;
        const std::vector<Minutes> before = labels;
        for (std::uint32_t each = start + 1; each < starts_.size(); ++each) {
            const Arc& arc = arcs_[starts_[each]];
            if (before[arc.to] == infinite) continue;
            const Minutes offered = before[arc.to] + arc.distance;
            if (offered >= labels[arc.from]) continue;
            labels[arc.from] = offered;
            improved = true;
        }
        if (!improved) break;
        if (!relax_kept(labels, steps_left)) return false;
    }
    tables_[start].any = std::move(labels);
    return true;
}

bool ClaimCycles::join(std::uint32_t arc, const Contains& contains) {
    const std::uint32_t claim = arcs_[arc].claim;
    if (uses_[claim]++ > 0) return true;
    ++distinct_;
    on_way_.insert(claims_[claim].id.index);
    if (!contains(claims_[claim].id, on_way_)) return true;
    leave(arc);
    return false;
}

void ClaimCycles::leave(std::uint32_t arc) {
    const std::uint32_t claim = arcs_[arc].claim;
    if (--uses_[claim] > 0) return;
    --distinct_;
    on_way_.erase(claims_[claim].id.index);
}

void ClaimCycles::enter(const Frame& frame) {
    way_.push_back(frame);
    is_passed_[arcs_[frame.arc].to] = true;
}

void ClaimCycles::go_back() {
    is_passed_[arcs_[way_.back().arc].to] = false;
    leave(way_.back().arc);
    way_.pop_back();
}

void ClaimCycles::abandon() {
    while (!way_.empty()) go_back();
}

std::vector<ClaimId> ClaimCycles::claims_on_way() const {
    std::vector<ClaimId> claims;
    for (const std::uint32_t index : on_way_) claims.push_back({index});
    return claims;
}

ClaimCycles::Outcome ClaimCycles::search(std::uint32_t start, std::uint32_t most_claims,
                                         std::size_t& steps_left, const Found& found,
                                         const Contains& contains) {
    if (tables_[start].any.empty() && !bound_any(start, steps_left)) return Outcome::exhausted;
    const std::vector<Minutes>& any = tables_[start].any;
    const Arc& first = arcs_[starts_[start]];
    if (first.from == first.to || first.distance + any[first.to] >= 0) return Outcome::all;
    if (!join(starts_[start], contains)) return Outcome::all;
    const Claim& first_claim = claims_[first.claim];
    // The last stretch may be of the claim that the first one is of.
    const std::uint32_t wrap = first_claim.arcs.size() > 1 ? 1 : 0;
    enter(
        {starts_[start], first_arc_[first.to], first.distance, first_claim.spare_stretches + wrap});
    bool more = false;
    while (!way_.empty()) {
        Frame& top = way_.back();
        const Arc& last = arcs_[top.arc];
        if (top.next == first_arc_[last.to + 1]) {
            go_back();
            continue;
        }
        if (!spend(steps_left, 1)) {
            abandon();
            return Outcome::exhausted;
        }
        const std::uint32_t next = top.next++;
        const Arc& arc = arcs_[next];
        const Minutes length = top.length + arc.distance;
        if (is_out(arc, start) || is_passed_[arc.to] || any[arc.to] == infinite) continue;
        const bool closes = arc.to == first.from;
        if (length + (closes ? 0 : any[arc.to]) >= 0) continue;
        const bool fresh = uses_[arc.claim] == 0;
        if (fresh && distinct_ == most_claims) {
            more = true;
            continue;
        }
        if (closes) {
            if (!join(next, contains)) continue;
            // Sets found since the way's claims joined may be among them.
            const std::vector<ClaimId> claims = claims_on_way();
            const bool is_new = std::none_of(claims.begin(), claims.end(),
                                             [&](ClaimId each) { return contains(each, on_way_); });
            const Next then = is_new ? found(claims) : Next::go_on;
            leave(next);
            if (then == Next::go_on) continue;
            abandon();
            return Outcome::stopped;
        }
        std::uint32_t spare = top.spare;
        if (fresh) {
            spare += claims_[arc.claim].spare_stretches;
        } else if (arc.claim != last.claim && spare > 0) {
            --spare;
        }
        const std::uint32_t claims_left = most_claims - distinct_ - (fresh ? 1 : 0);
        const std::uint32_t goes_on = claims_[arc.claim].arcs.size() > 1 ? 1 : 0;
        const std::uint32_t stretches = claims_left * (1 + most_spare_) + spare + goes_on;
        Tables& tables = tables_[start];
        while (!tables.last && tables.by_stretches.size() <= stretches) {
            if (one_more_stretch(start, steps_left)) continue;
            abandon();
            return Outcome::exhausted;
        }
        const std::size_t row = std::min<std::size_t>(stretches, tables.by_stretches.size() - 1);
        if (length + tables.by_stretches[row][arc.to] >= 0) {
            more = true;
            continue;
        }
        if (join(next, contains)) enter({next, first_arc_[arc.to], length, spare});
    }
    return more ? Outcome::more : Outcome::all;
}

ClaimCycles::Outcome ClaimCycles::run(std::uint32_t most_claims, std::size_t& steps_left,
                                      const Found& found, const Contains& contains) {
    Outcome outcome = Outcome::all;
    for (std::uint32_t start = 0; start < starts_.size(); ++start) {
        const Outcome here = search(start, most_claims, steps_left, found, contains);
        if (here == Outcome::more) outcome = here;
        if (here == Outcome::stopped || here == Outcome::exhausted) return here;
    }
    return outcome;
}

}  // namespace valla::chronology
