#include "deduction/closure.hpp"

#include <random>

#include <gtest/gtest.h>

#include "deduction/query.hpp"
#include "text/random_cases.hpp"

namespace valla::deduction {
namespace {

struct Graph {
    FactStore facts;
    PredicateId links = facts.add_predicate(2);
    FactSet visible;
    std::vector<std::vector<bool>> reaches;

    Graph(std::mt19937& random, std::uint32_t terms, std::uint32_t count) {
        reaches.assign(terms, std::vector<bool>(terms));
        for (std::uint32_t k = 0; k < count; ++k) {
            const TermId from{static_cast<std::uint32_t>(random() % terms)};
            const TermId to{static_cast<std::uint32_t>(random() % terms)};
            const auto [fact, is_new] = facts.add(links, {from, to});
            if (!is_new || random() % 5 == 0) continue;
            visible.insert(fact);
            reaches[from.index][to.index] = true;
        }
        for (std::uint32_t k = 0; k < terms; ++k) {
            for (std::uint32_t from = 0; from < terms; ++from) {
                for (std::uint32_t to = 0; to < terms; ++to) {
                    if (reaches[from][k] && reaches[k][to]) reaches[from][to] = true;
                }
            }
        }
    }
};

TEST(ClosureTest, AgreesWithAllPaths) {
    std::mt19937 random(7);
    for (int round = 0; round < text::random_cases(500); ++round) {
        const std::uint32_t terms = 1 + static_cast<std::uint32_t>(random() % 9);
        Graph graph(random, terms, static_cast<std::uint32_t>(random() % 20));
        const Closure closure(graph.facts, graph.links, &graph.visible);
        std::vector<std::pair<std::uint32_t, std::uint32_t>> expected;
        for (std::uint32_t from = 0; from < terms; ++from) {
            std::vector<TermId> forth;
            std::vector<TermId> back;
            for (std::uint32_t to = 0; to < terms; ++to) {
                if (graph.reaches[from][to]) {
                    forth.push_back({to});
                    expected.emplace_back(from, to);
                }
                if (graph.reaches[to][from]) back.push_back({to});
                EXPECT_EQ(closure.leads({from}, {to}), graph.reaches[from][to]);
                const std::vector<FactId> chain = closure.chain({from}, {to});
                EXPECT_EQ(!chain.empty(), graph.reaches[from][to]);
                TermId at{from};
                for (const FactId fact : chain) {
                    EXPECT_TRUE(graph.visible.contains(fact));
                    EXPECT_EQ(graph.facts.terms(fact)[0], at);
                    at = graph.facts.terms(fact)[1];
                }
                EXPECT_EQ(at, TermId{chain.empty() ? from : to});
            }
            EXPECT_EQ(closure.reached_from({from}), forth);
            EXPECT_EQ(closure.reaching({from}), back);
        }
        const Closure::Pairs pairs = closure.pairs();
        ASSERT_EQ(pairs.from.size(), expected.size());
        for (std::size_t at = 0; at < expected.size(); ++at) {
            EXPECT_EQ(pairs.from[at].index, expected[at].first);
            EXPECT_EQ(pairs.to[at].index, expected[at].second);
        }
    }
}

TEST(ClosureTest, IsAnAtomOfQueries) {
    FactStore facts;
    const PredicateId child = facts.add_predicate(2);
    for (std::uint32_t term = 0; term < 5; ++term)
        facts.add(child, {TermId{term}, TermId{term + 1}});
    const std::vector<External> externals{Closure(facts, child).external()};
    const Variable x{0};
    const Variable y{1};
    const auto count = [&](const Argument& from, const Argument& to) {
        return answer(facts, {.body = {.externals = {{{0}, {from, to}}}}, .counts = true},
                      externals)
            ->counts[0];
    };
    EXPECT_EQ(count(x, y), 15U);
    EXPECT_EQ(count(TermId{2}, y), 3U);
    EXPECT_EQ(count(x, TermId{2}), 2U);
    EXPECT_EQ(count(TermId{2}, TermId{4}), 1U);
    EXPECT_EQ(count(TermId{4}, TermId{2}), 0U);
}

}  // namespace
}  // namespace valla::deduction
