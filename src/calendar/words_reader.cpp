#include "calendar/words_reader.hpp"

#include <array>
#include <utility>
#include <vector>

#include "calendar/point_reader.hpp"

namespace valla::calendar {

namespace {

using text::Message;
using text::Span;
using Result = tl::expected<Date, Message>;

struct OneSided {
    Keyword keyword;
    DateKind kind;
};
constexpr std::array<OneSided, 4> one_sided_words = {{{Keyword::before, DateKind::before},
                                                      {Keyword::by, DateKind::by},
                                                      {Keyword::after, DateKind::after},
                                                      {Keyword::not_before, DateKind::not_before}}};

struct RepeatedUnit {
    Keyword keyword;
    Repetition repetition;
};
constexpr std::array<RepeatedUnit, 7> repeated_units = {{{Keyword::day, Repetition::day},
                                                         {Keyword::night, Repetition::night},
                                                         {Keyword::morning, Repetition::morning},
                                                         {Keyword::evening, Repetition::evening},
                                                         {Keyword::week, Repetition::week},
                                                         {Keyword::month, Repetition::month},
                                                         {Keyword::year, Repetition::year}}};

/// A clock time takes the day from that of the later one of its pair: "21:40 and 22:10 on 1 March
/// 2024".
void take_day(const Point& later, Point& earlier) {
    const WrittenDate& from = later.date;
    WrittenDate& date = earlier.date;
    date.year = from.year;
    date.year_supplied = from.year_supplied;
    date.month = from.month;
    date.day = from.day;
    date.month_present = date.day_present = true;
    earlier.has_year = true;
    earlier.era_named = later.era_named;
    earlier.is_iso = later.is_iso;
    earlier.order = later.order;
    earlier.month_calendar = later.month_calendar;
    earlier.named_calendar = later.named_calendar;
    earlier.calendar_place = later.calendar_place;
    const text::Span clock = earlier.clock_place;
    earlier.places = {clock, clock, clock, clock};
}

/// A date takes the month and the year that it lacks from the later one of its pair: "13 and 20
/// July 1936", "from July to August 1936".
void complete_from(const Point& later, Point& earlier) {
    const WrittenDate& from = later.date;
    const bool only_clock = earlier.has_clock && !earlier.has_year && !earlier.date.month_present &&
                            !earlier.date.day_present;
    if (only_clock && later.has_clock && later.has_year && from.day_present &&
        !from.year_in_two_styles && from.unspecified == 0) {
        take_day(later, earlier);
        return;
    }
    const bool counted =
        from.precision == Precision::decade || from.precision == Precision::century;
    const bool plain = !counted && !from.year_in_two_styles && !later.is_iso;
    if (earlier.has_year || !later.has_year || !plain) return;
    if (!earlier.date.month_present && earlier.date.day_present && from.month_present &&
        from.month <= 13) {
        earlier.date.month = from.month;
        earlier.date.month_present = true;
        earlier.month_calendar = later.month_calendar;
        earlier.places.month = later.places.month;
        earlier.order = 12;
    }
    if (!earlier.date.month_present) return;
    earlier.date.year = from.year;
    earlier.date.year_supplied = from.year_supplied;
    earlier.has_year = true;
    earlier.era_named = later.era_named;
    earlier.places.year = later.places.year;
    earlier.order = earlier.date.day_present ? 123 : 23;
    if (!earlier.named_calendar) {
        earlier.named_calendar = later.named_calendar;
        earlier.calendar_place = later.calendar_place;
    }
}

class WordsReader {
  public:
    WordsReader(std::string_view text, const DateOptions& options)
        : text_(text), options_(options), points_(text, tokens_, options) {}

    Result read();

  private:
    Result failed() { return tl::unexpected(points_.take_problem()); }
    Result fail_at(std::size_t at) {
        points_.fail_at(tokens_[at].span(), hint_at(at));
        return failed();
    }
    /// What to write instead of a dash or a stroke between two dates.
    [[nodiscard]] std::string_view hint_at(std::size_t at) const {
        if (tokens_[at].kind != Token::Kind::sign) return "";
        switch (tokens_[at].sign) {
            case '-': return "write from ... to ..., or between ... and ..., for two dates";
            case '/': return "write one day in two styles as 25 October (7 November) 1917";
            default: return "";
        }
    }
    [[nodiscard]] bool means(std::size_t at, Keyword keyword) const {
        return tokens_[at].meaning.is(keyword);
    }
    [[nodiscard]] bool at_end(std::size_t at) const { return tokens_[at].kind == Token::Kind::end; }

