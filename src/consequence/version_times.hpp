#pragma once

#include <span>
#include <vector>

#include "consequence/version_space.hpp"

namespace valla::consequence {

/// The claims of time that hold as an assessment reads the case: those of the units in its mask.
///
///     chronology::Envelope envelope(assessment.times(), time_mask(assessment));
chronology::ClaimSet time_mask(const Assessment& assessment);

/// Those of them that hold on a version.
chronology::ClaimSet time_mask(const Assessment& assessment, const Version& version);

/// The units that can bear on when some things were: those of all claims of time that are joined to
/// them through constraints between points, the calendar aside. Ascending; none for things without
/// a time. Cost: one pass over the constraints.
std::vector<UnitId> units_about_times(const Assessment& assessment, std::span<const NameId> names);

/// The same for each thing apart, and less of it: only claims through which a bound can reach the
/// thing. So what a letter of 1930 tells of a feast bounds the letter, and not what else it tells
/// of.
struct BearingUnits {
    std::vector<UnitId> all;  ///< ascending
    std::vector<UnitId> own;  ///< those of claims about its own begin and end; ascending
};

/// For each of `names`, which have a time. Where a choice has a part in a bound, all units that are
/// joined to it count. Cost: for each name, the constraints from which its bounds can come.
std::vector<BearingUnits> units_bearing_on(const Assessment& assessment,
                                           std::span<const NameId> names);

}  // namespace valla::consequence
