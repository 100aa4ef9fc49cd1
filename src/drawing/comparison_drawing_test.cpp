#include "drawing/comparison_drawing.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "drawing/samples.hpp"
#include "drawing/svg_check.hpp"
#include "drawing/testing.hpp"
#include "text/random_cases.hpp"

namespace valla::drawing {
namespace {

using testing::DrawnPicture;
using testing::Random;
using testing::read_picture;

Comparison random_comparison(std::uint64_t seed) {
    const std::vector<std::string> labels = testing::labels_to_try();
    Random random(seed);
    const auto label = [&] {
        return labels[random.below(static_cast<std::uint32_t>(labels.size()))];
    };
    Comparison made;
    made.title = label();
    if (random.below(2) == 0) made.note = label();
    const std::uint32_t accounts = 1 + random.below(9);
    for (std::uint32_t i = 0; i < accounts; ++i) {
        made.accounts.push_back({std::string(1, static_cast<char>('A' + i)), label(), label()});
        made.times.accounts.push_back({made.accounts.back().letter, made.accounts.back().name});
    }
    for (std::uint32_t sections = random.below(4); sections > 0; --sections) {
        ComparisonSection section{label(), {}, random.below(2) == 0};
        for (std::uint32_t rows = random.below(5); rows > 0; --rows) {
            ComparisonRow row{label(), {}, random.below(2) == 0};
            for (std::uint32_t cells = 1 + random.below(4); cells > 0; --cells) {
                ComparisonCell cell{{}, label(), random.below(2) == 0 ? label() : ""};
                for (std::uint32_t i = 0; i < accounts; ++i) {
                    if (random.below(3) == 0) cell.accounts.push_back(i);
                }
                if (cell.accounts.empty()) cell.accounts.push_back(random.below(accounts));
                row.cells.push_back(std::move(cell));
            }
            section.rows.push_back(std::move(row));
        }
        made.sections.push_back(std::move(section));
    }
    if (random.below(2) == 0) {
        made.times.lanes = {""};
        TimelineItem item;
        item.label = label();
        for (std::uint32_t i = 0; i < accounts; ++i) {
            TimelineReading reading;
            reading.account = i;
            for (std::size_t k = 0; k < bound_places; ++k)
                reading.bounds[k] = TimelineBound::at(
                    Minute{1440} * static_cast<Minute>(20 * k + random.below(20)));
            item.readings.push_back(reading);
        }
        made.times.items.push_back(std::move(item));
    }
    return made;
}

TimelineOptions random_options(std::uint64_t seed) {
    TimelineOptions options;
    options.width = static_cast<Length>(480 + seed * 37 % 800) * px;
    options.right_to_left = seed % 3 == 0;
    return options;
}

/// The first two boxes of cells that intersect.
std::string overlapping_boxes(const DrawnPicture& picture) {
    for (std::size_t a = 0; a < picture.boxes.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            if (picture.boxes[a].first != "node" || picture.boxes[b].first != "node") continue;
            if (picture.boxes[a].second.intersects(picture.boxes[b].second))
                return std::to_string(b) + " and " + std::to_string(a);
        }
    }
    return "";
}

TEST(DrawComparison, KeepsTextsAndBoxesApartInAnyScript) {
    for (std::uint64_t seed = 0; seed < text::random_cases(150U); ++seed) {
        const Comparison comparison = random_comparison(seed);
        const ComparisonDrawing drawing = draw_comparison(comparison, random_options(seed));
        const DrawnPicture picture = read_picture(drawing.columns.svg);
        ASSERT_EQ(picture.problem, "") << "seed " << seed;
        ASSERT_EQ(testing::overlapping_texts(picture), "") << "seed " << seed;
        ASSERT_EQ(overlapping_boxes(picture), "") << "seed " << seed;
        ASSERT_EQ(picture.size, drawing.columns.size);
    }
}

TEST(DrawComparison, IsOneFileForSeveral) {
    for (std::uint64_t seed = 0; seed < text::random_cases(40U); ++seed) {
        const std::vector<Comparison> several = {random_comparison(seed),
                                                 random_comparison(seed + 1000)};
        const DrawnPicture picture =
            read_picture(draw_comparison_file(several, random_options(seed)));
        ASSERT_EQ(picture.problem, "") << "seed " << seed;
        ASSERT_EQ(testing::overlapping_texts(picture), "") << "seed " << seed;
    }
}

TEST(DrawComparison, HasInItsTableWhatEachAccountSays) {
    for (std::uint64_t seed = 0; seed < text::random_cases(150U); ++seed) {
        const Comparison comparison = random_comparison(seed);
        const std::vector<ComparisonTableRow> rows = draw_comparison(comparison).rows;
        std::size_t at = 0;
        for (const ComparisonSection& section : comparison.sections) {
            for (const ComparisonRow& row : section.rows) {
                ASSERT_LT(at, rows.size());
                const ComparisonTableRow& made = rows[at++];
                EXPECT_EQ(made.section, section.title);
                EXPECT_EQ(made.label, row.label);
                EXPECT_EQ(made.excludes, row.excludes);
                ASSERT_EQ(made.cells.size(), comparison.accounts.size());
                for (std::uint32_t account = 0; account < made.cells.size(); ++account) {
                    std::string said;
                    bool speaks = false;
                    for (const ComparisonCell& cell : row.cells) {
                        if (std::count(cell.accounts.begin(), cell.accounts.end(), account) == 0)
                            continue;
                        said += (said.empty() ? "" : "; ") + cell.text;
                        speaks = true;
                    }
                    EXPECT_EQ(made.cells[account], speaks ? said : "");
                }
            }
        }
        EXPECT_EQ(at, rows.size());
    }
}

Comparison of_two(ComparisonRow row) {
    Comparison made;
    made.accounts = {{"A", "One", ""}, {"B", "Two", ""}};
    made.sections = {{"They part over", {std::move(row)}, true}};
    return made;
}

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
        ++count;
    return count;
}

