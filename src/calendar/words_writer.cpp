// The functions of writing.hpp that give words.

#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "calendar/arithmetic.hpp"
#include "calendar/names.hpp"
#include "calendar/word_forms.hpp"
#include "calendar/writing.hpp"

namespace valla::calendar {

namespace {

std::string roman(std::int64_t number) {
    struct Part {
        std::int64_t value;
        std::string_view letters;
    };
    constexpr std::array<Part, 13> parts = {{{1000, "M"},
                                             {900, "CM"},
                                             {500, "D"},
                                             {400, "CD"},
                                             {100, "C"},
                                             {90, "XC"},
                                             {50, "L"},
                                             {40, "XL"},
                                             {10, "X"},
                                             {9, "IX"},
                                             {5, "V"},
                                             {4, "IV"},
                                             {1, "I"}}};
    std::string text;
    for (const Part& part : parts) {
        for (; number >= part.value; number -= part.value) text += part.letters;
    }
    return text;
}

std::string_view english_ending(std::int64_t number) {
    if (number / 10 % 10 == 1) return "th";
    switch (number % 10) {
        case 1: return "st";
        case 2: return "nd";
        case 3: return "rd";
        default: return "th";
    }
}

constexpr bool is_solar(Calendar calendar) { return calendar <= Calendar::julian_september; }

class WordsWriter {
  public:
    explicit WordsWriter(Language language) : language_(language), forms_(word_forms(language)) {}

    [[nodiscard]] std::string write(const Date& date) const;

    /// One date, in a case; `inner` when it stands in a frame with another.
    [[nodiscard]] std::string point(const WrittenDate& date, Case wanted, bool inner) const;

    /// One or two dates with the words around them.
    [[nodiscard]] std::string framed(const Frame& frame, const WrittenDate& date) const;
    [[nodiscard]] std::string framed(const Frame& frame, const WrittenDate& first,
                                     const WrittenDate& last) const;

  private:
    [[nodiscard]] std::string plain(const WrittenDate& date, Case wanted) const;
    [[nodiscard]] std::string year(const WrittenDate& date) const;
    [[nodiscard]] std::string supplied_year(const WrittenDate& date) const;
    [[nodiscard]] std::string day_and_month(const WrittenDate& date) const;
    [[nodiscard]] std::string month_alone(const WrittenDate& date, Case wanted) const;
    [[nodiscard]] std::string season(const WrittenDate& date, Case wanted) const;
    [[nodiscard]] std::string decade(const WrittenDate& date, Case wanted) const;
    [[nodiscard]] std::string century(const WrittenDate& date) const;
    [[nodiscard]] std::string clock(const WrittenDate& date) const;
    [[nodiscard]] std::string doubtful_parts(const WrittenDate& date) const;
    [[nodiscard]] std::string interval(const Date& date) const;
    [[nodiscard]] std::string set(const Date& date) const;
    [[nodiscard]] std::string repeated(const Date& date) const;
    [[nodiscard]] static bool needs_article(const WrittenDate& date) {
        return date.day_present && date.unspecified == 0;
    }

