#pragma once

#include <memory>
#include <optional>

#include "deduction/join.hpp"
#include "deduction/leapfrog.hpp"
#include "deduction/query.hpp"
#include "deduction/safety.hpp"

namespace valla::deduction {

/// The solutions of one alternative of a query, one at a time; by nested loops or by a Leapfrog,
/// whichever visits fewer rows.
class Solutions {
  public:
    enum class Method : std::uint8_t { cheapest, nested_loops, leapfrog };

    /// All must outlive this. `leapfrog` as a method is only possible where may_leap() says so.
    Solutions(const FactStore& facts, const Alternative& alternative, ExternalCalls& calls,
              const FactSet* visible, Method method = Method::cheapest);

    /// Whether a Leapfrog can join the atoms: each has variables, none twice, and they
    /// bind all that there are.
    static bool may_leap(const Conjunction& body);

    bool next();
    /// The number of solutions until one of `needed`, or a variable that is joined on, gets another
    /// term; 0 behind the last. Only `needed` has terms then.
    std::uint64_t next_count(VariableSet needed);
    [[nodiscard]] TermId term(Variable variable) const;
    [[nodiscard]] FactId fact(std::uint32_t atom) const;
    [[nodiscard]] const ExternalMatch& match(std::uint32_t external) const;
    [[nodiscard]] bool leaps() const { return leapfrog_.has_value(); }

  private:
    bool next_leap();
    bool test(std::size_t depth);

    const FactStore& facts_;
    const Alternative& alternative_;
    Plan plan_;
    std::vector<Plan> absent_plans_;
    std::optional<Join> join_;
    VariableSet bound_last_ = 0;  ///< by the last step of the nested loops

    std::optional<Leapfrog> leapfrog_;
    /// Where a Leapfrog binds the atoms' variables: what is left to test, with all of them bound.
    Conjunction rest_;
    Plan rest_plan_;
    std::vector<std::vector<Comparison>> tests_;  ///< per depth
    std::vector<TermId> terms_;
    std::size_t open_ = 0;
    bool begun_ = false;
};

}  // namespace valla::deduction
