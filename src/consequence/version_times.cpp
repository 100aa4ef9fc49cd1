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
    const Network& network = times.network();
    JoinedPoints joined(network);
    std::vector<bool> wanted(network.points(), false);
    for (const NameId name : names) {
        for (const auto point : {times.begin_of(name), times.end_of(name)}) {
            if (point) wanted[joined.set_of(*point)] = true;
        }
    }
    std::vector<UnitId> units;
    for (std::uint32_t i = 0; i < times.claims().size(); ++i) {
        const chronology::TimeClaim& claim = times.claims()[i];
        const chronology::ClaimId owner =
            claim.kind == TimeClaimKind::alternative ? claim.owner : chronology::ClaimId{i};
        const auto belief = assessment.case_times().belief(owner);
        if (!belief) continue;
        for (std::uint32_t k = network.first_row({i}); k < network.end_row({i}); ++k) {
            const chronology::Constraint& row = network.row({k});
            const PointId point = row.x == Network::origin ? row.y : row.x;
            if (point == Network::origin || !wanted[joined.set_of(point)]) continue;
            units.push_back({belief->index});
            break;
        }
    }
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return units;
}

}  // namespace valla::consequence
