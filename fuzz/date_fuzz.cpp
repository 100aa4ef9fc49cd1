// Any bytes as a date and as a length of time: reading ends, its message lies in the text, and what
// was read is written as EDTF that reads back with the same days.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "calendar/duration.hpp"
#include "calendar/reading.hpp"
#include "calendar/writing.hpp"

using namespace valla;

namespace {

void expect(bool holds) {
    if (!holds) std::abort();
}

void check_place(const text::Message& message, std::string_view text) {
    expect(message.span.begin <= message.span.end && message.span.end <= text.size());
    expect(!message.sentence().empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto date = calendar::read_date(text)) {
        const calendar::Stretch days = date->days();
        const bool both_known = days.earliest.known() && days.latest.known();
        expect(!both_known || days.earliest.day <= days.latest.day);
        const auto again = calendar::read_date(calendar::to_edtf(*date));
        expect(again.has_value());
        expect(again->earliest().known() == days.earliest.known());
        expect(!days.earliest.known() || again->earliest().day == days.earliest.day);
        expect(!days.latest.known() || again->latest().day == days.latest.day);
        for (int language = 0; language < calendar::language_count; ++language) {
            expect(!to_words(*date, static_cast<calendar::Language>(language)).empty());
        }
    } else {
        check_place(date.error(), text);
    }
    if (const auto duration = calendar::read_duration(text)) {
        const bool both = duration->least && duration->most;
        expect(!both || least_minutes(*duration->least) <= most_minutes(*duration->most));
    } else {
        check_place(duration.error(), text);
    }
    return 0;
}
