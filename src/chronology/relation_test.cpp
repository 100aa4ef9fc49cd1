#include "chronology/relation.hpp"

#include <gtest/gtest.h>

#include "chronology/random_case.hpp"

namespace valla::chronology {
namespace {

using testing::Case;
using testing::Matrix;

std::string check_differences(const Case& shown) {
    const Network network = shown.network();
    const Timeline timeline(network, shown.mask());
    const Matrix matrix(network, testing::kept_in_order(network, shown.mask()));
    for (std::uint32_t x = 1; x < network.points(); ++x) {
        for (std::uint32_t y = 1; y < network.points(); ++y) {
            const auto found = greatest_difference(timeline, {x}, {y});
            const Minutes expected = matrix.difference({x}, {y});
            if (found.has_value() != (expected != testing::oracle_infinite))
                return "bounded or not";
            if (!found) continue;
            if (found->at_most != expected) return "another difference";
            Minutes sum = 0;
            PointId at{y};
            for (const ConstraintId step : found->steps) {
                if (network.row(step).y != at) return "the way is broken";
                at = network.row(step).x;
                sum += network.row(step).distance;
            }
            if (at != PointId{x} || sum != expected) return "the way does not lead there";
        }
    }
    return {};
}

TEST(RelationTest, DifferencesAgreeWithAllShortestPaths) {
    EXPECT_EQ(testing::first_failure(31, 2000, 7, 14, 2, check_differences), "");
}

/// Adds what is asked to a matrix of all differences.
bool can_hold(const Network& network, const std::vector<ClaimId>& kept,
              std::vector<Constraint> atoms) {
    Network more = network;
    more.add_claim(network.claims());
    for (const Constraint& atom : atoms) more.at_most(atom.x, atom.y, atom.distance);
    std::vector<ClaimId> all = kept;
    all.push_back({network.claims()});
    return Matrix(more, all).consistent();
}

Verdict expected_verdict(const Network& network, const std::vector<ClaimId>& kept,
                         Relation relation, Event a, Event b) {
    std::vector<Constraint> atoms;
    if (relation == Relation::precedes) {
        atoms = {{a.end, b.begin, 0}};
    } else if (relation == Relation::overlaps) {
        atoms = {{a.begin, b.end, -1}, {b.begin, a.end, -1}};
    } else {
        atoms = {{a.begin, b.begin, 0}, {b.end, a.end, 0}};
    }
    bool must = true;
    for (const Constraint& atom : atoms) {
        must = must && !can_hold(network, kept, {{atom.y, atom.x, -atom.distance - 1}});
    }
    if (must) return Verdict::must;
    return can_hold(network, kept, atoms) ? Verdict::can : Verdict::cannot;
}

std::string check_verdicts(const Case& shown) {
    const Network network = shown.network();
    if (network.points() < 5) return {};
    const Timeline timeline(network, shown.mask());
    const std::vector<ClaimId> kept = testing::kept_in_order(network, shown.mask());
    const Event a{{1}, {2}};
    const Event b{{3}, {shown.seed % 2 == 0 ? 3U : 4U}};
    for (const Relation relation : {Relation::precedes, Relation::overlaps, Relation::includes}) {
        for (const auto& [first, second] : {std::pair{a, b}, std::pair{b, a}}) {
            const Judgement judgement = judge(timeline, relation, first, second);
            if (judgement.verdict != expected_verdict(network, kept, relation, first, second)) {
                return "another verdict";
            }
            if (judgement.verdict == Verdict::can) continue;
            if (expected_verdict(network, judgement.reasons, relation, first, second) !=
                judgement.verdict) {
                return "the reasons do not suffice";
            }
        }
    }
    return {};
}

TEST(RelationTest, VerdictsAgreeWithTryingThemOut) {
    EXPECT_EQ(testing::first_failure(32, 2000, 6, 14, 2, check_verdicts), "");
}

std::string check_ends(const Case& shown) {
    const Network network = shown.network();
    const Timeline timeline(network, shown.mask());
    const std::vector<ClaimId> kept = testing::kept_in_order(network, shown.mask());
    std::vector<Event> events;
    for (std::uint32_t point = 1; point < network.points(); ++point)
        events.push_back({{point}, {point}});
    std::vector<std::size_t> first;
    std::vector<std::size_t> last;
    for (std::size_t one = 0; one < events.size(); ++one) {
        std::vector<Constraint> before;
        std::vector<Constraint> after;
        for (const Event& event : events) {
            before.push_back({events[one].begin, event.begin, 0});
            after.push_back({event.end, events[one].end, 0});
        }
        if (can_hold(network, kept, before)) first.push_back(one);
        if (can_hold(network, kept, after)) last.push_back(one);
    }
    if (possible_first(timeline, events) != first) return "others can be first";
    return possible_last(timeline, events) == last ? "" : "others can be last";
}

TEST(RelationTest, FirstAndLastAgreeWithTryingThemOut) {
    EXPECT_EQ(testing::first_failure(33, 1000, 6, 14, 2, check_ends), "");
}

/// Two points among a few minutes, days of three minutes, all places tried.
TEST(RelationTest, SameDayAgreesWithEnumeration) {
    constexpr Minutes day = 3;
    std::mt19937 random(34);
    int verdicts[3] = {0, 0, 0};
    for (int k = 0; k < 20'000; ++k) {
        const auto number = [&](int low, int high) {
            return std::uniform_int_distribution<Minutes>(low, high)(random);
        };
        Network network;
        const PointId a = network.add_point();
        const PointId b = network.add_point();
        network.add_claim(0);
        for (const PointId point : {a, b}) {
            const Minutes low = number(-6, 6);
            network.not_before(point, low);
            network.not_after(point, low + number(0, 8));
        }
        const Minutes apart = number(-5, 5);
        network.at_most(b, a, apart + number(0, 6));
        network.at_most(a, b, -apart);
        const Matrix matrix(network, {{0}});
        if (!matrix.consistent()) continue;
        const Room room{-matrix.difference(Network::origin, a),
                        matrix.difference(a, Network::origin),
                        -matrix.difference(Network::origin, b),
                        matrix.difference(b, Network::origin),
                        -matrix.difference(a, b),
                        matrix.difference(b, a)};
        bool some = false;
        bool all = true;
        for (Minutes first = room.first_low; first <= room.first_high; ++first) {
            for (Minutes second = room.second_low; second <= room.second_high; ++second) {
                if (second - first < room.apart_low || second - first > room.apart_high) continue;
                const bool same = (first + 30) / day == (second + 30) / day;
                some = some || same;
                all = all && same;
            }
        }
        const Verdict expected = all ? Verdict::must : some ? Verdict::can : Verdict::cannot;
        ASSERT_EQ(same_day(room, day), expected) << "run " << k;
        ++verdicts[static_cast<int>(expected)];
    }
    for (const int count : verdicts) EXPECT_GT(count, 100);
}

TEST(RelationTest, SameDayByDates) {
    Network network;
    const PointId arrest = network.add_point();
    const PointId search = network.add_point();
    const ClaimId on_the_day = network.add_claim(0);
    network.not_before(arrest, 0);
    network.not_after(arrest, minutes_per_day - 1);
    const ClaimId at_once = network.add_claim(1);
    network.at_most(search, arrest, 0);
    network.at_most(arrest, search, 0);
    network.add_claim(2);
    const Timeline timeline(network, ClaimSet::all(3));
    const Judgement judgement =
        judge(timeline, Relation::same_day, {arrest, arrest}, {search, search});
    EXPECT_EQ(judgement.verdict, Verdict::must);
    EXPECT_EQ(judgement.reasons, (std::vector<ClaimId>{on_the_day, at_once}));
}

}  // namespace
}  // namespace valla::chronology
