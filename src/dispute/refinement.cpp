// How LargeSearch checks that an assignment is a version, and what it learns when it is not.

#include <algorithm>
#include <cassert>

#include "dispute/large_search.hpp"

namespace valla::dispute {

/// Asks the theory for a clash among the units of `among` and one more, those that are in
/// neighbourhoods; its row. Nothing too when a limit is reached.
std::optional<std::uint32_t> LargeSearch::ask_theory(const std::vector<std::uint8_t>& among,
                                                     Local also) {
    std::vector<UnitId> units;
    for (Local k = 0; k < tangle_.size(); ++k) {
        if ((among[k] != 0 || k == also) && !in_neighbourhoods_[k].empty()) {
            units.push_back(tangle_.units[k]);
        }
    }
    if (limit_ != Limit::none) return std::nullopt;
    if (questions_++ >= effort_.questions) {
        limit_ = Limit::questions;
        return std::nullopt;
    }
    const std::optional<std::vector<UnitId>> clash = theory_->find_clash(units);
    if (!clash) {
        if (theory_->gave_up()) limit_ = Limit::questions;
        return std::nullopt;
    }
    return learn(*clash);
}

std::uint32_t LargeSearch::learn(std::span<const UnitId> clash) {
    assert(!clash.empty());
    std::vector<UnitId> sorted(clash.begin(), clash.end());
    std::sort(sorted.begin(), sorted.end());
    for (const UnitId member : sorted) {
        const auto found = std::lower_bound(tangle_.units.begin(), tangle_.units.end(), member);
        assert(found != tangle_.units.end() && *found == member);
        const auto local = static_cast<Local>(found - tangle_.units.begin());
        in_clashes_[local].push_back(
            {clashes_.size(), static_cast<std::uint32_t>(clashes_.open_row_size())});
        clashes_.push({local, true, 0});
        justifications_.push_back(0);
    }
    clashes_.close_row();
    encode_clash(clashes_.size() - 1);
    return clashes_.size() - 1;
}

/// Whether leaving out `unit` is justified by a known clash whose other members are in `among`.
bool LargeSearch::justified_by(const std::vector<std::uint8_t>& among, Local unit) const {
    for (const Mention mention : in_clashes_[unit]) {
        const auto members = clashes_[mention.row];
        if (!members[mention.place].charged) continue;
        bool all = true;
        for (const LocalSlot& member : members) {
            all = all && (member.unit == unit || among[member.unit] != 0);
        }
        if (all) return true;
    }
    for (const Mention mention : in_groups_[unit]) {
        const auto members = tangle_.groups[mention.row];
        for (const LocalSlot& member : members) {
            if (member.of_class != members[mention.place].of_class && among[member.unit] != 0)
                return true;
        }
    }
    return false;
}

/// Whether a better unit is not placed yet.
bool LargeSearch::waits(Local unit, const std::vector<std::uint32_t>& unplaced) const {
    if (!tangle_.has_preferences) return false;
    for (std::uint32_t rank = 0; rank < tangle_.rank_count; ++rank) {
        if (unplaced[rank] != 0 && tangle_.better.at(tangle_.ranks[unit], rank)) return true;
    }
    return false;
}

bool LargeSearch::is_version() {
    const bool theory = theory_ != nullptr && tangle_.neighbourhoods.size() != 0;
    if (tangle_.weak_order && !theory) return true;
    const Local size = tangle_.size();
    if (theory && ask_theory(version_, size)) return false;

    std::vector<std::uint8_t> placed = tangle_.accepted;
    std::vector<std::uint8_t> standing(size, 0);  // placed, and in
    std::vector<std::uint32_t> unplaced(tangle_.rank_count, 0);
    Local left = 0;
    for (Local k = 0; k < size; ++k) {
        standing[k] = placed[k] & version_[k];
        if (placed[k] == 0) {
            ++unplaced[tangle_.ranks[k]];
            ++left;
        }
    }
    const auto place = [&](Local unit) {
        placed[unit] = 1;
        standing[unit] = version_[unit];
        --unplaced[tangle_.ranks[unit]];
        --left;
    };
    for (bool progress = true; progress && left > 0;) {
        progress = false;
        for (Local k = 0; k < size; ++k) {
            if (placed[k] != 0 || waits(k, unplaced)) continue;
            if (version_[k] != 0 || justified_by(standing, k)) {
                place(k);
                progress = true;
            }
        }
        if (progress || !theory) continue;
        for (Local k = 0; k < size && !progress; ++k) {
            if (placed[k] != 0 || in_neighbourhoods_[k].empty() || waits(k, unplaced)) continue;
            if (ask_theory(standing, k)) {
                place(k);
                progress = true;
            }
        }
    }
    if (left == 0) return true;
    refine(placed);
    return false;
}

/// A few units that are not placed, none of which can be the first of them: each that is in waits
/// for a better one, and so does each that is out, or else everything that would justify leaving it
/// out has a member among them. Begins with the lowest unit, and adds what it must.
std::vector<Local> LargeSearch::stuck_set(const std::vector<std::uint8_t>& placed) {
    const Local size = tangle_.size();
    std::vector<std::uint8_t> chosen(size, 0);
    std::vector<Local> set;
    const auto add = [&](Local unit) {
        if (chosen[unit] != 0) return;
        assert(placed[unit] == 0);
        chosen[unit] = 1;
        set.push_back(unit);
    };
    const auto add_first_of = [&](std::span<const LocalSlot> members, Local but) {
        Local first = size;
        for (const LocalSlot& member : members) {
            if (member.unit == but || placed[member.unit] != 0) continue;
            if (chosen[member.unit] != 0) return;
            if (first == size) first = member.unit;
        }
        add(first);
    };
    for (Local k = 0; k < size && set.empty(); ++k) {
        if (placed[k] == 0) add(k);
    }
    for (std::size_t at = 0; at < set.size(); ++at) {
        const Local unit = set[at];
        Local better = size;
        for (Local k = 0; k < size && tangle_.has_preferences; ++k) {
            if (placed[k] == 0 && tangle_.is_better(k, unit)) {
                if (better == size || chosen[k] != 0) better = k;
                if (chosen[k] != 0) break;
            }
        }
        if (better != size) {
            add(better);
            continue;
        }
        assert(version_[unit] == 0);
        // By index: the theory may add to the list.
        for (std::size_t k = 0; k < in_clashes_[unit].size(); ++k) {
            const auto members = clashes_[in_clashes_[unit][k].row];
            if (!members[in_clashes_[unit][k].place].charged) continue;
            const bool all_in =
                std::all_of(members.begin(), members.end(), [&](const LocalSlot& member) {
                    return member.unit == unit || version_[member.unit] != 0;
                });
            if (all_in) add_first_of(members, unit);
        }
        for (const Mention mention : in_groups_[unit]) {
            const auto members = tangle_.groups[mention.row];
            for (const LocalSlot& member : members) {
                if (member.of_class != members[mention.place].of_class &&
                    version_[member.unit] != 0) {
                    add(member.unit);
                }
            }
        }
        if (theory_ == nullptr || in_neighbourhoods_[unit].empty()) continue;
        while (true) {
            std::vector<std::uint8_t> others(size, 0);
            for (Local k = 0; k < size; ++k) others[k] = version_[k] != 0 && chosen[k] == 0;
            const std::optional<std::uint32_t> clash = ask_theory(others, unit);
            if (!clash) break;
            add_first_of(clashes_[*clash], unit);
        }
    }
    return set;
}

/// Adds a clause that excludes the present assignment: the first unit of a stuck set, in whatever
/// order, is in, or is justified by units that are not in the set.
void LargeSearch::refine(const std::vector<std::uint8_t>& placed) {
    const std::vector<Local> set = stuck_set(placed);
    std::vector<std::uint8_t> chosen(tangle_.size(), 0);
    for (const Local each : set) chosen[each] = 1;
    std::vector<Literal> clause;
    for (const Local each : set) {
        const bool can_be_first = std::none_of(
            set.begin(), set.end(), [&](Local other) { return tangle_.is_better(other, each); });
        if (!can_be_first) continue;
        clause.push_back(unit(each));
        for (const Mention mention : in_clashes_[each]) {
            const auto members = clashes_[mention.row];
            if (!members[mention.place].charged) continue;
            const bool outside =
                std::all_of(members.begin(), members.end(), [&](const LocalSlot& member) {
                    return member.unit == each || chosen[member.unit] == 0;
                });
            if (outside) clause.push_back(justification(mention));
        }
        for (const Mention mention : in_groups_[each]) {
            const auto members = tangle_.groups[mention.row];
            for (const LocalSlot& member : members) {
                if (member.of_class != members[mention.place].of_class && chosen[member.unit] == 0)
                    clause.push_back(unit(member.unit));
            }
        }
        if (theory_ == nullptr) continue;
        for (const std::uint32_t row : in_neighbourhoods_[each]) {
            for (const Local other : tangle_.neighbourhoods[row]) {
                if (chosen[other] == 0 && version_[other] == 0) clause.push_back(unit(other));
            }
        }
    }
    std::sort(clause.begin(), clause.end());
    clause.erase(std::unique(clause.begin(), clause.end()), clause.end());
    formula_.add_clause(clause);
}

}  // namespace valla::dispute
