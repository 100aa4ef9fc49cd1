#include "dispute/theory_clashes.hpp"

#include <algorithm>

#include "dispute/satisfiability.hpp"

namespace valla::dispute {

TheoryClashes theory_clashes(Theory& theory, std::span<const UnitId> units, std::size_t limit,
                             std::size_t question_limit) {
    TheoryClashes result;
    Satisfiability unexplored;
    std::vector<Literal> variables;
    for (std::size_t k = 0; k < units.size(); ++k) {
        variables.push_back(unexplored.add_variable(true));
    }
    const auto place = [&](UnitId unit) {
        return static_cast<std::size_t>(std::lower_bound(units.begin(), units.end(), unit) -
                                        units.begin());
    };
    std::size_t questions = 0;
    std::vector<Literal> clause;
    // A clash among the set, which is noted; or nothing.
    const auto ask = [&](const std::vector<bool>& set) {
        std::vector<UnitId> asked;
        for (std::size_t k = 0; k < units.size(); ++k) {
            if (set[k]) asked.push_back(units[k]);
        }
        ++questions;
        std::optional<std::vector<UnitId>> clash = theory.find_clash(asked);
        if (!clash) {
            result.complete = result.complete && !theory.gave_up();
            return false;
        }
        std::sort(clash->begin(), clash->end());
        clause.clear();
        for (const UnitId unit : *clash) clause.push_back(-variables[place(unit)]);
        unexplored.add_clause(clause);
        result.list.push_back(*std::move(clash));
        return true;
    };
    constexpr std::uint64_t conflicts_each = 1'000'000;
    std::vector<bool> set(units.size());
    while (true) {
        const std::optional<bool> found = unexplored.solve({}, conflicts_each);
        if (found && !*found) break;
        if (!found || result.list.size() >= limit || questions >= question_limit) {
            result.complete = false;
            break;
        }
        for (std::size_t k = 0; k < units.size(); ++k) set[k] = unexplored.value(variables[k]);
        if (ask(set)) continue;
        bool grown = true;
        for (std::size_t k = 0; k < units.size() && grown; ++k) {
            if (set[k]) continue;
            // Known clashes need not be asked about again.
            const bool known =
                std::any_of(result.list.begin(), result.list.end(), [&](const auto& clash) {
                    return std::all_of(clash.begin(), clash.end(), [&](UnitId unit) {
                        return unit == units[k] || set[place(unit)];
                    });
                });
            if (known) continue;
            set[k] = true;
            if (!ask(set)) continue;
            set[k] = false;
            grown = result.list.size() < limit && questions < question_limit;
        }
        if (!grown) continue;
        clause.clear();
        for (std::size_t k = 0; k < units.size(); ++k) {
            if (!set[k]) clause.push_back(variables[k]);
        }
        unexplored.add_clause(clause);
    }
    std::sort(result.list.begin(), result.list.end());
    return result;
}

}  // namespace valla::dispute
