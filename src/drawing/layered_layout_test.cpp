#include "drawing/layered_layout.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <sstream>

#include <gtest/gtest.h>

#include "drawing/layer_assignment.hpp"
#include "drawing/layer_order.hpp"
#include "drawing/testing.hpp"
#include "text/random_cases.hpp"

namespace valla::drawing {
namespace {

using testing::Random;

struct Shape {
    std::uint32_t nodes = 8;
    std::uint32_t edges = 10;
    bool labels = false;
    bool cycles = true;  ///< loops and parallel edges too
};

LayeredGraph random_graph(Random& random, const Shape& shape) {
    LayeredGraph graph;
    const auto length = [&](std::uint32_t least, std::uint32_t more) {
        return static_cast<Length>(least + random.below(more));
    };
    for (std::uint32_t node = 0; node < shape.nodes; ++node) {
        graph.nodes.push_back({length(10, 2000), length(10, 600)});
    }
    while (graph.edges.size() < shape.edges) {
        std::uint32_t from = random.below(shape.nodes);
        std::uint32_t to = random.below(shape.nodes);
        if (!shape.cycles && from == to) continue;
        if (!shape.cycles && from > to) std::swap(from, to);
        Size label;
        if (shape.labels && random.below(2) == 0) label = {length(10, 1500), length(10, 400)};
        graph.edges.push_back({from, to, label});
    }
    return graph;
}

std::string described(const LayeredGraph& graph) {
    std::ostringstream text;
    for (const Size size : graph.nodes) text << "node " << size.width << "x" << size.height << "\n";
    for (const LayeredEdge& edge : graph.edges) {
        text << "edge " << edge.from << " -> " << edge.to << " label " << edge.label.width << "x"
             << edge.label.height << "\n";
    }
    return text.str();
}

/// Whether a straight piece has a point inside a box. Pieces are thinner than any box.
bool passes_through(Point a, Point b, const Box& box) {
    if (std::max(a.x, b.x) <= box.x || std::min(a.x, b.x) >= box.right()) return false;
    if (std::max(a.y, b.y) <= box.y || std::min(a.y, b.y) >= box.bottom()) return false;
    const auto side = [&](Length x, Length y) {
        return std::int64_t{b.x - a.x} * (y - a.y) - std::int64_t{b.y - a.y} * (x - a.x);
    };
    const std::array sides = {side(box.x, box.y), side(box.right(), box.y),
                              side(box.x, box.bottom()), side(box.right(), box.bottom())};
    const bool all_left = std::all_of(sides.begin(), sides.end(), [](auto s) { return s >= 0; });
    const bool all_right = std::all_of(sides.begin(), sides.end(), [](auto s) { return s <= 0; });
    return !all_left && !all_right;
}

bool on_border(Point point, const Box& box) {
    const bool inside =
        point.x >= box.x && point.x <= box.right() && point.y >= box.y && point.y <= box.bottom();
    return inside && (point.x == box.x || point.x == box.right() || point.y == box.y ||
                      point.y == box.bottom());
}

/// What is wrong with a layout; empty when nothing is.
std::string problem(const LayeredGraph& graph, const LayeredLayout& layout, Flow flow) {
    std::vector<Box> boxes = layout.nodes;
    for (const EdgeRoute& route : layout.edges) {
        if (route.label.width > 0) boxes.push_back(route.label);
    }
    for (std::size_t a = 0; a < boxes.size(); ++a) {
        if (boxes[a].x < 0 || boxes[a].y < 0 || boxes[a].right() > layout.size.width ||
            boxes[a].bottom() > layout.size.height) {
            return "box " + std::to_string(a) + " is outside";
        }
        for (std::size_t b = 0; b < a; ++b) {
            if (boxes[a].intersects(boxes[b])) {
                return "boxes " + std::to_string(b) + " and " + std::to_string(a) + " intersect";
            }
        }
    }
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
        if (layout.nodes[node].width != graph.nodes[node].width ||
            layout.nodes[node].height != graph.nodes[node].height) {
            return "node " + std::to_string(node) + " has another size";
        }
    }
    for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
        const EdgeRoute& route = layout.edges[edge];
        const LayeredEdge& ends = graph.edges[edge];
        const std::string name = "edge " + std::to_string(edge);
        if (route.points.size() < 2) return name + " has no line";
        const Point first = route.points.front();
        const Point last = route.points.back();
        if (!on_border(first, layout.nodes[ends.from])) return name + " begins elsewhere";
        if (!on_border(last, layout.nodes[ends.to])) return name + " ends elsewhere";
        if (ends.from != ends.to) {
            const Length onwards = flow == Flow::down    ? last.y - first.y
                                   : flow == Flow::right ? last.x - first.x
                                                         : first.x - last.x;
            if ((onwards < 0) != route.against) return name + " leads the wrong way";
        }
        for (std::size_t at = 0; at + 1 < route.points.size(); ++at) {
            for (std::size_t box = 0; box < boxes.size(); ++box) {
                if (passes_through(route.points[at], route.points[at + 1], boxes[box])) {
                    return name + " passes through box " + std::to_string(box);
                }
            }
        }
    }
    return "";
}

