#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drawing/graph_drawing.hpp"
#include "drawing/timeline_drawing.hpp"

namespace valla::drawing::testing {

/// Pictures for the tests and the benchmark.

/// Minutes of the begin of a Gregorian day.
Minute day_time(std::int64_t year, int month, int day, int hour = 0, int minute = 0);

/// Five items of July 1914, with accounts that differ, bounds of all kinds, a clash, and an order
/// without dates.
Timeline small_timeline();
/// Items in several lanes, some by two accounts, over some months or years; by fixed numbers.
Timeline generated_timeline(std::uint32_t items, std::uint32_t lanes, std::int64_t days);
/// Items from antiquity to today.
Timeline long_timeline();
/// Labels in the scripts of many languages.
Timeline timeline_in_scripts();
const std::vector<std::string>& labels_in_scripts();

/// A chain of reports with rival derivations, labels on edges, and a circle.
GraphPicture graph_of_reports();
/// A graph as large as wanted, with edges mostly to nodes near by.
LayeredGraph generated_layered_graph(std::uint32_t nodes, std::uint32_t edges, std::uint32_t reach,
                                     std::uint64_t seed);

}  // namespace valla::drawing::testing
