#include "deduction/plan.hpp"

#include <algorithm>
#include <cassert>

namespace valla::deduction {

namespace {

class Planner {
  public:
    Planner(const FactStore& facts, const PlanRequest& request)
        : facts_(facts),
          request_(request),
          of_(*request.conjunction),
          bound_(request.bound),
          atoms_left_(of_.atoms.size(), true),
          externals_left_(of_.externals.size(), true),
          comparisons_left_(of_.comparisons.size(), true),
          absent_left_(request.absent.size(), true) {}

    Plan run() {
        plan_.variables = variable_count(of_);
        for (const Conjunction& absent : request_.absent) {
            plan_.variables = std::max(plan_.variables, variable_count(absent));
        }
        plan_.estimated_rows = 1;
        plan_.steps.emplace_back();
        settle();
        if (request_.first_atom) take_atom(*request_.first_atom);
        while (take_next()) {
        }
        assert((variables_of(of_) & ~bound_) == 0);
        if (plan_.steps.size() > 1 && plan_.steps[0].comparisons.empty() &&
            plan_.steps[0].absent.empty()) {
            plan_.steps.erase(plan_.steps.begin());
        }
        return std::move(plan_);
    }

  private:
    [[nodiscard]] bool is_bound(const Argument& argument) const {
        return !argument.is_variable() || (bound_ & bit(argument.variable())) != 0;
    }

    [[nodiscard]] bool is_ready(const ExternalAtom& atom) const {
        const std::uint64_t required = request_.externals[atom.external.index].required;
        for (std::size_t place = 0; place < atom.arguments.size(); ++place) {
            if ((required >> place & 1) != 0 && !is_bound(atom.arguments[place])) return false;
        }
        return true;
    }

    /// How many rows of an atom go with one row so far.
    [[nodiscard]] double estimate(const Atom& atom) const {
        const Relation& relation = facts_.relation(atom.predicate);
        const double size = relation.size();
        if (size == 0) return 0;
        double rows = size;
        std::size_t bound = 0;
        for (std::uint32_t column = 0; column < atom.arguments.size(); ++column) {
            const Argument& argument = atom.arguments[column];
            if (!is_bound(argument)) {
                if (has_bound(argument)) rows *= range_share;
                continue;
            }
            ++bound;
            if (argument.is_variable()) {
                rows /= facts_.distinct(atom.predicate, column);
            } else {
                const TermId term = argument.term();
                const std::size_t count =
                    facts_.grouped(atom.predicate, ColumnSet{1} << column).count({&term, 1});
                rows *= static_cast<double>(count) / size;
            }
        }
        return bound == atom.arguments.size() ? std::min(rows, 1.0) : rows;
    }

    /// Whether some comparison gives an unbound variable a bound from what is bound.
    [[nodiscard]] bool has_bound(const Argument& argument) const {
        for (std::size_t number = 0; number < of_.comparisons.size(); ++number) {
            const Comparison& comparison = of_.comparisons[number];
            if (!comparisons_left_[number] || !is_order(comparison.comparator)) continue;
            if (comparison.left == argument && is_bound(comparison.right)) return true;
            if (comparison.right == argument && is_bound(comparison.left)) return true;
        }
        return false;
    }

    static bool is_order(Comparator comparator) {
        return comparator == Comparator::less || comparator == Comparator::not_greater;
    }

    bool take_next() {
        constexpr std::size_t none = ~std::size_t{0};
        std::size_t best_atom = none;
        std::size_t best_external = none;
        double best = 0;
        bool best_joined = false;
        for (std::size_t number = 0; number < of_.atoms.size(); ++number) {
            if (!atoms_left_[number]) continue;
            const Atom& atom = of_.atoms[number];
            const double rows = estimate(atom);
            // What shares nothing with the rows so far multiplies them; it waits, unless it is one
            // row.
            const bool joined = plan_.steps.size() == 1 || rows <= 1 ||
                                (variables_of(atom.arguments) & bound_) != 0;
            if (best_atom != none &&
                (joined < best_joined || (joined == best_joined && rows >= best))) {
                continue;
            }
            best_atom = number;
            best = rows;
            best_joined = joined;
        }
        for (std::size_t number = 0; number < of_.externals.size(); ++number) {
            const ExternalAtom& atom = of_.externals[number];
            if (!externals_left_[number] || !is_ready(atom)) continue;
            const double rows = request_.externals[atom.external.index].usual_matches;
            const bool taken = best_atom != none || best_external != none;
            if (taken && best_joined && rows >= best) continue;
            best_external = number;
            best_atom = none;
            best = rows;
            best_joined = true;
        }
        if (best_external != none) {
            take_external(static_cast<std::uint32_t>(best_external));
        } else if (best_atom != none) {
            take_atom(static_cast<std::uint32_t>(best_atom));
        } else {
            return false;
        }
        return true;
    }

