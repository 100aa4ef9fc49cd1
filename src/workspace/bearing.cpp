#include "workspace/bearing.hpp"

#include <algorithm>
#include <map>

#include "casefile/ways.hpp"
#include "chronology/time_fields.hpp"
#include "evidence/words.hpp"

namespace valla::workspace {

using casefile::CardId;
using casefile::CardRow;
using casefile::Case;
using casefile::FieldId;
using casefile::NameId;
using casefile::NameSpace;
using casefile::RowId;
using casefile::RowRole;
using casefile::Tables;
using casefile::ValueTag;
using vocabulary::BaseKind;
using vocabulary::builtin_field;
namespace field_flags = vocabulary::field_flags;
namespace kinds = vocabulary::kinds;
namespace row_flags = casefile::row_flags;

namespace {

BaseKind base(const Case& the_case, CardId card) {
    return the_case.vocabulary().kind(the_case.card(card).kind).base;
}

bool is_variable(const Tables& tables, casefile::Value value) {
    if (value.tag == ValueTag::variable) return true;
    const bool end = value.tag == ValueTag::begin_of || value.tag == ValueTag::end_of;
    return end && tables.names.space({value.number}) == NameSpace::variable;
}

/// What a line states something of; none of one that compares, or looks at silence or at what is
/// possible.
NameId subject_of_statement(const Case& the_case, std::uint32_t at) {
    const Tables& tables = the_case.tables();
    const bool compares =
        (the_case.vocabulary().field(tables.field[at]).flags & field_flags::compares) != 0;
    const bool asks = tables.has({at}, row_flags::silence | row_flags::possible);
    return asks || compares ? NameId{} : tables.subject[at];
}

/// Whether an argument goes from statements about certain things to others.
bool is_plain_argument(const Case& the_case, CardId card) {
    const Tables& tables = the_case.tables();
    const CardRow& row = the_case.card(card);
    for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
        if (tables.role[at] == RowRole::claimed) continue;
        const NameId subject = subject_of_statement(the_case, at);
        if (subject.none() || tables.names.space(subject) != NameSpace::id ||
            is_variable(tables, tables.value_of({at})))
            return false;
    }
    return casefile::statements_of(the_case, card, "unless").empty();
}

}  // namespace

Bearing::Bearing(const Case& the_case) {
    read_fields(the_case);
    for (const CardId card : the_case.cards_in_order()) {
        if (!the_case.card(card).known_kind || the_case.card(card).name.none()) continue;
        switch (base(the_case, card)) {
            case BaseKind::rule:
            case BaseKind::never: read_rule(the_case, card); break;
            case BaseKind::argument: local_ = local_ && is_plain_argument(the_case, card); break;
            case BaseKind::same:
            case BaseKind::different: local_ = false; break;
            default: break;
        }
    }
}

bool Bearing::is_shaped_by(const Case& the_case, CardId card) {
    const CardRow& row = the_case.card(card);
    if (!row.known_kind || row.name.none()) return false;
    switch (base(the_case, card)) {
        case BaseKind::rule:
        case BaseKind::never:
        case BaseKind::same:
        case BaseKind::different: return true;
        case BaseKind::argument: return !is_plain_argument(the_case, card);
        default: return false;
    }
}

void Bearing::read_fields(const Case& the_case) {
    const auto& fields = the_case.vocabulary().fields();
    links_.assign(fields.size(), false);
    for (std::size_t row = 0; row < fields.size(); ++row) {
        constexpr std::uint16_t linking =
            field_flags::temporal | field_flags::symmetric | field_flags::transitive;
        links_[row] = (fields[row].flags & linking) != 0;
        for (const chronology::TimeField& each : chronology::time_fields()) {
            const bool says_when = each.meaning != chronology::FieldMeaning::kind;
            if (says_when && fields[row].name == each.name) links_[row] = true;
        }
    }
    // The language carries a property with an inverse over to the other.
    static const std::uint16_t inverse = builtin_field(BaseKind::property, "inverse");
    const Tables& tables = the_case.tables();
    for (const CardId card : the_case.cards_in_order()) {
        const CardRow& row = the_case.card(card);
        bool has_inverse = false;
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (tables.field[at].row != inverse || tables.tag[at] != ValueTag::field) continue;
            has_inverse = true;
            links_[tables.value[at]] = true;
            for (std::size_t place = 0; place < fields.size(); ++place) {
                if (!row.name.none() && fields[place].name == tables.names.text(row.name))
                    links_[place] = true;
            }
        }
        if (has_inverse) language_cards_.push_back(card);
    }
}

