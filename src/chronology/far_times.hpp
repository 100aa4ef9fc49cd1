#pragma once

#include <vector>

#include "casefile/check.hpp"

namespace valla::chronology {

/// What a case says of times and the network cannot take in, since it reaches beyond the limits of
/// Network (docs/messages/time-beyond-reach.md): a message for each such line, at its value, but
/// for those that its card waives. In the order of the cards. The case has no errors.
///
///     event feast
///       within: 5000 years after flood     this reaches further than some 3,800 years
///
/// Cost: nothing beyond one look at the lengths and dates of the case, unless one of them is so
/// long or so far away; else the case's evidence and times are made for it.
std::vector<casefile::CheckedMessage> far_time_messages(const casefile::Case& the_case);

}  // namespace valla::chronology
