#include "casefile/check.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "text/spelling.hpp"
#include "text/unicode.hpp"
#include "vocabulary/shipped.hpp"

namespace valla::casefile {

using text::Level;
using text::Message;
using vocabulary::builtin_field;
using vocabulary::FieldRow;
using vocabulary::KindSet;
namespace field_flags = vocabulary::field_flags;

namespace {

/// Which characters a word has, folded into 64 bits: each slip between two words changes at most two.
std::uint64_t signature(std::string_view text) {
    std::uint64_t bits = 0;
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded decoded = text::decode(text, at);
        bits |= std::uint64_t{1} << (decoded.code_point % 64);
        at += decoded.size;
    }
    return bits;
}

bool is_error(const Message& message) { return message.kind().level == Level::error; }

}  // namespace

std::string Checker::place_of(CardId card) const {
    const CardRow& row = case_.card(card);
    const text::Source& source = case_.file(row.file).source;
    return fmt::format("{}:{}", source.path(), source.position(row.begin).line);
}

void Checker::check_row_kinds(CardId card, std::vector<Message>& messages) const {
    const Tables& tables = case_.tables();
    for_each_mention(case_, card, [&](const Mention& mention) {
        const auto base = case_.base_of(mention.name);
        if (!base || mention.expected.has(*base)) return;
        if (tables.names.space(mention.name) != NameSpace::id) return;
        Message message("wrong-kind", mention.span);
        message
                      .with("id", tables.names.text(mention.name))
                      .with("kind", describe(KindSet(*base)))
                      .with("expected", describe(mention.expected))
                      .with("place", place_of(*case_.introduced_by(mention.name)));
        messages.push_back(std::move(message));
    });
}

void Checker::check_fields(CardId card, std::vector<Message>& messages) const {
    const CardRow& row = case_.card(card);
    const Tables& tables = case_.tables();
    if (case_.vocabulary().kind(row.kind).base == BaseKind::reading) {
        bool judges = false;
        bool reasons = false;
        const auto because = builtin_field(BaseKind::reading, "because");
        const auto name = builtin_field(BaseKind::reading, "name");
        const auto note = builtin_field(BaseKind::reading, "note");
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            const std::uint16_t field = tables.field[at].row;
            if (field == because) reasons = true;
            else if (field != name && field != note && tables.role[at] == RowRole::claimed) judges = true;
        }
        if (judges && !reasons) messages.push_back(Message("judgement-without-reason", row.name_span));
    }
    const bool read_well = std::none_of(messages.begin(), messages.end(), is_error);
    const vocabulary::KindSet with_variables{BaseKind::rule, BaseKind::never, BaseKind::question};
    if (read_well && with_variables.has(case_.vocabulary().kind(row.kind).base)) {
        // A variable that stands once asks nothing of anything: most likely it is misspelt.
        std::map<std::uint32_t, std::pair<int, Span>> uses;
        const auto use = [&](std::uint32_t name, std::uint32_t offset) {
            if (tables.names.space({name}) != NameSpace::variable) return;
            const std::string_view text = tables.names.text({name});
            const auto size = static_cast<std::uint32_t>(text.find(' '));
            auto& entry = uses.try_emplace(name, 0, Span{offset, offset + size}).first->second;
            entry.first += 1;
        };
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            const ValueTag tag = tables.tag[at];
            if (tables.role[at] != RowRole::claimed) use(tables.subject[at].number, tables.begin[at]);
            if (tag == ValueTag::variable || tag == ValueTag::begin_of || tag == ValueTag::end_of) {
                use(tables.value[at], tables.offset[at]);
            }
        }
        for (const auto& [name, entry] : uses) {
            if (entry.first != 1) continue;
            const std::string_view text = tables.names.text({name});
            messages.push_back(
                Message("variable-used-once", entry.second).with("variable", text.substr(0, text.find(' '))));
            break;
        }
    }
}

