#include "consequence/certain_times.hpp"

#include <algorithm>

namespace valla::consequence {

using chronology::ClaimSet;
using chronology::Side;
using dispute::UnitId;

CertainTimes::CertainTimes(const dispute::Assessment& assessment) : assessment_(&assessment) {
    mask_ = assessment.case_times().mask_of(
        [&](deduction::TokenId belief) { return is_certain({belief.index}); });
    timeline_ = std::make_unique<chronology::Timeline>(assessment.times().network(), mask_);
}

bool CertainTimes::is_certain(UnitId unit) const {
    return assessment_->solver().situation().contains(unit) &&
           assessment_->solver().of(unit).standing == dispute::Standing::not_contradicted;
}

std::optional<Minutes> CertainTimes::bound(NameId name, bool end, Side side) const {
    const auto point =
        end ? assessment_->times().end_of(name) : assessment_->times().begin_of(name);
    if (!point) return std::nullopt;
    return side == Side::latest ? timeline_->latest(*point) : timeline_->earliest(*point);
}

std::vector<BoundChange> CertainTimes::changes(std::span<const UnitId> units) {
    const chronology::TimeClaims& times = assessment_->times();
    ClaimSet mask = mask_;
    bool changed = false;
    const auto set = [&](chronology::ClaimId claim, bool in) {
        changed = changed || mask.contains(claim) != in;
        if (in) mask.insert(claim);
        else mask.erase(claim);
    };
    for (const UnitId unit : units) {
        const bool certain = is_certain(unit);
        if (const auto telling = assessment_->telling(unit)) set(*telling, certain);
        else
            for (const chronology::ClaimId claim : times.of_unit({unit.index})) set(claim, certain);
    }
    std::vector<BoundChange> changes;
    if (!changed) return changes;
    timeline_->push();
    timeline_->set_mask(mask);
    std::vector<NameId> touched;
    for (const chronology::Change& each : timeline_->changes()) {
        const NameId name = times.name_at(timeline_->graph().point_at(each.position));
        if (!name.none()) touched.push_back(name);
    }
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    for (const NameId name : touched) {
        for (const bool end : {false, true}) {
            for (const Side side : {Side::earliest, Side::latest})
                changes.push_back({name, end, side, std::nullopt, bound(name, end, side)});
        }
    }
    timeline_->pop();
    for (BoundChange& each : changes) each.before = bound(each.name, each.end, each.side);
    std::erase_if(changes, [](const BoundChange& each) { return each.before == each.after; });
    const auto& the_case = assessment_->the_case();
    std::stable_sort(changes.begin(), changes.end(), [&](const auto& a, const auto& b) {
        const auto first = the_case.introduced_by(a.name);
        const auto second = the_case.introduced_by(b.name);
        if (!first || !second || *first == *second) return false;
        return the_case.precedes(*first, *second);
    });
    return changes;
}

std::vector<BoundChange> CertainTimes::compared_with(const CertainTimes& after) const {
    std::vector<BoundChange> changes;
    for (const NameId name : names()) {
        for (const bool end : {false, true}) {
            for (const Side side : {Side::earliest, Side::latest}) {
                const BoundChange change{name, end, side, bound(name, end, side),
                                         after.bound(name, end, side)};
                if (change.before != change.after) changes.push_back(change);
            }
        }
    }
    return changes;
}

}  // namespace valla::consequence
