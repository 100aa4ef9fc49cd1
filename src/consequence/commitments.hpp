#pragma once

#include <string>
#include <vector>

#include "consequence/version_space.hpp"

namespace valla::consequence {

/// What became of one side of a demand, threat or promise. Of a promise, a threat and a demand not
/// all are possible; docs/commitments.md tells them one by one.
enum class State : std::uint8_t {
    not_known,
    // the answer
    accepted,
    refused,
    accepted_and_refused,  ///< both are reported and nothing says which came last
    // the condition
    unconditional,
    condition_met,
    condition_not_met,
    // the forum
    not_required,
    forum_met,
    forum_not_met,
    // the performance
    kept,
    fulfilment_reported,  ///< something fulfilled it; without a deadline it could still be broken
    no_breach_reported,
    broken,
    carried_out,
    not_carried_out,
    met,
    withdrawn,
    lapsed,  ///< its condition is not met, so that it never bound
    not_made,
};
std::string_view name_of(State state);

/// A state, and the statements that make it so.
struct Finding {
    State state = State::not_known;
    std::vector<StatementId> because;
    /// What is missing or was looked at besides: "kalinin must be a member, and was not present".
    std::string note;
    friend bool operator==(const Finding&, const Finding&) = default;
};

/// A finding on each version: where they differ, which units the versions of each leave out.
struct Outcome {
    struct OnVersions {
        Finding finding;
        std::vector<std::vector<UnitId>> left_out;  ///< one entry for each version
    };
    std::vector<OnVersions> alternatives;
    bool complete = true;  ///< false when there were too many versions to look at each
    [[nodiscard]] bool in_any_case() const { return complete && alternatives.size() == 1; }
};

struct Commitment {
    enum class Kind : std::uint8_t { demand, threat, promise };
    NameId name;
    Kind kind = Kind::promise;
    Outcome made;
    /// Who and to whom: the statements of these fields, in the order of the cards.
    std::vector<StatementId> roles;

    struct Answer {
        NameId addressee;  ///< none: nobody is said to be addressed
        Outcome outcome;
    };
    std::vector<Answer> answers;
    Outcome condition;
    Outcome forum;
    struct Part {
        std::string words;  ///< none: the commitment as a whole
        StatementId statement;
        std::vector<NameId> beneficiaries;
        Outcome performance;
    };
    std::vector<Part> parts;
    std::vector<StatementId> ties;  ///< or else, in exchange for, superseded by, hostage
    /// Demands that this threat backs, and threats that back this demand, from both cards.
    std::vector<NameId> tied_to;
};

/// What became of the demands, threats and promises of a case, as far as the evidence says, part by
/// part and addressee by addressee, on each version.
///
/// A commitment has four sides that are answered apart: it can have been accepted, before the wrong
/// forum, with an outcome that nobody reports (Singh, "An ontology for commitments in multiagent
/// systems", Artificial Intelligence and Law 7, 1999, has the life of one).
///
///     for (const Commitment& each : Commitments(assessment).all()) ...
class Commitments {
  public:
    explicit Commitments(Assessment& assessment);

    [[nodiscard]] std::vector<Commitment> all();
    [[nodiscard]] Commitment of(NameId name);

  private:
    friend class CommitmentView;
    struct Said {
        StatementId statement;
        NameId value;  ///< none when it is no name
    };
    [[nodiscard]] std::vector<Said> said(NameId subject, std::string_view field) const;
    [[nodiscard]] std::vector<StatementId> about(NameId subject) const;
    template <typename Judge>
    Outcome judge(const std::vector<StatementId>& bearing, const std::vector<UnitId>& more,
                  Judge one_version);

    [[nodiscard]] std::vector<StatementId> bearing_on(NameId name) const;
    [[nodiscard]] std::string part_of(StatementId statement) const;
    [[nodiscard]] bool concerns(StatementId statement, const std::string& part) const;
    [[nodiscard]] bool must_follow(const Version& version, NameId later, NameId earlier) const;

    Assessment& assessment_;
    const casefile::Case& case_;
    std::map<std::uint32_t, std::vector<StatementId>> by_subject_;
};

}  // namespace valla::consequence
