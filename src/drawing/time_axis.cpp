#include "drawing/time_axis.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "calendar/arithmetic.hpp"
#include "calendar/names.hpp"
#include "calendar/writing.hpp"
#include "drawing/label.hpp"

namespace valla::drawing {

using calendar::Calendar;
using calendar::CalendarDate;
using calendar::Day;
using calendar::floor_divide;
using calendar::floor_remainder;
using calendar::Language;

namespace {

constexpr Minute one_hour = 60;
constexpr Minute one_day = 24 * one_hour;
constexpr Length label_gap = 8 * px;

enum class Unit : std::uint8_t { hour, day, week, month, year };
struct Step {
    Unit unit;
    std::int64_t count;
};

/// All steps from the finest on.
std::vector<Step> all_steps() {
    std::vector<Step> steps = {{Unit::hour, 1},  {Unit::hour, 3},  {Unit::hour, 6},
                               {Unit::hour, 12}, {Unit::day, 1},   {Unit::week, 1},
                               {Unit::month, 1}, {Unit::month, 3}, {Unit::month, 6}};
    for (std::int64_t power = 1; power < 1'000'000'000'000; power *= 10) {
        for (const std::int64_t digit : {1, 2, 5}) steps.push_back({Unit::year, digit * power});
    }
    return steps;
}

Minute rough_length(const Step& step) {
    switch (step.unit) {
        case Unit::hour: return step.count * one_hour;
        case Unit::day: return step.count * one_day;
        case Unit::week: return step.count * 7 * one_day;
        case Unit::month: return step.count * 30 * one_day;
        case Unit::year: return step.count * 365 * one_day;
    }
    return one_day;
}

Day day_of(Minute time) { return {floor_divide(time, one_day)}; }
Minute begin_of(Day at) { return at.number * one_day; }

/// Walks over the begins of units.
class Walker {
  public:
    Walker(Calendar calendar, Step step) : calendar_(calendar), step_(step) {}

    /// The first begin of a unit that is not before `time`.
    [[nodiscard]] Minute first_from(Minute time) const {
        Minute at = begin_at_or_before(time);
        while (at < time) at = next(at);
        return at;
    }
    [[nodiscard]] Minute next(Minute at) const {
        switch (step_.unit) {
            case Unit::hour: return at + step_.count * one_hour;
            case Unit::day: return at + step_.count * one_day;
            case Unit::week: return at + 7 * step_.count * one_day;
            case Unit::month: {
                const CalendarDate date = calendar::from_day(calendar_, day_of(at));
                return month_begin(date.year * 12 + date.month - 1 + step_.count);
            }
            case Unit::year: {
                const CalendarDate date = calendar::from_day(calendar_, day_of(at));
                return year_begin(date.year + step_.count);
            }
        }
        return at + one_day;
    }

  private:
    [[nodiscard]] Minute month_begin(std::int64_t months) const {
        const auto month = static_cast<std::uint8_t>(floor_remainder(months, 12) + 1);
        return begin_of(calendar::to_day(calendar_, {floor_divide(months, 12), month, 1}));
    }
    [[nodiscard]] Minute year_begin(std::int64_t year) const {
        return begin_of(calendar::to_day(calendar_, {year, 1, 1}));
    }
    [[nodiscard]] Minute begin_at_or_before(Minute time) const {
        const auto rounded = [&](std::int64_t number) {
            return floor_divide(number, step_.count) * step_.count;
        };
        switch (step_.unit) {
            case Unit::hour: return rounded(floor_divide(time, one_hour)) * one_hour;
            case Unit::day: return begin_of(day_of(time));
            case Unit::week:
                return begin_of(day_of(time) -
                                (static_cast<std::int64_t>(calendar::weekday(day_of(time))) - 1));
            case Unit::month: {
                const CalendarDate date = calendar::from_day(calendar_, day_of(time));
                return month_begin(rounded(date.year * 12 + date.month - 1));
            }
            case Unit::year:
                return year_begin(rounded(calendar::from_day(calendar_, day_of(time)).year));
        }
        return time;
    }

    Calendar calendar_;
    Step step_;
};

/// Without the name of the calendar, which stands beside the axis.
std::string in_words(Language language, std::int64_t year, int month) {
    calendar::WrittenDate date;
    date.year = year;
    date.precision = month == 0 ? calendar::Precision::year : calendar::Precision::month;
    date.month = static_cast<std::uint8_t>(month);
    date.month_present = month != 0;
    return calendar::to_words(calendar::Date::point(date), language);
}

class Ticks {
  public:
    Ticks(const TimeScale& scale, Calendar calendar, Language language, Length font_size)
        : scale_(scale), calendar_(calendar), language_(language), font_size_(font_size) {}

