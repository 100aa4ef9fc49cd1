#include "chronology/graph.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "chronology/side_by_side.hpp"
#include "chronology/stretches.hpp"
#include "chronology/time_order.hpp"

namespace valla::chronology {

static_assert(Network::distance_limit <= std::numeric_limits<std::int32_t>::max());

namespace {

/// Rows between a point and the calendar, dealt into stretches.
struct DealtDates {
    Stretches stretches;
    UnfilledColumn<CalendarConstraint> dates;
    UnfilledColumn<std::uint16_t> offsets;

    DealtDates(std::size_t positions, std::size_t rows)
        : stretches(positions, rows), dates(stretches.places()), offsets(stretches.places()) {}
    void add(Position at, Minutes distance, std::uint32_t id) {
        const std::size_t place = stretches.add(at);
        dates[place] = {distance, {id}, true};
        offsets[place] = stretches.offset(at);
    }
};

/// Turns counts of the positions from `begin` on, kept in `end`, into empty segments that lie one
/// behind the other from `next` on; gives what lies behind them.
std::uint32_t place_segments(Segment* begin, const Segment* end, std::uint32_t next) {
    for (Segment* segment = begin; segment != end; ++segment) {
        const std::uint32_t count = segment->end;
        *segment = {next, next};
        next += count;
    }
    return next;
}

/// Makes room for one more entry of a point. A stretch that was laid out with the others has no
/// slack and is copied to the end of the column; a copied one has room up to the next power of two.
template <typename Copy>
std::uint32_t make_room(Segment& segment, std::uint32_t built, std::uint32_t column_size,
                        Copy copy) {
    const std::uint32_t size = segment.end - segment.begin;
    const bool full = segment.begin < built || size == 0 || std::has_single_bit(size);
    if (full) {
        copy(segment, std::bit_ceil(size + 1));
        segment = {column_size, column_size + size};
    }
    return segment.end++;
}

}  // namespace

void ArcTable::append(Position point, Arc arc, ConstraintId constraint) {
    const auto copy = [this](Segment from, std::uint32_t capacity) {
        const std::size_t to = arcs_.size();
        arcs_.resize(to + capacity);
        constraints_.resize(to + capacity);
        std::copy_n(arcs_.begin() + from.begin, from.end - from.begin, arcs_.begin() + to);
        std::copy_n(constraints_.begin() + from.begin, from.end - from.begin,
                    constraints_.begin() + to);
    };
    const std::uint32_t place =
        make_room(segments_[point], built_, static_cast<std::uint32_t>(arcs_.size()), copy);
    arcs_[place] = arc;
    constraints_[place] = constraint.index;
}

void ArcTable::allot(std::uint32_t count) {
    built_ = count;
    arcs_.resize(count);
    constraints_.resize(count);
}

void ArcTable::point_to(Position point, ConstraintId constraint, Position target) {
    const Segment segment = segments_[point];
    const auto begin = constraints_.begin() + segment.begin;
    const auto place = std::find(begin, constraints_.begin() + segment.end, constraint.index);
    arcs_[segment.begin + static_cast<std::uint32_t>(place - begin)].other = target;
}

std::size_t ArcTable::memory_bytes() const {
    return segments_.capacity() * sizeof(Segment) + arcs_.capacity() * sizeof(Arc) +
           constraints_.capacity() * sizeof(std::uint32_t);
}

void DateTable::append(Position point, CalendarConstraint date) {
    const auto copy = [this](Segment from, std::uint32_t capacity) {
        const std::size_t to = entries_.size();
        entries_.resize(to + capacity);
        std::copy_n(entries_.begin() + from.begin, from.end - from.begin, entries_.begin() + to);
    };
    const std::uint32_t place =
        make_room(segments_[point], built_, static_cast<std::uint32_t>(entries_.size()), copy);
    entries_[place] = date;
}

void DateTable::set_active(Position point, ConstraintId constraint, bool active) {
    const Segment segment = segments_[point];
    for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        if (entries_[k].constraint() == constraint) entries_[k].set_active(active);
    }
}

