#include "calendar/period_part.hpp"

#include <string>

#include <gtest/gtest.h>

#include "calendar/reading.hpp"
#include "calendar/writing.hpp"

namespace valla::calendar {
namespace {

std::string summary(std::string_view text) {
    const auto part = read_period_part(text);
    if (part) {
        return part->word + " (" + part->folded + ") " + std::to_string(part->begin) + " to " +
               std::to_string(part->end) + " of " + std::to_string(part->of);
    }
    return std::string(part.error().kind().name) + " \"" + std::string(part.error().span.in(text)) +
           "\"";
}

TEST(PeriodParts, AreAWordAndAPart) {
    EXPECT_EQ(summary("early as first third"), "early (early) 0 to 1 of 3");
    EXPECT_EQ(summary("mid as second to third quarter"), "mid (mid) 1 to 3 of 4");
    EXPECT_EQ(summary("late as last half"), "late (late) 1 to 2 of 2");
    EXPECT_EQ(summary("Anfang as first twelfth"), "Anfang (anfang) 0 to 1 of 12");
    EXPECT_EQ(summary("в as first half"), "unexpected-word \"в\"");
    EXPECT_EQ(summary("начало  as\tfirst to last\n fifth"), "начало (начало) 0 to 5 of 5");
    EXPECT_EQ(summary("de\xCC\x81"
                      "but as first third"),
              "de\xCC\x81"
              "but (d\xC3\xA9"
              "but) 0 to 1 of 3");
    EXPECT_EQ(summary("harvest as eighth to ninth twelfth"), "harvest (harvest) 7 to 9 of 12");
}

TEST(PeriodParts, AMistakeIsShownWhereItIs) {
    EXPECT_EQ(summary(""), "missing-word \"\"");
    EXPECT_EQ(summary("early"), "missing-word \"\"");
    EXPECT_EQ(summary("early is first third"), "unexpected-word \"is\"");
    EXPECT_EQ(summary("early as third"), "missing-word \"\"");
    EXPECT_EQ(summary("early as one third"), "unexpected-word \"one\"");
    EXPECT_EQ(summary("early as first thrid"), "unexpected-word \"thrid\"");
    EXPECT_EQ(summary("early as first second"), "unexpected-word \"second\"");
    EXPECT_EQ(summary("early as first to third"), "missing-word \"\"");
    EXPECT_EQ(summary("early as first to the third"), "unexpected-word \"the\"");
    EXPECT_EQ(summary("early as first third of it"), "unexpected-word \"of\"");
    EXPECT_EQ(summary("early as fourth third"), "unexpected-word \"fourth\"");
    EXPECT_EQ(summary("early as second to first third"), "unexpected-word \"second\"");
    EXPECT_EQ(summary("early as last to first third"), "unexpected-word \"last\"");
}

TEST(PeriodParts, AWordThatSaysSomethingElseInDatesIsNone) {
    for (const std::string word : {"July", "about", "first", "summer", "the", "1936", "Monday",
                                   "century", "mid-July", "X", "(", "июля"}) {
        const std::string text = word + " as first third";
        const bool taken = read_period_part(text).has_value();
        EXPECT_EQ(taken, word == "X") << word;
    }
}

TEST(PeriodParts, WhatIsReadDatesByIt) {
    const PeriodPart parts[] = {*read_period_part("Anfang as first third"),
                                *read_period_part("early as first quarter")};
    DateOptions options;
    options.period_parts = parts;
    for (const char* text : {"Anfang 1936", "anfang 1936", "early 1936", "early in 1936"}) {
        EXPECT_TRUE(read_date(text, options)) << text;
        EXPECT_FALSE(read_date(text)) << text;
    }
    EXPECT_EQ(to_words(*read_date("anfang 1936", options), Language::german), "Anfang 1936");
    EXPECT_EQ(to_edtf(*read_date("early 1936", options)), "[1936-01..1936-03]");
    EXPECT_FALSE(read_date("early1936", options));
    // A direct list cannot take a month's name away.
    const PeriodPart july[] = {{"july", 0, 1, 3}};
    options.period_parts = july;
    EXPECT_EQ(*read_date("July 1936", options), *read_date("1936-07"));
    EXPECT_EQ(*read_date("July  1936", options), *read_date("1936-07"));
}

}  // namespace
}  // namespace valla::calendar