    /// With labels for one of the steps; nothing when these have no room.
    [[nodiscard]] std::optional<AxisTicks> with(const std::vector<Step>& steps,
                                                std::size_t at) const {
        std::optional<std::vector<Tick>> ticks = marks(steps[at], true);
        if (!ticks) return std::nullopt;
        std::optional<std::vector<TickGroup>> above = groups(steps[at].unit);
        if (!above) return std::nullopt;
        add_finer(*ticks, steps, at);
        return AxisTicks{std::move(*ticks), std::move(*above)};
    }

  private:
    /// Nothing when the marks, or their labels, would stand too close.
    [[nodiscard]] std::optional<std::vector<Tick>> marks(const Step& step, bool labelled) const {
        constexpr Length least_between_marks = 5 * px;
        std::vector<Tick> ticks;
        const Walker walker(calendar_, step);
        for (const TimePiece& piece : scale_.pieces()) {
            const Minute room = (piece.right - piece.left) / least_between_marks;
            if ((piece.end - piece.begin) / rough_length(step) > room) return std::nullopt;
            for (Minute at = walker.first_from(piece.begin); at <= piece.end;
                 at = walker.next(at)) {
                Tick tick{at, scale_.x(at), labelled ? label(step.unit, at) : ""};
                if (!within(tick)) tick.label.clear();
                const bool between = labelled && !ticks.empty() && !tick.label.empty();
                if (between && !fits(ticks.back(), tick)) return std::nullopt;
                ticks.push_back(std::move(tick));
            }
        }
        return ticks;
    }

    /// Whether a label stays near the scale.
    [[nodiscard]] bool within(const Tick& tick) const {
        const Length half = text_width(tick.label, font_size_) / 2;
        return tick.x - half >= scale_.left() - label_overhang &&
               tick.x + half <= scale_.right() + label_overhang;
    }

    [[nodiscard]] bool fits(const Tick& left, const Tick& right) const {
        const Length widths =
            text_width(left.label, font_size_) + text_width(right.label, font_size_);
        return right.x - left.x >= widths / 2 + label_gap;
    }

    /// Marks without labels between those with labels, of the coarsest unit that adds any.
    void add_finer(std::vector<Tick>& ticks, const std::vector<Step>& steps, std::size_t at) const {
        while (at > 0) {
            const std::optional<std::vector<Tick>> finer = marks(steps[--at], false);
            if (!finer) return;
            if (finer->size() <= ticks.size()) continue;
            std::vector<Tick> more;
            for (const Tick& tick : *finer) {
                const bool there = std::any_of(ticks.begin(), ticks.end(), [&](const Tick& other) {
                    return std::abs(other.x - tick.x) < 4 * px;
                });
                if (!there) more.push_back(tick);
            }
            ticks.insert(ticks.end(), more.begin(), more.end());
            std::stable_sort(ticks.begin(), ticks.end(),
                             [](const Tick& a, const Tick& b) { return a.time < b.time; });
            return;
        }
    }

    [[nodiscard]] std::string label(Unit unit, Minute at) const {
        const CalendarDate date = calendar::from_day(calendar_, day_of(at));
        switch (unit) {
            case Unit::hour: {
                const Minute within = floor_remainder(at, one_day);
                return fmt::format("{:02}:{:02}", within / 60, within % 60);
            }
            case Unit::day:
            case Unit::week: return std::to_string(date.day);
            case Unit::month:
                return std::string(calendar::month_name(language_, calendar_, date.month,
                                                        calendar::NameForm::alone));
            case Unit::year: return in_words(language_, date.year, 0);
        }
        return {};
    }

