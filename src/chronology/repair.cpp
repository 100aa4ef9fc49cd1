// Bounds after a change. A better label is handed on in the order of how much it improves the point
// it reaches, so that each label is set once and a negative cycle shows when the tail of the new
// constraint is reached (Cotton and Maler 2006: the old labels are the potential). After a removal
// the labels that rested on it, and they only, are recomputed from their border (Ramalingam and
// Reps 1996); the forest decides what rested on it, not whether another constraint is as tight,
// which zero-length cycles would spoil.

#include <algorithm>
#include <unordered_map>

#include "chronology/bounds.hpp"

namespace valla::chronology {

namespace {

/// From how many lost labels on sweeping over them is cheaper than ordering them.
constexpr std::size_t many = 2048;

}  // namespace

void Bounds::offer(Offer offer) {
    offers_.push_back(offer);
    std::push_heap(offers_.begin(), offers_.end(),
                   [](const Offer& a, const Offer& b) { return a.change > b.change; });
}

Bounds::Offer Bounds::take_offer() {
    std::pop_heap(offers_.begin(), offers_.end(),
                  [](const Offer& a, const Offer& b) { return a.change > b.change; });
    const Offer best = offers_.back();
    offers_.pop_back();
    return best;
}

void Bounds::set(Offer offer, std::vector<Change>& log) {
    log.push_back({offer.at, side_, parents_[offer.at], values_[offer.at]});
    values_[offer.at] = offer.value;
    parents_[offer.at] = offer.parent;
}

std::optional<Cycle> Bounds::tighten(ConstraintId added, std::vector<Change>& log) {
    const Position source = graph_->source(side_, added);
    const Position target = graph_->target(side_, added);
    if (target == calendar) return std::nullopt;
    const Minutes first = value(source) + graph_->network().row(added).distance;
    if (first >= values_[target]) return std::nullopt;

    const std::size_t before = log.size();
    const ArcTable& table = graph_->dependents(side_);
    std::optional<Offer> closing;
    offer({first - values_[target], first, target, added.index});
    while (!offers_.empty()) {
        const Offer best = take_offer();
        if (best.value >= values_[best.at]) continue;
        if (closing && best.change > closing->change) continue;
        if (best.at == source) {
            if (!closing) closing = best;
            continue;
        }
        set(best, log);
        const Segment segment = table.of(best.at);
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            const Arc arc = table.arcs()[k];
            const Minutes offered = best.value + arc.distance;
            const Minutes change = offered - values_[arc.other];
            if (change < 0) offer({change, offered, arc.other, table.constraints()[k]});
        }
    }
    if (!closing) return std::nullopt;

    Cycle cycle = shortest_cycle(added, closing->value, std::span(log).subspan(before));
    for (; log.size() > before; log.pop_back()) restore(log.back());
    return cycle;
}

/// Walks back from the source of `added`, breadth first, over the constraints that its would-be
/// label `closing_value` rests on; in each breadth in canonical order, so that the first way found
/// is the first of the shortest.
Cycle Bounds::shortest_cycle(ConstraintId added, Minutes closing_value,
                             std::span<const Change> settled) const {
    const Position source = graph_->source(side_, added);
    const Position target = graph_->target(side_, added);
    if (source == target) return {added};
    struct Node {
        Position at;
        std::uint32_t next;  ///< the node it was reached from
        ConstraintId by;
    };
    std::unordered_map<Position, bool> open;
    for (const Change& change : settled) open.emplace(change.position, true);
    std::vector<Node> nodes{{source, 0, added}};
    const ArcTable& table = graph_->supports(side_);
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
        const Position at = nodes[node].at;
        const Minutes label = at == source ? closing_value : values_[at];
        const std::size_t reached = nodes.size();
        const Segment segment = table.of(at);
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            const Arc arc = table.arcs()[k];
            const auto found = open.find(arc.other);
            if (found == open.end() || values_[arc.other] + arc.distance != label) continue;
            nodes.push_back({arc.other, node, {table.constraints()[k]}});
        }
        std::sort(nodes.begin() + static_cast<std::ptrdiff_t>(reached), nodes.end(),
                  [this](const Node& a, const Node& b) {
                      return graph_->network().comes_before(a.by, b.by);
                  });
        std::size_t kept = reached;
        for (std::size_t each = reached; each < nodes.size(); ++each) {
            bool& fresh = open.find(nodes[each].at)->second;
            if (!fresh) continue;
            fresh = false;
            nodes[kept++] = nodes[each];
        }
        nodes.resize(kept);
        for (std::size_t each = reached; each < nodes.size(); ++each) {
            if (nodes[each].at != target) continue;
            Cycle cycle{added};
            for (auto walk = static_cast<std::uint32_t>(each); walk != 0; walk = nodes[walk].next) {
                cycle.push_back(nodes[walk].by);
            }
            return cycle;
        }
    }
    return {};
}

