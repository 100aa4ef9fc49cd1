#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "chronology/timeline.hpp"

namespace valla::chronology {

/// The part of a network in which constraints that are not kept can close cycles of negative
/// length with those that are, and with each other.
struct ConflictRegion {
    std::vector<ConstraintId> kept_rows;  ///< by their number
    /// Whether every such cycle lies in it: each of its constraints is in `kept_rows` or was given.
    bool whole = true;
};

/// A point lies on such a cycle only if walks over the given rows improve one of its bounds: with
/// F(v) + B(v) >= 0 for the bounds F and B of what is kept, and a cycle below zero that goes to v
/// by P and on by Q, P + Q < 0, so that P < F(v) or Q < B(v); cycles that avoid the calendar can be
/// turned so that all their beginnings are below zero. Improvements are followed from the given
/// rows on, ring by ring, until `point_limit` points are improved. No walk uses more given rows
/// than there are.
ConflictRegion conflict_region(const Timeline& timeline, std::span<const Constraint> rows,
                               std::size_t point_limit);

}  // namespace valla::chronology
