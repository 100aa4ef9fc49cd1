#include "dispute/closed_form.hpp"

#include <algorithm>

namespace valla::dispute {

namespace {

/// Which clashes of three or more contain no other clash.
class MinimalClashes {
  public:
    MinimalClashes(const Tangle& tangle, const std::vector<bool>& alone)
        : tangle_(tangle),
          alone_(alone),
          clashes_of_(tangle.size()),
          classes_of_(tangle.size()),
          marked_(tangle.size(), false) {
        for (std::uint32_t row = 0; row < tangle.clashes.size(); ++row) {
            // Each under its first member: where all members are met, that one is.
            clashes_of_[tangle.clashes[row][0].unit].push_back(row);
        }
        for (std::uint32_t row = 0; row < tangle.groups.size(); ++row) {
            for (const LocalSlot& slot : tangle.groups[row]) {
                classes_of_[slot.unit].emplace_back(row, slot.of_class);
            }
        }
    }

    bool is_minimal(std::uint32_t row) {
        const auto members = tangle_.clashes[row];
        for (const LocalSlot& member : members) marked_[member.unit] = true;
        bool minimal = true;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> classes;
        for (const LocalSlot& member : members) {
            minimal = minimal && !alone_[member.unit];
            for (const std::uint32_t other : clashes_of_[member.unit]) {
                const auto part = tangle_.clashes[other];
                if (part.size() >= members.size()) continue;
                minimal = minimal && !std::all_of(part.begin(), part.end(), [&](const auto& each) {
                              return marked_[each.unit];
                          });
            }
            const auto& own = classes_of_[member.unit];
            classes.insert(classes.end(), own.begin(), own.end());
        }
        for (const LocalSlot& member : members) marked_[member.unit] = false;
        std::sort(classes.begin(), classes.end());
        for (std::size_t k = 1; k < classes.size(); ++k) {
            minimal = minimal && (classes[k].first != classes[k - 1].first ||
                                  classes[k].second == classes[k - 1].second);
        }
        return minimal;
    }

  private:
    const Tangle& tangle_;
    const std::vector<bool>& alone_;
    std::vector<std::vector<std::uint32_t>> clashes_of_;
    std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> classes_of_;
    std::vector<bool> marked_;
};

/// Marks the members of a group that can stand and clash with another that can.
void contest_group(std::span<const LocalSlot> members, const std::vector<bool>& alone,
                   std::vector<bool>& contested) {
    // The first class with a unit that can stand, and whether there is a second one.
    std::uint32_t first = 0;
    bool several = false;
    for (const LocalSlot& member : members) {
        if (alone[member.unit]) continue;
        several = several || (first != 0 && member.of_class != first);
        first = member.of_class;
    }
    for (const LocalSlot& member : members) {
        if (several && !alone[member.unit]) contested[member.unit] = true;
    }
}

}  // namespace

bool closed_form(const Tangle& tangle, Findings& findings) {
    if (tangle.has_preferences || tangle.any_accepted || !tangle.all_charged ||
        tangle.neighbourhoods.size() != 0)
        return false;
    std::vector<bool> alone(tangle.size(), false);
    std::vector<bool> contested(tangle.size(), false);
    for (std::uint32_t row = 0; row < tangle.clashes.size(); ++row) {
        if (tangle.clashes[row].size() == 1) alone[tangle.clashes[row][0].unit] = true;
    }
    bool larger = false;
    for (std::uint32_t row = 0; row < tangle.clashes.size(); ++row) {
        const auto members = tangle.clashes[row];
        larger = larger || members.size() > 2;
        if (members.size() != 2 || alone[members[0].unit] || alone[members[1].unit]) continue;
        contested[members[0].unit] = contested[members[1].unit] = true;
    }
    for (std::uint32_t row = 0; row < tangle.groups.size(); ++row) {
        contest_group(tangle.groups[row], alone, contested);
    }
    if (larger) {
        MinimalClashes clashes(tangle, alone);
        for (std::uint32_t row = 0; row < tangle.clashes.size(); ++row) {
            const auto members = tangle.clashes[row];
            if (members.size() < 3) continue;
            const bool news =
                std::any_of(members.begin(), members.end(),
                            [&](const LocalSlot& member) { return !contested[member.unit]; });
            if (!news || !clashes.is_minimal(row)) continue;
            for (const LocalSlot& member : members) contested[member.unit] = true;
        }
    }
    for (Local k = 0; k < tangle.size(); ++k) {
        findings.units[k] = alone[k]       ? in_none | not_in_every
                            : contested[k] ? in_some | not_in_every
                                           : in_some | in_every;
    }
    findings.any_version = true;
    return true;
}

bool settle_by_units(const LocalStatements& statements, Findings& findings) {
    bool all_known = true;
    for (std::uint32_t k = 0; k < statements.size(); ++k) {
        const std::uint32_t begin = statements.first_supports[k];
        const std::uint32_t end = statements.first_supports[k + 1];
        Knowledge known = findings.statements[k];
        bool none = true;  // each support has a unit that is in no version
        for (std::uint32_t row = begin; row < end; ++row) {
            Knowledge any = 0;
            Knowledge all = in_some | in_every;
            for (const Local unit : statements.supports[row]) {
                any |= findings.units[unit];
                all &= findings.units[unit];
            }
            const bool single = statements.supports[row].size() == 1;
            if ((all & in_every) != 0) known |= in_some | in_every;
            if (single && (all & in_some) != 0) known |= in_some;
            if (end - begin == 1 && (any & not_in_every) != 0) known |= not_in_every;
            none = none && (any & in_none) != 0;
        }
        if (none) known |= in_none | not_in_every;
        findings.statements[k] = known;
        all_known = all_known && (known & (in_some | in_none)) != 0 &&
                    (known & (in_every | not_in_every)) != 0;
    }
    return all_known;
}

}  // namespace valla::dispute
