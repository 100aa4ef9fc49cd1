#include "consequence/synopsis.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dispute/testing.hpp"

namespace valla::consequence {
namespace {

using dispute::testing::Assessed;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

const std::string cards =
    "case k\n  researcher: me\nperson me\nperson anna\nperson boris\nperson carla\n"
    "source a\nsource b\nplace office\nplace yard\nevent meeting\n"
    "account one\n  of: meeting\n  source: a\naccount two\n  of: meeting\n  source: b\n"
    "event meeting\n  account: one\n  by: anna\n  place: office\n  present: carla\n"
    "event meeting\n  account: two\n  by: boris\n  place: office\n"
    "event meeting\n  account: one and two\n  with: carla\n"
    "event meeting\n  on: July 1936\n  source: a\n"
    "event quarrel\n  part of: meeting\n  source: b\n";

std::vector<std::string> texts(Assessed& read, const std::vector<Told>& told) {
    std::vector<std::string> all;
    for (const Told& each : told) all.push_back(read.words(each.statement));
    return all;
}

TEST(Synopsis, SharesPartsAndOnlyOne) {
    Assessed read(cards);
    const auto made = synopsis(*read, read.id("meeting"));
    ASSERT_TRUE(made);
    EXPECT_THAT(made->accounts, ElementsAre(read.id("one"), read.id("two")));
    EXPECT_THAT(texts(read, made->shared),
                UnorderedElementsAre("meeting place office", "meeting with carla", "meeting"));
    ASSERT_EQ(made->parted.size(), 1U);
    EXPECT_THAT(texts(read, made->parted[0].told),
                ElementsAre("meeting by anna", "meeting by boris"));
    EXPECT_THAT(made->parted[0].told[0].accounts, ElementsAre(0U));
    EXPECT_FALSE(made->parted[0].excludes);
    EXPECT_THAT(texts(read, made->some), ElementsAre("meeting present carla"));
}

TEST(Synopsis, DatesThatHaveNoDayInCommonExcludeEachOther) {
    const auto excludes = [](const std::string& first, const std::string& second) {
        Assessed read(cards + "event meeting\n  account: one\n  on: " + first +
                      "\nevent meeting\n  account: two\n  on: " + second + "\n");
        const auto made = synopsis(*read, read.id("meeting"));
        for (const Parting& each : made->parted) {
            if (read.words(each.told[0].statement).starts_with("meeting on")) return each.excludes;
        }
        ADD_FAILURE() << "they do not part over the date";
        return false;
    };
    EXPECT_TRUE(excludes("5 July 1936", "7 July 1936"));
    EXPECT_FALSE(excludes("before 8 July 1936", "7 July 1936"));
    EXPECT_TRUE(excludes("3 July 1936 or 5 July 1936", "4 July 1936"));
    EXPECT_FALSE(excludes("3 July 1936 or 5 July 1936", "5 July 1936"));
}

TEST(Synopsis, WhatHoldsWhicheverIsRightIsWhatEveryVersionHas) {
    Assessed read(cards);
    const auto made = synopsis(*read, read.id("one"));
    ASSERT_TRUE(made);
    std::vector<std::string> holds;
    for (const Holding& each : made->holds) holds.push_back(read.words(each.statement));
    EXPECT_THAT(holds,
                UnorderedElementsAre("meeting", "meeting with carla", "meeting on <July 1936>",
                                     "meeting place office", "quarrel part of meeting", "quarrel"));
}

TEST(Synopsis, WhatCannotBothBeSoIsToldFromWhatCould) {
    Assessed read(
        "case k\n  researcher: me\nperson me\nperson anna\nevent meeting\naccount one\n  of: "
        "meeting\naccount two\n  of: meeting\n"
        "event meeting\n  account: one\n  present: anna\n"
        "event meeting\n  account: two\n  present, not: anna\n");
    const auto made = synopsis(*read, read.id("meeting"));
    ASSERT_EQ(made->parted.size(), 1U);
    EXPECT_TRUE(made->parted[0].excludes);
    EXPECT_FALSE(synopsis(*read, read.id("anna")).has_value());
}

}  // namespace
}  // namespace valla::consequence
