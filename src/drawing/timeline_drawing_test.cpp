#include "drawing/timeline_drawing.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "drawing/samples.hpp"
#include "drawing/svg_check.hpp"
#include "drawing/testing.hpp"
#include "drawing/timeline_plan.hpp"
#include "text/random_cases.hpp"

namespace valla::drawing {
namespace {

using testing::day_time;
using testing::DrawnPicture;
using testing::overlapping_texts;
using testing::Random;
using testing::read_picture;

Timeline random_timeline(std::uint64_t seed) {
    const std::vector<std::string> labels = testing::labels_to_try();
    Random random(seed);
    const auto label = [&] {
        return labels[random.below(static_cast<std::uint32_t>(labels.size()))];
    };
    Timeline timeline;
    timeline.title = label();
    for (std::uint32_t lanes = 1 + random.below(4); lanes > 0; --lanes) {
        timeline.lanes.push_back(label());
    }
    for (std::uint32_t accounts = random.below(12); accounts > 0; --accounts) {
        timeline.accounts.push_back({label().substr(0, 3), label()});
    }
    const std::uint32_t items = random.below(40);
    const Minute unit = Minute{1} << random.below(36);
    for (std::uint32_t number = 0; number < items; ++number) {
        TimelineItem item;
        item.lane = random.below(static_cast<std::uint32_t>(timeline.lanes.size()));
        item.label = label();
        if (random.below(3) == 0) item.tooltip = label();
        if (random.below(3) == 0) item.link = label();
        for (std::uint32_t readings = random.below(4); readings > 0; --readings) {
            TimelineReading reading;
            reading.account = random.below(13);
            if (random.below(4) == 0) reading.without = {label()};
            for (TimelineBound& bound : reading.bounds) {
                if (random.below(3) == 0) continue;
                if (random.below(6) == 0) {
                    bound.limit = calendar::Limit::open;
                    continue;
                }
                bound = TimelineBound::at(random.below(1000) * unit, random.below(2) == 0);
            }
            item.readings.push_back(reading);
        }
        for (std::uint32_t after = random.below(3); after > 0; --after) {
            const std::uint32_t other = random.below(items);
            if (other != number) item.after.push_back(other);
        }
        timeline.items.push_back(std::move(item));
    }
    return timeline;
}

TimelineOptions random_options(std::uint64_t seed) {
    TimelineOptions options;
    options.width = static_cast<Length>(480 + seed * 37 % 800) * px;
    options.language = static_cast<calendar::Language>(seed % 5);
    options.julian_too = seed % 2 == 0;
    options.right_to_left = seed % 3 == 0;
    options.rows_of_panel = 4 + static_cast<std::uint32_t>(seed % 30);
    return options;
}

TEST(DrawTimeline, KeepsTextsApartInAnyScript) {
    for (std::uint64_t seed = 0; seed < text::random_cases(150U); ++seed) {
        const TimelineDrawing drawing = draw_timeline(random_timeline(seed), random_options(seed));
        std::vector<TimelinePanel> panels = drawing.panels;
        panels.push_back(drawing.legend);
        for (const TimelinePanel& panel : panels) {
            const DrawnPicture picture = read_picture(panel.svg);
            ASSERT_EQ(picture.problem, "") << "seed " << seed << " " << panel.id;
            ASSERT_EQ(overlapping_texts(picture), "") << "seed " << seed << " " << panel.id;
            ASSERT_EQ(picture.size, panel.size);
        }
    }
}

TEST(DrawTimeline, IsAlsoOneFile) {
    for (std::uint64_t seed = 0; seed < text::random_cases(60U); ++seed) {
        const DrawnPicture picture =
            read_picture(draw_timeline_file(random_timeline(seed), random_options(seed)));
        ASSERT_EQ(picture.problem, "") << "seed " << seed;
        ASSERT_EQ(overlapping_texts(picture), "") << "seed " << seed;
    }
}

TEST(DrawTimeline, HasEachReadingInItsTableAndEachItemInAPicture) {
    for (std::uint64_t seed = 0; seed < text::random_cases(150U); ++seed) {
        const Timeline timeline = random_timeline(seed);
        const TimelineOptions options = random_options(seed);
        const TimelineDrawing drawing = draw_timeline(timeline, options);
        std::set<std::string> ids;
        std::vector<std::string> links;
        for (const TimelinePanel& panel : drawing.panels) {
            const DrawnPicture picture = read_picture(panel.svg);
            for (const std::string& id : picture.ids) {
                // Patterns have the panel's name before theirs, and are as unique.
                ASSERT_TRUE(ids.insert(id).second) << id;
            }
            links.insert(links.end(), picture.links.begin(), picture.links.end());
        }
        for (const std::string& link : links) {
            const bool leads_nowhere =
                link.starts_with("#timeline-") && !ids.contains(link.substr(1));
            ASSERT_FALSE(leads_nowhere) << link;
        }
        for (std::uint32_t number = 0; number < timeline.items.size(); ++number) {
            const TimelineItem& item = timeline.items[number];
            const bool dated =
                std::any_of(item.readings.begin(), item.readings.end(),
                            [](const TimelineReading& reading) { return reading.dated(); });
            const bool drawn = ids.contains("timeline-item-" + std::to_string(number));
            ASSERT_EQ(drawn, dated) << "seed " << seed << " item " << number;
            for (const TimelineReading& reading : item.readings) {
                const auto row = std::find_if(
                    drawing.rows.begin(), drawing.rows.end(), [&](const TimelineRow& candidate) {
                        return candidate.item == number && candidate.bounds == reading.bounds;
                    });
                ASSERT_NE(row, drawing.rows.end());
                if (reading.account < timeline.accounts.size()) {
                    const std::string& letter = timeline.accounts[reading.account].letter;
                    ASSERT_NE(row->accounts.find(letter), std::string::npos);
                }
                for (std::size_t place = 0; place < bound_places; ++place) {
                    const bool has_words = !row->cells[place].empty();
                    ASSERT_EQ(has_words, reading.bounds[place].limit != calendar::Limit::unknown);
                }
            }
        }
    }
}

TEST(DrawTimeline, StandsInAMirrorForThoseWhoReadFromRightToLeft) {
    const auto boxes = [](const TimelinePanel& panel) {
        std::vector<Box> all;
        for (const auto& [name, box] : read_picture(panel.svg).boxes) all.push_back(box);
        return all;
    };
    std::size_t compared = 0;
    for (std::uint64_t seed = 0; seed < text::random_cases(60U); ++seed) {
        const Timeline timeline = random_timeline(seed);
        TimelineOptions mirrored;
        mirrored.right_to_left = true;
        const TimelineDrawing plain = draw_timeline(timeline);
        const TimelineDrawing other = draw_timeline(timeline, mirrored);
        ASSERT_EQ(plain.panels.size(), other.panels.size());
        for (std::size_t panel = 0; panel < plain.panels.size(); ++panel) {
            std::vector<Box> expected = boxes(plain.panels[panel]);
            // Boxes of the order panel have a corner of their own, which may be half a pixel off.
            for (Box& box : expected) box.x = plain.panels[panel].size.width - box.right();
            ASSERT_EQ(boxes(other.panels[panel]), expected) << "seed " << seed;
            compared += expected.size();
        }
    }
    EXPECT_GT(compared, text::random_cases(1000U));
}

TEST(DrawTimeline, HasLabelsAtTheEdgeFromWhichTheyAreRead) {
    Timeline timeline = testing::small_timeline();
    timeline.items[0].label = "وصل الوفد إلى العاصمة ومعه رسائل إلى وزارة الخارجية";
    timeline.items[1].label = "The Tsar signs";
    timeline.items[2].label = "המשלחת הגיעה לבירה ובידה מכתבים למשרד החוץ";
    TimelineOptions options;
    options.right_to_left = true;
    const DrawnPicture picture = read_picture(draw_timeline(timeline, options).panels.at(0).svg);
    std::size_t arabic_and_hebrew = 0;
    for (const testing::DrawnText& text : picture.texts) {
        if (text.css_class != "label") continue;
        const bool leftwards = static_cast<unsigned char>(text.text[0]) >= 0xD7;
        const bool at_right = text.box.right() == picture.size.width - 8 * px;
        EXPECT_TRUE(!leftwards || at_right) << text.text;
        arabic_and_hebrew += leftwards ? 1 : 0;
        EXPECT_GT(text.box.x, picture.size.width / 2) << text.text;
    }
    EXPECT_GE(arabic_and_hebrew, 4U);
}

TEST(DrawTimeline, SaysByWhomAndWithoutWhatATimeIs) {
    Timeline timeline = testing::small_timeline();
    timeline.items[3].readings.push_back(timeline.items[3].readings[0]);
    timeline.items[3].readings[0].without = {"the telegram"};
    timeline.items[3].readings[1].without = {"the diary", "the letter"};
    timeline.items[3].readings[1].bounds[0].time += 60;
    timeline.items[4].readings[0].wide = true;
    const TimelineDrawing drawing = draw_timeline(timeline);
    std::vector<std::string> told;
    for (const TimelineRow& row : drawing.rows) told.push_back(row.told);
    const std::vector<std::string> expected = {"S Sazonov's memoirs",
                                               "P Paléologue's diary",
                                               "D Daily record",
                                               "S Sazonov's memoirs; D Daily record",
                                               "P Paléologue's diary",
                                               "without the telegram",
                                               "without the diary; without the letter",
                                               "the bounds may be wider than they could be",
                                               "",
                                               ""};
    EXPECT_EQ(told, expected);
    const std::vector<std::string> titles = read_picture(drawing.panels.at(0).svg).titles;
    for (const std::string& each : expected) {
        const bool has = std::count(titles.begin(), titles.end(), each) > 0;
        EXPECT_TRUE(each.empty() || has) << each;
    }
    const std::string legend = drawing.legend.svg;
    EXPECT_NE(legend.find("several bars without a letter"), std::string::npos);
    EXPECT_EQ(draw_timeline(testing::small_timeline()).legend.svg.find("without a letter"),
              std::string::npos);
}

TEST(DrawTimeline, IsTheSameEachTime) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        EXPECT_EQ(draw_timeline_file(random_timeline(seed)),
                  draw_timeline_file(random_timeline(seed)));
    }
}

