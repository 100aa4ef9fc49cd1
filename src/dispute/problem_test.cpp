#include "dispute/problem.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "dispute/preferences.hpp"

namespace valla::dispute {
namespace {

TEST(ProblemTest, RowsThatMakeNoSenseAreRefused) {
    Problem problem;
    EXPECT_EQ(problem.add_support({}), Refusal::no_statement);
    const UnitId one = problem.add_unit();
    const UnitId two = problem.add_unit();
    const UnitId unknown{7};
    EXPECT_EQ(problem.add_clash({}).error(), Refusal::no_members);
    EXPECT_EQ(problem.add_clash({one, unknown}).error(), Refusal::unknown_unit);
    EXPECT_EQ(problem.add_neighbourhood({}).error(), Refusal::no_members);
    EXPECT_EQ(problem.add_neighbourhood(std::vector<UnitId>{unknown}).error(),
              Refusal::unknown_unit);
    using Classes = std::vector<std::vector<UnitId>>;
    EXPECT_EQ(problem.add_group(Classes{{}, {}}).error(), Refusal::no_members);
    EXPECT_EQ(problem.add_group(Classes{{one, two}, {two}}).error(), Refusal::two_classes);
    EXPECT_EQ(problem.add_group(Classes{{one}, {unknown}}).error(), Refusal::unknown_unit);
    EXPECT_EQ(problem.prefer({1}, unranked), Refusal::unknown_rank);
    problem.add_statement();
    EXPECT_EQ(problem.add_support({unknown}), Refusal::unknown_unit);
    EXPECT_EQ(problem.ties(), 0U);
    EXPECT_EQ(problem.end_support({0}), 0U);
    EXPECT_TRUE(problem.preferences().empty());
}

TEST(ProblemTest, AMemberNamedTwiceIsChargedWhenOneOfTheTwoIs) {
    Problem problem;
    const UnitId one = problem.add_unit();
    const UnitId two = problem.add_unit();
    const TieId tie =
        *problem.add_clash(std::vector<Member>{{two, false}, {one, false}, {two, true}});
    ASSERT_EQ(problem.slots(tie).size(), 2U);
    EXPECT_EQ(problem.slots(tie)[0].unit(), one);
    EXPECT_TRUE(problem.slots(tie)[0].flag());
    EXPECT_EQ(problem.slots(tie)[1].unit(), two);
    EXPECT_FALSE(problem.slots(tie)[1].flag());
}

/// Which ranks can be reached from which, by following pairs.
std::vector<std::vector<bool>> reached(const Problem& problem) {
    std::vector<std::vector<bool>> result;
    for (std::uint32_t from = 0; from < problem.ranks(); ++from) {
        std::vector<bool>& of = result.emplace_back(problem.ranks(), false);
        for (bool changed = true; changed;) {
            changed = false;
            for (const auto& [better, worse] : problem.preferences()) {
                if ((better.index != from && !of[better.index]) || of[worse.index]) continue;
                of[worse.index] = changed = true;
            }
        }
    }
    return result;
}

TEST(PreferencesTest, AreClosedAmongFewRanksAndAmongMany) {
    std::mt19937 random(3);
    for (const std::uint32_t count : {40U, 1100U}) {
        Problem problem;
        while (problem.ranks() < count) problem.add_rank();
        // In no order of numbers, and sparse enough for ranks that nothing compares.
        std::vector<std::uint32_t> order(count);
        for (std::uint32_t k = 0; k < count; ++k) order[k] = (k * 7) % count;
        for (std::uint32_t k = 0; k < count; ++k) {
            const std::uint32_t above = k + 1 + static_cast<std::uint32_t>(random() % 6);
            if (above < count) problem.prefer({order[k]}, {order[above]});
        }
        const auto expected = reached(problem);
        const auto preferences = Preferences::from(problem);
        ASSERT_TRUE(preferences);
        std::vector<RankId> asked;
        for (std::uint32_t k = 0; k < count; k += count / 40) asked.push_back({k});
        BitMatrix better;
        better.reset(asked.size() + 3);
        preferences->compare(asked, 3, better);
        for (std::size_t i = 0; i < asked.size(); ++i) {
            for (std::size_t j = 0; j < asked.size(); ++j) {
                EXPECT_EQ(better.at(i + 3, j + 3), expected[asked[j].index][asked[i].index])
                    << count << ": " << asked[j].index << " and " << asked[i].index;
            }
        }
    }
}

TEST(PreferencesTest, ACycleIsNamed) {
    Problem problem;
    while (problem.ranks() < 6) problem.add_rank();
    for (const auto& [better, worse] : std::vector<std::pair<std::uint32_t, std::uint32_t>>{
             {0, 1}, {1, 2}, {2, 3}, {3, 1}, {3, 4}, {4, 5}}) {
        problem.prefer({better}, {worse});
    }
    const auto preferences = Preferences::from(problem);
    ASSERT_FALSE(preferences);
    std::vector<RankId> cycle = preferences.error().ranks;
    std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
    EXPECT_EQ(cycle, (std::vector<RankId>{{1}, {2}, {3}}));
    problem.prefer({5}, {5});
    EXPECT_FALSE(Preferences::from(problem));
}

}  // namespace
}  // namespace valla::dispute
