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
    std::size_t checks = 2'000;     ///< with choices: how often a part is tried
    /// Arcs followed to lay out all that cycles around one constraint can pass; where they are
    /// more, only what so many claims can reach is laid out, for each number of claims.
    std::size_t whole_steps = 80'000;
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
/// Cost: for each constraint that is set aside, the part of the network that walks reach from it
/// without the calendar, and what of the rest a cycle can pass; then mostly a few steps per set.
/// Where orders without dates contradict each other in many ways the number of ways to try, without
/// finding anything new, can be exponential; then `steps` ends it.
ImpossibleSets impossible_sets(const Timeline& timeline, SearchLimits limits = {});

/// The same from nothing, for a network of which there is no timeline.
ImpossibleSets impossible_sets(const Network& network, const ClaimSet& mask,
                               SearchLimits limits = {});

struct ClaimSets {
    /// Claims in canonical order; smallest sets first, those of one size in canonical order.
    std::vector<std::vector<ClaimId>> sets;
    bool complete = true;  ///< whether these are all there are
};

/// Puts sets, and the claims of each, into the order of ClaimSets.
void sort_sets(const Network& network, std::vector<std::vector<ClaimId>>& sets);

/// The minimal sets of claims of the mask by which `wanted.x - wanted.y <= wanted.distance` must
/// hold (either point may be Network::origin). A set that is impossible in itself does not count.
/// The one set without claims says that it holds anyway. What is said of impossible_sets() holds
/// here too: they are the sets that are impossible with the contrary.
///
///     minimal_justifications(timeline, {arrest, trial, 0}).sets  // why the arrest came first
ClaimSets minimal_justifications(const Timeline& timeline, const Constraint& wanted,
                                 SearchLimits limits = {});

/// The minimal impossible sets of the claims in the timeline's mask and of `choices`, as far as
/// their owners are in the mask: claims, and owners of choices, that cannot all be true. Those
/// without owners are found as above. The others, where there may be any, by turns (as in MARCO:
/// Liffiton, Previti, Malik, Marques-Silva, "Fast, flexible MUS enumeration", Constraints 21,
/// 2016): a smallest way is taken to leave something out of every set found so far; when the rest
/// is still impossible, a further set is cut out of it; when it is possible, that way is crossed
/// off. When no way is left these were all.
///
/// The choices are tried on the whole network once; if they are possible there and nothing is set
/// aside, there is no set. All else happens in copies of the parts around the conflicts. Cost: a
/// run of select() on such a part per try, of which there are at most `limits.checks`; there can be
/// as many ways as the product of the sizes of sets that have nothing in common. Where the list is
/// not complete, a smaller set with an owner may be missing. Leaves the timeline as it was.
ClaimSets impossible_sets(Timeline& timeline, std::span<const Choice> choices,
                          SearchLimits limits = {});

}  // namespace valla::chronology
