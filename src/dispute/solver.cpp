#include "dispute/solver.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace valla::dispute {

Solver::Solver(const Problem& problem, const UnitSet& mask, Theory* theory, const Effort& effort)
    : situation_(problem, mask), theory_(theory), effort_(effort) {
    sort_preferences();
    solve_all();
}

void Solver::sort_preferences() {
    auto preferences = Preferences::from(situation_.problem());
    preference_cycle_.clear();
    if (preferences) {
        situation_.set_preferences(*std::move(preferences));
    } else {
        preference_cycle_ = std::move(preferences.error().ranks);
    }
}

void Solver::solve_all() {
    const std::uint32_t units = situation_.units();
    components_.clear();
    members_.clear();
    objecting_.clear();
    component_of_.assign(units, none);
    unit_known_.assign(units, 0);
    statement_known_.assign(situation_.statements(), 0);
    statement_limits_.clear();
    divide_all();
    std::vector<StatementId> statements;
    statements.reserve(situation_.statements());
    for (std::uint32_t k = 0; k < situation_.statements(); ++k) statements.push_back({k});
    settle(0, statements);
}

void Solver::extend() {
    assert(levels_.empty());
    const std::uint32_t first_tie = situation_.ties();
    const std::uint32_t first_statement = situation_.statements();
    const std::size_t preferences = situation_.preferences().pairs();
    situation_.extend();
    component_of_.resize(situation_.units(), none);
    unit_known_.resize(situation_.units(), 0);
    statement_known_.resize(situation_.statements(), 0);
    if (situation_.problem().preferences().size() != preferences || !preference_cycle_.empty()) {
        sort_preferences();
        solve_all();
        return;
    }
    std::vector<UnitId> units;
    for (std::uint32_t tie = first_tie; tie < situation_.ties(); ++tie) {
        if (!situation_.in_force({tie})) continue;
        for (const Slot slot : situation_.problem().slots({tie})) units.push_back(slot.unit());
    }
    solve_again(std::move(units));
    std::vector<StatementId> statements;
    for (std::uint32_t k = first_statement; k < situation_.statements(); ++k) {
        statements.push_back({k});
    }
    settle(static_cast<std::uint32_t>(components_.size()), statements);
}

void Solver::set(Switch what, std::uint32_t index, std::uint32_t value) {
    switch (what) {
        case Switch::unit: situation_.switch_unit({index}, value != 0); break;
        case Switch::accepted: situation_.switch_accepted({index}, value != 0); break;
        case Switch::tie: situation_.switch_tie({index}, value != 0); break;
        case Switch::rank: situation_.set_rank({index}, {value}); break;
    }
}

void Solver::flip(Switch what, std::uint32_t index, std::uint32_t value) {
    if (!levels_.empty()) {
        std::uint32_t before = value ^ 1U;
        if (what == Switch::rank) before = situation_.rank({index}).index;
        past_switches_.push_back({what, index, before});
    }
    set(what, index, value);
}

/// The units of the mask that some tie in force connects with `unit`.
void Solver::add_neighbours(UnitId unit, std::vector<UnitId>& units) const {
    situation_.each_tie(unit, [&](TieId tie) {
        if (!situation_.in_force(tie)) return;
        for (const Slot slot : situation_.problem().slots(tie)) {
            if (situation_.contains(slot.unit())) units.push_back(slot.unit());
        }
    });
}

void Solver::add(UnitId unit) {
    assert(unit.index < situation_.units());
    if (situation_.contains(unit)) return;
    flip(Switch::unit, unit.index, 1);
    std::vector<UnitId> units{unit};
    add_neighbours(unit, units);
    solve_again(std::move(units));
}

void Solver::remove(UnitId unit) {
    if (!situation_.contains(unit)) return;
    flip(Switch::unit, unit.index, 0);
    solve_again({unit});
}

void Solver::remove(std::span<const UnitId> units) {
    std::vector<UnitId> gone;
    for (const UnitId unit : units) {
        if (situation_.contains(unit)) gone.push_back(unit);
    }
    for (const UnitId unit : gone) flip(Switch::unit, unit.index, 0);
    solve_again(std::move(gone));
}

