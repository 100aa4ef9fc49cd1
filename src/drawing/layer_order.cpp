#include "drawing/layer_order.hpp"

#include <algorithm>
#include <numeric>

namespace valla::drawing {

LayeredVertices::LayeredVertices(const std::vector<std::int32_t>& layer_of,
                                 const std::vector<LayerSegment>& segments)
    : layer_of_(layer_of.begin(), layer_of.end()),
      segments_(segments.size()),
      above_(
          layer_of.size(), segments.size(),
          [&](std::size_t segment) { return segments[segment].lower; },
          [&](std::size_t segment) { return segments[segment].upper; }),
      below_(
          layer_of.size(), segments.size(),
          [&](std::size_t segment) { return segments[segment].upper; },
          [&](std::size_t segment) { return segments[segment].lower; }) {
    for (const std::uint32_t layer : layer_of_) layers_ = std::max(layers_, layer + 1);
}

namespace {

enum class Neighbours : std::uint8_t { above, below };

/// A small generator whose numbers are the same everywhere (Steele, Lea and Flood 2014).
class Numbers {
  public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}
    std::uint64_t below(std::uint64_t limit) {
        state_ += 0x9E3779B97F4A7C15;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (mixed ^ (mixed >> 31)) % limit;
    }

  private:
    std::uint64_t state_;
};

class Ordering {
  public:
    explicit Ordering(const LayeredVertices& graph)
        : graph_(graph), order_(graph.layers()), place_(graph.vertices()) {}

    void start(std::uint64_t seed);
    void sweep(bool downwards, bool turn_ties, bool barycentres);
    bool transpose();
    bool sift();
    [[nodiscard]] std::uint64_t crossings() const { return count_crossings(graph_, order_); }
    [[nodiscard]] const LayerOrder& order() const { return order_; }
    void set_order(const LayerOrder& order) {
        order_ = order;
        for (const auto& layer : order_) number(layer);
    }

  private:
    /// The places of the neighbours of one layer's vertices, each list sorted.
    struct Places {
        std::vector<std::uint32_t> begins;
        std::vector<std::uint32_t> values;
        [[nodiscard]] std::span<const std::uint32_t> of(std::size_t at) const {
            return std::span(values).subspan(begins[at], begins[at + 1] - begins[at]);
        }
    };

    [[nodiscard]] std::span<const std::uint32_t> neighbours(std::uint32_t vertex,
                                                            Neighbours side) const {
        return side == Neighbours::above ? graph_.above(vertex) : graph_.below(vertex);
    }
    void number(const std::vector<std::uint32_t>& layer) {
        for (std::uint32_t at = 0; at < layer.size(); ++at) place_[layer[at]] = at;
    }
    void sort_by_medians(std::vector<std::uint32_t>& layer, Neighbours side, bool turn_ties,
                         bool barycentres);
    [[nodiscard]] std::int64_t barycentre(std::uint32_t vertex, Neighbours side) const;
    std::int64_t median(std::uint32_t vertex, Neighbours side);
    void gather(const std::vector<std::uint32_t>& layer, Neighbours side, Places& places) const;
    void gather(const std::vector<std::uint32_t>& layer) {
        gather(layer, Neighbours::above, above_);
        gather(layer, Neighbours::below, below_);
    }
    [[nodiscard]] std::int64_t gain_of_exchange(std::size_t left, std::size_t right) const;
    bool transpose(std::vector<std::uint32_t>& layer);
    bool sift(std::vector<std::uint32_t>& layer);

