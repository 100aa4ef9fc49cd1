#pragma once

#include <cstdint>
#include <vector>

#include "drawing/geometry.hpp"

namespace valla::drawing {

/// An edge of a graph to be laid out, by the indices of its nodes. Edges may be parallel, lead from
/// a node to itself, and form cycles.
struct LayeredEdge {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    Size label = {};  ///< zero: none
};

struct LayeredGraph {
    std::vector<Size> nodes;
    std::vector<LayeredEdge> edges;
};

/// Where edges lead. `left` is `right` mirrored, for pages that are read from right to left.
enum class Flow : std::uint8_t { down, right, left };

struct LayeredOptions {
    Flow flow = Flow::down;
    Length node_gap = 20 * px;   ///< between neighbours of a layer
    Length layer_gap = 36 * px;  ///< at least, between two layers; more where edges run far aside
};

/// The line of an edge, from the border of `from` to the border of `to`.
struct EdgeRoute {
    std::vector<Point> points;
    Box label;             ///< beside the line; without size when the edge has none
    bool against = false;  ///< on a cycle, and drawn against the flow
};

struct LayeredLayout {
    Size size;
    std::vector<Box> nodes;
    std::vector<EdgeRoute> edges;
    std::uint64_t crossings = 0;  ///< of edges
};

/// Draws a directed graph in layers (Sugiyama, Tagawa, Toda 1981), so that edges lead along the
/// flow but for as few as can be found that close cycles. Deterministic: it depends on the order of
/// nodes and edges, and on nothing else.
///
/// - Cycles are opened by the heuristic of Eades, Lin and Smyth (1993), on strong components.
/// - Layers by network simplex, which makes edges as short as possible (Gansner, Koutsofios, North
///   and Vo 1993).
/// - Orders in the layers by weighted medians, transposing and sifting, from several first orders.
/// - Places by Brandes and Koepf (2001), which keeps long edges straight.
///
/// Holds: no two boxes of nodes and labels intersect, and no edge passes through a box of a node or
/// label that is not its own. Parts that are not connected lie side by side. Cost: some
/// milliseconds for a hundred nodes, some seconds for ten thousand; effort shrinks with size so
/// that time grows little faster than the number of nodes and bends.
///
///     const LayeredLayout layout = lay_out({.nodes = {{80 * px, 20 * px}, {80 * px, 20 * px}},
///                                           .edges = {{.from = 0, .to = 1}}});
LayeredLayout lay_out(const LayeredGraph& graph, const LayeredOptions& options = {});

}  // namespace valla::drawing
