#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "chronology/found_sets.hpp"
#include "chronology/network.hpp"

namespace valla::chronology {

/// A search for the cycles of negative length that pass one row, by the number of claims that own
/// them. It is given the rows that may lie on one, as arcs between nodes; ClaimCycles finds them.
///
/// Whether a beginning can still be closed below zero is read from two lower bounds of the way that
/// is left: one of any number of rows, which is given, and tables of so many more *stretches* (rows
/// of one claim in sequence), which are made one by one when they are needed.
class RowCycles {
  public:
    struct Arc {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        Minutes distance = 0;
        ClaimId claim;
    };
    /// A point as it is come upon: nodes of one point are not passed on one way.
    struct Node {
        std::uint32_t point = 0;
        Minutes way_left = 0;  ///< no way to the end is shorter
    };
    /// Cycles of `row` and ways from the node `row.to` to the node `row.from`; `arcs` by the node
    /// that they come from, in the order in which they are to be tried. `known` must outlive it.
    RowCycles(std::vector<Node> nodes, std::vector<Arc> arcs, const Arc& row, FoundSets& known);

    /// What the search does with the claims that own a cycle, in no order.
    enum class Next : std::uint8_t { go_on, stop };
    using Found = std::function<Next(const std::vector<ClaimId>& claims)>;

    enum class Outcome : std::uint8_t {
        all,       ///< no cycle has more claims than this
        more,      ///< some may
        stopped,   ///< `found` said so
        exhausted  ///< no steps were left
    };

    /// Finds the cycles owned by at most `most_claims` claims which contain no known set;
    /// `found` may add to these. `steps_left` goes down by the arcs looked at.
    Outcome run(std::uint32_t most_claims, std::size_t& steps_left, const Found& found);

  private:
    struct Claim {
        ClaimId id;
        FoundSets::Number number = 0;
        std::vector<std::uint32_t> arcs;
        bool has_more_rows = false;         ///< than one
        std::uint32_t spare_stretches = 0;  ///< how often a simple cycle can come back to it
    };
    struct Frame {
        std::uint32_t node = 0;
        std::uint32_t claim = 0;  ///< of the row that led here
        std::uint32_t next = 0;   ///< the arc to look at next
        Minutes length = 0;
        std::uint32_t spare = 0;  ///< stretches left for coming back to claims on the way
    };

    void number_claims();
    void count_spare_stretches();
    [[nodiscard]] bool one_more_stretch(std::size_t& steps_left);
    [[nodiscard]] bool make_tables(std::size_t stretches, std::size_t& steps_left);
    [[nodiscard]] std::vector<ClaimId> claims_on_way() const;
    bool join(std::uint32_t claim);
    void leave(std::uint32_t claim);
    void enter(const Frame& frame);
    void go_back();
    void abandon();

    FoundSets& known_;
    std::vector<Node> nodes_;
    std::vector<Arc> arcs_;
    std::vector<std::uint32_t> first_arc_;  ///< by node, and one more
    std::vector<std::uint32_t> claim_of_;   ///< by arc; the claim of the row is claim 0
    Arc row_;
    std::vector<Claim> claims_;
    std::uint32_t most_spare_ = 0;
    std::vector<std::vector<Minutes>> by_stretches_;  ///< then by node
    bool last_table_ = false;                         ///< more stretches lead to nothing shorter

    // Of the way that is being followed.
    std::vector<Frame> way_;
    std::vector<std::uint32_t> uses_;    ///< by claim: rows on the way
    std::vector<std::uint32_t> on_way_;  ///< those with any, as they joined
    std::vector<bool> is_passed_;        ///< by point
};

/// Takes `steps` from what is left; whether there were so many.
bool spend(std::size_t& steps_left, std::size_t steps);

}  // namespace valla::chronology