    const LayeredVertices& graph_;
    LayerOrder order_;
    std::vector<std::uint32_t> place_;
    std::vector<std::uint32_t> scratch_;
    Places above_;
    Places below_;
};

/// Places the vertices as a walk along the segments comes by: depth first, so that what hangs
/// together lies together. Seed 0 walks in the order of the numbers.
void Ordering::start(std::uint64_t seed) {
    std::vector<std::uint32_t> roots(graph_.vertices());
    std::iota(roots.begin(), roots.end(), 0);
    if (seed != 0) {
        Numbers numbers(seed);
        for (std::size_t at = roots.size(); at > 1; --at) {
            std::swap(roots[at - 1], roots[numbers.below(at)]);
        }
    }
    for (auto& layer : order_) layer.clear();
    std::vector<bool> seen(graph_.vertices());
    std::vector<std::uint32_t> stack;
    const bool upwards = seed % 2 == 1;
    const auto visit_from = [&](std::uint32_t root) {
        stack.push_back(root);
        while (!stack.empty()) {
            const std::uint32_t vertex = stack.back();
            stack.pop_back();
            if (seen[vertex]) continue;
            seen[vertex] = true;
            order_[graph_.layer_of(vertex)].push_back(vertex);
            const auto list = neighbours(vertex, upwards ? Neighbours::above : Neighbours::below);
            for (std::size_t at = list.size(); at > 0; --at) {
                if (!seen[list[at - 1]]) stack.push_back(list[at - 1]);
            }
        }
    };
    for (const std::uint32_t root : roots) {
        const auto before = neighbours(root, upwards ? Neighbours::below : Neighbours::above);
        if (before.empty()) visit_from(root);
    }
    for (const auto& layer : order_) number(layer);
}

std::int64_t Ordering::barycentre(std::uint32_t vertex, Neighbours side) const {
    constexpr std::int64_t unit = 1 << 16;
    const auto list = neighbours(vertex, side);
    if (list.empty()) return -1;
    std::int64_t sum = 0;
    for (const std::uint32_t neighbour : list) sum += place_[neighbour];
    return sum * unit / std::ssize(list);
}

std::int64_t Ordering::median(std::uint32_t vertex, Neighbours side) {
    constexpr std::int64_t unit = 1 << 16;
    scratch_.clear();
    for (const std::uint32_t neighbour : neighbours(vertex, side)) {
        scratch_.push_back(place_[neighbour]);
    }
    if (scratch_.empty()) return -1;
    std::sort(scratch_.begin(), scratch_.end());
    const std::size_t middle = scratch_.size() / 2;
    if (scratch_.size() % 2 == 1) return scratch_[middle] * unit;
    if (scratch_.size() == 2) return (std::int64_t{scratch_[0]} + scratch_[1]) * unit / 2;
    const std::int64_t left = scratch_[middle - 1] - scratch_.front();
    const std::int64_t right = scratch_.back() - scratch_[middle];
    if (left + right == 0)
        return (std::int64_t{scratch_[middle - 1]} + scratch_[middle]) * unit / 2;
    return (scratch_[middle - 1] * right + scratch_[middle] * left) * unit / (left + right);
}

void Ordering::sort_by_medians(std::vector<std::uint32_t>& layer, Neighbours side, bool turn_ties,
                               bool barycentres) {
    struct Entry {
        std::int64_t median;
        std::uint32_t vertex;
    };
    std::vector<Entry> entries;
    std::vector<std::uint32_t> slots;
    for (std::uint32_t at = 0; at < layer.size(); ++at) {
        const std::int64_t value =
            barycentres ? barycentre(layer[at], side) : median(layer[at], side);
        if (value < 0) continue;
        entries.push_back({value, layer[at]});
        slots.push_back(at);
    }
    if (turn_ties) std::reverse(entries.begin(), entries.end());
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.median < b.median; });
    for (std::size_t at = 0; at < slots.size(); ++at) layer[slots[at]] = entries[at].vertex;
    number(layer);
}

void Ordering::sweep(bool downwards, bool turn_ties, bool barycentres) {
    for (std::size_t step = 0; step < order_.size(); ++step) {
        auto& layer = order_[downwards ? step : order_.size() - 1 - step];
        sort_by_medians(layer, downwards ? Neighbours::above : Neighbours::below, turn_ties,
                        barycentres);
    }
}

