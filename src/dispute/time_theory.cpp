#include "dispute/time_theory.hpp"

#include <algorithm>

#include "chronology/choice.hpp"
#include "chronology/clash.hpp"

namespace valla::dispute {

using chronology::ClaimId;
using chronology::ClaimSet;

std::optional<std::vector<UnitId>> TimeTheory::find_clash(std::span<const UnitId> units) {
    gave_up_ = false;
    ClaimSet mask;
    std::vector<ClaimId> claims;
    for (std::uint32_t i = 0; i < times_->claims().size(); ++i) {
        const auto kind = times_->claims()[i].kind;
        if (kind == chronology::TimeClaimKind::alternative) continue;
        const auto belief = beliefs_->belief({i});
        const bool in =
            !belief || std::binary_search(units.begin(), units.end(), UnitId{belief->index});
        if (!in) continue;
        mask.insert({i});
        claims.push_back({i});
    }
    const auto to_units = [&](const std::vector<ClaimId>& clash) {
        std::vector<UnitId> members;
        for (const ClaimId claim : clash) {
            if (const auto belief = beliefs_->belief(claim)) members.push_back({belief->index});
        }
        std::sort(members.begin(), members.end());
        members.erase(std::unique(members.begin(), members.end()), members.end());
        return members;
    };
    if (!chronology::negative_cycle(times_->network(), claims).empty())
        return to_units(chronology::impossible_set(times_->network(), claims).claims);
    const auto choices = times_->choices_in(mask);
    if (choices.empty()) return std::nullopt;
    chronology::Timeline timeline(times_->network(), mask);
    const chronology::Selection selection = chronology::select(timeline, choices);
    gave_up_ = selection.outcome == chronology::Choosing::limit_reached;
    if (selection.outcome != chronology::Choosing::impossible) return std::nullopt;
    return to_units(chronology::minimal_clash(times_->network(), choices, selection.clash));
}

std::vector<UnitId> TimeTheory::neighbourhood() const {
    std::vector<UnitId> units;
    for (const deduction::TokenId belief : beliefs_->beliefs()) units.push_back({belief.index});
    return units;
}

}  // namespace valla::dispute
