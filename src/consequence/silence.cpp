#include "consequence/silence.hpp"

#include <algorithm>
#include <set>

namespace valla::consequence {

using casefile::RowId;
using deduction::ElementKind;
using deduction::FactId;
namespace row_flags = casefile::row_flags;

namespace {

/// What is possible in time follows from what is said of times; all else that is only possible is
/// what nobody denies.
bool is_silent(const casefile::Case& the_case, std::uint32_t row) {
    const casefile::Tables& tables = the_case.tables();
    if ((tables.flags[row] & row_flags::silence) != 0) return true;
    const auto& field = the_case.vocabulary().field(tables.field[row]);
    return (tables.flags[row] & row_flags::possible) != 0 &&
           field.type != vocabulary::ValueType::time;
}

/// The lines of a rule or argument that look at what is not said.
std::vector<RowId> silent_lines(const dispute::Assessment& assessment, deduction::RuleId rule) {
    const auto& rules = assessment.inference().rules();
    if (rule.index >= rules.sources().size()) return {};
    const inference::RuleSource& source = rules.source(rule);
    std::vector<casefile::CardId> cards;
    std::vector<RowId> lines;
    if (source.kind == inference::RuleSource::Kind::argument) {
        const auto& argument = assessment.evidence().arguments()[source.argument];
        lines = argument.unless;
        cards = argument.cards;
    } else if (source.kind != inference::RuleSource::Kind::language) {
        cards = {source.card};
    }
    for (const casefile::CardId id : cards) {
        const casefile::CardRow& card = assessment.the_case().card(id);
        for (std::uint32_t at = card.first_row; at < card.first_row + card.row_count; ++at) {
            const bool known = std::find(lines.begin(), lines.end(), RowId{at}) != lines.end();
            if (is_silent(assessment.the_case(), at) && !known) lines.push_back({at});
        }
    }
    return lines;
}

/// The lines by which a fact rests on silence. Facts that do not are left aside: each way through
/// them has its silence elsewhere.
std::vector<RowId> lines_behind(const dispute::Assessment& assessment, FactId fact) {
    const inference::Inference& inference = assessment.inference();
    const auto& graph = inference.deduction().graph();
    std::vector<RowId> lines;
    std::vector<FactId> open{fact};
    std::set<std::uint32_t> seen{fact.index};
    for (std::size_t i = 0; i < open.size(); ++i) {
        for (const deduction::InstanceId instance : graph.derivations(open[i])) {
            bool silent = false;
            bool said = false;  // by somebody, in every version
            for (const deduction::Element element : graph.body(instance)) {
                if (element.kind() == ElementKind::absence) {
                    silent = true;
                    said = said || assessment.is_always_there({element.index()});
                }
                if (element.kind() != ElementKind::fact) continue;
                const FactId premise{element.index()};
                if (inference.is_from_silence(premise) && seen.insert(premise.index).second)
                    open.push_back(premise);
            }
            if (!silent || said) continue;
            for (const RowId line : silent_lines(assessment, graph.rule(instance))) {
                if (std::find(lines.begin(), lines.end(), line) == lines.end())
                    lines.push_back(line);
            }
        }
    }
    return lines;
}

}  // namespace

bool looks_at_silence(const casefile::Case& the_case) {
    static const auto unless = vocabulary::builtin_field(vocabulary::BaseKind::argument, "unless");
    const casefile::Tables& tables = the_case.tables();
    for (const casefile::CardRow& card : the_case.cards()) {
        if (!card.live || !card.known_kind) continue;
        for (std::uint32_t at = card.first_row; at < card.first_row + card.row_count; ++at) {
            if (is_silent(the_case, at) || tables.field[at].row == unless) return true;
        }
    }
    return false;
}

std::vector<FromSilence> from_silence(const dispute::Assessment& assessment) {
    std::vector<FromSilence> all;
    for (const evidence::StatementId statement : assessment.statements()) {
        if (!assessment.verdict(statement).from_silence) continue;
        const auto fact = assessment.inference().fact(statement);
        std::vector<RowId> because = lines_behind(assessment, *fact);
        if (!because.empty()) all.push_back({statement, std::move(because)});
    }
    return all;
}

}  // namespace valla::consequence
