#pragma once

#include <cstddef>
#include <string_view>

#include <tl/expected.hpp>

#include "calendar/date.hpp"
#include "text/message.hpp"

// The part of read_date() that reads EDTF. `text` has ASCII digits and signs only where EDTF has
// them; read_date() replaces the digits of other scripts first.
namespace valla::calendar {

/// Whether all characters are ones that EDTF uses. Only such a text can be EDTF; not every one is.
bool has_edtf_shape(std::string_view text);

/// Reads a whole text as EDTF: a date, date and time, interval or set.
tl::expected<Date, text::Message> read_edtf(std::string_view text, Hemisphere hemisphere);

/// Reads one EDTF date or date and time at the begin of `text`, up to the first blank or comma or
/// to the end, as a part of a date in words ("about 1936-07", "1900-02-29 Julian"). Gives the date
/// and the number of bytes read. Whether there is such a day depends on the calendar, and is not
/// looked at here.
struct EdtfPart {
    WrittenDate date;
    std::size_t size;
};
tl::expected<EdtfPart, text::Message> read_edtf_part(std::string_view text);

}  // namespace valla::calendar
