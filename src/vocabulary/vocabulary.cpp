#include "vocabulary/vocabulary.hpp"

#include <algorithm>
#include <utility>

#include "text/spelling.hpp"
#include "text/unicode.hpp"

namespace valla::vocabulary {

using syntax::phrase_key;
using text::Message;
using text::Span;

namespace {

struct BuiltinHedge {
    std::string_view name;
    bool alleged;
};
constexpr BuiltinHedge builtin_hedges[] = {
    {"", false},          {"certainly", false},  {"presumably", false}, {"probably", false},
    {"evidently", false}, {"apparently", false}, {"perhaps", false},    {"possibly", false},
    {"allegedly", true},  {"said to", true},
};

/// Another way to write a field's name.
struct Alias {
    std::string_view name;
    std::string_view means;
};
constexpr Alias aliases[] = {{"members", "member"}};

const std::string* value_of(const TermCard& card, std::string_view field) {
    for (const TermCard::Field& each : card.fields) {
        if (each.name == field) return &each.value;
    }
    return nullptr;
}

Span span_of(const TermCard& card, std::string_view field) {
    for (const TermCard::Field& each : card.fields) {
        if (each.name == field) return each.span;
    }
    return card.name_span;
}

Message too_many(std::string_view what, std::size_t limit, const TermCard& card) {
    return Message("too-many-words", card.name_span)
        .with("what", what)
        .with("limit", static_cast<std::int64_t>(limit));
}

bool says_yes(const TermCard& card, std::string_view field) {
    const std::string* value = value_of(card, field);
    return value != nullptr && *value == "yes";
}

/// The items of a list that is joined by a keyword: `person and body`.
std::vector<std::string> items(std::string_view list, std::string_view keyword) {
    std::vector<syntax::Word> words;
    syntax::split(list, words);
    std::vector<std::string> found;
    std::string item;
    for (const syntax::Word& word : words) {
        if (word.is(list, keyword)) {
            if (!item.empty()) found.push_back(std::exchange(item, {}));
        } else {
            if (!item.empty()) item += ' ';
            item += word.span.in(list);
        }
    }
    if (!item.empty()) found.push_back(std::move(item));
    return found;
}

/// The number of a phrase, or of the one that was most likely meant: the mistake is reported where
/// the word stands, and what follows from the word is read all the same.
std::optional<std::uint16_t> find_or_nearest(const syntax::Phrases& phrases,
                                             std::string_view name) {
    if (const auto found = phrases.find(name)) return found;
    // Comparing every unknown word with every known one costs their product.
    constexpr std::size_t most_compared = 1000;
    const std::vector<std::string_view> all = phrases.all();
    if (all.size() > most_compared) return std::nullopt;
    const std::string_view meant = text::nearest_word(phrase_key(name), all);
    return meant.empty() ? std::nullopt : phrases.find(meant);
}

bool same_meaning(const FieldRow& a, const FieldRow& b) {
    return a.kinds == b.kinds && a.type == b.type && a.names == b.names && a.flags == b.flags &&
           a.choices == b.choices;
}

}  // namespace

std::optional<TermCard> read_term(std::string_view card, const syntax::Tree& tree,
                                  const syntax::CardNode& node) {
    const Span head = syntax::head_of(card, tree, node);
    std::vector<syntax::Word> words;
    syntax::split(head.in(card), words);
    if (words.size() < 2) return std::nullopt;
    const std::string_view head_text = head.in(card);
    const std::string_view keyword = words[0].span.in(head_text);
    TermCard term;
    if (keyword == "kind") term.kind = BaseKind::kind;
    else if (keyword == "property") term.kind = BaseKind::property;
    else if (keyword == "hedge") term.kind = BaseKind::hedge;
    else return std::nullopt;
    const Span name = syntax::span_of(&words[1], words.data() + words.size());
    term.name = phrase_key(name.in(head_text));
    term.name_span = name.shifted(head.begin);
    syntax::FieldNode field;
    for (std::uint32_t line = 0; syntax::next_field(card, tree, node, line, field);) {
        std::string_view value = field.value.in(card);
        term.fields.push_back({phrase_key(field.name.in(card)), std::string(value), field.value});
    }
    return term;
}

std::string_view Vocabulary::keep(std::string_view text) { return kept_.emplace_back(text); }

void Vocabulary::index_field(FieldId id) {
    const FieldRow& row = fields_[id.row];
    if ((row.flags & field_flags::compares) != 0) {
        statement_fields_.add(row.name, id.row);
        return;
    }
    const auto add_name = [&](std::string_view name) {
        auto number = field_names_.find(name);
        if (!number) {
            number = static_cast<std::uint16_t>(fields_by_name_.size());
            fields_by_name_.emplace_back();
            field_names_.add(name, *number);
        }
        fields_by_name_[*number].push_back(id);
        if ((row.flags & field_flags::asserts) != 0) statement_fields_.add(name, id.row);
    };
    add_name(row.name);
    for (const Alias& alias : aliases) {
        if (alias.means == row.name) add_name(alias.name);
    }
}

void Vocabulary::add_builtins() {
    for (std::size_t i = 0; i < base_kind_count; ++i) {
        const KindId id{static_cast<std::uint16_t>(i)};
        kinds_.push_back({base_kinds()[i].name, static_cast<BaseKind>(i), id, false});
        kind_names_.add(base_kinds()[i].name, id.row);
    }
    for (const FieldRow& row : builtin_fields()) {
        fields_.push_back(row);
        index_field({static_cast<std::uint16_t>(fields_.size() - 1)});
    }
    for (const BuiltinHedge& hedge : builtin_hedges) {
        const HedgeId id{static_cast<std::uint8_t>(hedges_.size())};
        hedges_.push_back({hedge.name, id, hedge.alleged});
        hedge_names_.add(hedge.name, id.row);
    }
}

void Vocabulary::add_kinds(const std::vector<TermCard>& cards, std::vector<Problem>& problems) {
    std::vector<std::pair<std::size_t, KindId>> added;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        const TermCard& card = cards[i];
        if (card.kind != BaseKind::kind) continue;
        if (const auto known = kind_names_.find(card.name)) {
            if (*known < base_kind_count) {
                problems.push_back(
                    {i, Message("taken-word", card.name_span).with("word", card.name)});
            }
            continue;
        }
        if (kinds_.size() >= row_limit) {
            problems.push_back({i, too_many("kinds", row_limit, card)});
            continue;
        }
        const KindId id{static_cast<std::uint16_t>(kinds_.size())};
        kinds_.push_back({keep(card.name), BaseKind::thing, id, says_yes(card, "instantaneous")});
        kind_names_.add(card.name, id.row);
        const auto words = 1 + std::count(card.name.begin(), card.name.end(), ' ');
        longest_kind_name_ = std::max(longest_kind_name_, static_cast<std::size_t>(words));
        added.emplace_back(i, id);
    }
    std::vector<bool> has_parent(kinds_.size(), false);
    for (const auto& [index, id] : added) {
        const std::string* of = value_of(cards[index], "of");
        const std::size_t parents = of == nullptr ? 0 : items(*of, "and").size();
        if (parents > 1) {
            problems.push_back({index, Message("kind-of-several", span_of(cards[index], "of"))
                                           .with("kind", cards[index].name)});
        }
        auto parent = of == nullptr ? std::nullopt : find_or_nearest(kind_names_, *of);
        const bool itself = parent == id.row && kind_names_.find(*of) != id.row;
        if (itself) parent.reset();  // misspelt, and nearest to the word that it explains
        has_parent[id.row] = parent.has_value();
        kinds_[id.row].parent = {parent.value_or(id.row)};
        kinds_[id.row].known_base = false;
    }
    // Follow the parents up to a base kind, or to one whose base is known by then, and carry the
    // base and "instantaneous" down again. A walk that comes back to itself is one mistake, said of
    // the first card that leads into it.
    enum class Walk : std::uint8_t { none, open, done };
    std::vector<Walk> walks(kinds_.size(), Walk::none);
    std::vector<KindId> path;
    for (const auto& [index, id] : added) {
        path.clear();
        KindId up = id;
        while (up.row >= base_kind_count && walks[up.row] == Walk::none && has_parent[up.row]) {
            walks[up.row] = Walk::open;
            path.push_back(up);
            up = kinds_[up.row].parent;
        }
        if (walks[up.row] == Walk::open) {
            problems.push_back({index, Message("circular-kind", span_of(cards[index], "of"))
                                           .with("kind", cards[index].name)});
        }
        for (auto down = path.rbegin(); down != path.rend(); ++down) {
            KindRow& kind = kinds_[down->row];
            kind.base = kinds_[up.row].base;
            kind.known_base = kinds_[up.row].known_base;
            kind.instantaneous = kind.instantaneous || kinds_[up.row].instantaneous;
            walks[down->row] = Walk::done;
            up = *down;
        }
    }
}

