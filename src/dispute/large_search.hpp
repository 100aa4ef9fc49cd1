#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "dispute/satisfiability.hpp"
#include "dispute/tangle.hpp"
#include "dispute/theory.hpp"

namespace valla::dispute {

/// Finds versions of a tangle of any size by satisfiability.
///
/// One variable per unit, true when it is in. One clause per clash: not all of it. One per unit: it
/// is in, or something that justifies leaving it out is (Bienvenu and Bourgaux 2022 encode
/// Pareto-optimal repairs so). For preferences that are a weak order this is exact. Otherwise, and
/// for clashes that only the theory knows, it says too little, and each assignment is checked by
/// placing units in some order; when a set of units is stuck, each waiting for another, a clause is
/// added which says that the first of them in whatever order must be in or be justified by units
/// outside the set. (Such clauses are to the order what loop formulas are to foundedness; Lin and
/// Zhao 2004.) Where the theory may know clashes that nobody has found yet, the clause also admits
/// any neighbour that is out now and not in the set. Every clause is true of all versions, so that
/// clauses stay, and each excludes the assignment that led to it, so that there is an end.
class LargeSearch {
  public:
    /// `tangle` and `theory`, which may be nothing, must outlive the search.
    LargeSearch(const Tangle& tangle, Theory* theory, Effort effort);

    /// A version under `assumptions`, literals of unit() and lack(); nothing when there is none or
    /// a limit was reached, which limit() tells. Read it with contains().
    bool find(std::span<const Literal> assumptions);
    [[nodiscard]] Limit limit() const { return limit_; }
    [[nodiscard]] bool contains(Local unit) const { return version_[unit] != 0; }

    [[nodiscard]] static Literal unit(Local unit) { return static_cast<Literal>(unit) + 1; }
    /// A literal under which no support from `begin` to `end` is contained in a version.
    Literal lack(const Rows<Local>& supports, std::uint32_t begin, std::uint32_t end);

    /// Finds out what `findings`, with an entry for each unit and statement, does not know yet.
    void survey(const LocalStatements& statements, Findings& findings);

    /// Versions in lexicographic order, in before out, until `limit` is passed; whether that is
    /// all.
    bool list(std::size_t limit, std::vector<std::vector<Local>>& versions);

  private:
    struct Mention {
        std::uint32_t row = 0;
        std::uint32_t place = 0;  ///< in the row
    };

    void index_ties();
    void encode();
    void encode_clash(std::uint32_t row);
    void encode_group(std::uint32_t row, std::vector<std::vector<Literal>>& reasons);
    Literal justification(Mention mention);
    void note_findings(const LocalStatements& statements, Findings& findings);
    bool holds(const LocalStatements& statements, std::uint32_t statement) const;

    // refinement.cpp
    bool is_version();
    bool find_theory_clash();
    std::optional<std::uint32_t> ask_theory(const std::vector<std::uint8_t>& among, Local also);
    std::uint32_t learn(std::span<const UnitId> clash);
    [[nodiscard]] bool justified_by(const std::vector<std::uint8_t>& among, Local unit) const;
    [[nodiscard]] bool waits(Local unit, const std::vector<std::uint32_t>& unplaced) const;
    std::vector<Local> stuck_set(const std::vector<std::uint8_t>& placed);
    void refine(const std::vector<std::uint8_t>& placed);

    const Tangle& tangle_;
    Theory* theory_;
    Effort effort_;
    std::uint64_t refinements_ = 0;
    std::uint64_t questions_ = 0;
    Limit limit_ = Limit::none;
    Satisfiability formula_;
    std::vector<std::uint8_t> version_;

    Rows<LocalSlot> clashes_;              ///< those of the tangle, then those of the theory
    std::vector<Literal> justifications_;  ///< by slot of clashes_; 0 where none was needed yet
    std::vector<std::vector<Mention>> in_clashes_;
    std::vector<std::vector<Mention>> in_groups_;
    std::vector<std::vector<std::uint32_t>> in_neighbourhoods_;
    std::vector<Literal> clause_;
};

}  // namespace valla::dispute
