#include "consequence/inferred_reliance.hpp"

#include <random>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "consequence/testing.hpp"
#include "lineage/reliance.hpp"
#include "text/random_cases.hpp"

namespace valla::consequence {
namespace {

using testing::Assessed;
using testing::people;
using testing::RandomCase;

using Figures = std::pair<std::uint32_t, std::uint32_t>;

Figures figures_of(Assessed& read, const std::string& name) {
    const NameId teller = read.id(name);
    const InferredReliance found = inferred_reliances(*read, {&teller, 1})->front();
    return {found.alone, found.in_part};
}

TEST(InferredReliance, AConclusionRestsOnThePremisesAndOnTheArgument) {
    Assessed read(people +
                  "event visit\n  by: anna\n  source: diary\nevent feast\n  source: letter\n"
                  "argument x\n  by: boris\n  from: visit by anna\n  hence: feast by carla\n"
                  "  source: book\n");
    EXPECT_EQ(figures_of(read, "diary"), Figures(1, 0));
    EXPECT_EQ(figures_of(read, "book"), Figures(1, 0));
    EXPECT_EQ(figures_of(read, "letter"), Figures(0, 0));
}

TEST(InferredReliance, WhatFollowsInAnotherWayTooIsRestedOnInPart) {
    Assessed read(people +
                  "event visit\n  by: anna\n  source: diary\nevent feast\n  source: letter\n"
                  "event walk\n  by: anna\n  source: letter\n"
                  "argument x\n  by: boris\n  from: visit by anna\n  hence: feast by carla\n"
                  "  source: book\n"
                  "argument y\n  by: boris\n  from: walk by anna\n  hence: feast by carla\n"
                  "  source: book\n");
    EXPECT_EQ(figures_of(read, "diary"), Figures(0, 1));
    EXPECT_EQ(figures_of(read, "letter"), Figures(0, 1));
    EXPECT_EQ(figures_of(read, "book"), Figures(1, 0));
}

TEST(InferredReliance, WhatSomebodySaysIsNotCountedEvenIfItFollowsToo) {
    Assessed read(people +
                  "event visit\n  by: anna\n  source: diary\n"
                  "event feast\n  by: carla\n  source: letter\n"
                  "argument x\n  by: boris\n  from: visit by anna\n  hence: feast by carla\n"
                  "  source: book\n");
    EXPECT_EQ(figures_of(read, "diary"), Figures(0, 0));
}

TEST(InferredReliance, NothingCanFollowWhereEachRuleAsksForWhatNoLineHas) {
    const auto may = [](const std::string& cards) {
        return may_infer(Assessed(people + cards)->the_case());
    };
    const std::string visit = "event visit\n  by: anna\n  source: diary\n";
    EXPECT_FALSE(may(visit));
    EXPECT_TRUE(may(visit + "rule r\n  if: ?x by ?p\n  then: ?x with ?p\n"));
    EXPECT_FALSE(may(visit + "rule r\n  if: ?x by ?p and ?x against ?p\n  then: ?x with ?p\n"));
    EXPECT_TRUE(may(visit + "rule r\n  if: ?x by ?p or ?x against ?p\n  then: ?x with ?p\n"));
    EXPECT_TRUE(may(visit + "argument guess\n  from: visit by anna\n  hence: visit with anna\n"));
    EXPECT_TRUE(may("person anna\n  child of: boris\n  source: diary\n"));
    EXPECT_TRUE(may(visit + "rule r\n  if: ?x by ?p\n  then: ?x with ?p\n"
                            "rule s\n  if: ?x with ?p\n  then: ?x against ?p\n"));
}

/// What follows without being said, in words, when a case is read without somebody's words.
std::set<std::string> followed(const RandomCase& made, const std::string& out) {
    Assessed read(made.text(out));
    std::set<std::string> words;
    const bool may = may_infer(read->the_case());
    for (const StatementId statement : read->statements()) {
        const auto field = read->evidence().propositions()[statement.proposition()].field;
        if (field == inference::Translation::conclusion().field ||
            !read->evidence().claims_of(statement).empty() ||
            !lineage::is_listed(read->evidence(), statement))
            continue;
        if (read->inference().fact(statement).has_value() && !read->verdict(statement).from_silence)
            words.insert(read.words(statement));
    }
    EXPECT_TRUE(may || words.empty()) << made.text(out);
    return words;
}

/// Whether the figures of one book are those of two readings of the text: what falls is what
/// followed before and follows no longer.
std::string difference(const RandomCase& made, const std::string& book) {
    Assessed read(made.text());
    std::uint32_t alone = 0;
    const std::set<std::string> left = followed(made, book);
    for (const std::string& each : followed(made, "")) {
        // What nobody says any more, and what only follows now, is counted elsewhere.
        alone += left.contains(each) ? 0 : 1;
    }
    const Figures found = figures_of(read, book);
    if (found.first == alone) return {};
    return fmt::format("{}: {} alone, but {} of the text\n", book, found.first, alone);
}

TEST(InferredReliance, WhatFallsIsWhatFollowsNoLongerInTheTextWithoutTheWords) {
    std::mt19937 random(2'024);
    std::uint32_t fallen = 0;
    for (int i = 0; i < text::random_cases(300); ++i) {
        const RandomCase made = testing::random_case(random);
        if (!testing::is_sound(made.text())) continue;
        for (const std::string book : {"book-0", "book-1", "book-2"}) {
            if (!testing::is_sound(made.text(book))) continue;
            const auto fails = [&](const RandomCase& fewer) {
                return testing::is_sound(fewer.text()) && testing::is_sound(fewer.text(book)) &&
                       !difference(fewer, book).empty();
            };
            if (fails(made)) {
                const RandomCase least = testing::shrunk(made, fails);
                FAIL() << difference(least, book) << least.text();
            }
            Assessed read(made.text());
            fallen += figures_of(read, book).first;
        }
    }
    EXPECT_GT(fallen, text::random_cases(20U));
}

}  // namespace
}  // namespace valla::consequence
