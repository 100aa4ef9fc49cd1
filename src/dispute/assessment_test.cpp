// Whole small cases: one for each rule of docs/semantics.md.

#include "dispute/assessment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dispute/testing.hpp"

namespace valla::dispute {
namespace {

using testing::Assessed;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Not;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

const std::string people =
    "case k\n  researcher: me\nperson me\nperson anna\nperson boris\nperson carla\nperson dora\n"
    "body council\nsource a\nsource b\nsource c\n";

constexpr const char* not_contradicted = "not contradicted";
constexpr const char* on_some = "only on some versions";
constexpr const char* in_any_case = "in any case";

TEST(Semantics, AnInferenceDoesNotDiscreditItsOwnWitnesses) {
    Assessed read(
        people +
        "event meeting\n  by: anna\n  source: a\nevent quarrel\n  by: boris\n  source: a\n"
        "argument x\n  by: carla\n  from: meeting by anna and quarrel by boris\n"
        "  hence: quarrel with anna\nevent quarrel\n  with, not: anna\n  source: b\n");
    EXPECT_EQ(read.standing("meeting by anna"), not_contradicted);
    EXPECT_EQ(read.standing("quarrel by boris"), not_contradicted);
    EXPECT_THAT(read.standing("quarrel with anna"), StartsWith(on_some));
    EXPECT_EQ(read.standing("not quarrel with anna"), on_some);
    EXPECT_THAT(read.clashes(), ElementsAre("(meeting by anna) | (quarrel by boris) | argument x | "
                                            "not quarrel with anna"));
}

TEST(Semantics, SilenceIsNotDenial) {
    Assessed read(
        people +
        "property suspect in\n  of: person\n  value: event\n"
        "rule r\n  if: ?p kind person and ?p friend of ?q and no word that ?p relative of ?q\n"
        "  then: ?p acts for ?q\n"
        "person anna\n  friend of: boris\n  source: a\n"
        "person anna\n  relative of: carla\n  source: a\n"
        "person anna\n  relative of, not: carla\n  source: b\n");
    EXPECT_EQ(read.standing("anna acts for boris"), "from silence");
    EXPECT_THAT(read.standings(), Not(Contains(Key("dora acts for boris"))));
    EXPECT_EQ(read.standing("anna relative of carla"), on_some);
}

TEST(Semantics, WhatIsSaidInEveryVersionIsNoSilence) {
    const std::string rule =
        "rule r\n  if: ?p friend of ?q and no word that ?p relative of ?q\n"
        "  then: ?p acts for ?q\n"
        "rule s\n  if: ?p acts for ?q\n  then: ?p knows ?q\n"
        "property knows\n  of: person\n  value: person\n"
        "person anna\n  friend of: boris\n  source: a\n"
        "person anna\n  relative of: boris\n  source: b\n";
    Assessed said(people + rule);
    EXPECT_THAT(said.standings(), Not(Contains(Key("anna acts for boris"))));
    EXPECT_THAT(said.standings(), Not(Contains(Key("anna knows boris"))));
    Assessed contested(people + rule + "person anna\n  relative of, not: boris\n  source: c\n");
    EXPECT_EQ(contested.standing("anna acts for boris"), "from silence");
    EXPECT_EQ(contested.standing("anna knows boris"), "from silence");
    Assessed rejected(people + rule + "reading v\n  reject: b\n  because: so\n", "v");
    EXPECT_EQ(rejected.standing("anna acts for boris"), "from silence");
}

TEST(Semantics, WhatAConfessionSaysIsOnlySaid) {
    Assessed read(
        people + "event plot\nsaying confession\n  by: anna\n  says: plot by boris\n  source: a\n");
    EXPECT_THAT(read.standings(), Not(Contains(Key("plot by boris"))));
    EXPECT_EQ(read.standing("confession by anna"), not_contradicted);
}

TEST(Semantics, WhatASayingSaysIsClaimedWhenAReadingCreditsIt) {
    Assessed read(people +
                      "event plot\nsaying confession\n  by: anna\n  says: plot by boris\n"
                      "  source: a\nevent plot\n  by, not: boris\n  source: b\n"
                      "reading r\n  credit: confession\n  because: so\n",
                  "r");
    EXPECT_EQ(read.standing("plot by boris"), on_some);
}

TEST(Semantics, WhatIsThreatenedHasNotOccurred) {
    Assessed read(people +
                  "event execution\nthreat t\n  by: anna\n  to: boris\n  part: death for boris\n"
                  "  on: June 1936\n  on condition: execution\n  source: a\n"
                  "event meeting\n  on: 5 July 1936\n  source: a\n"
                  "event meeting\n  occurred: no\n  source: b\n");
    EXPECT_THAT(read.standings(), Not(Contains(Key("execution"))));
    EXPECT_EQ(read.standing("meeting"), on_some);
    EXPECT_EQ(read.standing("not meeting"), on_some);
    EXPECT_EQ(read.standing("meeting on <5 July 1936>"), on_some);
    EXPECT_EQ(read.standing("t to boris"), not_contradicted);
}

const std::string presence =
    "event meeting\n  present, only: anna and boris and carla\n  source: a\n"
    "event meeting\n  absent: carla\n  source: c\n"
    "person officer\n  name: unnamed\nevent meeting\n  present: officer\n  source: b\n";

TEST(Semantics, AClosedListTouchesOnlyWhomItConcerns) {
    Assessed read(people + presence);
    EXPECT_EQ(read.standing("meeting present anna"), not_contradicted);
    EXPECT_EQ(read.standing("meeting present boris"), not_contradicted);
    EXPECT_EQ(read.standing("meeting present carla"), on_some);
    EXPECT_EQ(read.standing("meeting present officer"), not_contradicted);
    Assessed named(people +
                   "event meeting\n  present, only: anna\n  source: a\n"
                   "event meeting\n  present: dora\n  source: b\n");
    EXPECT_EQ(named.standing("meeting present dora"), on_some);
    EXPECT_EQ(named.standing("meeting present anna"), not_contradicted);
    EXPECT_THAT(named.clashes(), ElementsAre("meeting present dora | meeting present only"));
}

const std::string two_accounts =
    "place office\nevent meeting\naccount one\n  of: meeting\n  source: a\n"
    "account two\n  of: meeting\n  source: b\n"
    "event meeting\n  account: one\n  by: anna\n  place: office\n"
    "event meeting\n  account: two\n  by: boris\n"
    "event meeting\n  account: one and two\n  with: carla\n";

TEST(Semantics, OfALineOfAnAccountOnlyTheAccountMayBeContradicted) {
    Assessed read(people + two_accounts);
    EXPECT_EQ(read.standing("meeting place office"), on_some);
    EXPECT_EQ(read.standing("meeting with carla"), not_contradicted);
    EXPECT_EQ(read.standing("meeting"), not_contradicted);
    EXPECT_THAT(read.clashes(), ElementsAre("account one | account two"));
}

TEST(Semantics, AccountsThatCanBothStandDoNotClash) {
    Assessed read(people +
                  "event meeting\naccount one\n  of: meeting\n  both possible: yes\n"
                  "account two\n  of: meeting\n"
                  "event meeting\n  account: one\n  by: anna\n"
                  "event meeting\n  account: two\n  by: boris\n");
    EXPECT_EQ(read.standing("meeting by anna"), not_contradicted);
}

TEST(Semantics, AnAccountThatContradictsItselfIsTakenClaimByClaim) {
    Assessed read(people +
                  "event meeting\naccount one\n  of: meeting\n  source: a\n"
                  "event meeting\n  account: one\n  by: anna\n  with: dora\n"
                  "event meeting\n  account: one\n  by, not: anna\n");
    EXPECT_EQ(read.standing("meeting with dora"), not_contradicted);
    EXPECT_EQ(read.standing("meeting by anna"), on_some);
    EXPECT_EQ(read->problem().torn_accounts().size(), 0U);
    EXPECT_EQ(read->evidence().taken_apart().size(), 1U);
}

const std::string preferences =
    "reading r\n  prefer: a over b\n  prefer: b over c\n  because: so\n";

TEST(Semantics, PreferencesAreAppliedOneAfterTheOther) {
    // a clashes with b, b with c: a and c stand.
    const std::string chain =
        "event x\n  by: anna\n  source: a\nevent x\n  by, not: anna\n  with: boris\n  source: b\n"
        "event x\n  with, not: boris\n  source: c\n";
    Assessed read(people + chain + preferences, "r");
    EXPECT_EQ(read.standing("x by anna"), not_contradicted);
    EXPECT_EQ(read.standing("not x by anna"), "on no version");
    EXPECT_EQ(read.standing("x with boris"), not_contradicted);
    Assessed silent(people +
                        "event x\n  by: anna\n  source: a\nevent x\n  by, not: anna\n  source: c\n"
                        "source b\n" +
                        preferences,
                    "r");
    EXPECT_EQ(silent.standing("x by anna"), not_contradicted);
    EXPECT_EQ(silent.standing("not x by anna"), "on no version");
}

TEST(Semantics, WhatIsAboutADateBoundsNothing) {
    Assessed read(people +
                  "event x\n  on: 5 July 1936\n  source: a\n"
                  "event x\n  on: 12 July 1936\n  source: b\n"
                  "event x\n  on: about 10 July 1936\n  source: c\n");
    EXPECT_EQ(read.standing("x on <5 July 1936>"), on_some);
    EXPECT_EQ(read.standing("x on <12 July 1936>"), on_some);
    EXPECT_EQ(read.standing("x on <about 10 July 1936>"), not_contradicted);
    EXPECT_THAT(read.clashes(), ElementsAre("x on <12 July 1936> | x on <5 July 1936>"));
    Assessed same(people +
                  "event x\n  on: 5 July 1936\n  source: a\n"
                  "event x\n  on: July 1936\n  source: b\n");
    EXPECT_THAT(same.clashes(), IsEmpty());
}

TEST(Semantics, TimesThatAreImpossibleTogetherClashMinimally) {
    Assessed read(people +
                  "event x\n  on: 5 July 1936\n  before: y\n  source: a\n"
                  "event y\n  on: 3 July 1936\n  source: b\nevent y\n  by: anna\n  source: c\n");
    EXPECT_THAT(read.clashes(),
                ElementsAre("x before y | x on <5 July 1936> | y on <3 July 1936>"));
    EXPECT_EQ(read.standing("y by anna"), not_contradicted);
    EXPECT_EQ(read.standing("x before y"), on_some);
}

TEST(Semantics, ATellingIsNotBeforeWhatItTells) {
    Assessed read(people +
                  "source a\n  dated: 1930\nevent x\n  by: anna\n  source: a\n"
                  "event x\n  on: 5 July 1936\n  source: b\n");
    EXPECT_THAT(read.clashes(), ElementsAre("a dated <1930> | a tells of x | x on <5 July 1936>"));
    EXPECT_EQ(read.standing("x by anna"), not_contradicted);
}

TEST(Semantics, IdsAreDifferentThingsUnlessSaidToBeTheSame) {
    const std::string forums =
        "body board\nperson zoe\npromise p\n  by: anna\n  to: boris\n  forum wanted: council\n  "
        "source: a\n"
        "promise p\n  forum wanted: board\n  source: b\n";
    Assessed read(people + forums);
    EXPECT_EQ(read.standing("p forum wanted council"), on_some);
    Assessed same(people + forums + "same s\n  between: council and board\n  source: c\n");
    EXPECT_EQ(same.standing("p forum wanted council"), not_contradicted);
}

TEST(Semantics, SameAndDifferentClash) {
    Assessed read(people +
                  "same s\n  between: anna and boris\n  source: a\n"
                  "different d\n  between: anna and boris\n  source: b\n"
                  "event x\n  by: anna\n  source: c\nevent x\n  by, not: boris\n  source: c\n");
    EXPECT_THAT(read.clashes(), Contains("identity d | identity s"));
    EXPECT_THAT(read.clashes(), Contains("identity s | not x by boris | x by anna"));
    EXPECT_EQ(read.standing("x by anna"), on_some);
}

TEST(Semantics, WhoMayBeOneExcludeEachOtherWhereTheyAreSaidToDiffer) {
    const std::string chiefs =
        "property chief\n  of: event\n  value: person\n  single: yes\n"
        "event x\n  chief: anna\n  source: a\nevent x\n  chief: boris\n  source: b\n";
    EXPECT_THAT(Assessed(people + chiefs).clashes(), ElementsAre("x chief anna | x chief boris"));
    const std::string same =
        "same s\n  between: anna and carla\n  source: c\n"
        "same t\n  between: carla and boris\n  source: c\n";
    EXPECT_THAT(Assessed(people + chiefs + same).clashes(), IsEmpty());
    const std::string different = "different d\n  between: boris and anna\n  source: a\n";
    EXPECT_THAT(Assessed(people + chiefs + same + different).clashes(),
                UnorderedElementsAre("identity d | identity s | identity t",
                                     "identity d | x chief anna | x chief boris"));
    const std::string list =
        "event y\n  present, only: anna\n  source: a\nevent y\n  present: boris\n  source: b\n";
    EXPECT_THAT(Assessed(people + list + same).clashes(), IsEmpty());
    EXPECT_THAT(Assessed(people + list + same + different).clashes(),
                UnorderedElementsAre("identity d | identity s | identity t",
                                     "identity d | y present boris | y present only"));
}

TEST(Semantics, WhoAreOnlyAllegedToBeOneAreTwo) {
    Assessed read(people +
                  "same s\n  between, allegedly: anna and boris\n  source: a\n"
                  "event x\n  by: anna\n  source: c\nevent x\n  by, not: boris\n  source: c\n");
    EXPECT_THAT(read.clashes(), IsEmpty());
}

TEST(Semantics, WhoIsNotOnTheListWasNotThere) {
    Assessed read(people +
                  "event x\naccount one\n  of: x\n  source: a\naccount two\n  of: x\n  source: b\n"
                  "event x\n  account: one\n  present, not: anna\n"
                  "event x\n  account: two\n  present, only: boris\n");
    EXPECT_EQ(read.standing("not x present anna"), in_any_case);
    EXPECT_EQ(read.standing("x present boris"), on_some);
    Assessed rejected(people +
                          "event x\n  present, not: anna\n  source: a\n"
                          "event x\n  present, only: boris\n  source: b\n"
                          "reading r\n  reject: a\n  because: so\n",
                      "r");
    EXPECT_EQ(rejected.standing("not x present anna"), not_contradicted);
}

TEST(Semantics, AClashThatHoldsASmallerOneChargesNobody) {
    Assessed read(people +
                  "rule r\n  if: ?x by ?p\n  then: ?x with ?p\n"
                  "event x\n  by: anna\n  source: a\nevent y\n"
                  "argument one\n  from: x with anna\n  hence: y by boris and y by not boris\n  "
                  "source: b\n"
                  "argument two\n  from: y by boris\n  hence: x with not anna\n  source: b\n");
    EXPECT_THAT(read.clashes(), ElementsAre("(x by anna) | argument one"));
    EXPECT_EQ(read.standing("x by anna"), not_contradicted);
}

TEST(Semantics, RivalsClashUnlessBothArePossible) {
    const std::string where =
        "event x\n  by: anna\n  source: a\nevent y\n  by: anna\n  source: b\n"
        "rivals r\n  between: x by anna and y by anna\n  because: nobody is in two places\n";
    EXPECT_THAT(Assessed(people + where).clashes(), ElementsAre("x by anna | y by anna"));
    EXPECT_THAT(Assessed(people + where + "  both possible: yes\n").clashes(), IsEmpty());
}

TEST(Semantics, ANeverCardRulesOut) {
    Assessed read(people +
                  "never n\n  if: ?x by ?p and ?x against ?p\n  because: so\n"
                  "event x\n  by: anna\n  source: a\nevent x\n  against: anna\n  source: b\n");
    EXPECT_THAT(read.clashes(), ElementsAre("x against anna | x by anna"));
}

TEST(Semantics, WhatIsOnlyAllegedMayClashAndFeedsNothing) {
    Assessed read(people +
                  "event x\n  by, allegedly: anna\n  source: a\n"
                  "event x\n  by, not: anna\n  source: b\n"
                  "argument q\n  from: x by anna\n  hence: x with boris\n");
    EXPECT_EQ(read.standing("x by anna"), "only alleged, only on some versions");
    EXPECT_THAT(read.standings(), Not(Contains(Key("x with boris"))));
    Assessed credited(people +
                          "event x\n  by, allegedly: anna\n  source: a\n"
                          "argument q\n  from: x by anna\n  hence: x with boris\n"
                          "reading r\n  credit: x by anna\n  because: so\n",
                      "r");
    EXPECT_EQ(credited.standing("x with boris"), "not contradicted, inferred");
}

TEST(Semantics, DifferentGroundsInEachVersionHoldInAnyCase) {
    Assessed read(people +
                  "event x\n  by: anna\n  source: a\nevent x\n  by, not: anna\n  source: b\n"
                  "argument p\n  from: x by anna\n  hence: x with carla\n"
                  "argument q\n  from: x by not anna\n  hence: x with carla\n");
    EXPECT_EQ(read.standing("x with carla"), "in any case, inferred");
}

TEST(Semantics, ARejectedSourceLeavesNoWord) {
    const std::string cards =
        "event x\n  by: anna\n  source: a\nevent x\n  by, not: anna\n  source: b\n";
    Assessed read(people + cards + "reading r\n  reject: b\n  because: so\n", "r");
    EXPECT_EQ(read.standing("x by anna"), not_contradicted);
    EXPECT_EQ(read.standing("not x by anna"), "no word left");
    Assessed without(people + cards, "", {"b"});
    EXPECT_EQ(without.standing("x by anna"), not_contradicted);
}

TEST(Semantics, WhatIsAcceptedIsInEveryVersion) {
    const std::string cards =
        "event x\n  by: anna\n  source: a\nevent x\n  by, not: anna\n  source: b\n";
    Assessed read(people + cards + "reading r\n  accept: x by anna\n  because: so\n", "r");
    EXPECT_EQ(read.standing("x by anna"), not_contradicted);
    EXPECT_EQ(read.standing("not x by anna"), "on no version");
    Assessed both(people + cards + "reading r\n  accept: a and b\n  because: so\n", "r");
    EXPECT_EQ(both.objection(), "accepted-clash");
}

TEST(Semantics, PreferencesThatGoRoundGiveNoAnswer) {
    Assessed read(people +
                      "event x\n  by: anna\n  source: a\n"
                      "reading r\n  prefer: a over b\n  prefer: b over a\n  because: so\n",
                  "r");
    EXPECT_EQ(read.objection(), "preferences-in-a-circle");
}

TEST(Semantics, TheGrainSaysWhatStandsOrFallsAsOne) {
    const std::string whole = "reading r\n  grain: sources whole\n  because: so\n";
    const std::string cards =
        "event x\n  by: anna\n  with: carla\n  source: a\nevent x\n  by, not: anna\n  source: b\n";
    EXPECT_EQ(Assessed(people + cards).standing("x with carla"), not_contradicted);
    EXPECT_EQ(Assessed(people + cards + whole, "r").standing("x with carla"), on_some);
    const std::string singly = "reading s\n  grain: claims singly\n  because: so\n";
    EXPECT_EQ(Assessed(people + two_accounts + singly, "s").standing("meeting place office"),
              not_contradicted);
}

TEST(Semantics, TimesInRulesMeanMust) {
    const std::string rule =
        "rule r\n  if: ?x by ?p and ?y by ?p and ?x before ?y\n  then: ?x like ?y\n";
    Assessed read(people + rule +
                  "event x\n  by: anna\n  over by: 3 July 1936\n  source: a\n"
                  "event y\n  by: anna\n  begun after: 5 July 1936\n  source: b\n"
                  "event z\n  by: anna\n  source: b\n");
    EXPECT_EQ(read.standing("x like y"), "not contradicted, inferred");
    EXPECT_THAT(read.standings(), Not(Contains(Key("x like z"))));
    Assessed doubted(people + rule +
                     "event x\n  by: anna\n  over by: 3 July 1936\n  source: a\n"
                     "event x\n  over after: 9 July 1936\n  source: c\n"
                     "event y\n  by: anna\n  begun after: 5 July 1936\n  source: b\n");
    EXPECT_EQ(doubted.standing("x like y"), "only on some versions, inferred");
}

}  // namespace
}  // namespace valla::dispute
