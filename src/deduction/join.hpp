#pragma once

#include <deque>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "deduction/plan.hpp"

namespace valla::deduction {

/// Asks externals, each question once, and keeps the answers.
class ExternalCalls {
  public:
    explicit ExternalCalls(std::span<const External> externals) : externals_(externals) {}

    /// The matches that agree with `arguments` where `bound` has a bit, no terms twice. They stay
    /// where they are as long as this object lives.
    std::span<const ExternalMatch> ask(ExternalId external, std::span<const TermId> arguments,
                                       std::uint64_t bound);
    [[nodiscard]] std::span<const External> externals() const { return externals_; }

  private:
    struct Question {
        ExternalId external;
        std::uint64_t bound = 0;
        std::vector<TermId> terms;
        friend auto operator<=>(const Question&, const Question&) = default;
    };
    std::span<const External> externals_;
    std::map<Question, std::vector<ExternalMatch>> answers_;
};

inline bool compare(Comparator comparator, TermId left, TermId right) {
    switch (comparator) {
        case Comparator::equal: return left == right;
        case Comparator::unequal: return left != right;
        case Comparator::less: return left < right;
        case Comparator::not_greater: return left <= right;
    }
    return false;
}

/// The rows of a relation that a step may see.
struct Window {
    Row begin = 0;
    Row end = no_row;
};

/// Nested loops over a plan, one solution at a time, without recursion. The facts must not change
/// between reset() and the last next().
///
///     Join join(facts, conjunction, plan, calls);
///     join.reset();
///     while (join.next()) ... join.term(x) ... join.row(0) ...
class Join {
  public:
    /// `visible`, when there is one, holds the facts that count. All must outlive the join.
    Join(const FactStore& facts, const Conjunction& conjunction, const Plan& plan,
         ExternalCalls& calls, const FactSet* visible = nullptr);

    /// What must not hold, in the order of the plan's request, each with its plan.
    void add_absent(const Conjunction& conjunction, const Plan& plan);

    void set_window(std::uint32_t atom, Window window) { windows_[atom] = window; }
    void bind(Variable variable, TermId term) { terms_[variable.index] = term; }

    /// Begins from the first solution.
    void reset();
    /// The same where the facts have not changed since reset().
    void restart() { begun_ = false; }
    bool next();

    [[nodiscard]] TermId term(Variable variable) const { return terms_[variable.index]; }
    [[nodiscard]] TermId term(const Argument& argument) const {
        return argument.is_variable() ? terms_[argument.variable().index] : argument.term();
    }
    /// Like next(), but counts solutions that differ only in the last step of the plan as one, and
    /// gives their number; 0 behind the last. What the last step binds is then unknown.
    std::uint64_t next_count();

    /// The row of an atom in this solution.
    [[nodiscard]] Row row(std::uint32_t atom) const {
        const Level& level = levels_[atom_levels_[atom]];
        return level.is_laid_out ? level.rows[level.place] : static_cast<Row>(level.place);
    }
    /// The match of an external in this solution.
    [[nodiscard]] const ExternalMatch& match(std::uint32_t external) const {
        return *matches_[external];
    }

  private:
    /// Where a level of the loops stands.
    struct Level {
        const Step* step = nullptr;
        const Relation* relation = nullptr;
        const GroupedIndex* grouped = nullptr;
        const SortedIndex* sorted = nullptr;
        std::vector<std::span<const TermId>> columns;   ///< of the relation
        std::vector<std::span<const TermId>> laid_out;  ///< the same in the order of the index
        std::span<const Row> rows;                      ///< of the index
        Window window;
        bool all_count = true;  ///< whether no row is outside the window or invisible
        /// The row of the solution: its place among `rows`, or itself.
        std::size_t place = 0;
        bool is_laid_out = false;
        std::size_t at = 0;
        std::size_t end = 0;
        Row appended = no_row;
        std::span<const ExternalMatch> matches;
    };

    void prepare(Level& level);
    void open(Level& level);
    void open_range(Level& level);
    bool advance(Level& level);
    bool advance_rows(Level& level);
    template <bool is_laid_out>
    bool accept_row(Level& level, std::size_t place);
    bool accept(const Step& step);

    const FactStore& facts_;
    const Conjunction& conjunction_;
    ExternalCalls& calls_;
    const FactSet* visible_;
    std::vector<Level> levels_;
    std::vector<Window> windows_;
    std::vector<TermId> terms_;
    std::vector<std::uint32_t> atom_levels_;
    std::vector<const ExternalMatch*> matches_;
    std::vector<TermId> key_;
    std::vector<std::unique_ptr<Join>> absent_;
    /// Levels that are open; none when there is no further solution.
    std::size_t open_ = 0;
    bool begun_ = false;
};

}  // namespace valla::deduction
