#include "consequence/difference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "consequence/testing.hpp"
#include "evidence/testing.hpp"
#include "text/random_cases.hpp"

namespace valla::consequence {
namespace {

using testing::people;
using testing::RandomCase;
using testing::standing_text;

CaseText text_of(const std::string& cards) {
    CaseText text;
    text.files.emplace_back("case.valla", cards);
    text.read_file = [](const std::string& path) -> tl::expected<std::string, text::Message> {
        return tl::unexpected(text::Message("no-such-file", {}).with("path", path));
    };
    return text;
}

Answers in_words(dispute::Assessment& assessment) {
    Answers answers;
    for (const auto statement : assessment.statements()) {
        const auto& propositions = assessment.evidence().propositions();
        const auto& each = propositions[statement.proposition()];
        const bool plain =
            each.row != casefile::RowId{} || propositions.is_occurrence(statement.proposition());
        if (!plain) continue;
        answers.rows.push_back(
            {evidence::testing::words_of(assessment.evidence(), statement),
             standing_text(assessment.verdict(statement)),
             {std::string(assessment.the_case().tables().names.text(each.subject))},
             false});
    }
    return answers;
}

Difference between(const std::string& before, const std::string& after) {
    return difference(text_of(before), text_of(after), "", in_words).value();
}

const AnswerChange* find(const Difference& made, const std::string& text) {
    for (const AnswerChange& each : made.answers) {
        if (each.text == text) return &each;
    }
    return nullptr;
}

TEST(Difference, AnAnswerGoesBackToTheCardThatAloneReverts) {
    const std::string visit = "event x\n  by: anna\n  source: a\n";
    const Difference made = between(people + visit, people + "person zoe\n" + visit +
                                                        "event x\n  by, not: anna\n  source: b\n");
    ASSERT_EQ(made.cards.size(), 2U);
    const AnswerChange* const change = find(made, "x by anna");
    ASSERT_NE(change, nullptr);
    EXPECT_EQ(change->before, "not contradicted");
    EXPECT_EQ(change->after, "only on some versions");
    ASSERT_EQ(change->cards.size(), 1U);
    EXPECT_EQ(made.cards[change->cards[0]].head, "event x");
    EXPECT_FALSE(change->together);
}

TEST(Difference, WhatOnlyMovedOrIsOnlyRemarkedOnHasNotChanged) {
    const std::string one = "event x\n  by: anna\n  source: a\n";
    const std::string two = "event y\n  by: boris\n  source: b\n";
    const Difference made = between(people + one + two, people + two + "-- so\n" + one);
    EXPECT_TRUE(made.cards.empty());
    EXPECT_TRUE(made.answers.empty());
}

TEST(Difference, ACardOfTheSameHeadWasChangedAndTheAnswersAreTold) {
    const Difference made = between(people + "event x\n  by: anna\n  source: a\n",
                                    people + "event x\n  by: boris\n  source: a\n");
    ASSERT_EQ(made.cards.size(), 1U);
    EXPECT_EQ(made.cards[0].kind, CardChange::Kind::changed);
    ASSERT_NE(find(made, "x by boris"), nullptr);
    EXPECT_EQ(find(made, "x by boris")->before, "");
    EXPECT_EQ(find(made, "x by anna")->after, "");
    EXPECT_THAT(find(made, "x by anna")->cards, ::testing::ElementsAre(0U));
}

TEST(Difference, WhatSeveralCardsDoTogetherNamesThoseThatNameIt) {
    const std::string denial = "event x\n  by, not: anna\n  source: ";
    const Difference made =
        between(people + "event x\n  by: anna\n  source: a\n",
                people + "event x\n  by: anna\n  source: a\n" + denial + "a\n" + denial + "b\n");
    const AnswerChange* const change = find(made, "x by anna");
    ASSERT_NE(change, nullptr);
    EXPECT_TRUE(change->together);
    EXPECT_EQ(change->cards.size(), 2U);
}

TEST(Difference, ACardThatWentIsPutBackToFindWhatItDid) {
    const Difference made = between(
        people + "event x\n  by: anna\n  source: a\nevent x\n  by, not: anna\n  source: b\n",
        people + "event x\n  by: anna\n  source: a\n");
    ASSERT_EQ(made.cards.size(), 1U);
    EXPECT_EQ(made.cards[0].kind, CardChange::Kind::removed);
    EXPECT_THAT(find(made, "x by anna")->cards, ::testing::ElementsAre(0U));
}

/// Cards as the parts of a random case, some of them left out.
std::string some_of(const RandomCase& made, std::mt19937& random) {
    RandomCase fewer = made;
    std::erase_if(fewer.cards, [&](const auto&) { return random() % 4 == 0; });
    return fewer.text();
}

TEST(Difference, TheAnswersAreThoseOfBothCasesAndEachCauseReverts) {
    std::mt19937 random(11);
    int changed = 0;
    for (int i = 0; i < text::random_cases(60); ++i) {
        const RandomCase made = testing::random_case(random);
        const std::string before = some_of(made, random);
        const std::string after = some_of(made, random);
        if (!testing::is_sound(before) || !testing::is_sound(after)) continue;
        const Difference found = between(before, after);
        testing::Assessed old(before);
        testing::Assessed now(after);
        std::map<std::string, std::string> was;
        std::map<std::string, std::string> is;
        for (const auto& row : in_words(*old).rows) was.try_emplace(row.text, row.answer);
        for (const auto& row : in_words(*now).rows) is.try_emplace(row.text, row.answer);
        std::size_t different = 0;
        for (const auto& [text, answer] : was) different += is[text] == answer ? 0 : 1;
        for (const auto& [text, answer] : is) {
            if (!was.contains(text) && !answer.empty()) ++different;
        }
        EXPECT_EQ(found.answers.size(), different) << before << "\nto\n" << after;
        for (const AnswerChange& each : found.answers) {
            EXPECT_EQ(was[each.text], each.before);
            EXPECT_EQ(is[each.text], each.after);
            ++changed;
        }
    }
    EXPECT_GT(changed, text::random_cases(50));
}

}  // namespace
}  // namespace valla::consequence
