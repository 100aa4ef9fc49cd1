#pragma once

#include <optional>
#include <string>
#include <vector>

#include "consequence/certain_times.hpp"
#include "dispute/assessment.hpp"
#include "render/views.hpp"

// Words that the answers about consequences share.
namespace valla::render {

/// "only alleged, not contradicted", "from silence", "does not follow" of what was only inferred.
std::string verdict_words(const dispute::Verdict& verdict);
/// Where the first line stands that says something; no file when none does.
PlaceView first_place(const evidence::Evidence& evidence, evidence::StatementId statement);
std::string joined_names(const Case& a_case, const std::vector<NameId>& names);
/// That a list is closed: "meeting present of politburo nobody but stalin and yezhov".
std::string closing_text(const dispute::Assessment& assessment, std::uint32_t closing);

/// "confession begun by", "confession over not before".
std::string bound_words(const Case& a_case, const consequence::BoundChange& bound);
/// The day of a bound, "17 July 1936", or "no date" in English. A bound of an end is the first
/// minute after it, and its day that of the minute before.
std::string day_of_bound(std::optional<chronology::Minutes> minute, bool end, bool with_clock,
                         calendar::Language language = calendar::Language::english);

}  // namespace valla::render
