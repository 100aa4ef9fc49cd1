#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "deduction/rule.hpp"

namespace valla::deduction {

/// Variables of one rule or query, one bit each.
using VariableSet = std::uint64_t;

inline VariableSet bit(Variable variable) { return VariableSet{1} << variable.index; }
VariableSet variables_of(std::span<const Argument> arguments);
VariableSet variables_of(const Conjunction& conjunction);

/// The number of variables up to the last that occurs.
std::uint32_t variable_count(const Conjunction& conjunction);
std::uint32_t variable_count(std::span<const Argument> arguments);

/// The variables that have a term once `conjunction` holds, when those in `bound` have one before:
/// the variables of atoms, of externals whose required arguments are bound, and what is equal to a
/// bound variable or a term.
VariableSet bound_by(const Conjunction& conjunction, VariableSet bound,
                     std::span<const External> externals);

/// A variable of the conjunction that bound_by() does not have.
std::optional<Variable> unbound_in(const Conjunction& conjunction, VariableSet bound,
                                   std::span<const External> externals);

/// Why a rule cannot be evaluated, whatever other rules there are.
std::optional<RuleProblem> safety_problem(const Rule& rule, std::span<const External> externals);

}  // namespace valla::deduction
