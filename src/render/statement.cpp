#include "render/statement.hpp"

namespace valla::render {

using casefile::Hop;
using casefile::NameSpace;
using casefile::QualifierKey;
using casefile::Tables;
using casefile::ValueTag;
namespace row_flags = casefile::row_flags;

namespace {

std::string choice_text(std::string_view choices, std::uint32_t index) {
    while (index-- > 0) choices.remove_prefix(choices.find('|') + 1);
    return std::string(choices.substr(0, choices.find('|')));
}

std::string in_card(const Case& a_case, CardId card, casefile::Span span) {
    std::string line;
    for (const char c : span.in(a_case.text_of(card))) {
        const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!blank) line += c;
        else if (!line.empty() && line.back() != ' ') line += ' ';
    }
    return line;
}

}  // namespace

std::string name_text(const Case& a_case, NameId name) {
    const std::string_view text = a_case.tables().names.text(name);
    if (a_case.tables().names.space(name) != NameSpace::variable) return std::string(text);
    return std::string(text.substr(0, text.find(' ')));
}

std::string value_text(const Case& a_case, CardId card, casefile::FieldId field, Value value) {
    const Tables& tables = a_case.tables();
    switch (value.tag) {
        case ValueTag::none: return "";
        case ValueTag::name:
        case ValueTag::variable: return name_text(a_case, {value.number});
        case ValueTag::begin_of: return "begin of " + name_text(a_case, {value.number});
        case ValueTag::end_of: return "end of " + name_text(a_case, {value.number});
        case ValueTag::text: return a_case.text_value(card, value.number);
        case ValueTag::date: return in_card(a_case, card, tables.date_spans[value.number]);
        case ValueTag::duration: return in_card(a_case, card, tables.duration_spans[value.number]);
        case ValueTag::number: return std::to_string(value.number);
        case ValueTag::choice:
            return choice_text(a_case.vocabulary().field(field).choices, value.number);
        case ValueTag::statement: return statement_text(a_case, {value.number});
        case ValueTag::field: return std::string(a_case.vocabulary().fields()[value.number].name);
        case ValueTag::hedge: return std::string(a_case.vocabulary().hedges()[value.number].name);
    }
    return "";
}

std::string qualifiers_text(const Case& a_case, RowId row) {
    const Tables& tables = a_case.tables();
    const auto [first, last] = tables.qualifiers_of(row);
    std::string text;
    QualifierKey before{};
    bool any = false;
    for (std::size_t i = first; i < last; ++i) {
        const casefile::QualifierRow& qualifier = tables.qualifiers[i];
        if (qualifier.key == QualifierKey::only_of || qualifier.key == QualifierKey::hedge_by)
            continue;
        const std::string value =
            value_text(a_case, tables.card[row.number], tables.field[row.number], qualifier.value);
        if (any && qualifier.key == before && qualifier.key == QualifierKey::for_) {
            text += " and " + value;
        } else {
            if (any) text += ' ';
            text += name_of(qualifier.key);
            if (!value.empty()) text += ' ' + value;
        }
        before = qualifier.key;
        any = true;
    }
    return text;
}

std::string modifiers_text(const Case& a_case, RowId row) {
    const Tables& tables = a_case.tables();
    std::string only_of;
    std::string hedge_by;
    const auto [first, last] = tables.qualifiers_of(row);
    for (std::size_t i = first; i < last; ++i) {
        const casefile::QualifierRow& qualifier = tables.qualifiers[i];
        if (qualifier.key == QualifierKey::only_of)
            only_of = name_text(a_case, {qualifier.value.number});
        if (qualifier.key == QualifierKey::hedge_by)
            hedge_by = name_text(a_case, {qualifier.value.number});
    }
    std::string text;
    const auto add = [&](const std::string& word) { text += (text.empty() ? "" : ", ") + word; };
    if (tables.has(row, row_flags::negated)) add("not");
    if (tables.has(row, row_flags::only)) add(only_of.empty() ? "only" : "only of " + only_of);
    if (tables.has(row, row_flags::jointly)) add("jointly");
    if (!tables.hedge[row.number].none()) {
        const std::string hedge(a_case.vocabulary().hedge(tables.hedge[row.number]).name);
        add(hedge_by.empty() ? hedge : hedge + " by " + hedge_by);
    }
    return text;
}

std::string statement_text(const Case& a_case, RowId row) {
    const Tables& tables = a_case.tables();
    std::string text;
    if (tables.has(row, row_flags::silence)) text += "no word that ";
    if (tables.has(row, row_flags::possible)) text += "can ";
    if (tables.has(row, row_flags::bare)) {
        if (tables.has(row, row_flags::negated)) text += "not ";
        return text + name_text(a_case, tables.subject[row.number]);
    }
    if (tables.has(row, row_flags::begin_of_subject)) text += "begin of ";
    if (tables.has(row, row_flags::end_of_subject)) text += "end of ";
    const casefile::FieldId field = tables.field[row.number];
    text += name_text(a_case, tables.subject[row.number]);
    text += ' ';
    text += a_case.vocabulary().field(field).name;
    std::string modifiers = modifiers_text(a_case, row);
    for (std::size_t comma; (comma = modifiers.find(',')) != std::string::npos;)
        modifiers.erase(comma, 1);
    if (!modifiers.empty()) text += ' ' + modifiers;
    const std::string value =
        value_text(a_case, tables.card[row.number], field, tables.value_of(row));
    if (!value.empty()) text += ' ' + value;
    const std::string qualifiers = qualifiers_text(a_case, row);
    if (!qualifiers.empty()) text += ' ' + qualifiers;
    return text;
}

std::string word_text(const Case& a_case, const casefile::WordRow& word) {
    const Tables& tables = a_case.tables();
    std::string text;
    for (std::uint32_t i = 0; i < word.hop_count; ++i) {
        const Hop& hop = tables.hops[word.first_hop + i];
        if (i > 0) text += " through ";
        if (!hop.locus.none()) text += name_text(a_case, hop.locus);
        else if (hop.kind == Hop::Kind::named) text += name_text(a_case, hop.name);
        else text += in_card(a_case, word.card, hop.span);
        if (!hop.hedge.none()) {
            text += ", ";
            text += a_case.vocabulary().hedge(hop.hedge).name;
            if (!hop.hedge_by.none()) text += " by " + name_text(a_case, hop.hedge_by);
            if (i + 1 < word.hop_count) text += ',';
        }
    }
    return text;
}

}  // namespace valla::render
