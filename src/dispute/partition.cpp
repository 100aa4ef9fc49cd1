// How Solver finds components: union by the lower unit, with path halving (Tarjan and van Leeuwen
// 1984), over the ties in force.

#include <algorithm>

#include "dispute/solver.hpp"

namespace valla::dispute {

std::uint32_t Solver::root(std::uint32_t unit) {
    std::vector<std::uint32_t>& parents = situation_.scratch();
    while (parents[unit] != unit) {
        parents[unit] = parents[parents[unit]];
        unit = parents[unit];
    }
    return unit;
}

/// Unites the units of a tie that is in force. Whoever is in one, be it alone, is marked as tied by
/// a component to come.
void Solver::unite(TieId tie) {
    std::vector<std::uint32_t>& parents = situation_.scratch();
    std::uint32_t first = none;
    for (const Slot slot : situation_.problem().slots(tie)) {
        if (!situation_.contains(slot.unit())) continue;
        const std::uint32_t unit = slot.unit().index;
        component_of_[unit] = 0;
        const std::uint32_t other = root(unit);
        if (first == none) {
            first = other;
        } else {
            const auto [low, high] = std::minmax(first, other);
            parents[high] = low;
            first = low;
        }
    }
}

void Solver::divide_all() {
    std::vector<UnitId> units;
    units.reserve(situation_.units());
    for (std::uint32_t k = 0; k < situation_.units(); ++k) {
        situation_.scratch()[k] = k;
        units.push_back({k});
    }
    for (std::uint32_t k = 0; k < situation_.ties(); ++k) {
        if (situation_.in_force({k})) unite({k});
    }
    number_components(units);
}

void Solver::divide(std::span<const UnitId> units) {
    for (const UnitId unit : units) {
        situation_.scratch()[unit.index] = unit.index;
        component_of_[unit.index] = none;
    }
    std::vector<UnitId> live;
    for (const UnitId unit : units) {
        if (situation_.contains(unit)) live.push_back(unit);
    }
    situation_.each_tie_of(live, [this](TieId tie) { unite(tie); });
    number_components(units);
}

/// Appends a component for each root among `units`, which are in ascending order, and its members.
void Solver::number_components(std::span<const UnitId> units) {
    const auto first = static_cast<std::uint32_t>(components_.size());
    std::uint32_t size = 0;
    for (const UnitId unit : units) {
        if (!situation_.contains(unit)) {
            unit_known_[unit.index] = 0;
        } else if (component_of_[unit.index] == none) {
            unit_known_[unit.index] = in_some | in_every;
        } else {
            unit_known_[unit.index] = 0;
            const std::uint32_t top = root(unit.index);
            if (top == unit.index) {
                component_of_[top] = static_cast<std::uint32_t>(components_.size());
                components_.emplace_back();
            } else {
                component_of_[unit.index] = component_of_[top];
            }
            ++components_[component_of_[unit.index]].size;
            ++size;
        }
    }
    auto next = static_cast<std::uint32_t>(members_.size());
    for (std::uint32_t k = first; k < components_.size(); ++k) {
        components_[k].first = next;
        next += components_[k].size;
        components_[k].size = 0;
    }
    members_.resize(members_.size() + size);
    for (const UnitId unit : units) {
        if (component_of_[unit.index] == none) continue;
        Component& component = components_[component_of_[unit.index]];
        members_[component.first + component.size++] = unit;
    }
}

}  // namespace valla::dispute
