#pragma once

#include <vector>

#include "chronology/graph.hpp"

namespace valla::chronology {

/// Switches off, in `graph`, claims of dates that clash with other dates, until hardly any such
/// clash is left, and returns them: a good guess at what keeps an impossible network from being
/// possible. Of the two claims of each clash it takes the one that has more clashes, else the last
/// in canonical order.
///
/// Bounds are passed on as when they are computed, but a point that has a date of its own takes
/// none that this date excludes: a wrong date is so stopped at the next dates around it, and can
/// neither hide others nor be hidden by them. Cost: about that of computing the bounds. A guess
/// only, which depends on the layout.
std::vector<ClaimId> switch_off_suspects(Graph& graph);

}  // namespace valla::chronology
