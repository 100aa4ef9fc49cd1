#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "calendar/writing.hpp"
#include "casefile/testing.hpp"

namespace valla::casefile {
namespace {

using testing::Files;
using testing::message_names;
using testing::read_case;
using testing::rendered;
using Names = std::vector<std::string>;

/// EDTF of the dates of a case, in the order of the cards.
std::string dates_of(const Case& a_case) {
    std::string all;
    for (const calendar::Date& date : a_case.tables().dates) {
        all += (all.empty() ? "" : " ") + calendar::to_edtf(date);
    }
    return all;
}

Case case_with(const std::string& lines, const std::string& date) {
    return read_case("case letters\n" + lines + "event visit\n  on: " + date + "\n");
}

void expect_dates(const std::string& lines, const std::string& date, const std::string& edtf) {
    const Case a_case = case_with(lines, date);
    EXPECT_EQ(rendered(a_case), "") << lines << date;
    EXPECT_EQ(dates_of(a_case), edtf) << lines << date;
}

TEST(CaseDates, ACaseSaysWhatEarlyMeans) {
    const std::string thirds =
        "  part of a period: early as first third\n  part of a period: late as last third\n";
    expect_dates(thirds, "early 1936", "[1936-01..1936-04]");
    expect_dates(thirds, "Late July 1936", "[1936-07-21..1936-07-31]");
    expect_dates(thirds, "early in 1936", "[1936-01..1936-04]");
    EXPECT_EQ(message_names(case_with(thirds, "mid 1936")), Names{"error part-of-period-unknown"});
    EXPECT_EQ(message_names(case_with("", "early 1936")), Names{"error part-of-period-unknown"});
}

TEST(CaseDates, TheMessageSaysWhatToWrite) {
    const std::string asked = rendered(case_with("", "начало 1936 года"));
    const std::string line = "part of a period: начало as first third";
    EXPECT_NE(asked.find(line), std::string::npos) << asked;
    expect_dates("  " + line + "\n", "начало 1936 года", "[1936-01..1936-04]");
}

TEST(CaseDates, AVocabularySaysItToo) {
    const std::string vocabulary =
        "vocabulary words\n  part of a period: mid as second to third quarter\n";
    const Case a_case =
        read_case(Files{{"case.valla", "case letters\nevent visit\n  on: mid-1936\n"},
                        {"words.valla", vocabulary}});
    EXPECT_EQ(rendered(a_case), "");
    EXPECT_EQ(dates_of(a_case), "[1936-04..1936-09]");
    // Then it is a date, and can be no id.
    EXPECT_EQ(message_names(read_case("case letters\nevent mid-1936\n")), Names{});
    EXPECT_EQ(message_names(read_case("case letters\nevent mid-1936\n" + vocabulary)),
              Names{"error id-reads-as-date"});
}

TEST(CaseDates, TwoCardsDoNotSayDifferentThings) {
    const std::string early = "  part of a period: early as ";
    const auto names = [&](const std::string& first, const std::string& second) {
        return message_names(read_case("case letters\n" + early + first + "\nvocabulary words\n" +
                                       early + second + "\nevent visit\n  on: early 1936\n"));
    };
    EXPECT_EQ(names("first third", "first quarter"), Names{"error part-of-period-twice"});
    EXPECT_EQ(names("first third", "first third"), Names{});
    EXPECT_EQ(names("first half", "first to second quarter"), Names{});
    EXPECT_EQ(names("first third", "first thrid"), Names{"error unexpected-word"});
}

TEST(CaseDates, AMistakeInTheLineIsNoneInTheDates) {
    for (const std::string line :
         {"part of a period: early as first thrid", "part of a period: early",
          "part of a perod: early as first third", "part of a period: early first third"}) {
        EXPECT_EQ(message_names(case_with("  " + line + "\n", "early 1936")).size(), 1U) << line;
    }
    EXPECT_EQ(message_names(case_with("  part of a period: July as first third\n", "July 1936")),
              Names{"error unexpected-word"});
    EXPECT_EQ(message_names(case_with("  calendar: Julain\n", "29 February 1936")),
              Names{"error not-a-choice"});
}

TEST(CaseDates, ACaseSaysInWhichCalendarItsDatesAre) {
    const std::string julian = "  calendar: Julian\n";
    expect_dates(julian, "25 October 1917", "1917-11-07");
    expect_dates(julian, "29 February 1900", "1900-03-13");
    // What names a calendar, and all of EDTF but a bare year, is as it was.
    expect_dates(julian, "7 November 1917 Gregorian", "1917-11-07");
    expect_dates(julian, "1917-11-07", "1917-11-07");
    expect_dates(julian, "1917", "[1917-01-14..1918-01-13]");
    expect_dates("  calendar: French Republican\n", "7 November 1917", "1917-11-07");
    expect_dates("  calendar: Julian-March\n", "30 January 1648", "1649-02-09");
    // That the calendar is the case's stays with the date.
    const auto named = [](const Case& a_case) {
        return a_case.tables().dates[0].first()->calendar_named;
    };
    EXPECT_FALSE(named(case_with(julian, "25 October 1917")));
    EXPECT_TRUE(named(case_with(julian, "25 October 1917 Julian")));
}

TEST(CaseDates, EveryCalendarAndHalfOfTheEarthHasItsWord) {
    const std::vector<std::pair<std::string, calendar::Calendar>> calendars = {
        {"Gregorian", calendar::Calendar::gregorian},
        {"Julian", calendar::Calendar::julian},
        {"Julian-March", calendar::Calendar::julian_march},
        {"Julian-September", calendar::Calendar::julian_september},
        {"French Republican", calendar::Calendar::french_republican},
        {"Hebrew", calendar::Calendar::hebrew},
        {"Islamic", calendar::Calendar::islamic}};
    EXPECT_EQ(calendars.size(), static_cast<std::size_t>(calendar::calendar_count));
    for (const auto& [word, calendar] : calendars) {
        const Case a_case = case_with("  calendar: " + word + "\n", "1355");
        EXPECT_EQ(rendered(a_case), "") << word;
        EXPECT_EQ(a_case.tables().dates[0].first()->calendar, calendar) << word;
    }
    const std::vector<std::pair<std::string, calendar::Hemisphere>> halves = {
        {"northern", calendar::Hemisphere::north},
        {"southern", calendar::Hemisphere::south},
        {"unknown", calendar::Hemisphere::unspecified}};
    for (const auto& [word, half] : halves) {
        const Case a_case = case_with("  seasons: " + word + "\n", "spring 1936");
        EXPECT_EQ(rendered(a_case), "") << word;
        EXPECT_EQ(a_case.tables().dates[0].hemisphere(), half) << word;
    }
}

TEST(CaseDates, OnlyTheCaseCardSaysSo) {
    const Case a_case = read_case(
        "case letters\nevent visit\n  on: 25 October 1917\nvocabulary words\n  calendar: Julian\n");
    EXPECT_EQ(message_names(a_case), Names{"error field-elsewhere"});
    EXPECT_EQ(dates_of(a_case), "1917-10-25");
}

}  // namespace
}  // namespace valla::casefile
