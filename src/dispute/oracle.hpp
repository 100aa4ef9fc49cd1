#pragma once

// For the tests: the answers that follow from the definitions, by trying everything.

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "dispute/random_problem.hpp"

namespace valla::dispute::testing {

/// What the definitions say, by going through all sets of units, all orders (as the sets that may
/// come first in one), and all combinations of versions of components.
class Oracle {
  public:
    struct Clash {
        Set members = 0;
        Set charged = 0;
    };
    struct Component {
        Set units = 0;
        std::vector<Set> versions;
        bool charges_ignored = false;
    };

    explicit Oracle(const Case& shown) : case_(shown) {
        close_preferences();
        list_clashes();
        for (const Clash& clash : clashes_) {
            if (within(clash.members, case_.accepted & case_.mask)) accepted_clash_ = true;
        }
        if (cycle_ || accepted_clash_) return;
        divide();
        for (Component& component : components_) {
            component.versions = versions(component.units, false);
            if (component.versions.empty()) {
                component.charges_ignored = true;
                component.versions = versions(component.units, true);
            }
        }
        combine();
    }

    [[nodiscard]] bool cycle() const { return cycle_; }
    [[nodiscard]] bool accepted_clash() const { return accepted_clash_; }
    [[nodiscard]] const std::vector<Component>& components() const { return components_; }
    /// Of the whole mask.
    [[nodiscard]] const std::vector<Set>& versions() const { return versions_; }
    [[nodiscard]] bool clashes(Set set) const {
        return std::any_of(clashes_.begin(), clashes_.end(),
                           [set](const Clash& clash) { return within(clash.members, set); });
    }

    [[nodiscard]] Standing unit(std::uint32_t unit) const {
        if (!has(case_.mask, unit)) return Standing::no_word_left;
        return standing({only(unit)});
    }
    [[nodiscard]] Standing standing(const std::vector<Set>& supports) const {
        Set common = case_.mask;
        for (const Set version : versions_) common &= version;
        bool any_live = false;
        bool shared = false;
        for (const Set support : supports) {
            any_live = any_live || within(support, case_.mask);
            shared = shared || within(support, common);
        }
        if (!any_live) return Standing::no_word_left;
        if (shared) return Standing::not_contradicted;
        std::size_t holds = 0;
        for (const Set version : versions_) {
            if (contains_any(version, supports)) ++holds;
        }
        if (holds == versions_.size()) return Standing::in_any_case;
        return holds > 0 ? Standing::only_on_some_versions : Standing::on_no_version;
    }
    static bool contains_any(Set version, const std::vector<Set>& supports) {
        return std::any_of(supports.begin(), supports.end(),
                           [version](Set support) { return within(support, version); });
    }
    /// Each with the units it is charged to.
    [[nodiscard]] std::map<Set, Set> minimal_clashes() const {
        std::map<Set, Set> result;
        for (const Clash& clash : clashes_) {
            const bool minimal =
                std::none_of(clashes_.begin(), clashes_.end(), [&](const Clash& other) {
                    return other.members != clash.members && within(other.members, clash.members);
                });
            if (minimal) result[clash.members] |= clash.charged;
        }
        return result;
    }

