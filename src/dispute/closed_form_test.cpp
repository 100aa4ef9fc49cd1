// Components of more units than a word has bits: what is read off the units against the versions
// that satisfiability finds with and without each statement.

#include "dispute/closed_form.hpp"

#include <random>

#include <gtest/gtest.h>

#include "dispute/solver.hpp"
#include "text/random_cases.hpp"

namespace valla::dispute {
namespace {

constexpr std::uint32_t units = 80;

/// A chain of clashes of two to four units that lie close, and statements on one to three ways.
Problem chain_of_clashes(std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t limit) {
        return static_cast<std::uint32_t>(random() % limit);
    };
    Problem problem;
    for (std::uint32_t k = 0; k < units; ++k) problem.add_unit();
    for (std::uint32_t k = 0; k + 5 < units; k += 1 + below(2)) {
        std::vector<Member> members{{{k}, true}, {{k + 1 + below(2)}, true}};
        if (below(3) > 0) members.push_back({{k + 3}, true});
        if (below(3) == 0) members.push_back({{k + 4}, true});
        if (below(40) == 0) members.resize(1);
        EXPECT_TRUE(problem.add_clash(members));
    }
    for (std::uint32_t k = 0; k < units; ++k) {
        problem.add_statement();
        const std::uint32_t near = below(units - 4);
        for (std::uint32_t way = 0, ways = 1 + below(3); way < ways; ++way) {
            std::vector<UnitId> support{{near + below(4)}};
            if (below(3) == 0) support.push_back({below(units)});
            EXPECT_FALSE(problem.add_support(std::span<const UnitId>(support)));
        }
    }
    return problem;
}

TEST(ClosedFormTest, SaysOfStatementsWhatSatisfiabilityFinds) {
    // From the first seed on that gives a chain which is nowhere cut.
    constexpr std::uint32_t first = 3;
    std::uint32_t large = 0;
    for (std::uint32_t seed = first; seed < first + text::random_cases(30); ++seed) {
        const Problem problem = chain_of_clashes(seed);
        Solver solver(problem, UnitSet::all(units));
        for (const ComponentId each : solver.components()) {
            if (solver.members(each).size() > 64) ++large;
        }
        for (std::uint32_t k = 0; k < units; ++k) {
            bool with = false;
            for (std::uint32_t support = problem.first_support({k});
                 support < problem.end_support({k}); ++support) {
                with = with || solver.version_with(problem.support(support)).version;
            }
            const bool without = solver.version_without({k}).version.has_value();
            const Answer answer = solver.of(StatementId{k});
            EXPECT_EQ(answer.in_some_version, with) << "seed " << seed << ", statement " << k;
            EXPECT_EQ(answer.in_every_version, !without) << "seed " << seed << ", statement " << k;
        }
    }
    EXPECT_GT(large, 0U);
}

}  // namespace
}  // namespace valla::dispute