void Checker::apply_waivers(CardId card, std::vector<Message>& messages) const {
    const CardRow& row = case_.card(card);
    const Tables& tables = case_.tables();
    const auto waive = builtin_field(BaseKind::event, "waive");
    for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
        if (tables.field[at].row != waive) continue;
        const std::string name = case_.text_value(card, tables.value[at]);
        const Span span{tables.offset[at], tables.offset[at] + static_cast<std::uint32_t>(name.size())};
        const auto [first, last] = tables.qualifiers_of({at});
        if (first == last) {
            messages.push_back(Message("waiver-without-reason", span).with("message", name));
        }
        const std::size_t before = messages.size();
        std::erase_if(messages, [&](const Message& message) {
            return !is_error(message) && message.kind().name == name;
        });
        if (messages.size() == before) {
            messages.push_back(Message("unused-waiver", span).with("message", name));
        }
    }
}

std::vector<Message> Checker::card_messages(CardId card) const {
    std::vector<Message> messages = case_.reading_messages(card);
    const CardRow& row = case_.card(card);
    if (case_.vocabulary_incomplete()) {
        // While a vocabulary is missing, so are its words; that is one mistake, not many.
        std::erase_if(messages, [](const Message& message) {
            const std::string_view name = message.kind().name;
            return name == "unknown-field" || name == "unknown-kind-of-card" ||
                   name == "unknown-statement-field" || name == "unknown-modifier";
        });
    }
    if (row.known_kind && !row.name.none()) check_fields(card, messages);
    check_row_kinds(card, messages);
    apply_waivers(card, messages);
    return messages;
}

void Checker::name_messages(NameId name, std::vector<CheckedMessage>& messages) const {
    const auto first = case_.introduced_by(name);
    const auto base = case_.base_of(name);
    if (!first || !base) return;
    const Tables& tables = case_.tables();
    std::set<std::uint16_t> fields;
    bool broken = false;
    for (const CardId id : case_.cards_of(name)) {
        const CardRow& row = case_.card(id);
        const BaseKind other = case_.vocabulary().kind(row.kind).base;
        if (other != *base) {
            messages.push_back({id, Message("kinds-differ", row.name_span)
                                        .with("id", tables.names.text(name))
                                        .with("kind", describe(other))
                                        .with("first", describe(*base))
                                        .with("place", place_of(*first))});
        }
        for (const Message& message : case_.reading_messages(id)) broken = broken || is_error(message);
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (tables.role[at] == RowRole::claimed) fields.insert(tables.field[at].row);
        }
        if (row.word_count > 0) fields.insert(builtin_field(BaseKind::event, "source"));
    }
    if (broken) return;
    const auto& rows = case_.vocabulary().fields();
    for (std::uint16_t field = 0; field < vocabulary::builtin_fields().size(); ++field) {
        if ((rows[field].flags & field_flags::required) == 0 || !rows[field].kinds.has(*base)) continue;
        if (fields.contains(field)) continue;
        messages.push_back({*first, Message("field-missing", case_.card(*first).name_span)
                                        .with("id", tables.names.text(name))
                                        .with("kind", name_of(*base))
                                        .with("field", rows[field].name)
                                        .with("means", rows[field].means)});
    }
}

void Checker::collect_unknowns(CardId card, Unknowns& unknowns) const {
    for_each_mention(case_, card, [&](const Mention& mention) {
        if (case_.is_declared(mention.name)) return;
        const Tables& tables = case_.tables();
        // The language's own kinds have no card.
        if (tables.names.space(mention.name) == NameSpace::kind &&
            case_.vocabulary().find_kind(tables.names.text(mention.name))) {
            return;
        }
        Unknown& unknown =
            unknowns.try_emplace(mention.name.number, Unknown{mention.name, card, mention, 0}).first->second;
        unknown.places += 1;
        const bool earlier = card == unknown.card
                                 ? mention.span.begin < unknown.mention.span.begin
                                 : case_.precedes(card, unknown.card);
        if (earlier) {
            unknown.card = card;
            unknown.mention = mention;
        }
    });
}

