#pragma once

#include "chronology/column.hpp"
#include "chronology/network.hpp"

namespace valla::chronology {

/// Appends all points but the origin, roughly in the order in which they happened: by their own
/// dates where they have any, else by those of a point that some constraint ties them to, undated
/// ones first. It is only an estimate: it decides how fast the solvers are (a bound then travels
/// mostly one way through memory), never what they answer. A few passes over the rows and one
/// counting sort.
void append_time_order(const Network& network, UnfilledColumn<PointId>& points);

}  // namespace valla::chronology
