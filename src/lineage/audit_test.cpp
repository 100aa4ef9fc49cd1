#include "lineage/audit.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lineage/testing.hpp"

namespace valla::lineage {
namespace {

using ::testing::ElementsAre;
using testing::people;
using testing::Read;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

struct Audited {
    explicit Audited(const std::string& cards)
        : made(people + cards), roots(made.rejections), audit(lineage::audit(roots)) {
        EXPECT_EQ(made.mistakes, "");
    }
    Read made;
    Roots roots;
    Audit audit;
};

TEST(AuditTest, WhatStandsOnOneRootIsListedByRoot) {
    const Audited one(
        "event visit\n  by: anna\n  source: diary\nevent visit\n  to: carla\n  source: diary\n"
        "  source: letter\nevent feast\n  by: anna\n");
    ASSERT_THAT(one.audit.single_roots, SizeIs(1));
    EXPECT_EQ(one.audit.single_roots[0].source, one.made.name("diary"));
    EXPECT_THAT(one.made.words(one.audit.single_roots[0].statements), ElementsAre("visit by anna"));
    EXPECT_THAT(one.made.words(one.audit.researcher_only), ElementsAre("feast by anna", "feast"));
}

TEST(AuditTest, ARootWithoutANameIsOneToo) {
    const Audited one("event visit\n  by: anna\n  source: unnamed through book\n");
    ASSERT_THAT(one.audit.single_roots, SizeIs(1));
    EXPECT_TRUE(one.audit.single_roots[0].unnamed);
}

TEST(AuditTest, HearsayHasNoShorterWay) {
    const Audited hearsay(
        "event visit\n  by: anna\n  source: carla through diary through book\n"
        "event feast\n  by: anna\n  source: carla through diary through book\n  source: letter\n"
        "event trip\n  by: anna\n  source: diary through book\n");
    EXPECT_THAT(hearsay.made.words(hearsay.audit.hearsay), ElementsAre("visit by anna", "visit"));
}

TEST(AuditTest, APartyToAThingIsInterestedInIt) {
    const Audited one(
        "source diary\n  author: anna\n"
        "event visit\n  by: anna\n  to: boris\n  source: diary\n"
        "event feast\n  by: boris\n  source: diary\n"
        "event trip\n  by: boris\n  to: anna\n  source: boris through book\n"
        "event trip\n  to: anna\n  source: letter\n"
        "claim good\n  says: It was good.\n  judged by: anna\n  source: diary\n");
    std::vector<std::string> lines;
    for (const Interested& each : one.audit.interested) {
        lines.push_back(std::string(one.made.the_case->tables().names.text(each.party)) + ": " +
                        evidence::testing::words_of(*one.made.evidence, each.statement));
    }
    EXPECT_THAT(lines, UnorderedElementsAre("anna: visit by anna", "anna: visit to boris",
                                            "anna: visit", "boris: trip by boris"));
}

TEST(AuditTest, WhatAPartySaysInASayingIsListedAsOnlySaid) {
    const Audited one(
        "event visit\n  by: anna\n  source: diary\n"
        "saying excuse\n  by: anna\n  says: visit to boris and feast by carla\n  source: letter\n"
        "event feast\n");
    ASSERT_THAT(one.audit.interested, SizeIs(1));
    EXPECT_EQ(one.audit.interested[0].saying, one.made.name("excuse"));
    EXPECT_TRUE(one.audit.interested[0].statement.none());
}

TEST(AuditTest, AllegationsJudgementsAndCirclesAreListed) {
    const Audited one(
        "event visit\n  by, allegedly: anna\n  source: diary\n"
        "claim good\n  says: It was good.\n  judged by: boris\n  source: book\n"
        "source diary\n  derives from, perhaps: letter\nsource letter\n  derives from: diary\n");
    EXPECT_THAT(one.made.words(one.audit.only_alleged), ElementsAre("visit by anna", "visit"));
    EXPECT_THAT(one.audit.judgements, SizeIs(1));
    EXPECT_THAT(one.audit.circles, ElementsAre(SizeIs(2)));
}

}  // namespace
}  // namespace valla::lineage
