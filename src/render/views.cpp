#include "render/views.hpp"

#include <algorithm>

#include "calendar/writing.hpp"
#include "casefile/case_language.hpp"
#include "casefile/mentions.hpp"
#include "evidence/words.hpp"
#include "render/statement.hpp"
#include "render/text_parts.hpp"

namespace valla::render {

using casefile::BaseKind;
using casefile::CardRow;
using casefile::Hop;
using casefile::NameSpace;
using casefile::QualifierKey;
using casefile::RowRole;
using casefile::Tables;
using casefile::Value;
using casefile::ValueTag;
using vocabulary::builtin_field;
using vocabulary::ValueType;
namespace row_flags = casefile::row_flags;

namespace {

std::string type_of(const Case& a_case, ValueTag tag, const vocabulary::FieldRow& field,
                    NameId name) {
    switch (tag) {
        case ValueTag::none: return "none";
        case ValueTag::name:
            switch (a_case.tables().names.space(name)) {
                case NameSpace::kind: return "kind";
                case NameSpace::vocabulary: return "vocabulary";
                case NameSpace::locus: return "locus";
                default: return "id";
            }
        case ValueTag::variable: return "variable";
        case ValueTag::text: return field.type == ValueType::path ? "file" : "text";
        case ValueTag::date: return "date";
        case ValueTag::begin_of: return "begin of";
        case ValueTag::end_of: return "end of";
        case ValueTag::duration: return "duration";
        case ValueTag::number: return "number";
        case ValueTag::choice: return "choice";
        case ValueTag::statement: return "statement";
        case ValueTag::field: return "field";
        case ValueTag::hedge: return "hedge";
    }
    return "";
}

void add_date_details(const calendar::Date& date, calendar::Language language,
                      std::vector<text::Parameter>& details) {
    const auto bound = [&](std::string_view name, const calendar::Bound& each) {
        switch (each.limit) {
            case calendar::Limit::known: details.push_back({name, each.day.number}); break;
            case calendar::Limit::open: details.push_back({name, "open"}); break;
            case calendar::Limit::unknown: details.push_back({name, "unknown"}); break;
        }
    };
    details.push_back({"edtf", calendar::to_edtf(date)});
    details.push_back({"words", calendar::to_words(date, language)});
    const calendar::WrittenDate* written = date.first();
    if (written != nullptr && written->calendar != calendar::Calendar::gregorian) {
        details.push_back({"calendar", std::string(calendar_name(written->calendar))});
        details.push_back({"calendar-named-by", written->calendar_named ? "text" : "case"});
    }
    bound("earliest-day", date.earliest());
    bound("latest-day", date.latest());
}

ValueView value_view(const Case& a_case, CardId card, casefile::FieldId field, Value value,
                     const Words& words) {
    const Tables& tables = a_case.tables();
    const NameId name{value.number};
    ValueView view;
    view.type = type_of(a_case, value.tag, a_case.vocabulary().field(field), name);
    view.text = value_text(a_case, card, field, value, words);
    switch (value.tag) {
        case ValueTag::name:
        case ValueTag::begin_of:
        case ValueTag::end_of:
            view.details.push_back({"id", name_text(a_case, name)});
            if (const auto base = a_case.base_of(name);
                base && tables.names.space(name) == NameSpace::id) {
                view.details.push_back({"kind", std::string(vocabulary::name_of(*base))});
            }
            break;
        case ValueTag::date:
            add_date_details(tables.dates[value.number], casefile::case_language(a_case),
                             view.details);
            break;
        case ValueTag::number:
            view.details.push_back({"number", static_cast<std::int64_t>(value.number)});
            break;
        case ValueTag::statement:
            view.statement.push_back(line_view(a_case, value.number, value.number + 1, words));
            view.other =
                a_case.tables().has({value.number}, row_flags::other_way | row_flags::other_value);
            break;
        default: break;
    }
    return view;
}

WordView word_view(const Case& a_case, const casefile::WordRow& word, const Words& words) {
    const Tables& tables = a_case.tables();
    WordView view;
    view.text = word_text(a_case, word, words);
    for (std::uint32_t i = 0; i < word.hop_count; ++i) {
        const Hop& hop = tables.hops[word.first_hop + i];
        HopView each;
        each.kind = hop.kind == Hop::Kind::named       ? "named"
                    : hop.kind == Hop::Kind::described ? "described"
                                                       : "unnamed";
        each.text = hop.kind == Hop::Kind::named
                        ? name_text(a_case, hop.name)
                        : std::string(hop.span.in(a_case.text_of(word.card)));
        if (!hop.locus.none()) each.locus = name_text(a_case, hop.locus);
        if (!hop.hedge.none()) each.hedge = a_case.vocabulary().hedge(hop.hedge).name;
        if (!hop.hedge_by.none()) each.hedge_by = name_text(a_case, hop.hedge_by);
        view.hops.push_back(std::move(each));
    }
    return view;
}

}  // namespace

PlaceView place_of(const Case& a_case, CardId card, std::uint32_t offset) {
    const CardRow& row = a_case.card(card);
    const text::Source& source = a_case.file(row.file).source;
    return {source.path(), source.position(row.begin + offset).line};
}

std::string folder_of(const Case& a_case) {
    std::optional<std::string_view> folder;
    for (const casefile::CaseFile& file : a_case.files()) {
        if (file.shipped) continue;
        const std::string_view path = file.source.path();
        const std::string_view own = path.substr(0, path.rfind('/') + 1);
        if (!folder) folder = own;
        const auto parted = std::mismatch(folder->begin(), folder->end(), own.begin(), own.end());
        folder = own.substr(0, static_cast<std::size_t>(parted.second - own.begin()));
        folder = folder->substr(0, folder->rfind('/') + 1);
    }
    return std::string(folder.value_or(""));
}

std::string_view path_within(std::string_view folder, std::string_view path) {
    return path.starts_with(folder) ? path.substr(folder.size()) : path;
}

std::string label_of(const Case& a_case, NameId name) {
    const Tables& tables = a_case.tables();
    const auto name_field = builtin_field(BaseKind::person, "name");
    const auto title_field = builtin_field(BaseKind::source, "title");
    for (const CardId card : a_case.cards_of(name)) {
        const CardRow& row = a_case.card(card);
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            const std::uint16_t field = tables.field[at].row;
            const bool own = tables.role[at] == RowRole::claimed && tables.subject[at] == name;
            if (own && (field == name_field || field == title_field)) {
                return a_case.text_value(card, tables.value[at]);
            }
        }
    }
    return "";
}

