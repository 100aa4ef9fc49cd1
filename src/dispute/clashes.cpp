// The clashes that Solver lists.

#include <algorithm>

#include "dispute/solver.hpp"
#include "dispute/theory_clashes.hpp"

namespace valla::dispute {

namespace {

bool by_size_and_units(std::span<const Member> a, std::span<const Member> b) {
    if (a.size() != b.size()) return a.size() < b.size();
    return std::lexicographical_compare(
        a.begin(), a.end(), b.begin(), b.end(),
        [](const Member& left, const Member& right) { return left.unit < right.unit; });
}

bool contains(std::span<const Member> clash, UnitId unit) {
    const auto found =
        std::lower_bound(clash.begin(), clash.end(), unit,
                         [](const Member& member, UnitId wanted) { return member.unit < wanted; });
    return found != clash.end() && found->unit == unit;
}

}  // namespace

/// Whether a tie in force says that two members of `clash`, or all of its own that are fewer,
/// cannot stand together.
bool Solver::smaller_clash_within(std::span<const Member> clash) const {
    const Problem& problem = situation_.problem();
    bool found = false;
    for (const Member& member : clash) {
        situation_.each_tie(member.unit, [&](TieId tie) {
            if (found || situation_.switched_off(tie)) return;
            const std::span<const Slot> slots = problem.slots(tie);
            if (problem.kind(tie) == TieKind::clash) {
                if (slots.size() >= clash.size() || slots[0].unit() != member.unit) return;
                found = std::all_of(slots.begin(), slots.end(),
                                    [&](Slot slot) { return contains(clash, slot.unit()); });
            } else if (problem.kind(tie) == TieKind::group && clash.size() > 2) {
                std::uint32_t of_class = 0;
                std::uint32_t met = 0;
                for (const Slot slot : slots) {
                    if (slot.flag()) ++of_class;
                    if (!contains(clash, slot.unit())) continue;
                    found = found || (met != 0 && met != of_class);
                    met = of_class;
                }
            }
        });
        if (found) return true;
    }
    if (theory_ == nullptr) return false;
    std::vector<UnitId> watched;
    for (const Member& member : clash) {
        bool near = false;
        situation_.each_tie(member.unit, [&](TieId tie) {
            near = near ||
                   (problem.kind(tie) == TieKind::neighbourhood && !situation_.switched_off(tie));
        });
        if (near) watched.push_back(member.unit);
    }
    if (watched.empty()) return false;
    const auto of_theory = theory_->find_clash(watched);
    return of_theory && of_theory->size() < clash.size();
}

/// The clashes of `tie` that have no more than `unit` and a greater one, as (greater, charges).
void Solver::add_pairs(TieId tie, UnitId unit, bool greater_only, std::vector<Pair>& pairs) const {
    const Problem& problem = situation_.problem();
    const std::span<const Slot> slots = problem.slots(tie);
    if (situation_.switched_off(tie)) return;
    if (problem.kind(tie) == TieKind::clash) {
        if (slots.size() != 2 || !situation_.in_force(tie)) return;
        const Slot own = slots[0].unit() == unit ? slots[0] : slots[1];
        const Slot other = slots[0].unit() == unit ? slots[1] : slots[0];
        if (greater_only && other.unit() < unit) return;
        pairs.push_back({other.unit(), !own.flag(), !other.flag()});
    } else if (problem.kind(tie) == TieKind::group) {
        std::uint32_t of_class = 0;
        std::uint32_t own_class = 0;
        for (const Slot slot : slots) {
            if (slot.flag()) ++of_class;
            if (slot.unit() == unit) own_class = of_class;
        }
        of_class = 0;
        for (const Slot slot : slots) {
            if (slot.flag()) ++of_class;
            if (of_class == own_class || !situation_.contains(slot.unit())) continue;
            if (greater_only && slot.unit() < unit) continue;
            pairs.push_back({slot.unit(), true, true});
        }
    }
}

bool Solver::clashes_alone(UnitId unit) const {
    const Problem& problem = situation_.problem();
    bool alone = false;
    bool watched = false;
    situation_.each_tie(unit, [&](TieId tie) {
        if (situation_.switched_off(tie)) return;
        alone = alone || (problem.kind(tie) == TieKind::clash && problem.slots(tie).size() == 1);
        watched = watched || problem.kind(tie) == TieKind::neighbourhood;
    });
    if (!alone && watched && theory_ != nullptr)
        alone = theory_->find_clash({&unit, 1}).has_value();
    return alone;
}

/// Adds to `found` the clashes that the theory knows among members of a component.
void Solver::add_theory_clashes(std::uint32_t component, std::size_t limit, Gathered& gathered) {
    lay_out({&component, 1});
    std::vector<UnitId> watched;
    for (std::uint32_t row = 0; row < tangle_.neighbourhoods.size(); ++row) {
        for (const Local unit : tangle_.neighbourhoods[row]) {
            watched.push_back(tangle_.units[unit]);
        }
    }
    if (watched.empty()) return;
    std::sort(watched.begin(), watched.end());
    watched.erase(std::unique(watched.begin(), watched.end()), watched.end());
    const TheoryClashes known = theory_clashes(*theory_, watched, limit, effort_.refinements);
    gathered.complete = gathered.complete && known.complete;
    for (const std::vector<UnitId>& clash : known.list) {
        for (const UnitId unit : clash) gathered.clashes.push({unit, true});
        gathered.clashes.close_row();
    }
}

/// Sorts, merges equal ones, drops those that are not minimal, cuts at the limit.
ClashList Solver::finish(const Gathered& gathered, std::size_t limit,
                         std::optional<UnitId> with) const {
    std::vector<std::uint32_t> order;
    for (std::uint32_t k = 0; k < gathered.clashes.size(); ++k) order.push_back(k);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return by_size_and_units(gathered.clashes[a], gathered.clashes[b]);
    });
    ClashList result;
    if (!gathered.complete) result.cut_short();
    std::vector<Member> members;
    for (std::size_t k = 0; k < order.size();) {
        const auto first = gathered.clashes[order[k]];
        members.assign(first.begin(), first.end());
        std::size_t next = k + 1;
        while (next < order.size() && !by_size_and_units(members, gathered.clashes[order[next]])) {
            for (std::size_t m = 0; m < members.size(); ++m) {
                members[m].charged = members[m].charged || gathered.clashes[order[next]][m].charged;
            }
            ++next;
        }
        k = next;
        if (with && !contains(members, *with)) continue;
        if (members.size() > 1 && smaller_clash_within(members)) continue;
        if (result.size() == limit) {
            result.cut_short();
            break;
        }
        result.add(members);
    }
    return result;
}

