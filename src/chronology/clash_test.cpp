#include "chronology/clash.hpp"

#include <gtest/gtest.h>

#include "chronology/random_case.hpp"

namespace valla::chronology {
namespace {

using testing::Case;
using testing::Matrix;

std::vector<ClaimId> all_of(const Case& shown) {
    std::vector<ClaimId> claims;
    for (std::uint32_t k = 0; k < shown.claims.size(); ++k) claims.push_back({k});
    return claims;
}

std::string check_set(const Case& shown) {
    const Network network = shown.network();
    const bool consistent = Matrix(network, all_of(shown)).consistent();
    if (consistent != negative_cycle(network, all_of(shown)).empty()) return "consistency differs";
    if (consistent) return {};
    const ImpossibleSet set = impossible_set(network, all_of(shown));
    if (Matrix(network, set.claims).consistent()) return "the set does not clash";
    for (std::size_t k = 0; k < set.claims.size(); ++k) {
        std::vector<ClaimId> rest = set.claims;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(k));
        if (!Matrix(network, rest).consistent()) return "the set is not minimal";
    }
    Minutes sum = 0;
    for (std::size_t k = 0; k < set.cycle.size(); ++k) {
        const Constraint& row = network.row(set.cycle[k]);
        if (row.x != network.row(set.cycle[(k + 1) % set.cycle.size()]).y)
            return "the cycle is broken";
        const ClaimId owner = network.claim_of(set.cycle[k]);
        if (std::find(set.claims.begin(), set.claims.end(), owner) == set.claims.end()) {
            return "a constraint of the cycle is of no claim in the set";
        }
        sum += row.distance;
    }
    if (sum >= 0 || sum != -set.excess) return "the cycle does not add up";
    return {};
}

TEST(ClashTest, EverySetClashesAndIsMinimal) {
    EXPECT_EQ(testing::first_failure(1, 3000, 6, 12, 3, check_set), "");
}

TEST(ClashTest, DoesNotDependOnTheOrderOfClaims) {
    const auto check = [](const Case& shown) -> std::string {
        const Network network = shown.network();
        if (negative_cycle(network, all_of(shown)).empty()) return {};
        std::vector<ClaimId> claims = all_of(shown);
        const ImpossibleSet set = impossible_set(network, claims);
        std::mt19937 random(shown.seed);
        std::shuffle(claims.begin(), claims.end(), random);
        const ImpossibleSet again = impossible_set(network, claims);
        return set.claims == again.claims && set.cycle == again.cycle ? "" : "another set";
    };
    EXPECT_EQ(testing::first_failure(2, 1000, 6, 12, 3, check), "");
}

TEST(ClashTest, ACycleNeedNotBeMinimalInClaims) {
    // Claim 2 alone is impossible, though claims 0 and 1 close a cycle with its first row.
    Network network;
    const PointId a = network.add_point();
    const PointId b = network.add_point();
    network.add_claim(0);
    network.at_most(a, b, -5);
    network.add_claim(1);
    network.at_most(b, a, 3);
    network.add_claim(2);
    network.at_most(b, a, 4);
    network.at_most(a, a, -1);
    const ImpossibleSet set = impossible_set(network, {{0}, {1}, {2}});
    EXPECT_EQ(set.claims, (std::vector<ClaimId>{{0}, {1}}));
    EXPECT_EQ(impossible_set(network, {{0}, {2}}).claims, (std::vector<ClaimId>{{2}}));
}

TEST(ClashTest, StartsAtTheCalendar) {
    Network network;
    const PointId arrest = network.add_point();
    const PointId trial = network.add_point();
    network.add_claim(0);
    network.not_after(trial, 100);
    network.add_claim(1);
    network.not_before(arrest, 150);
    network.add_claim(2);
    network.at_most(arrest, trial, 0);
    const ImpossibleSet set = impossible_set(network, {{2}, {1}, {0}});
    EXPECT_EQ(set.claims, (std::vector<ClaimId>{{0}, {1}, {2}}));
    EXPECT_EQ(set.cycle, (Cycle{{0}, {2}, {1}}));
    EXPECT_EQ(set.excess, 50);
}

}  // namespace
}  // namespace valla::chronology