std::vector<WordView> words_of(const Case& a_case, CardId card, const std::vector<bool>* left,
                               const Words& language) {
    const Tables& tables = a_case.tables();
    std::vector<WordView> words;
    for (const evidence::WordRef& word : evidence::words_of(a_case, card)) {
        if (left != nullptr && !(*left)[word.word]) continue;
        words.push_back(word_view(a_case, tables.words[word.word], language));
        if (!word.passage.none()) words.back().passage = tables.names.text(word.passage);
    }
    return words;
}

bool states_something(const Case& a_case, CardId card) {
    const CardRow& row = a_case.card(card);
    return row.known_kind && !row.name.none() &&
           vocabulary::kinds::stated.has(a_case.vocabulary().kind(row.kind).base);
}

/// A value as it follows another of its line: behind `and`, or of a statement that `or` stands
/// before, or before whose value it stands, behind that.
std::string joined_as_written(const Case& a_case, std::uint32_t at, const std::string& text,
                              const Words& words) {
    const std::string either = ' ' + words("or") + ' ';
    const std::string both = ' ' + words("and") + ' ';
    const Tables& tables = a_case.tables();
    if (tables.tag[at] != ValueTag::statement) return both + text;
    const RowId statement{tables.value[at]};
    if (tables.has(statement, row_flags::other_value)) {
        return either + value_text(a_case, tables.card[at], tables.field[statement.number],
                                   tables.value_of(statement), words);
    }
    return (tables.has(statement, row_flags::other_way) ? either : both) + text;
}

