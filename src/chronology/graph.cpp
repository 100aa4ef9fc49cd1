#include "chronology/graph.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "chronology/time_order.hpp"

namespace valla::chronology {

static_assert(Network::distance_limit <= std::numeric_limits<std::int32_t>::max());

namespace {

/// Turns counts per position, kept one segment further, into empty segments in their final places.
void place_segments(Column<Segment>& segments) {
    std::uint32_t next = 0;
    for (Segment& segment : segments) {
        const std::uint32_t count = segment.end;
        segment = {next, next};
        next += count;
    }
}

/// Rows come in no order of time, so that writing each straight to its place would miss the cache
/// each time. This deals them into stretches of time, in their order otherwise: `make(position,
/// row)` for every row with a position.
template <typename Dealt, typename Make>
UnfilledColumn<Dealt> deal(std::size_t positions, const UnfilledColumn<Position>& of_rows,
                           Make make) {
    constexpr std::size_t most_stretches = 512;
    const auto shift = static_cast<int>(std::bit_width(positions / most_stretches));
    std::vector<std::uint32_t> ends((positions >> shift) + 2);
    for (const Position at : of_rows) {
        if (at != calendar) ++ends[(at >> shift) + 1];
    }
    for (std::size_t k = 1; k < ends.size(); ++k) ends[k] += ends[k - 1];
    UnfilledColumn<Dealt> dealt(ends.back());
    for (std::uint32_t row = 0; row < of_rows.size(); ++row) {
        const Position at = of_rows[row];
        if (at != calendar) dealt[ends[at >> shift]++] = make(at, row);
    }
    return dealt;
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

void DateTable::append(Position point, Date date) {
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
        if (entries_[k].constraint == constraint) entries_[k].active = active;
    }
}

std::size_t DateTable::memory_bytes() const {
    return segments_.capacity() * sizeof(Segment) + entries_.capacity() * sizeof(Date);
}

Graph::Graph(const Network& network, const ClaimSet& active) : network_(&network) {
    rows_ = static_cast<std::uint32_t>(network.constraints().size());
    position_.resize(network.points());
    position_[Network::origin.index] = calendar;
    point_at_.resize(first_position);
    const std::vector<PointId> order = time_order(network);
    point_at_.insert(point_at_.end(), order.begin(), order.end());
    for (Position at = first_position; at < point_at_.size(); ++at)
        position_[point_at_[at].index] = at;
    by_x_.resize(positions());
    by_y_.resize(positions());
    not_after_.resize(positions());
    not_before_.resize(positions());

    UnfilledColumn<Position> xs(rows_);
    std::vector<std::uint32_t> after;
    std::vector<std::uint32_t> before;
    for (std::uint32_t id = 0; id < rows_; ++id) {
        const Constraint& row = network.row({id});
        xs[id] = calendar;
        if (row.y == Network::origin) {
            after.push_back(id);
        } else if (row.x == Network::origin) {
            before.push_back(id);
        } else {
            xs[id] = position(row.x);
        }
    }
    lay_out_dates(true, after);
    lay_out_dates(false, before);
    lay_out_arcs(std::move(xs));
    park(active);
}

void Graph::lay_out_arcs(UnfilledColumn<Position> xs) {
    struct Dealt {
        Position x;
        Position y;
        std::int32_t distance;
        std::uint32_t id;
    };
    const UnfilledColumn<Dealt> dealt =
        deal<Dealt>(positions(), xs, [this](Position x, std::uint32_t id) {
            const Constraint& row = network_->row({id});
            return Dealt{x, position(row.y), static_cast<std::int32_t>(row.distance), id};
        });
    xs = {};
    const auto count = static_cast<std::uint32_t>(dealt.size());

    for (const Dealt& row : dealt) ++by_x_.segments_[row.x].end;
    place_segments(by_x_.segments_);
    by_x_.allot(count);
    for (const Dealt& row : dealt) {
        const std::uint32_t place = by_x_.segments_[row.x].end++;
        by_x_.arcs_[place] = {row.y, row.distance};
        by_x_.constraints_[place] = row.id;
    }

    // The second table is the first one turned over: walked in time order it is written almost in
    // order.
    for (const Arc arc : by_x_.arcs_) ++by_y_.segments_[arc.other].end;
    place_segments(by_y_.segments_);
    by_y_.allot(count);
    for (Position x = first_position; x < positions(); ++x) {
        const Segment segment = by_x_.of(x);
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            const Arc arc = by_x_.arcs_[k];
            const std::uint32_t place = by_y_.segments_[arc.other].end++;
            by_y_.arcs_[place] = {x, arc.distance};
            by_y_.constraints_[place] = by_x_.constraints_[k];
        }
    }
}

/// The dates of one side: the rows `ids`.
void Graph::lay_out_dates(bool after, const std::vector<std::uint32_t>& ids) {
    struct Dealt {
        Position point;
        Date date;
    };
    DateTable& table = after ? not_after_ : not_before_;
    UnfilledColumn<Position> points;
    points.reserve(ids.size());
    for (const std::uint32_t id : ids) {
        const Constraint& row = network_->row({id});
        points.push_back(position(after ? row.x : row.y));
    }
    const auto dealt = deal<Dealt>(positions(), points, [&](Position point, std::uint32_t k) {
        return Dealt{point, {network_->row({ids[k]}).distance, {ids[k]}}};
    });
    for (const Dealt& row : dealt) ++table.segments_[row.point].end;
    place_segments(table.segments_);
    table.built_ = static_cast<std::uint32_t>(dealt.size());
    table.entries_.resize(table.built_);
    for (const Dealt& row : dealt) {
        table.entries_[table.segments_[row.point].end++] = row.date;
    }
}

void Graph::park(const ClaimSet& active) {
    for (std::uint32_t claim = 0; claim < network_->claims(); ++claim) {
        if (active.contains({claim})) continue;
        for (std::uint32_t id = network_->first_row({claim}); id < network_->end_row({claim});
             ++id) {
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
