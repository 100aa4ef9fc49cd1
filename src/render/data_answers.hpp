#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/report.hpp"
#include "render/views.hpp"

namespace valla::render {

/// What every answer for programs begins with; docs/json.md describes it.
struct AnswerHead {
    std::string case_name;
    bool partial = false;  ///< the case has errors, and what could not be read is missing
};

/// Answers as JSON, in the envelope of text/render.hpp.
std::string show_as_json(const AnswerHead& head, const std::vector<SubjectView>& subjects);
std::string list_as_json(const AnswerHead& head, const std::vector<ListRow>& rows);
std::string report_as_json(const AnswerHead& head, const ReportView& report);

/// Answers as CSV (RFC 4180, line feeds), a header line first. With `partial` every row says so in
/// a last column.
std::string show_as_csv(const AnswerHead& head, const std::vector<SubjectView>& subjects);
std::string list_as_csv(const AnswerHead& head, const std::vector<ListRow>& rows);
std::string report_as_csv(const AnswerHead& head, const ReportView& report);

}  // namespace valla::render