LineView line_view(const Case& a_case, std::uint32_t first_row, std::uint32_t last_row,
                   const Words& words) {
    const Tables& tables = a_case.tables();
    const RowId row{first_row};
    const CardId card = tables.card[first_row];
    const casefile::FieldId field = tables.field[first_row];
    LineView view;
    view.subject = name_text(a_case, tables.subject[first_row]);
    if (tables.has(row, row_flags::begin_of_subject)) view.subject_part = "begin";
    if (tables.has(row, row_flags::end_of_subject)) view.subject_part = "end";
    view.field = a_case.vocabulary().field(field).name;
    view.negated = tables.has(row, row_flags::negated);
    view.only = tables.has(row, row_flags::only);
    view.jointly = tables.has(row, row_flags::jointly);
    view.bare = tables.has(row, row_flags::bare);
    view.silence = tables.has(row, row_flags::silence);
    view.possible = tables.has(row, row_flags::possible);
    view.place = place_of(a_case, card, tables.begin[first_row]);
    if (!tables.hedge[first_row].none()) {
        view.hedge = a_case.vocabulary().hedge(tables.hedge[first_row]).name;
    }
    std::vector<std::string> texts;
    const bool steps = a_case.vocabulary().field(field).type == ValueType::steps;
    for (std::uint32_t at = first_row; at < last_row; ++at) {
        view.values.push_back(value_view(a_case, card, field, tables.value_of({at}), words));
        texts.push_back(view.values.back().text);
        const auto [first, last] = tables.qualifiers_of({at});
        // What stands behind the values is said of all of them; only steps have each their own.
        for (std::size_t i = first; i < last; ++i) {
            const casefile::QualifierRow& qualifier = tables.qualifiers[i];
            const std::string text = value_text(a_case, card, field, qualifier.value, words);
            if (qualifier.key == QualifierKey::only_of) view.only_of = text;
            else if (qualifier.key == QualifierKey::hedge_by) view.hedge_by = text;
            else if (at == first_row || steps || qualifier.key == QualifierKey::or_) {
                view.qualifiers.push_back(
                    {std::string(name_of(qualifier.key)),
                     value_view(a_case, card, field, qualifier.value, words)});
            }
        }
        if (!steps) {
            for (std::size_t i = first; i < last; ++i) {
                if (tables.qualifiers[i].key != QualifierKey::or_) continue;
                texts.back() += ' ' + words("or") + ' ' +
                                value_text(a_case, card, field, tables.qualifiers[i].value, words);
            }
        }
    }
    if (view.bare) {
        view.text = words(view.negated ? Phrase("did not occur") : Phrase("occurred"));
        return view;
    }
    const std::string modifiers = modifiers_text(a_case, row, words);
    view.text = field_text(a_case, field, words);
    if (!modifiers.empty()) view.text += ", " + modifiers;
    const std::string then = ' ' + std::string(words.term(Term::qualifier, "then")) + ' ';
    std::string values = steps ? joined(texts, then) : texts.front();
    for (std::uint32_t i = 1; i < texts.size() && !steps; ++i)
        values += joined_as_written(a_case, first_row + i, texts[i], words);
    // What `or` joins stands in the value already.
    const auto [first, last] = tables.qualifiers_of(row);
    const bool either = first < last && tables.qualifiers[first].key == QualifierKey::or_;
    const std::string behind = steps || either ? "" : qualifiers_text(a_case, row, words);
    if (!behind.empty()) values += ' ' + behind;
    view.text = words.say("{0}: {1}", view.text, values);
    return view;
}

