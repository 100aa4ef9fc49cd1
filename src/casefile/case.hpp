#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casefile/card_reader.hpp"
#include "casefile/tables.hpp"
#include "text/render.hpp"
#include "text/source.hpp"
#include "vocabulary/vocabulary.hpp"

namespace valla::casefile {

using vocabulary::BaseKind;

struct FileId {
    std::uint32_t number = 0;
    friend bool operator==(FileId, FileId) = default;
};

/// A card as the case holds it.
struct CardRow {
    NameId name;  ///< none when its head has no id, or there is no head
    KindId kind;
    FileId file;
    std::uint32_t begin = 0;  ///< in the file
    std::uint32_t end = 0;
    std::uint32_t first_row = 0;
    std::uint32_t row_count = 0;
    std::uint32_t first_word = 0;
    std::uint32_t word_count = 0;
    CardId next_of_name;  ///< another card of the same name
    CardId table;         ///< of a row of a table: the card that names the table
    bool live = true;     ///< false once it was taken back
    bool known_kind = false;
    Span name_span;  ///< in the card
};

/// What is known of a name from the cards that declare it.
struct NameState {
    CardId introduced;  ///< its first card in the order of files and places
    CardId list;        ///< all its live cards, through CardRow::next_of_name
    std::uint32_t live_cards = 0;
    std::uint32_t unknown_kinds = 0;  ///< how many of them have a kind that is not known
};

/// A file of the case.
struct CaseFile {
    text::Source source;
    std::vector<CardId> cards;  ///< in the order of the file
    bool shipped = false;       ///< a vocabulary that comes with Valla
    bool is_table = false;      ///< the CSV file of a `table` card
};

/// Answers what a file holds that a card names, counted from the folder of the case.
using ReadFile = std::function<tl::expected<std::string, text::Message>(const std::string& path)>;

/// The compiled case: all cards of all files, interned and in columns.
///
///     Case a_case = Case::read(files, read_file);
///     for (text::PlacedMessage& m : check(a_case)) ...
///
/// It is built whatever the cards hold; check() (check.hpp) says what is wrong with them. The order
/// of the files decides nothing but the numbers of rows.
class Case {
  public:
    /// Reads the case that these files make: the vocabularies that they use are added, and the CSV
    /// files that `table` cards name are asked of `read_file`.
    static Case read(std::vector<text::Source> files, const ReadFile& read_file);

    Case(Case&&) = default;
    Case& operator=(Case&&) = default;

    [[nodiscard]] const Tables& tables() const { return *tables_; }
    [[nodiscard]] const vocabulary::Vocabulary& vocabulary() const { return *vocabulary_; }
    [[nodiscard]] const std::deque<CaseFile>& files() const { return files_; }
    [[nodiscard]] const CaseFile& file(FileId id) const { return files_[id.number]; }
    [[nodiscard]] const std::vector<CardRow>& cards() const { return cards_; }
    [[nodiscard]] const CardRow& card(CardId id) const { return cards_[id.number]; }
    [[nodiscard]] NameState name_state(NameId name) const {
        return name.number < name_states_.size() ? name_states_[name.number] : NameState{};
    }
    [[nodiscard]] bool is_declared(NameId name) const { return name_state(name).live_cards > 0; }

    /// The base kind of a name: that of the first of its cards in the order of files and places.
    /// Nothing when no card declares it, or one whose kind is not known.
    [[nodiscard]] std::optional<BaseKind> base_of(NameId name) const;
    /// The card that a name is introduced by: the first in the order of files and places.
    [[nodiscard]] std::optional<CardId> introduced_by(NameId name) const;
    /// All live cards of a name, in the order of files and places.
    [[nodiscard]] std::vector<CardId> cards_of(NameId name) const;
    /// All live cards in the order of file names and places, shipped vocabularies last.
    [[nodiscard]] std::vector<CardId> cards_in_order() const;
    [[nodiscard]] bool precedes(CardId a, CardId b) const;

    [[nodiscard]] std::string_view text_of(CardId card) const;
    /// The words of a text value as their author sees them.
    [[nodiscard]] std::string text_value(CardId card, std::uint32_t text) const;
    /// The text of a text value as bytes of the file; for values on one line the same.
    [[nodiscard]] std::string_view raw_text(CardId card, std::uint32_t text) const;

