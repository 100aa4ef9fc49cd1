#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drawing/layered_layout.hpp"
#include "drawing/style.hpp"

namespace valla::drawing {

/// How a node looks; what that means is the caller's to say.
enum class NodeLook : std::uint8_t { plain, strong, doubtful, reference };
/// Doubtful edges are dashed; those against something have another colour and a bar across the tip.
enum class EdgeLook : std::uint8_t { plain, doubtful, against };

struct GraphNode {
    std::string label;
    std::string tooltip;
    std::string link;  ///< a fragment of the page; empty: none
    NodeLook look = NodeLook::plain;
    std::uint32_t account = no_account;
};

struct GraphEdge {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::string label;
    std::string tooltip;
    EdgeLook look = EdgeLook::plain;
};

struct GraphPicture {
    std::string id = "graph";
    std::string title;
    std::string description;
    std::vector<GraphNode> nodes;
    std::vector<GraphEdge> edges;
    Flow flow = Flow::down;
    Length label_width = 180 * px;  ///< at most, before a label is broken into lines
    bool file = false;              ///< a file of its own, with its style
    bool right_to_left = false;     ///< mirrored: what comes first stands at the right
};

/// The table that says what the picture shows: one row for each edge, and for each node without
/// any, with `to` empty.
struct GraphRow {
    std::string from;
    std::string edge;
    std::string to;
};

struct GraphDrawing {
    Size size;
    std::string svg;
    std::vector<GraphRow> rows;
};

/// Draws boxes with labels and arrows between them, laid out by lay_out(). Labels of any script
/// stay within their boxes, and no boxes overlap.
GraphDrawing draw_graph(const GraphPicture& picture);

/// For pictures that hold a graph among other things: boxes as large as their labels need, and the
/// same drawn into a picture that is open, with its corner at 0, 0.
struct GraphParts {
    LayeredLayout layout;
    std::vector<std::vector<std::string>> node_lines;
    std::vector<std::string> node_titles;  ///< the tooltip, or the label where it was cut
    std::vector<std::vector<std::string>> edge_lines;
};
GraphParts lay_out_graph(const GraphPicture& picture);
void draw_graph_into(SvgWriter& svg, const GraphPicture& picture, const GraphParts& parts);

}  // namespace valla::drawing