TEST(DrawTimeline, OfNothingIsALegendAndNoRows) {
    const TimelineDrawing drawing = draw_timeline({});
    EXPECT_TRUE(drawing.panels.empty());
    EXPECT_TRUE(drawing.rows.empty());
    EXPECT_EQ(read_picture(drawing.legend.svg).problem, "");
}

/// One item of one lane, all bounds stated.
Timeline one_item(std::array<TimelineBound, bound_places> bounds) {
    Timeline timeline;
    timeline.lanes = {""};
    TimelineReading reading;
    reading.bounds = bounds;
    TimelineItem item;
    item.label = "a";
    item.readings = {reading};
    timeline.items = {item};
    return timeline;
}

std::vector<Box> boxes_of(const TimelineDrawing& drawing, const std::string& css_class) {
    std::vector<Box> boxes;
    for (const auto& [name, box] : read_picture(drawing.panels.at(0).svg).boxes) {
        if (name == css_class) boxes.push_back(box);
    }
    return boxes;
}

TEST(DrawTimeline, IsSolidFromTheLatestBeginToTheEarliestEnd) {
    const auto at = [](int day) { return TimelineBound::at(day_time(1936, 7, day)); };
    const TimelineDrawing drawing = draw_timeline(one_item({at(1), at(5), at(9), at(13)}));
    const std::vector<Box> cores = boxes_of(drawing, "core");
    const std::vector<Box> wings = boxes_of(drawing, "");
    ASSERT_EQ(cores.size(), 1u);
    ASSERT_EQ(wings.size(), 2u);
    EXPECT_EQ(wings[0].right(), cores[0].x);
    EXPECT_EQ(cores[0].right(), wings[1].x);
    // All three are four days.
    EXPECT_NEAR(wings[0].width, cores[0].width, 1);
    EXPECT_NEAR(wings[1].width, cores[0].width, 1);
}

