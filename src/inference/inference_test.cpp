#include "inference/inference.hpp"

#include <memory>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/testing.hpp"

namespace valla::inference {
namespace {

using casefile::testing::read_case;
using evidence::Evidence;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

constexpr const char* people =
    "case k\n  researcher: me\n  vocabulary: coercion\nperson me\nperson anna\nperson boris\n"
    "person carla\nbody council\nsource diary\nsource letter\n";

struct Inferred {
    explicit Inferred(const std::string& cards)
        : the_case(std::make_unique<casefile::Case>(read_case(people + cards))),
          evidence(std::make_unique<Evidence>(Evidence::of(*the_case))),
          inference(std::make_unique<Inference>(*evidence, nullptr)) {
        EXPECT_EQ(casefile::testing::rendered(*the_case), "");
        for (const RuleMessage& each : inference->rules().messages())
            ADD_FAILURE() << each.message.sentence();
    }
    [[nodiscard]] std::string words(FactId fact) const {
        const StatementId statement = inference->statement(fact);
        const auto& proposition = evidence->propositions()[statement.proposition()];
        const auto& names = the_case->tables().names;
        std::string text = statement.denied() ? "not " : "";
        text += names.text(proposition.subject);
        text += ' ';
        text += the_case->vocabulary().field(proposition.field).name;
        if (proposition.value.tag == casefile::ValueTag::name) {
            text += ' ';
            text += names.text({proposition.value.number});
        } else if (proposition.value.tag == casefile::ValueTag::choice) {
            text += " #" + std::to_string(proposition.value.number);
        }
        return text;
    }
    [[nodiscard]] std::set<std::string> inferred() const {
        std::set<std::string> texts;
        for (const FactId fact : inference->inferred()) texts.insert(words(fact));
        return texts;
    }
    [[nodiscard]] std::optional<FactId> find(const std::string& text) const {
        for (std::uint32_t i = 0; i < inference->deduction().facts().size(); ++i) {
            if (!inference->statement({i}).none() && words({i}) == text) return FactId{i};
        }
        return std::nullopt;
    }
    /// Each support as "unit + unit", those that are only premises in brackets.
    [[nodiscard]] std::set<std::string> supports(const std::string& text) const {
        std::set<std::string> texts;
        const auto fact = find(text);
        if (!fact) return texts;
        for (const Support& support : inference->supports(*fact, 100).list) {
            std::string each;
            for (std::size_t i = 0; i < support.beliefs.size(); ++i) {
                const std::string unit = evidence::testing::words_of(
                    *evidence, evidence::UnitId{support.beliefs[i].index});
                each += each.empty() ? "" : " + ";
                each += support.roles[i].charged() ? unit : "(" + unit + ")";
            }
            texts.insert(each);
        }
        return texts;
    }
    std::unique_ptr<casefile::Case> the_case;
    std::unique_ptr<Evidence> evidence;
    std::unique_ptr<Inference> inference;
};

TEST(InferenceTest, ARuleOfAVocabularyGivesWhatFollowsAndFromWhat) {
    const Inferred read(
        "harsh-regime regime\n  against: anna\n  source: diary\n"
        "person anna\n  child of: boris\n  source: letter\n");
    EXPECT_THAT(read.inferred(), IsSupersetOf({"regime presses anna", "regime bears on anna",
                                               "regime bears on boris", "anna relative of boris"}));
    EXPECT_THAT(read.supports("regime bears on boris"),
                ElementsAre("regime kind harsh regime + regime against anna + regime + "
                            "anna child of boris"));
}

TEST(InferenceTest, WhatIsOnlyAllegedFeedsNothing) {
    const Inferred read("harsh-regime regime\n  against, allegedly: anna\n  source: diary\n");
    EXPECT_THAT(read.inferred(), Not(Contains("regime presses anna")));
}

constexpr const char* argument =
    "event meeting\n  by: anna\n  source: diary\nevent quarrel\n  by: boris\n  source: letter\n"
    "argument a\n  by: carla\n  from: quarrel and meeting by anna\n  hence: quarrel with anna\n";

TEST(InferenceTest, AnArgumentIsAUnitAndChargesNotItsPremises) {
    const Inferred read(argument);
    EXPECT_THAT(read.supports("quarrel with anna"),
                ElementsAre("(meeting by anna) + (quarrel) + argument a"));
    EXPECT_THAT(read.supports("a hence #0"),
                ElementsAre("(meeting by anna) + (quarrel) + argument a"));
}

TEST(InferenceTest, AChainOfArgumentsChargesOnlyTheLast) {
    const Inferred read(std::string(argument) +
                        "argument b\n  from: quarrel with anna\n  hence: quarrel against carla\n");
    EXPECT_THAT(read.supports("quarrel against carla"),
                ElementsAre("(meeting by anna) + (quarrel) + (argument a) + argument b"));
}

TEST(InferenceTest, AnArgumentWhosePremiseNobodyStatesGivesNothing) {
    const Inferred read("event meeting\nargument a\n  from: meeting\n  hence: It was warm.\n");
    EXPECT_THAT(read.supports("a hence #0"), IsEmpty());
}

TEST(InferenceTest, AnUnlessIsFromSilenceAndSupportsNoClash) {
    const Inferred read(
        "event meeting\n  by: anna\n  source: diary\n"
        "argument a\n  from: meeting by anna\n  hence: meeting by boris\n  unless: meeting by "
        "carla\n");
    EXPECT_THAT(read.inferred(), Contains("meeting by boris"));
    EXPECT_TRUE(read.inference->is_from_silence(*read.find("meeting by boris")));
    EXPECT_THAT(read.supports("meeting by boris"), IsEmpty());
}

TEST(InferenceTest, AClosedListDeniesMembersOfTheBodyThatAreNotOnIt) {
    const Inferred read(
        "body council\n  member: anna and boris\n  source: letter\n"
        "event meeting\n  present, only of council: anna\n  source: diary\n");
    EXPECT_THAT(read.supports("not meeting present boris"),
                ElementsAre("council member boris + meeting present only of council"));
    EXPECT_EQ(read.find("not meeting present anna"), std::nullopt);
    EXPECT_EQ(read.find("not meeting present carla"), std::nullopt);
}

TEST(InferenceTest, AbsentIsNotPresent) {
    const Inferred read("event meeting\n  absent: anna\n  source: diary\n");
    EXPECT_THAT(read.supports("not meeting present anna"), ElementsAre("meeting absent anna"));
}

TEST(InferenceTest, WhatIsSaidOfOneIsSaidOfTheSame) {
    const Inferred read(
        "event visit\n  by: anna\n  source: diary\nsame s\n  between: anna and boris\n");
    EXPECT_THAT(read.supports("visit by boris"), ElementsAre("visit by anna + identity s"));
}

TEST(InferenceTest, EachWayOfMeetingANeverCardIsRuledOut) {
    const Inferred read(
        "event a\n  by: anna\n  against: boris\n  source: diary\n"
        "event b\n  by: carla\n  against: boris\n  source: diary\n"
        "never n\n  if: ?e against boris and ?e by ?x and ?x kind person\n");
    EXPECT_EQ(read.inference->ruled_out().size(), 2U);
}

TEST(InferenceTest, TwoUnitsThatClaimAPremiseAreTwoSupports) {
    const Inferred read(
        "event fight\naccount one\n  of: fight\n  source: diary\naccount two\n  of: fight\n"
        "  source: letter\nevent fight\n  account: one\n  by: anna\n"
        "event fight\n  by: anna\n  source: letter\n"
        "argument a\n  from: fight by anna\n  hence: fight against boris\n");
    EXPECT_THAT(read.supports("fight against boris"),
                UnorderedElementsAre("(account one) + argument a", "(fight by anna) + argument a"));
}

}  // namespace
}  // namespace valla::inference
