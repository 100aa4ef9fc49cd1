#include "drawing/layered_layout.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "drawing/layered_part.hpp"

namespace valla::drawing {

namespace {

/// The connected parts, by their first nodes; in each the indices of nodes and edges.
struct Part {
    std::vector<std::uint32_t> nodes;
    std::vector<std::uint32_t> edges;
};

std::vector<Part> connected_parts(const LayeredGraph& graph) {
    const auto count = static_cast<std::uint32_t>(graph.nodes.size());
    std::vector<std::uint32_t> leader(count);
    std::iota(leader.begin(), leader.end(), 0);
    const auto find = [&](std::uint32_t node) {
        while (leader[node] != node) node = leader[node] = leader[leader[node]];
        return node;
    };
    for (const LayeredEdge& edge : graph.edges) {
        assert(edge.from < count && edge.to < count);
        const std::uint32_t a = find(edge.from);
        const std::uint32_t b = find(edge.to);
        leader[std::max(a, b)] = std::min(a, b);
    }
    std::vector<Part> parts;
    std::vector<std::uint32_t> part_of(count);
    for (std::uint32_t node = 0; node < count; ++node) {
        const std::uint32_t first = find(node);
        if (first == node) {
            part_of[node] = static_cast<std::uint32_t>(parts.size());
            parts.emplace_back();
        }
        part_of[node] = part_of[first];
        parts[part_of[node]].nodes.push_back(node);
    }
    for (std::uint32_t edge = 0; edge < graph.edges.size(); ++edge) {
        parts[part_of[graph.edges[edge].from]].edges.push_back(edge);
    }
    return parts;
}

Size turned(Size size, bool turn) { return turn ? Size{size.height, size.width} : size; }
Point turned(Point point, bool turn) { return turn ? Point{point.y, point.x} : point; }
Box turned(const Box& box, bool turn) {
    return turn ? Box{box.y, box.x, box.height, box.width} : box;
}
Box moved(Box box, Point by) { return {box.x + by.x, box.y + by.y, box.width, box.height}; }

/// Corners for boxes side by side in rows about as wide as they are high together.
std::vector<Point> pack(const std::vector<Size>& sizes, Length gap, Size& whole) {
    double area = 0;
    Length widest = 0;
    for (const Size size : sizes) {
        area += static_cast<double>(size.width + gap) * static_cast<double>(size.height + gap);
        widest = std::max(widest, size.width);
    }
    constexpr double wider_than_high = 1.6;
    const Length width = std::max(widest, static_cast<Length>(std::sqrt(area * wider_than_high)));
    std::vector<Point> corners;
    Point at;
    Length row_height = 0;
    whole = {};
    for (const Size size : sizes) {
        if (at.x > 0 && at.x + size.width > width) {
            at = {0, at.y + row_height + gap};
            row_height = 0;
        }
        corners.push_back(at);
        whole.width = std::max(whole.width, at.x + size.width);
        whole.height = std::max(whole.height, at.y + size.height);
        at.x += size.width + gap;
        row_height = std::max(row_height, size.height);
    }
    return corners;
}

void mirror(LayeredLayout& layout) {
    const Length width = layout.size.width;
    const auto mirrored = [&](Box box) {
        return Box{width - box.right(), box.y, box.width, box.height};
    };
    for (Box& box : layout.nodes) box = mirrored(box);
    for (EdgeRoute& route : layout.edges) {
        route.label = mirrored(route.label);
        for (Point& point : route.points) point.x = width - point.x;
    }
}

}  // namespace

LayeredLayout lay_out(const LayeredGraph& graph, const LayeredOptions& options) {
    const bool turn = options.flow != Flow::down;
    const std::vector<Part> parts = connected_parts(graph);
    std::vector<LayeredLayout> layouts;
    std::vector<Size> sizes;
    std::vector<std::uint32_t> index(graph.nodes.size());
    for (const Part& part : parts) {
        LayeredGraph subgraph;
        for (const std::uint32_t node : part.nodes) {
            index[node] = static_cast<std::uint32_t>(subgraph.nodes.size());
            subgraph.nodes.push_back(turned(graph.nodes[node], turn));
        }
        for (const std::uint32_t number : part.edges) {
            const LayeredEdge& edge = graph.edges[number];
            subgraph.edges.push_back({index[edge.from], index[edge.to], turned(edge.label, turn)});
        }
        layouts.push_back(lay_out_part(subgraph, options.node_gap, options.layer_gap));
        sizes.push_back(turned(layouts.back().size, turn));
    }
    LayeredLayout whole;
    whole.nodes.resize(graph.nodes.size());
    whole.edges.resize(graph.edges.size());
    const std::vector<Point> corners = pack(sizes, 2 * options.node_gap, whole.size);
    for (std::size_t number = 0; number < parts.size(); ++number) {
        const Part& part = parts[number];
        LayeredLayout& layout = layouts[number];
        whole.crossings += layout.crossings;
        for (std::size_t at = 0; at < part.nodes.size(); ++at) {
            whole.nodes[part.nodes[at]] = moved(turned(layout.nodes[at], turn), corners[number]);
        }
        for (std::size_t at = 0; at < part.edges.size(); ++at) {
            EdgeRoute& route = whole.edges[part.edges[at]];
            route = std::move(layout.edges[at]);
            route.label = moved(turned(route.label, turn), corners[number]);
            for (Point& point : route.points) {
                point = turned(point, turn);
                point = {point.x + corners[number].x, point.y + corners[number].y};
            }
        }
    }
    if (options.flow == Flow::left) mirror(whole);
    return whole;
}

}  // namespace valla::drawing
