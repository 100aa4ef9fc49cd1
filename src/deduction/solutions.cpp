#include "deduction/solutions.hpp"

#include <algorithm>
#include <cassert>

namespace valla::deduction {

bool Solutions::may_leap(const Conjunction& body) {
    VariableSet bound = 0;
    for (const Atom& atom : body.atoms) {
        VariableSet own = 0;
        for (const Argument& argument : atom.arguments) {
            if (!argument.is_variable()) continue;
            if ((own & bit(argument.variable())) != 0) return false;
            own |= bit(argument.variable());
        }
        if (own == 0) return false;
        bound |= own;
    }
    return bound != 0 && variables_of(body) == bound;
}

Solutions::Solutions(const FactStore& facts, const Alternative& alternative, ExternalCalls& calls,
                     const FactSet* visible, Method method)
    : facts_(facts), alternative_(alternative) {
    const Conjunction& body = alternative.body;
    const VariableSet bound = variables_of(body);
    plan_ = make_plan(
        facts,
        {.conjunction = &body, .absent = alternative.absent, .externals = calls.externals()});
    for (const Conjunction& absent : alternative.absent) {
        absent_plans_.push_back(make_plan(
            facts, {.conjunction = &absent, .bound = bound, .externals = calls.externals()}));
    }
    if (method == Method::cheapest && may_leap(body) && is_cyclic(body.atoms)) {
        double rows = 0;
        for (const Atom& atom : body.atoms) rows += facts.relation(atom.predicate).size();
        if (plan_.estimated_work > rows) method = Method::leapfrog;
    }
    const Conjunction* joined = &body;
    const Plan* plan = &plan_;
    if (method == Method::leapfrog) {
        assert(may_leap(body));
        leapfrog_.emplace(facts, body.atoms, visible);
        tests_.resize(leapfrog_->order().size());
        for (const Comparison& comparison : body.comparisons) {
            const VariableSet wanted = variables_of({.comparisons = {comparison}});
            std::size_t depth = 0;
            VariableSet so_far = bit(leapfrog_->order()[0]);
            while ((wanted & ~so_far) != 0) so_far |= bit(leapfrog_->order()[++depth]);
            tests_[depth].push_back(comparison);
        }
        rest_.externals = body.externals;
        rest_plan_ = make_plan(facts, {.conjunction = &rest_,
                                       .bound = bound,
                                       .absent = alternative.absent,
                                       .externals = calls.externals()});
        rest_plan_.variables = std::max(rest_plan_.variables, variable_count(body));
        joined = &rest_;
        plan = &rest_plan_;
        terms_.resize(rest_plan_.variables);
    }
    join_.emplace(facts, *joined, *plan, calls, visible);
    for (std::size_t number = 0; number < alternative.absent.size(); ++number) {
        join_->add_absent(alternative.absent[number], absent_plans_[number]);
    }
    join_->reset();
    for (const ColumnVariable& last : plan->steps.back().binds) bound_last_ |= bit(last.variable);
}

bool Solutions::test(std::size_t depth) {
    const Variable bound = leapfrog_->order()[depth];
    terms_[bound.index] = leapfrog_->term(depth);
    join_->bind(bound, terms_[bound.index]);
    const auto term = [this](const Argument& argument) {
        return argument.is_variable() ? terms_[argument.variable().index] : argument.term();
    };
    return std::all_of(tests_[depth].begin(), tests_[depth].end(), [&](const Comparison& test) {
        return compare(test.comparator, term(test.left), term(test.right));
    });
}

bool Solutions::next_leap() {
    if (!begun_) {
        begun_ = true;
        open_ = 1;
        leapfrog_->open(0);
    } else if (join_->next()) {
        return true;
    }
    while (open_ > 0) {
        if (!leapfrog_->next(open_ - 1)) {
            --open_;
        } else if (!test(open_ - 1)) {
            continue;
        } else if (open_ < leapfrog_->order().size()) {
            leapfrog_->open(open_++);
        } else {
            join_->restart();
            if (join_->next()) return true;
        }
    }
    return false;
}

bool Solutions::next() { return leapfrog_ ? next_leap() : join_->next(); }

std::uint64_t Solutions::next_count(VariableSet needed) {
    if (leapfrog_ || (bound_last_ & needed) != 0) return next() ? 1 : 0;
    return join_->next_count();
}

TermId Solutions::term(Variable variable) const {
    return leapfrog_ ? terms_[variable.index] : join_->term(variable);
}

FactId Solutions::fact(std::uint32_t atom) const {
    const Relation& relation = facts_.relation(alternative_.body.atoms[atom].predicate);
    return relation.fact(leapfrog_ ? leapfrog_->row(atom) : join_->row(atom));
}

const ExternalMatch& Solutions::match(std::uint32_t external) const {
    return join_->match(external);
}

}  // namespace valla::deduction