void Checker::unknown_messages(const Unknowns& unknowns,
                               std::vector<CheckedMessage>& messages) const {
    if (unknowns.empty()) return;
    const Tables& tables = case_.tables();
    // A card that has lost its id, or its kind, declares less than it was meant to.
    bool id_lost = false;
    for (const CardRow& row : case_.cards()) {
        id_lost = id_lost || (row.live && row.name.none() && row.end > row.begin &&
                              !case_.reading_messages(CardId{static_cast<std::uint32_t>(
                                  &row - case_.cards().data())}).empty());
    }
    std::vector<std::pair<NameId, std::uint64_t>> declared;
    for (std::uint32_t number = 0; number < tables.names.size(); ++number) {
        if (case_.is_declared({number})) {
            declared.emplace_back(NameId{number}, signature(tables.names.text({number})));
        }
    }
    for (const auto& entry : unknowns) {
        const Unknown& unknown = entry.second;
        const std::string_view word = tables.names.text(unknown.name);
        const NameSpace space = tables.names.space(unknown.name);
        if (space == NameSpace::kind && case_.vocabulary_incomplete()) continue;

        const std::uint64_t own = signature(word);
        const auto limit = static_cast<int>(std::max<std::size_t>(1, word.size() / 3));
        std::vector<std::string_view> known;
        for (const auto& [name, bits] : declared) {
            if (tables.names.space(name) != space || std::popcount(bits ^ own) > 2 * limit) continue;
            const auto base = case_.base_of(name);
            if (!base || unknown.mention.expected.has(*base)) known.push_back(tables.names.text(name));
        }
        if (space == NameSpace::vocabulary) {
            for (const auto& shipped : vocabulary::shipped_vocabularies()) known.push_back(shipped.name);
        }
        const std::string_view meant = text::nearest_word(word, known);
        if (meant.empty() && id_lost && space == NameSpace::id) continue;

        // A kind of card to declare it by: the first that would do.
        std::string_view kind = "event";
        for (std::size_t i = 0; i < vocabulary::base_kind_count; ++i) {
            if (unknown.mention.expected.has(static_cast<BaseKind>(i))) {
                kind = vocabulary::base_kinds()[i].name;
                break;
            }
        }
        if (unknown.mention.expected.has(BaseKind::event)) kind = "event";
        if (space == NameSpace::kind && case_.card(unknown.card).known_kind) {
            kind = name_of(case_.vocabulary().kind(case_.card(unknown.card).kind).base);
        }
        Message message = space == NameSpace::kind         ? Message("unknown-kind", unknown.mention.span)
                          : space == NameSpace::vocabulary ? Message("unknown-vocabulary", unknown.mention.span)
                          : unknown.places > 1             ? Message("unknown-id-in-places", unknown.mention.span)
                                                           : Message("unknown-id", unknown.mention.span);
        message.with("id", word).with("kind", kind);
        message.with("places", static_cast<std::int64_t>(unknown.places));
        if (!meant.empty()) message.with("suggestion", meant);
        messages.push_back({unknown.card, std::move(message)});
    }
}

void Checker::look_alike_messages(std::vector<CheckedMessage>& messages) const {
    const Tables& tables = case_.tables();
    bool other_scripts = false;
    for (std::uint32_t number = 0; number < tables.names.size() && !other_scripts; ++number) {
        other_scripts = case_.is_declared({number}) && !text::is_ascii(tables.names.text({number}));
    }
    if (!other_scripts) return;
    std::map<std::string, std::vector<NameId>> by_look;
    for (std::uint32_t number = 0; number < tables.names.size(); ++number) {
        const NameId name{number};
        if (tables.names.space(name) == NameSpace::id && case_.is_declared(name)) {
            by_look[text::confusable_skeleton(tables.names.text(name))].push_back(name);
        }
    }
    for (auto& [look, names] : by_look) {
        const bool ascii = std::all_of(names.begin(), names.end(), [&](NameId name) {
            return text::is_ascii(tables.names.text(name));
        });
        if (names.size() < 2 || ascii) continue;
        std::sort(names.begin(), names.end(), [&](NameId a, NameId b) {
            return case_.precedes(*case_.introduced_by(a), *case_.introduced_by(b));
        });
        for (std::size_t i = 1; i < names.size(); ++i) {
            const CardId card = *case_.introduced_by(names[i]);
            const CardId first = *case_.introduced_by(names.front());
            messages.push_back({card, Message("look-alike-ids", case_.card(card).name_span)
                                          .with("id", tables.names.text(names[i]))
                                          .with("place", place_of(first))});
        }
    }
}

