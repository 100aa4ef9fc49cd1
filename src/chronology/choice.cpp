#include "chronology/choice.hpp"

#include <unordered_map>

#include "chronology/selector.hpp"

namespace valla::chronology {

namespace {

/// The named claims and choices alone, with new ids.
bool is_possible(const Network& network, std::span<const Choice> choices,
                 std::span<const ClaimId> members, std::size_t limit) {
    Network small;
    std::unordered_map<std::uint32_t, PointId> points;
    const auto point_of = [&](PointId point) {
        if (point == Network::origin) return point;
        const auto [place, fresh] = points.try_emplace(point.index);
        if (fresh) place->second = small.add_point();
        return place->second;
    };
    const auto copy = [&](ClaimId claim) {
        const ClaimId result = small.add_claim(network.rank(claim));
        for (std::uint32_t id = network.first_row(claim); id < network.end_row(claim); ++id) {
            const Constraint& row = network.row({id});
            if (row.y == Network::origin) {
                small.not_after(point_of(row.x), row.distance);
            } else if (row.x == Network::origin) {
                small.not_before(point_of(row.y), -row.distance);
            } else {
                small.at_most(point_of(row.x), point_of(row.y), row.distance);
            }
        }
        return result;
    };
    ClaimSet mask;
    std::unordered_map<std::uint32_t, ClaimId> copies;
    for (const ClaimId claim : members) {
        copies[claim.index] = copy(claim);
        mask.insert(copies[claim.index]);
    }
    std::vector<Choice> small_choices;
    for (const Choice& choice : choices) {
        const auto owner = copies.find(choice.owner.index);
        if (owner == copies.end()) continue;
        Choice small_choice{owner->second, {}};
        for (const ClaimId each : choice.alternatives)
            small_choice.alternatives.push_back(copy(each));
        small_choices.push_back(std::move(small_choice));
    }
    Timeline timeline(small, mask);
    if (!timeline.consistent()) return false;
    return select(timeline, small_choices, limit).outcome != Choosing::impossible;
}

}  // namespace

Selection select(Timeline& timeline, std::span<const Choice> choices, std::size_t decision_limit) {
    return Selector(timeline, choices).run(decision_limit);
}

std::vector<ClaimId> minimal_clash(const Network& network, std::span<const Choice> choices,
                                   std::vector<ClaimId> clash, std::size_t decision_limit) {
    for (std::size_t k = clash.size(); k-- > 0;) {
        const ClaimId left_out = clash[k];
        clash.erase(clash.begin() + static_cast<std::ptrdiff_t>(k));
        if (is_possible(network, choices, clash, decision_limit)) {
            clash.insert(clash.begin() + static_cast<std::ptrdiff_t>(k), left_out);
        }
    }
    return clash;
}

}  // namespace valla::chronology
