// Compares the crossings of layered layouts with those of Graphviz' dot on the same graphs, counted
// by the same counter on the lines as they are drawn.

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "drawing/testing.hpp"

namespace valla::drawing {
namespace {

using testing::Random;

/// Graphs such as chains of reports and derivations give: most edges lead from early to late nodes
/// near by, some far, few back.
LayeredGraph generated_graph(std::uint64_t seed) {
    Random random(seed);
    LayeredGraph graph;
    const std::uint32_t nodes = 12 + random.below(50);
    const std::uint32_t edges = nodes + random.below(nodes);
    const std::uint32_t reach = 4 + random.below(nodes / 2);
    for (std::uint32_t node = 0; node < nodes; ++node) {
        graph.nodes.push_back({static_cast<Length>(40 + random.below(80)) * px, 24 * px});
    }
    for (std::uint32_t edge = 0; edge < edges; ++edge) {
        const std::uint32_t from = random.below(nodes - 1);
        const std::uint32_t to = std::min(nodes - 1, from + 1 + random.below(reach));
        const bool back = random.below(25) == 0;
        graph.edges.push_back({back ? to : from, back ? from : to, {}});
    }
    return graph;
}

std::string in_dot(const LayeredGraph& graph, const std::string& splines) {
    std::ostringstream dot;
    dot << "digraph { splines=" << splines << "; node [shape=box fixedsize=true label=\"\"];\n";
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
        dot << "n" << node << " [width=" << graph.nodes[node].width / 720.0
            << " height=" << graph.nodes[node].height / 720.0 << "];\n";
    }
    for (const LayeredEdge& edge : graph.edges) {
        dot << "n" << edge.from << " -> n" << edge.to << " [dir=none];\n";
    }
    dot << "}\n";
    return dot.str();
}

/// The lines of dot's edges in tenths of a point, its curves cut into short pieces.
std::vector<std::vector<Point>> lines_of_dot(const LayeredGraph& graph,
                                             const std::string& splines) {
    const std::string path = (std::filesystem::temp_directory_path() /
                              ("valla-crossings-" + std::to_string(::getpid()) + ".dot"))
                                 .string();
    std::ofstream(path) << in_dot(graph, splines);
    FILE* const pipe = ::popen(("dot -Tplain " + path + " 2>/dev/null").c_str(), "r");
    std::string output;
    for (int byte = std::fgetc(pipe); byte != EOF; byte = std::fgetc(pipe)) {
        output += static_cast<char>(byte);
    }
    ::pclose(pipe);
    std::filesystem::remove(path);
    std::vector<std::vector<Point>> lines;
    std::istringstream in(output);
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string word;
        words >> word;
        if (word != "edge") continue;
        std::size_t count = 0;
        words >> word >> word >> count;
        std::vector<double> x(count);
        std::vector<double> y(count);
        for (std::size_t at = 0; at < count; ++at) words >> x[at] >> y[at];
        std::vector<Point> points;
        const auto add = [&](double px_x, double px_y) {
            points.push_back({static_cast<Length>(std::lround(px_x * 7200)),
                              static_cast<Length>(std::lround(px_y * 7200))});
        };
        add(x[0], y[0]);
        for (std::size_t at = 0; at + 3 < count; at += 3) {
            constexpr int pieces = 12;
            for (int piece = 1; piece <= pieces; ++piece) {
                const double t = static_cast<double>(piece) / pieces;
                const double s = 1 - t;
                const auto on_curve = [&](const std::vector<double>& v) {
                    return s * s * s * v[at] + 3 * s * s * t * v[at + 1] +
                           3 * s * t * t * v[at + 2] + t * t * t * v[at + 3];
                };
                add(on_curve(x), on_curve(y));
            }
        }
        lines.push_back(std::move(points));
    }
    return lines;
}

std::vector<std::vector<Point>> lines_of(const LayeredLayout& layout) {
    std::vector<std::vector<Point>> lines;
    for (const EdgeRoute& route : layout.edges) lines.push_back(route.points);
    return lines;
}

TEST(Crossings, AreAboutAsFewAsThoseOfDot) {
    if (std::system("dot -V >/dev/null 2>&1") != 0) {
        GTEST_SKIP() << "Graphviz is not installed: nothing to compare with";
    }
    constexpr std::uint64_t graphs = 50;
    std::uint64_t ours = 0;
    std::uint64_t theirs = 0;
    for (std::uint64_t seed = 0; seed < graphs; ++seed) {
        const LayeredGraph graph = generated_graph(seed);
        const std::uint64_t here = testing::drawn_crossings(lines_of(lay_out(graph)));
        const auto curves = lines_of_dot(graph, "true");
        const auto straight = lines_of_dot(graph, "polyline");
        ASSERT_EQ(curves.size(), graph.edges.size());
        const std::uint64_t there =
            std::min(testing::drawn_crossings(curves), testing::drawn_crossings(straight));
        ours += here;
        theirs += there;
        if (std::getenv("VALLA_SHOW_CROSSINGS") != nullptr) {
            std::printf("%2d: %zu nodes, %zu edges: %d crossings, dot %d\n", static_cast<int>(seed),
                        graph.nodes.size(), graph.edges.size(), static_cast<int>(here),
                        static_cast<int>(there));
        }
    }
    RecordProperty("ours", static_cast<int>(ours));
    RecordProperty("dot", static_cast<int>(theirs));
    if (std::getenv("VALLA_SHOW_CROSSINGS") != nullptr) {
        std::printf("all: %d crossings, dot %d\n", static_cast<int>(ours),
                    static_cast<int>(theirs));
    }
    EXPECT_LE(static_cast<double>(ours), 1.1 * static_cast<double>(theirs));
}

}  // namespace
}  // namespace valla::drawing
