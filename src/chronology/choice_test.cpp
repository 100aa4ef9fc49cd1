#include "chronology/choice.hpp"

#include <gtest/gtest.h>

#include "chronology/random_case.hpp"
#include "text/random_cases.hpp"

namespace valla::chronology {
namespace {

using testing::any_way;
using testing::Case;
using testing::Contested;
using testing::Matrix;

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

/// Events with windows and least durations, and choices by which most pairs must not overlap.
struct Schedule {
    Network network;
    ClaimSet mask;
    std::vector<Choice> choices;
    std::vector<PointId> begins;
    std::vector<PointId> ends;

    void add_event(Minutes first, Minutes last, Minutes lasts) {
        begins.push_back(network.add_point());
        ends.push_back(network.add_point());
        mask.insert(network.add_claim(network.claims()));
        network.at_most(begins.back(), ends.back(), -lasts);
        network.not_before(begins.back(), first);
        network.not_after(ends.back(), last);
    }
    /// `more` alternatives say the same as the first, and how far apart.
    void keep_apart(std::size_t a, std::size_t b, int more) {
        Choice choice{network.add_claim(network.claims()), {}};
        mask.insert(choice.owner);
        choice.alternatives.push_back(network.add_claim(network.claims()));
        network.at_most(ends[a], begins[b], 0);
        choice.alternatives.push_back(network.add_claim(network.claims()));
        network.at_most(ends[b], begins[a], 0);
        for (; more > 0; --more) {
            choice.alternatives.push_back(network.add_claim(network.claims()));
            network.at_most(ends[a], begins[b], -more);
            network.at_most(begins[b], ends[a], 2 * more);
        }
        choices.push_back(choice);
    }
};

/// Tries one choice after the other, and goes on only while all is possible.
bool any_way_in_turn(const Network& network, std::vector<ClaimId> claims,
                     std::span<const Choice> choices) {
    if (!Matrix(network, claims).consistent()) return false;
    if (choices.empty()) return true;
    const std::vector<ClaimId>& all = choices.front().alternatives;
    return std::any_of(all.begin(), all.end(), [&](ClaimId each) {
        std::vector<ClaimId> with_it = claims;
        with_it.push_back(each);
        return any_way_in_turn(network, with_it, choices.subspan(1));
    });
}

bool is_possible(const Schedule& schedule, const std::vector<ClaimId>& claims) {
    std::vector<ClaimId> given;
    std::vector<Choice> choices;
    for (const ClaimId claim : claims) {
        const auto owned = std::find_if(schedule.choices.begin(), schedule.choices.end(),
                                        [&](const Choice& each) { return each.owner == claim; });
        if (owned == schedule.choices.end()) {
            given.push_back(claim);
        } else {
            choices.push_back(*owned);
        }
    }
    return any_way_in_turn(schedule.network, given, choices);
}

Schedule random_schedule(std::mt19937& random) {
    const auto number = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random);
    };
    Schedule schedule;
    const int events = number(5, 7);
    const int time = number(2 * events + 2, 3 * events + 3);
    for (int k = 0; k < events; ++k) {
        const int first = number(0, time / 2);
        schedule.add_event(first, number(std::max(first + 4, time / 2), time), number(2, 4));
    }
    for (std::size_t a = 0; a < schedule.begins.size(); ++a) {
        for (std::size_t b = a + 1; b < schedule.begins.size(); ++b) {
            if (number(0, 3) != 0) schedule.keep_apart(a, b, number(0, 3) == 0 ? 1 : 0);
        }
    }
    return schedule;
}

TEST(ChoiceTest, SchedulesAgreeWithTryingOneAfterTheOther) {
    std::mt19937 random(43);
    std::size_t impossible = 0;
    std::size_t conflicts = 0;
    for (int k = 0; k < text::random_cases(500); ++k) {
        const Schedule schedule = random_schedule(random);
        std::vector<ClaimId> all;
        for (std::uint32_t claim = 0; claim < schedule.network.claims(); ++claim) {
            if (schedule.mask.contains({claim})) all.push_back({claim});
        }
        Timeline timeline(schedule.network, schedule.mask);
        const Selection selection = select(timeline, schedule.choices);
        conflicts += selection.conflicts;
        ASSERT_EQ(selection.outcome == Choosing::possible, is_possible(schedule, all)) << k;
        if (selection.outcome == Choosing::possible) continue;
        ++impossible;
        ASSERT_FALSE(is_possible(schedule, selection.clash)) << k;
        const std::vector<ClaimId> least =
            minimal_clash(schedule.network, schedule.choices, selection.clash);
        ASSERT_FALSE(is_possible(schedule, least)) << k;
        for (std::size_t out = 0; out < least.size(); ++out) {
            std::vector<ClaimId> rest = least;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(out));
            ASSERT_TRUE(is_possible(schedule, rest)) << k;
        }
    }
    EXPECT_GT(impossible, text::random_cases(50U));
    EXPECT_LT(impossible, 450U);
    EXPECT_GT(conflicts, text::random_cases(200U));
}

/// `count` events of a day each in `days` days, none at the same time as another.
Schedule pack(std::uint32_t count, Minutes days) {
    Schedule schedule;
    for (std::uint32_t k = 0; k < count; ++k) {
        schedule.add_event(0, days * minutes_per_day, minutes_per_day);
    }
    for (std::uint32_t a = 0; a < count; ++a) {
        for (std::uint32_t b = a + 1; b < count; ++b) schedule.keep_apart(a, b, 0);
    }
    return schedule;
}

Selection select_in(const Schedule& schedule) {
    Timeline timeline(schedule.network, schedule.mask);
    return select(timeline, schedule.choices);
}

TEST(ChoiceTest, EventsThatMustNotOverlap) {
    EXPECT_EQ(select_in(pack(5, 5)).outcome, Choosing::possible);
    for (const std::uint32_t count : {5U, 8U, 12U}) {
        const Selection tight = select_in(pack(count, count - 1));
        EXPECT_EQ(tight.outcome, Choosing::impossible);
        EXPECT_EQ(tight.clash.size(), count + count * (count - 1) / 2);
        EXPECT_EQ(tight.conflicts, 1U);
        EXPECT_EQ(select_in(pack(count, count)).outcome, Choosing::possible);
    }
}

TEST(ChoiceTest, CountsEventsWhoseDurationIsSaidInTwoParts) {
    Schedule schedule;
    for (int k = 0; k < 8; ++k) {
        schedule.add_event(0, 7 * minutes_per_day, 0);
        const PointId middle = schedule.network.add_point();
        schedule.mask.insert(schedule.network.add_claim(schedule.network.claims()));
        schedule.network.at_most(schedule.begins.back(), middle, -720);
        schedule.mask.insert(schedule.network.add_claim(schedule.network.claims()));
        schedule.network.at_most(middle, schedule.ends.back(), -720);
    }
    for (std::size_t a = 0; a < 8; ++a) {
        for (std::size_t b = a + 1; b < 8; ++b) schedule.keep_apart(a, b, 1);
    }
    const Selection tight = select_in(schedule);
    EXPECT_EQ(tight.outcome, Choosing::impossible);
    EXPECT_EQ(tight.conflicts, 1U);
    EXPECT_EQ(tight.clash.size(), 24U + 28U);
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
