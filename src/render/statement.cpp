#include "render/statement.hpp"

#include "calendar/writing.hpp"

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

/// "presumably by conquest".
std::string hedged(std::string_view hedge, const std::string& by, const Words& words) {
    std::string text(hedge);
    if (!by.empty()) text += ' ' + std::string(words.term(Term::qualifier, "by")) + ' ' + by;
    return text;
}

}  // namespace

std::string name_text(const Case& a_case, NameId name, const Words& words) {
    const std::string_view text = a_case.tables().names.text(name);
    switch (a_case.tables().names.space(name)) {
        case NameSpace::variable: return std::string(text.substr(0, text.find(' ')));
        case NameSpace::kind: return std::string(words.term(Term::kind, text));
        case NameSpace::locus: {
            constexpr std::string_view at = " at ";
            const std::size_t found = text.find(at);
            if (found == std::string_view::npos) break;
            return words.say("{0} at {1}", text.substr(0, found), text.substr(found + at.size()));
        }
        default: break;
    }
    return std::string(text);
}

std::string_view field_text(const Case& a_case, casefile::FieldId field, const Words& words) {
    return words.term(Term::field, a_case.vocabulary().field(field).name);
}

std::string_view hedge_text(const Case& a_case, vocabulary::HedgeId hedge, const Words& words) {
    return words.term(Term::hedge, a_case.vocabulary().hedge(hedge).name);
}

std::string value_text(const Case& a_case, CardId card, casefile::FieldId field, Value value,
                       const Words& words) {
    const Tables& tables = a_case.tables();
    switch (value.tag) {
        case ValueTag::none: return "";
        case ValueTag::name:
        case ValueTag::variable: return name_text(a_case, {value.number}, words);
        case ValueTag::begin_of:
            return words.say("begin of {0}", name_text(a_case, {value.number}, words));
        case ValueTag::end_of:
            return words.say("end of {0}", name_text(a_case, {value.number}, words));
        case ValueTag::text: return a_case.text_value(card, value.number);
        case ValueTag::date:
            return words.language() == calendar::Language::english
                       ? in_card(a_case, card, tables.date_spans[value.number])
                       : calendar::to_words(tables.dates[value.number], words.language());
        case ValueTag::duration: return in_card(a_case, card, tables.duration_spans[value.number]);
        case ValueTag::number: return std::to_string(value.number);
        case ValueTag::choice: {
            const std::string text =
                choice_text(a_case.vocabulary().field(field).choices, value.number);
            return std::string(words.term(Term::choice, text));
        }
        case ValueTag::statement: return statement_text(a_case, {value.number}, words);
        case ValueTag::field:
            return std::string(
                field_text(a_case, {static_cast<std::uint16_t>(value.number)}, words));
        case ValueTag::hedge:
            return std::string(
                hedge_text(a_case, {static_cast<std::uint8_t>(value.number)}, words));
    }
    return "";
}

std::string qualifiers_text(const Case& a_case, RowId row, const Words& words) {
    const Tables& tables = a_case.tables();
    const auto [first, last] = tables.qualifiers_of(row);
    std::string text;
    QualifierKey before{};
    bool any = false;
    for (std::size_t i = first; i < last; ++i) {
        const casefile::QualifierRow& qualifier = tables.qualifiers[i];
        if (qualifier.key == QualifierKey::only_of || qualifier.key == QualifierKey::hedge_by)
            continue;
        const std::string value = value_text(a_case, tables.card[row.number],
                                             tables.field[row.number], qualifier.value, words);
        if (any && qualifier.key == before && qualifier.key == QualifierKey::for_) {
            text += ' ' + words("and") + ' ' + value;
        } else {
            if (any) text += ' ';
            text += words.term(Term::qualifier, name_of(qualifier.key));
            if (!value.empty()) text += ' ' + value;
        }
        before = qualifier.key;
        any = true;
    }
    return text;
}

