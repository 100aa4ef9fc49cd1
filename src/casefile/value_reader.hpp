#pragma once

#include <string_view>
#include <vector>

#include "calendar/reading.hpp"
#include "casefile/tables.hpp"
#include "syntax/words.hpp"
#include "text/message.hpp"
#include "vocabulary/vocabulary.hpp"

namespace valla::casefile {

/// What is known of a row before its values are read.
struct Draft {
    NameId subject;
    FieldId field;
    std::uint16_t flags = 0;
    HedgeId hedge = {};
    NameId hedge_by = {};  ///< whose hedge it is; none when the origin's
    NameId only_of = {};   ///< of `only of BODY`
    RowRole role = RowRole::claimed;
    std::uint32_t begin = 0;
};

/// Reads the values of one card's fields into the tables. A value is read as a whole or not at all:
/// the first mistake in it is the only one that is reported, and then none of its rows is kept.
///
/// One reader serves many cards, one after the other, so that reading allocates nothing but table
/// rows.
class ValueReader {
  public:
    ValueReader(const vocabulary::Vocabulary& vocabulary, Tables& tables);

    /// From here on values belong to this card; messages, with places in it, go to `messages`.
    void begin_card(std::string_view card, CardId id, const calendar::DateOptions& dates,
                    std::vector<text::Message>& messages);

    /// Reads `value`, a stretch of the card, as the field of `draft` takes it, and appends its
    /// rows.
    void read(const Draft& draft, Span value);

    /// Appends a row whose value is known already.
    RowId state(const Draft& draft, Value value, std::uint32_t offset) {
        return append(draft, value, offset);
    }

    /// Appends a text that is a string of Tables::owned_texts.
    void read_owned_text(const Draft& draft, std::uint32_t text, std::uint32_t offset) {
        append(draft, {ValueTag::text, keep_text({text, text}, true)}, offset);
    }

    /// Reads who says so, and appends a word for the card.
    void read_chain(Span value);

    /// Reads an id that may stand for a hedge's owner or a body; none, and a message, when it is
    /// not one.
    NameId read_name(Span word);

    /// Reports a mistake.
    void report(text::Message message);

    [[nodiscard]] std::string_view in(Span span) const { return span.in(card_); }

  private:
    using Words = std::vector<syntax::Word>;
    struct Range {  ///< of words_
        std::size_t begin = 0;
        std::size_t end = 0;
        [[nodiscard]] bool empty() const { return begin == end; }
        [[nodiscard]] std::size_t size() const { return end - begin; }
    };
    struct Pending {  ///< a qualifier of all rows of one value
        QualifierKey key;
        Value value;
        std::uint32_t offset;
    };

    // value_reader.cpp: values by type
    bool read_typed(const Draft& draft, const vocabulary::FieldRow& row, Range range);
    bool read_head(const Draft& draft, vocabulary::ValueType type, const vocabulary::FieldRow& row,
                   Range range);
    bool read_names(const Draft& draft, Range range, std::string_view joiner);
    bool read_anything(const Draft& draft, Range range);
    bool read_number(const Draft& draft, Range range);
    bool read_duration(const Draft& draft, Range range);
    void read_text(const Draft& draft, Span span);
    Range split_qualifiers(const vocabulary::FieldRow& row, Range range, bool from_the_right);
    bool read_qualifiers();
    bool read_operand(const vocabulary::Qualifier& qualifier, QualifierKey key, Range range);
    bool read_words(const Draft& draft, Span span, bool with_qualifiers);

    // term_reader.cpp: words of the language and of vocabularies
    bool read_kinds(const Draft& draft, Range range);
    bool read_choice(const Draft& draft, const vocabulary::FieldRow& row, Range range);
    bool read_choices(const Draft& draft, Range range);
    bool read_term(const Draft& draft, vocabulary::ValueType type, const vocabulary::FieldRow& row,
                   Range range);
    bool read_waiver(const Draft& draft, Range range);

    // time_reader.cpp
    bool read_times(const Draft& draft, Range range);
    bool read_dates(const Draft& draft, Range range);
    bool read_time_atom(Range range, Value& value);
    /// Whether a word is nothing that stands in a date.
    [[nodiscard]] bool is_no_date(std::string_view word) const;
    bool joins_into_date(Range range, std::size_t& end);
    bool read_date_value(Span span, Value& value);

    // statement_reader.cpp
    bool read_content(const Draft& draft, Range range);
    bool read_dated_statements(const Draft& draft, Range range);
    bool read_statements(const Draft& draft, Range range);
    bool read_reference(const Draft& draft, Range range);
    bool read_reference_value(Range range, Value& value);
    bool read_statement(Range range, RowRole role, std::size_t& end, std::vector<RowId>& rows);
    bool read_statement_modifiers(Draft& draft, Range range, std::size_t& at);
    bool looks_where_told(const Draft& draft, std::size_t at);
    bool allows_modifiers(const Draft& draft, const vocabulary::FieldRow& row, std::size_t at);
    bool read_comparison_modifiers(const Draft& draft, const vocabulary::FieldRow& row,
                                   std::size_t at);
    [[nodiscard]] bool begins_statement(Range range, std::size_t at) const;
    [[nodiscard]] bool joins_statements(std::size_t at) const;
    [[nodiscard]] bool joins_values(const Draft& draft, std::size_t at) const;
    [[nodiscard]] static Draft after_joiner(Draft draft, bool other);
    bool only_where_asked(std::size_t at);
    void own_statements(const Draft& draft, const std::vector<RowId>& rows, std::uint32_t offset);

    // chain_reader.cpp
    bool read_hop(Range range, bool last);
    bool read_hop_hedge(Range range, std::size_t& at, Hop& hop);

    bool read_id(std::size_t at, Value& value);
    bool unexpected(std::size_t at, std::string_view expected);
    bool missing(Range range, std::string_view expected);
    RowId append(const Draft& draft, Value value, std::uint32_t offset);
    void finish(const Draft& draft, std::uint32_t first_row, std::size_t first_qualifier);
    [[nodiscard]] std::string_view word(std::size_t at) const { return words_[at].span.in(card_); }
    [[nodiscard]] bool is(std::size_t at, std::string_view keyword) const {
        return words_[at].kind == syntax::WordKind::word && word(at) == keyword;
    }
    [[nodiscard]] Span span(Range range) const {
        return syntax::span_of(words_.data() + range.begin, words_.data() + range.end);
    }
    NameId locus_of(NameId source, Span locus);
    std::uint32_t keep_text(Span span, bool owned = false);

    const vocabulary::Vocabulary& vocabulary_;
    Tables& tables_;
    std::string_view card_;
    CardId card_id_;
    calendar::DateOptions dates_;
    std::vector<text::Message>* messages_ = nullptr;
    bool asks_ = false;   ///< the value being read looks for something
    bool looks_ = false;  ///< it may look at silence and at what is possible
    Words words_;
    std::vector<std::pair<const vocabulary::Qualifier*, Range>> qualifier_ranges_;
    std::vector<Pending> pending_;
};

}  // namespace valla::casefile
