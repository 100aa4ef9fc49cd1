// A program of the build: writes the words of dates as tables (word_tables.hpp), so that none has
// to be folded, and no locale data opened, each time that Valla starts.
//
//     word_maker word_tables.cpp

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "calendar/lexicon_words.hpp"
#include "calendar/locale_names.hpp"
#include "calendar/names.hpp"
#include "calendar/tokens.hpp"

namespace valla::calendar {

/// The words are folded before there are any to be found; tokens.cpp asks for them all the same.
const LexiconWord* find_word(std::string_view, LanguageSet) { return nullptr; }

namespace {

struct Row {
    std::string folded;
    LanguageSet languages;
    Meaning meaning;
};

/// The rows of word_tables.hpp, in the order in which they go before one another.
class RowMaker {
  public:
    std::vector<Row> make() {
        for (int number = 0; number < language_count; ++number) {
            const auto language = static_cast<Language>(number);
            add_months(language, Calendar::gregorian);
            add_weekdays(language);
        }
        for (const KeywordRow& row : keyword_rows()) {
            Meaning meaning{};
            meaning.add(row.keyword);
            add_phrases(row.phrases, row.languages, meaning);
        }
        for (const NumberedRow& row : numbered_rows()) add_numbered(row);
        for (int number = 0; number < language_count; ++number) {
            const auto language = static_cast<Language>(number);
            add_months(language, Calendar::hebrew);
            add_months(language, Calendar::islamic);
        }
        // Their names are French in every language.
        int number = 0;
        for (const std::string_view name : republican_months)
            add_month({std::string(name), ++number}, LanguageSet::all(),
                      Calendar::french_republican);
        return std::move(rows_);
    }

  private:
    void add(std::string_view phrase, LanguageSet languages, const Meaning& meaning) {
        if (!tokens_.read(phrase, LanguageSet())) return;
        std::string folded;
        for (std::size_t index = 0; index < tokens_.size(); ++index) {
            if (index > 0) folded += ' ';
            folded += tokens_.folded(tokens_[index]);
        }
        if (!folded.empty()) rows_.push_back({std::move(folded), languages, meaning});
    }

    void add_phrases(std::string_view phrases, LanguageSet languages, const Meaning& meaning) {
        while (!phrases.empty()) {
            const std::size_t bar = phrases.find('|');
            add(phrases.substr(0, bar), languages, meaning);
            phrases = bar == std::string_view::npos ? std::string_view() : phrases.substr(bar + 1);
        }
    }

    void add_numbered(const NumberedRow& row) {
        Meaning meaning{};
        switch (row.kind) {
            case NumberedKind::month:
                meaning.month = row.number;
                meaning.month_calendar = row.calendar;
                break;
            case NumberedKind::season: meaning.season = row.number; break;
            case NumberedKind::ordinal: meaning.ordinal = row.number; break;
            case NumberedKind::weekday: meaning.weekday = row.number; break;
        }
        add_phrases(row.phrases, row.languages, meaning);
    }

    void add_month(const NamedNumber& named, LanguageSet languages, Calendar calendar) {
        Meaning meaning{};
        meaning.month = static_cast<std::uint8_t>(named.number);
        meaning.month_calendar = calendar;
        add(named.name, languages, meaning);
        // "Dhuʻl-Hijjah" is as often typed with a plain apostrophe.
        constexpr std::string_view turned_comma = "ʻ";
        std::string plain = named.name;
        for (std::size_t at = plain.find(turned_comma); at != std::string::npos;
             at = plain.find(turned_comma)) {
            plain.replace(at, turned_comma.size(), "'");
        }
        if (plain != named.name) add(plain, languages, meaning);
    }

    void add_months(Language language, Calendar calendar) {
        for (const NamedNumber& named : month_names(language, calendar)) {
            add_month(named, language, calendar);
            if (language == Language::russian) add_russian_cases(named, calendar);
        }
    }