  private:
    void close_preferences() {
        better_.assign(case_.rank_count, std::vector<bool>(case_.rank_count, false));
        for (const auto& [better, worse] : case_.preferences) better_[better][worse] = true;
        for (std::uint32_t k = 0; k < case_.rank_count; ++k) {
            for (std::uint32_t i = 0; i < case_.rank_count; ++i) {
                for (std::uint32_t j = 0; j < case_.rank_count; ++j) {
                    if (better_[i][k] && better_[k][j]) better_[i][j] = true;
                }
            }
        }
        for (std::uint32_t k = 0; k < case_.rank_count; ++k) cycle_ = cycle_ || better_[k][k];
    }
    void list_clashes() {
        const auto add = [this](Set members, Set uncharged) {
            if (within(members, case_.mask)) clashes_.push_back({members, members & ~uncharged});
        };
        for (const CaseTie& tie : case_.ties) {
            if (!tie.on) continue;
            if (tie.kind == TieKind::clash) add(tie.members, tie.uncharged);
            for (const Set each : tie.hidden) add(each, 0);
            for (std::size_t a = 0; a < tie.classes.size(); ++a) {
                for (std::size_t b = a + 1; b < tie.classes.size(); ++b) {
                    for (const UnitId one : units_of(tie.classes[a])) {
                        for (const UnitId two : units_of(tie.classes[b])) {
                            add(only(one.index) | only(two.index), 0);
                        }
                    }
                }
            }
        }
    }
    void divide() {
        std::vector<Set> sets;
        for (const Clash& clash : clashes_) sets.push_back(clash.members);
        for (const CaseTie& tie : case_.ties) {
            if (tie.on && tie.kind == TieKind::neighbourhood && (tie.members & case_.mask) != 0)
                sets.push_back(tie.members & case_.mask);
        }
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t a = 0; a < sets.size(); ++a) {
                for (std::size_t b = sets.size(); --b > a;) {
                    if ((sets[a] & sets[b]) == 0) continue;
                    sets[a] |= sets[b];
                    sets.erase(sets.begin() + static_cast<std::ptrdiff_t>(b));
                    changed = true;
                }
            }
        }
        for (const Set set : sets) components_.push_back({set, {}, false});
        std::sort(components_.begin(), components_.end(),
                  [](const Component& a, const Component& b) {
                      return units_of(a.units) < units_of(b.units);
                  });
    }
    /// Whether units of the component can be put in an order that makes `version` one: begins with
    /// the accepted ones, and goes through all sets that may come first.
    [[nodiscard]] bool some_order_gives(Set version, Set component, bool charge_all) const {
        std::vector<Set> waiting{case_.accepted & component};
        std::set<Set> seen(waiting.begin(), waiting.end());
        while (!waiting.empty()) {
            const Set placed = waiting.back();
            waiting.pop_back();
            if (placed == component) return true;
            for (const UnitId unit : units_of(component & ~placed)) {
                if (!may_come_next(unit.index, placed, version, component, charge_all)) continue;
                const Set next = placed | only(unit.index);
                if (seen.insert(next).second) waiting.push_back(next);
            }
        }
        return false;
    }
    [[nodiscard]] bool may_come_next(std::uint32_t unit, Set placed, Set version, Set component,
                                     bool charge_all) const {
        for (const UnitId other : units_of(component & ~placed)) {
            if (better_[case_.ranks[other.index]][case_.ranks[unit]]) return false;
        }
        if (has(version, unit)) return true;
        return std::any_of(clashes_.begin(), clashes_.end(), [&](const Clash& clash) {
            return has(charge_all ? clash.members : clash.charged, unit) &&
                   within(clash.members & ~only(unit), version & placed);
        });
    }
    [[nodiscard]] std::vector<Set> versions(Set component, bool charge_all) const {
        std::vector<Set> result;
        const Set accepted = case_.accepted & component;
        for (Set set = component;; set = (set - 1) & component) {
            if (within(accepted, set) && !clashes(set) &&
                some_order_gives(set, component, charge_all)) {
                result.push_back(set);
            }
            if (set == 0) break;
        }
        return result;
    }
    void combine() {
        Set free = case_.mask;
        for (const Component& component : components_) free &= ~component.units;
        versions_.assign(1, free);
        for (const Component& component : components_) {
            std::vector<Set> longer;
            for (const Set version : versions_) {
                for (const Set part : component.versions) longer.push_back(version | part);
            }
            versions_ = std::move(longer);
        }
    }

    const Case& case_;
    std::vector<std::vector<bool>> better_;
    std::vector<Clash> clashes_;
    bool cycle_ = false;
    bool accepted_clash_ = false;
    std::vector<Component> components_;
    std::vector<Set> versions_;
};

}  // namespace valla::dispute::testing
