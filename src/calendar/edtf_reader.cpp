#include "calendar/edtf_reader.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "calendar/date_days.hpp"
#include "calendar/problems.hpp"

namespace valla::calendar {

namespace {

using text::Message;
using text::Span;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr Qualifier qualifier_of(char c) {
    switch (c) {
        case '?': return Qualifier::uncertain;
        case '~': return Qualifier::approximate;
        case '%': return Qualifier::uncertain_and_approximate;
        default: return Qualifier::none;
    }
}

constexpr std::array<bool, 256> edtf_characters = [] {
    std::array<bool, 256> characters{};
    for (const char c : std::string_view("0123456789-XYESTZ?~%.,/[]{}:+")) {
        characters[static_cast<unsigned char>(c)] = true;
    }
    return characters;
}();

/// Two or four characters that are digits or `X`.
struct Digits {
    std::int64_t value = 0;
    std::uint8_t unspecified = 0;
};

/// Whether a date is looked up in the Gregorian calendar as soon as it is read, or by whoever knows
/// its calendar.
enum class Check : bool { at_once, later };

class EdtfReader {
  public:
    EdtfReader(std::string_view text, Hemisphere hemisphere, Check check)
        : text_(text), hemisphere_(hemisphere), check_(check) {}

    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    [[nodiscard]] Message problem() && { return std::move(*problem_); }
    bool read_date(WrittenDate& date);
    tl::expected<Date, Message> read_all();

  private:
    bool take(char c) {
        if (peek() != c) return false;
        ++at_;
        return true;
    }
    bool take_dots() {
        if (peek() != '.' || peek(1) != '.') return false;
        at_ += 2;
        return true;
    }
    Qualifier take_qualifier() {
        const Qualifier qualifier = qualifier_of(peek());
        if (qualifier != Qualifier::none) ++at_;
        return qualifier;
    }
    [[nodiscard]] Span span_from(std::size_t begin) const {
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    }
    bool fail(Message message) {
        if (!problem_) problem_.emplace(std::move(message));
        return false;
    }
    /// The part at fault runs from `begin` to the next sign that separates parts.
    bool fail_at(std::size_t begin, std::string_view hint) {
        std::size_t end = begin;
        while (end < text_.size() &&
               std::string_view("/,]} ").find(text_[end]) == std::string_view::npos)
            ++end;
        if (end == begin && end < text_.size()) ++end;
        return fail(problems::not_a_date(
            text_, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, hint));
    }
    bool take_digits(int count, Digits& digits);
    bool take_number(std::int64_t& number, int& digit_count);
    bool read_long_year(WrittenDate& date);
    bool read_significant_digits(WrittenDate& date, int digit_count);
    bool read_month(WrittenDate& date);
    bool read_day(WrittenDate& date);
    bool read_clock(WrittenDate& date);
    bool check(const WrittenDate& date, Span whole);
    bool read_member(std::vector<SetMember>& members);

    tl::expected<Date, Message> read_set(DateKind kind, char close);
    tl::expected<Date, Message> read_interval();
    bool read_end(std::optional<WrittenDate>& date, Limit& limit);