void Solver::set_mask(const UnitSet& mask) {
    std::vector<UnitId> changed;
    const std::size_t words = (situation_.units() + 63) / 64;
    for (std::size_t word = 0; word < words; ++word) {
        std::uint64_t bits = mask.word(word) ^ situation_.mask().word(word);
        for (; bits != 0; bits &= bits - 1) {
            const UnitId unit{static_cast<std::uint32_t>(
                word * 64 + static_cast<std::size_t>(std::countr_zero(bits)))};
            if (unit.index < situation_.units()) changed.push_back(unit);
        }
    }
    for (const UnitId unit : changed) flip(Switch::unit, unit.index, mask.contains(unit) ? 1 : 0);
    std::vector<UnitId> units = changed;
    for (const UnitId unit : changed) {
        if (mask.contains(unit)) add_neighbours(unit, units);
    }
    solve_again(std::move(units));
}

void Solver::add(TieId tie) {
    assert(tie.index < situation_.ties());
    if (!situation_.switched_off(tie)) return;
    flip(Switch::tie, tie.index, 1);
    if (!situation_.in_force(tie)) return;
    std::vector<UnitId> units;
    for (const Slot slot : situation_.problem().slots(tie)) {
        if (situation_.contains(slot.unit())) units.push_back(slot.unit());
    }
    solve_again(std::move(units));
}

void Solver::remove(TieId tie) {
    assert(tie.index < situation_.ties());
    if (situation_.switched_off(tie)) return;
    const bool was_in_force = situation_.in_force(tie);
    flip(Switch::tie, tie.index, 0);
    if (!was_in_force) return;
    std::vector<UnitId> units;
    for (const Slot slot : situation_.problem().slots(tie)) units.push_back(slot.unit());
    solve_again(std::move(units));
}

void Solver::accept(UnitId unit) {
    if (situation_.marked_accepted(unit)) return;
    flip(Switch::accepted, unit.index, 1);
    if (situation_.contains(unit)) solve_again({unit});
}

void Solver::unaccept(UnitId unit) {
    if (!situation_.marked_accepted(unit)) return;
    flip(Switch::accepted, unit.index, 0);
    if (situation_.contains(unit)) solve_again({unit});
}

void Solver::set_rank(UnitId unit, RankId rank) {
    if (situation_.rank(unit) == rank) return;
    flip(Switch::rank, unit.index, rank.index);
    if (situation_.contains(unit)) solve_again({unit});
}

void Solver::refresh(std::span<const UnitId> units) { solve_again({units.begin(), units.end()}); }

/// Solves the components of `units` again, and what they fall into or join now.
void Solver::solve_again(std::vector<UnitId> units) {
    std::vector<std::uint32_t> old;
    for (const UnitId unit : units) {
        if (component_of_[unit.index] != none) old.push_back(component_of_[unit.index]);
    }
    std::sort(old.begin(), old.end());
    old.erase(std::unique(old.begin(), old.end()), old.end());
    for (const std::uint32_t component : old) {
        const auto members = this->members({component});
        units.insert(units.end(), members.begin(), members.end());
    }
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());

    std::vector<StatementId> statements;
    for (const UnitId unit : units) {
        situation_.each_statement(unit, [&](StatementId each) { statements.push_back(each); });
        if (!levels_.empty()) {
            past_units_.push_back({unit, component_of_[unit.index], unit_known_[unit.index]});
        }
    }
    std::sort(statements.begin(), statements.end());
    statements.erase(std::unique(statements.begin(), statements.end()), statements.end());
    if (!levels_.empty()) {
        for (const StatementId each : statements) {
            const auto limit = statement_limits_.find(each.index);
            past_statements_.push_back(
                {each, statement_known_[each.index],
                 limit == statement_limits_.end() ? Limit::none : limit->second});
        }
    }
    const auto first = static_cast<std::uint32_t>(components_.size());
    divide(units);
    settle(first, statements);
    drop_unused();
}

/// Renumbers the components when most rows are of such that are no longer in use.
void Solver::drop_unused() {
    if (!levels_.empty() || members_.size() < 2 * std::size_t{situation_.units()} + 1024) return;
    std::vector<Component> components;
    std::vector<UnitId> members;
    std::vector<std::uint32_t> objecting;
    for (std::uint32_t k = 0; k < situation_.units(); ++k) {
        if (component_of_[k] == none) continue;
        Component component = components_[component_of_[k]];
        const std::uint32_t old = component.first;
        if (members_[old].index != k) {
            component_of_[k] = component_of_[members_[old].index];
            continue;
        }
        component_of_[k] = static_cast<std::uint32_t>(components.size());
        component.first = static_cast<std::uint32_t>(members.size());
        for (std::uint32_t m = 0; m < component.size; ++m) members.push_back(members_[old + m]);
        if (component.objects) objecting.push_back(component_of_[k]);
        components.push_back(component);
    }
    components_ = std::move(components);
    members_ = std::move(members);
    objecting_ = std::move(objecting);
}

