#include "deduction/safety.hpp"

#include <algorithm>
#include <bit>

namespace valla::deduction {

VariableSet variables_of(std::span<const Argument> arguments) {
    VariableSet set = 0;
    for (const Argument& argument : arguments) {
        if (argument.is_variable()) set |= bit(argument.variable());
    }
    return set;
}

VariableSet variables_of(const Conjunction& conjunction) {
    VariableSet set = 0;
    for (const Atom& atom : conjunction.atoms) set |= variables_of(atom.arguments);
    for (const ExternalAtom& atom : conjunction.externals) set |= variables_of(atom.arguments);
    for (const Comparison& comparison : conjunction.comparisons) {
        set |= variables_of(std::span(&comparison.left, 1));
        set |= variables_of(std::span(&comparison.right, 1));
    }
    return set;
}

std::uint32_t variable_count(std::span<const Argument> arguments) {
    std::uint32_t count = 0;
    for (const Argument& argument : arguments) {
        if (argument.is_variable()) count = std::max(count, argument.variable().index + 1);
    }
    return count;
}

std::uint32_t variable_count(const Conjunction& conjunction) {
    std::uint32_t count = 0;
    for (const Atom& atom : conjunction.atoms) {
        count = std::max(count, variable_count(atom.arguments));
    }
    for (const ExternalAtom& atom : conjunction.externals) {
        count = std::max(count, variable_count(atom.arguments));
    }
    for (const Comparison& comparison : conjunction.comparisons) {
        count = std::max(count, variable_count(std::span(&comparison.left, 1)));
        count = std::max(count, variable_count(std::span(&comparison.right, 1)));
    }
    return count;
}

namespace {

VariableSet required_of(const ExternalAtom& atom, std::span<const External> externals) {
    VariableSet required = 0;
    for (std::size_t place = 0; place < atom.arguments.size(); ++place) {
        const bool needed = (externals[atom.external.index].required >> place & 1) != 0;
        if (needed) required |= variables_of(std::span(&atom.arguments[place], 1));
    }
    return required;
}

}  // namespace

VariableSet bound_by(const Conjunction& conjunction, VariableSet bound,
                     std::span<const External> externals) {
    for (const Atom& atom : conjunction.atoms) bound |= variables_of(atom.arguments);
    for (VariableSet before = ~bound; before != bound;) {
        before = bound;
        for (const ExternalAtom& atom : conjunction.externals) {
            if ((required_of(atom, externals) & ~bound) == 0) bound |= variables_of(atom.arguments);
        }
        for (const Comparison& comparison : conjunction.comparisons) {
            if (comparison.comparator != Comparator::equal) continue;
            const VariableSet left = variables_of(std::span(&comparison.left, 1));
            const VariableSet right = variables_of(std::span(&comparison.right, 1));
            if ((left & ~bound) == 0 || (right & ~bound) == 0) bound |= left | right;
        }
    }
    return bound;
}

std::optional<Variable> unbound_in(const Conjunction& conjunction, VariableSet bound,
                                   std::span<const External> externals) {
    const VariableSet unbound =
        variables_of(conjunction) & ~bound_by(conjunction, bound, externals);
    if (unbound == 0) return std::nullopt;
    return Variable{static_cast<std::uint32_t>(std::countr_zero(unbound))};
}

std::optional<RuleProblem> safety_problem(const Rule& rule, std::span<const External> externals) {
    std::uint32_t count = variable_count(rule.body);
    for (const Atom& head : rule.heads) count = std::max(count, variable_count(head.arguments));
    for (const Conjunction& absent : rule.absent) count = std::max(count, variable_count(absent));
    if (count > variable_limit) return RuleProblem{Refusal::too_many_variables, {count - 1}, {}};

    if (const auto unbound = unbound_in(rule.body, 0, externals)) {
        return RuleProblem{Refusal::unsafe_variable, *unbound, {}};
    }
    const VariableSet bound = variables_of(rule.body);
    for (const Atom& head : rule.heads) {
        const VariableSet unbound = variables_of(head.arguments) & ~bound;
        if (unbound == 0) continue;
        const auto first = static_cast<std::uint32_t>(std::countr_zero(unbound));
        return RuleProblem{Refusal::unsafe_variable, {first}, {}};
    }
    for (const Conjunction& absent : rule.absent) {
        if (const auto unbound = unbound_in(absent, bound, externals)) {
            return RuleProblem{Refusal::unsafe_variable, *unbound, {}};
        }
    }
    if (!rule.absent.empty() && !rule.second_stratum) {
        return RuleProblem{Refusal::unmarked_absence, {}, {}};
    }
    return std::nullopt;
}

}  // namespace valla::deduction