ClashList Solver::clashes_of(UnitId unit, std::size_t limit) {
    Gathered gathered;
    if (!situation_.contains(unit)) return {};
    const Problem& problem = situation_.problem();
    std::vector<Pair> pairs;
    situation_.each_tie(unit, [&](TieId tie) {
        add_pairs(tie, unit, false, pairs);
        if (problem.kind(tie) != TieKind::clash || !situation_.in_force(tie)) return;
        if (problem.slots(tie).size() == 2) return;
        for (const Slot slot : problem.slots(tie)) {
            gathered.clashes.push({slot.unit(), !slot.flag()});
        }
        gathered.clashes.close_row();
    });
    for (const Pair& pair : pairs) gathered.add_pair(unit, pair);
    const std::uint32_t component = component_index(unit);
    if (theory_ != nullptr && component != none) add_theory_clashes(component, limit, gathered);
    return finish(gathered, limit, unit);
}

ClashList Solver::minimal_clashes(std::size_t limit) {
    const Problem& problem = situation_.problem();
    Gathered gathered;
    if (theory_ != nullptr) {
        for (const ComponentId component : components()) {
            add_theory_clashes(component.index, limit, gathered);
        }
    }
    // Those of two, in order, until there are more than are wanted; some may turn out not to be
    // minimal, because of a unit that clashes alone.
    std::vector<Pair> pairs;
    std::size_t count = 0;
    std::uint32_t unit = 0;
    for (; unit < situation_.units() && count <= limit; ++unit) {
        if (component_of_[unit] == none || clashes_alone({unit})) continue;
        pairs.clear();
        situation_.each_tie({unit}, [&](TieId tie) { add_pairs(tie, {unit}, true, pairs); });
        if (pairs.empty()) continue;
        std::sort(pairs.begin(), pairs.end(),
                  [](const Pair& a, const Pair& b) { return a.other < b.other; });
        for (std::size_t k = 0; k < pairs.size(); ++k) {
            gathered.add_pair({unit}, pairs[k]);
            const bool last = k + 1 == pairs.size() || pairs[k + 1].other != pairs[k].other;
            if (last && !clashes_alone(pairs[k].other)) ++count;
        }
    }
    const bool all_pairs = unit == situation_.units();
    for (std::uint32_t tie = 0; tie < situation_.ties(); ++tie) {
        if (problem.kind({tie}) != TieKind::clash || problem.slots({tie}).size() == 2) continue;
        if (!situation_.in_force({tie}) || (!all_pairs && problem.slots({tie}).size() > 2))
            continue;
        for (const Slot slot : problem.slots({tie})) {
            gathered.clashes.push({slot.unit(), !slot.flag()});
        }
        gathered.clashes.close_row();
    }
    ClashList result = finish(gathered, limit, std::nullopt);
    if (!all_pairs) result.cut_short();
    return result;
}

