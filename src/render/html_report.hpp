#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "render/dispute_views.hpp"
#include "render/pictures.hpp"
#include "render/question_views.hpp"

namespace valla::render {

/// A whole case as one HTML file that needs no script, no network and nothing beside it: what can
/// be asked of it where scripts run; the findings, in sentences with their grounds; then the
/// timeline, the accounts side by side, who has it from whom, the arguments, the commitments, what
/// cannot stand together, the readings, the saved questions, people and sources; last the cards
/// themselves, to which everything leads.
///
/// What users wrote is only ever text: nothing of it becomes markup. The file forbids itself, by a
/// Content-Security-Policy, to load anything, and to run anything but its one script
/// (explorer.hpp).
struct HtmlInput {
    AnswerHead head;
    dispute::Assessment* assessment = nullptr;
    std::vector<ReadingsView> readings;   ///< each compared with no reading
    std::vector<QuestionView> questions;  ///< the saved ones, answered
    /// Of all that the page says itself, and of its dates. What the case says stays as it is
    /// written, statements in the words of the language of case files.
    calendar::Language language = calendar::Language::english;
    /// The sections to be shown, of report_sections(); all when empty. The cards always are.
    std::vector<std::string> only;
};
std::string report_as_html(const HtmlInput& input);

/// The names of the sections, in the order of the page: "what-if", "findings", "timeline", ...
std::span<const std::string_view> report_sections();

/// The same on several pages, for cases that are too large for one: `index.html` with the findings,
/// one page for each other section, one for each file of the case. Links lead from one to another
/// by their names, so that they are to be kept in one folder.
struct ReportFile {
    std::string name;
    std::string html;
};
std::vector<ReportFile> report_as_pages(const HtmlInput& input);

}  // namespace valla::render
