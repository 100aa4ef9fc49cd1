#include "chronology/bounds.hpp"

#include <gtest/gtest.h>

#include "chronology/explanation.hpp"
#include "chronology/random_case.hpp"

namespace valla::chronology {
namespace {

using testing::Case;
using testing::Matrix;

std::vector<ClaimId> members(const ClaimSet& set, const Network& network) {
    std::vector<ClaimId> claims;
    for (std::uint32_t k = 0; k < network.claims(); ++k) {
        if (set.contains({k})) claims.push_back({k});
    }
    return claims;
}

/// The bound in the sense of Bounds: a distance from the calendar, or to it.
Minutes expected_label(const Matrix& matrix, Side side, PointId point) {
    return side == Side::latest ? matrix.difference(point, Network::origin)
                                : matrix.difference(Network::origin, point);
}

std::string compare(const Bounds& bounds, const Matrix& matrix) {
    const Graph& graph = bounds.graph();
    for (std::uint32_t point = 1; point < graph.network().points(); ++point) {
        const Position at = graph.position({point});
        const Minutes expected = expected_label(matrix, bounds.side(), {point});
        if (bounds.bounded(at) != (expected != testing::oracle_infinite)) {
            return "bounded or not: p" + std::to_string(point);
        }
        if (bounds.bounded(at) && bounds.value(at) != expected) {
            return "p" + std::to_string(point) + ": " + std::to_string(bounds.value(at)) + " for " +
                   std::to_string(expected);
        }
    }
    return {};
}

/// A consistent network solved on both sides against all shortest paths, with every chain replayed.
std::string check_solve(const Case& shown) {
    const Network network = shown.network();
    const Matrix matrix(network, members(shown.mask(), network));
    if (!matrix.consistent()) return {};
    const Graph graph(network, shown.mask());
    for (const Side side : {Side::latest, Side::earliest}) {
        Bounds bounds(graph, side);
        if (!bounds.solve().empty()) return "a cycle in a consistent network";
        if (std::string difference = compare(bounds, matrix); !difference.empty())
            return difference;
        for (Position at = first_position; at < graph.positions(); ++at) {
            const std::optional<Explanation> reason = explain(bounds, at);
            if (reason.has_value() != bounds.bounded(at))
                return "an explanation too many or too few";
            if (!reason) continue;
            Minutes sum = 0;
            for (const ConstraintId step : reason->steps) sum += network.row(step).distance;
            if (sum != bounds.value(at)) return "the steps do not add up";
            const Matrix alone(network, reason->claims);
            if (expected_label(alone, side, graph.point_at(at)) != sum) return "does not replay";
        }
    }
    return {};
}

TEST(BoundsTest, SolveAgreesWithAllShortestPaths) {
    EXPECT_EQ(testing::first_failure(11, 4000, 7, 14, 0, check_solve), "");
    EXPECT_EQ(testing::first_failure(12, 200, 40, 100, 0, check_solve), "");
}

/// Solves with claims dropped from every cycle that is reported.
std::string check_cycles(const Case& shown) {
    const Network network = shown.network();
    ClaimSet mask = shown.mask();
    Graph graph(network, mask);
    Bounds bounds(graph, Side::latest);
    std::vector<Cycle> cycles = bounds.solve();
    while (!cycles.empty()) {
        std::vector<ConstraintId> removed;
        for (const Cycle& cycle : cycles) {
            Minutes sum = 0;
            for (const ConstraintId id : cycle) sum += network.row(id).distance;
            if (sum >= 0) return "a cycle that is not negative";
            const ClaimId claim = network.claim_of(cycle.front());
            if (!mask.contains(claim)) continue;
            mask.erase(claim);
            for (std::uint32_t id = network.first_row(claim); id < network.end_row(claim); ++id) {
                graph.set_active({id}, false);
                removed.push_back({id});
            }
        }
        if (removed.empty()) return "a cycle of claims that are off";
        cycles = bounds.resume(removed);
    }
    const Matrix matrix(network, members(mask, network));
    return matrix.consistent() ? compare(bounds, matrix) : "";
}

TEST(BoundsTest, ReportsCyclesBetweenPoints) {
    EXPECT_EQ(testing::first_failure(13, 3000, 7, 14, 3, check_cycles), "");
}

/// Switches claims on and off at random, repairing, against computing from nothing.
std::string check_repair(const Case& shown) {
    const Network network = shown.network();
    ClaimSet mask;
    Graph graph(network, mask);
    Bounds bounds[2] = {{graph, Side::latest}, {graph, Side::earliest}};
    for (Bounds& side : bounds) side.solve();
    std::mt19937 random(shown.seed);
    std::vector<Change> log;
    for (int edit = 0; edit < 12; ++edit) {
        const ClaimId claim{static_cast<std::uint32_t>(random() % network.claims())};
        std::vector<ConstraintId> rows;
        for (std::uint32_t id = network.first_row(claim); id < network.end_row(claim); ++id) {
            rows.push_back({id});
        }
        if (mask.contains(claim)) {
            mask.erase(claim);
            for (const ConstraintId id : rows) graph.set_active(id, false);
            for (Bounds& side : bounds) side.loosen(rows, log);
        } else {
            mask.insert(claim);
            if (!Matrix(network, members(mask, network)).consistent()) {
                mask.erase(claim);
                continue;
            }
            for (const ConstraintId id : rows) {
                graph.set_active(id, true);
                for (Bounds& side : bounds) {
                    if (side.tighten(id, log)) return "a cycle in a consistent network";
                }
            }
        }
        const Matrix matrix(network, members(mask, network));
        for (const Bounds& side : bounds) {
            if (std::string difference = compare(side, matrix); !difference.empty())
                return difference;
        }
    }
    // Undoing the log leads back to a network without claims.
    for (; !log.empty(); log.pop_back())
        bounds[log.back().side == Side::latest ? 0 : 1].restore(log.back());
    const Matrix nothing(network, {});
    return compare(bounds[0], nothing) + compare(bounds[1], nothing);
}

TEST(BoundsTest, RepairAgreesWithAllShortestPaths) {
    EXPECT_EQ(testing::first_failure(14, 3000, 7, 14, 1, check_repair), "");
}

TEST(BoundsTest, UndatedPointsAreNotBoundedButOrdered) {
    Network network;
    const PointId a = network.add_point();
    const PointId b = network.add_point();
    network.add_claim(0);
    network.at_most(a, b, -Network::distance_limit);
    network.at_most(b, a, Network::distance_limit - 1);
    const Graph graph(network, ClaimSet::all(1));
    Bounds bounds(graph, Side::latest);
    const std::vector<Cycle> cycles = bounds.solve();
    ASSERT_EQ(cycles.size(), 1U);
    EXPECT_EQ(cycles.front().size(), 2U);
}

TEST(BoundsTest, LongChainsAndManyLostLabels) {
    // a[k] is at least one minute before a[k + 1]; only the last is dated. Long enough that losing
    // the date is repaired by sweeps.
    Network network;
    constexpr std::uint32_t length = 6000;
    std::vector<PointId> chain;
    for (std::uint32_t k = 0; k < length; ++k) chain.push_back(network.add_point());
    network.add_claim(0);
    network.not_after(chain.back(), 1'000'000);
    network.add_claim(1);
    network.not_after(chain.back(), 2'000'000);
    for (std::uint32_t k = 0; k + 1 < length; ++k) {
        network.add_claim(2 + k);
        network.at_most(chain[k], chain[k + 1], -1);
    }
    Graph graph(network, ClaimSet::all(network.claims()));
    Bounds bounds(graph, Side::latest);
    ASSERT_TRUE(bounds.solve().empty());
    EXPECT_EQ(bounds.value(graph.position(chain.front())), 1'000'000 - (length - 1));
    EXPECT_EQ(chain_of(bounds, graph.position(chain.front())).size(), length);
    std::vector<Change> log;
    const ConstraintId date{0};
    graph.set_active(date, false);
    bounds.loosen({&date, 1}, log);
    EXPECT_EQ(log.size(), length);
    EXPECT_EQ(bounds.value(graph.position(chain.front())), 2'000'000 - (length - 1));
    graph.set_active(date, true);
    EXPECT_FALSE(bounds.tighten(date, log));
    EXPECT_EQ(bounds.value(graph.position(chain.front())), 1'000'000 - (length - 1));
}

TEST(ExplanationTest, PrefersTheShortestThenTheCanonicallyFirst) {
    Network network;
    const PointId a = network.add_point();
    const PointId b = network.add_point();
    network.add_claim(3);
    network.not_after(b, 10);
    network.add_claim(2);
    network.at_most(a, b, 0);
    network.add_claim(1);
    network.not_after(a, 10);
    network.add_claim(0);
    network.not_after(a, 10);
    const Graph graph(network, ClaimSet::all(4));
    Bounds bounds(graph, Side::latest);
    bounds.solve();
    const std::optional<Explanation> reason = explain(bounds, graph.position(a));
    ASSERT_TRUE(reason);
    EXPECT_EQ(reason->claims, (std::vector<ClaimId>{{3}}));
    EXPECT_TRUE(reason->stated());
    EXPECT_EQ(reason->bound, 10);
}

}  // namespace
}  // namespace valla::chronology
