#pragma once

#include <functional>
#include <vector>

#include "deduction/fact_store.hpp"
#include "deduction/rule.hpp"

namespace valla::deduction {

/// The links of a relation with two columns, followed from one term to the next. `visible`, where
/// there is one, holds the facts that count. The facts must outlive this, and may grow between
/// calls.
///
///     Closure descends(facts, child);
///     descends.reached_from(anna);         // all her ancestors, herself only if she is one
///     descends.chain(anna, weber);         // the facts that lead from one to the other
///
/// Breadth-first search over the index of one column: what is reached and the links out of it, each
/// once. All pairs are one search per term, which for a forest is the number of pairs.
class Closure {
  public:
    Closure(const FactStore& facts, PredicateId links, const FactSet* visible = nullptr);

    /// The terms to which one or more links lead, in ascending order.
    [[nodiscard]] std::vector<TermId> reached_from(TermId from) const;
    /// The terms from which one or more links lead here, in ascending order.
    [[nodiscard]] std::vector<TermId> reaching(TermId to) const;
    [[nodiscard]] bool leads(TermId from, TermId to) const;
    /// The facts of a shortest chain; empty when there is none.
    [[nodiscard]] std::vector<FactId> chain(TermId from, TermId to) const;

    struct Pairs {
        std::vector<TermId> from, to;
    };
    /// All pairs of which one leads to the other, in ascending order.
    [[nodiscard]] Pairs pairs() const;

    /// The closure as an atom of rules and queries: `closure(?x, ?y)` says that one or more links
    /// lead from ?x to ?y. For queries; a rule would not see links that are derived later.
    [[nodiscard]] External external() const;

  private:
    /// Marks that are cleared by counting on.
    struct Marks {
        std::vector<std::uint32_t> rounds;
        std::uint32_t round = 0;
        void begin() { ++round; }
        bool mark(TermId term);
    };
    /// Appends to `reached` what is reached from `from` along columns `own` to the other one;
    /// stops at `goal`, if there is one. `by`, if there is one, gets the row of each.
    void search(std::uint32_t own, TermId from, const TermId* goal, Marks& marks,
                std::vector<TermId>& reached, std::vector<Row>* by) const;

    const FactStore* facts_;
    PredicateId links_;
    const FactSet* visible_;
};

}  // namespace valla::deduction
