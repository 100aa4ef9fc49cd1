#include "casefile/check.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "casefile/check_asked.hpp"
#include "syntax/phrases.hpp"
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

/// The number of a name, for the parameter "place-of".
std::int64_t number_of(NameId name) { return name.number; }

/// How many slips a suggestion may be away from a word, at most (text/spelling.hpp).
int most_slips(std::string_view word) {
    return static_cast<int>(std::max<std::size_t>(1, word.size() / 3));
}

/// The fields that every card of a kind is of no use without.
const std::vector<std::uint16_t>& required_fields(BaseKind kind) {
    static const auto table = [] {
        std::vector<std::vector<std::uint16_t>> fields(vocabulary::base_kind_count);
        const auto rows = vocabulary::builtin_fields();
        for (std::size_t each = 0; each < fields.size(); ++each) {
            for (std::size_t field = 0; field < rows.size(); ++field) {
                const bool required = (rows[field].flags & field_flags::required) != 0;
                if (required && rows[field].kinds.has(static_cast<BaseKind>(each))) {
                    fields[each].push_back(static_cast<std::uint16_t>(field));
                }
            }
        }
        return fields;
    }();
    return table[static_cast<std::size_t>(kind)];
}

bool is_error(const Message& message) { return message.kind().level == Level::error; }

}  // namespace

void Checker::check_row_kinds(CardId card, std::vector<Message>& messages) const {
    const Tables& tables = case_.tables();
    bool after_unknown = false;
    for_each_mention(case_, card, [&](const Mention& mention) {
        // Behind a name that nothing declares, words may be taken for what they are not.
        after_unknown = after_unknown || is_unknown(mention.name);
        const auto base = case_.base_of(mention.name);
        if (!base || after_unknown || mention.expected.has(*base)) return;
        if (tables.names.space(mention.name) != NameSpace::id) return;
        Message message("wrong-kind", mention.span);
        message.with("id", tables.names.text(mention.name))
            .with("kind", describe(KindSet(*base)))
            .with("expected", describe(mention.expected))
            .with("place-of", number_of(mention.name));
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
            else if (field != name && field != note && tables.role[at] == RowRole::claimed)
                judges = true;
        }
        if (judges && !reasons)
            messages.push_back(Message("judgement-without-reason", row.name_span));
    }
    const bool read_well = std::none_of(messages.begin(), messages.end(), is_error);
    // A question may ask for something by naming it once; a rule gains nothing by it.
    const vocabulary::KindSet with_variables{BaseKind::rule, BaseKind::never};
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
            if (tables.role[at] != RowRole::claimed)
                use(tables.subject[at].number, tables.begin[at]);
            if (tag == ValueTag::variable || tag == ValueTag::begin_of || tag == ValueTag::end_of) {
                use(tables.value[at], tables.offset[at]);
            }
        }
        for (const auto& [name, entry] : uses) {
            if (entry.first != 1) continue;
            const std::string_view text = tables.names.text({name});
            messages.push_back(Message("variable-used-once", entry.second)
                                   .with("variable", text.substr(0, text.find(' '))));
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
        const Span span{tables.offset[at],
                        tables.offset[at] + static_cast<std::uint32_t>(name.size())};
        const auto [first, last] = tables.qualifiers_of({at});
        if (first == last) {
            messages.push_back(Message("waiver-without-reason", span).with("message", name));
        }
        const std::size_t before = messages.size();
        std::erase_if(messages, [&](const Message& message) {
            return !is_error(message) && message.kind().name == name;
        });
        if (messages.size() == before && !is_given_later(name)) {
            messages.push_back(Message("unused-waiver", span).with("message", name));
        }
    }
}

const Checker::NamesBySpace& Checker::declared_names() const {
    if (!declared_names_) {
        declared_names_.emplace();
        const NameTable& names = case_.tables().names;
        for (std::uint32_t number = 0; number < names.size(); ++number) {
            if (!case_.is_declared({number})) continue;
            (*declared_names_)[static_cast<std::size_t>(names.space({number}))].push_back({number});
        }
    }
    return *declared_names_;
}

