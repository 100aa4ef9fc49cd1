#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calendar/calendars.hpp"

namespace valla::calendar {

/// How exactly a date was given. `season` is any of the sub-year groupings of ISO 8601-2, quarters
/// and halves of a year too.
enum class Precision : std::uint8_t {
    none,  ///< no digit of the year is known, `XXXX`
    millennium,
    century,
    decade,
    year,
    season,
    month,
    day,
    minute,
    second
};

/// The two marks of doubt of EDTF, which can stand together. Neither moves a bound.
enum class Qualifier : std::uint8_t {
    none = 0,
    uncertain = 1,                  ///< `?`
    approximate = 2,                ///< `~`, "about"
    uncertain_and_approximate = 3,  ///< `%`
};
constexpr Qualifier operator|(Qualifier a, Qualifier b) {
    return static_cast<Qualifier>(static_cast<int>(a) | static_cast<int>(b));
}

/// The parts of a date on which a mark of doubt can stand. A season, decade or century carries its
/// mark where a month or a year would.
enum class Component : std::uint8_t { year, month, day, clock };

/// The marks of all four parts in one byte.
class Qualifiers {
  public:
    [[nodiscard]] constexpr Qualifier of(Component component) const {
        return static_cast<Qualifier>(bits_ >> shift(component) & 3);
    }
    /// Adds a mark to those that the part has.
    constexpr void add(Component component, Qualifier qualifier) {
        bits_ = static_cast<std::uint8_t>(bits_ | static_cast<int>(qualifier) << shift(component));
    }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    friend constexpr bool operator==(Qualifiers, Qualifiers) = default;

  private:
    static constexpr int shift(Component component) { return 2 * static_cast<int>(component); }

    std::uint8_t bits_ = 0;
};

/// A time of the day as it was written, in the local time of wherever the source counts its days.
struct ClockTime {
    static constexpr std::int16_t no_zone = INT16_MIN;  ///< the source names none
    static constexpr std::int16_t utc = INT16_MAX;      ///< written `Z` or UTC

    std::uint8_t hour = 0;
    std::uint8_t minute = 0;
    std::uint8_t second = 0;      ///< 60 only in a leap second, 23:59:60
    std::int16_t zone = no_zone;  ///< minutes east of UTC, or one of the two values above

    friend constexpr bool operator==(const ClockTime&, const ClockTime&) = default;
};

/// One date as it was written, before anything is made of it: `13 July 1936`, `156X-12-25`, `summer
/// 1936`, `the 1930s`. What was not written is absent, never filled in.
struct WrittenDate {
    /// As CalendarDate counts; of a decade or century its first year; `X` count as 0.
    std::int64_t year = 0;
    std::uint8_t month = 0;  ///< 1 to 13, or a sub-year grouping of ISO 8601-2, 21 to 41
    std::uint8_t day = 0;
    Precision precision = Precision::none;
    Calendar calendar = Calendar::gregorian;
    ClockTime clock;  ///< meaningful when the precision is minute or second
    Qualifiers qualifiers;

    /// Which digits were `X`, from the right: bits 0 to 3 the year's, 4 and 5 the month's, 6 and 7
    /// the day's. A month or day of `XX` is present, with the value 0.
    std::uint8_t unspecified = 0;
    std::uint8_t exponent = 0;            ///< of `Y17E7`: 7; the year is multiplied out
    std::uint8_t significant_digits = 0;  ///< of `1950S2`: 2; 0: all

    bool calendar_named : 1 = false;      ///< the text names its calendar
    bool year_supplied : 1 = false;       ///< `13 July (1936)`: the year is the researcher's
    bool year_in_two_styles : 1 = false;  ///< `1675/6`; `year` is the later of the two
    bool negative : 1 = false;            ///< a year with `X` and a minus sign, as in `-000X`
    bool long_year : 1 = false;           ///< written with the letter `Y`
    bool month_present : 1 = false;
    bool day_present : 1 = false;
    bool before_era : 1 = false;  ///< a decade or century BCE

