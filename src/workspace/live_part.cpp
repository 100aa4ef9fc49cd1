#include <algorithm>

#include "workspace/live_region.hpp"

namespace valla::workspace {

using casefile::RowId;
using dispute::UnitId;
using evidence::Claim;
using evidence::ClaimId;
using evidence::ClaimKind;
using evidence::StatementId;

void LiveAssessment::Part::index() {
    const evidence::Evidence& evidence = assessment_->evidence();
    for (std::uint32_t number = 0; number < evidence.claims().size(); ++number) {
        const Claim& claim = evidence.claims()[number];
        if (claim.kind != ClaimKind::occurrence)
            claims_of_row_.emplace_back(claim.row.number, number);
    }
    std::sort(claims_of_row_.begin(), claims_of_row_.end());
    const chronology::TimeClaims& times = assessment_->times();
    for (std::uint32_t number = 0; number < times.claims().size(); ++number) {
        if (times.claims()[number].kind != chronology::TimeClaimKind::telling) continue;
        for (const ClaimId ground : times.grounds_of({number}))
            tellings_of_claim_.emplace_back(ground.number, number);
    }
    std::sort(tellings_of_claim_.begin(), tellings_of_claim_.end());
    const auto& arguments = evidence.arguments();
    for (std::uint32_t number = 0; number < arguments.size(); ++number) {
        argument_of_name_[arguments[number].name.number] = number;
        for (const RowId row : arguments[number].hence) {
            const StatementId statement = assessment_->evidence().propositions().state(row);
            rows_of_conclusion_.emplace_back(statement.number, row.number);
            conclusion_of_row_.emplace_back(row.number, statement.number);
        }
    }
    std::sort(rows_of_conclusion_.begin(), rows_of_conclusion_.end());
    std::sort(conclusion_of_row_.begin(), conclusion_of_row_.end());
}

bool LiveAssessment::Part::has(UnitId unit) const {
    if (all_) return true;
    const evidence::Evidence& evidence = assessment_->evidence();
    const auto answers = [&](ClaimId claim) {
        return owner_->part_of(Spread::node_of(evidence, evidence[claim])) == number_;
    };
    if (const auto telling = assessment_->telling(unit)) {
        const auto grounds = assessment_->times().grounds_of(*telling);
        return std::any_of(grounds.begin(), grounds.end(), answers);
    }
    const evidence::UnitId id{unit.index};
    if (evidence[id].kind == evidence::UnitKind::argument)
        return owner_->part_of(node(evidence[id].name)) == number_;
    const auto claims = evidence.claims_of(id);
    return std::any_of(claims.begin(), claims.end(), answers);
}

bool LiveAssessment::Part::has(StatementId statement) const {
    if (all_) return true;
    const evidence::Evidence& evidence = assessment_->evidence();
    const auto claims = evidence.claims_of(statement);
    if (!claims.empty())
        return owner_->part_of(Spread::node_of(evidence, evidence[claims.front()])) == number_;
    // What nobody says stands on what it follows from.
    const auto known = assessment_->problem().statement(statement);
    if (!known) return false;
    const dispute::Problem& problem = assessment_->problem().problem();
    bool any = false;
    for (auto support = problem.first_support(*known); support < problem.end_support(*known);
         ++support) {
        for (const UnitId unit : problem.support(support)) {
            if (!has(unit)) return false;
            any = true;
        }
    }
    return any;
}

}  // namespace valla::workspace