std::optional<KindSet> Vocabulary::names_of_type(std::string_view type) const {
    if (type == "anything") return kinds::things | kinds::happenings;
    const auto found = kind_names_.find(type);
    if (!found) return std::nullopt;
    return kinds_[*found].base;
}

void Vocabulary::add_property(const TermCard& card, std::size_t index,
                              std::vector<Problem>& problems) {
    FieldRow row;
    row.flags = field_flags::asserts;
    if (const std::string* of = value_of(card, "of")) {
        for (const std::string& name : items(*of, "and")) {
            if (const auto kind = kind_names_.find(name))
                row.kinds = row.kinds | kinds_[*kind].base;
        }
    }
    if (row.kinds.empty()) row.kinds = kinds::stated;
    if (const std::string* value = value_of(card, "value")) {
        const std::vector<std::string> types = items(*value, "or");
        const std::string_view first = types.empty() ? std::string_view() : types.front();
        if (first == "text") row.type = ValueType::text;
        else if (first == "date") row.type = ValueType::date;
        else if (first == "time") row.type = ValueType::time;
        else if (first == "duration") row.type = ValueType::duration;
        else if (first == "number") row.type = ValueType::number;
        else if (first == "word") row.type = ValueType::choice;
        else {
            row.type = ValueType::names;
            row.flags |= field_flags::closes;
            for (const std::string& type : types) {
                if (const auto set = names_of_type(type)) row.names = row.names | *set;
            }
        }
    }
    if (row.type == ValueType::names && row.names.empty()) row.names = kinds::stated;
    if (says_yes(card, "single")) row.flags |= field_flags::single;
    if (says_yes(card, "symmetric")) row.flags |= field_flags::symmetric;
    if (says_yes(card, "transitive")) row.flags |= field_flags::transitive;
    if (const std::string* words = value_of(card, "one of")) {
        std::string joined;
        for (const std::string& word : items(*words, "and"))
            joined += (joined.empty() ? "" : "|") + word;
        row.choices = keep(joined);
    }
    if (const std::string* means = value_of(card, "means")) row.means = keep(*means);
    row.name = keep(card.name);

    if (const auto number = field_names_.find(card.name)) {
        for (const FieldId other : fields_by_name_[*number]) {
            const FieldRow& known = fields_[other.row];
            const bool meet =
                !(known.kinds & row.kinds).empty() || (known.flags & field_flags::asserts) != 0;
            if (!meet) continue;
            if (!same_meaning(known, row)) {
                problems.push_back(
                    {index, Message("taken-word", card.name_span).with("word", card.name)});
            }
            return;
        }
    }
    if (fields_.size() >= row_limit) {
        problems.push_back({index, too_many("fields", row_limit, card)});
        return;
    }
    fields_.push_back(row);
    index_field({static_cast<std::uint16_t>(fields_.size() - 1)});
}