std::vector<Box> cells_of(const std::string& svg) {
    std::vector<Box> boxes;
    for (const auto& [name, box] : read_picture(svg).boxes) {
        if (name == "node") boxes.push_back(box);
    }
    return boxes;
}

TEST(DrawComparison, DrawsWhatNeighboursSayAlikeAsOneBox) {
    const auto columns = [](const ComparisonRow& row) {
        return cells_of(draw_comparison(of_two(row)).columns.svg);
    };
    const auto apart = columns({"who", {{{0}, "anna", ""}, {{1}, "boris", ""}}, false});
    const auto alike = columns({"who", {{{0, 1}, "anna", ""}}, false});
    ASSERT_EQ(apart.size(), 2U);
    ASSERT_EQ(alike.size(), 1U);
    EXPECT_EQ(alike[0].x, apart[0].x);
    EXPECT_EQ(alike[0].right(), apart[1].right());
    EXPECT_EQ(apart[0].y, apart[1].y);
}

TEST(DrawComparison, MarksWhatCannotBothBeSoAndWhoSaysNothing) {
    const auto svg = [](const ComparisonRow& row) {
        return draw_comparison(of_two(row)).columns.svg;
    };
    const std::vector<ComparisonCell> both = {{{0}, "anna", ""}, {{1}, "boris", ""}};
    const std::string sign = "class=\"edge against\"";
    // The second is that of the legend.
    EXPECT_EQ(count_of(svg({"who", both, true}), sign), 2U);
    EXPECT_EQ(count_of(svg({"who", both, false}), sign), 0U);
    EXPECT_EQ(count_of(svg({"who", both, false}), ">–<"), 0U);
    EXPECT_EQ(count_of(svg({"who", {{{0}, "anna", ""}}, false}), ">–<"), 2U);
    EXPECT_EQ(count_of(svg({"who", {{{0, 1}, "anna", ""}}, true}), sign), 1U);
}

TEST(DrawComparison, StandsInAMirrorForThoseWhoReadFromRightToLeft) {
    for (std::uint64_t seed = 0; seed < text::random_cases(60U); ++seed) {
        const Comparison comparison = random_comparison(seed);
        TimelineOptions mirrored;
        mirrored.right_to_left = true;
        const ComparisonDrawing plain = draw_comparison(comparison);
        const ComparisonDrawing other = draw_comparison(comparison, mirrored);
        std::vector<Box> expected = cells_of(plain.columns.svg);
        for (Box& box : expected) box.x = plain.columns.size.width - box.right();
        ASSERT_EQ(cells_of(other.columns.svg), expected) << "seed " << seed;
    }
}

}  // namespace
}  // namespace valla::drawing
