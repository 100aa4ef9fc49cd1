// Bounds from nothing. Points lie in time order, so that a latest bound mostly travels towards
// lower and an earliest bound towards higher positions: one pass in that direction, in which every
// point pulls from its supports, finds nearly all labels. What is left is pushed in alternating
// passes over the points whose label changed, which settle any chain of constraints in as many
// passes as it turns round (Yen 1970).

#include <algorithm>
#include <bit>

#include "chronology/bounds.hpp"

namespace valla::chronology {

Bounds::Offer Bounds::best_date(Position at) const {
    Offer best{0, unbounded, at, no_constraint};
    for (const CalendarConstraint& date : graph_->dates(side_).of(at)) {
        if (date.active() && date.distance < best.value) {
            best.value = date.distance;
            best.parent = date.constraint().index;
        }
    }
    return best;
}

void Bounds::start_from_dates() {
    values_.resize(graph_->positions());
    parents_.resize(graph_->positions());
    values_[graph_->supports(side_).parking()] = infinite;
    values_[graph_->dependents(side_).parking()] = -infinite;
    for (Position at = 0; at < first_position; ++at) parents_[at] = no_constraint;
    for (Position at = first_position; at < values_.size(); ++at) {
        const Offer date = best_date(at);
        values_[at] = date.value;
        parents_[at] = date.parent;
    }
}

Bounds::Offer Bounds::best_support(Position at) const {
    const ArcTable& table = graph_->supports(side_);
    const Segment segment = table.of(at);
    const Arc* const arcs = table.arcs();
    Minutes value = values_[at];
    std::uint32_t best = no_constraint;
    for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        const Minutes offered = values_[arcs[k].other] + arcs[k].distance;
        const bool better = offered < value;
        value = better ? offered : value;
        best = better ? k : best;
    }
    return {0, value, at, best == no_constraint ? parents_[at] : table.constraints()[best]};
}

void Bounds::pull_all() {
    const auto pull = [this](Position at) {
        const Offer best = best_support(at);
        values_[at] = best.value;
        parents_[at] = best.parent;
    };
    const auto end = static_cast<Position>(values_.size());
    if (ascending_flow()) {
        for (Position at = first_position; at < end; ++at) pull(at);
    } else {
        for (Position at = end; at-- > first_position;) pull(at);
    }
}

/// Hands every label on, in a pass against the one that pulled: what that one came too late to hand
/// on is owed to points it had visited before. Marks the points that improve when this pass has
/// left them behind.
void Bounds::push_all() {
    active_.assign((values_.size() + 63) / 64, 0);
    const ArcTable& table = graph_->dependents(side_);
    const Arc* const arcs = table.arcs();
    const bool ascending = !ascending_flow();
    const auto hand_on = [&](Position at) {
        const Segment segment = table.of(at);
        const Minutes value = values_[at];
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            const Arc arc = arcs[k];
            const Minutes offered = value + arc.distance;
            if (offered >= values_[arc.other]) continue;
            values_[arc.other] = offered;
            parents_[arc.other] = table.constraints()[k];
            if (ascending ? arc.other <= at : arc.other >= at) activate(arc.other);
        }
    };
    const auto end = static_cast<Position>(values_.size());
    if (ascending) {
        for (Position at = first_position; at < end; ++at) hand_on(at);
    } else {
        for (Position at = end; at-- > first_position;) hand_on(at);
    }
    pushes_ += values_.size();
}

bool Bounds::push(Position at) {
    const ArcTable& table = graph_->dependents(side_);
    const Segment segment = table.of(at);
    const Arc* const arcs = table.arcs();
    const Minutes value = values_[at];
    ++pushes_;
    bool improved = false;
    for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        const Arc arc = arcs[k];
        const Minutes offered = value + arc.distance;
        if (offered < values_[arc.other]) {
            values_[arc.other] = offered;
            parents_[arc.other] = table.constraints()[k];
            activate(arc.other);
            improved = true;
        }
    }
    return improved;
}

bool Bounds::push_ascending() {
    bool improved = false;
    for (std::uint32_t word = 0; word < active_.size(); ++word) {
        std::uint64_t ahead = ~std::uint64_t{0};
        while (const std::uint64_t bits = active_[word] & ahead) {
            const int bit = std::countr_zero(bits);
            active_[word] &= ~(std::uint64_t{1} << bit);
            ahead = bit == 63 ? 0 : ~std::uint64_t{0} << (bit + 1);
            improved |= push(word * 64 + static_cast<Position>(bit));
        }
    }
    return improved;
}

bool Bounds::push_descending() {
    bool improved = false;
    for (auto word = static_cast<std::uint32_t>(active_.size()); word-- > 0;) {
        std::uint64_t ahead = ~std::uint64_t{0};
        while (const std::uint64_t bits = active_[word] & ahead) {
            const int bit = 63 - std::countl_zero(bits);
            active_[word] &= ~(std::uint64_t{1} << bit);
            ahead = (std::uint64_t{1} << bit) - 1;
            improved |= push(word * 64 + static_cast<Position>(bit));
        }
    }
    return improved;
}

std::vector<Cycle> Bounds::push_until_stable(bool ascending) {
    // So long as the forest has no cycle a label is no lower than a path's length, and each push
    // lengthens walks by one arc at most: looking for cycles after so many pushes keeps labels from
    // running off. A cycle of few points is found early, by the number of passes.
    const std::size_t most_pushes = 16 * values_.size();
    std::size_t looked_at = 0;
    std::size_t next_look = 16;
    for (std::size_t pass = 1;; ++pass) {
        if (!(ascending ? push_ascending() : push_descending())) break;
        ascending = !ascending;
        if (pass != next_look && pushes_ - looked_at < most_pushes) continue;
        if (pass == next_look) next_look *= 2;
        looked_at = pushes_;
        std::vector<Cycle> cycles = parent_cycles();
        if (!cycles.empty()) return cycles;
    }
    return {};
}

std::vector<Cycle> Bounds::parent_cycles() const {
    std::vector<Cycle> cycles;
    std::vector<std::uint32_t> seen(values_.size(), 0);
    for (Position start = first_position; start < values_.size(); ++start) {
        Position at = start;
        while (at != calendar && seen[at] == 0) {
            seen[at] = start;
            at = parents_[at] == no_constraint ? calendar : graph_->source(side_, {parents_[at]});
        }
        if (at == calendar || seen[at] != start) continue;
        Cycle cycle;
        const Position closing = at;
        do {
            cycle.push_back({parents_[at]});
            at = graph_->source(side_, cycle.back());
        } while (at != closing);
        std::reverse(cycle.begin(), cycle.end());
        cycles.push_back(std::move(cycle));
    }
    return cycles;
}

void Bounds::begin() {
    start_from_dates();
    pull_all();
}

std::vector<Cycle> Bounds::finish() {
    pushes_ = 0;
    push_all();
    return push_until_stable(ascending_flow());
}

std::vector<Cycle> Bounds::solve() {
    begin();
    return finish();
}

std::vector<Cycle> Bounds::resume(std::span<const ConstraintId> removed) {
    settle_by_sweeps(lose(removed));
    pushes_ = 0;
    return push_until_stable(!ascending_flow());
}

}  // namespace valla::chronology
