#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "dispute/problem.hpp"
#include "dispute/reading.hpp"
#include "inference/case_times.hpp"
#include "inference/inference.hpp"

namespace valla::dispute {

using inference::BeliefId;

/// Why a set of units cannot stand together.
enum class ClashKind : std::uint8_t {
    denial,          ///< a statement and its denial
    occurrence,      ///< something is told of what is said not to have occurred
    closed_list,     ///< a value lies outside a list that was closed
    single_value,    ///< a field that has one value at one time has two
    rivals,          ///< somebody says that the statements cannot all stand
    rival_accounts,  ///< two accounts of one thing
    identity,        ///< the same and different
    times,           ///< the times are impossible together
    never,           ///< a `never` card rules it out
};

/// What a tie of the problem is about.
struct ClashReason {
    ClashKind kind = ClashKind::denial;
    NameId subject;                   ///< what it is about, for grouping; none where it is unclear
    evidence::StatementId statement;  ///< of a denial, an occurrence, a value: the statement
    evidence::StatementId other;      ///< of a single value in pairs: the second one
    evidence::CardId card;            ///< of rivals and never: their card
    casefile::FieldId field;          ///< of a single value, a closed list
};

/// The problem of versions that a case poses under one reading: its units, the tellings behind
/// them, everything that cannot stand together, and every statement with its supports.
///
/// Units have the numbers of BeliefId: first those of the evidence, then the tellings. Clashes of
/// time are listed when there are no more than `most_time_clashes`; beyond that times_complete() is
/// false and the theory of time must be asked (TimeTheory).
class CaseProblem {
  public:
    static constexpr std::size_t most_time_clashes = 20'000;
    /// How many ways to a conclusion are told apart.
    static constexpr std::size_t most_supports = 64;

    CaseProblem(evidence::Evidence& evidence, const inference::Inference& inference,
                inference::CaseTimes& times, const chronology::TimeClaims& time_claims,
                const std::vector<bool>& live_claims);

    [[nodiscard]] Problem& problem() { return problem_; }
    [[nodiscard]] const Problem& problem() const { return problem_; }
    [[nodiscard]] const ClashReason& reason(TieId tie) const { return reasons_[tie.index]; }

    /// The statement of the problem that stands for one of the evidence, with the claims that are
    /// not only alleged and with what rules and arguments give; nothing for labels and for what
    /// nobody says.
    [[nodiscard]] std::optional<StatementId> statement(evidence::StatementId statement) const;
    /// The statement of the problem that has only those who allege it; nothing where nobody does.
    [[nodiscard]] std::optional<StatementId> as_alleged(evidence::StatementId statement) const;
    /// Every statement of the problem but those that are alleged, by its number.
    [[nodiscard]] const std::vector<evidence::StatementId>& statements() const {
        return statements_;
    }
    /// Whether all ways to a statement are known.
    [[nodiscard]] bool complete(StatementId statement) const { return complete_[statement.index]; }
    [[nodiscard]] bool times_complete() const { return times_complete_; }
    /// Accounts that contradict themselves, and so cannot be units.
    [[nodiscard]] const std::vector<NameId>& torn_accounts() const { return torn_; }

  private:
    friend class ProblemMaking;
    Problem problem_;
    std::vector<ClashReason> reasons_;
    std::vector<evidence::StatementId> statements_;
    std::vector<bool> complete_;
    std::vector<std::uint32_t> by_statement_;
    std::unordered_map<std::uint32_t, StatementId> alleged_;
    std::vector<NameId> torn_;
    bool times_complete_ = true;
};

}  // namespace valla::dispute
