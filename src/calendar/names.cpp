#include "calendar/names.hpp"

#include <array>
#include <memory>

#include <unicode/dtfmtsym.h>
#include <unicode/smpdtfmt.h>

namespace valla::calendar {

namespace {

using icu::DateFormatSymbols;

constexpr std::array<std::string_view, 13> republican_months = {"Vendémiaire",
                                                                "Brumaire",
                                                                "Frimaire",
                                                                "Nivôse",
                                                                "Pluviôse",
                                                                "Ventôse",
                                                                "Germinal",
                                                                "Floréal",
                                                                "Prairial",
                                                                "Messidor",
                                                                "Thermidor",
                                                                "Fructidor",
                                                                "jours complémentaires"};

/// The locale data of a calendar in a language. ICU's own copy lives as long as the format it
/// belongs to.
class Symbols {
  public:
    Symbols(Language language, const char* calendar) {
        UErrorCode status = U_ZERO_ERROR;
        const std::string locale =
            std::string(language_code(language)) + "@calendar=" + std::string(calendar);
        format_ = std::make_unique<icu::SimpleDateFormat>(icu::UnicodeString("y"),
                                                          icu::Locale(locale.c_str()), status);
        if (U_FAILURE(status)) format_.reset();
    }

    [[nodiscard]] std::vector<std::string> months(DateFormatSymbols::DtContextType context,
                                                  DateFormatSymbols::DtWidthType width) const {
        if (!format_) return {};
        std::int32_t count = 0;
        const icu::UnicodeString* names =
            format_->getDateFormatSymbols()->getMonths(count, context, width);
        return to_utf8(names, count);
    }
    [[nodiscard]] std::vector<std::string> weekdays(DateFormatSymbols::DtContextType context,
                                                    DateFormatSymbols::DtWidthType width) const {
        if (!format_) return {};
        std::int32_t count = 0;
        const icu::UnicodeString* names =
            format_->getDateFormatSymbols()->getWeekdays(count, context, width);
        return to_utf8(names, count);
    }

  private:
    static std::vector<std::string> to_utf8(const icu::UnicodeString* names, std::int32_t count) {
        std::vector<std::string> texts;
        for (std::int32_t index = 0; index < count; ++index) {
            names[index].toUTF8String(texts.emplace_back());
        }
        return texts;
    }

    std::unique_ptr<icu::SimpleDateFormat> format_;
};

const char* locale_calendar(Calendar calendar) {
    switch (calendar) {
        case Calendar::hebrew: return "hebrew";
        case Calendar::islamic: return "islamic-civil";
        default: return "gregorian";
    }
}

constexpr std::array contexts = {DateFormatSymbols::FORMAT, DateFormatSymbols::STANDALONE};
constexpr std::array widths = {DateFormatSymbols::WIDE, DateFormatSymbols::ABBREVIATED};

/// ICU keeps "Adar II" behind the thirteen months; it is the Adar of leap years.
int month_number(std::size_t index) { return index == 13 ? 7 : static_cast<int>(index) + 1; }

/// ICU's weekdays begin with an empty name, then Sunday.
int weekday_number(std::size_t index) { return index == 1 ? 7 : static_cast<int>(index) - 1; }

/// The names for writing, all made together by the first use.
struct WrittenNames {
    // By language, then calendar (0 solar, 1 Hebrew, 2 Islamic), then form.
    std::array<std::array<std::array<std::vector<std::string>, 2>, 3>, language_count> months;
    std::array<std::vector<std::string>, language_count> weekdays;

    WrittenNames() {
        constexpr std::array calendars = {Calendar::gregorian, Calendar::hebrew, Calendar::islamic};
        for (int number = 0; number < language_count; ++number) {
            const auto language = static_cast<Language>(number);
            const auto row = static_cast<std::size_t>(number);
            for (std::size_t calendar = 0; calendar < calendars.size(); ++calendar) {
                const Symbols symbols(language, locale_calendar(calendars[calendar]));
                months[row][calendar][0] =
                    symbols.months(DateFormatSymbols::STANDALONE, DateFormatSymbols::WIDE);
                months[row][calendar][1] =
                    symbols.months(DateFormatSymbols::FORMAT, DateFormatSymbols::WIDE);
            }
            weekdays[row] = Symbols(language, "gregorian")
                                .weekdays(DateFormatSymbols::STANDALONE, DateFormatSymbols::WIDE);
        }
    }

    static const WrittenNames& get() {
        static const WrittenNames names;
        return names;
    }
};

}  // namespace

std::string_view month_name(Language language, Calendar calendar, int month, NameForm form) {
    const auto index = static_cast<std::size_t>(month - 1);
    if (calendar == Calendar::french_republican) return republican_months[index];
    const std::size_t kind = calendar == Calendar::hebrew    ? 1
                             : calendar == Calendar::islamic ? 2
                                                             : 0;
    const auto& names =
        WrittenNames::get()
            .months[static_cast<std::size_t>(language)][kind][static_cast<std::size_t>(form)];
    return index < names.size() ? std::string_view(names[index]) : std::string_view();
}

std::string_view weekday_name(Language language, Weekday day) {
    const auto& names = WrittenNames::get().weekdays[static_cast<std::size_t>(language)];
    const std::size_t index = day == Weekday::sunday ? 1 : static_cast<std::size_t>(day) + 1;
    return index < names.size() ? std::string_view(names[index]) : std::string_view();
}

std::vector<NamedNumber> month_names(Language language, Calendar calendar) {
    std::vector<NamedNumber> found;
    if (calendar == Calendar::french_republican) {
        for (std::size_t index = 0; index < republican_months.size(); ++index) {
            found.push_back({std::string(republican_months[index]), month_number(index)});
        }
        return found;
    }
    const Symbols symbols(language, locale_calendar(calendar));
    for (const auto context : contexts) {
        for (const auto width : widths) {
            const auto names = symbols.months(context, width);
            for (std::size_t index = 0; index < names.size(); ++index) {
                found.push_back({names[index], month_number(index)});
            }
        }
    }
    return found;
}

std::vector<NamedNumber> weekday_names(Language language) {
    std::vector<NamedNumber> found;
    const Symbols symbols(language, "gregorian");
    for (const auto context : contexts) {
        for (const auto width : widths) {
            const auto names = symbols.weekdays(context, width);
            for (std::size_t index = 1; index < names.size(); ++index) {
                found.push_back({names[index], weekday_number(index)});
            }
        }
    }
    return found;
}

}  // namespace valla::calendar