void Ordering::gather(const std::vector<std::uint32_t>& layer, Neighbours side,
                      Places& places) const {
    places.begins.assign(1, 0);
    places.values.clear();
    for (const std::uint32_t vertex : layer) {
        for (const std::uint32_t neighbour : neighbours(vertex, side)) {
            places.values.push_back(place_[neighbour]);
        }
        std::sort(places.values.begin() + places.begins.back(), places.values.end());
        places.begins.push_back(static_cast<std::uint32_t>(places.values.size()));
    }
}

/// Crossings of the segments of two vertices to one layer with `left` on the left, less those with
/// it on the right.
std::int64_t crossings_saved(std::span<const std::uint32_t> left,
                             std::span<const std::uint32_t> right) {
    std::int64_t saved = 0;
    std::size_t smaller = 0;  // entries of `right` that are smaller, and not greater
    std::size_t not_greater = 0;
    for (const std::uint32_t place : left) {
        while (smaller < right.size() && right[smaller] < place) ++smaller;
        while (not_greater < right.size() && right[not_greater] <= place) ++not_greater;
        saved += static_cast<std::int64_t>(smaller) -
                 static_cast<std::int64_t>(right.size() - not_greater);
    }
    return saved;
}

/// The arguments index the gathered places.
std::int64_t Ordering::gain_of_exchange(std::size_t left, std::size_t right) const {
    return crossings_saved(above_.of(left), above_.of(right)) +
           crossings_saved(below_.of(left), below_.of(right));
}

bool Ordering::transpose(std::vector<std::uint32_t>& layer) {
    if (layer.size() < 2) return false;
    gather(layer);
    std::vector<std::uint32_t> at_place(layer.size());
    std::iota(at_place.begin(), at_place.end(), 0);
    bool changed = false;
    bool improved = true;
    for (int round = 0; improved && round < 20; ++round) {
        improved = false;
        for (std::size_t at = 0; at + 1 < at_place.size(); ++at) {
            if (gain_of_exchange(at_place[at], at_place[at + 1]) <= 0) continue;
            std::swap(at_place[at], at_place[at + 1]);
            improved = changed = true;
        }
    }
    if (changed) {
        const std::vector<std::uint32_t> old = layer;
        for (std::size_t at = 0; at < layer.size(); ++at) layer[at] = old[at_place[at]];
        number(layer);
    }
    return changed;
}

bool Ordering::transpose() {
    bool changed = false;
    for (auto& layer : order_) changed = transpose(layer) || changed;
    return changed;
}

/// Moves each vertex of a layer to its best place among the others.
bool Ordering::sift(std::vector<std::uint32_t>& layer) {
    if (layer.size() < 3) return false;
    gather(layer);
    std::vector<std::uint32_t> at_place(layer.size());
    std::iota(at_place.begin(), at_place.end(), 0);
    bool changed = false;
    for (std::uint32_t vertex = 0; vertex < layer.size(); ++vertex) {
        const auto now = std::find(at_place.begin(), at_place.end(), vertex) - at_place.begin();
        std::int64_t best_gain = 0;
        std::ptrdiff_t best = now;
        std::int64_t gain = 0;
        for (std::ptrdiff_t at = now; at > 0; --at) {
            gain += gain_of_exchange(at_place[static_cast<std::size_t>(at - 1)], vertex);
            if (gain > best_gain) {
                best_gain = gain;
                best = at - 1;
            }
        }
        gain = 0;
        for (std::ptrdiff_t at = now; at + 1 < std::ssize(at_place); ++at) {
            gain += gain_of_exchange(vertex, at_place[static_cast<std::size_t>(at + 1)]);
            if (gain > best_gain) {
                best_gain = gain;
                best = at + 1;
            }
        }
        if (best == now) continue;
        changed = true;
        const auto begin = at_place.begin();
        if (best < now) {
            std::rotate(begin + best, begin + now, begin + now + 1);
        } else {
            std::rotate(begin + now, begin + now + 1, begin + best + 1);
        }
    }
    if (changed) {
        const std::vector<std::uint32_t> old = layer;
        for (std::size_t at = 0; at < layer.size(); ++at) layer[at] = old[at_place[at]];
        number(layer);
    }
    return changed;
}

