#include "chronology/timeline.hpp"

#include <set>

#include <gtest/gtest.h>

#include "chronology/random_case.hpp"

namespace valla::chronology {
namespace {

using testing::Case;
using testing::Matrix;

std::string compare(const Timeline& timeline, const ClaimSet& mask) {
    const Network& network = timeline.network();
    const std::vector<ClaimId> kept = testing::kept_in_order(network, mask);
    const std::set<ClaimId> keeps(kept.begin(), kept.end());
    for (std::uint32_t k = 0; k < network.claims(); ++k) {
        const Standing expected = !mask.contains({k}) ? Standing::out
                                  : keeps.count({k})  ? Standing::kept
                                                      : Standing::set_aside;
        if (timeline.standing({k}) != expected) return "standing of claim " + std::to_string(k);
    }
    const Matrix matrix(network, kept);
    for (std::uint32_t point = 1; point < network.points(); ++point) {
        const Minutes latest = matrix.difference({point}, Network::origin);
        const Minutes earliest = matrix.difference(Network::origin, {point});
        if (timeline.latest({point}).value_or(testing::oracle_infinite) != latest) {
            return "latest of p" + std::to_string(point);
        }
        if (-timeline.earliest({point}).value_or(-testing::oracle_infinite) != earliest) {
            return "earliest of p" + std::to_string(point);
        }
    }
    return {};
}

std::string compare_reasons(const Timeline& edited, Timeline& fresh) {
    for (std::uint32_t point = 1; point < edited.network().points(); ++point) {
        for (const Side side : {Side::latest, Side::earliest}) {
            const auto one = edited.explain(side, {point});
            const auto two = fresh.explain(side, {point});
            if (one.has_value() != two.has_value()) return "one explanation only";
            if (one && one->steps != two->steps) return "another explanation";
        }
    }
    return {};
}

std::string check_sets(Timeline& timeline) {
    const Network& network = timeline.network();
    for (const ClaimId claim : timeline.set_aside()) {
        const ImpossibleSet set = timeline.impossible_set(claim);
        if (Matrix(network, set.claims).consistent()) return "an impossible set does not clash";
        bool has_claim = false;
        for (const ClaimId left_out : set.claims) {
            std::vector<ClaimId> rest;
            for (const ClaimId each : set.claims) {
                if (each != left_out) rest.push_back(each);
            }
            if (!Matrix(network, rest).consistent()) return "an impossible set is not minimal";
            if (left_out == claim) {
                has_claim = true;
            } else if (timeline.standing(left_out) != Standing::kept) {
                return "an impossible set has a claim that is not kept";
            }
        }
        if (!has_claim) return "an impossible set without its claim";
    }
    return {};
}

std::string check_load(const Case& shown) {
    const Network network = shown.network();
    Timeline timeline(network, shown.mask());
    std::string wrong = compare(timeline, shown.mask());
    if (wrong.empty()) wrong = check_sets(timeline);
    if (wrong.empty()) wrong = compare(timeline, shown.mask());
    return wrong;
}

TEST(TimelineTest, LoadAgreesWithTakingClaimsInOrder) {
    EXPECT_EQ(testing::first_failure(21, 3000, 7, 14, 3, check_load), "");
    EXPECT_EQ(testing::first_failure(22, 100, 15, 60, 4, check_load), "");
}

/// Random edits with levels, each compared with the plain definition and with a fresh timeline.
std::string check_edits(const Case& shown) {
    const Network network = shown.network();
    ClaimSet mask = shown.mask();
    Timeline timeline(network, mask);
    std::vector<ClaimSet> outer;
    std::mt19937 random(shown.seed);
    for (int edit = 0; edit < 14; ++edit) {
        const ClaimId claim{static_cast<std::uint32_t>(random() % network.claims())};
        switch (random() % 6) {
            case 0:
            case 1:
                timeline.add(claim);
                mask.insert(claim);
                break;
            case 2:
                timeline.remove(claim);
                mask.erase(claim);
                break;
            case 3:
                for (std::uint32_t k = 0; k < network.claims(); ++k) {
                    if (random() % 4 == 0) mask.erase({k});
                    if (random() % 4 == 0) mask.insert({k});
                }
                timeline.set_mask(mask);
                break;
            case 4:
                timeline.push();
                outer.push_back(mask);
                break;
            default:
                if (outer.empty()) break;
                timeline.pop();
                mask = outer.back();
                outer.pop_back();
        }
        std::string wrong = compare(timeline, mask);
        if (wrong.empty()) wrong = check_sets(timeline);
        Timeline fresh(network, mask);
        if (wrong.empty()) wrong = compare_reasons(timeline, fresh);
        for (const ClaimId aside : fresh.set_aside()) {
            if (!wrong.empty()) break;
            const ImpossibleSet one = timeline.impossible_set(aside);
            const ImpossibleSet two = fresh.impossible_set(aside);
            if (one.claims != two.claims || one.cycle != two.cycle)
                wrong = "another impossible set";
        }
        if (wrong.empty() && timeline.touched_points() != fresh.touched_points()) {
            wrong = "other touched points";
        }
        if (wrong.empty()) wrong = compare(timeline, mask);
        if (!wrong.empty()) return "after edit " + std::to_string(edit) + ": " + wrong;
    }
    return {};
}

TEST(TimelineTest, EditsAgreeWithAComputationFromNothing) {
    EXPECT_EQ(testing::first_failure(23, 1500, 6, 12, 3, check_edits), "");
    EXPECT_EQ(testing::first_failure(24, 30, 12, 40, 3, check_edits), "");
}

/// The same claims in another order, the points under other ids.
std::string check_order(const Case& shown) {
    std::mt19937 random(shown.seed);
    std::vector<std::uint32_t> points(shown.points);
    for (std::uint32_t k = 0; k < points.size(); ++k) points[k] = k;
    std::shuffle(points.begin() + 1, points.end(), random);
    Case other = shown;
    std::vector<std::size_t> from(shown.claims.size());
    for (std::size_t k = 0; k < from.size(); ++k) from[k] = k;
    std::shuffle(from.begin(), from.end(), random);
    for (std::size_t k = 0; k < from.size(); ++k) {
        other.claims[k] = shown.claims[from[k]];
        other.active[k] = shown.active[from[k]];
        for (Constraint& row : other.claims[k].rows) {
            row.x.index = points[row.x.index];
            row.y.index = points[row.y.index];
        }
    }
    const Network one_network = shown.network();
    const Network two_network = other.network();
    Timeline one(one_network, shown.mask());
    Timeline two(two_network, other.mask());
    const auto ranks = [](const Network& network, const std::vector<ClaimId>& claims) {
        std::vector<std::uint32_t> result;
        for (const ClaimId claim : claims) result.push_back(network.rank(claim));
        return result;
    };
    const std::vector<ClaimId> one_aside = one.set_aside();
    const std::vector<ClaimId> two_aside = two.set_aside();
    if (ranks(one_network, one_aside) != ranks(two_network, two_aside))
        return "others are set aside";
    for (std::size_t k = 0; k < one_aside.size(); ++k) {
        if (ranks(one_network, one.impossible_set(one_aside[k]).claims) !=
            ranks(two_network, two.impossible_set(two_aside[k]).claims)) {
            return "other impossible sets";
        }
    }
    for (std::uint32_t point = 1; point < shown.points; ++point) {
        for (const Side side : {Side::latest, Side::earliest}) {
            const auto a = one.explain(side, {point});
            const auto b = two.explain(side, {points[point]});
            if (a.has_value() != b.has_value()) return "one explanation only";
            if (a && ranks(one_network, a->claims) != ranks(two_network, b->claims)) {
                return "other reasons";
            }
        }
    }
    return {};
}

TEST(TimelineTest, NothingDependsOnTheOrderOfInput) {
    EXPECT_EQ(testing::first_failure(25, 2000, 7, 14, 3, check_order), "");
}

/// A network that grows claim by claim.
std::string check_growth(const Case& shown) {
    Network network;
    Timeline timeline(network, {});
    ClaimSet mask;
    for (std::uint32_t k = 0; k < shown.claims.size(); ++k) {
        std::uint32_t points = 0;
        for (const Constraint& row : shown.claims[k].rows) {
            points = std::max({points, row.x.index + 1, row.y.index + 1});
        }
        while (network.points() < points) network.add_point();
        Case::append(network, shown.claims[k]);
        timeline.extend();
        if (!shown.active[k]) continue;
        timeline.add({k});
        mask.insert({k});
        if (std::string wrong = compare(timeline, mask); !wrong.empty()) return wrong;
    }
    return {};
}

TEST(TimelineTest, GrowsWithItsNetwork) {
    EXPECT_EQ(testing::first_failure(26, 2000, 7, 14, 3, check_growth), "");
    EXPECT_EQ(testing::first_failure(27, 30, 20, 80, 2, check_growth), "");
}

/// What is not touched keeps its bounds when, in place of a claim that is set aside, the others of
/// its impossible set go.
std::string check_touched(const Case& shown) {
    const Network network = shown.network();
    Timeline timeline(network, shown.mask());
    const std::vector<PointId> touched = timeline.touched_points();
    if (timeline.consistent() && !touched.empty()) return "touched without a clash";
    ClaimSet undisputed = shown.mask();
    for (const ClaimId claim : timeline.set_aside()) {
        for (const ClaimId member : timeline.impossible_set(claim).claims) undisputed.erase(member);
    }
    const Timeline least(network, undisputed);
    for (std::uint32_t point = 1; point < network.points(); ++point) {
        if (std::find(touched.begin(), touched.end(), PointId{point}) != touched.end()) continue;
        if (timeline.latest({point}) != least.latest({point}) ||
            timeline.earliest({point}) != least.earliest({point})) {
            return "p" + std::to_string(point) + " changes but is not touched";
        }
    }
    return {};
}

TEST(TimelineTest, TellsWhatAnImpossibleSetTouches) {
    EXPECT_EQ(testing::first_failure(28, 2000, 7, 14, 3, check_touched), "");
}

TEST(TimelineTest, TellsBoundsWithReasons) {
    // The trial was after the arrest; the arrest not before day 3; the trial over by day 10.
    Network network;
    const PointId arrest = network.add_point();
    const PointId trial = network.add_point();
    const ClaimId arrested = network.add_claim(0);
    network.not_before(arrest, 3 * minutes_per_day);
    const ClaimId after = network.add_claim(1);
    network.at_most(arrest, trial, 0);
    const ClaimId over = network.add_claim(2);
    network.not_after(trial, 10 * minutes_per_day);
    Timeline timeline(network, ClaimSet::all(3));
    EXPECT_EQ(timeline.earliest(trial), 3 * minutes_per_day);
    EXPECT_EQ(timeline.latest(arrest), 10 * minutes_per_day);
    EXPECT_EQ(timeline.explain(Side::latest, arrest)->claims, (std::vector<ClaimId>{over, after}));
    EXPECT_FALSE(timeline.explain(Side::latest, arrest)->stated());
    EXPECT_TRUE(timeline.explain(Side::earliest, arrest)->stated());
    timeline.remove(after);
    EXPECT_EQ(timeline.earliest(trial), std::nullopt);
    EXPECT_EQ(timeline.explain(Side::earliest, trial), std::nullopt);
    EXPECT_EQ(timeline.standing(arrested), Standing::kept);
}

}  // namespace
}  // namespace valla::chronology