    /// The labels above: days of hours, months of days, years of months. Nothing when one that lies
    /// between others, or all, would have no room: then nobody could tell which day an hour is of.
    [[nodiscard]] std::optional<std::vector<TickGroup>> groups(Unit unit) const {
        if (unit == Unit::year) return std::vector<TickGroup>();
        const Step step = unit == Unit::hour    ? Step{Unit::day, 1}
                          : unit == Unit::month ? Step{Unit::year, 1}
                                                : Step{Unit::month, 1};
        const Walker walker(calendar_, step);
        std::vector<TickGroup> groups;
        std::optional<Length> last_end;  // of the labels of the piece before
        for (const TimePiece& piece : scale_.pieces()) {
            std::vector<Minute> begins = {piece.begin};
            // Where the last one has no room otherwise, it may reach back over the break.
            Length taken = last_end.value_or(piece.left);
            const std::size_t before = groups.size();
            for (Minute at = walker.first_from(piece.begin + 1); at < piece.end;
                 at = walker.next(at)) {
                begins.push_back(at);
            }
            for (std::size_t at = 0; at < begins.size(); ++at) {
                const bool is_last = at + 1 == begins.size();
                Length begin = scale_.x(begins[at]);
                const Length end = is_last ? piece.right : scale_.x(begins[at + 1]) - label_gap;
                std::string name = group_name(step.unit, begins[at]);
                const Length width = text_width(name, font_size_, true);
                // The last one may reach back over the end of the one before it.
                if (is_last) begin = std::max(std::min(begin, end - width), taken);
                if (width > end - begin) {
                    const bool none = is_last && last_end && groups.size() == before;
                    if (none || (at != 0 && !is_last)) return std::nullopt;
                    continue;
                }
                taken = begin + width + label_gap;
                groups.push_back({begin, std::move(name)});
            }
            last_end = std::max(taken, piece.left);
        }
        if (groups.empty()) return std::nullopt;
        return groups;
    }

    [[nodiscard]] std::string group_name(Unit unit, Minute at) const {
        const CalendarDate date = calendar::from_day(calendar_, day_of(at));
        if (unit == Unit::day) {
            // Without the name of the calendar, which stands in brackets at the end.
            const std::string words = calendar::day_in_words(day_of(at), calendar_, language_);
            return words.substr(0, words.find(" ("));
        }
        return in_words(language_, date.year, unit == Unit::month ? date.month : 0);
    }