/// Takes away edges as long as the problem stays, and shows what is left.
std::string shrunk(LayeredGraph graph, const LayeredOptions& options) {
    for (std::size_t edge = graph.edges.size(); edge > 0; --edge) {
        LayeredGraph smaller = graph;
        smaller.edges.erase(smaller.edges.begin() + static_cast<std::ptrdiff_t>(edge - 1));
        if (!problem(smaller, lay_out(smaller, options), options.flow).empty()) graph = smaller;
    }
    return problem(graph, lay_out(graph, options), options.flow) + "\n" + described(graph);
}

TEST(LayeredLayout, KeepsBoxesApartAndLinesOutOfThem) {
    for (std::uint64_t seed = 0; seed < text::random_cases(900U); ++seed) {
        Random random(seed);
        Shape shape;
        shape.nodes = 1 + random.below(14);
        shape.edges = random.below(22);
        shape.labels = seed % 2 == 1;
        const LayeredGraph graph = random_graph(random, shape);
        LayeredOptions options;
        options.flow = static_cast<Flow>(seed % 3);
        const std::string wrong = problem(graph, lay_out(graph, options), options.flow);
        ASSERT_EQ(wrong, "") << "seed " << seed << ": " << shrunk(graph, options);
    }
}

TEST(LayeredLayout, TurnsNoEdgeOfAGraphWithoutCycles) {
    for (std::uint64_t seed = 0; seed < text::random_cases(200U); ++seed) {
        Random random(seed);
        Shape shape;
        shape.nodes = 2 + random.below(20);
        shape.edges = random.below(40);
        shape.cycles = false;
        const LayeredGraph graph = random_graph(random, shape);
        for (const EdgeRoute& route : lay_out(graph).edges) ASSERT_FALSE(route.against);
    }
}

TEST(LayeredLayout, DrawsNoMoreCrossingsThanItCounts) {
    for (std::uint64_t seed = 0; seed < text::random_cases(300U); ++seed) {
        Random random(seed);
        Shape shape;
        shape.nodes = 2 + random.below(14);
        shape.edges = random.below(30);
        const LayeredGraph graph = random_graph(random, shape);
        const LayeredLayout layout = lay_out(graph);
        std::vector<std::vector<Point>> lines;
        for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
            if (graph.edges[edge].from != graph.edges[edge].to) {
                lines.push_back(layout.edges[edge].points);
            }
        }
        ASSERT_LE(testing::drawn_crossings(lines), layout.crossings) << described(graph);
    }
}

