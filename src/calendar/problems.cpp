#include "calendar/problems.hpp"

#include <string>

#include "calendar/names.hpp"

namespace valla::calendar::problems {

using text::Message;
using text::Span;

namespace {

std::string year_text(const WrittenDate& date) {
    const bool has_bce = date.calendar <= Calendar::julian_september;
    if (has_bce && date.year <= 0) return std::to_string(1 - date.year) + " BCE";
    return std::to_string(date.year);
}

}  // namespace

Message not_a_date(std::string_view whole, Span span, std::string_view hint) {
    Message message = Message("not-a-date", span).with("text", whole);
    if (!hint.empty()) message.parameters.push_back({"hint", std::string(hint)});
    return message;
}

Message no_such_day(std::string_view whole, const WrittenDate& date, const Places& places) {
    const bool pattern = date.unspecified != 0 || date.significant_digits != 0;
    if (!pattern && date.month_present && date.year >= -year_limit && date.year <= year_limit) {
        const bool is_season = date.month > 20;
        const int days = is_season ? 0 : days_in_month(date.calendar, date.year, date.month);
        if (days == 0) {
            Message message = Message("month-not-in-year", places.month)
                                  .with("year", year_text(date))
                                  .with("month", date.month);
            if (date.calendar == Calendar::hebrew && date.month == 6) {
                message.parameters.push_back({"hint", std::string("only leap years have Adar I")});
            }
            return message;
        }
        if (date.day_present && (date.day == 0 || date.day > days)) {
            const std::string month(
                month_name(Language::english, date.calendar, date.month, NameForm::alone));
            return Message("day-not-in-month", places.day)
                .with("month", month + " " + year_text(date))
                .with("days", days)
                .with("day", date.day);
        }
    }
    if (date.year < -year_limit || date.year > year_limit) {
        return Message("year-beyond-limit", places.year).with("limit", "10^15");
    }
    return Message("no-such-date", places.whole).with("text", places.whole.in(whole));
}

Message ends_before_begin(std::string_view whole, Span first, Span last) {
    return Message("date-ends-before-begin", {first.begin, last.end})
        .with("first", first.in(whole))
        .with("last", last.in(whole));
}

}  // namespace valla::calendar::problems