    friend bool operator==(const WrittenDate&, const WrittenDate&) = default;
};

/// An end of a stretch of time. *Unknown*: nobody says. *Open*: the source says that there is none,
/// as `..` does in EDTF. The two are never merged.
enum class Limit : std::uint8_t { known, open, unknown };

struct Bound {
    Limit limit = Limit::unknown;
    Day day{};  ///< meaningful when the limit is known

    static constexpr Bound at(Day day) { return {Limit::known, day}; }
    [[nodiscard]] constexpr bool known() const { return limit == Limit::known; }
    friend bool operator==(const Bound&, const Bound&) = default;
};

/// All days from `earliest` to `latest`, both included.
struct Stretch {
    Bound earliest;
    Bound latest;

    friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// A stretch of minutes, counted from 00:00 of day 0, half-open. An end that is not known, or open,
/// is absent.
struct MinuteRange {
    std::optional<std::int64_t> begin;
    std::optional<std::int64_t> end;

    friend bool operator==(const MinuteRange&, const MinuteRange&) = default;
};

/// What a date says of the time that it dates.
enum class DateKind : std::uint8_t {
    point,       ///< somewhere in one day, month, season, year, decade or century
    between,     ///< somewhere from the begin of one date to the end of another
    before,      ///< before the begin of a date
    by,          ///< at the latest at the end of a date
    after,       ///< after the end of a date
    not_before,  ///< at the earliest at the begin of a date
    interval,    ///< began in one date and ended in another; either end may be open or unknown
    one_of,      ///< in one of several dates: `[1667,1668]`, "13 or 14 July 1936"
    all_of,      ///< in each of several dates: `{1960,1961-12}`
    repeated,    ///< again and again in one stretch: "every night of July 1936"
};

/// A member of a set: one date, or all dates from one to another. With only one of the two given,
/// all before or after it as well: `..1984`, `1760-12..`.
struct SetMember {
    std::optional<WrittenDate> first;
    std::optional<WrittenDate> last;  ///< equal to `first` for a single date

    friend bool operator==(const SetMember&, const SetMember&) = default;
};

/// How often a repeated time comes back.
enum class Repetition : std::uint8_t {
    none,
    monday = 1,  // the days of the week have their numbers of ISO 8601
    tuesday,
    wednesday,
    thursday,
    friday,
    saturday,
    sunday,
    day,
    night,
    morning,
    evening,
    week,
    month,
    year,
};

/// A part of a period that a word such as "early" names: from `begin` to `end` of `of` equal parts.
struct PeriodPart {
    std::string word;
    std::uint16_t begin = 0;
    std::uint16_t end = 1;
    std::uint16_t of = 1;

    friend bool operator==(const PeriodPart&, const PeriodPart&) = default;
};

/// The half of the Earth whose seasons a text means by "summer" and by the EDTF codes 21 to 24.
enum class Hemisphere : std::uint8_t { north, south, unspecified };

/// What a piece of text says about when something was: a value, equality-comparable, 64 bytes,
/// cheap to copy.
///
/// It keeps all that was written, so that EDTF and words can be made from it (writing.hpp), and the
/// days that it allows. Dates are made by read_date() (reading.hpp) or by the functions at the end
/// of this class; `earliest` is never after `latest`.
///
///     Date date = *read_date("July 1936");
///     date.earliest().day == to_day(Calendar::gregorian, {1936, 7, 1})
///     date.latest().day   == to_day(Calendar::gregorian, {1936, 7, 31})
///     date.precision()    == Precision::month
class Date {
  public:
    [[nodiscard]] DateKind kind() const { return kind_; }

    /// The first and the last day on which anything dated so can be. Of an interval: its earliest
    /// begin and its latest end.
    [[nodiscard]] Bound earliest() const { return {earliest_limit_, earliest_}; }
    [[nodiscard]] Bound latest() const { return {latest_limit_, latest_}; }
    [[nodiscard]] Stretch days() const { return {earliest(), latest()}; }

