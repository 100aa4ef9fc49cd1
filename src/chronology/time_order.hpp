#pragma once

#include <vector>

#include "chronology/network.hpp"

namespace valla::chronology {

/// All points but the origin, roughly in the order in which they happened: by their own dates where
/// they have any, else by those of a point that some constraint ties them to, undated ones first.
/// It is only an estimate: it decides how fast the solvers are (a bound then travels mostly one way
/// through memory), never what they answer. A few passes over the rows and one counting sort.
std::vector<PointId> time_order(const Network& network);

}  // namespace valla::chronology
