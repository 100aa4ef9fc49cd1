#include "chronology/impossible_sets.hpp"

#include <bit>

#include <gtest/gtest.h>

#include "chronology/random_case.hpp"

namespace valla::chronology {
namespace {

using testing::any_way;
using testing::Case;
using testing::Contested;
using testing::Matrix;

std::vector<ClaimId> claims_of(std::uint32_t subset) {
    std::vector<ClaimId> claims;
    for (std::uint32_t k = 0; subset >> k != 0; ++k) {
        if (((subset >> k) & 1U) != 0) claims.push_back({k});
    }
    return claims;
}

std::uint32_t subset_of(const ClaimSet& mask, std::uint32_t claims) {
    std::uint32_t subset = 0;
    for (std::uint32_t k = 0; k < claims; ++k) {
        if (mask.contains({k})) subset |= 1U << k;
    }
    return subset;
}

/// The minimal ones of the subsets of `mask` of which `holds` is true, which it stays when claims
/// are added. All are tried.
std::vector<std::uint32_t> minimal_subsets(std::uint32_t mask,
                                           const std::function<bool(std::uint32_t)>& holds) {
    std::vector<std::uint32_t> subsets;
    for (std::uint32_t subset = mask;; subset = (subset - 1) & mask) {
        subsets.push_back(subset);
        if (subset == 0) break;
    }
    std::sort(subsets.begin(), subsets.end(), [](std::uint32_t a, std::uint32_t b) {
        const int of_a = std::popcount(a);
        const int of_b = std::popcount(b);
        return of_a != of_b ? of_a < of_b : a < b;
    });
    std::vector<std::uint32_t> minimal;
    for (const std::uint32_t subset : subsets) {
        const bool known = std::any_of(minimal.begin(), minimal.end(), [&](std::uint32_t smaller) {
            return (smaller & subset) == smaller;
        });
        if (!known && holds(subset)) minimal.push_back(subset);
    }
    return minimal;
}

using ClaimLists = std::vector<std::vector<ClaimId>>;

ClaimLists in_order(const Network& network, const std::vector<std::uint32_t>& subsets) {
    const auto before = [&](ClaimId a, ClaimId b) { return network.comes_before(a, b); };
    ClaimLists lists;
    for (const std::uint32_t subset : subsets) {
        lists.push_back(claims_of(subset));
        std::sort(lists.back().begin(), lists.back().end(), before);
    }
    std::sort(lists.begin(), lists.end(), [&](const auto& a, const auto& b) {
        if (a.size() != b.size()) return a.size() < b.size();
        return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), before);
    });
    return lists;
}

/// What `found` says of a list with a limit, given all there is.
std::string check_limited(const ClaimLists& found, bool complete, std::size_t limit,
                          const ClaimLists& all) {
    if (complete != (all.size() <= limit)) return "complete or not";
    if (found.size() != std::min(limit, all.size())) return "not as many as wanted";
    for (std::size_t k = 0; k < found.size(); ++k) {
        if (std::find(all.begin(), all.end(), found[k]) == all.end()) return "no such set";
        if (found[k].size() != all[k].size()) return "a smaller one is missing";
        if (k > 0 && found[k] == found[k - 1]) return "one is listed twice";
    }
    return {};
}

std::string check_sets(const Case& shown) {
    const Network network = shown.network();
    const ClaimLists all = in_order(
        network, minimal_subsets(subset_of(shown.mask(), network.claims()), [&](std::uint32_t s) {
            return !Matrix(network, claims_of(s)).consistent();
        }));
    const auto lists_of = [](const ImpossibleSets& found) {
        ClaimLists lists;
        for (const ImpossibleSet& set : found.sets) lists.push_back(set.claims);
        return lists;
    };
    const ImpossibleSets found = impossible_sets(network, shown.mask());
    if (!found.complete) return "not complete";
    if (lists_of(found) != all) {
        return "other sets: " + std::to_string(found.sets.size()) + " instead of " +
               std::to_string(all.size());
    }
    for (const std::size_t limit : {std::size_t{1}, std::size_t{2}, std::size_t{4}}) {
        SearchLimits limits;
        limits.sets = limit;
        const ImpossibleSets some = impossible_sets(network, shown.mask(), limits);
        std::string wrong = check_limited(lists_of(some), some.complete, limit, all);
        if (!wrong.empty()) return wrong;
        // The same where only what so many claims can reach is ever laid out.
        limits.whole_steps = 0;
        const ImpossibleSets near = impossible_sets(network, shown.mask(), limits);
        wrong = check_limited(lists_of(near), near.complete, limit, all);
        if (!wrong.empty()) return "near: " + wrong;
    }
    SearchLimits near;
    near.whole_steps = 0;
    if (lists_of(impossible_sets(network, shown.mask(), near)) != all) return "near: other sets";
    return {};
}

