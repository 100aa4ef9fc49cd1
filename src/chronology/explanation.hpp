#pragma once

#include <optional>
#include <vector>

#include "chronology/bounds.hpp"

namespace valla::chronology {

/// Why a point has the bound that it has: a chain of constraints, the first a date, each the next
/// step from there to the point. Added up, its distances give the bound exactly, so the claims that
/// own them bound the point by themselves.
///
/// Of all such chains it is one of the fewest steps, and of those the first in the network's
/// canonical order, compared from the point backwards. It depends on the constraints that are
/// switched on and on nothing else: not on the order of edits, and not on how the labels were
/// found.
struct Explanation {
    Minutes bound = 0;
    std::vector<ConstraintId> steps;
    std::vector<ClaimId> claims;  ///< their owners in the order of the steps, each once

    /// Whether one claim says it, or it follows from several only taken together.
    [[nodiscard]] bool stated() const { return claims.size() == 1; }
};

/// The steps alone; empty when the point is not bounded on this side. Cost: the tight constraints
/// around the point, as far as the nearest date.
std::vector<ConstraintId> chain_of(const Bounds& bounds, Position at);

/// Nothing when the point is not bounded on this side.
std::optional<Explanation> explain(const Bounds& bounds, Position at);

/// The owners of `steps` in their order, each once.
std::vector<ClaimId> owners(const Network& network, const std::vector<ConstraintId>& steps);

}  // namespace valla::chronology
