#pragma once

#include <string>
#include <string_view>

#include "render/report.hpp"

namespace valla::render {

/// A text as it stands in a line of CommonMark (0.31), so that nothing in it is markup wherever in
/// the line it begins: marks have a backslash before them, and ends of lines become blanks.
///
///     markdown_text("*not* <b>")      "\*not\* \<b\>"
///     markdown_text("1. of all")      "1\. of all"
std::string markdown_text(std::string_view text);

/// The report as CommonMark: what report_as_text() says, with headings and lists.
std::string report_as_markdown(const ReportView& report);

}  // namespace valla::render
