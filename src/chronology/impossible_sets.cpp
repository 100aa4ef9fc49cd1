#include "chronology/impossible_sets.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "chronology/claim_cycles.hpp"
#include "chronology/conflict_region.hpp"

namespace valla::chronology {

namespace {

/// Deals rows into parts without a common point other than the calendar, which a simple cycle
/// passes once, so that it lies in one part; a row of the calendar with itself is in none.
std::vector<std::vector<OwnedRow>> parts_of(const std::vector<OwnedRow>& rows) {
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;
    std::vector<std::uint32_t> parents;
    const auto root = [&](PointId point) {
        const auto fresh = static_cast<std::uint32_t>(parents.size());
        const auto [at, is_new] = numbers.emplace(point.index, fresh);
        if (is_new) parents.push_back(fresh);
        std::uint32_t node = at->second;
        while (parents[node] != node) node = parents[node] = parents[parents[node]];
        return node;
    };
    const auto either = [](const Constraint& row) {
        return row.x == Network::origin ? row.y : row.x;
    };
    for (const OwnedRow& owned : rows) {
        const std::uint32_t one = root(either(owned.row));
        const bool dates = owned.row.x == Network::origin || owned.row.y == Network::origin;
        const std::uint32_t other = dates ? one : root(owned.row.y);
        parents[std::max(one, other)] = std::min(one, other);
    }
    std::unordered_map<std::uint32_t, std::size_t> place;
    std::vector<std::vector<OwnedRow>> parts;
    for (const OwnedRow& owned : rows) {
        const auto [at, fresh] = place.emplace(root(either(owned.row)), parts.size());
        if (fresh) parts.emplace_back();
        parts[at->second].push_back(owned);
    }
    return parts;
}

/// What both searches share: the rows of the part around the conflicts, in canonical order.
struct Around {
    std::vector<OwnedRow> rows;
    bool whole = true;
};

Around around(const Timeline& timeline, const std::vector<OwnedRow>& not_kept,
              std::size_t point_limit) {
    const Network& network = timeline.network();
    std::vector<Constraint> seeds;
    for (const OwnedRow& owned : not_kept) seeds.push_back(owned.row);
    const ConflictRegion region = conflict_region(timeline, seeds, point_limit);
    Around result{not_kept, region.whole};
    std::vector<OwnedRow> kept;
    for (const ConstraintId id : region.kept_rows) {
        kept.push_back({network.row(id), network.claim_of(id), true});
    }
    std::stable_sort(kept.begin(), kept.end(), [&](const OwnedRow& a, const OwnedRow& b) {
        return network.comes_before(a.owner, b.owner);
    });
    result.rows.insert(result.rows.end(), kept.begin(), kept.end());
    return result;
}

/// The rows of the claims that are set aside, but for those of claims that are impossible by
/// themselves, which go to `alone`.
std::vector<OwnedRow> rows_set_aside(const Timeline& timeline, std::vector<ClaimId>& alone) {
    const Network& network = timeline.network();
    std::vector<OwnedRow> rows;
    for (const ClaimId claim : timeline.set_aside()) {
        if (!negative_cycle(network, {&claim, 1}).empty()) {
            alone.push_back(claim);
            continue;
        }
        for (std::uint32_t id = network.first_row(claim); id < network.end_row(claim); ++id) {
            rows.push_back({network.row({id}), claim, false});
        }
    }
    return rows;
}

}  // namespace

void sort_sets(const Network& network, std::vector<std::vector<ClaimId>>& sets) {
    const auto before = [&](ClaimId a, ClaimId b) { return network.comes_before(a, b); };
    for (std::vector<ClaimId>& set : sets) std::sort(set.begin(), set.end(), before);
    std::sort(sets.begin(), sets.end(), [&](const auto& a, const auto& b) {
        if (a.size() != b.size()) return a.size() < b.size();
        return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), before);
    });
}

