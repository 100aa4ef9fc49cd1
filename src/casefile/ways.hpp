#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "casefile/case.hpp"

namespace valla::casefile {

/// How many ways one question or rule can have at most; beyond it is a message.
inline constexpr std::size_t most_ways = 256;

/// The statements that the lines of one field of a card hold, in their order.
std::vector<RowId> statements_of(const Case& the_case, CardId card, std::string_view field);

/// The ways in which statements that look for something can hold, each as statements that all hold.
///
///     if: ?e kind arrest and ?e of ?p or ?e against ?p or ?q
///     if: ?p member of council
///
/// are three: a line holds when one of the parts between its `or` does, each with an `or` between
/// values taken apart, and all lines have to hold. `rows` are the statements of the lines in their
/// order; without `or` they come back as one way. At most `most_ways` + 1 ways are made.
std::vector<std::vector<RowId>> ways_of(const Tables& tables, std::span<const RowId> rows);

}  // namespace valla::casefile
