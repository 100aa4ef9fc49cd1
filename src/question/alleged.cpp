#include "question/alleged.hpp"

#include <algorithm>
#include <set>

#include "deduction/query.hpp"

namespace valla::question {

namespace {

using Values = std::vector<std::pair<casefile::ValueTag, std::uint32_t>>;

/// The rows that all claims give which feed something, whichever of them can stand together.
std::set<Values> all_rows(const inference::Inference& inference,
                          const std::vector<std::string>& columns) {
    const inference::Translated& asked = inference.question(0);
    const auto& names = inference.evidence().the_case().tables().names;
    deduction::Query query;
    query.one_of.push_back(asked.alternatives);
    for (const std::string& column : columns) {
        for (std::uint32_t i = 0; i < asked.variables.size(); ++i) {
            if (!asked.variables[i].none() &&
                names.text(asked.variables[i]).starts_with(column + ' '))
                query.show.push_back({i});
        }
    }
    std::set<Values> rows;
    const auto found =
        deduction::answer(inference.deduction().facts(), query, inference.program().externals());
    for (std::size_t i = 0; found && i < found->rows; ++i) {
        Values values;
        for (const deduction::TermId term : found->row(i)) {
            const evidence::ValueKey& value = inference.terms()[term];
            values.emplace_back(value.tag, value.number);
        }
        rows.insert(values);
    }
    return rows;
}

}  // namespace

std::size_t alleged_rows(dispute::Assessment& assessment, const Question& question,
                         const std::vector<std::string>& columns) {
    evidence::Evidence& evidence = assessment.evidence();
    const auto live = [&](evidence::ClaimId claim) {
        return static_cast<bool>(assessment.live().claims[claim.number]);
    };
    bool any = false;
    for (std::uint32_t i = 0; i < evidence.claims().size() && !any; ++i) {
        const evidence::Claim& claim = evidence.claims()[i];
        any = live({i}) && (claim.alleged || evidence[claim.unit].alleged);
    }
    const bool counts = !question.count.empty() || !question.group_by.empty();
    if (!any || counts || assessment.inference().question(0).second_stratum) return 0;
    const std::vector<std::vector<RowId>> asked{question.ask};
    const inference::Inference credited(
        evidence, &assessment.case_times(), [](evidence::UnitId) { return true; }, asked, live);
    const std::set<Values> before = all_rows(assessment.inference(), columns);
    std::size_t more = 0;
    for (const Values& row : all_rows(credited, columns)) more += before.contains(row) ? 0 : 1;
    return more;
}

}  // namespace valla::question
