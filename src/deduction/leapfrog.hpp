#pragma once

#include <span>
#include <vector>

#include "deduction/fact_store.hpp"
#include "deduction/rule.hpp"

namespace valla::deduction {

/// Whether the atoms' variables form a circle, such as the three sides of a triangle, so that any
/// order of joining two at a time can make far more rows than there are answers: whether something
/// is left when atoms are taken away whose variables with others lie in one other atom (Graham;
/// Yu and Ozsoyoglu, "An algorithm for tree-query membership of a distributed query", COMPSAC
/// 1979).
bool is_cyclic(std::span<const Atom> atoms);

/// Joins all atoms at once, a variable at a time: its terms are those that all atoms with it have
/// in common, found by leaping through their sorted indexes. No more steps, but for a factor that
/// is logarithmic, than there can be answers for relations of these sizes (Ngo, Re, Rudra, "Skew
/// strikes back: new developments in the theory of join algorithms", SIGMOD Record 42, 2013;
/// Veldhuizen, "Leapfrog triejoin: a simple, worst-case optimal join algorithm", ICDT 2014).
///
/// No atom may have a variable twice. The facts must not change while it runs.
class Leapfrog {
  public:
    Leapfrog(const FactStore& facts, std::span<const Atom> atoms, const FactSet* visible);

    /// The variables in the order in which they are bound.
    [[nodiscard]] std::span<const Variable> order() const { return order_; }

    /// Binds the next term for the variable of this depth, given those before it; begins anew after
    /// open(). False when there is no further one.
    void open(std::size_t depth);
    bool next(std::size_t depth);

    [[nodiscard]] TermId term(std::size_t depth) const { return levels_[depth].term; }
    /// The row of an atom, once all of its variables are bound.
    [[nodiscard]] Row row(std::size_t atom) const;

  private:
    /// The places of a sorted index that agree with what is bound so far.
    struct Range {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    struct Cursor {
        std::uint32_t atom = 0;
        std::span<const TermId> terms;
        std::size_t at = 0;
        std::size_t end = 0;
        bool is_last = false;     ///< whether this is the atom's last variable
        std::uint32_t level = 0;  ///< of the atom's ranges
    };
    struct Level {
        std::vector<Cursor> cursors;
        TermId term;
    };

    void choose_order(std::span<const Atom> atoms);
    bool is_visible(const Level& level) const;

    const FactStore& facts_;
    const FactSet* visible_;
    std::vector<Variable> order_;
    std::vector<Level> levels_;
    std::vector<PredicateId> predicates_;
    std::vector<const SortedIndex*> indexes_;
    /// Per atom: its range before its first variable, and after each.
    std::vector<std::vector<Range>> ranges_;
};

}  // namespace valla::deduction
