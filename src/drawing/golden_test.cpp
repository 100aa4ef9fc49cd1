// Compares pictures with those of tests/golden/drawing, byte for byte. After a change that is
// meant, run the test with VALLA_REWRITE_GOLDEN=1, look at the pictures, and commit them.

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "drawing/samples.hpp"

namespace valla::drawing {
namespace {

std::string path_of(const std::string& name) {
    return std::string(VALLA_SOURCE_DIR) + "/tests/golden/drawing/" + name;
}

std::string content(const std::string& path) {
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
}

void expect_golden(const std::string& name, const std::string& made) {
    if (std::getenv("VALLA_REWRITE_GOLDEN") != nullptr) {
        std::ofstream(path_of(name), std::ios::binary) << made;
        return;
    }
    const std::string kept = content(path_of(name));
    if (kept == made) return;
    std::size_t at = 0;
    while (at < std::min(kept.size(), made.size()) && kept[at] == made[at]) ++at;
    const std::size_t from = at < 80 ? 0 : at - 80;
    ADD_FAILURE() << name << " differs at byte " << at << "\nkept: " << kept.substr(from, 160)
                  << "\nmade: " << made.substr(from, 160);
}

std::string table(const std::vector<TimelineRow>& rows) {
    std::string text;
    for (const TimelineRow& row : rows) {
        text += row.lane + " | " + row.label + " | " + row.accounts;
        for (const std::string& cell : row.cells) text += " | " + cell;
        text += std::string(" | ") + (row.clash ? "clash" : "") + " | " + row.after + "\n";
    }
    return text;
}

TEST(Golden, TimelineOfFiveItems) {
    TimelineOptions options;
    options.julian_too = true;
    expect_golden("timeline-5.svg", draw_timeline_file(testing::small_timeline(), options));
    expect_golden("timeline-5.table.txt", table(draw_timeline(testing::small_timeline()).rows));
}

TEST(Golden, TimelineOfFiftyItems) {
    expect_golden("timeline-50.svg", draw_timeline_file(testing::generated_timeline(50, 4, 120)));
}

TEST(Golden, TimelineOfFiveHundredItems) {
    TimelineOptions options;
    options.language = calendar::Language::russian;
    const TimelineDrawing drawing =
        draw_timeline(testing::generated_timeline(500, 6, 1200), options);
    // All of it would be half a megabyte.
    expect_golden("timeline-500-overview.svg", drawing.panels.at(0).svg);
    expect_golden("timeline-500-last.svg", drawing.panels.back().svg);
    expect_golden("timeline-500-legend.svg", drawing.legend.svg);
}

TEST(Golden, TimelineOfTwoThousandYears) {
    TimelineOptions options;
    options.language = calendar::Language::german;
    expect_golden("timeline-long.svg", draw_timeline_file(testing::long_timeline(), options));
}

TEST(Golden, TimelineInManyScripts) {
    expect_golden("timeline-scripts.svg", draw_timeline_file(testing::timeline_in_scripts()));
}

TEST(Golden, Graph) {
    GraphPicture picture = testing::graph_of_reports();
    picture.file = true;
    expect_golden("graph.svg", draw_graph(picture).svg);
    picture.flow = Flow::right;
    expect_golden("graph-right.svg", draw_graph(picture).svg);
}

TEST(Golden, GraphInManyScriptsFromRightToLeft) {
    GraphPicture picture;
    picture.title = "גרף";
    picture.file = true;
    picture.flow = Flow::left;
    for (const std::string& label : testing::labels_in_scripts()) {
        GraphNode node;
        node.label = label;
        picture.nodes.push_back(std::move(node));
    }
    for (std::uint32_t node = 1; node < picture.nodes.size(); ++node) {
        GraphEdge edge;
        edge.from = (node - 1) / 2;
        edge.to = node;
        if (node % 3 == 0) edge.label = picture.nodes[node - 1].label;
        picture.edges.push_back(std::move(edge));
    }
    expect_golden("graph-scripts.svg", draw_graph(picture).svg);
}

}  // namespace
}  // namespace valla::drawing
