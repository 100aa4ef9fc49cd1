#pragma once

#include <optional>
#include <vector>

#include "deduction/fact_store.hpp"
#include "deduction/rule.hpp"
#include "deduction/safety.hpp"

namespace valla::deduction {

enum class StepKind : std::uint8_t {
    start,     ///< once, with nothing; it carries what can be tested before anything is read
    scan,      ///< every row
    lookup,    ///< the rows of a key, by a GroupedIndex
    range,     ///< the rows of a key with a column between bounds, by a SortedIndex
    find,      ///< the one row, all of whose terms are known
    external,  ///< the matches of a call
    assign     ///< a variable gets the term that it is equal to
};

/// A column of an atom, or an argument of an external, and the variable that it binds or must
/// equal.
struct ColumnVariable {
    std::uint32_t column = 0;
    Variable variable;
};

/// One level of the nested loops of a plan.
struct Step {
    StepKind kind = StepKind::start;
    std::uint32_t number = 0;  ///< of the atom, external or comparison in the conjunction
    PredicateId predicate;
    ColumnSet key_columns = 0;
    std::vector<Argument> key;            ///< in the order of columns; for externals all arguments
    std::vector<ColumnVariable> binds;    ///< variables that get their terms here
    std::vector<ColumnVariable> checks;   ///< columns that must equal a variable bound here
    std::vector<Comparison> comparisons;  ///< what is tested for each row
    std::vector<std::uint32_t> absent;    ///< absent conjunctions that are tested for each row

    // Of a range:
    std::uint32_t range_column = 0;
    std::optional<Argument> lower, upper;
    bool lower_open = false, upper_open = false;  ///< whether the bound itself is outside
};

/// The order in which nested loops go through a conjunction, with indexes.
struct Plan {
    std::vector<Step> steps;
    std::uint32_t variables = 0;
    double estimated_rows = 0;
    double estimated_work = 0;  ///< rows of all steps
};

/// What a plan is made for.
struct PlanRequest {
    const Conjunction* conjunction = nullptr;
    VariableSet bound = 0;  ///< variables with a term from outside
    /// The atom that comes first, whatever the statistics say.
    std::optional<std::uint32_t> first_atom = {};
    /// Conjunctions that must not hold, each tested as soon as what it shares is bound.
    std::span<const Conjunction> absent = {};
    std::span<const External> externals = {};
    /// Whether to use sorted indexes, which are made anew whenever the facts have grown.
    bool ranges = true;
};

/// Greedy: always the atom that is estimated to multiply the rows least, by the sizes of the
/// relations, the numbers of different terms in their columns, and the true count of rows where a
/// column is compared with a term. Comparisons are tested as soon as they can be. The conjunction
/// must be safe.
Plan make_plan(const FactStore& facts, const PlanRequest& request);

}  // namespace valla::deduction
