// assign_layers() of layer_assignment.hpp.
//
// A spanning tree of edges that are as short as they may be fixes all layers. An edge of the tree
// with a negative cut value is exchanged for one that leads the other way, until there is none;
// then the sum of lengths is least.

#include <algorithm>
#include <cassert>
#include <limits>

#include "drawing/adjacency.hpp"
#include "drawing/layer_assignment.hpp"

namespace valla::drawing {

namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;

class NetworkSimplex {
  public:
    NetworkSimplex(std::uint32_t nodes, std::span<const SpanEdge> edges)
        : edges_(edges),
          out_(
              nodes, edges.size(), [&](std::size_t edge) { return edges[edge].from; },
              [](std::size_t edge) { return static_cast<std::uint32_t>(edge); }),
          in_(
              nodes, edges.size(), [&](std::size_t edge) { return edges[edge].to; },
              [](std::size_t edge) { return static_cast<std::uint32_t>(edge); }),
          layer_(nodes),
          in_tree_(edges.size()),
          cut_value_(edges.size()),
          tree_edges_of_(nodes),
          parent_edge_(nodes, none),
          low_(nodes),
          number_(nodes) {}

    std::vector<std::int32_t> run() {
        longest_paths();
        grow_tight_tree();
        number_tree();
        compute_cut_values();
        constexpr std::size_t work = 400'000'000;
        const std::size_t most = work / (layer_.size() + edges_.size() + 1) + 1;
        for (std::size_t round = 0; round < most; ++round) {
            const std::uint32_t leaving = leaving_edge();
            if (leaving == none) break;
            exchange(leaving, entering_edge(leaving));
        }
        balance();
        return std::move(layer_);
    }

  private:
    [[nodiscard]] std::int32_t slack(std::uint32_t edge) const {
        const SpanEdge& ends = edges_[edge];
        return layer_[ends.to] - layer_[ends.from] - ends.min_span;
    }
    [[nodiscard]] std::uint32_t other_end(std::uint32_t edge, std::uint32_t node) const {
        return edges_[edge].from == node ? edges_[edge].to : edges_[edge].from;
    }
    /// Whether a node is in the part of the tree below another.
    [[nodiscard]] bool below(std::uint32_t node, std::uint32_t top) const {
        return low_[top] <= number_[node] && number_[node] <= number_[top];
    }
    /// The end of a tree edge that lies further from the root.
    [[nodiscard]] std::uint32_t lower_end(std::uint32_t edge) const {
        const SpanEdge& ends = edges_[edge];
        return number_[ends.from] < number_[ends.to] ? ends.from : ends.to;
    }

    void longest_paths() {
        std::vector<std::uint32_t> waiting_for(layer_.size());
        std::vector<std::uint32_t> ready;
        for (const SpanEdge& edge : edges_) ++waiting_for[edge.to];
        for (std::uint32_t node = 0; node < layer_.size(); ++node) {
            if (waiting_for[node] == 0) ready.push_back(node);
        }
        for (std::size_t at = 0; at < ready.size(); ++at) {
            for (const std::uint32_t edge : out_.of(ready[at])) {
                const std::uint32_t to = edges_[edge].to;
                layer_[to] = std::max(layer_[to], layer_[ready[at]] + edges_[edge].min_span);
                if (--waiting_for[to] == 0) ready.push_back(to);
            }
        }
        assert(ready.size() == layer_.size());
    }

    /// Adds to the tree all that tight edges reach from `reached`.
    void reach(std::vector<std::uint32_t>& reached, std::size_t from, std::vector<bool>& inside) {
        for (std::size_t at = from; at < reached.size(); ++at) {
            const std::uint32_t node = reached[at];
            for (const auto& list : {out_.of(node), in_.of(node)}) {
                for (const std::uint32_t edge : list) {
                    const std::uint32_t other = other_end(edge, node);
                    if (inside[other] || slack(edge) != 0) continue;
                    inside[other] = true;
                    reached.push_back(other);
                    add_to_tree(edge);
                }
            }
        }
    }

