#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "calendar/problems.hpp"
#include "calendar/reading.hpp"
#include "calendar/tokens.hpp"

namespace valla::calendar {

/// One date in words as far as its own words go: "13 July" in "between 13 July and 20 August 1936"
/// has no year of its own.
struct Point {
    WrittenDate date;
    problems::Places places;
    text::Span clock_place;
    text::Span weekday_place;
    std::uint8_t weekday = 0;
    std::uint16_t order = 0;  ///< of day (1), month (2) and year (3), as decimal digits: 123
    bool has_year = false;
    bool has_clock = false;
    bool era_named = false;
    bool is_roman_year = false;  ///< "an VIII"
    bool about_clock = false;
    bool about_year = false;
    bool about = false;
    bool uncertain = false;
    bool is_iso = false;                     ///< written with numbers, as 1936-07-13
    std::optional<Calendar> month_calendar;  ///< when only one calendar has a month of this name
    std::optional<Calendar> named_calendar;
    text::Span calendar_place;
    const PeriodPart* part = nullptr;
    /// The same day in the other style: the second date of "25 October (7 November) 1917".
    std::optional<CalendarDate> new_style;
    text::Span new_style_place;

    DayRange days{};  ///< found by PointReader::finish()

    /// Whether any part that tells a day was found.
    [[nodiscard]] bool any() const {
        return has_year || date.month_present || date.day_present || has_clock;
    }
};

/// Reads single dates from the tokens of a text.
class PointReader {
  public:
    PointReader(std::string_view text, const Tokens& tokens, const DateOptions& options)
        : text_(text), tokens_(tokens), options_(options) {}

    /// Reads the words of one date from token `at` on, as far as they go, and moves `at` behind
    /// them. False when something in them cannot be; problem() tells what.
    bool read(std::size_t& at, Point& point);

    /// Decides what the parts mean together, in which calendar, and whether there is such a day.
    bool finish(Point& point);

    [[nodiscard]] text::Message take_problem() { return std::move(*problem_); }
    [[nodiscard]] bool has_problem() const { return problem_.has_value(); }
    bool fail(text::Message message);
    bool fail_at(text::Span span, std::string_view hint);

    /// Past the articles and prepositions from token `at` on.
    [[nodiscard]] std::size_t skip_articles(std::size_t at) const;

  private:
    enum class Step : std::uint8_t { taken, done, failed };

    Step read_step(std::size_t& at, Point& point);
    Step read_number(std::size_t& at, Point& point);
    Step read_word(std::size_t& at, Point& point);
    Step read_brackets(std::size_t& at, Point& point);
    Step read_iso(std::size_t& at, Point& point);
    Step read_dotted(std::size_t& at, Point& point);
    Step read_slashed(std::size_t& at, Point& point);
    Step read_clock(std::size_t& at, Point& point);
    Step read_century(std::size_t& at, std::size_t length, int number, Point& point);
    Step read_decade(std::size_t& at, std::size_t length, Point& point);
    Step read_part_of_year(std::size_t& at, Point& point);
    Step set_day(std::size_t at, std::size_t length, Point& point);
    Step set_month(int month, Calendar calendar, text::Span place, Point& point);
    Step set_year(std::int64_t year, text::Span place, Point& point);
    void read_zone(std::size_t& at, Point& point);
    void read_era(std::size_t& at, Point& point);
    bool read_calendar(std::size_t& at, Point& point);
    bool resolve_calendar(Point& point);
    bool check_styles(Point& point);
    bool check_weekday(const Point& point);
    const PeriodPart* period_part(const Token& token) const;
    [[nodiscard]] bool is_sign(std::size_t at, char sign) const;
    [[nodiscard]] bool is_number(std::size_t at) const;
    [[nodiscard]] bool means(std::size_t at, Keyword keyword) const;

    std::string_view text_;
    const Tokens& tokens_;
    const DateOptions& options_;
    std::optional<text::Message> problem_;
};

/// The value of a Roman number of folded letters, "xix" is 19; 0 when it is none in the usual
/// spelling.
int roman_value(std::string_view folded);

}  // namespace valla::calendar
