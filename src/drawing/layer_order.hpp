#pragma once

#include <cstdint>
#include <vector>

#include "drawing/adjacency.hpp"

namespace valla::drawing {

/// A piece of an edge between two layers that follow each other.
struct LayerSegment {
    std::uint32_t upper = 0;
    std::uint32_t lower = 0;
};

/// A graph whose edges all lead from one layer to the next, long ones through bends.
class LayeredVertices {
  public:
    LayeredVertices(const std::vector<std::int32_t>& layer_of,
                    const std::vector<LayerSegment>& segments);

    [[nodiscard]] std::uint32_t vertices() const {
        return static_cast<std::uint32_t>(layer_of_.size());
    }
    [[nodiscard]] std::uint32_t layers() const { return layers_; }
    [[nodiscard]] std::uint32_t layer_of(std::uint32_t vertex) const { return layer_of_[vertex]; }
    [[nodiscard]] std::size_t segments() const { return segments_; }
    /// The neighbours in the layer before and in the layer after.
    [[nodiscard]] std::span<const std::uint32_t> above(std::uint32_t vertex) const {
        return above_.of(vertex);
    }
    [[nodiscard]] std::span<const std::uint32_t> below(std::uint32_t vertex) const {
        return below_.of(vertex);
    }

  private:
    std::vector<std::uint32_t> layer_of_;
    std::uint32_t layers_ = 0;
    std::size_t segments_ = 0;
    Adjacency above_;
    Adjacency below_;
};

/// The vertices of each layer, from left to right.
using LayerOrder = std::vector<std::vector<std::uint32_t>>;

/// How often segments cross: inversions, counted with a tree of sums (Barth, Juenger and Mutzel
/// 2004). Segments that meet at a vertex do not cross there.
std::uint64_t count_crossings(const LayeredVertices& graph, const LayerOrder& order);

/// An order with few crossings: sweeps by weighted medians, each followed by exchanges of
/// neighbours (Gansner and others 1993, section 3), then sifting (Matuszewski, Schoenfeld and
/// Molitor 1999), from several first orders, the first of which follows the numbers of the
/// vertices. Small graphs get more tries.
LayerOrder order_layers(const LayeredVertices& graph);

}  // namespace valla::drawing
