#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "chronology/choice.hpp"
#include "chronology/clash.hpp"
#include "chronology/timeline.hpp"

namespace valla::chronology {

/// How much is looked at before a search gives up. The answer is a function of the network, the
/// mask and these numbers.
struct SearchLimits {
    std::size_t sets = 100;         ///< how many are listed at most
    std::size_t points = 20'000;    ///< size of the part of the network around the conflicts
    std::size_t steps = 5'000'000;  ///< arcs followed; some tens of nanoseconds each
};

struct ImpossibleSets {
    /// Minimal each, all different, the smallest first, those of one size in canonical order.
    std::vector<ImpossibleSet> sets;
    /// Whether these are all there are. Where they are not, no set that is missing has fewer
    /// claims than the largest one listed, unless it lies outside the part that was looked at.
    bool complete = true;
};

/// The minimal impossible sets of the claims in the timeline's mask, kept and set aside.
///
///     const ImpossibleSets all = impossible_sets(timeline, {.sets = 20});
///
/// A set of claims is impossible when its constraints close a cycle of negative length, so that the
/// minimal ones are found by going round all such cycles with one claim, with two, with three. A
/// cycle has a constraint of a claim that is set aside: a search starts from each of these. It
/// goes on only where a walk of so many more claims could still close the cycle below zero (tables
/// by the number of steps left, in the manner of the hop-limited bounds of Bellman and Ford), and
/// never among claims that contain a set found before. Of the network it reads only the part in
/// which claims that are set aside improve a bound, which holds all cycles.
///
/// Cost: for the tables, the constraints of that part times the constraints that are set aside in
/// it times the claims of the largest set; then mostly a few steps per set. Where orders without
/// dates contradict each other in many ways the number of ways to try, without finding anything
/// new, can be exponential; then `steps` ends it.
ImpossibleSets impossible_sets(const Timeline& timeline, SearchLimits limits = {});

/// The same from nothing, for a network of which there is no timeline.
ImpossibleSets impossible_sets(const Network& network, const ClaimSet& mask,
                               SearchLimits limits = {});

struct Justifications {
    /// Claims in canonical order; smallest sets first, those of one size in canonical order.
    std::vector<std::vector<ClaimId>> sets;
    bool complete = true;  ///< as in ImpossibleSets
};

/// The minimal sets of claims of the mask by which `wanted.x - wanted.y <= wanted.distance` must
/// hold (either point may be Network::origin). A set that is impossible in itself does not count.
/// The one set without claims says that it holds anyway.
///
///     minimal_justifications(timeline, {arrest, trial, 0}).sets  // why the arrest came first
Justifications minimal_justifications(const Timeline& timeline, const Constraint& wanted,
                                      SearchLimits limits = {});

}  // namespace valla::chronology
