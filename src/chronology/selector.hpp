#pragma once

#include <cstdint>
#include <queue>
#include <unordered_map>
#include <utility>
#include <vector>

#include "chronology/choice.hpp"
#include "chronology/overload.hpp"

namespace valla::chronology {

/// The search behind select(): conflict-driven clause learning (Marques-Silva and Sakallah, "GRASP:
/// a search algorithm for propositional satisfiability", IEEE Trans. Computers 48, 1999) with the
/// timeline as theory. A literal says that an alternative is taken, or that it cannot be. What is
/// learned from a conflict is a *nogood*, literals of which one must fail; with it the claims that
/// it rests on are kept, so that a contradiction without decisions names its claims.
class Selector {
  public:
    Selector(Timeline& timeline, std::span<const Choice> choices);
    Selection run(std::size_t decision_limit);

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    /// Twice the number of an alternative, one more where it says that it cannot be.
    using Literal = std::uint32_t;
    static Literal negation(Literal literal) { return literal ^ 1U; }

    /// What makes something true: literals that are (decisions behind them), and claims.
    struct Ground {
        std::vector<Literal> literals;
        std::vector<ClaimId> claims;  ///< sorted
    };
    struct Alternative {
        ClaimId claim;
        std::uint32_t choice = 0;
    };
    struct Assignment {
        Literal literal = 0;
        std::uint32_t level = 0;
        Ground ground;
    };
    struct Nogood {
        std::vector<Literal> literals;  ///< the first two are watched
        std::vector<ClaimId> claims;
        std::uint32_t levels = 0;  ///< how many had a part in it when it was learned
    };
    struct Level {
        std::size_t trail = 0;
        std::size_t popped = 0;
    };
    /// Choices by how much they took part in conflicts, then in their order.
    using Urgency = std::pair<double, std::uint32_t>;

    // selector.cpp: the search
    bool decide(std::uint32_t choice);
    std::uint32_t next_open();
    void leave_level();
    void restart();
    void learn();
    void keep(Nogood nogood);
    void watch(std::uint32_t index);
    void forget_nogoods();
    void bump(std::uint32_t choice);
    [[nodiscard]] std::vector<ClaimId> chosen() const;

    // selector_propagation.cpp: what follows
    bool propagate();
    bool propagate_nogoods();
    bool look_at(std::uint32_t choice);
    bool look_at_groups();
    bool assign(Literal literal, Ground ground);
    bool take(Literal literal);
    [[nodiscard]] std::span<const Constraint> rows(ClaimId alternative) const;
    [[nodiscard]] bool contradicted(const Constraint& row) const;
    [[nodiscard]] bool entailed(const Constraint& row) const;
    [[nodiscard]] bool entailed(ClaimId alternative) const;
    [[nodiscard]] bool settled(std::uint32_t choice) const;
    [[nodiscard]] bool is_excluded(std::uint32_t alternative) const;
    [[nodiscard]] Minutes violation(ClaimId alternative) const;
    [[nodiscard]] Minutes middle(PointId point) const;
    void add_steps(Ground& ground, const std::vector<ConstraintId>& steps) const;
    void add_why_excluded(Ground& ground, std::uint32_t alternative) const;
    void tidy(Ground& ground) const;
    [[nodiscard]] Position place(PointId point) const { return timeline_.graph().position(point); }
    [[nodiscard]] bool is_true(Literal literal) const {
        return values_[literal / 2] == 1 + literal % 2;
    }
    [[nodiscard]] bool is_false(Literal literal) const { return is_true(negation(literal)); }
    [[nodiscard]] std::uint32_t level() const { return static_cast<std::uint32_t>(levels_.size()); }

    Timeline& timeline_;
    std::span<const Choice> choices_;
    std::vector<Alternative> alternatives_;
    std::vector<std::uint32_t> first_;  ///< by choice: its first alternative, and one more
    std::unordered_map<std::uint32_t, std::uint32_t> alternative_of_;  ///< by claim
    std::unordered_map<Position, std::vector<std::uint32_t>> choices_at_;
    Overloads overloads_;

    std::vector<std::uint8_t> values_;  ///< by alternative: open, taken, or impossible
    std::vector<std::uint32_t> taken_;  ///< by choice: an alternative, or none
    std::vector<std::uint32_t> saved_;  ///< by choice: what was taken last
    std::vector<std::uint32_t> place_;  ///< by alternative: on the trail
    std::vector<Assignment> trail_;
    std::size_t propagated_ = 0;
    std::vector<std::uint32_t> waiting_;  ///< choices to look at again
    std::vector<Level> levels_;
    Ground conflict_;

    std::vector<Nogood> nogoods_;
    std::vector<std::vector<std::uint32_t>> watchers_;  ///< by literal: nogoods
    std::vector<double> activity_;                      ///< by choice
    double step_ = 1;
    std::priority_queue<Urgency> order_;
    std::vector<bool> is_ordered_;  ///< by choice: whether it is in `order_` as it stands
    std::vector<std::uint32_t> popped_;
    std::vector<bool> seen_;  ///< by alternative; all false between calls
};

}  // namespace valla::chronology
