#pragma once

#include <span>
#include <vector>

#include "chronology/bounds.hpp"

namespace valla::chronology {

/// Claims that cannot all be true of the same time, though any of them could be left out to mend
/// it.
struct ImpossibleSet {
    std::vector<ClaimId> claims;  ///< in canonical order
    /// The constraints that show it, in an order in which each bounds the point that the next one
    /// starts from; read round, they would put a point `excess` minutes before itself. Where the
    /// calendar is among the points they start from it.
    Cycle cycle;
    Minutes excess = 0;
};

/// Cuts `claims`, which cannot all be true, down to an impossible set, by leaving out one claim
/// after another, the last in canonical order first, and keeping it out when the rest still clashes
/// (the deletion filter of Chinneck and Dravnieks 1991). One claim may own several constraints, so
/// that a simple cycle of constraints is not always minimal in claims. The answer depends on the
/// set of claims only. Cost: the square of the number of claims, times a shortest-path run over
/// them; they are few.
ImpossibleSet impossible_set(const Network& network, std::vector<ClaimId> claims);

/// A cycle of negative length among the constraints of `claims`, rotated to start at the calendar
/// where it passes it; empty when the claims can all be true. Bellman-Ford on their constraints
/// alone.
Cycle negative_cycle(const Network& network, std::span<const ClaimId> claims);

}  // namespace valla::chronology
