#include "deduction/deduction.hpp"

#include <algorithm>

namespace valla::deduction {

Deduction::Deduction(const Program& program) : program_(&program), calls_(program.externals()) {
    for (std::uint32_t id = 0; id < program.predicates(); ++id) {
        facts_.add_predicate(program.arity({id}));
        wanted_.add_predicate(program.arity({id}));
    }
    for (std::uint32_t id = 0; id < program.rules(); ++id) {
        compile(program.rule({id}), {id});
        Compiled& compiled = rules_.back();
        compiled.absent = program.absent_atoms({id});
    }
    for (std::uint32_t id = 0; id < program.absent_rules().size(); ++id) {
        const Rule& rule = program.absent_rules()[id];
        compile(rule, {program.rules() + id});
        rules_.back().first_is_premise = false;
        const PredicateOrigin& origin = program.origin(rule.heads[0].predicate);
        rules_[origin.rule.index].wanted.push_back(rule.body.atoms[0]);
    }
    old_.resize(program.predicates());
    seen_.resize(program.predicates());
}

void Deduction::compile(const Rule& rule, RuleId id) {
    Compiled compiled;
    compiled.rule = &rule;
    compiled.id = id;
    compiled.plans.resize(rule.body.atoms.size());
    compiled.planned_rows.resize(rule.body.atoms.size());
    rules_.push_back(std::move(compiled));
}

/// The plan is made again when the relations have grown much since it was made.
const Plan& Deduction::plan(Compiled& compiled, std::uint32_t first) {
    const Conjunction& body = compiled.rule->body;
    double rows = 0;
    for (const Atom& atom : body.atoms) rows += facts_.relation(atom.predicate).size();
    constexpr double much = 4;
    if (!compiled.plans[first] || rows > much * compiled.planned_rows[first]) {
        compiled.plans[first] = make_plan(facts_, {.conjunction = &body,
                                                   .first_atom = first,
                                                   .externals = program_->externals(),
                                                   .ranges = false});
        compiled.planned_rows[first] = rows;
    }
    return *compiled.plans[first];
}

/// Evaluates a rule where `delta`, an atom of its body, is a row that no rule has seen; atoms
/// before it are rows that all have seen, so that each combination comes once.
bool Deduction::apply(Compiled& compiled, std::optional<std::uint32_t> delta,
                      const DeductionLimits& limits) {
    const Conjunction& body = compiled.rule->body;
    Plan without_atoms;
    if (!delta) {
        without_atoms =
            make_plan(facts_, {.conjunction = &body, .externals = program_->externals()});
    }
    const Plan& used = delta ? plan(compiled, *delta) : without_atoms;
    Join join(facts_, body, used, calls_);
    for (std::uint32_t number = 0; number < body.atoms.size(); ++number) {
        const std::uint32_t predicate = body.atoms[number].predicate.index;
        Window window{0, seen_[predicate]};
        if (number < *delta) window.end = old_[predicate];
        if (number == *delta) window.begin = old_[predicate];
        join.set_window(number, window);
    }
    join.reset();
    Found found;
    while (join.next()) {
        for (std::uint32_t index = 0; index < used.variables; ++index) {
            found.terms.push_back(join.term(Variable{index}));
        }
        for (std::uint32_t number = 0; number < body.atoms.size(); ++number) {
            found.rows.push_back(join.row(number));
        }
        for (std::uint32_t number = 0; number < body.externals.size(); ++number) {
            found.matches.push_back(&join.match(number));
        }
        if (++found.count > limits.instances - graph_.instances()) return false;
    }
    return take(compiled, found, limits);
}

/// The fact of an external's match, with how it follows from tokens.
FactId Deduction::external_fact(ExternalId external, const ExternalMatch& match) {
    const auto [fact, is_new] = facts_.derive(program_->predicate(external), match.terms);
    if (!is_new) return fact;
    if (match.alternatives.empty()) {
        graph_.add_body({});
        graph_.add_instance(DerivationGraph::external_rule, fact);
    }
    for (const std::vector<TokenId>& alternative : match.alternatives) {
        const std::vector<Element> tokens(alternative.begin(), alternative.end());
        graph_.add_body(tokens);
        graph_.add_instance(DerivationGraph::external_rule, fact);
    }
    return fact;
}

bool Deduction::take(const Compiled& compiled, const Found& found, const DeductionLimits& limits) {
    const Rule& rule = *compiled.rule;
    const std::size_t variables = found.count == 0 ? 0 : found.terms.size() / found.count;
    std::vector<Element> body;
    std::vector<TermId> terms;
    std::vector<FactId> heads;
    for (std::size_t solution = 0; solution < found.count; ++solution) {
        if (!within(limits)) return false;
        const auto fill = [&](const Atom& atom) {
            terms.clear();
            for (const Argument& argument : atom.arguments) {
                terms.push_back(argument.is_variable()
                                    ? found.terms[solution * variables + argument.variable().index]
                                    : argument.term());
            }
        };
        body.clear();
        for (std::size_t number = 0; number < rule.body.atoms.size(); ++number) {
            if (number == 0 && !compiled.first_is_premise) continue;
            const Relation& relation = facts_.relation(rule.body.atoms[number].predicate);
            const Row row = found.rows[solution * rule.body.atoms.size() + number];
            body.emplace_back(relation.fact(row));
        }
        for (std::size_t number = 0; number < rule.body.externals.size(); ++number) {
            body.emplace_back(
                external_fact(rule.body.externals[number].external,
                              *found.matches[solution * rule.body.externals.size() + number]));
        }
        const std::size_t premises = body.size();
        for (const Atom& atom : compiled.absent) {
            fill(atom);
            body.emplace_back(AbsenceId{wanted_.derive(atom.predicate, terms).fact.index});
        }
        for (const Atom& atom : compiled.wanted) {
            fill(atom);
            facts_.derive(atom.predicate, terms);
        }
        if (rule.is_unit) body.emplace_back(compiled.id);

        heads.clear();
        for (const Atom& head : rule.heads) {
            fill(head);
            const FactId fact = facts_.derive(head.predicate, terms).fact;
            const auto end = body.begin() + static_cast<std::ptrdiff_t>(premises);
            if (std::find(body.begin(), end, Element(fact)) != end) continue;
            if (std::find(heads.begin(), heads.end(), fact) != heads.end()) continue;
            if (heads.empty()) graph_.add_body(body);
            graph_.add_instance(compiled.id, fact);
            heads.push_back(fact);
        }
    }
    return true;
}

bool Deduction::run(const DeductionLimits& limits) {
    if (ended_early_) return false;
    ended_early_ = true;
    if (!begun_) {
        begun_ = true;
        for (Compiled& compiled : rules_) {
            if (compiled.rule->body.atoms.empty() && !apply(compiled, std::nullopt, limits)) {
                return false;
            }
        }
    }
    while (true) {
        for (std::uint32_t id = 0; id < old_.size(); ++id) seen_[id] = facts_.relation({id}).size();
        if (seen_ == old_) break;
        for (Compiled& compiled : rules_) {
            const std::vector<Atom>& atoms = compiled.rule->body.atoms;
            for (std::uint32_t number = 0; number < atoms.size(); ++number) {
                const std::uint32_t predicate = atoms[number].predicate.index;
                if (old_[predicate] == seen_[predicate]) continue;
                if (!apply(compiled, number, limits)) return false;
            }
        }
        old_ = seen_;
    }
    ended_early_ = false;
    return true;
}

std::optional<AbsenceId> Deduction::find_absence(PredicateId predicate,
                                                 std::span<const TermId> terms) const {
    const std::optional<FactId> found = wanted_.find(predicate, terms);
    if (!found) return std::nullopt;
    return AbsenceId{found->index};
}

std::size_t Deduction::memory_bytes() const {
    return facts_.memory_bytes() + wanted_.memory_bytes() + graph_.memory_bytes();
}

}  // namespace valla::deduction