void Solver::push() {
    levels_.push_back({past_units_.size(), past_statements_.size(), past_switches_.size(),
                       components_.size(), members_.size(), objecting_.size()});
}

void Solver::pop() {
    assert(!levels_.empty());
    const Level level = levels_.back();
    levels_.pop_back();
    for (; past_units_.size() > level.units; past_units_.pop_back()) {
        const PastUnit& past = past_units_.back();
        component_of_[past.unit.index] = past.component;
        unit_known_[past.unit.index] = past.known;
    }
    for (; past_statements_.size() > level.statements; past_statements_.pop_back()) {
        const PastStatement& past = past_statements_.back();
        note(past.statement, past.known, past.limit);
    }
    for (; past_switches_.size() > level.switches; past_switches_.pop_back()) {
        const PastSwitch& past = past_switches_.back();
        set(past.what, past.index, past.before);
    }
    components_.resize(level.components);
    members_.resize(level.members);
    objecting_.resize(level.objecting);
}

Answer Solver::of(UnitId unit) const {
    assert(preference_cycle_.empty() && unit.index < situation_.units());
    Answer answer;
    if (!situation_.contains(unit)) {
        answer = {Standing::no_word_left, Limit::none, false, false};
        return answer;
    }
    const Knowledge known = unit_known_[unit.index];
    if ((known & (in_some | in_none)) != 0) answer.in_some_version = (known & in_some) != 0;
    if ((known & (in_every | not_in_every)) != 0) answer.in_every_version = (known & in_every) != 0;
    if ((known & in_none) != 0) {
        answer.standing = Standing::on_no_version;
    } else if ((known & in_every) != 0) {
        answer.standing = Standing::not_contradicted;
    } else if ((known & in_some) != 0 && (known & not_in_every) != 0) {
        answer.standing = Standing::only_on_some_versions;
    } else {
        answer.limit = components_[component_of_[unit.index]].limit;
    }
    return answer;
}

Answer Solver::of(StatementId statement) const {
    assert(preference_cycle_.empty() && statement.index < situation_.statements());
    const Knowledge known = statement_known_[statement.index];
    Answer answer;
    if ((known & wordless) != 0) {
        answer = {Standing::no_word_left, Limit::none, false, false};
        return answer;
    }
    if ((known & (in_some | in_none)) != 0) answer.in_some_version = (known & in_some) != 0;
    if ((known & (in_every | not_in_every)) != 0) answer.in_every_version = (known & in_every) != 0;
    if ((known & in_none) != 0) {
        answer.standing = Standing::on_no_version;
    } else if ((known & shared) != 0) {
        answer.standing = Standing::not_contradicted;
    } else if ((known & in_every) != 0 && (known & not_shared) != 0) {
        answer.standing = Standing::in_any_case;
    } else if ((known & in_some) != 0 && (known & not_in_every) != 0) {
        answer.standing = Standing::only_on_some_versions;
    } else {
        const auto limit = statement_limits_.find(statement.index);
        answer.limit = limit == statement_limits_.end() ? Limit::none : limit->second;
    }
    return answer;
}

std::optional<ComponentId> Solver::component(UnitId unit) const {
    const std::uint32_t index = component_index(unit);
    if (index == none) return std::nullopt;
    return ComponentId{index};
}

std::span<const UnitId> Solver::members(ComponentId component) const {
    const Component& row = components_[component.index];
    return std::span(members_).subspan(row.first, row.size);
}

std::vector<ComponentId> Solver::components() const {
    std::vector<ComponentId> result;
    for (std::uint32_t k = 0; k < situation_.units(); ++k) {
        const std::uint32_t index = component_of_[k];
        if (index != none && members_[components_[index].first].index == k)
            result.push_back({index});
    }
    return result;
}

bool Solver::charges_ignored(ComponentId component) const {
    return components_[component.index].charge_all;
}

std::size_t Solver::memory_bytes() const {
    return situation_.memory_bytes() + components_.capacity() * sizeof(Component) +
           members_.capacity() * sizeof(UnitId) + component_of_.capacity() * sizeof(std::uint32_t) +
           unit_known_.capacity() + statement_known_.capacity();
}

}  // namespace valla::dispute