    void grow_tight_tree() {
        std::vector<bool> inside(layer_.size());
        std::vector<std::uint32_t> reached = {0};
        inside[0] = true;
        reach(reached, 0, inside);
        while (reached.size() < layer_.size()) {
            std::uint32_t nearest = none;
            for (std::uint32_t edge = 0; edge < edges_.size(); ++edge) {
                if (inside[edges_[edge].from] == inside[edges_[edge].to]) continue;
                if (nearest == none || slack(edge) < slack(nearest)) nearest = edge;
            }
            assert(nearest != none && "the graph is connected");
            const std::int32_t shift =
                inside[edges_[nearest].from] ? slack(nearest) : -slack(nearest);
            for (const std::uint32_t node : reached) layer_[node] += shift;
            const std::size_t before = reached.size();
            const std::uint32_t fresh =
                inside[edges_[nearest].from] ? edges_[nearest].to : edges_[nearest].from;
            inside[fresh] = true;
            reached.push_back(fresh);
            add_to_tree(nearest);
            // The shift may have made other edges tight too; the next round finds them, with no
            // shift left to make.
            reach(reached, before, inside);
        }
    }

    void add_to_tree(std::uint32_t edge) {
        in_tree_[edge] = true;
        tree_edges_of_[edges_[edge].from].push_back(edge);
        tree_edges_of_[edges_[edge].to].push_back(edge);
    }
    void remove_from_tree(std::uint32_t edge) {
        in_tree_[edge] = false;
        std::erase(tree_edges_of_[edges_[edge].from], edge);
        std::erase(tree_edges_of_[edges_[edge].to], edge);
    }

    /// Numbers the tree in postorder from node 0: a node's part of the tree has the numbers from
    /// its low_ to its own.
    void number_tree() {
        std::int32_t next_number = 0;
        std::vector<std::pair<std::uint32_t, std::size_t>> walk = {{0, 0}};
        parent_edge_[0] = none;
        low_[0] = 0;
        postorder_.clear();
        while (!walk.empty()) {
            auto& [node, next] = walk.back();
            if (next < tree_edges_of_[node].size()) {
                const std::uint32_t edge = tree_edges_of_[node][next++];
                if (edge == parent_edge_[node]) continue;
                const std::uint32_t child = other_end(edge, node);
                parent_edge_[child] = edge;
                low_[child] = next_number;
                walk.emplace_back(child, 0);
                continue;
            }
            number_[node] = next_number++;
            postorder_.push_back(node);
            walk.pop_back();
        }
    }

    /// The cut value of a tree edge: edges from the part of its begin to the part of its end, less
    /// those the other way. Edges within a part cancel out in the sum over its nodes.
    void compute_cut_values() {
        std::vector<std::int64_t> surplus(layer_.size());  // edges out less edges in, of a part
        for (const std::uint32_t node : postorder_) {
            surplus[node] += std::ssize(out_.of(node)) - std::ssize(in_.of(node));
            const std::uint32_t up = parent_edge_[node];
            if (up == none) continue;
            cut_value_[up] = edges_[up].from == node ? surplus[node] : -surplus[node];
            surplus[other_end(up, node)] += surplus[node];
        }
    }

    std::uint32_t leaving_edge() {
        constexpr int enough = 30;
        std::uint32_t best = none;
        int found = 0;
        const auto count = static_cast<std::uint32_t>(edges_.size());
        for (std::uint32_t step = 0; step < count && found < enough; ++step) {
            const std::uint32_t edge = (search_from_ + step) % count;
            if (!in_tree_[edge] || cut_value_[edge] >= 0) continue;
            if (best == none || cut_value_[edge] < cut_value_[best]) best = edge;
            if (++found == enough) search_from_ = edge;
        }
        return best;
    }

