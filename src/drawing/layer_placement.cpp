#include "drawing/layer_placement.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <numeric>

namespace valla::drawing {

namespace {

class Placement {
  public:
    Placement(const LayeredVertices& graph, const LayerOrder& order,
              const std::vector<VertexExtent>& extents, Length gap)
        : graph_(graph), order_(order), extents_(extents), gap_(gap), place_(graph.vertices()) {
        for (const auto& layer : order_) {
            for (std::uint32_t at = 0; at < layer.size(); ++at) place_[layer[at]] = at;
        }
    }

    std::vector<Length> run() {
        find_conflicts();
        std::array<std::vector<Length>, 4> layouts;
        for (std::size_t layout = 0; layout < layouts.size(); ++layout) {
            layouts[layout] = lay_out(layout / 2 == 0, layout % 2 == 0);
        }
        std::vector<Length> places = balance(layouts);
        straighten(places);
        Length least = std::numeric_limits<Length>::max();
        for (std::uint32_t vertex = 0; vertex < places.size(); ++vertex) {
            least = std::min(least, places[vertex] - extents_[vertex].before);
        }
        for (Length& place : places) place -= least;
        return places;
    }

  private:
    [[nodiscard]] Length distance(std::uint32_t left, std::uint32_t right) const {
        const bool bend = extents_[left].is_bend || extents_[right].is_bend;
        return extents_[left].after + (bend ? gap_ / 2 : gap_) + extents_[right].before;
    }
    /// Whether the segment to the one neighbour above is a piece between two bends.
    [[nodiscard]] bool is_inner(std::uint32_t lower) const {
        return extents_[lower].is_bend && extents_[graph_.above(lower)[0]].is_bend;
    }
    static std::uint64_t key(std::uint32_t upper, std::uint32_t lower) {
        return std::uint64_t{upper} << 32 | lower;
    }

    void find_conflicts();
    [[nodiscard]] bool in_conflict(std::uint32_t upper, std::uint32_t lower) const {
        return std::binary_search(conflicts_.begin(), conflicts_.end(), key(upper, lower));
    }
    [[nodiscard]] std::vector<Length> lay_out(bool downwards, bool from_left) const;
    void align(bool downwards, bool from_left, std::vector<std::uint32_t>& root) const;
    [[nodiscard]] std::vector<Length> compact(const std::vector<std::uint32_t>& root,
                                              bool from_left) const;
    [[nodiscard]] std::vector<Length> balance(std::array<std::vector<Length>, 4>& layouts) const;
    void straighten(std::vector<Length>& places) const;

