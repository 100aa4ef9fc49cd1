#include "consequence/version_times.hpp"

#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chronology/envelope.hpp"
#include "consequence/testing.hpp"
#include "text/random_cases.hpp"

namespace valla::consequence {
namespace {

using chronology::Envelope;
using chronology::Minutes;
using chronology::Side;
using testing::Assessed;

const std::string start =
    "case k\n  researcher: me\nperson me\nsource s\nsource t\n"
    "event a\n  source: s\nevent b\n  source: s\nevent c\n  source: s\n";

/// Cards of one line each, so that what a version leaves out can be struck out of the text.
std::vector<std::string> random_cards(std::mt19937& random) {
    const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
    const std::string names = "abc";
    std::vector<std::string> cards;
    const unsigned count = 3 + below(4);
    for (unsigned i = 0; i < count; ++i) {
        const std::string subject(1, names[below(3)]);
        std::string line;
        switch (below(5)) {
            case 0: line = "on: " + std::to_string(1 + below(9)) + " July 1936"; break;
            case 1: line = "before: " + std::to_string(1 + below(9)) + " July 1936"; break;
            case 2: line = "after: " + std::to_string(1 + below(9)) + " July 1936"; break;
            default: {
                std::string other(1, names[below(3)]);
                if (other == subject) other = subject == "a" ? "b" : "a";
                line = (below(2) == 0 ? "before: " : "after: ") + other;
            }
        }
        cards.push_back("event " + subject + "\n  " + line +
                        "\n  source: " + (below(2) == 0 ? "s" : "t") + "\n");
    }
    return cards;
}

std::string text_of(const std::vector<std::string>& cards, const std::set<std::size_t>& out) {
    std::string text = start;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        if (!out.contains(i)) text += cards[i];
    }
    return text;
}

std::vector<std::optional<Minutes>> bounds_of(Assessed& assessed,
                                              const chronology::ClaimSet& mask) {
    const chronology::TimeClaims& times = assessed->times();
    Envelope envelope(times, mask);
    EXPECT_TRUE(envelope.clashes().empty());
    std::vector<std::optional<Minutes>> bounds;
    for (const char* name : {"a", "b", "c"}) {
        const casefile::NameId id = assessed.id(name);
        for (const Side side : {Side::earliest, Side::latest}) {
            bounds.push_back(envelope.bound(side, *times.begin_of(id)).minute);
            bounds.push_back(envelope.bound(side, *times.end_of(id)).minute);
        }
    }
    return bounds;
}

TEST(VersionTimes, AreThoseOfATextWithoutWhatTheVersionLeavesOut) {
    std::mt19937 random(1);
    int compared = 0;
    int several = 0;
    for (int i = 0; i < text::random_cases(400); ++i) {
        const std::vector<std::string> cards = random_cards(random);
        Assessed assessed(text_of(cards, {}));
        const std::vector<NameId> names{assessed.id("a"), assessed.id("b"), assessed.id("c")};
        const VersionSpace space(*assessed, units_about_times(*assessed, names));
        ASSERT_TRUE(space.complete());
        several += space.versions().size() > 1 ? 1 : 0;
        for (const Version& version : space.versions()) {
            std::set<std::size_t> out;
            constexpr std::uint32_t first_card = 7;  // behind those of `start`
            bool lines_only = true;
            for (const evidence::Claim& claim : assessed->evidence().claims()) {
                if (version.has(UnitId{claim.unit.number})) continue;
                lines_only = lines_only && claim.card.number >= first_card;
                if (claim.card.number >= first_card) out.insert(claim.card.number - first_card);
            }
            if (!lines_only) continue;
            Assessed struck(text_of(cards, out));
            EXPECT_EQ(bounds_of(assessed, time_mask(*assessed, version)),
                      bounds_of(struck, time_mask(*struck)))
                << text_of(cards, {});
            ++compared;
        }
    }
    EXPECT_GT(compared, text::random_cases(400));
    EXPECT_GT(several, text::random_cases(60));
}

TEST(VersionTimes, OnlyWhatIsJoinedBears) {
    Assessed assessed(start +
                      "event a\n  on: 5 July 1936\n  source: s\n"
                      "event b\n  after: a\n  source: t\n"
                      "event c\n  on: 9 July 1936\n  source: t\n");
    const auto texts = [&](const char* name) {
        const std::vector<NameId> names{assessed.id(name)};
        std::set<std::string> statements;
        const std::vector<UnitId> units = units_about_times(*assessed, names);
        for (const evidence::Claim& claim : assessed->evidence().claims()) {
            const bool bears =
                std::binary_search(units.begin(), units.end(), UnitId{claim.unit.number});
            if (bears && !claim.statement.none())
                statements.insert(assessed.words(claim.statement));
        }
        return statements;
    };
    EXPECT_THAT(texts("b"), ::testing::ElementsAre("a on <5 July 1936>", "b after a"));
    EXPECT_THAT(texts("c"), ::testing::ElementsAre("c on <9 July 1936>"));
    EXPECT_THAT(texts("s"), ::testing::IsEmpty());
}

TEST(VersionTimes, WhatIsLeftOutBoundsNothing) {
    const std::string cards = start +
                              "event a\n  on: 5 July 1936\n  source: s\n"
                              "event a\n  over by: 20 July 1936\n  source: t\n";
    Assessed whole(cards);
    Assessed without(cards, "", {"s"});
    const auto earliest = [](Assessed& assessed) {
        Envelope envelope(assessed->times(), time_mask(*assessed));
        return envelope.bound(Side::earliest, *assessed->times().begin_of(assessed.id("a"))).minute;
    };
    EXPECT_TRUE(earliest(whole));
    EXPECT_FALSE(earliest(without));
}

}  // namespace
}  // namespace valla::consequence