    Language language_;
    const WordForms& forms_;
};

std::string WordsWriter::year(const WrittenDate& date) const {
    const std::string_view end = forms_.year_end;
    if (!is_solar(date.calendar)) {
        const bool in_roman = date.month_present && date.calendar == Calendar::french_republican &&
                              date.year > 0 && date.year < 4000;
        if (in_roman) return roman(date.year);
        // Without a day before it, a small number would read as a day.
        if (!date.day_present && date.year < 100)
            return fmt::format("{} {}", forms_.parts[0], date.year);
        return std::to_string(date.year);
    }
    if (date.year_in_two_styles) {
        return fmt::format("{}/{}{}", date.year - 1, date.year % 10, end);
    }
    if (date.year <= 0) return fmt::format("{}{}{}", 1 - date.year, end, forms_.before_common_era);
    if (date.year < 100 || date.year > 9999)
        return fmt::format("{}{}{}", date.year, end, forms_.common_era);
    return fmt::format("{}{}", date.year, end);
}

/// A year of the researcher's, in brackets.
std::string WordsWriter::supplied_year(const WrittenDate& date) const {
    std::string supplied = year(date);
    const std::string_view end = forms_.year_end;
    if (!end.empty() && supplied.ends_with(end)) supplied.resize(supplied.size() - end.size());
    return fmt::format("({})", supplied);
}

std::string WordsWriter::day_and_month(const WrittenDate& date) const {
    const std::string_view month =
        month_name(language_, date.calendar, date.month, NameForm::in_date);
    switch (language_) {
        case Language::german: return fmt::format("{}. {}", date.day, month);
        case Language::french:
            return date.day == 1 ? fmt::format("1er {}", month)
                                 : fmt::format("{} {}", date.day, month);
        default: return fmt::format("{}{}{}", date.day, forms_.month_link, month);
    }
}

std::string WordsWriter::month_alone(const WrittenDate& date, Case wanted) const {
    const auto name = [&](NameForm form) {
        return std::string(month_name(language_, date.calendar, date.month, form));
    };
    if (language_ != Language::russian || wanted == Case::nominative ||
        wanted == Case::accusative) {
        return name(NameForm::alone);
    }
    if (wanted == Case::genitive || !is_solar(date.calendar)) return name(NameForm::in_date);
    std::string alone = name(NameForm::alone);
    const bool hard = alone.ends_with("т");
    if (!hard) alone.resize(alone.size() - std::string_view("ь").size());
    const bool stressed = date.month <= 2 || date.month >= 9;
    return alone + (hard ? "ом" : stressed ? "ём" : "ем");
}

std::string WordsWriter::season(const WrittenDate& date, Case wanted) const {
    const int code = date.month;
    if (code >= 33 && code <= 36) {
        return std::string(forms_.quarters[static_cast<std::size_t>(code - 33)]) +
               std::string(forms_.season_link) + year(date);
    }
    if (code >= 40) {
        return std::string(forms_.halves[static_cast<std::size_t>(code - 40)]) +
               std::string(forms_.season_link) + year(date);
    }
    if (code >= 37) return fmt::format("{:04}-{}", date.year, code);
    const auto index = static_cast<std::size_t>((code - 21) % 4);
    std::string name(forms_.seasons[index]);
    if (language_ == Language::russian) {
        constexpr std::array<std::array<std::string_view, 4>, 4> cases = {
            {{"весна", "весны", "весну", "весной"},
             {"лето", "лета", "лето", "летом"},
             {"осень", "осени", "осень", "осенью"},
             {"зима", "зимы", "зиму", "зимой"}}};
        name = cases[index][static_cast<std::size_t>(wanted)];
    }
    const std::string_view link = language_ == Language::english ? " " : forms_.season_link;
    std::string text = name + std::string(link);
    if (date.year_in_two_styles) {
        text += fmt::format("{}/{:02}{}", date.year - 1, date.year % 100, forms_.year_end);
    } else if (date.year_supplied) {
        text = name + " " + supplied_year(date);
    } else {
        text += year(date);
    }
    if (code >= 25) text += fmt::format(" ({})", code < 29 ? forms_.north : forms_.south);
    return text;
}

std::string WordsWriter::decade(const WrittenDate& date, Case wanted) const {
    const std::int64_t number = date.before_era ? -date.year - 8 : date.year;
    std::string text;
    switch (language_) {
        case Language::english: text = fmt::format("the {}s", number); break;
        case Language::russian:
            text = fmt::format("{}-{} гг.", number, wanted == Case::genitive ? "х" : "е");
            break;
        case Language::german: text = fmt::format("{}er Jahre", number); break;
        case Language::french: text = fmt::format("années {}", number); break;
        case Language::spanish: text = fmt::format("años {}", number); break;
    }
    if (date.before_era) text += forms_.before_common_era;
    return text;
}

std::string WordsWriter::century(const WrittenDate& date) const {
    const std::int64_t number = date.before_era ? (1 - date.year) / 100 : date.year / 100 + 1;
    std::string text;
    switch (language_) {
        case Language::english:
            text = fmt::format("{}{} century", number, english_ending(number));
            break;
        case Language::russian: text = fmt::format("{} век", roman(number)); break;
        case Language::german: text = fmt::format("{}. Jahrhundert", number); break;
        case Language::french:
            text = fmt::format("{}{} siècle", roman(number), number == 1 ? "er" : "e");
            break;
        case Language::spanish: text = fmt::format("siglo {}", roman(number)); break;
    }
    if (date.before_era) text += forms_.before_common_era;
    return text;
}

std::string WordsWriter::clock(const WrittenDate& date) const {
    const ClockTime& time = date.clock;
    std::string text;
    const auto doubt = date.qualifiers.of(Component::clock);
    if (doubt == Qualifier::approximate || doubt == Qualifier::uncertain_and_approximate) {
        text += forms_.about_inner;
    }
    text += fmt::format("{}:{:02}", time.hour, time.minute);
    if (date.precision == Precision::second) text += fmt::format(":{:02}", time.second);
    if (time.zone == ClockTime::utc) {
        text += " UTC";
    } else if (time.zone != ClockTime::no_zone) {
        const int size = time.zone < 0 ? -time.zone : time.zone;
        text += fmt::format(" {}{:02}:{:02}", time.zone < 0 ? '-' : '+', size / 60, size % 60);
    }
    return text;
}

/// A date without its marks of doubt.
std::string WordsWriter::plain(const WrittenDate& date, Case wanted) const {
    std::string text;
    const bool month_or_day = date.month_present && date.month <= 13;
    if (date.precision == Precision::decade && (date.unspecified == 1 || date.before_era) &&
        !date.negative) {
        text = decade(date, wanted);
    } else if (date.precision == Precision::century && !date.negative &&
               (date.unspecified == 3 || date.unspecified == 0)) {
        text = century(date);
    } else if (date.unspecified != 0 || date.significant_digits != 0) {
        WrittenDate unmarked = date;
        unmarked.qualifiers = {};
        return to_edtf(Date::point(unmarked));
    } else if (month_or_day) {
        text = date.day_present ? day_and_month(date) : month_alone(date, wanted);
        const std::string_view link =
            date.calendar == Calendar::french_republican ? " " : forms_.month_link;
        if (date.year_supplied) {
            text += " " + supplied_year(date);
        } else {
            text += std::string(link) + year(date);
        }
    } else if (date.month_present) {
        text = season(date, wanted);
    } else {
        text = year(date);
    }
    const bool told_by_month = month_or_day && !is_solar(date.calendar);
    if (date.calendar != Calendar::gregorian && !told_by_month) {
        text += fmt::format(" ({})", forms_.calendars[static_cast<std::size_t>(date.calendar)]);
    }
    if (date.precision >= Precision::minute) text += ", " + clock(date);
    return text;
}

/// "month approximate": the parts that bear marks which the whole does not.
std::string WordsWriter::doubtful_parts(const WrittenDate& date) const {
    std::string text;
    for (const Component component : {Component::year, Component::month, Component::day}) {
        const Qualifier mark = date.qualifiers.of(component);
        const auto has = [&](Qualifier wanted) {
            return (static_cast<int>(mark) & static_cast<int>(wanted)) != 0;
        };
        if (mark == Qualifier::none) continue;
        text += text.empty() ? "" : ", ";
        text += forms_.parts[static_cast<std::size_t>(component)];
        if (has(Qualifier::uncertain)) text += " " + std::string(forms_.uncertain);
        if (has(Qualifier::approximate)) text += " " + std::string(forms_.approximate);
    }
    return text;
}

std::string WordsWriter::point(const WrittenDate& date, Case wanted, bool inner) const {
    const Qualifier whole = date.qualifiers.of(Component::year);
    const bool even = (!date.month_present || date.qualifiers.of(Component::month) == whole) &&
                      (!date.day_present || date.qualifiers.of(Component::day) == whole);
    if (!even) return fmt::format("{} ({})", plain(date, wanted), doubtful_parts(date));
    const auto has = [&](Qualifier mark) {
        return (static_cast<int>(whole) & static_cast<int>(mark)) != 0;
    };
    std::string text;
    if (has(Qualifier::approximate)) {
        text += inner ? forms_.about_inner : forms_.about;
        if (language_ == Language::russian && !inner) wanted = Case::genitive;
    }
    text += plain(date, wanted);
    if (has(Qualifier::uncertain)) text += " (?)";
    return text;
}

std::string WordsWriter::framed(const Frame& frame, const WrittenDate& date) const {
    return std::string(needs_article(date) ? frame.lead_day : frame.lead) +
           point(date, frame.first_case, true);
}

std::string WordsWriter::framed(const Frame& frame, const WrittenDate& first,
                                const WrittenDate& last) const {
    return framed(frame, first) + std::string(needs_article(last) ? frame.link_day : frame.link) +
           point(last, frame.last_case, true);
}

std::string WordsWriter::interval(const Date& date) const {
    const WrittenDate* first = date.first();
    const WrittenDate* last = date.last();
    const bool open_begin = date.earliest().limit == Limit::open;
    const bool open_end = date.latest().limit == Limit::open;
    if (first != nullptr && last != nullptr) return framed(forms_.from_to, *first, *last);
    if (first != nullptr) {
        std::string text = framed(forms_.since, *first);
        if (open_end) text += fmt::format(", {}", forms_.open_end);
        return text;
    }
    if (last != nullptr) {
        std::string text = framed(forms_.until, *last);
        if (open_begin) text += fmt::format(", {}", forms_.open_begin);
        return text;
    }
    std::string text;
    if (open_begin) text += forms_.open_begin;
    if (open_begin && open_end) text += ", ";
    if (open_end) text += forms_.open_end;
    return text;
}

std::string WordsWriter::set(const Date& date) const {
    const bool one_of = date.kind() == DateKind::one_of;
    std::string text(one_of ? std::string_view() : forms_.all_of);
    const auto members = date.members();
    for (std::size_t index = 0; index < members.size(); ++index) {
        if (index > 0) {
            const bool last = index + 1 == members.size();
            text += !last    ? std::string_view(", ")
                    : one_of ? forms_.alternative
                             : forms_.conjunction;
        }
        const SetMember& member = members[index];
        if (!member.first) {
            text += point(*member.last, Case::nominative, true) +
                    std::string(one_of ? forms_.or_earlier : forms_.and_earlier);
        } else if (!member.last) {
            text += point(*member.first, Case::nominative, true) +
                    std::string(one_of ? forms_.or_later : forms_.and_later);
        } else if (*member.first == *member.last) {
            text += point(*member.first, Case::nominative, true);
        } else {
            text += framed(one_of ? forms_.between : forms_.from_to, *member.first, *member.last);
        }
    }
    return text;
}

std::string WordsWriter::repeated(const Date& date) const {
    const auto index = static_cast<std::size_t>(date.repetition()) - 1;
    std::string text(forms_.every[index]);
    const bool english = language_ == Language::english;
    if (date.last() != nullptr) {
        return text + (english ? " " : ", ") + framed(forms_.from_to, *date.first(), *date.last());
    }
    return text + std::string(forms_.every_link) + point(*date.first(), Case::nominative, true);
}

std::string WordsWriter::write(const Date& date) const {
    switch (date.kind()) {
        case DateKind::point: {
            const std::string text = point(*date.first(), Case::nominative, false);
            return date.part() != nullptr ? date.part()->word + " " + text : text;
        }
        case DateKind::between: return framed(forms_.between, *date.first(), *date.last());
        case DateKind::before: return framed(forms_.before, *date.first());
        case DateKind::by: return framed(forms_.by, *date.first());
        case DateKind::after: return framed(forms_.after, *date.first());
        case DateKind::not_before: return framed(forms_.not_before, *date.first());
        case DateKind::interval: return interval(date);
        case DateKind::one_of:
        case DateKind::all_of: return set(date);
        case DateKind::repeated: return repeated(date);
    }
    return "";
}

WrittenDate written_day(Calendar calendar, Day day) {
    const CalendarDate named = from_day(calendar, day);
    WrittenDate date;
    date.year = named.year;
    date.month = named.month;
    date.day = named.day;
    date.month_present = date.day_present = true;
    date.precision = Precision::day;
    date.calendar = calendar;
    return date;
}

/// The day, month or year of a calendar that has just these days; nothing when there is none.
std::optional<WrittenDate> written_period(Calendar calendar, const DayRange& days) {
    WrittenDate date = written_day(calendar, days.first);
    if (days.first == days.last) return date;
    date.day = 0;
    date.day_present = false;
    date.precision = Precision::month;
    // March of a year that begins on 25 March is no stretch of its own.
    const bool has_stretch = calendar != Calendar::julian_march || date.month != 3;
    if (has_stretch && month_days(calendar, date.year, date.month) == days) return date;
    date.month = 0;
    date.month_present = false;
    date.precision = Precision::year;
    if (year_days(calendar, date.year) == days) return date;
    return std::nullopt;
}

}  // namespace

std::string to_words(const Date& date, Language language) {
    return WordsWriter(language).write(date);
}

std::string day_in_words(Day day, Calendar calendar, Language language) {
    return WordsWriter(language).point(written_day(calendar, day), Case::nominative, false);
}

std::string stretch_in_words(const Stretch& days, Calendar calendar, Language language) {
    const WordsWriter writer(language);
    const WordForms& forms = word_forms(language);
    const Bound& earliest = days.earliest;
    const Bound& latest = days.latest;
    if (earliest.known() && latest.known()) {
        if (const auto whole = written_period(calendar, {earliest.day, latest.day}))
            return writer.point(*whole, Case::nominative, false);
        return writer.framed(forms.between, written_day(calendar, earliest.day),
                             written_day(calendar, latest.day));
    }
    std::string text;
    const auto add = [&](std::string_view words) {
        if (!text.empty()) text += ", ";
        text += words;
    };
    if (earliest.known()) add(writer.framed(forms.not_before, written_day(calendar, earliest.day)));
    if (latest.known()) add(writer.framed(forms.by, written_day(calendar, latest.day)));
    if (earliest.limit == Limit::open) add(forms.open_begin);
    if (latest.limit == Limit::open) add(forms.open_end);
    return text.empty() ? std::string(forms.unknown) : text;
}

std::string minute_in_words(std::int64_t minute, Calendar calendar, Language language) {
    const std::int64_t time = floor_remainder(minute, minutes_per_day);
    WrittenDate date = written_day(calendar, {floor_divide(minute, minutes_per_day)});
    date.precision = Precision::minute;
    date.clock.hour = static_cast<std::uint8_t>(time / 60);
    date.clock.minute = static_cast<std::uint8_t>(time % 60);
    return WordsWriter(language).point(date, Case::nominative, false);
}

std::optional<std::string> clock_of_limit(std::int64_t minute, LimitRole role, std::int64_t slack) {
    const std::int64_t time = floor_remainder(minute, minutes_per_day);
    const std::int64_t off = role == LimitRole::by ? minutes_per_day - 1 - time : time;
    if (off <= slack) return std::nullopt;
    if (role == LimitRole::not_before && time == minutes_per_day - 1) return "24:00";
    return fmt::format("{}:{:02}", time / 60, time % 60);
}

}  // namespace valla::calendar
