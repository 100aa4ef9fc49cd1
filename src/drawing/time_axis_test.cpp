#include "drawing/time_axis.hpp"

#include <gtest/gtest.h>

#include "calendar/arithmetic.hpp"
#include "drawing/label.hpp"
#include "drawing/samples.hpp"
#include "drawing/testing.hpp"

namespace valla::drawing {
namespace {

using calendar::Calendar;
using calendar::CalendarDate;
using calendar::Language;
using testing::day_time;
using testing::Random;

constexpr Length font = 11 * px;

TimeScale scale_of(Minute begin, Minute end, Length width = 600 * px) {
    return TimeScale({{begin, end, 100 * px, 100 * px + width}});
}

std::vector<std::string> labels(const AxisTicks& axis) {
    std::vector<std::string> all;
    for (const Tick& tick : axis.ticks) {
        if (!tick.label.empty()) all.push_back(tick.label);
    }
    return all;
}

std::vector<std::string> group_labels(const AxisTicks& axis) {
    std::vector<std::string> all;
    for (const TickGroup& group : axis.groups) all.push_back(group.label);
    return all;
}

using Labels = std::vector<std::string>;

TEST(AxisTicks, AreOfTheUnitThatFits) {
    const auto axis = [](Minute begin, Minute end) {
        return axis_ticks(scale_of(begin, end), Calendar::gregorian, Language::english, font);
    };
    EXPECT_EQ(labels(axis(day_time(1936, 7, 13, 5), day_time(1936, 7, 13, 10))),
              (Labels{"05:00", "06:00", "07:00", "08:00", "09:00", "10:00"}));
    const AxisTicks days = axis(day_time(1936, 7, 28), day_time(1936, 8, 4));
    EXPECT_EQ(labels(days), (Labels{"28", "29", "30", "31", "1", "2", "3", "4"}));
    EXPECT_EQ(group_labels(days), (Labels{"July 1936", "August 1936"}));
    const AxisTicks months = axis(day_time(1936, 7, 1), day_time(1937, 2, 1));
    EXPECT_EQ(labels(months).front(), "July");
    EXPECT_EQ(group_labels(months), (Labels{"1936", "1937"}));
    EXPECT_EQ(labels(axis(day_time(1930, 1, 1), day_time(1942, 1, 1))),
              (Labels{"1930", "1931", "1932", "1933", "1934", "1935", "1936", "1937", "1938",
                      "1939", "1940", "1941", "1942"}));
    EXPECT_EQ(labels(axis(day_time(1000, 1, 1), day_time(2000, 1, 1))),
              (Labels{"1000", "1100", "1200", "1300", "1400", "1500", "1600", "1700", "1800",
                      "1900", "2000"}));
}

TEST(AxisTicks, OfWeeksAreMondays) {
    const AxisTicks axis =
        axis_ticks(scale_of(day_time(1936, 7, 1), day_time(1936, 8, 20), 250 * px),
                   Calendar::gregorian, Language::english, font);
    EXPECT_EQ(labels(axis), (Labels{"6", "13", "20", "27", "3", "10", "17"}));
}

TEST(AxisTicks, KnowOldStyleErasAndLanguages) {
    // 25 October 1917 Old Style was 7 November.
    const TimeScale november = scale_of(day_time(1917, 11, 6), day_time(1917, 11, 9));
    const AxisTicks julian = axis_ticks(november, Calendar::julian, Language::russian, font);
    EXPECT_EQ(group_labels(julian).front(), "24 октября 1917 г.");
    const TimeScale days = scale_of(day_time(1917, 11, 1), day_time(1917, 11, 17));
    EXPECT_EQ(group_labels(axis_ticks(days, Calendar::julian, Language::russian, font)).front(),
              "октябрь 1917 г.");
    const TimeScale antiquity = scale_of(day_time(-99, 1, 1), day_time(101, 1, 1));
    EXPECT_EQ(labels(axis_ticks(antiquity, Calendar::gregorian, Language::german, font)).front(),
              "51 v. Chr.");
}

TEST(AxisTicks, NeverTouchAndStandAtBeginsOfDays) {
    Random random(1);
    for (int count = 0; count < 2000; ++count) {
        const Minute span = Minute{60} << random.below(55);
        const Minute begin = static_cast<Minute>(random.below(1u << 31)) * 100 - (Minute{1} << 36);
        const Minute end = std::min(begin + span + random.below(10000), minute_limit);
        const TimeScale scale =
            scale_of(begin, end, static_cast<Length>(1000 + random.below(10000)));
        const auto language = static_cast<Language>(random.below(5));
        const Calendar calendar = random.below(2) == 0 ? Calendar::gregorian : Calendar::julian;
        const AxisTicks axis = axis_ticks(scale, calendar, language, font);
        Length taken = -1000 * px;
        Minute last = begin;
        for (const Tick& tick : axis.ticks) {
            ASSERT_GE(tick.time, last);
            ASSERT_LE(tick.time, end);
            ASSERT_EQ(tick.x, scale.x(tick.time));
            last = tick.time;
            if (tick.label.empty()) continue;
            const Length width = text_width(tick.label, font);
            ASSERT_GT(tick.x - width / 2, taken) << count;
            ASSERT_GE(tick.x - width / 2, scale.left() - label_overhang);
            ASSERT_LE(tick.x + width / 2, scale.right() + label_overhang + 1);
            taken = tick.x + width / 2;
        }
        taken = -1000 * px;
        for (const TickGroup& group : axis.groups) {
            ASSERT_GT(group.x, taken) << count;
            taken = group.x + text_width(group.label, font, true);
            ASSERT_LE(taken, scale.right() + 8 * px);
        }
    }
}

TEST(AxisTicks, SayOfEachPieceWhereItIs) {
    // A month later one day, in a piece that has less room than its label needs.
    const TimeScale scale = fitted_scale({{day_time(1907, 4, 29), day_time(1907, 5, 4)},
                                          {day_time(1907, 6, 5), day_time(1907, 6, 5, 4)}},
                                         150 * px, 940 * px);
    ASSERT_EQ(scale.pieces().size(), 2u);
    const AxisTicks axis =
        axis_ticks(scale, calendar::Calendar::gregorian, calendar::Language::english, 11 * px);
    ASSERT_FALSE(axis.groups.empty());
    EXPECT_EQ(axis.groups.back().label.substr(axis.groups.back().label.size() - 9), "June 1907");
}

TEST(AxisTicks, HaveTheSameUnitInBothCalendars) {
    Random random(7);
    std::size_t all = 0;
    const calendar::Calendar both[] = {calendar::Calendar::gregorian, calendar::Calendar::julian};
    for (int count = 0; count < 200; ++count) {
        const Minute begin = day_time(1907, 4, 1) + random.below(100000);
        const Minute length =
            60 + (static_cast<Minute>(random.below(1u << 16)) << random.below(12));
        const TimeScale scale({{begin, begin + length, 150 * px, 900 * px}});
        const auto ticks = axis_ticks(scale, both, calendar::Language::english, 11 * px);
        ASSERT_EQ(ticks.size(), 2u);
        std::size_t labels[2] = {};
        for (std::size_t axis = 0; axis < 2; ++axis) {
            for (const Tick& tick : ticks[axis].ticks) labels[axis] += tick.label.empty() ? 0 : 1;
        }
        all += labels[0];
        // Thirteen days can move one begin of a unit in, and one out.
        EXPECT_LE(std::max(labels[0], labels[1]) - std::min(labels[0], labels[1]), 2u) << count;
    }
    EXPECT_GT(all, 1000u);
}

TEST(TimeScale, IsMonotone) {
    Random random(2);
    for (int count = 0; count < 1000; ++count) {
        std::vector<TimeSpan> spans;
        for (std::uint32_t left = 1 + random.below(8); left > 0; --left) {
            const Minute begin = static_cast<Minute>(random.below(1u << 30)) << random.below(20);
            spans.push_back(
                {begin, begin + (static_cast<Minute>(random.below(1u << 20)) << random.below(12))});
        }
        const TimeScale scale = fitted_scale(spans, 100 * px, 900 * px);
        EXPECT_LE(scale.pieces().size(), 3u);
        EXPECT_EQ(scale.left(), 100 * px);
        EXPECT_EQ(scale.right(), 900 * px);
        std::vector<Minute> times;
        for (const TimeSpan& span : spans) {
            times.push_back(span.begin);
            times.push_back(span.end);
            ASSERT_GT(scale.x(span.begin), scale.left() - 1);
            ASSERT_LT(scale.x(span.end), scale.right() + 1);
        }
        for (std::uint32_t left = 20; left > 0; --left) {
            times.push_back(static_cast<Minute>(random.below(1u << 30)) << random.below(22));
        }
        std::sort(times.begin(), times.end());
        for (std::size_t at = 1; at < times.size(); ++at) {
            ASSERT_LE(scale.x(times[at - 1]), scale.x(times[at])) << count;
        }
    }
}

TEST(FittedScale, BreaksOutTheWayToAFarEndThatFewHave) {
    const TimeSpan one{day_time(1936, 7, 1), day_time(1936, 7, 10)};
    const TimeSpan other{day_time(1936, 7, 20), day_time(1936, 8, 1)};
    const TimeSpan far{day_time(1901, 1, 1), day_time(1936, 7, 15)};
    const TimeScale scale = fitted_scale({one, other, far}, 0, 800 * px);
    ASSERT_EQ(scale.pieces().size(), 2U);
    EXPECT_LE(scale.pieces()[0].begin, far.begin);
    EXPECT_LT(scale.pieces()[0].end, day_time(1902, 1, 1));
    EXPECT_GT(scale.pieces()[1].begin, day_time(1936, 6, 1));
    EXPECT_GT(scale.x(other.end) - scale.x(one.begin), 600 * px);
    // Where it is the rule rather than the exception, nothing is left out.
    EXPECT_EQ(fitted_scale({one, far, far}, 0, 800 * px).pieces().size(), 1U);
    EXPECT_EQ(fitted_scale({far}, 0, 800 * px).pieces().size(), 1U);
    // To both sides.
    const TimeSpan late{day_time(1936, 7, 5), day_time(1990, 1, 1)};
    EXPECT_EQ(fitted_scale({one, one, other, other, far, late}, 0, 800 * px).pieces().size(), 3U);
}

TEST(FittedScale, BreaksOutTimesOfNothing) {
    const TimeScale scale = fitted_scale({{day_time(1850, 1, 1), day_time(1851, 1, 1)},
                                          {day_time(1936, 7, 1), day_time(1937, 7, 1)}},
                                         0, 800 * px);
    ASSERT_EQ(scale.pieces().size(), 2u);
    EXPECT_LT(scale.pieces()[0].end, scale.pieces()[1].begin);
    EXPECT_LT(scale.pieces()[0].right, scale.pieces()[1].left);
    EXPECT_EQ(fitted_scale({{0, 100000}, {100001, 200000}}, 0, 800 * px).pieces().size(), 1u);
    EXPECT_EQ(fitted_scale({}, 0, 800 * px).pieces().size(), 1u);
    const TimeScale all = fitted_scale({{INT64_MIN, INT64_MAX}}, 0, 800 * px);
    EXPECT_LT(all.x(0), 401 * px);
    EXPECT_GT(all.x(0), 399 * px);
}

}  // namespace
}  // namespace valla::drawing
