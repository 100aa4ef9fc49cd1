#pragma once

#include <string_view>

#include <tl/expected.hpp>

#include "calendar/date.hpp"
#include "text/message.hpp"

namespace valla::calendar {

/// Reads what a word such as "early" means: WORD `as` ORDINAL [`to` ORDINAL] PART, in English, the
/// ordinals from `first` to `twelfth` and `last`, the parts `half`, `third`, `quarter` and `fifth`
/// to `twelfth`.
///
///     read_period_part("early as first third")            {"early", 0, 1, 3}
///     read_period_part("Mitte as second to third quarter")  {"Mitte", 1, 3, 4}
///     read_period_part("late as last fifth")              {"late", 4, 5, 5}
///
/// The word is one word of any language that says nothing else in a date: `July`, `about` and
/// `first` are refused. A message's span counts from the begin of `text`.
tl::expected<PeriodPart, text::Message> read_period_part(std::string_view text);

}  // namespace valla::calendar
