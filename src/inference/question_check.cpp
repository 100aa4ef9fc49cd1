#include "inference/question_check.hpp"

#include <algorithm>
#include <set>

#include "casefile/ways.hpp"

namespace valla::inference {

namespace {

/// The variables that the answer to a question is made of; none: all.
std::set<std::uint32_t> variables_shown(const casefile::Case& the_case, casefile::CardId card) {
    const casefile::Tables& tables = the_case.tables();
    std::set<std::uint32_t> shown;
    const casefile::CardRow& row = the_case.card(card);
    for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
        const std::string_view field = the_case.vocabulary().field(tables.field[at]).name;
        const bool lists = field == "show" || field == "group by" || field == "count";
        if (tables.role[at] == casefile::RowRole::claimed && lists &&
            tables.tag[at] == casefile::ValueTag::variable)
            shown.insert(tables.value[at]);
    }
    return shown;
}

}  // namespace

std::optional<text::Message> question_message(const casefile::Case& the_case, casefile::CardId card,
                                              Translation& translation,
                                              deduction::Program& program) {
    const casefile::Tables& tables = the_case.tables();
    const auto rows = casefile::statements_of(the_case, card, "ask");
    const Translated asked = translation.question(rows);
    const std::set<std::uint32_t> shown = variables_shown(the_case, card);
    for (const deduction::Alternative& each : asked.alternatives) {
        // A rule that gives the rows is refused as the question would be.
        deduction::Rule rule;
        deduction::Atom head;
        for (std::uint32_t i = 0; i < asked.variables.size(); ++i) {
            const NameId name = asked.variables[i];
            if (!name.none() && (shown.empty() || shown.contains(name.number)))
                head.arguments.emplace_back(deduction::Variable{i});
        }
        head.predicate = program.add_predicate(static_cast<std::uint32_t>(head.arguments.size()));
        rule.heads = {head};
        rule.body = each.body;
        rule.absent = each.absent;
        rule.second_stratum = true;
        const auto added = program.add_rule(std::move(rule));
        if (added || added.error().refusal != deduction::Refusal::unsafe_variable) continue;
        const std::uint32_t index = added.error().variable.index;
        const NameId name = index < asked.variables.size() ? asked.variables[index] : NameId{};
        std::string text = name.none() ? "?" : std::string(tables.names.text(name));
        text.resize(std::min(text.size(), text.find(' ')));
        const std::uint32_t begin = tables.begin[rows.front().number];
        return text::Message("rule-variable-unbound",
                             {begin, std::max(begin, tables.offset[rows.back().number])})
            .with("variable", text)
            .with("kind", likely_kind(the_case, rows, name));
    }
    return std::nullopt;
}

}  // namespace valla::inference
