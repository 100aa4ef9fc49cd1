#pragma once

#include <compare>
#include <cstdint>
#include <span>

#include "calendar/day.hpp"
#include "chronology/column.hpp"

namespace valla::chronology {

/// Whole minutes: a distance between two points, or a place on the one time scale of the case,
/// counted from whatever minute the caller calls 0. A day is half-open, [d, d + minutes_per_day).
using Minutes = std::int64_t;
using calendar::minutes_per_day;

/// A moment whose place in time is asked for: the begin or the end of something.
struct PointId {
    std::uint32_t index = 0;
    friend auto operator<=>(PointId, PointId) = default;
};

/// What is believed or left out as a whole. A claim owns one or more constraints.
struct ClaimId {
    std::uint32_t index = 0;
    friend auto operator<=>(ClaimId, ClaimId) = default;
};

/// One row of the network, counted in the order in which the rows were added.
struct ConstraintId {
    std::uint32_t index = 0;
    friend auto operator<=>(ConstraintId, ConstraintId) = default;
};

/// `x - y <= distance`. One of the two may be the calendar itself (`Network::origin`, which stands
/// at 0): `x - origin <= t` says "x is not after t", `origin - y <= -t` says "y is not before t".
struct Constraint {
    PointId x;
    PointId y;
    Minutes distance = 0;
};

/// What became of a row that was offered. Every answer but `yes` leaves the network as it was.
enum class Added : std::uint8_t {
    yes,
    unknown_point,  ///< a point that add_point() did not give
    no_claim,       ///< no claim was begun that could own the row
    too_far,        ///< beyond distance_limit or date_limit
    too_many,       ///< constraint_limit is reached
};

/// A simple temporal network (Dechter, Meiri, Pearl 1991) in which every constraint knows its
/// claim: plain columns, only ever appended to. Nothing is computed here.
///
///     Network network;
///     PointId arrest = network.add_point(), trial = network.add_point();
///     network.add_claim(0);                  // "arrested on day 3, at the latest"
///     network.not_after(arrest, 4 * 1440 - 1);
///     network.add_claim(1);                  // "the trial was at most a week after the arrest"
///     network.at_most(trial, arrest, 7 * 1440);
///
/// The limits are such that no sum of distances along any walk that the solvers follow can leave 64
/// bits.
class Network {
  public:
    static constexpr std::uint32_t point_limit = 1U << 24;
    static constexpr std::uint32_t constraint_limit = 1U << 31;
    static constexpr Minutes distance_limit =
        2'000'000'000;  ///< about 3,800 years, between two points
    static constexpr Minutes date_limit = Minutes{1}
                                          << 44;  ///< about 33 million years, from minute 0
    static constexpr PointId origin{0};

    Network();

    /// A new point; `origin` when point_limit is reached.
    PointId add_point();

    /// Makes room beforehand, to the byte, where the numbers are known.
    void reserve(std::size_t claims, std::size_t constraints);

    /// Begins a new claim, which owns the rows that are added until the next one begins. `rank` is
    /// its place in the caller's canonical order: of two claims, the one of lower rank is kept and
    /// named first. Give every claim its own rank; equal ranks fall back on the order of adding.
    ClaimId add_claim(std::uint32_t rank);

    /// Gives a claim another rank; not while a timeline has the network.
    void set_rank(ClaimId claim, std::uint32_t rank) { ranks_[claim.index] = rank; }

    Added at_most(PointId x, PointId y, Minutes distance);  ///< x - y <= distance
    Added not_after(PointId x, Minutes minute);             ///< x <= minute
    Added not_before(PointId x, Minutes minute);            ///< x >= minute

    /// The number of points, `origin` counted.
    [[nodiscard]] std::uint32_t points() const { return points_; }
    [[nodiscard]] std::uint32_t claims() const { return static_cast<std::uint32_t>(ranks_.size()); }
    [[nodiscard]] std::span<const Constraint> constraints() const { return rows_; }
    /// How many of the rows are between a point and the calendar.
    [[nodiscard]] std::uint32_t dates() const { return dates_; }

    [[nodiscard]] const Constraint& row(ConstraintId id) const { return rows_[id.index]; }
    [[nodiscard]] std::uint32_t rank(ClaimId claim) const { return ranks_[claim.index]; }
    /// The first row of a claim, and the row behind its last.
    [[nodiscard]] std::uint32_t first_row(ClaimId claim) const { return first_rows_[claim.index]; }
    [[nodiscard]] std::uint32_t end_row(ClaimId claim) const;
    /// The claim that owns a row: a binary search.
    [[nodiscard]] ClaimId claim_of(ConstraintId id) const;

    /// Whether `a` comes before `b` in the caller's order.
    [[nodiscard]] bool comes_before(ClaimId a, ClaimId b) const {
        return ranks_[a.index] != ranks_[b.index] ? ranks_[a.index] < ranks_[b.index] : a < b;
    }
    /// The same for rows: by claim, then by place in the claim.
    [[nodiscard]] bool comes_before(ConstraintId a, ConstraintId b) const;

    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    Added add(PointId x, PointId y, Minutes distance, Minutes limit);

    std::uint32_t points_ = 1;
    std::uint32_t dates_ = 0;
    Column<Constraint> rows_;
    Column<std::uint32_t> first_rows_;
    Column<std::uint32_t> ranks_;
};

}  // namespace valla::chronology
