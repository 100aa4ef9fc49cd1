#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <unordered_set>
#include <vector>

#include "chronology/network.hpp"

namespace valla::chronology {

/// Stands for the claim whose rows are asked about and are no rows of the network.
inline constexpr ClaimId asked_claim{0xFFFFFFFF};

/// A row with its owner. The rows of `kept` claims cannot clash with each other.
struct OwnedRow {
    Constraint row;
    ClaimId owner;
    bool kept = true;
};

/// A search for cycles of negative length by the number of claims that own them.
///
/// Every cycle passes a row that is not kept; the search starts from each of these in turn, leaves
/// out those it started from before, and follows rows forward. Whether a beginning can still be
/// closed below zero is read from two tables per start, both lower bounds of the way back: one over
/// all walks of so many more *stretches* (rows of one claim in sequence), one over walks of any
/// length on which rows that are not kept occur no more often than there are such rows.
class ClaimCycles {
  public:
    /// Rows in canonical order, on at most 2^32 points; no claim may be impossible by itself.
    explicit ClaimCycles(std::span<const OwnedRow> rows);

    /// What the search does with the claims that own a cycle, in no order.
    enum class Next : std::uint8_t { go_on, stop };
    using Found = std::function<Next(const std::vector<ClaimId>& claims)>;

    /// Whether the claims on the way, by their numbers, contain a set that was found: asked when
    /// `fresh` has joined them.
    using ClaimNumbers = std::unordered_set<std::uint32_t>;
    using Contains = std::function<bool(ClaimId fresh, const ClaimNumbers& on_way)>;

    enum class Outcome : std::uint8_t {
        all,       ///< no cycle has more claims than this
        more,      ///< some may
        stopped,   ///< `found` said so
        exhausted  ///< no steps were left
    };

    /// Finds the cycles owned by at most `most_claims` claims which contain no set found before.
    /// `steps_left` goes down by the rows looked at.
    Outcome run(std::uint32_t most_claims, std::size_t& steps_left, const Found& found,
                const Contains& contains);

    /// Only those that pass the first row that is not kept.
    Outcome run_from_first(std::uint32_t most_claims, std::size_t& steps_left, const Found& found,
                           const Contains& contains) {
        return search(0, most_claims, steps_left, found, contains);
    }

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    struct Arc {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        Minutes distance = 0;
        std::uint32_t claim = 0;
        std::uint32_t start = none;  ///< its place among the rows that are not kept
    };
    struct Claim {
        ClaimId id;
        std::vector<std::uint32_t> arcs;
        std::uint32_t spare_stretches = 0;  ///< how often a simple cycle can come back to it
    };
    /// Lower bounds of walks from each point to where the start's row comes from.
    struct Tables {
        std::vector<std::vector<Minutes>> by_stretches;
        std::vector<Minutes> any;
        bool last = false;  ///< more stretches lead to nothing shorter
    };
    /// A point on the way that is being followed.
    struct Frame {
        std::uint32_t arc = none;  ///< the arc that led here
        std::uint32_t next = 0;    ///< the arc to look at next
        Minutes length = 0;
        std::uint32_t spare = 0;  ///< stretches left for coming back to claims on the way
    };

    [[nodiscard]] bool is_out(const Arc& arc, std::uint32_t start) const {
        return arc.start != none && arc.start <= start;
    }
    void number_points(std::span<const OwnedRow> rows);
    void number_claims(std::span<const OwnedRow> rows);
    [[nodiscard]] bool one_more_stretch(std::uint32_t start, std::size_t& steps_left);
    [[nodiscard]] bool bound_any(std::uint32_t start, std::size_t& steps_left);
    [[nodiscard]] bool relax_kept(std::vector<Minutes>& labels, std::size_t& steps_left) const;
    Outcome search(std::uint32_t start, std::uint32_t most_claims, std::size_t& steps_left,
                   const Found& found, const Contains& contains);
    [[nodiscard]] std::vector<ClaimId> claims_on_way() const;
    bool join(std::uint32_t arc, const Contains& contains);
    void leave(std::uint32_t arc);
    void enter(const Frame& frame);
    void go_back();
    void abandon();

    std::uint32_t points_ = 0;
    std::vector<Arc> arcs_;                 ///< by the point they come from, canonical at each
    std::vector<std::uint32_t> first_arc_;  ///< by point, and one more
    std::vector<Claim> claims_;
    std::vector<std::uint32_t> starts_;  ///< arcs
    std::vector<Tables> tables_;         ///< by start
    std::uint32_t most_spare_ = 0;

    // Of the way that is being followed.
    std::vector<Frame> way_;
    std::vector<std::uint32_t> uses_;  ///< by claim: arcs on the way
    std::uint32_t distinct_ = 0;
    ClaimNumbers on_way_;
    std::vector<bool> is_passed_;  ///< by point
};

}  // namespace valla::chronology
