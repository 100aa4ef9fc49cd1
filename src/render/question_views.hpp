#pragma once

#include <optional>
#include <string>
#include <vector>

#include "question/question.hpp"
#include "render/assertions.hpp"
#include "render/data_answers.hpp"

namespace valla::render {

/// The answer to a question, row by row.
struct QuestionView {
    std::string name;
    std::string reading;
    std::vector<std::string> columns;
    bool counted = false;
    struct ReasonView {
        std::string text;
        std::vector<std::string> by;  ///< the rules and arguments that give it, when nobody says it
        std::vector<GroundView> grounds;
    };
    struct RowView {
        std::vector<std::string> values;
        std::optional<std::uint64_t> count;
        std::string standing;
        bool from_silence = false;
        bool possible = false;
        std::vector<std::vector<ReasonView>> reasons;
    };
    std::vector<RowView> rows;
    bool complete = true;
    std::size_t possible_rows = 0;  ///< where there are none: with `can` before times
    std::size_t alleged_rows = 0;   ///< besides, when what is only alleged counts
};

QuestionView question_view(const dispute::Assessment& assessment,
                           const question::Question& question, const question::Answer& answer,
                           const Words& words = in_english());

std::string question_as_text(const QuestionView& view);
std::string question_as_json(const AnswerHead& head, const QuestionView& view);
std::string question_as_csv(const AnswerHead& head, const QuestionView& view);

}  // namespace valla::render
