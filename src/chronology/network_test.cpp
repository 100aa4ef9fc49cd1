#include "chronology/network.hpp"

#include <gtest/gtest.h>

#include "chronology/claim_set.hpp"

namespace valla::chronology {
namespace {

TEST(NetworkTest, KnowsTheClaimOfEveryRow) {
    Network network;
    const PointId a = network.add_point();
    const PointId b = network.add_point();
    const ClaimId empty = network.add_claim(2);
    const ClaimId first = network.add_claim(1);
    EXPECT_EQ(network.at_most(a, b, -1), Added::yes);
    EXPECT_EQ(network.not_before(b, 30), Added::yes);
    const ClaimId second = network.add_claim(0);
    EXPECT_EQ(network.not_after(a, 20), Added::yes);

    EXPECT_EQ(network.first_row(empty), network.end_row(empty));
    EXPECT_EQ(network.claim_of({0}), first);
    EXPECT_EQ(network.claim_of({1}), first);
    EXPECT_EQ(network.claim_of({2}), second);
    EXPECT_EQ(network.end_row(second), 3U);
    EXPECT_TRUE(network.comes_before(second, first));
    EXPECT_TRUE(network.comes_before(ConstraintId{2}, ConstraintId{0}));
    EXPECT_TRUE(network.comes_before(ConstraintId{0}, ConstraintId{1}));
}

TEST(NetworkTest, RefusesWhatItCannotHold) {
    Network network;
    const PointId a = network.add_point();
    EXPECT_EQ(network.not_after(a, 1), Added::no_claim);
    network.add_claim(0);
    EXPECT_EQ(network.at_most(a, {7}, 1), Added::unknown_point);
    EXPECT_EQ(network.at_most(a, Network::origin, 1), Added::unknown_point);
    EXPECT_EQ(network.not_before(Network::origin, 1), Added::unknown_point);
    EXPECT_EQ(network.at_most(a, a, Network::distance_limit + 1), Added::too_far);
    EXPECT_EQ(network.at_most(a, a, -Network::distance_limit - 1), Added::too_far);
    EXPECT_EQ(network.not_after(a, Network::date_limit + 1), Added::too_far);
    EXPECT_EQ(network.not_before(a, INT64_MIN), Added::too_far);
    EXPECT_TRUE(network.constraints().empty());
}

TEST(ClaimSetTest, HoldsClaims) {
    ClaimSet set = ClaimSet::all(70);
    EXPECT_EQ(set.size(), 70U);
    EXPECT_TRUE(set.contains({69}));
    EXPECT_FALSE(set.contains({70}));
    set.erase({64});
    set.erase({1000});
    EXPECT_FALSE(set.contains({64}));
    EXPECT_FALSE(set.contains({1000}));
    set.insert({200});
    EXPECT_TRUE(set.contains({200}));
    EXPECT_EQ(set.size(), 70U);
}

}  // namespace
}  // namespace valla::chronology