    /// The shortest edge that leads from the part of the leaving edge's end back to that of its
    /// begin.
    [[nodiscard]] std::uint32_t entering_edge(std::uint32_t leaving) const {
        const std::uint32_t top = lower_end(leaving);
        const bool outwards = edges_[leaving].to == top;
        std::uint32_t best = none;
        for (std::uint32_t edge = 0; edge < edges_.size(); ++edge) {
            const bool from_below = below(edges_[edge].from, top);
            const bool to_below = below(edges_[edge].to, top);
            if (from_below == to_below || from_below != outwards) continue;
            if (best == none || slack(edge) < slack(best)) best = edge;
        }
        assert(best != none);
        return best;
    }

    void exchange(std::uint32_t leaving, std::uint32_t entering) {
        const std::uint32_t top = lower_end(leaving);
        const std::int32_t shift = edges_[leaving].from == top ? -slack(entering) : slack(entering);
        if (shift != 0) {
            for (std::int32_t at = low_[top]; at <= number_[top]; ++at) {
                layer_[postorder_[static_cast<std::size_t>(at)]] += shift;
            }
        }
        const std::int64_t value = cut_value_[leaving];
        climb(edges_[entering].from, edges_[entering].to, value, true);
        climb(edges_[entering].to, edges_[entering].from, value, false);
        cut_value_[entering] = -value;
        cut_value_[leaving] = 0;
        remove_from_tree(leaving);
        add_to_tree(entering);
        number_tree();
    }

    /// Changes the cut values on the way from a node up to the lowest common one with `other`.
    void climb(std::uint32_t node, std::uint32_t other, std::int64_t value, bool add_if_upwards) {
        while (!below(other, node)) {
            const std::uint32_t edge = parent_edge_[node];
            const bool upwards = edges_[edge].from == node;
            cut_value_[edge] += upwards == add_if_upwards ? value : -value;
            node = other_end(edge, node);
        }
    }

    /// Nodes with as many edges in as out can move without cost.
    void balance() {
        const std::int32_t first = *std::min_element(layer_.begin(), layer_.end());
        for (std::int32_t& layer : layer_) layer -= first;
        const std::int32_t last = *std::max_element(layer_.begin(), layer_.end());
        std::vector<std::uint32_t> fill(static_cast<std::size_t>(last) + 1);
        for (const std::int32_t layer : layer_) ++fill[static_cast<std::size_t>(layer)];
        for (std::uint32_t node = 0; node < layer_.size(); ++node) {
            if (in_.of(node).empty() || in_.of(node).size() != out_.of(node).size()) continue;
            std::int32_t lowest = 0;
            std::int32_t highest = last;
            for (const std::uint32_t edge : in_.of(node)) {
                lowest = std::max(lowest, layer_[edges_[edge].from] + edges_[edge].min_span);
            }
            for (const std::uint32_t edge : out_.of(node)) {
                highest = std::min(highest, layer_[edges_[edge].to] - edges_[edge].min_span);
            }
            std::int32_t best = layer_[node];
            --fill[static_cast<std::size_t>(best)];
            for (std::int32_t layer = lowest; layer <= highest; ++layer) {
                if (fill[static_cast<std::size_t>(layer)] < fill[static_cast<std::size_t>(best)]) {
                    best = layer;
                }
            }
            layer_[node] = best;
            ++fill[static_cast<std::size_t>(best)];
        }
    }

    std::span<const SpanEdge> edges_;
    Adjacency out_;
    Adjacency in_;
    std::vector<std::int32_t> layer_;
    std::vector<bool> in_tree_;
    std::vector<std::int64_t> cut_value_;
    std::vector<std::vector<std::uint32_t>> tree_edges_of_;
    std::vector<std::uint32_t> parent_edge_;
    std::vector<std::int32_t> low_;
    std::vector<std::int32_t> number_;
    std::vector<std::uint32_t> postorder_;
    std::uint32_t search_from_ = 0;
};

}  // namespace

std::vector<std::int32_t> assign_layers(std::uint32_t nodes, std::span<const SpanEdge> edges) {
    if (nodes == 0) return {};
    return NetworkSimplex(nodes, edges).run();
}

}  // namespace valla::drawing
