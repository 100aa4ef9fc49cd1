#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "chronology/row_cycles.hpp"

namespace valla::chronology {

/// A row with its owner. The rows of `kept` claims cannot clash with each other.
struct OwnedRow {
    Constraint row;
    ClaimId owner;
    bool kept = true;
};

/// A search for cycles of negative length by the number of claims that own them.
///
/// Every cycle passes a row that is not kept; the search starts from each of these in turn and
/// leaves out those it started from before. For each it lays out the points and rows through which
/// a cycle below zero can pass, and RowCycles goes round these. A row is among them when the
/// shortest walk from the start to it, it, and the shortest walk from it back to the start come
/// below zero together. The calendar, through which nearly all walks could turn again and again,
/// is passed once at most, so that walks before it and behind it are told apart. Walks on which
/// rows that are not kept occur often may be shorter and shorter; after some tens of such rows
/// they count as without bound.
///
/// Where all that lies around a start is more than `whole_steps` rows, only what is near it is laid
/// out, anew for each number of claims: on a cycle a row is passed once, so that each of the rows
/// of a claim counts for a share of it, and what a walk of so many claims cannot reach is left out.
///
/// Cost: per start, the rows that walks reach from it without the calendar, and from the calendar
/// as far as a cycle can go; or what is near it.
class ClaimCycles {
  public:
    using Next = RowCycles::Next;
    using Found = RowCycles::Found;
    using Outcome = RowCycles::Outcome;

    /// Rows in canonical order, on at most 2^32 points; no claim may be impossible by itself.
    /// `known`, to which `found` may add, must outlive it.
    ClaimCycles(std::span<const OwnedRow> rows, FoundSets& known,
                std::size_t whole_steps = default_whole_steps);
    static constexpr std::size_t default_whole_steps = 80'000;

    /// Finds the cycles owned by at most `most_claims` claims which contain no known set.
    /// `steps_left` goes down by the rows looked at.
    Outcome run(std::uint32_t most_claims, std::size_t& steps_left, const Found& found);

    /// Only those that pass the first row that is not kept.
    Outcome run_from_first(std::uint32_t most_claims, std::size_t& steps_left, const Found& found) {
        return run_from(0, most_claims, steps_left, found);
    }

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    struct Arc {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        Minutes distance = 0;
        ClaimId claim;
        std::uint32_t start = none;         ///< its place among the rows that are not kept
        std::uint32_t share = whole_claim;  ///< no cycle has more rows of the claim for one claim
    };
    static constexpr std::uint32_t whole_claim = 60;
    enum class Direction : std::uint8_t { forward, back };
    /// The shortest walks from, or back from, one point.
    struct Labels {
        explicit Labels(std::uint32_t points = 0);
        std::vector<Minutes> values;  ///< by point; `infinite` where nothing leads
        std::vector<std::uint32_t> touched;
        std::vector<std::uint8_t> waiting;
        std::vector<std::uint32_t> nodes;  ///< of RowCycles, by point
        void clear();
    };
    /// What the walks of one start may use.
    struct Walk {
        std::uint32_t source = none;
        Minutes length = 0;             ///< that they have at the source
        std::uint32_t turn = none;      ///< they do not go on from here
        std::uint32_t first_start = 0;  ///< rows that are not kept count from this one on
    };

    /// What walks of a start can reach with so many claims.
    struct Near {
        std::vector<std::uint32_t> points;
        bool is_all = true;  ///< with more claims they reach nothing more
    };

    void number_points(std::span<const OwnedRow> rows);
    void share_out_claims();
    [[nodiscard]] bool reach(Direction direction, std::uint32_t start, std::uint32_t shares,
                             Near& near, std::size_t& steps_left) const;
    [[nodiscard]] std::vector<OwnedRow> rows_near(std::uint32_t start, const Near& near) const;
    Outcome run_near(std::uint32_t start, std::uint32_t most_claims, std::size_t& steps_left,
                     const Found& found);
    template <typename Wanted>
    bool label(Direction direction, const Walk& walk, Labels& labels, const Wanted& wanted,
               std::size_t& steps_left) const;
    [[nodiscard]] bool lay_out(std::uint32_t start, std::size_t& steps_left);
    [[nodiscard]] std::unique_ptr<RowCycles> search_of(std::uint32_t start);
    Outcome run_from(std::uint32_t start, std::uint32_t most_claims, std::size_t& steps_left,
                     const Found& found);

    FoundSets* known_;
    std::size_t whole_steps_;
    std::uint32_t too_large_ = 0;  ///< starts around which too much lies
    std::vector<bool> is_large_;   ///< by start: it is one of them
    std::uint32_t points_ = 0;
    std::uint32_t calendar_ = none;
    std::vector<Arc> arcs_;                 ///< by the point they come from, canonical at each
    std::vector<std::uint32_t> first_arc_;  ///< by point, and one more
    std::vector<std::uint32_t> into_;       ///< arcs by the point they lead to
    std::vector<std::uint32_t> first_into_;
    std::vector<std::uint32_t> starts_;                 ///< arcs
    std::vector<std::unique_ptr<RowCycles>> searches_;  ///< by start, while there may be more
    std::vector<bool> is_done_;                         ///< by start
    std::vector<Minutes> to_calendar_;  ///< by point: the shortest walk; empty until it is needed

    // Of the start that is being laid out.
    Labels back_;                             ///< to its end, not through the calendar
    Labels before_calendar_, from_calendar_;  ///< from its beginning
};

}  // namespace valla::chronology
