// Networks so large that they are laid out and solved by two threads, against what is found by
// going over all rows again and again.

#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "chronology/timeline.hpp"

namespace valla::chronology {
namespace {

constexpr std::uint32_t point_count = 40'000;
constexpr std::uint32_t row_count = 210'000;

/// Every claim owns one row that is true of a hidden course of events; one in five is a date.
Network large_network(std::uint32_t seed) {
    std::mt19937 random(seed);
    Network network;
    std::vector<Minutes> truth(point_count + 1);
    for (std::uint32_t k = 1; k <= point_count; ++k) {
        network.add_point();
        truth[k] = static_cast<Minutes>(random() % 1'000'000);
    }
    const auto any = [&] {
        return PointId{1 + static_cast<std::uint32_t>(random() % point_count)};
    };
    for (std::uint32_t k = 0; k < row_count; ++k) {
        network.add_claim(k);
        const PointId x = any();
        const auto slack = static_cast<Minutes>(random() % 50'000);
        if (k % 10 == 0) {
            network.not_after(x, truth[x.index] + slack);
        } else if (k % 10 == 1) {
            network.not_before(x, truth[x.index] - slack);
        } else {
            const PointId y = any();
            network.at_most(x, y, truth[x.index] - truth[y.index] + slack);
        }
    }
    return network;
}

/// The distances from the calendar, or to it, by Bellman and Ford; those of points without a bound
/// are left out of the comparison.
std::vector<Minutes> distances(const Network& network, Side side, std::uint32_t rows) {
    std::vector<Minutes> found(network.points(), infinite);
    found[Network::origin.index] = 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::uint32_t id = 0; id < rows; ++id) {
            const Constraint& row = network.row({id});
            const PointId from = side == Side::latest ? row.y : row.x;
            const PointId to = side == Side::latest ? row.x : row.y;
            if (found[from.index] == infinite) continue;
            const Minutes offered = found[from.index] + row.distance;
            if (offered >= found[to.index]) continue;
            found[to.index] = offered;
            changed = true;
        }
    }
    return found;
}

void expect_bounds(const Timeline& timeline, std::uint32_t rows) {
    const Network& network = timeline.network();
    const std::vector<Minutes> latest = distances(network, Side::latest, rows);
    const std::vector<Minutes> earliest = distances(network, Side::earliest, rows);
    std::size_t wrong = 0;
    for (std::uint32_t k = 1; k < network.points(); ++k) {
        wrong += timeline.latest({k}).value_or(infinite) != latest[k] ? 1 : 0;
        wrong += timeline.earliest({k}).value_or(-infinite) != -earliest[k] ? 1 : 0;
    }
    EXPECT_EQ(wrong, 0U);
}

TEST(LargeNetworkTest, IsLaidOutWithEveryRowAtBothItsPoints) {
    const Network network = large_network(31);
    const Graph graph(network, ClaimSet::all(network.claims()));
    for (const Side side : {Side::latest, Side::earliest}) {
        std::vector<int> seen(row_count);
        for (Position at = first_position; at < graph.positions(); ++at) {
            const Segment segment = graph.supports(side).of(at);
            for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
                const ConstraintId id{graph.supports(side).constraints()[k]};
                const Arc arc = graph.supports(side).arcs()[k];
                ASSERT_EQ(graph.target(side, id), at);
                ASSERT_EQ(graph.source(side, id), arc.other);
                ASSERT_EQ(network.row(id).distance, arc.distance);
                ++seen[id.index];
            }
            for (const CalendarConstraint& date : graph.dates(side).of(at)) {
                ASSERT_EQ(graph.target(side, date.constraint()), at);
                ASSERT_EQ(network.row(date.constraint()).distance, date.distance);
                ++seen[date.constraint().index];
            }
        }
        for (std::uint32_t id = 0; id < row_count; ++id) {
            const bool date_of_other_side = graph.target(side, {id}) == calendar;
            ASSERT_EQ(seen[id], date_of_other_side ? 0 : 1) << id;
        }
    }
}

TEST(LargeNetworkTest, HasTheBoundsOfBellmanAndFord) {
    const Network network = large_network(32);
    const Timeline timeline(network, ClaimSet::all(network.claims()));
    EXPECT_TRUE(timeline.consistent());
    expect_bounds(timeline, row_count);
}

TEST(LargeNetworkTest, SetsAsideTheLastOfAnImpossibleOrder) {
    Network network = large_network(33);
    const PointId once = network.add_point();
    const PointId again = network.add_point();
    network.add_claim(row_count);
    network.at_most(once, again, -5);
    const ClaimId last = network.add_claim(row_count + 1);
    network.at_most(again, once, 4);
    const Timeline timeline(network, ClaimSet::all(network.claims()));
    EXPECT_EQ(timeline.set_aside(), std::vector<ClaimId>{last});
    expect_bounds(timeline, row_count + 1);
}

}  // namespace
}  // namespace valla::chronology
