#pragma once

#include <optional>
#include <span>

#include "deduction/rule.hpp"

namespace valla::deduction {

/// How a set of rules breaks the strata; nothing when it keeps them. Linear in the rules.
std::optional<RuleProblem> strata_problem(std::span<const Rule> rules, std::uint32_t predicates);

}  // namespace valla::deduction