/// What a rule finds must hang together by variables that are subjects; then all of it lies among
/// what the fields link that carry such a variable as a value.
void Bearing::read_rule(const Case& the_case, CardId card) {
    language_cards_.push_back(card);
    const Tables& tables = the_case.tables();
    const CardRow& row = the_case.card(card);
    std::map<std::uint32_t, std::uint32_t> group;  // of a variable that is a subject
    std::vector<RowId> atoms;
    for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
        if (tables.role[at] == RowRole::claimed) continue;
        const NameId subject = subject_of_statement(the_case, at);
        if (subject.none() || tables.names.space(subject) != NameSpace::variable) {
            local_ = false;
            return;
        }
        group.try_emplace(subject.number, subject.number);
        atoms.push_back({at});
    }
    if (!casefile::statements_of(the_case, card, "unless").empty()) local_ = false;
    const auto unite = [&](std::uint32_t one, std::uint32_t other) {
        const std::uint32_t from = group.at(one);
        const std::uint32_t to = group.at(other);
        for (auto& each : group) {
            if (each.second == from) each.second = to;
        }
    };
    static const FieldId kind{builtin_field(BaseKind::event, "kind")};
    bool only_kinds = true;
    for (const RowId atom : atoms) {
        const FieldId field = tables.field[atom.number];
        const casefile::Value value = tables.value_of(atom);
        const bool temporal =
            (the_case.vocabulary().field(field).flags & field_flags::temporal) != 0;
        only_kinds = only_kinds && field == kind;
        if (!is_variable(tables, value)) {
            // That something was before a certain event hangs on the times of that event too.
            if (temporal && value.tag != ValueTag::date) local_ = false;
            continue;
        }
        const bool is_subject = group.contains(value.number);
        if (is_subject) links_[field.row] = true;
        // Two times need no link to be in an order, dates are enough.
        if (is_subject && !temporal) unite(tables.subject[atom.number].number, value.number);
        const auto [first, last] = tables.qualifiers_of(atom);
        if (first != last) local_ = false;
    }
    const bool apart = std::any_of(group.begin(), group.end(), [&](const auto& each) {
        return each.second != group.begin()->second;
    });
    // What kind of thing something is needs no word, and so what follows from it has none either.
    if (apart || only_kinds) local_ = false;
}

std::vector<CardId> Reach::cards_with(NameId name) const {
    std::vector<CardId> cards = workspace_.cards_mentioning(name);
    for (const CardId card : case_.cards_of(name)) cards.push_back(card);
    return cards;
}

void Reach::visit(NameId name, How how) {
    if (name.none() || case_.tables().names.space(name) != NameSpace::id) return;
    const auto kind = case_.base_of(name);
    if (how == How::for_its_dates) {
        if (!kind || *kind == BaseKind::person || *kind == BaseKind::body) return;
        // What is a happening besides is bound to others by more than its dates.
        if (*kind != BaseKind::source) how = How::fully;
    }
    if (how == How::for_what_is_said && (!kind || kinds::happenings.has(*kind))) how = How::fully;
    How& known = visited_[name.number];
    if (known >= how) return;
    known = how;
    (how == How::for_its_dates ? open_sources_ : open_).push_back(name);
}

bool Reach::run(std::size_t limit) {
    while (!open_.empty() || !open_sources_.empty()) {
        if (cards_.size() > limit || told_.size() > limit) return false;
        if (!open_sources_.empty()) {
            const NameId source = open_sources_.back();
            open_sources_.pop_back();
            take_dates(source);
            continue;
        }
        const NameId name = open_.back();
        open_.pop_back();
        const bool fully = visited_.at(name.number) == How::fully;
        for (const CardId card : cards_with(name)) consider(card, name, fully);
    }
    return true;
}

void Reach::take_dates(NameId source) {
    const Tables& tables = case_.tables();
    for (const CardId card : cards_with(source)) {
        const CardRow& row = case_.card(card);
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (tables.subject[at] == source && bearing_.links(tables.field[at]))
                cards_.insert(card.number);
        }
    }
}

void Reach::consider(CardId card, NameId name, bool fully) {
    static const std::uint16_t same_day = builtin_field(BaseKind::event, "same day as");
    const Tables& tables = case_.tables();
    const CardRow& row = case_.card(card);
    if (!row.live || !row.known_kind || row.name.none() || !kinds::stated.has(base(case_, card)))
        return;
    const BaseKind kind = base(case_, card);
    const bool joins =
        kind == BaseKind::argument || kind == BaseKind::rivals || kind == BaseKind::account;
    bool bears = joins || row.name == name;
    for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
        if (joins && tables.role[at] != RowRole::claimed) visit(tables.subject[at], How::fully);
        if (tables.subject[at] == name) bears = true;
        if (!bearing_.links(tables.field[at])) continue;
        bool linked = false;
        for_each_linked(tables, {at}, [&](NameId each) { linked = linked || each == name; });
        if (!linked) continue;
        bears = true;
        for_each_linked(tables, {at}, [&](NameId each) { visit(each, How::fully); });
        if (tables.field[at].row == same_day) same_days_.push_back({at});
    }
    bool cites = false;
    for (const evidence::WordRef& word : evidence::words_of(case_, card)) {
        const casefile::WordRow& chain = tables.words[word.word];
        for (std::uint32_t hop = 0; hop < chain.hop_count; ++hop) {
            const NameId source = tables.hops[chain.first_hop + hop].name;
            cites = cites || source == name;
            if (bears) visit(source, How::for_its_dates);
        }
    }
    if (bears) cards_.insert(card.number);
    if (!cites || !fully) return;
    const auto is = case_.base_of(name);
    if (is && (*is == BaseKind::person || *is == BaseKind::body)) return;
    visit_told(card);
}

/// All that a card tells of, or, by way of it, those that join its passage or account.
void Reach::visit_told(CardId card) {
    if (!told_.insert(card.number).second) return;
    const CardRow& row = case_.card(card);
    visit(row.name, How::fully);
    for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
        if (case_.tables().role[at] != RowRole::mentioned)
            visit(case_.tables().subject[at], How::fully);
    }
    const BaseKind kind = base(case_, card);
    if (kind != BaseKind::passage && kind != BaseKind::account) return;
    for (const CardId each : workspace_.cards_mentioning(row.name)) visit_told(each);
}

}  // namespace valla::workspace
