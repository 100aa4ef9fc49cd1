#pragma once

#include <cstdint>
#include <vector>

#include "drawing/layered_layout.hpp"

namespace valla::drawing {

/// Lays out one connected part of a graph, in a frame where x runs along the layers and y from
/// layer to layer; sizes, too, are given in this frame. The edges' ends are indices into `nodes`.
LayeredLayout lay_out_part(const LayeredGraph& part, Length node_gap, Length layer_gap);

}  // namespace valla::drawing
