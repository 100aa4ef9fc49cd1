#include "calendar/description.hpp"

#include <array>

#include "calendar/writing.hpp"

namespace valla::calendar {

namespace {

template <typename Enum, std::size_t Count>
std::string_view name_of(Enum value, const std::array<std::string_view, Count>& names) {
    const auto index = static_cast<std::size_t>(value);
    return index < Count ? names[index] : std::string_view();
}

constexpr std::array<std::string_view, 10> kinds = {"point",  "between",    "before",   "by",
                                                    "after",  "not-before", "interval", "one-of",
                                                    "all-of", "repeated"};
constexpr std::array<std::string_view, 10> precisions = {
    "none",   "millennium", "century", "decade", "year",
    "season", "month",      "day",     "minute", "second"};
constexpr std::array<std::string_view, 3> limits = {"known", "open", "unknown"};
constexpr std::array<std::string_view, 4> qualifiers = {"none", "uncertain", "approximate",
                                                        "uncertain-and-approximate"};
constexpr std::array<std::string_view, 4> components = {"year", "month", "day", "clock"};
constexpr std::array<std::string_view, 15> repetitions = {
    "none", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "day",  "night",  "morning", "evening",   "week",     "month",  "year"};

void add_doubtful(const WrittenDate& date, std::size_t index, std::vector<DoubtfulPart>& doubtful) {
    for (const Component component :
         {Component::year, Component::month, Component::day, Component::clock}) {
        const Qualifier qualifier = date.qualifiers.of(component);
        if (qualifier != Qualifier::none) doubtful.push_back({index, component, qualifier});
    }
}

/// The written dates of a date, in the order of the text.
std::vector<const WrittenDate*> written_dates(const Date& date) {
    std::vector<const WrittenDate*> written;
    if (date.first() != nullptr) written.push_back(date.first());
    if (date.last() != nullptr) written.push_back(date.last());
    for (const SetMember& member : date.members()) {
        if (member.first) written.push_back(&*member.first);
        if (member.last && member.last != member.first) written.push_back(&*member.last);
    }
    return written;
}

}  // namespace

std::string_view kind_name(DateKind kind) { return name_of(kind, kinds); }
std::string_view precision_name(Precision precision) { return name_of(precision, precisions); }
std::string_view limit_name(Limit limit) { return name_of(limit, limits); }
std::string_view qualifier_name(Qualifier qualifier) { return name_of(qualifier, qualifiers); }
std::string_view component_name(Component component) { return name_of(component, components); }
std::string_view repetition_name(Repetition repetition) { return name_of(repetition, repetitions); }

DateDescription describe(const Date& date, Language language,
                         const std::vector<Calendar>& calendars) {
    DateDescription description{};
    description.kind = date.kind();
    description.days = date.days();
    if (date.kind() == DateKind::interval) {
        description.begin_days = date.begin_days();
        description.end_days = date.end_days();
    }
    description.precision = date.precision();
    description.repetition = date.repetition();
    const auto written = written_dates(date);
    for (std::size_t index = 0; index < written.size(); ++index) {
        add_doubtful(*written[index], index, description.doubtful);
        description.year_supplied = description.year_supplied || written[index]->year_supplied;
    }
    if (!written.empty()) {
        description.calendar = written.front()->calendar;
        description.calendar_named = written.front()->calendar_named;
    }
    description.edtf = to_edtf(date);
    description.edtf_leaves_out = edtf_leaves_out(date);
    description.words = to_words(date, language);
    for (const Calendar calendar : calendars) {
        StretchInCalendar stretch;
        stretch.calendar = calendar;
        stretch.uncertainty = day_uncertainty(calendar);
        if (date.earliest().known()) {
            stretch.earliest = from_day(calendar, date.earliest().day);
            stretch.earliest_words = day_in_words(date.earliest().day, calendar, language);
        }
        if (date.latest().known()) {
            stretch.latest = from_day(calendar, date.latest().day);
            stretch.latest_words = day_in_words(date.latest().day, calendar, language);
        }
        description.calendars.push_back(std::move(stretch));
    }
    return description;
}

}  // namespace valla::calendar
