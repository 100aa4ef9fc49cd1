// How Solver answers for the units and statements of its components.

#include <algorithm>

#include "dispute/closed_form.hpp"
#include "dispute/large_search.hpp"
#include "dispute/solver.hpp"

namespace valla::dispute {

void Solver::note(StatementId statement, Knowledge known, Limit limit) {
    statement_known_[statement.index] = known;
    if (limit != Limit::none) {
        statement_limits_[statement.index] = limit;
    } else if (!statement_limits_.empty()) {
        statement_limits_.erase(statement.index);
    }
}

/// Solves the components from `first_component` on, and settles `statements`.
void Solver::settle(std::uint32_t first_component, std::span<const StatementId> statements) {
    if (!preference_cycle_.empty()) return;
    std::vector<Bound> bound;
    std::vector<StatementId> spanning;
    for (const StatementId statement : statements) {
        const std::optional<std::uint32_t> component = home(statement);
        if (!component) continue;
        if (*component == none) {
            spanning.push_back(statement);
        } else {
            bound.push_back({*component, statement});
        }
    }
    std::stable_sort(bound.begin(), bound.end(),
                     [](const Bound& a, const Bound& b) { return a.component < b.component; });
    std::size_t at = 0;
    // Statements of components that are solved already come first.
    while (at < bound.size() && bound[at].component < first_component) {
        spanning.push_back(bound[at++].statement);
    }
    for (auto k = first_component; k < components_.size(); ++k) {
        const std::size_t begin = at;
        while (at < bound.size() && bound[at].component == k) ++at;
        settle_component(k, std::span(bound).subspan(begin, at - begin));
    }
    for (const StatementId statement : spanning) settle_spanning(statement);
}

/// The component in which all live supports of a statement lie, but for units that are in every
/// version anyway; `none` when there are several. Settles a statement that no component bears on,
/// and returns nothing.
std::optional<std::uint32_t> Solver::home(StatementId statement) {
    const Problem& problem = situation_.problem();
    std::uint32_t component = none;
    bool any = false;
    bool several = false;
    bool holds = false;
    for (std::uint32_t support = problem.first_support(statement);
         support < problem.end_support(statement); ++support) {
        if (!situation_.live(support)) continue;
        any = true;
        bool tied = false;
        for (const UnitId unit : problem.support(support)) {
            const std::uint32_t index = component_of_[unit.index];
            if (index == none) continue;
            tied = true;
            several = several || (component != none && component != index);
            component = index;
        }
        holds = holds || !tied;
    }
    if (!any) {
        note(statement, wordless, Limit::none);
    } else if (holds) {
        note(statement, in_some | in_every | shared, Limit::none);
    } else {
        return several ? none : component;
    }
    return std::nullopt;
}

/// Whether a support of the statement is in what all versions share.
Knowledge Solver::shared_support(StatementId statement) const {
    const Problem& problem = situation_.problem();
    Knowledge result = not_shared;
    for (std::uint32_t support = problem.first_support(statement);
         support < problem.end_support(statement); ++support) {
        if (!situation_.live(support)) continue;
        bool all = true;
        bool excluded = false;
        for (const UnitId unit : problem.support(support)) {
            const Knowledge known = unit_known_[unit.index];
            all = all && (known & in_every) != 0;
            excluded = excluded || (known & not_in_every) != 0;
        }
        if (all) return shared;
        if (!excluded) result = 0;
    }
    return result;
}

/// Whether the accepted units of the tangle clash.
bool Solver::accepted_clash() {
    if (!tangle_.any_accepted) return false;
    for (std::uint32_t row = 0; row < tangle_.clashes.size(); ++row) {
        const auto members = tangle_.clashes[row];
        if (std::all_of(members.begin(), members.end(), [this](const LocalSlot& member) {
                return tangle_.accepted[member.unit] != 0;
            }))
            return true;
    }
    for (std::uint32_t row = 0; row < tangle_.groups.size(); ++row) {
        std::optional<std::uint32_t> of_class;
        for (const LocalSlot& member : tangle_.groups[row]) {
            if (tangle_.accepted[member.unit] == 0) continue;
            if (of_class && *of_class != member.of_class) return true;
            of_class = member.of_class;
        }
    }
    if (theory_ == nullptr || tangle_.neighbourhoods.size() == 0) return false;
    std::vector<UnitId> units;
    for (std::uint32_t row = 0; row < tangle_.neighbourhoods.size(); ++row) {
        for (const Local member : tangle_.neighbourhoods[row]) {
            if (tangle_.accepted[member] != 0) units.push_back(tangle_.units[member]);
        }
    }
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return theory_->find_clash(units).has_value();
}

/// Finds out what there is to know of the tangle that is laid out, by the cheapest method that is
/// exact for it.
void Solver::survey() {
    Findings& findings = findings_;
    findings.units.assign(tangle_.size(), 0);
    findings.statements.assign(local_statements_.size(), 0);
    findings.any_version = false;
    findings.limit = Limit::none;
    const bool small = SmallSearch::can_take(tangle_);
    if (!small || local_statements_.size() == 0) {
        const bool units_are_settled = closed_form(tangle_, findings);
        if (units_are_settled && settle_by_units(local_statements_, findings)) return;
    }
    if (small) {
        small_.take(tangle_);
        small_.survey(local_statements_, effort_, findings);
        if (findings.limit == Limit::none) return;
    }
    LargeSearch(tangle_, theory_, effort_).survey(local_statements_, findings);
}

void Solver::settle_component(std::uint32_t index, std::span<const Bound> bound) {
    const Problem& problem = situation_.problem();
    Component& component = components_[index];
    component.charge_all = false;
    lay_out({&index, 1});
    component.objects = accepted_clash();
    if (component.objects) {
        objecting_.push_back(index);
        for (const Bound& each : bound) note(each.statement, 0, Limit::none);
        return;
    }
    local_statements_.clear();
    for (const Bound& each : bound) {
        for (std::uint32_t support = problem.first_support(each.statement);
             support < problem.end_support(each.statement); ++support) {
            if (!situation_.live(support)) continue;
            for (const UnitId unit : problem.support(support)) {
                if (component_of_[unit.index] != none) {
                    local_statements_.supports.push(situation_.place(unit));
                }
            }
            local_statements_.supports.close_row();
        }
        local_statements_.close_statement();
    }
    survey();
    const Findings& findings = findings_;
    if (!findings.any_version && findings.limit == Limit::none) {
        component.charge_all = true;
        lay_out({&index, 1});
        survey();
    }
    component.limit = findings.limit;
    for (Local k = 0; k < tangle_.size(); ++k) {
        unit_known_[tangle_.units[k].index] = findings.units[k];
    }
    for (std::size_t k = 0; k < bound.size(); ++k) {
        note(bound[k].statement, findings.statements[k] | shared_support(bound[k].statement),
             findings.limit);
    }
}

void Solver::settle_spanning(StatementId statement) {
    const Problem& problem = situation_.problem();
    std::vector<UnitId> tied;
    Knowledge known = shared_support(statement);
    Limit limit = Limit::none;
    bool in_no_version = true;
    for (std::uint32_t support = problem.first_support(statement);
         support < problem.end_support(statement); ++support) {
        if (!situation_.live(support)) continue;
        const std::span<const UnitId> units = problem.support(support);
        tied.insert(tied.end(), units.begin(), units.end());
        if ((known & in_some) != 0) continue;
        const Witness witness = version_with(units);
        if (witness.version) known |= in_some;
        if (witness.limit != Limit::none) {
            in_no_version = false;
            limit = witness.limit;
        }
    }
    if ((known & in_some) == 0 && in_no_version) known |= in_none | not_in_every;
    if ((known & shared) != 0) known |= in_every;
    if ((known & (in_every | not_in_every)) == 0) {
        const Witness witness = version_without(statement);
        if (witness.version) {
            known |= not_in_every;
        } else if (witness.limit == Limit::none) {
            known |= in_every;
        } else {
            limit = witness.limit;
        }
    }
    // What is open may be so because a unit of a support is.
    for (const std::uint32_t component : components_of(tied)) {
        if (limit == Limit::none) limit = components_[component].limit;
    }
    note(statement, known, limit);
}

}  // namespace valla::dispute
