#include "drawing/graph_drawing.hpp"

#include <gtest/gtest.h>

#include "drawing/samples.hpp"
#include "drawing/svg_check.hpp"
#include "drawing/testing.hpp"

namespace valla::drawing {
namespace {

using testing::DrawnPicture;
using testing::overlapping_texts;
using testing::Random;
using testing::read_picture;

GraphPicture random_picture(std::uint64_t seed) {
    const std::vector<std::string> labels = testing::labels_to_try();
    Random random(seed);
    const auto label = [&] {
        return labels[random.below(static_cast<std::uint32_t>(labels.size()))];
    };
    GraphPicture picture;
    picture.title = label();
    picture.description = label();
    picture.flow = static_cast<Flow>(random.below(3));
    const std::uint32_t nodes = 1 + random.below(15);
    for (std::uint32_t count = 0; count < nodes; ++count) {
        GraphNode node;
        node.label = label();
        if (random.below(2) == 0) node.link = label();
        if (random.below(2) == 0) node.tooltip = label();
        node.look = static_cast<NodeLook>(random.below(4));
        node.account = random.below(3) == 0 ? no_account : random.below(20);
        picture.nodes.push_back(std::move(node));
    }
    for (std::uint32_t count = random.below(20); count > 0; --count) {
        GraphEdge edge;
        edge.from = random.below(nodes);
        edge.to = random.below(nodes);
        if (random.below(2) == 0) edge.label = label();
        if (random.below(3) == 0) edge.tooltip = label();
        edge.look = static_cast<EdgeLook>(random.below(3));
        picture.edges.push_back(std::move(edge));
    }
    return picture;
}

TEST(DrawGraph, KeepsLabelsApartInAnyScript) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const GraphPicture picture = random_picture(seed);
        const DrawnPicture drawn = read_picture(draw_graph(picture).svg);
        ASSERT_EQ(drawn.problem, "") << "seed " << seed;
        ASSERT_EQ(overlapping_texts(drawn), "") << "seed " << seed;
    }
}

TEST(DrawGraph, KeepsLabelsOfNodesInTheirBoxes) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        GraphPicture picture = random_picture(seed);
        for (GraphEdge& edge : picture.edges) edge.label.clear();
        const DrawnPicture drawn = read_picture(draw_graph(picture).svg);
        for (const auto& text : drawn.texts) {
            const bool inside =
                std::any_of(drawn.boxes.begin(), drawn.boxes.end(), [&](const auto& rectangle) {
                    const Box& box = rectangle.second;
                    return text.box.x >= box.x && text.box.right() <= box.right() + px &&
                           text.box.y >= box.y && text.box.bottom() <= box.bottom();
                });
            ASSERT_TRUE(inside) << "seed " << seed << ": " << text.text;
        }
    }
}

TEST(DrawGraph, HasARowForEachEdgeAndForNodesWithout) {
    GraphPicture picture = testing::graph_of_reports();
    GraphNode alone;
    alone.label = "Alone";
    picture.nodes.push_back(alone);
    const std::vector<GraphRow> rows = draw_graph(picture).rows;
    ASSERT_EQ(rows.size(), picture.edges.size() + 1);
    EXPECT_EQ(rows[0].from, "The station master, who saw it");
    EXPECT_EQ(rows[0].edge, "dictates");
    EXPECT_EQ(rows[0].to, "Telegram of 13 July");
    EXPECT_EQ(rows.back().from, "Alone");
    EXPECT_EQ(rows.back().to, "");
}

TEST(DrawGraph, IsTheSameEachTime) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        EXPECT_EQ(draw_graph(random_picture(seed)).svg, draw_graph(random_picture(seed)).svg);
    }
}

}  // namespace
}  // namespace valla::drawing
