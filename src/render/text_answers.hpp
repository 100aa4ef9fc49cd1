#pragma once

#include <string>
#include <vector>

#include "render/report.hpp"
#include "render/views.hpp"

namespace valla::render {

/// Answers as text for people, with the place of every line behind it.
std::string show_as_text(const std::vector<SubjectView>& subjects);
std::string list_as_text(const std::vector<ListRow>& rows);
std::string report_as_text(const ReportView& report);

}  // namespace valla::render