void Checker::case_messages(std::vector<CheckedMessage>& messages) const {
    const Tables& tables = case_.tables();
    std::optional<CardId> first;
    std::optional<CardId> any;
    for (std::uint32_t number = 0; number < case_.cards().size(); ++number) {
        const CardRow& row = case_.cards()[number];
        if (!row.live || case_.file(row.file).shipped) continue;
        const CardId id{number};
        if (!any || case_.precedes(id, *any)) any = id;
        if (!row.known_kind || case_.vocabulary().kind(row.kind).base != BaseKind::case_) continue;
        if (!first || case_.precedes(id, *first)) first = id;
    }
    if (!first) {
        // Where the case is empty there is no card to say it of; the command says that.
        bool lost = false;
        for (std::uint32_t number = 0; any && number < case_.cards().size(); ++number) {
            const CardRow& row = case_.cards()[number];
            lost = lost || (row.live && !row.known_kind && row.end > row.begin &&
                            !case_.reading_messages({number}).empty());
        }
        if (any && !lost) messages.push_back({*any, Message("no-case-card", {0, 0})});
    } else {
        for (std::uint32_t number = 0; number < case_.cards().size(); ++number) {
            const CardRow& row = case_.cards()[number];
            if (!row.live || !row.known_kind || row.name == case_.card(*first).name) continue;
            if (case_.vocabulary().kind(row.kind).base != BaseKind::case_ || row.name.none()) continue;
            messages.push_back({{number},
                                Message("several-cases", row.name_span)
                                    .with("id", tables.names.text(row.name))
                                    .with("first", tables.names.text(case_.card(*first).name))
                                    .with("place", place_of(*first))});
        }
    }
    for (const Case::CardMessage& each : case_.vocabulary_messages()) {
        if (case_.card(each.card).live) messages.push_back({each.card, each.message});
    }
    look_alike_messages(messages);
}

std::vector<CheckedMessage> Checker::all() const {
    std::vector<CheckedMessage> messages;
    Unknowns unknowns;
    for (std::uint32_t number = 0; number < case_.cards().size(); ++number) {
        if (!case_.cards()[number].live) continue;
        for (Message& message : card_messages({number})) messages.push_back({{number}, std::move(message)});
        collect_unknowns({number}, unknowns);
    }
    for (std::uint32_t number = 0; number < case_.tables().names.size(); ++number) {
        name_messages({number}, messages);
    }
    unknown_messages(unknowns, messages);
    case_messages(messages);
    return messages;
}

text::PlacedMessage placed(const Case& a_case, const CheckedMessage& checked) {
    const CardRow& row = a_case.card(checked.card);
    text::PlacedMessage placed{&a_case.file(row.file).source, checked.message};
    placed.message.span = placed.message.span.shifted(row.begin);
    return placed;
}

std::vector<text::PlacedMessage> check(const Case& a_case) {
    std::vector<text::PlacedMessage> all;
    for (const CheckedMessage& message : Checker(a_case).all()) all.push_back(placed(a_case, message));
    text::sort_messages(all);
    return all;
}

bool has_errors(const std::vector<text::PlacedMessage>& messages) {
    return std::any_of(messages.begin(), messages.end(),
                       [](const text::PlacedMessage& placed) { return is_error(placed.message); });
}

}  // namespace valla::casefile