std::optional<Objection> Solver::objection() {
    Objection result;
    if (!preference_cycle_.empty()) {
        result.preference_cycle = preference_cycle_;
        return result;
    }
    std::optional<std::uint32_t> first;
    for (const std::uint32_t component : objecting_) {
        const UnitId unit = members_[components_[component].first];
        if (component_of_[unit.index] != component) continue;
        if (!first || unit < members_[components_[*first].first]) first = component;
    }
    if (!first) return std::nullopt;
    std::vector<UnitId> accepted;
    for (const UnitId unit : members({*first})) {
        if (situation_.accepted(unit)) accepted.push_back(unit);
    }
    Gathered gathered;
    const Problem& problem = situation_.problem();
    const auto is_accepted = [this](UnitId unit) { return situation_.accepted(unit); };
    std::vector<Pair> pairs;
    for (const UnitId unit : accepted) {
        pairs.clear();
        situation_.each_tie(unit, [&](TieId tie) {
            add_pairs(tie, unit, true, pairs);
            const std::span<const Slot> slots = problem.slots(tie);
            if (problem.kind(tie) != TieKind::clash || situation_.switched_off(tie)) return;
            if (slots[0].unit() != unit) return;
            for (const Slot slot : slots) {
                if (!is_accepted(slot.unit())) return;
            }
            for (const Slot slot : slots) gathered.clashes.push({slot.unit(), true});
            gathered.clashes.close_row();
        });
        for (const Pair& pair : pairs) {
            if (is_accepted(pair.other)) gathered.add_pair(unit, pair);
        }
    }
    if (theory_ != nullptr) {
        std::vector<UnitId> watched;
        for (const UnitId unit : accepted) {
            bool near = false;
            situation_.each_tie(unit, [&](TieId tie) {
                near = near || (problem.kind(tie) == TieKind::neighbourhood &&
                                !situation_.switched_off(tie));
            });
            if (near) watched.push_back(unit);
        }
        if (const auto clash = theory_->find_clash(watched)) {
            for (const UnitId unit : *clash) gathered.clashes.push({unit, true});
            gathered.clashes.close_row();
        }
    }
    const ClashList list = finish(gathered, 1, std::nullopt);
    for (const Member& member : list[0]) result.accepted_clash.push_back(member.unit);
    return result;
}

}  // namespace valla::dispute
