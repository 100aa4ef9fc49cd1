#include "consequence/version_space.hpp"

#include <algorithm>
#include <set>

namespace valla::consequence {

bool Version::has(UnitId unit) const {
    return assessment_->mask().contains(unit) &&
           !std::binary_search(out_.begin(), out_.end(), unit);
}

bool Version::has(std::span<const deduction::TokenId> beliefs) const {
    return std::all_of(beliefs.begin(), beliefs.end(),
                       [&](deduction::TokenId belief) { return has(UnitId{belief.index}); });
}

bool Version::holds(StatementId statement) const {
    const auto known = assessment_->problem().statement(statement);
    if (!known) return false;
    const dispute::Problem& problem = assessment_->problem().problem();
    for (std::uint32_t i = problem.first_support(*known); i < problem.end_support(*known); ++i) {
        const auto support = problem.support(i);
        if (std::all_of(support.begin(), support.end(), [&](UnitId unit) { return has(unit); }))
            return true;
    }
    return false;
}

VersionSpace::VersionSpace(Assessment& assessment, const std::vector<UnitId>& units,
                           std::size_t limit) {
    std::set<std::uint32_t> components;
    for (const UnitId unit : units) {
        if (const auto component = assessment.solver().component(unit))
            components.insert(component->index);
    }
    std::vector<std::vector<UnitId>> left_out(1);
    for (const std::uint32_t index : components) {
        const dispute::ComponentId component{index};
        const auto members = assessment.solver().members(component);
        const dispute::Versions versions = assessment.solver().versions(component, limit);
        complete_ = complete_ && versions.complete;
        std::vector<std::vector<UnitId>> longer;
        for (const auto& out : left_out) {
            for (const auto& version : versions.list) {
                if (longer.size() >= limit) {
                    complete_ = false;
                    break;
                }
                longer.push_back(out);
                for (const UnitId member : members) {
                    if (!std::binary_search(version.begin(), version.end(), member))
                        longer.back().push_back(member);
                }
            }
        }
        left_out = std::move(longer);
    }
    for (auto& out : left_out) {
        std::sort(out.begin(), out.end());
        versions_.emplace_back(assessment, std::move(out));
    }
}

std::vector<UnitId> units_behind(const Assessment& assessment,
                                 const std::vector<StatementId>& statements) {
    std::vector<UnitId> units;
    const dispute::Problem& problem = assessment.problem().problem();
    for (const StatementId statement : statements) {
        const auto known = assessment.problem().statement(statement);
        if (!known) continue;
        for (std::uint32_t i = problem.first_support(*known); i < problem.end_support(*known);
             ++i) {
            const auto support = problem.support(i);
            units.insert(units.end(), support.begin(), support.end());
        }
    }
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return units;
}

}  // namespace valla::consequence
