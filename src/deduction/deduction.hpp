#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "deduction/fact_store.hpp"
#include "deduction/graph.hpp"
#include "deduction/join.hpp"
#include "deduction/rule.hpp"

namespace valla::deduction {

/// How far an evaluation may go.
struct DeductionLimits {
    std::uint32_t facts = id_limit - 1;
    std::uint32_t instances = id_limit - 1;
};

/// All that can follow from facts by the rules of a program, and how.
///
/// Everything is derived that follows under *some* mask of facts, tokens and rules and with
/// whatever is absent under it; what follows under one mask is for Belief to say, from the graph.
/// So leaving something out, or looking at one version, evaluates no rule again.
///
///     Deduction deduction(program);
///     deduction.facts().add(child, {weber, kraft});
///     deduction.run();                            // semi-naive, to the end
///     for (InstanceId id : deduction.graph().derivations(fact)) ...
///     deduction.facts().add(child, {kraft, anna});
///     deduction.run();                            // only what is new
///
/// Every instance is found once. An instance that would derive a fact from itself in one step is
/// left out, for nothing rests on it. Cost: the sum over rules of the rows that their joins visit.
class Deduction {
  public:
    /// The program must outlive this and not change.
    explicit Deduction(const Program& program);

    FactStore& facts() { return facts_; }
    [[nodiscard]] const FactStore& facts() const { return facts_; }
    [[nodiscard]] const Program& program() const { return *program_; }
    [[nodiscard]] const DerivationGraph& graph() const { return graph_; }

    /// Derives what follows from facts added since the last call. False when a limit was reached;
    /// then the facts and instances so far are sound but not all, and no further call helps.
    [[nodiscard]] bool run(const DeductionLimits& limits = {});

    /// The rule of an instance. Those that the program made for absent conjunctions have ids from
    /// `program().rules()` on, in the order of Program::absent_rules().
    [[nodiscard]] const Rule& rule(RuleId id) const {
        return id.index < program_->rules()
                   ? program_->rule(id)
                   : program_->absent_rules()[id.index - program_->rules()];
    }

    /// What was looked for and may be absent.
    [[nodiscard]] std::uint32_t absences() const { return wanted_.size(); }
    [[nodiscard]] PredicateId absent_predicate(AbsenceId id) const {
        return wanted_.predicate({id.index});
    }
    [[nodiscard]] std::vector<TermId> absent_terms(AbsenceId id) const {
        return wanted_.terms({id.index});
    }
    [[nodiscard]] std::optional<AbsenceId> find_absence(PredicateId predicate,
                                                        std::span<const TermId> terms) const;
    /// The fact that is absent where it does not hold; nothing when it can never hold.
    [[nodiscard]] std::optional<FactId> absent_fact(AbsenceId id) const {
        return facts_.find(absent_predicate(id), wanted_.terms({id.index}));
    }

    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    struct Compiled {
        const Rule* rule = nullptr;
        RuleId id;
        std::span<const Atom> absent;  ///< what must not be there
        std::vector<Atom> wanted;      ///< where to note that it was looked for
        bool first_is_premise = true;
        /// The plan that begins with each atom, and for how many rows it was made.
        std::vector<std::optional<Plan>> plans;
        std::vector<double> planned_rows;
    };
    /// Solutions of one join, in columns of a fixed number of numbers.
    struct Found {
        std::vector<TermId> terms;
        std::vector<Row> rows;
        std::vector<const ExternalMatch*> matches;
        std::size_t count = 0;
    };

    void compile(const Rule& rule, RuleId id);
    const Plan& plan(Compiled& compiled, std::uint32_t first);
    bool apply(Compiled& compiled, std::optional<std::uint32_t> delta,
               const DeductionLimits& limits);
    bool take(const Compiled& compiled, const Found& found, const DeductionLimits& limits);
    FactId external_fact(ExternalId external, const ExternalMatch& match);
    [[nodiscard]] bool within(const DeductionLimits& limits) const {
        return facts_.size() < limits.facts && graph_.instances() < limits.instances;
    }

    const Program* program_;
    FactStore facts_;
    FactStore wanted_;
    DerivationGraph graph_;
    ExternalCalls calls_;
    std::vector<Compiled> rules_;
    /// Per predicate: rows that all rules have seen, and rows that this round may see.
    std::vector<Row> old_;
    std::vector<Row> seen_;
    bool begun_ = false;
    bool ended_early_ = false;
};

}  // namespace valla::deduction
