#pragma once

#include <cstdint>
#include <string_view>

#include "calendar/date.hpp"
#include "text/message.hpp"

// The messages that several readers of this folder give. Spans count from the text that read_date()
// or read_duration() was given.
namespace valla::calendar::problems {

/// "..." is not a date; `hint` says what to write, or is empty.
text::Message not_a_date(std::string_view whole, text::Span span, std::string_view hint);

/// Where each part of a written date stands in the text.
struct Places {
    text::Span year;
    text::Span month;
    text::Span day;
    text::Span whole;
};

/// Why days_of() found no day for a date: the year has no such month, the month no such day, ...
text::Message no_such_day(std::string_view whole, const WrittenDate& date, const Places& places);

/// The second of two dates ends before the first begins.
text::Message ends_before_begin(std::string_view whole, text::Span first, text::Span last);

}  // namespace valla::calendar::problems
