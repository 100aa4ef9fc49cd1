#include "casefile/card_reader.hpp"

#include <algorithm>

#include "calendar/reading.hpp"
#include "syntax/phrases.hpp"
#include "text/spelling.hpp"
#include "text/unicode.hpp"

namespace valla::casefile {

using syntax::FieldNode;
using syntax::LineKind;
using syntax::WordKind;
using text::Message;
using vocabulary::BaseKind;
using vocabulary::FieldRow;
using vocabulary::ValueType;
namespace field_flags = vocabulary::field_flags;

namespace {

bool has_digit(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether a structured value is written with marks that stand for the language's own.
bool has_look_alike(std::string_view text) {
    if (text::is_ascii(text)) return false;
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded decoded = text::decode(text, at);
        const char ascii = text::look_alike(decoded.code_point);
        // A digit of another script is a digit, in a date or an id.
        if (ascii != 0 && (ascii < '0' || ascii > '9')) return true;
        at += decoded.size;
    }
    return false;
}

bool is_prose(ValueType type) { return type == ValueType::text || type == ValueType::path; }

}  // namespace

NameSpace space_of(BaseKind kind) {
    switch (kind) {
        case BaseKind::kind: return NameSpace::kind;
        case BaseKind::property: return NameSpace::property;
        case BaseKind::hedge: return NameSpace::hedge;
        case BaseKind::vocabulary: return NameSpace::vocabulary;
        default: return NameSpace::id;
    }
}

CardReader::CardReader(const vocabulary::Vocabulary& vocabulary, Tables& tables)
    : vocabulary_(vocabulary), tables_(tables), values_(vocabulary, tables) {}

void CardReader::check_characters(std::string_view card) {
    const auto plain = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t';
    };
    if (std::all_of(card.begin(), card.end(), plain)) return;
    for (std::size_t at = 0; at < card.size();) {
        const text::Decoded decoded = text::decode(card, at);
        const Span here{static_cast<std::uint32_t>(at),
                        static_cast<std::uint32_t>(at + decoded.size)};
        const char32_t c = decoded.code_point;
        at += decoded.size;
        if (!decoded.valid) {
            messages_->push_back(
                Message("not-utf8", here).with("bytes", text::printable(here.in(card))));
            return;
        }
        if (text::is_bidi_override(c)) {
            messages_->push_back(Message("direction-override", here)
                                     .with("character", text::printable(here.in(card))));
            return;
        }
        const bool line_end = c == '\r' && at < card.size() && card[at] == '\n';
        const bool last_line_end = c == '\r' && at == card.size();
        if ((c < 0x20 && c != '\n' && c != '\t' && !line_end && !last_line_end) || c == 0x7F) {
            messages_->push_back(Message("control-character", here)
                                     .with("character", text::printable(here.in(card))));
            return;
        }
    }
}

