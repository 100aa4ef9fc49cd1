#include "consequence/commitments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dispute/testing.hpp"

namespace valla::consequence {
namespace {

using dispute::testing::Assessed;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string council =
    "case k\n  researcher: me\nperson me\nperson anna\nperson boris\nperson carla\nperson dora\n"
    "body council\n  name: The council\nbody families\nsource a\nsource b\n";

/// Every side of a commitment in one line: "answer anna: accepted", "forum: met", ...
std::vector<std::string> sides(Assessed& read, const std::string& name) {
    const auto text = [](const Outcome& outcome) {
        std::string all = outcome.complete ? "" : "open ";
        for (const auto& each : outcome.alternatives)
            all += (all.empty() ? "" : " | ") + std::string(name_of(each.finding.state));
        return all;
    };
    Commitments commitments(*read);
    const Commitment commitment = commitments.of(read.id(name));
    std::vector<std::string> all;
    for (const auto& answer : commitment.answers) {
        const std::string who =
            answer.addressee.none()
                ? ""
                : " " + std::string(read->the_case().tables().names.text(answer.addressee));
        all.push_back("answer" + who + ": " + text(answer.outcome));
    }
    all.push_back("condition: " + text(commitment.condition));
    all.push_back("forum: " + text(commitment.forum));
    for (const auto& part : commitment.parts)
        all.push_back("part " + part.words + ": " + text(part.performance));
    return all;
}

const std::string promise =
    "promise p\n  by: anna\n  to: boris\n  part: lives for boris\n  part: liberty for families\n"
    "  on condition: surrender\n  source: a\n";

TEST(CommitmentsTest, WithoutWordOfItsConditionNothingIsKnownOfIt) {
    Assessed read(council + "event surrender\n" + promise);
    EXPECT_THAT(
        sides(read, "p"),
        ElementsAre("answer boris: not known", "condition: not known", "forum: none was required",
                    "part lives: no breach reported", "part liberty: no breach reported"));
}

const std::string surrender = "event surrender\n  on: 10 July 1936\n  source: a\n";

TEST(CommitmentsTest, ABreachCountsWhenItMustFollowTheCondition) {
    Assessed later(council + surrender + promise +
                   "breach arrests\n  begun after: 12 July 1936\n  source: b\n"
                   "promise p\n  broken by: arrests for liberty\n  source: b\n");
    EXPECT_THAT(sides(later, "p"),
                ElementsAre("answer boris: not known", "condition: met", "forum: none was required",
                            "part lives: no breach reported", "part liberty: broken"));
    Assessed undated(council + surrender + promise +
                     "breach arrests\n  by: anna\n  source: b\n"
                     "promise p\n  broken by: arrests for liberty\n  source: b\n");
    EXPECT_EQ(sides(undated, "p")[4], "part liberty: not known");
    Assessed whole(council + surrender + promise +
                   "breach arrests\n  of: p\n  begun after: 12 July 1936\n  source: b\n");
    EXPECT_EQ(sides(whole, "p")[3], "part lives: broken");
}

TEST(CommitmentsTest, ADeniedConditionMakesAPromiseLapse) {
    Assessed read(council + "event surrender\n  occurred: no\n  source: a\n" + promise);
    EXPECT_EQ(sides(read, "p")[1], "condition: not met");
    EXPECT_EQ(sides(read, "p")[3], "part lives: lapsed");
}

TEST(CommitmentsTest, WhereTheSourcesPartSoDoTheStates) {
    Assessed read(council + surrender + "event surrender\n  occurred: no\n  source: b\n" + promise);
    EXPECT_EQ(sides(read, "p")[1], "condition: met | not met");
    EXPECT_EQ(sides(read, "p")[3], "part lives: no breach reported | lapsed");
}

TEST(CommitmentsTest, EachAddresseeAnswersForHimself) {
    Assessed read(council +
                  "demand d\n  by: anna\n  to: boris and carla\n  source: a\n"
                  "refusal r\n  by: boris\n  of: d\n  source: a\n"
                  "acceptance s\n  by: carla\n  of: d\n  source: b\n");
    EXPECT_THAT(sides(read, "d"), ElementsAre("answer boris: refused", "answer carla: accepted",
                                              "condition: none is named",
                                              "forum: none was required", "part : not known"));
}

TEST(CommitmentsTest, TheLastOfTwoAnswersCountsWhenItIsKnownWhichThatIs) {
    const std::string both =
        "demand d\n  by: anna\n  to: boris\n  source: a\n"
        "refusal r\n  by: boris\n  of: d\n  source: a\n"
        "acceptance s\n  by: boris\n  of: d\n  source: b\n";
    Assessed open(council + both);
    EXPECT_EQ(sides(open, "d")[0], "answer boris: accepted and refused, in an order not known");
    Assessed ordered(council + both + "acceptance s\n  after: r\n  source: b\n");
    EXPECT_EQ(sides(ordered, "d")[0], "answer boris: accepted");
}

std::string forum(const std::string& members, const std::string& present,
                  const std::string& wanted = "council, whole") {
    return council + "body council\n  " + members +
           "\n  source: a\nmeeting m\n  on: 5 July 1936\n  " + present +
           "\n  source: b\npromise p\n  by: anna\n  to: boris\n  forum wanted: " + wanted +
           "\n  forum held: m\n  source: a\n";
}

TEST(CommitmentsTest, AForumIsMetOnlyWhenTheMembersAreKnownToBeAll) {
    const auto side = [](const std::string& cards) {
        Assessed read(cards);
        return sides(read, "p")[2];
    };
    EXPECT_EQ(
        side(forum("members, only: anna and boris and carla", "present: anna and boris and carla")),
        "forum: met");
    EXPECT_EQ(side(forum("member: anna and boris and carla", "present: anna and boris and carla")),
              "forum: not known");
    EXPECT_EQ(side(forum("member: anna and boris", "present: anna")), "forum: not known");
    EXPECT_EQ(side(forum("member: anna and boris", "present, only of council: anna")),
              "forum: not met");
    EXPECT_EQ(side(forum("member: anna and boris", "absent: boris")), "forum: not met");
}

TEST(CommitmentsTest, OnlyWhoMustHaveBeenAMemberThenCounts) {
    const auto side = [](const std::string& cards) {
        Assessed read(cards);
        return sides(read, "p")[2];
    };
    EXPECT_EQ(side(forum("member: boris from 1930 until 1940", "absent: boris")), "forum: not met");
    EXPECT_EQ(side(forum("member: boris from 1937 until 1940", "absent: boris")),
              "forum: not known");
    EXPECT_EQ(side(forum("member: boris from 1930 until 1936", "absent: boris")),
              "forum: not known");
}

TEST(CommitmentsTest, AQuorumIsEnoughWhenItIsWanted) {
    const auto side = [](const std::string& cards) {
        Assessed read(cards);
        return sides(read, "p")[2];
    };
    const std::string wanted = "council, quorum 2";
    EXPECT_EQ(side(forum("member: anna and boris and carla", "present: anna and boris", wanted)),
              "forum: met");
    EXPECT_EQ(side(forum("member: anna and boris and carla", "present: anna", wanted)),
              "forum: not known");
    EXPECT_EQ(side(forum("members, only: anna and boris and carla",
                         "present, only of council: anna", wanted)),
              "forum: not met");
}

TEST(CommitmentsTest, ThreatsAndDemandsHaveTheirOwnOutcomes) {
    Assessed read(council +
                  "threat t\n  by: anna\n  to: boris\n  on condition: refused d\n  source: a\n"
                  "demand d\n  by: anna\n  to: boris\n  or else: t\n  source: a\n"
                  "acceptance s\n  by: boris\n  of: d\n  source: b\n"
                  "threat u\n  by: anna\n  to: boris\n  has been: carried out\n  source: a\n"
                  "threat v\n  by: anna\n  to: boris\n  has been, not: carried out\n  source: a\n"
                  "fulfilment f\n  of: e\n  source: a\ndemand e\n  by: anna\n  source: a\n");
    EXPECT_EQ(sides(read, "t").back(), "part : lapsed");
    EXPECT_EQ(sides(read, "u").back(), "part : carried out");
    EXPECT_EQ(sides(read, "v").back(), "part : not carried out");
    EXPECT_EQ(sides(read, "e").back(), "part : met");
    Commitments commitments(*read);
    EXPECT_EQ(commitments.of(read.id("t")).tied_to.size(), 1U);
}

TEST(CommitmentsTest, PromisesOnConditionOfEachOtherDoNotWaitForEver) {
    Assessed read(council +
                  "promise p\n  by: anna\n  to: boris\n  on condition: accepted q\n  source: a\n"
                  "promise q\n  by: boris\n  to: anna\n  on condition: accepted p\n  source: a\n"
                  "acceptance r\n  by: anna\n  of: q\n  source: a\n"
                  "acceptance s\n  by: boris\n  of: p\n  source: a\n");
    EXPECT_EQ(sides(read, "p")[1], "condition: met");
    EXPECT_EQ(sides(read, "q")[1], "condition: met");
}

}  // namespace
}  // namespace valla::consequence
