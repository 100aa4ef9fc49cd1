#include "evidence/evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/testing.hpp"
#include "text/disk.hpp"

namespace valla::evidence {
namespace {

using casefile::testing::Files;
using casefile::testing::read_case;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsSupersetOf;
using ::testing::Not;

constexpr const char* people =
    "case k\n  researcher: me\nperson me\nperson anna\nperson boris\nperson carla\n"
    "body council\n  name: The council\nsource diary\nsource letter\n";

/// A case that stays where it is while its evidence is looked at.
struct Read {
    explicit Read(const std::string& cards, Grain grain = Grain::accounts_whole)
        : the_case(std::make_unique<Case>(read_case(people + cards))),
          evidence(Evidence::of(*the_case, grain)) {
        EXPECT_EQ(casefile::testing::rendered(*the_case), "");
    }
    /// All units but those of kinds and labels.
    [[nodiscard]] std::vector<std::string> units() const {
        std::vector<std::string> texts;
        for (std::uint32_t i = 0; i < evidence.units().size(); ++i) {
            const Unit& unit = evidence[UnitId{i}];
            if (unit.kind == UnitKind::statement) {
                const auto& proposition = evidence.propositions()[unit.statement.proposition()];
                if (is_label(the_case->vocabulary(), proposition.field)) continue;
            }
            texts.push_back(testing::words_of(evidence, UnitId{i}));
        }
        return texts;
    }
    [[nodiscard]] std::vector<std::string> claims_in(const std::string& unit) const {
        std::vector<std::string> texts;
        for (std::uint32_t i = 0; i < evidence.units().size(); ++i) {
            if (testing::words_of(evidence, UnitId{i}) != unit) continue;
            for (const ClaimId claim : evidence.claims_of(UnitId{i})) {
                if (!evidence[claim].statement.none())
                    texts.push_back(testing::words_of(evidence, evidence[claim].statement));
            }
        }
        return texts;
    }
    [[nodiscard]] std::vector<Claim> claims_that(const std::string& statement) const {
        std::vector<Claim> claims;
        for (const Claim& claim : evidence.claims()) {
            if (claim.statement.none()) continue;
            if (testing::words_of(evidence, claim.statement) == statement) claims.push_back(claim);
        }
        return claims;
    }
    std::unique_ptr<Case> the_case;
    Evidence evidence;
};

TEST(EvidenceTest, EveryValueOfALineIsAClaimAndTheHappeningOccurred) {
    const Read read("event visit\n  by: anna and boris\n  source: diary\n");
    EXPECT_THAT(read.units(), ElementsAre("visit by anna", "visit by boris", "visit"));
}

TEST(EvidenceTest, EqualStatementsAreOneUnitWithSeveralWords) {
    const Read read(
        "event visit\n  on: 5 July 1936\n  source: diary\n"
        "event visit\n  on: 1936-07-05\n  source: letter\n");
    EXPECT_THAT(read.units(), ElementsAre("visit on <5 July 1936>", "visit"));
    EXPECT_EQ(read.claims_that("visit on <5 July 1936>").size(), 2U);
}

TEST(EvidenceTest, ADateOfAnotherCalendarIsTheSameStatement) {
    const Read read(
        "event visit\n  on: 25 October 1917 Julian\n  source: diary\n"
        "event visit\n  on: 7 November 1917\n  source: letter\n");
    EXPECT_EQ(read.claims_that("visit on <25 October 1917 Julian>").size(), 2U);
}

TEST(EvidenceTest, WhatStandsBehindAValueBelongsToTheStatement) {
    const Read read(
        "body council\n  member: anna from 1926 until 1930\n  source: diary\n"
        "body council\n  member: anna from 1926 until 1931\n  source: letter\n"
        "body council\n  member: anna from 1926 until 1930\n  source: letter\n");
    EXPECT_THAT(read.units(), ElementsAre("council member anna", "council member anna"));
}

TEST(EvidenceTest, OccurredNoIsADenialAndImpliesNothing) {
    const Read read("event visit\n  occurred: no\n  by: anna\n  source: diary\n");
    EXPECT_THAT(read.units(), ElementsAre("not visit", "visit by anna"));
    for (const Claim& claim : read.evidence.claims()) EXPECT_FALSE(claim.implies_occurrence);
}

TEST(EvidenceTest, WhatWasOnlyPlannedDidNotTherebyOccur) {
    const Read read("event visit\n  occurred: planned\n  by: anna\n  source: diary\n");
    EXPECT_THAT(read.units(), Not(Contains("visit")));
}

TEST(EvidenceTest, ACardWithNothingButAHeadAndANameOnlyIntroducesAnId) {
    EXPECT_THAT(Read("event visit\n  name: The visit\n").units(), ElementsAre());
    EXPECT_THAT(Read("event visit\n  source: diary\n").units(), ElementsAre("visit"));
}

TEST(EvidenceTest, WhatASayingSaysIsOnlySaid) {
    const Read read("event visit\nsaying s\n  by: anna\n  says: visit by boris\n  source: diary\n");
    EXPECT_THAT(read.units(), ElementsAre("s by anna", "s"));
}

TEST(EvidenceTest, WhatAPassageSaysIsClaimedOnItsWord) {
    const Read read("event visit\npassage p\n  says: visit by boris\n  source: diary\n");
    EXPECT_THAT(read.units(), ElementsAre("visit by boris", "visit"));
    for (const Claim& claim : read.claims_that("visit by boris"))
        EXPECT_EQ(read.evidence.words_of(claim).size(), 1U);
}

TEST(EvidenceTest, StepsAreClaimsOfTheirOwnAndOccurred) {
    const Read read("event a\nevent b\nevent c\nsequence s\n  order: a then b then c\n");
    EXPECT_THAT(read.units(), ElementsAre("s order a", "s order b", "a", "s", "b", "c"));
}

TEST(EvidenceTest, AClosedListIsAClaimBesideItsValues) {
    const Read read("event visit\n  present, only of council: anna and boris\n  source: diary\n");
    EXPECT_THAT(read.units(), ElementsAre("visit present anna", "visit present only of council",
                                          "visit present boris", "visit"));
    ASSERT_EQ(read.evidence.closings().size(), 1U);
    EXPECT_EQ(read.evidence.closings()[0].values.size(), 2U);
}

constexpr const char* two_accounts =
    "event quarrel\n"
    "account one\n  of: quarrel\n  source: diary\naccount two\n  of: quarrel\n  source: letter\n"
    "event quarrel\n  account: one\n  by: anna\n"
    "event quarrel\n  account: two\n  by: boris\n"
    "event quarrel\n  account: one and two\n  with: carla\n";

TEST(EvidenceTest, AccountsAreUnitsAndWhatAllOfThemSayIsOneMore) {
    const Read read(two_accounts);
    EXPECT_THAT(read.units(), ElementsAre("account one", "account two", "shared quarrel"));
    EXPECT_THAT(read.claims_in("shared quarrel"), IsSupersetOf({"quarrel with carla", "quarrel"}));
    EXPECT_THAT(read.claims_in("account one"), Contains("quarrel by anna"));
    ASSERT_EQ(read.evidence.rival_accounts().size(), 1U);
    EXPECT_EQ(read.evidence.rival_accounts()[0].units.size(), 2U);
}

TEST(EvidenceTest, LinesOfAnAccountWithoutASourceStandOnItsWord) {
    const Read read(two_accounts);
    for (const Claim& claim : read.evidence.claims()) {
        if (!claim.account.none()) {
            EXPECT_GE(read.evidence.words_of(claim).size(), 1U);
        }
    }
}

TEST(EvidenceTest, TakenSinglyTheLinesOfAccountsAreUnits) {
    const Read read(two_accounts, Grain::claims_singly);
    EXPECT_THAT(read.units(), IsSupersetOf({"quarrel by anna", "quarrel by boris"}));
    EXPECT_THAT(read.units(), Not(Contains("account one")));
}

TEST(EvidenceTest, TakenWholeAllThatAnOriginSaysIsOneUnit) {
    const Read read(
        "event visit\n  by: anna\n  source: diary\n"
        "event visit\n  by: anna\n  source: diary through letter\n  source: a maid through "
        "letter\n",
        Grain::sources_whole);
    EXPECT_THAT(read.units(), IsSupersetOf({"origin diary", "visit by anna"}));
}

TEST(EvidenceTest, AnAllegedClaimIsAUnitApart) {
    const Read read(
        "event visit\n  by, allegedly: anna\n  source: diary\n"
        "event visit\n  by: anna\n  source: letter\n");
    EXPECT_THAT(read.units(), IsSupersetOf({"allegedly visit by anna", "visit by anna"}));
}

TEST(EvidenceTest, AnArgumentIsOneUnitFromAllItsCards) {
    const Read read(
        "event visit\n  by: anna\n  source: diary\nargument a\n  by: carla\n  from: visit\n"
        "  hence: visit by boris\nargument a\n  from: visit by anna\n  hence: They came.\n");
    ASSERT_EQ(read.evidence.arguments().size(), 1U);
    const Argument& argument = read.evidence.arguments()[0];
    EXPECT_EQ(argument.from.size(), 2U);
    EXPECT_EQ(argument.hence.size(), 1U);
    EXPECT_EQ(argument.prose.size(), 1U);
    EXPECT_THAT(read.units(), Not(Contains("visit by boris")));
}

TEST(EvidenceTest, TheOrderOfFilesChangesNothing) {
    const std::string a = "event visit\n  by: anna\n  source: diary\n";
    const std::string b = "event visit\n  by: boris\n  source: letter\n";
    const auto first = read_case(Files{{"1.valla", people}, {"2.valla", a}, {"3.valla", b}});
    std::vector<text::Source> sources;
    sources.emplace_back("3.valla", b);
    sources.emplace_back("2.valla", a);
    sources.emplace_back("1.valla", people);
    const auto second = Case::read(
        std::move(sources), [](const std::string&) -> tl::expected<std::string, text::Message> {
            return tl::unexpected(text::Message("no-such-file", {}));
        });
    const Evidence one = Evidence::of(first);
    const Evidence two = Evidence::of(second);
    ASSERT_EQ(one.units().size(), two.units().size());
    for (std::uint32_t i = 0; i < one.units().size(); ++i)
        EXPECT_EQ(testing::words_of(one, UnitId{i}), testing::words_of(two, UnitId{i}));
}

}  // namespace
}  // namespace valla::evidence