CardHead CardReader::read_head(Span head, const calendar::DateOptions& dates) {
    const std::string_view text = head.in(card_);
    syntax::split(text, words_);
    for (syntax::Word& word : words_) word.span = word.span.shifted(head.begin);
    CardHead result;
    if (words_.empty()) {
        messages_->push_back(Message("card-without-id", head).with("kind", text));
        return result;
    }
    const auto in = [&](const syntax::Word& word) { return word.span.in(card_); };

    // The longest run of words that names a kind, with at least the id behind it.
    std::size_t kind_words = 0;
    std::size_t count = std::min(words_.size() - 1, vocabulary_.longest_kind_name());
    for (; count > 0 && kind_words == 0; --count) {
        const Span phrase = syntax::span_of(words_.data(), words_.data() + count);
        if (const auto kind = vocabulary_.find_kind(phrase.in(card_))) {
            result.kind = *kind;
            result.known_kind = true;
            kind_words = count;
        }
    }
    const syntax::Word& last = words_.back();
    if (words_.size() == 1) {
        if (const auto kind = vocabulary_.find_kind(in(last))) {
            result.kind = *kind;
            messages_->push_back(Message("card-without-id", last.span).with("kind", in(last)));
            return result;
        }
        messages_->push_back(Message("card-without-kind", last.span).with("id", in(last)));
    } else if (!result.known_kind) {
        kind_words = words_.size() - 1;
        const Span phrase = syntax::span_of(words_.data(), words_.data() + kind_words);
        std::vector<std::string_view> known;
        for (const auto& row : vocabulary_.kinds()) known.push_back(row.name);
        const std::string_view meant =
            text::nearest_word(syntax::phrase_key(phrase.in(card_)), known);
        Message message("unknown-kind-of-card", phrase);
        message.with("kind", phrase.in(card_));
        if (!meant.empty()) {
            message.with("suggestion", meant);
            result.kind = *vocabulary_.find_kind(meant);
            result.known_kind = true;
        }
        messages_->push_back(std::move(message));
    } else if (words_.size() > kind_words + 1) {
        const Span rest =
            syntax::span_of(words_.data() + kind_words, words_.data() + words_.size());
        std::string joined;
        for (std::size_t i = kind_words; i < words_.size(); ++i) {
            if (words_[i].kind != WordKind::comma)
                joined += (joined.empty() ? "" : "-") + std::string(in(words_[i]));
        }
        messages_->push_back(Message("id-of-several-words", rest)
                                 .with("words", rest.in(card_))
                                 .with("suggestion", joined));
    }

    const BaseKind base_kind = result.known_kind ? base(result) : BaseKind::thing;
    const NameSpace space = space_of(base_kind);
    result.name_span = last.span;
    const bool term = space != NameSpace::id && space != NameSpace::vocabulary;
    if (term && words_.size() > kind_words) {
        result.name_span =
            syntax::span_of(words_.data() + kind_words, words_.data() + words_.size());
        if (messages_->size() == 1 &&
            messages_->back().name == text::MessageName("id-of-several-words")) {
            // The name of a kind, property or hedge may be several words.
            messages_->clear();
        }
        result.name = tables_.names.intern(space, syntax::phrase_key(result.name_span.in(card_)));
        return result;
    }
    const std::string_view id = in(last);
    calendar::DateOptions in_any_language;
    in_any_language.period_parts = dates.period_parts;
    result.name = tables_.names.intern(space, id);
    if (!text::is_id(id)) {
        if (messages_->empty())
            messages_->push_back(Message("not-an-id", last.span).with("text", id));
    } else if (has_digit(id) && calendar::read_date(id, in_any_language)) {
        messages_->push_back(Message("id-reads-as-date", last.span).with("id", id));
    }
    return result;
}

void CardReader::check_lines(const syntax::Tree& tree, const syntax::CardNode& node,
                             const CardHead& head) {
    const syntax::Line* lines = tree.begin(node);
    for (std::uint32_t i = 0; i < node.line_count; ++i) {
        const LineKind kind = lines[i].kind();
        if (kind != LineKind::stray && kind != LineKind::uneven && kind != LineKind::text) continue;
        const std::uint32_t end =
            i + 1 < node.line_count ? lines[i + 1].begin : node.end - node.begin;
        Span line{lines[i].begin, end};
        while (line.end > line.begin && static_cast<unsigned char>(card_[line.end - 1]) <= ' ')
            --line.end;
        while (line.begin < line.end && static_cast<unsigned char>(card_[line.begin]) <= ' ')
            ++line.begin;
        const std::string_view content = line.in(card_);
        if (kind == LineKind::uneven) {
            messages_->push_back(Message("uneven-indentation", line));
            return;
        }
        if (kind == LineKind::stray) {
            syntax::split(content, words_);
            Message message("line-without-colon", line);
            for (std::size_t count = std::min<std::size_t>(words_.size(), 4); count > 0; --count) {
                const Span phrase = syntax::span_of(words_.data(), words_.data() + count);
                if (!head.known_kind || !vocabulary_.find_field(base(head), phrase.in(content)))
                    continue;
                message.with("field", phrase.in(content));
                break;
            }
            if (node.line_count > 0 && lines[0].kind() != LineKind::head) {
                message = Message("field-without-card", line);
            }
            messages_->push_back(std::move(message));
            continue;
        }
        if (!head.known_kind) continue;
        const std::size_t colon = content.find(':');
        if (colon == std::string_view::npos || colon > 40) continue;
        const std::string_view name = content.substr(0, std::min(colon, content.find(',')));
        if (vocabulary_.find_field(base(head), name)) {
            messages_->push_back(Message("text-looks-like-field", line).with("field", name));
        }
    }
}

