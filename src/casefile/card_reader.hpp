#pragma once

#include <string_view>
#include <vector>

#include "casefile/tables.hpp"
#include "casefile/value_reader.hpp"
#include "syntax/tree.hpp"
#include "text/message.hpp"
#include "vocabulary/vocabulary.hpp"

namespace valla::casefile {

/// What the head of a card says.
struct CardHead {
    NameId name;  ///< none when the head has no id
    KindId kind;  ///< meaningless when the kind is not known
    bool known_kind = false;
    Span name_span;  ///< in the card
};

/// Reads one card at a time into the tables: a function of the card's own bytes and the vocabulary,
/// and of nothing else, so that a card can be read again by itself. Whether its ids are declared is
/// for the checks.
///
/// Mistakes go to `messages`, with places counted from the begin of the card. A card whose head is
/// not understood still gives its id, and its fields are passed over, so that one mistake is one
/// message.
class CardReader {
  public:
    CardReader(const vocabulary::Vocabulary& vocabulary, Tables& tables);

    CardHead read(std::string_view card, const syntax::Tree& tree, const syntax::CardNode& node,
                  CardId id, const calendar::DateOptions& dates,
                  std::vector<text::Message>& messages);

    /// A row of a table as a card: a cell for each mapped column.
    struct Cell {
        FieldId field;
        Span span;          ///< of the cell's text, in the row
        std::string owned;  ///< its text when quotes in it were resolved
    };
    CardHead read_row(std::string_view row, const CardHead& head, const std::vector<Cell>& cells,
                      CardId id, const calendar::DateOptions& dates,
                      std::vector<text::Message>& messages);

  private:
    CardHead read_head(Span head, const calendar::DateOptions& dates);
    void read_field(const CardHead& head, const syntax::FieldNode& node);
    bool read_modifiers(Span modifiers, const vocabulary::FieldRow& row, Draft& draft);
    void read_at_locus(const CardHead& head, const syntax::FieldNode& node, FieldId field,
                       std::size_t words);
    void imply_kind(const CardHead& head, std::uint32_t offset);
    void check_lines(const syntax::Tree& tree, const syntax::CardNode& node, const CardHead& head);
    void check_characters(std::string_view card);
    void unknown_field(const CardHead& head, const syntax::FieldNode& node);
    [[nodiscard]] vocabulary::BaseKind base(const CardHead& head) const {
        return vocabulary_.kind(head.kind).base;
    }

    const vocabulary::Vocabulary& vocabulary_;
    Tables& tables_;
    ValueReader values_;
    std::string_view card_;
    std::vector<text::Message>* messages_ = nullptr;
    std::vector<syntax::Word> words_;
    std::vector<FieldId> once_;  ///< fields of this card that may be given once
};

/// The space in which cards of a kind declare their ids.
NameSpace space_of(vocabulary::BaseKind kind);

}  // namespace valla::casefile
