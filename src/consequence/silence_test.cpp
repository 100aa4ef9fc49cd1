#include "consequence/silence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "consequence/testing.hpp"

namespace valla::consequence {
namespace {

using testing::Assessed;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::people;

/// What rests on silence, and how many lines each of it rests on.
std::vector<std::string> silent(Assessed& read) {
    std::vector<std::string> all;
    for (const FromSilence& each : from_silence(*read))
        all.push_back(read.words(each.statement) + ", by " + std::to_string(each.because.size()));
    return all;
}

const std::string rule =
    "rule r\n  if: ?p friend of ?q and no word that ?p relative of ?q\n  then: ?p acts for ?q\n";

TEST(Silence, WhatARuleConcludesFromSilenceIsListedWithItsLine) {
    Assessed read(people + rule +
                  "person anna\n  friend of: boris\n  source: diary\n"
                  "person carla\n  friend of: boris\n  relative of: boris\n  source: diary\n");
    EXPECT_TRUE(looks_at_silence(read->the_case()));
    EXPECT_THAT(silent(read),
                ElementsAre("anna acts for boris, by 1", "boris acts for anna, by 1"));
    const casefile::RowId line = from_silence(*read).front().because.front();
    EXPECT_TRUE(read->the_case().tables().has(line, casefile::row_flags::silence));
}

TEST(Silence, WhatIsSaidOnSomeVersionsOnlyLeavesSilenceOnTheOthers) {
    const std::string said = people + rule +
                             "person anna\n  friend of: boris\n  source: diary\n"
                             "person anna\n  relative of: boris\n  source: letter\n";
    Assessed everywhere(said);
    EXPECT_THAT(silent(everywhere), ::testing::IsEmpty());
    Assessed contested(said + "person anna\n  relative of, not: boris\n  source: diary\n");
    EXPECT_THAT(silent(contested),
                ElementsAre("anna acts for boris, by 1", "boris acts for anna, by 1"));
}

TEST(Silence, WhatSomebodySaysAsWellDoesNotRestOnIt) {
    Assessed read(people + rule +
                  "person anna\n  friend of: boris\n  acts for: boris\n  source: diary\n");
    EXPECT_THAT(silent(read), ElementsAre("boris acts for anna, by 1"));
}

TEST(Silence, WhatFollowsFromItRestsOnItToo) {
    Assessed read(people + rule +
                  "rule s\n  if: ?p acts for ?q\n  then: ?q knows ?p\n"
                  "person anna\n  friend of: boris\n  source: diary\n"
                  "property knows\n  of: person\n  value: person\n");
    EXPECT_THAT(silent(read), ElementsAre("anna acts for boris, by 1", "boris acts for anna, by 1",
                                          "boris knows anna, by 1", "anna knows boris, by 1"));
}

TEST(Silence, AnArgumentThatSomethingWouldUndoRestsOnIt) {
    Assessed read(people +
                  "event visit\n  by: anna\n  source: diary\nevent feast\n  source: letter\n"
                  "argument x\n  by: boris\n  from: visit by anna\n  hence: feast by carla\n"
                  "  unless: feast by boris\n  source: letter\n");
    EXPECT_TRUE(looks_at_silence(read->the_case()));
    EXPECT_THAT(silent(read), Contains("feast by carla, by 1"));
}

TEST(Silence, WhereNothingLooksAtItNothingRestsOnIt) {
    Assessed read(people + "event visit\n  by: anna\n  source: diary\n");
    EXPECT_FALSE(looks_at_silence(read->the_case()));
    EXPECT_THAT(silent(read), IsEmpty());
}

}  // namespace
}  // namespace valla::consequence
