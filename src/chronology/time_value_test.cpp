#include "chronology/time_value.hpp"

#include <gtest/gtest.h>

#include "calendar/reading.hpp"
#include "chronology/time_testing.hpp"

namespace valla::chronology {
namespace {

/// "begin LEAST to MOST, end LEAST to MOST"; `?` for what nobody says, `-` for no limit.
std::string text_of(const Boundary& boundary) {
    const auto side = [](std::optional<Minutes> minute, bool unknown) {
        return minute ? testing::minute_text(minute) : unknown ? "?" : "-";
    };
    return side(boundary.least, boundary.least_unknown) + " to " +
           side(boundary.most, boundary.most_unknown);
}
std::string text_of(const Extent& extent) {
    return text_of(extent.begin) + ", " + text_of(extent.end);
}
DateMeaning meaning(const std::string& date, std::optional<Minutes> about = std::nullopt) {
    return meaning_of(*calendar::read_date(date), about);
}
std::string hull(const std::string& date, std::optional<Minutes> about = std::nullopt) {
    return text_of(meaning(date, about).hull);
}

TEST(TimeValueTest, ADateIsItsStretch) {
    EXPECT_EQ(hull("13 July 1936"),
              "1936-07-13 00:00 to 1936-07-13 00:00, 1936-07-14 00:00 to 1936-07-14 00:00");
    EXPECT_EQ(hull("21:40 on 1 March 2024"),
              "2024-03-01 21:40 to 2024-03-01 21:40, 2024-03-01 21:41 to 2024-03-01 21:41");
    EXPECT_EQ(hull("the 1930s"),
              "1930-01-01 00:00 to 1930-01-01 00:00, 1940-01-01 00:00 to 1940-01-01 00:00");
    EXPECT_EQ(hull("July 1936?"), hull("July 1936"));
}

TEST(TimeValueTest, WhatLiesSomewhereInAStretchHasNoExactEnds) {
    EXPECT_EQ(hull("between 3 May 1848 and 5 May 1848"),
              "1848-05-03 00:00 to 1848-05-05 23:59, 1848-05-03 00:01 to 1848-05-06 00:00");
    EXPECT_EQ(hull("1985-XX-XX"),
              "1985-01-01 00:00 to 1985-12-31 23:59, 1985-01-01 00:01 to 1986-01-01 00:00");
    EXPECT_EQ(hull("before 1936"), "- to 1935-12-31 23:59, - to 1936-01-01 00:00");
    EXPECT_EQ(hull("after 1936"), "1937-01-01 00:00 to -, 1937-01-01 00:01 to -");
}

TEST(TimeValueTest, IntervalsBeginAndEndWithinTheirDates) {
    EXPECT_EQ(hull("1936/1938"),
              "1936-01-01 00:00 to 1936-12-31 23:59, 1938-01-01 00:01 to 1939-01-01 00:00");
    EXPECT_EQ(hull("1985/"), "1985-01-01 00:00 to 1985-12-31 23:59, ? to ?");
    EXPECT_EQ(hull("1985/.."), "1985-01-01 00:00 to 1985-12-31 23:59, - to -");
}

TEST(TimeValueTest, AboutNeedsAWidth) {
    EXPECT_EQ(hull("about 1936"), "? to ?, ? to ?");
    EXPECT_EQ(hull("about 13 July 1936", minutes_per_day),
              "1936-07-12 00:00 to 1936-07-14 00:00, 1936-07-13 00:00 to 1936-07-15 00:00");
    EXPECT_TRUE(meaning("about 1936", 1).about);
    EXPECT_FALSE(meaning("1936", 1).about);
    EXPECT_EQ(hull("about 21:40 on 1 March 2024"),
              "2024-03-01 00:00 to 2024-03-01 23:59, 2024-03-01 00:01 to 2024-03-02 00:00");
    EXPECT_EQ(hull("1936~/1938"), "? to ?, 1938-01-01 00:01 to 1939-01-01 00:00");
}

TEST(TimeValueTest, SetsHaveMembersAndAHull) {
    const DateMeaning either = meaning("13 or 14 July 1936");
    EXPECT_EQ(either.kind, DateMeaning::Kind::one_of);
    ASSERT_EQ(either.members.size(), 2U);
    EXPECT_EQ(text_of(either.members[1]), hull("14 July 1936"));
    const DateMeaning each = meaning("{1960,1961-12}");
    EXPECT_EQ(each.kind, DateMeaning::Kind::all_of);
    EXPECT_EQ(text_of(each.hull),
              "1960-01-01 00:00 to 1960-01-01 00:00, 1962-01-01 00:00 to 1962-01-01 00:00");
}

TEST(TimeValueTest, TheTabularIslamicCalendarCanBeADayOff) {
    EXPECT_EQ(hull("14 Muharram 1355"),
              "1936-04-05 00:00 to 1936-04-07 00:00, 1936-04-06 00:00 to 1936-04-08 00:00");
}

TEST(TimeValueTest, WhatComesBackDailyIsMarked) {
    EXPECT_TRUE(meaning("every night of July 1936").daily);
    EXPECT_FALSE(meaning("every Monday from 6 July 1936 to 20 July 1936").daily);
}

}  // namespace
}  // namespace valla::chronology
