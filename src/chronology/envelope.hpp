#pragma once

#include <optional>
#include <span>
#include <vector>

#include "chronology/relation.hpp"
#include "chronology/time_claims.hpp"

namespace valla::chronology {

/// Times that cannot all be true, though any one of them could be left out to mend it.
struct TimeClash {
    ClaimId set_aside;            ///< the one of them that is set aside
    std::vector<ClaimId> claims;  ///< in canonical order
};

/// A bound and the claims that make it.
struct EnvelopeBound {
    std::optional<Minutes> minute;  ///< none: no limit on this side
    std::vector<ClaimId> claims;    ///< a chain from a date to the point; else in canonical order
    bool is_chain = true;           ///< false where a choice had a part in it
    bool exact = true;  ///< false: a limit was reached; the bound is true, perhaps too wide
};

/// Must, can, cannot, and the claims that make it so.
struct EnvelopeJudgement {
    Verdict verdict = Verdict::can;
    std::vector<ClaimId> reasons;
    bool exact = true;  ///< false: a limit was reached before anything was decided
};

/// The bounds and relations of a case's times under a mask, with the choices in it: what holds in
/// each way to take one alternative of each.
///
///     Envelope envelope(times, times.all());
///     envelope.bound(Side::latest, *times.begin_of(confession)).minute;
///
/// Where times clash, what Timeline keeps is kept; then choices are taken in as far as they are
/// possible, the last in canonical order giving way.
///
/// A bound is found by asking for more: the bound of some way to choose is attained, and is the
/// answer when nothing beyond it is possible; the clash that shows this is the reason. Each step is
/// one select(). Points that no choice has to do with cost nothing beyond the Timeline.
class Envelope {
  public:
    Envelope(const TimeClaims& times, const ClaimSet& mask,
             std::size_t decision_limit = default_decision_limit);

    EnvelopeBound bound(Side side, PointId point);
    /// Whether all of `rows` must, can or cannot be true together.
    EnvelopeJudgement judge(std::span<const Constraint> rows);
    /// The relation of two events. `same_day` takes both begins.
    EnvelopeJudgement judge(Relation relation, Event first, Event second);
    /// Whether two happenings must follow, or can follow, one another: `first` is over when
    /// `second` begins.
    bool must_precede(Event first, Event second) {
        return judge(Relation::precedes, first, second).verdict == Verdict::must;
    }
    bool can_precede(Event first, Event second) {
        return judge(Relation::precedes, first, second).verdict != Verdict::cannot;
    }

    /// One for each claim that is set aside: leaving out those leaves a consistent rest.
    [[nodiscard]] const std::vector<TimeClash>& clashes() const { return clashes_; }
    /// Whether the bounds of a point lean on what was set aside.
    [[nodiscard]] bool touched(PointId point) const { return touched_[point.index]; }
    /// Whether all choices were looked through within the limit.
    [[nodiscard]] bool decided() const { return decided_; }
    [[nodiscard]] const Timeline& timeline() const { return timeline_; }
    [[nodiscard]] const TimeClaims& times() const { return times_; }

  private:
    struct Trial {
        Choosing outcome = Choosing::possible;
        std::vector<ClaimId> clash;
        std::optional<Minutes> bound;  ///< of the point that was asked for
    };
    struct Target {
        Side side = Side::latest;
        PointId point;
    };
    void take_in_choices(const ClaimSet& mask);
    [[nodiscard]] std::vector<ClaimId> minimal(std::span<const Choice> choices,
                                               std::vector<ClaimId> clash) const;
    void find_groups(const ClaimSet& mask);
    void find_touched();
    std::uint32_t group_of(PointId point);
    std::vector<Choice> choices_about(std::span<const Constraint> rows);
    Trial attempt(std::span<const Constraint> rows, std::span<const Choice> choices,
                  std::optional<Target> target);
    EnvelopeJudgement judge_days(Event first, Event second);

    const TimeClaims& times_;
    std::size_t limit_;
    Network network_;  ///< that of the times, and behind it what was asked
    Timeline timeline_;
    std::vector<Choice> choices_;
    std::vector<TimeClash> clashes_;
    std::vector<bool> touched_;
    bool decided_ = true;
    std::vector<std::uint32_t> groups_;  ///< by point: union-find
};

}  // namespace valla::chronology
