#include "chronology/time_claims.hpp"

#include <gmock/gmock.h>

#include "chronology/time_testing.hpp"

namespace valla::chronology {
namespace {

using testing::TimedCase;

TEST(TimeClaimsTest, AnAboutDateBoundsNothingAndOthersAreEnveloped) {
    // Small case 9: 5 July, 12 July, about 10 July.
    const TimedCase timed(
        "event meeting\n  on: 5 July 1936\n  source: a\n"
        "event meeting\n  on: 12 July 1936\n  source: b\n"
        "event meeting\n  on: about 10 July 1936\n  source: c\n");
    EXPECT_FALSE(timed.timeline.consistent());
    std::size_t statements = 0;
    for (const TimeClaim& claim : timed.times.claims())
        statements += claim.kind == TimeClaimKind::statement ? 1 : 0;
    EXPECT_EQ(statements, 2U);
}

TEST(TimeClaimsTest, ADatedReportOfAStateStillGoingOnDoesNotBoundItsEnd) {
    // Small case 11.
    const TimedCase timed("source a\n  dated: 5 July 1936\nstate famine\n  of: me\n  source: a\n");
    EXPECT_EQ(timed.latest_begin("famine"), "1936-07-05 23:59");
    EXPECT_EQ(timed.latest_end("famine"), "none");
    EXPECT_EQ(timed.earliest_begin("famine"), "none");
}

}  // namespace
}  // namespace valla::chronology