CardView card_view(const Case& a_case, CardId card, const Words& words) {
    const Tables& tables = a_case.tables();
    const CardRow& row = a_case.card(card);
    CardView view;
    if (row.known_kind) view.kind = a_case.vocabulary().kind(row.kind).name;
    if (!row.name.none()) view.name = name_text(a_case, row.name);
    view.place = place_of(a_case, card, 0);
    view.words = words_of(a_case, card, nullptr, words);
    view.researchers_own = view.words.empty() && states_something(a_case, card);
    const auto account = builtin_field(BaseKind::event, "account");
    const std::uint32_t end = row.first_row + row.row_count;
    for (std::uint32_t at = row.first_row; at < end;) {
        if (tables.role[at] != RowRole::claimed) {
            ++at;
            continue;
        }
        // The rows of a line follow one another, the statements in its value between them.
        std::vector<std::uint32_t> line{at};
        std::uint32_t next = at + 1;
        for (; next < end; ++next) {
            if (tables.role[next] != RowRole::claimed) continue;
            if (tables.begin[next] != tables.begin[at] || tables.field[next] != tables.field[at])
                break;
            line.push_back(next);
        }
        if (line.back() - line.front() + 1 == line.size()) {
            view.lines.push_back(line_view(a_case, line.front(), line.back() + 1, words));
        } else {
            LineView all = line_view(a_case, line.front(), line.front() + 1, words);
            for (std::size_t i = 1; i < line.size(); ++i) {
                LineView more = line_view(a_case, line[i], line[i] + 1, words);
                all.text += joined_as_written(a_case, line[i], more.values.front().text, words);
                all.values.push_back(std::move(more.values.front()));
            }
            view.lines.push_back(std::move(all));
        }
        if (tables.field[at].row == account) {
            for (const ValueView& value : view.lines.back().values)
                view.accounts.push_back(value.text);
        }
        at = next;
    }
    return view;
}

SubjectView subject_view(const Case& a_case, NameId name) {
    const Tables& tables = a_case.tables();
    SubjectView view;
    view.name = name_text(a_case, name);
    view.label = label_of(a_case, name);
    if (const auto first = a_case.introduced_by(name); first && a_case.card(*first).known_kind) {
        view.kind = a_case.vocabulary().kind(a_case.card(*first).kind).name;
    }
    for (const CardId card : a_case.cards_of(name)) view.cards.push_back(card_view(a_case, card));

    const auto find_subject = [&](CardId card, CardView& said) {
        const CardRow& row = a_case.card(card);
        const std::uint32_t end = row.first_row + row.row_count;
        for (std::uint32_t at = row.first_row; at < end;) {
            const bool about = tables.role[at] == RowRole::said && tables.subject[at] == name;
            if (!about) {
                ++at;
                continue;
            }
            std::uint32_t next = at + 1;
            while (next < end && tables.role[next] == RowRole::said &&
                   tables.begin[next] == tables.begin[at] &&
                   tables.field[next] == tables.field[at]) {
                ++next;
            }
            said.lines.push_back(line_view(a_case, at, next));
            at = next;
        }
    };
    for (const CardId card : a_case.cards_in_order()) {
        const CardRow& row = a_case.card(card);
        if (row.name == name) continue;
        CardView said;
        find_subject(card, said);
        if (!said.lines.empty()) {
            CardView full = card_view(a_case, card);
            full.lines = std::move(said.lines);
            view.said_elsewhere.push_back(std::move(full));
        }
        std::uint32_t last_offset = 0xFFFFFFFF;
        casefile::for_each_mention(a_case, card, [&](const casefile::Mention& mention) {
            if (mention.name != name || mention.span.begin == last_offset) return;
            last_offset = mention.span.begin;
            const PlaceView place = place_of(a_case, card, mention.span.begin);
            if (!view.named_by.empty() && view.named_by.back().place.line == place.line &&
                view.named_by.back().place.file == place.file) {
                return;
            }
            const text::Source& source = a_case.file(row.file).source;
            std::string_view line = source.line(place.line).in(source.bytes());
            while (!line.empty() && (line.front() == ' ' || line.front() == '\t'))
                line.remove_prefix(1);
            view.named_by.push_back(
                {row.name.none() ? "" : name_text(a_case, row.name),
                 row.known_kind ? std::string(a_case.vocabulary().kind(row.kind).name) : "", place,
                 std::string(line)});
        });
    }
    return view;
}

}  // namespace valla::render