bool CardReader::read_modifiers(Span modifiers, const FieldRow& row, Draft& draft) {
    if (modifiers.empty()) return true;
    const std::string_view text = modifiers.in(card_);
    syntax::split(text, words_);
    const auto fail = [&](const syntax::Word& word, std::string_view reason) {
        values_.report(Message("modifier-not-here", word.span.shifted(modifiers.begin))
                           .with("modifier", word.span.in(text))
                           .with("field", row.name)
                           .with("reason", reason));
        return false;
    };
    const bool asserts = (row.flags & field_flags::asserts) != 0;
    const bool hedges = asserts || (row.flags & field_flags::hedged) != 0;
    for (std::size_t at = 0; at < words_.size();) {
        const syntax::Word& word = words_[at];
        if (word.kind == WordKind::comma) {
            ++at;
        } else if (word.is(text, "not")) {
            if (!asserts) return fail(word, "it states nothing that could be denied");
            draft.flags |= row_flags::negated;
            ++at;
        } else if (word.is(text, "jointly")) {
            if (!asserts) return fail(word, "it does not list who did something");
            draft.flags |= row_flags::jointly;
            ++at;
        } else if (word.is(text, "only")) {
            if ((row.flags & field_flags::closes) == 0)
                return fail(word, "its values are not a list that can be closed");
            draft.flags |= row_flags::only;
            ++at;
            if (at + 1 < words_.size() && words_[at].is(text, "of")) {
                draft.only_of = values_.read_name(words_[at + 1].span.shifted(modifiers.begin));
                if (draft.only_of.none()) return false;
                at += 2;
            }
        } else if (const auto hedge =
                       vocabulary_.hedge_at(text, &word, words_.data() + words_.size())) {
            if (!hedges) return fail(word, "it states nothing that could be hedged");
            draft.hedge = hedge->hedge;
            at += hedge->words;
            if (at + 1 < words_.size() && words_[at].is(text, "by")) {
                draft.hedge_by = values_.read_name(words_[at + 1].span.shifted(modifiers.begin));
                if (draft.hedge_by.none()) return false;
                at += 2;
            }
        } else {
            std::vector<std::string_view> known{"not", "only", "jointly"};
            for (const auto& each : vocabulary_.hedges()) known.push_back(each.name);
            Message message("unknown-modifier", word.span.shifted(modifiers.begin));
            message.with("word", word.span.in(text));
            const std::string_view meant = text::nearest_word(word.span.in(text), known);
            if (!meant.empty()) message.with("suggestion", meant);
            values_.report(std::move(message));
            return false;
        }
    }
    return true;
}

void CardReader::unknown_field(const CardHead& head, const FieldNode& node) {
    const std::string_view name = node.name.in(card_);
    const std::string_view kind = name_of(base(head));
    if (name.empty()) {
        messages_->push_back(Message("field-without-name", node.colon));
        return;
    }
    if (vocabulary_.knows_field(name)) {
        messages_->push_back(Message("field-elsewhere", node.name)
                                 .with("field", name)
                                 .with("kind", kind)
                                 .with("a-kind", describe(base(head))));
        return;
    }
    Message message("unknown-field", node.name);
    message.with("field", name).with("kind", kind).with("a-kind", describe(base(head)));
    const std::string_view meant =
        text::nearest_word(syntax::phrase_key(name), vocabulary_.field_names(base(head)));
    if (!meant.empty()) message.with("suggestion", meant);
    messages_->push_back(std::move(message));
}

void CardReader::read_at_locus(const CardHead& head, const FieldNode& node, FieldId field,
                               std::size_t words) {
    // `note 78 rests on: X` says of "SOURCE at note 78" what `rests on: X` says of the source.
    syntax::split(node.name.in(card_), words_);
    std::string locus(tables_.names.text(head.name));
    locus += " at";
    for (std::size_t i = 0; i + words < words_.size(); ++i) {
        if (words_[i].kind != WordKind::comma) locus += ' ';
        locus += words_[i].span.in(node.name.in(card_));
    }
    Draft draft{.subject = tables_.names.intern(NameSpace::locus, locus), .field = field};
    draft.begin = node.name.begin;
    if (!read_modifiers(node.modifiers, vocabulary_.field(field), draft)) return;
    values_.read(draft, node.value);
}

