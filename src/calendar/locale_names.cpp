#include "calendar/locale_names.hpp"

#include <array>
#include <memory>

#include <unicode/dtfmtsym.h>
#include <unicode/smpdtfmt.h>

namespace valla::calendar {

namespace {

using icu::DateFormatSymbols;

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

}  // namespace

std::vector<NamedNumber> month_names(Language language, Calendar calendar) {
    std::vector<NamedNumber> found;
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

std::vector<std::string> written_month_names(Language language, Calendar calendar, NameForm form) {
    return Symbols(language, locale_calendar(calendar))
        .months(form == NameForm::alone ? DateFormatSymbols::STANDALONE : DateFormatSymbols::FORMAT,
                DateFormatSymbols::WIDE);
}

std::vector<std::string> written_weekday_names(Language language) {
    return Symbols(language, "gregorian")
        .weekdays(DateFormatSymbols::STANDALONE, DateFormatSymbols::WIDE);
}

}  // namespace valla::calendar
