// edges_to_turn() of layer_assignment.hpp.

#include <algorithm>
#include <set>
#include <utility>

#include "drawing/adjacency.hpp"
#include "drawing/layer_assignment.hpp"

namespace valla::drawing {

namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;

/// The strong component of each node (Tarjan 1972), with a stack of its own.
std::vector<std::uint32_t> strong_components(std::uint32_t nodes, const Adjacency& successors) {
    std::vector<std::uint32_t> component(nodes, none);
    std::vector<std::uint32_t> number(nodes, none);
    std::vector<std::uint32_t> low(nodes);
    std::vector<std::uint32_t> waiting;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> walk;  // node, next successor
    std::uint32_t numbers = 0;
    std::uint32_t components = 0;
    for (std::uint32_t root = 0; root < nodes; ++root) {
        if (number[root] != none) continue;
        walk.emplace_back(root, 0);
        while (!walk.empty()) {
            auto& [node, next] = walk.back();
            if (next == 0) {
                number[node] = low[node] = numbers++;
                waiting.push_back(node);
            }
            const auto list = successors.of(node);
            if (next < list.size()) {
                const std::uint32_t successor = list[next++];
                if (number[successor] == none) {
                    walk.emplace_back(successor, 0);
                } else if (component[successor] == none) {
                    low[node] = std::min(low[node], number[successor]);
                }
                continue;
            }
            const std::uint32_t done = node;
            walk.pop_back();
            if (!walk.empty()) {
                low[walk.back().first] = std::min(low[walk.back().first], low[done]);
            }
            if (low[done] != number[done]) continue;
            for (std::uint32_t member = none; member != done;) {
                member = waiting.back();
                waiting.pop_back();
                component[member] = components;
            }
            ++components;
        }
    }
    return component;
}

/// Nodes of one strong component in an order with few edges backwards.
class GreedyOrder {
  public:
    GreedyOrder(std::uint32_t nodes, std::span<const SpanEdge> edges,
                const std::vector<std::uint32_t>& component)
        : out_(nodes), in_(nodes), taken_(nodes), place_(nodes) {
        for (const SpanEdge& edge : edges) {
            if (component[edge.from] != component[edge.to]) continue;
            inner_.push_back(edge);
            ++out_[edge.from];
            ++in_[edge.to];
        }
    }

    /// The place of each node in the order.
    std::vector<std::int64_t> run() {
        const auto nodes = static_cast<std::uint32_t>(out_.size());
        const Adjacency successors(
            nodes, inner_.size(), [&](std::size_t edge) { return inner_[edge].from; },
            [&](std::size_t edge) { return inner_[edge].to; });
        const Adjacency predecessors(
            nodes, inner_.size(), [&](std::size_t edge) { return inner_[edge].to; },
            [&](std::size_t edge) { return inner_[edge].from; });
        for (std::uint32_t node = 0; node < nodes; ++node) {
            best_.insert(key(node));
            if (out_[node] == 0) sinks_.push_back(node);
        }
        std::int64_t front = 0;
        std::int64_t back = nodes;
        while (!best_.empty()) {
            std::uint32_t node = none;
            while (!sinks_.empty() && node == none) {
                node = sinks_.back();
                sinks_.pop_back();
                if (taken_[node]) node = none;
            }
            const bool at_end = node != none;
            // The set begins with sources, then the node with the greatest difference.
            if (!at_end) node = best_.begin()->node;
            take(node);
            place_[node] = at_end ? back-- : front++;
            for (const std::uint32_t successor : successors.of(node)) change(successor, in_);
            for (const std::uint32_t predecessor : predecessors.of(node)) {
                change(predecessor, out_);
                if (!taken_[predecessor] && out_[predecessor] == 0) sinks_.push_back(predecessor);
            }
        }
        return place_;
    }

  private:
    struct Key {
        bool inner;  ///< not a source
        std::int64_t in_minus_out;
        std::uint32_t node;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    [[nodiscard]] Key key(std::uint32_t node) const {
        return {in_[node] != 0, std::int64_t{in_[node]} - out_[node], node};
    }
    void take(std::uint32_t node) {
        best_.erase(key(node));
        taken_[node] = true;
    }
    void change(std::uint32_t node, std::vector<std::uint32_t>& degree) {
        if (taken_[node]) return;
        best_.erase(key(node));
        --degree[node];
        best_.insert(key(node));
    }

    std::vector<SpanEdge> inner_;
    std::vector<std::uint32_t> out_;
    std::vector<std::uint32_t> in_;
    std::vector<bool> taken_;
    std::vector<std::int64_t> place_;
    std::vector<std::uint32_t> sinks_;
    std::set<Key> best_;
};

}  // namespace

std::vector<bool> edges_to_turn(std::uint32_t nodes, std::span<const SpanEdge> edges) {
    const Adjacency successors(
        nodes, edges.size(), [&](std::size_t edge) { return edges[edge].from; },
        [&](std::size_t edge) { return edges[edge].to; });
    const std::vector<std::uint32_t> component = strong_components(nodes, successors);
    const std::vector<std::int64_t> place = GreedyOrder(nodes, edges, component).run();
    std::vector<bool> turn(edges.size());
    for (std::size_t edge = 0; edge < edges.size(); ++edge) {
        turn[edge] = component[edges[edge].from] == component[edges[edge].to] &&
                     place[edges[edge].from] > place[edges[edge].to];
    }
    return turn;
}

}  // namespace valla::drawing
