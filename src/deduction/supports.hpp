#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "deduction/deduction.hpp"

namespace valla::deduction {

/// What a fact follows from, at the bottom: given facts, tokens, rules that are units, and what
/// must be absent. Sorted.
using Support = std::vector<Element>;

struct Supports {
    /// Smallest first, then in the order of their elements. None contains another.
    std::vector<Support> sets;
    /// Whether there are no others.
    bool complete = true;
};

struct SupportLimits {
    std::size_t sets = 64;          ///< how many are wanted
    std::size_t steps = 2'000'000;  ///< how many unions of sets may be tried
};

/// The minimal supports of a fact: sets of elements from which it follows and from no part of which
/// it follows. When `steps` do not suffice, those that were found, and at least one where there is
/// one. Only elements that `allowed` says yes to are used; without it, all.
///
///     for (const Support& support : supports(deduction, fact).sets) ...
///
/// Labels as of an assumption-based truth maintenance system (de Kleer, "An assumption-based TMS",
/// Artificial Intelligence 28, 1986) on the part of the graph behind the fact, bounded in the size
/// of the sets: for each bound, every set of that size or less is found at every fact, since the
/// union of sets is no smaller than they are. The bound rises to the least size that was left out,
/// until there are enough. Circles in the graph only give sets that are not minimal. In the worst
/// case there are exponentially many supports; `steps` bounds the time.
Supports supports(const Deduction& deduction, FactId fact, const SupportLimits& limits = {},
                  const std::function<bool(Element)>& allowed = {});

/// Whether `fact` follows from these elements alone, absences taken as they are given: what makes
/// an explanation replayable. Linear in the graph behind the fact.
bool follows(const Deduction& deduction, FactId fact, const Support& elements);

}  // namespace valla::deduction
