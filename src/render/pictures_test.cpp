#include "render/pictures.hpp"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dispute/testing.hpp"
#include "render/picture_parts.hpp"

namespace valla::render {
namespace {

using dispute::testing::Assessed;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CardAnchor, IsAnotherOneForEachFile) {
    EXPECT_EQ(card_anchor("", {"fire.valla", 3}), "card-fire.valla-3");
    EXPECT_EQ(card_anchor("", {"лк.csv", 2}), "card-_d0_bb_d0_ba.csv-2");
    EXPECT_NE(card_anchor("", {"люди.csv", 2}), card_anchor("", {"дела.csv", 2}));
    EXPECT_NE(card_anchor("", {"a_b.csv", 2}), card_anchor("", {"a b.csv", 2}));
    EXPECT_NE(card_anchor("", {"a_20.csv", 2}), card_anchor("", {"a .csv", 2}));
}

TEST(LetterOf, GoesOnAfterZ) {
    EXPECT_EQ(letter_of(0), "A");
    EXPECT_EQ(letter_of(25), "Z");
    EXPECT_EQ(letter_of(26), "AA");
    EXPECT_EQ(letter_of(26 + 26 * 26), "AAA");
}

const std::string start =
    "case k\n  researcher: me\nperson me\nperson anna\nperson boris\nsource s\nsource t\n"
    "event fire\n  source: s\nevent flood\n  source: s\nevent feast\n  source: s\n"
    "account early\n  of: fire\n  source: s\naccount late\n  of: fire\n  source: t\n"
    "account wet\n  of: flood\n  source: s\naccount dry\n  of: flood\n  source: t\n"
    "event fire\n  account: early\n  on: 5 July 1936\n  by: anna\n"
    "event fire\n  account: late\n  on: 7 July 1936\n  by: boris\n"
    "event flood\n  account: wet\n  by: anna\nevent flood\n  account: dry\n  by: boris\n"
    "event flood\n  on: 9 July 1936\n  source: s\n"
    "event feast\n  on: 2 July 1936\n  source: s\nevent feast\n  on: 3 July 1936\n  source: t\n";

std::map<std::string, std::vector<std::uint32_t>> accounts_of(const drawing::Timeline& timeline) {
    std::map<std::string, std::vector<std::uint32_t>> accounts;
    for (const drawing::TimelineItem& item : timeline.items) {
        for (const drawing::TimelineReading& reading : item.readings)
            accounts[item.label].push_back(reading.account);
    }
    return accounts;
}

TEST(TimelinePicture, HasALaneForEachAccountThatGivesATimeOfItsOwn) {
    Assessed read(start);
    const drawing::Timeline timeline =
        timeline_picture(*read, consequence::told_times(*read), AccountLetters(*read));
    constexpr std::uint32_t none = 0xFFFFFFFF;
    const auto accounts = accounts_of(timeline);
    EXPECT_THAT(accounts.at("fire"), ElementsAre(0U, 1U));
    EXPECT_THAT(accounts.at("flood"), ElementsAre(none));
    EXPECT_THAT(accounts.at("feast"), ElementsAre(none, none));
    ASSERT_EQ(timeline.accounts.size(), 4U);
    EXPECT_EQ(timeline.accounts[0].letter, "A");
    EXPECT_EQ(timeline.accounts[0].name, "early (fire)");
    EXPECT_EQ(timeline.accounts[1].name, "late (fire)");
    for (const drawing::TimelineItem& item : timeline.items) {
        for (const drawing::TimelineReading& reading : item.readings)
            EXPECT_EQ(reading.without.size(), item.label == "feast" ? 1U : 0U);
    }
}

TEST(TimelinePicture, NamesTheThingOfAnAccountWhereThereAreSeveral) {
    Assessed read(start + "event flood\n  account: wet\n  before: fire\n");
    std::vector<std::string> names;
    for (const auto& account :
         timeline_picture(*read, consequence::told_times(*read), AccountLetters(*read)).accounts)
        names.push_back(account.name);
    EXPECT_THAT(names, ElementsAre("early (fire)", "late (fire)", "wet (flood)", "dry (flood)"));
}

TEST(TimelineOptions, HaveAJulianAxisWhereADateIsJulianAndRunAsTheLabelsAreRead) {
    const auto options = [](const std::string& cards) {
        Assessed read(cards);
        return timeline_options(
            read->the_case(),
            timeline_picture(*read, consequence::told_times(*read), AccountLetters(*read)));
    };
    EXPECT_FALSE(options(start).julian_too);
    EXPECT_TRUE(
        options(start + "event fire\n  over by: 1 August 1936 O.S.\n  source: s\n").julian_too);
    EXPECT_FALSE(options(start).right_to_left);
    const std::string arabic =
        "case k\n  researcher: me\nperson me\nsource s\n"
        "event قافلة\n  on: 5 July 1882\n  source: s\n"
        "event رحيل\n  on: 6 July 1882\n  source: s\n"
        "event feast\n  on: 7 July 1882\n  source: s\n";
    EXPECT_TRUE(options(arabic).right_to_left);
}

TEST(ComparisonPicture, HasWhatIsSharedWhatPartsAndWhatOnlySomeSay) {
    Assessed read(start +
                  "event fire\n  account: early and late\n  against: me\n"
                  "event fire\n  account: early\n  with: me\n");
    const auto synopsis = consequence::synopsis(*read, read.id("fire"));
    ASSERT_TRUE(synopsis);
    const drawing::Comparison picture =
        comparison_picture(*read, *synopsis, consequence::told_times(*read), AccountLetters(*read));
    ASSERT_EQ(picture.sections.size(), 3U);
    const auto rows = [&](std::size_t section) {
        std::vector<std::string> texts;
        for (const drawing::ComparisonRow& row : picture.sections[section].rows) {
            std::string text = row.label + (row.excludes ? " !" : "");
            for (const drawing::ComparisonCell& cell : row.cells) {
                text += " | ";
                for (const std::uint32_t account : cell.accounts)
                    text += picture.accounts[account].letter;
                text += ' ' + cell.text;
            }
            texts.push_back(text);
        }
        return texts;
    };
    EXPECT_THAT(rows(0), ElementsAre("fire against | AB me"));
    EXPECT_THAT(rows(1), ElementsAre("fire on ! | A 5 July 1936 | B 7 July 1936",
                                     "fire by | A anna | B boris"));
    EXPECT_THAT(rows(2), ElementsAre("fire with | A me"));
    EXPECT_EQ(picture.accounts[1].ground, "t");
    EXPECT_THAT(accounts_of(picture.times).at("fire"), ElementsAre(0U, 1U));
}

TEST(ComparisonPicture, HasTheLettersOfTheTimeline) {
    Assessed read(start + "event flood\n  account: wet\n  on: 8 July 1936\n");
    const auto times = consequence::told_times(*read);
    const AccountLetters letters(*read);
    const auto synopsis = consequence::synopsis(*read, read.id("flood"));
    ASSERT_TRUE(synopsis);
    const drawing::Comparison picture = comparison_picture(*read, *synopsis, times, letters);
    EXPECT_EQ(picture.accounts[0].letter, "C");
    EXPECT_EQ(picture.accounts[0].number, 2U);
    EXPECT_EQ(letters.letter(read.id("dry")), "D");
    EXPECT_EQ(letters.letter(read.id("fire")), "");
    const auto of_timeline = accounts_of(timeline_picture(*read, times, letters)).at("flood");
    EXPECT_EQ(accounts_of(picture.times).at("flood"), of_timeline);
}

TEST(ComparisonPicture, TellsNoTimesApartThatAccountsOfOtherThingsTellApart) {
    Assessed read(start + "event flood\n  after: fire\n  source: s\n");
    const auto synopsis = consequence::synopsis(*read, read.id("flood"));
    ASSERT_TRUE(synopsis);
    constexpr std::uint32_t none = 0xFFFFFFFF;
    EXPECT_THAT(accounts_of(comparison_picture(*read, *synopsis, consequence::told_times(*read),
                                               AccountLetters(*read))
                                .times)
                    .at("flood"),
                ElementsAre(none));
}

}  // namespace
}  // namespace valla::render
