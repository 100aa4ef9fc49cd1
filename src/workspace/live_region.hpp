#pragma once

// For the sources of LiveAssessment: what hangs together in a part, and what an edit bears on.

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "workspace/live_assessment.hpp"

namespace valla::workspace {

/// Calls `visit` with what stands beside a key in sorted pairs.
template <typename Visit>
void for_each_of(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs,
                 std::uint32_t key, Visit visit) {
    auto at = std::lower_bound(pairs.begin(), pairs.end(), std::pair(key, std::uint32_t{0}));
    for (; at != pairs.end() && at->first == key; ++at) visit(at->second);
}

/// What hangs together in one part: from nodes to units, from these to what they cannot stand with
/// and to what follows from them, and back to nodes.
class Spread {
  public:
    using Node = LiveAssessment::Node;

    explicit Spread(LiveAssessment::Part& part)
        : part_(part), assessment_(part.assessment()), evidence_(assessment_.evidence()) {}

    void from(Node node) {
        if ((node & LiveAssessment::name_flag) != 0) {
            const casefile::NameId name{node & ~LiveAssessment::name_flag};
            const auto argument = part_.argument_of_name_.find(name.number);
            if (argument != part_.argument_of_name_.end())
                take(dispute::UnitId{evidence_.arguments()[argument->second].unit.number});
            if (const auto occurred = evidence_.propositions().find_occurrence(name))
                take(evidence::StatementId::of(*occurred, false));
            return;
        }
        for_each_of(part_.claims_of_row_, node,
                    [&](std::uint32_t claim) { take(evidence::ClaimId{claim}); });
        for_each_of(part_.conclusion_of_row_, node,
                    [&](std::uint32_t statement) { take(evidence::StatementId{statement}); });
    }

    /// Follows everything; `nodes` and `cards` get what was met, some of it more than once.
    void run(std::vector<Node>& nodes, std::vector<casefile::CardId>& cards) {
        while (!open_.empty()) {
            const dispute::UnitId unit = open_.back();
            open_.pop_back();
            follow(unit);
        }
        nodes.insert(nodes.end(), nodes_.begin(), nodes_.end());
        cards.insert(cards.end(), cards_.begin(), cards_.end());
        nodes_.clear();
        cards_.clear();
    }

    static Node node_of(const evidence::Evidence& evidence, const evidence::Claim& claim) {
        if (claim.kind != evidence::ClaimKind::occurrence) return LiveAssessment::node(claim.row);
        return LiveAssessment::node(evidence.propositions()[claim.statement.proposition()].subject);
    }

  private:
    void take(dispute::UnitId unit) {
        if (units_.insert(unit.index).second) open_.push_back(unit);
    }

    void take(evidence::ClaimId id) {
        if (!claims_.insert(id.number).second) return;
        const evidence::Claim& claim = evidence_[id];
        nodes_.push_back(node_of(evidence_, claim));
        cards_.push_back(claim.card);
        take(dispute::UnitId{claim.unit.number});
        if (!claim.statement.none()) take(claim.statement);
        for_each_of(part_.tellings_of_claim_, id.number, [&](std::uint32_t telling) {
            const dispute::UnitId unit{assessment_.case_times().units() + telling};
            if (matters(unit)) take(unit);
        });
    }

    /// Whether a telling clashes with something, or something follows from it.
    [[nodiscard]] bool matters(dispute::UnitId telling) const {
        bool matters = assessment_.solver().component(telling).has_value();
        assessment_.solver().situation().each_statement(
            telling, [&](dispute::StatementId) { matters = true; });
        return matters;
    }

    void take(evidence::StatementId statement) {
        if (!statements_.insert(statement.number).second) return;
        for (const evidence::ClaimId claim : evidence_.claims_of(statement)) take(claim);
        for_each_of(part_.rows_of_conclusion_, statement.number,
                    [&](std::uint32_t row) { nodes_.push_back(row); });
        if (const auto known = assessment_.problem().statement(statement)) take(*known);
    }

    void take(dispute::StatementId known) {
        const dispute::Problem& problem = assessment_.problem().problem();
        for (auto support = problem.first_support(known); support < problem.end_support(known);
             ++support) {
            for (const dispute::UnitId unit : problem.support(support)) take(unit);
        }
    }

    void follow(dispute::UnitId unit) {
        if (const auto telling = assessment_.telling(unit)) {
            for (const evidence::ClaimId ground : assessment_.times().grounds_of(*telling))
                take(ground);
        } else {
            const evidence::UnitId id{unit.index};
            for (const evidence::ClaimId claim : evidence_.claims_of(id)) take(claim);
            if (evidence_[id].kind == evidence::UnitKind::argument) {
                const casefile::NameId name = evidence_[id].name;
                nodes_.push_back(LiveAssessment::node(name));
                const auto& argument =
                    evidence_.arguments()[part_.argument_of_name_.at(name.number)];
                cards_.insert(cards_.end(), argument.cards.begin(), argument.cards.end());
                for (const casefile::RowId row : argument.hence) from(LiveAssessment::node(row));
            }
        }
        if (const auto component = assessment_.solver().component(unit)) {
            for (const dispute::UnitId member : assessment_.solver().members(*component))
                take(member);
        }
        const auto& known = assessment_.problem().statements();
        assessment_.solver().situation().each_statement(unit, [&](dispute::StatementId statement) {
            if (statement.index < known.size()) take(known[statement.index]);
            else take(statement);
        });
    }

    LiveAssessment::Part& part_;
    dispute::Assessment& assessment_;
    evidence::Evidence& evidence_;
    std::vector<dispute::UnitId> open_;
    std::unordered_set<std::uint32_t> units_;
    std::unordered_set<std::uint32_t> claims_;
    std::unordered_set<std::uint32_t> statements_;
    std::vector<Node> nodes_;
    std::vector<casefile::CardId> cards_;
};

/// What an edit bears on, as far as it is known.
struct LiveAssessment::Region {
    Region(const Workspace& workspace, const Bearing& bearing) : reach(workspace, bearing) {}

    std::unordered_set<Node> nodes;           ///< that the new part will answer for
    std::unordered_set<std::uint32_t> cards;  ///< that are assessed, the live ones of them
    Reach reach;
    std::map<std::uint32_t, Spread> spreads;  ///< in the parts that there are
    std::size_t same_days = 0;                ///< of the reach, looked at
    std::unordered_set<std::uint32_t> noted;  ///< cards whose accounts were looked at
    std::unordered_set<std::uint32_t> accounts;
};

}  // namespace valla::workspace
