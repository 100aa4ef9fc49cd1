#pragma once

#include <optional>

#include "inference/translation.hpp"

namespace valla::inference {

/// What is wrong with the question of a card: "rule-variable-unbound" when a variable that the
/// answer is made of could stand for anything, with places counted from the begin of the card.
/// `program` is the one that `translation` writes to; nothing may be inferred with it afterwards.
std::optional<text::Message> question_message(const casefile::Case& the_case, casefile::CardId card,
                                              Translation& translation,
                                              deduction::Program& program);

}  // namespace valla::inference