std::string modifiers_text(const Case& a_case, RowId row, const Words& words, bool with_not) {
    const Tables& tables = a_case.tables();
    std::string only_of;
    std::string hedge_by;
    const auto [first, last] = tables.qualifiers_of(row);
    for (std::size_t i = first; i < last; ++i) {
        const casefile::QualifierRow& qualifier = tables.qualifiers[i];
        if (qualifier.key == QualifierKey::only_of)
            only_of = name_text(a_case, {qualifier.value.number}, words);
        if (qualifier.key == QualifierKey::hedge_by)
            hedge_by = name_text(a_case, {qualifier.value.number}, words);
    }
    std::string text;
    const auto add = [&](const std::string& word) { text += (text.empty() ? "" : ", ") + word; };
    if (with_not && tables.has(row, row_flags::negated)) add(words("not"));
    if (tables.has(row, row_flags::only))
        add(only_of.empty() ? words("only")
                            : std::string(words.term(Term::qualifier, "only of")) + ' ' + only_of);
    if (tables.has(row, row_flags::jointly)) add(words("jointly"));
    if (!tables.hedge[row.number].none()) {
        add(hedged(hedge_text(a_case, tables.hedge[row.number], words), hedge_by, words));
    }
    return text;
}

std::string statement_text(const Case& a_case, RowId row, const Words& words) {
    const Tables& tables = a_case.tables();
    const bool english = words.language() == calendar::Language::english;
    const auto framed = [&](std::string text) {
        if (tables.has(row, row_flags::possible)) text = words.say("can {0}", text);
        if (tables.has(row, row_flags::silence)) text = words.say("no word that {0}", text);
        return text;
    };
    std::string subject = name_text(a_case, tables.subject[row.number], words);
    const bool negated = tables.has(row, row_flags::negated);
    if (tables.has(row, row_flags::bare))
        return framed(negated ? words.say("not {0}", subject) : subject);
    if (tables.has(row, row_flags::begin_of_subject)) subject = words.say("begin of {0}", subject);
    if (tables.has(row, row_flags::end_of_subject)) subject = words.say("end of {0}", subject);
    const casefile::FieldId field = tables.field[row.number];
    std::string label(field_text(a_case, field, words));
    // In English a statement is read as one sentence, elsewhere its value stands behind a colon.
    std::string modifiers = modifiers_text(a_case, row, words, english);
    for (std::size_t comma; english && (comma = modifiers.find(',')) != std::string::npos;)
        modifiers.erase(comma, 1);
    if (!modifiers.empty()) label += (english ? " " : ", ") + modifiers;
    std::string value =
        value_text(a_case, tables.card[row.number], field, tables.value_of(row), words);
    const std::string qualifiers = qualifiers_text(a_case, row, words);
    if (!qualifiers.empty()) value += (value.empty() ? "" : " ") + qualifiers;
    if (negated && !english) value = words.say("not {0}", value);
    if (value.empty()) return framed(words.say("{0} {1}", subject, label));
    return framed(words.say("{0} {1} {2}", subject, label, value));
}

std::string word_text(const Case& a_case, const casefile::WordRow& word, const Words& words) {
    const Tables& tables = a_case.tables();
    std::string text;
    for (std::uint32_t i = 0; i < word.hop_count; ++i) {
        const Hop& hop = tables.hops[word.first_hop + i];
        if (i > 0) text += ' ' + words("through") + ' ';
        if (!hop.locus.none()) text += name_text(a_case, hop.locus, words);
        else if (hop.kind == Hop::Kind::named) text += name_text(a_case, hop.name, words);
        else if (hop.kind == Hop::Kind::unnamed) text += words("unnamed");
        else text += in_card(a_case, word.card, hop.span);
        if (!hop.hedge.none()) {
            text += ", ";
            text +=
                hedged(hedge_text(a_case, hop.hedge, words),
                       hop.hedge_by.none() ? "" : name_text(a_case, hop.hedge_by, words), words);
            if (i + 1 < word.hop_count) text += ',';
        }
    }
    return text;
}

}  // namespace valla::render
