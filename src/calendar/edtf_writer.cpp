// to_edtf() and edtf_leaves_out() of writing.hpp.

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "calendar/date_days.hpp"
#include "calendar/writing.hpp"

namespace valla::calendar {

namespace {

/// EDTF's mark for a qualifier; an empty text for none.
std::string_view mark(Qualifier qualifier) {
    switch (qualifier) {
        case Qualifier::uncertain: return "?";
        case Qualifier::approximate: return "~";
        case Qualifier::uncertain_and_approximate: return "%";
        case Qualifier::none: break;
    }
    return "";
}

/// A number with `width` digits, `X` where it has none; bit 0 of `unspecified` is its last digit.
std::string digits(std::int64_t number, int width, int unspecified) {
    std::string text = fmt::format("{:0{}}", number, width);
    for (int place = 0; place < width; ++place) {
        if ((unspecified >> place & 1) != 0)
            text[text.size() - 1 - static_cast<std::size_t>(place)] = 'X';
    }
    return text;
}

std::string year_text(const WrittenDate& date) {
    const bool negative = date.negative || date.year < 0;
    const std::int64_t size = date.year < 0 ? -date.year : date.year;
    std::string text;
    if (size > 9999 || date.long_year) {
        std::int64_t mantissa = size;
        for (int power = 0; power < date.exponent; ++power) mantissa /= 10;
        text = fmt::format("Y{}{}", negative ? "-" : "", mantissa);
        if (date.exponent != 0) text += fmt::format("E{}", date.exponent);
    } else {
        text = (negative ? "-" : "") + digits(size, 4, date.unspecified & 15);
    }
    if (date.significant_digits != 0) text += fmt::format("S{}", date.significant_digits);
    return text;
}

std::string clock_text(const WrittenDate& date) {
    const ClockTime& clock = date.clock;
    std::string text = fmt::format("T{:02}:{:02}", clock.hour, clock.minute);
    if (date.precision == Precision::second) text += fmt::format(":{:02}", clock.second);
    if (clock.zone == ClockTime::utc) {
        text += 'Z';
    } else if (clock.zone != ClockTime::no_zone) {
        const int size = clock.zone < 0 ? -clock.zone : clock.zone;
        text += fmt::format("{}{:02}:{:02}", clock.zone < 0 ? '-' : '+', size / 60, size % 60);
    }
    return text;
}

enum class Clock : bool { leave_away, write };

/// A Gregorian date that EDTF has a form for. A mark to the right of a part covers all parts to its
/// left, one to the left of a part only that part: the longest run of equal marks is written in the
/// first way.
std::string gregorian_text(const WrittenDate& date, Hemisphere hemisphere, Clock clock) {
    const Qualifiers marks = date.qualifiers;
    const int parts = date.day_present ? 3 : date.month_present ? 2 : 1;
    const auto part = [](int index) { return static_cast<Component>(index); };
    const bool with_clock = clock == Clock::write && date.precision >= Precision::minute;
    int group = 0;
    if (marks.of(Component::year) != Qualifier::none && !with_clock) {
        group = 1;
        while (group < parts && marks.of(part(group)) == marks.of(Component::year)) ++group;
    }
    std::string text;
    for (int index = 0; index < parts; ++index) {
        const std::string_view own = with_clock ? "" : mark(marks.of(part(index)));
        if (index > 0) text += '-';
        if (index >= group) text += own;
        if (index == 0) {
            text += year_text(date);
        } else if (index == 1) {
            const bool southern =
                hemisphere == Hemisphere::south && date.month >= 21 && date.month <= 24;
            text += digits(date.month + (southern ? 8 : 0), 2, date.unspecified >> 4 & 3);
        } else {
            text += digits(date.day, 2, date.unspecified >> 6 & 3);
        }
        if (index + 1 == group) text += own;
    }
    if (with_clock) text += clock_text(date);
    return text;
}

/// Whether EDTF has a form for this one date; else it is a set of the days that it allows.
bool has_form(const WrittenDate& date) {
    if (date.calendar != Calendar::gregorian) return false;
    const bool counted =
        date.precision == Precision::century || date.precision == Precision::decade;
    if (counted && date.unspecified == 0) return false;
    if (date.year_in_two_styles && (!date.month_present || date.month > 20)) return false;
    const bool year_only = date.year > 9999 || date.year < -9999;
    return !(year_only && date.month_present);
}

/// The day that a date of another calendar names exactly, as a Gregorian date.
std::optional<WrittenDate> as_gregorian_day(const WrittenDate& date, const DayRange& days) {
    if (!date.day_present || days.first != days.last) return std::nullopt;
    const CalendarDate day = from_day(Calendar::gregorian, days.first);
    WrittenDate same = date;
    same.calendar = Calendar::gregorian;
    same.year = day.year;
    same.month = day.month;
    same.day = day.day;
    same.negative = false;
    return has_form(same) ? std::optional(same) : std::nullopt;
}

std::string day_text(Day day) {
    const CalendarDate date = from_day(Calendar::gregorian, day);
    WrittenDate written;
    written.year = date.year;
    if (date.year >= -9999 && date.year <= 9999) {
        written.month = date.month;
        written.day = date.day;
        written.month_present = written.day_present = true;
    }
    return gregorian_text(written, Hemisphere::north, Clock::leave_away);
}

/// "1936-01..1936-04": in years or months when the days are whole ones.
std::string range_text(Day first, Day last) {
    const CalendarDate begin = from_day(Calendar::gregorian, first);
    const CalendarDate after = from_day(Calendar::gregorian, last + 1);
    WrittenDate from;
    WrittenDate to;
    from.year = begin.year;
    to.year = after.year - (after.month == 1 ? 1 : 0);
    if (begin.day != 1 || after.day != 1) return day_text(first) + ".." + day_text(last);
    if (begin.month != 1 || after.month != 1) {
        from.month = begin.month;
        to.month = static_cast<std::uint8_t>(after.month == 1 ? 12 : after.month - 1);
        from.month_present = to.month_present = true;
    }
    const std::string begin_text = gregorian_text(from, Hemisphere::north, Clock::leave_away);
    const std::string end_text = gregorian_text(to, Hemisphere::north, Clock::leave_away);
    return begin_text == end_text ? begin_text : begin_text + ".." + end_text;
}

/// One end of a range or interval. `first` says which day stands for a date that has no form.
std::string end_text(const WrittenDate& date, Hemisphere hemisphere, bool first) {
    if (has_form(date)) return gregorian_text(date, hemisphere, Clock::leave_away);
    const DayRange days = *days_of(date, hemisphere);
    if (const auto day = as_gregorian_day(date, days)) {
        return gregorian_text(*day, hemisphere, Clock::leave_away);
    }
    return day_text(first ? days.first : days.last);
}

std::string point_text(const Date& date) {
    const WrittenDate& written = *date.first();
    if (date.part() != nullptr) {
        return "[" + range_text(date.earliest().day, date.latest().day) + "]";
    }
    if (has_form(written)) return gregorian_text(written, date.hemisphere(), Clock::write);
    if (const auto day = as_gregorian_day(written, {date.earliest().day, date.latest().day})) {
        return gregorian_text(*day, date.hemisphere(), Clock::write);
    }
    return "[" + range_text(date.earliest().day, date.latest().day) + "]";
}

/// The last date of the precision of `date` before it, or the first one after it, when it is a
/// plain year, month or day; "before 1936" is `[..1935]`.
std::string neighbour_text(const Date& date, int step) {
    const WrittenDate& written = *date.first();
    const Day day = step < 0 ? date.latest().day : date.earliest().day;
    const bool plain = has_form(written) && written.unspecified == 0 &&
                       written.significant_digits == 0 && !written.year_in_two_styles;
    if (!plain || (written.precision != Precision::year && written.precision != Precision::month)) {
        return day_text(day);
    }
    const CalendarDate named = from_day(Calendar::gregorian, day);
    WrittenDate neighbour = written;
    neighbour.year = named.year;
    neighbour.negative = false;
    neighbour.exponent = 0;
    neighbour.long_year = false;
    if (written.month_present) neighbour.month = named.month;
    return gregorian_text(neighbour, date.hemisphere(), Clock::leave_away);
}

std::string set_text(const Date& date) {
    std::string text;
    for (const SetMember& member : date.members()) {
        if (!text.empty()) text += ',';
        const auto& [first, last] = member;
        if (first && last && *first == *last) {
            const DayRange days = *days_of(*first, date.hemisphere());
            const bool exact = has_form(*first) || as_gregorian_day(*first, days);
            text += exact ? end_text(*first, date.hemisphere(), true)
                          : range_text(days.first, days.last);
            continue;
        }
        if (first) text += end_text(*first, date.hemisphere(), true);
        text += "..";
        if (last) text += end_text(*last, date.hemisphere(), false);
    }
    return date.kind() == DateKind::one_of ? "[" + text + "]" : "{" + text + "}";
}

std::string interval_text(const Date& date) {
    const auto open = [](Bound bound) { return bound.limit == Limit::open ? ".." : ""; };
    std::string text = date.first() != nullptr ? end_text(*date.first(), date.hemisphere(), true)
                                               : open(date.earliest());
    text += '/';
    text += date.last() != nullptr ? end_text(*date.last(), date.hemisphere(), false)
                                   : open(date.latest());
    return text;
}

std::string_view calendar_title(Calendar calendar) {
    switch (calendar) {
        case Calendar::gregorian: return "Gregorian";
        case Calendar::julian: return "Julian";
        case Calendar::julian_march: return "Julian, year from 25 March";
        case Calendar::julian_september: return "Julian, year from 1 September";
        case Calendar::french_republican: return "French Republican";
        case Calendar::hebrew: return "Hebrew";
        case Calendar::islamic: return "Islamic";
    }
    return "";
}

}  // namespace

std::string to_edtf(const Date& date) {
    const Hemisphere hemisphere = date.hemisphere();
    switch (date.kind()) {
        case DateKind::point: return point_text(date);
        case DateKind::between:
            return "[" + end_text(*date.first(), hemisphere, true) + ".." +
                   end_text(*date.last(), hemisphere, false) + "]";
        case DateKind::before: return "[.." + neighbour_text(date, -1) + "]";
        case DateKind::by: return "[.." + end_text(*date.first(), hemisphere, false) + "]";
        case DateKind::after: return "[" + neighbour_text(date, 1) + "..]";
        case DateKind::not_before: return "[" + end_text(*date.first(), hemisphere, true) + "..]";
        case DateKind::interval: return interval_text(date);
        case DateKind::one_of:
        case DateKind::all_of: return set_text(date);
        case DateKind::repeated:
            return date.last() != nullptr ? interval_text(date) : point_text(date);
    }
    return "";
}

std::string edtf_leaves_out(const Date& date) {
    std::string text;
    const auto add = [&](std::string_view what) {
        if (text.find(what) != std::string::npos) return;
        text += text.empty() ? "" : ", ";
        text += what;
    };
    const bool alone = date.kind() == DateKind::point;
    const auto look_at = [&](const WrittenDate& written) {
        if (written.calendar != Calendar::gregorian) {
            add(fmt::format("the calendar ({})", calendar_title(written.calendar)));
        }
        if (written.year_supplied) add("that the year is supplied");
        if (written.year_in_two_styles && written.month_present && written.month <= 13) {
            add("the second year");
        }
        const bool clock = written.precision >= Precision::minute;
        if (clock && !alone) add("the time of day");
        if (clock && !written.qualifiers.empty()) add("which part is doubtful");
        if (!written.qualifiers.empty() && !has_form(written) && !written.day_present) {
            add("that it is doubtful");
        }
        const bool gregorian_end = has_form(written) || written.day_present;
        if (!alone && !gregorian_end && date.kind() == DateKind::interval)
            add("how exact an end is");
    };
    if (date.first() != nullptr) look_at(*date.first());
    if (date.last() != nullptr) look_at(*date.last());
    for (const SetMember& member : date.members()) {
        if (member.first) look_at(*member.first);
        if (member.last) look_at(*member.last);
    }
    if (date.part() != nullptr) add(fmt::format("the word \"{}\"", date.part()->word));
    if (date.kind() == DateKind::repeated) add("the repetition");
    return text;
}

}  // namespace valla::calendar