    /// What reading alone had to say about a card.
    [[nodiscard]] const std::vector<text::Message>& reading_messages(CardId card) const;
    /// Whether a `vocabulary:` or `uses:` line names none that could be found.
    [[nodiscard]] bool vocabulary_incomplete() const { return vocabulary_incomplete_; }
    /// How many live cards have lost their id, and how many their kind, to a mistake in their head:
    /// what they were to declare is missing elsewhere.
    [[nodiscard]] std::uint32_t cards_without_id() const { return cards_without_id_; }
    [[nodiscard]] std::uint32_t cards_without_kind() const { return cards_without_kind_; }
    /// How many `table` cards could not be read, so that the ids of their rows are missing.
    [[nodiscard]] std::uint32_t broken_tables() const { return broken_tables_; }
    /// Whether some of the ids that cards name may be missing only because of a mistake elsewhere.
    [[nodiscard]] bool ids_may_be_missing() const {
        return cards_without_id_ > 0 || cards_without_kind_ > 0 || broken_tables_ > 0;
    }
    /// The live `case` cards, in no particular order.
    [[nodiscard]] const std::vector<CardId>& case_cards() const { return case_cards_; }
    /// The languages that the `case` card names, of the five in which dates are read and written,
    /// in its order. Dates in words are read only in these, or in all five when it names none.
    [[nodiscard]] const std::vector<calendar::Language>& languages() const { return languages_; }
    /// Messages about vocabularies as a whole, found before the cards were read.
    struct CardMessage {
        CardId card;
        text::Message message;
    };
    [[nodiscard]] const std::vector<CardMessage>& vocabulary_messages() const {
        return vocabulary_messages_;
    }

    /// For the workspace: reads the cards of `tree` (nodes of `file`'s bytes) anew in the place of
    /// `count` cards of the file from index `first` on. The file's bytes are the new ones already;
    /// the cards behind are moved by `shift` bytes. Gives the cards taken back and the new ones.
    struct Replaced {
        std::vector<CardId> gone;
        std::vector<CardId> fresh;
    };
    Replaced replace(FileId file, std::size_t first, std::size_t count, const syntax::Tree& tree,
                     std::int64_t shift);
    [[nodiscard]] text::Source& source(FileId file) { return files_[file.number].source; }

    /// For statement_text.hpp: reads a text as one field of a card that stands in none of the
    /// files, has no name, and is no part of what the case says.
    CardId read_aside(std::string path, std::string text, KindId kind, FieldId field);

    /// Whether what a card says changes how others are read: it declares a word of the language,
    /// names vocabularies or a table, or says what dates mean.
    [[nodiscard]] bool shapes_reading(CardId card) const;

  private:
    Case() = default;

    struct PlacedProblem {
        FileId file;
        std::uint32_t begin;
        text::Message message;
    };

    void read_vocabulary(const std::vector<syntax::Tree>& trees);
    CardId add_card(FileId file, const syntax::Tree& tree, const syntax::CardNode& node);
    CardId begin_card(FileId file, std::uint32_t begin, std::uint32_t end);
    void end_card(CardId id, const CardHead& head, std::vector<text::Message> messages);
    void declare(CardId id);
    void count_heads(CardId id, bool live);
    void retire(CardId id);
    void read_tables(const ReadFile& read_file);
    /// How the file of a table, named from the folder of the case, is named in answers and
    /// messages.
    [[nodiscard]] std::string shown_path(const std::string& path) const;
    void read_table(CardId card, const ReadFile& read_file);

    // Behind pointers so that the readers, which hold references to them, survive a move of the
    // case.
    std::unique_ptr<Tables> tables_;
    std::unique_ptr<vocabulary::Vocabulary> vocabulary_;
    std::unique_ptr<CardReader> reader_;
    std::deque<CaseFile> files_;
    std::vector<CardRow> cards_;
    std::vector<NameState> name_states_;
    std::unordered_map<std::uint32_t, std::vector<text::Message>> reading_messages_;
    std::vector<CardMessage> vocabulary_messages_;
    std::vector<PlacedProblem> vocabulary_places_;
    calendar::DateOptions date_options_;
    std::vector<calendar::Language> languages_;
    std::vector<CardId> case_cards_;
    std::uint32_t cards_without_id_ = 0;
    std::uint32_t cards_without_kind_ = 0;
    std::uint32_t broken_tables_ = 0;
    bool vocabulary_incomplete_ = false;
};

}  // namespace valla::casefile