void CardReader::read_field(const CardHead& head, const FieldNode& node) {
    const std::string_view name = node.name.in(card_);
    auto field = vocabulary_.find_field(base(head), name);
    if (!field) {
        constexpr std::string_view at_locus = " rests on";
        if (name.ends_with(at_locus)) {
            field = vocabulary_.find_field(base(head), at_locus.substr(1));
            if (field) return read_at_locus(head, node, *field, 2);
        }
        unknown_field(head, node);
        return;
    }
    const FieldRow& row = vocabulary_.field(*field);
    if ((row.flags & field_flags::once) != 0) {
        if (std::find(once_.begin(), once_.end(), *field) != once_.end()) {
            values_.report(Message("field-twice", node.name).with("field", row.name));
        }
        once_.push_back(*field);
    }
    Draft draft{.subject = head.name, .field = *field};
    draft.begin = node.name.begin;
    const bool modified = read_modifiers(node.modifiers, row, draft);
    if (node.value.empty()) {
        if (modified)
            values_.report(Message("field-without-value", node.colon).with("field", row.name));
    } else if (modified) {
        const bool structured = !is_prose(row.type) && row.type != ValueType::content;
        if (node.colon.size() > 1 || (structured && has_look_alike(node.value.in(card_)))) {
            values_.report(Message("look-alike", node.line));
        }
        if (row.type == ValueType::chain) values_.read_chain(node.value);
        else values_.read(draft, node.value);
    }
}

void CardReader::imply_kind(const CardHead& head, std::uint32_t offset) {
    // `arrest night-of-3-july` says what `event night-of-3-july` with `kind: arrest` says.
    const auto& kind = vocabulary_.kind(head.kind);
    if (head.kind.row < vocabulary::base_kind_count || head.name.none()) return;
    const auto field = vocabulary_.find_field(kind.base, "kind");
    if (!field) return;
    const Draft draft{
        .subject = head.name, .field = *field, .flags = row_flags::implied, .begin = offset};
    const NameId name = tables_.names.intern(NameSpace::kind, kind.name);
    values_.state(draft, {ValueTag::name, name.number}, offset);
}

CardHead CardReader::read(std::string_view card, const syntax::Tree& tree,
                          const syntax::CardNode& node, CardId id,
                          const calendar::DateOptions& dates, std::vector<Message>& messages) {
    card_ = card;
    messages_ = &messages;
    once_.clear();
    values_.begin_card(card, id, dates, messages);
    CardHead head;
    std::ptrdiff_t head_mistakes = 0;
    const Span head_span = syntax::head_of(card, tree, node);
    if (!head_span.empty()) {
        head = read_head(head_span, dates);
        head_mistakes = static_cast<std::ptrdiff_t>(messages.size());
        // Of a kind whose own card is mistaken it is not known what its cards can say.
        head.known_kind = head.known_kind && vocabulary_.kind(head.kind).known_base;
        if (head.known_kind) {
            imply_kind(head, head_span.begin);
            FieldNode field;
            if (!head.name.none()) {
                for (std::uint32_t line = 0; syntax::next_field(card, tree, node, line, field);) {
                    read_field(head, field);
                }
            }
        }
    }
    check_lines(tree, node, head);
    // Behind a head that is mistaken, the fields may be those of another kind.
    if (head_mistakes > 0) messages.erase(messages.begin() + head_mistakes, messages.end());
    // What cannot be decoded is the cause of what cannot be read.
    std::vector<Message> unreadable;
    messages_ = &unreadable;
    check_characters(card);
    messages_ = &messages;
    if (!unreadable.empty()) messages = std::move(unreadable);
    return head;
}

CardHead CardReader::read_row(std::string_view row, const CardHead& head,
                              const std::vector<Cell>& cells, CardId id,
                              const calendar::DateOptions& dates, std::vector<Message>& messages) {
    card_ = row;
    messages_ = &messages;
    values_.begin_card(row, id, dates, messages);
    imply_kind(head, 0);
    for (const Cell& cell : cells) {
        const FieldRow& field = vocabulary_.field(cell.field);
        Draft draft{.subject = head.name, .field = cell.field};
        draft.begin = cell.span.begin;
        if (field.type == ValueType::chain) {
            values_.read_chain(cell.span);
        } else if (!cell.owned.empty() && is_prose(field.type)) {
            tables_.owned_texts.push_back(cell.owned);
            const auto owned = static_cast<std::uint32_t>(tables_.owned_texts.size() - 1);
            values_.read_owned_text(draft, owned, cell.span.begin);
        } else {
            values_.read(draft, cell.span);
        }
    }
    check_characters(row);
    return head;
}

}  // namespace valla::casefile
