#include "chronology/overload.hpp"

#include <algorithm>

#include "chronology/relation.hpp"

namespace valla::chronology {

namespace {

struct Order {
    PointId end_of_first;
    PointId begin_of_second;
    friend bool operator==(const Order&, const Order&) = default;
};

/// What an alternative says of the kind "over before the other begins".
std::vector<Order> orders_of(const Network& network, ClaimId alternative) {
    std::vector<Order> orders;
    for (std::uint32_t id = network.first_row(alternative); id < network.end_row(alternative);
         ++id) {
        const Constraint& row = network.row({id});
        if (row.x == Network::origin || row.y == Network::origin || row.distance > 0) continue;
        orders.push_back({row.x, row.y});
    }
    return orders;
}

/// Two orders of which each alternative says at least one, and both are said; nothing where there
/// are none.
std::optional<std::pair<Order, Order>> either_order(const Network& network, const Choice& choice) {
    std::vector<std::vector<Order>> said;
    for (const ClaimId each : choice.alternatives) said.push_back(orders_of(network, each));
    if (said.size() < 2) return std::nullopt;
    const auto says = [](const std::vector<Order>& orders, const Order& order) {
        return std::find(orders.begin(), orders.end(), order) != orders.end();
    };
    for (const Order& one : said.front()) {
        for (std::size_t k = 1; k < said.size(); ++k) {
            if (says(said[k], one)) continue;
            for (const Order& other : said[k]) {
                if (std::all_of(said.begin(), said.end(), [&](const std::vector<Order>& orders) {
                        return says(orders, one) || says(orders, other);
                    })) {
                    return std::pair{one, other};
                }
            }
            break;
        }
    }
    return std::nullopt;
}

}  // namespace

Overloads::Overloads(const Timeline& timeline, std::span<const Choice> choices) {
    for (const Choice& choice : choices) add_pair(timeline.network(), choice);
    make_groups();
    measure(timeline);
    for (std::uint32_t group = 0; group < groups_.size(); ++group) {
        for (const std::uint32_t event : groups_[group]) {
            for (const PointId point : {events_[event].begin, events_[event].end}) {
                groups_at_[timeline.graph().position(point)].push_back(group);
            }
        }
        touched_.push_back(group);
    }
    is_touched_.assign(groups_.size(), true);
}

std::uint32_t Overloads::event_of(PointId begin, PointId end) {
    const auto fresh_number = static_cast<std::uint32_t>(events_.size());
    const auto [found, fresh] = event_at_.emplace(key(begin.index, end.index), fresh_number);
    if (fresh) events_.push_back({begin, end, 0, {}});
    return found->second;
}

void Overloads::add_pair(const Network& network, const Choice& choice) {
    const auto orders = either_order(network, choice);
    if (!orders) return;
    const auto& [one, other] = *orders;
    const std::uint32_t first = event_of(other.begin_of_second, one.end_of_first);
    const std::uint32_t second = event_of(one.begin_of_second, other.end_of_first);
    if (first == second) return;
    if (!owner_.emplace(key(first, second), choice.owner).second) return;
    owner_.emplace(key(second, first), choice.owner);
    pairs_.push_back({first, second, choice.owner});
}

/// How long the events of groups last at least; those that need not last are left out of them.
void Overloads::measure(const Timeline& timeline) {
    std::vector<bool> is_member(events_.size());
    for (const Group& group : groups_) {
        for (const std::uint32_t event : group) is_member[event] = true;
    }
    for (std::uint32_t event = 0; event < events_.size(); ++event) {
        if (!is_member[event]) continue;
        const auto lasts = greatest_difference(timeline, events_[event].begin, events_[event].end);
        if (!lasts || lasts->at_most >= 0) continue;
        events_[event].lasts = -lasts->at_most;
        events_[event].claims = owners(timeline.network(), lasts->steps);
    }
    for (Group& group : groups_) {
        group.erase(std::remove_if(group.begin(), group.end(),
                                   [this](std::uint32_t each) { return events_[each].lasts == 0; }),
                    group.end());
    }
}

/// Grows a group from each pair that is in none yet.
void Overloads::make_groups() {
    // Looking through a group takes the square of its size.
    constexpr std::size_t most_members = 64;
    std::vector<std::vector<std::uint32_t>> others(events_.size());
    for (const Pair& pair : pairs_) {
        others[pair.one].push_back(pair.other);
        others[pair.other].push_back(pair.one);
    }
    std::unordered_map<std::uint64_t, bool> is_covered;
    for (const Pair& pair : pairs_) {
        if (is_covered.count(key(pair.one, pair.other)) != 0) continue;
        Group group{pair.one, pair.other};
        for (const std::uint32_t event : others[pair.one]) {
            if (group.size() == most_members) break;
            if (std::all_of(group.begin(), group.end(), [&](std::uint32_t member) {
                    return owner_.count(key(event, member)) != 0;
                })) {
                group.push_back(event);
            }
        }
        if (group.size() < 3) continue;
        for (const std::uint32_t a : group) {
            for (const std::uint32_t b : group) is_covered[key(a, b)] = true;
        }
        groups_.push_back(std::move(group));
    }
}

void Overloads::touch(Position at) {
    const auto found = groups_at_.find(at);
    if (found == groups_at_.end()) return;
    for (const std::uint32_t group : found->second) {
        if (is_touched_[group]) continue;
        is_touched_[group] = true;
        touched_.push_back(group);
    }
}

std::vector<std::uint32_t> Overloads::overloaded(const Timeline& timeline,
                                                 const Group& group) const {
    struct Window {
        Minutes first;
        Minutes last;
        std::uint32_t event;
    };
    std::vector<Window> windows;
    for (const std::uint32_t event : group) {
        const auto first = timeline.earliest(events_[event].begin);
        const auto last = timeline.latest(events_[event].end);
        if (first && last) windows.push_back({*first, *last, event});
    }
    std::sort(windows.begin(), windows.end(), [](const Window& a, const Window& b) {
        return a.last != b.last ? a.last < b.last : a.event < b.event;
    });
    for (const Window& from : windows) {
        Minutes sum = 0;
        for (std::size_t k = 0; k < windows.size(); ++k) {
            if (windows[k].first < from.first) continue;
            sum += events_[windows[k].event].lasts;
            if (sum <= windows[k].last - from.first) continue;
            std::vector<std::uint32_t> members;
            for (std::size_t each = 0; each <= k; ++each) {
                if (windows[each].first >= from.first) members.push_back(windows[each].event);
            }
            return members;
        }
    }
    return {};
}

std::optional<Overloads::Overload> Overloads::find(const Timeline& timeline) {
    while (!touched_.empty()) {
        const std::vector<std::uint32_t> members = overloaded(timeline, groups_[touched_.back()]);
        if (members.empty()) {
            is_touched_[touched_.back()] = false;
            touched_.pop_back();
            continue;
        }
        Overload overload;
        for (std::size_t k = 0; k < members.size(); ++k) {
            const Event& event = events_[members[k]];
            overload.members.push_back({event.begin, event.end, event.claims});
            for (std::size_t other = 0; other < k; ++other) {
                overload.owners.push_back(owner_.at(key(members[k], members[other])));
            }
        }
        return overload;
    }
    return std::nullopt;
}

}  // namespace valla::chronology
