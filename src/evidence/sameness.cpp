#include "evidence/sameness.hpp"

#include <algorithm>

namespace valla::evidence {

namespace {

bool has(const std::vector<NameId>& names, NameId name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Sameness::Sameness(const std::vector<Identity>& identities,
                   const std::function<bool(const Identity&)>& counts) {
    for (const Identity& identity : identities) {
        if (!identity.same || !counts(identity)) continue;
        std::vector<NameId> joined;
        for (const NameId name : identity.names) {
            if (!has(joined, name)) joined.push_back(name);
        }
        if (joined.size() < 2) continue;
        std::erase_if(groups_, [&](const std::vector<NameId>& group) {
            const bool meets = std::any_of(group.begin(), group.end(),
                                           [&](NameId name) { return has(identity.names, name); });
            if (!meets) return false;
            for (const NameId name : group) {
                if (!has(joined, name)) joined.push_back(name);
            }
            return true;
        });
        groups_.push_back(std::move(joined));
    }
    for (auto& group : groups_) std::sort(group.begin(), group.end());
}

bool Sameness::may_be_one(NameId a, NameId b) const {
    if (a == b) return true;
    return std::any_of(groups_.begin(), groups_.end(), [&](const std::vector<NameId>& group) {
        return has(group, a) && has(group, b);
    });
}

}  // namespace valla::evidence
