#include "chronology/time_value.hpp"

#include "calendar/calendars.hpp"

namespace valla::chronology {

using calendar::Component;
using calendar::Date;
using calendar::DateKind;
using calendar::Qualifier;
using calendar::Repetition;
using calendar::WrittenDate;

namespace {

bool approximate(const WrittenDate& date, Component component) {
    return (static_cast<int>(date.qualifiers.of(component)) &
            static_cast<int>(Qualifier::approximate)) != 0;
}

/// A stretch of minutes, half-open, whose sides can be absent.
struct Sides {
    std::optional<Minutes> low;
    std::optional<Minutes> high;
    bool low_unknown = false;
    bool high_unknown = false;
};

class DateReader {
  public:
    DateReader(const Date& date, std::optional<Minutes> about) : date_(date), about_(about) {}

    DateMeaning read() {
        switch (date_.kind()) {
            case DateKind::point: meaning_.hull = point(*date_.first(), date_.minutes()); break;
            case DateKind::interval: meaning_.hull = interval(); break;
            case DateKind::one_of:
            case DateKind::all_of: read_set(); break;
            case DateKind::repeated:
                meaning_.hull = exact(sides(date_.first(), last_or_first(), date_.minutes()));
                meaning_.daily = date_.repetition() >= Repetition::day &&
                                 date_.repetition() <= Repetition::evening;
                break;
            default: meaning_.hull = within(sides(date_.first(), last_or_first(), date_.minutes()));
        }
        return std::move(meaning_);
    }

  private:
    [[nodiscard]] const WrittenDate* last_or_first() const {
        return date_.last() != nullptr ? date_.last() : date_.first();
    }

    /// What is left of a side when its date is approximate.
    void loosen(const WrittenDate* date, std::optional<Minutes>& side, bool& unknown, int way) {
        if (!side || date == nullptr) return;
        for (const Component part : {Component::year, Component::month, Component::day}) {
            if (!approximate(*date, part)) continue;
            if (about_) {
                *side += way * *about_;
                meaning_.about = true;
            } else {
                side.reset();
                unknown = true;
            }
            return;
        }
        if (!approximate(*date, Component::clock)) return;
        *side = way < 0 ? floor_to_day(*side) : floor_to_day(*side - 1) + minutes_per_day;
    }

    Sides sides(const WrittenDate* first, const WrittenDate* last,
                const calendar::MinuteRange& range) {
        Sides made{range.begin, range.end};
        loosen(first, made.low, made.low_unknown, -1);
        loosen(last, made.high, made.high_unknown, 1);
        return made;
    }

    /// Some time from the one side to the other.
    static Extent within(const Sides& in) {
        Extent made;
        made.begin.least = in.low;
        made.end.most = in.high;
        if (in.high) made.begin.most = *in.high - 1;
        if (in.low) made.end.least = *in.low + 1;
        made.begin.least_unknown = made.end.least_unknown = in.low_unknown;
        made.begin.most_unknown = made.end.most_unknown = in.high_unknown;
        return made;
    }

    /// All the time from the one side to the other; each can be off by `margin`.
    static Extent exact(const Sides& in, Minutes margin = 0) {
        Extent made;
        made.begin.least = in.low;
        made.end.most = in.high;
        if (in.low) made.begin.most = *in.low + margin;
        if (in.high) made.end.least = *in.high - margin;
        made.begin.least_unknown = made.begin.most_unknown = in.low_unknown;
        made.end.least_unknown = made.end.most_unknown = in.high_unknown;
        return made;
    }

    Extent point(const WrittenDate& written, const calendar::MinuteRange& range) {
        const bool was_about = meaning_.about;
        meaning_.about = false;
        const Sides found = sides(&written, &written, range);
        const bool widened = meaning_.about;
        meaning_.about = meaning_.about || was_about;
        const bool clock_only = found.low != range.begin && !widened;
        // Of a decade or century the digits from the right are not given; any other gap leaves open
        // which day or month is meant.
        const int gaps = written.unspecified;
        const bool whole = (gaps & (gaps + 1)) == 0 && gaps < 16 && !written.month_present;
        if ((gaps != 0 && !whole) || written.significant_digits != 0 || clock_only)
            return within(found);
        const Minutes days = Minutes{2} * calendar::day_uncertainty(written.calendar);
        return exact(found, days * minutes_per_day + (widened ? 2 * about_.value_or(0) : 0));
    }

    Extent interval() {
        const Sides begin = sides(date_.first(), date_.first(), date_.begin_minutes());
        const Sides end = sides(date_.last(), date_.last(), date_.end_minutes());
        Extent made;
        made.begin = within(begin).begin;
        made.end = within(end).end;
        if (date_.first() == nullptr) {
            made.begin.least_unknown = made.begin.most_unknown =
                date_.earliest().limit == calendar::Limit::unknown;
        }
        if (date_.last() == nullptr) {
            made.end.least_unknown = made.end.most_unknown =
                date_.latest().limit == calendar::Limit::unknown;
        }
        return made;
    }

    void read_set() {
        const bool all = date_.kind() == DateKind::all_of;
        meaning_.kind = all ? DateMeaning::Kind::all_of : DateMeaning::Kind::one_of;
        for (const calendar::SetMember& member : date_.members()) {
            const auto minutes_of = [&](const std::optional<WrittenDate>& written) {
                return written ? Date::point(*written, date_.hemisphere()).minutes()
                               : calendar::MinuteRange{};
            };
            if (member.first == member.last) {
                meaning_.members.push_back(point(*member.first, minutes_of(member.first)));
                continue;
            }
            const calendar::MinuteRange range{minutes_of(member.first).begin,
                                              minutes_of(member.last).end};
            const Sides found = sides(member.first ? &*member.first : nullptr,
                                      member.last ? &*member.last : nullptr, range);
            meaning_.members.push_back(all ? exact(found) : within(found));
        }
        meaning_.hull = hull();
    }

    [[nodiscard]] Extent hull() const {
        Sides found{meaning_.members.front().begin.least, meaning_.members.front().end.most};
        for (const Extent& member : meaning_.members) {
            found.low_unknown = found.low_unknown || member.begin.least_unknown;
            found.high_unknown = found.high_unknown || member.end.most_unknown;
            if (!member.begin.least) found.low.reset();
            else if (found.low) found.low = std::min(*found.low, *member.begin.least);
            if (!member.end.most) found.high.reset();
            else if (found.high) found.high = std::max(*found.high, *member.end.most);
        }
        return exact(found);
    }

    const Date& date_;
    std::optional<Minutes> about_;
    DateMeaning meaning_;
};

}  // namespace

DateMeaning meaning_of(const Date& date, std::optional<Minutes> about) {
    return DateReader(date, about).read();
}

}  // namespace valla::chronology
