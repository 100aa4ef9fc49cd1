#pragma once

#include <string_view>

#include <tl/expected.hpp>

#include "calendar/reading.hpp"

namespace valla::calendar {

/// The part of read_date() that reads words: single dates (point_reader.hpp) and what is built of
/// them, "between ... and ...", "from ... to ...", "before ...", "... or ...", "every night of
/// ...".
tl::expected<Date, text::Message> read_words(std::string_view text, const DateOptions& options);

}  // namespace valla::calendar
