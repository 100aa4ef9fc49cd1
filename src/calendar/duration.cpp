#include "calendar/duration.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "calendar/calendars.hpp"
#include "calendar/tokens.hpp"

namespace valla::calendar {

namespace {

using text::Message;
using text::Span;
using Result = tl::expected<Duration, Message>;

constexpr std::int64_t greatest_count = 1'000'000'000;
constexpr std::int64_t months_per_cycle = 4800;  // after 400 years the Gregorian calendar repeats
constexpr std::int64_t days_per_cycle = 146097;

struct DayCount {
    std::int64_t least;
    std::int64_t greatest;
};

/// The fewest and the most days that `months` months can have, over all months in which they can
/// begin.
DayCount days_of_months(std::int64_t months) {
    static const std::vector<std::int32_t> first_days = [] {
        std::vector<std::int32_t> days;
        days.reserve(2 * months_per_cycle + 1);
        for (std::int64_t month = 0; month <= 2 * months_per_cycle; ++month) {
            const CalendarDate date{2000 + month / 12, static_cast<std::uint8_t>(month % 12 + 1),
                                    1};
            days.push_back(static_cast<std::int32_t>(to_day(Calendar::gregorian, date).number));
        }
        return days;
    }();
    const auto rest = static_cast<std::size_t>(months % months_per_cycle);
    DayCount count{days_per_cycle, 0};
    for (std::size_t begin = 0; begin < months_per_cycle; ++begin) {
        const std::int64_t days = first_days[begin + rest] - first_days[begin];
        count.least = std::min(count.least, days);
        count.greatest = std::max(count.greatest, days);
    }
    const std::int64_t whole = months / months_per_cycle * days_per_cycle;
    return {whole + count.least, whole + count.greatest};
}

struct UnitRow {
    Keyword keyword;
    DurationUnit unit;
};
constexpr std::array<UnitRow, 7> units = {{{Keyword::minute, DurationUnit::minute},
                                           {Keyword::hour, DurationUnit::hour},
                                           {Keyword::night, DurationUnit::night},
                                           {Keyword::day, DurationUnit::day},
                                           {Keyword::week, DurationUnit::week},
                                           {Keyword::month, DurationUnit::month},
                                           {Keyword::year, DurationUnit::year}}};

Length length_of(std::int64_t count, DurationUnit unit) {
    switch (unit) {
        case DurationUnit::minute: return {.minutes = count};
        case DurationUnit::hour: return {.minutes = count * 60};
        case DurationUnit::night: return {.nights = count};
        case DurationUnit::day: return {.days = count};
        case DurationUnit::week: return {.days = count * 7};
        case DurationUnit::month: return {.months = count};
        case DurationUnit::year: return {.months = count * 12};
    }
    return {};
}

Length sum(const Length& a, const Length& b) {
    return {a.months + b.months, a.days + b.days, a.nights + b.nights, a.minutes + b.minutes};
}

class DurationReader {
  public:
    DurationReader(std::string_view text, LanguageSet languages) : text_(text) {
        readable_ = tokens_.read(text, languages) && tokens_.size() > 0;
    }

