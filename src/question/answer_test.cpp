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
        if (found->possible_rows > 0)
            texts.push_back("possible rows: " + std::to_string(found->possible_rows));
        if (found->alleged_rows > 0)
            texts.push_back("alleged rows: " + std::to_string(found->alleged_rows));
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
    EXPECT_THAT(
        read.ask("?a by ?p and ?b by ?q and ?a before ?b"),
        ElementsAre("x | anna | y | boris: not contradicted", "x | anna | z | carla: in any case",
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
    EXPECT_THAT(read.ask("?e by ?p or ?e to anna"),
                ElementsAre("no statement: variable-on-one-side"));
}

TEST(AnswerTest, OneSideOfAnOrIsEnough) {
    Asked read(visits);
    EXPECT_THAT(read.ask("?e by anna or ?e by boris and ?e to anna"),
                ElementsAre("x: not contradicted", "y: only on some versions"));
    EXPECT_THAT(read.ask("?e by anna or boris and ?e to boris"),
                ElementsAre("x: not contradicted"));
    EXPECT_THAT(read.ask("?e kind event and no word that ?e by anna or boris"),
                ElementsAre("y: only on some versions, from silence"));
    EXPECT_THAT(
        read.ask("?e by ?p or ?e to ?p and no word that ?e by anna"),
        ElementsAre("x | anna: in any case, from silence", "y | anna: in any case, from silence",
                    "y | boris: only on some versions, from silence"));
}

TEST(AnswerTest, LinesOfACardHoldTogether) {
    Asked read(visits +
               "question q\n  ask: ?e by ?p or ?e to ?p\n  ask: ?p is anna or ?p is carla\n");
    EXPECT_THAT(read.ask_card("q"),
                ElementsAre("x | anna: not contradicted", "y | anna: not contradicted"));
}

TEST(AnswerTest, WhatIsFoundIsCompared) {
    Asked read(visits + "event z\n  by: carla\n  to: carla\n  source: a\n");
    EXPECT_THAT(read.ask("?e by ?p and ?e to ?q and ?p is ?q"),
                ElementsAre("z | carla | carla: not contradicted"));
    EXPECT_THAT(read.ask("?e by ?p and ?e to ?q and ?p is not ?q"),
                ElementsAre("x | anna | boris: not contradicted",
                            "y | boris | anna: only on some versions"));
    EXPECT_THAT(read.ask("?e by ?p and ?p is not anna and ?p is not boris"),
                ElementsAre("z | carla: not contradicted"));
    EXPECT_THAT(read.ask("?e kind event and ?p is ?q"),
                ElementsAre("refused: rule-variable-unbound"));
}

TEST(AnswerTest, IdsThatACardJoinsAreOneWhereTheCardStands) {
    Asked read(
        "event x\n  by: anna\n  source: a\nevent y\n  by: boris\n  source: a\n"
        "same s\n  between: anna and boris\n  source: a\n"
        "different d\n  between: anna and boris\n  source: b\n");
    EXPECT_THAT(read.ask("x by ?p and y by ?q and ?p is not ?q"),
                ElementsAre("anna | boris: only on some versions"));
    EXPECT_THAT(read.ask("?p kind person and ?p is anna"),
                ElementsAre("anna: not contradicted", "boris: only on some versions"));
}

TEST(AnswerTest, NumbersAreComparedAndSorted) {
    Asked read(
        "property dead\n  of: event\n  value: number\n"
        "event x\n  dead: 12\n  source: a\nevent y\n  dead: 9\n  source: a\n"
        "event z\n  dead: 100\n  source: a\n"
        "question q\n  ask: ?e dead ?n and ?n is at least 12\n  order by: ?n\n  show: ?e and ?n\n"
        "question less\n  ask: ?e dead ?n and ?n is less than 12\n  show: ?e\n"
        "question not-more\n  ask: ?e dead ?n and not ?n is more than 12\n  show: ?e\n"
        "question one\n  ask: ?e dead ?n and ?n is 9 or 100\n  show: ?e\n"
        "question all\n  ask: ?e dead ?n\n  order by: ?n\n  show: ?e and ?n\n"
        "question larger\n  ask: ?e dead ?n and ?f dead ?k and ?n is more than ?k\n"
        "  show: ?e and ?f\n");
    const auto events = [&](const std::string& name) {
        std::string all;
        for (const std::string& row : read.ask_card(name)) all += row.substr(0, 1);
        return all;
    };
    EXPECT_EQ(events("q"), "xz");
    EXPECT_EQ(events("less"), "y");
    EXPECT_EQ(events("not-more"), "xy");
    EXPECT_EQ(events("one"), "yz");
    EXPECT_EQ(events("all"), "yxz");
    EXPECT_THAT(read.ask_card("larger"),
                ElementsAre("x | y: not contradicted", "z | x: not contradicted",
                            "z | y: not contradicted"));
}

TEST(AnswerTest, TimesWithAnOrAreAskedOneByOne) {
    Asked read(
        "event x\n  on: 3 July 1936\n  by: anna\n  source: a\n"
        "event y\n  on: 5 July 1936\n  by: boris\n  source: a\n"
        "event z\n  on: 7 July 1936\n  by: carla\n  source: a\n");
    EXPECT_THAT(read.ask("?a by ?p and ?a before y or after z"),
                ElementsAre("no statement: not-a-date"));
    EXPECT_THAT(read.ask("?a by ?p and ?a before y or 2 July 1936"),
                ElementsAre("x | anna: not contradicted"));
    EXPECT_THAT(read.ask("?a by ?p and not ?a before y or z"),
                ElementsAre("z | carla: not contradicted"));
}

TEST(AnswerTest, WhatRestsOnAnUnlessIsFromSilence) {
    Asked read(visits +
               "argument q\n  from: x by anna\n  hence: x with carla\n  unless: x by carla\n");
    EXPECT_THAT(read.ask("x with ?p"), ElementsAre("carla: in any case, from silence"));
}

const std::string councils =
    "body council\n  member: anna from 1926 until 1930\n  member: boris from 1928\n  member: "
    "carla\n  source: a\nbody council\n  member, not: me from 1926\n  source: a\n";

TEST(AnswerTest, WhatStandsBehindAValueIsPartOfWhatIsAsked) {
    Asked read(councils);
    EXPECT_THAT(read.ask("council member ?p"),
                ElementsAre("anna: not contradicted", "boris: not contradicted",
                            "carla: not contradicted"));
    EXPECT_THAT(read.ask("council member ?p from 1926"), ElementsAre("anna: not contradicted"));
    EXPECT_THAT(read.ask("council member ?p until 1930"), ElementsAre("anna: not contradicted"));
    EXPECT_THAT(read.ask("council member ?p from 1926 until 1931"), IsEmpty());
    // Who denies that he was a member from 1926 does not deny that he was one from 1928.
    EXPECT_THAT(read.ask("?p kind person and not council member ?p from 1926 until 1930"),
                ElementsAre("me: not contradicted"));
    EXPECT_THAT(read.ask("?p kind person and not council member ?p from 1928"), IsEmpty());
    EXPECT_THAT(read.ask("?p kind person and no word that council member ?p from 1926"),
                ElementsAre("boris: in any case, from silence", "carla: in any case, from silence",
                            "me: in any case, from silence"));
    EXPECT_THAT(read.ask("council member ?p from ?year"),
                ElementsAre("no statement: variable-behind-value"));
    EXPECT_THAT(read.ask("?p member of council from 1926"),
                ElementsAre("no statement: missing-joiner"));
}

TEST(AnswerTest, WhatARuleGivesHasBehindItsValueWhatTheRuleSays) {
    Asked read(councils +
               "body bureau\nbody cabinet\n"
               "rule r\n  if: council member ?p from 1926\n  then: bureau member ?p from 1928 "
               "until 1930\n"
               "rule s\n  if: bureau member ?p from 1928\n  then: cabinet member ?p\n"
               "rule t\n  if: bureau member ?p from 1929\n  then: council member ?p\n");
    EXPECT_THAT(read.ask("bureau member ?p"), ElementsAre("anna: not contradicted"));
    EXPECT_THAT(read.ask("bureau member ?p until 1930"), ElementsAre("anna: not contradicted"));
    EXPECT_THAT(read.ask("bureau member ?p from 1926"), IsEmpty());
    EXPECT_THAT(read.ask("cabinet member ?p"), ElementsAre("anna: not contradicted"));
    EXPECT_THAT(read.ask("cabinet member ?p from 1928"), IsEmpty());
}

TEST(AnswerTest, WhatIsLookedForHasNoHedge) {
    Asked read(visits);
    EXPECT_THAT(read.ask("x by perhaps ?p"), ElementsAre("no statement: modifier-not-here"));
    EXPECT_THAT(read.ask("x by jointly ?p"), ElementsAre("no statement: modifier-not-here"));
}

const std::string two_dates =
    "event x\n  on: 3 July 1936\n  by: anna\n  source: a\n"
    "event y\n  on: 5 July 1936\n  by: boris\n  source: a\nevent y\n  on: 1 July 1936\n  source: "
    "b\nevent z\n  by: carla\n  source: a\nproperty may precede\n  of: event\n  value: event\n";

TEST(AnswerTest, WhatARuleAsksOfThePossibleIsAskedInEachVersion) {
    Asked read(two_dates +
               "rule r\n  if: ?a kind event and ?b kind event and can ?a before ?b\n  then: ?a may "
               "precede "
               "?b\n");
    EXPECT_THAT(
        read.ask("?a may precede ?b"),
        ElementsAre("x | y: only on some versions, as possible", "x | z: in any case, as possible",
                    "y | x: only on some versions, as possible", "y | z: in any case, as possible",
                    "z | x: in any case, as possible", "z | y: in any case, as possible"));
}

TEST(AnswerTest, ARuleCanBeUndoneByWhatIsPossible) {
    Asked read(
        two_dates +
        "rule r\n  if: ?a kind event and ?b kind event\n  unless: can ?a before ?b\n  then: ?a may "
        "precede ?b\n");
    EXPECT_THAT(
        read.ask("?a may precede ?b"),
        ElementsAre("x | x: in any case, from silence",
                    "x | y: only on some versions, from silence",
                    "y | x: only on some versions, from silence",
                    "y | y: in any case, from silence", "z | z: in any case, from silence"));
}

TEST(AnswerTest, WhatNobodyLetsBePossibleIsWhatIsAgainstIt) {
    Asked read(two_dates);
    EXPECT_THAT(read.ask("x by ?p and y by ?q and no word that can x before y"),
                ElementsAre("anna | boris: only on some versions, from silence"));
    Asked denied(visits);
    EXPECT_THAT(denied.ask("?e to ?p and no word that can ?e by boris"),
                ElementsAre("y | anna: only on some versions, from silence"));
}

TEST(AnswerTest, RowsBesideOnesFromSilenceStandAsTheyDo) {
    Asked read(visits +
               "argument q\n  from: x by anna\n  hence: x with carla\n  unless: x by carla\n"
               "event y\n  with: anna\n  source: a\n");
    EXPECT_THAT(read.ask("?e with ?p"),
                ElementsAre("x | carla: in any case, from silence", "y | anna: not contradicted"));
}

TEST(AnswerTest, RowsThatAreOnlyAllegedAreCounted) {
    Asked read(visits + "event z\n  by, allegedly: anna\n  to: carla\n  source: a\n");
    EXPECT_THAT(read.ask("?e by anna"), ElementsAre("alleged rows: 1", "x: not contradicted"));
    EXPECT_THAT(read.ask("?e to carla"), ElementsAre("z: not contradicted"));
    EXPECT_THAT(read.ask("?e to ?p and no word that ?e by anna and ?p is carla"),
                ElementsAre("z | carla: in any case, from silence"));
}

TEST(AnswerTest, AnEmptyAnswerCountsWhatIsPossible) {
    Asked read(
        "event x\n  by: anna\n  source: a\nevent y\n  on: 5 July 1936\n  by: boris\n  "
        "source: a\n");
    EXPECT_THAT(read.ask("?a by anna and ?b by boris and ?a before ?b"),
                ElementsAre("possible rows: 1"));
    EXPECT_THAT(read.ask("?a by carla and ?b by boris and ?a before ?b"), IsEmpty());
    EXPECT_THAT(read.ask("?a by boris and ?a before 4 July 1936"), IsEmpty());
}

}  // namespace
}  // namespace valla::question
