#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "chronology/claim_set.hpp"
#include "chronology/column.hpp"
#include "chronology/network.hpp"

namespace valla::chronology {

/// Which of its two bounds a point is looked at for. Everything below is written once for both:
/// *latest* follows the constraints as they stand, *earliest* is the same on the network turned
/// round, with negated labels.
enum class Side : std::uint8_t { latest, earliest };

constexpr Side other(Side side) { return side == Side::latest ? Side::earliest : Side::latest; }

/// The place of a point in the solver's arrays, which are laid out in time order: neighbours in
/// time are neighbours in memory. The first two places are no points: arcs that are switched off
/// are parked there.
using Position = std::uint32_t;
inline constexpr Position first_position = 2;
inline constexpr Position calendar =
    0xFFFFFFFF;  ///< stands for Network::origin, which has no place

/// One constraint between two points, seen from one of them.
struct Arc {
    Position other;
    std::int32_t distance;
};

/// A stretch of an array.
struct Segment {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// The arcs of every point on one hand, in compressed rows, the constraint of each in a parallel
/// column. An arc of a claim that is switched off is *parked*: it keeps its place but points to a
/// position whose label can neither support (where the table is read for supports) nor be improved
/// (where it is read for dependents), so that the inner loops need no test. Each table has its own
/// such position.
class ArcTable {
  public:
    explicit ArcTable(Position parking) : parking_(parking) {}

    [[nodiscard]] Segment of(Position point) const { return segments_[point]; }
    [[nodiscard]] const Arc* arcs() const { return arcs_.data(); }
    [[nodiscard]] const std::uint32_t* constraints() const { return constraints_.data(); }

    /// Has the memory fetch what `of` and then what `arcs` and `constraints` are to be asked for a
    /// point, while something else is done.
    void fetch_segment(Position point) const { fetch(&segments_[point]); }
    void fetch_arcs(Position point) const {
        const Segment segment = segments_[point];
        fetch(arcs_.data() + segment.begin);
        fetch(constraints_.data() + segment.begin);
    }

    void resize(std::size_t positions) { segments_.resize(positions); }
    void append(Position point, Arc arc, ConstraintId constraint);
    void point_to(Position point, ConstraintId constraint, Position target);
    [[nodiscard]] Position parking() const { return parking_; }
    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    friend class Graph;
    void allot(std::uint32_t count);

    Position parking_;
    std::uint32_t built_ = 0;  ///< the arcs below this one were laid out together, without slack
    Column<Segment> segments_;
    UnfilledColumn<Arc> arcs_;
    UnfilledColumn<std::uint32_t> constraints_;
};

class Stretches;

/// A constraint between a point and the calendar, as Constraint has its distance.
class CalendarConstraint {
  public:
    CalendarConstraint() = default;
    CalendarConstraint(Minutes of_distance, ConstraintId constraint, bool active)
        : distance(of_distance),
          constraint_and_active_(constraint.index << 1 | (active ? 1U : 0U)) {}

    Minutes distance = 0;
    [[nodiscard]] ConstraintId constraint() const { return {constraint_and_active_ >> 1}; }
    /// Whether its claim is switched on.
    [[nodiscard]] bool active() const { return (constraint_and_active_ & 1) != 0; }
    void set_active(bool active) { *this = {distance, constraint(), active}; }

  private:
    static_assert(Network::constraint_limit <= std::uint32_t{1} << 31);
    std::uint32_t constraint_and_active_ = 1;
};

/// The dates of every point on one side, kept out of the arcs: the calendar would otherwise be a
/// neighbour of nearly every point. Losers are kept, for when a better date is withdrawn.
class DateTable {
  public:
    [[nodiscard]] std::span<const CalendarConstraint> of(Position point) const {
        const Segment segment = segments_[point];
        return {entries_.data() + segment.begin, segment.end - segment.begin};
    }
    /// As those of ArcTable.
    void fetch_segment(Position point) const { fetch(&segments_[point]); }
    void fetch_dates(Position point) const { fetch(entries_.data() + segments_[point].begin); }

    void resize(std::size_t positions) { segments_.resize(positions); }
    void append(Position point, CalendarConstraint date);
    void set_active(Position point, ConstraintId constraint, bool active);
    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    friend class Graph;
    void lay_out(const Stretches& stretches, const UnfilledColumn<CalendarConstraint>& dates,
                 const UnfilledColumn<std::uint16_t>& offsets);

    std::uint32_t built_ = 0;
    Column<Segment> segments_;
    UnfilledColumn<CalendarConstraint> entries_;
};

/// A network laid out for solving: points in an estimated time order, arcs both ways, dates apart.
/// Building costs a few passes over the rows; switching one claim costs the degree of its points.
class Graph {
  public:
    /// Lays out all rows of `network`, which must outlive the graph; those of claims outside
    /// `active` are parked.
    Graph(const Network& network, const ClaimSet& active);

    /// Takes in what was appended to the network since; new rows are parked.
    void extend();

    void set_active(ConstraintId constraint, bool active);

    [[nodiscard]] const Network& network() const { return *network_; }
    [[nodiscard]] std::size_t positions() const { return point_at_.size(); }
    [[nodiscard]] Position position(PointId point) const { return position_[point.index]; }
    [[nodiscard]] PointId point_at(Position position) const { return point_at_[position]; }

    /// The arcs whose other end may lower the point's own label on this side, and those by which
    /// its label may lower another's.
    [[nodiscard]] const ArcTable& supports(Side side) const {
        return side == Side::latest ? by_x_ : by_y_;
    }
    [[nodiscard]] const ArcTable& dependents(Side side) const {
        return side == Side::latest ? by_y_ : by_x_;
    }
    [[nodiscard]] const DateTable& dates(Side side) const {
        return side == Side::latest ? not_after_ : not_before_;
    }

    /// The two ends of a constraint on a side: the label at `source` plus the distance bounds the
    /// label at `target`.
    [[nodiscard]] Position source(Side side, ConstraintId id) const {
        const Constraint& row = network_->row(id);
        return position_[(side == Side::latest ? row.y : row.x).index];
    }
    [[nodiscard]] Position target(Side side, ConstraintId id) const {
        const Constraint& row = network_->row(id);
        return position_[(side == Side::latest ? row.x : row.y).index];
    }

    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    struct DealtTies;
    void lay_out();
    void lay_out_dates();
    void lay_out_first(const DealtTies& ties, std::size_t stretch, std::size_t last,
                       std::uint32_t next, std::uint32_t Segment::*count);
    void turn_over(Position x, Position last, std::uint32_t Segment::*next);
    void park(const ClaimSet& active);

    const Network* network_;
    std::uint32_t rows_ = 0;
    Column<Position> position_;         ///< by point
    UnfilledColumn<PointId> point_at_;  ///< by position
    ArcTable by_x_{0};
    ArcTable by_y_{1};
    DateTable not_after_;
    DateTable not_before_;
};

}  // namespace valla::chronology
