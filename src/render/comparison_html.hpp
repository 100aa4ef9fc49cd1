#pragma once

#include <string>
#include <vector>

#include "consequence/told_times.hpp"
#include "render/pictures.hpp"

namespace valla::render {

/// The pictures of all things that are told in several accounts (comparison_picture), as figures of
/// a page that has the style sheet of the drawings, each with the same as a table. `times` are
/// consequence::told_times(assessment).
std::string comparisons_as_html(dispute::Assessment& assessment,
                                const std::vector<consequence::ToldTimes>& times,
                                const AccountLetters& letters, const Words& words);

}  // namespace valla::render
