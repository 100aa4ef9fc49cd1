#include "consequence/told_times.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "chronology/envelope.hpp"
#include "consequence/version_times.hpp"

namespace valla::consequence {

using chronology::ClaimSet;
using chronology::Envelope;
using chronology::Side;
using evidence::RivalAccounts;

namespace {

/// A version of a larger dispute takes as many questions to the solver, each as much longer.
constexpr std::size_t most_listed_units = 128;

struct Place {
    Side side;
    bool end;
};
constexpr Place places[] = {
    {Side::earliest, false}, {Side::latest, false}, {Side::earliest, true}, {Side::latest, true}};

ToldBounds bounds_of(Envelope& envelope, NameId name) {
    const chronology::Event event = *envelope.times().event_of(name);
    ToldBounds bounds;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        const auto found = envelope.bound(places[i].side, places[i].end ? event.end : event.begin);
        bounds[i] = {found.minute, found.minute && found.claims.size() == 1,
                     static_cast<Minutes>(2 * found.claims.size())};
    }
    return bounds;
}

bool same_minutes(const ToldBounds& a, const ToldBounds& b) {
    return std::equal(a.begin(), a.end(), b.begin(),
                      [](const ToldBound& x, const ToldBound& y) { return x.minute == y.minute; });
}

/// When a thing was on one version.
struct OnVersion {
    const Version* version;
    std::vector<UnitId> out;  ///< what it leaves out of what can bear on the time
    ToldBounds bounds;
};

/// Versions that give the same times, in the order of their first.
std::vector<ToldTime> by_bounds(const std::vector<OnVersion>& versions) {
    std::vector<ToldTime> told;
    for (const OnVersion& each : versions) {
        auto same = std::find_if(told.begin(), told.end(), [&](const ToldTime& other) {
            return same_minutes(other.bounds, each.bounds);
        });
        if (same == told.end()) same = told.insert(told.end(), {{}, {}, each.bounds});
        widen(same->bounds, each.bounds);
        if (std::find(same->versions.begin(), same->versions.end(), each.out) ==
            same->versions.end())
            same->versions.push_back(each.out);
    }
    return told;
}

/// What the accounts of one thing give; empty when they all give the same.
std::vector<ToldTime> by_account(const RivalAccounts& rivals,
                                 const std::vector<OnVersion>& versions) {
    std::vector<ToldTime> told;
    ToldTime neither;
    std::vector<OnVersion> rest = versions;
    for (std::size_t i = 0; i < rivals.accounts.size(); ++i) {
        if (rivals.units[i].none()) continue;
        const UnitId unit{rivals.units[i].number};
        std::optional<ToldBounds> bounds;
        for (const OnVersion& each : versions) {
            if (!each.version->has(unit)) continue;
            if (bounds) widen(*bounds, each.bounds);
            else bounds = each.bounds;
        }
        if (!bounds) continue;
        std::erase_if(rest, [&](const OnVersion& each) { return each.version->has(unit); });
        auto same = std::find_if(told.begin(), told.end(), [&](const ToldTime& other) {
            return same_minutes(other.bounds, *bounds);
        });
        if (same == told.end()) same = told.insert(told.end(), {{}, {}, *bounds});
        widen(same->bounds, *bounds);
        same->accounts.push_back(rivals.accounts[i]);
    }
    if (told.size() < 2) return {};
    for (ToldTime& each : by_bounds(rest)) told.push_back(std::move(each));
    return told;
}

std::vector<ToldTime> told_apart(const evidence::Evidence& evidence,
                                 const std::vector<OnVersion>& versions) {
    std::vector<ToldTime> told = by_bounds(versions);
    if (told.size() == 1) {
        told.front().versions.clear();
        return told;
    }
    std::vector<ToldTime> accounts;
    for (const RivalAccounts& rivals : evidence.rival_accounts()) {
        for (ToldTime& each : by_account(rivals, versions)) accounts.push_back(std::move(each));
    }
    if (!accounts.empty()) return accounts;
    if (told.size() <= most_told) return told;
    ToldTime all{{}, {}, told.front().bounds};
    for (const ToldTime& each : told) widen(all.bounds, each.bounds);
    return {all};
}

/// Things on which the same disputes bear.
struct Group {
    std::vector<NameId> names;
    std::vector<UnitId> units;  ///< all that bear on one of them; ascending
};

class AllTimes {
  public:
    AllTimes(Assessment& assessment, std::size_t limit) : assessment_(assessment), limit_(limit) {}