TEST(DrawTimeline, HasNothingSolidWhereNothingIsCertain) {
    const auto at = [](int day) { return TimelineBound::at(day_time(1936, 7, day)); };
    const TimelineDrawing drawing = draw_timeline(one_item({at(1), at(9), at(5), at(13)}));
    EXPECT_TRUE(boxes_of(drawing, "core").empty());
    EXPECT_EQ(boxes_of(drawing, "").size(), 1u);
    EXPECT_TRUE(boxes_of(draw_timeline(one_item({at(1), {}, at(5), at(13)})), "core").empty());
}

TEST(DrawTimeline, CrossesOutWhatCannotBe) {
    const auto at = [](int day) { return TimelineBound::at(day_time(1936, 7, day)); };
    const TimelineDrawing drawing = draw_timeline(one_item({at(9), at(5), {}, {}}));
    EXPECT_EQ(boxes_of(drawing, "clash").size(), 1u);
    EXPECT_TRUE(drawing.rows.at(0).clash);
    EXPECT_FALSE(draw_timeline(one_item({at(1), at(5), at(2), at(9)})).rows.at(0).clash);
}

TEST(DrawTimeline, ShowsAnOpenSideOtherThanAnUnknownOne) {
    const auto at = [](int day) { return TimelineBound::at(day_time(1936, 7, day)); };
    const TimelineBound open = {calendar::Limit::open, 0, true};
    const std::string open_end = draw_timeline(one_item({at(1), at(1), {}, open})).panels[0].svg;
    const std::string unknown_end = draw_timeline(one_item({at(1), at(1), {}, {}})).panels[0].svg;
    EXPECT_NE(open_end.find("class=\"open\""), std::string::npos);
    EXPECT_EQ(open_end.find("class=\"unknown\""), std::string::npos);
    EXPECT_NE(unknown_end.find("class=\"unknown\""), std::string::npos);
    EXPECT_EQ(unknown_end.find("class=\"open\""), std::string::npos);
}

