#include "consequence/version_times.hpp"

#include <algorithm>
#include <numeric>

namespace valla::consequence {

using chronology::Network;
using chronology::PointId;
using chronology::TimeClaimKind;

namespace {

/// Points that constraints join, as sets with one of them for each set.
class JoinedPoints {
  public:
    explicit JoinedPoints(const Network& network) : parents_(network.points()) {
        std::iota(parents_.begin(), parents_.end(), 0U);
        for (const chronology::Constraint& row : network.constraints()) {
            if (row.x == Network::origin || row.y == Network::origin) continue;
            parents_[set_of(row.x)] = set_of(row.y);
        }
    }
    std::uint32_t set_of(PointId point) {
        std::uint32_t at = point.index;
        while (parents_[at] != at) at = parents_[at] = parents_[parents_[at]];
        return at;
    }

  private:
    std::vector<std::uint32_t> parents_;
};

/// Calls `see(unit, point)` for each point that a claim with a unit bounds.
template <typename See>
void for_each_unit(const Assessment& assessment, See see) {
    const chronology::TimeClaims& times = assessment.times();
    const Network& network = times.network();
    for (std::uint32_t i = 0; i < times.claims().size(); ++i) {
        const chronology::TimeClaim& claim = times.claims()[i];
        const chronology::ClaimId owner =
            claim.kind == TimeClaimKind::alternative ? claim.owner : chronology::ClaimId{i};
        const auto belief = assessment.case_times().belief(owner);
        if (!belief) continue;
        for (std::uint32_t k = network.first_row({i}); k < network.end_row({i}); ++k) {
            for (const PointId point : {network.row({k}).x, network.row({k}).y}) {
                if (point != Network::origin) see(UnitId{belief->index}, point);
            }
        }
    }
}

void make_ascending(std::vector<UnitId>& units) {
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
}

}  // namespace

chronology::ClaimSet time_mask(const Assessment& assessment) {
    return assessment.case_times().mask_of([&](deduction::TokenId belief) {
        return assessment.mask().contains(UnitId{belief.index});
    });
}

chronology::ClaimSet time_mask(const Assessment& assessment, const Version& version) {
    return assessment.case_times().mask_of(
        [&](deduction::TokenId belief) { return version.has(UnitId{belief.index}); });
}

std::vector<UnitId> units_about_times(const Assessment& assessment, std::span<const NameId> names) {
    const chronology::TimeClaims& times = assessment.times();
    JoinedPoints joined(times.network());
    std::vector<bool> wanted(times.network().points(), false);
    for (const NameId name : names) {
        for (const auto point : {times.begin_of(name), times.end_of(name)}) {
            if (point) wanted[joined.set_of(*point)] = true;
        }
    }
    std::vector<UnitId> units;
    for_each_unit(assessment, [&](UnitId unit, PointId point) {
        if (wanted[joined.set_of(point)]) units.push_back(unit);
    });
    make_ascending(units);
    return units;
}

namespace {

/// Constraints, each with its unit, by the points that they lead from.
class BoundsAgainst {
  public:
    explicit BoundsAgainst(const Assessment& assessment)
        : joined_(assessment.times().network()), seen_(2 * assessment.times().network().points()) {
        const chronology::TimeClaims& times = assessment.times();
        const Network& network = times.network();
        for (const bool latest : {false, true}) steps_[latest].resize(network.points());
        units_of_set_.resize(network.points());
        for (std::uint32_t i = 0; i < times.claims().size(); ++i) {
            const chronology::TimeClaim& claim = times.claims()[i];
            const bool choice = claim.kind == TimeClaimKind::alternative;
            const auto belief =
                assessment.case_times().belief(choice ? claim.owner : chronology::ClaimId{i});
            const UnitId unit{belief ? belief->index : no_unit};
            for (std::uint32_t k = network.first_row({i}); k < network.end_row({i}); ++k) {
                const chronology::Constraint& row = network.row({k});
                // What is at most so long after another bounds it from above, and that from below.
                if (row.x != Network::origin)
                    steps_[1][row.x.index].push_back({row.y, unit, choice});
                if (row.y != Network::origin)
                    steps_[0][row.y.index].push_back({row.x, unit, choice});
                if (!belief) continue;
                const PointId point = row.x == Network::origin ? row.y : row.x;
                if (point != Network::origin) units_of_set_[joined_.set_of(point)].push_back(unit);
            }
        }
    }

    BearingUnits of(chronology::PointId begin, chronology::PointId end) {
        BearingUnits units;
        bool choice = false;
        std::vector<std::pair<PointId, bool>> open;
        std::vector<std::size_t> marked;
        const auto reach = [&](PointId point, bool latest) {
            const std::size_t at = 2 * std::size_t{point.index} + (latest ? 1 : 0);
            if (point == Network::origin || seen_[at]) return;
            seen_[at] = true;
            marked.push_back(at);
            open.push_back({point, latest});
        };
        for (const PointId point : {begin, end}) {
            for (const bool latest : {false, true}) {
                reach(point, latest);
                for (const Step& step : steps_[latest][point.index]) {
                    if (step.unit.index != no_unit) units.own.push_back(step.unit);
                }
            }
        }
        while (!open.empty()) {
            const auto [point, latest] = open.back();
            open.pop_back();
            for (const Step& step : steps_[latest][point.index]) {
                choice = choice || step.choice;
                if (step.unit.index != no_unit) units.all.push_back(step.unit);
                reach(step.to, latest);
            }
        }
        for (const std::size_t at : marked) seen_[at] = false;
        if (choice) units.all = units_of_set_[joined_.set_of(begin)];
        make_ascending(units.all);
        make_ascending(units.own);
        return units;
    }

  private:
    static constexpr std::uint32_t no_unit = 0xFFFFFFFF;
    struct Step {
        PointId to;
        UnitId unit;
        bool choice;
    };
    JoinedPoints joined_;
    std::vector<bool> seen_;
    std::vector<std::vector<Step>> steps_[2];  ///< for early bounds, for late ones; by point
    std::vector<std::vector<UnitId>> units_of_set_;
};

}  // namespace

std::vector<BearingUnits> units_bearing_on(const Assessment& assessment,
                                           std::span<const NameId> names) {
    const chronology::TimeClaims& times = assessment.times();
    BoundsAgainst bounds(assessment);
    std::vector<BearingUnits> units;
    for (const NameId name : names)
        units.push_back(bounds.of(*times.begin_of(name), *times.end_of(name)));
    return units;
}

}  // namespace valla::consequence
