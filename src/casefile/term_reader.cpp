// Values that are words of the language or of a vocabulary: kinds, choices, hedges, fields, types,
// messages.

#include <algorithm>
#include <iterator>

#include "casefile/value_reader.hpp"
#include "syntax/phrases.hpp"
#include "text/spelling.hpp"

namespace valla::casefile {

using syntax::WordKind;
using text::Message;
using vocabulary::FieldRow;
using vocabulary::ValueType;

bool ValueReader::read_kinds(const Draft& draft, Range range) {
    bool other = false;
    for (std::size_t at = range.begin; at < range.end;) {
        std::size_t end = at;
        while (end < range.end && !is(end, "and") && !(is(end, "or") && joins_values(draft, end))) {
            if (words_[end].kind == WordKind::variable && end == at && end + 1 == range.end) {
                Value value;
                read_id(end, value);
                append(draft, value, words_[end].span.begin);
                return true;
            }
            if (words_[end].kind != WordKind::word) return unexpected(end, "the name of a kind");
            ++end;
        }
        if (end == at) return missing({at, at}, "the name of a kind");
        const Span name = span({at, end});
        const NameId kind = tables_.names.intern(NameSpace::kind, syntax::phrase_key(in(name)));
        append(after_joiner(draft, other), {ValueTag::name, kind.number}, name.begin);
        other = end < range.end && is(end, "or");
        at = end + 1;
        if (end + 1 == range.end) return missing({range.end, range.end}, "the name of a kind");
    }
    return true;
}

bool ValueReader::read_choice(const Draft& draft, const FieldRow& row, Range range) {
    if (range.size() == 1 && words_[range.begin].kind == WordKind::variable) {
        Value value;
        read_id(range.begin, value);
        append(draft, value, words_[range.begin].span.begin);
        return true;
    }
    const std::string written = syntax::phrase_key(in(span(range)));
    std::vector<std::string_view> choices;
    std::string_view rest = row.choices;
    while (!rest.empty()) {
        const std::size_t bar = std::min(rest.find('|'), rest.size());
        choices.push_back(rest.substr(0, bar));
        rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
    for (std::uint32_t i = 0; i < choices.size(); ++i) {
        if (syntax::phrase_key(choices[i]) == written) {
            append(draft, {ValueTag::choice, i}, words_[range.begin].span.begin);
            return true;
        }
    }
    std::string all;
    for (const std::string_view choice : choices)
        all += (all.empty() ? "" : ", ") + std::string(choice);
    Message message("not-a-choice", span(range));
    message.with("word", in(span(range))).with("field", row.name).with("choices", all);
    const std::string_view meant = text::nearest_word(written, choices);
    if (!meant.empty()) message.with("suggestion", meant);
    report(std::move(message));
    return false;
}

bool ValueReader::read_choices(const Draft& draft, Range range) {
    for (std::size_t at = range.begin; at < range.end;) {
        std::size_t end = at;
        while (end < range.end && !is(end, "and")) {
            if (words_[end].kind == WordKind::comma) return unexpected(end, "\"and\"");
            ++end;
        }
        if (end == at) return missing({at, at}, "a word");
        if (words_[at].kind == WordKind::variable) {
            if (end > at + 1) return unexpected(at + 1, "\"and\"");
            Value value;
            read_id(at, value);
            append(draft, value, words_[at].span.begin);
        } else {
            read_text(draft, span({at, end}));
        }
        at = end + 1;
        if (end + 1 == range.end) return missing({range.end, range.end}, "a word");
    }
    return true;
}

bool ValueReader::read_term(const Draft& draft, ValueType type, const FieldRow& row, Range range) {
    const Span at = span(range);
    const std::string name = syntax::phrase_key(in(at));
    const auto unknown = [&](std::string_view what, const std::vector<std::string_view>& known) {
        Message message("unknown-word", at);
        message.with("word", in(at)).with("what", what);
        const std::string_view meant = text::nearest_word(name, known);
        if (!meant.empty()) message.with("suggestion", meant);
        report(std::move(message));
        return false;
    };
    if (type == ValueType::hedge_name) {
        if (const auto hedge = vocabulary_.find_hedge(name)) {
            append(draft, {ValueTag::hedge, hedge->row}, at.begin);
            return true;
        }
        std::vector<std::string_view> known;
        for (const auto& hedge : vocabulary_.hedges()) known.push_back(hedge.name);
        return unknown("a hedge", known);
    }
    if (type == ValueType::field_name) {
        std::vector<std::string_view> known;
        for (std::size_t i = 0; i < vocabulary_.fields().size(); ++i) {
            const FieldRow& field = vocabulary_.fields()[i];
            known.push_back(field.name);
            if (field.name == name) {
                append(draft, {ValueTag::field, static_cast<std::uint16_t>(i)}, at.begin);
                return true;
            }
        }
        return unknown("a field", known);
    }
    // A type: kinds joined by `or`, or one of the words for other values.
    constexpr std::string_view plain[] = {"text", "date", "time", "duration", "number", "word"};
    std::vector<std::string_view> known(std::begin(plain), std::end(plain));
    for (const auto& kind : vocabulary_.kinds()) known.push_back(kind.name);
    for (std::size_t from = range.begin; from < range.end;) {
        std::size_t end = from;
        while (end < range.end && !is(end, "or")) ++end;
        if (end == from || end + 1 == range.end) return missing({end, end}, "a type");
        const Span item = span({from, end});
        const std::string item_name = syntax::phrase_key(in(item));
        const bool is_plain =
            std::find(std::begin(plain), std::end(plain), item_name) != std::end(plain);
        if (!is_plain && !vocabulary_.names_of_type(item_name)) {
            Message message("unknown-word", item);
            message.with("word", in(item)).with("what", "a type of value");
            const std::string_view meant = text::nearest_word(item_name, known);
            if (!meant.empty()) message.with("suggestion", meant);
            report(std::move(message));
            return false;
        }
        from = end + 1;
    }
    static_cast<void>(row);
    read_text(draft, at);
    return true;
}

bool ValueReader::read_waiver(const Draft& draft, Range range) {
    if (range.size() > 1) return unexpected(range.begin + 1, "\"because\" and the reason");
    for (const text::MessageKind& kind : text::catalogue()) {
        if (kind.name != word(range.begin)) continue;
        if (kind.level == text::Level::error) {
            report(Message("waived-error", words_[range.begin].span).with("message", kind.name));
            return false;
        }
        read_text(draft, words_[range.begin].span);
        return true;
    }
    std::vector<std::string_view> known;
    for (const text::MessageKind& kind : text::catalogue()) known.push_back(kind.name);
    Message message("unknown-word", words_[range.begin].span);
    message.with("word", word(range.begin)).with("what", "the name of a message");
    const std::string_view meant = text::nearest_word(word(range.begin), known);
    if (!meant.empty()) message.with("suggestion", meant);
    report(std::move(message));
    return false;
}

}  // namespace valla::casefile