bool Checker::follows_from_broken_term(const Message& message) const {
    // A `property` or `hedge` card whose own head is misspelt still says which word it was to
    // declare.
    const std::string_view name = message.kind().name;
    const bool field = name == "unknown-field" || name == "unknown-statement-field";
    if (!field && name != "unknown-modifier") return false;
    const NameSpace space = field ? NameSpace::property : NameSpace::hedge;
    const std::string word =
        syntax::phrase_key(message.value(name == "unknown-field" ? "field" : "word"));
    const NameTable& names = case_.tables().names;
    for (const NameId term : declared_names()[static_cast<std::size_t>(space)]) {
        const std::string_view declared = names.text(term);
        const vocabulary::Vocabulary& known = case_.vocabulary();
        if (field ? known.knows_field(declared) : known.find_hedge(declared).has_value()) continue;
        if (declared == word || declared.starts_with(word + " ")) return true;
    }
    return false;
}

std::vector<Message> Checker::card_messages(CardId card) const {
    std::vector<Message> messages = case_.reading_messages(card);
    const CardRow& row = case_.card(card);
    if (case_.vocabulary_incomplete()) {
        // While a vocabulary is missing, so are its words; that is one mistake, not many.
        std::erase_if(messages, [](const Message& message) {
            const std::string_view name = message.kind().name;
            return name == "unknown-field" || name == "unknown-kind-of-card" ||
                   name == "unknown-statement-field" || name == "unknown-modifier" ||
                   name == "missing-joiner";
        });
    }
    if (row.known_kind && !row.name.none()) check_fields(card, messages);
    if (row.known_kind && std::none_of(messages.begin(), messages.end(), is_error)) {
        for (Message& message : asked_messages(case_, card)) messages.push_back(std::move(message));
    }
    std::erase_if(messages,
                  [&](const Message& message) { return follows_from_broken_term(message); });
    check_row_kinds(card, messages);
    apply_waivers(card, messages);
    return messages;
}

void Checker::name_messages(NameId name, std::vector<CheckedMessage>& messages) const {
    const auto first = case_.introduced_by(name);
    const auto base = case_.base_of(name);
    if (!first || !base) return;
    const Tables& tables = case_.tables();
    const std::vector<CardId> cards = case_.cards_of(name);
    for (const CardId id : cards) {
        const CardRow& row = case_.card(id);
        const BaseKind other = case_.vocabulary().kind(row.kind).base;
        if (other == *base) continue;
        messages.push_back({id, Message("kinds-differ", row.name_span)
                                    .with("id", tables.names.text(name))
                                    .with("kind", describe(other))
                                    .with("first", describe(*base))
                                    .with("place-of", number_of(name))});
    }
    const auto has = [&](std::uint16_t field) {
        return std::any_of(cards.begin(), cards.end(), [&](CardId id) {
            const CardRow& row = case_.card(id);
            for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
                if (tables.role[at] == RowRole::claimed && tables.field[at].row == field)
                    return true;
            }
            return false;
        });
    };
    const auto broken = [&](CardId id) {
        const std::vector<Message>& own = case_.reading_messages(id);
        return std::any_of(own.begin(), own.end(), is_error);
    };
    const auto& rows = case_.vocabulary().fields();
    for (const std::uint16_t field : required_fields(*base)) {
        // A card that could not be read may hold it.
        if (has(field) || std::any_of(cards.begin(), cards.end(), broken)) continue;
        messages.push_back({*first, Message("field-missing", case_.card(*first).name_span)
                                        .with("id", tables.names.text(name))
                                        .with("kind", name_of(*base))
                                        .with("field", rows[field].name)
                                        .with("means", rows[field].means)});
    }
}

bool Checker::is_unknown(NameId name) const {
    if (case_.is_declared(name)) return false;
    const NameTable& names = case_.tables().names;
    return names.space(name) != NameSpace::kind || !case_.vocabulary().find_kind(names.text(name));
}

