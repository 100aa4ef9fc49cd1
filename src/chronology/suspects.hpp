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

/// The same claims, for a network that nobody has laid out yet. Given the last ranks before a
/// timeline is made, they are what is set aside, and hardly a claim that is right is set aside on
/// their account:
///
///     std::uint32_t last = network.claims();
///     for (ClaimId claim : suspects(network, mask)) network.set_rank(claim, last++);
///
/// The guess follows the order in which points and claims were added: add them in canonical order
/// where it must not depend on the order of files.
std::vector<ClaimId> suspects(const Network& network, const ClaimSet& mask);

}  // namespace valla::chronology