    std::vector<ToldTimes> run() {
        const auto& the_case = assessment_.the_case();
        std::vector<NameId> names;
        for (const NameId name : assessment_.times().names()) {
            const auto base = the_case.base_of(name);
            if (base && vocabulary::kinds::happenings.has(*base)) names.push_back(name);
        }
        const std::vector<BearingUnits> bearing = units_bearing_on(assessment_, names);
        std::vector<ToldTimes> all(names.size());
        std::map<std::vector<std::uint32_t>, std::vector<std::size_t>> groups;
        for (std::size_t i = 0; i < names.size(); ++i) {
            all[i].name = names[i];
            groups[components_of(bearing[i].all)].push_back(i);
        }
        std::vector<std::size_t> without;  // their versions are too many to go through
        for (const auto& [components, members] : groups) {
            if (can_be_listed(components)) {
                const VersionSpace space(assessment_, units_of(bearing, members), limit_);
                if (space.complete()) {
                    tell(space, components, bearing, members, all);
                    continue;
                }
            }
            for (const std::size_t i : members) {
                all[i].complete = false;
                const Components own = components_of(bearing[i].own);
                if (own != components && can_be_listed(own)) {
                    const VersionSpace space(assessment_, bearing[i].own, limit_);
                    if (space.complete()) {
                        tell(space, own, bearing, {i}, all);
                        continue;
                    }
                }
                without.push_back(i);
            }
        }
        // What is in no dispute says of them what it says in every version.
        if (!without.empty()) tell(VersionSpace(assessment_, {}, 1), {}, bearing, without, all);
        return all;
    }

  private:
    using Components = std::vector<std::uint32_t>;

    [[nodiscard]] Components components_of(const std::vector<UnitId>& units) const {
        Components components;
        for (const UnitId unit : units) {
            if (const auto component = assessment_.solver().component(unit))
                components.push_back(component->index);
        }
        std::sort(components.begin(), components.end());
        components.erase(std::unique(components.begin(), components.end()), components.end());
        return components;
    }

    /// Whether their versions can be listed in a moment.
    [[nodiscard]] bool can_be_listed(const Components& components) const {
        return std::all_of(components.begin(), components.end(), [&](std::uint32_t component) {
            return assessment_.solver().members({component}).size() <= most_listed_units;
        });
    }

    static std::vector<UnitId> units_of(const std::vector<BearingUnits>& bearing,
                                        const std::vector<std::size_t>& members) {
        std::vector<UnitId> units;
        for (const std::size_t i : members)
            units.insert(units.end(), bearing[i].all.begin(), bearing[i].all.end());
        std::sort(units.begin(), units.end());
        units.erase(std::unique(units.begin(), units.end()), units.end());
        return units;
    }

    static std::vector<UnitId> left_out(const Version& version, const std::vector<UnitId>& of) {
        std::vector<UnitId> out;
        std::set_intersection(version.left_out().begin(), version.left_out().end(), of.begin(),
                              of.end(), std::back_inserter(out));
        return out;
    }

    /// What is in other disputes than these is left out.
    [[nodiscard]] ClaimSet mask_of(const Version& version, const Components& components) const {
        return assessment_.case_times().mask_of([&](deduction::TokenId belief) {
            const UnitId unit{belief.index};
            const auto component = assessment_.solver().component(unit);
            return version.has(unit) &&
                   (!component ||
                    std::binary_search(components.begin(), components.end(), component->index));
        });
    }

    void tell(const VersionSpace& space, const Components& components,
              const std::vector<BearingUnits>& bearing, const std::vector<std::size_t>& members,
              std::vector<ToldTimes>& all) {
        const std::vector<UnitId> units = units_of(bearing, members);
        // Versions that leave out the same of what bears on the times give the same times.
        std::map<std::vector<UnitId>, std::vector<ToldBounds>> known;
        std::vector<std::vector<OnVersion>> versions(members.size());
        for (const Version& version : space.versions()) {
            const auto [found, fresh] = known.try_emplace(left_out(version, units));
            if (fresh) {
                Envelope envelope(assessment_.times(), mask_of(version, components));
                for (const std::size_t i : members)
                    found->second.push_back(bounds_of(envelope, all[i].name));
            }
            for (std::size_t k = 0; k < members.size(); ++k) {
                versions[k].push_back(
                    {&version, left_out(version, bearing[members[k]].all), found->second[k]});
            }
        }
        for (std::size_t k = 0; k < members.size(); ++k)
            all[members[k]].told = told_apart(assessment_.evidence(), versions[k]);
    }

    Assessment& assessment_;
    std::size_t limit_;
};

}  // namespace

void widen(ToldBounds& bounds, const ToldBounds& other) {
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        ToldBound& bound = bounds[i];
        if (bound.minute == other[i].minute) {
            bound.stated = bound.stated || other[i].stated;
            bound.slack = std::max(bound.slack, other[i].slack);
        } else if (!bound.minute || !other[i].minute) bound = {};
        else if ((places[i].side == Side::earliest) == (*other[i].minute < *bound.minute))
            bound = other[i];
    }
}

std::vector<ToldTimes> told_times(Assessment& assessment, std::size_t limit) {
    return AllTimes(assessment, limit).run();
}

}  // namespace valla::consequence
