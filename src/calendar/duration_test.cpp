#include "calendar/duration.hpp"

#include <gtest/gtest.h>

namespace valla::calendar {
namespace {

constexpr std::int64_t day = 24 * 60;

struct Row {
    const char* text;
    std::int64_t least;  ///< in minutes; -1: none
    std::int64_t most;
};

constexpr Row rows[] = {
    {"3 days", 3 * day, 3 * day},
    {"2 to 3 weeks", 14 * day, 21 * day},
    {"2-3 weeks", 14 * day, 21 * day},
    {"between 2 and 3 weeks", 14 * day, 21 * day},
    {"from 2 to 3 weeks", 14 * day, 21 * day},
    {"2 or 3 days", 2 * day, 3 * day},
    {"2 days to 3 weeks", 2 * day, 21 * day},
    {"about 2 hours", 120, 120},
    {"2 hours 30 minutes", 150, 150},
    {"2 hours and 30 minutes", 150, 150},
    {"a night", 0, day},
    {"three nights", 2 * day, 3 * day},
    {"1 month", 28 * day, 31 * day},
    {"two months", 59 * day, 62 * day},
    {"a year", 365 * day, 366 * day},
    {"4 years", 1460 * day, 1461 * day},
    {"400 years", 146097 * day, 146097 * day},
    {"1 year 3 months", 454 * day, 458 * day},
    {"at least 3 days", 3 * day, -1},
    {"less than a week", -1, 7 * day},
    {"at most 2 hours", -1, 120},
    {"3 дня", 3 * day, 3 * day},
    {"около двух часов", 120, 120},
    {"не менее 3 недель", 21 * day, -1},
    {"3 Tage", 3 * day, 3 * day},
    {"zwei bis drei Wochen", 14 * day, 21 * day},
    {"3 jours", 3 * day, 3 * day},
    {"deux à trois semaines", 14 * day, 21 * day},
    {"3 días", 3 * day, 3 * day},
    {"dos semanas", 14 * day, 14 * day},
};

TEST(Duration, LeastAndMost) {
    for (const Row& row : rows) {
        SCOPED_TRACE(row.text);
        const auto duration = read_duration(row.text);
        ASSERT_TRUE(duration) << duration.error().sentence();
        EXPECT_EQ(duration->least ? least_minutes(*duration->least) : -1, row.least);
        EXPECT_EQ(duration->most ? most_minutes(*duration->most) : -1, row.most);
    }
}

TEST(Duration, KeepsItsUnit) {
    EXPECT_EQ(read_duration("2 to 3 weeks")->unit, DurationUnit::week);
    EXPECT_EQ(read_duration("1 year 3 months")->unit, DurationUnit::month);
    EXPECT_EQ(read_duration("1 year 3 months")->least,
              (Length{.months = 15, .days = 0, .nights = 0, .minutes = 0}));
    EXPECT_TRUE(read_duration("about 2 hours")->approximate);
    EXPECT_FALSE(read_duration("2 hours")->approximate);
}

TEST(Duration, FaultsAreFoundInTheirPlace) {
    struct Wrong {
        const char* text;
        const char* place;
    };
    constexpr Wrong wrong[] = {
        {"", ""},
        {"days", "days"},
        {"3", ""},
        {"a few days", "a few"},
        {"3 to 2 weeks", "3 to 2 weeks"},
        {"3 days x", "x"},
        {"2 weeks to 3 days", "2 weeks to 3 days"},
        {"3 days 2 weeks", "2"},
        {"99999999999 days", "99999999999"},
        {"13 July 1936", "July"},
    };
    for (const Wrong& row : wrong) {
        SCOPED_TRACE(row.text);
        const auto duration = read_duration(row.text);
        ASSERT_FALSE(duration);
        EXPECT_EQ(duration.error().kind().name, "not-a-duration");
        EXPECT_EQ(duration.error().span.in(row.text), row.place);
    }
}

}  // namespace
}  // namespace valla::calendar
