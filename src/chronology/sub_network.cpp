#include "chronology/sub_network.hpp"

namespace valla::chronology {

SubNetwork::SubNetwork(const Network& network, std::span<const ClaimId> members,
                       std::span<const Choice> choices) {
    std::unordered_map<std::uint32_t, ClaimId> copies;
    for (const ClaimId claim : members) {
        copies[claim.index] = copy(network, claim);
        mask_.insert(copies[claim.index]);
    }
    for (const Choice& choice : choices) {
        const auto owner = copies.find(choice.owner.index);
        if (owner == copies.end()) continue;
        Choice small{owner->second, {}};
        for (const ClaimId each : choice.alternatives) {
            small.alternatives.push_back(copy(network, each));
        }
        choices_.push_back(std::move(small));
    }
}

PointId SubNetwork::point_of(PointId point) {
    if (point == Network::origin) return point;
    const auto [place, fresh] = points_.try_emplace(point.index);
    if (fresh) place->second = network_.add_point();
    return place->second;
}

ClaimId SubNetwork::copy(const Network& from, ClaimId claim) {
    const ClaimId result = network_.add_claim(from.rank(claim));
    originals_.push_back(claim);
    for (std::uint32_t id = from.first_row(claim); id < from.end_row(claim); ++id) {
        const Constraint& row = from.row({id});
        if (row.y == Network::origin) {
            network_.not_after(point_of(row.x), row.distance);
        } else if (row.x == Network::origin) {
            network_.not_before(point_of(row.y), -row.distance);
        } else {
            const PointId x = point_of(row.x);
            network_.at_most(x, point_of(row.y), row.distance);
        }
    }
    return result;
}

}  // namespace valla::chronology