void Vocabulary::add_hedges(const std::vector<TermCard>& cards, std::vector<Problem>& problems) {
    std::vector<std::pair<std::size_t, HedgeId>> added;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        const TermCard& card = cards[i];
        if (card.kind != BaseKind::hedge) continue;
        if (const auto known = hedge_names_.find(card.name)) {
            if (*known < std::size(builtin_hedges)) {
                problems.push_back(
                    {i, Message("taken-word", card.name_span).with("word", card.name)});
            }
            continue;
        }
        if (hedges_.size() > hedge_limit) {
            problems.push_back({i, too_many("hedges", hedge_limit, card)});
            continue;
        }
        const HedgeId id{static_cast<std::uint8_t>(hedges_.size())};
        hedges_.push_back({keep(card.name), id, says_yes(card, "alleged")});
        hedge_names_.add(card.name, id.row);
        added.emplace_back(i, id);
    }
    for (const auto& [index, id] : added) {
        const std::string* means = value_of(cards[index], "means");
        const auto known = means == nullptr ? std::nullopt : hedge_names_.find(*means);
        if (!known || *known >= std::size(builtin_hedges)) continue;
        hedges_[id.row].means = {static_cast<std::uint8_t>(*known)};
        hedges_[id.row].alleged = hedges_[id.row].alleged || hedges_[*known].alleged;
    }
}