    Result read_one_sided(DateKind kind);
    Result read_between(std::size_t at, Repetition repetition);
    Result read_from(std::size_t at, Repetition repetition);
    Result read_to(std::size_t at, Point& first, Repetition repetition);
    Result read_until(std::size_t at);
    Result read_every(std::size_t at);
    Result read_points(std::size_t at);
    Result read_alternatives(std::size_t at, const Point& first);
    Result read_open_ended(std::size_t at, Point& point);
    [[nodiscard]] bool has_link(std::size_t at, Keyword link) const;
    /// Reads the two dates of a pair, "A and B", from token `at` to the end.
    bool read_pair(std::size_t at, Keyword link, Point& first, Point& last);
    /// Reads "and B" behind the first of them, and decides what both mean.
    bool read_second(std::size_t at, Keyword link, Point& first, Point& last);
    bool read_last_point(std::size_t at, Point& point);
    bool in_order(const Point& first, const Point& last);
    static Span span_of(const Point& point) {
        Span span{UINT32_MAX, 0};
        for (const Span part :
             {point.places.year, point.places.month, point.places.day, point.clock_place}) {
            if (part.empty()) continue;
            span.begin = std::min(span.begin, part.begin);
            span.end = std::max(span.end, part.end);
        }
        return span.end == 0 ? Span{} : span;
    }