void DateTable::lay_out(const Stretches& stretches, const UnfilledColumn<CalendarConstraint>& dates,
                        const UnfilledColumn<std::uint16_t>& offsets) {
    std::uint32_t next = 0;
    entries_.resize(stretches.rows(0, stretches.count()));
    for (std::size_t stretch = 0; stretch < stretches.count(); ++stretch) {
        Segment* const first = segments_.data() + stretches.first(stretch);
        stretches.each(stretch, [&](std::size_t place) { ++first[offsets[place]].end; });
        next = place_segments(first, segments_.data() + stretches.end(stretch), next);
        stretches.each(stretch, [&](std::size_t place) {
            entries_[first[offsets[place]].end++] = dates[place];
        });
    }
    built_ = next;
}

std::size_t DateTable::memory_bytes() const {
    return segments_.capacity() * sizeof(Segment) +
           entries_.capacity() * sizeof(CalendarConstraint);
}

Graph::Graph(const Network& network, const ClaimSet& active) : network_(&network) {
    rows_ = static_cast<std::uint32_t>(network.constraints().size());
    position_.resize(network.points());
    position_[Network::origin.index] = calendar;
    point_at_.resize(first_position);
    append_time_order(network, point_at_);
    for (Position at = first_position; at < point_at_.size(); ++at)
        position_[point_at_[at].index] = at;
    by_x_.resize(positions());
    by_y_.resize(positions());
    not_after_.resize(positions());
    not_before_.resize(positions());
    lay_out();
    park(active);
}

/// Rows between points, dealt into stretches by their first point. They lie where the second table
/// will be, which is filled when they are not needed any more: fresh memory costs as much as the
/// work in it.
struct Graph::DealtTies {
    Stretches stretches;
    UnfilledColumn<Arc>& arcs;
    UnfilledColumn<std::uint32_t>& ids;
    UnfilledColumn<std::uint16_t> offsets;

    DealtTies(std::size_t positions, std::size_t rows, ArcTable& second)
        : stretches(positions, rows),
          arcs(second.arcs_),
          ids(second.constraints_),
          offsets(stretches.places()) {
        arcs.resize(stretches.places());
        ids.resize(stretches.places());
    }
};

void Graph::lay_out() {
    const std::uint32_t count = rows_ - network_->dates();
    DealtTies ties(positions(), count, by_y_);
    // Rows are told apart by what they say and not by the positions, which are looked up in no
    // order: a wrong guess is then found without waiting for them.
    const auto deal_ties = [&] {
        for (std::uint32_t id = 0; id < rows_; ++id) {
            const Constraint& row = network_->row({id});
            if (row.x == Network::origin || row.y == Network::origin) continue;
            const Position x = position(row.x);
            const std::size_t place = ties.stretches.add(x);
            ties.arcs[place] = {position(row.y), static_cast<std::int32_t>(row.distance)};
            ties.ids[place] = id;
            ties.offsets[place] = ties.stretches.offset(x);
        }
    };
    side_by_side(rows_, deal_ties, [&] { lay_out_dates(); });

    // Both tables are made in two halves of the stretches, which may go on at the same time. What
    // each half has for a point of the second table is counted, and later placed, by an end of the
    // point's segment of its own.
    std::size_t middle = 0;
    while (ties.stretches.rows(0, middle) < count / 2) ++middle;
    const auto in_first_half = static_cast<std::uint32_t>(ties.stretches.rows(0, middle));
    by_x_.allot(count);
    side_by_side(
        count, [&] { lay_out_first(ties, 0, middle, 0, &Segment::begin); },
        [&] { lay_out_first(ties, middle, ties.stretches.count(), in_first_half, &Segment::end); });

    // The second table is the first one turned over: walked in time order it is written almost in
    // order.
    by_y_.allot(count);
    std::uint32_t next = 0;
    for (Segment& segment : by_y_.segments_) {
        const auto [first_half, second_half] = segment;
        segment = {next, next + first_half};
        next += first_half + second_half;
    }
    const Position split =
        std::min(ties.stretches.first(middle), static_cast<Position>(positions()));
    side_by_side(
        count, [&] { turn_over(0, split, &Segment::begin); },
        [&] { turn_over(split, static_cast<Position>(positions()), &Segment::end); });
    next = 0;
    for (Segment& segment : by_y_.segments_) segment.begin = std::exchange(next, segment.end);
}