TEST(BoundInWords, NamesTheLastDayOfAnEnd) {
    const auto words = [](Minute time, BoundPlace place) {
        return bound_in_words(TimelineBound::at(time), place, {});
    };
    EXPECT_EQ(words(day_time(1936, 7, 14), BoundPlace::latest_end), "13 July 1936");
    EXPECT_EQ(words(day_time(1936, 7, 14), BoundPlace::earliest_begin), "14 July 1936");
    EXPECT_EQ(words(day_time(1936, 7, 14), BoundPlace::latest_begin), "14 July 1936, 0:00");
    EXPECT_EQ(words(day_time(1936, 7, 14, 23, 59), BoundPlace::latest_begin), "14 July 1936");
    EXPECT_EQ(words(day_time(1936, 7, 14), BoundPlace::earliest_end), "13 July 1936, 24:00");
    EXPECT_EQ(words(day_time(1936, 7, 14, 9, 5), BoundPlace::latest_end), "14 July 1936, 9:04");
    const TimelineBound near = TimelineBound::at(day_time(1936, 7, 13, 23, 57), false, 4);
    EXPECT_EQ(bound_in_words(near, BoundPlace::latest_end, {}), "13 July 1936");
    EXPECT_EQ(bound_in_words(near, BoundPlace::earliest_end, {}), "13 July 1936, 23:56");
}

TEST(BoundInWords, NamesTheDayInBothCalendarsOfTheAxes) {
    TimelineOptions options;
    options.julian_too = true;
    EXPECT_EQ(bound_in_words(TimelineBound::at(day_time(1917, 11, 7)), BoundPlace::earliest_begin,
                             options),
              "7 November 1917 = 25 October 1917 (Julian)");
}

TEST(PlanTimeline, JoinsReadingsThatAgreeAndCutsPanels) {
    Timeline timeline = testing::small_timeline();
    const TimelinePlan plan = plan_timeline(timeline, {});
    ASSERT_EQ(plan.panels.size(), 1u);
    EXPECT_EQ(plan.undated.size(), 2u);
    EXPECT_EQ(plan.panels[0].items[2].bars.size(), 2u);
    EXPECT_EQ(letters(timeline, plan.panels[0].items[2].bars[0]), "S D");

    timeline = testing::generated_timeline(300, 5, 400);
    for (const std::uint32_t most : {4u, 9u, 36u}) {
        TimelineOptions options;
        options.rows_of_panel = most;
        std::set<std::uint32_t> seen;
        for (const PlannedPanel& panel : plan_timeline(timeline, options).panels) {
            std::size_t bars = 0;
            for (const PlannedItem& item : panel.items) {
                bars += item.bars.size();
                EXPECT_TRUE(seen.insert(item.item).second);
            }
            EXPECT_GT(bars, 0u);
            EXPECT_LE(bars, most);
        }
        EXPECT_EQ(seen.size(), timeline.items.size());
    }
}

}  // namespace
}  // namespace valla::drawing