ImpossibleSets impossible_sets(const Timeline& timeline, SearchLimits limits) {
    const Network& network = timeline.network();
    FoundSets found;
    bool complete = true;
    const auto take = [&](const std::vector<ClaimId>& claims) {
        if (found.sets().size() == limits.sets) return ClaimCycles::Next::stop;
        found.add(claims);
        return ClaimCycles::Next::go_on;
    };
    std::vector<ClaimId> alone;
    const std::vector<OwnedRow> not_kept = rows_set_aside(timeline, alone);
    for (const ClaimId claim : alone) complete &= take({claim}) == ClaimCycles::Next::go_on;

    if (complete && !not_kept.empty()) {
        const Around part = around(timeline, not_kept, limits.points);
        complete = part.whole;
        std::vector<ClaimCycles> open;
        for (const std::vector<OwnedRow>& rows : parts_of(part.rows))
            open.emplace_back(rows, found, limits.whole_steps);
        bool stopped = false;
        for (std::uint32_t size = 2; !open.empty() && !stopped; ++size) {
            std::size_t left = 0;
            for (std::size_t k = 0; k < open.size() && !stopped; ++k) {
                const auto outcome = open[k].run(size, limits.steps, take);
                stopped = outcome == ClaimCycles::Outcome::stopped ||
                          outcome == ClaimCycles::Outcome::exhausted;
                if (outcome == ClaimCycles::Outcome::all) continue;
                if (left != k) open[left] = std::move(open[k]);
                ++left;
            }
            if (!stopped) open.erase(open.begin() + static_cast<std::ptrdiff_t>(left), open.end());
        }
        complete &= !stopped;
    }

    std::vector<std::vector<ClaimId>> sets = found.sets();
    sort_sets(network, sets);
    ImpossibleSets result{{}, complete};
    for (std::vector<ClaimId>& set : sets) {
        result.sets.push_back(impossible_set(network, std::move(set)));
    }
    return result;
}

ImpossibleSets impossible_sets(const Network& network, const ClaimSet& mask, SearchLimits limits) {
    return impossible_sets(Timeline(network, mask), limits);
}

ClaimSets minimal_justifications(const Timeline& timeline, const Constraint& wanted,
                                 SearchLimits limits) {
    if (wanted.x == wanted.y) {
        return wanted.distance >= 0 ? ClaimSets{{{}}, true} : ClaimSets{};
    }
    const Network& network = timeline.network();
    const OwnedRow denied{{wanted.y, wanted.x, -wanted.distance - 1}, asked_claim, false};
    std::vector<ClaimId> alone;
    std::vector<OwnedRow> not_kept = rows_set_aside(timeline, alone);
    not_kept.insert(not_kept.begin(), denied);
    const Around part = around(timeline, not_kept, limits.points);
    ClaimSets result{{}, part.whole};
    std::vector<OwnedRow> rows;
    for (const std::vector<OwnedRow>& each : parts_of(part.rows)) {
        if (each.front().owner == asked_claim) rows = each;
    }
    FoundSets found;
    const auto take = [&](const std::vector<ClaimId>& with_denied) {
        std::vector<ClaimId> claims = with_denied;
        claims.erase(std::find(claims.begin(), claims.end(), asked_claim));
        if (!negative_cycle(network, claims).empty()) return ClaimCycles::Next::go_on;
        if (found.sets().size() == limits.sets) return ClaimCycles::Next::stop;
        found.add(claims);
        return ClaimCycles::Next::go_on;
    };
    ClaimCycles cycles(rows, found, limits.whole_steps);
    auto outcome = ClaimCycles::Outcome::more;
    for (std::uint32_t size = 2; outcome == ClaimCycles::Outcome::more; ++size) {
        outcome = cycles.run_from_first(size, limits.steps, take);
    }
    result.complete &= outcome == ClaimCycles::Outcome::all;
    result.sets = found.sets();
    sort_sets(network, result.sets);
    return result;
}

}  // namespace valla::chronology