void Checker::collect_unknown(CardId card, const Mention& mention, Unknowns& unknowns) const {
    if (!is_unknown(mention.name)) return;
    Unknown& unknown =
        unknowns.try_emplace(mention.name.number, Unknown{mention.name, card, mention, 0})
            .first->second;
    unknown.places += 1;
    const bool earlier = card == unknown.card ? mention.span.begin < unknown.mention.span.begin
                                              : case_.precedes(card, unknown.card);
    if (earlier) {
        unknown.card = card;
        unknown.mention = mention;
    }
}

void Checker::collect_unknowns(CardId card, Unknowns& unknowns) const {
    for_each_mention(case_, card,
                     [&](const Mention& mention) { collect_unknown(card, mention, unknowns); });
}

void Checker::collect_unknowns(CardId card, NameId name, Unknowns& unknowns) const {
    for_each_mention(case_, card, [&](const Mention& mention) {
        if (mention.name == name) collect_unknown(card, mention, unknowns);
    });
}

bool Checker::bears_on(NameId declared, NameId unknown) const {
    const NameTable& names = case_.tables().names;
    const std::uint64_t parted = names.signature(declared) ^ names.signature(unknown);
    return names.space(declared) == names.space(unknown) &&
           std::popcount(parted) <= 2 * most_slips(names.text(unknown));
}

std::optional<CheckedMessage> Checker::unknown_message(const Unknown& unknown) const {
    const NameTable& names = case_.tables().names;
    const std::string_view word = names.text(unknown.name);
    const NameSpace space = names.space(unknown.name);
    if (space == NameSpace::kind && case_.vocabulary_incomplete()) return std::nullopt;

    std::vector<std::string_view> known;
    for (const NameId name : declared_names()[static_cast<std::size_t>(space)]) {
        if (!bears_on(name, unknown.name)) continue;
        const auto base = case_.base_of(name);
        if (!base || unknown.mention.expected.has(*base)) known.push_back(names.text(name));
    }
    if (space == NameSpace::vocabulary) {
        for (const auto& shipped : vocabulary::shipped_vocabularies())
            known.push_back(shipped.name);
    }
    const std::string_view meant = text::nearest_word(word, known);
    // The name may be that of a card that has lost its id, unless it is next to the same as
    // another.
    const bool misspelt = !meant.empty() && text::slips_between(word, meant, 2) <= 2;
    if (!misspelt && case_.ids_may_be_missing() && space == NameSpace::id) return std::nullopt;

    // A kind of card to declare it by: the first that would do.
    std::string_view kind = "event";
    if (space == NameSpace::kind && case_.card(unknown.card).known_kind) {
        kind = name_of(case_.vocabulary().kind(case_.card(unknown.card).kind).base);
    } else if (!unknown.mention.expected.has(BaseKind::event)) {
        for (std::size_t i = 0; i < vocabulary::base_kind_count; ++i) {
            if (!unknown.mention.expected.has(static_cast<BaseKind>(i))) continue;
            kind = vocabulary::base_kinds()[i].name;
            break;
        }
    }
    const Span span = unknown.mention.span;
    Message message = space == NameSpace::kind         ? Message("unknown-kind", span)
                      : space == NameSpace::vocabulary ? Message("unknown-vocabulary", span)
                      : unknown.places > 1             ? Message("unknown-id-in-places", span)
                                                       : Message("unknown-id", span);
    message.with("id", word)
        .with("kind", kind)
        .with("places", static_cast<std::int64_t>(unknown.places));
    if (!meant.empty()) message.with("suggestion", meant);
    return CheckedMessage{unknown.card, std::move(message)};
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
            messages.push_back({card, Message("look-alike-ids", case_.card(card).name_span)
                                          .with("id", tables.names.text(names[i]))
                                          .with("place-of", number_of(names.front()))});
        }
    }
}