    void take_atom(std::uint32_t number) {
        const Atom& atom = of_.atoms[number];
        plan_.estimated_rows *= estimate(atom);
        plan_.estimated_work += plan_.estimated_rows;
        Step step;
        step.number = number;
        step.predicate = atom.predicate;
        for (std::uint32_t column = 0; column < atom.arguments.size(); ++column) {
            if (!is_bound(atom.arguments[column])) continue;
            step.key_columns |= ColumnSet{1} << column;
            step.key.push_back(atom.arguments[column]);
        }
        const bool all = step.key.size() == atom.arguments.size();
        step.kind = all ? StepKind::find : step.key.empty() ? StepKind::scan : StepKind::lookup;
        if (!all && request_.ranges && number != request_.first_atom) add_range(step, atom);
        bind(step, atom.arguments);
        atoms_left_[number] = false;
        plan_.steps.push_back(std::move(step));
        settle();
    }

    void take_external(std::uint32_t number) {
        const ExternalAtom& atom = of_.externals[number];
        Step step;
        step.kind = StepKind::external;
        step.number = number;
        step.key = atom.arguments;
        for (std::uint32_t place = 0; place < atom.arguments.size(); ++place) {
            if (is_bound(atom.arguments[place])) step.key_columns |= ColumnSet{1} << place;
        }
        plan_.estimated_rows *= request_.externals[atom.external.index].usual_matches;
        bind(step, atom.arguments);
        externals_left_[number] = false;
        plan_.steps.push_back(std::move(step));
        settle();
    }

    /// Uses comparisons of order with what is bound as the bounds of one column.
    void add_range(Step& step, const Atom& atom) {
        for (std::uint32_t column = 0; column < atom.arguments.size(); ++column) {
            const Argument& argument = atom.arguments[column];
            if (is_bound(argument) || !has_bound(argument)) continue;
            step.kind = StepKind::range;
            step.range_column = column;
            for (std::size_t number = 0; number < of_.comparisons.size(); ++number) {
                const Comparison& comparison = of_.comparisons[number];
                if (!comparisons_left_[number] || !is_order(comparison.comparator)) continue;
                const bool open = comparison.comparator == Comparator::less;
                if (!step.upper && comparison.left == argument && is_bound(comparison.right)) {
                    step.upper = comparison.right;
                    step.upper_open = open;
                    comparisons_left_[number] = false;
                } else if (!step.lower && comparison.right == argument &&
                           is_bound(comparison.left)) {
                    step.lower = comparison.left;
                    step.lower_open = open;
                    comparisons_left_[number] = false;
                }
            }
            return;
        }
    }

    void bind(Step& step, std::span<const Argument> arguments) {
        const VariableSet before = bound_;
        for (std::uint32_t column = 0; column < arguments.size(); ++column) {
            const Argument& argument = arguments[column];
            if (!argument.is_variable()) continue;
            const Variable variable = argument.variable();
            if ((before & bit(variable)) != 0) continue;
            if ((bound_ & bit(variable)) != 0) {
                step.checks.push_back({column, variable});
            } else {
                step.binds.push_back({column, variable});
                bound_ |= bit(variable);
            }
        }
    }

    /// Puts all that can be tested or assigned now behind the last step.
    void settle() {
        for (bool changed = true; changed;) {
            changed = false;
            for (std::uint32_t number = 0; number < of_.comparisons.size(); ++number) {
                if (!comparisons_left_[number]) continue;
                const Comparison& comparison = of_.comparisons[number];
                const bool left = is_bound(comparison.left);
                const bool right = is_bound(comparison.right);
                if (left && right) {
                    plan_.steps.back().comparisons.push_back(comparison);
                } else if (comparison.comparator == Comparator::equal && (left || right)) {
                    Step step;
                    step.kind = StepKind::assign;
                    step.number = number;
                    const Argument& open = left ? comparison.right : comparison.left;
                    step.key = {left ? comparison.left : comparison.right};
                    step.binds = {{0, open.variable()}};
                    bound_ |= bit(open.variable());
                    plan_.steps.push_back(std::move(step));
                } else {
                    continue;
                }
                comparisons_left_[number] = false;
                changed = true;
            }
        }
        const VariableSet outer = variables_of(of_) | request_.bound;
        for (std::uint32_t number = 0; number < request_.absent.size(); ++number) {
            if (!absent_left_[number]) continue;
            if ((variables_of(request_.absent[number]) & outer & ~bound_) != 0) continue;
            plan_.steps.back().absent.push_back(number);
            absent_left_[number] = false;
        }
    }

    static constexpr double range_share = 0.3;

    const FactStore& facts_;
    const PlanRequest& request_;
    const Conjunction& of_;
    VariableSet bound_;
    std::vector<bool> atoms_left_;
    std::vector<bool> externals_left_;
    std::vector<bool> comparisons_left_;
    std::vector<bool> absent_left_;
    Plan plan_;
};

}  // namespace

Plan make_plan(const FactStore& facts, const PlanRequest& request) {
    return Planner(facts, request).run();
}

}  // namespace valla::deduction
