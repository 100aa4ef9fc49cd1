#include "chronology/time_order.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "chronology/side_by_side.hpp"

namespace valla::chronology {

namespace {

/// A date for ordering only: in units of 64 minutes, to halve the tables that are read at random.
using Rough = std::int32_t;
constexpr Rough unknown = std::numeric_limits<Rough>::max();

Rough rough(Minutes minute) {
    constexpr Minutes most = std::numeric_limits<Rough>::max() / 4;
    return static_cast<Rough>(std::clamp(minute / 64, -most, most));
}

/// The middle of the narrowest stretch in which a point's own dates place it, or its one end.
Column<Rough> own_dates(const Network& network) {
    Column<Rough> latest(network.points(), unknown);
    Column<Rough> earliest(network.points(), unknown);
    const auto find_latest = [&] {
        for (const Constraint& row : network.constraints()) {
            if (row.y != Network::origin) continue;
            Rough& bound = latest[row.x.index];
            bound = std::min(bound, rough(row.distance));
        }
    };
    const auto find_earliest = [&] {
        for (const Constraint& row : network.constraints()) {
            if (row.x != Network::origin) continue;
            const Rough minute = rough(-row.distance);
            Rough& bound = earliest[row.y.index];
            if (bound == unknown || bound < minute) bound = minute;
        }
    };
    side_by_side(network.constraints().size(), find_latest, find_earliest);
    for (std::size_t point = 0; point < latest.size(); ++point) {
        Rough& middle = latest[point];
        if (middle == unknown) {
            middle = earliest[point];
        } else if (earliest[point] != unknown) {
            middle = (middle + earliest[point]) / 2;
        }
    }
    return latest;
}

/// Gives undated points the date of a neighbour, a few steps far.
void inherit_dates(const Network& network, Column<Rough>& dates) {
    constexpr int steps = 4;
    // Mostly both points of a row have dates: one bit per point says so from within the cache.
    std::vector<std::uint64_t> is_known((dates.size() + 63) / 64);
    const auto know = [&](std::uint32_t point) {
        is_known[point / 64] |= std::uint64_t{1} << (point % 64);
    };
    const auto knows = [&](std::uint32_t point) {
        return ((is_known[point / 64] >> (point % 64)) & 1) != 0;
    };
    for (std::uint32_t point = 0; point < dates.size(); ++point) {
        if (dates[point] != unknown) know(point);
    }
    // Whether nothing is left to do for a row.
    const auto settle = [&](const Constraint& row) {
        const bool x = knows(row.x.index);
        const bool y = knows(row.y.index);
        if (x == y) return x;
        const std::uint32_t to = x ? row.y.index : row.x.index;
        dates[to] = dates[x ? row.x.index : row.y.index];
        know(to);
        return true;
    };
    std::vector<ConstraintId> open;
    for (std::uint32_t id = 0; id < network.constraints().size(); ++id) {
        const Constraint& row = network.row({id});
        if (row.x == Network::origin || row.y == Network::origin) continue;
        if (!settle(row)) open.push_back({id});
    }
    for (int step = 0; step < steps && !open.empty(); ++step) {
        const auto is_settled = [&](ConstraintId id) { return settle(network.row(id)); };
        open.erase(std::remove_if(open.begin(), open.end(), is_settled), open.end());
    }
}

}  // namespace

void append_time_order(const Network& network, UnfilledColumn<PointId>& points) {
    // Enough for a point or two in each; a small case is not to pay for a large table.
    const auto bucket_limit =
        static_cast<Rough>(std::clamp<std::size_t>(4 * network.points(), 64, 1 << 17));
    Column<Rough> dates = own_dates(network);
    inherit_dates(network, dates);

    Rough first = unknown;
    Rough last = std::numeric_limits<Rough>::min();
    for (const Rough date : dates) {
        if (date == unknown) continue;
        first = std::min(first, date);
        last = std::max(last, date);
    }
    int shift = 0;
    while (first != unknown && ((last - first) >> shift) >= bucket_limit) ++shift;
    const auto bucket = [&](Rough date) {
        return date == unknown ? std::size_t{0}
                               : static_cast<std::size_t>((date - first) >> shift) + 1;
    };

    std::vector<std::uint32_t> begins(first == unknown ? 2 : bucket(last) + 2);
    for (std::uint32_t point = 1; point < network.points(); ++point)
        ++begins[bucket(dates[point]) + 1];
    for (std::size_t each = 1; each < begins.size(); ++each) begins[each] += begins[each - 1];
    const std::size_t before = points.size();
    points.resize(before + network.points() - 1);
    for (std::uint32_t point = 1; point < network.points(); ++point) {
        points[before + begins[bucket(dates[point])]++] = {point};
    }
}

}  // namespace valla::chronology