    std::string_view text_;
    const DateOptions& options_;
    Tokens tokens_;
    PointReader points_;
};

bool WordsReader::read_last_point(std::size_t at, Point& point) {
    if (!points_.read(at, point)) return false;
    if (!at_end(at)) return points_.fail_at(tokens_[at].span(), hint_at(at));
    return points_.finish(point);
}

bool WordsReader::in_order(const Point& first, const Point& last) {
    const Day begin = first.days.first;
    const Day end = last.days.last;
    if (begin < end) return true;
    if (begin == end) {
        const auto minute = [](const Point& point) {
            return point.date.clock.hour * 3600 + point.date.clock.minute * 60 +
                   point.date.clock.second;
        };
        if (!first.has_clock || !last.has_clock || minute(first) <= minute(last)) return true;
    }
    return points_.fail(problems::ends_before_begin(text_, span_of(first), span_of(last)));
}

bool WordsReader::read_pair(std::size_t at, Keyword link, Point& first, Point& last) {
    return points_.read(at, first) && read_second(at, link, first, last);
}

bool WordsReader::read_second(std::size_t at, Keyword link, Point& first, Point& last) {
    if (!means(at, link) || !first.any()) return points_.fail_at(tokens_[at].span(), hint_at(at));
    ++at;
    if (!points_.read(at, last)) return false;
    if (!at_end(at)) return points_.fail_at(tokens_[at].span(), hint_at(at));
    complete_from(last, first);
    return points_.finish(last) && points_.finish(first);
}

Result WordsReader::read_one_sided(DateKind kind) {
    Point point;
    if (!read_last_point(1, point)) return failed();
    if (point.part != nullptr) return fail_at(1);
    return Date::one_sided(kind, point.date, options_.hemisphere);
}

Result WordsReader::read_between(std::size_t at, Repetition repetition) {
    Point first;
    Point last;
    if (!read_pair(at + 1, Keyword::conjunction, first, last) || !in_order(first, last))
        return failed();
    if (first.part != nullptr || last.part != nullptr) return fail_at(at + 1);
    if (repetition != Repetition::none) {
        return Date::repeated(repetition, first.date, last.date, options_.hemisphere);
    }
    return Date::between(first.date, last.date, options_.hemisphere);
}

/// "from A to B", and "from A" with nothing behind it; `at` is the token after "from".
Result WordsReader::read_from(std::size_t at, Repetition repetition) {
    Point first;
    std::size_t next = at;
    if (!points_.read(next, first)) return failed();
    if (!at_end(next)) return read_to(next, first, repetition);
    if (!points_.finish(first)) return failed();
    if (first.part != nullptr || repetition != Repetition::none) return fail_at(at);
    return Date::interval(first.date, Limit::known, std::nullopt, Limit::unknown,
                          options_.hemisphere);
}

/// "to B", behind the first date.
Result WordsReader::read_to(std::size_t at, Point& first, Repetition repetition) {
    Point last;
    if (!read_second(at, Keyword::to, first, last) || !in_order(first, last)) return failed();
    if (first.part != nullptr || last.part != nullptr) return fail_at(at);
    if (repetition != Repetition::none) {
        return Date::repeated(repetition, first.date, last.date, options_.hemisphere);
    }
    return Date::interval(first.date, Limit::known, last.date, Limit::known, options_.hemisphere);
}

Result WordsReader::read_until(std::size_t at) {
    Point last;
    if (!read_last_point(at + 1, last)) return failed();
    if (last.part != nullptr) return fail_at(at + 1);
    return Date::interval(std::nullopt, Limit::unknown, last.date, Limit::known,
                          options_.hemisphere);
}

Result WordsReader::read_every(std::size_t at) {
    const Meaning& unit = tokens_[at + 1].meaning;
    Repetition repetition = static_cast<Repetition>(unit.weekday);
    for (const RepeatedUnit& row : repeated_units) {
        if (repetition == Repetition::none && unit.is(row.keyword)) repetition = row.repetition;
    }
    if (repetition == Repetition::none) return fail_at(at + 1);
    at = at + 2;
    if (means(at, Keyword::between)) return read_between(at, repetition);
    if (means(at, Keyword::from) && has_link(at + 1, Keyword::to))
        return read_from(at + 1, repetition);
    Point point;
    if (!read_last_point(at, point)) return failed();
    if (point.part != nullptr) return fail_at(at);
    return Date::repeated(repetition, point.date, std::nullopt, options_.hemisphere);
}

bool WordsReader::has_link(std::size_t at, Keyword link) const {
    for (; !at_end(at); ++at) {
        if (means(at, link)) return true;
    }
    return false;
}

/// "1936 or earlier", which EDTF writes [..1936].
Result WordsReader::read_open_ended(std::size_t at, Point& point) {
    const bool earlier = means(at, Keyword::or_earlier);
    if (!at_end(at + 1)) return fail_at(at + 1);
    if (!points_.finish(point)) return failed();
    if (point.part != nullptr) return fail_at(0);
    SetMember member;
    if (earlier) {
        member.last = point.date;
    } else {
        member.first = point.date;
    }
    return Date::set(DateKind::one_of, {member}, options_.hemisphere);
}

/// One date; or "A or B", "A to B".
Result WordsReader::read_points(std::size_t at) {
    Point point;
    if (!points_.read(at, point)) return failed();
    if (!point.any()) return fail_at(at_end(at) ? 0 : at);
    if (means(at, Keyword::or_earlier) || means(at, Keyword::or_later)) {
        return read_open_ended(at, point);
    }
    if (means(at, Keyword::alternative)) return read_alternatives(at, point);
    if (means(at, Keyword::to)) return read_to(at, point, Repetition::none);
    if (!at_end(at)) return fail_at(at);
    if (!points_.finish(point)) return failed();
    if (point.part != nullptr) return Date::part_of(point.date, *point.part, options_.hemisphere);
    return Date::point(point.date, point.days, options_.hemisphere);
}

/// "13 or 14 July 1936", from the first "or" on.
Result WordsReader::read_alternatives(std::size_t at, const Point& first) {
    std::vector<Point> points{first};
    while (!at_end(at)) {
        if (!means(at, Keyword::alternative)) return fail_at(at);
        ++at;
        Point& point = points.emplace_back();
        if (!points_.read(at, point)) return failed();
        if (!point.any()) return fail_at(at);
    }
    for (std::size_t index = points.size() - 1; index-- > 0;)
        complete_from(points[index + 1], points[index]);
    std::vector<SetMember> members;
    for (Point& point : points) {
        if (!points_.finish(point)) return failed();
        if (point.part != nullptr) return fail_at(0);
        members.push_back({point.date, point.date});
    }
    return Date::set(DateKind::one_of, std::move(members), options_.hemisphere);
}

Result WordsReader::read() {
    if (!tokens_.read(text_, options_.languages) || tokens_.size() == 0) {
        return tl::unexpected(
            problems::not_a_date(text_, {0, static_cast<std::uint32_t>(text_.size())}, ""));
    }
    const Meaning& first = tokens_[0].meaning;
    if (first.keywords != 0) {
        for (const OneSided& row : one_sided_words) {
            if (first.is(row.keyword)) return read_one_sided(row.kind);
        }
        if (first.is(Keyword::between)) return read_between(0, Repetition::none);
        if (first.is(Keyword::every)) return read_every(0);
        if (first.is(Keyword::since)) return read_from(1, Repetition::none);
        if (first.is(Keyword::until)) return read_until(0);
        if (first.is(Keyword::from)) return read_from(1, Repetition::none);
    }
    return read_points(0);
}

}  // namespace

Result read_words(std::string_view text, const DateOptions& options) {
    return WordsReader(text, options).read();
}

}  // namespace valla::calendar