    Result read() {
        if (!readable_) return fail(Span{0, static_cast<std::uint32_t>(text_.size())});
        std::size_t at = 0;
        Duration duration;
        bool least = true;
        bool most = true;
        for (;; ++at) {
            if (means(at, Keyword::about)) {
                duration.approximate = true;
            } else if (means(at, Keyword::less_than)) {
                least = false;
            } else if (means(at, Keyword::more_than)) {
                most = false;
            } else if (!means(at, Keyword::between) && !means(at, Keyword::from)) {
                break;
            }
        }
        if (means(at, Keyword::a_few)) {
            return fail(tokens_[at].span(),
                        "write the least and the greatest number that the source allows");
        }
        std::int64_t first = 0;
        if (!read_count(at, first)) return fail(tokens_[at].span());
        // "2 to 3 weeks", "2-3 weeks": the unit stands behind the second number.
        const std::size_t after_link = skip_link(at);
        std::int64_t second = 0;
        std::size_t after_second = after_link;
        DurationUnit unit{};
        if (after_link != at && read_count(after_second, second) && read_unit(after_second, unit)) {
            if (second < first)
                return fail(Span{0, tokens_[after_second - 1].end},
                            "write the smaller number first");
            if (tokens_[after_second].kind != Token::Kind::end || !least || !most) {
                return fail(tokens_[after_second].span());
            }
            duration.least = length_of(first, unit);
            duration.most = length_of(second, unit);
            duration.unit = unit;
            return duration;
        }
        if (!read_unit(at, unit))
            return fail(tokens_[at].span(), "write what is counted, such as 3 days");
        Length length = length_of(first, unit);
        duration.unit = unit;
        // "1 year 3 months": each unit is smaller than the one before it.
        while (tokens_[at].kind != Token::Kind::end) {
            std::size_t next = means(at, Keyword::conjunction) ? at + 1 : at;
            std::int64_t count = 0;
            DurationUnit smaller{};
            if (!read_count(next, count) || !read_unit(next, smaller) || smaller >= duration.unit) {
                return read_second_length(at, length, duration, least && most);
            }
            length = sum(length, length_of(count, smaller));
            duration.unit = smaller;
            at = next;
        }
        if (least) duration.least = length;
        if (most) duration.most = length;
        return duration;
    }

  private:
    /// "2 days to 3 weeks": what follows is the greater length.
    Result read_second_length(std::size_t at, const Length& least, Duration& duration,
                              bool allowed) {
        std::size_t next = skip_link(at);
        std::int64_t count = 0;
        DurationUnit unit{};
        if (!allowed || next == at || !read_count(next, count) || !read_unit(next, unit) ||
            tokens_[next].kind != Token::Kind::end) {
            return fail(tokens_[at].span());
        }
        const Length most = length_of(count, unit);
        if (most_minutes(most) < least_minutes(least)) {
            return fail(Span{0, tokens_[next - 1].end}, "write the shorter length first");
        }
        duration.unit = std::min(duration.unit, unit);
        duration.least = least;
        duration.most = most;
        return duration;
    }

    [[nodiscard]] bool means(std::size_t at, Keyword keyword) const {
        return tokens_[at].meaning.is(keyword);
    }
    [[nodiscard]] std::size_t skip_link(std::size_t at) const {
        const Token& token = tokens_[at];
        const bool dash = token.kind == Token::Kind::sign && token.sign == '-';
        const bool link = means(at, Keyword::to) || means(at, Keyword::conjunction) ||
                          means(at, Keyword::alternative) || dash;
        return link ? at + 1 : at;
    }
    bool read_count(std::size_t& at, std::int64_t& count) const {
        const Token& token = tokens_[at];
        if (token.kind == Token::Kind::number && token.value <= greatest_count) {
            count = token.value;
        } else if (token.kind == Token::Kind::word && token.meaning.ordinal != 0) {
            count = token.meaning.ordinal;
        } else {
            return false;
        }
        ++at;
        return true;
    }
    bool read_unit(std::size_t& at, DurationUnit& unit) const {
        for (const UnitRow& row : units) {
            if (!means(at, row.keyword)) continue;
            unit = row.unit;
            ++at;
            return true;
        }
        return false;
    }
    [[nodiscard]] Result fail(Span span, std::string_view hint = {}) const {
        Message message = Message("not-a-duration", span).with("text", text_);
        if (!hint.empty()) message.parameters.push_back({"hint", std::string(hint)});
        return tl::unexpected(std::move(message));
    }

    std::string_view text_;
    Tokens tokens_;
    bool readable_ = false;
};

}  // namespace

std::int64_t least_minutes(const Length& length) {
    const std::int64_t nights = length.nights > 0 ? length.nights - 1 : 0;
    const std::int64_t months = length.months > 0 ? days_of_months(length.months).least : 0;
    return length.minutes + (length.days + nights + months) * minutes_per_day;
}

std::int64_t most_minutes(const Length& length) {
    const std::int64_t months = length.months > 0 ? days_of_months(length.months).greatest : 0;
    return length.minutes + (length.days + length.nights + months) * minutes_per_day;
}

Result read_duration(std::string_view text, LanguageSet languages) {
    return DurationReader(text, languages).read();
}

}  // namespace valla::calendar