    /// Of an interval: the days in which it can have begun, and those in which it can have ended.
    /// Of every other kind both are days().
    [[nodiscard]] Stretch begin_days() const;
    [[nodiscard]] Stretch end_days() const;

    /// The same in minutes, which differ from whole days when a clock time was written. Clock times
    /// are taken as local, whatever zone they name: a source counts days and hours in one place.
    [[nodiscard]] MinuteRange minutes() const;
    [[nodiscard]] MinuteRange begin_minutes() const;
    [[nodiscard]] MinuteRange end_minutes() const;

    /// Of the written date, and with several of the least exact one.
    [[nodiscard]] Precision precision() const;

    /// The date that was written; of an interval or `between` the first of the two, of "before
    /// 1936" the date after the word. Null when an interval has no first date, and for sets.
    [[nodiscard]] const WrittenDate* first() const;
    /// The second date of an interval or of `between`; null when there is none.
    [[nodiscard]] const WrittenDate* last() const;
    /// The members of a set, as they were written; empty for other kinds.
    [[nodiscard]] std::span<const SetMember> members() const;
    /// Of a repeated time, how often; its stretch is first() to last(), or within first() alone.
    [[nodiscard]] Repetition repetition() const { return repetition_; }
    /// The named part of the period, as in "early 1936"; null when the whole is meant.
    [[nodiscard]] const PeriodPart* part() const;
    /// What "summer" meant when this was read.
    [[nodiscard]] Hemisphere hemisphere() const { return hemisphere_; }

    /// Whether any part of any written date bears `~`, `?`, or words for them.
    [[nodiscard]] bool is_approximate() const;
    [[nodiscard]] bool is_uncertain() const;

    friend bool operator==(const Date& a, const Date& b);

    /// The functions that make dates take written dates that exist (date_days.hpp checks that), in
    /// an order that leaves some day possible.
    static Date point(const WrittenDate& date, Hemisphere hemisphere = Hemisphere::north);
    /// The same, of a date whose days are known already: those that days_of() gives.
    static Date point(const WrittenDate& date, const DayRange& days, Hemisphere hemisphere);
    static Date part_of(const WrittenDate& date, PeriodPart part,
                        Hemisphere hemisphere = Hemisphere::north);
    /// kind: before, by, after or not_before.
    static Date one_sided(DateKind kind, const WrittenDate& date,
                          Hemisphere hemisphere = Hemisphere::north);
    static Date between(const WrittenDate& first, const WrittenDate& last,
                        Hemisphere hemisphere = Hemisphere::north);
    /// An end without a date is open or unknown, as `first_limit` and `last_limit` say.
    static Date interval(const std::optional<WrittenDate>& first, Limit first_limit,
                         const std::optional<WrittenDate>& last, Limit last_limit,
                         Hemisphere hemisphere = Hemisphere::north);
    /// kind: one_of or all_of; at least one member.
    static Date set(DateKind kind, std::vector<SetMember> members,
                    Hemisphere hemisphere = Hemisphere::north);
    static Date repeated(Repetition repetition, const WrittenDate& first,
                         const std::optional<WrittenDate>& last,
                         Hemisphere hemisphere = Hemisphere::north);

  private:
    /// What few dates have, kept apart so that a date stays small.
    struct Rare {
        std::optional<WrittenDate> last;
        std::vector<SetMember> members;
        std::optional<PeriodPart> part;

        friend bool operator==(const Rare&, const Rare&) = default;
    };

    Date() = default;
    void set_days(const Stretch& stretch);

    WrittenDate first_;
    Day earliest_;
    Day latest_;
    std::shared_ptr<const Rare> rare_;
    DateKind kind_ = DateKind::point;
    Limit earliest_limit_ = Limit::known;
    Limit latest_limit_ = Limit::known;
    Repetition repetition_ = Repetition::none;
    Hemisphere hemisphere_ = Hemisphere::north;
};

}  // namespace valla::calendar
