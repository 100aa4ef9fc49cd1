// What `why` and `diff` have to show.

#include <algorithm>
#include <cassert>
#include <set>

#include "lineage/reliance.hpp"
#include "render/consequence_views.hpp"
#include "render/consequence_words.hpp"
#include "render/dispute_views.hpp"
#include "render/statement.hpp"

namespace valla::render {

using consequence::Why;
using dispute::Assessment;
using dispute::UnitId;
using evidence::StatementId;

namespace {

std::vector<std::string> texts_of(const Assessment& assessment, const std::vector<UnitId>& units) {
    std::vector<std::string> texts;
    for (const UnitId unit : units) texts.push_back(unit_text(assessment, unit));
    return texts;
}

/// By what a step is made: a rule of a card, somebody's argument, or what the fields mean.
std::string by_text(const Assessment& assessment, deduction::RuleId rule) {
    const Case& a_case = assessment.the_case();
    const auto& rules = assessment.inference().rules();
    if (rule.index >= rules.sources().size()) return "what the words mean";
    const inference::RuleSource& source = rules.source(rule);
    switch (source.kind) {
        case inference::RuleSource::Kind::argument: {
            const auto& argument = assessment.evidence().arguments()[source.argument];
            const std::string by = joined_names(a_case, argument.by);
            return "the argument " + name_text(a_case, argument.name) + ", by " +
                   (by.empty() ? std::string("the researcher") : by);
        }
        case inference::RuleSource::Kind::language: return "what the words mean";
        default: return "the rule " + name_text(a_case, a_case.card(source.card).name);
    }
}

std::string fact_text(const Assessment& assessment, deduction::FactId fact) {
    const StatementId statement = assessment.inference().statement(fact);
    return statement.none() ? "" : assertion_text(assessment.evidence(), statement);
}

WayView way_view(const Assessment& assessment, const consequence::Way& way) {
    WayView view;
    for (const UnitId unit : way.units)
        view.units.push_back({unit_text(assessment, unit), grounds_of(assessment, unit)});
    for (const consequence::ProofStep& step : way.steps) {
        StepView row;
        row.by = by_text(assessment, step.rule);
        row.gives = fact_text(assessment, step.gives);
        for (const deduction::FactId premise : step.premises) {
            const std::string text = fact_text(assessment, premise);
            if (!text.empty()) row.premises.push_back(text);
        }
        if (!step.times.empty()) {
            std::string times;
            for (const inference::BeliefId belief : step.times)
                times += (times.empty() ? "" : " and ") + unit_text(assessment, {belief.index});
            row.premises.push_back("the times that follow from " + times);
        }
        // That something is what its card calls it needs no step of its own.
        if (!row.gives.empty()) view.steps.push_back(std::move(row));
    }
    return view;
}

}  // namespace

WhyView why_view(Assessment& assessment, const Why& why) {
    const bool replayed = consequence::replays(assessment, why);
    assert(replayed);
    WhyView view;
    view.text = assertion_text(assessment.evidence(), why.statement);
    view.standing = verdict_words(why.verdict);
    view.only_alleged = why.verdict.only_alleged;
    view.from_silence = why.verdict.from_silence;
    view.possible = why.verdict.possible;
    if (why.verdict.standing == dispute::Standing::open)
        view.limit = limit_words(why.verdict.limit);
    if (!replayed) return view;
    for (const consequence::Way& way : why.ways) view.ways.push_back(way_view(assessment, way));
    view.all_ways = why.all_ways;
    if (why.ground) view.ground = *why.ground + 1;
    const auto version = [&](const consequence::PartialVersion& each, std::size_t way) {
        return VersionListView{texts_of(assessment, each.in), texts_of(assessment, each.out), way};
    };
    if (why.with) view.with = version(*why.with, 0);
    if (why.without) view.without = version(*why.without, 0);
    for (const auto& each : why.versions)
        view.versions.push_back(version(each.version, each.way + 1));
    view.all_versions = why.all_versions;
    for (const auto& clash : why.clashes) {
        ClashReasonView row;
        row.why = why_they_clash(assessment, clash);
        for (const dispute::Member& member : clash)
            row.members.push_back(unit_text(assessment, member.unit));
        view.clashes.push_back(std::move(row));
    }
    if (why.ways.empty()) {
        for (const GroundView& ground :
             grounds_of(assessment.evidence(), why.statement, assessment.live())) {
            if (!ground.left) view.left_out.push_back(ground.word);
        }
    }
    return view;
}

WhyInferenceView why_inference_view(Assessment& assessment, const consequence::WhyInference& why) {
    const Case& a_case = assessment.the_case();
    const evidence::Argument& argument = assessment.evidence().arguments()[why.argument];
    WhyInferenceView view;
    view.name = name_text(a_case, argument.name);
    view.by = joined_names(a_case, argument.by);
    if (view.by.empty()) view.by = "the researcher";
    view.place = place_of(a_case, argument.cards.front(), 0);
    const auto& tables = a_case.tables();
    const auto note_hedge = [&](casefile::RowId row) {
        if (!tables.hedge[row.number].none())
            view.hedge = a_case.vocabulary().hedge(tables.hedge[row.number]).name;
    };
    for (const casefile::RowId row : argument.prose) {
        const CardId card = tables.card[row.number];
        view.concludes.push_back('"' + a_case.text_value(card, tables.value[row.number]) + '"');
        note_hedge(row);
    }
    for (const casefile::RowId row : argument.hence)
        view.concludes.push_back(statement_text(a_case, row));
    for (const casefile::RowId row : argument.unless)
        view.unless.push_back(statement_text(a_case, row));
    if (view.hedge.empty()) {
        for (const CardId card : argument.cards) {
            const casefile::CardRow& row = a_case.card(card);
            for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at)
                if (tables.role[at] == casefile::RowRole::claimed) note_hedge({at});
        }
    }
    view.why = why_view(assessment, why.why);
    for (const consequence::PremiseLoss& each : why.premises) {
        const bool none = each.after.standing == dispute::Standing::no_word_left;
        view.premises.push_back({assertion_text(assessment.evidence(), each.statement),
                                 verdict_words(each.verdict),
                                 none ? "does not go through" : verdict_words(each.after)});
    }
    return view;
}

consequence::Answers answers_in_words(Assessment& assessment) {
    consequence::Answers answers;
    const Case& a_case = assessment.the_case();
    const evidence::Evidence& evidence = assessment.evidence();
    for (const StatementId statement : assessment.statements()) {
        if (!lineage::is_listed(evidence, statement)) continue;
        const auto& proposition = evidence.propositions()[statement.proposition()];
        consequence::Answers::Row row;
        row.text = assertion_text(evidence, statement);
        row.answer = verdict_words(assessment.verdict(statement));
        row.names.emplace_back(name_text(a_case, proposition.subject));
        if (proposition.value.tag == casefile::ValueTag::name)
            row.names.emplace_back(name_text(a_case, {proposition.value.number}));
        answers.rows.push_back(std::move(row));
    }
    const consequence::CertainTimes times(assessment);
    for (const NameId name : times.names()) {
        for (const bool end : {false, true}) {
            for (const auto side : {chronology::Side::earliest, chronology::Side::latest}) {
                const auto bound = times.bound(name, end, side);
                if (!bound) continue;
                consequence::Answers::Row row;
                row.text = bound_words(a_case, {name, end, side, {}, {}});
                row.answer = day_of_bound(bound, end, false);
                row.names.emplace_back(name_text(a_case, name));
                row.time = true;
                answers.rows.push_back(std::move(row));
            }
        }
    }
    return answers;
}

}  // namespace valla::render