    const LayeredVertices& graph_;
    const LayerOrder& order_;
    const std::vector<VertexExtent>& extents_;
    Length gap_;
    std::vector<std::uint32_t> place_;
    std::vector<std::uint64_t> conflicts_;  ///< sorted
};

/// Segments that cross a piece between two bends give way to it.
void Placement::find_conflicts() {
    for (std::size_t layer = 0; layer + 1 < order_.size(); ++layer) {
        const auto& lower = order_[layer + 1];
        const auto last = static_cast<std::uint32_t>(order_[layer].size() - 1);
        std::uint32_t left = 0;
        std::size_t next = 0;
        for (std::size_t at = 0; at < lower.size(); ++at) {
            const bool inner = is_inner(lower[at]);
            if (!inner && at + 1 != lower.size()) continue;
            const std::uint32_t right = inner ? place_[graph_.above(lower[at])[0]] : last;
            for (; next <= at; ++next) {
                for (const std::uint32_t upper : graph_.above(lower[next])) {
                    if (place_[upper] < left || place_[upper] > right) {
                        conflicts_.push_back(key(upper, lower[next]));
                    }
                }
            }
            left = right;
        }
    }
    std::sort(conflicts_.begin(), conflicts_.end());
}

/// Joins each vertex with the median of its neighbours, if nothing joined lies between; `root`
/// becomes the first vertex of what is joined.
void Placement::align(bool downwards, bool from_left, std::vector<std::uint32_t>& root) const {
    std::vector<bool> taken(graph_.vertices());
    std::vector<std::uint32_t> neighbours;
    for (std::size_t step = 1; step < order_.size(); ++step) {
        const auto& layer = order_[downwards ? step : order_.size() - 1 - step];
        std::int64_t border = -1;
        const auto rank = [&](std::uint32_t vertex) {
            return from_left ? std::int64_t{place_[vertex]} : -std::int64_t{place_[vertex]};
        };
        border = std::numeric_limits<std::int64_t>::min();
        for (std::size_t at = 0; at < layer.size(); ++at) {
            const std::uint32_t vertex = layer[from_left ? at : layer.size() - 1 - at];
            const auto list = downwards ? graph_.above(vertex) : graph_.below(vertex);
            if (list.empty()) continue;
            neighbours.assign(list.begin(), list.end());
            std::sort(neighbours.begin(), neighbours.end(),
                      [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
            for (const std::size_t middle : {(neighbours.size() - 1) / 2, neighbours.size() / 2}) {
                const std::uint32_t other = neighbours[middle];
                const bool conflict =
                    downwards ? in_conflict(other, vertex) : in_conflict(vertex, other);
                if (conflict || taken[other] || rank(other) <= border) continue;
                root[vertex] = root[other];
                taken[other] = true;
                border = rank(other);
                break;
            }
        }
    }
}

std::vector<Length> Placement::compact(const std::vector<std::uint32_t>& root,
                                       bool from_left) const {
    struct Gap {
        std::uint32_t left;
        std::uint32_t right;
        Length distance;
    };
    std::vector<Gap> gaps;
    for (const auto& layer : order_) {
        for (std::size_t at = 0; at + 1 < layer.size(); ++at) {
            const std::uint32_t left = root[layer[at]];
            const std::uint32_t right = root[layer[at + 1]];
            const Length apart = distance(layer[at], layer[at + 1]);
            gaps.push_back(from_left ? Gap{left, right, apart} : Gap{right, left, apart});
        }
    }
    const Adjacency after(
        graph_.vertices(), gaps.size(), [&](std::size_t gap) { return gaps[gap].left; },
        [](std::size_t gap) { return static_cast<std::uint32_t>(gap); });
    std::vector<std::uint32_t> waiting_for(graph_.vertices());
    for (const Gap& gap : gaps) ++waiting_for[gap.right];
    std::vector<std::uint32_t> ready;
    for (std::uint32_t vertex = 0; vertex < graph_.vertices(); ++vertex) {
        if (root[vertex] == vertex && waiting_for[vertex] == 0) ready.push_back(vertex);
    }
    std::vector<Length> place(graph_.vertices());
    for (std::size_t at = 0; at < ready.size(); ++at) {
        for (const std::uint32_t gap : after.of(ready[at])) {
            const std::uint32_t right = gaps[gap].right;
            place[right] = std::max(place[right], place[ready[at]] + gaps[gap].distance);
            if (--waiting_for[right] == 0) ready.push_back(right);
        }
    }
    // What can move towards its neighbour without moving it does.
    for (std::size_t at = ready.size(); at > 0; --at) {
        const std::uint32_t vertex = ready[at - 1];
        Length most = std::numeric_limits<Length>::max();
        for (const std::uint32_t gap : after.of(vertex)) {
            most = std::min(most, place[gaps[gap].right] - gaps[gap].distance);
        }
        if (!after.of(vertex).empty()) place[vertex] = std::max(place[vertex], most);
    }
    for (std::uint32_t vertex = 0; vertex < place.size(); ++vertex) {
        place[vertex] = place[root[vertex]];
    }
    if (!from_left) {
        for (Length& at : place) at = -at;
    }
    return place;
}

std::vector<Length> Placement::lay_out(bool downwards, bool from_left) const {
    std::vector<std::uint32_t> root(graph_.vertices());
    std::iota(root.begin(), root.end(), 0);
    align(downwards, from_left, root);
    return compact(root, from_left);
}

/// The mean of the middle two of four layouts that are moved over the narrowest.
std::vector<Length> Placement::balance(std::array<std::vector<Length>, 4>& layouts) const {
    struct Range {
        Length first = std::numeric_limits<Length>::max();
        Length last = std::numeric_limits<Length>::min();
    };
    std::array<Range, 4> ranges;
    std::size_t narrowest = 0;
    for (std::size_t layout = 0; layout < layouts.size(); ++layout) {
        Range& range = ranges[layout];
        for (std::uint32_t vertex = 0; vertex < graph_.vertices(); ++vertex) {
            const Length at = layouts[layout][vertex];
            range.first = std::min(range.first, at - extents_[vertex].before);
            range.last = std::max(range.last, at + extents_[vertex].after);
        }
        const Range& best = ranges[narrowest];
        if (range.last - range.first < best.last - best.first) narrowest = layout;
    }
    for (std::size_t layout = 0; layout < layouts.size(); ++layout) {
        const bool from_left = layout % 2 == 0;
        const Length shift = from_left ? ranges[narrowest].first - ranges[layout].first
                                       : ranges[narrowest].last - ranges[layout].last;
        for (Length& at : layouts[layout]) at += shift;
    }
    std::vector<Length> places(graph_.vertices());
    for (std::uint32_t vertex = 0; vertex < graph_.vertices(); ++vertex) {
        std::array<Length, 4> four = {layouts[0][vertex], layouts[1][vertex], layouts[2][vertex],
                                      layouts[3][vertex]};
        std::sort(four.begin(), four.end());
        places[vertex] = (four[1] + four[2]) >> 1;
    }
    return places;
}

/// Moves single vertices and straight runs of bends to the median of their neighbours' places, as
/// far as those beside them allow; the sum of all distances along the layers falls with each move.
void Placement::straighten(std::vector<Length>& places) const {
    std::vector<std::vector<std::uint32_t>> runs;
    std::vector<bool> in_run(graph_.vertices());
    for (const auto& layer : order_) {
        for (const std::uint32_t first : layer) {
            if (in_run[first]) continue;
            std::vector<std::uint32_t> run = {first};
            while (extents_[run.back()].is_bend) {
                const std::uint32_t next = graph_.below(run.back())[0];
                if (!extents_[next].is_bend || places[next] != places[first]) break;
                run.push_back(next);
            }
            for (const std::uint32_t vertex : run) in_run[vertex] = true;
            runs.push_back(std::move(run));
        }
    }
    std::vector<Length> pulls;
    const auto settle = [&](const std::vector<std::uint32_t>& run) {
        Length least = std::numeric_limits<Length>::min() / 2;
        Length most = std::numeric_limits<Length>::max() / 2;
        for (const std::uint32_t vertex : run) {
            const auto& layer = order_[graph_.layer_of(vertex)];
            const std::uint32_t at = place_[vertex];
            if (at > 0) {
                least = std::max(least, places[layer[at - 1]] + distance(layer[at - 1], vertex));
            }
            if (at + 1 < layer.size()) {
                most = std::min(most, places[layer[at + 1]] - distance(vertex, layer[at + 1]));
            }
        }
        pulls.clear();
        for (const std::uint32_t above : graph_.above(run.front())) pulls.push_back(places[above]);
        for (const std::uint32_t below : graph_.below(run.back())) pulls.push_back(places[below]);
        if (pulls.empty()) return;
        std::sort(pulls.begin(), pulls.end());
        const Length low = pulls[(pulls.size() - 1) / 2];
        const Length high = pulls[pulls.size() / 2];
        // Between two middle neighbours the middle looks best, and costs the same.
        const Length wanted = low + (high - low) / 2;
        const Length place = std::clamp(wanted, least, most);
        for (const std::uint32_t vertex : run) places[vertex] = place;
    };
    constexpr int rounds = 6;
    for (int round = 0; round < rounds; ++round) {
        if (round % 2 == 0) {
            for (const auto& run : runs) settle(run);
        } else {
            for (auto run = runs.rbegin(); run != runs.rend(); ++run) settle(*run);
        }
    }
}

}  // namespace

std::vector<Length> place_vertices(const LayeredVertices& graph, const LayerOrder& order,
                                   const std::vector<VertexExtent>& extents, Length gap) {
    if (graph.vertices() == 0) return {};
    return Placement(graph, order, extents, gap).run();
}

}  // namespace valla::drawing
