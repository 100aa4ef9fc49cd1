#pragma once

#include <vector>

#include "chronology/graph.hpp"

namespace valla::chronology {

/// Claims of dates that clash with dates nearby, a good guess at what keeps an impossible network
/// from being possible: of the two claims of each clash the one that has more clashes, else the
/// last in canonical order. Empty when no dates clash nearby.
///
/// Bounds are passed on as when they are computed, but a point that has a date of its own takes
/// none that this date excludes: a wrong date is so stopped at the next dates around it, and cannot
/// hide others. Two passes over all constraints on each side. A guess only, which depends on the
/// layout.
std::vector<ClaimId> suspects(const Graph& graph);

}  // namespace valla::chronology
