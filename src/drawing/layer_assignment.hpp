#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace valla::drawing {

/// An edge whose end must lie at least `min_span` layers after its begin.
struct SpanEdge {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::int32_t min_span = 1;
};

/// Which edges to turn round so that no cycle is left: the edges that point backwards in an order
/// made by taking away sinks, sources, and else the node with the most edges out over edges in, of
/// equals the first (Eades, Lin and Smyth 1993). Only edges within a strong component are ever
/// turned. Edges from a node to itself must not be among them. Cost: linear.
std::vector<bool> edges_to_turn(std::uint32_t nodes, std::span<const SpanEdge> edges);

/// The layer of each node, the first being 0, so that all edges keep their `min_span` and the sum
/// of their lengths is least (network simplex; Gansner and others 1993, section 2). Nodes that
/// could lie in several layers at no cost go to the one with the fewest nodes. The graph has no
/// cycles and is connected. On large graphs the search stops early, with a longer sum.
std::vector<std::int32_t> assign_layers(std::uint32_t nodes, std::span<const SpanEdge> edges);

}  // namespace valla::drawing
