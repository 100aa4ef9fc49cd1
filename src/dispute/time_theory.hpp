#pragma once

#include "chronology/time_claims.hpp"
#include "dispute/theory.hpp"
#include "inference/case_times.hpp"

namespace valla::dispute {

/// The clashes of time among units, found by asking: for cases with more of them than are listed.
/// Claims that leave a choice count with it.
class TimeTheory : public Theory {
  public:
    TimeTheory(const chronology::TimeClaims& times, const inference::CaseTimes& beliefs)
        : times_(&times), beliefs_(&beliefs) {}
    std::optional<std::vector<UnitId>> find_clash(std::span<const UnitId> units) override;
    /// Where claims leave more choices than could be tried (chronology::select).
    [[nodiscard]] bool gave_up() const override { return gave_up_; }
    /// Units whose times may clash: all that bound any.
    [[nodiscard]] std::vector<UnitId> neighbourhood() const;

  private:
    const chronology::TimeClaims* times_;
    const inference::CaseTimes* beliefs_;
    bool gave_up_ = false;
};

}  // namespace valla::dispute
