#include "inference/rules.hpp"

#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casefile/testing.hpp"
#include "inference/inference.hpp"

namespace valla::inference {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// What is said of the rules of a case, as "name: sentence".
std::vector<std::string> said_of(const std::string& cards) {
    const auto the_case = std::make_unique<casefile::Case>(casefile::testing::read_case(
        "case k\n  researcher: me\nperson me\nproperty foe of\n  of: person\n  value: person\n" +
        cards));
    EXPECT_EQ(casefile::testing::rendered(*the_case), "");
    evidence::Evidence evidence = evidence::Evidence::of(*the_case);
    const Inference inference(evidence, nullptr);
    std::vector<std::string> texts;
    for (const RuleMessage& each : inference.rules().messages())
        texts.push_back(std::string(each.message.kind().name) + ": " + each.message.sentence());
    return texts;
}

TEST(RulesTest, ShippedRulesAreAllAccepted) {
    const auto the_case = std::make_unique<casefile::Case>(
        casefile::testing::read_case("case k\n  researcher: me\n  vocabulary: coercion and "
                                     "genealogy and violations\nperson me\n"));
    evidence::Evidence evidence = evidence::Evidence::of(*the_case);
    const Inference inference(evidence, nullptr);
    EXPECT_TRUE(inference.rules().messages().empty());
}

TEST(RulesTest, AVariableThatOnlySilenceNamesIsRefused) {
    EXPECT_THAT(said_of("rule r\n  if: ?a friend of ?a and no word that ?b friend of ?a\n"
                        "  then: ?b foe of ?a\n"),
                ElementsAre(HasSubstr("rule-variable-unbound: ?b could stand for anything")));
}

TEST(RulesTest, AQuestionWhoseVariableNothingBindsIsRefused) {
    const auto said_of_question = [](const std::string& ask) {
        const casefile::Case the_case = casefile::testing::read_case(
            "case k\n  researcher: me\nperson me\nevent x\n  by: me\nquestion q\n  ask: " + ask +
            "\n");
        std::vector<std::string> texts;
        for (const RuleMessage& each : check_rules(the_case))
            texts.push_back(std::string(each.message.kind().name) + ": " + each.message.help());
        return texts;
    };
    EXPECT_THAT(said_of_question("not x by ?who"),
                ElementsAre(HasSubstr("rule-variable-unbound: add a statement that says what ?who "
                                      "is, such as: ?who kind person")));
    EXPECT_THAT(said_of_question("?e kind event and no word that ?e by ?who"),
                ElementsAre(HasSubstr("?who kind person")));
    EXPECT_THAT(said_of_question("?e kind event and no word that ?e by ?who\n  show: ?e"),
                IsEmpty());
    EXPECT_THAT(said_of_question("can ?e before x"), ElementsAre(HasSubstr("?e kind event")));
}

TEST(RulesTest, SilenceThatWouldFeedAClashIsRefusedWithTheWay) {
    EXPECT_THAT(said_of("rule r\n  if: ?a relative of ?b and no word that ?a friend of ?b\n"
                        "  then: ?a foe of ?b\n"
                        "never n\n  if: ?a foe of ?b and ?b friend of ?a\n"),
                ElementsAre(HasSubstr("silence-feeds-clash")));
    EXPECT_THAT(said_of("rule r\n  if: ?a relative of ?b and no word that ?a friend of ?b\n"
                        "  then: ?a foe of ?b\n"),
                IsEmpty());
}

TEST(RulesTest, ANeverCardThatAsksOfSilenceIsRefused) {
    EXPECT_THAT(said_of("never n\n  if: ?a relative of ?b and no word that ?a friend of ?b\n"),
                ElementsAre(HasSubstr("silence-feeds-clash")));
}

TEST(RulesTest, NothingCanBeConcludedThatIsNoStatement) {
    EXPECT_THAT(said_of("rule r\n  if: ?a relative of ?b\n  then: no word that ?a friend of ?b\n"),
                ElementsAre(HasSubstr("conclusion-not-statable")));
}

}  // namespace
}  // namespace valla::inference
