#pragma once

#include <string>

#include "dispute/assessment.hpp"
#include "drawing/timeline_drawing.hpp"
#include "render/words.hpp"

namespace valla::render {

/// The pictures of all things that are told in several accounts (comparison_picture), as figures of
/// a page that has the style sheet of the drawings, each with the same as a table.
std::string comparisons_as_html(dispute::Assessment& assessment, const Words& words,
                                const drawing::TimelineWords& timeline_words);

}  // namespace valla::render
