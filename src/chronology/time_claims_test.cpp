#include "chronology/time_claims.hpp"

#include <gmock/gmock.h>

#include "chronology/envelope.hpp"
#include "chronology/time_testing.hpp"

namespace valla::chronology {
namespace {

using ::testing::ElementsAre;
using testing::july;
using testing::TimedCase;

/// A minute of July 1936 from the nearest midnight: "13", "13+1", "14-1"; "" for no bound.
std::string short_text(std::optional<Minutes> minute) {
    if (!minute) return "";
    const Minutes since = *minute - july + minutes_per_day;  // midnight to 1 July is 1
    Minutes day = since / minutes_per_day;
    Minutes rest = since % minutes_per_day;
    if (rest > minutes_per_day / 2) {
        ++day;
        rest -= minutes_per_day;
    }
    return rest == 0 ? fmt::format("{}", day) : fmt::format("{}{:+}", day, rest);
}

/// "13..14-1 13+1..14": where the begin of x can lie, and where its end.
std::string bounds(const std::string& cards) {
    const TimedCase timed("event x\nevent y\n  from: 10 July 1936\n  until: 12 July 1936\n" +
                          cards);
    Envelope envelope(timed.times, timed.times.all());
    if (!envelope.clashes().empty()) return "clash";
    const Event x = *timed.times.event_of(timed.name("x"));
    const auto text = [&](Side side, PointId point) {
        return short_text(envelope.bound(side, point).minute);
    };
    return text(Side::earliest, x.begin) + ".." + text(Side::latest, x.begin) + " " +
           text(Side::earliest, x.end) + ".." + text(Side::latest, x.end);
}
std::string bounds_of(const std::string& line) {
    return bounds("event x\n  " + line + "\n  source: a\n");
}

/// y begins on 10 July, and ends on 12 July; so B is 10..11-1 and E is 12+1..13.
TEST(TimeTableTest, EveryFieldWithADayAnIntervalAnEventAndItsEnds) {
    struct Row {
        const char* field;
        const char* day;       ///< 13 July 1936
        const char* interval;  ///< from 10 July 1936 to 15 July 1936
        const char* event;     ///< y
        const char* begin;     ///< begin of y
        const char* end;       ///< end of y
    };
    const Row rows[] = {
        {"on", "13..14-1 13+1..14", "10..16-1 10+1..16", "10..13-1 10+1..13", "10..11-1 10+1..11",
         "12..13-1 12+1..13"},
        {"during", "13..14-1 13+1..14", "10..16-1 10+1..16", "10..13-1 10+1..13",
         "10..11-1 10+1..11", "12..13-1 12+1..13"},
        {"under way", "..14-1 13+1..", "..16-1 10+1..", "..13-1 10+1..", "..11-1 10+1..",
         "..13-1 12+1.."},
        {"throughout", "..13 14..", "..11-1 15+1..", "..11-1 12+1..", "..11-1 10+1..",
         "..13-1 12+1.."},
        {"includes", "..13 14..", "..11-1 15+1..", "..11-1 12+1..", "..11-1 10+1..",
         "..13-1 12+1.."},
        {"begun by", "..14-1 ..", "..16-1 ..", "..13-1 ..", "..11-1 ..", "..13-1 .."},
        {"begun after", "14.. 14+1..", "15+1.. 15+2..", "12+1.. 12+2..", "10+1.. 10+2..",
         "12+1.. 12+2.."},
        {"from", "13..14-1 13+1..", "10..16-1 10+1..", "10..13-1 10+1..", "10..11-1 10+1..",
         "12..13-1 12+1.."},
        {"over by", "..14-1 ..14", "..16-1 ..16", "..13-1 ..13", "..11-1 ..11", "..13-1 ..13"},
        {"over after", ".. 14+1..", ".. 15+2..", ".. 12+2..", ".. 10+2..", ".. 12+2.."},
        {"until", "..14-1 13+1..14", "..16-1 10+1..16", "..13-1 10+1..13", "..11-1 10+1..11",
         "..13-1 12+1..13"},
        {"before", "..13-1 ..13", "..11-2 ..11-1", "..11-2 ..11-1", "..11-2 ..11-1",
         "..13-2 ..13-1"},
        {"directly before", "..13-1 ..13", "..11-2 ..11-1", "..11-2 ..11-1", "..11-2 ..11-1",
         "..13-2 ..13-1"},
        {"after", "14.. 14+1..", "15+1.. 15+2..", "12+1.. 12+2..", "10+1.. 10+2..",
         "12+1.. 12+2.."},
        {"directly after", "14.. 14+1..", "15+1.. 15+2..", "12+1.. 12+2..", "10+1.. 10+2..",
         "12+1.. 12+2.."},
        {"meets", "..13-1 13..13", "..11-2 10..11-1", "..11-2 10..11-1", "..11-2 10..11-1",
         "..13-1 12+1..13"},
        {"overlaps", "..13-1 13+1..14-1", "..11-2 10+1..16-1", "..11-2 10+1..13-1", "clash",
         "clash"},
        {"starts", "13..13 13+1..14-1", "10..11-1 10+1..16-1", "10..11-1 10+1..13-1", "clash",
         "clash"},
        {"finishes", "13+1..14-1 14..14", "10+1..16-1 15+1..16", "10+1..13-1 12+1..13", "clash",
         "clash"},
        {"same time as", "13..13 14..14", "10..11-1 15+1..16", "10..11-1 12+1..13",
         "10..11-1 10+1..11", "12..13-1 12+1..13"},
    };
    for (const Row& row : rows) {
        const auto with = [&](const char* value) {
            return bounds_of(std::string(row.field) + ": " + value);
        };
        EXPECT_EQ(with("13 July 1936"), row.day) << row.field;
        EXPECT_EQ(with("from 10 July 1936 to 15 July 1936"), row.interval) << row.field;
        EXPECT_EQ(with("y"), row.event) << row.field;
        EXPECT_EQ(with("begin of y"), row.begin) << row.field;
        EXPECT_EQ(with("end of y"), row.end) << row.field;
    }
}

/// x began from 10 July 1936 on, and ended in July.
TEST(TimeTableTest, DenialsAndAlternativesHoldInEachWay) {
    struct Row {
        const char* line;
        const char* expected;
    };
    const Row rows[] = {
        {"on, not: from 1 July 1936 to 20 July 1936", "10..32-1 21+1..32"},
        {"begun by, not: 13 July 1936", "14..32-1 14+1..32"},
        {"begun after, not: 13 July 1936", "10..14-1 10+1..32"},
        {"over by, not: 13 July 1936", "10..32-1 14+1..32"},
        {"over after, not: 13 July 1936", "10..14-1 10+1..14"},
        {"before, not: 13 July 1936", "10..32-1 13+1..32"},
        {"after, not: 13 July 1936", "10..14-1 10+1..32"},
        {"from, not: 10 July 1936", "11..32-1 11+1..32"},
        {"until, not: 31 July 1936", "10..31-1 10+1..31"},
        {"throughout, not: 11 July 1936", "10..32-1 10+1..32"},
        {"begun by: 13 July 1936 or 15 July 1936", "10..16-1 10+1..32"},
        {"on: [1936-07-13,1936-07-15]", "13..16-1 13+1..16"},
        {"on, not: [1936-07-13,1936-07-15]", "10..32-1 10+1..32"},
        {"before: y or 20 July 1936", "10..20-1 10+1..20"},
        {"before, not: y or 20 July 1936", "10..32-1 20+1..32"},
        {"on, not: about 13 July 1936", "10..32-1 10+1..32"},
        {"begun by, not: 1936-07-13/", "10..32-1 10+1..32"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(bounds("event x\n  begun after: 9 July 1936\n  on: July 1936\n  source: b\n"
                         "event x\n  " +
                         std::string(row.line) + "\n  source: a\n"),
                  row.expected)
            << row.line;
    }
}

TEST(TimeTableTest, SetsAndTimesThatComeBack) {
    EXPECT_EQ(bounds_of("under way: {1936-07-13,1936-07-15}"), "..14-1 15+1..");
    EXPECT_EQ(bounds_of("throughout: {1936-07-13,1936-07-15}"), "..13 16..");
    EXPECT_EQ(bounds_of("on: {1936-07-13,1936-07-15}"), "13..16-1 13+1..16");
    EXPECT_EQ(bounds_of("on: every night of July 1936"), "1..2-1 31+1..32");
    EXPECT_EQ(bounds_of("under way: every night of July 1936"), "..2-1 31+1..");
    EXPECT_EQ(bounds_of("on: every Monday from 6 July 1936 to 20 July 1936"), "6..21-1 6+1..21");
    EXPECT_EQ(bounds_of("after: every night of July 1936"), "32.. 32+1..");
}

TEST(TimeTableTest, LengthsAndDistances) {
    const auto from_13 = [](const std::string& line) {
        return bounds("event x\n  from: 13 July 1936\n  " + line + "\n  source: a\n");
    };
    EXPECT_EQ(from_13("lasts: 2 days"), "13..14-1 15..16-1");
    EXPECT_EQ(from_13("lasts: 2 to 3 days"), "13..14-1 15..17-1");
    EXPECT_EQ(from_13("lasts: at least 3 days"), "13..14-1 16..");
    EXPECT_EQ(from_13("lasts: about 2 days"), "13..14-1 13+1..");
    EXPECT_EQ(bounds_of("within: 2 days after 13 July 1936"), "14..16 14+1..");
    EXPECT_EQ(bounds_of("within: 2 to 3 days after 13 July 1936"), "16..17 16+1..");
    EXPECT_EQ(bounds_of("within: 2 days before 13 July 1936"), "..13-1 11..13");
    EXPECT_EQ(bounds_of("within: 1 to 2 days before 13 July 1936"), "..12-1 11..12");
    EXPECT_EQ(bounds_of("within: 2 days of 13 July 1936"), "..16 11..");
    EXPECT_EQ(bounds_of("within: 2 days after y"), "12+1..15 12+2..");
    EXPECT_EQ(bounds_of("within: about 2 days after 13 July 1936"), "14.. 14+1..");
    EXPECT_EQ(bounds("flash x\n  from: 13 July 1936\n  source: a\n"), "13..14-1 13+1..14");
}

TEST(TimeTableTest, OnOneDay) {
    EXPECT_EQ(bounds_of("same day as: 13 July 1936"), "13..14-1 13+1..");
    EXPECT_EQ(bounds_of("same day as: y"), "10..11-1 10+1..");
    EXPECT_EQ(bounds_of("same day as: end of y"), "12..13-1 12+1..");
    EXPECT_EQ(bounds("event x\n  same day as, not: y\n  on: from 9 July 1936 to 10 July 1936\n"
                     "  source: a\n"),
              "9..10-1 9+1..11");
    EXPECT_EQ(bounds("event x\n  same day as: y\n  source: a\n"
                     "event x\n  from: 9 July 1936 or 11 July 1936\n  source: b\n"),
              "clash");
}

TEST(TimeTableTest, WhatIsSaidOfABeginOrAnEndAlone) {
    const auto said = [](const std::string& statement) {
        return bounds("passage p\n  source: a\n  says: " + statement + "\n");
    };
    EXPECT_EQ(said("begin of x on 13 July 1936"), "13..14-1 13+1..");
    EXPECT_EQ(said("end of x on 13 July 1936"), "..14-1 13+1..14");
    EXPECT_EQ(said("begin of x before y"), "..11-2 ..");
    EXPECT_EQ(said("end of x after y"), ".. 12+2..");
    EXPECT_EQ(said("begin of x after begin of y"), "10+1.. 10+2..");
}

TEST(TimeClaimsTest, StepsOfASequenceFollowOneAnother) {
    EXPECT_EQ(bounds("sequence s\n  order: y then x\n  source: a\n"), "12+1.. 12+2..");
    EXPECT_EQ(bounds("sequence s\n  order: x then y\n  source: a\n"), "..11-2 ..11-1");
}

TEST(TimeClaimsTest, OnlyWhatOccurredIsBound) {
    for (const char* occurred : {"no", "sought", "planned", "foretold"}) {
        EXPECT_EQ(bounds(std::string("event x\n  occurred: ") + occurred +
                         "\n  on: 13 July 1936\n  source: a\n"),
                  ".. ..");
    }
    EXPECT_EQ(bounds("argument g\n  by: me\n  from: x on 13 July 1936\n  hence: It rained.\n"),
              ".. ..");
    EXPECT_EQ(bounds("saying s\n  by: me\n  says: x on 13 July 1936\n  source: a\n"), ".. ..");
}

TEST(TimeClaimsTest, WhatIsToldHadBegun) {
    const char* told = "event x\n  of: me\n  source: c through b\n";
    EXPECT_EQ(bounds(std::string("source b\n  dated: 13 July 1936\n") + told), "..14-1 ..");
    EXPECT_EQ(bounds(std::string("source b\n  published: 13 July 1936\n") + told), "..14-1 ..");
    EXPECT_EQ(
        bounds(std::string("source b\n  published: 20 July 1936\n  dated: 13 July 1936\n") + told),
        "..14-1 ..");
    EXPECT_EQ(bounds(std::string("source b\n  dated: 20 July 1936\n  published: 13 July 1936\n")),
              "clash");
    EXPECT_EQ(bounds("saying s\n  by: me\n  dated: 13 July 1936\nevent x\n  of: me\n"
                     "  source: s through a\n"),
              "..14-1 ..");
    EXPECT_EQ(bounds("source b\n  dated: 13 July 1936\nevent x\n  occurred: planned\n  of: me\n"
                     "  source: b\n"),
              ".. ..");
}

TEST(TimeClaimsTest, AWidthForAboutIsPartOfTheReason) {
    const TimedCase timed(
        "vocabulary small\n  about means: 2 days\nevent x\n  on: about 13 July 1936\n");
    EXPECT_EQ(timed.earliest_begin("x"), "1936-07-11 00:00");
    EXPECT_EQ(timed.latest_end("x"), "1936-07-16 00:00");
    const auto reason =
        timed.timeline.explain(Side::earliest, *timed.times.begin_of(timed.name("x")));
    ASSERT_TRUE(reason);
    EXPECT_TRUE(timed.times[reason->claims.front()].about);
    EXPECT_EQ(AboutPolicy::of(*timed.the_case).width, 2 * minutes_per_day);
}

TEST(TimeClaimsTest, AReadingSaysHowFarAboutReaches) {
    const TimedCase timed(
        "vocabulary small\n  about means: 2 days\n"
        "reading r\n  about means: 1 day\n  because: so\nevent x\n  on: about 13 July 1936\n");
    EXPECT_EQ(AboutPolicy::of(*timed.the_case, timed.name("r")).width, minutes_per_day);
    EXPECT_EQ(AboutPolicy::of(*timed.the_case).width, 2 * minutes_per_day);
}

TEST(TimeClaimsTest, ClaimsKnowTheirUnitsAndLines) {
    const TimedCase timed(
        "event x\n  on: 13 July 1936\n  source: a\nevent x\n  on: 1936-07-13\n  source: b\n"
        "event x\n  on, allegedly: 14 July 1936\n  source: c\n");
    std::vector<std::size_t> lines;
    for (std::uint32_t id = 0; id < timed.times.claims().size(); ++id) {
        if (timed.times[{id}].kind == TimeClaimKind::statement)
            lines.push_back(timed.times.grounds_of({id}).size());
    }
    EXPECT_THAT(lines, ElementsAre(2U, 1U));
    // What is only alleged is a unit of its own: without it there is no clash.
    EXPECT_FALSE(timed.timeline.consistent());
    const ClaimSet mask = timed.times.mask_of(
        [&](evidence::UnitId unit) { return !(*timed.evidence)[unit].alleged; });
    EXPECT_TRUE(Timeline(timed.times.network(), mask).consistent());
    const evidence::UnitId unit = timed.times[{timed.times.network().claims() - 1}].unit;
    EXPECT_EQ(timed.times.of_unit(unit).size(), 1U);
}

TEST(TimeClaimsTest, AnAboutDateBoundsNothingAndOthersClash) {
    // Small case 9: 5 July, 12 July, about 10 July.
    const TimedCase timed(
        "event meeting\n  on: 5 July 1936\n  source: a\n"
        "event meeting\n  on: 12 July 1936\n  source: b\n"
        "event meeting\n  on: about 10 July 1936\n  source: c\n");
    const Envelope envelope(timed.times, timed.times.all());
    ASSERT_EQ(envelope.clashes().size(), 1U);
    EXPECT_EQ(envelope.clashes()[0].claims.size(), 2U);
    EXPECT_TRUE(envelope.touched(*timed.times.begin_of(timed.name("meeting"))));
}

TEST(TimeClaimsTest, ADatedReportOfAStateStillGoingOnDoesNotBoundItsEnd) {
    // Small case 11.
    const TimedCase timed("source a\n  dated: 5 July 1936\nstate famine\n  of: me\n  source: a\n");
    EXPECT_EQ(timed.latest_begin("famine"), "1936-07-05 23:59");
    EXPECT_EQ(timed.latest_end("famine"), "none");
    EXPECT_EQ(timed.earliest_begin("famine"), "none");
}

TEST(TimeClaimsTest, WhatIsTakenForOneThingHasOneTime) {
    const TimedCase timed(
        "event x\n  begun by: 5 July 1936\n  source: a\nevent y\n  after: 4 July 1936\n  "
        "source: a\nevent z\n  source: a\n"
        "same x-is-y\n  between: x and y and z\n  source: a\n");
    EXPECT_EQ(timed.latest_begin("y"), timed.latest_begin("x"));
    EXPECT_EQ(timed.latest_begin("z"), timed.latest_begin("x"));
    EXPECT_EQ(timed.earliest_begin("x"), timed.earliest_begin("y"));
    EXPECT_NE(timed.earliest_begin("x"), "none");
    const TimedCase apart(
        "event x\n  on: 5 July 1936\n  source: a\nevent y\n  on: 6 July 1936\n  source: a\n"
        "same x-is-y\n  between: x and y\n  source: a\n");
    const Envelope envelope(apart.times, apart.times.all());
    ASSERT_EQ(envelope.clashes().size(), 1U);
    EXPECT_EQ(envelope.clashes()[0].claims.size(), 3U);
    EXPECT_EQ(apart.times[envelope.clashes()[0].set_aside].kind, TimeClaimKind::identity);
    const TimedCase different(
        "event x\n  on: 5 July 1936\n  source: a\nevent y\n  source: a\n"
        "different x-is-not-y\n  between: x and y\n  source: a\n");
    EXPECT_EQ(different.latest_begin("y"), "none");
}

TEST(TimeClaimsTest, SomethingBeforeItselfClashesAlone) {
    const TimedCase timed("event x\n  before: x\n  source: a\n");
    const Envelope envelope(timed.times, timed.times.all());
    ASSERT_EQ(envelope.clashes().size(), 1U);
    EXPECT_EQ(timed.times[envelope.clashes()[0].set_aside].kind, TimeClaimKind::statement);
}

}  // namespace
}  // namespace valla::chronology
