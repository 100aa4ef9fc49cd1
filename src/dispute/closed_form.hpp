#pragma once

#include "dispute/tangle.hpp"

namespace valla::dispute {

/// Settles the units of a tangle without preferences, accepted units, uncharged members and
/// theory, and says whether it was one. Then every set without a clash is part of a version, so
/// that a unit is in some version unless it clashes alone, and in every one unless it is in a
/// minimal clash, whose other members are in a version that leaves it out (Chomicki and
/// Marcinkowski 2005). Linear, but for clashes of three or more that may contain others.
bool closed_form(const Tangle& tangle, Findings& findings);

/// Notes what the standing of the units alone says of the statements: all there is to know where a
/// statement has one support of one unit. Whether nothing is left to find out about any of them.
bool settle_by_units(const LocalStatements& statements, Findings& findings);

}  // namespace valla::dispute
