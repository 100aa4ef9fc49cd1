#include "casefile/case_language.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "casefile/testing.hpp"

namespace valla::casefile {
namespace {

using calendar::Language;
using testing::message_names;
using testing::read_case;
using testing::rendered;
using Names = std::vector<std::string>;

const Names in_another_language{"error date-in-another-language"};

Case case_in(const std::string& language, const std::string& date) {
    const std::string line = language.empty() ? "" : "  language: " + language + "\n";
    return read_case("case letters\n" + line + "event visit\n  on: " + date + "\n");
}

TEST(CaseLanguage, IsTheFirstThatDatesAreWrittenIn) {
    const auto language = [](const std::string& named) {
        return case_language(case_in(named, "1936"));
    };
    EXPECT_EQ(language(""), Language::english);
    EXPECT_EQ(language("русский"), Language::russian);
    EXPECT_EQ(language("Russian and English"), Language::russian);
    EXPECT_EQ(language("العربية and Deutsch"), Language::german);
    EXPECT_EQ(language("العربية"), Language::english);
    EXPECT_EQ(language("fr"), Language::french);
    EXPECT_EQ(language("ESPAÑOL"), Language::spanish);
    EXPECT_EQ(language("Old English and Spanish"), Language::spanish);
    EXPECT_EQ(case_language(read_case("vocabulary words\n  language: Russian\ncase letters\n")),
              Language::english);
}

TEST(CaseLanguage, AllFiveAreReadWhenTheCaseNamesNone) {
    for (const std::string language : {"", "العربية", "Latin and Polski"}) {
        for (const std::string date : {"13 July 1936", "13 июля 1936", "13. Juli 1936",
                                       "13 juillet 1936", "13 de julio de 1936"}) {
            EXPECT_EQ(message_names(case_in(language, date)), Names{}) << language << ": " << date;
        }
    }
}

TEST(CaseLanguage, AMistakeInTheLineIsNoneInTheDates) {
    for (const std::string language :
         {"Englsh", "Englsh and German", "English English and German", "and German", "German and",
          "German and and English", "ne and de", "Germna and русский"}) {
        for (const std::string& name : message_names(case_in(language, "13 July 1936"))) {
            EXPECT_NE(name, in_another_language[0]) << language;
        }
    }
}

TEST(CaseLanguage, DatesAreReadInTheLanguagesOfTheCase) {
    EXPECT_EQ(message_names(case_in("Russian", "13 июля 1936")), Names{});
    EXPECT_EQ(message_names(case_in("Russian and German", "13. Juli 1936")), Names{});
    EXPECT_EQ(message_names(case_in("Russian", "1936-07-13")), Names{});
    EXPECT_EQ(message_names(case_in("Russian", "13.7.1936")), Names{});
    // The months of the French Republic are French in every language.
    EXPECT_EQ(message_names(case_in("Russian", "18 brumaire VIII")), Names{});
    for (const std::string date :
         {"13 July 1936", "July 1936", "summer 1936", "Monday 13 июля 1936", "vor Juli 1936",
          "between 13 July 1936 and 20 July 1936", "between 13 июля 1936 and 20 July 1936",
          "13 or 14 July 1936", "13 July", "5 Iyar 5708"}) {
        EXPECT_EQ(message_names(case_in("Russian", date)), in_another_language) << date;
    }
}

TEST(CaseLanguage, EnglishWordsAroundADateAreWordsOfValla) {
    for (const std::string date :
         {"about 1936", "before 13 июля 1936", "between 13 and 20 июля 1936", "13 or 14 июля 1936",
          "the first half of 1936", "19th century", "the 1930s", "25 октября 1917 Julian",
          "21:40 on 1 марта 2024"}) {
        EXPECT_EQ(message_names(case_in("Russian", date)), Names{}) << date;
    }
    EXPECT_EQ(message_names(case_in("English", "около 1936")), in_another_language);
}

TEST(CaseLanguage, TheMessageNamesTheWordAndTheLanguages) {
    const std::string message = rendered(case_in("English and Russian", "13 mai 1936"));
    EXPECT_NE(message.find("\"mai\" is German or French, and the dates of this case are English or "
                           "Russian"),
              std::string::npos)
        << message;
    EXPECT_NE(message.find("case.valla:4:10"), std::string::npos) << message;
}

TEST(CaseLanguage, WhatIsNoDateInAnyLanguageIsNotOneInAnother) {
    EXPECT_EQ(message_names(case_in("Russian", "13 Jully 1936")), Names{"error not-a-date"});
    EXPECT_EQ(message_names(case_in("Russian", "32 июля 1936")), Names{"error day-not-in-month"});
}

TEST(CaseLanguage, IdsThatAreMonthsStayIds) {
    const std::string cards =
        "event visit\n  after: май\n  before: may and июль-1936-го\n"
        "event май\nevent may\nevent июль-1936-го\n";
    for (const std::string language : {"English", "русский", "français"}) {
        EXPECT_EQ(message_names(read_case("case letters\n  language: " + language + "\n" + cards)),
                  Names{})
            << language;
    }
    // An id that reads as a date in any language is refused in every case.
    for (const std::string language : {"English", "русский"}) {
        EXPECT_EQ(message_names(
                      read_case("case letters\n  language: " + language + "\nevent июль1936\n")),
                  Names{"error id-reads-as-date"})
            << language;
    }
    EXPECT_EQ(message_names(case_in("English", "июль1936")), in_another_language);
}

TEST(CaseLanguage, TheRowsOfTablesFollowIt) {
    const testing::Files files{
        {"case.valla",
         "case letters\n  language: English\ntable letters-of-1936\n  file: letters.csv\n"
         "  kind: document\n  column: id as id\n  column: day as dated\n"},
        {"letters.csv", "id,day\nfirst,13 July 1936\nsecond,14 июля 1936\n"}};
    EXPECT_EQ(message_names(read_case(files)), in_another_language);
}

}  // namespace
}  // namespace valla::casefile
