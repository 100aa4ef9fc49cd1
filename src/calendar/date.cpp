#include "calendar/date.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "calendar/arithmetic.hpp"
#include "calendar/date_days.hpp"

namespace valla::calendar {

static_assert(sizeof(Date) <= 64, "the compiler holds a million dates");

namespace {

bool has_clock(const WrittenDate& date) { return date.precision >= Precision::minute; }

/// The first minute of a written date, and the first minute after it.
std::int64_t first_minute(const WrittenDate& date, Day earliest) {
    const std::int64_t midnight = earliest.number * minutes_per_day;
    return has_clock(date) ? midnight + date.clock.hour * 60 + date.clock.minute : midnight;
}
std::int64_t minute_after(const WrittenDate& date, Day latest) {
    const std::int64_t midnight = latest.number * minutes_per_day;
    return has_clock(date) ? midnight + date.clock.hour * 60 + date.clock.minute + 1
                           : midnight + minutes_per_day;
}

Stretch known(const DayRange& days) { return {Bound::at(days.first), Bound::at(days.last)}; }

MinuteRange whole_days(const Stretch& days) {
    MinuteRange minutes;
    if (days.earliest.known()) minutes.begin = days.earliest.day.number * minutes_per_day;
    if (days.latest.known()) minutes.end = (days.latest.day.number + 1) * minutes_per_day;
    return minutes;
}

MinuteRange minutes_of(const WrittenDate& date, Hemisphere hemisphere) {
    const auto days = days_of(date, hemisphere);
    return {first_minute(date, days->first), minute_after(date, days->last)};
}

bool any_qualifier(const WrittenDate& date, Qualifier wanted) {
    for (const Component component :
         {Component::year, Component::month, Component::day, Component::clock}) {
        const int bits = static_cast<int>(date.qualifiers.of(component));
        if ((bits & static_cast<int>(wanted)) != 0) return true;
    }
    return false;
}

template <typename Test>
bool any_written_date(const Date& date, Test test) {
    if (date.first() != nullptr && test(*date.first())) return true;
    if (date.last() != nullptr && test(*date.last())) return true;
    return std::any_of(date.members().begin(), date.members().end(), [&](const SetMember& member) {
        return (member.first && test(*member.first)) || (member.last && test(*member.last));
    });
}

/// The stretch of a part of the period from `days.earliest` to `days.latest`, outward to whole
/// days; whole months when a year is cut into twelfths or less.
Stretch part_days(const WrittenDate& date, const Stretch& days, const PeriodPart& part) {
    if (date.precision == Precision::year && 12 % part.of == 0 && last_month(date.calendar) == 12 &&
        date.calendar != Calendar::julian_march) {
        const int months = 12 / part.of;
        const int shift = date.calendar == Calendar::julian_september ? 8 : 0;
        const auto month = [&](int index) { return (index + shift) % 12 + 1; };
        return {
            {Limit::known, month_days(date.calendar, date.year, month(part.begin * months)).first},
            {Limit::known,
             month_days(date.calendar, date.year, month(part.end * months - 1)).last}};
    }
    const std::int64_t length = days.latest.day - days.earliest.day + 1;
    const std::int64_t begin = floor_divide(length * part.begin, part.of);
    const std::int64_t end = floor_divide(length * part.end + part.of - 1, part.of);
    return known({days.earliest.day + begin, days.earliest.day + (end - 1)});
}

Stretch member_days(const SetMember& member, Hemisphere hemisphere) {
    Stretch days{{Limit::open, {}}, {Limit::open, {}}};
    if (member.first) days.earliest = Bound::at(days_of(*member.first, hemisphere)->first);
    if (member.last) days.latest = Bound::at(days_of(*member.last, hemisphere)->last);
    return days;
}

}  // namespace

void Date::set_days(const Stretch& stretch) {
    earliest_ = stretch.earliest.day;
    earliest_limit_ = stretch.earliest.limit;
    latest_ = stretch.latest.day;
    latest_limit_ = stretch.latest.limit;
    assert(!stretch.earliest.known() || !stretch.latest.known() || earliest_ <= latest_);
}

Stretch Date::begin_days() const {
    if (kind_ != DateKind::interval) return days();
    if (const WrittenDate* written = first()) return known(*days_of(*written, hemisphere_));
    return {earliest(), {earliest_limit_, {}}};
}

Stretch Date::end_days() const {
    if (kind_ != DateKind::interval) return days();
    if (const WrittenDate* written = last()) return known(*days_of(*written, hemisphere_));
    return {{latest_limit_, {}}, latest()};
}

MinuteRange Date::minutes() const {
    MinuteRange minutes = whole_days(days());
    const WrittenDate* from = first();
    const WrittenDate* to = last() != nullptr || kind_ == DateKind::interval ? last() : from;
    switch (kind_) {
        case DateKind::point:
        case DateKind::between:
        case DateKind::interval:
        case DateKind::not_before:
        case DateKind::by:
            if (minutes.begin && from != nullptr) minutes.begin = first_minute(*from, earliest_);
            if (minutes.end && to != nullptr) minutes.end = minute_after(*to, latest_);
            break;
        case DateKind::before:
            if (has_clock(first_)) minutes.end = first_minute(first_, latest_);
            break;
        case DateKind::after:
            if (has_clock(first_)) minutes.begin = minute_after(first_, earliest_);
            break;
        case DateKind::one_of:
        case DateKind::all_of:
        case DateKind::repeated: break;
    }
    return minutes;
}

MinuteRange Date::begin_minutes() const {
    if (kind_ != DateKind::interval) return minutes();
    return first() != nullptr ? minutes_of(*first(), hemisphere_) : MinuteRange{};
}

MinuteRange Date::end_minutes() const {
    if (kind_ != DateKind::interval) return minutes();
    return last() != nullptr ? minutes_of(*last(), hemisphere_) : MinuteRange{};
}

Precision Date::precision() const {
    Precision least = Precision::second;
    bool any = false;
    any_written_date(*this, [&](const WrittenDate& date) {
        least = std::min(least, date.precision);
        any = true;
        return false;
    });
    return any ? least : Precision::none;
}

const WrittenDate* Date::first() const {
    const bool is_set = kind_ == DateKind::one_of || kind_ == DateKind::all_of;
    if (is_set || (kind_ == DateKind::interval && earliest_limit_ != Limit::known)) return nullptr;
    return &first_;
}

const WrittenDate* Date::last() const { return rare_ && rare_->last ? &*rare_->last : nullptr; }

std::span<const SetMember> Date::members() const {
    return rare_ ? std::span<const SetMember>(rare_->members) : std::span<const SetMember>();
}

const PeriodPart* Date::part() const { return rare_ && rare_->part ? &*rare_->part : nullptr; }

bool Date::is_approximate() const {
    return any_written_date(
        *this, [](const WrittenDate& date) { return any_qualifier(date, Qualifier::approximate); });
}

bool Date::is_uncertain() const {
    return any_written_date(
        *this, [](const WrittenDate& date) { return any_qualifier(date, Qualifier::uncertain); });
}

bool operator==(const Date& a, const Date& b) {
    if (a.kind_ != b.kind_ || a.days() != b.days() || a.repetition_ != b.repetition_ ||
        a.hemisphere_ != b.hemisphere_ || a.first_ != b.first_) {
        return false;
    }
    if (a.rare_ == b.rare_) return true;
    return a.rare_ && b.rare_ && *a.rare_ == *b.rare_;
}

Date Date::point(const WrittenDate& date, Hemisphere hemisphere) {
    return point(date, *days_of(date, hemisphere), hemisphere);
}

Date Date::point(const WrittenDate& date, const DayRange& days, Hemisphere hemisphere) {
    Date made;
    made.first_ = date;
    made.hemisphere_ = hemisphere;
    made.set_days(known(days));
    return made;
}

Date Date::part_of(const WrittenDate& date, PeriodPart part, Hemisphere hemisphere) {
    Date made = point(date, hemisphere);
    made.set_days(part_days(date, made.days(), part));
    made.rare_ = std::make_shared<const Rare>(Rare{{}, {}, std::move(part)});
    return made;
}

Date Date::one_sided(DateKind kind, const WrittenDate& date, Hemisphere hemisphere) {
    Date made = point(date, hemisphere);
    made.kind_ = kind;
    const Stretch days = made.days();
    // Before or after a moment of a day, that day itself is still possible.
    const int step = has_clock(date) ? 0 : 1;
    const Bound unknown{};
    switch (kind) {
        case DateKind::before: made.set_days({unknown, Bound::at(days.earliest.day - step)}); break;
        case DateKind::by: made.set_days({unknown, days.latest}); break;
        case DateKind::after: made.set_days({Bound::at(days.latest.day + step), unknown}); break;
        default: made.set_days({days.earliest, unknown}); break;
    }
    return made;
}

Date Date::between(const WrittenDate& first, const WrittenDate& last, Hemisphere hemisphere) {
    Date made = point(first, hemisphere);
    made.kind_ = DateKind::between;
    made.set_days({made.earliest(), Bound::at(days_of(last, hemisphere)->last)});
    made.rare_ = std::make_shared<const Rare>(Rare{last, {}, {}});
    return made;
}

Date Date::interval(const std::optional<WrittenDate>& first, Limit first_limit,
                    const std::optional<WrittenDate>& last, Limit last_limit,
                    Hemisphere hemisphere) {
    Date made;
    made.kind_ = DateKind::interval;
    made.hemisphere_ = hemisphere;
    Stretch days{{first_limit, {}}, {last_limit, {}}};
    if (first) {
        made.first_ = *first;
        days.earliest = Bound::at(days_of(*first, hemisphere)->first);
    }
    if (last) {
        days.latest = Bound::at(days_of(*last, hemisphere)->last);
        made.rare_ = std::make_shared<const Rare>(Rare{last, {}, {}});
    }
    made.set_days(days);
    return made;
}

Date Date::set(DateKind kind, std::vector<SetMember> members, Hemisphere hemisphere) {
    Date made;
    made.kind_ = kind;
    made.hemisphere_ = hemisphere;
    Stretch all = member_days(members.front(), hemisphere);
    for (const SetMember& member : members) {
        const Stretch days = member_days(member, hemisphere);
        if (!days.earliest.known()) {
            all.earliest = days.earliest;
        } else if (all.earliest.known()) {
            all.earliest.day = std::min(all.earliest.day, days.earliest.day);
        }
        if (!days.latest.known()) {
            all.latest = days.latest;
        } else if (all.latest.known()) {
            all.latest.day = std::max(all.latest.day, days.latest.day);
        }
    }
    made.set_days(all);
    made.rare_ = std::make_shared<const Rare>(Rare{{}, std::move(members), {}});
    return made;
}

Date Date::repeated(Repetition repetition, const WrittenDate& first,
                    const std::optional<WrittenDate>& last, Hemisphere hemisphere) {
    Date made = last ? between(first, *last, hemisphere) : point(first, hemisphere);
    made.kind_ = DateKind::repeated;
    made.repetition_ = repetition;
    return made;
}

}  // namespace valla::calendar