TEST(LayeredLayout, KeepsALongEdgeStraight) {
    LayeredGraph graph;
    for (int node = 0; node < 7; ++node) graph.nodes.push_back({80 * px, 20 * px});
    for (std::uint32_t node = 0; node + 1 < 7; ++node) graph.edges.push_back({node, node + 1, {}});
    graph.edges.push_back({0, 6, {}});
    const std::vector<Point> line = lay_out(graph).edges.back().points;
    EXPECT_LE(line.size(), 6u);
}

TEST(LayeredLayout, OfAnEmptyGraphIsEmpty) {
    const LayeredLayout layout = lay_out({});
    EXPECT_EQ(layout.size, Size{});
    EXPECT_TRUE(layout.nodes.empty());
}

TEST(LayeredLayout, LeftIsRightMirrored) {
    Random random(7);
    const LayeredGraph graph = random_graph(random, {.nodes = 12, .edges = 16, .labels = true});
    const LayeredLayout right = lay_out(graph, {.flow = Flow::right});
    const LayeredLayout left = lay_out(graph, {.flow = Flow::left});
    EXPECT_EQ(left.size, right.size);
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
        EXPECT_EQ(left.nodes[node].x, right.size.width - right.nodes[node].right());
        EXPECT_EQ(left.nodes[node].y, right.nodes[node].y);
    }
}

bool has_cycle(std::uint32_t nodes, const std::vector<SpanEdge>& edges) {
    std::vector<std::int32_t> depth(nodes);
    for (std::uint32_t round = 0; round <= nodes; ++round) {
        bool changed = false;
        for (const SpanEdge& edge : edges) {
            if (depth[edge.to] >= depth[edge.from] + 1) continue;
            depth[edge.to] = depth[edge.from] + 1;
            changed = true;
        }
        if (!changed) return false;
    }
    return true;
}

TEST(EdgesToTurn, LeavesNoCycleAndTurnsOnlyEdgesOfCycles) {
    for (std::uint64_t seed = 0; seed < text::random_cases(3000U); ++seed) {
        Random random(seed);
        const std::uint32_t nodes = 2 + random.below(8);
        std::vector<SpanEdge> edges;
        for (std::uint32_t count = random.below(16); count > 0; --count) {
            const std::uint32_t from = random.below(nodes);
            const std::uint32_t to = random.below(nodes);
            if (from != to) edges.push_back({from, to, 1});
        }
        const bool cyclic = has_cycle(nodes, edges);
        const std::vector<bool> turn = edges_to_turn(nodes, edges);
        const auto turned = std::count(turn.begin(), turn.end(), true);
        for (std::size_t edge = 0; edge < edges.size(); ++edge) {
            if (turn[edge]) std::swap(edges[edge].from, edges[edge].to);
        }
        ASSERT_FALSE(has_cycle(nodes, edges)) << seed;
        ASSERT_EQ(turned > 0, cyclic) << seed;
        ASSERT_LE(turned, std::ssize(edges) / 2) << seed;
    }
}

/// The least sum of lengths over all assignments to `depth` layers.
std::int64_t least_sum(std::uint32_t nodes, const std::vector<SpanEdge>& edges,
                       std::int32_t depth) {
    std::vector<std::int32_t> layers(nodes);
    std::int64_t best = INT64_MAX;
    for (;;) {
        std::int64_t sum = 0;
        for (const SpanEdge& edge : edges) {
            const std::int32_t span = layers[edge.to] - layers[edge.from];
            sum = span < edge.min_span || sum < 0 ? -1 : sum + span;
        }
        if (sum >= 0) best = std::min(best, sum);
        std::uint32_t node = 0;
        while (node < nodes && ++layers[node] == depth) layers[node++] = 0;
        if (node == nodes) return best;
    }
}