TEST(ImpossibleSetsTest, AreThoseOfTryingAllSubsets) {
    EXPECT_EQ(testing::first_failure(51, 3000, 5, 9, 6, check_sets), "");
    EXPECT_EQ(testing::first_failure(52, 150, 7, 13, 12, check_sets), "");
    EXPECT_EQ(testing::first_failure(53, 1000, 3, 8, 25, check_sets), "");
}

std::string check_justifications(const Case& shown) {
    const Network network = shown.network();
    std::mt19937 random(shown.seed);
    const PointId x{static_cast<std::uint32_t>(random() % network.points())};
    const PointId y{static_cast<std::uint32_t>(random() % network.points())};
    const Timeline timeline(network, shown.mask());
    const std::uint32_t mask = subset_of(shown.mask(), network.claims());
    const Minutes least = Matrix(network, claims_of(mask)).difference(x, y);
    const Minutes distance = random() % 2 == 0 && least < 100 && least > -100
                                 ? least
                                 : static_cast<Minutes>(random() % 60) - 20;
    std::vector<std::uint32_t> minimal;
    for (const std::uint32_t subset : minimal_subsets(mask, [&](std::uint32_t s) {
             const Matrix matrix(network, claims_of(s));
             return !matrix.consistent() || matrix.difference(x, y) <= distance;
         })) {
        if (Matrix(network, claims_of(subset)).consistent()) minimal.push_back(subset);
    }
    const ClaimLists all = in_order(network, minimal);
    const ClaimSets found = minimal_justifications(timeline, {x, y, distance});
    if (!found.complete) return "not complete";
    if (found.sets != all) {
        return "other sets: " + std::to_string(found.sets.size()) + " instead of " +
               std::to_string(all.size());
    }
    SearchLimits limits;
    limits.sets = 1;
    const ClaimSets one = minimal_justifications(timeline, {x, y, distance}, limits);
    return check_limited(one.sets, one.complete, 1, all);
}

TEST(ImpossibleSetsTest, JustificationsAreThoseOfTryingAllSubsets) {
    EXPECT_EQ(testing::first_failure(54, 3000, 5, 9, 1, check_justifications), "");
    EXPECT_EQ(testing::first_failure(55, 2000, 4, 9, 8, check_justifications), "");
}

std::string check_choices(const Case& shown) {
    const Contested contested(shown);
    const Network& network = contested.network;
    const std::uint32_t mask = subset_of(contested.mask, network.claims());
    const ClaimLists all = in_order(network, minimal_subsets(mask, [&](std::uint32_t subset) {
                                        std::vector<Choice> choices;
                                        std::vector<ClaimId> given = claims_of(subset);
                                        for (const Choice& choice : contested.choices) {
                                            const auto owner =
                                                std::find(given.begin(), given.end(), choice.owner);
                                            if (owner == given.end()) continue;
                                            given.erase(owner);
                                            choices.push_back(choice);
                                        }
                                        return !any_way(network, given, choices);
                                    }));
    Timeline timeline(network, contested.mask);
    const ClaimSets found = impossible_sets(timeline, contested.choices);
    if (!found.complete) return "not complete";
    if (found.sets != all) {
        return "other sets: " + std::to_string(found.sets.size()) + " instead of " +
               std::to_string(all.size());
    }
    SearchLimits limits;
    limits.sets = 1;
    const ClaimSets one = impossible_sets(timeline, contested.choices, limits);
    if (one.complete != (all.size() <= 1)) return "complete or not";
    if (one.sets.size() != std::min<std::size_t>(1, all.size())) return "not as many as wanted";
    if (!one.sets.empty() && std::find(all.begin(), all.end(), one.sets.front()) == all.end()) {
        return "no such set";
    }
    return {};
}

TEST(ImpossibleSetsTest, WithChoicesAreThoseOfTryingAllSubsetsAndWays) {
    EXPECT_EQ(testing::first_failure(56, 1500, 4, 14, 3, check_choices), "");
    EXPECT_EQ(testing::first_failure(57, 200, 5, 17, 10, check_choices), "");
}

}  // namespace
}  // namespace valla::chronology
