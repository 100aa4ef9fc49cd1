#include "drawing/graph_drawing.hpp"

#include <algorithm>
#include <cmath>

#include "drawing/label.hpp"

namespace valla::drawing {

namespace {

constexpr Length font = 12 * px;
constexpr Length small_font = 11 * px;
constexpr Length margin = 8 * px;
constexpr Length node_padding = 8 * px;
constexpr int node_lines = 4;
constexpr int edge_lines = 2;

Size padded(const Label& label) {
    return {std::max(label.size.width + 2 * node_padding, 28 * px),
            std::max(label.size.height, line_height(font)) + node_padding};
}

void draw_lines(SvgWriter& svg, std::string_view css_class, const std::vector<std::string>& lines,
                Length size, Point top, SvgWriter::Anchor anchor) {
    Length y = top.y + ascent(size);
    for (const std::string& line : lines) {
        svg.text(css_class, {top.x, y}, line, anchor);
        y += line_height(size);
    }
}

/// From `from`, `distance` towards `to`.
Point towards(Point from, Point to, Length distance) {
    const double x = to.x - from.x;
    const double y = to.y - from.y;
    const double length = std::sqrt(x * x + y * y);
    if (length < 1) return from;
    return {from.x + static_cast<Length>(std::lround(x * distance / length)),
            from.y + static_cast<Length>(std::lround(y * distance / length))};
}

Length distance_between(Point a, Point b) {
    const double x = b.x - a.x;
    const double y = b.y - a.y;
    return static_cast<Length>(std::sqrt(x * x + y * y));
}

/// The line with its corners rounded off; a curve stays within the triangle of its corner.
PathData rounded(const std::vector<Point>& points) {
    constexpr Length radius = 10 * px;
    PathData path;
    path.move(points.front());
    for (std::size_t at = 1; at + 1 < points.size(); ++at) {
        const Point corner = points[at];
        const Length before = std::min(radius, distance_between(points[at - 1], corner) / 2);
        const Length after = std::min(radius, distance_between(corner, points[at + 1]) / 2);
        path.line(towards(corner, points[at - 1], before));
        path.curve(corner, towards(corner, points[at + 1], after));
    }
    path.line(points.back());
    return path;
}

std::string_view look_class(NodeLook look) {
    switch (look) {
        case NodeLook::plain: return "node";
        case NodeLook::strong: return "node strong";
        case NodeLook::doubtful: return "node doubtful";
        case NodeLook::reference: return "node reference";
    }
    return "node";
}

std::string with_look(std::string_view name, EdgeLook look) {
    std::string css_class(name);
    if (look == EdgeLook::doubtful) css_class += " doubtful";
    if (look == EdgeLook::against) css_class += " against";
    return css_class;
}

void draw_edge(SvgWriter& svg, const GraphEdge& edge, const EdgeRoute& route,
               const std::vector<std::string>& label) {
    constexpr Length tip_length = 7 * px;
    svg.open("g");
    if (!edge.tooltip.empty()) svg.title(edge.tooltip);
    std::vector<Point> points = route.points;
    const Point end = points.back();
    const Point base = towards(end, points[points.size() - 2], tip_length);
    points.back() = base;
    svg.path(with_look("edge", edge.look), rounded(points));
    // A quarter turn of the tip's direction, half as wide as the tip is long.
    const Point aside = {-(end.y - base.y) * 2 / 5, (end.x - base.x) * 2 / 5};
    const Point left = {base.x + aside.x, base.y + aside.y};
    const Point right = {base.x - aside.x, base.y - aside.y};
    PathData tip;
    if (edge.look == EdgeLook::against) {
        PathData line;
        svg.path(with_look("edge", edge.look), line.move(base).line(end));
        // Beside the border of the box, where it would not be seen.
        const Point at = towards(end, base, 3 * px);
        tip.move({at.x + 2 * aside.x, at.y + 2 * aside.y});
        tip.line({at.x - 2 * aside.x, at.y - 2 * aside.y});
        svg.path(with_look("edge", edge.look), tip);
    } else {
        tip.move(left).line(end).line(right).close();
        svg.path(with_look("tip", edge.look), tip);
    }
    draw_lines(svg, "small muted", label, small_font, {route.label.centre().x, route.label.y},
               SvgWriter::Anchor::middle);
    svg.close();
}

void draw_node(SvgWriter& svg, const GraphNode& node, const Box& box,
               const std::vector<std::string>& lines, std::string_view title) {
    svg.open("g").set("class", account_class(node.account));
    if (!node.link.empty()) svg.open_link(node.link);
    if (!title.empty()) svg.title(title);
    svg.leaf("rect").set("class", look_class(node.look)).set(box).set("rx", 3 * px);
    const Length height = line_height(font) * static_cast<Length>(std::ssize(lines));
    draw_lines(svg, node.look == NodeLook::strong ? "strong" : "label", lines, font,
               {box.centre().x, box.centre().y - height / 2}, SvgWriter::Anchor::middle);
    if (!node.link.empty()) svg.close();
    svg.close();
}

std::vector<GraphRow> table(const GraphPicture& picture) {
    std::vector<GraphRow> rows;
    std::vector<bool> mentioned(picture.nodes.size());
    for (const GraphEdge& edge : picture.edges) {
        rows.push_back({picture.nodes[edge.from].label, edge.label, picture.nodes[edge.to].label});
        mentioned[edge.from] = mentioned[edge.to] = true;
    }
    for (std::size_t node = 0; node < picture.nodes.size(); ++node) {
        if (!mentioned[node]) rows.push_back({picture.nodes[node].label, "", ""});
    }
    return rows;
}

}  // namespace

GraphParts lay_out_graph(const GraphPicture& picture) {
    GraphParts parts;
    LayeredGraph graph;
    for (const GraphNode& node : picture.nodes) {
        Label label = wrap(node.label, {.font_size = font,
                                        .max_width = picture.label_width,
                                        .max_lines = node_lines,
                                        .bold = node.look == NodeLook::strong});
        graph.nodes.push_back(padded(label));
        parts.node_titles.push_back(node.tooltip.empty() && label.cut ? node.label : node.tooltip);
        parts.node_lines.push_back(std::move(label.lines));
    }
    for (const GraphEdge& edge : picture.edges) {
        Label label = wrap(
            edge.label,
            {.font_size = small_font, .max_width = picture.label_width, .max_lines = edge_lines});
        graph.edges.push_back({edge.from, edge.to, label.size});
        parts.edge_lines.push_back(std::move(label.lines));
    }
    LayeredOptions options;
    options.flow = picture.flow;
    parts.layout = lay_out(graph, options);
    return parts;
}

void draw_graph_into(SvgWriter& svg, const GraphPicture& picture, const GraphParts& parts) {
    for (std::size_t edge = 0; edge < picture.edges.size(); ++edge) {
        draw_edge(svg, picture.edges[edge], parts.layout.edges[edge], parts.edge_lines[edge]);
    }
    for (std::size_t node = 0; node < picture.nodes.size(); ++node) {
        draw_node(svg, picture.nodes[node], parts.layout.nodes[node], parts.node_lines[node],
                  parts.node_titles[node]);
    }
}

GraphDrawing draw_graph(const GraphPicture& picture) {
    const GraphParts parts = lay_out_graph(picture);
    GraphDrawing drawing;
    drawing.size = {parts.layout.size.width + 2 * margin, parts.layout.size.height + 2 * margin};
    SvgWriter svg({.id = picture.id,
                   .size = drawing.size,
                   .title = picture.title,
                   .description = picture.description,
                   .style = std::string(picture.file ? style_sheet() : ""),
                   .mirrored = picture.right_to_left});
    svg.open("g").move({margin, margin});
    draw_graph_into(svg, picture, parts);
    svg.close();
    drawing.svg = std::move(svg).finish();
    drawing.rows = table(picture);
    return drawing;
}

}  // namespace valla::drawing