    /// The locale data have the nominative and the genitive; prepositions want the other cases too.
    void add_russian_cases(const NamedNumber& named, Calendar calendar) {
        constexpr std::array<std::string_view, 5> soft = {"я", "е", "ю", "ем", "ём"};
        constexpr std::array<std::string_view, 4> hard = {"а", "е", "у", "ом"};
        const std::string& name = named.name;
        if (name.size() < 4 || name.back() == '.') return;
        const std::string_view last = std::string_view(name).substr(name.size() - 2);
        const bool is_soft = last == "ь" || last == "й";
        if (!is_soft && last != "т") return;
        const std::string stem = is_soft ? name.substr(0, name.size() - 2) : name;
        const auto add_ending = [&](std::string_view ending) {
            add_month({stem + std::string(ending), named.number}, Language::russian, calendar);
        };
        if (is_soft) {
            for (const std::string_view ending : soft) add_ending(ending);
        } else {
            for (const std::string_view ending : hard) add_ending(ending);
        }
    }

    void add_weekdays(Language language) {
        for (const NamedNumber& named : weekday_names(language)) {
            Meaning meaning{};
            meaning.weekday = static_cast<std::uint8_t>(named.number);
            add(named.name, language, meaning);
        }
    }

    Tokens tokens_;
    std::vector<Row> rows_;
};

constexpr std::string_view opening = R"(// Written by word_maker.
#include "calendar/word_tables.hpp"

namespace valla::calendar {

namespace {

)";

std::string word_row(const Row& row) {
    const Meaning& meaning = row.meaning;
    return fmt::format("    {{\"{}\", {}, {{{}ULL, {}, Calendar{{{}}}, {}, {}, {}}}}},\n",
                       row.folded, row.languages.bits(), meaning.keywords, meaning.month,
                       static_cast<int>(meaning.month_calendar), meaning.weekday, meaning.season,
                       meaning.ordinal);
}

std::string name_list(const std::vector<std::string>& names, std::size_t first = 0) {
    std::string list = "{";
    for (std::size_t i = first; i < names.size(); ++i)
        list += (i > first ? ", \"" : "\"") + names[i] + '"';
    return list + '}';
}

std::string tables() {
    std::string text(opening);
    text += "constexpr WordRow words[] = {\n";
    for (const Row& row : std::make_unique<RowMaker>()->make()) text += word_row(row);
    text += "};\n\n";
    std::string months;
    std::string weekdays;
    for (int number = 0; number < language_count; ++number) {
        const auto language = static_cast<Language>(number);
        months += "    {{";
        for (const Calendar calendar : {Calendar::gregorian, Calendar::hebrew, Calendar::islamic}) {
            months += "{{";
            for (const NameForm form : {NameForm::alone, NameForm::in_date})
                months += "{" + name_list(written_month_names(language, calendar, form)) + "},";
            months += "}},\n      ";
        }
        months += "}},\n";
        weekdays += "    {" + name_list(written_weekday_names(language), 1) + "},\n";
    }
    text += fmt::format("constexpr MonthTable months[] = {{\n{}}};\n\n", months);
    text += fmt::format("constexpr WeekdayTable weekdays[] = {{\n{}}};\n\n", weekdays);
    text += R"(}  // namespace

std::span<const WordRow> word_rows() { return words; }
const MonthTable& written_month_table(Language language) {
    return months[static_cast<std::size_t>(language)];
}
const WeekdayTable& written_weekday_table(Language language) {
    return weekdays[static_cast<std::size_t>(language)];
}

}  // namespace valla::calendar
)";
    return text;
}

}  // namespace

}  // namespace valla::calendar

int main(int count, char** words) {
    if (count != 2) return 2;
    std::ofstream file(words[1], std::ios::binary);
    file << valla::calendar::tables();
    file.close();
    if (!file) std::fprintf(stderr, "word_maker cannot write %s\n", words[1]);
    return file ? 0 : 1;
}
