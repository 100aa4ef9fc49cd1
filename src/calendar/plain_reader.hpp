#pragma once

#include <optional>
#include <string_view>

#include "calendar/reading.hpp"

namespace valla::calendar {

/// Reads the commonest dates in one pass and without a token: "13 July 1936", "July 1936",
/// "1936-07-13", "1936-07", "1936". Nothing for every other text, and for a day that does not
/// exist: the readers that know all forms read it then, and explain it. What this gives, they give
/// too.
std::optional<Date> read_plain_date(std::string_view text, const DateOptions& options);

}  // namespace valla::calendar
