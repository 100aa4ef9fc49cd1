#pragma once

#include <optional>
#include <queue>
#include <span>
#include <unordered_map>
#include <vector>

#include "chronology/bounds.hpp"
#include "chronology/claim_set.hpp"
#include "chronology/clash.hpp"
#include "chronology/explanation.hpp"

namespace valla::chronology {

/// What the timeline does with a claim of the network.
enum class Standing : std::uint8_t {
    out,        ///< not in the mask
    kept,       ///< in the mask, and all bounds obey it
    set_aside,  ///< in the mask, but impossible together with kept claims that come before it
};

/// All bounds of a network under a mask of claims, exact after every change of the mask.
///
/// Where the claims of the mask are impossible together, some are *set aside*: going through the
/// claims in canonical order, each is kept if it is possible together with those kept before it. So
/// the ranks of the network say whom to blame; what is kept, every bound, every explanation and
/// every impossible set are functions of the network and the mask alone, and equal a computation
/// from nothing after any edits.
///
///     Timeline timeline(network, ClaimSet::all(network.claims()));
///     timeline.latest(trial);                          // a minute, or nothing when no date bounds
///     it timeline.explain(Side::latest, trial)->claims;   // on whose word
///     timeline.remove(hearsay);                        // microseconds; all bounds are exact again
///     for (ClaimId claim : timeline.set_aside()) timeline.impossible_set(claim);
///
/// Cost of a change: the labels that change times their degree, a few microseconds for one claim
/// also among a million events. The network may grow between calls, see extend().
class Timeline {
  public:
    /// Computes everything from nothing. `network` must outlive the timeline.
    Timeline(const Network& network, const ClaimSet& mask);

    Timeline(const Timeline&) = delete;
    Timeline& operator=(const Timeline&) = delete;

    /// Takes in points and claims that were appended to the network since; new claims are out. Not
    /// while a level is open.
    void extend();

    void add(ClaimId claim);
    void remove(ClaimId claim);
    /// Makes `mask` the mask; rejecting a source is one call with its claims erased.
    void set_mask(const ClaimSet& mask);

    /// Adds a claim that is out only if it is possible together with all that is kept, whatever
    /// comes first; else changes nothing and returns a cycle of constraints that it would close.
    std::optional<Cycle> try_add(ClaimId claim);

    /// While a level is open: the labels that changed since the first was opened, as they were.
    [[nodiscard]] std::span<const Change> changes() const { return changes_; }

    /// Opens a level; pop() undoes all changes since, at the cost of the labels that they changed.
    void push();
    void pop();
    [[nodiscard]] std::size_t levels() const { return levels_.size(); }

    [[nodiscard]] Standing standing(ClaimId claim) const { return standings_[claim.index]; }
    [[nodiscard]] bool consistent() const { return set_aside_ == 0; }

    /// No kept claims allow the point to be later, or earlier; nothing when no date bounds it that
    /// way.
    [[nodiscard]] std::optional<Minutes> latest(PointId point) const;
    [[nodiscard]] std::optional<Minutes> earliest(PointId point) const;
    [[nodiscard]] std::optional<Explanation> explain(Side side, PointId point) const;

    /// The claims that are set aside, in canonical order.
    [[nodiscard]] std::vector<ClaimId> set_aside() const;

    /// The impossible set that a claim which is set aside makes with kept claims; it contains
    /// `claim`, so that leaving out `claim` for each claim that is set aside leaves a consistent
    /// network.
    [[nodiscard]] ImpossibleSet impossible_set(ClaimId claim);

    /// The points whose bounds lean on the choice of what is set aside: they change when all claims
    /// of all impossible sets go, or then when one of those that are set aside comes in. In the
    /// order of their ids. What is told about any other point stands.
    [[nodiscard]] std::vector<PointId> touched_points();

    [[nodiscard]] const Network& network() const { return *network_; }
    [[nodiscard]] const Graph& graph() const { return graph_; }
    [[nodiscard]] const Bounds& bounds(Side side) const {
        return side == Side::latest ? latest_ : earliest_;
    }
    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    /// A claim's standing as it was before a change.
    struct Past {
        ClaimId claim;
        Standing standing = Standing::out;
        std::vector<ClaimId> blockers;
    };
    /// A date that a bound has overtaken, and the one which that bound leads back to: their claims.
    struct DateClash {
        ClaimId overtaken;
        ClaimId root;
    };
    struct Level {
        std::size_t changes = 0;
        std::size_t pasts = 0;
    };
    struct Later {
        const Network* network;
        bool operator()(ClaimId a, ClaimId b) const { return network->comes_before(b, a); }
    };
    /// Claims that wait to be kept or set aside, the first in canonical order on top.
    using Queue = std::priority_queue<ClaimId, std::vector<ClaimId>, Later>;

    // load.cpp
    void load(const ClaimSet& mask);
    void break_cycles(std::vector<Cycle> cycles, std::vector<ClaimId>& dropped);
    [[nodiscard]] bool any_date_clash() const;
    void break_date_clashes(std::vector<ClaimId>& dropped);
    [[nodiscard]] std::vector<DateClash> date_clashes(const Bounds& bounds) const;
    [[nodiscard]] std::vector<ConstraintId> rows_of(std::span<const ClaimId> claims) const;
    void switch_off(std::span<const ConstraintId> rows);

    // timeline.cpp
    Bounds& side(Side side) { return side == Side::latest ? latest_ : earliest_; }
    std::optional<Cycle> try_row(ConstraintId id);
    std::optional<Cycle> try_keep(ClaimId claim);
    void undo_labels(std::size_t down_to);
    void switch_rows(ClaimId claim, bool active);
    void withdraw(std::span<const ClaimId> claims);
    void stand(ClaimId claim, Standing standing, std::vector<ClaimId> blockers = {});
    void wake(ClaimId gone, Queue& queue);
    void settle(Queue& queue);
    void decide(ClaimId claim, Queue& queue);
    [[nodiscard]] ClaimId last_of(std::span<const ClaimId> claims) const;
    void forget_history();
    void watch(ClaimId claim);

    const Network* network_;
    Graph graph_;
    Bounds latest_;
    Bounds earliest_;
    std::vector<Standing> standings_;
    std::size_t set_aside_ = 0;
    /// For a claim that is set aside: kept claims, all before it, that it is impossible with.
    std::unordered_map<std::uint32_t, std::vector<ClaimId>> blockers_;
    /// For a kept claim: claims that it may be a blocker of (some no longer).
    std::unordered_map<std::uint32_t, std::vector<ClaimId>> watchers_;
    std::vector<Change> changes_;
    std::vector<Past> pasts_;
    std::vector<Level> levels_;
};

}  // namespace valla::chronology
