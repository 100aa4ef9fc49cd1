#include "render/version_times.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "consequence/version_times.hpp"
#include "render/assertions.hpp"

namespace valla::render {

namespace {

std::vector<dispute::UnitId> units_about_bounds(const dispute::Assessment& assessment,
                                                const std::vector<NameId>& names) {
    std::vector<NameId> dated;
    for (const NameId name : names) {
        if (assessment.times().event_of(name)) dated.push_back(name);
    }
    std::vector<dispute::UnitId> units;
    for (const auto& each : consequence::units_bearing_on(assessment, dated))
        units.insert(units.end(), each.all.begin(), each.all.end());
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return units;
}

}  // namespace

TimesOfVersions times_of_versions(dispute::Assessment& assessment, const std::vector<NameId>& names,
                                  bool order) {
    const std::vector<dispute::UnitId> about =
        order ? consequence::units_about_times(assessment, names)
              : units_about_bounds(assessment, names);
    const consequence::VersionSpace space(assessment, about);
    TimesOfVersions times;
    times.complete = space.complete();
    std::set<std::vector<dispute::UnitId>> seen;
    for (const consequence::Version& version : space.versions()) {
        std::vector<dispute::UnitId> out;
        std::set_intersection(version.left_out().begin(), version.left_out().end(), about.begin(),
                              about.end(), std::back_inserter(out));
        if (!seen.insert(out).second) continue;
        TimesOfVersion& each = times.versions.emplace_back();
        for (const dispute::UnitId unit : out) each.left_out.push_back(unit_text(assessment, unit));
        each.mask = consequence::time_mask(assessment, version);
    }
    return times;
}

}  // namespace valla::render
