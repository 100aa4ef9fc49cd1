#include "consequence/proof.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace valla::consequence {

using deduction::Element;
using deduction::ElementKind;
using deduction::FactId;
using deduction::InstanceId;
using dispute::UnitId;

namespace {

class Proving {
  public:
    Proving(const dispute::Assessment& assessment, std::span<const UnitId> units)
        : inference_(assessment.inference()), graph_(inference_.deduction().graph()) {
        for (const UnitId unit : units) units_.insert(unit.index);
    }

    std::optional<std::vector<ProofStep>> of(FactId fact) {
        find_region(fact);
        std::vector<std::pair<FactId, InstanceId>> order;
        std::set<std::uint32_t> holds;
        for (const FactId each : region_) {
            if (stands(each)) holds.insert(each.index);
        }
        for (bool grown = true; grown;) {
            grown = false;
            for (const FactId each : region_) {
                if (holds.contains(each.index)) continue;
                for (const InstanceId instance : graph_.derivations(each)) {
                    if (!complete(instance, holds)) continue;
                    order.emplace_back(each, instance);
                    holds.insert(each.index);
                    grown = true;
                    break;
                }
            }
        }
        if (!holds.contains(fact.index)) return std::nullopt;
        return steps(fact, order);
    }

  private:
    [[nodiscard]] bool stands(FactId fact) const {
        if (inference_.is_given(fact)) return true;
        const auto claimed = inference_.claimed_by(fact);
        return std::any_of(claimed.begin(), claimed.end(),
                           [&](evidence::UnitId unit) { return units_.contains(unit.number); });
    }

    void find_region(FactId fact) {
        region_ = {fact};
        std::set<std::uint32_t> seen{fact.index};
        for (std::size_t i = 0; i < region_.size(); ++i) {
            for (const InstanceId instance : graph_.derivations(region_[i])) {
                for (const Element element : graph_.body(instance)) {
                    if (element.kind() == ElementKind::fact && seen.insert(element.index()).second)
                        region_.push_back({element.index()});
                }
            }
        }
    }

    [[nodiscard]] bool complete(InstanceId instance, const std::set<std::uint32_t>& holds) const {
        for (const Element element : graph_.body(instance)) {
            switch (element.kind()) {
                case ElementKind::fact:
                    if (!holds.contains(element.index())) return false;
                    break;
                case ElementKind::rule:
                    if (!units_.contains(inference_.unit_of({element.index()}).number))
                        return false;
                    break;
                case ElementKind::token:
                    if (!units_.contains(element.index())) return false;
                    break;
                default: return false;
            }
        }
        return true;
    }

    /// Of all that was derived, what leads to the fact.
    [[nodiscard]] std::vector<ProofStep> steps(
        FactId fact, const std::vector<std::pair<FactId, InstanceId>>& order) const {
        std::set<std::uint32_t> needed{fact.index};
        std::vector<ProofStep> steps;
        for (std::size_t i = order.size(); i-- > 0;) {
            const auto& [gives, instance] = order[i];
            if (!needed.contains(gives.index)) continue;
            ProofStep step;
            step.rule = graph_.rule(instance);
            step.gives = gives;
            for (const Element element : graph_.body(instance)) {
                if (element.kind() == ElementKind::fact) {
                    step.premises.push_back({element.index()});
                    needed.insert(element.index());
                } else if (element.kind() == ElementKind::token) {
                    step.times.push_back({element.index()});
                }
            }
            steps.push_back(std::move(step));
        }
        std::reverse(steps.begin(), steps.end());
        return steps;
    }

    const inference::Inference& inference_;
    const deduction::DerivationGraph& graph_;
    std::set<std::uint32_t> units_;
    std::vector<FactId> region_;
};

}  // namespace

std::optional<std::vector<ProofStep>> proof(const dispute::Assessment& assessment,
                                            evidence::StatementId statement,
                                            std::span<const UnitId> units) {
    for (const evidence::ClaimId id : assessment.evidence().claims_of(statement)) {
        const evidence::Claim& claim = assessment.evidence()[id];
        const bool stated =
            assessment.live().claims[id.number] &&
            std::find(units.begin(), units.end(), UnitId{claim.unit.number}) != units.end();
        if (stated) return std::vector<ProofStep>{};
    }
    const auto fact = assessment.inference().fact(statement);
    if (!fact) return std::nullopt;
    return Proving(assessment, units).of(*fact);
}

}  // namespace valla::consequence
