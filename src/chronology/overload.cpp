#include "chronology/overload.hpp"

#include <algorithm>

namespace valla::chronology {

namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;

/// The one row of an alternative that says "over before the other begins", or nothing.
const Constraint* order_of(const Network& network, ClaimId alternative) {
    const std::uint32_t first = network.first_row(alternative);
    if (network.end_row(alternative) != first + 1) return nullptr;
    const Constraint& row = network.row({first});
    const bool orders = row.x != Network::origin && row.y != Network::origin && row.distance <= 0;
    return orders ? &row : nullptr;
}

}  // namespace

Overloads::Overloads(const Timeline& timeline, std::span<const Choice> choices) {
    for (const Choice& choice : choices) add_pair(timeline, choice);
    make_groups();
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

std::uint32_t Overloads::event_of(const Timeline& timeline, PointId begin, PointId end) {
    const auto [found, fresh] = event_at_.emplace(key(begin.index, end.index), none);
    if (!fresh) return found->second;
    const Graph& graph = timeline.graph();
    const ArcTable& table = graph.supports(Side::latest);
    const Segment segment = table.of(graph.position(begin));
    Minutes least = 0;
    std::uint32_t row = no_constraint;
    for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        if (table.arcs()[k].other != graph.position(end)) continue;
        if (table.arcs()[k].distance >= least) continue;
        least = table.arcs()[k].distance;
        row = table.constraints()[k];
    }
    if (row == no_constraint) return none;
    found->second = static_cast<std::uint32_t>(events_.size());
    events_.push_back({begin, end, -least, timeline.network().claim_of({row}), {}});
    return found->second;
}

void Overloads::add_pair(const Timeline& timeline, const Choice& choice) {
    if (choice.alternatives.size() != 2) return;
    const Constraint* const one = order_of(timeline.network(), choice.alternatives[0]);
    const Constraint* const other = order_of(timeline.network(), choice.alternatives[1]);
    if (one == nullptr || other == nullptr) return;
    const std::uint32_t first = event_of(timeline, other->y, one->x);
    const std::uint32_t second = event_of(timeline, one->y, other->x);
    if (first == none || second == none || first == second) return;
    if (!owner_.emplace(key(first, second), choice.owner).second) return;
    owner_.emplace(key(second, first), choice.owner);
    pairs_.push_back({first, second, choice.owner});
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
            overload.members.push_back({event.begin, event.end, event.claim});
            for (std::size_t other = 0; other < k; ++other) {
                overload.owners.push_back(owner_.at(key(members[k], members[other])));
            }
        }
        return overload;
    }
    return std::nullopt;
}

}  // namespace valla::chronology
