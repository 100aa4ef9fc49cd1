#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "chronology/timeline.hpp"

namespace valla::chronology {

/// A claim that says several things of which at least one is true: "before the arrest or after it",
/// "in May or in September". Each alternative is a claim of the network, out of the timeline's
/// mask, whose constraints say that one thing; `owner` is the claim that says all of it, a claim of
/// the network that need not own constraints. An alternative belongs to one choice.
struct Choice {
    ClaimId owner;
    std::vector<ClaimId> alternatives;
};

enum class Choosing : std::uint8_t {
    possible,
    impossible,
    limit_reached,  ///< neither was found in as many decisions as were allowed
};

struct Selection {
    Choosing outcome = Choosing::possible;
    /// Where it is possible: for each choice an alternative, all of them possible together.
    std::vector<ClaimId> alternatives;
    /// Where it is impossible: kept claims and owners that cannot all be true, in canonical order.
    /// They suffice, but some may be left out; see minimal_clash().
    std::vector<ClaimId> clash;
    std::size_t decisions = 0;
    std::size_t conflicts = 0;
};

inline constexpr std::size_t default_decision_limit = 1'000'000;

/// Whether what the timeline keeps and all `choices` can be true together. Exact; leaves the
/// timeline as it was.
///
/// Conflict-driven clause learning with the network as theory (as in DPLL(T): Ganzinger, Hagen,
/// Nieuwenhuis, Oliveras, Tinelli 2004; for difference constraints Cotton and Maler 2006). Bounds
/// decide most choices: an alternative that they exclude is out, and the last one left is taken.
/// Otherwise the alternative is tried that the middle between the bounds violates least. A conflict
/// is resolved into a set of alternatives of which one must go, which is kept. Events that exclude
/// each other in pairs are counted as well, so that too many of them for their time are seen
/// without trying orders; see overload.hpp. Other choices that are hard to refute can still take
/// exponential time; `decision_limit` bounds it.
Selection select(Timeline& timeline, std::span<const Choice> choices,
                 std::size_t decision_limit = default_decision_limit);

/// Cuts the clash of an impossible selection down until none of its claims can be left out, the
/// last in canonical order going first. Solves a small network per claim.
std::vector<ClaimId> minimal_clash(const Network& network, std::span<const Choice> choices,
                                   std::vector<ClaimId> clash,
                                   std::size_t decision_limit = default_decision_limit);

}  // namespace valla::chronology