/// Takes away every label that rests on a removed constraint, directly or through others. Points
/// lie all over the memory: what will be read of each is asked for as soon as it is known.
std::vector<Bounds::Lost> Bounds::lose(std::span<const ConstraintId> removed) {
    std::vector<Lost> lost;
    const ArcTable& table = graph_->dependents(side_);
    const ArcTable& supports = graph_->supports(side_);
    const DateTable& dates = graph_->dates(side_);
    const auto take = [&](Position at) {
        table.fetch_segment(at);
        supports.fetch_segment(at);
        dates.fetch_segment(at);
        lost.push_back({at, parents_[at], values_[at]});
        values_[at] = infinite;
        parents_[at] = static_cast<std::uint32_t>(lost.size()) - 1;  // where its old label is kept
    };
    for (const ConstraintId id : removed) {
        const Position target = graph_->target(side_, id);
        if (target == calendar || values_[target] == infinite) continue;
        if (parents_[target] == id.index) take(target);
    }
    for (std::size_t next = 0; next < lost.size(); ++next) {
        if (next + 1 < lost.size()) table.fetch_arcs(lost[next + 1].at);
        supports.fetch_arcs(lost[next].at);
        dates.fetch_dates(lost[next].at);
        const Segment segment = table.of(lost[next].at);
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            const Position at = table.arcs()[k].other;
            fetch(&values_[at]);
            if (parents_[at] == table.constraints()[k] && values_[at] != infinite) take(at);
        }
    }
    return lost;
}

/// Sets lost labels from those of their supports which are not lost, and each other's, least change
/// first.
void Bounds::settle_in_order(const std::vector<Lost>& lost) {
    const ArcTable& table = graph_->supports(side_);
    const auto fetch_labels = [&](std::size_t of) {
        if (of >= lost.size()) return;
        const Segment segment = table.of(lost[of].at);
        for (std::uint32_t k = segment.begin; k < segment.end; ++k)
            fetch(&values_[table.arcs()[k].other]);
    };
    fetch_labels(0);
    fetch_labels(1);
    for (std::size_t next = 0; next < lost.size(); ++next) {
        fetch_labels(next + 2);
        const Lost& label = lost[next];
        Offer best = best_date(label.at);
        std::uint32_t support = no_constraint;
        const Segment segment = table.of(label.at);
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            const Arc arc = table.arcs()[k];
            const Minutes offered = values_[arc.other] + arc.distance;
            const bool better = offered < best.value;
            best.value = better ? offered : best.value;
            support = better ? k : support;
        }
        if (support != no_constraint) best.parent = table.constraints()[support];
        best.change = best.value - label.value;
        offer(best);
    }
    const ArcTable& dependents = graph_->dependents(side_);
    while (!offers_.empty()) {
        const Offer best = take_offer();
        if (values_[best.at] != infinite) continue;
        values_[best.at] = best.value;
        parents_[best.at] = best.parent;
        const Segment segment = dependents.of(best.at);
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            const Arc arc = dependents.arcs()[k];
            if (values_[arc.other] != infinite) continue;
            const Minutes offered = best.value + arc.distance;
            const Minutes change = offered - lost[parents_[arc.other]].value;
            offer({change, offered, arc.other, dependents.constraints()[k]});
        }
    }
}

void Bounds::settle_by_sweeps(const std::vector<Lost>& lost) {
    active_.resize((values_.size() + 63) / 64, 0);
    for (const Lost& label : lost) {
        const Offer date = best_date(label.at);
        values_[label.at] = date.value;
        parents_[label.at] = date.parent;
    }
    for (const Lost& label : lost) {
        const Offer best = best_support(label.at);
        values_[label.at] = best.value;
        parents_[label.at] = best.parent;
        activate(label.at);
    }
}

void Bounds::loosen(std::span<const ConstraintId> removed, std::vector<Change>& log) {
    const std::vector<Lost> lost = lose(removed);
    if (lost.size() < many) {
        settle_in_order(lost);
    } else {
        settle_by_sweeps(lost);
        pushes_ = 0;
        push_until_stable(!ascending_flow());
    }
    for (const Lost& label : lost) log.push_back({label.at, side_, label.parent, label.value});
}

void Bounds::extend() {
    values_.resize(graph_->positions(), unbounded);
    parents_.resize(graph_->positions(), no_constraint);
}

}  // namespace valla::chronology