void Checker::case_messages(std::vector<CheckedMessage>& messages) const {
    const Tables& tables = case_.tables();
    std::vector<CardId> cards = case_.case_cards();
    std::sort(cards.begin(), cards.end(), [&](CardId a, CardId b) { return case_.precedes(a, b); });
    if (cards.empty() && case_.cards_without_kind() == 0 && case_.cards_without_id() == 0) {
        // Said of the first card; where there is none, the command says that the case is empty.
        for (const CardId card : case_.cards_in_order()) {
            if (case_.file(case_.card(card).file).shipped) break;
            messages.push_back({card, Message("no-case-card", {0, 0})});
            break;
        }
    }
    for (const CardId card : cards) {
        const NameId first = case_.card(cards.front()).name;
        const CardRow& row = case_.card(card);
        if (row.name == first) continue;
        messages.push_back({card, Message("several-cases", row.name_span)
                                      .with("id", tables.names.text(row.name))
                                      .with("first", tables.names.text(first))
                                      .with("place-of", number_of(first))});
    }
    for (const Case::CardMessage& each : case_.vocabulary_messages()) {
        if (case_.card(each.card).live) messages.push_back({each.card, each.message});
    }
}

std::vector<CheckedMessage> Checker::all() const {
    std::vector<CheckedMessage> messages;
    Unknowns unknowns;
    for (std::uint32_t number = 0; number < case_.cards().size(); ++number) {
        if (!case_.cards()[number].live) continue;
        for (Message& message : card_messages({number}))
            messages.push_back({{number}, std::move(message)});
        collect_unknowns({number}, unknowns);
    }
    for (std::uint32_t number = 0; number < case_.tables().names.size(); ++number) {
        name_messages({number}, messages);
    }
    for (const auto& entry : unknowns) {
        if (auto message = unknown_message(entry.second)) messages.push_back(std::move(*message));
    }
    case_messages(messages);
    look_alike_messages(messages);
    return messages;
}

text::PlacedMessage placed(const Case& a_case, const CheckedMessage& checked) {
    const CardRow& row = a_case.card(checked.card);
    text::PlacedMessage placed{&a_case.file(row.file).source, checked.message};
    placed.message.span = placed.message.span.shifted(row.begin);
    for (text::Parameter& parameter : placed.message.parameters) {
        if (parameter.name != "place-of") continue;
        const NameId name{static_cast<std::uint32_t>(std::get<std::int64_t>(parameter.value))};
        const CardRow& other = a_case.card(*a_case.introduced_by(name));
        const text::Source& source = a_case.file(other.file).source;
        parameter = {"place",
                     fmt::format("{}:{}", source.path(), source.position(other.begin).line)};
    }
    return placed;
}

std::vector<text::PlacedMessage> check(const Case& a_case) {
    std::vector<text::PlacedMessage> all;
    for (const CheckedMessage& message : Checker(a_case).all())
        all.push_back(placed(a_case, message));
    text::sort_messages(all);
    return all;
}

bool is_given_later(std::string_view message) {
    return message == "quote-differs" || message == "no-transcript" ||
           message == "time-beyond-reach";
}

void leave_out_waived(const Case& a_case, std::span<const std::string_view> names,
                      std::vector<CheckedMessage>& messages) {
    const auto waive = builtin_field(BaseKind::event, "waive");
    const Tables& tables = a_case.tables();
    std::vector<CheckedMessage> unused;
    for (const CardId id : a_case.cards_in_order()) {
        const CardRow& card = a_case.card(id);
        for (std::uint32_t at = card.first_row; at < card.first_row + card.row_count; ++at) {
            if (tables.field[at].row != waive) continue;
            const std::string name = a_case.text_value(id, tables.value[at]);
            if (std::find(names.begin(), names.end(), name) == names.end()) continue;
            const auto is_waived = [&](const CheckedMessage& each) {
                return each.card == id && each.message.kind().name == name;
            };
            if (std::erase_if(messages, is_waived) > 0) continue;
            const auto size = static_cast<std::uint32_t>(name.size());
            unused.push_back(
                {id, Message("unused-waiver", {tables.offset[at], tables.offset[at] + size})
                         .with("message", name)});
        }
    }
    std::move(unused.begin(), unused.end(), std::back_inserter(messages));
    std::stable_sort(messages.begin(), messages.end(),
                     [&](const auto& a, const auto& b) { return a_case.precedes(a.card, b.card); });
}

bool has_errors(const std::vector<text::PlacedMessage>& messages) {
    return std::any_of(messages.begin(), messages.end(),
                       [](const text::PlacedMessage& placed) { return is_error(placed.message); });
}

}  // namespace valla::casefile