TEST(AssignLayers, MakesTheSumOfLengthsLeast) {
    for (std::uint64_t seed = 0; seed < text::random_cases(400U); ++seed) {
        Random random(seed);
        const std::uint32_t nodes = 2 + random.below(5);
        std::vector<SpanEdge> edges;
        for (std::uint32_t node = 1; node < nodes; ++node) {
            const std::uint32_t other = random.below(node);
            edges.push_back({other, node, random.below(6) == 0 ? 2 : 1});
        }
        for (std::uint32_t count = random.below(6); count > 0; --count) {
            const std::uint32_t from = random.below(nodes - 1);
            const std::uint32_t to = from + 1 + random.below(nodes - 1 - from);
            edges.push_back({from, to, 1});
        }
        const std::vector<std::int32_t> layers = assign_layers(nodes, edges);
        std::int64_t sum = 0;
        for (const SpanEdge& edge : edges) {
            ASSERT_GE(layers[edge.to] - layers[edge.from], edge.min_span) << seed;
            sum += layers[edge.to] - layers[edge.from];
        }
        ASSERT_EQ(*std::min_element(layers.begin(), layers.end()), 0);
        ASSERT_EQ(sum, least_sum(nodes, edges, 7)) << seed;
    }
}

struct TwoLayers {
    std::vector<std::int32_t> layer_of;
    std::vector<LayerSegment> segments;
};

TwoLayers random_layers(Random& random, std::uint32_t layers, std::uint32_t width) {
    TwoLayers graph;
    for (std::uint32_t vertex = 0; vertex < layers * width; ++vertex) {
        graph.layer_of.push_back(static_cast<std::int32_t>(vertex / width));
    }
    for (std::uint32_t count = random.below(3 * layers * width); count > 0; --count) {
        const std::uint32_t layer = random.below(layers - 1);
        graph.segments.push_back(
            {layer * width + random.below(width), (layer + 1) * width + random.below(width)});
    }
    return graph;
}

std::uint64_t slow_crossings(const TwoLayers& graph, const LayerOrder& order) {
    std::vector<std::size_t> place(graph.layer_of.size());
    for (const auto& layer : order) {
        for (std::size_t at = 0; at < layer.size(); ++at) place[layer[at]] = at;
    }
    std::uint64_t crossings = 0;
    for (const LayerSegment& a : graph.segments) {
        for (const LayerSegment& b : graph.segments) {
            if (graph.layer_of[a.upper] != graph.layer_of[b.upper]) continue;
            crossings += place[a.upper] < place[b.upper] && place[a.lower] > place[b.lower] ? 1 : 0;
        }
    }
    return crossings;
}

TEST(OrderLayers, HasAsManyCrossingsAsCountedAndNearlyTheFewest) {
    std::uint64_t found = 0;
    std::uint64_t fewest = 0;
    for (std::uint64_t seed = 0; seed < text::random_cases(120U); ++seed) {
        Random random(seed);
        const std::uint32_t width = 2 + random.below(3);
        const TwoLayers graph = random_layers(random, 3, width);
        const LayeredVertices vertices(graph.layer_of, graph.segments);
        const LayerOrder order = order_layers(vertices);
        ASSERT_EQ(count_crossings(vertices, order), slow_crossings(graph, order));
        found += slow_crossings(graph, order);
        // The fewest over all orders of the three layers.
        LayerOrder tried = order;
        for (auto& layer : tried) std::sort(layer.begin(), layer.end());
        std::uint64_t best = UINT64_MAX;
        do {
            do {
                do {
                    best = std::min(best, count_crossings(vertices, tried));
                } while (std::next_permutation(tried[2].begin(), tried[2].end()));
            } while (std::next_permutation(tried[1].begin(), tried[1].end()));
        } while (std::next_permutation(tried[0].begin(), tried[0].end()));
        fewest += best;
        ASSERT_GE(slow_crossings(graph, order), best);
    }
    EXPECT_LE(static_cast<double>(found), 1.01 * static_cast<double>(fewest));
}

}  // namespace
}  // namespace valla::drawing
