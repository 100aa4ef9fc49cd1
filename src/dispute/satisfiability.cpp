#include "dispute/satisfiability.hpp"

#include <cassert>
#include <cstdlib>

#ifdef __clang__
// Its headers write a macro close behind a string, which clang takes for a suffix.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wreserved-user-defined-literal"
#endif
#include <minisat/core/Solver.h>
#ifdef __clang__
#pragma clang diagnostic pop
#endif

namespace valla::dispute {

namespace {

Minisat::Lit as_minisat(Literal literal) {
    assert(literal != 0);
    return Minisat::mkLit(std::abs(literal) - 1, literal < 0);
}

}  // namespace

struct Satisfiability::Implementation {
    Minisat::Solver solver;
    Minisat::vec<Minisat::Lit> literals;  ///< reused, to save allocations
};

Satisfiability::Satisfiability() : implementation_(std::make_unique<Implementation>()) {}
Satisfiability::~Satisfiability() = default;

Literal Satisfiability::add_variable(bool first_guess) {
    // MiniSat's sense is that of the negation.
    return implementation_->solver.newVar(Minisat::lbool(!first_guess)) + 1;
}

void Satisfiability::guess(Literal variable, bool value) {
    implementation_->solver.setPolarity(variable - 1, Minisat::lbool(!value));
}

void Satisfiability::add_clause(std::span<const Literal> clause) {
    Minisat::vec<Minisat::Lit>& literals = implementation_->literals;
    literals.clear();
    for (const Literal literal : clause) literals.push(as_minisat(literal));
    implementation_->solver.addClause_(literals);
}

std::optional<bool> Satisfiability::solve(std::span<const Literal> assumptions,
                                          std::uint64_t conflict_limit) {
    Minisat::vec<Minisat::Lit>& literals = implementation_->literals;
    literals.clear();
    for (const Literal literal : assumptions) literals.push(as_minisat(literal));
    Minisat::Solver& solver = implementation_->solver;
    solver.setConfBudget(static_cast<std::int64_t>(conflict_limit));
    const Minisat::lbool result = solver.solveLimited(literals);
    if (result == Minisat::lbool(static_cast<std::uint8_t>(2))) return std::nullopt;
    return result == Minisat::lbool(true);
}

bool Satisfiability::value(Literal literal) const {
    const Minisat::lbool value = implementation_->solver.modelValue(as_minisat(literal));
    return value == Minisat::lbool(true);
}

std::uint64_t Satisfiability::conflicts() const { return implementation_->solver.conflicts; }

}  // namespace valla::dispute
