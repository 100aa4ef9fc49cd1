#pragma once

#include <string>
#include <vector>

#include "question/question.hpp"

namespace valla::question {

/// How many rows an answer with these columns has besides when what is only alleged feeds what
/// follows as claims do; see Answer::alleged_rows. Infers everything once more, in cases in which
/// something is only alleged.
std::size_t alleged_rows(dispute::Assessment& assessment, const Question& question,
                         const std::vector<std::string>& columns);

}  // namespace valla::question
