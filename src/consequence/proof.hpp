#pragma once

#include <optional>
#include <span>
#include <vector>

#include "dispute/assessment.hpp"

namespace valla::consequence {

/// One step of a proof: from premises by a rule to what it gives.
struct ProofStep {
    deduction::RuleId rule;
    std::vector<deduction::FactId> premises;
    std::vector<inference::BeliefId> times;  ///< beliefs by which a premise about time must hold
    deduction::FactId gives;
};

/// How a statement follows from some units alone: its steps, each after those that it needs; none
/// when a unit states it. Nothing when it does not follow from them.
///
/// It is found anew from the derivations, without the supports that inference gives, so that it
/// checks them. Cost: the derivations behind the statement.
std::optional<std::vector<ProofStep>> proof(const dispute::Assessment& assessment,
                                            evidence::StatementId statement,
                                            std::span<const dispute::UnitId> units);

}  // namespace valla::consequence