bool Ordering::sift() {
    bool changed = false;
    for (auto& layer : order_) changed = sift(layer) || changed;
    return changed;
}

/// The work that one round of sifting costs: the square of each layer.
std::uint64_t sifting_work(const LayeredVertices& graph, const LayerOrder& order) {
    std::uint64_t work = 0;
    for (const auto& layer : order) {
        std::uint64_t ends = 0;
        for (const std::uint32_t vertex : layer) {
            ends += 1 + graph.above(vertex).size() + graph.below(vertex).size();
        }
        work += ends * layer.size();
    }
    return work;
}

}  // namespace

std::uint64_t count_crossings(const LayeredVertices& graph, const LayerOrder& order) {
    std::uint64_t crossings = 0;
    std::vector<std::uint32_t> place(graph.vertices());
    std::vector<std::uint32_t> ends;
    std::vector<std::uint64_t> sums;
    for (std::size_t layer = 0; layer + 1 < order.size(); ++layer) {
        const auto& lower = order[layer + 1];
        for (std::uint32_t at = 0; at < lower.size(); ++at) place[lower[at]] = at;
        ends.clear();
        for (const std::uint32_t vertex : order[layer]) {
            const auto first = std::ssize(ends);
            for (const std::uint32_t neighbour : graph.below(vertex)) {
                ends.push_back(place[neighbour]);
            }
            std::sort(ends.begin() + first, ends.end());
        }
        sums.assign(lower.size() + 1, 0);
        for (std::size_t seen = 0; seen < ends.size(); ++seen) {
            std::uint64_t not_right = 0;
            for (std::size_t at = ends[seen] + 1; at > 0; at -= at & -at) not_right += sums[at];
            crossings += seen - not_right;
            for (std::size_t at = ends[seen] + 1; at < sums.size(); at += at & -at) ++sums[at];
        }
    }
    return crossings;
}

LayerOrder order_layers(const LayeredVertices& graph) {
    const std::size_t size = graph.segments() + graph.vertices();
    const int starts = size < 3'000 ? 12 : size < 30'000 ? 4 : size < 150'000 ? 2 : 1;
    const int patience = size < 30'000 ? 8 : 3;
    LayerOrder best;
    std::uint64_t fewest = 0;
    Ordering ordering(graph);
    const auto keep_if_better = [&] {
        const std::uint64_t crossings = ordering.crossings();
        const bool better = best.empty() || crossings < fewest;
        if (better) {
            fewest = crossings;
            best = ordering.order();
        }
        return better;
    };
    for (int start = 0; start < starts; ++start) {
        ordering.start(static_cast<std::uint64_t>(start));
        LayerOrder best_here = ordering.order();
        std::uint64_t fewest_here = ordering.crossings();
        int fruitless = 0;
        for (int round = 0; fewest_here > 0 && fruitless < patience && round < 40; ++round) {
            ordering.sweep(round % 2 == 0, round / 2 % 2 == 1, start % 3 == 2);
            for (int pass = 0; pass < 8 && ordering.transpose(); ++pass) {
            }
            const std::uint64_t crossings = ordering.crossings();
            ++fruitless;
            if (crossings < fewest_here) {
                fewest_here = crossings;
                best_here = ordering.order();
                fruitless = 0;
            }
        }
        ordering.set_order(best_here);
        const std::uint64_t work = sifting_work(graph, best_here);
        const int passes = work < 2'000'000 ? 10 : work < 100'000'000 ? 2 : 0;
        for (int pass = 0; fewest_here > 0 && pass < passes && ordering.sift(); ++pass) {
            ordering.transpose();
        }
        keep_if_better();
        if (fewest == 0) break;
    }
    return best;
}

}  // namespace valla::drawing
