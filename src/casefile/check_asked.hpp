#pragma once

#include <vector>

#include "casefile/case.hpp"

namespace valla::casefile {

/// What is wrong with a question, a rule or an argument that is read without mistakes: a variable
/// that stands on one side of an `or` only though the answer or the conclusion names it, one that
/// is to be shown, counted or sorted by and that nothing asks for, silence behind `unless`, and
/// more ways than `most_ways`.
std::vector<text::Message> asked_messages(const Case& the_case, CardId card);

}  // namespace valla::casefile
