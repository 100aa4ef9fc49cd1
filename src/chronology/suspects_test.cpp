#include "chronology/suspects.hpp"

#include <gtest/gtest.h>

#include "chronology/timeline.hpp"

namespace valla::chronology {
namespace {

/// Events that follow each other day by day, each dated; the date of one is a year late.
struct Diary {
    Network network;
    std::vector<PointId> points;
    std::vector<ClaimId> dates;

    Diary(std::uint32_t days, std::uint32_t wrong) {
        for (std::uint32_t day = 0; day < days; ++day) {
            points.push_back(network.add_point());
            dates.push_back(network.add_claim(network.claims()));
            const Minutes minute = (Minutes{day} + (day == wrong ? 365 : 0)) * minutes_per_day;
            network.not_before(points[day], minute);
            network.not_after(points[day], minute + minutes_per_day - 1);
            network.add_claim(network.claims());
            if (day > 0) network.at_most(points[day - 1], points[day], -1);
        }
    }
};

TEST(SuspectsTest, FindsTheWrongDate) {
    Diary diary(50, 20);
    const ClaimSet mask = ClaimSet::all(diary.network.claims());
    const std::vector<ClaimId> found = suspects(diary.network, mask);
    EXPECT_EQ(found.back(), diary.dates[20]);
    EXPECT_LE(found.size(), 2U);
    ClaimSet without = mask;
    without.erase(diary.dates[20]);
    EXPECT_TRUE(suspects(diary.network, without).empty());
}

TEST(SuspectsTest, RankedLastTheyAloneAreSetAside) {
    Diary diary(50, 20);
    const ClaimSet mask = ClaimSet::all(diary.network.claims());
    {
        // As it stands the wrong date comes before a right claim, which is set aside.
        const Timeline timeline(diary.network, mask);
        EXPECT_EQ(timeline.standing(diary.dates[20]), Standing::kept);
        EXPECT_FALSE(timeline.consistent());
    }
    std::uint32_t last = diary.network.claims();
    for (const ClaimId claim : suspects(diary.network, mask)) diary.network.set_rank(claim, last++);
    Timeline timeline(diary.network, mask);
    EXPECT_EQ(timeline.set_aside(), (std::vector<ClaimId>{diary.dates[20]}));
}

TEST(SuspectsTest, EndsAlsoWhereACycleHasNoDates) {
    Network network;
    const PointId a = network.add_point();
    const PointId b = network.add_point();
    const PointId c = network.add_point();
    network.add_claim(0);
    network.at_most(a, b, -1);
    network.add_claim(1);
    network.at_most(b, a, 0);
    network.add_claim(2);
    network.at_most(c, a, 0);
    network.not_after(a, 10);
    network.add_claim(3);
    network.not_before(c, 20);
    Timeline timeline(network, ClaimSet::all(4));
    EXPECT_EQ(timeline.set_aside(), (std::vector<ClaimId>{{1}, {3}}));
}

}  // namespace
}  // namespace valla::chronology
