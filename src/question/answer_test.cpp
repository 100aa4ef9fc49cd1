#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casefile/statement_text.hpp"
#include "dispute/testing.hpp"
#include "question/question.hpp"

namespace valla::question {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const std::string people =
    "case k\n  researcher: me\nperson me\nperson anna\nperson boris\nperson carla\nsource "
    "a\nsource b\n";

/// A case that is asked something.
class Asked {
  public:
    explicit Asked(const std::string& cards)
        : case_(std::make_unique<casefile::Case>(casefile::testing::read_case(people + cards))) {
        EXPECT_EQ(casefile::testing::rendered(*case_), "");
    }

    /// Each row as "anna | boris: not contradicted".
    std::vector<std::string> ask(const std::string& text) {
        auto rows = casefile::read_statements(*case_, text);
        if (!rows) return {"no statement: " + std::string(rows.error()[0].message.kind().name)};
        return ask(Question::of(std::move(*rows)));
    }
    std::vector<std::string> ask_card(const std::string& name) {
        return ask(
            Question::of(*case_, *case_->tables().names.find(casefile::NameSpace::id, name)));
    }

  private:
    std::vector<std::string> ask(const Question& question) {
        dispute::Terms terms;
        terms.reading = question.under;
        terms.without = question.without;
        terms.questions.push_back(question.ask);
        auto assessment = dispute::Assessment::of(*case_, terms);
        const auto found = answer(**assessment, question, 0);
        if (!found) return {"refused: " + std::string(found.error().kind().name)};
        std::vector<std::string> texts;
        for (const AnswerRow& row : found->rows) {
            std::string text;
            for (const evidence::ValueKey& value : row.values) {
                text += text.empty() ? "" : " | ";
                text += case_->tables().names.text({value.number});
            }
            if (row.count) text += (text.empty() ? "" : " ") + std::to_string(*row.count);
            text += ": " + dispute::testing::name(row.standing);
            if (row.from_silence) text += ", from silence";
            if (row.possible) text += ", as possible";
            texts.push_back(text);
        }
        return texts;
    }
    std::unique_ptr<casefile::Case> case_;
};

const std::string visits =
    "event x\n  by: anna\n  to: boris\n  source: a\n"
    "event y\n  by: boris\n  to: anna\n  source: a\nevent y\n  by, not: boris\n  source: b\n";

TEST(AnswerTest, EveryRowHasTheStandingOfWhatItRestsOn) {
    Asked read(visits);
    EXPECT_THAT(read.ask("?e by ?who"),
                ElementsAre("x | anna: not contradicted", "y | boris: only on some versions"));
    EXPECT_THAT(read.ask("?e by anna and ?e to ?whom"), ElementsAre("x | boris: not contradicted"));
    EXPECT_THAT(read.ask("?e by carla"), IsEmpty());
}

TEST(AnswerTest, DenialsAreReportedOrFollowFromClosedLists) {
    Asked read(visits + "event z\n  present, only: anna\n  source: a\n");
    EXPECT_THAT(read.ask("?e by not boris"), ElementsAre("y: only on some versions"));
    EXPECT_THAT(read.ask("?p kind person and not z present ?p"),
                UnorderedElementsAre("boris: not contradicted", "carla: not contradicted",
                                     "me: not contradicted"));
}

TEST(AnswerTest, SilenceIsAskedInEachVersion) {
    Asked read(visits);
    EXPECT_THAT(read.ask("?p kind person and no word that y by ?p"),
                UnorderedElementsAre(
                    "anna: in any case, from silence", "boris: only on some versions, from silence",
                    "carla: in any case, from silence", "me: in any case, from silence"));
}

TEST(AnswerTest, TimesAreAskedOfTheTimeClaims) {
    Asked read(
        "event x\n  on: 3 July 1936\n  by: anna\n  source: a\n"
        "event y\n  on: 5 July 1936\n  by: boris\n  source: a\n"
        "event z\n  on: 7 July 1936\n  by: carla\n  source: a\n"
        "event z\n  on: 4 July 1936\n  source: b\n");
    EXPECT_THAT(read.ask("?a by ?p and ?b by ?q and ?a before ?b"),
                ElementsAre("x | anna | y | boris: not contradicted",
                            "x | anna | z | carla: in any case",
                            "y | boris | z | carla: only on some versions",
                            "z | carla | y | boris: only on some versions"));
    EXPECT_THAT(read.ask("?a by ?p and can ?a before y"),
                ::testing::Contains("x | anna: in any case, as possible"));
}

TEST(AnswerTest, ACardSaysHowTheAnswerIsLaidOut) {
    Asked read(visits +
               "reading r\n  reject: b\n  because: so\n"
               "question q\n  ask: ?e by ?who\n  show: ?who\n  under: r\n"
               "question n\n  ask: ?e by ?who and ?who kind person\n  group by: ?who\n  count: ?e\n"
               "question w\n  ask: ?e by ?who\n  without: a\n");
    EXPECT_THAT(read.ask_card("q"),
                ElementsAre("anna: not contradicted", "boris: not contradicted"));
    EXPECT_THAT(read.ask_card("n"),
                ElementsAre("anna 1: in any case", "boris 1: only on some versions"));
    EXPECT_THAT(read.ask_card("w"), IsEmpty());
}

TEST(AnswerTest, MistakesAreMessagesNotEmptyAnswers) {
    Asked read(visits);
    EXPECT_THAT(read.ask("?e byy anna"), ElementsAre("no statement: unknown-statement-field"));
    EXPECT_THAT(read.ask("?e by annna"), ElementsAre("no statement: unknown-id"));
    EXPECT_THAT(read.ask("no word that x by ?p and ?q kind person"),
                ElementsAre("refused: rule-variable-unbound"));
}

TEST(AnswerTest, WhatRestsOnAnUnlessIsFromSilence) {
    Asked read(visits +
               "argument q\n  from: x by anna\n  hence: x with carla\n  unless: x by carla\n");
    EXPECT_THAT(read.ask("x with ?p"), ElementsAre("carla: in any case, from silence"));
}

}  // namespace
}  // namespace valla::question
