#pragma once

#include <vector>

#include "drawing/geometry.hpp"
#include "drawing/layer_order.hpp"

namespace valla::drawing {

/// How far a vertex reaches to both sides of the line that edges meet, and whether it is only a
/// bend of an edge.
struct VertexExtent {
    Length before = 0;
    Length after = 0;
    bool is_bend = false;
};

/// A coordinate for each vertex, the least border being 0, so that neighbours of a layer keep their
/// order and lie at least `gap` apart, a bend half as far from anything. The pieces of a long edge
/// between two bends lie on one straight line unless two such pieces cross (Brandes and Koepf 2001,
/// each of the four layouts compacted by longest paths); then each straight run moves where its
/// neighbours pull it.
std::vector<Length> place_vertices(const LayeredVertices& graph, const LayerOrder& order,
                                   const std::vector<VertexExtent>& extents, Length gap);

}  // namespace valla::drawing
