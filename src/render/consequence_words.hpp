#pragma once

#include <optional>
#include <string>
#include <vector>

#include "consequence/certain_times.hpp"
#include "dispute/assessment.hpp"
#include "render/assertions.hpp"
#include "render/views.hpp"

// Words that the answers about consequences share.
namespace valla::render {

/// "only alleged, not contradicted", "from silence", "does not follow" of what was only inferred.
std::string verdict_words(const dispute::Verdict& verdict);
/// Where the first line stands that says something; no file when none does.
PlaceView first_place(const evidence::Evidence& evidence, evidence::StatementId statement);

/// "confession begun by", "confession over not before".
std::string bound_words(const Case& a_case, const consequence::BoundChange& bound,
                        const Words& words = in_english());
/// The day of a bound, "17 July 1936", or "no date". A bound of an end is the first
/// minute after it, and its day that of the minute before.
std::string day_of_bound(std::optional<chronology::Minutes> minute, bool end, bool with_clock,
                         const Words& words = in_english());

}  // namespace valla::render
