#include "chronology/clash.hpp"

#include <algorithm>
#include <unordered_map>

namespace valla::chronology {

namespace {

/// The constraints of some claims on points renumbered by first mention.
struct Part {
    struct Edge {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        ConstraintId id;
    };
    std::vector<Edge> edges;
    std::uint32_t points = 0;
};

Part part_of(const Network& network, std::span<const ClaimId> claims) {
    Part part;
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;
    const auto number = [&](PointId point) {
        const auto [at, fresh] = numbers.emplace(point.index, part.points);
        if (fresh) ++part.points;
        return at->second;
    };
    for (const ClaimId claim : claims) {
        for (std::uint32_t id = network.first_row(claim); id < network.end_row(claim); ++id) {
            const Constraint& row = network.row({id});
            const std::uint32_t from = number(row.y);
            part.edges.push_back({from, number(row.x), {id}});
        }
    }
    return part;
}

Cycle cycle_behind(const Network& network, const Part& part,
                   const std::vector<std::uint32_t>& parents, std::uint32_t start) {
    // As many steps back as there are points surely end on the cycle.
    std::uint32_t at = start;
    for (std::uint32_t step = 0; step < part.points; ++step) at = part.edges[parents[at]].from;
    Cycle cycle;
    const std::uint32_t closing = at;
    do {
        cycle.push_back(part.edges[parents[at]].id);
        at = part.edges[parents[at]].from;
    } while (at != closing);
    std::reverse(cycle.begin(), cycle.end());
    const auto starts_at_calendar = [&](ConstraintId id) {
        return network.row(id).y == Network::origin;
    };
    const auto start_of_cycle = std::find_if(cycle.begin(), cycle.end(), starts_at_calendar);
    if (start_of_cycle != cycle.end()) std::rotate(cycle.begin(), start_of_cycle, cycle.end());
    return cycle;
}

/// Whether the claims own exactly the constraints of a simple cycle, each claim at least one: then
/// leaving out any of them leaves no cycle at all.
bool is_bare_cycle(const Network& network, std::span<const ClaimId> claims, const Cycle& cycle) {
    std::size_t rows = 0;
    for (const ClaimId claim : claims) rows += network.end_row(claim) - network.first_row(claim);
    if (rows != cycle.size()) return false;
    return std::all_of(claims.begin(), claims.end(), [&](ClaimId claim) {
        return network.first_row(claim) != network.end_row(claim);
    });
}

}  // namespace

Cycle negative_cycle(const Network& network, std::span<const ClaimId> claims) {
    const Part part = part_of(network, claims);
    // No path without a cycle is shorter than all constraints together: below that there is a
    // cycle, and labels go no further.
    Minutes shortest_path = 0;
    for (const Part::Edge& edge : part.edges) {
        const Minutes distance = network.row(edge.id).distance;
        shortest_path = std::max(shortest_path - std::max(distance, -distance), -infinite);
    }
    std::vector<Minutes> labels(part.points, 0);
    std::vector<std::uint32_t> parents(part.points, 0);
    for (std::uint32_t pass = 0;; ++pass) {
        bool improved = false;
        for (std::uint32_t k = 0; k < part.edges.size(); ++k) {
            const auto [from, to, id] = part.edges[k];
            const Minutes offered = labels[from] + network.row(id).distance;
            if (offered >= labels[to]) continue;
            labels[to] = offered;
            parents[to] = k;
            improved = true;
            if (pass >= part.points || offered < shortest_path)
                return cycle_behind(network, part, parents, to);
        }
        if (!improved) return {};
    }
}

ImpossibleSet impossible_set(const Network& network, std::vector<ClaimId> claims) {
    const auto in_order = [&](ClaimId a, ClaimId b) { return network.comes_before(a, b); };
    std::sort(claims.begin(), claims.end(), in_order);
    Cycle cycle = negative_cycle(network, claims);
    for (std::size_t k = claims.size(); k-- > 0 && !is_bare_cycle(network, claims, cycle);) {
        const ClaimId left_out = claims[k];
        claims.erase(claims.begin() + static_cast<std::ptrdiff_t>(k));
        Cycle rest = negative_cycle(network, claims);
        if (rest.empty()) {
            claims.insert(claims.begin() + static_cast<std::ptrdiff_t>(k), left_out);
        } else {
            cycle = std::move(rest);
        }
    }
    ImpossibleSet set{std::move(claims), std::move(cycle), 0};
    for (const ConstraintId id : set.cycle) set.excess -= network.row(id).distance;
    return set;
}

}  // namespace valla::chronology
