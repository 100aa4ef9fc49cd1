#include "chronology/choice.hpp"

#include <gtest/gtest.h>

#include "chronology/random_case.hpp"

namespace valla::chronology {
namespace {

using testing::Case;
using testing::Matrix;

/// A network of which the later claims are alternatives, two or three to a choice.
struct Contested {
    Network network;
    ClaimSet mask;
    std::vector<Choice> choices;

    explicit Contested(const Case& shown) : network(shown.network()) {
        const auto given = static_cast<std::uint32_t>(shown.claims.size() / 3);
        for (std::uint32_t k = 0; k < given; ++k) mask.insert({k});
        std::mt19937 random(shown.seed);
        for (std::uint32_t k = given; k < shown.claims.size();) {
            Choice choice;
            for (auto size = 2 + random() % 2; size > 0 && k < shown.claims.size(); --size) {
                choice.alternatives.push_back({k++});
            }
            choice.owner = network.add_claim(network.claims() + 1000);
            mask.insert(choice.owner);
            choices.push_back(choice);
        }
    }
};

/// Whether some way of choosing among `choices` is consistent with `given`: all are tried.
bool any_way(const Network& network, const std::vector<ClaimId>& given,
             const std::vector<Choice>& choices) {
    std::vector<std::size_t> digits(choices.size(), 0);
    while (true) {
        std::vector<ClaimId> claims = given;
        for (std::size_t k = 0; k < choices.size(); ++k) {
            claims.push_back(choices[k].alternatives[digits[k]]);
        }
        if (Matrix(network, claims).consistent()) return true;
        std::size_t k = 0;
        while (k < choices.size() && ++digits[k] == choices[k].alternatives.size()) digits[k++] = 0;
        if (k == choices.size()) return false;
    }
}

bool clashes(const Contested& contested, const std::vector<ClaimId>& claims) {
    std::vector<ClaimId> given;
    std::vector<Choice> choices;
    for (const ClaimId claim : claims) {
        const auto owned =
            std::find_if(contested.choices.begin(), contested.choices.end(),
                         [&](const Choice& choice) { return choice.owner == claim; });
        if (owned == contested.choices.end()) {
            given.push_back(claim);
        } else {
            choices.push_back(*owned);
        }
    }
    return !any_way(contested.network, given, choices);
}

std::string check_selection(const Case& shown) {
    const Contested contested(shown);
    Timeline timeline(contested.network, contested.mask);
    std::vector<ClaimId> kept;
    for (std::uint32_t k = 0; k < contested.network.claims(); ++k) {
        if (timeline.standing({k}) == Standing::kept) kept.push_back({k});
    }
    const Matrix before(contested.network, kept);
    const Selection selection = select(timeline, contested.choices);
    const bool possible = any_way(contested.network, kept, contested.choices);
    if (selection.outcome == Choosing::limit_reached) return "gave up";
    if (possible != (selection.outcome == Choosing::possible)) return "possible or not";
    for (std::uint32_t point = 1; point < contested.network.points(); ++point) {
        if (timeline.latest({point}).value_or(testing::oracle_infinite) !=
            before.difference({point}, Network::origin)) {
            return "the timeline was changed";
        }
    }
    if (possible) {
        std::vector<ClaimId> all = kept;
        for (std::size_t k = 0; k < contested.choices.size(); ++k) {
            const std::vector<ClaimId>& of = contested.choices[k].alternatives;
            if (std::find(of.begin(), of.end(), selection.alternatives[k]) == of.end()) {
                return "an alternative of another choice";
            }
            all.push_back(selection.alternatives[k]);
        }
        return Matrix(contested.network, all).consistent() ? "" : "what was selected is impossible";
    }
    if (!clashes(contested, selection.clash)) return "the clash does not clash";
    const std::vector<ClaimId> least =
        minimal_clash(contested.network, contested.choices, selection.clash);
    if (!clashes(contested, least)) return "the least clash does not clash";
    for (std::size_t k = 0; k < least.size(); ++k) {
        std::vector<ClaimId> rest = least;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(k));
        if (clashes(contested, rest)) return "the least clash is not minimal";
    }
    return {};
}

TEST(ChoiceTest, AgreesWithTryingAllWays) {
    EXPECT_EQ(testing::first_failure(41, 3000, 5, 14, 3, check_selection), "");
    EXPECT_EQ(testing::first_failure(42, 300, 7, 22, 5, check_selection), "");
}

/// `count` events of a day each in `days` days, none at the same time as another.
Selection pack(std::uint32_t count, Minutes days) {
    Network network;
    std::vector<PointId> begins;
    std::vector<PointId> ends;
    std::uint32_t rank = 0;
    for (std::uint32_t k = 0; k < count; ++k) {
        begins.push_back(network.add_point());
        ends.push_back(network.add_point());
        network.add_claim(rank++);
        network.at_most(begins[k], ends[k], -minutes_per_day);
        network.not_before(begins[k], 0);
        network.not_after(ends[k], days * minutes_per_day);
    }
    ClaimSet mask = ClaimSet::all(network.claims());
    std::vector<Choice> choices;
    for (std::uint32_t a = 0; a < count; ++a) {
        for (std::uint32_t b = a + 1; b < count; ++b) {
            Choice choice{network.add_claim(rank++), {}};
            mask.insert(choice.owner);
            choice.alternatives.push_back(network.add_claim(rank++));
            network.at_most(ends[a], begins[b], 0);
            choice.alternatives.push_back(network.add_claim(rank++));
            network.at_most(ends[b], begins[a], 0);
            choices.push_back(choice);
        }
    }
    Timeline timeline(network, mask);
    return select(timeline, choices);
}

TEST(ChoiceTest, EventsThatMustNotOverlap) {
    EXPECT_EQ(pack(5, 5).outcome, Choosing::possible);
    const Selection tight = pack(5, 4);
    EXPECT_EQ(tight.outcome, Choosing::impossible);
    EXPECT_EQ(tight.clash.size(), 15U);
}

TEST(ChoiceTest, SaysWhenItGivesUp) {
    Network network;
    const PointId a = network.add_point();
    network.add_claim(0);
    Choice choice{{0}, {network.add_claim(1), network.add_claim(2)}};
    network.not_after(a, 5);
    Timeline timeline(network, {});
    choice.alternatives = {{1}, {2}};
    const Choice choices[] = {choice};
    // An alternative without constraints is true anyway; one that only dates leave open needs a
    // decision.
    EXPECT_EQ(select(timeline, choices, 0).outcome, Choosing::possible);
    Choice open{network.add_claim(3), {}};
    open.alternatives.push_back(network.add_claim(4));
    network.not_after(a, 7);
    open.alternatives.push_back(network.add_claim(5));
    network.not_before(a, 9);
    timeline.extend();
    const Choice more[] = {open};
    EXPECT_EQ(select(timeline, more, 0).outcome, Choosing::limit_reached);
    EXPECT_EQ(select(timeline, more).outcome, Choosing::possible);
}

}  // namespace
}  // namespace valla::chronology
