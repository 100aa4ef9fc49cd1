#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "dispute/incidence.hpp"
#include "dispute/preferences.hpp"
#include "dispute/problem.hpp"
#include "dispute/tangle.hpp"
#include "dispute/unit_set.hpp"

namespace valla::dispute {

/// A component that is to be laid out.
struct Part {
    std::span<const UnitId> units;  ///< ascending
    bool charge_all = false;        ///< treat all members of its clashes as charged
};

/// A problem and what of it is in force: the mask, what is accepted, which ties are switched off,
/// the ranks of the units. Knows which ties and statements a unit is in.
class Situation {
  public:
    /// `problem` must outlive the situation.
    Situation(const Problem& problem, const UnitSet& mask);

    /// Takes in what was appended to the problem since; new units are out, new ties in force.
    void extend();

    [[nodiscard]] const Problem& problem() const { return *problem_; }
    [[nodiscard]] std::uint32_t units() const { return static_cast<std::uint32_t>(ranks_.size()); }
    [[nodiscard]] std::uint32_t ties() const { return ties_; }
    [[nodiscard]] std::uint32_t statements() const { return statements_; }

    [[nodiscard]] bool contains(UnitId unit) const { return mask_.contains(unit); }
    [[nodiscard]] const UnitSet& mask() const { return mask_; }
    [[nodiscard]] bool accepted(UnitId unit) const {
        return accepted_.contains(unit) && mask_.contains(unit);
    }
    /// Whether it would be, were it in the mask.
    [[nodiscard]] bool marked_accepted(UnitId unit) const { return accepted_.contains(unit); }
    [[nodiscard]] bool switched_off(TieId tie) const { return !off_.empty() && off_[tie.index]; }
    [[nodiscard]] RankId rank(UnitId unit) const { return ranks_[unit.index]; }

    void switch_unit(UnitId unit, bool on);
    void switch_accepted(UnitId unit, bool on);
    void switch_tie(TieId tie, bool on);
    void set_rank(UnitId unit, RankId rank) { ranks_[unit.index] = rank; }
    void set_preferences(Preferences preferences) { preferences_ = std::move(preferences); }
    [[nodiscard]] const Preferences& preferences() const { return preferences_; }

    /// Whether a tie says anything about the units of the mask: a clash when it has all its units,
    /// a group when it has units of two classes, a neighbourhood when it has any.
    [[nodiscard]] bool in_force(TieId tie) const;
    /// Whether a support has all its units in the mask.
    [[nodiscard]] bool live(std::uint32_t support) const;

    template <typename Use>
    void each_tie(UnitId unit, Use use) const {
        in_ties_.each(unit.index, [&](std::uint32_t row) { use(TieId{row}); });
    }
    template <typename Use>
    void each_statement(UnitId unit, Use use) const {
        in_statements_.each(unit.index, [&](std::uint32_t row) { use(StatementId{row}); });
    }
    /// Calls `use` once for each tie in force of some units that ties connect with no others.
    template <typename Use>
    void each_tie_of(std::span<const UnitId> units, Use use) {
        for (const UnitId unit : units) {
            each_tie(unit, [&](TieId tie) {
                if (seen_[tie.index]) return;
                seen_[tie.index] = true;
                met_.push_back(tie);
                if (in_force(tie)) use(tie);
            });
        }
        for (const TieId tie : met_) seen_[tie.index] = false;
        met_.clear();
    }

    /// Lays out components for a search.
    void lay_out(std::span<const Part> parts, Tangle& tangle);
    /// The place in the last tangle that was laid out of one of its units.
    [[nodiscard]] Local place(UnitId unit) const { return scratch_[unit.index]; }
    /// One number for each unit, free for use between calls.
    [[nodiscard]] std::vector<std::uint32_t>& scratch() { return scratch_; }

    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    void lay_out_ranks(std::span<const Part> parts, Tangle& tangle);
    static void note_order(std::uint32_t first, std::uint32_t count, Tangle& tangle);
    void lay_out_tie(TieId tie, bool charge_all, Tangle& tangle) const;

    const Problem* problem_;
    std::uint32_t ties_ = 0;
    std::uint32_t statements_ = 0;
    UnitSet mask_;
    UnitSet accepted_;
    std::vector<bool> off_;  ///< empty while all ties are on
    std::vector<RankId> ranks_;
    Preferences preferences_;
    Incidence in_ties_;
    Incidence in_statements_;
    std::vector<std::uint32_t> scratch_;
    std::vector<bool> seen_;  ///< by tie; all false between calls
    std::vector<TieId> met_;
    Rows<RankId> ranks_of_parts_;
};

}  // namespace valla::dispute
