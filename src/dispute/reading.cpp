#include "dispute/reading.hpp"

namespace valla::dispute {

using casefile::CardId;
using casefile::CardRow;
using casefile::Case;
using casefile::QualifierKey;
using casefile::RowRole;
using casefile::Tables;
using casefile::Value;
using casefile::ValueTag;
using vocabulary::BaseKind;
using vocabulary::builtin_field;

namespace {

std::uint16_t grain_field() {
    static const std::uint16_t field = builtin_field(BaseKind::reading, "grain");
    return field;
}
std::uint16_t about_field() {
    static const std::uint16_t field = builtin_field(BaseKind::reading, "about means");
    return field;
}

/// Calls `visit` with each line that a card itself has for one of its fields.
template <typename Visit>
void for_each_line(const Case& the_case, CardId card, Visit visit) {
    const Tables& tables = the_case.tables();
    const CardRow& row = the_case.card(card);
    for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
        if (tables.role[at] == RowRole::claimed) visit(RowId{at});
    }
}

lineage::Target target_of(evidence::Evidence& evidence, Value value) {
    if (value.tag == ValueTag::statement)
        return lineage::Target::of(evidence.propositions().state({value.number}));
    return lineage::Target::of(NameId{value.number});
}

}  // namespace

evidence::Grain Reading::grain_of(const Case& the_case, NameId name) {
    auto grain = evidence::Grain::accounts_whole;
    if (name.none()) return grain;
    for (const CardId card : the_case.cards_of(name)) {
        for_each_line(the_case, card, [&](RowId row) {
            if (the_case.tables().field[row.number].row == grain_field())
                grain = static_cast<evidence::Grain>(the_case.tables().value[row.number]);
        });
    }
    return grain;
}

std::vector<NameId> Reading::credited_in(const Case& the_case, NameId name) {
    static const std::uint16_t credit = builtin_field(BaseKind::reading, "credit");
    std::vector<NameId> names;
    if (name.none()) return names;
    const Tables& tables = the_case.tables();
    for (const CardId card : the_case.cards_of(name)) {
        for_each_line(the_case, card, [&](RowId row) {
            const bool is =
                tables.field[row.number].row == credit && tables.tag[row.number] == ValueTag::name;
            if (is) names.push_back({tables.value[row.number]});
        });
    }
    return names;
}

Reading Reading::of(evidence::Evidence& evidence, NameId name) {
    static const std::uint16_t fields[] = {
        builtin_field(BaseKind::reading, "reject"), builtin_field(BaseKind::reading, "accept"),
        builtin_field(BaseKind::reading, "prefer"), builtin_field(BaseKind::reading, "credit")};
    Reading reading;
    reading.name = name;
    if (name.none()) return reading;
    const Case& the_case = evidence.the_case();
    const Tables& tables = the_case.tables();
    reading.grain = grain_of(the_case, name);
    for (const CardId card : the_case.cards_of(name)) {
        for_each_line(the_case, card, [&](RowId row) {
            const std::uint16_t field = tables.field[row.number].row;
            if (field == about_field() && tables.tag[row.number] == ValueTag::duration)
                reading.about = tables.durations[tables.value[row.number]];
            for (std::size_t kind = 0; kind < std::size(fields); ++kind) {
                if (field != fields[kind]) continue;
                Judgement judgement;
                judgement.kind = static_cast<Judgement::Kind>(kind);
                judgement.row = row;
                judgement.target = target_of(evidence, tables.value_of(row));
                const auto [first, last] = tables.qualifiers_of(row);
                for (std::size_t i = first; i < last; ++i) {
                    if (tables.qualifiers[i].key == QualifierKey::over)
                        judgement.over = target_of(evidence, tables.qualifiers[i].value);
                }
                reading.judgements.push_back(judgement);
            }
        });
    }
    return reading;
}

std::vector<lineage::Target> Reading::rejected() const {
    std::vector<lineage::Target> targets;
    for (const Judgement& each : judgements) {
        if (each.kind == Judgement::Kind::reject) targets.push_back(each.target);
    }
    return targets;
}

std::optional<calendar::Duration> about_in_vocabularies(const Case& the_case) {
    std::optional<calendar::Duration> about;
    for (const CardId card : the_case.cards_in_order()) {
        const CardRow& row = the_case.card(card);
        if (!row.known_kind || row.name.none()) continue;
        if (the_case.vocabulary().kind(row.kind).base != BaseKind::vocabulary) continue;
        for_each_line(the_case, card, [&](RowId line) {
            const Tables& tables = the_case.tables();
            const bool says = tables.field[line.number].row == about_field() &&
                              tables.tag[line.number] == ValueTag::duration;
            if (says && !about) about = tables.durations[tables.value[line.number]];
        });
    }
    return about;
}

}  // namespace valla::dispute