void Graph::lay_out_dates() {
    DealtDates after(positions(), network_->dates());
    DealtDates before(positions(), network_->dates());
    for (std::uint32_t id = 0; id < rows_; ++id) {
        const Constraint& row = network_->row({id});
        if (row.y == Network::origin) {
            after.add(position(row.x), row.distance, id);
        } else if (row.x == Network::origin) {
            before.add(position(row.y), row.distance, id);
        }
    }
    not_after_.lay_out(after.stretches, after.dates, after.offsets);
    not_before_.lay_out(before.stretches, before.dates, before.offsets);
}

/// Lays out stretches of the first table, whose arcs begin at `next`, and counts them in the
/// second.
void Graph::lay_out_first(const DealtTies& ties, std::size_t stretch, std::size_t last,
                          std::uint32_t next, std::uint32_t Segment::*count) {
    Segment* const of_x = by_x_.segments_.data();
    Segment* const of_y = by_y_.segments_.data();
    for (; stretch < last; ++stretch) {
        Segment* const first = of_x + ties.stretches.first(stretch);
        ties.stretches.each(stretch, [&](std::size_t place) { ++first[ties.offsets[place]].end; });
        next = place_segments(first, of_x + ties.stretches.end(stretch), next);
        ties.stretches.each(stretch, [&](std::size_t place) {
            const std::uint32_t to = first[ties.offsets[place]].end++;
            by_x_.arcs_[to] = ties.arcs[place];
            by_x_.constraints_[to] = ties.ids[place];
            ++(of_y[ties.arcs[place].other].*count);
        });
    }
}

/// Copies the arcs of some positions into the second table.
void Graph::turn_over(Position x, Position last, std::uint32_t Segment::*next) {
    Segment* const of_y = by_y_.segments_.data();
    for (; x < last; ++x) {
        const Segment segment = by_x_.of(x);
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            const Arc arc = by_x_.arcs_[k];
            const std::uint32_t place = (of_y[arc.other].*next)++;
            by_y_.arcs_[place] = {x, arc.distance};
            by_y_.constraints_[place] = by_x_.constraints_[k];
        }
    }
}

void Graph::park(const ClaimSet& active) {
    for (ClaimId claim = active.first_missing({0}); claim.index < network_->claims();
         claim = active.first_missing({claim.index + 1})) {
        for (std::uint32_t id = network_->first_row(claim); id < network_->end_row(claim); ++id) {
            set_active({id}, false);
        }
    }
}

void Graph::extend() {
    for (auto point = static_cast<std::uint32_t>(position_.size()); point < network_->points();
         ++point) {
        position_.push_back(static_cast<Position>(point_at_.size()));
        point_at_.push_back({point});
    }
    for (ArcTable* table : {&by_x_, &by_y_}) table->resize(positions());
    for (DateTable* table : {&not_after_, &not_before_}) table->resize(positions());
    for (; rows_ < network_->constraints().size(); ++rows_) {
        const ConstraintId id{rows_};
        const Constraint& row = network_->row(id);
        if (row.y == Network::origin) {
            not_after_.append(position(row.x), {row.distance, id, false});
        } else if (row.x == Network::origin) {
            not_before_.append(position(row.y), {row.distance, id, false});
        } else {
            const auto distance = static_cast<std::int32_t>(row.distance);
            by_x_.append(position(row.x), {by_x_.parking(), distance}, id);
            by_y_.append(position(row.y), {by_y_.parking(), distance}, id);
        }
    }
}

void Graph::set_active(ConstraintId id, bool active) {
    const Constraint& row = network_->row(id);
    if (row.y == Network::origin) {
        not_after_.set_active(position(row.x), id, active);
    } else if (row.x == Network::origin) {
        not_before_.set_active(position(row.y), id, active);
    } else {
        const Position x = position(row.x);
        const Position y = position(row.y);
        by_x_.point_to(x, id, active ? y : by_x_.parking());
        by_y_.point_to(y, id, active ? x : by_y_.parking());
    }
}

std::size_t Graph::memory_bytes() const {
    return position_.capacity() * sizeof(Position) + point_at_.capacity() * sizeof(PointId) +
           by_x_.memory_bytes() + by_y_.memory_bytes() + not_after_.memory_bytes() +
           not_before_.memory_bytes();
}

}  // namespace valla::chronology
