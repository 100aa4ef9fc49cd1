#include "consequence/why.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "consequence/testing.hpp"
#include "text/random_cases.hpp"

namespace valla::consequence {
namespace {

using dispute::Standing;
using testing::Assessed;
using testing::people;
using testing::RandomCase;

StatementId statement_of(Assessed& read, const std::string& text) {
    for (const StatementId statement : read->statements()) {
        if (read.words(statement) == text) return statement;
    }
    ADD_FAILURE() << "nobody says " << text;
    return {};
}

Why explained(Assessed& read, const std::string& text) {
    const Why why = explain(*read, statement_of(read, text));
    EXPECT_TRUE(replays(*read, why));
    return why;
}

std::vector<std::string> words(Assessed& read, const std::vector<UnitId>& units) {
    std::vector<std::string> all;
    for (const UnitId unit : units) all.push_back(read.words(unit));
    return all;
}

TEST(Explaining, WhatNobodyContradictsRestsOnUnitsInEveryVersion) {
    Assessed read(people + "event x\n  by: anna\n  source: a\n");
    const Why why = explained(read, "x by anna");
    ASSERT_EQ(why.ways.size(), 1U);
    EXPECT_TRUE(why.ways[0].steps.empty());
    EXPECT_EQ(why.ground, 0U);
}

TEST(Explaining, WhatOneDeniesHasAVersionWithAndOneWithoutIt) {
    Assessed read(people +
                  "event x\n  by: anna\n  source: a\nevent x\n  by, not: anna\n  source: b\n");
    const Why why = explained(read, "x by anna");
    ASSERT_TRUE(why.with && why.without);
    EXPECT_THAT(words(read, why.with->in), ::testing::ElementsAre("x by anna"));
    EXPECT_THAT(words(read, why.without->in), ::testing::ElementsAre("not x by anna"));
    ASSERT_EQ(why.clashes.size(), 1U);
    EXPECT_EQ(why.clashes[0].size(), 2U);
}

TEST(Explaining, WhatStandsOnOtherGroundsInEachVersionShowsThemAll) {
    Assessed read(people +
                  "event x\n  by: anna\n  source: a\nevent x\n  by, not: anna\n  source: b\n"
                  "argument p\n  from: x by anna\n  hence: x with carla\n"
                  "argument q\n  from: x by not anna\n  hence: x with carla\n");
    const Why why = explained(read, "x with carla");
    EXPECT_EQ(why.verdict.standing, Standing::in_any_case);
    ASSERT_EQ(why.versions.size(), 2U);
    EXPECT_NE(why.versions[0].way, why.versions[1].way);
    EXPECT_TRUE(why.all_versions);
    ASSERT_EQ(why.ways[0].steps.size(), 1U);
}

TEST(Explaining, WhatNoVersionHasShowsWhatSpeaksAgainstIt) {
    Assessed read(people +
                      "event x\n  by: anna\n  source: a\nevent x\n  by, not: anna\n  source: b\n"
                      "reading r\n  accept: x by anna\n  because: so\n",
                  "r");
    const Why why = explained(read, "not x by anna");
    EXPECT_EQ(why.verdict.standing, Standing::on_no_version);
    EXPECT_EQ(why.clashes.size(), 1U);
}

TEST(Explaining, AnExplanationThatWasTamperedWithDoesNotReplay) {
    Assessed read(people +
                  "event x\n  by: anna\n  source: a\nevent x\n  by, not: anna\n  source: b\n"
                  "event y\n  by: anna\n  source: c\n");
    Why why = explained(read, "x by anna");
    Why wrong = why;
    std::swap(wrong.with, wrong.without);
    EXPECT_FALSE(replays(*read, wrong));
    wrong = why;
    wrong.with->in.insert(wrong.with->in.end(), wrong.with->out.begin(), wrong.with->out.end());
    std::sort(wrong.with->in.begin(), wrong.with->in.end());
    EXPECT_FALSE(replays(*read, wrong));
    wrong = why;
    wrong.without->in.clear();
    EXPECT_FALSE(replays(*read, wrong));
    wrong = why;
    wrong.ways[0].units = explained(read, "y by anna").ways[0].units;
    EXPECT_FALSE(replays(*read, wrong));
    wrong = why;
    wrong.ways[0].units.push_back(explained(read, "y by anna").ways[0].units[0]);
    EXPECT_FALSE(replays(*read, wrong));
    wrong = why;
    wrong.verdict.standing = Standing::not_contradicted;
    EXPECT_FALSE(replays(*read, wrong));
}

TEST(Explaining, AnInferenceHangsOnEachOfItsPremises) {
    Assessed read(people +
                  "event x\n  by: anna\n  source: a\nevent y\n  by: anna\n  source: b\n"
                  "argument p\n  by: carla\n  from: x by anna and y by anna\n"
                  "  hence, perhaps: They knew.\n  source: c\n");
    const auto why = explain_inference(*read, read.id("p"));
    ASSERT_TRUE(why && *why);
    EXPECT_EQ((*why)->why.verdict.standing, Standing::not_contradicted);
    EXPECT_TRUE(replays(*read, (*why)->why));
    ASSERT_EQ((*why)->premises.size(), 2U);
    for (const PremiseLoss& each : (*why)->premises) {
        EXPECT_EQ(each.verdict.standing, Standing::not_contradicted);
        EXPECT_EQ(each.after.standing, Standing::no_word_left);
    }
    EXPECT_FALSE(explain_inference(*read, read.id("x")).has_value());
}

TEST(Explaining, EveryExplanationOfRandomCasesReplays) {
    std::mt19937 random(9);
    std::map<Standing, int> seen;
    int inferred = 0;
    for (int i = 0; i < text::random_cases(300); ++i) {
        const RandomCase made = testing::random_case(random);
        if (!testing::is_sound(made.text())) continue;
        Assessed read(made.text());
        for (const StatementId statement : read->statements()) {
            const Why why = explain(*read, statement);
            if (why.verdict.from_silence) continue;
            ++seen[why.verdict.standing];
            inferred += why.verdict.inferred ? 1 : 0;
            ASSERT_TRUE(replays(*read, why)) << made.text() << read.words(statement);
        }
    }
    EXPECT_GT(seen[Standing::not_contradicted], text::random_cases(500));
    EXPECT_GT(seen[Standing::only_on_some_versions], text::random_cases(100));
    EXPECT_GT(inferred, text::random_cases(10));
}

}  // namespace
}  // namespace valla::consequence
