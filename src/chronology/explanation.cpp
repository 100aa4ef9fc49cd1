#include "chronology/explanation.hpp"

#include <algorithm>
#include <unordered_set>

namespace valla::chronology {

namespace {

struct Node {
    Position at = 0;
    std::uint32_t next = 0;  ///< the node that this one was reached from
    ConstraintId by;         ///< the constraint between them
};

/// The canonically first date that gives the point its label, or no_constraint.
std::uint32_t tight_date(const Bounds& bounds, Position at) {
    const Network& network = bounds.graph().network();
    std::uint32_t best = no_constraint;
    for (const CalendarConstraint& date : bounds.graph().dates(bounds.side()).of(at)) {
        if (!date.active() || date.distance != bounds.value(at)) continue;
        if (best == no_constraint || network.comes_before(date.constraint(), ConstraintId{best})) {
            best = date.constraint().index;
        }
    }
    return best;
}

/// Appends the points that give nodes[from] its label, in canonical order, unless they were seen.
void step_back(const Bounds& bounds, std::uint32_t from, std::vector<Node>& nodes,
               std::unordered_set<Position>& seen) {
    const Network& network = bounds.graph().network();
    const ArcTable& table = bounds.graph().supports(bounds.side());
    const Position at = nodes[from].at;
    const auto reached = static_cast<std::ptrdiff_t>(nodes.size());
    const Segment segment = table.of(at);
    for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        const Arc arc = table.arcs()[k];
        if (bounds.value(arc.other) + arc.distance != bounds.value(at)) continue;
        nodes.push_back({arc.other, from, {table.constraints()[k]}});
    }
    std::sort(nodes.begin() + reached, nodes.end(),
              [&](const Node& a, const Node& b) { return network.comes_before(a.by, b.by); });
    const auto is_old = [&](const Node& node) { return !seen.insert(node.at).second; };
    nodes.erase(std::remove_if(nodes.begin() + reached, nodes.end(), is_old), nodes.end());
}

/// The chain where every point has only one way on, as most have; empty where some point has more.
std::vector<ConstraintId> only_chain(const Bounds& bounds, Position at) {
    const ArcTable& table = bounds.graph().supports(bounds.side());
    std::vector<ConstraintId> steps;
    while (true) {
        const std::uint32_t date = tight_date(bounds, at);
        if (date != no_constraint) {
            steps.push_back({date});
            std::reverse(steps.begin(), steps.end());
            return steps;
        }
        const Minutes label = bounds.value(at);
        const Segment segment = table.of(at);
        std::uint32_t tight = no_constraint;
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            const Arc arc = table.arcs()[k];
            if (bounds.value(arc.other) + arc.distance != label) continue;
            if (tight != no_constraint) return {};
            tight = k;
        }
        steps.push_back({table.constraints()[tight]});
        at = table.arcs()[tight].other;
    }
}

}  // namespace

std::vector<ConstraintId> chain_of(const Bounds& bounds, Position at) {
    if (at == calendar || !bounds.bounded(at)) return {};
    std::vector<ConstraintId> only = only_chain(bounds, at);
    if (!only.empty()) return only;
    std::vector<Node> nodes{{at, 0, {}}};
    std::unordered_set<Position> seen{at};
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
        const std::uint32_t date = tight_date(bounds, nodes[node].at);
        if (date == no_constraint) {
            step_back(bounds, node, nodes, seen);
            continue;
        }
        std::vector<ConstraintId> steps{{date}};
        for (; node != 0; node = nodes[node].next) steps.push_back(nodes[node].by);
        return steps;
    }
    return {};
}

std::vector<ClaimId> owners(const Network& network, const std::vector<ConstraintId>& steps) {
    std::vector<ClaimId> claims;
    for (const ConstraintId step : steps) {
        const ClaimId claim = network.claim_of(step);
        if (std::find(claims.begin(), claims.end(), claim) == claims.end()) claims.push_back(claim);
    }
    return claims;
}

std::optional<Explanation> explain(const Bounds& bounds, Position at) {
    if (at == calendar || !bounds.bounded(at)) return std::nullopt;
    Explanation explanation;
    explanation.bound = bounds.side() == Side::latest ? bounds.value(at) : -bounds.value(at);
    explanation.steps = chain_of(bounds, at);
    explanation.claims = owners(bounds.graph().network(), explanation.steps);
    return explanation;
}

}  // namespace valla::chronology
