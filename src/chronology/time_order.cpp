#include "chronology/time_order.hpp"

#include <algorithm>
#include <limits>

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
std::vector<Rough> own_dates(const Network& network) {
    std::vector<Rough> latest(network.points(), unknown);
    std::vector<Rough> earliest(network.points(), unknown);
    for (const Constraint& row : network.constraints()) {
        if (row.y == Network::origin) {
            latest[row.x.index] = std::min(latest[row.x.index], rough(row.distance));
        } else if (row.x == Network::origin) {
            const Rough minute = rough(-row.distance);
            Rough& bound = earliest[row.y.index];
            if (bound == unknown || bound < minute) bound = minute;
        }
    }
    for (std::size_t point = 0; point < latest.size(); ++point) {
        if (latest[point] == unknown) {
            latest[point] = earliest[point];
        } else if (earliest[point] != unknown) {
            latest[point] = (latest[point] + earliest[point]) / 2;
        }
    }
    return latest;
}

/// Gives undated points the date of a neighbour, a few steps far.
void inherit_dates(const Network& network, std::vector<Rough>& dates) {
    constexpr int steps = 4;
    std::vector<ConstraintId> open;
    for (std::uint32_t id = 0; id < network.constraints().size(); ++id) {
        const Constraint& row = network.row({id});
        Rough& x = dates[row.x.index];
        Rough& y = dates[row.y.index];
        if (x != unknown && y != unknown) continue;
        if (row.x == Network::origin || row.y == Network::origin) continue;
        if (x == unknown && y == unknown) {
            open.push_back({id});
        } else if (x == unknown) {
            x = y;
        } else {
            y = x;
        }
    }
    for (int step = 0; step < steps && !open.empty(); ++step) {
        std::size_t left = 0;
        for (const ConstraintId id : open) {
            Rough& x = dates[network.row(id).x.index];
            Rough& y = dates[network.row(id).y.index];
            if (x == unknown && y == unknown) {
                open[left++] = id;
            } else if (x == unknown) {
                x = y;
            } else {
                y = x;
            }
        }
        open.resize(left);
    }
}

}  // namespace

std::vector<PointId> time_order(const Network& network) {
    constexpr Rough bucket_limit = 1 << 20;
    std::vector<Rough> dates = own_dates(network);
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
    std::vector<PointId> order(network.points() - 1);
    for (std::uint32_t point = 1; point < network.points(); ++point) {
        order[begins[bucket(dates[point])]++] = {point};
    }
    return order;
}

}  // namespace valla::chronology
