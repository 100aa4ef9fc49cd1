#include "casefile/value_reader.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "calendar/period_part.hpp"
#include "syntax/phrases.hpp"
#include "text/spelling.hpp"
#include "text/unicode.hpp"

namespace valla::casefile {

using syntax::Word;
using syntax::WordKind;
using text::Message;
using vocabulary::FieldRow;
using vocabulary::Qualifier;
using vocabulary::ValueType;

namespace {

QualifierKey key_of(std::string_view keyword) {
    for (std::uint8_t i = 0; i <= static_cast<std::uint8_t>(QualifierKey::hedge_by); ++i) {
        if (name_of(static_cast<QualifierKey>(i)) == keyword) return static_cast<QualifierKey>(i);
    }
    return QualifierKey::from;
}

/// A number in the decimal digits of any script.
std::optional<std::uint32_t> to_number(std::string_view text) {
    std::uint64_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded decoded = text::decode(text, at);
        char digit = static_cast<char>(decoded.code_point < 0x80 ? decoded.code_point : 0);
        if (digit == 0) digit = text::look_alike(decoded.code_point);
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + static_cast<std::uint64_t>(digit - '0');
        if (number > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
        at += decoded.size;
    }
    return static_cast<std::uint32_t>(number);
}

}  // namespace

ValueReader::ValueReader(const vocabulary::Vocabulary& vocabulary, Tables& tables)
    : vocabulary_(vocabulary), tables_(tables) {}

void ValueReader::begin_card(std::string_view card, CardId id, const calendar::DateOptions& dates,
                             std::vector<Message>& messages) {
    card_ = card;
    card_id_ = id;
    dates_ = dates;
    messages_ = &messages;
}

void ValueReader::report(Message message) { messages_->push_back(std::move(message)); }

RowId ValueReader::append(const Draft& draft, Value value, std::uint32_t offset) {
    const RowId row{tables_.row_count()};
    tables_.subject.push_back(draft.subject);
    tables_.field.push_back(draft.field);
    tables_.tag.push_back(value.tag);
    tables_.value.push_back(value.number);
    tables_.flags.push_back(draft.flags);
    tables_.hedge.push_back(draft.hedge);
    tables_.role.push_back(draft.role);
    tables_.card.push_back(card_id_);
    tables_.begin.push_back(draft.begin);
    tables_.offset.push_back(offset);
    return row;
}

void ValueReader::finish(const Draft& draft, std::uint32_t first_row, std::size_t first_qualifier) {
    for (std::uint32_t row = first_row; row < tables_.row_count(); ++row) {
        // The rows of a statement inside this value are finished already.
        if (tables_.field[row] != draft.field || tables_.begin[row] != draft.begin) continue;
        if (!draft.hedge_by.none()) {
            tables_.qualifiers.push_back({{row},
                                          QualifierKey::hedge_by,
                                          {ValueTag::name, draft.hedge_by.number},
                                          draft.begin});
        }
        if (!draft.only_of.none()) {
            tables_.qualifiers.push_back({{row},
                                          QualifierKey::only_of,
                                          {ValueTag::name, draft.only_of.number},
                                          draft.begin});
        }
        for (const Pending& pending : pending_) {
            tables_.qualifiers.push_back({{row}, pending.key, pending.value, pending.offset});
        }
    }
    pending_.clear();
    const auto by_row = [](const QualifierRow& a, const QualifierRow& b) { return a.row < b.row; };
    const auto begin = tables_.qualifiers.begin() + static_cast<std::ptrdiff_t>(first_qualifier);
    if (!std::is_sorted(begin, tables_.qualifiers.end(), by_row)) {
        std::stable_sort(begin, tables_.qualifiers.end(), by_row);
    }
}

std::uint32_t ValueReader::keep_text(Span span, bool owned) {
    tables_.texts.push_back({span, owned});
    return static_cast<std::uint32_t>(tables_.texts.size() - 1);
}

bool ValueReader::unexpected(std::size_t at, std::string_view expected) {
    report(Message("unexpected-word", words_[at].span)
               .with("word", word(at))
               .with("expected", expected));
    return false;
}

bool ValueReader::missing(Range range, std::string_view expected) {
    const std::uint32_t end = range.begin > 0  ? words_[range.begin - 1].span.end
                              : words_.empty() ? 0
                                               : words_.front().span.begin;
    report(Message("missing-word", {end, end}).with("expected", expected));
    return false;
}

bool ValueReader::read_id(std::size_t at, Value& value) {
    const Word& at_word = words_[at];
    if (at_word.kind == WordKind::variable) {
        // A variable means the same in all of its card and nothing outside it.
        const std::string name =
            std::string(word(at)) + " of card " + std::to_string(card_id_.number);
        value = {ValueTag::variable, tables_.names.intern(NameSpace::variable, name).number};
        return true;
    }
    if (at_word.kind != WordKind::word || !text::is_id(word(at))) return unexpected(at, "an id");
    value = {ValueTag::name, tables_.names.intern(NameSpace::id, word(at)).number};
    return true;
}

NameId ValueReader::read_name(Span word) {
    if (text::is_id(in(word))) return tables_.names.intern(NameSpace::id, in(word));
    report(Message("unexpected-word", word).with("word", in(word)).with("expected", "an id"));
    return {};
}

NameId ValueReader::locus_of(NameId source, Span locus) {
    std::string name(tables_.names.text(source));
    name += " at";
    Words parts;
    syntax::split(in(locus), parts);
    for (const Word& part : parts) {
        if (part.kind != WordKind::comma) name += ' ';
        name += part.span.in(in(locus));
    }
    return tables_.names.intern(NameSpace::locus, name);
}

void ValueReader::read_text(const Draft& draft, Span span) {
    append(draft, {ValueTag::text, keep_text(span)}, span.begin);
}

bool ValueReader::read_names(const Draft& draft, Range range, std::string_view joiner) {
    bool other = false;
    for (std::size_t at = range.begin; at < range.end; ++at) {
        Value value;
        if (!read_id(at, value)) return false;
        const RowId row = append(after_joiner(draft, other), value, words_[at].span.begin);
        if (joiner == "then" && row.number > 0 && at > range.begin) {
            // Each step but the last names the one that follows it.
            tables_.qualifiers.push_back(
                {{row.number - 1}, QualifierKey::then, value, words_[at].span.begin});
        }
        ++at;
        if (at == range.end) return true;
        other = is(at, "or") && joins_values(draft, at);
        if (!is(at, joiner) && !other) {
            Message message("missing-joiner", words_[at].span);
            message.with("word", word(at)).with("joiner", joiner).with("before", word(at - 1));
            if (draft.role == RowRole::mentioned && (is(at, "from") || is(at, "until"))) {
                message.with("hint",
                             "`from` and `until` stand behind `member`, such as: "
                             "council member anna from 1926");
            }
            report(std::move(message));
            return false;
        }
        if (at + 1 == range.end) return missing({range.end, range.end}, "an id");
    }
    return true;
}

bool ValueReader::read_anything(const Draft& draft, Range range) {
    bool other = false;
    for (std::size_t at = range.begin; at < range.end; ++at) {
        Value value;
        if (const auto number = to_number(word(at))) value = {ValueTag::number, *number};
        else if (!read_id(at, value)) return false;
        append(after_joiner(draft, other), value, words_[at].span.begin);
        if (++at == range.end) return true;
        other = is(at, "or") && joins_values(draft, at);
        if (!other && !is(at, "and")) return unexpected(at, "\"or\" or \"and\"");
        if (at + 1 == range.end) return missing({range.end, range.end}, "an id or a number");
    }
    return true;
}

bool ValueReader::read_number(const Draft& draft, Range range) {
    const auto number = to_number(word(range.begin));
    if (!number) {
        report(Message("not-a-number", words_[range.begin].span).with("text", word(range.begin)));
        return false;
    }
    if (range.size() > 1) return unexpected(range.begin + 1, "nothing more");
    append(draft, {ValueTag::number, *number}, words_[range.begin].span.begin);
    return true;
}

bool ValueReader::read_duration(const Draft& draft, Range range) {
    const Span at = span(range);
    auto duration = calendar::read_duration(in(at));
    if (!duration) {
        report(std::move(duration.error()).shifted(at.begin));
        return false;
    }
    tables_.durations.push_back(*duration);
    tables_.duration_spans.push_back(at);
    append(draft, {ValueTag::duration, static_cast<std::uint32_t>(tables_.durations.size() - 1)},
           at.begin);
    return true;
}

ValueReader::Range ValueReader::split_qualifiers(const FieldRow& row, Range range,
                                                 bool from_the_right) {
    const std::size_t first_here = qualifier_ranges_.size();
    const auto qualifier_at = [&](std::size_t at) -> const Qualifier* {
        // In `before begin of trial` the event is "begin of trial".
        if (at > range.begin + 1 && is(at, "of") && (is(at - 1, "begin") || is(at - 1, "end")))
            return nullptr;
        for (const Qualifier& qualifier : row.qualifiers) {
            if (is(at, qualifier.keyword)) return &qualifier;
        }
        return nullptr;
    };
    std::size_t head_end = range.end;
    std::size_t begin = range.begin + 1;
    if (from_the_right) {
        // Free words may hold the keyword; the last one counts.
        for (std::size_t at = range.end; at-- > range.begin + 1;) {
            if (qualifier_at(at) != nullptr) {
                begin = at;
                break;
            }
            if (at == range.begin + 1) begin = range.end;
        }
    }
    for (std::size_t at = begin; at < range.end; ++at) {
        const Qualifier* qualifier = qualifier_at(at);
        if (qualifier == nullptr) continue;
        const std::size_t before =
            words_[at - 1].kind == WordKind::comma && at - 1 > range.begin ? at - 1 : at;
        if (qualifier_ranges_.size() == first_here) head_end = before;
        else qualifier_ranges_.back().second.end = before;
        qualifier_ranges_.push_back({qualifier, {at + 1, range.end}});
    }
    return {range.begin, head_end};
}

bool ValueReader::read_operand(const Qualifier& qualifier, QualifierKey key, Range range) {
    if (qualifier.bare) {
        pending_.push_back({key, {}, words_[range.begin - 1].span.begin});
        return range.empty() || unexpected(range.begin, "nothing more");
    }
    if (range.empty()) return missing(range, std::string(qualifier.keyword) + " what");
    for (std::size_t at = range.begin; asks_ && at < range.end; ++at) {
        if (words_[at].kind != WordKind::variable) continue;
        report(Message("variable-behind-value", words_[at].span)
                   .with("variable", word(at))
                   .with("keyword", qualifier.keyword));
        return false;
    }
    const std::uint32_t offset = words_[range.begin].span.begin;
    Value value;
    switch (qualifier.type) {
        case ValueType::names:
            for (std::size_t at = range.begin; at < range.end; ++at) {
                if (!read_id(at, value)) return false;
                pending_.push_back({key, value, words_[at].span.begin});
                if (++at == range.end) return true;
                if (!is(at, "and")) return unexpected(at, "\"and\"");
                if (at + 1 == range.end) return missing({range.end, range.end}, "an id");
            }
            return true;
        case ValueType::time:
            if (!read_time_atom(range, value)) return false;
            break;
        case ValueType::date:
            if (!read_date_value(span(range), value)) return false;
            break;
        case ValueType::number: {
            const auto number = to_number(word(range.begin));
            if (!number) {
                report(Message("not-a-number", words_[range.begin].span)
                           .with("text", word(range.begin)));
                return false;
            }
            value = {ValueTag::number, *number};
            break;
        }
        case ValueType::reference:
            if (!read_reference_value(range, value)) return false;
            break;
        case ValueType::field_name: {
            const std::string name = syntax::phrase_key(in(span(range)));
            for (std::size_t i = 0; i < vocabulary_.fields().size(); ++i) {
                if (vocabulary_.fields()[i].name == name) {
                    value = {ValueTag::field, static_cast<std::uint16_t>(i)};
                }
            }
            if (value.tag == ValueTag::none) {
                // Whether the cards of the table have such a field is checked with its rows.
                value = {ValueTag::text, keep_text(span(range))};
            }
            break;
        }
        default: value = {ValueTag::text, keep_text(span(range))}; break;
    }
    pending_.push_back({key, value, offset});
    return true;
}

bool ValueReader::read_qualifiers() {
    bool good = true;
    for (std::size_t i = 0; good && i < qualifier_ranges_.size(); ++i) {
        const auto [qualifier, range] = qualifier_ranges_[i];
        good = read_operand(*qualifier, key_of(qualifier->keyword), range);
    }
    return good;
}

bool ValueReader::read_head(const Draft& draft, ValueType type, const FieldRow& row, Range range) {
    if (range.empty()) return missing(range, "a value");
    if (asks_ && draft.role == RowRole::mentioned && range.size() == 1 &&
        words_[range.begin].kind == WordKind::variable) {
        // Whatever the type of the value is, it can be asked for.
        Value value;
        if (!read_id(range.begin, value)) return false;
        append(draft, value, words_[range.begin].span.begin);
        return true;
    }
    switch (type) {
        case ValueType::names: return read_names(draft, range, "and");
        case ValueType::anything: return read_anything(draft, range);
        case ValueType::steps: return read_names(draft, range, "then");
        case ValueType::kind_names: return read_kinds(draft, range);
        case ValueType::time: return read_times(draft, range);
        case ValueType::date: return read_dates(draft, range);
        case ValueType::duration: return read_duration(draft, range);
        case ValueType::number: return read_number(draft, range);
        case ValueType::choice: return read_choice(draft, row, range);
        case ValueType::choices: return read_choices(draft, range);
        case ValueType::content: return read_content(draft, range);
        case ValueType::statements: return read_statements(draft, range);
        case ValueType::reference: return read_reference(draft, range);
        case ValueType::vocabulary_names:
            for (std::size_t at = range.begin; at < range.end; at += 2) {
                Value value;
                if (!read_id(at, value)) return false;
                value.number = tables_.names.intern(NameSpace::vocabulary, word(at)).number;
                append(draft, value, words_[at].span.begin);
                if (at + 1 == range.end) return true;
                if (!is(at + 1, "and")) return unexpected(at + 1, "\"and\"");
                if (at + 2 == range.end) return missing({range.end, range.end}, "a vocabulary");
            }
            return true;
        case ValueType::message: return read_waiver(draft, range);
        case ValueType::field_name:
        case ValueType::hedge_name:
        case ValueType::type_name: return read_term(draft, type, row, range);
        case ValueType::text:
        case ValueType::path:
        case ValueType::label:
            if (range.size() == 1 && words_[range.begin].kind == WordKind::quoted) {
                read_text(draft, words_[range.begin].span);
            } else {
                read_text(draft, span(range));
            }
            return true;
        case ValueType::period_part: {
            const Span at = span(range);
            if (auto part = calendar::read_period_part(in(at)); !part) {
                report(std::move(part.error()).shifted(at.begin));
                return false;
            }
            read_text(draft, at);
            return true;
        }
        case ValueType::chain: return true;
    }
    return true;
}

bool ValueReader::read_typed(const Draft& draft, const FieldRow& row, Range range) {
    const std::uint32_t first_row = tables_.row_count();
    const std::size_t first_qualifier = tables_.qualifiers.size();
    qualifier_ranges_.clear();
    Range head = range;
    if (!row.qualifiers.empty() && !range.empty()) {
        head = split_qualifiers(row, range, row.type == ValueType::label);
    }
    const bool good = read_head(draft, row.type, row, head) && read_qualifiers();
    finish(draft, first_row, first_qualifier);
    return good;
}

void ValueReader::read(const Draft& draft, Span value) {
    const FieldRow& row = vocabulary_.field(draft.field);
    pending_.clear();
    if (row.type == ValueType::text || row.type == ValueType::path) {
        const std::uint32_t first_row = tables_.row_count();
        read_text(draft, value);
        finish(draft, first_row, tables_.qualifiers.size());
        return;
    }
    syntax::split(in(value), words_);
    for (Word& word : words_) word.span = word.span.shifted(value.begin);
    const std::uint32_t rows = tables_.row_count();
    const std::size_t qualifiers = tables_.qualifiers.size();
    asks_ = (row.flags & vocabulary::field_flags::asks) != 0;
    // A conclusion has a message of its own, with the rule or argument that it belongs to.
    static const std::uint16_t looking[] = {
        vocabulary::builtin_field(vocabulary::BaseKind::argument, "from"),
        vocabulary::builtin_field(vocabulary::BaseKind::argument, "hence"),
        vocabulary::builtin_field(vocabulary::BaseKind::rule, "then")};
    looks_ = asks_ || std::find(std::begin(looking), std::end(looking), draft.field.row) !=
                          std::end(looking);
    // A value is read as a whole or not at all.
    if (!read_typed(draft, row, {0, words_.size()})) tables_.truncate(rows, qualifiers);
}

}  // namespace valla::casefile
