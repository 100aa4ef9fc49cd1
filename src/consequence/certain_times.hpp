#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "dispute/assessment.hpp"

namespace valla::consequence {

using casefile::NameId;
using chronology::Minutes;

/// One end of the time of a happening or source, bounded otherwise than before.
struct BoundChange {
    NameId name;
    bool end = false;  ///< of its end; else of its begin
    chronology::Side side = chronology::Side::earliest;
    std::optional<Minutes> before;  ///< nothing: no date bounds it
    std::optional<Minutes> after;

    [[nodiscard]] bool widens() const {
        if (!before) return false;
        if (!after) return true;
        return side == chronology::Side::earliest ? *after < *before : *after > *before;
    }
};

/// The bounds of time that hold on every version: those that follow from the claims that stand *not
/// contradicted*. Claims that somebody contradicts bound nothing here, and where a claim says that
/// one of several things holds, only what they share does; so the bounds are true, and can be wider
/// than the envelope of all versions.
class CertainTimes {
  public:
    /// Under the solver's mask as it is now. The assessment must outlive it.
    explicit CertainTimes(const dispute::Assessment& assessment);

    /// What changes when these units stand as they now do in the solver; undone before it returns.
    /// In the order in which cards first name what is bounded.
    [[nodiscard]] std::vector<BoundChange> changes(std::span<const dispute::UnitId> units);

    /// How the bounds differ from those of another assessment of the same case.
    [[nodiscard]] std::vector<BoundChange> compared_with(const CertainTimes& after) const;

    /// The bounds of one end of something that has a time.
    [[nodiscard]] std::optional<Minutes> bound(NameId name, bool end, chronology::Side side) const;
    [[nodiscard]] const std::vector<NameId>& names() const { return assessment_->times().names(); }

  private:
    [[nodiscard]] bool is_certain(dispute::UnitId unit) const;

    const dispute::Assessment* assessment_;
    chronology::ClaimSet mask_;
    std::unique_ptr<chronology::Timeline> timeline_;
};

}  // namespace valla::consequence