    std::string_view text_;
    std::size_t at_ = 0;
    Hemisphere hemisphere_;
    Check check_;
    problems::Places places_;
    std::optional<Message> problem_;
};

bool EdtfReader::take_digits(int count, Digits& digits) {
    digits = {};
    for (int index = 0; index < count; ++index) {
        const char c = peek();
        digits.value *= 10;
        digits.unspecified = static_cast<std::uint8_t>(digits.unspecified << 1);
        if (is_digit(c)) {
            digits.value += c - '0';
        } else if (c == 'X') {
            digits.unspecified |= 1;
        } else {
            return false;
        }
        ++at_;
    }
    return !is_digit(peek()) && peek() != 'X';
}

bool EdtfReader::take_number(std::int64_t& number, int& digit_count) {
    number = 0;
    digit_count = 0;
    for (; is_digit(peek()); ++at_, ++digit_count) {
        if (number <= year_limit) number = number * 10 + (peek() - '0');
    }
    return digit_count > 0;
}

bool EdtfReader::read_significant_digits(WrittenDate& date, int digit_count) {
    const std::size_t begin = at_;
    if (!take('S')) return true;
    std::int64_t count = 0;
    int length = 0;
    if (!take_number(count, length) || count == 0 || count > digit_count || date.unspecified != 0) {
        return fail_at(begin,
                       "write after S how many digits of the year are meant, such as 1950S2");
    }
    date.significant_digits = static_cast<std::uint8_t>(count);
    return true;
}

/// `Y-17E7`, from the letter on.
bool EdtfReader::read_long_year(WrittenDate& date) {
    const std::size_t begin = at_;
    take('Y');
    date.negative = take('-');
    date.long_year = true;
    const bool leading_zero = peek() == '0';
    int digit_count = 0;
    if (!take_number(date.year, digit_count) || leading_zero) {
        return fail_at(begin, "write the number of the year after Y, such as Y170000002");
    }
    std::int64_t exponent = 0;
    if (take('E')) {
        int length = 0;
        if (!take_number(exponent, length) || exponent == 0) {
            return fail_at(begin, "write a number after E, such as Y17E7");
        }
        for (std::int64_t power = 0; power < exponent && date.year <= year_limit; ++power) {
            date.year *= 10;
            ++digit_count;
        }
        date.exponent = static_cast<std::uint8_t>(exponent < 255 ? exponent : 255);
    } else if (digit_count < 5) {
        return fail_at(begin, "write a year of up to four digits without Y");
    }
    if (date.year > year_limit) {
        return fail(Message("year-beyond-limit", span_from(begin)).with("limit", "10^15"));
    }
    if (!read_significant_digits(date, digit_count)) return false;
    if (date.negative) date.year = -date.year;
    date.negative = false;
    return true;
}

bool EdtfReader::read_month(WrittenDate& date) {
    const std::size_t begin = at_;
    const Qualifier own = take_qualifier();
    Digits digits;
    places_.month.begin = static_cast<std::uint32_t>(at_);
    if (!take_digits(2, digits)) {
        const bool second_year = is_digit(peek());
        return fail_at(begin, second_year
                                  ? "write from ... to ..., or between ... and ..., for two years"
                                  : "write the month with two digits, such as 1936-07");
    }
    places_.month.end = static_cast<std::uint32_t>(at_);
    date.month = static_cast<std::uint8_t>(digits.value);
    date.month_present = true;
    date.unspecified = static_cast<std::uint8_t>(date.unspecified | digits.unspecified << 4);
    date.precision =
        date.month > 20 && digits.unspecified == 0 ? Precision::season : Precision::month;
    const Qualifier group = take_qualifier();
    date.qualifiers.add(Component::month, own | group);
    date.qualifiers.add(Component::year, group);
    return true;
}

bool EdtfReader::read_day(WrittenDate& date) {
    const std::size_t begin = at_;
    if (date.precision == Precision::season) {
        return fail_at(places_.month.begin,
                       "a season, quarter or half of a year has no days of its own");
    }
    const Qualifier own = take_qualifier();
    Digits digits;
    places_.day.begin = static_cast<std::uint32_t>(at_);
    if (!take_digits(2, digits)) {
        return fail_at(begin, "write the day with two digits, such as 1936-07-13");
    }
    places_.day.end = static_cast<std::uint32_t>(at_);
    date.day = static_cast<std::uint8_t>(digits.value);
    date.day_present = true;
    date.unspecified = static_cast<std::uint8_t>(date.unspecified | digits.unspecified << 6);
    date.precision = Precision::day;
    const Qualifier group = take_qualifier();
    date.qualifiers.add(Component::day, own | group);
    date.qualifiers.add(Component::month, group);
    date.qualifiers.add(Component::year, group);
    return true;
}

bool EdtfReader::read_clock(WrittenDate& date) {
    constexpr std::string_view form = "write the time as 23:20:30, 23:20:30Z or 23:20:30+04:30";
    const std::size_t begin = at_;
    take('T');
    if (date.unspecified != 0 || !date.qualifiers.empty()) {
        return fail_at(begin, "a date with a clock time has no X and no ? ~ or %");
    }
    Digits hour;
    Digits minute;
    Digits second;
    date.precision = Precision::minute;
    if (!take_digits(2, hour) || !take(':') || !take_digits(2, minute)) return fail_at(begin, form);
    if (take(':')) {
        if (!take_digits(2, second)) return fail_at(begin, form);
        date.precision = Precision::second;
    }
    if ((hour.unspecified | minute.unspecified | second.unspecified) != 0)
        return fail_at(begin, form);
    const bool leap_second = hour.value == 23 && minute.value == 59 && second.value == 60;
    if (hour.value > 23 || minute.value > 59 || (second.value > 59 && !leap_second)) {
        return fail(Message("clock-time-not-in-day", span_from(begin + 1))
                        .with("text", span_from(begin + 1).in(text_)));
    }
    date.clock.hour = static_cast<std::uint8_t>(hour.value);
    date.clock.minute = static_cast<std::uint8_t>(minute.value);
    date.clock.second = static_cast<std::uint8_t>(second.value);
    if (take('Z')) {
        date.clock.zone = ClockTime::utc;
    } else if (peek() == '+' || peek() == '-') {
        const bool west = peek() == '-';
        ++at_;
        Digits hours;
        Digits minutes;
        if (!take_digits(2, hours) || (take(':') && !take_digits(2, minutes)) ||
            (hours.unspecified | minutes.unspecified) != 0 || hours.value > 23 ||
            minutes.value > 59 || (west && hours.value == 0 && minutes.value == 0)) {
            return fail_at(begin, form);
        }
        const std::int64_t east = hours.value * 60 + minutes.value;
        date.clock.zone = static_cast<std::int16_t>(west ? -east : east);
    }
    return true;
}

bool EdtfReader::check(const WrittenDate& date, Span whole) {
    places_.whole = whole;
    if (check_ == Check::later || days_of(date, hemisphere_)) return true;
    return fail(problems::no_such_day(text_, date, places_));
}

bool EdtfReader::read_date(WrittenDate& date) {
    const std::size_t begin = at_;
    places_ = {};
    date.precision = Precision::year;
    const Qualifier own = take_qualifier();
    if (peek() == 'Y') {
        if (!read_long_year(date)) return false;
    } else {
        date.negative = take('-');
        Digits year;
        const std::size_t digits_begin = at_;
        if (!take_digits(4, year)) {
            const bool longer = at_ == digits_begin + 4;
            return fail_at(
                begin, longer ? "write a year of more than four digits with Y, such as Y170000002"
                              : "write the year with four digits, such as 1936 or 0987");
        }
        date.year = date.negative ? -year.value : year.value;
        date.unspecified = year.unspecified;
        if (date.negative && year.value == 0 && year.unspecified == 0) {
            return fail_at(begin,
                           "write the year before 0001 as 0000; the year before that is -0001");
        }
        date.negative = date.negative && year.unspecified != 0;
        switch (year.unspecified) {
            case 1: date.precision = Precision::decade; break;
            case 3: date.precision = Precision::century; break;
            case 7: date.precision = Precision::millennium; break;
            case 15: date.precision = Precision::none; break;
            default: break;
        }
        int digit_count = 1;
        for (std::int64_t rest = year.value; rest >= 10; rest /= 10) ++digit_count;
        if (!read_significant_digits(date, digit_count)) return false;
    }
    const Qualifier group = take_qualifier();
    date.qualifiers.add(Component::year, own | group);
    places_.year = span_from(begin);
    const bool year_only = date.long_year || date.significant_digits != 0;
    if (!year_only && take('-')) {
        if (!read_month(date)) return false;
        if (take('-') && !read_day(date)) return false;
        if (peek() == 'T' && date.day_present && !read_clock(date)) return false;
    }
    return check(date, span_from(begin));
}

bool EdtfReader::read_end(std::optional<WrittenDate>& date, Limit& limit) {
    if (take_dots()) {
        limit = Limit::open;
        return true;
    }
    if (at_end() || peek() == '/') {
        limit = Limit::unknown;
        return true;
    }
    limit = Limit::known;
    const std::size_t begin = at_;
    date.emplace();
    if (!read_date(*date)) return false;
    if (date->precision >= Precision::minute) {
        return fail_at(begin,
                       "an EDTF interval has dates without clock times; in words: from ... to ...");
    }
    return true;
}

tl::expected<Date, Message> EdtfReader::read_interval() {
    std::optional<WrittenDate> first;
    std::optional<WrittenDate> last;
    Limit first_limit{};
    Limit last_limit{};
    const std::size_t begin = at_;
    if (!read_end(first, first_limit)) return tl::unexpected(std::move(*problem_));
    const Span first_span = span_from(begin);
    if (!take('/')) {
        fail_at(at_, "");
        return tl::unexpected(std::move(*problem_));
    }
    const std::size_t middle = at_;
    if (!read_end(last, last_limit)) return tl::unexpected(std::move(*problem_));
    if (!at_end()) {
        fail_at(at_, "");
        return tl::unexpected(std::move(*problem_));
    }
    if (first_limit == Limit::unknown && last_limit == Limit::unknown) {
        fail_at(begin, "write a date on one side of the stroke at least");
        return tl::unexpected(std::move(*problem_));
    }
    if (first && last && days_of(*first, hemisphere_)->first > days_of(*last, hemisphere_)->last) {
        return tl::unexpected(problems::ends_before_begin(text_, first_span, span_from(middle)));
    }
    return Date::interval(first, first_limit, last, last_limit, hemisphere_);
}

bool EdtfReader::read_member(std::vector<SetMember>& members) {
    while (take(' ')) {
    }
    const std::size_t begin = at_;
    SetMember& member = members.emplace_back();
    const bool from_the_first = take_dots();
    if (from_the_first && members.size() > 1) {
        return fail_at(begin, "\"..\" for all earlier dates stands before the first date of a set");
    }
    WrittenDate date;
    if (!read_date(date)) return false;
    member.last = date;
    if (from_the_first) return true;
    member.first = date;
    const Span first_span = span_from(begin);
    if (!take_dots()) return true;
    if (peek() == ',' || peek() == ']' || peek() == '}' || peek() == ' ') {
        member.last.reset();
        if (peek() == ',')
            return fail_at(begin, "\"..\" for all later dates stands after the last date of a set");
        return true;
    }
    const std::size_t middle = at_;
    WrittenDate last;
    if (!read_date(last)) return false;
    member.last = last;
    if (days_of(date, hemisphere_)->first > days_of(last, hemisphere_)->last) {
        return fail(problems::ends_before_begin(text_, first_span, span_from(middle)));
    }
    return true;
}

tl::expected<Date, Message> EdtfReader::read_set(DateKind kind, char close) {
    std::vector<SetMember> members;
    ++at_;
    do {
        if (!read_member(members)) return tl::unexpected(std::move(*problem_));
        while (take(' ')) {
        }
    } while (take(','));
    if (!take(close) || !at_end()) {
        fail_at(at_, kind == DateKind::one_of
                         ? "write the dates between [ and ], with commas between them"
                         : "write the dates between { and }, with commas between them");
        return tl::unexpected(std::move(*problem_));
    }
    return Date::set(kind, std::move(members), hemisphere_);
}

tl::expected<Date, Message> EdtfReader::read_all() {
    if (peek() == '[') return read_set(DateKind::one_of, ']');
    if (peek() == '{') return read_set(DateKind::all_of, '}');
    if (text_.find('/') != std::string_view::npos) return read_interval();
    WrittenDate date;
    if (!read_date(date)) return tl::unexpected(std::move(*problem_));
    if (!at_end()) {
        fail_at(at_, "");
        return tl::unexpected(std::move(*problem_));
    }
    return Date::point(date, hemisphere_);
}

}  // namespace

bool has_edtf_shape(std::string_view text) {
    if (text.empty()) return false;
    const bool is_set = text.front() == '[' || text.front() == '{';
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return edtf_characters[static_cast<unsigned char>(c)] || (c == ' ' && is_set);
    });
}

tl::expected<Date, text::Message> read_edtf(std::string_view text, Hemisphere hemisphere) {
    return EdtfReader(text, hemisphere, Check::at_once).read_all();
}

tl::expected<EdtfPart, text::Message> read_edtf_part(std::string_view text) {
    EdtfReader reader(text, Hemisphere::north, Check::later);
    WrittenDate date;
    if (!reader.read_date(date)) return tl::unexpected(std::move(reader).problem());
    if (!reader.at_end() && reader.peek() != ' ' && reader.peek() != ',') {
        return tl::unexpected(problems::not_a_date(
            text,
            {static_cast<std::uint32_t>(reader.at()), static_cast<std::uint32_t>(reader.at() + 1)},
            ""));
    }
    return EdtfPart{date, reader.at()};
}

}  // namespace valla::calendar
