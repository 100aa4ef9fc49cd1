#include "app/date_command.hpp"

#include <memory>
#include <ostream>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "calendar/description.hpp"
#include "calendar/writing.hpp"
#include "text/render.hpp"
#include "text/unicode.hpp"

namespace valla::app {

namespace {

using calendar::Bound;
using calendar::Calendar;
using calendar::CalendarDate;
using calendar::Date;
using calendar::DateDescription;
using calendar::DateKind;
using calendar::Day;
using calendar::Stretch;
using calendar::StretchInCalendar;
using Json = nlohmann::ordered_json;

std::string_view calendar_title(Calendar calendar) {
    switch (calendar) {
        case Calendar::gregorian: return "Gregorian";
        case Calendar::julian: return "Julian";
        case Calendar::julian_march: return "Julian, the year from 25 March";
        case Calendar::julian_september: return "Julian, the year from 1 September";
        case Calendar::french_republican: return "French Republican";
        case Calendar::hebrew: return "Hebrew";
        case Calendar::islamic: return "Islamic, by its tables";
    }
    return "";
}

std::string bound_words(const Bound& bound, const DateCommandOptions& options) {
    switch (bound.limit) {
        case calendar::Limit::known:
            return calendar::day_in_words(bound.day, Calendar::gregorian, options.language);
        case calendar::Limit::open: return "open";
        case calendar::Limit::unknown: break;
    }
    return "not known";
}

void write_row(std::ostream& out, std::string_view name, std::string_view value) {
    out << fmt::format("  {:<12}{}\n", name, value);
}

void write_days(std::ostream& out, const Stretch& days, const DateCommandOptions& options,
                std::string_view earliest, std::string_view latest) {
    write_row(out, earliest, bound_words(days.earliest, options));
    write_row(out, latest, bound_words(days.latest, options));
}

std::string doubt_words(const DateDescription& description, std::size_t dates) {
    std::string text;
    for (const calendar::DoubtfulPart& part : description.doubtful) {
        if (!text.empty()) text += ", ";
        text += calendar::component_name(part.component);
        if (dates > 1) text += fmt::format(" of date {}", part.date + 1);
        text += ' ';
        text += part.qualifier == calendar::Qualifier::uncertain_and_approximate
                    ? "uncertain and approximate"
                    : calendar::qualifier_name(part.qualifier);
    }
    return text;
}

void write_in_calendar(std::ostream& out, const StretchInCalendar& stretch) {
    std::string text = stretch.earliest ? stretch.earliest_words : "...";
    const bool one_day = stretch.earliest && stretch.latest && stretch.earliest == stretch.latest;
    if (!one_day) text += " to " + (stretch.latest ? stretch.latest_words : std::string("..."));
    if (stretch.uncertainty != 0) {
        text += fmt::format(", to {} day either way", stretch.uncertainty);
    }
    write_row(out, calendar_name(stretch.calendar), text);
}

void write_text(std::ostream& out, const std::string& text, const Date& date,
                const DateDescription& description, const DateCommandOptions& options) {
    out << text::printable(text) << '\n';
    if (description.begin_days && description.end_days) {
        write_days(out, *description.begin_days, options, "began", "  or until");
        write_days(out, *description.end_days, options, "ended", "  or until");
    } else {
        write_days(out, description.days, options, "earliest", "latest");
    }
    if (description.kind != DateKind::point) {
        write_row(out, "kind", calendar::kind_name(description.kind));
    }
    write_row(out, "precision", calendar::precision_name(description.precision));
    std::string calendar(calendar_title(description.calendar));
    if (!description.calendar_named) calendar += ", which the text does not name";
    write_row(out, "calendar", calendar);
    if (description.year_supplied) write_row(out, "year", "supplied by the researcher");
    if (description.repetition != calendar::Repetition::none) {
        write_row(out, "every", calendar::repetition_name(description.repetition));
    }
    if (!description.doubtful.empty()) {
        const std::size_t dates = date.last() != nullptr ? 2 : date.members().size();
        write_row(out, "doubt", doubt_words(description, dates));
    }
    std::string edtf = description.edtf;
    if (!description.edtf_leaves_out.empty()) {
        edtf += fmt::format("   (leaves out {})", description.edtf_leaves_out);
    }
    write_row(out, "EDTF", edtf);
    write_row(out, "words", description.words);
    for (const StretchInCalendar& stretch : description.calendars) write_in_calendar(out, stretch);
}

/// ISO 8601 with as many digits as the year has.
std::string iso(const CalendarDate& date) {
    const bool negative = date.year < 0;
    return fmt::format("{}{:04}-{:02}-{:02}", negative ? "-" : "",
                       negative ? -date.year : date.year, date.month, date.day);
}

Json bound_json(const Bound& bound) {
    Json json{{"limit", calendar::limit_name(bound.limit)}};
    if (bound.known()) {
        json["day"] = bound.day.number;
        json["date"] = iso(from_day(Calendar::gregorian, bound.day));
    }
    return json;
}

Json stretch_json(const Stretch& days) {
    return {{"earliest", bound_json(days.earliest)}, {"latest", bound_json(days.latest)}};
}

Json calendar_json(const StretchInCalendar& stretch) {
    const auto end = [](const std::optional<CalendarDate>& date, const std::string& words) {
        if (!date) return Json(nullptr);
        return Json{
            {"year", date->year}, {"month", date->month}, {"day", date->day}, {"words", words}};
    };
    return {{"calendar", calendar_name(stretch.calendar)},
            {"earliest", end(stretch.earliest, stretch.earliest_words)},
            {"latest", end(stretch.latest, stretch.latest_words)},
            {"uncertain_days", stretch.uncertainty}};
}

Json date_json(const std::string& text, const DateDescription& description) {
    Json json{{"text", text}, {"kind", calendar::kind_name(description.kind)}};
    json.update(stretch_json(description.days));
    if (description.begin_days && description.end_days) {
        json["began"] = stretch_json(*description.begin_days);
        json["ended"] = stretch_json(*description.end_days);
    }
    json["precision"] = calendar::precision_name(description.precision);
    json["calendar"] = calendar_name(description.calendar);
    json["calendar_named"] = description.calendar_named;
    json["year_supplied"] = description.year_supplied;
    json["every"] = description.repetition == calendar::Repetition::none
                        ? Json(nullptr)
                        : Json(calendar::repetition_name(description.repetition));
    json["doubt"] = Json::array();
    for (const calendar::DoubtfulPart& part : description.doubtful) {
        json["doubt"].push_back({{"date", part.date},
                                 {"part", calendar::component_name(part.component)},
                                 {"qualifier", calendar::qualifier_name(part.qualifier)}});
    }
    json["edtf"] = description.edtf;
    json["edtf_leaves_out"] = description.edtf_leaves_out;
    json["words"] = description.words;
    json["calendars"] = Json::array();
    for (const StretchInCalendar& stretch : description.calendars) {
        json["calendars"].push_back(calendar_json(stretch));
    }
    return json;
}

}  // namespace

int date_command(const std::vector<std::string>& texts, const DateCommandOptions& options,
                 std::ostream& out, std::ostream& err) {
    // Messages point into their sources, which stay where they are.
    std::vector<std::unique_ptr<text::Source>> sources;
    std::vector<text::PlacedMessage> messages;
    Json dates = Json::array();
    bool first = true;
    for (const std::string& text : texts) {
        auto date = calendar::read_date(text, options.reading);
        if (!date) {
            sources.push_back(std::make_unique<text::Source>("date", text));
            messages.push_back({sources.back().get(), std::move(date.error())});
            if (options.format == DateFormat::text) err << render_for_people(messages.back());
            continue;
        }
        const DateDescription description = calendar::describe(*date, options.language, options.to);
        if (options.format == DateFormat::json) {
            dates.push_back(date_json(text, description));
            continue;
        }
        if (!first) out << '\n';
        first = false;
        write_text(out, text, *date, description, options);
    }
    if (options.format == DateFormat::json) {
        Json envelope = Json::parse(text::render_as_json("date", messages));
        envelope["dates"] = std::move(dates);
        out << envelope.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    }
    return messages.empty() ? 0 : 1;
}

}  // namespace valla::app
