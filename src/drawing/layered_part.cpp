#include "drawing/layered_part.hpp"

#include <algorithm>

#include "drawing/layer_assignment.hpp"
#include "drawing/layer_placement.hpp"

namespace valla::drawing {

namespace {

constexpr Length stub = 8 * px;          ///< edges run straight this far before and after a layer
constexpr Length label_offset = 4 * px;  ///< of a label from its line
constexpr Length loop_reach = 14 * px;
constexpr Length port_gap = 10 * px;

/// An edge as it is drawn, downwards: the vertices from its upper to its lower node.
struct Chain {
    std::vector<std::uint32_t> vertices;
    bool turned = false;
    std::uint32_t label = 0;  ///< the vertex that holds the label, or 0 for none
    Length upper_port = 0;
    Length lower_port = 0;
};

/// An end of an edge at a node, ordered by the place of the next vertex.
struct EdgeEnd {
    std::uint32_t place;
    std::uint32_t edge;

    friend auto operator<=>(const EdgeEnd&, const EdgeEnd&) = default;
};

class PartLayout {
  public:
    PartLayout(const LayeredGraph& part, Length node_gap, Length layer_gap)
        : part_(part), node_gap_(node_gap), layer_gap_(layer_gap), chains_(part.edges.size()) {}

    LayeredLayout run() {
        build_vertices();
        const LayeredVertices graph(layer_of_, segments_);
        const LayerOrder order = order_layers(graph);
        x_ = place_vertices(graph, order, extents_, node_gap_);
        LayeredLayout layout;
        layout.crossings = count_crossings(graph, order);
        place_layers(graph);
        place_ports(order);
        place_boxes(layout);
        draw_edges(layout);
        return layout;
    }

  private:
    [[nodiscard]] bool is_loop(std::size_t edge) const {
        return part_.edges[edge].from == part_.edges[edge].to;
    }
    [[nodiscard]] bool has_label(std::size_t edge) const {
        return part_.edges[edge].label.width > 0 && part_.edges[edge].label.height > 0;
    }

    void build_vertices();
    std::uint32_t add_vertex(std::int32_t layer, VertexExtent extent, Length depth);
    void make_room_for_loops();
    void place_layers(const LayeredVertices& graph);
    void place_ports(const LayerOrder& order);
    void spread(std::vector<std::pair<Length, Length*>>& ports, std::uint32_t node) const;
    void place_boxes(LayeredLayout& layout) const;
    void draw_edges(LayeredLayout& layout) const;
    void draw_loops(LayeredLayout& layout) const;