Vocabulary Vocabulary::build(const std::vector<TermCard>& cards, std::vector<Problem>& problems) {
    Vocabulary vocabulary;
    vocabulary.add_builtins();
    vocabulary.add_kinds(cards, problems);
    for (std::size_t i = 0; i < cards.size(); ++i) {
        if (cards[i].kind == BaseKind::property) vocabulary.add_property(cards[i], i, problems);
    }
    vocabulary.add_hedges(cards, problems);
    return vocabulary;
}

std::optional<KindId> Vocabulary::find_kind(std::string_view name) const {
    if (const auto row = kind_names_.find(name)) return KindId{*row};
    return std::nullopt;
}

std::optional<FieldId> Vocabulary::find_field(BaseKind kind, std::string_view name) const {
    const auto number = field_names_.find(name);
    if (!number) return std::nullopt;
    for (const FieldId id : fields_by_name_[*number]) {
        if (fields_[id.row].kinds.has(kind)) return id;
    }
    return std::nullopt;
}

bool Vocabulary::knows_field(std::string_view name) const {
    return field_names_.find(name).has_value();
}

std::vector<std::string_view> Vocabulary::field_names(BaseKind kind) const {
    std::vector<std::string_view> names;
    for (const FieldRow& row : fields_) {
        if (row.kinds.has(kind)) names.push_back(row.name);
    }
    return names;
}

std::optional<Vocabulary::FieldMatch> Vocabulary::statement_field(std::string_view text,
                                                                  const syntax::Word* first,
                                                                  const syntax::Word* last) const {
    const auto match = statement_fields_.longest(text, first, last);
    if (!match) return std::nullopt;
    return FieldMatch{{match->number}, match->words};
}

std::optional<Vocabulary::HedgeMatch> Vocabulary::hedge_at(std::string_view text,
                                                           const syntax::Word* first,
                                                           const syntax::Word* last) const {
    const auto match = hedge_names_.longest(text, first, last);
    if (!match) return std::nullopt;
    return HedgeMatch{{static_cast<std::uint8_t>(match->number)}, match->words};
}

std::optional<HedgeId> Vocabulary::find_hedge(std::string_view name) const {
    if (const auto row = hedge_names_.find(name)) return HedgeId{static_cast<std::uint8_t>(*row)};
    return std::nullopt;
}

}  // namespace valla::vocabulary
