#include "evidence/evidence.hpp"

#include <algorithm>
#include <array>

namespace valla::evidence {

using vocabulary::BaseKind;
using vocabulary::builtin_field;

namespace {

constexpr std::uint32_t in_no_list = 0xFFFFFFFF;

}  // namespace

void sort_values(std::vector<ValueKey>& values) {
    std::sort(values.begin(), values.end(), [](const ValueKey& a, const ValueKey& b) {
        return std::pair(a.tag, a.number) < std::pair(b.tag, b.number);
    });
}

bool is_unnamed(const Case& the_case, const ValueKey& value) {
    static const std::uint16_t name_field = builtin_field(BaseKind::person, "name");
    if (value.tag != casefile::ValueTag::name) return false;
    const casefile::Tables& tables = the_case.tables();
    bool unnamed = false;
    for (const CardId card : the_case.cards_of({value.number})) {
        const casefile::CardRow& row = the_case.card(card);
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (tables.field[at].row != name_field || tables.subject[at].number != value.number ||
                tables.role[at] != casefile::RowRole::claimed)
                continue;
            if (the_case.text_value(card, tables.value[at]) != "unnamed") return false;
            unnamed = true;
        }
    }
    return unnamed;
}

bool is_label(const vocabulary::Vocabulary& vocabulary, FieldId field) {
    static const std::array<std::uint16_t, 7> labels = {
        builtin_field(BaseKind::person, "name"),
        builtin_field(BaseKind::person, "description"),
        builtin_field(BaseKind::source, "title"),
        builtin_field(BaseKind::source, "publisher"),
        builtin_field(BaseKind::source, "archive"),
        builtin_field(BaseKind::source, "shelfmark"),
        builtin_field(BaseKind::source, "written in")};
    static_cast<void>(vocabulary);
    return std::find(labels.begin(), labels.end(), field.row) != labels.end();
}

template <typename KeyOf>
Evidence::Lists Evidence::lists(std::size_t count, KeyOf key_of) const {
    Lists lists;
    lists.begins.assign(count + 1, 0);
    for (const Claim& claim : claims_) {
        const std::uint32_t key = key_of(claim);
        if (key != in_no_list) ++lists.begins[key + 1];
    }
    for (std::size_t i = 1; i <= count; ++i) lists.begins[i] += lists.begins[i - 1];
    lists.entries.resize(lists.begins[count]);
    std::vector<std::uint32_t> next(lists.begins.begin(), lists.begins.end());
    for (std::uint32_t i = 0; i < claims_.size(); ++i) {
        const std::uint32_t key = key_of(claims_[i]);
        if (key != in_no_list) lists.entries[next[key]++] = {i};
    }
    return lists;
}

void Evidence::index() {
    by_unit_ = lists(units_.size(), [](const Claim& claim) { return claim.unit.number; });
    by_statement_ = lists(std::size_t{propositions_.size()} * 2, [](const Claim& claim) {
        return claim.statement.none() ? in_no_list : claim.statement.number;
    });
    for (std::uint32_t unit = 0; unit < units_.size(); ++unit) {
        const auto claims = by_unit_.of(unit);
        if (!claims.empty()) units_[unit].first = claims.front();
    }
}

std::vector<WordRef> Evidence::words_of(const Argument& argument) const {
    std::vector<WordRef> words;
    for (const CardId card : argument.cards) {
        const std::vector<WordRef> own = evidence::words_of(*case_, card);
        words.insert(words.end(), own.begin(), own.end());
    }
    return words;
}

}  // namespace valla::evidence
