#include "deduction/rule.hpp"

#include <cassert>
#include <optional>

#include "deduction/safety.hpp"
#include "deduction/strata.hpp"

namespace valla::deduction {

namespace {

[[maybe_unused]] bool arities_agree(const Program& program, const Conjunction& conjunction) {
    for (const Atom& atom : conjunction.atoms) {
        if (atom.arguments.size() != program.arity(atom.predicate)) return false;
    }
    for (const ExternalAtom& atom : conjunction.externals) {
        if (atom.arguments.size() != program.externals()[atom.external.index].arity) return false;
    }
    return true;
}

}  // namespace

PredicateId Program::add_predicate(std::uint32_t arity, PredicateOrigin origin) {
    arities_.push_back(arity);
    origins_.push_back(std::move(origin));
    return {static_cast<std::uint32_t>(arities_.size() - 1)};
}

PredicateId Program::add_predicate(std::uint32_t arity) { return add_predicate(arity, {}); }

ExternalId Program::add_external(External external) {
    const ExternalId id{static_cast<std::uint32_t>(externals_.size())};
    PredicateOrigin origin;
    origin.kind = PredicateOrigin::Kind::external;
    origin.external = id;
    external_predicates_.push_back(add_predicate(external.arity, origin));
    externals_.push_back(std::move(external));
    return id;
}

/// What is looked for: the atom of the conjunction where that is all there is to it, else an atom
/// of a predicate that holds where the conjunction does and was looked for.
Atom Program::absent_atom(RuleId id, std::uint32_t number) {
    const Rule& rule = rules_[id.index];
    const Conjunction& absent = rule.absent[number];
    const VariableSet shared = variables_of(absent) & variables_of(rule.body);
    if (absent.atoms.size() == 1 && absent.externals.empty() && absent.comparisons.empty() &&
        variables_of(absent) == shared) {
        return absent.atoms[0];
    }
    PredicateOrigin origin;
    origin.kind = PredicateOrigin::Kind::absent;
    origin.rule = id;
    origin.number = number;
    Atom atom;
    for (std::uint32_t index = 0; index < variable_limit; ++index) {
        if ((shared >> index & 1) == 0) continue;
        origin.variables.push_back({index});
        atom.arguments.push_back(Variable{index});
    }
    const auto arity = static_cast<std::uint32_t>(atom.arguments.size());
    atom.predicate = add_predicate(arity, origin);
    origin.kind = PredicateOrigin::Kind::wanted;

    Rule found;
    found.heads = {atom};
    found.body = absent;
    found.body.atoms.insert(found.body.atoms.begin(),
                            Atom{add_predicate(arity, origin), atom.arguments});
    found.second_stratum = true;
    absent_rules_.push_back(std::move(found));
    return atom;
}

tl::expected<RuleId, RuleProblem> Program::add_rule(Rule rule) {
    assert(arities_agree(*this, rule.body));
    if (auto problem = safety_problem(rule, externals_)) return tl::unexpected(*problem);
    rules_.push_back(std::move(rule));
    if (auto problem = strata_problem(rules_, predicates())) {
        rules_.pop_back();
        return tl::unexpected(*problem);
    }
    const RuleId id{rules() - 1};
    absent_atoms_.emplace_back();
    for (std::uint32_t number = 0; number < rules_.back().absent.size(); ++number) {
        absent_atoms_.back().push_back(absent_atom(id, number));
    }
    return id;
}

}  // namespace valla::deduction
