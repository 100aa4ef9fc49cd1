#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "chronology/graph.hpp"

namespace valla::chronology {

/// Labels stay below `finite_limit` in size where a date bounds them, and stay near `unbounded`
/// where only constraints between undated points do (all such points start there, so that
/// impossible orders among them are found too). Network's limits keep any walk's length far below
/// the gaps between these values.
inline constexpr Minutes finite_limit = Minutes{1} << 60;
inline constexpr Minutes unbounded = Minutes{1} << 61;
inline constexpr Minutes infinite = Minutes{1} << 62;
inline constexpr std::uint32_t no_constraint = 0xFFFFFFFF;

/// A label as it was before a change.
struct Change {
    Position position = 0;
    Side side = Side::latest;
    std::uint32_t parent = no_constraint;
    Minutes value = 0;
};

/// A cycle of constraints whose distances sum to less than zero, each bounding the point that the
/// next one starts from; one that leads through the calendar starts there.
using Cycle = std::vector<ConstraintId>;

/// One bound of every point: labels, and for each the constraint that it rests on, so that the
/// labels form a forest rooted in dates. On the side of *latest* the label is the bound; on the
/// side of *earliest* it is the bound negated.
///
/// Two ways lead to exact labels, and agree. `solve` computes them from nothing, by alternating
/// sweeps in time order that visit only points whose label changed (Yen 1970; here: one pulling
/// pass against the main flow of time, then pushing ones). `tighten` and `loosen` repair them after
/// a change, visiting each label that changes once, in the order of Dijkstra on the change
/// (Ramalingam and Reps 1996; Cotton and Maler 2006). Cost: tens of nanoseconds per constraint for
/// `solve`; for the others the number of labels that change, times their degree.
class Bounds {
  public:
    /// `graph` must outlive the bounds, and its constraints be switched before the calls below say
    /// so.
    Bounds(const Graph& graph, Side side) : graph_(&graph), side_(side) {}

    /// Forgets everything and computes all labels. If some constraints between points form a cycle
    /// of negative length, returns such cycles, at least one, with no point in common; the labels
    /// are then not finished. Switch off one claim of each and call `resume`, until no cycles are
    /// returned.
    std::vector<Cycle> solve();
    /// The same in two halves. After the first, labels are no tighter than they will be, but mostly
    /// final: where a date contradicts one already, the network is impossible.
    void begin();
    std::vector<Cycle> finish();

    /// Goes on after `solve` or `resume` returned cycles and `removed` were switched off in the
    /// graph.
    std::vector<Cycle> resume(std::span<const ConstraintId> removed);

    /// Brings the labels up to date after `added` was switched on in the graph. If it closes a
    /// cycle of negative length between points, the labels stay as they were and the cycle is
    /// returned, beginning with `added`: of the shortest such cycles the one with the fewest
    /// constraints, and of these the first in the network's canonical order. (Cycles through the
    /// calendar are the caller's to test: they are there when earliest meets latest.)
    std::optional<Cycle> tighten(ConstraintId added, std::vector<Change>& log);

    /// Brings the labels up to date after `removed` were switched off in the graph.
    void loosen(std::span<const ConstraintId> removed, std::vector<Change>& log);

    /// Puts back one label; undo a log from its end.
    void restore(const Change& change) {
        values_[change.position] = change.value;
        parents_[change.position] = change.parent;
    }

    /// Gives points that were appended to the graph their labels; no constraint may touch them yet.
    void extend();

    [[nodiscard]] Side side() const { return side_; }
    [[nodiscard]] const Graph& graph() const { return *graph_; }
    /// The label of a position; `calendar` has 0.
    [[nodiscard]] Minutes value(Position at) const { return at == calendar ? 0 : values_[at]; }
    [[nodiscard]] bool bounded(Position at) const { return value(at) < finite_limit; }
    /// The constraint that the label rests on, or no_constraint.
    [[nodiscard]] std::uint32_t parent(Position at) const { return parents_[at]; }

    [[nodiscard]] std::size_t memory_bytes() const {
        return values_.capacity() * sizeof(Minutes) + parents_.capacity() * sizeof(std::uint32_t) +
               active_.capacity() * sizeof(std::uint64_t);
    }

  private:
    /// A label that a point may get, and how far it lies below the point's old one.
    struct Offer {
        Minutes change = 0;
        Minutes value = 0;
        Position at = 0;
        std::uint32_t parent = no_constraint;
    };
    /// A label that is being recomputed, as it was.
    struct Lost {
        Position at = 0;
        std::uint32_t parent = no_constraint;
        Minutes value = 0;
    };

    // sweep.cpp
    void start_from_dates();
    Offer best_date(Position at) const;
    Offer best_support(Position at) const;
    void pull_all();
    void push_all();
    std::vector<Cycle> push_until_stable(bool ascending);
    bool push_ascending();
    bool push_descending();
    bool push(Position at);
    void activate(Position at) { active_[at / 64] |= std::uint64_t{1} << (at % 64); }
    [[nodiscard]] std::vector<Cycle> parent_cycles() const;
    [[nodiscard]] bool ascending_flow() const { return side_ == Side::earliest; }

    // repair.cpp
    void offer(Offer offer);
    Offer take_offer();
    void set(Offer offer, std::vector<Change>& log);
    Cycle shortest_cycle(ConstraintId added, Minutes closing_value,
                         std::span<const Change> settled) const;
    std::vector<Lost> lose(std::span<const ConstraintId> removed);
    void settle_in_order(const std::vector<Lost>& lost);
    void settle_by_sweeps(const std::vector<Lost>& lost);

    const Graph* graph_;
    Side side_;
    UnfilledColumn<Minutes> values_;
    UnfilledColumn<std::uint32_t> parents_;
    std::vector<std::uint64_t> active_;  ///< one bit per position: labels to hand on
    std::size_t pushes_ = 0;
    std::vector<Offer> offers_;  ///< a heap; empty between calls
};

}  // namespace valla::chronology
