#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace valla::dispute {

/// A variable of a formula, counted from 1; negated, "not".
using Literal = std::int32_t;

/// A formula in clauses that grows, and is asked again and again: MiniSat (Een and Sorensson 2003),
/// kept out of every header.
class Satisfiability {
  public:
    Satisfiability();
    Satisfiability(const Satisfiability&) = delete;
    Satisfiability& operator=(const Satisfiability&) = delete;
    ~Satisfiability();

    /// `first_guess`: the value that the search tries first.
    Literal add_variable(bool first_guess);
    void guess(Literal variable, bool value);
    void add_clause(std::span<const Literal> clause);

    /// Whether all clauses and `assumptions` can be true together; nothing when `conflict_limit`
    /// conflicts did not decide it.
    std::optional<bool> solve(std::span<const Literal> assumptions, std::uint64_t conflict_limit);
    /// The value in the assignment that the last successful solve() found.
    [[nodiscard]] bool value(Literal literal) const;
    [[nodiscard]] std::uint64_t conflicts() const;

  private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace valla::dispute
