#include "question/question.hpp"

#include <algorithm>

namespace valla::question {

using casefile::CardId;
using casefile::CardRow;
using casefile::Case;
using casefile::NameSpace;
using casefile::RowRole;
using casefile::Tables;
using casefile::ValueTag;
using vocabulary::BaseKind;

namespace {

lineage::Target target_of(casefile::Value value) {
    return lineage::Target::of(NameId{value.number});
}

}  // namespace

Question Question::of(std::vector<RowId> ask) {
    Question question;
    question.ask = std::move(ask);
    return question;
}

Question Question::of(const Case& the_case, NameId name) {
    Question question;
    question.name = name;
    const Tables& tables = the_case.tables();
    for (const CardId card : the_case.cards_of(name)) {
        const CardRow& row = the_case.card(card);
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (tables.role[at] != RowRole::claimed) continue;
            const std::string_view field = the_case.vocabulary().field(tables.field[at]).name;
            const casefile::Value value = tables.value_of({at});
            if (field == "ask" && value.tag == ValueTag::statement)
                question.ask.push_back({value.number});
            if (value.tag == ValueTag::variable) {
                if (field == "show") question.show.push_back({value.number});
                if (field == "group by") question.group_by.push_back({value.number});
                if (field == "order by") question.order_by.push_back({value.number});
                if (field == "count") question.count.push_back({value.number});
            }
            if (value.tag != ValueTag::name) continue;
            if (field == "under") question.under = {value.number};
            if (field == "without") question.without.push_back(target_of(value));
        }
    }
    return question;
}

std::vector<NameId> questions_of(const Case& the_case) {
    std::vector<NameId> names;
    for (const CardId card : the_case.cards_in_order()) {
        const CardRow& row = the_case.card(card);
        if (!row.known_kind || row.name.none()) continue;
        const bool is = the_case.vocabulary().kind(row.kind).base == BaseKind::question;
        if (is && std::find(names.begin(), names.end(), row.name) == names.end())
            names.push_back(row.name);
    }
    return names;
}

}  // namespace valla::question
