#pragma once

#include <string>
#include <vector>

#include "render/dispute_views.hpp"
#include "render/pictures.hpp"
#include "render/question_views.hpp"

namespace valla::render {

/// A whole case as one HTML file that needs no script, no network and nothing beside it: the
/// findings first, in sentences with their grounds; then the timeline, the accounts side by side,
/// who has it from whom, the arguments, the commitments, what cannot stand together, the readings,
/// the saved questions, people and sources; last the cards themselves, to which everything leads.
///
/// What users wrote is only ever text: nothing of it becomes markup. The file forbids itself, by a
/// Content-Security-Policy, to load or run anything.
struct HtmlInput {
    AnswerHead head;
    dispute::Assessment* assessment = nullptr;
    std::vector<ReadingsView> readings;   ///< each compared with no reading
    std::vector<QuestionView> questions;  ///< the saved ones, answered
    /// Of all that the page says itself, and of its dates. What the case says stays as it is
    /// written, statements in the words of the language of case files.
    calendar::Language language = calendar::Language::english;
};
std::string report_as_html(const HtmlInput& input);

}  // namespace valla::render
