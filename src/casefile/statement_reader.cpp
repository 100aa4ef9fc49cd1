// Statement form: SUBJECT FIELD VALUE, one grammar wherever a card speaks of what another card
// could say.

#include <algorithm>
#include <iterator>
#include <utility>

#include "casefile/value_reader.hpp"
#include "syntax/phrases.hpp"
#include "text/spelling.hpp"
#include "text/unicode.hpp"

namespace valla::casefile {

using syntax::WordKind;
using text::Message;
using vocabulary::BaseKind;
using vocabulary::FieldRow;
using vocabulary::ValueType;

namespace {

/// What a commitment can have come to, as `accepted stand-trial` says for `stand-trial has been
/// accepted`. In the order of the choices of the field.
constexpr std::string_view steps[] = {"made",   "accepted",    "refused",   "kept",
                                      "broken", "carried out", "withdrawn", "met"};

}  // namespace

bool ValueReader::begins_statement(Range range, std::size_t at) const {
    const auto id_like = [&](std::size_t index) {
        return index < range.end &&
               (words_[index].kind == WordKind::variable ||
                (words_[index].kind == WordKind::word && text::is_id(word(index))));
    };
    const auto field_at = [&](std::size_t index) {
        return index < range.end &&
               vocabulary_.statement_field(card_, &words_[index], words_.data() + range.end);
    };
    if (at >= range.end) return false;
    if (at + 2 < range.end && is(at, "no") && is(at + 1, "word") && is(at + 2, "that")) return true;
    if (at + 2 < range.end && (is(at, "begin") || is(at, "end")) && is(at + 1, "of")) {
        return id_like(at + 2) && field_at(at + 3);
    }
    if ((is(at, "not") || is(at, "can")) && id_like(at + 1)) return true;
    if (id_like(at) && field_at(at + 1)) return true;
    const bool step = std::find(std::begin(steps), std::end(steps), word(at)) != std::end(steps);
    return step && id_like(at + 1) && (at + 2 == range.end || joins_statements(at + 2));
}

bool ValueReader::joins_statements(std::size_t at) const { return is(at, "and") || is(at, "or"); }

bool ValueReader::joins_values(const Draft& draft, std::size_t at) const {
    // "Only anna or boris" and "anna or boris together" say nothing that could be looked for.
    return is(at, "or") && asks_ && draft.role == RowRole::mentioned &&
           (draft.flags & (row_flags::only | row_flags::jointly)) == 0;
}

Draft ValueReader::after_joiner(Draft draft, bool other) {
    // Whoever looks for neither of two looks for the absence of both.
    const bool denies = (draft.flags & (row_flags::negated | row_flags::silence)) != 0;
    if (other && !denies) draft.flags |= row_flags::other_value;
    return draft;
}

bool ValueReader::only_where_asked(std::size_t at) {
    report(Message("only-where-asked", words_[at].span).with("word", word(at)));
    return false;
}

bool ValueReader::looks_where_told(const Draft& draft, std::size_t at) {
    constexpr std::uint16_t looking = row_flags::silence | row_flags::possible;
    if (looks_ || (draft.flags & looking) == 0) return false;
    const bool silence = (draft.flags & row_flags::silence) != 0;
    report(Message("asked-where-told", words_[at].span)
               .with("word", silence ? "no word that" : "can"));
    return true;
}

bool ValueReader::read_statement_modifiers(Draft& draft, Range range, std::size_t& at) {
    while (at < range.end) {
        if (is(at, "not")) {
            draft.flags |= row_flags::negated;
            ++at;
        } else if (is(at, "jointly")) {
            draft.flags |= row_flags::jointly;
            ++at;
        } else if (is(at, "only")) {
            draft.flags |= row_flags::only;
            ++at;
            if (at + 1 < range.end && is(at, "of")) {
                Value body;
                if (!read_id(at + 1, body)) return false;
                draft.only_of = {body.number};
                at += 2;
            }
        } else if (const auto hedge =
                       vocabulary_.hedge_at(card_, words_.data() + at, words_.data() + range.end)) {
            draft.hedge = hedge->hedge;
            at += hedge->words;
        } else {
            break;
        }
    }
    return true;
}

bool ValueReader::allows_modifiers(const Draft& draft, const FieldRow& row, std::size_t at) {
    const bool jointly = (draft.flags & row_flags::jointly) != 0;
    if (draft.hedge.none() && !jointly) return true;
    report(Message("modifier-not-here", words_[at].span)
               .with("field", row.name)
               .with("modifier", jointly ? "jointly" : vocabulary_.hedge(draft.hedge).name)
               .with("reason", "what is looked for is found with it and without; leave it out"));
    return false;
}

bool ValueReader::read_comparison_modifiers(const Draft& draft, const FieldRow& row,
                                            std::size_t at) {
    constexpr std::pair<std::uint16_t, std::string_view> refused[] = {
        {row_flags::possible, "can"},
        {row_flags::only, "only"},
        {row_flags::jointly, "jointly"},
        {row_flags::begin_of_subject, "begin of"},
        {row_flags::end_of_subject, "end of"}};
    std::string modifier;
    for (const auto& [flag, name] : refused) {
        if ((draft.flags & flag) != 0) modifier = name;
    }
    if (!draft.hedge.none()) modifier = vocabulary_.hedge(draft.hedge).name;
    if (modifier.empty()) return true;
    report(Message("modifier-not-here", words_[at].span)
               .with("field", row.name)
               .with("modifier", modifier)
               .with("reason", "it compares what other statements find, and nobody says it"));
    return false;
}

bool ValueReader::read_statement(Range range, RowRole role, std::size_t& end,
                                 std::vector<RowId>& rows) {
    Draft draft;
    draft.role = role;
    std::size_t at = range.begin;
    draft.begin = words_[at].span.begin;
    if (at + 2 < range.end && is(at, "no") && is(at + 1, "word") && is(at + 2, "that")) {
        draft.flags |= row_flags::silence;
        at += 3;
    }
    if (at + 1 < range.end && is(at, "can")) {
        draft.flags |= row_flags::possible;
        ++at;
    }
    if (looks_where_told(draft, range.begin)) return false;
    if (at + 1 < range.end && is(at, "not")) {
        draft.flags |= row_flags::negated;
        ++at;
    }
    if (at + 2 < range.end && (is(at, "begin") || is(at, "end")) && is(at + 1, "of")) {
        draft.flags |= is(at, "begin") ? row_flags::begin_of_subject : row_flags::end_of_subject;
        at += 2;
    }
    if (at >= range.end) return missing({range.end, range.end}, "a statement");

    const auto step = std::find(std::begin(steps), std::end(steps), word(at));
    if (step != std::end(steps) && at + 1 < range.end &&
        (at + 2 == range.end || joins_statements(at + 2)) && !joins_statements(at + 1)) {
        Value commitment;
        if (!read_id(at + 1, commitment)) return false;
        draft.subject = {commitment.number};
        draft.field = {vocabulary::builtin_field(BaseKind::promise, "has been")};
        rows.push_back(
            append(draft, {ValueTag::choice, static_cast<std::uint32_t>(step - std::begin(steps))},
                   words_[at].span.begin));
        end = at + 2;
        return true;
    }

    Value subject;
    if (!read_id(at, subject)) return false;
    draft.subject = {subject.number};
    draft.begin = words_[at].span.begin;
    ++at;
    if (at == range.end || joins_statements(at)) {
        draft.flags |= row_flags::bare;
        draft.field = {vocabulary::builtin_field(BaseKind::event, "occurred")};
        rows.push_back(append(draft, {}, draft.begin));
        end = at;
        return true;
    }

    const auto field =
        vocabulary_.statement_field(card_, words_.data() + at, words_.data() + range.end);
    if (!field) {
        std::vector<std::string_view> known;
        for (const FieldRow& row : vocabulary_.fields()) {
            if ((row.flags & vocabulary::field_flags::asserts) != 0) known.push_back(row.name);
        }
        Message message("unknown-statement-field", words_[at].span);
        message.with("word", word(at)).with("subject", word(at - 1));
        const std::string_view meant = text::nearest_word(word(at), known);
        if (!meant.empty()) message.with("suggestion", meant);
        const bool modifies =
            is(at, "not") || is(at, "only") || is(at, "jointly") ||
            vocabulary_.hedge_at(card_, words_.data() + at, words_.data() + range.end);
        if (modifies) {
            message.with("hint", "it stands behind the field, as in: trial by " +
                                     std::string(word(at)) + " anna");
        }
        report(std::move(message));
        return false;
    }
    draft.field = field->field;
    const FieldRow& row = vocabulary_.field(draft.field);
    const bool compares = (row.flags & vocabulary::field_flags::compares) != 0;
    if (compares && !asks_) return only_where_asked(at);
    const std::size_t field_at = at;
    at += field->words;
    if (!read_statement_modifiers(draft, range, at)) return false;
    if (compares && !read_comparison_modifiers(draft, row, field_at)) return false;
    if (asks_ && !allows_modifiers(draft, row, field_at)) return false;

    // In free words an "or" is one of the words.
    const bool free_words = row.type == ValueType::text || row.type == ValueType::label;
    const auto joins = [&](std::size_t index) {
        return is(index, "and") || (is(index, "or") && (asks_ || !free_words));
    };
    std::size_t stop = at;
    while (stop < range.end && !(joins(stop) && begins_statement(range, stop + 1))) ++stop;
    if (at == stop) return missing({stop, stop}, "a value for \"" + std::string(row.name) + "\"");

    const std::uint32_t first_row = tables_.row_count();
    const auto outer_ranges = std::exchange(qualifier_ranges_, {});
    const auto outer_pending = std::exchange(pending_, {});
    const bool good = read_typed(draft, row, {at, stop});
    qualifier_ranges_ = outer_ranges;
    pending_ = outer_pending;
    for (std::uint32_t each = first_row; each < tables_.row_count(); ++each) rows.push_back({each});
    end = stop;
    return good;
}

void ValueReader::own_statements(const Draft& draft, const std::vector<RowId>& rows,
                                 std::uint32_t offset) {
    for (const RowId row : rows) append(draft, {ValueTag::statement, row.number}, offset);
}

bool ValueReader::read_statements(const Draft& draft, Range range) {
    const bool said = draft.role == RowRole::claimed && vocabulary_.field(draft.field).kinds ==
                                                            vocabulary::KindSet(BaseKind::passage);
    std::uint16_t joined = asks_ ? row_flags::first_of_line : std::uint16_t{0};
    for (std::size_t at = range.begin; at < range.end;) {
        std::vector<RowId> rows;
        std::size_t end = at;
        const std::uint32_t offset = words_[at].span.begin;
        const bool good =
            read_statement({at, range.end}, said ? RowRole::said : RowRole::mentioned, end, rows);
        if (said) {
            for (const RowId row : rows) {
                if (tables_.hedge[row.number].none()) tables_.hedge[row.number] = draft.hedge;
            }
        }
        if (!rows.empty()) tables_.flags[rows.front().number] |= joined;
        own_statements(draft, rows, offset);
        if (!good) return false;
        if (end == range.end) return true;
        if (is(end, "or") && !asks_) return only_where_asked(end);
        if (!joins_statements(end)) return unexpected(end, "\"and\" and another statement");
        joined = is(end, "or") ? row_flags::other_way : std::uint16_t{0};
        at = end + 1;
        if (at == range.end) return missing({range.end, range.end}, "a statement");
    }
    return true;
}

bool ValueReader::read_dated_statements(const Draft& draft, Range range) {
    // The full stop of "3 May 1907 O.S." or "3 мая 1907 г." belongs to the date. Only a statement
    // that is read as a whole and ends in a date is taken for one; the same words in prose are not
    // likely to.
    const std::uint32_t rows = tables_.row_count();
    const std::size_t qualifiers = tables_.qualifiers.size();
    std::vector<Message> silent;
    std::vector<Message>* const messages = std::exchange(messages_, &silent);
    const bool read = range.size() > 2 && read_statements(draft, range);
    messages_ = messages;
    // The last row is the owner of the last statement.
    const bool dated = read && silent.empty() && tables_.row_count() >= rows + 2 &&
                       tables_.tag[tables_.value.back()] == ValueTag::date;
    if (!dated) tables_.truncate(rows, qualifiers);
    return dated;
}

bool ValueReader::read_content(const Draft& draft, Range range) {
    const Span at = span(range);
    // The span of a quotation ends inside its marks; the sentence ends behind them.
    const bool quoted = words_[range.end - 1].kind == WordKind::quoted;
    if (range.size() == 1 && quoted) {
        read_text(draft, at);
        return true;
    }
    if (syntax::ends_sentence(in(at))) {
        if (read_dated_statements(draft, range)) return true;
        const std::uint32_t end = quoted ? words_[range.end - 1].span.end : at.end;
        read_text(draft, {at.begin, end});
        return true;
    }
    return read_statements(draft, range);
}

bool ValueReader::read_reference_value(Range range, Value& value) {
    if (range.size() == 1) return read_id(range.begin, value);
    if (is(range.begin + 1, "at")) {
        Value source;
        if (!read_id(range.begin, source)) return false;
        if (range.size() == 2) return missing({range.end, range.end}, "a place in the source");
        const NameId locus = locus_of({source.number}, span({range.begin + 2, range.end}));
        value = {ValueTag::name, locus.number};
        return true;
    }
    std::vector<RowId> rows;
    std::size_t end = range.begin;
    if (!read_statement(range, RowRole::mentioned, end, rows)) return false;
    if (end != range.end) return unexpected(end, "one statement");
    value = {ValueTag::statement, rows.front().number};
    return true;
}

bool ValueReader::read_reference(const Draft& draft, Range range) {
    if (range.size() > 1 && !is(range.begin + 1, "at") && !is(range.begin + 1, "and")) {
        return read_statements(draft, range);
    }
    for (std::size_t at = range.begin; at < range.end;) {
        std::size_t end = at;
        while (end < range.end && !is(end, "and")) ++end;
        if (end == at) return missing({at, at}, "an id");
        Value value;
        if (!read_reference_value({at, end}, value)) return false;
        append(draft, value, words_[at].span.begin);
        if (end == range.end) return true;
        at = end + 1;
        if (at == range.end) return missing({range.end, range.end}, "an id");
    }
    return true;
}

}  // namespace valla::casefile