    const TimeScale& scale_;
    Calendar calendar_;
    Language language_;
    Length font_size_;
};

}  // namespace

TimeScale::TimeScale(std::vector<TimePiece> pieces) : pieces_(std::move(pieces)) {
    assert(!pieces_.empty());
}

Length TimeScale::x(Minute time) const {
    time = std::clamp(time, -minute_limit, minute_limit);
    const auto between = [](Minute at, Minute begin, Minute end, Length left, Length right) {
        // Keeps the product below within 64 bits; what is lost is far less than a pixel.
        Minute span = end - begin;
        Minute part = at - begin;
        while (span > Minute{1} << 36) {
            span >>= 1;
            part >>= 1;
        }
        return left + static_cast<Length>(part * (right - left) / span);
    };
    const TimePiece* before = nullptr;
    for (const TimePiece& piece : pieces_) {
        if (time < piece.begin) {
            if (before == nullptr) return piece.left;
            return between(time, before->end, piece.begin, before->right, piece.left);
        }
        if (time <= piece.end) {
            return between(time, piece.begin, piece.end, piece.left, piece.right);
        }
        before = &piece;
    }
    return pieces_.back().right;
}

AxisTicks axis_ticks(const TimeScale& scale, Calendar calendar, Language language,
                     Length font_size) {
    return axis_ticks(scale, std::span(&calendar, 1), language, font_size).front();
}

std::vector<AxisTicks> axis_ticks(const TimeScale& scale, std::span<const Calendar> calendars,
                                  Language language, Length font_size) {
    const std::vector<Step> steps = all_steps();
    for (std::size_t at = 0; at < steps.size(); ++at) {
        std::vector<AxisTicks> all;
        for (const Calendar calendar : calendars) {
            assert(calendar == Calendar::gregorian || calendar == Calendar::julian);
            auto ticks = Ticks(scale, calendar, language, font_size).with(steps, at);
            if (!ticks) break;
            all.push_back(std::move(*ticks));
        }
        if (all.size() == calendars.size()) return all;
    }
    return std::vector<AxisTicks>(calendars.size());
}

namespace {

/// Takes spans apart that squeeze the others: few of them run through a stretch of more than two
/// thirds of all time shown, in which nothing begins or ends.
void take_far_ends_apart(std::vector<TimeSpan>& spans) {
    const auto bars = static_cast<std::int64_t>(spans.size());
    std::vector<Minute> times;
    for (const TimeSpan& span : spans) times.insert(times.end(), {span.begin, span.end});
    std::sort(times.begin(), times.end());
    Minute shown = times.back() - times.front();
    std::vector<Minute> lengths(times.size());
    std::adjacent_difference(times.begin(), times.end(), lengths.begin());
    lengths.front() = 0;
    for (int round = 0; round < 2; ++round) {
        const auto longest = std::max_element(lengths.begin(), lengths.end());
        Minute next = 0;
        for (const Minute& length : lengths) {
            if (&length != &*longest) next = std::max(next, length);
        }
        // Two far ends, one to each side, squeeze as one does.
        const Minute rest = shown - *longest;
        const bool two = round == 0 && *longest > shown / 3 && next > rest / 3 * 2;
        if (*longest <= shown / 3 * 2 && !two) return;
        const Minute end = times[static_cast<std::size_t>(longest - lengths.begin())];
        const Minute begin = end - *longest;
        shown -= *longest;
        *longest = 0;
        std::vector<TimeSpan> far;
        for (const TimeSpan& span : spans) {
            if (span.begin <= begin && span.end >= end) far.push_back(span);
        }
        if (3 * std::ssize(far) > bars) return;
        for (const TimeSpan& span : far) spans.push_back({end, span.end});
        for (TimeSpan& span : spans) {
            if (span.begin <= begin && span.end >= end) span.end = begin;
        }
    }
}

}  // namespace

TimeScale fitted_scale(std::vector<TimeSpan> spans, Length left, Length right) {
    for (TimeSpan& span : spans) {
        span.begin = std::clamp(span.begin, -minute_limit, minute_limit - one_day);
        span.end = std::clamp(span.end, span.begin, minute_limit - one_day);
    }
    if (spans.empty()) spans.push_back({0, one_day});
    take_far_ends_apart(spans);
    std::sort(spans.begin(), spans.end(), [](const TimeSpan& a, const TimeSpan& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
    std::vector<TimeSpan> joined = {spans.front()};
    for (const TimeSpan& span : spans) {
        if (span.begin <= joined.back().end) {
            joined.back().end = std::max(joined.back().end, span.end);
        } else {
            joined.push_back(span);
        }
    }
    // Breaks at the longest stretches of nothing, as long as one takes a third of what is left.
    std::vector<std::size_t> breaks;
    Minute shown = joined.back().end - joined.front().begin;
    for (int round = 0; round < 2; ++round) {
        std::size_t widest = 0;
        Minute longest = 0;
        for (std::size_t at = 1; at < joined.size(); ++at) {
            const Minute nothing = joined[at].begin - joined[at - 1].end;
            const bool taken = std::find(breaks.begin(), breaks.end(), at) != breaks.end();
            if (!taken && nothing > longest) {
                longest = nothing;
                widest = at;
            }
        }
        if (longest <= shown / 3 || longest < 2 * one_day) break;
        breaks.push_back(widest);
        shown -= longest;
    }
    breaks.push_back(joined.size());
    std::sort(breaks.begin(), breaks.end());
    constexpr Length break_width = 28 * px;
    constexpr Length least_piece = 76 * px;  // for the name of a month
    const auto count = static_cast<Length>(breaks.size());
    const Length free = right - left - break_width * (count - 1);
    assert(free > 0);
    const Minute least =
        count == 1 || 2 * count * least_piece > free ? 0 : shown / (free / least_piece - count + 1);
    std::vector<TimeSpan> parts;
    Minute total = 0;
    std::size_t first = 0;
    for (const std::size_t next : breaks) {
        TimeSpan part{joined[first].begin, joined[next - 1].end};
        const Minute length = part.end - part.begin;
        const Minute room = std::max({(shown + length) / 40, 4 * one_hour, (least - length) / 2});
        part.begin = std::max(part.begin - room, -minute_limit);
        part.end = std::min(part.end + room, minute_limit);
        if (!parts.empty()) part.begin = std::max(part.begin, parts.back().end + 1);
        parts.push_back(part);
        total += part.end - part.begin;
        first = next;
    }
    std::vector<TimePiece> pieces;
    Length x = left;
    for (const TimeSpan& part : parts) {
        Minute whole = total;
        Minute length = part.end - part.begin;
        while (whole > Minute{1} << 36) {
            whole >>= 1;
            length >>= 1;
        }
        const auto width = static_cast<Length>(length * free / whole);
        pieces.push_back({part.begin, part.end, x, x + width});
        x += width + break_width;
    }
    pieces.back().right = right;
    return TimeScale(std::move(pieces));
}

}  // namespace valla::drawing