    const LayeredGraph& part_;
    Length node_gap_;
    Length layer_gap_;
    std::vector<Chain> chains_;
    std::vector<std::int32_t> layer_of_;
    std::vector<VertexExtent> extents_;
    std::vector<Length> depth_;  ///< of each vertex, from layer to layer
    std::vector<LayerSegment> segments_;
    std::vector<Length> x_;
    std::vector<Length> layer_top_;
    std::vector<Length> layer_bottom_;
};

std::uint32_t PartLayout::add_vertex(std::int32_t layer, VertexExtent extent, Length depth) {
    layer_of_.push_back(layer);
    extents_.push_back(extent);
    depth_.push_back(depth);
    return static_cast<std::uint32_t>(layer_of_.size() - 1);
}

/// A node's edges to itself share one line on its right, with their labels behind it.
void PartLayout::make_room_for_loops() {
    std::vector<Length> width(part_.nodes.size());
    std::vector<Length> height(part_.nodes.size());
    for (std::size_t edge = 0; edge < part_.edges.size(); ++edge) {
        if (!is_loop(edge)) continue;
        const std::uint32_t node = part_.edges[edge].from;
        width[node] = std::max(width[node], loop_reach);
        if (!has_label(edge)) continue;
        const Size label = part_.edges[edge].label;
        width[node] = std::max(width[node], loop_reach + label_offset + label.width);
        height[node] += label.height + (height[node] > 0 ? label_offset : 0);
    }
    for (std::size_t node = 0; node < part_.nodes.size(); ++node) {
        extents_[node].after += width[node];
        depth_[node] = std::max(depth_[node], height[node]);
    }
}

void PartLayout::build_vertices() {
    const auto nodes = static_cast<std::uint32_t>(part_.nodes.size());
    std::vector<SpanEdge> edges;
    std::vector<std::uint32_t> number;
    for (std::uint32_t edge = 0; edge < part_.edges.size(); ++edge) {
        if (is_loop(edge)) continue;
        const LayeredEdge& ends = part_.edges[edge];
        edges.push_back({ends.from, ends.to, has_label(edge) ? 2 : 1});
        number.push_back(edge);
    }
    const std::vector<bool> turn = edges_to_turn(nodes, edges);
    for (std::size_t edge = 0; edge < edges.size(); ++edge) {
        if (!turn[edge]) continue;
        std::swap(edges[edge].from, edges[edge].to);
        chains_[number[edge]].turned = true;
    }
    const std::vector<std::int32_t> layers = assign_layers(nodes, edges);
    for (std::uint32_t node = 0; node < nodes; ++node) {
        const Size size = part_.nodes[node];
        add_vertex(layers[node], {size.width / 2, size.width - size.width / 2, false}, size.height);
    }
    make_room_for_loops();
    for (std::size_t edge = 0; edge < edges.size(); ++edge) {
        Chain& chain = chains_[number[edge]];
        const std::int32_t first = layers[edges[edge].from];
        const std::int32_t last = layers[edges[edge].to];
        const std::int32_t label_layer =
            has_label(number[edge]) ? first + (last - first) / 2 : first;
        chain.vertices.push_back(edges[edge].from);
        for (std::int32_t layer = first + 1; layer < last; ++layer) {
            if (layer == label_layer) {
                const Size label = part_.edges[number[edge]].label;
                chain.label =
                    add_vertex(layer, {0, label_offset + label.width, true}, label.height);
                chain.vertices.push_back(chain.label);
            } else {
                chain.vertices.push_back(add_vertex(layer, {0, 0, true}, 0));
            }
        }
        chain.vertices.push_back(edges[edge].to);
        for (std::size_t at = 0; at + 1 < chain.vertices.size(); ++at) {
            segments_.push_back({chain.vertices[at], chain.vertices[at + 1]});
        }
    }
}

void PartLayout::place_layers(const LayeredVertices& graph) {
    std::vector<Length> depth(graph.layers());
    std::vector<bool> has_nodes(graph.layers());
    std::vector<Length> run(graph.layers());  // the furthest that an edge goes aside behind it
    for (std::uint32_t vertex = 0; vertex < graph.vertices(); ++vertex) {
        const std::uint32_t layer = graph.layer_of(vertex);
        depth[layer] = std::max(depth[layer], depth_[vertex]);
        if (vertex < part_.nodes.size()) has_nodes[layer] = true;
        for (const std::uint32_t below : graph.below(vertex)) {
            run[layer] = std::max(run[layer], std::abs(x_[below] - x_[vertex]));
        }
    }
    layer_top_.resize(graph.layers());
    layer_bottom_.resize(graph.layers());
    Length y = 0;
    for (std::uint32_t layer = 0; layer < graph.layers(); ++layer) {
        layer_top_[layer] = y;
        y += depth[layer];
        layer_bottom_[layer] = y;
        if (layer + 1 == graph.layers()) break;
        const bool full = has_nodes[layer] && has_nodes[layer + 1];
        const Length least = std::max(full ? layer_gap_ : layer_gap_ * 2 / 3, 3 * stub);
        y += least + std::min(run[layer] / 12, 2 * layer_gap_);
    }
}

/// Moves ports, given in their order with the places where they want to be, so that they keep
/// apart within the middle part of the node's border.
void PartLayout::spread(std::vector<std::pair<Length, Length*>>& ports, std::uint32_t node) const {
    if (ports.empty()) return;
    const Length reach = part_.nodes[node].width * 2 / 5;
    const auto count = static_cast<Length>(ports.size());
    const Length apart = count == 1 ? 0 : std::min(port_gap, 2 * reach / (count - 1));
    const Length first = x_[node] - reach;
    const Length last = x_[node] + reach;
    std::vector<Length> from_left(ports.size());
    std::vector<Length> from_right(ports.size());
    for (Length at = 0; at < count; ++at) {
        const auto index = static_cast<std::size_t>(at);
        const Length wanted = std::clamp(ports[index].first, first, last);
        from_left[index] = at == 0 ? wanted : std::max(wanted, from_left[index - 1] + apart);
    }
    for (Length at = count - 1; at >= 0; --at) {
        const auto index = static_cast<std::size_t>(at);
        const Length wanted = std::clamp(ports[index].first, first, last);
        const bool at_end = at + 1 == count;
        from_right[index] = at_end ? wanted : std::min(wanted, from_right[index + 1] - apart);
        from_left[index] = std::min(from_left[index], at_end ? last : from_left[index + 1] - apart);
    }
    for (Length at = 0; at < count; ++at) {
        const auto index = static_cast<std::size_t>(at);
        from_right[index] =
            std::max(from_right[index], at == 0 ? first : from_right[index - 1] + apart);
        *ports[index].second = (from_left[index] + from_right[index]) / 2;
    }
}

/// Where edges meet the borders of nodes: as near as may be to straight lines towards the vertices
/// or ports at their other ends.
void PartLayout::place_ports(const LayerOrder& order) {
    std::vector<std::uint32_t> place(x_.size());
    for (const auto& layer : order) {
        for (std::uint32_t at = 0; at < layer.size(); ++at) place[layer[at]] = at;
    }
    std::vector<std::vector<EdgeEnd>> upper_ends(part_.nodes.size());
    std::vector<std::vector<EdgeEnd>> lower_ends(part_.nodes.size());
    for (std::uint32_t edge = 0; edge < chains_.size(); ++edge) {
        if (is_loop(edge)) continue;
        Chain& chain = chains_[edge];
        const auto& vertices = chain.vertices;
        upper_ends[vertices.front()].push_back({place[vertices[1]], edge});
        lower_ends[vertices.back()].push_back({place[vertices[vertices.size() - 2]], edge});
        chain.upper_port = x_[vertices.front()];
        chain.lower_port = x_[vertices.back()];
    }
    for (std::uint32_t node = 0; node < part_.nodes.size(); ++node) {
        std::sort(upper_ends[node].begin(), upper_ends[node].end());
        std::sort(lower_ends[node].begin(), lower_ends[node].end());
    }
    std::vector<std::pair<Length, Length*>> ports;
    for (int round = 0; round < 2; ++round) {
        for (std::uint32_t node = 0; node < part_.nodes.size(); ++node) {
            ports.clear();
            for (const EdgeEnd& end : upper_ends[node]) {
                Chain& chain = chains_[end.edge];
                const bool direct = chain.vertices.size() == 2;
                ports.emplace_back(direct ? chain.lower_port : x_[chain.vertices[1]],
                                   &chain.upper_port);
            }
            spread(ports, node);
        }
        for (std::uint32_t node = 0; node < part_.nodes.size(); ++node) {
            ports.clear();
            for (const EdgeEnd& end : lower_ends[node]) {
                Chain& chain = chains_[end.edge];
                const bool direct = chain.vertices.size() == 2;
                const Length wanted =
                    direct ? chain.upper_port : x_[chain.vertices[chain.vertices.size() - 2]];
                ports.emplace_back(wanted, &chain.lower_port);
            }
            spread(ports, node);
        }
    }
}

void PartLayout::place_boxes(LayeredLayout& layout) const {
    for (std::uint32_t node = 0; node < part_.nodes.size(); ++node) {
        const Size size = part_.nodes[node];
        const auto layer = static_cast<std::size_t>(layer_of_[node]);
        const Length middle = (layer_top_[layer] + layer_bottom_[layer]) / 2;
        layout.nodes.push_back(
            {x_[node] - size.width / 2, middle - size.height / 2, size.width, size.height});
    }
    for (std::size_t vertex = 0; vertex < x_.size(); ++vertex) {
        layout.size.width = std::max(layout.size.width, x_[vertex] + extents_[vertex].after);
    }
    layout.size.height = layer_bottom_.back();
}

/// Leaves out points on the way between their neighbours.
void add_point(std::vector<Point>& points, Point point) {
    if (!points.empty() && points.back() == point) return;
    if (points.size() >= 2 && points.back().x == point.x &&
        points[points.size() - 2].x == point.x) {
        points.back() = point;
        return;
    }
    points.push_back(point);
}

void PartLayout::draw_edges(LayeredLayout& layout) const {
    layout.edges.resize(part_.edges.size());
    for (std::size_t edge = 0; edge < part_.edges.size(); ++edge) {
        if (is_loop(edge)) continue;
        const Chain& chain = chains_[edge];
        EdgeRoute& route = layout.edges[edge];
        route.against = chain.turned;
        for (std::size_t at = 0; at < chain.vertices.size(); ++at) {
            const std::uint32_t vertex = chain.vertices[at];
            const auto layer = static_cast<std::size_t>(layer_of_[vertex]);
            const bool is_first = at == 0;
            const bool is_last = at + 1 == chain.vertices.size();
            const Length x = is_first ? chain.upper_port : is_last ? chain.lower_port : x_[vertex];
            const Length top = layer_top_[layer] - stub;
            const Length bottom = layer_bottom_[layer] + stub;
            add_point(route.points, {x, is_first ? layout.nodes[vertex].bottom() : top});
            add_point(route.points, {x, is_last ? layout.nodes[vertex].y : bottom});
        }
        if (chain.turned) std::reverse(route.points.begin(), route.points.end());
        if (!has_label(edge)) continue;
        const Size label = part_.edges[edge].label;
        const auto layer = static_cast<std::size_t>(layer_of_[chain.label]);
        const Length middle = (layer_top_[layer] + layer_bottom_[layer]) / 2;
        route.label = {x_[chain.label] + label_offset, middle - label.height / 2, label.width,
                       label.height};
    }
    draw_loops(layout);
}

void PartLayout::draw_loops(LayeredLayout& layout) const {
    std::vector<Length> label_height(part_.nodes.size());
    for (std::size_t edge = 0; edge < part_.edges.size(); ++edge) {
        if (!is_loop(edge) || !has_label(edge)) continue;
        Length& height = label_height[part_.edges[edge].from];
        height += part_.edges[edge].label.height + (height > 0 ? label_offset : 0);
    }
    std::vector<Length> used(part_.nodes.size());
    for (std::size_t edge = 0; edge < part_.edges.size(); ++edge) {
        if (!is_loop(edge)) continue;
        const std::uint32_t node = part_.edges[edge].from;
        const Box& box = layout.nodes[node];
        const Length half = std::min(box.height / 4, 8 * px);
        const Length middle = box.y + box.height / 2;
        const Length far = box.right() + loop_reach;
        EdgeRoute& route = layout.edges[edge];
        route.points = {{box.right(), middle - half},
                        {far, middle - half},
                        {far, middle + half},
                        {box.right(), middle + half}};
        if (!has_label(edge)) continue;
        const Size label = part_.edges[edge].label;
        route.label = {far + label_offset, middle - label_height[node] / 2 + used[node],
                       label.width, label.height};
        used[node] += label.height + label_offset;
    }
}

}  // namespace

LayeredLayout lay_out_part(const LayeredGraph& part, Length node_gap, Length layer_gap) {
    return PartLayout(part, node_gap, layer_gap).run();
}

}  // namespace valla::drawing
